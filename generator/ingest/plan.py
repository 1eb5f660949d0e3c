"""What intake will do to the archive, decided before anything is written, in two pure steps.

    draft_plan: clusters, register, article files -> which articles are new, kept or withdrawn, which files to render
    complete_plan: the draft and the rendered files -> actions, and the register that is valid once they are done

Nothing is read or written here, so a dry run is this plan, printed. Between the two steps the caller renders the files.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

import msgspec

from generator import layout
from generator.ingest.copies.copy_of_record import rank_copies
from generator.ingest.match_articles import is_same_copy, match_articles
from generator.ingest.outline import Outline
from generator.model.article import Article, ArticleId, DoubtfulName, Slug
from generator.model.register import ArticleEntry, ArticleState, Copy, Register
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest
from generator.text.slugs import make_slug, make_unique_slug

# The most articles in a folder: code hosts list no more, and some disks slow down.
_FOLDER_LIMIT = 1000


class ArticleFile(Value, frozen=True):
    """An article's file on disk: `id`, `slugs`, `sources`, `title` and `is_draft` as its front matter has them."""

    path: str
    sha256: str
    id: ArticleId
    slugs: tuple[Slug, ...] = ()
    sources: tuple[Provenance, ...] = ()
    title: str = ""
    is_draft: bool = False


class Create(Value, frozen=True):
    """Write a new article."""

    id: ArticleId
    path: str
    text: str
    is_doubtful: bool = False


class Refresh(Value, frozen=True):
    """Write an article again that has not changed since Backfile wrote it."""

    id: ArticleId
    path: str
    text: str
    is_doubtful: bool = False


class KeepEdit(Value, frozen=True):
    """Leave alone an article that an editor changed; new copies of it go to the register."""

    id: ArticleId
    path: str


class StayWithdrawn(Value, frozen=True):
    """Do not bring back an article whose file an editor deleted."""

    id: ArticleId


Action = Create | Refresh | KeepEdit | StayWithdrawn


class Plan(Value, frozen=True):
    """The actions, sorted by id, and the register that is valid once they are done.

    `copies` are those of each article among today's stories, ranked: the copy of record first. `doubtful_names` are in
    an article's story and may be people.
    """

    actions: tuple[Action, ...]
    register: Register
    copies: Mapping[ArticleId, tuple[Provenance, ...]] = msgspec.field(default_factory=dict)
    doubtful_names: Mapping[ArticleId, tuple[DoubtfulName, ...]] = msgspec.field(default_factory=dict)


class PlanInput(Value, frozen=True):
    """What a plan is made from: the register, the article files by id, all paths in use, the day of accession."""

    register: Register
    files: Mapping[ArticleId, ArticleFile]
    paths: frozenset[str]
    day: str


class ArticleToWrite(Value, frozen=True):
    """A story to render as an article's file: its register entry, and the digest of the file on disk (empty: none).

    `doubt` says why it may be no story; the article is then a draft.
    """

    story: Provenance
    entry: ArticleEntry
    file_sha256: str = ""
    doubt: str = ""

    def needs_text(self, rendered_sha256: str) -> bool:
        """Return whether a file rendered with this digest will be written: it is new, or it is unedited and differs."""
        return not self.file_sha256 or self.entry.written == self.file_sha256 != rendered_sha256


class RenderedArticle(Value, frozen=True):
    """A rendered article file: the digest of its bytes, and its text. The text may be absent if it is not written.

    `doubtful_names` are in the story, and not among the people of the file.
    """

    sha256: str
    text: str | None = None
    doubtful_names: tuple[DoubtfulName, ...] = ()


class PlanDraft(Value, frozen=True):
    """What is decided before files are rendered.

    `register` has the entries of all articles; those of `articles`, which have to be rendered, are not final yet.
    """

    actions: tuple[Action, ...]
    register: Register
    articles: tuple[ArticleToWrite, ...]
    copies: Mapping[ArticleId, tuple[Provenance, ...]]


def draft_plan(clusters: Iterable[Sequence[Outline]], plan_input: PlanInput) -> PlanDraft:
    """Decide what becomes of the stories in `clusters`, each the copies of one story, as far as that needs no text."""
    entries = _collect_entries(plan_input)
    assigned_copies, new_clusters = match_articles(clusters, entries)
    builder = _DraftBuilder(plan_input, entries)
    for identifier in sorted(entries):
        builder.add_registered(identifier, assigned_copies.get(identifier, []))
    for copies in sorted(new_clusters, key=lambda copies: copies[0].provenance):
        builder.add_new(copies)
    return builder.build()


