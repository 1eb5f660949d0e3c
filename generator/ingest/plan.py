"""What intake will do to the archive, decided before anything is done.

In: the stories found, the register, the article files on disk. Out: actions, and the register as it will
be. Nothing is read or written here, so a dry run is this plan, printed.

What keeps an article itself: a saved copy, once registered, stays with its article. It is known again by
its digest and an overlap of its span, whatever its file is called and however a later version cuts it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, count

import msgspec

from generator.ingest.copies.copy_of_record import rank_copies
from generator.ingest.outline import Outline
from generator.model.article import Article, ArticleId, Slug
from generator.model.register import ArticleEntry, ArticleState, Copy, Register
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest
from generator.text.slugs import make_slug, make_unique_slug

ARTICLES_FOLDER = "content/articles"
UNDATED_FOLDER = "undated"
# A folder takes so many articles: code hosts list no more, and some disks slow down.
_FOLDER_LIMIT = 1000


class ArticleFile(Value, frozen=True):
    """An article's file on disk: `id` as its front matter has it, and what else plan must know of it."""

    path: str
    sha256: str
    id: ArticleId
    slugs: tuple[Slug, ...] = ()
    sources: tuple[Provenance, ...] = ()
    title: str = ""


class Create(Value, frozen=True):
    """Write a new article."""

    id: ArticleId
    path: str
    text: str


class Refresh(Value, frozen=True):
    """Write an article again that nobody touched since the machine wrote it."""

    id: ArticleId
    path: str
    text: str


class KeepEdit(Value, frozen=True):
    """Leave an article alone that an editor changed; new copies of it go to the register."""

    id: ArticleId
    path: str


class StayWithdrawn(Value, frozen=True):
    """Do not bring back an article whose file an editor deleted."""

    id: ArticleId


Action = Create | Refresh | KeepEdit | StayWithdrawn


class Plan(Value, frozen=True):
    """The actions, by id, and the register that holds once they are done.

    `copies` are those of each article among today's stories, in the order of election: the copy of record first.
    """

    actions: tuple[Action, ...]
    register: Register
    copies: Mapping[ArticleId, tuple[Provenance, ...]] = msgspec.field(default_factory=dict)


class PlanInput(Value, frozen=True):
    """What plan starts from: the register, the article files by id, all paths taken, the day of accession."""

    register: Register
    files: Mapping[ArticleId, ArticleFile]
    paths: frozenset[str]
    day: str


class ArticleToWrite(Value, frozen=True):
    """A story to be written as an article, `entry` being what the register knows of it."""

    story: Provenance
    entry: ArticleEntry


class RenderedArticle(Value, frozen=True):
    """An article's file: the digest of its bytes, and its text where that was asked for or had to be made anyway."""

    sha256: str
    text: str | None = None


# What becomes of stories when they are written, in their order; where `texts` are not wanted digests will do.
WriteArticles = Callable[[Sequence[ArticleToWrite], bool], Sequence[RenderedArticle]]


def plan(clusters: Iterable[Sequence[Outline]], plan_input: PlanInput, write: WriteArticles) -> Plan:
    """The plan for the stories in `clusters`, each the copies of one story; `write` makes their files."""
    entries = _collect_entries(plan_input)
    assigned_copies, new_clusters = _assign(clusters, entries)
    builder = _PlanBuilder(plan_input, entries)
    for identifier in sorted(entries):
        builder.add_known(identifier, assigned_copies.get(identifier, []))
    for copies in sorted(new_clusters, key=lambda copies: copies[0].provenance):
        builder.add_new(copies)
    return builder.build_plan(write)


def _collect_entries(plan_input: PlanInput) -> dict[ArticleId, ArticleEntry]:
    """Every article that has an id: from the register, and files whose line there is lost."""
    entries = dict(plan_input.register.articles)
    for identifier, file in plan_input.files.items():
        if identifier not in entries:
            entries[identifier] = ArticleEntry(
                id=identifier,
                slugs=file.slugs,
                path=file.path,
                title=file.title,
                copies=tuple(Copy(provenance=source, received=plan_input.day) for source in file.sources),
            )
    return entries


def _assign(
    clusters: Iterable[Sequence[Outline]], entries: Mapping[ArticleId, ArticleEntry]
) -> tuple[dict[ArticleId, list[Outline]], list[list[Outline]]]:
    """The copies of each known article, and the clusters that are new.

    New copies join the article that most copies of their cluster belong to, the first id of several.
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


def _match_spans(
    sources: Sequence[Provenance], entries: Mapping[ArticleId, ArticleEntry]
) -> dict[Provenance, ArticleId]:
    """The article to which each of today's copies belongs already.

    A registered span belongs to the one copy in a file that shares most bytes with it, so that a story
    which a later version cuts in two keeps its identity in one half and the other is new.
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
        place = (source.path, start, end, identifier)
        if source not in owners and place not in used_places:
            owners[source] = identifier
            used_places.add(place)
    return owners


