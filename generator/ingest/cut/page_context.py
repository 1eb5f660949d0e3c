"""The context of a page besides its bytes: publications' profiles, and lines that recur on other pages.

In: a page's lines, or its segments. Out: the publication of the page, the lines that count for recurrence, and the
segments without those that recur. recurring.py decides over all pages which lines do.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

import msgspec

from generator.model.document import SourceDocument
from generator.model.publication import Publication
from generator.model.source import Block, Label, Segment
from generator.model.thresholds import Thresholds
from generator.model.value import Value
from generator.text.checksums import pack_checksums
from generator.text.normalise import fold_key

RECURS = "recurs on other pages of its folder"
# A shorter line ("He agreed.") may be in many stories.
_FEWEST_WORDS = 3


class PageContext(Value, frozen=True):
    """Knowledge from outside of a page; `recurring` are checksums of lines of the page."""

    publications: tuple[Publication, ...] = ()
    recurring: frozenset[int] = frozenset()
    thresholds: Thresholds = Thresholds()

    def find_publication(self, document: SourceDocument) -> Publication | None:
        """Return the publication of the page: the one with the longest matching phrase, then the first by file name."""
        if not self.publications:
            return None
        text = "\n".join(f" {fold_key(line.text)} " for line in document.lines)
        matches = [
            (-len(phrase), profile.path, n)
            for n, profile in enumerate(self.publications)
            for phrase in profile.recognise
            if f" {phrase} " in text
        ]
        return self.publications[min(matches)[2]] if matches else None


EMPTY_CONTEXT = PageContext()


def pack_line_checksums(segments: Iterable[Segment]) -> bytes:
    """Return the packed checksums of the lines that count for recurrence (see text/checksums.py)."""
    return pack_checksums(
        {_compute_checksum(block) for segment in segments for block in _list_later_lines(segment)} - {0}
    )


def mark_recurring_lines(segments: Sequence[Segment], recurring: frozenset[int]) -> tuple[Segment, ...]:
    """Return the segments with their recurring lines marked as furniture.

    Their spans stay, so that a story keeps its identity. A story that would lose more than half of its text keeps all
    of it.
    """
    return tuple(_mark_in_segment(segment, recurring) for segment in segments) if recurring else tuple(segments)


def _mark_in_segment(segment: Segment, recurring: frozenset[int]) -> Segment:
    recurring_starts = {block.start for block in _list_later_lines(segment) if _compute_checksum(block) in recurring}
    lost_length = sum(len(block.text) for block in segment.blocks if block.start in recurring_starts)
    if 2 * lost_length > sum(len(block.text) for block in segment.blocks if block.label is Label.BODY):
        return segment
    blocks = tuple(
        msgspec.structs.replace(block, label=Label.FURNITURE, reason=RECURS)
        if block.start in recurring_starts
        else block
        for block in segment.blocks
    )
    return msgspec.structs.replace(segment, blocks=blocks)


def _list_later_lines(segment: Segment) -> list[Block]:
    """Return the lines of a story's body except the first, which other pages print to link to the story."""
    return [block for block in segment.blocks if block.label is Label.BODY][1:]


def _compute_checksum(block: Block) -> int:
    """Return the checksum of a line's words; 0 if they are too few."""
    folded = fold_key(block.text)
    return crc32(folded.encode()) if folded.count(" ") >= _FEWEST_WORDS - 1 else 0