def complete_plan(draft: PlanDraft, rendered_articles: Iterable[RenderedArticle]) -> Plan:
    """Return the plan that follows from `draft`, given the rendered files of `draft.articles` in the same order."""
    entries = dict(draft.register.articles)
    actions = list(draft.actions)
    doubtful_names: dict[ArticleId, tuple[DoubtfulName, ...]] = {}
    for article, rendered in zip(draft.articles, rendered_articles, strict=True):
        entry = article.entry
        if rendered.doubtful_names:
            doubtful_names[entry.id] = rendered.doubtful_names
        if article.file_sha256 and article.file_sha256 not in (entry.written, rendered.sha256):
            actions.append(KeepEdit(id=entry.id, path=entry.path))
            entries[entry.id] = msgspec.structs.replace(entry, state=ArticleState.EDITED)
            continue
        entries[entry.id] = msgspec.structs.replace(entry, written=rendered.sha256, state=ArticleState.KEPT)
        if article.needs_text(rendered.sha256):
            assert rendered.text is not None
            action = Refresh if article.file_sha256 else Create
            actions.append(action(id=entry.id, path=entry.path, text=rendered.text, is_doubtful=bool(article.doubt)))
    return Plan(
        actions=tuple(sorted(actions, key=lambda action: action.id)),
        register=msgspec.structs.replace(draft.register, articles=entries),
        copies=draft.copies,
        doubtful_names=doubtful_names,
    )


def apply_entry(article: Article, entry: ArticleEntry, doubt: str = "") -> Article:
    """Return `article` with the id, slugs and sources of its register entry; with a `doubt`, as a draft."""
    return msgspec.structs.replace(
        article,
        id=entry.id,
        slug=entry.slugs[-1],
        aliases=entry.slugs[:-1],
        draft=bool(doubt),
        doubt=doubt or None,
        sources=tuple(copy.provenance for copy in entry.copies),
    )


def _collect_entries(plan_input: PlanInput) -> dict[ArticleId, ArticleEntry]:
    """Return an entry for every article that has an id: from the register, or from the file if it has no line there."""
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


