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

from generator.ingest.copies.copy_of_record import by_merit
from generator.ingest.outline import Outline
from generator.model.article import Article, ArticleId, Slug
from generator.model.register import ArticleEntry, Copy, Register, State
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest
from generator.text.slugs import slug, unique

FOLDER = "content/articles"
UNDATED = "undated"
# A folder takes so many articles: code hosts list no more, and some disks slow down.
_FULL = 1000


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


class Archive(Value, frozen=True):
    """What plan starts from: the register, the article files by id, all paths taken, the day of accession."""

    register: Register
    files: Mapping[ArticleId, ArticleFile]
    paths: frozenset[str]
    day: str


class Filing(Value, frozen=True):
    """A story to be written as an article, `entry` being what the register knows of it."""

    story: Provenance
    entry: ArticleEntry


class Written(Value, frozen=True):
    """An article's file: the digest of its bytes, and its text where that was asked for or had to be made anyway."""

    sha256: str
    text: str | None = None


# What becomes of stories when they are written, in their order; where `texts` are not wanted digests will do.
Write = Callable[[Sequence[Filing], bool], Sequence[Written]]


def plan(clusters: Iterable[Sequence[Outline]], archive: Archive, write: Write) -> Plan:
    """The plan for the stories in `clusters`, each the copies of one story; `write` makes their files."""
    known = _known(archive)
    assigned, fresh = _assign(clusters, known)
    desk = _Desk(archive, known)
    for identifier in sorted(known):
        desk.revisit(identifier, assigned.get(identifier, []))
    for copies in sorted(fresh, key=lambda copies: copies[0].provenance):
        desk.accept(copies)
    return desk.plan(write)


def _known(archive: Archive) -> dict[ArticleId, ArticleEntry]:
    """Every article that has an id: from the register, and files whose line there is lost."""
    known = dict(archive.register.articles)
    for identifier, file in archive.files.items():
        if identifier not in known:
            known[identifier] = ArticleEntry(
                id=identifier,
                slugs=file.slugs,
                path=file.path,
                title=file.title,
                copies=tuple(Copy(provenance=source, received=archive.day) for source in file.sources),
            )
    return known


def _assign(
    clusters: Iterable[Sequence[Outline]], known: Mapping[ArticleId, ArticleEntry]
) -> tuple[dict[ArticleId, list[Outline]], list[list[Outline]]]:
    """The copies of each known article, and the clusters that are new.

    New copies join the article that most copies of their cluster belong to, the first id of several.
    """
    clusters = [list(cluster) for cluster in clusters]
    found = [copy for cluster in clusters for copy in cluster]
    owned = _owners([copy.provenance for copy in found], known)
    owned |= _saved_again([copy for copy in found if copy.provenance not in owned], known)
    assigned: dict[ArticleId, list[Outline]] = defaultdict(list)
    fresh = []
    for cluster in clusters:
        owners: dict[ArticleId, list[Outline]] = defaultdict(list)
        new: list[Outline] = []
        for copy in cluster:
            owner = owned.get(copy.provenance)
            (owners[owner] if owner else new).append(copy)
        if not owners:
            fresh.append(sorted(new, key=lambda copy: copy.provenance))
            continue
        host = min(owners, key=lambda owner: (-len(owners[owner]), owner))
        owners[host] += new
        for owner, copies in owners.items():
            assigned[owner] += copies
    return assigned, fresh


def _owners(found: Sequence[Provenance], known: Mapping[ArticleId, ArticleEntry]) -> dict[Provenance, ArticleId]:
    """The article to which each of today's copies belongs already.

    A registered span belongs to the one copy in a file that shares most bytes with it, so that a story
    which a later version cuts in two keeps its identity in one half and the other is new.
    """
    spans: dict[str, set[tuple[int, int, ArticleId]]] = defaultdict(set)
    for identifier, entry in known.items():
        for copy in entry.copies:
            source = copy.provenance
            spans[source.sha256].add((source.start, source.end, identifier))
    ordered = {sha256: _Spans(some) for sha256, some in spans.items()}
    matches = [
        (-_shared(source, start, end), source, start, end, identifier)
        for source in found
        for start, end, identifier in (ordered[source.sha256].near(source) if source.sha256 in ordered else ())
        if _is_overlap(source, start, end)
    ]
    owners: dict[Provenance, ArticleId] = {}
    taken = set()
    for _, source, start, end, identifier in sorted(matches):
        place = (source.path, start, end, identifier)
        if source not in owners and place not in taken:
            owners[source] = identifier
            taken.add(place)
    return owners


