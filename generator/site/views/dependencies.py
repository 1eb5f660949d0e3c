"""Compute a key for each page: a digest of everything that it depends on. While the key is the same, so is the page.

Everything that a view reads must be in its key; tests compare incremental builds with clean builds. A key may contain
more: then the page is sometimes rendered without need.
"""

from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

import msgspec

from generator.model.article import ArticleId  # noqa: TC001  (annotations of locals)
from generator.model.authority import CountryCode, PersonId
from generator.site.model import Entry
from generator.site.views.site_context import SiteContext

_encode = msgspec.msgpack.Encoder().encode
_DIGEST_SIZE = 16


class ViewKeys:
    """The keys of the pages of one site.

    `stamp` stands for what is not part of the site: templates, program, records of countries.
    """

    def __init__(self, context: SiteContext, stamp: str) -> None:
        self._context, self._stamp = context, stamp
        self._entries: dict[ArticleId, bytes] = {}
        self._countries: dict[CountryCode, bytes] = {}
        self._people: dict[PersonId, bytes] = {}

    def compute_own_key(self, content: object) -> bytes:
        """Return the key of a page that shows `content` and no story."""
        return _hash_parts(self._shared_digest, _encode(content))

    def compute_list_key(self, content: object, entries: Iterable[Entry]) -> bytes:
        """Return the key of a page that lists `entries`; `content` is what it shows beside them.

        Its rankings may name any person and country, so all of them are in the key.
        """
        return _hash_parts(self._shared_digest, self._records_digest, _encode(content), *map(self._hash_entry, entries))

    @cached_property
    def site_key(self) -> bytes:
        """The key of a page that may show anything of the site."""
        site = self._context.site
        publications = [(publication.name, publication.url) for publication in site.publications.values()]
        return self.compute_list_key((publications, site.pages), site.entries)

    def compute_story_key(self, entry: Entry) -> bytes:
        """Return the key of the page of a story: the story, its tags, its neighbours and related stories."""
        context = self._context
        site = context.site
        publication = site.find_publication(entry)
        neighbours = [
            (story.url, story.printed.title) if story else None
            for story in (context.find_earlier(entry), context.find_later(entry))
        ]
        pictures_present = [figure.file in site.pictures for figure in entry.printed.figures]
        spans = [context.list_story_spans(copy.sha256) for copy in entry.copies]
        related = context.find_related(entry) if site.config.output.related else ()
        return _hash_parts(
            self._shared_digest,
            self._hash_entry(entry),
            _encode((publication.url if publication else "", neighbours, pictures_present, spans)),
            *[self._hash_country(tag.code) for tag in (*entry.about, *entry.mentions)],
            *[self._hash_person(tag.id) for tag in entry.people],
            *[self._hash_entry(story.entry) for story in related],
            _encode([(story.countries, story.people) for story in related]),
        )

    @cached_property
    def _shared_digest(self) -> bytes:
        """A digest of what all pages show, and of the settings."""
        context = self._context
        pages = [(page.title, page.slug) for page in context.site.pages]
        return _hash_parts(_encode((self._stamp, context.site.config, pages, sorted(context.split_periods))))

    @cached_property
    def _records_digest(self) -> bytes:
        """A digest of the names and addresses of all countries and people."""
        site = self._context.site
        return _hash_parts(*map(self._hash_country, site.countries), *map(self._hash_person, site.people))

    def _hash_entry(self, entry: Entry) -> bytes:
        if entry.id not in self._entries:
            self._entries[entry.id] = _hash_parts(_encode(entry))
        return self._entries[entry.id]

    def _hash_country(self, code: CountryCode) -> bytes:
        if code not in self._countries:
            country = self._context.site.countries[code]
            self._countries[code] = _hash_parts(_encode((code, country.url)))  # the record is part of the stamp
        return self._countries[code]

    def _hash_person(self, person_id: PersonId) -> bytes:
        if person_id not in self._people:
            person = self._context.site.people[person_id]
            self._people[person_id] = _hash_parts(_encode((person.person, person.url, person.has_page)))
        return self._people[person_id]


def _hash_parts(*parts: bytes) -> bytes:
    """Return a digest of digests or encoded values."""
    digest = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()
