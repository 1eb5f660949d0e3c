"""Feeds of the latest additions, as Atom and as JSON Feed: of the site, of each country and each person.

In: the site. Out: URL and bytes of each feed. The clock is not used: a story is as new as its last saved copy or, if
that day is unknown, its day of publication. Ids come from the story's id, so that no reader sees a story twice because
an address changed.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest

import msgspec

import generator
from generator.model.article import ArticleId, DateBasis, PartialDate
from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.model import Entry, Site
from generator.site.story_days import find_received_day
from generator.text import digest
from generator.text.markup import escape_script_json, escape_xml
from generator.text.plain import to_plain_text

LATEST = 50
ATOM = "application/atom+xml"
JSON = "application/feed+json"
# Atom requires a time in every entry. This one is used if no day is known.
_NO_DAY = "1970-01-01"


class FeedAuthor(Value, frozen=True):
    """The author of a story from its byline; or the archive."""

    name: str
    url: str | msgspec.UnsetType = msgspec.UNSET


class FeedItem(Value, frozen=True, omit_defaults=True):
    """A story in JSON Feed. `date_published` is present only if the day is known."""

    id: str
    url: str
    title: str
    content_text: str
    date_modified: str
    date_published: str = ""
    authors: tuple[FeedAuthor, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""


class Feed(Value, frozen=True, omit_defaults=True):
    """A JSON Feed; the fields up to `items` in its order."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str = ""
    language: str = ""
    authors: tuple[FeedAuthor, ...] = ()
    items: tuple[msgspec.Raw, ...] | None = None


class _FeedEntry(msgspec.Struct, frozen=True):
    """A story in both forms, and its time."""

    atom: str
    json: msgspec.Raw
    updated: str


