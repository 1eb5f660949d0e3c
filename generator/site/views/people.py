"""The list of people, A to Z.

In: the site. Out: a group for each letter, names sorted by their last part; on one page, or from a certain number on a
page for each letter. A letter without a name has no link.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from string import ascii_uppercase

from generator.model.value import Value
from generator.site import urls
from generator.site.site import PersonStories, Site
from generator.site.views.charts import by_year, spark
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.surroundings import Surroundings
from generator.site.views.tally import TallyRow
from generator.site.views.words import counted
from generator.text.normalise import fold

OTHER = "Other"
# With more people than these each letter has a page of its own.
ONE_PAGE = 1500
# What may stand after a surname or between the parts of a name, and sorts nothing.
_NO_SURNAME = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mp", "qc", "kc"}
    | {"al", "el", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den"}
    | {"du", "la", "le", "van", "von", "ter", "ten", "zu", "zum", "y", "e"}
)


class Letter(Value, frozen=True):
    """A letter of the row above the list; `href` is empty where no name begins with it, `current` on its own page."""

    label: str
    href: str
    current: bool


class LetterBand(Value, frozen=True):
    """The names under one letter. `anchor` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[TallyRow, ...]


class PeopleView(Value, frozen=True):
    """The list of people, or one letter of it. Where each letter has a page, `bands` is empty and `parts` lead there.

    `span` are the years of the sparks.
    """

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    title: str
    summary: str
    letters: tuple[Letter, ...]
    bands: tuple[LetterBand, ...]
    parts: tuple[TallyRow, ...]
    span: str


# The people under each letter, in the order of the list.
Index = dict[str, tuple[PersonStories, ...]]


def index(site: Site) -> Index:
    """Everybody, by letter."""
    ordered = sorted(site.people.values(), key=lambda p: (_letter_order(p), sort_key(p.person.name), p.url))
    return {letter: tuple(group) for letter, group in groupby(ordered, key=lambda p: letter_of(p.person.name))}


def is_large(site: Site) -> bool:
    """Whether each letter has a page of its own."""
    return len(site.people) > ONE_PAGE


def people_view(around: Surroundings) -> PeopleView:
    """The view of the list of people."""
    everybody = index(around.site)
    large = is_large(around.site)
    return _view(
        around,
        urls.PEOPLE,
        "People",
        everybody,
        {} if large else everybody,
    )


def letter_views(around: Surroundings) -> Iterator[tuple[str, PeopleView]]:
    """The URL and view of each letter's page, where letters have pages."""
    if not is_large(around.site):
        return
    everybody = index(around.site)
    for letter, people in everybody.items():
        url = urls.letter(anchor_of(letter))
        yield url, _view(around, url, f"People, {letter}", everybody, {letter: people})


def letter_link(around: Surroundings, url: str, name: str) -> Link:
    """A link from the page at `url` to the letter that `name` stands under."""
    letter = letter_of(name)
    anchor = anchor_of(letter)
    index_page = urls.letter(anchor) if is_large(around.site) else urls.PEOPLE
    return Link(label=letter, href=f"{urls.relative(url, index_page)}#{anchor}")


def sort_key(name: str) -> tuple[str, str]:
    """Sorts by the last part of `name` that is no particle or suffix, then by the whole name."""
    folded = fold(name)
    parts = [part.strip(".,'\"()") for part in folded.split()]
    surnames = [part for part in parts if part and part not in _NO_SURNAME]
    return (surnames[-1] if surnames else folded), folded


def letter_of(name: str) -> str:
    """The letter that `name` stands under."""
    first = sort_key(name)[0][:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def anchor_of(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()


def _view(around: Surroundings, url: str, title: str, everybody: Index, shown: Index) -> PeopleView:
    """The page at `url`, which lists the people `shown`."""
    summary = _summary(sum(map(len, (shown or everybody).values())))
    own = next(iter(shown)) if url != urls.PEOPLE else ""
    bands = tuple(
        LetterBand(heading=letter, anchor=anchor_of(letter), rows=tuple(_row(around, url, person) for person in people))
        for letter, people in shown.items()
    )
    parts = () if shown else tuple(_part(url, letter, people) for letter, people in everybody.items())
    first, last = around.span
    return PeopleView(
        frame=around.frames.of(url),
        head=head(around.site, url, title, summary),
        trail=(Link(label="People", href=urls.relative(url, urls.PEOPLE)),) if own else (),
        title=title,
        summary=summary,
        letters=_letters(around.site, url, everybody, own) if everybody else (),
        bands=bands,
        parts=parts,
        span=f"{first} to {last}" if any(row.spark for band in bands for row in band.rows) else "",
    )


def _letter_order(person: PersonStories) -> int:
    """Names in other scripts come after Z."""
    return letter_of(person.person.name) == OTHER


def _row(around: Surroundings, url: str, person: PersonStories) -> TallyRow:
    years = by_year(entry.article.date for entry in person.entries)
    return TallyRow(
        name=person.person.name,
        href=urls.relative(url, person.url),
        number=len(person.entries),
        spark=spark(years, around.span) if around.site.config.output.charts else None,
    )


def _part(url: str, letter: str, people: Sequence[PersonStories]) -> TallyRow:
    return TallyRow(name=letter, href=urls.relative(url, urls.letter(anchor_of(letter))), number=len(people))


def _letters(site: Site, url: str, everybody: Index, own: str) -> tuple[Letter, ...]:
    labels = (*ascii_uppercase, OTHER) if OTHER in everybody else tuple(ascii_uppercase)

    def href(letter: str) -> str:
        if letter not in everybody:
            return ""
        anchor = anchor_of(letter)
        return urls.relative(url, urls.letter(anchor)) if is_large(site) else f"#{anchor}"

    return tuple(Letter(label=label, href=href(label), current=label == own) for label in labels)


def _summary(number: int) -> str:
    if not number:
        return "Nobody has been named yet."
    named = counted(number, "person is named", "people are named")
    return f"{named}. The figure is the number of stories."
