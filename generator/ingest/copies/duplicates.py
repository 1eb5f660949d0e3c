"""Find copies of one story: equal after normalising, or similar by shared word runs.

In: outlines of stories, and their texts if those must decide. Out: clusters of positions, and a reason in words for
each verdict. Candidates come from an index of sampled shingles, so that no step compares every story with every other.
The verdict weighs containment, numbers, names and days, and letters if the words are noisy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.ingest.copies.recurring_reports import is_other_report
from generator.ingest.outline import Outline
from generator.model.article import PartialDate
from generator.model.value import Value
from generator.text import checksums
from generator.text import shingles as text_shingles

if TYPE_CHECKING:
    import numpy as np

# One shingle in this many is indexed, by its checksum; the verdict uses all of them.
_SAMPLE_RATE = 2
# A shingle in more stories than this is mostly a stock phrase: each story is paired only with the first.
_COMMON_LIMIT = 60
# The number of shared sampled shingles that makes two stories candidates.
_FEWEST_SHARED = 3
# A recurring report is printed word for word again weeks later; a wire story within days.
_DAYS_APART = 4
# A text printed on very many days is compared with this many earlier prints.
_MOST_NEIGHBOURS = 50
# Texts with fewer shingles are copies only if they are equal.
_FEWEST_SHINGLES = 12
# Stock phrases can fill a text with fewer words, so its headline must agree too.
_BRIEF_WORDS = 40
# Shares of the shorter story's shingles that the other has. Below them, names, numbers or letters must agree too.
_CONTAINED_SHARE, _ALTERED_SHARE, _REWRITTEN_SHARE, _NOISY_SHARE = 0.75, 0.4, 0.3, 0.2
# Shares of the numbers and names of the story that has fewer.
_NUMBERS_SHARE, _ALL_NUMBERS_SHARE = 0.6, 0.8
_SOME_NAMES_SHARE, _MORE_NAMES_SHARE, _NAMES_SHARE = 0.5, 0.65, 0.7
# For two dated stories: shares of word runs, of names, and of the words of the headline.
_SECOND_VERSION_SHARE, _MOST_NAMES_SHARE, _ALL_NAMES_SHARE, _SAME_HEADLINE_SHARE = 0.5, 0.75, 0.9, 0.6
# A story retold by another paper: shares of word runs and names, similarity in per cent, minimum numbers and words.
_RETELLING_SHARE, _RETELLING_NAMES_SHARE, _RETELLING_LETTERS, _RETELLING_NUMBERS, _RETELLING_WORDS, _NEXT_DAY = (
    0.55,
    0.6,
    70,
    3,
    60,
    1,
)
# Two stories below all verdicts are still likely one if they share this much: of the word runs, of the numbers and of
# the names. Among 9,564 wire stories these are 242 pairs, of which 191 are versions of one story.
_SIMILAR_SHARE, _SIMILAR_FACTS_SHARE = 0.3, 0.5
# Similarity of letters in per cent: between a text and a noisy copy, and between texts with the same outline.
_LETTERS, _COURSE = 88, 60
# A contained text this much shorter is a copy only if it is the beginning or its headline agrees: a page that holds two
# stories contains both and must not join them.
_PART_RATIO = 0.75
_BEGINNING = 60
_HEADLINE_SHARE = 0.5
# The number of letters compared at the beginning and at the end, so that time stays bounded.
_MOST_LETTERS = 5000
# Words with this many letters or more distinguish headlines.
_FEWEST_WORD_LETTERS = 4

TextLookup = Callable[[int], str]


def find_clusters(stories: Sequence[Outline], text: TextLookup) -> tuple[tuple[int, ...], ...]:
    """Return clusters of positions of `stories` that are one story, in order of their first position.

    `text` returns the text of the story at a position; it is called for few.
    """
    parent = list(range(len(stories)))

    def find_root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    comparer = _StoryComparer(stories, text)
    for a, b in _find_candidates(stories):
        low, high = sorted((find_root(a), find_root(b)))
        if low != high and comparer.explain_match(a, b):
            parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(len(stories)):
        members[find_root(n)].append(n)
    return tuple(tuple(positions) for positions in members.values())


def explain_match(a: tuple[Outline, str], b: tuple[Outline, str]) -> str:
    """Explain why two stories, each with its text, are copies; empty if they are not."""
    return _StoryComparer((a[0], b[0]), (a[1], b[1]).__getitem__).explain_match(0, 1)


class SimilarStories(Value, frozen=True):
    """Positions of two stories that may be one, and the share of the shorter one's word runs that both have."""

    a: int
    b: int
    share: float


