"""The sentences of a text that hold some words. In: a text as it is read, a phrase. Out: sentences, in three parts."""

import re
from collections.abc import Iterator

from generator.model.value import Value

# A sentence ends before a capital, a digit or a quotation mark, but not behind an initial or a title.
_END = re.compile(
    r"(?<=[.!?…。！？؟])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Col|Rev)\.)"
    r"[\"'”’»)]*(\s+)(?=[\"'“‘«(]*[^\W_a-z])|(\n+)"
)
# A longer sentence is cut on both sides of the phrase.
_AROUND = 120


class Sentence(Value, frozen=True):
    """A sentence in three parts: before the phrase, the phrase as it stands there, behind it."""

    before: str
    phrase: str
    after: str


def holding(text: str, phrase: str) -> Iterator[Sentence]:
    """The sentences of `text` in which `phrase` stands as whole words, in order."""
    words = r"[^\S\n]+".join(map(re.escape, phrase.split()))
    ends = [match.span(match.lastindex or 0) for match in _END.finditer(text)] if words else []
    last = -1
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", text) if words else ():
        start = max((end for _, end in ends if end <= match.start()), default=0)
        stop = min((begin for begin, _ in ends if begin >= match.end()), default=len(text))
        if start == last:
            continue  # it stands in the same sentence twice
        last = start
        before, after = text[start : match.start()], text[match.end() : stop]
        yield Sentence(before=_end(before), phrase=match[0], after=_beginning(after.rstrip()))


def _end(text: str) -> str:
    """The last words of `text`."""
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].partition(" ")[2]


def _beginning(text: str) -> str:
    """The first words of `text`."""
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + "…"
