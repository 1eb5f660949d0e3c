"""The register's country entries: the slugs that each country has had.

In: the countries with a page, and the entries. Out: the updated entries. The slug comes from the heading; a former slug
stays with its country and redirects to the page.
"""

from collections.abc import Iterable, Mapping

from generator.model.authority import Country, CountryCode
from generator.model.register import CountryEntry
from generator.text.slugs import make_slug, make_unique_slug


def build_country_slug(name: str, code: str) -> str:
    """Return a country's slug, made from its heading, or from its code if the heading has no ASCII form."""
    return make_slug(name, fallback=code.lower())


def assign_country_slugs(
    countries: Iterable[Country], entries: Mapping[CountryCode, CountryEntry]
) -> dict[CountryCode, CountryEntry]:
    """Return the entries of all countries, the slug of the current heading last.

    If two headings give one slug, the newcomer's slug gets its code appended; of two newcomers, the later code's.
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
