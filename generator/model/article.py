"""The article: the content of a Markdown file as a value."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import NewType

import msgspec

from generator.model.source import Provenance
from generator.model.value import Value

ArticleId = NewType("ArticleId", str)
Slug = NewType("Slug", str)

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class PartialDate(msgspec.Struct, frozen=True, order=True, gc=False):
    """A day, a month or a year of the Gregorian calendar. An unknown month or day is 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """`2016-11-30`, `2016-11` or `2016`."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @classmethod
    def parse(cls, text: str) -> "PartialDate | None":
        """Return the date that `text` has in ISO form; None if the calendar has no such date."""
        match = _PARTIAL_DATE.fullmatch(text.strip())
        if not match:
            return None
        return cls.from_numbers(*(int(part or 0) for part in match.groups()))

    @classmethod
    def from_numbers(cls, year: int, month: int = 0, day: int = 0) -> "PartialDate | None":
        """Return the date of these numbers; None if the calendar has no such date."""
        if not (1 <= year <= 9999 and 0 <= month <= 12) or (day and not month):
            return None
        if month and not 0 <= day <= _DAYS[month - 1]:
            return None
        is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if month == 2 and day == 29 and not is_leap_year:
            return None
        return cls(year, month, day)


class DateBasis(Enum):
    """Where the day of publication comes from. The date of a caption is approximate and is shown as such."""

    PRINT_EDITION = "print edition"
    METADATA = "metadata"
    URL = "url"
    PAGE = "page"
    RECORD = "record"
    DATELINE = "dateline"
    CAPTION = "caption"
    EDITOR = "editor"


class Figure(Value, frozen=True):
    """Caption and credit of a picture, as printed; `file` if the picture is in the archive."""

    caption: str
    credit: str | None = None
    file: str | None = None


class Correction(Value, frozen=True):
    """A correction that editors published: its date and its text."""

    date: PartialDate
    text: str


class DoubtfulName(Value, frozen=True, gc=False):
    """A printed name that may be a person's, with the probability that it is (0 to 1)."""

    name: str
    probability: float


class PrintedFields(Value, frozen=True, gc=False):
    """What is printed about a story beside its text. A field that is not printed is None.

    `modified` is the day of the last change that the page states, `url` the address of the original. `page` is the page
    of the printed paper, `summary` the standfirst; `language` is a BCP 47 tag.
    """

    title: str
    date: PartialDate | None = None
    date_basis: DateBasis | None = None
    modified: PartialDate | None = None
    publication: str | None = None
    section: str | None = None
    page: str | None = None
    kicker: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    language: str | None = None
    summary: str | None = None
    url: str | None = None
    figures: tuple[Figure, ...] = ()


class Article(Value, frozen=True):
    """One article. Names of countries and people are as in the front matter, not yet resolved.

    `body` is Markdown; `doubt` says why a draft that Backfile wrote may be no story; `extra` has the front matter keys
    that Backfile does not use, unchanged.
    """

    printed: PrintedFields
    body: str
    id: ArticleId | None = None
    slug: Slug | None = None
    countries: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool = False
    doubt: str | None = None
    withdrawn: bool = False
    withdrawn_reason: str | None = None
    sources: tuple[Provenance, ...] = ()
    extra: Mapping[str, object] = msgspec.field(default_factory=dict)

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor has to decide if this is a story."""
        return self.draft and bool(self.doubt) and not self.withdrawn


class FreePage(Value, frozen=True):
    """A page that is not about stories: about, method, corrections policy. `body` is Markdown.

    `path` is its file, for messages. A `draft` is not published.
    """

    title: str
    slug: Slug
    body: str
    path: str = ""
    draft: bool = False


class Manuscript(Value, frozen=True):
    """The file of an article: its path, the SHA-256 of its bytes, and its content.

    `lines` has the line of each front matter key, for messages.
    """

    path: str
    sha256: str
    article: Article
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
