"""Ranked lists of countries and people: a name, a link, a figure.

In: counts of tags and the site. Out: rows, the most often named first. Equal figures stand in the order of
the alphabet, so that the list does not hang on the order of files.
"""

from collections import Counter
from collections.abc import Iterable

from generator.model.authority import CountryCode, PersonId
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Site
from generator.text.normalise import fold


class TallyRow(Value, frozen=True):
    """A name, where it leads, and the number of stories."""

    name: str
    href: str
    number: int


def countries(site: Site, counts: Counter[CountryCode], url: str, limit: int) -> tuple[TallyRow, ...]:
    """The countries with the highest counts, for the page at `url`."""
    stories = site.countries
    return _ranked(((stories[code].country.name, stories[code].url, n) for code, n in counts.items()), url, limit)


def people(site: Site, counts: Counter[PersonId], url: str, limit: int) -> tuple[TallyRow, ...]:
    """The people with the highest counts, for the page at `url`."""
    stories = site.people
    return _ranked(((stories[key].person.name, stories[key].url, n) for key, n in counts.items()), url, limit)


def _ranked(rows: Iterable[tuple[str, str, int]], url: str, limit: int) -> tuple[TallyRow, ...]:
    best = sorted(rows, key=lambda row: (-row[2], fold(row[0]), row[1]))[:limit]
    return tuple(TallyRow(name=name, href=urls.relative(url, to), number=n) for name, to, n in best)
