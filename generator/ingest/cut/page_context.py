"""What is known of a page beside its bytes: the profiles of publications, and lines that recur on other pages.

In: a page's lines, or its segments. Out: the publication whose page it is, the lines that count for recurrence, and
the segments without those that recur. Which lines do is told over all pages, in recurring.py.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

import msgspec

from generator.model.publication import Publication
from generator.model.source import Block, Label, Segment, SourceDocument
from generator.model.value import Value
from generator.text.checksums import packed
from generator.text.normalise import key

RECURS = "recurs on other pages of its folder"
# A shorter line ("He agreed.") may well stand in many stories.
_WORDS = 3


class House(Value, frozen=True):
    """Knowledge that reaches intake from outside of a page; `recurring` are checksums of lines of the page."""

    publications: tuple[Publication, ...] = ()
    recurring: frozenset[int] = frozenset()

    def publication(self, document: SourceDocument) -> Publication | None:
        """The publication whose page this is: the one with the longest phrase, then the first by file name."""
        if not self.publications:
            return None
        text = "\n".join(f" {key(line.text)} " for line in document.lines)
        found = [
            (-len(phrase), one.path, n)
            for n, one in enumerate(self.publications)
            for phrase in one.recognise
            if f" {phrase} " in text
        ]
        return self.publications[min(found)[2]] if found else None


NOTHING = House()


def counted(segments: Iterable[Segment]) -> bytes:
    """The checksums of the lines that may be found to recur, packed (see text/checksums.py)."""
    return packed({_checksum(block) for one in segments for block in _behind_first(one)} - {0})


def without(segments: Sequence[Segment], recurring: frozenset[int]) -> tuple[Segment, ...]:
    """The segments with the lines that recur as furniture.

    Their spans stay, so that a story is the same one before and after. A story that would lose more than half of its
    text is no story with a line of the page in it, and keeps all.
    """
    return tuple(_without(one, recurring) for one in segments) if recurring else tuple(segments)


def _without(segment: Segment, recurring: frozenset[int]) -> Segment:
    gone = {block.start for block in _behind_first(segment) if _checksum(block) in recurring}
    lost = sum(len(block.text) for block in segment.blocks if block.start in gone)
    if 2 * lost > sum(len(block.text) for block in segment.blocks if block.label is Label.BODY):
        return segment
    blocks = tuple(
        msgspec.structs.replace(block, label=Label.FURNITURE, reason=RECURS) if block.start in gone else block
        for block in segment.blocks
    )
    return msgspec.structs.replace(segment, blocks=blocks)


def _behind_first(segment: Segment) -> list[Block]:
    """The lines of a story's body but the first: other pages print that to lead to the story."""
    return [block for block in segment.blocks if block.label is Label.BODY][1:]


def _checksum(block: Block) -> int:
    """The checksum of a line's words; 0 where they are too few."""
    folded = key(block.text)
    return crc32(folded.encode()) if folded.count(" ") >= _WORDS - 1 else 0
