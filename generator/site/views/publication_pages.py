"""The publications: the table of all of them, and a page for each.

In: the site. Out: views, and the list of each publication's stories. A publication is listed once a story names it.
"""

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import PublicationStories
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band
from generator.site.views.charts import Bars, count_by_year, draw_spark
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.rankings import RankingRow
from generator.site.views.site_context import SiteContext
from generator.site.views.story_lists import PartRow, StoryList
from generator.site.views.wording import format_story_count, format_year_span
from generator.text.counts import format_count
from generator.text.normalise import fold

MAX_COVERED = 8


class PublicationRow(Value, frozen=True):
    """A row of the table: the number of stories, their years, and their distribution."""

    name: str
    href: str
    number: int
    years: str
    spark: Html | None


class PublicationsView(Value, frozen=True):
    """The table of all publications, by name. `unnamed` is the number of stories without one."""

    frame: PageFrame
    head: PageHead
    summary: str
    unnamed: str
    rows: tuple[PublicationRow, ...]


class PublicationView(Value, frozen=True):
    """The page of a publication. If its stories are too many, `bands` holds the newest and `parts` link to all."""

    frame: PageFrame
    head: PageHead
    trail: tuple[Link, ...]
    name: str
    summary: str
    bars: Bars | None
    countries: tuple[RankingRow, ...]
    people: tuple[RankingRow, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]


def build_publications_view(context: SiteContext) -> PublicationsView:
    """Build the view of the table."""
    site = context.site
    publications = sorted(site.publications.values(), key=lambda publication: (fold(publication.name), publication.url))
    summary = _write_summary(len(publications))
    unnamed_count = len(site.entries) - sum(len(publication.entries) for publication in publications)
    return PublicationsView(
        frame=context.frames.get_frame(urls.PUBLICATIONS),
        head=build_head(site, urls.PUBLICATIONS, "Publications", summary),
        summary=summary,
        unnamed=f"{format_count(unnamed_count, 'story names', 'stories name')} no publication."
        if unnamed_count and publications
        else "",
        rows=tuple(_build_row(context, publication) for publication in publications),
    )


def build_publication_view(context: SiteContext, publication: PublicationStories) -> PublicationView:
    """Build the view of a publication's page."""
    site, url, entries = context.site, publication.url, publication.entries
    bands, parts = story_lists.build_bands_and_parts(context, build_story_list(publication))
    summary = f"{format_story_count(entries)}."
    return PublicationView(
        frame=context.frames.get_frame(url),
        head=build_head(site, url, publication.name, summary),
        trail=(Link(label="Publications", href=urls.build_link(url, urls.PUBLICATIONS)),),
        name=publication.name,
        summary=summary,
        bars=charts.build_coverage_bars(entries, f"Stories in {publication.name}")
        if site.config.output.charts
        else None,
        countries=rankings.rank_countries(site, entries, url, MAX_COVERED),
        people=rankings.rank_people(site, entries, url, MAX_COVERED),
        bands=bands,
        parts=parts,
    )


def build_story_list(publication: PublicationStories) -> StoryList:
    """Return the stories of a publication."""
    return StoryList(
        page_url=publication.url,
        name=publication.name,
        description=f"Stories in {publication.name}",
        entries=publication.entries,
        trail=(("Publications", urls.PUBLICATIONS), (publication.name, publication.url)),
        names_publication=False,
    )


def _build_row(context: SiteContext, publication: PublicationStories) -> PublicationRow:
    entries = publication.entries
    years = count_by_year(entry.printed.date for entry in entries)
    return PublicationRow(
        name=publication.name,
        href=urls.build_link(urls.PUBLICATIONS, publication.url),
        number=len(entries),
        years=format_year_span(entries),
        spark=draw_spark(years, context.year_span) if context.site.config.output.charts else None,
    )


def _write_summary(number: int) -> str:
    if not number:
        return "No story names its publication."
    return f"{format_count(number, 'publication', 'publications')}, as the stories name them."