def find_similar_stories(
    stories: Sequence[Outline], clusters: Iterable[Sequence[int]], text: TextLookup
) -> tuple[SimilarStories, ...]:
    """Return pairs of `stories` that narrowly missed a verdict, in order; `clusters` are the clusters found."""
    cluster_numbers = {n: number for number, positions in enumerate(clusters) for n in positions}
    comparer = _StoryComparer(stories, text)
    pairs = (
        (a, b, comparer.compute_similarity(a, b))
        for a, b in _find_candidates(stories)
        if cluster_numbers[a] != cluster_numbers[b]
    )
    return tuple(SimilarStories(a=a, b=b, share=share) for a, b, share in pairs if share >= _SIMILAR_SHARE)


class _StoryComparer:
    """Decides whether stories are copies. Folded texts are cached because most are needed again."""

    def __init__(self, stories: Sequence[Outline], text: TextLookup) -> None:
        self._stories, self._text = stories, text
        self._shingle_sets: dict[int, frozenset[int]] = {}
        self._folded_texts: dict[int, str] = {}

    def explain_match(self, m: int, n: int) -> str:
        """Explain why the stories at two positions are copies; empty if they are not."""
        a, b = self._stories[m], self._stories[n]
        if _are_apart(a.day, b.day):
            return ""
        if a.shingles == b.shingles:
            has_other_headline = (
                a.words < _BRIEF_WORDS and not (a.day and b.day) and _compare_headlines(a.title, b.title) == 0
            )
            return "" if has_other_headline else "the same words"
        if min(len(a.shingles), len(b.shingles)) < _FEWEST_SHINGLES * checksums.CHECKSUM_BYTES:
            return ""
        containment = self._compute_containment(m, n)
        if containment < _NOISY_SHARE:
            return ""
        numbers = _compute_share(a.numbers, b.numbers)
        if numbers is not None and numbers < _NUMBERS_SHARE:
            return ""
        if containment >= _CONTAINED_SHARE:
            reason = self._explain_containment(m, n, containment)
        elif a.day and b.day:
            reason = self._explain_second_version(m, n, containment, numbers)
        else:
            reason = self._explain_alteration(m, n, containment, numbers)
        return "" if reason and is_other_report(a, b, self._text(m), self._text(n)) else reason

    def compute_similarity(self, m: int, n: int) -> float:
        """Return the share of word runs that two stories have in common; 0 if days, numbers or names rule it out."""
        a, b = self._stories[m], self._stories[n]
        if (
            _are_apart(a.day, b.day)
            or min(len(a.shingles), len(b.shingles)) < _FEWEST_SHINGLES * checksums.CHECKSUM_BYTES
        ):
            return 0.0
        shares = (_compute_share(a.numbers, b.numbers), _compute_share(a.names, b.names))
        if any(share is not None and share < _SIMILAR_FACTS_SHARE for share in shares):
            return 0.0
        return self._compute_containment(m, n)

    def _explain_containment(self, m: int, n: int, containment: float) -> str:
        """Return the verdict if most of one story is in the other."""
        a, b = self._stories[m], self._stories[n]
        headline_share, names = _compare_headlines(a.title, b.title), _compute_share(a.names, b.names)
        short, long = sorted((a.words, b.words))
        is_undated = not (a.day and b.day)
        if is_undated and names is not None and names < _SOME_NAMES_SHARE:
            return ""
        if is_undated and short < _BRIEF_WORDS and headline_share == 0:
            return ""
        if (
            short < _PART_RATIO * long
            and headline_share < _HEADLINE_SHARE
            and self._compare_beginnings(m, n) < _BEGINNING
        ):
            return ""
        return f"{containment * 100:.0f} % of its word runs stand in the other"

    def _explain_second_version(self, m: int, n: int, containment: float, numbers: float | None) -> str:
        """Return the verdict on dated stories that share less: another version of the day, or the next day's print.

        Anything else is a follow-up.
        """
        a, b = self._stories[m], self._stories[n]
        names = _compute_share(a.names, b.names)
        if containment < _SECOND_VERSION_SHARE or names is None or names < _RETELLING_NAMES_SHARE:
            return ""
        if names >= _MOST_NAMES_SHARE and a.day == b.day and (numbers is None or numbers >= _ALL_NUMBERS_SHARE):
            has_same_headline = _compare_headlines(a.title, b.title) >= _SAME_HEADLINE_SHARE
            reason = f"{containment * 100:.0f} % of its word runs, its names, numbers and headline stand in the other"
            return reason if has_same_headline else ""
        has_same_facts = (numbers is None or numbers == 1) and names >= _ALL_NAMES_SHARE
        letter_ratio = (
            self._compare_letters(m, n) if has_same_facts or self._is_retelling(m, n, containment, numbers) else 0.0
        )
        if letter_ratio >= (_LETTERS if has_same_facts else _RETELLING_LETTERS):
            return f"{letter_ratio:.0f} % alike letter by letter, with the same names and numbers"
        return ""

    def _is_retelling(self, m: int, n: int, containment: float, numbers: float | None) -> bool:
        """Return whether two longer stories of one day or the next share all their numbers, and several of them."""
        a, b = self._stories[m], self._stories[n]
        is_long_enough = (
            min(len(story.numbers.split()) for story in (a, b)) >= _RETELLING_NUMBERS
            and min(a.words, b.words) >= _RETELLING_WORDS
        )
        return (
            is_long_enough
            and numbers == 1
            and containment >= _RETELLING_SHARE
            and not _are_apart(a.day, b.day, _NEXT_DAY)
        )

    def _explain_alteration(self, m: int, n: int, containment: float, numbers: float | None) -> str:
        """Return the verdict on undated stories that share less: the same numbers, names, or letters under noise."""
        names = _compute_share(self._stories[m].names, self._stories[n].names)
        letter_ratio = self._compare_letters(m, n)
        if letter_ratio >= _LETTERS:
            return f"{letter_ratio:.0f} % alike letter by letter"
        has_same_facts = (numbers is not None and numbers >= _ALL_NUMBERS_SHARE) or (
            numbers is None and letter_ratio >= _COURSE
        )
        if not has_same_facts or names is None:
            return ""
        if containment >= _REWRITTEN_SHARE and names >= _NAMES_SHARE:
            return f"{containment * 100:.0f} % of its word runs, and its names and numbers stand in the other"
        has_same_headline = _compare_headlines(self._stories[m].title, self._stories[n].title) >= _HEADLINE_SHARE
        if containment >= _ALTERED_SHARE and names >= (_SOME_NAMES_SHARE if has_same_headline else _MORE_NAMES_SHARE):
            return f"{containment * 100:.0f} % of its word runs, and most of its names and numbers stand in the other"
        return ""

    def _compute_containment(self, m: int, n: int) -> float:
        """Return the share of the smaller set of shingles that the other has too."""
        return text_shingles.compute_containment(self._get_shingles(m), self._get_shingles(n))

    def _get_shingles(self, n: int) -> frozenset[int]:
        if n not in self._shingle_sets:
            self._shingle_sets[n] = checksums.unpack_checksums(self._stories[n].shingles)
        return self._shingle_sets[n]

    def _compare_letters(self, m: int, n: int) -> float:
        """Return how similar the shorter text is to the beginning or end of the longer, by letters, in per cent."""
        from rapidfuzz import fuzz  # noqa: PLC0415  (only few runs compare letters)

        short, long, size = self._order_by_length(m, n)
        return max(self._compare_beginnings(m, n), fuzz.ratio(short[-_MOST_LETTERS:], long[-size:][-_MOST_LETTERS:]))

    def _compare_beginnings(self, m: int, n: int) -> float:
        """Return how similar the shorter text is to the beginning of the longer, by letters, in per cent."""
        from rapidfuzz import fuzz  # noqa: PLC0415

        short, long, size = self._order_by_length(m, n)
        return fuzz.ratio(short[:_MOST_LETTERS], long[:size][:_MOST_LETTERS])

    def _order_by_length(self, m: int, n: int) -> tuple[str, str, int]:
        """Return the letters of the shorter and the longer text, and how much of the longer the shorter may cover."""
        short, long = sorted((self._get_letters(m), self._get_letters(n)), key=len)
        return short, long, len(short) + len(short) // 20

    def _get_letters(self, n: int) -> str:
        if n not in self._folded_texts:
            self._folded_texts[n] = " ".join(text_shingles.split_words(self._text(n)))
        return self._folded_texts[n]


