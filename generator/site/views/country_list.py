"""The table of all countries, and the map of coverage above it.

In: the site. Out: one view. A country is in it as soon as one story is about it or names it.
"""

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories
from generator.site.views.charts import by_year, spark
from generator.site.views.coverage_map import WorldView, world_view
from generator.site.views.frame import Frame, Head, head
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import counted


class CountryRow(Value, frozen=True):
    """A line of the table: how many stories are about the country, how many only name it, the former by year."""

    name: str
    href: str
    about: int
    named: int
    spark: Html | None


class CountriesView(Value, frozen=True):
    """The table of all countries, by name. `span` are the years of the sparks."""

    frame: Frame
    head: Head
    summary: str
    world: WorldView | None
    rows: tuple[CountryRow, ...]
    span: str


def countries_view(around: Surroundings) -> CountriesView:
    """The view of the table."""
    site = around.site
    about = sum(1 for stories in site.countries.values() if stories.about)
    summary = _summary(about, len(site.countries))
    rows = tuple(_row(around, country) for country in site.countries.values())
    first, last = around.span
    return CountriesView(
        frame=around.frames.of(urls.COUNTRIES),
        head=head(site, urls.COUNTRIES, "Countries", summary),
        summary=summary,
        world=world_view(around),
        rows=rows,
        span=f"{first} to {last}" if any(row.spark for row in rows) else "",
    )


def _row(around: Surroundings, country: CountryStories) -> CountryRow:
    years = by_year(entry.article.date for entry in country.about)
    return CountryRow(
        name=country.country.name,
        href=urls.relative(urls.COUNTRIES, country.url),
        about=len(country.about),
        named=len(country.named),
        spark=spark(years, around.span) if around.site.config.output.charts else None,
    )


def _summary(about: int, everywhere: int) -> str:
    """Such as: 129 countries have a story about them; 12 more are only named."""
    if not everywhere:
        return "No country has been named yet."
    told = "1 country has a story about it" if about == 1 else f"{about} countries have a story about them"
    only = everywhere - about
    return f"{told}; {counted(only, 'more is', 'more are')} only named." if only else f"{told}."
