"""The map of coverage: the number of stories about each country, in five steps of one colour.

In: the atlas, the countries with their stories, and the page of the map. Out: SVG, a caption that states the main
figures in words, and a legend. The steps come from fixed sets: they change when an archive outgrows one, and the legend
states them.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories
from generator.site.views.site_context import SiteContext
from generator.site.views.wording import join_names

# The lowest figure of each step, and the figure of the most covered country from which the next set is used.
_STEP_SETS = (
    (12, (1, 2, 3, 5, 8)),
    (200, (1, 5, 15, 30, 50)),
    (2000, (1, 50, 150, 300, 500)),
    (10**9, (1, 500, 1500, 3000, 5000)),
)
_MAX_IN_CAPTION = 3
_DOT_RADIUS = 3
_BORDERS_NOTE = (
    "Every figure is in the table below. Equal Earth projection; borders follow Natural Earth and express no opinion."
)


class LegendStep(Value, frozen=True):
    """A step of the legend: its class in the style sheet, `k0` to `k5`, and its range of figures."""

    name: str
    label: str


class CoverageMapView(Value, frozen=True):
    """The map, its caption, and its legend."""

    svg: Html
    caption: str
    steps: tuple[LegendStep, ...]


def build_coverage_map(context: SiteContext) -> CoverageMapView | None:
    """Build the map for the page of countries; None if there is no atlas, or no story is about a country."""
    site, atlas = context.site, context.atlas
    covered = [country for country in site.countries.values() if country.about]
    if not (site.config.output.map and atlas and covered):
        return None
    most_covered = sorted(covered, key=lambda country: (-len(country.about), country.url))[:_MAX_IN_CAPTION]
    steps = next(steps for limit, steps in _STEP_SETS if len(most_covered[0].about) < limit)
    covered_by_code: dict[str, CountryStories] = {country.country.code: country for country in covered}
    uncovered_path = atlas.rest + "".join(path for code, path in atlas.shapes.items() if code not in covered_by_code)
    elements = [f'<path class="k0" d="{uncovered_path}"/>']
    elements += [
        _draw_country(covered_by_code[code], f'd="{path}"', steps)
        for code, path in atlas.shapes.items()
        if code in covered_by_code
    ]
    dots = (
        (code, f'cx="{x}" cy="{y}" r="{_DOT_RADIUS}"') for code, (x, y) in atlas.dots.items() if code in covered_by_code
    )
    elements += [_draw_country(covered_by_code[code], shape, steps) for code, shape in dots]
    return CoverageMapView(
        svg=Html(source=f'<svg viewBox="{atlas.box}" aria-hidden="true">{"".join(elements)}</svg>'),
        caption=_write_caption(context, most_covered),
        steps=_build_legend(steps),
    )


def _draw_country(country: CountryStories, shape: str, steps: Sequence[int]) -> str:
    """Draw a country with a link to its page. The link is not in the tab order because the table has the same links."""
    number = len(country.about)
    step = sum(1 for minimum in steps if number >= minimum)
    element = "path" if shape[0] == "d" else "circle"
    title = f"<title>{escape(country.country.name)}: {number:,}</title>"
    href = escape(urls.build_link(urls.COUNTRIES, country.url))
    return f'<a href="{href}" tabindex="-1"><{element} class="k{step}" {shape}>{title}</{element}></a>'


def _write_caption(context: SiteContext, most_covered: Sequence[CountryStories]) -> str:
    """Write the caption, such as: Stories about each country, 1994 to 2024. Most are about Greece (61)."""
    first_year, last_year = context.year_span
    period = f", {first_year} to {last_year}" if first_year < last_year else f", {first_year}" if first_year else ""
    names = join_names([f"{country.country.in_sentence} ({len(country.about):,})" for country in most_covered])
    return f"Stories about each country{period}. Most are about {names}. {_BORDERS_NOTE}"


def _build_legend(steps: Sequence[int]) -> tuple[LegendStep, ...]:
    labels = ["none"]
    labels += [f"{a:,} to {b - 1:,}" if b - 1 > a else f"{a:,}" for a, b in pairwise(steps)]
    labels.append(f"{steps[-1]:,} or more")
    return tuple(LegendStep(name=f"k{n}", label=label) for n, label in enumerate(labels))
