"""What intake is not sure of: stories that may be copies of one, and cuts for which little speaks.

In: outlines and clusters of the stories, accounts of the pages, the copies of each article. Out: doubts, by article,
for a person to settle. Nothing is decided here.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.ingest.copies.duplicates import Text, likely
from generator.ingest.cut.byte_accounting import Account
from generator.ingest.outline import Outline
from generator.model.article import ArticleId
from generator.model.source import Provenance
from generator.model.value import Value


class LikelyPair(Value, frozen=True):
    """Two articles that may be one story, by id, and the share of word runs of the shorter that both have."""

    a: ArticleId
    b: ArticleId
    shared: float


class WeakCut(Value, frozen=True):
    """A story that may be part of the one above it on its page, or none: where it stands, and what made the cut."""

    article: ArticleId
    above: ArticleId | None
    place: Provenance
    reason: str


class Doubts(Value, frozen=True):
    """All of them: the pairs that share most first, the cuts by page and place."""

    pairs: tuple[LikelyPair, ...] = ()
    cuts: tuple[WeakCut, ...] = ()


def doubts(
    stories: tuple[Sequence[Outline], Text],
    clusters: Iterable[Sequence[int]],
    accounts: Iterable[Account],
    copies: Mapping[ArticleId, Sequence[Provenance]],
) -> Doubts:
    """The doubts about `stories` (outlines, and the text of each by position); `copies` are those of each article."""
    owners = {copy: identifier for identifier, found in copies.items() for copy in found}
    outlines, text = stories
    shares: dict[tuple[ArticleId, ArticleId], float] = {}
    for one in likely(outlines, clusters, text):
        ids = {owners.get(outlines[n].provenance) for n in (one.a, one.b)} - {None}
        if len(ids) == 2:
            a, b = sorted(identifier for identifier in ids if identifier)
            shares[a, b] = max(one.shared, shares.get((a, b), 0.0))
    pairs = (LikelyPair(a=a, b=b, shared=shared) for (a, b), shared in shares.items())
    return Doubts(
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.shared, pair.a, pair.b))),
        cuts=tuple(_cuts(accounts, owners)),
    )


def _cuts(accounts: Iterable[Account], owners: Mapping[Provenance, ArticleId]) -> Iterable[WeakCut]:
    """The cuts for which little speaks: before any story of a page but the first."""
    for account in accounts:
        for above, told in zip(account.stories, account.stories[1:], strict=False):
            if not told.sure and told.source in owners:
                yield WeakCut(
                    article=owners[told.source],
                    above=owners.get(above.source),
                    place=told.source,
                    reason=told.reason,
                )
