"""How well intake reads pages on which everything is known.

In: pages, and the stories that intake found on each. Out: figures from 0 to 1, and what is behind them.
Bodies are compared by runs of four words, so that a paragraph lost or a comment taken in counts by its length.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec
from quality.make_pages import Page
from quality.material import Text, relation

from generator.ingest.copies.duplicates import find_clusters
from generator.ingest.cut.decode import decode
from generator.ingest.outline import build_outline
from generator.ingest.reading.read_stories import read_stories
from generator.ingest.story import Story

# Where words are not set apart every character counts as one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_RUN = 4
# What was found is a copy of a story, if a bad one, when it is so much like it; else it is another thing.
_LIKE = 0.1


class Body(msgspec.Struct, frozen=True):
    """How well one story of a page was found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic(self.precision, self.recall)


class Read(msgspec.Struct, frozen=True):
    """What was found on a page: for each of its stories the best match or None, how good it is, and how many in all."""

    page: Page
    matches: tuple[Story | None, ...]
    scores: tuple[Body, ...]
    found: tuple[Story, ...]

    @property
    def f1(self) -> float:
        """The mean over the stories of the page."""
        return mean(score.f1 for score in self.scores)

    @property
    def right_number(self) -> bool:
        """Whether as many stories were found as there are."""
        return len(self.found) == len(self.page.stories)


class Copy(msgspec.Struct, frozen=True):
    """One story on one page: which story it is, the variant, what was found of it, and the cluster of that.

    Where nothing was found the cluster is -1.
    """

    page: str
    variant: str
    story: Text
    found: Story | None
    cluster: int


def read_page(page: Page) -> Read:
    """What intake finds on `page`."""
    document = decode(page.name, page.text.encode()).value
    assert document is not None, page.name
    found = tuple(story for _, story in read_stories(document))
    return matched(page, found)


def matched(page: Page, found: tuple[Story, ...]) -> Read:
    """Each story of the page with the found one that is most like it; none is given twice."""
    rights = [_runs("\n".join(story.paragraphs)) for story in page.stories]
    taken = [_runs(story.text) for story in found]
    scores = {(a, b): _body(rights[a], taken[b]) for a in range(len(rights)) for b in range(len(taken))}
    given: dict[int, int] = {}
    for a, b in sorted(scores, key=lambda pair: -scores[pair].f1):
        if a not in given and b not in given.values() and scores[a, b].f1 > 0:
            given[a] = b
    order = range(len(rights))
    return Read(
        page=page,
        matches=tuple(found[given[n]] if n in given else None for n in order),
        scores=tuple(scores[n, given[n]] if n in given else Body(0, 0) for n in order),
        found=found,
    )


def _body(right: Counter[str], found: Counter[str]) -> Body:
    """Precision and recall of the runs that were found."""
    hits = (right & found).total()
    return Body(hits / max(1, found.total()), hits / max(1, right.total()))


