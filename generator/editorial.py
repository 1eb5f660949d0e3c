"""What editors wrote beside the articles, checked against each other: decisions and authority records.

In: decisions and records as they were read, the persons of the register. Out: what is valid of them, and a problem for
everything that contradicts itself.
"""

from collections.abc import Mapping

import msgspec

from generator.authority import amend_countries as amending
from generator.authority import person_records
from generator.authority.amend_countries import NO_AMENDMENTS, CountryAmendments, apply_country_records
from generator.authority.known_people import NO_KNOWN_PEOPLE, KnownPeople, collect_known_people
from generator.authority.person_records import NO_CLAIMS, Claims, resolve_person_records
from generator.authority.rulings import settle_decisions
from generator.model.authority import PersonId
from generator.model.decision import Decision, Rulings
from generator.model.problem import Problem, Result
from generator.model.register import PersonEntry
from generator.reference import tables
from generator.site.model import Site
from generator.store.content import AuthorityRecords


class EditorialInput(msgspec.Struct, frozen=True):
    """The valid input of editors: rulings, what records claim about persons, and the countries that records change."""

    rulings: Rulings
    claims: Claims = NO_CLAIMS
    country_changes: CountryAmendments = NO_AMENDMENTS
    known_people: KnownPeople = NO_KNOWN_PEOPLE


def resolve_editorial(
    decisions: tuple[Decision, ...], records: AuthorityRecords, people: Mapping[PersonId, PersonEntry]
) -> Result[EditorialInput]:
    """Resolve decisions and records; whatever contradicts itself is left out and reported."""
    rulings = settle_decisions(decisions, people)
    persons = resolve_person_records(records.persons, people, decisions, rulings.value.people, records.unread)
    country_changes = apply_country_records(records.countries, tables.load_countries() if records.countries else ())
    editorial = EditorialInput(
        rulings=msgspec.structs.replace(rulings.value, people=persons.value.rulings),
        claims=persons.value.claims,
        country_changes=country_changes.value,
        known_people=collect_known_people(
            persons.value.claims.records,
            [people[PersonId(name)].name if name in people else name for name in rulings.value.people.kept],
            persons.value.rulings.ignored,
        ),
    )
    return Result(editorial, (*rulings.problems, *persons.problems, *country_changes.problems))


def map_pages_to_records(editorial: EditorialInput, site: Site) -> dict[str, str]:
    """Return the files of authority records by the URL of their page."""
    persons = {stories.url: stories.person.record.path for stories in site.people.values() if stories.person.record}
    countries = editorial.country_changes.record_paths.items()
    return persons | {site.countries[code].url: path for code, path in countries if code in site.countries}


def find_unused_records(editorial: EditorialInput, site: Site) -> tuple[Problem, ...]:
    """Return a notice for each authority record that no article refers to."""
    used_paths = {stories.person.record.path for stories in site.people.values() if stories.person.record}
    return (
        *person_records.report_unused_people(editorial.claims, used_paths),
        *amending.report_unused_countries(editorial.country_changes, site.countries),
    )
