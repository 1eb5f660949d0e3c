"""What editors wrote beside articles: decisions and authority records, heard against each other.

In: the archive's root and its register. Out: what holds of them, and a problem for all that contradicts itself or
cannot be read. What is done with it is the pipeline's business.
"""

from itertools import chain
from pathlib import Path

import msgspec

from generator.authority import amend_countries as amending
from generator.authority import person_records
from generator.authority.amend_countries import NOTHING_AMENDED, Amended, amend
from generator.authority.person_records import NO_CLAIMS, Claims, agree
from generator.authority.rulings import settle
from generator.model.decision import Rulings
from generator.model.problem import Found, Problem
from generator.model.register import Register
from generator.reference import tables
from generator.site.model import Site
from generator.store import content


class Curated(msgspec.Struct, frozen=True):
    """What editors wrote beside articles: what they decided, records of persons, and the countries that records change.

    Of what contradicts itself nothing is here.
    """

    rulings: Rulings
    claims: Claims = NO_CLAIMS
    amended: Amended = NOTHING_AMENDED


def curated(root: Path, registered: Register) -> Found[Curated]:
    """What the editors wrote beside articles, and what contradicts itself or cannot be read."""
    decided, written = content.decisions(root), content.records(root)
    settled = settle(decided.value, registered.people)
    persons = agree(written.value.persons, registered.people, decided.value, settled.value.people, written.value.unread)
    amended = amend(written.value.countries, tables.known_countries() if written.value.countries else ())
    found = Curated(
        rulings=msgspec.structs.replace(settled.value, people=persons.value.rulings),
        claims=persons.value.claims,
        amended=amended.value,
    )
    parts = (decided, written, settled, persons, amended)
    return Found(found, tuple(chain.from_iterable(one.problems for one in parts)))


def records_by_page(curated: Curated, site: Site) -> dict[str, str]:
    """The files of authority records, by the URL of their page."""
    persons = {one.url: one.person.record.path for one in site.people.values() if one.person.record}
    countries = curated.amended.records.items()
    return persons | {site.countries[code].url: path for code, path in countries if code in site.countries}


def unused(curated: Curated, site: Site) -> tuple[Problem, ...]:
    """A notice for each authority record that no article refers to."""
    named = {one.person.record.path for one in site.people.values() if one.person.record}
    return (*person_records.unused(curated.claims, named), *amending.unused(curated.amended, site.countries))
