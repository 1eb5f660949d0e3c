"""The list of people, A to Z.

In: the site. Out: one view: a group for each letter, names sorted by their last part. A letter without a
name has no link.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from string import ascii_uppercase
from typing import TypeAlias

from generator.model.value import Value
from generator.site import urls
from generator.site.site import PersonStories, Site
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.letters import OTHER, anchor_of, letter_of_key, sort_key
from generator.site.views.words import counted

# Where a name is sorted: names in other scripts after Z, then by its key.
_Order: TypeAlias = tuple[bool, tuple[str, str]]
_PLACE = itemgetter(0, 1)


class Letter(Value, frozen=True):
    """A letter of the row above the list; `href` is empty where no name begins with it."""

    label: str
    href: str


class PersonRow(Value, frozen=True):
    """A line of the list: a name, and in how many stories it stands.

    Who has no page has an `anchor`, which links to the person lead to, and the `stories` in place of `href`. A form
    that is sorted elsewhere than the page's name has its number 0, and `see` says under which name it is filed.
    """

    name: str
    href: str
    number: int
    anchor: str = ""
    stories: tuple[Link, ...] = ()
    see: str = ""


class LetterBand(Value, frozen=True):
    """The names under one letter. `anchor` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[PersonRow, ...]


class PeopleView(Value, frozen=True):
    """The list of people."""

    frame: Frame
    head: Head
    summary: str
    letters: tuple[Letter, ...]
    bands: tuple[LetterBand, ...]


def people_view(site: Site, frames: Frames) -> PeopleView:
    """The view of the list of people."""
    bands = _bands(site)
    summary = _summary(len(site.people))
    return PeopleView(
        frame=frames.of(urls.PEOPLE),
        head=head(site, urls.PEOPLE, "People", summary),
        summary=summary,
        letters=_letters(bands) if bands else (),
        bands=bands,
    )


def _bands(site: Site) -> tuple[LetterBand, ...]:
    rows = [(_order(one.person.name), one.url, _row(one)) for one in site.people.values()]
    rows.sort(key=_PLACE)
    if others := list(_see(site, list(map(_PLACE, rows)))):
        rows = sorted((*rows, *others), key=_PLACE)
    return tuple(
        LetterBand(heading=letter, anchor=anchor_of(letter), rows=tuple(row for _, _, row in group))
        for letter, group in groupby(rows, key=lambda row: letter_of_key(row[0][1]))
    )


def _order(name: str) -> _Order:
    """Sorts by letter and name; names in other scripts come after Z."""
    key = sort_key(name)
    return letter_of_key(key) == OTHER, key


def _row(person: PersonStories) -> PersonRow:
    name, number = person.person.name, len(person.entries)
    if person.page:
        return PersonRow(name=name, href=urls.relative(urls.PEOPLE, person.url), number=number)
    stories = tuple(
        Link(label=entry.article.title, href=urls.relative(urls.PEOPLE, entry.url)) for entry in person.entries
    )
    return PersonRow(name=name, href="", number=number, anchor=person.person.id, stories=stories)


def _see(site: Site, places: Sequence[tuple[_Order, str]]) -> Iterator[tuple[_Order, str, PersonRow]]:
    """A line for each other form of a name, seen or told by a record, that does not stand beside the page's name.

    `places` are those of the persons in the list.
    """
    for one in site.people.values():
        person = one.person
        if person.record is None and len(person.spellings) < 2:
            continue
        forms = {*person.spellings, *(person.record.variants if person.record else ())} - {person.name}
        for form in sorted(forms):
            order, own = _order(form), _order(person.name)
            if order[1][0] == own[1][0]:
                continue  # the same last part
            is_beside = bisect(places, (order, one.url)) - bisect(places, (own, one.url)) in (-1, 0)
            if is_beside and letter_of_key(order[1]) == letter_of_key(own[1]):
                continue
            href = urls.relative(urls.PEOPLE, one.url)
            yield order, one.url, PersonRow(name=form, href=href, number=0, see=person.name)


def _letters(bands: tuple[LetterBand, ...]) -> tuple[Letter, ...]:
    there = {band.heading: band.anchor for band in bands}
    labels = (*ascii_uppercase, OTHER) if OTHER in there else tuple(ascii_uppercase)
    return tuple(Letter(label=label, href=f"#{there[label]}" if label in there else "") for label in labels)


def _summary(number: int) -> str:
    if not number:
        return "Nobody has been named yet."
    named = counted(number, "person is named", "people are named")
    return f"{named}. The figure is the number of stories."
