"""Collect what intake is unsure of: stories that may be copies of one, and cuts with little evidence.

In: outlines and clusters of the stories, accounts of the pages, the copies of each article. Out: doubts by article, for
a person to settle. Nothing is decided here.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.ingest.copies.duplicates import TextLookup, find_similar_stories
from generator.ingest.cut.byte_accounting import PageAccount
from generator.ingest.outline import Outline
from generator.model.article import ArticleId
from generator.model.source import Provenance
from generator.model.value import Value


class SimilarArticles(Value, frozen=True):
    """Two articles that may be one story, by id, and the share of the shorter one's word runs that both have."""

    a: ArticleId
    b: ArticleId
    share: float


class WeakCut(Value, frozen=True):
    """A story that may belong to the one above it on its page, or be none: its place, and the reason for the cut."""

    article: ArticleId
    above: ArticleId | None
    place: Provenance
    reason: str


class DoubtfulStory(Value, frozen=True):
    """A story that may be none: its place, and other lines that may be its headline, the likeliest first."""

    article: ArticleId
    place: Provenance
    runners_up: tuple[str, ...] = ()


class Doubts(Value, frozen=True):
    """All doubts: the most similar pairs first, the cuts and the doubtful stories by page and place."""

    pairs: tuple[SimilarArticles, ...] = ()
    cuts: tuple[WeakCut, ...] = ()
    stories: tuple[DoubtfulStory, ...] = ()


def collect_doubts(
    stories: tuple[Sequence[Outline], TextLookup],
    clusters: Iterable[Sequence[int]],
    accounts: Sequence[PageAccount],
    copies: Mapping[ArticleId, Sequence[Provenance]],
) -> Doubts:
    """Collect the doubts about `stories`: outlines, and the text at each position.

    `copies` lists the copies of each article.
    """
    owners = {copy: identifier for identifier, sources in copies.items() for copy in sources}
    outlines, text = stories
    shares: dict[tuple[ArticleId, ArticleId], float] = {}
    for candidate in find_similar_stories(outlines, clusters, text):
        ids = {owners.get(outlines[n].provenance) for n in (candidate.a, candidate.b)} - {None}
        if len(ids) == 2:
            a, b = sorted(identifier for identifier in ids if identifier)
            shares[a, b] = max(candidate.share, shares.get((a, b), 0.0))
    pairs = (SimilarArticles(a=a, b=b, share=share) for (a, b), share in shares.items())
    return Doubts(
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.share, pair.a, pair.b))),
        cuts=tuple(_find_weak_cuts(accounts, owners)),
        stories=tuple(_find_doubtful_stories(outlines, accounts, owners)),
    )


def _find_doubtful_stories(
    outlines: Iterable[Outline], accounts: Iterable[PageAccount], owners: Mapping[Provenance, ArticleId]
) -> Iterable[DoubtfulStory]:
    """Yield the stories that may be none."""
    runners_up = {story.source: story.runners_up for account in accounts for story in account.stories}
    for outline in outlines:
        place = outline.provenance
        if outline.doubt and place in owners:
            yield DoubtfulStory(article=owners[place], place=place, runners_up=runners_up.get(place, ()))


def _find_weak_cuts(accounts: Iterable[PageAccount], owners: Mapping[Provenance, ArticleId]) -> Iterable[WeakCut]:
    """Yield the cuts with little evidence, before any story of a page but the first."""
    for account in accounts:
        for story_above, story in zip(account.stories, account.stories[1:], strict=False):
            if not story.is_sure and story.source in owners:
                yield WeakCut(
                    article=owners[story.source],
                    above=owners.get(story_above.source),
                    place=story.source,
                    reason=story.reason,
                )
