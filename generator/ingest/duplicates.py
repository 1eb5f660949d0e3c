"""Which stories are copies of one another: exact after normalising, near by shared word runs.

In: stories. Out: clusters of positions. Candidates come from an index of sampled shingles, so no step
compares every story with every other; the verdict weighs containment, numbers and dates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

import msgspec

from generator.ingest.story import Story
from generator.model.article import DateBasis, PartialDate
from generator.text import shingles as text_shingles

# One shingle in this many is indexed, by its checksum; the verdict looks at all of them.
_SAMPLE = 4
# A shingle that stands in more stories is mostly a formula of the trade: it pairs each with the first only.
_COMMON = 60
# Shared sampled shingles that make two stories candidates.
_SHARED = 2
# Shares of the shorter story's shingles: enough alone, and enough when its numbers agree.
_CONTAINED = 0.75
_CONTAINED_WITH_NUMBERS = 0.5
_NUMBERS_AGREE = 0.6
_SHORTEST = 12
# A recurring report is printed word for word again weeks later; a wire story within days.
_DAYS_APART = 4
# A text that is printed on very many days is compared with so many of the earlier prints.
_NEIGHBOURS = 50
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class _Print(msgspec.Struct, frozen=True):
    """What of a story is compared."""

    shingles: frozenset[int]
    numbers: frozenset[str]
    day: PartialDate | None


def clusters(stories: Sequence[Story]) -> tuple[tuple[int, ...], ...]:
    """Positions of `stories` that are one story, each in one cluster, in order of the first."""
    prints = [_print(story) for story in stories]
    parent = list(range(len(stories)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in _candidates(prints):
        low, high = sorted((root(a), root(b)))
        if low != high and is_copy(prints[a], prints[b]):
            parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(len(stories)):
        members[root(n)].append(n)
    return tuple(tuple(found) for found in members.values())


def is_copy(a: _Print, b: _Print) -> bool:
    """Whether two prints are of one story."""
    if _are_apart(a.day, b.day):
        return False
    if a.shingles == b.shingles:
        return True
    small = min(len(a.shingles), len(b.shingles))
    if small < _SHORTEST:
        return False
    contained = len(a.shingles & b.shingles) / small
    if contained >= _CONTAINED:
        return True
    return contained >= _CONTAINED_WITH_NUMBERS and _numbers_agree(a.numbers, b.numbers)


def _print(story: Story) -> _Print:
    """What of `story` is compared. A caption's day is the picture's and may be any time before."""
    words = text_shingles.words(story.text)
    exact = story.date if story.date_basis is not DateBasis.CAPTION else None
    return _Print(text_shingles.shingles(words), frozenset(_NUMBER.findall(story.text)), exact)


def _candidates(prints: Sequence[_Print]) -> Iterator[tuple[int, int]]:
    """Pairs worth a verdict: equal ones, and those that share enough sampled shingles. In order.

    Equal prints of one day are compared with the first of them only. A shingle of very many stories pairs
    each with the first that has it, so that the work stays linear and none of them is lost.
    """
    firsts: dict[tuple[frozenset[int], PartialDate | None], int] = {}
    days: dict[frozenset[int], list[int]] = defaultdict(list)
    posting: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(prints):
        first = firsts.setdefault((one.shingles, one.day), n)
        if not one.shingles:
            continue
        if first != n:
            yield first, n
            continue
        for other in days[one.shingles][-_NEIGHBOURS:]:
            yield other, n
        days[one.shingles].append(n)
        for shingle in one.shingles:
            if shingle % _SAMPLE == 0:
                posting[shingle].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for found in posting.values():
        if len(found) > 1:
            shared.update(combinations(found, 2) if len(found) <= _COMMON else ((found[0], n) for n in found[1:]))
    yield from sorted(pair for pair, count in shared.items() if count >= _SHARED)


def _are_apart(a: PartialDate | None, b: PartialDate | None) -> bool:
    """Whether two printed days are further apart than one story's copies are."""
    if not (a and b and a.day and b.day):
        return False
    days = date(a.year, a.month, a.day) - date(b.year, b.month, b.day)
    return abs(days.days) > _DAYS_APART


def _numbers_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether most numbers of the story with fewer stand in the other too; without numbers, not."""
    small = min(len(a), len(b))
    return small > 0 and len(a & b) / small >= _NUMBERS_AGREE
