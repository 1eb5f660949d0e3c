"""Which stories are copies of one another: exact after normalising, near by shared word runs.

In: outlines of stories, and their texts where those must decide. Out: clusters of positions, and the reason for
each verdict in words. Candidates come from an index of sampled shingles, so no step compares every story with
every other; the verdict weighs containment, numbers, names and days, and letters where the words are noisy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.ingest.outline import Outline
from generator.model.article import PartialDate
from generator.model.value import Value
from generator.text import checksums
from generator.text import shingles as text_shingles

if TYPE_CHECKING:
    import numpy as np

# One shingle in this many is indexed, by its checksum; the verdict looks at all of them.
_SAMPLE = 2
# A shingle that stands in more stories is mostly a formula of the trade: it pairs each with the first only.
_COMMON = 60
# Shared sampled shingles that make two stories candidates.
_SHARED = 3
# A recurring report is printed word for word again weeks later; a wire story within days.
_DAYS_APART = 4
# A text that is printed on very many days is compared with so many of the earlier prints.
_NEIGHBOURS = 50
# Texts of fewer shingles are copies only when they are equal.
_SHORTEST = 12
# Formulas fill a text of fewer words: its headline must agree too.
_BRIEF = 40
# Shares of the shorter story's shingles that the other has. Below, names, numbers or letters must speak too.
_CONTAINED, _ALTERED, _REWRITTEN, _NOISY = 0.75, 0.4, 0.3, 0.2
# Shares of the numbers and of the names of the story that has fewer.
_NUMBERS, _ALL_NUMBERS = 0.6, 0.8
_SOME_NAMES, _MORE_NAMES, _NAMES = 0.5, 0.65, 0.7
# For two stories that are both dated: shares of word runs, of names, and of the words of the headline.
_TOLD_AGAIN, _MOST_NAMES, _ALL_NAMES, _SAME_HEADLINE = 0.5, 0.75, 0.9, 0.6
# A story told again by another paper: shares of word runs and names, likeness in per cent, so many numbers and words.
_RETOLD, _RETOLD_NAMES, _RETOLD_LETTERS, _SEVERAL, _LONG, _NEXT_DAY = 0.55, 0.6, 70, 3, 60, 1
# Two stories that are none of these are likely one all the same where they share so much: of the word runs, of the
# numbers and of the names. Of 9,564 wire stories that are 242 pairs, of which 191 are versions of one story.
_LIKELY, _HALF = 0.3, 0.5
# Likeness letter by letter, in per cent: of one text and a noisy copy of it, of a text and one with the same course.
_LETTERS, _COURSE = 88, 60
# A contained text this much shorter is a copy only when it is the beginning, or its headline agrees: a page that
# holds two stories contains both and must not make them one.
_PART = 0.75
_BEGINNING = 60
_HEADLINE = 0.5
# So many letters from the beginning and from the end are compared, so that time stays bounded.
_MOST_LETTERS = 5000
# A word of so many letters or more tells headlines apart.
_TELLING_WORD = 4

Text = Callable[[int], str]


def clusters(stories: Sequence[Outline], text: Text) -> tuple[tuple[int, ...], ...]:
    """Positions of `stories` that are one story, each in one cluster, in order of the first.

    `text` gives the text of the story at a position; few are asked for.
    """
    parent = list(range(len(stories)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    compare = _Comparer(stories, text)
    for a, b in _candidates(stories):
        low, high = sorted((root(a), root(b)))
        if low != high and compare.reason(a, b):
            parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(len(stories)):
        members[root(n)].append(n)
    return tuple(tuple(found) for found in members.values())


def reason(a: tuple[Outline, str], b: tuple[Outline, str]) -> str:
    """Why two stories, each with its text, are copies of one; empty where they are none."""
    return _Comparer((a[0], b[0]), (a[1], b[1]).__getitem__).reason(0, 1)


class Likely(Value, frozen=True):
    """Positions of two stories that may be one, and the share of word runs of the shorter that both have."""

    a: int
    b: int
    shared: float


def likely(stories: Sequence[Outline], joined: Iterable[Sequence[int]], text: Text) -> tuple[Likely, ...]:
    """Pairs of `stories` that fell short of a verdict by a little, in order; `joined` are the clusters."""
    cluster = {n: number for number, found in enumerate(joined) for n in found}
    compare = _Comparer(stories, text)
    pairs = ((a, b, compare.likeness(a, b)) for a, b in _candidates(stories) if cluster[a] != cluster[b])
    return tuple(Likely(a=a, b=b, shared=shared) for a, b, shared in pairs if shared >= _LIKELY)


class _Comparer:
    """Gives verdicts. Folded texts are kept, for a text that is asked for once is so again."""

    def __init__(self, stories: Sequence[Outline], text: Text) -> None:
        self._stories, self._text = stories, text
        self._sets: dict[int, frozenset[int]] = {}
        self._folded: dict[int, str] = {}

    def reason(self, m: int, n: int) -> str:
        """Why the stories at two positions are copies, in words; empty where they are not."""
        a, b = self._stories[m], self._stories[n]
        if _are_apart(a.day, b.day):
            return ""
        if a.shingles == b.shingles:
            told_apart = a.words < _BRIEF and not (a.day and b.day) and _headlines(a.title, b.title) == 0
            return "" if told_apart else "the same words"
        if min(len(a.shingles), len(b.shingles)) < _SHORTEST * checksums.BYTES:
            return ""
        contained = self._contained(m, n)
        if contained < _NOISY:
            return ""
        numbers = _share(a.numbers, b.numbers)
        if numbers is not None and numbers < _NUMBERS:
            return ""
        if contained >= _CONTAINED:
            return self._why_contained(m, n, contained)
        if a.day and b.day:
            return self._why_told_again(m, n, contained, numbers)
        return self._why_altered(m, n, contained, numbers)

    def likeness(self, m: int, n: int) -> float:
        """The share of word runs that two stories have in common; 0 where days, numbers or names speak against it."""
        a, b = self._stories[m], self._stories[n]
        if _are_apart(a.day, b.day) or min(len(a.shingles), len(b.shingles)) < _SHORTEST * checksums.BYTES:
            return 0.0
        agree = (_share(a.numbers, b.numbers), _share(a.names, b.names))
        if any(share is not None and share < _HALF for share in agree):
            return 0.0
        return self._contained(m, n)

    def _why_contained(self, m: int, n: int, contained: float) -> str:
        """The verdict on a story most of which stands in the other."""
        a, b = self._stories[m], self._stories[n]
        headline, names = _headlines(a.title, b.title), _share(a.names, b.names)
        short, long = sorted((a.words, b.words))
        undated = not (a.day and b.day)
        if undated and names is not None and names < _SOME_NAMES:
            return ""
        if undated and short < _BRIEF and headline == 0:
            return ""
        if short < _PART * long and headline < _HEADLINE and self._beginning(m, n) < _BEGINNING:
            return ""
        return f"{contained * 100:.0f} % of its word runs stand in the other"

    def _why_told_again(self, m: int, n: int, contained: float, numbers: float | None) -> str:
        """The verdict on dated stories that share less: another desk's version of the day, or tomorrow's print of it.

        Any other is a follow-up.
        """
        a, b = self._stories[m], self._stories[n]
        names = _share(a.names, b.names)
        if contained < _TOLD_AGAIN or names is None or names < _RETOLD_NAMES:
            return ""
        if names >= _MOST_NAMES and a.day == b.day and (numbers is None or numbers >= _ALL_NUMBERS):
            same = _headlines(a.title, b.title) >= _SAME_HEADLINE
            reason = f"{contained * 100:.0f} % of its word runs, its names, numbers and headline stand in the other"
            return reason if same else ""
        agree = (numbers is None or numbers == 1) and names >= _ALL_NAMES
        alike = self._alike(m, n) if agree or self._is_retold(m, n, contained, numbers) else 0.0
        if alike >= (_LETTERS if agree else _RETOLD_LETTERS):
            return f"{alike:.0f} % alike letter by letter, with the same names and numbers"
        return ""

    def _is_retold(self, m: int, n: int, contained: float, numbers: float | None) -> bool:
        """Whether two longer stories of one day or the next have all their numbers in common, and several of them."""
        a, b = self._stories[m], self._stories[n]
        enough = min(len(one.numbers.split()) for one in (a, b)) >= _SEVERAL and min(a.words, b.words) >= _LONG
        return enough and numbers == 1 and contained >= _RETOLD and not _are_apart(a.day, b.day, _NEXT_DAY)

    def _why_altered(self, m: int, n: int, contained: float, numbers: float | None) -> str:
        """The verdict on undated stories that share less: the same numbers, names, or letters under noise."""
        names = _share(self._stories[m].names, self._stories[n].names)
        alike = self._alike(m, n)
        if alike >= _LETTERS:
            return f"{alike:.0f} % alike letter by letter"
        agree = (numbers is not None and numbers >= _ALL_NUMBERS) or (numbers is None and alike >= _COURSE)
        if not agree or names is None:
            return ""
        if contained >= _REWRITTEN and names >= _NAMES:
            return f"{contained * 100:.0f} % of its word runs, and its names and numbers stand in the other"
        same = _headlines(self._stories[m].title, self._stories[n].title) >= _HEADLINE
        if contained >= _ALTERED and names >= (_SOME_NAMES if same else _MORE_NAMES):
            return f"{contained * 100:.0f} % of its word runs, and most of its names and numbers stand in the other"
        return ""

    def _contained(self, m: int, n: int) -> float:
        """The share of the shingles of the story with fewer that the other has too."""
        return text_shingles.contained(self._shingles(m), self._shingles(n))

    def _shingles(self, n: int) -> frozenset[int]:
        if n not in self._sets:
            self._sets[n] = checksums.unpacked(self._stories[n].shingles)
        return self._sets[n]

    def _alike(self, m: int, n: int) -> float:
        """How alike the shorter text is to the beginning or the end of the longer, letter by letter, in per cent."""
        from rapidfuzz import fuzz  # noqa: PLC0415  (only few runs compare letters)

        short, long, size = self._by_length(m, n)
        return max(self._beginning(m, n), fuzz.ratio(short[-_MOST_LETTERS:], long[-size:][-_MOST_LETTERS:]))

    def _beginning(self, m: int, n: int) -> float:
        """How alike the shorter text is to the beginning of the longer, letter by letter, in per cent."""
        from rapidfuzz import fuzz  # noqa: PLC0415

        short, long, size = self._by_length(m, n)
        return fuzz.ratio(short[:_MOST_LETTERS], long[:size][:_MOST_LETTERS])

    def _by_length(self, m: int, n: int) -> tuple[str, str, int]:
        """The letters of the shorter and of the longer text, and how many of the longer the shorter may stand for."""
        short, long = sorted((self._letters(m), self._letters(n)), key=len)
        return short, long, len(short) + len(short) // 20

    def _letters(self, n: int) -> str:
        if n not in self._folded:
            self._folded[n] = " ".join(text_shingles.words(self._text(n)))
        return self._folded[n]


def _candidates(stories: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Pairs worth a verdict: equal ones, and those that share enough sampled shingles. In order.

    Equal prints of one day are compared with the first of them only. A shingle of very many stories pairs
    each with the first that has it, so that the work stays linear and none of them is lost.
    """
    firsts: dict[tuple[bytes, PartialDate | None, str], int] = {}
    equal: dict[bytes, list[int]] = defaultdict(list)
    differing: list[int] = []
    for n, one in enumerate(stories):
        if not one.shingles:
            continue
        first = firsts.setdefault((one.shingles, one.day, one.title), n)
        if first != n:
            yield first, n
            continue
        for other in equal[one.shingles][-_NEIGHBOURS:]:
            yield other, n
        equal[one.shingles].append(n)
        differing.append(n)
    if len(differing) > 1:
        for a, b in _sharing([stories[n].shingles for n in differing]):
            yield differing[a], differing[b]


