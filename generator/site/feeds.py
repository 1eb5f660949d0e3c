"""Feeds of what came in last, as Atom and as JSON Feed: of the site, of each country and each person.

In: the site. Out: URL and bytes of each feed. No clock is asked: a story is as new as the last saved copy of it that
came in or, where nobody noted that, as its day of publication. Ids are made of the story's id, so that no reader sees a
story twice because its address, or the archive's, became another.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest

import msgspec

import generator
from generator.model.article import ArticleId, DateBasis, PartialDate
from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.model import Entry, Site
from generator.site.story_days import received
from generator.text import digest
from generator.text.markup import in_script, xml
from generator.text.plain import plain_text

LATEST = 50
ATOM = "application/atom+xml"
JSON = "application/feed+json"
# Atom demands a time of every entry. This one, the first that machines count, stands where no day is known.
_NO_DAY = "1970-01-01"


class Author(Value, frozen=True):
    """Who wrote a story, as its byline says; or the archive."""

    name: str
    url: str | msgspec.UnsetType = msgspec.UNSET


class Item(Value, frozen=True, omit_defaults=True):
    """A story as JSON Feed has it. `date_published` is there only where the day is known."""

    id: str
    url: str
    title: str
    content_text: str
    date_modified: str
    date_published: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


class Feed(Value, frozen=True, omit_defaults=True):
    """A feed as JSON Feed has it; the fields up to `items` in its order."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    items: tuple[msgspec.Raw, ...] | None = None


class _Written(msgspec.Struct, frozen=True):
    """A story in both forms, and its time."""

    atom: str
    json: msgspec.Raw
    updated: str


def feeds(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every feed of `site`: its own and, where the settings ask for them, one for each page of a country or person."""
    press = _Press(site)
    yield from press.feed(urls.HOME, "", "", site.entries)
    if not site.config.output.entity_feeds:
        return
    for country in site.countries.values():
        if country.about:
            yield from press.feed(country.url, country.country.code, country.country.name, country.about)
    for person in (one for one in site.people.values() if one.page):
        yield from press.feed(person.url, person.person.id, person.person.name, person.entries)


def addresses(site: Site) -> Iterator[str]:
    """The URLs of all feeds of `site`."""
    pages = [urls.HOME]
    if site.config.output.entity_feeds:
        pages += [country.url for country in site.countries.values() if country.about]
        pages += [person.url for person in site.people.values() if person.page]
    for page in pages:
        yield from (urls.atom(page), urls.json_feed(page))


class _Press:
    """Writes feeds. What stands in several is written once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._done: dict[ArticleId, _Written] = {}

    def feed(self, page: str, key: str, name: str, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        """The feed of the page at `page`, whose stories are `entries`, newest first.

        `key` and `name` are those of the country or person that it is about, empty for the site.
        """
        latest = nlargest(LATEST, entries, key=_newness)  # of those that are as new the order stays
        written = [self._done.get(entry.id) or self._write(entry) for entry in latest]
        yield urls.atom(page), self._atom(page, key, name, written).encode()
        yield urls.json_feed(page), self._json(page, name, written)

    def _title(self, name: str) -> str:
        title = self._site.config.title
        return f"{name} · {title}" if name else title

    def _atom(self, page: str, key: str, name: str, written: list[_Written]) -> str:
        config = self._site.config
        updated = max((one.updated for one in written), default=_time(_NO_DAY))
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(config.language)}">',
            f"<id>{urn('feed', config.base_url, key)}</id>",
            f"<title>{xml(self._title(name))}</title>",
            f'<link rel="self" type="{ATOM}" href="{xml(self._address(urls.atom(page)))}"/>',
            f'<link rel="alternate" type="text/html" href="{xml(self._address(page))}"/>',
            f"<updated>{updated}</updated>",
            f"<author><name>{xml(config.title)}</name></author>",
            f'<generator version="{xml(generator.__version__)}">Backfile</generator>',
        ]
        if config.tagline and not name:
            lines.append(f"<subtitle>{xml(config.tagline)}</subtitle>")
        return "\n".join([*lines, *(one.atom for one in written), "</feed>\n"])

    def _json(self, page: str, name: str, written: list[_Written]) -> bytes:
        config = self._site.config
        feed = Feed(
            version="https://jsonfeed.org/version/1.1",
            title=self._title(name),
            home_page_url=self._address(page),
            feed_url=self._address(urls.json_feed(page)),
            description=config.description if not name else "",
            language=config.language,
            authors=(Author(name=config.title, url=config.base_url),),
            items=tuple(one.json for one in written),
        )
        return in_script(msgspec.json.encode(feed).decode()).encode() + b"\n"

    def _address(self, url: str) -> str:
        return urls.absolute(self._site.config.base_url, url)

    def _write(self, entry: Entry) -> _Written:
        site, article = self._site, entry.article
        item = Item(
            id=urn("article", entry.id),
            url=self._address(entry.url),
            title=article.title,
            content_text=article.summary or plain_text(article.body).partition("\n\n")[0] or article.title,
            date_modified=_time(_newness(entry) or _NO_DAY),
            date_published=_published(article.date, article.date_basis),
            authors=(Author(name=article.byline),) if article.byline else (),
            tags=_tags(site, entry),
            language=language_names.foreign(article.language, site.config.language),
        )
        made = _Written(atom=_entry(item), json=msgspec.Raw(msgspec.json.encode(item)), updated=item.date_modified)
        self._done[entry.id] = made
        return made


def urn(*parts: str) -> str:
    """An id that stands for `parts`, for ever and everywhere."""
    return f"urn:uuid:{digest.uuid('backfile', *parts)}"


def _newness(entry: Entry) -> str:
    """The day by which a story is new; a month and a year begin with their first day. Empty where none is known."""
    date = entry.article.date
    return received(entry) or (f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}" if date else "")


def _published(date: PartialDate | None, basis: DateBasis | None) -> str:
    """The time of publication where the day is known; that of a caption is not."""
    return _time(date.iso) if date and date.day and basis is not DateBasis.CAPTION else ""


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _tags(site: Site, entry: Entry) -> tuple[str, ...]:
    """The countries and people of a story by the names of their pages."""
    countries = [site.countries[tag.code].country.name for tag in entry.about]
    return tuple(dict.fromkeys((*countries, *(site.people[tag.id].person.name for tag in entry.people))))


def _entry(item: Item) -> str:
    """A story as Atom has it."""
    lines = [
        f'<entry xml:lang="{xml(item.language)}">' if item.language else "<entry>",
        f"<id>{item.id}</id>",
        f"<title>{xml(item.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{xml(item.url)}"/>',
        f"<updated>{item.date_modified}</updated>",
        *([f"<published>{item.date_published}</published>"] if item.date_published else []),
        *(f"<author><name>{xml(author.name)}</name></author>" for author in item.authors),
        *(f'<category term="{xml(tag)}"/>' for tag in item.tags),
        f"<summary>{xml(item.content_text)}</summary>",
        "</entry>",
    ]
    return "\n".join(lines)
