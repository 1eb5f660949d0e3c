"""What each page depends on, as a digest: where that is the same as before, so is the page, and need not be made.

In: what surrounds the pages, and a `stamp` of what no story tells: templates, program, records of countries. Out: a key
for each page. All that a view reads is in its key; tests build archives step by step beside clean ones. A key may hold
more: then a page is made that would not have to be.
"""

from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

import msgspec

from generator.model.article import ArticleId  # noqa: TC001  (annotations of locals)
from generator.model.authority import CountryCode, PersonId
from generator.site.model import Entry
from generator.site.views.site_context import Surroundings

_encode = msgspec.msgpack.Encoder().encode
_SIZE = 16


class Keys:
    """The keys of the pages of one site."""

    def __init__(self, around: Surroundings, stamp: str) -> None:
        self._around, self._stamp = around, stamp
        self._entries: dict[ArticleId, bytes] = {}
        self._countries: dict[CountryCode, bytes] = {}
        self._people: dict[PersonId, bytes] = {}

    def alone(self, own: object) -> bytes:
        """The key of a page that shows `own` and no story."""
        return _digest(self._site, _encode(own))

    def of_stories(self, own: object, entries: Iterable[Entry]) -> bytes:
        """The key of a page that lists `entries`; `own` is what it shows beside them.

        Lists of who and what is named most may name anybody.
        """
        return _digest(self._site, self._records, _encode(own), *map(self._entry, entries))

    @cached_property
    def whole(self) -> bytes:
        """The key of a page that may show anything of the site."""
        site = self._around.site
        papers = [(one.name, one.url) for one in site.publications.values()]
        return self.of_stories((papers, site.pages), site.entries)

    def story(self, entry: Entry) -> bytes:
        """The key of a story's page: the story, its tags, and what stands around it."""
        around = self._around
        site = around.site
        publication = site.publication_of(entry)
        beside = [(one.url, one.article.title) if one else None for one in (around.earlier(entry), around.later(entry))]
        held = [figure.file in site.pictures for figure in entry.article.figures]
        cuts = [around.cuts(copy.sha256) for copy in entry.copies]
        related = around.related_to(entry) if site.config.output.related else ()
        return _digest(
            self._site,
            self._entry(entry),
            _encode((publication.url if publication else "", beside, held, cuts)),
            *[self._country(tag.code) for tag in (*entry.about, *entry.named)],
            *[self._person(tag.id) for tag in entry.people],
            *[self._entry(one.entry) for one in related],
            _encode([(one.countries, one.people) for one in related]),
        )

    @cached_property
    def _site(self) -> bytes:
        """What stands on all pages, or steers them."""
        around = self._around
        pages = [(page.title, page.slug) for page in around.site.pages]
        return _digest(_encode((self._stamp, around.site.config, pages, sorted(around.parted))))

    @cached_property
    def _records(self) -> bytes:
        """All countries and people, by name and address."""
        site = self._around.site
        return _digest(*map(self._country, site.countries), *map(self._person, site.people))

    def _entry(self, entry: Entry) -> bytes:
        if entry.id not in self._entries:
            self._entries[entry.id] = _digest(_encode(entry))
        return self._entries[entry.id]

    def _country(self, code: CountryCode) -> bytes:
        if code not in self._countries:
            one = self._around.site.countries[code]
            self._countries[code] = _digest(_encode((code, one.url)))  # their records are in the stamp
        return self._countries[code]

    def _person(self, identifier: PersonId) -> bytes:
        if identifier not in self._people:
            one = self._around.site.people[identifier]
            self._people[identifier] = _digest(_encode((one.person, one.url, one.page)))
        return self._people[identifier]


def _digest(*parts: bytes) -> bytes:
    """A digest of digests, or of a value that is encoded."""
    made = blake2b(digest_size=_SIZE)
    for part in parts:
        made.update(len(part).to_bytes(4, "big"))
        made.update(part)
    return made.digest()
