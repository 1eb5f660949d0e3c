"""From the sources on disk to the stories in them: what is known comes from the cache, the rest is worked out.

In: the archive's root, pages to leave out, profiles of publications, the cache of the last run. Out: the holdings, of
which every part is the same whether it was kept or made now, by one process or by several.

Every page is first received by itself. Those with lines that recur on other pages are then received again without them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

import msgspec

from generator.ingest.cut.byte_accounting import Account  # noqa: TC001
from generator.ingest.cut.page_context import House
from generator.ingest.cut.parse_page import Shelf, left_out, receive
from generator.ingest.cut.recurring import recurring
from generator.ingest.outline import Outline
from generator.ingest.plan import Filing, Written, filed
from generator.ingest.story import Story
from generator.ingest.to_article import draft
from generator.manuscript import article_file
from generator.model.authority import Country
from generator.model.errors import MachineError
from generator.model.problem import Problem
from generator.model.publication import Publication
from generator.model.register import ArticleEntry
from generator.model.source import Provenance
from generator.reference import tables
from generator.store import content, spacy_model
from generator.store.file_stats import look_at
from generator.store.intake_cache import Cache, KeptPage, KeptStory
from generator.store.processes import Crew
from generator.store.spacy_model import Model
from generator.text import digest

# So many pages, or stories, are one piece of work: enough that handing it to a process does not count.
_PIECE = 64

_SHELF = msgspec.msgpack.Decoder(Shelf)
_STORY = msgspec.msgpack.Decoder(Story)
_encode = msgspec.msgpack.encode


class _Wanted(msgspec.Struct, frozen=True):
    """A page to read, and the digest that the cache knows of it (empty: none); checksums of its lines that recur."""

    path: str
    sha256: str = ""
    recurring: tuple[int, ...] = ()


class _Read(msgspec.Struct, frozen=True):
    """A page that was read, its shelf and stories encoded.

    Without digest it could not be read, and its shelf says why; without shelf its bytes are those that the cache knows.
    """

    path: str
    sha256: str = ""
    shelf: bytes = b""
    stories: tuple[KeptStory, ...] = ()


class _Order(msgspec.Struct, frozen=True):
    """A story, encoded, and what the register knows of its article."""

    story: bytes
    entry: ArticleEntry


_READ = msgspec.msgpack.Decoder(list[_Read])
_ORDERS = msgspec.msgpack.Decoder(list[_Order])
_WRITTEN = msgspec.msgpack.Decoder(list[Written])


class Houses(msgspec.Struct, frozen=True):
    """What is known of pages beside their bytes: profiles of publications; by path, checksums of lines that recur."""

    publications: tuple[Publication, ...]
    recurring: Mapping[str, frozenset[int]]

    def of(self, path: str) -> House:
        """What is known of the page at `path`."""
        return House(publications=self.publications, recurring=self.recurring.get(path, frozenset()))

    def given(self, path: str) -> str:
        """A digest of the lines that recur on the page at `path`; empty where none does."""
        lines = self.recurring.get(path)
        return digest.short(*map(str, sorted(lines))) if lines else ""


class Holdings:
    """The stories of an archive's sources: outlines in order of path and place, texts and files when asked for."""

    def __init__(  # noqa: PLR0913  (the archive, what is in it, and what works on it)
        self,
        root: Path,
        shelves: Sequence[Shelf],
        fresh: Iterable[KeptStory],
        houses: Houses,
        *,
        amended: tuple[Country, ...],
        cache: Cache,
        crew: Crew,
        model: Model | None,
    ) -> None:
        self.accounts: tuple[Account, ...] = tuple(shelf.account for shelf in shelves)
        self.outlines: tuple[Outline, ...] = tuple(one for shelf in shelves for one in shelf.outlines)
        self.problems: tuple[Problem, ...] = tuple(one for shelf in shelves for one in shelf.problems)
        self.houses = houses
        self._root, self._cache, self._crew, self._model, self._amended = root, cache, crew, model, amended
        self._stories = {(one.path, one.start): one.story for one in fresh}
        self._filings: set[str] = set()

    def text(self, n: int) -> str:
        """The text of the story whose outline is the n-th."""
        return _STORY.decode(self._story(self.outlines[n].provenance)).text

    def look(self, place: Provenance) -> tuple[Outline, Story]:
        """A copy, by where it stands."""
        return self._outlines[place], _STORY.decode(self._story(place))

    def write(self, filings: Sequence[Filing], texts: bool) -> list[Written]:  # noqa: FBT001  (plan's own shape)
        """The files that stories become, in their order; those that the cache knows without text, unless `texts`."""
        records = _records(self._amended)
        keys = [_key(filing, self.houses.given(filing.story.path), records) for filing in filings]
        self._filings.update(keys)
        known = {} if texts or not filings else self._cache.written()
        new = [n for n, key in enumerate(keys) if key not in known]
        orders = [_Order(self._story(filings[n].story), filings[n].entry) for n in new]
        pieces = [_encode(orders[n : n + _PIECE]) for n in range(0, len(orders), _PIECE)]
        texts_made = map(_WRITTEN.decode, self._crew.spread(partial(_write_all, self._model, self._amended), pieces))
        made = dict(zip(new, chain.from_iterable(texts_made), strict=True))
        self._cache.put_written({keys[n]: one.sha256 for n, one in made.items()})
        return [made[n] if n in made else Written(sha256=known[key]) for n, key in enumerate(keys)]

    def tidy(self) -> None:
        """Let the cache forget every file that nothing was filed for; to be called when all is written."""
        self._cache.keep_written(self._filings)

    @cached_property
    def _outlines(self) -> dict[Provenance, Outline]:
        return {one.provenance: one for one in self.outlines}

    def _story(self, place: Provenance) -> bytes:
        at = (place.path, place.start)
        if at not in self._stories:
            self._stories[at] = self._cache.story(place.path, place.sha256, place.start) or self._again(place)
        return self._stories[at]

    def _again(self, place: Provenance) -> bytes:
        """A story that the cache has lost, from its page. Raises MachineError where that is another page by now."""
        data = content.source(self._root, place.path)
        stories = () if isinstance(data, Problem) else receive(place.path, data, self.houses.of(place.path)).stories
        found = next((story for story in stories if story.provenance == place), None)
        if found is None:
            raise MachineError(f"{place.path}: this was changed while it was brought in; run this again")
        return _encode(found)


