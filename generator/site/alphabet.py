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


class IndexLine(NamedTuple):
    """A line of the list: where it is sorted, and whose it is; `form` is another name than the page's, else empty."""

    order: _Order
    url: str
    person: PersonStories
    form: str = ""


# The lines under each letter, in the order of the list.
PeopleIndex: TypeAlias = dict[str, tuple[IndexLine, ...]]


def is_large(people: int) -> bool:
    """Whether each letter has a page of its own where there are so many people."""
    return people > ONE_PAGE


def build_index(site: Site) -> PeopleIndex:
    """Everybody, by letter, and the forms that are sorted elsewhere than the page's name."""
    lines = [IndexLine(_build_order(stories.person.name), stories.url, stories) for stories in site.people.values()]
    lines.sort(key=_PLACE)
    if other_lines := list(_list_other_forms(site, list(map(_PLACE, lines)))):
        lines = sorted((*lines, *other_lines), key=_PLACE)
    return {letter: tuple(group) for letter, group in groupby(lines, key=lambda line: _find_letter(line.order[1]))}


def get_letter(name: str) -> str:
    """The letter that `name` stands under."""
    return _find_letter(sort_key(name))


def get_anchor(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()


def sort_key(name: str) -> tuple[str, str]:
    """Sorts by the last part of `name` that is no particle or suffix, then by the whole name."""
    folded = fold(name)
    parts = [part.strip(".,'\"()") for part in folded.split()]
    surnames = [part for part in parts if part and part not in _NO_SURNAME]
    return (surnames[-1] if surnames else folded), folded


def _find_letter(key: tuple[str, str]) -> str:
    """The letter under which a name with this key stands."""
    first = key[0][:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def _build_order(name: str) -> _Order:
    """Sorts by letter and name; names in other scripts come after Z."""
    key = sort_key(name)
    return _find_letter(key) == OTHER, key


def _list_other_forms(site: Site, places: Sequence[tuple[_Order, str]]) -> Iterator[IndexLine]:
    """A line for each other form of a name, seen or told by a record, that does not stand beside the page's name.

    `places` are those of the persons in the list.
    """
    for stories in site.people.values():
        person = stories.person
        if person.record is None and len(person.spellings) < 2:
            continue
        forms = {*person.spellings, *(person.record.variants if person.record else ())} - {person.name}
        own_order = _build_order(person.name)
        for form in sorted(forms):
            order = _build_order(form)
            if order[1][0] == own_order[1][0]:
                continue  # the same last part
            is_beside = bisect(places, (order, stories.url)) - bisect(places, (own_order, stories.url)) in (-1, 0)
            if is_beside and _find_letter(order[1]) == _find_letter(own_order[1]):
                continue
            yield IndexLine(order, stories.url, stories, form)
