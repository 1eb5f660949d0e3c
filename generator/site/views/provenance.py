"""Where a story comes from, and how it is cited.

In: an entry and the site. Out: its saved copies and its citation in words. Nothing is compared here.
"""

from generator.model.article import PartialDate
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Entry, SavedCopy, Site
from generator.site.views.day import DayView, day


class CopyView(Value, frozen=True):
    """A saved copy: files, place in them, digest, day of accession (None where nobody noted it)."""

    paths: tuple[str, ...]
    place: str
    sha256: str
    received: DayView | None


class Citation(Value, frozen=True):
    """The parts of a citation in their order: headline in quotes, publication in italics, and the rest."""

    headline: str
    lang: str
    publication: str
    rest: str


def copies(entry: Entry) -> tuple[CopyView, ...]:
    """The saved copies of `entry`, in the order of receipt."""
    return tuple(_copy(copy) for copy in entry.copies)


def citation(site: Site, entry: Entry, published: DayView, lang: str) -> Citation:
    """How `entry` is cited: as printed, then the archive, the number in it, the address."""
    date = f"c. {published.printed}" if published.approximate else published.printed
    address = urls.absolute(site.config.base_url, entry.url)
    return Citation(
        headline=entry.article.title,
        lang=lang,
        publication=entry.article.publication or "",
        rest=f"{date}. {site.config.title}, no. {entry.id}. {address}",
    )


def _copy(copy: SavedCopy) -> CopyView:
    received = PartialDate.parse(copy.received) if copy.received else None
    return CopyView(
        paths=copy.paths,
        place=f"bytes {copy.start:,} to {copy.end:,}",
        sha256=copy.sha256,
        received=day(received) if received else None,
    )
