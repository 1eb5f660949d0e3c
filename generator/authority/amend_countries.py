"""The records of countries laid upon the program's own table.

In: the table's countries, and what editors wrote. Out: the countries that come out changed, and a problem for each
record that names no country, or claims what another has, with both places. A record wins over the table: a name that
it claims is taken from every other country, but for its heading and code.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.authority.country_index import names_of
from generator.model.authority import Country, CountryCode, CountryRecord
from generator.model.problem import Found, Place, Problem, Severity
from generator.text.normalise import fold, key

_FIELDS = (
    "strong", "weak", "adjectives", "demonyms", "historic", "parts", "capitals", "metonyms", "not_names",
)  # fmt: skip


class Amended(msgspec.Struct, frozen=True):
    """The countries that records change, and the file of the record of each."""

    countries: tuple[Country, ...] = ()
    records: Mapping[CountryCode, str] = {}


NOTHING_AMENDED = Amended()


def amend(records: Sequence[CountryRecord], table: Iterable[Country]) -> Found[Amended]:
    """The countries of `table` as `records` have them."""
    if not records:
        return Found(NOTHING_AMENDED)
    countries = {country.code: country for country in table}
    named = _named(records, countries)
    problems = list(named.problems)
    claimed = _claimed(named.value, countries)
    problems += claimed.problems
    changed: dict[CountryCode, Country] = {}
    for code, record in claimed.value.items():
        mine = {fold(name) for name in (record.name, *record.variants, *record.weak) if name}
        for other in countries.values():
            if other.code != code and (without := _without(changed.get(other.code, other), mine)):
                changed[other.code] = without
        theirs = {fold(name) for other in claimed.value.values() if other is not record for name in _claims(other)}
        changed[code] = _laid_upon(changed.get(code, countries[code]), record, countries, theirs)
    return Found(
        Amended(
            countries=tuple(changed[code] for code in sorted(changed)),
            records={code: record.path for code, record in sorted(claimed.value.items())},
        ),
        tuple(problems),
    )


def _named(
    records: Sequence[CountryRecord], countries: Mapping[CountryCode, Country]
) -> Found[dict[CountryCode, CountryRecord]]:
    """The records by the country that each is of; of two for one country neither."""
    names: dict[str, tuple[CountryCode, ...]] = {}
    for name, codes in names_of(countries).items():
        names.setdefault(key(name), codes)
    found: dict[CountryCode, list[CountryRecord]] = defaultdict(list)
    problems = []
    for record in sorted(records, key=lambda record: record.path):
        codes = names.get(key(record.country), ())
        if len(codes) == 1:
            found[codes[0]].append(record)
        else:
            problems.append(_unknown(record, names, codes, countries))
    for code, some in found.items():
        for record in some if len(some) > 1 else ():
            other = next(one for one in some if one is not record)
            fact = f"{place_of(other, 'country')} is a record of {countries[code].in_sentence} as well"
            problems.append(_problem(record, "country", fact, "make one record of the two; until then neither is used"))
    return Found({code: some[0] for code, some in sorted(found.items()) if len(some) == 1}, tuple(problems))


def _claimed(
    named: Mapping[CountryCode, CountryRecord], countries: Mapping[CountryCode, Country]
) -> Found[dict[CountryCode, CountryRecord]]:
    """The records without the names that others claim, or that are another country's heading or code."""
    owners: dict[str, set[CountryCode]] = defaultdict(set)
    for code, record in named.items():
        for name in _claims(record):
            owners[fold(name)].add(code)
    headings: dict[str, CountryCode] = {}
    for code, country in countries.items():
        given = named[code].name if code in named else ""
        own = (given,) if given else (country.name, country.in_sentence)
        headings |= {fold(name): code for name in (*own, code)}
    problems: list[Problem] = []
    kept = {}
    for code, record in named.items():
        taken: set[str] = set()
        for name in _claims(record):
            where = _where(record, name)
            others = sorted(owners[fold(name)] - {code})
            heading = headings.get(fold(name), code)
            if others:
                other = named[others[0]]
                fact = f"`{name}` is claimed here and at {place_of(other, _where(other, name))}"
                step = "take it out of one of them, or make it `weak` in both; until then it leads to neither"
                problems.append(_problem(record, where, fact, step))
                taken.add(fold(name))
            elif heading != code:
                fact = f"`{name}` is the heading or code of {countries[heading].in_sentence}"
                step = f"take it out, or give {countries[heading].in_sentence} another `name` in a record of its own"
                problems.append(_problem(record, where, fact, step))
                taken.add(fold(name))
        kept[code] = msgspec.structs.replace(
            record,
            name="" if fold(record.name) in taken else record.name,
            variants=tuple(name for name in record.variants if fold(name) not in taken),
        )
    return Found(kept, tuple(problems))


