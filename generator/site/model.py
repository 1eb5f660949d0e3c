"""The whole site as one value: every story with its records and copies, and who is named where.

assemble.py builds it; views/ and export.py read it. Nothing here is text for a page yet.
"""

from collections.abc import Mapping

from generator.config import SiteConfig
from generator.model.article import Article, ArticleId, FreePage, PrintedFields
from generator.model.authority import Country, CountryCode, Person, PersonId
from generator.model.register import CopyComparison
from generator.model.value import Value
from generator.text.normalise import fold_key


class CountryTag(Value, frozen=True):
    """A country on a story, with its fullest form in the front matter."""

    code: CountryCode
    printed: str


class PersonTag(Value, frozen=True):
    """A person on a story, with the fullest form of the name in the front matter."""

    id: PersonId
    printed: str


class SavedCopy(Value, frozen=True):
    """A saved copy of a story: a digest and a span of bytes, with every path where it was saved.

    `locators` say for each of the paths which of its records the copy is; they are empty for a page that is a file.
    `received` is the first day of accession; None if only the front matter has the copy. `is_record` marks the copy of
    record; `witness` compares any other copy with it.
    """

    paths: tuple[str, ...]
    sha256: str
    start: int
    end: int
    received: str | None
    is_record: bool = False
    witness: CopyComparison | None = None
    locators: tuple[str, ...] = ()


class Entry(Value, frozen=True):
    """A story with everything that belongs to it. `about` and `mentions` have no country in common.

    `is_edited`: an editor changed the file that the machine wrote.
    """

    id: ArticleId
    slug: str
    url: str
    article: Article
    about: tuple[CountryTag, ...]
    mentions: tuple[CountryTag, ...]
    people: tuple[PersonTag, ...]
    copies: tuple[SavedCopy, ...]
    is_edited: bool = False

    @property
    def printed(self) -> PrintedFields:
        """The printed fields of the article."""
        return self.article.printed


def newest_first(entry: Entry) -> tuple[int, int, int, int, str, str]:
    """Return a sort key for newest first; a month comes after its days, a year after its months, undated last."""
    date = entry.printed.date
    title = entry.printed.title
    if not date:
        return 1, 0, 0, 0, title, entry.id
    return 0, -date.year, -date.month, -date.day, title, entry.id


class CountryStories(Value, frozen=True):
    """A country with a page, and its stories, newest first."""

    country: Country
    url: str
    about: tuple[Entry, ...]
    mentions: tuple[Entry, ...]


class PersonStories(Value, frozen=True):
    """A person, and the stories that name them, newest first.

    Without a page of their own (`has_page`), `url` is their place in the list of people.
    """

    person: Person
    url: str
    entries: tuple[Entry, ...]
    has_page: bool = True


class PublicationStories(Value, frozen=True):
    """A publication by its most printed name, and its stories, newest first."""

    name: str
    url: str
    entries: tuple[Entry, ...]


class Redirect(Value, frozen=True):
    """A former address, and the current one."""

    url: str
    to: str


class Tombstone(Value, frozen=True):
    """A former address that has nothing to show any more; `id` is its former id."""

    url: str
    id: str


class Site(Value, frozen=True):
    """What is published. `entries` are newest first, `countries` by name, `people` by id, `publications` by key.

    `redirects` and `tombstones` are former addresses that keep resolving. `pictures` are the files that figures name
    and that are in the archive.
    """

    config: SiteConfig
    entries: tuple[Entry, ...]
    countries: Mapping[CountryCode, CountryStories]
    people: Mapping[PersonId, PersonStories]
    publications: Mapping[str, PublicationStories]
    pages: tuple[FreePage, ...]
    redirects: tuple[Redirect, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    pictures: frozenset[str] = frozenset()

    def find_publication(self, entry: Entry) -> PublicationStories | None:
        """Return the publication of `entry`, if it names one."""
        name = entry.printed.publication
        return self.publications.get(fold_key(name)) if name else None
