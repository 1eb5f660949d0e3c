"""The alphabet of people: where a name stands, by its last part that is no particle and no suffix.

In: the site, names. Out: the lines of the list under each letter, keys to sort by, letters and their headings' ids.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from string import ascii_uppercase
from typing import NamedTuple, TypeAlias

from generator.site.model import PersonStories, Site
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
# Where a name is sorted: names in other scripts after Z, then by its key.
_Order: TypeAlias = tuple[bool, tuple[str, str]]
_PLACE = itemgetter(0, 1)


class Line(NamedTuple):
    """A line of the list: where it is sorted, and whose it is; `form` is another name than the page's, else empty."""

    order: _Order
    url: str
    person: PersonStories
    form: str = ""


# The lines under each letter, in the order of the list.
Index: TypeAlias = dict[str, tuple[Line, ...]]


def is_large(people: int) -> bool:
    """Whether each letter has a page of its own where there are so many people."""
    return people > ONE_PAGE


def index(site: Site) -> Index:
    """Everybody, by letter, and the forms that are sorted elsewhere than the page's name."""
    lines = [Line(_order(one.person.name), one.url, one) for one in site.people.values()]
    lines.sort(key=_PLACE)
    if others := list(_others(site, list(map(_PLACE, lines)))):
        lines = sorted((*lines, *others), key=_PLACE)
    return {letter: tuple(group) for letter, group in groupby(lines, key=lambda line: _letter(line.order[1]))}


def letter_of(name: str) -> str:
    """The letter that `name` stands under."""
    return _letter(sort_key(name))


def anchor_of(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()


def sort_key(name: str) -> tuple[str, str]:
    """Sorts by the last part of `name` that is no particle or suffix, then by the whole name."""
    folded = fold(name)
    parts = [part.strip(".,'\"()") for part in folded.split()]
    surnames = [part for part in parts if part and part not in _NO_SURNAME]
    return (surnames[-1] if surnames else folded), folded


def _letter(key: tuple[str, str]) -> str:
    """The letter under which a name with this key stands."""
    first = key[0][:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def _order(name: str) -> _Order:
    """Sorts by letter and name; names in other scripts come after Z."""
    key = sort_key(name)
    return _letter(key) == OTHER, key


def _others(site: Site, places: Sequence[tuple[_Order, str]]) -> Iterator[Line]:
    """A line for each other form of a name, seen or told by a record, that does not stand beside the page's name.

    `places` are those of the persons in the list.
    """
    for one in site.people.values():
        person = one.person
        if person.record is None and len(person.spellings) < 2:
            continue
        forms = {*person.spellings, *(person.record.variants if person.record else ())} - {person.name}
        own = _order(person.name)
        for form in sorted(forms):
            order = _order(form)
            if order[1][0] == own[1][0]:
                continue  # the same last part
            is_beside = bisect(places, (order, one.url)) - bisect(places, (own, one.url)) in (-1, 0)
            if is_beside and _letter(order[1]) == _letter(own[1]):
                continue
            yield Line(order, one.url, one, form)