def _sharing(some: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Positions of `some` shingles that share _SHARED sampled ones or more, in order. Time is near linear."""
    import numpy as np  # noqa: PLC0415  (70 ms that a run without news does not pay)

    values = np.frombuffer(b"".join(some), dtype=checksums.NUMPY_TYPE)
    owners = np.repeat(np.arange(len(some)), [len(one) // checksums.BYTES for one in some])
    sampled = values % _SAMPLE == 0
    values, owners = values[sampled], owners[sampled]
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    begins = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    sizes = np.diff(np.r_[begins, len(values)])
    codes: list[np.ndarray[Any, Any]] = []
    for lag in range(1, _COMMON):  # in small groups each with each: with the next, the one after, and so on
        grown = (sizes > lag) & (sizes <= _COMMON)
        if not grown.any():
            break
        left = _spread(begins[grown], sizes[grown] - lag)
        codes.append(owners[left] * len(some) + owners[left + lag])
    large = sizes > _COMMON  # in large groups each with the first
    if large.any():
        rest = _spread(begins[large] + 1, sizes[large] - 1)
        codes.append(np.repeat(owners[begins[large]], sizes[large] - 1) * len(some) + owners[rest])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.arange(0), np.arange(0))
    for code in pairs[counts >= _SHARED].tolist():
        yield divmod(code, len(some))


def _spread(begins: "np.ndarray[Any, Any]", lengths: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """All indexes of the ranges that begin at `begins` and are `lengths` long, one range after the other."""
    import numpy as np  # noqa: PLC0415

    ends = np.cumsum(lengths)
    return np.repeat(begins - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


def _are_apart(a: PartialDate | None, b: PartialDate | None, most: int = _DAYS_APART) -> bool:
    """Whether two printed days are further apart than one story's copies are."""
    if not (a and b and a.day and b.day):
        return False
    days = date(a.year, a.month or 1, a.day) - date(b.year, b.month or 1, b.day)
    return abs(days.days) > most


def _share(a: str, b: str) -> float | None:
    """The share of the words of the one with fewer that stand in the other too; None where it has none."""
    return _overlap(set(a.split()), set(b.split()))


def _overlap(some: set[str], others: set[str]) -> float | None:
    small = min(len(some), len(others))
    return len(some & others) / small if small else None


def _headlines(a: str, b: str) -> float:
    """The share of the longer words of the shorter headline that the other has too."""
    some, others = ({word for word in text_shingles.words(one) if len(word) >= _TELLING_WORD} for one in (a, b))
    return _overlap(some, others) or 0.0
