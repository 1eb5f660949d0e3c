"""The publications: the table of all of them, and a page for each.

In: the site. Out: views, and the shelf of each publication's stories. A publication is in it once a story names it.
"""

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import PublicationStories
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band
from generator.site.views.charts import Bars, by_year, spark
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.rankings import TallyRow
from generator.site.views.site_context import Surroundings
from generator.site.views.story_lists import PartRow, Shelf
from generator.site.views.wording import counted, span_of_years, stories
from generator.text.normalise import fold

COVERED = 8


class PublicationRow(Value, frozen=True):
    """A line of the table: how many stories, of which years, and how they fall over these."""

    name: str
    href: str
    number: int
    years: str
    spark: Html | None


class PublicationsView(Value, frozen=True):
    """The table of all publications, by name. `unnamed` says how many stories name none."""

    frame: Frame
    head: Head
    summary: str
    unnamed: str
    rows: tuple[PublicationRow, ...]


class PublicationView(Value, frozen=True):
    """A publication's page. Where its stories are too many, `bands` holds the newest and `parts` lead to all."""

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    name: str
    summary: str
    bars: Bars | None
    countries: tuple[TallyRow, ...]
    people: tuple[TallyRow, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]


def publications_view(around: Surroundings) -> PublicationsView:
    """The view of the table."""
    site = around.site
    ordered = sorted(site.publications.values(), key=lambda one: (fold(one.name), one.url))
    summary = _summary(len(ordered))
    unnamed = len(site.entries) - sum(len(one.entries) for one in ordered)
    return PublicationsView(
        frame=around.frames.of(urls.PUBLICATIONS),
        head=head(site, urls.PUBLICATIONS, "Publications", summary),
        summary=summary,
        unnamed=f"{counted(unnamed, 'story names', 'stories name')} no publication." if unnamed and ordered else "",
        rows=tuple(_row(around, one) for one in ordered),
    )


def publication_view(around: Surroundings, publication: PublicationStories) -> PublicationView:
    """The view of one publication's page."""
    site, url, entries = around.site, publication.url, publication.entries
    bands, parts = story_lists.listed(around, shelf_of(publication))
    summary = f"{stories(entries)}."
    return PublicationView(
        frame=around.frames.of(url),
        head=head(site, url, publication.name, summary),
        trail=(Link(label="Publications", href=urls.relative(url, urls.PUBLICATIONS)),),
        name=publication.name,
        summary=summary,
        bars=charts.coverage(entries, f"Stories in {publication.name}") if site.config.output.charts else None,
        countries=rankings.countries(site, entries, url, COVERED),
        people=rankings.people(site, entries, url, COVERED),
        bands=bands,
        parts=parts,
    )


def shelf_of(publication: PublicationStories) -> Shelf:
    """The stories of a publication."""
    return Shelf(
        home=publication.url,
        name=publication.name,
        what=f"Stories in {publication.name}",
        entries=publication.entries,
        trail=(("Publications", urls.PUBLICATIONS), (publication.name, publication.url)),
        publication=False,
    )


def _row(around: Surroundings, publication: PublicationStories) -> PublicationRow:
    entries = publication.entries
    years = by_year(entry.article.date for entry in entries)
    return PublicationRow(
        name=publication.name,
        href=urls.relative(urls.PUBLICATIONS, publication.url),
        number=len(entries),
        years=span_of_years(entries),
        spark=spark(years, around.span) if around.site.config.output.charts else None,
    )


def _summary(number: int) -> str:
    if not number:
        return "No story names its publication."
    return f"{counted(number, 'publication', 'publications')}, as the stories name them."
