"""The list of people, A to Z.

In: the site. Out: a group for each letter, names sorted by their last part; on one page, or from a certain number on a
page for each letter. A letter without a name has no link.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from string import ascii_uppercase

from generator.model.html import Html
from generator.model.value import Value
from generator.site import alphabet, urls
from generator.site.alphabet import OTHER, Index, Line, anchor_of, letter_of
from generator.site.views.charts import by_year, spark
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.rankings import TallyRow
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import counted


class Letter(Value, frozen=True):
    """A letter of the row above the list; `href` is empty where no name begins with it, `current` on its own page."""

    label: str
    href: str
    current: bool


class PersonRow(Value, frozen=True):
    """A line of the list: a name, and in how many stories it stands; `spark` draws how they fall over the years.

    Who has no page has an `anchor`, which links to the person lead to, and the `stories` in place of `href`. A form
    that is sorted elsewhere than the page's name has the `number` 0, and `see` says under which name it is filed.
    """

    name: str
    href: str
    number: int
    spark: Html | None = None
    anchor: str = ""
    stories: tuple[Link, ...] = ()
    see: str = ""


class LetterBand(Value, frozen=True):
    """The names under one letter. `anchor` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[PersonRow, ...]


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


def people_view(around: Surroundings) -> PeopleView:
    """The view of the list of people."""
    return _view(around, urls.PEOPLE, "People", {} if _is_large(around) else around.alphabet)


def letter_views(around: Surroundings) -> Iterator[tuple[str, Callable[[], PeopleView]]]:
    """The URL of each letter's page, where letters have pages, and what works out its view."""
    if _is_large(around):
        for letter, lines in around.alphabet.items():
            url = urls.letter(anchor_of(letter))
            yield url, partial(_view, around, url, f"People, {letter}", {letter: lines})


def letter_link(around: Surroundings, url: str, name: str) -> Link:
    """A link from the page at `url` to the letter that `name` stands under."""
    letter = letter_of(name)
    anchor = anchor_of(letter)
    index_page = urls.letter(anchor) if _is_large(around) else urls.PEOPLE
    return Link(label=letter, href=f"{urls.relative(url, index_page)}#{anchor}")


def _is_large(around: Surroundings) -> bool:
    return alphabet.is_large(len(around.site.people))


def _view(around: Surroundings, url: str, title: str, shown: Index) -> PeopleView:
    """The page at `url`, which lists the people `shown`."""
    everybody = around.alphabet
    own = next(iter(shown)) if url != urls.PEOPLE else ""
    summary = _summary(sum(map(_people, (shown or everybody).values())), own)
    bands = tuple(
        LetterBand(heading=letter, anchor=anchor_of(letter), rows=tuple(_row(around, url, line) for line in lines))
        for letter, lines in shown.items()
    )
    parts = () if shown else tuple(_part(url, letter, lines) for letter, lines in everybody.items())
    first, last = around.span
    return PeopleView(
        frame=around.frames.of(url),
        head=head(around.site, url, title, summary),
        trail=(Link(label="People", href=urls.relative(url, urls.PEOPLE)),) if own else (),
        title=title,
        summary=summary,
        letters=_letters(around, url, own) if everybody else (),
        bands=bands,
        parts=parts,
        span=f"{first} to {last}" if any(row.spark for band in bands for row in band.rows) else "",
    )


def _people(lines: Sequence[Line]) -> int:
    """How many people are among these lines: forms that are filed elsewhere are nobody's own."""
    return sum(not line.form for line in lines)


def _row(around: Surroundings, url: str, line: Line) -> PersonRow:
    """A line on the page at `url`."""
    person, name = line.person, line.person.person.name
    if line.form:
        return PersonRow(name=line.form, href=urls.relative(url, person.url), number=0, see=name)
    number = len(person.entries)
    if not person.page:
        stories = tuple(Link(label=entry.article.title, href=urls.relative(url, entry.url)) for entry in person.entries)
        return PersonRow(name=name, href="", number=number, anchor=person.person.id, stories=stories)
    years = by_year(entry.article.date for entry in person.entries)
    return PersonRow(
        name=name,
        href=urls.relative(url, person.url),
        number=number,
        spark=spark(years, around.span) if around.site.config.output.charts else None,
    )


def _part(url: str, letter: str, lines: Sequence[Line]) -> TallyRow:
    return TallyRow(name=letter, href=urls.relative(url, urls.letter(anchor_of(letter))), number=_people(lines))


def _letters(around: Surroundings, url: str, own: str) -> tuple[Letter, ...]:
    everybody = around.alphabet
    labels = (*ascii_uppercase, OTHER) if OTHER in everybody else tuple(ascii_uppercase)

    def href(letter: str) -> str:
        if letter not in everybody:
            return ""
        anchor = anchor_of(letter)
        return urls.relative(url, urls.letter(anchor)) if _is_large(around) else f"#{anchor}"

    return tuple(Letter(label=label, href=href(label), current=label == own) for label in labels)


def _summary(number: int, letter: str) -> str:
    """What the page says of itself; a `letter` may have nothing but forms that are filed elsewhere."""
    if not number:
        return "Nobody is filed under this letter; other names lead on." if letter else "Nobody has been named yet."
    named = counted(number, "person is named", "people are named")
    return f"{named}. The figure is the number of stories."
