"""Two texts compared word for word. In: the texts. Out: runs of words that both have, or only one of them."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum

from generator.model.value import Value

# So many words of each are compared, for time grows with the square; a story has rarely more.
_MOST = 3000


class Side(Enum):
    """Whose words they are."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


class Run(Value, frozen=True):
    """Words in a row that both texts have, or only one of them."""

    side: Side
    text: str


def runs(first: str, second: str) -> tuple[Run, ...]:
    """Both texts told as one: runs of words in the order of the texts, `first` before `second` where they differ."""
    return tuple(_runs(first.split()[:_MOST], second.split()[:_MOST]))


def _runs(first: list[str], second: list[str]) -> Iterator[Run]:
    for step, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if step == "equal":
            yield Run(side=Side.BOTH, text=" ".join(first[a:b]))
            continue
        if b > a:
            yield Run(side=Side.FIRST, text=" ".join(first[a:b]))
        if d > c:
            yield Run(side=Side.SECOND, text=" ".join(second[c:d]))
