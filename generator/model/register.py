"""The register: every article that was imported, its state, and every id and slug that was ever assigned."""

from enum import Enum

import msgspec

from generator.model.article import ArticleId, Slug
from generator.model.authority import CountryCode, PersonId
from generator.model.source import Provenance
from generator.model.value import Value


class ArticleState(Enum):
    """The state of an article: as the program wrote it, edited, or withdrawn."""

    KEPT = "kept"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"


class Difference(Value, frozen=True):
    """A difference from the copy of record: `what` differs ("headline", "length"), and the copy's version in words.

    Days are in ISO form.
    """

    what: str
    text: str


class CopyComparison(Value, frozen=True):
    """Why a story is a copy of the copy of record, in words, and how it differs from it."""

    why: str
    differs: tuple[Difference, ...] = ()


class Copy(Value, frozen=True):
    """A saved copy of an article, and the day on which it was imported (`2026-11-21`).

    `text` is a digest of the words and the printed day: it stays the same if the page is saved again. One of several
    copies is the copy of record (`record`); the other copies are compared with it in `witness`.
    """

    provenance: Provenance
    received: str
    text: str = ""
    record: bool = False
    witness: CopyComparison | None = None


class ArticleEntry(Value, frozen=True):
    """The line of an article. `slugs` are in the order of assignment; the last is in use.

    `written` is the SHA-256 of the Markdown file that the program last wrote, None if an editor wrote the article.
    `path` is the last path of its file. `published` says that its address was on the site, so that it must always
    resolve.
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
    """The line of a person. The id and the `name` of the page never change.

    `slugs` are in the order of assignment; the last is in use. `spellings` are the forms that the program assigned to
    the person; forms that editors assigned are in their records and decisions, so that they can be undone. `record` is
    the path of the person's authority record, `into` the person with whom editors merged this person; most have
    neither. The address of a `reserved` person was never on the site.
    """

    id: PersonId
    name: str
    slugs: tuple[str, ...]
    spellings: tuple[str, ...]
    record: str = ""
    into: str = ""
    reserved: bool = False


class CountryEntry(Value, frozen=True):
    """The line of a country that was on the site. `slugs` are in the order of assignment; the last is in use."""

    code: CountryCode
    slugs: tuple[str, ...]


class Register(Value, frozen=True):
    """All lines of the register, by id."""

    articles: dict[ArticleId, ArticleEntry]
    people: dict[PersonId, PersonEntry]
    countries: dict[CountryCode, CountryEntry] = msgspec.field(default_factory=dict)

    @classmethod
    def create_empty(cls) -> "Register":
        """Return the register of an archive without articles."""
        return cls(articles={}, people={})
