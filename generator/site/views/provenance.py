"""Where a story comes from, and how it is cited.

In: an entry and the site. Out: its saved copies and its citation in words. Nothing is compared here.
"""

from generator.model.article import PartialDate
from generator.model.register import Difference
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Entry, SavedCopy, Site
from generator.site.views.day import DayView, day

_RECORD = "Copy of record"
_OTHERS = ("Another copy", "Other copies")
_PRINTED = ("headline", "standfirst")


class DifferenceView(Value, frozen=True):
    """What is other in a copy, and how it is there; `lang` is set for what is in the story's language."""

    what: str
    text: str
    lang: str


class CopyView(Value, frozen=True):
    """A saved copy: files, place in them, digest, day of accession (None where nobody noted it).

    `heading` stands above the copy of record, and above the first of the others. `why` says why another is a copy;
    it is empty where that is not known, and `differs` says nothing then.
    """

    heading: str
    paths: tuple[str, ...]
    place: str
    sha256: str
    received: DayView | None
    why: str
    differs: tuple[DifferenceView, ...]


class Citation(Value, frozen=True):
    """The parts of a citation in their order: headline in quotes, publication in italics, and the rest."""

    headline: str
    lang: str
    publication: str
    rest: str


def copies(entry: Entry, lang: str) -> tuple[CopyView, ...]:
    """The saved copies of `entry`: the copy of record, then the others in the order of receipt."""
    record = [copy for copy in entry.copies if copy.record]
    others = [copy for copy in entry.copies if not copy.record]
    if not (record and others):
        return tuple(_copy(copy, lang) for copy in entry.copies)
    headings = {0: _RECORD, len(record): _OTHERS[len(others) > 1]}
    return tuple(_copy(copy, lang, headings.get(n, "")) for n, copy in enumerate((*record, *others)))


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


def _copy(copy: SavedCopy, lang: str, heading: str = "") -> CopyView:
    received = PartialDate.parse(copy.received) if copy.received else None
    return CopyView(
        heading=heading,
        paths=copy.paths,
        place=f"bytes {copy.start:,} to {copy.end:,}",
        sha256=copy.sha256,
        received=day(received) if received else None,
        why=copy.witness.why if copy.witness else "",
        differs=tuple(_difference(one, lang) for one in copy.witness.differs) if copy.witness else (),
    )


def _difference(one: Difference, lang: str) -> DifferenceView:
    date = PartialDate.parse(one.text) if one.what == "day" else None
    text = day(date).printed if date else one.text
    return DifferenceView(what=one.what, text=text, lang=lang if one.what in _PRINTED else "")