def build_feeds(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every feed of `site`, and one for each country and person with a page if the settings ask for them."""
    writer = _FeedWriter(site)
    yield from writer.write_feed(urls.HOME, "", "", site.entries)
    if not site.config.output.entity_feeds:
        return
    for country in site.countries.values():
        if country.about:
            yield from writer.write_feed(country.url, country.country.code, country.country.name, country.about)
    for person in (stories for stories in site.people.values() if stories.has_page):
        yield from writer.write_feed(person.url, person.person.id, person.person.name, person.entries)


def list_feed_urls(site: Site) -> Iterator[str]:
    """Yield the URLs of all feeds of `site`."""
    pages = [urls.HOME]
    if site.config.output.entity_feeds:
        pages += [country.url for country in site.countries.values() if country.about]
        pages += [person.url for person in site.people.values() if person.has_page]
    for page in pages:
        yield from (urls.atom(page), urls.json_feed(page))


class _FeedWriter:
    """Writes feeds. An entry in several feeds is written once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._feed_entries: dict[ArticleId, _FeedEntry] = {}

    def write_feed(self, page: str, key: str, name: str, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        """Yield the feeds of the page at `page`, whose stories are `entries`, newest first.

        `key` and `name` identify the country or person; both are empty for the site.
        """
        latest = nlargest(LATEST, entries, key=_compute_newness)  # equally new entries keep their order
        feed_entries = [self._feed_entries.get(entry.id) or self._write(entry) for entry in latest]
        yield urls.atom(page), self._format_atom(page, key, name, feed_entries).encode()
        yield urls.json_feed(page), self._format_json(page, name, feed_entries)

    def _format_title(self, name: str) -> str:
        title = self._site.config.title
        return f"{name} · {title}" if name else title

    def _format_atom(self, page: str, key: str, name: str, feed_entries: list[_FeedEntry]) -> str:
        config = self._site.config
        updated = max((feed_entry.updated for feed_entry in feed_entries), default=_format_time(_NO_DAY))
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape_xml(config.language)}">',
            f"<id>{build_urn('feed', config.base_url, key)}</id>",
            f"<title>{escape_xml(self._format_title(name))}</title>",
            f'<link rel="self" type="{ATOM}" href="{escape_xml(self._make_absolute(urls.atom(page)))}"/>',
            f'<link rel="alternate" type="text/html" href="{escape_xml(self._make_absolute(page))}"/>',
            f"<updated>{updated}</updated>",
            f"<author><name>{escape_xml(config.title)}</name></author>",
            f'<generator version="{escape_xml(generator.__version__)}">Backfile</generator>',
        ]
        if config.tagline and not name:
            lines.append(f"<subtitle>{escape_xml(config.tagline)}</subtitle>")
        return "\n".join([*lines, *(feed_entry.atom for feed_entry in feed_entries), "</feed>\n"])

    def _format_json(self, page: str, name: str, feed_entries: list[_FeedEntry]) -> bytes:
        config = self._site.config
        feed = Feed(
            version="https://jsonfeed.org/version/1.1",
            title=self._format_title(name),
            home_page_url=self._make_absolute(page),
            feed_url=self._make_absolute(urls.json_feed(page)),
            description=config.description if not name else "",
            language=config.language,
            authors=(FeedAuthor(name=config.title, url=config.base_url),),
            items=tuple(feed_entry.json for feed_entry in feed_entries),
        )
        return escape_script_json(msgspec.json.encode(feed).decode()).encode() + b"\n"

    def _make_absolute(self, url: str) -> str:
        return urls.build_absolute(self._site.config.base_url, url)

    def _write(self, entry: Entry) -> _FeedEntry:
        site, printed = self._site, entry.printed
        item = FeedItem(
            id=build_urn("article", entry.id),
            url=self._make_absolute(entry.url),
            title=printed.title,
            content_text=printed.summary or to_plain_text(entry.article.body).partition("\n\n")[0] or printed.title,
            date_modified=_format_time(_compute_newness(entry) or _NO_DAY),
            date_published=_format_published(printed.date, printed.date_basis),
            authors=(FeedAuthor(name=printed.byline),) if printed.byline else (),
            tags=_list_tags(site, entry),
            language=language_names.get_foreign_tag(printed.language, site.config.language),
        )
        feed_entry = _FeedEntry(
            atom=_format_entry(item), json=msgspec.Raw(msgspec.json.encode(item)), updated=item.date_modified
        )
        self._feed_entries[entry.id] = feed_entry
        return feed_entry


def build_urn(*parts: str) -> str:
    """Return a permanent id for `parts`."""
    return f"urn:uuid:{digest.compute_uuid('backfile', *parts)}"


def _compute_newness(entry: Entry) -> str:
    """Return the day that makes a story new; a month or year counts from its first day. Empty if none is known."""
    date = entry.printed.date
    return find_received_day(entry) or (f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}" if date else "")


def _format_published(date: PartialDate | None, basis: DateBasis | None) -> str:
    """Return the time of publication if the day is known; a caption's day does not count."""
    return _format_time(date.iso) if date and date.day and basis is not DateBasis.CAPTION else ""


def _format_time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _list_tags(site: Site, entry: Entry) -> tuple[str, ...]:
    """Return the countries and people of a story by their page names."""
    countries = [site.countries[tag.code].country.name for tag in entry.about]
    return tuple(dict.fromkeys((*countries, *(site.people[tag.id].person.name for tag in entry.people))))


def _format_entry(item: FeedItem) -> str:
    """Format a story as an Atom entry."""
    lines = [
        f'<entry xml:lang="{escape_xml(item.language)}">' if item.language else "<entry>",
        f"<id>{item.id}</id>",
        f"<title>{escape_xml(item.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{escape_xml(item.url)}"/>',
        f"<updated>{item.date_modified}</updated>",
        *([f"<published>{item.date_published}</published>"] if item.date_published else []),
        *(f"<author><name>{escape_xml(author.name)}</name></author>" for author in item.authors),
        *(f'<category term="{escape_xml(tag)}"/>' for tag in item.tags),
        f"<summary>{escape_xml(item.content_text)}</summary>",
        "</entry>",
    ]
    return "\n".join(lines)
