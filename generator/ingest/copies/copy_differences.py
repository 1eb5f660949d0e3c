"""The witnesses of a story: why each is a copy of it, and what differs from the copy of record.

In: copies of one story in the order of election, with their texts. Out: for each but the first a reason and differences
in words, and the register that keeps them. Which copy is the copy of record is elect.py's business.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from generator.ingest.copies import duplicates
from generator.ingest.outline import Outline
from generator.ingest.plan import Plan
from generator.ingest.story import Story
from generator.model.article import DateBasis
from generator.model.register import Copy, Difference, Witness
from generator.model.source import Provenance
from generator.text import shingles
from generator.text.normalise import key

_NOT_PRINTED = "not printed"
_NOT_COMPARED = (Difference(what="text", text="not compared: one of the saved pages is gone"),)
_BEFORE = "found to be a copy before, and stays with its story"
_WAS_RECORD = "the copy of record while its saved page was there"
# So many other copies are asked for the reason that the copy of record does not give.
_ASKED = 10
# So many captions are quoted, each with so many characters.
_QUOTED, _QUOTED_LENGTH = 3, 80
# Words that are this short on average are the signs of a script without spaces.
_SIGN = 1.5
# Two paragraphs are one, changed, that are so alike letter by letter, in per cent; those that have nothing to do with
# each other are by 50.
_CHANGED = 65
# So many pairs of paragraphs are compared, and so many letters of each, so that time stays bounded.
_MOST_PAIRS, _MOST_LETTERS = 10_000, 1_000

Told = tuple[Outline, Story]


def noted(made: Plan, look: Callable[[Provenance], Told]) -> Plan:
    """`made` with a register that tells the copy of record of each story, and what differs in its witnesses.

    `look` reads a copy; only those of stories with several copies are asked for. A copy whose page is gone keeps
    what was known of it as long as the copy of record that it was compared with is the same.
    """
    articles = dict(made.register.articles)
    for identifier, found in made.copies.items():
        entry = articles[identifier]
        if len(entry.copies) > 1:
            articles[identifier] = msgspec.structs.replace(entry, copies=_noted(entry.copies, found, look))
    return msgspec.structs.replace(made, register=msgspec.structs.replace(made.register, articles=articles))


def witnesses(copies: Sequence[Told]) -> tuple[Witness, ...]:
    """What is to be told of each of `copies` but the first, which is the copy of record."""
    return tuple(
        Witness(why=_why(copies, n), differs=differences(copies[n][1], copies[0][1])) for n in range(1, len(copies))
    )


def differences(copy: Story, record: Story) -> tuple[Difference, ...]:
    """What is other in `copy` than in `record`. Letter case, accents and punctuation are not told."""
    facts = (*_fields(copy, record), ("figures", _figures(copy, record)), *_text(copy.paragraphs, record.paragraphs))
    return tuple(Difference(what=what, text=text) for what, text in facts if text)


def _noted(copies: Iterable[Copy], found: Sequence[Provenance], look: Callable[[Provenance], Told]) -> tuple[Copy, ...]:
    """An article's `copies`, of which those `found` are there, the copy of record first."""
    told = dict(zip(found[1:], witnesses([look(one) for one in found]) if len(found) > 1 else (), strict=True))
    is_other = any(copy.record and copy.provenance != found[0] for copy in copies)
    made = []
    for copy in copies:
        is_record = copy.provenance == found[0]
        gone = copy.provenance not in told and not is_record
        witness = _last_known(copy, is_other=is_other) if gone else told.get(copy.provenance)
        made.append(msgspec.structs.replace(copy, record=is_record, witness=witness))
    return tuple(made)


def _last_known(copy: Copy, *, is_other: bool) -> Witness | None:
    """What is still true of a copy whose page is gone; `is_other`: it was compared with another copy of record."""
    if copy.record:
        return Witness(why=_WAS_RECORD, differs=_NOT_COMPARED)
    return msgspec.structs.replace(copy.witness, differs=_NOT_COMPARED) if copy.witness and is_other else copy.witness


def _why(copies: Sequence[Told], n: int) -> str:
    """Why the n-th of `copies` is one: by the copy of record, by another copy, or because it was one before."""
    others = [0, *(m for m in range(1, len(copies)) if m != n)][:_ASKED]
    for m in others:
        if reason := duplicates.reason(_outlined(copies[m]), _outlined(copies[n])):
            return f"copy of {copies[m][0].provenance.path}: {reason}" if m else reason
    return _BEFORE


def _outlined(copy: Told) -> tuple[Outline, str]:
    outline, story = copy
    return outline, story.text


