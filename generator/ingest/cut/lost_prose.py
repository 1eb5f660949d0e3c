"""The running text of a page that became part of no story, so that no text is lost in silence.

In: the texts of a page's parts, and those that are part of a story. Out: how many characters of running text are in no
story. Menus, headlines, captions and phrases of pages (comment boxes, notices) are no running text.
"""

from collections.abc import Iterable

from generator.ingest.reading import boilerplate
from generator.model.source import Label, Segment
from generator.text.normalise import fold_key

# A part is running text if it has so many words and a sentence ends in it; in scripts without spaces, so many letters.
_FEWEST_WORDS, _FEWEST_CHARACTERS = 20, 60
_SENTENCE_ENDS = frozenset(".!?…。！？؟।۔")
# More running text than this outside of stories is reported, or more than inside of them if it is not short.
MUCH, _SHORT = 1500, 500


def count_lost_prose(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the characters of running text inside and outside of the stories `segments`, each text counted once."""
    blocks = [block for segment in segments for block in segment.blocks]
    inside = {fold_key(block.text): len(block.text) for block in blocks if block.label is not Label.FURNITURE}
    outside = {
        fold_key(block.text): len(block.text)
        for block in blocks
        if block.label is Label.FURNITURE and is_prose(block.text)
    }
    return sum(inside.values()), sum(length for key, length in outside.items() if key not in inside)


def count_prose(texts: Iterable[str]) -> int:
    """Return the characters of running text in `texts`, each text counted once."""
    return sum(map(len, {text for text in texts if is_prose(text)}))


def is_much(inside: int, outside: int) -> bool:
    """Return whether so many characters of running text outside of stories are worth a notice."""
    return outside > MUCH or outside > max(inside, _SHORT)


def is_prose(text: str) -> bool:
    """Return whether `text` reads like running text of a story, not like a label or a phrase of pages."""
    words = text.count(" ") + 1
    is_long = words >= _FEWEST_WORDS or (len(text) >= _FEWEST_CHARACTERS and len(text) > 12 * words)
    return is_long and not _SENTENCE_ENDS.isdisjoint(text) and not boilerplate.find_rule(text)
