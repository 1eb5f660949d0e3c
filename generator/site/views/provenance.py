"""The provenance of a story: its saved copies, and the place of each in its saved page.

In: an entry and the spans of its saved pages. Out: the copies in words. Nothing is compared here.
"""

from generator.model.article import PartialDate
from generator.model.html import Html
from generator.model.register import Difference
from generator.model.value import Value
from generator.site.model import Entry, SavedCopy
from generator.site.views import charts
from generator.site.views.day_text import DayView, build_day_view
from generator.site.views.site_context import SiteContext
from generator.site.views.wording import format_ordinal

_RECORD_HEADING = "Copy of record"
_OTHER_HEADINGS = ("Another copy", "Other copies")
_PARTS_IN_STORY_LANGUAGE = ("headline", "standfirst")


class DifferenceView(Value, frozen=True):
    """A difference in a copy, with the copy's value; `lang` is set for text in the story's language."""

    what: str
    text: str
    lang: str


class CopyView(Value, frozen=True):
    """A saved copy: files, span, digest, day of accession (None if unknown).

    `strip` draws its place among the stories of its saved page, if that has several. `heading` is above the copy of
    record, and above the first of the others. `why` explains another copy; it is empty if unknown, and `differs` then
    too.
    """

    heading: str
    paths: tuple[str, ...]
    place: str
    strip: Html | None
    sha256: str
    received: DayView | None
    why: str
    differs: tuple[DifferenceView, ...]


def build_copy_views(context: SiteContext, entry: Entry, lang: str) -> tuple[CopyView, ...]:
    """Build the saved copies of `entry`: the copy of record, then the others in the order of accession."""
    record_copies = [copy for copy in entry.copies if copy.is_record]
    other_copies = [copy for copy in entry.copies if not copy.is_record]
    if not (record_copies and other_copies):
        return tuple(_build_copy_view(context, copy, lang) for copy in entry.copies)
    headings = {0: _RECORD_HEADING, len(record_copies): _OTHER_HEADINGS[len(other_copies) > 1]}
    return tuple(
        _build_copy_view(context, copy, lang, headings.get(index, ""))
        for index, copy in enumerate((*record_copies, *other_copies))
    )


def _format_paths(copy: SavedCopy) -> tuple[str, ...]:
    """Return the paths of a copy, each with its record in the file."""
    locators = copy.locators or ("",) * len(copy.paths)
    return tuple(f"{path}, {locator}" if locator else path for path, locator in zip(copy.paths, locators, strict=True))


def _build_copy_view(context: SiteContext, copy: SavedCopy, lang: str, heading: str = "") -> CopyView:
    received_date = PartialDate.parse(copy.received) if copy.received else None
    spans = context.list_story_spans(copy.sha256)
    return CopyView(
        heading=heading,
        paths=_format_paths(copy),
        place=_format_place(copy, spans),
        strip=charts.draw_strip((copy.start, copy.end), spans) if len(spans) > 1 else None,
        sha256=copy.sha256,
        received=build_day_view(received_date) if received_date else None,
        why=copy.witness.why if copy.witness else "",
        differs=tuple(_build_difference_view(difference, lang) for difference in copy.witness.differs)
        if copy.witness
        else (),
    )


def _format_place(copy: SavedCopy, spans: list[tuple[int, int]]) -> str:
    """Describe the place, such as: bytes 4,118 to 6,902, the second of 3 stories."""
    rank = ""
    if len(spans) > 1:
        rank = f", the {format_ordinal(spans.index((copy.start, copy.end)) + 1)} of {len(spans)} stories"
    return f"bytes {copy.start:,} to {copy.end:,}{rank}"


def _build_difference_view(difference: Difference, lang: str) -> DifferenceView:
    date = PartialDate.parse(difference.text) if difference.what == "day" else None
    text = build_day_view(date).printed if date else difference.text
    return DifferenceView(
        what=difference.what, text=text, lang=lang if difference.what in _PARTS_IN_STORY_LANGUAGE else ""
    )
