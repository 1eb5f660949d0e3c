"""Apply editors' records of countries to the built-in table.

In: the table's countries and the records. Out: the countries that change, and a problem for each record that matches no
country or claims another country's name; both places are named. A record wins over the table: a name that it claims is
removed from every other country, except headings and codes.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.authority.country_phrases import collect_country_names
from generator.model.authority import Country, CountryCode, CountryRecord
from generator.model.problem import Place, Problem, Result
from generator.text.normalise import fold, fold_key

_KIND = "authority record"

_NAME_FIELDS = (
    "strong", "weak", "adjectives", "demonyms", "historic", "parts", "capitals", "metonyms", "not_names",
)  # fmt: skip


class CountryAmendments(msgspec.Struct, frozen=True):
    """The countries that records change, and the path of each country's record."""

    countries: tuple[Country, ...] = ()
    record_paths: Mapping[CountryCode, str] = {}


NO_AMENDMENTS = CountryAmendments()


def apply_country_records(records: Sequence[CountryRecord], table: Iterable[Country]) -> Result[CountryAmendments]:
    """Return the countries of `table` with `records` applied."""
    if not records:
        return Result(NO_AMENDMENTS)
    countries = {country.code: country for country in table}
    grouping = _group_by_country(records, countries)
    problems = list(grouping.problems)
    resolution = _resolve_claims(grouping.value, countries)
    problems += resolution.problems
    changed_countries: dict[CountryCode, Country] = {}
    for code, record in resolution.value.items():
        own_names = {fold(name) for name in (record.name, *record.variants, *record.weak) if name}
        for rival in countries.values():
            if rival.code != code and (
                reduced_country := _remove_names(changed_countries.get(rival.code, rival), own_names)
            ):
                changed_countries[rival.code] = reduced_country
        rival_names = {
            fold(name)
            for rival in resolution.value.values()
            if rival is not record
            for name in _list_claimed_names(rival)
        }
        changed_countries[code] = _apply_record(
            changed_countries.get(code, countries[code]), record, countries, rival_names
        )
    return Result(
        CountryAmendments(
            countries=tuple(changed_countries[code] for code in sorted(changed_countries)),
            record_paths={code: record.path for code, record in sorted(resolution.value.items())},
        ),
        tuple(problems),
    )


def _group_by_country(
    records: Sequence[CountryRecord], countries: Mapping[CountryCode, Country]
) -> Result[dict[CountryCode, CountryRecord]]:
    """Group records by country. If two records describe one country, neither is used."""
    names: dict[str, tuple[CountryCode, ...]] = {}
    for name, codes in collect_country_names(countries).items():
        names.setdefault(fold_key(name), codes)
    records_by_code: dict[CountryCode, list[CountryRecord]] = defaultdict(list)
    problems = []
    for record in sorted(records, key=lambda record: record.path):
        codes = names.get(fold_key(record.country), ())
        if len(codes) == 1:
            records_by_code[codes[0]].append(record)
        else:
            problems.append(_build_unknown_problem(record, names, codes, countries))
    for code, claimants in records_by_code.items():
        for record in claimants if len(claimants) > 1 else ():
            rival = next(candidate for candidate in claimants if candidate is not record)
            fact = f"{find_field_place(rival, 'country')} is a record of {countries[code].in_sentence} as well"
            problems.append(
                Problem.must_fix(
                    find_field_place(record, "country"),
                    _KIND,
                    fact,
                    "merge the two records; until then neither is used",
                )
            )
    return Result(
        {code: claimants[0] for code, claimants in sorted(records_by_code.items()) if len(claimants) == 1},
        tuple(problems),
    )