def _fields(copy: Story, record: Story) -> Iterator[tuple[str, str]]:
    """The fields that the two print otherwise, each as `copy` has it."""
    for what, one, other in (
        ("headline", copy.title, record.title),
        ("standfirst", copy.summary, record.summary),
        ("day", _day(copy), _day(record)),
        ("publication", copy.publication, record.publication),
        ("byline", copy.byline, record.byline),
        ("dateline", copy.dateline, record.dateline),
    ):
        if key(one or "") != key(other or ""):
            yield what, one or _NOT_PRINTED


def _day(story: Story) -> str:
    """The day that is printed; a caption's is the picture's."""
    return story.date.iso if story.date and story.date_basis is not DateBasis.CAPTION else ""


def _figures(copy: Story, record: Story) -> str:
    """The captions that one of the two prints alone."""
    mine, theirs = ({key(figure.caption): figure.caption for figure in one.figures} for one in (copy, record))
    more = [caption for name, caption in mine.items() if name not in theirs]
    fewer = [caption for name, caption in theirs.items() if name not in mine]
    return "; ".join(
        f"{len(some)} {word}: {_quoted(some)}" for word, some in (("more", more), ("missing", fewer)) if some
    )


def _quoted(captions: Sequence[str]) -> str:
    """The first of `captions` in quotation marks, long ones shortened."""
    shown = [f"“{_shortened(caption)}”" for caption in captions[:_QUOTED]]
    return ", ".join([*shown, *(["…"] if len(captions) > _QUOTED else [])])


def _shortened(text: str) -> str:
    if len(text) <= _QUOTED_LENGTH:
        return text
    cut = text[:_QUOTED_LENGTH]
    return cut.rpartition(" ")[0].rstrip(" ,;:–—-") + "…" if " " in cut else cut + "…"


def _text(copy: Sequence[str], record: Sequence[str]) -> Iterator[tuple[str, str]]:
    """How much longer or shorter the text of `copy` is, and what became of its paragraphs."""
    if copy == record:
        return
    mine, theirs = ([" ".join(shingles.words(one)) for one in some] for some in (copy, record))
    words, others = (" ".join(some).split() for some in (mine, theirs))
    if words != others:
        if len("".join(others or words)) < _SIGN * len(others or words):
            yield "length", _longer(len(words), len(others), "character")
        else:
            yield "length", _longer(len(" ".join(copy).split()), len(" ".join(record).split()), "word")
    yield "paragraphs", _paragraphs([one for one in mine if one], [one for one in theirs if one])


def _longer(size: int, other: int, unit: str) -> str:
    """How many units more or fewer one text has than the other."""
    number = abs(size - other)
    counted = f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"{counted} {'more' if size > other else 'fewer'}" if number else ""


def _paragraphs(copy: list[str], record: list[str]) -> str:
    """What became of the paragraphs of `record` in `copy`, both folded."""
    if copy == record:
        return ""
    if copy < record:  # compared in one order only, so that both ways come to the same
        changed, missing, added = _told_apart(copy, record)
    else:
        changed, added, missing = _told_apart(record, copy)
    numbers = ((missing, "missing"), (added, "added"), (changed, "changed"))
    counted = ", ".join(f"{number:,} {word}" for number, word in numbers if number)
    return counted or ("in another order" if sorted(copy) == sorted(record) else "divided otherwise")


def _told_apart(some: Sequence[str], others: Sequence[str]) -> tuple[int, int, int]:
    """How many paragraphs are changed, how many of `others` are missing in `some`, how many stand in `some` alone.

    A paragraph that only begins or ends elsewhere is in both.
    """
    own, foreign = _left(some, others), _left(others, some)
    if len(own) * len(foreign) > _MOST_PAIRS:
        return 0, len(foreign), len(own)
    one, other = (f" {' '.join(text)} " for text in (some, others))
    ours = [(text, f" {text} " in other) for text in own]
    theirs = [(text, f" {text} " in one) for text in foreign]
    changed = 0
    for text, stands in tuple(ours):
        match = next((two for two in theirs if not (stands and two[1]) and _is_changed(text, two[0])), None)
        if match:
            changed += 1
            ours.remove((text, stands))
            theirs.remove(match)
    return changed, sum(not stands for _, stands in theirs), sum(not stands for _, stands in ours)


def _left(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """The paragraphs of `some` that `others` do not have, in order."""
    there = Counter(others)
    left = []
    for one in some:
        if there[one]:
            there[one] -= 1
        else:
            left.append(one)
    return left


def _is_changed(one: str, other: str) -> bool:
    """Whether two paragraphs are one, changed: the shorter reads like the beginning or the end of the longer."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only few runs compare letters)

    short, long = sorted((one, other), key=len)
    size = min(len(short), _MOST_LETTERS)
    ends = ((short[:size], long[:size]), (short[-size:], long[-size:]))
    return any(fuzz.ratio(*two, score_cutoff=_CHANGED) for two in ends)
