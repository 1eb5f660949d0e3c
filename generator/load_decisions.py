"""What editors wrote beside articles: decisions and authority records, heard against each other.

In: the archive's root and its register. Out: what holds of them, and a problem for all that contradicts itself or
cannot be read. What is done with it is the pipeline's business.
"""

from itertools import chain
from pathlib import Path

import msgspec

from generator.authority import amend_countries as amending
from generator.authority import person_records
from generator.authority.amend_countries import NO_AMENDMENTS, CountryAmendments, apply_country_records
from generator.authority.person_records import NO_CLAIMS, Claims, resolve_person_records
from generator.authority.rulings import settle_decisions
from generator.model.decision import Rulings
from generator.model.problem import Problem, Result
from generator.model.register import Register
from generator.reference import tables
from generator.site.model import Site
from generator.store import content


class EditorialInput(msgspec.Struct, frozen=True):
    """What editors wrote beside articles: what they decided, records of persons, and the countries that records change.

    Of what contradicts itself nothing is here.
    """

    rulings: Rulings
    claims: Claims = NO_CLAIMS
    country_changes: CountryAmendments = NO_AMENDMENTS


def load_editorial(root: Path, register: Register) -> Result[EditorialInput]:
    """What the editors wrote beside articles, and what contradicts itself or cannot be read."""
    decisions, record_files = content.load_decisions(root), content.load_records(root)
    settled_rulings = settle_decisions(decisions.value, register.people)
    persons = resolve_person_records(
        record_files.value.persons,
        register.people,
        decisions.value,
        settled_rulings.value.people,
        record_files.value.unread,
    )
    country_changes = apply_country_records(
        record_files.value.countries, tables.load_countries() if record_files.value.countries else ()
    )
    editorial = EditorialInput(
        rulings=msgspec.structs.replace(settled_rulings.value, people=persons.value.rulings),
        claims=persons.value.claims,
        country_changes=country_changes.value,
    )
    results = (decisions, record_files, settled_rulings, persons, country_changes)
    return Result(editorial, tuple(chain.from_iterable(result.problems for result in results)))


def map_pages_to_records(editorial: EditorialInput, site: Site) -> dict[str, str]:
    """The files of authority records, by the URL of their page."""
    persons = {stories.url: stories.person.record.path for stories in site.people.values() if stories.person.record}
    countries = editorial.country_changes.record_paths.items()
    return persons | {site.countries[code].url: path for code, path in countries if code in site.countries}


def find_unused_records(editorial: EditorialInput, site: Site) -> tuple[Problem, ...]:
    """A notice for each authority record that no article refers to."""
    used_paths = {stories.person.record.path for stories in site.people.values() if stories.person.record}
    return (
        *person_records.report_unused_people(editorial.claims, used_paths),
        *amending.report_unused_countries(editorial.country_changes, site.countries),
    )
