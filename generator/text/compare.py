"""Compare two texts word by word. In: the texts. Out: runs of words that both have, or only one of them."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum

from generator.model.value import Value

# The number of words compared in each text, because time grows with the square; a story rarely has more.
_MAX_WORDS = 3000


class Side(Enum):
    """The text that a run of words belongs to."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


class WordRun(Value, frozen=True):
    """Consecutive words that both texts have, or only one of them."""

    side: Side
    text: str


def compare_words(first: str, second: str) -> tuple[WordRun, ...]:
    """Return both texts as one sequence of runs, in text order; where they differ, `first` comes before `second`."""
    return tuple(_compare_word_lists(first.split()[:_MAX_WORDS], second.split()[:_MAX_WORDS]))


def _compare_word_lists(first_words: list[str], second_words: list[str]) -> Iterator[WordRun]:
    for operation, first_start, first_end, second_start, second_end in SequenceMatcher(
        None, first_words, second_words, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            yield WordRun(side=Side.BOTH, text=" ".join(first_words[first_start:first_end]))
            continue
        if first_end > first_start:
            yield WordRun(side=Side.FIRST, text=" ".join(first_words[first_start:first_end]))
        if second_end > second_start:
            yield WordRun(side=Side.SECOND, text=" ".join(second_words[second_start:second_end]))
