"""The alphabet of people: each name is listed by its last part that is neither particle nor suffix.

In: the site, names. Out: the lines under each letter, sort keys, letters and the ids of their headings.
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
# With more people than this, each letter has a page of its own.
ONE_PAGE = 1500
# Words that may follow a surname or join the parts of a name, and do not count for sorting.
_NO_SURNAME = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mp", "qc", "kc"}
    | {"al", "el", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den"}
    | {"du", "la", "le", "van", "von", "ter", "ten", "zu", "zum", "y", "e"}
)
# The sort order of a name: names in other scripts after Z, then by key.
_Order: TypeAlias = tuple[bool, tuple[str, str]]
_PLACE = itemgetter(0, 1)


class IndexLine(NamedTuple):
    """A line of the list: its sort order and its person; `form` is a name other than the page's, else empty."""

    order: _Order
    url: str
    person: PersonStories
    form: str = ""


# The lines under each letter, in list order.
PeopleIndex: TypeAlias = dict[str, tuple[IndexLine, ...]]


def is_large(people: int) -> bool:
    """Return whether a list of this many people has a page for each letter."""
    return people > ONE_PAGE


def build_index(site: Site) -> PeopleIndex:
    """Return everybody by letter, with forms that are sorted apart from the page's name."""
    lines = [IndexLine(_build_order(stories.person.name), stories.url, stories) for stories in site.people.values()]
    lines.sort(key=_PLACE)
    if other_lines := list(_list_other_forms(site, list(map(_PLACE, lines)))):
        lines = sorted((*lines, *other_lines), key=_PLACE)
    return {letter: tuple(group) for letter, group in groupby(lines, key=lambda line: _find_letter(line.order[1]))}


def get_letter(name: str) -> str:
    """Return the letter that `name` is listed under."""
    return _find_letter(sort_key(name))


def get_anchor(letter: str) -> str:
    """Return the id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()


def sort_key(name: str) -> tuple[str, str]:
    """Return the sort key of `name`: its last part that is no particle or suffix, then the whole name."""
    folded = fold(name)
    parts = [part.strip(".,'\"()") for part in folded.split()]
    surnames = [part for part in parts if part and part not in _NO_SURNAME]
    return (surnames[-1] if surnames else folded), folded


def _find_letter(key: tuple[str, str]) -> str:
    """Return the letter of a name with this key."""
    first = key[0][:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def _build_order(name: str) -> _Order:
    """Return the sort order of a name: by letter and key, other scripts after Z."""
    key = sort_key(name)
    return _find_letter(key) == OTHER, key


def _list_other_forms(site: Site, places: Sequence[tuple[_Order, str]]) -> Iterator[IndexLine]:
    """Yield a line for each other form of a name, printed or in a record, that is not listed beside the page's name.

    `places` are the sort orders of the people in the list.
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