class _DraftBuilder:
    """Collects the actions and entries of a draft, one article after the other."""

    def __init__(self, plan_input: PlanInput, entries: Mapping[ArticleId, ArticleEntry]) -> None:
        self._plan_input = plan_input
        self._entries = dict(entries)
        self._actions: list[Action] = []
        self._rewrites: list[ArticleToWrite] = []
        self._new_articles: list[ArticleToWrite] = []
        self._ranked_copies: dict[ArticleId, tuple[Provenance, ...]] = {}
        self._unidentified_paths = plan_input.paths - {file.path for file in plan_input.files.values()}
        self._paths = {path.lower() for path in plan_input.paths}
        self._folder_counts = Counter(path.rpartition("/")[0] for path in plan_input.paths)
        self._slugs = {slug.lower() for entry in entries.values() for slug in entry.slugs}
        self._slugs |= {slug.lower() for file in plan_input.files.values() for slug in file.slugs}

    def build(self) -> PlanDraft:
        """Return the draft."""
        return PlanDraft(
            actions=tuple(self._actions),
            register=msgspec.structs.replace(self._plan_input.register, articles=dict(sorted(self._entries.items()))),
            articles=(*self._rewrites, *self._new_articles),
            copies=self._ranked_copies,
        )

    def add_registered(self, identifier: ArticleId, copies: Sequence[Outline]) -> None:
        """Add an article that has an entry; `copies` are those among today's stories."""
        entry = self._entries[identifier]
        if entry.written is None and not entry.copies:
            return  # written by hand: authority/article_ids.py takes care of its identity
        entry = msgspec.structs.replace(entry, copies=self._merge_copies(entry, copies))
        if copies:
            copies = rank_copies(copies)
            self._ranked_copies[identifier] = tuple(story.provenance for story in copies)
        file = self._plan_input.files.get(identifier)
        if file is None and entry.path in self._unidentified_paths:  # it exists, but is unreadable or lost its id
            self._keep_edit(entry)
            return
        if file is None:
            self._actions.append(StayWithdrawn(id=identifier))
            self._entries[identifier] = msgspec.structs.replace(entry, state=ArticleState.WITHDRAWN)
            return
        slugs = (*(slug for slug in entry.slugs if slug not in file.slugs[-1:]), *file.slugs[-1:])
        entry = msgspec.structs.replace(entry, path=file.path, slugs=slugs, title=file.title or entry.title)
        if _is_handed_over(self._entries[identifier], file):
            self._keep_edit(msgspec.structs.replace(entry, written=None))
        elif copies and entry.slugs:
            self._entries[identifier] = entry
            # What was once published stays so: a doubt that comes later would withdraw its address.
            doubt = _find_doubt(copies) if file.is_draft else ""
            self._rewrites.append(ArticleToWrite(copies[0].provenance, entry, file_sha256=file.sha256, doubt=doubt))
        elif file.sha256 == entry.written:
            self._entries[identifier] = entry
        else:
            self._keep_edit(entry)

    def add_new(self, copies: Sequence[Outline]) -> None:
        """Add an article for the copies of a new story."""
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
            id=identifier, slugs=(new_slug,), path=path, title=story.title, copies=tuple(_sort_copies(saved_copies))
        )
        self._entries[identifier] = entry
        self._new_articles.append(ArticleToWrite(story.provenance, entry, doubt=_find_doubt(copies)))

    def _keep_edit(self, entry: ArticleEntry) -> None:
        self._actions.append(KeepEdit(id=entry.id, path=entry.path))
        self._entries[entry.id] = msgspec.structs.replace(entry, state=ArticleState.EDITED)

    def _merge_copies(self, entry: ArticleEntry, stories: Sequence[Outline]) -> tuple[Copy, ...]:
        """Return the copies of an article: those among today's stories, and those whose source is gone.

        A registered copy that was renamed or is cut otherwise today keeps its day of accession.
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
                if is_same_copy(match.provenance, story.provenance)
            ]
            matched_sources.update(match.provenance for match in matches)
            day = min((match.received for match in matches), default=self._plan_input.day)
            is_record = any(match.record for match in matches)
            current_copies.append(
                Copy(provenance=story.provenance, received=day, text=story.fingerprint, record=is_record)
            )
        missing_copies = [copy for copy in entry.copies if copy.provenance not in matched_sources]
        return tuple(_sort_copies([*current_copies, *missing_copies]))

    def _mint_id(self, source: Provenance) -> ArticleId:
        """Return an id made from digest and span; if another article has it, a number is added."""
        for n in range(1000):
            identifier = ArticleId(
                digest.compute_short_id(source.sha256, str(source.start), str(source.end), *([str(n)] * bool(n)))
            )
            if identifier not in self._entries:
                return identifier
        raise AssertionError("a thousand ids of 40 bits clash")

    def _choose_path(self, story: Outline, new_slug: Slug, identifier: ArticleId) -> str:
        """Return a free path for a new article's file, in a folder that is not full."""
        year = layout.get_article_folder(story.date.year if story.date else None)
        folders = chain([year], (f"{year}/{n}" for n in count(2)))
        folder = next(folder for folder in folders if self._folder_counts[folder] < _FOLDER_LIMIT)
        path = f"{folder}/{new_slug}.md"
        if path.lower() in self._paths:
            path = f"{folder}/{new_slug[:60]}-{identifier}.md"
        self._paths.add(path.lower())
        self._folder_counts[folder] += 1
        return path


def _find_doubt(copies: Sequence[Outline]) -> str:
    """Return why a story may be none: what the first copy says, unless any copy is certain."""
    return copies[0].doubt if all(copy.doubt for copy in copies) else ""


def _is_handed_over(entry: ArticleEntry, file: ArticleFile) -> bool:
    """Return whether an editor moved or renamed a file: it is theirs from then on, even if its text is Backfile's.

    The register notes that by an edited state without a digest of what Backfile wrote.
    """
    return entry.path != file.path or (entry.state is ArticleState.EDITED and entry.written is None)


def _sort_copies(copies: Iterable[Copy]) -> list[Copy]:
    """Return `copies` sorted by provenance, without repeats."""
    return sorted(set(copies), key=lambda copy: copy.provenance)
