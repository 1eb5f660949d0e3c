"""Structured data of pages in schema.org terms: stories, people, countries, breadcrumbs.

In: the site and its entries. Out: values whose fields are schema.org's; render/ writes them as JSON-LD. Only known
facts are stated: a byline makes no author, and a caption's day no day of publication.
"""

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from generator.model.article import DateBasis, PrintedFields
from generator.model.authority import CountryCode, PersonId
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, Entry, PersonStories, SavedCopy, Site


class Node(Value, frozen=True, omit_defaults=True, tag_field="@type", tag=True, rename="camel"):
    """A thing; its tag is its type at schema.org, by default the class name. Unknown fields are left out."""


class Reference(Value, frozen=True):
    """A thing that is described on another page, or elsewhere on this one."""

    id: str = msgspec.field(name="@id")


class CountryNode(Node, frozen=True, omit_defaults=True, tag="Country", rename="camel"):
    """A country; `identifier` is its ISO 3166-1 code."""

    id: str = msgspec.field(name="@id")
    name: str
    identifier: str
    same_as: str = ""


class PersonNode(Node, frozen=True, omit_defaults=True, tag="Person", rename="camel"):
    """A person; `alternate_name` lists the other printed spellings."""

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
    """A step on the way to a page; the last step, the page itself, has no `item`."""

    position: int
    name: str
    item: str = ""


class BreadcrumbList(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """The breadcrumbs of a page, as printed above its text."""

    item_list_element: tuple[ListItem, ...]


class NewsArticle(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """A story. `date_published` is a day, month or year, as precise as known."""

    id: str = msgspec.field(name="@id")
    headline: str
    identifier: str
    is_part_of: Reference
    in_language: str
    abstract: str = ""
    date_published: str = ""
    date_modified: str = ""
    dateline: str = ""
    credit_text: str = ""
    article_section: str = ""
    print_page: str = ""
    publisher: Organization | None = None
    source_organization: Organization | None = None
    about: tuple[CountryNode, ...] = ()
    mentions: tuple[CountryNode | PersonNode, ...] = ()
    is_based_on: tuple[MediaObject, ...] = ()
    same_as: str = ""
    correction: tuple[str, ...] = ()


class WebSite(Node, frozen=True, omit_defaults=True, tag=True, rename="camel"):
    """The archive."""

    id: str = msgspec.field(name="@id")
    url: str
    name: str
    in_language: str
    alternate_name: str = ""
    description: str = ""


Thing: TypeAlias = NewsArticle | PersonNode | CountryNode | WebSite | BreadcrumbList


class Graph(Value, frozen=True, kw_only=True):
    """All structured data of one page."""

    context: str = msgspec.field(name="@context", default="https://schema.org")
    graph: tuple[Thing, ...] = msgspec.field(name="@graph")


class StructuredDataBuilder:
    """Builds the structured data of a site. Countries and people are in many stories and are built once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._archive = Reference(id=site.config.base_url)
        self._countries = {key: self._build_country(stories) for key, stories in site.countries.items()}
        self._people = {key: self._build_named_person(stories) for key, stories in site.people.items()}

    def build_website(self) -> WebSite:
        """Build the node of the archive."""
        config = self._site.config
        return WebSite(
            id=config.base_url,
            url=config.base_url,
            name=config.title,
            in_language=config.language,
            alternate_name=config.tagline,
            description=config.description,
        )

    def get_country(self, code: CountryCode) -> CountryNode:
        """Return the node of a country."""
        return self._countries[code]

    def build_person(self, key: PersonId) -> PersonNode:
        """Build the node of a person, with all spellings."""
        record = self._site.people[key].person
        alternate_names = tuple(form for form in record.spellings if form != record.name)
        return msgspec.structs.replace(self._people[key], alternate_name=alternate_names)

    def build_article(self, entry: Entry) -> NewsArticle:
        """Build the node of a story, with its countries, people and saved pages."""
        printed, countries, people = entry.printed, self._countries, self._people
        return NewsArticle(
            id=self._site.config.base_url + entry.url,
            headline=printed.title,
            identifier=entry.id,
            is_part_of=self._archive,
            in_language=printed.language or self._site.config.language,
            abstract=printed.summary or "",
            date_published=get_published_date(printed),
            date_modified=printed.modified.iso if printed.modified else "",
            dateline=printed.dateline or "",
            credit_text=printed.byline or "",
            article_section=printed.section or "",
            print_page=printed.page or "",
            publisher=Organization(name=printed.publication) if printed.publication else None,
            source_organization=Organization(name=printed.agency) if printed.agency else None,
            about=tuple([countries[tag.code] for tag in entry.about]),
            mentions=(*[countries[tag.code] for tag in entry.mentions], *[people[tag.id] for tag in entry.people]),
            is_based_on=_list_saved_pages(entry.copies) if entry.copies else (),
            same_as=printed.url or "",
            correction=tuple([correction.text for correction in entry.article.corrections]),
        )

    def _build_country(self, stories: CountryStories) -> CountryNode:
        record = stories.country
        return CountryNode(
            id=urls.build_absolute(self._site.config.base_url, stories.url),
            name=record.name,
            identifier=record.code,
            same_as=urls.build_wikidata_url(record.wikidata),
        )

    def _build_named_person(self, stories: PersonStories) -> PersonNode:
        record = stories.person
        return PersonNode(
            id=urls.build_absolute(self._site.config.base_url, stories.url),
            name=record.name,
            same_as=urls.build_wikidata_url(record.wikidata),
        )


def get_published_date(printed: PrintedFields) -> str:
    """Return the day, month or year of publication; empty if unknown, or known only from a caption."""
    return printed.date.iso if printed.date and printed.date_basis is not DateBasis.CAPTION else ""


def build_steps(trail: Iterable[tuple[str, str]]) -> tuple[ListItem, ...]:
    """Build the steps of breadcrumbs from names and full addresses."""
    return tuple(
        ListItem(position=position, name=name, item=address) for position, (name, address) in enumerate(trail, start=1)
    )


def build_graph(thing: Thing, breadcrumbs: tuple[ListItem, ...], name: str) -> Graph:
    """Build the data of a page about `thing`, called `name`, with its `breadcrumbs`."""
    current_step = ListItem(position=len(breadcrumbs) + 1, name=name)
    return Graph(graph=(thing, BreadcrumbList(item_list_element=(*breadcrumbs, current_step))))


def _list_saved_pages(copies: Iterable[SavedCopy]) -> tuple[MediaObject, ...]:
    """Return the saved pages, once each."""
    pages = {(path, copy.sha256) for copy in copies for path in copy.paths}
    return tuple(MediaObject(name=path, sha256=sha256) for path, sha256 in sorted(pages))