def holdings(  # noqa: PLR0913  (where, what not, what is known, and with what)
    root: Path,
    ignored: Collection[str],
    cache: Cache,
    crew: Crew,
    publications: tuple[Publication, ...] = (),
    *,
    model: Model | None = None,
    amended: tuple[Country, ...] = (),
) -> Holdings:
    """What the sources of the archive at `root` hold; nothing is taken from the pages that are `ignored`.

    Pages that the cache does not know are read by the `crew`. Persons are found by rules, and by `model` where there
    is one. `amended` are the countries that records change.
    """
    places = dict(content.listed(root))
    looks = {
        path: look_at(place) for path, place in places.items() if path not in ignored and not isinstance(place, Problem)
    }
    known = cache.pages()
    doubtful = [path for path, look in looks.items() if path not in known or not known[path].is_of(look)]
    wanted = [_Wanted(path, known[path].sha256 if path in known else "") for path in doubtful]
    read = {one.path: one for one in _read_by(root, publications, wanted, crew)}
    stories = [story for one in read.values() for story in one.stories]
    cache.drop([path for path in known if path not in looks])
    touched = {
        path: msgspec.structs.replace(known[path], look=looks[path]) for path, one in read.items() if not one.shelf
    }
    cache.touch(touched)
    fresh = {
        path: KeptPage(looks[path], one.sha256, one.shelf) for path, one in read.items() if one.sha256 and one.shelf
    }
    cache.put(fresh, stories)
    unread = {path: one.shelf for path, one in read.items() if not one.sha256}
    pages = {path: page for path, page in (known | touched | fresh).items() if path in looks and path not in unread}
    shelves = {path: _SHELF.decode(shelf) for path, shelf in unread.items()}
    shelves |= {path: _SHELF.decode(page.shelf) for path, page in pages.items()}
    # Which lines recur is told from every page as it is by itself, so that no order of pages and runs changes it.
    houses = Houses(publications, recurring(shelves.values()))
    changed, more = _without_recurring(root, pages, houses, crew)
    crew.prepare(partial(spacy_model.persons, model, amended))  # while copies are compared
    cache.put(changed, more)
    pages |= changed
    shelves |= {path: _SHELF.decode(page.again) for path, page in pages.items() if page.again}
    found = [shelves.get(path) or left_out(path, *_why(place)) for path, place in places.items()]
    return Holdings(root, found, [*stories, *more], houses, amended=amended, cache=cache, crew=crew, model=model)