class _FileSpans:
    """The registered spans of one file, for finding those near another without looking at all of them."""

    def __init__(self, spans: Iterable[tuple[int, int, ArticleId]]) -> None:
        self._spans = sorted(spans)
        self._ends = list(accumulate((end for _, end, _ in self._spans), max))

    def find_near(self, source: Provenance) -> Iterator[tuple[int, int, ArticleId]]:
        """The spans that begin before `source` ends, back to where none reaches up to it."""
        n = bisect_left(self._spans, (source.end, 0, "")) - 1
        while n >= 0 and self._ends[n] > source.start:
            yield self._spans[n]
            n -= 1


def _match_fingerprints(
    stories: Iterable[Outline], entries: Mapping[ArticleId, ArticleEntry]
) -> dict[Provenance, ArticleId]:
    """The article of each of today's copies whose page was saved again or changed: told by its words and day.

    So a withdrawn story does not return with the next crawl, nor a story come twice because its menu changed.
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


def _is_handed_over(entry: ArticleEntry, file: ArticleFile) -> bool:
    """Whether an editor moved or renamed a file: then it is theirs for good, though its text is the machine's.

    The register says so by keeping no digest of what the machine wrote.
    """
    return entry.path != file.path or (entry.state is ArticleState.EDITED and entry.written is None)


def _count_shared_bytes(source: Provenance, start: int, end: int) -> int:
    """The bytes that a copy shares with a span of the same file."""
    return min(end, source.end) - max(start, source.start)


def _is_overlap(source: Provenance, start: int, end: int) -> bool:
    """Whether a copy shares half of the shorter of the two spans."""
    return _count_shared_bytes(source, start, end) * 2 >= min(end - start, source.end - source.start)


class _PlanBuilder:
    """Collects the actions and the lines of the next register, one article after the other."""

    def __init__(self, plan_input: PlanInput, entries: Mapping[ArticleId, ArticleEntry]) -> None:
        self._plan_input = plan_input
        self._entries = dict(entries)
        self._actions: list[Action] = []
        self._rewrites: list[tuple[ArticleId, ArticleToWrite | None]] = []
        self._new_articles: list[ArticleToWrite] = []
        self._ranked_copies: dict[ArticleId, tuple[Provenance, ...]] = {}
        self._unidentified_paths = plan_input.paths - {file.path for file in plan_input.files.values()}
        self._paths = {path.lower() for path in plan_input.paths}
        self._folder_counts = Counter(path.rpartition("/")[0] for path in plan_input.paths)
        self._slugs = {slug.lower() for entry in entries.values() for slug in entry.slugs}
        self._slugs |= {slug.lower() for file in plan_input.files.values() for slug in file.slugs}

    def build_plan(self, write: WriteArticles) -> Plan:
        """What was collected, with the files that `write` makes."""
        rendered_articles = iter(write([target for _, target in self._rewrites if target], False))
        for identifier, target in self._rewrites:
            self._settle(identifier, target, next(rendered_articles) if target else None, write)
        for target, rendered in zip(self._new_articles, write(self._new_articles, True), strict=True):
            identifier = target.entry.id
            self._entries[identifier] = msgspec.structs.replace(target.entry, written=rendered.sha256)
            self._actions.append(Create(id=identifier, path=target.entry.path, text=rendered.text or ""))
        register = msgspec.structs.replace(self._plan_input.register, articles=dict(sorted(self._entries.items())))
        actions = tuple(sorted(self._actions, key=lambda action: action.id))
        return Plan(actions=actions, register=register, copies=self._ranked_copies)

    def add_known(self, identifier: ArticleId, copies: Sequence[Outline]) -> None:
        """Decide about an article that is known, `copies` being its copies among today's sources."""
        entry = self._entries[identifier]
        if entry.written is None and not entry.copies:
            return  # written by hand: its identity is authority/article_ids.py's business
        entry = msgspec.structs.replace(entry, copies=self._merge_copies(entry, copies))
        if copies:
            copies = rank_copies(copies)
            self._ranked_copies[identifier] = tuple(story.provenance for story in copies)
        file = self._plan_input.files.get(identifier)
        if file is None and entry.path in self._unidentified_paths:  # it cannot be read, or lost its id: it is there
            self._actions.append(KeepEdit(id=identifier, path=entry.path))
            self._entries[identifier] = msgspec.structs.replace(entry, state=ArticleState.EDITED)
            return
        if file is None:
            self._actions.append(StayWithdrawn(id=identifier))
            self._entries[identifier] = msgspec.structs.replace(entry, state=ArticleState.WITHDRAWN)
            return
        slugs = (*(slug for slug in entry.slugs if slug not in file.slugs[-1:]), *file.slugs[-1:])
        entry = msgspec.structs.replace(entry, path=file.path, slugs=slugs, title=file.title or entry.title)
        if _is_handed_over(self._entries[identifier], file):
            self._actions.append(KeepEdit(id=identifier, path=file.path))
            self._entries[identifier] = msgspec.structs.replace(entry, written=None, state=ArticleState.EDITED)
            return
        self._entries[identifier] = entry
        self._rewrites.append(
            (identifier, ArticleToWrite(story=copies[0].provenance, entry=entry) if copies and entry.slugs else None)
        )

    def _settle(
        self,
        identifier: ArticleId,
        target: ArticleToWrite | None,
        rendered: RenderedArticle | None,
        write: WriteArticles,
    ) -> None:
        """Decide about a known article whose file is there; `rendered` is the file as it would be written today."""
        entry, file = self._entries[identifier], self._plan_input.files[identifier]
        is_unedited = file.sha256 in (entry.written, rendered.sha256 if rendered else None)
        if not is_unedited:
            self._actions.append(KeepEdit(id=identifier, path=file.path))
            self._entries[identifier] = msgspec.structs.replace(entry, state=ArticleState.EDITED)
        elif target and rendered:
            if rendered.sha256 != file.sha256:
                text = rendered.text if rendered.text is not None else write([target], True)[0].text
                self._actions.append(Refresh(id=identifier, path=file.path, text=text or ""))
            self._entries[identifier] = msgspec.structs.replace(entry, written=rendered.sha256, state=ArticleState.KEPT)

    def add_new(self, copies: Sequence[Outline]) -> None:
        """Mint an article for the copies of a new story."""
        ranking = rank_copies(copies)
        story = ranking[0]
        identifier = self._mint_id(story.provenance)
        self._ranked_copies[identifier] = tuple(copy.provenance for copy in ranking)
        new_slug = Slug(make_unique_slug(make_slug(story.title, identifier), self._slugs, identifier))
        self._slugs.add(new_slug.lower())
        path = self._choose_path(story, new_slug, identifier)
        saved_copies = tuple(
            Copy(provenance=copy.provenance, received=self._plan_input.day, text=copy.fingerprint) for copy in copies
        )
        entry = ArticleEntry(
            id=identifier, slugs=(new_slug,), path=path, title=story.title, copies=tuple(sort_copies(saved_copies))
        )
        self._entries[identifier] = entry
        self._new_articles.append(ArticleToWrite(story=story.provenance, entry=entry))

    def _merge_copies(self, entry: ArticleEntry, stories: Sequence[Outline]) -> tuple[Copy, ...]:
        """The copies of an article: those found, and those whose source is no longer there.

        A registered copy that is found again, renamed or cut otherwise, keeps its day of accession.
        """
        copies_by_digest: dict[str, list[Copy]] = defaultdict(list)
        for copy in entry.copies:
            copies_by_digest[copy.provenance.sha256].append(copy)
        current_copies: list[Copy] = []
        matched_sources: set[Provenance] = set()
        for story in stories:
            matches = [
                match
                for match in copies_by_digest[story.provenance.sha256]
                if _is_same(match.provenance, story.provenance)
            ]
            matched_sources.update(match.provenance for match in matches)
            day = min((match.received for match in matches), default=self._plan_input.day)
            is_record = any(match.record for match in matches)
            current_copies.append(
                Copy(provenance=story.provenance, received=day, text=story.fingerprint, record=is_record)
            )
        missing_copies = [copy for copy in entry.copies if copy.provenance not in matched_sources]
        return tuple(sort_copies([*current_copies, *missing_copies]))

    def _mint_id(self, source: Provenance) -> ArticleId:
        """An id from digest and span; a clash with another article is settled by counting on."""
        for n in range(1000):
            identifier = ArticleId(
                digest.compute_short_id(source.sha256, str(source.start), str(source.end), *([str(n)] * bool(n)))
            )
            if identifier not in self._entries:
                return identifier
        raise AssertionError("a thousand ids of 40 bits clash")

    def _choose_path(self, story: Outline, new_slug: Slug, identifier: ArticleId) -> str:
        """A free path for a new article's file, in a folder that is not full."""
        year = f"{ARTICLES_FOLDER}/{story.date.year:04}" if story.date else f"{ARTICLES_FOLDER}/{UNDATED_FOLDER}"
        folders = chain([year], (f"{year}/{n}" for n in count(2)))
        folder = next(folder for folder in folders if self._folder_counts[folder] < _FOLDER_LIMIT)
        path = f"{folder}/{new_slug}.md"
        if path.lower() in self._paths:
            path = f"{folder}/{new_slug[:60]}-{identifier}.md"
        self._paths.add(path.lower())
        self._folder_counts[folder] += 1
        return path


def sort_copies(copies: Iterable[Copy]) -> list[Copy]:
    """`copies` by path and place, without repeats."""
    return sorted(set(copies), key=lambda copy: copy.provenance)


def _is_same(a: Provenance, b: Provenance) -> bool:
    """Whether two provenances are one copy: the same bytes, half of the shorter span shared."""
    return a.sha256 == b.sha256 and _is_overlap(a, b.start, b.end)


def apply_entry(article: Article, entry: ArticleEntry) -> Article:
    """`article` with what the register knows of it."""
    return msgspec.structs.replace(
        article,
        id=entry.id,
        slug=entry.slugs[-1],
        aliases=entry.slugs[:-1],
        sources=tuple(copy.provenance for copy in entry.copies),
    )