def _find_candidates(stories: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Yield pairs worth a verdict, in order: equal ones, and those that share enough sampled shingles.

    Equal prints of one day are compared only with the first of them. A shingle in very many stories pairs each with the
    first, so that the work stays linear and no story is missed.
    """
    first_positions: dict[tuple[bytes, PartialDate | None, str], int] = {}
    equal_positions: dict[bytes, list[int]] = defaultdict(list)
    distinct_positions: list[int] = []
    for n, story in enumerate(stories):
        if not story.shingles:
            continue
        first = first_positions.setdefault((story.shingles, story.day, story.title), n)
        if first != n:
            yield first, n
            continue
        for neighbour in equal_positions[story.shingles][-_MOST_NEIGHBOURS:]:
            yield neighbour, n
        equal_positions[story.shingles].append(n)
        distinct_positions.append(n)
    if len(distinct_positions) > 1:
        for a, b in _find_sharing_pairs([stories[n].shingles for n in distinct_positions]):
            yield distinct_positions[a], distinct_positions[b]


def _find_sharing_pairs(shingle_sets: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yield positions of `shingle_sets` that share _FEWEST_SHARED sampled shingles or more, in order.

    The time is near linear.
    """
    import numpy as np  # noqa: PLC0415  (70 ms that a run without news does not pay)

    values = np.frombuffer(b"".join(shingle_sets), dtype=checksums.NUMPY_TYPE)
    owners = np.repeat(
        np.arange(len(shingle_sets)), [len(shingles) // checksums.CHECKSUM_BYTES for shingles in shingle_sets]
    )
    is_sampled = values % _SAMPLE_RATE == 0
    values, owners = values[is_sampled], owners[is_sampled]
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    begins = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    sizes = np.diff(np.r_[begins, len(values)])
    codes: list[np.ndarray[Any, Any]] = []
    for lag in range(1, _COMMON_LIMIT):  # in small groups, each with each: with the next, the one after, and so on
        is_long_enough = (sizes > lag) & (sizes <= _COMMON_LIMIT)
        if not is_long_enough.any():
            break
        indexes = _expand_ranges(begins[is_long_enough], sizes[is_long_enough] - lag)
        codes.append(owners[indexes] * len(shingle_sets) + owners[indexes + lag])
    is_large = sizes > _COMMON_LIMIT  # in large groups, each with the first
    if is_large.any():
        rest_indexes = _expand_ranges(begins[is_large] + 1, sizes[is_large] - 1)
        codes.append(
            np.repeat(owners[begins[is_large]], sizes[is_large] - 1) * len(shingle_sets) + owners[rest_indexes]
        )
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.arange(0), np.arange(0))
    for code in pairs[counts >= _FEWEST_SHARED].tolist():
        yield divmod(code, len(shingle_sets))


def _expand_ranges(begins: "np.ndarray[Any, Any]", lengths: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return all indexes of the ranges that start at `begins` and have these `lengths`, one range after the other."""
    import numpy as np  # noqa: PLC0415

    ends = np.cumsum(lengths)
    return np.repeat(begins - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


def _are_apart(a: PartialDate | None, b: PartialDate | None, most_days: int = _DAYS_APART) -> bool:
    """Return whether two printed days are further apart than copies of one story are."""
    if not (a and b and a.day and b.day):
        return False
    days = date(a.year, a.month or 1, a.day) - date(b.year, b.month or 1, b.day)
    return abs(days.days) > most_days


def _compute_share(a: str, b: str) -> float | None:
    """Return the share of the smaller set of words that the other has too; None if one has none."""
    return _compute_overlap(set(a.split()), set(b.split()))


def _compute_overlap(words: set[str], other_words: set[str]) -> float | None:
    smaller_size = min(len(words), len(other_words))
    return len(words & other_words) / smaller_size if smaller_size else None


def _compare_headlines(a: str, b: str) -> float:
    """Return the share of the longer words of the shorter headline that the other has too."""
    words, other_words = (
        {word for word in text_shingles.split_words(title) if len(word) >= _FEWEST_WORD_LETTERS} for title in (a, b)
    )
    return _compute_overlap(words, other_words) or 0.0
