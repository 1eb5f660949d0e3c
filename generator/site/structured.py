"""What a page says to programs, in the words of schema.org: stories, people, countries, where a page stands.

In: the site and its entries. Out: values whose fields are schema.org's; render/ writes them as JSON-LD. Nothing is
said that is not known: no author is made of a byline, and no day of publication of a caption.
"""

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from generator.model.article import Article, DateBasis
from generator.model.authority import CountryCode, PersonId
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, Entry, PersonStories, SavedCopy, Site


class Node(Value, frozen=True, omit_defaults=True, tag_field="@type", tag=True, rename="camel"):
    """A thing; the name of its class is its type at schema.org. What is not known is left out."""


class Reference(Value, frozen=True):
    """A thing that is described on another page, or elsewhere on this one."""

    id: str = msgspec.field(name="@id")


class Country(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A country; `identifier` is its ISO 3166-1 code."""

    id: str = msgspec.field(name="@id")
    name: str
    identifier: str
    same_as: str = ""


class Person(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A person; `alternate_name` are the other spellings seen."""

    id: str = msgspec.field(name="@id")
    name: str
    alternate_name: tuple[str, ...] = ()
    same_as: str = ""


class Organization(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A publication or an agency, as printed."""

    name: str


class MediaObject(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A saved page: its path and the digest of its bytes."""

    name: str
    sha256: str


class ListItem(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A step on the way to a page; the page itself, which is the last, has no `item`."""

    position: int
    name: str
    item: str = ""


class BreadcrumbList(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """The way to a page, as it stands above its text."""

    item_list_element: tuple[ListItem, ...]


class NewsArticle(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A story. `date_published` is a day, month or year, as much as is known."""

    id: str = msgspec.field(name="@id")
    headline: str
    identifier: str
    is_part_of: Reference
    in_language: str
    abstract: str = ""
    date_published: str = ""
    dateline: str = ""
    credit_text: str = ""
    article_section: str = ""
    print_page: str = ""
    publisher: Organization | None = None
    source_organization: Organization | None = None
    about: tuple[Country, ...] = ()
    mentions: tuple[Country | Person, ...] = ()
    is_based_on: tuple[MediaObject, ...] = ()


class WebSite(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """The archive."""

    id: str = msgspec.field(name="@id")
    url: str
    name: str
    in_language: str
    alternate_name: str = ""
    description: str = ""


Thing: TypeAlias = NewsArticle | Person | Country | WebSite | BreadcrumbList


class Graph(Value, frozen=True, kw_only=True):
    """All that one page says."""

    context: str = msgspec.field(name="@context", default="https://schema.org")
    graph: tuple[Thing, ...] = msgspec.field(name="@graph")


class Described:
    """Makes the values of a site. Countries and people stand in many stories and are made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._archive = Reference(id=site.config.base_url)
        self._countries = {key: self._country(stories) for key, stories in site.countries.items()}
        self._people = {key: self._person(stories) for key, stories in site.people.items()}

    def site(self) -> WebSite:
        """The archive."""
        config = self._site.config
        return WebSite(
            id=config.base_url,
            url=config.base_url,
            name=config.title,
            in_language=config.language,
            alternate_name=config.tagline,
            description=config.description,
        )

    def country(self, code: CountryCode) -> Country:
        """A country."""
        return self._countries[code]

    def person(self, key: PersonId) -> Person:
        """A person, with all spellings."""
        record = self._site.people[key].person
        others = tuple(form for form in record.spellings if form != record.name)
        return msgspec.structs.replace(self._people[key], alternate_name=others)

    def story(self, entry: Entry) -> NewsArticle:
        """A story, with the countries and people in it and the saved pages that it was taken from."""
        article, countries, people = entry.article, self._countries, self._people
        return NewsArticle(
            id=self._site.config.base_url + entry.url,
            headline=article.title,
            identifier=entry.id,
            is_part_of=self._archive,
            in_language=article.language or self._site.config.language,
            abstract=article.summary or "",
            date_published=published(article),
            dateline=article.dateline or "",
            credit_text=article.byline or "",
            article_section=article.section or "",
            print_page=article.page or "",
            publisher=Organization(name=article.publication) if article.publication else None,
            source_organization=Organization(name=article.agency) if article.agency else None,
            about=tuple([countries[tag.code] for tag in entry.about]),
            mentions=(*[countries[tag.code] for tag in entry.named], *[people[tag.id] for tag in entry.people]),
            is_based_on=_saved(entry.copies) if entry.copies else (),
        )

    def _country(self, stories: CountryStories) -> Country:
        record = stories.country
        return Country(
            id=urls.absolute(self._site.config.base_url, stories.url),
            name=record.name,
            identifier=record.code,
            same_as=urls.wikidata(record.wikidata),
        )

    def _person(self, stories: PersonStories) -> Person:
        record = stories.person
        return Person(
            id=urls.absolute(self._site.config.base_url, stories.url),
            name=record.name,
            same_as=urls.wikidata(record.wikidata),
        )


def published(article: Article) -> str:
    """The day, month or year of publication; empty where it is not known, or known from a caption alone."""
    return article.date.iso if article.date and article.date_basis is not DateBasis.CAPTION else ""


def steps(trail: Iterable[tuple[str, str]]) -> tuple[ListItem, ...]:
    """The steps of a way, from names and full addresses."""
    return tuple(ListItem(position=n, name=name, item=address) for n, (name, address) in enumerate(trail, start=1))


def graph(thing: Thing, way: tuple[ListItem, ...], name: str) -> Graph:
    """What a page says that is about `thing`, is called `name`, and has `way` before it."""
    here = ListItem(position=len(way) + 1, name=name)
    return Graph(graph=(thing, BreadcrumbList(item_list_element=(*way, here))))


def _saved(copies: Iterable[SavedCopy]) -> tuple[MediaObject, ...]:
    """The saved pages, each once."""
    found = {(path, copy.sha256) for copy in copies for path in copy.paths}
    return tuple(MediaObject(name=path, sha256=sha256) for path, sha256 in sorted(found))