class _Spans:
    """The registered spans of one file, for finding those near another without looking at all of them."""

    def __init__(self, spans: Iterable[tuple[int, int, ArticleId]]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def near(self, source: Provenance) -> Iterator[tuple[int, int, ArticleId]]:
        """The spans that begin before `source` ends, back to where none reaches up to it."""
        n = bisect_left(self._spans, (source.end, 0, "")) - 1
        while n >= 0 and self._reach[n] > source.start:
            yield self._spans[n]
            n -= 1


def _saved_again(found: Iterable[Outline], known: Mapping[ArticleId, ArticleEntry]) -> dict[Provenance, ArticleId]:
    """The article of each of today's copies whose page was saved again or changed: told by its words and day.

    So a withdrawn story does not return with the next crawl, nor a story come twice because its menu changed.
    """
    texts: dict[str, ArticleId] = {}
    for identifier in sorted(known):
        for copy in known[identifier].copies:
            if copy.text:
                texts.setdefault(copy.text, identifier)
    if not texts:
        return {}
    matched = {story.provenance: texts.get(story.fingerprint) for story in found if story.fingerprint}
    return {source: identifier for source, identifier in matched.items() if identifier}


def _is_handed_over(entry: ArticleEntry, file: ArticleFile) -> bool:
    """Whether an editor moved or renamed a file: then it is theirs for good, though its text is the machine's.

    The register says so by keeping no digest of what the machine wrote.
    """
    return entry.path != file.path or (entry.state is State.EDITED and entry.written is None)


def _shared(source: Provenance, start: int, end: int) -> int:
    """The bytes that a copy shares with a span of the same file."""
    return min(end, source.end) - max(start, source.start)


def _is_overlap(source: Provenance, start: int, end: int) -> bool:
    """Whether a copy shares half of the shorter of the two spans."""
    return _shared(source, start, end) * 2 >= min(end - start, source.end - source.start)


class _Desk:
    """Collects the actions and the lines of the next register, one article after the other."""

    def __init__(self, archive: Archive, known: Mapping[ArticleId, ArticleEntry]) -> None:
        self._archive = archive
        self._entries = dict(known)
        self._actions: list[Action] = []
        self._again: list[tuple[ArticleId, Filing | None]] = []
        self._new: list[Filing] = []
        self._elected: dict[ArticleId, tuple[Provenance, ...]] = {}
        self._unknown = archive.paths - {file.path for file in archive.files.values()}
        self._paths = {path.lower() for path in archive.paths}
        self._filled = Counter(path.rpartition("/")[0] for path in archive.paths)
        self._slugs = {slug.lower() for entry in known.values() for slug in entry.slugs}
        self._slugs |= {slug.lower() for file in archive.files.values() for slug in file.slugs}

    def plan(self, write: Write) -> Plan:
        """What was collected, with the files that `write` makes."""
        written = iter(write([filing for _, filing in self._again if filing], False))
        for identifier, filing in self._again:
            self._settle(identifier, filing, next(written) if filing else None, write)
        for filing, made in zip(self._new, write(self._new, True), strict=True):
            identifier = filing.entry.id
            self._entries[identifier] = msgspec.structs.replace(filing.entry, written=made.sha256)
            self._actions.append(Create(id=identifier, path=filing.entry.path, text=made.text or ""))
        register = msgspec.structs.replace(self._archive.register, articles=dict(sorted(self._entries.items())))
        actions = tuple(sorted(self._actions, key=lambda action: action.id))
        return Plan(actions=actions, register=register, copies=self._elected)

    def revisit(self, identifier: ArticleId, found: Sequence[Outline]) -> None:
        """Decide about an article that is known, `found` being its copies among today's sources."""
        entry = self._entries[identifier]
        if entry.written is None and not entry.copies:
            return  # written by hand: its identity is authority/article_ids.py's business
        entry = msgspec.structs.replace(entry, copies=self._copies(entry, found))
        if found:
            found = by_merit(found)
            self._elected[identifier] = tuple(story.provenance for story in found)
        file = self._archive.files.get(identifier)
        if file is None and entry.path in self._unknown:  # it cannot be read, or lost its id: it is there
            self._actions.append(KeepEdit(id=identifier, path=entry.path))
            self._entries[identifier] = msgspec.structs.replace(entry, state=State.EDITED)
            return
        if file is None:
            self._actions.append(StayWithdrawn(id=identifier))
            self._entries[identifier] = msgspec.structs.replace(entry, state=State.WITHDRAWN)
            return
        slugs = (*(slug for slug in entry.slugs if slug not in file.slugs[-1:]), *file.slugs[-1:])
        entry = msgspec.structs.replace(entry, path=file.path, slugs=slugs, title=file.title or entry.title)
        if _is_handed_over(self._entries[identifier], file):
            self._actions.append(KeepEdit(id=identifier, path=file.path))
            self._entries[identifier] = msgspec.structs.replace(entry, written=None, state=State.EDITED)
            return
        self._entries[identifier] = entry
        self._again.append(
            (identifier, Filing(story=found[0].provenance, entry=entry) if found and entry.slugs else None)
        )

    def _settle(self, identifier: ArticleId, filing: Filing | None, made: Written | None, write: Write) -> None:
        """Decide about a known article whose file is there; `made` is the file as it would be written today."""
        entry, file = self._entries[identifier], self._archive.files[identifier]
        ours = file.sha256 in (entry.written, made.sha256 if made else None)
        if not ours:
            self._actions.append(KeepEdit(id=identifier, path=file.path))
            self._entries[identifier] = msgspec.structs.replace(entry, state=State.EDITED)
        elif filing and made:
            if made.sha256 != file.sha256:
                text = made.text if made.text is not None else write([filing], True)[0].text
                self._actions.append(Refresh(id=identifier, path=file.path, text=text or ""))
            self._entries[identifier] = msgspec.structs.replace(entry, written=made.sha256, state=State.KEPT)

    def accept(self, copies: Sequence[Outline]) -> None:
        """Mint an article for the copies of a new story."""
        elected = by_merit(copies)
        story = elected[0]
        identifier = self._mint(story.provenance)
        self._elected[identifier] = tuple(copy.provenance for copy in elected)
        issued = Slug(unique(slug(story.title, identifier), self._slugs, identifier))
        self._slugs.add(issued.lower())
        path = self._path(story, issued, identifier)
        received = tuple(
            Copy(provenance=copy.provenance, received=self._archive.day, text=copy.fingerprint) for copy in copies
        )
        entry = ArticleEntry(
            id=identifier, slugs=(issued,), path=path, title=story.title, copies=tuple(sorted_copies(received))
        )
        self._entries[identifier] = entry
        self._new.append(Filing(story=story.provenance, entry=entry))

    def _copies(self, entry: ArticleEntry, found: Sequence[Outline]) -> tuple[Copy, ...]:
        """The copies of an article: those found, and those whose source is no longer there.

        A registered copy that is found again, renamed or cut otherwise, keeps its day of accession.
        """
        before: dict[str, list[Copy]] = defaultdict(list)
        for copy in entry.copies:
            before[copy.provenance.sha256].append(copy)
        made: list[Copy] = []
        again: set[Provenance] = set()
        for story in found:
            same = [one for one in before[story.provenance.sha256] if _is_same(one.provenance, story.provenance)]
            again.update(one.provenance for one in same)
            received = min((one.received for one in same), default=self._archive.day)
            record = any(one.record for one in same)
            made.append(Copy(provenance=story.provenance, received=received, text=story.fingerprint, record=record))
        gone = [copy for copy in entry.copies if copy.provenance not in again]
        return tuple(sorted_copies([*made, *gone]))

    def _mint(self, source: Provenance) -> ArticleId:
        """An id from digest and span; a clash with another article is settled by counting on."""
        for n in range(1000):
            made = ArticleId(digest.short(source.sha256, str(source.start), str(source.end), *([str(n)] * bool(n))))
            if made not in self._entries:
                return made
        raise AssertionError("a thousand ids of 40 bits clash")

    def _path(self, story: Outline, issued: Slug, identifier: ArticleId) -> str:
        """A free path for a new article's file, in a folder that is not full."""
        year = f"{FOLDER}/{story.date.year:04}" if story.date else f"{FOLDER}/{UNDATED}"
        folders = chain([year], (f"{year}/{n}" for n in count(2)))
        folder = next(folder for folder in folders if self._filled[folder] < _FULL)
        path = f"{folder}/{issued}.md"
        if path.lower() in self._paths:
            path = f"{folder}/{issued[:60]}-{identifier}.md"
        self._paths.add(path.lower())
        self._filled[folder] += 1
        return path


def sorted_copies(copies: Iterable[Copy]) -> list[Copy]:
    """`copies` by path and place, without repeats."""
    return sorted(set(copies), key=lambda copy: copy.provenance)


def _is_same(a: Provenance, b: Provenance) -> bool:
    """Whether two provenances are one copy: the same bytes, half of the shorter span shared."""
    return a.sha256 == b.sha256 and _is_overlap(a, b.start, b.end)


def filed(article: Article, entry: ArticleEntry) -> Article:
    """`article` with what the register knows of it."""
    return msgspec.structs.replace(
        article,
        id=entry.id,
        slug=entry.slugs[-1],
        aliases=entry.slugs[:-1],
        sources=tuple(copy.provenance for copy in entry.copies),
    )
