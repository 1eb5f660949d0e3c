"""The copy of record: rules that choose which copy of a story is published.

In: outlines of the copies of one story. Out: the copies, the copy of record first. Each rule only breaks the ties of
the rule before it:

1. most complete: within two per cent of the longest text
2. the headline that most copies print
3. the earliest printed day; undated copies after dated ones
4. best dated: by print edition, page, dateline, address, caption
5. names its publication
6. has a figure
7. the path that sorts first, then the place in the file
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.ingest.outline import Outline
from generator.model.article import DateBasis
from generator.text.normalise import fold_key

# The rules as messages state them.
_RULES = (
    "its text is more complete",
    "more copies print its headline",
    "it prints the earlier day",
    "its day is better known",
    "it names its publication",
    "it has a figure",
    "its path sorts first",
)
_COMPLETE_SHARE = 0.98
_BASES = (
    DateBasis.PRINT_EDITION,
    DateBasis.METADATA,
    DateBasis.PAGE,
    DateBasis.RECORD,
    DateBasis.DATELINE,
    DateBasis.URL,
    DateBasis.CAPTION,
    None,
)


def rank_copies(copies: Sequence[Outline]) -> tuple[Outline, ...]:
    """Return `copies` in order of merit; the first is the copy of record."""
    merits = _compute_merits(copies)
    return tuple(copies[n] for n in sorted(range(len(copies)), key=merits.__getitem__))


def find_deciding_rules(copies: Sequence[Outline]) -> tuple[str, ...]:
    """Return for each of `copies` the rule that preferred the copy of record; empty for that copy itself."""
    merits = _compute_merits(copies)
    best = min(merits)
    rule_indexes = [
        next((n for n, (value, best_value) in enumerate(zip(merit, best, strict=True)) if value != best_value), -1)
        for merit in merits
    ]
    return tuple(_RULES[n] if n >= 0 else "" for n in rule_indexes)


def _compute_merits(copies: Sequence[Outline]) -> list[tuple[Any, ...]]:
    """Return the sort key of each copy, in the order of the rules; lower is better."""
    longest = max(copy.length for copy in copies)
    headlines = Counter(fold_key(copy.title) for copy in copies)
    return [
        (
            copy.length < _COMPLETE_SHARE * longest,
            -headlines[fold_key(copy.title)],
            copy.date.iso if copy.date else "~",
            _BASES.index(copy.date_basis),
            not copy.is_attributed,
            not copy.has_figures,
            copy.provenance,
        )
        for copy in copies
    ]
