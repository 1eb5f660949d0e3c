"""Which article each of today's stories belongs to, so that an article keeps its identity.

In: clusters of copies, the registered articles. Out: the copies of each registered article, and the new clusters.

A saved copy, once registered, stays with its article. It is recognised by the digest of its file and an overlap of its
span, whatever its file is called and however a later version cuts it; else by its words and its printed day.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from generator.ingest.outline import Outline
from generator.model.article import ArticleId
from generator.model.register import ArticleEntry
from generator.model.source import Provenance


def match_articles(
    clusters: Iterable[Sequence[Outline]], entries: Mapping[ArticleId, ArticleEntry]
) -> tuple[dict[ArticleId, list[Outline]], list[list[Outline]]]:
    """Return the copies of each registered article, and the clusters that belong to none, each sorted by provenance.

    New copies join the article that most copies of their cluster belong to; of several such, the one with the first id.
    """
    clusters = [list(cluster) for cluster in clusters]
    all_copies = [copy for cluster in clusters for copy in cluster]
    owner_ids = _match_spans([copy.provenance for copy in all_copies], entries)
    owner_ids |= _match_fingerprints([copy for copy in all_copies if copy.provenance not in owner_ids], entries)
    assigned_copies: dict[ArticleId, list[Outline]] = defaultdict(list)
    new_clusters = []
    for cluster in clusters:
        copies_by_owner: dict[ArticleId, list[Outline]] = defaultdict(list)
        new_copies: list[Outline] = []
        for copy in cluster:
            owner = owner_ids.get(copy.provenance)
            (copies_by_owner[owner] if owner else new_copies).append(copy)
        if not copies_by_owner:
            new_clusters.append(sorted(new_copies, key=lambda copy: copy.provenance))
            continue
        host = min(copies_by_owner, key=lambda owner: (-len(copies_by_owner[owner]), owner))
        copies_by_owner[host] += new_copies
        for owner, copies in copies_by_owner.items():
            assigned_copies[owner] += copies
    return assigned_copies, new_clusters


def is_same_copy(a: Provenance, b: Provenance) -> bool:
    """Return whether two provenances are one copy: they share the file's bytes and half of the shorter span."""
    return a.sha256 == b.sha256 and _is_overlap(a, b.start, b.end)


def _match_spans(
    sources: Sequence[Provenance], entries: Mapping[ArticleId, ArticleEntry]
) -> dict[Provenance, ArticleId]:
    """Return the article whose registered span each of today's copies shares.

    A registered span belongs to the copy in a file that shares most bytes with it. If a later version cuts a story in
    two, one half keeps its identity and the other half is new.
    """
    spans: dict[str, set[tuple[int, int, ArticleId]]] = defaultdict(set)
    for identifier, entry in entries.items():
        for copy in entry.copies:
            source = copy.provenance
            spans[source.sha256].add((source.start, source.end, identifier))
    spans_by_file = {sha256: _FileSpans(file_spans) for sha256, file_spans in spans.items()}
    matches = [
        (-_count_shared_bytes(source, start, end), source, start, end, identifier)
        for source in sources
        for start, end, identifier in (
            spans_by_file[source.sha256].find_near(source) if source.sha256 in spans_by_file else ()
        )
        if _is_overlap(source, start, end)
    ]
    owners: dict[Provenance, ArticleId] = {}
    used_places = set()
    for _, source, start, end, identifier in sorted(matches):
        place = (source.path, source.locator, start, end, identifier)
        if source not in owners and place not in used_places:
            owners[source] = identifier
            used_places.add(place)
    return owners


class _FileSpans:
    """The registered spans of one file, sorted so that those near another span are found without reading all."""

    def __init__(self, spans: Iterable[tuple[int, int, ArticleId]]) -> None:
        self._spans = sorted(spans)
        self._ends = list(accumulate((end for _, end, _ in self._spans), max))

    def find_near(self, source: Provenance) -> Iterator[tuple[int, int, ArticleId]]:
        """Yield the spans that start before `source` ends, back to where no span reaches its start."""
        n = bisect_left(self._spans, (source.end, 0, "")) - 1
        while n >= 0 and self._ends[n] > source.start:
            yield self._spans[n]
            n -= 1


def _match_fingerprints(
    stories: Iterable[Outline], entries: Mapping[ArticleId, ArticleEntry]
) -> dict[Provenance, ArticleId]:
    """Return the article that has the words and the day of each story, for pages that were saved again or changed.

    Without this, a withdrawn story would return with the next crawl, and a story would be new when its menu changes.
    """
    fingerprints: dict[str, ArticleId] = {}
    for identifier in sorted(entries):
        for copy in entries[identifier].copies:
            if copy.text:
                fingerprints.setdefault(copy.text, identifier)
    if not fingerprints:
        return {}
    matches = {story.provenance: fingerprints.get(story.fingerprint) for story in stories if story.fingerprint}
    return {source: identifier for source, identifier in matches.items() if identifier}


def _count_shared_bytes(source: Provenance, start: int, end: int) -> int:
    """Return how many bytes a copy shares with a span of the same file."""
    return min(end, source.end) - max(start, source.start)


def _is_overlap(source: Provenance, start: int, end: int) -> bool:
    """Return whether a copy shares half of the shorter of the two spans."""
    return _count_shared_bytes(source, start, end) * 2 >= min(end - start, source.end - source.start)
