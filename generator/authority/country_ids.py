"""The register's lines for countries: which addresses a country has had.

In: the countries that have a page, and the lines. Out: the lines as they shall be. The slug is made of the heading; a
former one stays its country's, and leads to the page.
"""

from collections.abc import Iterable, Mapping

from generator.model.authority import Country, CountryCode
from generator.model.register import CountryEntry
from generator.text.slugs import slug, unique


def country_slug(name: str, code: str) -> str:
    """The slug of a country: from its heading, or its code where that has nothing to write in ASCII."""
    return slug(name, fallback=code.lower())


def issue(countries: Iterable[Country], known: Mapping[CountryCode, CountryEntry]) -> dict[CountryCode, CountryEntry]:
    """The lines of `known` and of `countries`, with the slug of each one's heading in force.

    Where two headings make one slug, the one that comes later gets its code added; of two new ones the later code.
    """
    lines = dict(known)
    owners = {issued: code for code, line in known.items() for issued in line.slugs}
    for country in sorted(countries, key=lambda one: (one.code not in known, one.code)):
        code = country.code
        taken = {issued for issued, owner in owners.items() if owner != code}
        wanted = unique(country_slug(country.name, code), taken, fallback=f"{code.lower()}-land")
        owners[wanted] = code
        before = known[code].slugs if code in known else ()
        lines[code] = CountryEntry(code=code, slugs=(*(one for one in before if one != wanted), wanted))
    return dict(sorted(lines.items()))
