"""Explain why each further copy of a story is one, and how it differs from the copy of record.

In: copies of one story in order of merit, with their texts. Out: for each but the first, a reason and the differences
in words, and the register that keeps them. copy_of_record.py chooses the copy of record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from generator.ingest.copies import duplicates
from generator.ingest.outline import Outline
from generator.ingest.plan import Plan
from generator.ingest.story import Story
from generator.model.article import DateBasis, PrintedFields
from generator.model.register import Copy, CopyComparison, Difference
from generator.model.source import Provenance
from generator.text import shingles
from generator.text.normalise import fold_key

_NOT_PRINTED = "not printed"
_NOT_COMPARED = (Difference(what="text", text="not compared: one of the saved pages is gone"),)
_COPY_BEFORE = "found to be a copy before, and stays with its story"
_WAS_RECORD = "the copy of record while its saved page was there"
# The number of further copies that are compared if the copy of record gives no reason.
_MOST_COMPARED = 10
# The number of captions that are quoted, and the length of each in characters.
_MOST_CAPTIONS, _QUOTED_LENGTH = 3, 80
# If words are this short on average, they are characters of a script without spaces.
_SIGN_LENGTH = 1.5
# Two paragraphs count as one that was changed if their letters are this similar, in per cent; unrelated paragraphs
# reach 50.
_CHANGED_LIKENESS = 65
# Limits on the pairs of paragraphs and on the letters of each that are compared, so that time stays bounded.
_MOST_PAIRS, _MOST_LETTERS = 10_000, 1_000

OutlinedStory = tuple[Outline, Story]


def add_witnesses(plan: Plan, read_copy: Callable[[Provenance], OutlinedStory]) -> Plan:
    """Return `plan` with a register that names the copy of record of each story and what differs in the others.

    `read_copy` reads a copy; it is called only for stories with several copies. A copy whose page is gone keeps its
    last comparison as long as the copy of record is the same.
    """
    articles = dict(plan.register.articles)
    for identifier, sources in plan.copies.items():
        entry = articles[identifier]
        if len(entry.copies) > 1:
            articles[identifier] = msgspec.structs.replace(
                entry, copies=_update_copies(entry.copies, sources, read_copy)
            )
    return msgspec.structs.replace(plan, register=msgspec.structs.replace(plan.register, articles=articles))


def compare_copies(copies: Sequence[OutlinedStory]) -> tuple[CopyComparison, ...]:
    """Compare each of `copies` but the first with the first, which is the copy of record."""
    return tuple(
        CopyComparison(why=_explain_copy(copies, n), differs=find_differences(copies[n][1], copies[0][1]))
        for n in range(1, len(copies))
    )


def find_differences(copy: Story, record: Story) -> tuple[Difference, ...]:
    """Return what differs in `copy` from `record`. Letter case, accents and punctuation do not count."""
    facts = (
        *_compare_fields(copy.printed, record.printed),
        ("figures", _compare_figures(copy, record)),
        *_compare_texts(copy.paragraphs, record.paragraphs),
    )
    return tuple(Difference(what=field, text=text) for field, text in facts if text)


def _update_copies(
    copies: Iterable[Copy], sources: Sequence[Provenance], read_copy: Callable[[Provenance], OutlinedStory]
) -> tuple[Copy, ...]:
    """Return an article's `copies` with their comparisons; those in `sources` exist, the copy of record first."""
    witnesses_by_source = dict(
        zip(
            sources[1:],
            compare_copies([read_copy(source) for source in sources]) if len(sources) > 1 else (),
            strict=True,
        )
    )
    has_other_record = any(copy.record and copy.provenance != sources[0] for copy in copies)
    updated_copies = []
    for copy in copies:
        is_record = copy.provenance == sources[0]
        is_missing = copy.provenance not in witnesses_by_source and not is_record
        witness = (
            _get_last_witness(copy, has_other_record=has_other_record)
            if is_missing
            else witnesses_by_source.get(copy.provenance)
        )
        updated_copies.append(msgspec.structs.replace(copy, record=is_record, witness=witness))
    return tuple(updated_copies)


def _get_last_witness(copy: Copy, *, has_other_record: bool) -> CopyComparison | None:
    """Return what still holds for a copy whose page is gone; `has_other_record`: its copy of record has changed."""
    if copy.record:
        return CopyComparison(why=_WAS_RECORD, differs=_NOT_COMPARED)
    return (
        msgspec.structs.replace(copy.witness, differs=_NOT_COMPARED)
        if copy.witness and has_other_record
        else copy.witness
    )


def _explain_copy(copies: Sequence[OutlinedStory], n: int) -> str:
    """Explain why the n-th of `copies` is a copy: of the copy of record, of another copy, or since an earlier run."""
    positions = [0, *(m for m in range(1, len(copies)) if m != n)][:_MOST_COMPARED]
    for m in positions:
        if reason := duplicates.explain_match(_extract_text(copies[m]), _extract_text(copies[n])):
            return f"copy of {copies[m][0].provenance.path}: {reason}" if m else reason
    return _COPY_BEFORE


def _extract_text(copy: OutlinedStory) -> tuple[Outline, str]:
    outline, story = copy
    return outline, story.text


def _compare_fields(copy: PrintedFields, record: PrintedFields) -> Iterator[tuple[str, str]]:
    """Yield the fields that differ, each with the value of `copy`."""
    for field, value, record_value in (
        ("headline", copy.title, record.title),
        ("standfirst", copy.summary, record.summary),
        ("day", _format_day(copy), _format_day(record)),
        ("publication", copy.publication, record.publication),
        ("byline", copy.byline, record.byline),
        ("dateline", copy.dateline, record.dateline),
    ):
        if fold_key(value or "") != fold_key(record_value or ""):
            yield field, value or _NOT_PRINTED