def _without_recurring(
    root: Path, pages: Mapping[str, KeptPage], houses: Houses, crew: Crew
) -> tuple[dict[str, KeptPage], list[KeptStory]]:
    """The pages of which other lines recur than were known to, received again, with their stories.

    One whose file was changed since it was read stays as it was; the next run sees it.
    """
    wanted = [
        _Wanted(path, recurring=tuple(sorted(houses.recurring.get(path, ()))))
        for path, page in pages.items()
        if page.given != houses.given(path)
    ]
    read = [one for one in _read_by(root, houses.publications, wanted, crew) if one.sha256 == pages[one.path].sha256]
    changed = {}
    for one in read:
        given = houses.given(one.path)
        changed[one.path] = msgspec.structs.replace(pages[one.path], given=given, again=one.shelf if given else b"")
    return changed, [story for one in read for story in one.stories]


def _read_by(root: Path, publications: tuple[Publication, ...], wanted: Sequence[_Wanted], crew: Crew) -> list[_Read]:
    """The pages that are wanted, read by the `crew`."""
    pieces = [wanted[n : n + _PIECE] for n in range(0, len(wanted), _PIECE)]
    encoded = crew.spread(partial(_read_all, root, publications), pieces)
    return list(chain.from_iterable(map(_READ.decode, encoded)))


def _why(place: str | Problem) -> tuple[Problem, ...]:
    """Why a file was left out; an editor's ruling is no finding."""
    return (place,) if isinstance(place, Problem) else ()


def _read_all(root: Path, publications: tuple[Publication, ...], wanted: Sequence[_Wanted]) -> bytes:
    """Read some pages. What goes between processes is encoded, which is a tenth of pickling it."""
    return _encode([_read(root, publications, one) for one in wanted])


def _read(root: Path, publications: tuple[Publication, ...], wanted: _Wanted) -> _Read:
    """Read a page, and work out what it holds where its bytes are not those that are known."""
    data = content.source(root, wanted.path)
    if isinstance(data, Problem):
        return _Read(wanted.path, shelf=_encode(left_out(wanted.path, data)))
    sha256 = digest.sha256(data)
    if sha256 == wanted.sha256:
        return _Read(wanted.path, sha256)
    house = House(publications=publications, recurring=frozenset(wanted.recurring))
    received = receive(wanted.path, data, house)
    stories = tuple(
        KeptStory(wanted.path, sha256, story.provenance.start, _encode(story)) for story in received.stories
    )
    return _Read(wanted.path, sha256, _encode(received.shelf), stories)


def _records(amended: Iterable[Country]) -> str:
    """A digest of what records of countries change for intake; empty for nothing. Notes are for pages alone."""
    plain = [_encode(msgspec.structs.replace(country, note="", wikidata="")).hex() for country in amended]
    return digest.short(*plain) if plain else ""


def _key(filing: Filing, given: str, records: str) -> str:
    """A digest of all that an article's file is made from, beside the program.

    `given` is one of lines taken from its page, `records` one of the countries that records change.
    """
    entry = filing.entry
    named = (filing.story, entry.id, entry.slugs, [copy.provenance for copy in entry.copies], given, records)
    return digest.sha256(_encode(named))


def _write_all(model: Model | None, amended: tuple[Country, ...], orders: bytes) -> bytes:
    """The files that some stories become; orders and files encoded."""
    countries, persons = tables.countries(amended), spacy_model.persons(model, amended)
    made = []
    for order in _ORDERS.decode(orders):
        text = article_file.write(filed(draft(_STORY.decode(order.story), countries, persons), order.entry))
        made.append(Written(sha256=digest.sha256(text.encode()), text=text))
    return _encode(made)
