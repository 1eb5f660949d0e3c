"""The map of coverage: how many stories are about each country, in five steps of one colour.

In: the atlas, the countries with their stories, and the page that the map stands on. Out: SVG, a caption that says the
most of it in words, and a key. The steps are fixed sets: they change when an
archive outgrows one, and the key says them.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import listed

# The lowest figure of each step, and the figure of the most covered country from which on the next set is taken.
_STEPS = (
    (12, (1, 2, 3, 5, 8)),
    (200, (1, 5, 15, 30, 50)),
    (2000, (1, 50, 150, 300, 500)),
    (10**9, (1, 500, 1500, 3000, 5000)),
)
_MOST = 3
_DOT = 3
_BORDERS = (
    "Every figure is in the table below. Equal Earth projection; borders follow Natural Earth and express no opinion."
)


class Step(Value, frozen=True):
    """A step of the key: its class in the style sheet, `k0` to `k5`, and the figures that it stands for."""

    name: str
    label: str


class WorldView(Value, frozen=True):
    """The map, what its caption says, and its key."""

    svg: Html
    caption: str
    steps: tuple[Step, ...]


def world_view(around: Surroundings) -> WorldView | None:
    """The map for the page of countries; None where there is no atlas, or no story is about a country."""
    site, atlas = around.site, around.atlas
    about = [one for one in site.countries.values() if one.about]
    if not (site.config.output.map and atlas and about):
        return None
    most = sorted(about, key=lambda one: (-len(one.about), one.url))[:_MOST]
    steps = next(steps for limit, steps in _STEPS if len(most[0].about) < limit)
    told: dict[str, CountryStories] = {one.country.code: one for one in about}
    rest = atlas.rest + "".join(path for code, path in atlas.shapes.items() if code not in told)
    drawn = [f'<path class="k0" d="{rest}"/>']
    drawn += [_land(told[code], f'd="{path}"', steps) for code, path in atlas.shapes.items() if code in told]
    dots = ((code, f'cx="{x}" cy="{y}" r="{_DOT}"') for code, (x, y) in atlas.dots.items() if code in told)
    drawn += [_land(told[code], shape, steps) for code, shape in dots]
    return WorldView(
        svg=Html(source=f'<svg viewBox="{atlas.box}" aria-hidden="true">{"".join(drawn)}</svg>'),
        caption=_caption(around, most),
        steps=_key(steps),
    )


def _land(country: CountryStories, shape: str, steps: Sequence[int]) -> str:
    """A land with a link to its page. It is out of the order of tabs: the table has the same links."""
    number = len(country.about)
    step = sum(1 for least in steps if number >= least)
    element = "path" if shape[0] == "d" else "circle"
    title = f"<title>{escape(country.country.name)}: {number:,}</title>"
    href = escape(urls.relative(urls.COUNTRIES, country.url))
    return f'<a href="{href}" tabindex="-1"><{element} class="k{step}" {shape}>{title}</{element}></a>'


def _caption(around: Surroundings, most: Sequence[CountryStories]) -> str:
    """Such as: Stories about each country, 1994 to 2024. Most are about Greece (61) and Norway (12)."""
    first, last = around.span
    when = f", {first} to {last}" if first < last else f", {first}" if first else ""
    names = listed([f"{one.country.in_sentence} ({len(one.about):,})" for one in most])
    return f"Stories about each country{when}. Most are about {names}. {_BORDERS}"


def _key(steps: Sequence[int]) -> tuple[Step, ...]:
    labels = ["none"]
    labels += [f"{a:,} to {b - 1:,}" if b - 1 > a else f"{a:,}" for a, b in pairwise(steps)]
    labels.append(f"{steps[-1]:,} or more")
    return tuple(Step(name=f"k{n}", label=label) for n, label in enumerate(labels))
