"""Find the sentences of a text that contain a phrase. In: plain text, a phrase. Out: sentences, in three parts."""

import re
from collections.abc import Iterator

from generator.model.value import Value

# A sentence ends before a capital, a digit or a quotation mark, but not after an initial or a title.
_SENTENCE_END = re.compile(
    r"(?<=[.!?…。！？؟])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Col|Rev)\.)"
    r"[\"'”’»)]*(\s+)(?=[\"'“‘«(]*[^\W_a-z])|(\n+)"
)
# A longer sentence is cut on both sides of the phrase.
_MAX_CONTEXT = 120


class Sentence(Value, frozen=True):
    """A sentence in three parts: before the phrase, the phrase as printed, after it."""

    before: str
    phrase: str
    after: str


def find_sentences(text: str, phrase: str) -> Iterator[Sentence]:
    """Yield the sentences of `text` that contain `phrase` as whole words, in order."""
    phrase_pattern = r"[^\S\n]+".join(map(re.escape, phrase.split()))
    ends = [match.span(match.lastindex or 0) for match in _SENTENCE_END.finditer(text)] if phrase_pattern else []
    last_start = -1
    for match in re.finditer(rf"(?<!\w){phrase_pattern}(?!\w)", text) if phrase_pattern else ():
        sentence_start = max((break_end for _, break_end in ends if break_end <= match.start()), default=0)
        sentence_end = min((break_start for break_start, _ in ends if break_start >= match.end()), default=len(text))
        if sentence_start == last_start:
            continue  # a second match in the same sentence
        last_start = sentence_start
        before, after = text[sentence_start : match.start()], text[match.end() : sentence_end]
        yield Sentence(before=_trim_start(before), phrase=match[0], after=_trim_end(after.rstrip()))


def _trim_start(text: str) -> str:
    """Return the last words of `text`."""
    return text if len(text) <= _MAX_CONTEXT else "…" + text[-_MAX_CONTEXT:].partition(" ")[2]


def _trim_end(text: str) -> str:
    """Return the first words of `text`."""
    return text if len(text) <= _MAX_CONTEXT else text[:_MAX_CONTEXT].rpartition(" ")[0] + "…"
