"""The register's lines for countries: which addresses a country has had.

In: the countries that have a page, and the lines. Out: the lines as they shall be. The slug is made of the heading; a
former one stays its country's, and leads to the page.
"""

from collections.abc import Iterable, Mapping

from generator.model.authority import Country, CountryCode
from generator.model.register import CountryEntry
from generator.text.slugs import make_slug, make_unique_slug


def build_country_slug(name: str, code: str) -> str:
    """The slug of a country: from its heading, or its code where that has nothing to write in ASCII."""
    return make_slug(name, fallback=code.lower())


def assign_country_slugs(
    countries: Iterable[Country], entries: Mapping[CountryCode, CountryEntry]
) -> dict[CountryCode, CountryEntry]:
    """The lines of `entries` and of `countries`, with the slug of each one's heading in force.

    Where two headings make one slug, the one that comes later gets its code added; of two new ones the later code.
    """
    new_entries = dict(entries)
    owners = {used_slug: code for code, entry in entries.items() for used_slug in entry.slugs}
    for country in sorted(countries, key=lambda item: (item.code not in entries, item.code)):
        code = country.code
        occupied_slugs = {used_slug for used_slug, owner in owners.items() if owner != code}
        current_slug = make_unique_slug(
            build_country_slug(country.name, code), occupied_slugs, fallback=f"{code.lower()}-land"
        )
        owners[current_slug] = code
        old_slugs = entries[code].slugs if code in entries else ()
        new_entries[code] = CountryEntry(
            code=code, slugs=(*(item for item in old_slugs if item != current_slug), current_slug)
        )
    return dict(sorted(new_entries.items()))