def _resolve_claims(
    records: Mapping[CountryCode, CountryRecord], countries: Mapping[CountryCode, Country]
) -> Result[dict[CountryCode, CountryRecord]]:
    """Return the records without names that another record claims, or that are another country's heading or code."""
    owners: dict[str, set[CountryCode]] = defaultdict(set)
    for code, record in records.items():
        for name in _list_claimed_names(record):
            owners[fold(name)].add(code)
    headings: dict[str, CountryCode] = {}
    for code, country in countries.items():
        record_name = records[code].name if code in records else ""
        own_headings = (record_name,) if record_name else (country.name, country.in_sentence)
        headings |= {fold(name): code for name in (*own_headings, code)}
    problems: list[Problem] = []
    resolved_records = {}
    for code, record in records.items():
        lost_names: set[str] = set()
        for name in _list_claimed_names(record):
            field = _find_field(record, name)
            rival_codes = sorted(owners[fold(name)] - {code})
            heading = headings.get(fold(name), code)
            if rival_codes:
                rival = records[rival_codes[0]]
                fact = f"`{name}` is claimed here and at {find_field_place(rival, _find_field(rival, name))}"
                step = "remove it from one of them, or make it `weak` in both; until then it leads to neither"
                problems.append(Problem.must_fix(find_field_place(record, field), _KIND, fact, step))
                lost_names.add(fold(name))
            elif heading != code:
                fact = f"`{name}` is the heading or code of {countries[heading].in_sentence}"
                step = f"remove it, or give {countries[heading].in_sentence} another `name` in a record of its own"
                problems.append(Problem.must_fix(find_field_place(record, field), _KIND, fact, step))
                lost_names.add(fold(name))
        resolved_records[code] = msgspec.structs.replace(
            record,
            name="" if fold(record.name) in lost_names else record.name,
            variants=tuple(name for name in record.variants if fold(name) not in lost_names),
        )
    return Result(resolved_records, tuple(problems))


def _list_claimed_names(record: CountryRecord) -> tuple[str, ...]:
    """Return the names that lead to the record's country on their own."""
    return tuple(dict.fromkeys((*((record.name,) if record.name else ()), *record.variants)))


def _find_field(record: CountryRecord, name: str) -> str:
    """Return the key under which the record has `name`."""
    return "name" if fold(name) == fold(record.name) else "variants"


def _apply_record(
    country: Country, record: CountryRecord, countries: Mapping[CountryCode, Country], rival_names: set[str]
) -> Country:
    """Return the country with its record applied.

    Its former heading stays one of its names unless it is in `rival_names`.
    """
    excluded_names = rival_names | {fold(name) for name in record.apart}
    base = _remove_names(country, excluded_names | {fold(name) for name in (*record.variants, *record.weak)}) or country
    former_names = (country.name,) if record.name and fold(country.name) not in excluded_names else ()
    country_names = {
        fold(name) for other_country in countries.values() for name in (other_country.name, *other_country.strong)
    }
    return msgspec.structs.replace(
        base,
        name=record.name or country.name,
        in_sentence=(record.in_sentence or record.name) if record.name else country.in_sentence,
        strong=tuple(dict.fromkeys((*base.strong, *former_names, *record.variants))),
        weak=tuple(dict.fromkeys((*base.weak, *record.weak))),
        not_names=(*base.not_names, *(name for name in record.apart if fold(name) not in country_names)),
        wikidata=record.wikidata,
        note=record.note,
    )


def _remove_names(country: Country, names: set[str]) -> Country | None:
    """Return the country without these folded names; None if it has none of them."""
    new_fields = {
        field: tuple(name for name in getattr(country, field) if fold(name) not in names) for field in _NAME_FIELDS
    }
    if all(len(new_fields[field]) == len(getattr(country, field)) for field in _NAME_FIELDS):
        return None
    return msgspec.structs.replace(country, **new_fields)


def find_field_place(record: CountryRecord, field: str) -> Place:
    """Return the place of the key `field` in the record, or the record's first line if the key is missing."""
    return Place(path=record.path, line=record.lines.get(field, 1))


def _build_unknown_problem(
    record: CountryRecord,
    names: Mapping[str, Sequence[CountryCode]],
    codes: Sequence[CountryCode],
    countries: Mapping[CountryCode, Country],
) -> Problem:
    """Build the problem of a record that matches no country, or several."""
    close_names = difflib.get_close_matches(fold_key(record.country), names, n=1, cutoff=0.75)
    candidates = " and ".join(
        f"`{countries[code].name}`" for code in (codes or (names[close_names[0]] if close_names else ()))
    )
    return Problem.must_fix(
        find_field_place(record, "country"),
        _KIND,
        f"`{record.country}` is {f'the name of {candidates}' if codes else 'not a known country'}",
        "write its ISO 3166-1 code under `country`, or name the file by it; until then the record is not used",
        f"did you mean {candidates}?" if close_names and not codes else "",
    )


def report_unused_countries(amendments: CountryAmendments, country_codes: Iterable[CountryCode]) -> Iterator[Problem]:
    """Yield a notice for each record of a country that no article names."""
    named_codes = set(country_codes)
    for code, path in amendments.record_paths.items():
        if code not in named_codes:
            yield Problem.notice(
                path,
                "record not used",
                fact="no article names this country",
                step="nothing to do; the record applies as soon as one does",
            )