def _format_day(printed: PrintedFields) -> str:
    """Return the printed day; a caption's day is the picture's."""
    return printed.date.iso if printed.date and printed.date_basis is not DateBasis.CAPTION else ""


def _compare_figures(copy: Story, record: Story) -> str:
    """Describe the captions that only one of the two prints."""
    own_captions, record_captions = (
        {fold_key(figure.caption): figure.caption for figure in story.printed.figures} for story in (copy, record)
    )
    extra_captions = [caption for name, caption in own_captions.items() if name not in record_captions]
    missing_captions = [caption for name, caption in record_captions.items() if name not in own_captions]
    return "; ".join(
        f"{len(captions)} {word}: {_format_captions(captions)}"
        for word, captions in (("more", extra_captions), ("missing", missing_captions))
        if captions
    )


def _format_captions(captions: Sequence[str]) -> str:
    """Quote the first of `captions`, long ones shortened."""
    quotations = [f"“{_shorten(caption)}”" for caption in captions[:_MOST_CAPTIONS]]
    return ", ".join([*quotations, *(["…"] if len(captions) > _MOST_CAPTIONS else [])])


def _shorten(text: str) -> str:
    if len(text) <= _QUOTED_LENGTH:
        return text
    head = text[:_QUOTED_LENGTH]
    return head.rpartition(" ")[0].rstrip(" ,;:–—-") + "…" if " " in head else head + "…"


def _compare_texts(copy: Sequence[str], record: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield how much longer or shorter the text of `copy` is, and what happened to its paragraphs."""
    if copy == record:
        return
    own_texts, record_texts = (
        [" ".join(shingles.split_words(paragraph)) for paragraph in paragraphs] for paragraphs in (copy, record)
    )
    own_words, record_words = (" ".join(paragraphs).split() for paragraphs in (own_texts, record_texts))
    if own_words != record_words:
        if len("".join(record_words or own_words)) < _SIGN_LENGTH * len(record_words or own_words):
            yield "length", _describe_length(len(own_words), len(record_words), "character")
        else:
            yield "length", _describe_length(len(" ".join(copy).split()), len(" ".join(record).split()), "word")
    yield (
        "paragraphs",
        _describe_paragraphs(
            [paragraph for paragraph in own_texts if paragraph], [paragraph for paragraph in record_texts if paragraph]
        ),
    )


def _describe_length(size: int, record_size: int, unit: str) -> str:
    """Describe how many units more or fewer one text has."""
    number = abs(size - record_size)
    amount = f"{number:,} {unit}{'' if number == 1 else 's'}"
    return f"{amount} {'more' if size > record_size else 'fewer'}" if number else ""


def _describe_paragraphs(copy: list[str], record: list[str]) -> str:
    """Describe what happened to the paragraphs of `record` in `copy`, both folded."""
    if copy == record:
        return ""
    if copy < record:  # compare in one order only, so that both directions give the same result
        changed_count, missing_count, added_count = _count_changes(copy, record)
    else:
        changed_count, added_count, missing_count = _count_changes(record, copy)
    numbers = ((missing_count, "missing"), (added_count, "added"), (changed_count, "changed"))
    summary = ", ".join(f"{number:,} {word}" for number, word in numbers if number)
    return summary or ("in another order" if sorted(copy) == sorted(record) else "divided otherwise")


def _count_changes(texts: Sequence[str], other_texts: Sequence[str]) -> tuple[int, int, int]:
    """Count the paragraphs that changed, that `texts` lacks, and that only `texts` has.

    A paragraph that only begins or ends at another place is in both.
    """
    unmatched, other_unmatched = _find_unmatched(texts, other_texts), _find_unmatched(other_texts, texts)
    if len(unmatched) * len(other_unmatched) > _MOST_PAIRS:
        return 0, len(other_unmatched), len(unmatched)
    whole, other_whole = (f" {' '.join(text)} " for text in (texts, other_texts))
    candidates = [(text, f" {text} " in other_whole) for text in unmatched]
    other_candidates = [(text, f" {text} " in whole) for text in other_unmatched]
    changes = 0
    for text, is_within in tuple(candidates):
        match = next(
            (
                candidate
                for candidate in other_candidates
                if not (is_within and candidate[1]) and _is_changed(text, candidate[0])
            ),
            None,
        )
        if match:
            changes += 1
            candidates.remove((text, is_within))
            other_candidates.remove(match)
    return (
        changes,
        sum(not is_within for _, is_within in other_candidates),
        sum(not is_within for _, is_within in candidates),
    )


def _find_unmatched(texts: Sequence[str], other_texts: Sequence[str]) -> list[str]:
    """Return the paragraphs of `texts` that `other_texts` lack, in order."""
    counts = Counter(other_texts)
    unmatched = []
    for text in texts:
        if counts[text]:
            counts[text] -= 1
        else:
            unmatched.append(text)
    return unmatched


def _is_changed(text: str, other_text: str) -> bool:
    """Return whether two paragraphs are one that was changed: the shorter resembles the start or end of the longer."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only few runs compare letters)

    short, long = sorted((text, other_text), key=len)
    size = min(len(short), _MOST_LETTERS)
    ends = ((short[:size], long[:size]), (short[-size:], long[-size:]))
    return any(fuzz.ratio(*pair, score_cutoff=_CHANGED_LIKENESS) for pair in ends)
