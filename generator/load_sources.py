"""Read the saved pages and their stories: unchanged pages come from the cache, the others are parsed.

In: the archive, the cache of the last run, processes that help. Out: the stories. They are the same whether they come
from the cache or not, and from one process or several.

Every page is first parsed by itself. Pages with lines that recur on other pages are then parsed again without these.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

import msgspec

from generator.archive import Archive
from generator.authority.known_people import NO_KNOWN_PEOPLE, KnownPeople
from generator.ingest.cut.byte_accounting import PageAccount, PageOutcome
from generator.ingest.cut.page_context import PageContext
from generator.ingest.cut.parse_page import ParsedPage, parse_page, skip_page
from generator.ingest.cut.recurring import find_recurring
from generator.ingest.cut.source_keys import format_page_key, get_page_locator, get_page_path
from generator.ingest.inputs.open_input import UNREAD_KIND
from generator.ingest.outline import Outline
from generator.ingest.plan import ArticleToWrite, RenderedArticle, apply_entry
from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.ingest.to_article import apply_annotation
from generator.manuscript import article_file
from generator.model.article import DoubtfulName
from generator.model.authority import Country
from generator.model.errors import MachineError
from generator.model.problem import Problem
from generator.model.register import ArticleEntry
from generator.model.source import Provenance
from generator.read_pages import PageRequest, PageResult, read_pages
from generator.reference import tables
from generator.store import source_files, spacy_model
from generator.store.file_stats import FileStat
from generator.store.intake_cache import CachedPage, CachedStory, IntakeCache
from generator.store.processes import ProcessPool
from generator.store.spacy_model import SpacyModel
from generator.text import digest

# The pages or stories in one piece of work: enough that passing it to a process takes little of the time.
_BATCH_SIZE = 64

_PAGE_DECODER = msgspec.msgpack.Decoder(ParsedPage)
_STORY_DECODER = msgspec.msgpack.Decoder(Story)
_encode = msgspec.msgpack.encode


class _RenderRequest(msgspec.Struct, frozen=True):
    """A story to render as an article, encoded, the register entry of the article, and why it may be no story."""

    story: bytes
    entry: ArticleEntry
    doubt: str = ""


class _EditorialTables(msgspec.Struct, frozen=True):
    """What editors say about names: the countries that records change, what is known about people, a setting."""

    countries: tuple[Country, ...]
    people: KnownPeople
    people_from: float


_REQUESTS_DECODER = msgspec.msgpack.Decoder(list[_RenderRequest])
_ARTICLE_DECODER = msgspec.msgpack.Decoder(RenderedArticle)
_ARTICLES_DECODER = msgspec.msgpack.Decoder(list[RenderedArticle])


class PageContexts(msgspec.Struct, frozen=True):
    """What pages are parsed with: the `shared` context, and by key the checksums of recurring lines.

    `digests` are those of pages by key, and of what is stated beside them if they are records.
    """

    shared: PageContext
    recurring: Mapping[str, frozenset[int]]
    digests: Mapping[str, str] = msgspec.field(default_factory=dict)

    def get_context(self, key: str) -> PageContext:
        """Return what the page with `key` is parsed with."""
        return msgspec.structs.replace(self.shared, recurring=self.recurring.get(key, frozenset()))

    def hash_recurring(self, key: str) -> str:
        """Return a digest of the recurring lines on the page with `key`; empty if there are none."""
        lines = self.recurring.get(key)
        return digest.compute_short_id(*map(str, sorted(lines))) if lines else ""

    def hash_page(self, key: str) -> tuple[str, str]:
        """Return digests of all that the stories of the page with `key` are read from."""
        return self.digests.get(key, ""), self.hash_recurring(key)


class SourceStories:
    """The stories of all saved pages: outlines sorted by path and place; texts and rendered files on request."""

    def __init__(  # noqa: PLR0913, PLR0917  (the archive, what is in it, and what works on it)
        self,
        archive: Archive,
        pages: Sequence[ParsedPage],
        stories: Iterable[CachedStory],
        contexts: PageContexts,
        cache: IntakeCache,
        pool: ProcessPool,
    ) -> None:
        self.accounts: tuple[PageAccount, ...] = tuple(page.account for page in pages)
        self.outlines: tuple[Outline, ...] = tuple(item for page in pages for item in page.outlines)
        self.problems: tuple[Problem, ...] = tuple(item for page in pages for item in page.problems)
        self.contexts = contexts
        self._archive, self._cache, self._pool = archive, cache, pool
        self._stories = {(item.path, item.start): item.story for item in stories}
        self._article_keys: set[str] = set()

    def get_text(self, n: int) -> str:
        """Return the text of the story with the n-th outline."""
        return _STORY_DECODER.decode(self._load_story(self.outlines[n].provenance)).text

    def find_copy(self, provenance: Provenance) -> tuple[Outline, Story]:
        """Return the outline and the story of a copy."""
        return self._outline_by_provenance[provenance], _STORY_DECODER.decode(self._load_story(provenance))

    def render_articles(self, articles: Sequence[ArticleToWrite]) -> list[RenderedArticle]:
        """Render the files of `articles`, in their order.

        A file whose digest the cache has is rendered only if its text is needed.
        """
        editorial = _EditorialTables(
            self._archive.amended_countries, self._archive.known_people, self._archive.settings.recognition.people_from
        )
        records_digest = _hash_records(editorial)
        keys = [
            _compute_key(article, self.contexts.hash_page(_get_key(article.story)), records_digest)
            for article in articles
        ]
        self._article_keys.update(keys)
        encoded_digests = self._cache.load_file_digests() if any(article.file_sha256 for article in articles) else {}
        cached_articles = {key: _ARTICLE_DECODER.decode(encoded_digests[key]) for key in keys if key in encoded_digests}
        new_indexes = [
            n
            for n, (article, key) in enumerate(zip(articles, keys, strict=True))
            if key not in cached_articles or article.needs_text(cached_articles[key].sha256)
        ]
        requests = [
            _RenderRequest(self._load_story(articles[n].story), articles[n].entry, articles[n].doubt)
            for n in new_indexes
        ]
        batches = [_encode(requests[n : n + _BATCH_SIZE]) for n in range(0, len(requests), _BATCH_SIZE)]
        new_articles = map(
            _ARTICLES_DECODER.decode,
            self._pool.map(partial(_render_batch, self._archive.model, editorial), batches),
        )
        articles_by_index = dict(zip(new_indexes, chain.from_iterable(new_articles), strict=True))
        self._cache.put_file_digests(
            {
                keys[n]: _encode(msgspec.structs.replace(rendered_article, text=None))
                for n, rendered_article in articles_by_index.items()
            }
        )
        return [articles_by_index[n] if n in articles_by_index else cached_articles[key] for n, key in enumerate(keys)]

    def drop_unused_digests(self) -> None:
        """Drop the cached digests of articles that were not rendered. Call after all articles are rendered."""
        self._cache.keep_file_digests(self._article_keys)

    @cached_property
    def _outline_by_provenance(self) -> dict[Provenance, Outline]:
        return {outline.provenance: outline for outline in self.outlines}

    def _load_story(self, provenance: Provenance) -> bytes:
        page_key = _get_key(provenance)
        story_key = (page_key, provenance.start)
        if story_key not in self._stories:
            self._stories[story_key] = self._cache.load_story(
                page_key, provenance.sha256, provenance.start
            ) or self._reload_story(provenance)
        return self._stories[story_key]

    def _reload_story(self, provenance: Provenance) -> bytes:
        """Read a story that is missing in the cache from its page. Raises MachineError if the page has changed."""
        capture = source_files.load_page(self._archive.root, provenance.path, provenance.locator)
        context = self.contexts.get_context(_get_key(provenance))
        stories = () if isinstance(capture, Problem) else parse_page(capture, context).stories
        match = next((story for story in stories if story.provenance == provenance), None)
        if match is None:
            raise MachineError(f"{provenance.path}: this page changed while it was read; run this command again")
        return _encode(match)


def _get_key(provenance: Provenance) -> str:
    return format_page_key(provenance.path, provenance.locator)


def load_sources(archive: Archive, cache: IntakeCache, pool: ProcessPool) -> SourceStories:
    """Read the stories of an archive's saved pages; pages that editors ruled to ignore have none.

    Pages that are new to the cache are read by the `pool`.
    """
    places = dict(source_files.list_sources(archive.root))
    ignored_paths = archive.editorial.rulings.sources.ignored
    stats = {
        path: source_files.inspect_source(archive.root, path, place)
        for path, place in places.items()
        if path not in ignored_paths and not isinstance(place, Problem)
    }
    pages, unreadable_pages, stories = _read_changed_pages(archive, stats, cache, pool)
    parsed_pages = {key: _PAGE_DECODER.decode(parsed_page) for key, parsed_page in unreadable_pages.items()}
    parsed_pages |= {key: _PAGE_DECODER.decode(page.parsed_page) for key, page in pages.items()}
    # Recurring lines are found on the pages as each is by itself, so that the order of pages and runs has no effect.
    digests = {key: page.sha256 for key, page in pages.items()}
    contexts = PageContexts(_get_shared_context(archive), find_recurring(parsed_pages.values()), digests)
    changed_pages, reread_stories = _read_without_recurring(archive.root, pages, contexts, pool)
    # The processes load the tables while this one compares copies.
    people_from = archive.settings.recognition.people_from
    pool.prepare(partial(spacy_model.load_person_finder, archive.model, archive.amended_countries, people_from))
    cache.put_pages(changed_pages, reread_stories)
    pages |= changed_pages
    parsed_pages |= {key: _PAGE_DECODER.decode(page.parsed_again) for key, page in pages.items() if page.parsed_again}
    all_pages: list[ParsedPage] = []
    for path, place in places.items():
        page = parsed_pages.get(path) or _build_omitted_page(path, place)
        all_pages += (page, *(parsed_pages[format_page_key(path, locator)] for locator in page.locators))
    return SourceStories(archive, all_pages, [*stories, *reread_stories], contexts, cache, pool)


def _get_shared_context(archive: Archive) -> PageContext:
    """Return what all pages are parsed with."""
    return PageContext(publications=archive.profiles, thresholds=archive.settings.reading)


def _read_changed_pages(
    archive: Archive, stats: Mapping[str, FileStat], cache: IntakeCache, pool: ProcessPool
) -> tuple[dict[str, CachedPage], dict[str, bytes], list[CachedStory]]:
    """Read the pages that the cache does not have as they are now, and update it.

    Returns all readable pages, why the others are unreadable, and the stories that were read, all encoded, by key.
    """
    cached_pages = cache.load_pages()
    changed_paths = {
        path
        for path, stat in stats.items()
        if path not in cached_pages or not cached_pages[path].file_stat.is_unchanged(stat)
    }
    results = _read_files(archive, [path for path in stats if path in changed_paths], cached_pages, pool)
    stories = [story for result in results.values() for story in result.stories]
    kept_keys = {key for key in cached_pages if get_page_path(key) in stats.keys() - changed_paths}
    cache.drop_pages([key for key in cached_pages if key not in kept_keys and key not in results])
    touched_pages = {
        key: msgspec.structs.replace(cached_pages[key], file_stat=stats[get_page_path(key)])
        for key, result in results.items()
        if not result.parsed_page
    }
    cache.touch_pages(touched_pages)
    new_pages = {
        key: CachedPage(stats[get_page_path(key)], result.sha256, result.parsed_page)
        for key, result in results.items()
        if result.sha256 and result.parsed_page
    }
    cache.put_pages(new_pages, stories)
    unreadable_pages = {key: result.parsed_page for key, result in results.items() if not result.sha256}
    kept_pages = {key: page for key, page in cached_pages.items() if key in kept_keys}
    return kept_pages | touched_pages | new_pages, unreadable_pages, stories


def _read_files(
    archive: Archive, paths: Sequence[str], cached_pages: Mapping[str, CachedPage], pool: ProcessPool
) -> dict[str, PageResult]:
    """Read the files at `paths`, and the records of those that have many; return the results by key."""

    def request(path: str, locator: str = "") -> PageRequest:
        key = format_page_key(path, locator)
        return PageRequest(path, locator, cached_pages[key].sha256 if key in cached_pages else "")

    shared = _get_shared_context(archive)
    results = read_pages(archive.root, shared, [request(path) for path in paths], pool)
    records = [request(result.key, locator) for result in results for locator in result.locators]
    return {result.key: result for result in (*results, *read_pages(archive.root, shared, records, pool))}


def _read_without_recurring(
    root: Path, pages: Mapping[str, CachedPage], contexts: PageContexts, pool: ProcessPool
) -> tuple[dict[str, CachedPage], list[CachedStory]]:
    """Parse again the pages whose recurring lines have changed; return them with their stories.

    A page whose file has changed since it was read stays as it was; the next run sees the change.
    """
    requests = [
        PageRequest(get_page_path(key), get_page_locator(key), recurring=tuple(sorted(contexts.recurring.get(key, ()))))
        for key, page in pages.items()
        if page.recurring_digest != contexts.hash_recurring(key)
    ]
    results = [
        result
        for result in read_pages(root, contexts.shared, requests, pool)
        if result.sha256 == pages[result.key].sha256
    ]
    changed_pages = {}
    for result in results:
        recurring_digest = contexts.hash_recurring(result.key)
        changed_pages[result.key] = msgspec.structs.replace(
            pages[result.key],
            recurring_digest=recurring_digest,
            parsed_again=result.parsed_page if recurring_digest else b"",
        )
    return changed_pages, [story for result in results for story in result.stories]


def _build_omitted_page(path: str, place: str | Problem) -> ParsedPage:
    """Build the page of a file that is not read: an editor ruled so, or `place` is the problem that prevents it."""
    if isinstance(place, Problem):
        is_unread_kind = place.kind.startswith(UNREAD_KIND)
        return skip_page(path, PageOutcome.UNREAD_KIND if is_unread_kind else PageOutcome.UNREADABLE, place)
    return skip_page(path, PageOutcome.IGNORED)


def _hash_records(editorial: _EditorialTables) -> str:
    """Return a digest of what records and rulings change for intake; empty if nothing."""
    encoded_parts = [  # notes and Wikidata ids are only used by pages
        _encode(msgspec.structs.replace(country, note="", wikidata="")).hex() for country in editorial.countries
    ]
    if editorial.people != NO_KNOWN_PEOPLE:
        encoded_parts += [_encode(editorial.people.people).hex(), *sorted(editorial.people.ignored)]
    return digest.compute_short_id(*encoded_parts) if encoded_parts else ""


def _compute_key(article: ArticleToWrite, page_digests: tuple[str, str], records_digest: str) -> str:
    """Return a digest of everything that an article's file is rendered from, except the program.

    `page_digests` stand for its page and the recurring lines there, `records_digest` for what records change.
    """
    entry = article.entry
    key_parts = (
        article.story,
        article.doubt,
        entry.id,
        entry.slugs,
        [copy.provenance for copy in entry.copies],
        page_digests,
        records_digest,
    )
    return digest.sha256(_encode(key_parts))


def _render_batch(model: SpacyModel | None, editorial: _EditorialTables, requests: bytes) -> bytes:
    """Render a batch of articles; requests and results are encoded."""
    countries = tables.build_country_index(editorial.countries)
    persons = spacy_model.load_person_finder(model, editorial.countries, editorial.people_from)
    known_people = tables.build_known_people_finder(editorial.people)
    rendered_articles = []
    for request in _REQUESTS_DECODER.decode(requests):
        story = _STORY_DECODER.decode(request.story)
        annotation = annotate(story, countries, persons, known_people)
        article = apply_entry(apply_annotation(story, annotation), request.entry, request.doubt)
        text = article_file.format_article(article)
        sha256 = digest.sha256(text.encode())
        doubtful_names = tuple(
            DoubtfulName(person.name, round(person.probability, 2)) for person in annotation.doubtful_people
        )
        rendered_articles.append(RenderedArticle(sha256, text, doubtful_names))
    return _encode(rendered_articles)