def _claims(record: CountryRecord) -> tuple[str, ...]:
    """The names that by themselves lead to a record's country."""
    return tuple(dict.fromkeys((*((record.name,) if record.name else ()), *record.variants)))


def _where(record: CountryRecord, name: str) -> str:
    """The key under which a record has a name."""
    return "name" if fold(name) == fold(record.name) else "variants"


def _laid_upon(
    country: Country, record: CountryRecord, countries: Mapping[CountryCode, Country], theirs: set[str]
) -> Country:
    """The country as its record has it. Its heading of before stays one of its names, if it is not among `theirs`."""
    apart = theirs | {fold(name) for name in record.apart}
    kept = _without(country, apart | {fold(name) for name in (*record.variants, *record.weak)}) or country
    before = (country.name,) if record.name and fold(country.name) not in apart else ()
    known = {fold(name) for other in countries.values() for name in (other.name, *other.strong)}
    return msgspec.structs.replace(
        kept,
        name=record.name or country.name,
        in_sentence=(record.in_sentence or record.name) if record.name else country.in_sentence,
        strong=tuple(dict.fromkeys((*kept.strong, *before, *record.variants))),
        weak=tuple(dict.fromkeys((*kept.weak, *record.weak))),
        not_names=(*kept.not_names, *(name for name in record.apart if fold(name) not in known)),
        wikidata=record.wikidata,
        note=record.note,
    )


def _without(country: Country, names: set[str]) -> Country | None:
    """The country without these names (folded); None where it has none of them."""
    left = {field: tuple(name for name in getattr(country, field) if fold(name) not in names) for field in _FIELDS}
    if all(len(left[field]) == len(getattr(country, field)) for field in _FIELDS):
        return None
    return msgspec.structs.replace(country, **left)


def place_of(record: CountryRecord, name: str) -> Place:
    """Where the key `name` stands in the record; its first line where it does not."""
    return Place(path=record.path, line=record.lines.get(name, 1))


def _unknown(
    record: CountryRecord,
    names: Mapping[str, Sequence[CountryCode]],
    codes: Sequence[CountryCode],
    countries: Mapping[CountryCode, Country],
) -> Problem:
    """The problem of a record that names no country, or several."""
    near = difflib.get_close_matches(key(record.country), names, n=1, cutoff=0.75)
    which = " and ".join(f"`{countries[code].name}`" for code in (codes or (names[near[0]] if near else ())))
    return _problem(
        record,
        "country",
        f"`{record.country}` is {f'the name of {which}' if codes else 'no country that is known'}",
        "write its ISO 3166-1 code under `country`, or name the file by it; until then the record is not used",
        f"did you mean {which}?" if near and not codes else "",
    )


def _problem(record: CountryRecord, name: str, fact: str, step: str, cause: str = "") -> Problem:
    return Problem(
        severity=Severity.PROBLEM,
        place=place_of(record, name),
        kind="authority record",
        fact=fact,
        cause=cause,
        step=step,
    )


def unused(amended: Amended, named: Iterable[CountryCode]) -> Iterator[Problem]:
    """A notice for each record of a country that no article names."""
    there = set(named)
    for code, path in amended.records.items():
        if code not in there:
            yield Problem(
                severity=Severity.NOTICE,
                place=Place(path=path),
                kind="record not used",
                fact="no article names this country",
                step="nothing to do: it holds as soon as one does",
            )
