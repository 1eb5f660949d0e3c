"""The list of people, A to Z.

In: the site. Out: a group for each letter, names sorted by their last part; on one page, or in a large archive on a
page for each letter. A letter without a name has no link.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from string import ascii_uppercase

from generator.model.html import Html
from generator.model.value import Value
from generator.site import alphabet, urls
from generator.site.alphabet import OTHER, IndexLine, PeopleIndex, get_anchor, get_letter
from generator.site.views.charts import count_by_year, draw_spark
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.rankings import RankingRow
from generator.site.views.site_context import SiteContext
from generator.text.counts import format_count


class LetterLink(Value, frozen=True):
    """A letter of the row above the list; `href` is empty if no name begins with it, `current` on its own page."""

    label: str
    href: str
    current: bool


class PersonRow(Value, frozen=True):
    """A row of the list: a name and the number of its stories; `spark` draws them by year.

    A person without a page has an `anchor`, which links to the person lead to, and `stories` in place of `href`. A form
    that is listed apart from the page's name has the `number` 0, and `see` names the entry it belongs to.
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
    """The list of people, or one letter of it. If each letter has a page, `bands` is empty and `parts` link to them.

    `span` is the range of years of the sparks.
    """

    frame: PageFrame
    head: PageHead
    trail: tuple[Link, ...]
    title: str
    summary: str
    letters: tuple[LetterLink, ...]
    bands: tuple[LetterBand, ...]
    parts: tuple[RankingRow, ...]
    span: str


def build_people_view(context: SiteContext) -> PeopleView:
    """Build the view of the list of people."""
    return _build_view(context, urls.PEOPLE, "People", {} if _is_large(context) else context.alphabet)


def list_letter_pages(context: SiteContext) -> Iterator[tuple[str, Callable[[], PeopleView]]]:
    """Yield the URL of each letter's page, if letters have pages, and the function that builds its view."""
    if _is_large(context):
        for letter, lines in context.alphabet.items():
            url = urls.letter(get_anchor(letter))
            yield url, partial(_build_view, context, url, f"People, {letter}", {letter: lines})


def link_letter(context: SiteContext, url: str, name: str) -> Link:
    """Return a link from the page at `url` to the letter of `name`."""
    letter = get_letter(name)
    anchor = get_anchor(letter)
    index_page = urls.letter(anchor) if _is_large(context) else urls.PEOPLE
    return Link(label=letter, href=f"{urls.build_link(url, index_page)}#{anchor}")


def _is_large(context: SiteContext) -> bool:
    return alphabet.is_large(len(context.site.people))


def _build_view(context: SiteContext, url: str, title: str, lines_by_letter: PeopleIndex) -> PeopleView:
    """Build the page at `url`, which lists `lines_by_letter`."""
    alphabet = context.alphabet
    own_letter = next(iter(lines_by_letter)) if url != urls.PEOPLE else ""
    summary = _write_summary([line for lines in (lines_by_letter or alphabet).values() for line in lines], own_letter)
    bands = tuple(
        LetterBand(
            heading=letter, anchor=get_anchor(letter), rows=tuple(_build_row(context, url, line) for line in lines)
        )
        for letter, lines in lines_by_letter.items()
    )
    parts = () if lines_by_letter else tuple(_build_part(url, letter, lines) for letter, lines in alphabet.items())
    first_year, last_year = context.year_span
    return PeopleView(
        frame=context.frames.get_frame(url),
        head=build_head(context.site, url, title, summary),
        trail=(Link(label="People", href=urls.build_link(url, urls.PEOPLE)),) if own_letter else (),
        title=title,
        summary=summary,
        letters=_build_letter_links(context, url, own_letter) if alphabet else (),
        bands=bands,
        parts=parts,
        span=f"{first_year} to {last_year}" if any(row.spark for band in bands for row in band.rows) else "",
    )


def _count_people(lines: Sequence[IndexLine]) -> int:
    """Count the people in these lines, without forms that are listed apart."""
    return sum(not line.form for line in lines)


def _build_row(context: SiteContext, url: str, line: IndexLine) -> PersonRow:
    """Build a row on the page at `url`."""
    person, name = line.person, line.person.person.name
    if line.form:
        return PersonRow(name=line.form, href=urls.build_link(url, person.url), number=0, see=name)
    number = len(person.entries)
    if not person.has_page:
        stories = tuple(
            Link(label=entry.printed.title, href=urls.build_link(url, entry.url)) for entry in person.entries
        )
        return PersonRow(name=name, href="", number=number, anchor=person.person.id, stories=stories)
    years = count_by_year(entry.printed.date for entry in person.entries)
    return PersonRow(
        name=name,
        href=urls.build_link(url, person.url),
        number=number,
        spark=draw_spark(years, context.year_span) if context.site.config.output.charts else None,
    )


def _build_part(url: str, letter: str, lines: Sequence[IndexLine]) -> RankingRow:
    return RankingRow(
        name=letter, href=urls.build_link(url, urls.letter(get_anchor(letter))), number=_count_people(lines)
    )


def _build_letter_links(context: SiteContext, url: str, own_letter: str) -> tuple[LetterLink, ...]:
    alphabet = context.alphabet
    labels = (*ascii_uppercase, OTHER) if OTHER in alphabet else tuple(ascii_uppercase)

    def build_href(letter: str) -> str:
        if letter not in alphabet:
            return ""
        anchor = get_anchor(letter)
        return urls.build_link(url, urls.letter(anchor)) if _is_large(context) else f"#{anchor}"

    return tuple(LetterLink(label=label, href=build_href(label), current=label == own_letter) for label in labels)


def _write_summary(lines: Sequence[IndexLine], letter: str) -> str:
    """Write the summary of the page; a `letter` may hold only forms that are listed apart."""
    number = _count_people(lines)
    if not number:
        return "Nobody is filed under this letter; other names lead on." if letter else "Nobody has been named yet."
    people_named = format_count(number, "person is named", "people are named")
    pages = sum(line.person.has_page for line in lines if not line.form)
    if pages == number:
        return f"{people_named}. The figure is the number of stories."
    if not pages:
        return f"{people_named}, each with the stories."
    return f"{people_named}, {pages:,} with a page of their own. The figure is the number of stories."
