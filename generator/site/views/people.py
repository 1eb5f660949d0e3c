"""The list of people, A to Z.

In: the site. Out: one view: a group for each letter, names sorted by their last part. A letter without a
name has no link.
"""

from itertools import groupby
from string import ascii_uppercase

from generator.model.value import Value
from generator.site import urls
from generator.site.site import PersonStories, Site
from generator.site.views.frame import Frame, Frames, Head, head
from generator.site.views.tally import TallyRow
from generator.site.views.words import counted
from generator.text.normalise import fold

OTHER = "Other"
# What may stand after a surname or between the parts of a name, and sorts nothing.
_NO_SURNAME = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mp", "qc", "kc"}
    | {"al", "el", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den"}
    | {"du", "la", "le", "van", "von", "ter", "ten", "zu", "zum", "y", "e"}
)


class Letter(Value, frozen=True):
    """A letter of the row above the list; `href` is empty where no name begins with it."""

    label: str
    href: str


class LetterBand(Value, frozen=True):
    """The names under one letter. `anchor` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[TallyRow, ...]


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


def _bands(site: Site) -> tuple[LetterBand, ...]:
    ordered = sorted(site.people.values(), key=lambda p: (_letter_order(p), sort_key(p.person.name), p.url))
    return tuple(
        LetterBand(heading=letter, anchor=anchor_of(letter), rows=tuple(_row(person) for person in group))
        for letter, group in groupby(ordered, key=lambda p: letter_of(p.person.name))
    )


def anchor_of(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()


def _letter_order(person: PersonStories) -> int:
    """Names in other scripts come after Z."""
    return letter_of(person.person.name) == OTHER


def _row(person: PersonStories) -> TallyRow:
    href = urls.relative(urls.PEOPLE, person.url)
    return TallyRow(name=person.person.name, href=href, number=len(person.entries))


def _letters(bands: tuple[LetterBand, ...]) -> tuple[Letter, ...]:
    there = {band.heading: band.anchor for band in bands}
    labels = (*ascii_uppercase, OTHER) if OTHER in there else tuple(ascii_uppercase)
    return tuple(Letter(label=label, href=f"#{there[label]}" if label in there else "") for label in labels)


def _summary(number: int) -> str:
    if not number:
        return "Nobody has been named yet."
    named = counted(number, "person is named", "people are named")
    return f"{named}. The figure is the number of stories."
