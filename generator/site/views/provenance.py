"""Where a story comes from: its saved copies, and where each lies in its saved page.

In: an entry and what is known of saved pages. Out: the copies in words. Nothing is compared here.
"""

from generator.model.article import PartialDate
from generator.model.html import Html
from generator.model.register import Difference
from generator.model.value import Value
from generator.site.model import Entry, SavedCopy
from generator.site.views import charts
from generator.site.views.day_text import DayView, day
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import ordinal

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

    `strip` draws where it lies among the stories of its saved page, where that has several.
    `heading` stands above the copy of record, and above the first of the others. `why` says why another is a copy;
    it is empty where that is not known, and `differs` says nothing then.
    """

    heading: str
    paths: tuple[str, ...]
    place: str
    strip: Html | None
    sha256: str
    received: DayView | None
    why: str
    differs: tuple[DifferenceView, ...]


def copies(around: Surroundings, entry: Entry, lang: str) -> tuple[CopyView, ...]:
    """The saved copies of `entry`: the copy of record, then the others in the order of receipt."""
    record = [copy for copy in entry.copies if copy.record]
    others = [copy for copy in entry.copies if not copy.record]
    if not (record and others):
        return tuple(_copy(around, copy, lang) for copy in entry.copies)
    headings = {0: _RECORD, len(record): _OTHERS[len(others) > 1]}
    return tuple(_copy(around, copy, lang, headings.get(n, "")) for n, copy in enumerate((*record, *others)))


def _copy(around: Surroundings, copy: SavedCopy, lang: str, heading: str = "") -> CopyView:
    received = PartialDate.parse(copy.received) if copy.received else None
    cuts = around.cuts(copy.sha256)
    return CopyView(
        heading=heading,
        paths=copy.paths,
        place=_place(copy, cuts),
        strip=charts.strip((copy.start, copy.end), cuts) if len(cuts) > 1 else None,
        sha256=copy.sha256,
        received=day(received) if received else None,
        why=copy.witness.why if copy.witness else "",
        differs=tuple(_difference(one, lang) for one in copy.witness.differs) if copy.witness else (),
    )


def _place(copy: SavedCopy, cuts: list[tuple[int, int]]) -> str:
    """Such as: bytes 4,118 to 6,902, the second of 3 stories."""
    order = ""
    if len(cuts) > 1:
        order = f", the {ordinal(cuts.index((copy.start, copy.end)) + 1)} of {len(cuts)} stories"
    return f"bytes {copy.start:,} to {copy.end:,}{order}"


def _difference(one: Difference, lang: str) -> DifferenceView:
    date = PartialDate.parse(one.text) if one.what == "day" else None
    text = day(date).printed if date else one.text
    return DifferenceView(what=one.what, text=text, lang=lang if one.what in _PRINTED else "")
