"""The accession register: what came in, what became of it, every id and slug ever issued."""

from enum import Enum

import msgspec

from generator.model.article import ArticleId, Slug
from generator.model.authority import CountryCode, PersonId
from generator.model.source import Provenance
from generator.model.value import Value


class ArticleState(Enum):
    """What became of an article: as the machine wrote it, in an editor's hands, or withdrawn."""

    KEPT = "kept"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"


class Difference(Value, frozen=True):
    """What is other in a copy than in the copy of record: `what` ("headline", "length") and how it is there, in words.

    A day is in ISO form.
    """

    what: str
    text: str


class CopyComparison(Value, frozen=True):
    """What is known of a copy that is not the copy of record: why it is a copy, in words, and what differs in it."""

    why: str
    differs: tuple[Difference, ...] = ()


class Copy(Value, frozen=True):
    """A saved copy of an article and the day it was received (`2026-11-21`).

    `text` is a digest of the story's words and printed day: the same story on a page that was saved again has it.
    Of several copies one is the copy of record, and what is known of the others is their `witness`.
    """

    provenance: Provenance
    received: str
    text: str = ""
    record: bool = False
    witness: CopyComparison | None = None


class ArticleEntry(Value, frozen=True):
    """An article's line. `slugs` are in the order of issue, the last is in force.

    `written` is the SHA-256 of the Markdown file as the machine last wrote it, None for an article
    that an editor wrote by hand; `path` is where its file was last seen; `published` says that its address
    was on the site once, so that it has to resolve for ever.
    """

    id: ArticleId
    slugs: tuple[Slug, ...]
    path: str
    title: str
    copies: tuple[Copy, ...] = ()
    written: str | None = None
    state: ArticleState = ArticleState.KEPT
    published: bool = False


class PersonEntry(Value, frozen=True):
    """A person's line: the id is minted once; `name` is the page's name, frozen when it was minted.

    `slugs` are in the order of issue, the last is in force. `spellings` are the forms that the machine led here; what
    editors lead here stands with them, so that it can be taken back. `record` is the file of the person's authority
    record, `into` the person whom editors ruled this to be; both are empty for most. An address that is `reserved` was
    never on the site.
    """

    id: PersonId
    name: str
    slugs: tuple[str, ...]
    spellings: tuple[str, ...]
    record: str = ""
    into: str = ""
    reserved: bool = False


class CountryEntry(Value, frozen=True):
    """A country's line: it has been on the site. `slugs` are in the order of issue, the last is in force."""

    code: CountryCode
    slugs: tuple[str, ...]


class Register(Value, frozen=True):
    """All lines, by id."""

    articles: dict[ArticleId, ArticleEntry]
    people: dict[PersonId, PersonEntry]
    countries: dict[CountryCode, CountryEntry] = msgspec.field(default_factory=dict)

    @classmethod
    def create_empty(cls) -> "Register":
        """The register of an archive into which nothing has come yet."""
        return cls(articles={}, people={})
