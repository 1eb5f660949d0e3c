"""The table of all countries, and the map of coverage above it.

In: the site. Out: one view. A country is listed as soon as one story is about it or names it.
"""

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories
from generator.site.views.charts import count_by_year, draw_spark
from generator.site.views.coverage_map import CoverageMapView, build_coverage_map
from generator.site.views.frame import PageFrame, PageHead, build_head
from generator.site.views.site_context import SiteContext
from generator.text.counts import format_count


class CountryRow(Value, frozen=True):
    """A row of the table: how many stories are about the country, how many only name it, the former by year."""

    name: str
    href: str
    about: int
    named: int
    spark: Html | None


class CountriesView(Value, frozen=True):
    """The table of all countries, by name. `span` is the range of years of the sparks."""

    frame: PageFrame
    head: PageHead
    summary: str
    world: CoverageMapView | None
    rows: tuple[CountryRow, ...]
    span: str


def build_countries_view(context: SiteContext) -> CountriesView:
    """Build the view of the table."""
    site = context.site
    about_count = sum(1 for stories in site.countries.values() if stories.about)
    summary = _write_summary(about_count, len(site.countries))
    rows = tuple(_build_row(context, country) for country in site.countries.values())
    first_year, last_year = context.year_span
    return CountriesView(
        frame=context.frames.get_frame(urls.COUNTRIES),
        head=build_head(site, urls.COUNTRIES, "Countries", summary),
        summary=summary,
        world=build_coverage_map(context),
        rows=rows,
        span=f"{first_year} to {last_year}" if any(row.spark for row in rows) else "",
    )


def _build_row(context: SiteContext, country: CountryStories) -> CountryRow:
    years = count_by_year(entry.printed.date for entry in country.about)
    return CountryRow(
        name=country.country.name,
        href=urls.build_link(urls.COUNTRIES, country.url),
        about=len(country.about),
        named=len(country.mentions),
        spark=draw_spark(years, context.year_span) if context.site.config.output.charts else None,
    )


def _write_summary(about_count: int, total: int) -> str:
    """Write a summary, such as: 129 countries have a story about them; 12 more are only named."""
    if not total:
        return "No country has been named yet."
    sentence = (
        "1 country has a story about it" if about_count == 1 else f"{about_count} countries have a story about them"
    )
    named_only_count = total - about_count
    return (
        f"{sentence}; {format_count(named_only_count, 'more is', 'more are')} only named."
        if named_only_count
        else f"{sentence}."
    )