def _runs(text: str) -> Counter[str]:
    """The runs of four words in `text`, each as often as it stands there; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    return Counter(" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))


class Measured(msgspec.Struct, frozen=True):
    """Figures by their names, and for each where to look first when it falls."""

    figures: dict[str, float]
    worst: dict[str, list[str]]


def measure_bodies(pages: Sequence[Read]) -> Measured:
    """How well the bodies of `pages` were found."""
    by_page = {one.page.name: body_figures([one]) for one in pages}
    figures = body_figures(pages)
    worst = {
        name: [f"{page} ({found[name]:.2f})" for page, found in sorted(by_page.items(), key=lambda p: p[1][name])]
        for name in figures
    }
    return Measured(figures, worst)


def measure_copies(pages: Sequence[Read]) -> dict[str, Measured]:
    """How well the copies on `pages` were put together, and what looks alike was kept apart."""
    made = copies(pages)
    wrong, missing = joined_wrongly(made), left_out(made)
    return {
        "copies": Measured(pair_figures(made), {"precision": wrong, "recall": missing, "f1": wrong[:3] + missing[:3]}),
        "copies found, by variant": variants(made),
        "kept apart, by kind": lookalikes(made),
    }


def body_figures(pages: Sequence[Read]) -> dict[str, float]:
    """The means over all stories of the pages, and the share of pages with the right number of stories."""
    scores = [score for one in pages for score in one.scores]
    return {
        "precision": mean(one.precision for one in scores),
        "recall": mean(one.recall for one in scores),
        "f1": mean(one.f1 for one in scores),
        "right number of stories": mean(one.right_number for one in pages),
    }


def together(found: Sequence[Story]) -> tuple[tuple[int, ...], ...]:
    """The positions of the stories that intake takes for copies of one."""
    return find_clusters([build_outline(story) for story in found], lambda n: found[n].text)


def copies(pages: Sequence[Read]) -> list[Copy]:
    """Every story of every page with the cluster that intake puts it in.

    A page of two stories that was not cut gives both the same cluster: they were joined.
    """
    found = [story for one in pages for story in one.found]
    cluster = {id(found[n]): number for number, members in enumerate(together(found)) for n in members}
    made = []
    for one in pages:
        for n, story in enumerate(one.page.stories):
            match = one.matches[n] if one.scores[n].f1 >= _LIKE else _holding(story, one.found)
            variant = one.page.kind if n == 0 else "behind another"
            made.append(Copy(one.page.name, variant, story, match, cluster[id(match)] if match else -1))
    return made


def _holding(story: Text, found: Iterable[Story]) -> Story | None:
    """The found story that holds some of a story that has none of its own."""
    right = _runs("\n".join(story.paragraphs))
    return next((one for one in found if _body(right, _runs(one.text)).recall >= _LIKE), None)


def pair_figures(made: Sequence[Copy]) -> dict[str, float]:
    """Precision and recall of the pairs that were put together."""
    found = Counter(one.cluster for one in made if one.cluster >= 0)
    right = Counter(one.story.id for one in made)
    both = Counter((one.cluster, one.story.id) for one in made if one.cluster >= 0)
    hits = _pairs(both)
    precision, recall = hits / max(1, _pairs(found)), hits / max(1, _pairs(right))
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def _pairs(groups: Mapping[object, int]) -> int:
    return sum(count * (count - 1) // 2 for count in groups.values())


def variants(made: Sequence[Copy]) -> Measured:
    """For each variant the share of copies that are known as such beside the page that was saved first.

    Here every two pages are looked at alone: in a cluster one good copy would make up for a bad one.
    """
    first = {one.story.id: one for one in made if one.variant == "saved"}
    known: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for one in made:
        if one.variant != "saved":
            known[one.variant].append((one.page, taken_for_copies(first[one.story.id], one)))
    return Measured(
        {variant: mean(found for _, found in some) for variant, some in known.items()},
        {variant: [page for page, found in some if not found] for variant, some in known.items()},
    )


def lookalikes(made: Sequence[Copy]) -> Measured:
    """For each kind of stories that look alike the share of pairs of their copies that are not taken for one story.

    Here too every two pages are looked at alone.
    """
    by_story: dict[str, list[Copy]] = defaultdict(list)
    for one in made:
        by_story[one.story.id].append(one)
    kept: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for some, others in combinations(by_story.values(), 2):
        if kind := relation(some[0].story, others[0].story):
            kept[kind] += [(f"{a.page} = {b.page}", not taken_for_copies(a, b)) for a in some for b in others]
    return Measured(
        {kind: mean(apart for _, apart in some) for kind, some in kept.items()},
        {kind: [pair for pair, apart in some if not apart] for kind, some in kept.items()},
    )


def taken_for_copies(a: Copy, b: Copy) -> bool:
    """Whether what was found on two pages would be put together if there were no others."""
    if a.found is None or b.found is None:
        return False
    return a.found is b.found or len(together((a.found, b.found))) == 1


def joined_wrongly(made: Sequence[Copy]) -> list[str]:
    """Pairs of different stories with copies in one cluster, the most pairs of copies first."""
    found: Counter[str] = Counter()
    by_cluster: dict[int, Counter[str]] = defaultdict(Counter)
    for one in made:
        if one.cluster >= 0:
            by_cluster[one.cluster][one.story.id] += 1
    for members in by_cluster.values():
        found.update({f"{a} = {b}": members[a] * members[b] for a, b in combinations(members, 2)})
    return [f"{pair} ({count} pairs)" for pair, count in found.most_common()]


def left_out(made: Sequence[Copy]) -> list[str]:
    """Pages of which a story is in another cluster than on the page that was saved first, or in none."""
    first = {one.story.id: one.cluster for one in made if one.variant == "saved"}
    return [f"{one.page} ({one.story.id})" for one in made if one.cluster < 0 or one.cluster != first[one.story.id]]


def mean(some: Iterable[float]) -> float:
    """The mean, 0 of nothing."""
    values = list(some)
    return sum(values) / len(values) if values else 0.0


def harmonic(a: float, b: float) -> float:
    """The harmonic mean of two shares."""
    return 2 * a * b / (a + b) if a + b else 0.0
