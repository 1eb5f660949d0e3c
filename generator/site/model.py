"""The whole site as one value: every story joined with its records and copies, and who is named where.

assemble.py makes it, views/ and export.py read it. Nothing here is text for a page yet.
"""

from collections.abc import Mapping

from generator.config import SiteConfig
from generator.model.article import Article, ArticleId, FreePage
from generator.model.authority import Country, CountryCode, Person, PersonId
from generator.model.register import Witness
from generator.model.value import Value
from generator.text.normalise import key


class CountryTag(Value, frozen=True):
    """A country on a story, with the fullest form that its front matter has of it."""

    code: CountryCode
    printed: str


class PersonTag(Value, frozen=True):
    """A person on a story, with the fullest form that its front matter has of the name."""

    id: PersonId
    printed: str


class SavedCopy(Value, frozen=True):
    """A saved copy of a story: a digest and a span in its bytes, under every path where they were saved.

    `received` is the first day of accession; None where only the front matter knows of it. Of several copies one is
    the copy of `record`; what is known of another is its `witness`.
    """

    paths: tuple[str, ...]
    sha256: str
    start: int
    end: int
    received: str | None
    record: bool = False
    witness: Witness | None = None


class Entry(Value, frozen=True):
    """A story with all that belongs to it. `about` and `named` have no country in common.

    `edited` says that its file is no more as the machine wrote it.
    """

    id: ArticleId
    slug: str
    url: str
    article: Article
    about: tuple[CountryTag, ...]
    named: tuple[CountryTag, ...]
    people: tuple[PersonTag, ...]
    copies: tuple[SavedCopy, ...]
    edited: bool = False


def newest_first(entry: Entry) -> tuple[int, int, int, int, str, str]:
    """Sorts newest first; a month after its days, a year after its months, the undated last."""
    date = entry.article.date
    title = entry.article.title
    if not date:
        return 1, 0, 0, 0, title, entry.id
    return 0, -date.year, -date.month, -date.day, title, entry.id


class CountryStories(Value, frozen=True):
    """A country that has a page, and its stories, newest first."""

    country: Country
    url: str
    about: tuple[Entry, ...]
    named: tuple[Entry, ...]


class PersonStories(Value, frozen=True):
    """A person, and the stories that name them, newest first.

    Who has no `page` of their own has as `url` their place in the list of people.
    """

    person: Person
    url: str
    entries: tuple[Entry, ...]
    page: bool = True


class PublicationStories(Value, frozen=True):
    """A publication by the form of its name that most stories have, and its stories, newest first."""

    name: str
    url: str
    entries: tuple[Entry, ...]


class Moved(Value, frozen=True):
    """An address that was published once, and the one that holds now."""

    url: str
    to: str


class Gone(Value, frozen=True):
    """An address that was published once and has nothing to show any more; `number` is the id that it had."""

    url: str
    number: str


class Site(Value, frozen=True):
    """What is published. `entries` are newest first, `countries` by name, `people` by id, `publications` by key.

    `moved` and `gone` are addresses that once were published and keep resolving. `pictures` are the files that
    figures name and that are in the archive.
    """

    config: SiteConfig
    entries: tuple[Entry, ...]
    countries: Mapping[CountryCode, CountryStories]
    people: Mapping[PersonId, PersonStories]
    publications: Mapping[str, PublicationStories]
    pages: tuple[FreePage, ...]
    moved: tuple[Moved, ...] = ()
    gone: tuple[Gone, ...] = ()
    pictures: frozenset[str] = frozenset()

    def publication_of(self, entry: Entry) -> PublicationStories | None:
        """The publication of `entry`, where it names one."""
        return self.publications.get(key(entry.article.publication)) if entry.article.publication else None
