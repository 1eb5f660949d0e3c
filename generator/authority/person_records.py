"""Decide which records of people hold, and report how they contradict each other or the decisions.

In: all records, the register's people, all decisions. Out: the records and decisions in force, and a problem for each
contradiction with both places. Contradicted names are never joined.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.model.authority import PersonId, PersonRecord
from generator.model.decision import Decision, DecisionSubject, Ruling, SubjectRulings
from generator.model.problem import Place, Problem, Result, Severity
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key

_KIND = "authority record"


class Claims(msgspec.Struct, frozen=True):
    """The records in force by path, and the keys of names that two records claim: these lead to neither.

    `unread` holds the paths of records that cannot be read now.
    """

    records: tuple[PersonRecord, ...] = ()
    contested: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records or self.contested)


NO_CLAIMS = Claims()


class PersonRulings(msgspec.Struct, frozen=True):
    """The records and the decisions on people that are in force."""

    claims: Claims
    rulings: SubjectRulings


def resolve_person_records(
    records: Sequence[PersonRecord],
    entries: Mapping[PersonId, PersonEntry],
    decisions: Iterable[Decision],
    rulings: SubjectRulings,
    unread_paths: Collection[str] = (),
) -> Result[PersonRulings]:
    """Return the records in force, and those of `rulings` (the settled `decisions`) that do not contradict them."""
    checked_records = [_remove_contradictions(record) for record in sorted(records, key=lambda record: record.path)]
    problems = [problem for item in checked_records for problem in item.problems]
    claims = _collect_claims([item.value for item in checked_records], entries)
    problems += claims.problems
    conflicts = RecordConflicts(claims.value, entries, rulings)
    for item in sorted(decisions, key=lambda item: (item.place.path, item.place.line)):
        if item.subject is DecisionSubject.PERSON:
            problems += conflicts.check_decision(item)
    valid_claims = msgspec.structs.replace(conflicts.build_claims(), unread=frozenset(unread_paths))
    return Result(PersonRulings(valid_claims, conflicts.build_rulings()), tuple(problems))


def _remove_contradictions(record: PersonRecord) -> Result[PersonRecord]:
    """Return a record without the names that it both claims and keeps apart."""
    excluded_keys = {fold_key(name) for name in record.apart}
    contradicted_names = [name for name in (*record.names, *record.weak) if fold_key(name) in excluded_keys]
    problems = [
        Problem.must_fix(
            find_field_place(record, "not"),
            _KIND,
            f"`{name}` is under `not` here, but a name at {find_field_place(record, _find_field(record, name))}",
            "remove it from one of the two; until then it leads elsewhere",
        )
        for name in contradicted_names
    ]
    cleaned_record = msgspec.structs.replace(
        record,
        variants=tuple(name for name in record.variants if name not in contradicted_names),
        weak=tuple(name for name in record.weak if name not in contradicted_names),
        apart=tuple(name for name in record.apart if fold_key(name) != fold_key(record.name)),
    )
    return Result(cleaned_record, tuple(problems))


def _collect_claims(records: Sequence[PersonRecord], entries: Mapping[PersonId, PersonEntry]) -> Result[Claims]:
    """Return the records without names and ids that other records claim too."""
    owners: dict[str, list[PersonRecord]] = defaultdict(list)
    ids: dict[PersonId, list[PersonRecord]] = defaultdict(list)
    for record in records:
        for name in dict.fromkeys(map(fold_key, record.names)):
            owners[name].append(record)
        if record.id:
            ids[record.id].append(record)
    problems: list[Problem] = []
    unusable_paths: set[str] = set()
    claimants_by_key = {name: claimants for name, claimants in owners.items() if len(claimants) > 1}
    for name, claimants in claimants_by_key.items():
        problems += _report_name_clashes(name, claimants)
        unusable_paths |= {record.path for record in claimants if fold_key(record.name) == name}
    for identifier, claimants in ids.items():
        if len(claimants) > 1:
            problems += _report_id_clashes(identifier, claimants)
            unusable_paths |= {record.path for record in claimants}
        elif identifier not in entries:
            problems.append(_build_unknown_id_problem(claimants[0]))
    problems += _warn_of_weak_names(records, owners)
    usable_records = tuple(
        msgspec.structs.replace(
            record,
            variants=tuple(name for name in record.variants if fold_key(name) not in claimants_by_key),
            id=record.id if record.id in entries else None,
        )
        for record in records
        if record.path not in unusable_paths
    )
    return Result(Claims(records=usable_records, contested=frozenset(claimants_by_key)), tuple(problems))


class RecordConflicts:
    """Checks decisions against records. What two sides cannot both have is taken from both."""

    def __init__(self, claims: Claims, entries: Mapping[PersonId, PersonEntry], rulings: SubjectRulings) -> None:
        self._claims, self._rulings = claims, rulings
        self._page_names = {identifier: entry.name for identifier, entry in entries.items()} if claims.records else {}
        self._by_id = {record.id: record for record in claims.records if record.id}
        self._by_name = {fold_key(name): record for record in claims.records for name in record.names}
        self._owners: dict[str, set[str]] = defaultdict(set)
        for name, group in rulings.joined.items():
            if record := self._find_owner(name):
                self._owners[group].add(record.path)
        self._records = {record.path: record for record in claims.records}
        self._barred_pairs = self._collect_bars()
        self._split_groups: set[str] = set()  # groups that are not joined
        self._freed_keys: set[str] = set()  # names that are taken from their record
        self._person_keys: set[str] = set()  # names that are someone, whatever is ruled

    def check_decision(self, decision: Decision) -> Iterator[Problem]:
        """Yield a problem if a decision contradicts a record."""
        if not self._claims.records:
            return
        match decision.ruling:
            case Ruling.SAME:
                yield from self._check_same(decision)
            case Ruling.DIFFERENT | Ruling.REVISION:
                yield from self._check_different(decision)
            case Ruling.IGNORE:
                if record := self._find_owner(decision.a):
                    self._person_keys.add(self._fold_name(decision.a))
                    record_place = find_field_place(record, _find_field(record, decision.a))
                    fact = f"`{decision.a}` is ruled to be nobody here, but {record_place} is a record with this name"
                    yield Problem.must_fix(
                        decision.place, _KIND, fact, "delete one of the two; until then the record holds"
                    )
            case _:
                pass

    def build_claims(self) -> Claims:
        """Return the claims that hold after all checks."""
        records = tuple(
            msgspec.structs.replace(
                record, variants=tuple(name for name in record.variants if fold_key(name) not in self._freed_keys)
            )
            for record in self._claims.records
        )
        return msgspec.structs.replace(
            self._claims, records=records, contested=self._claims.contested | frozenset(self._freed_keys)
        )

    def build_rulings(self) -> SubjectRulings:
        """Return the rulings that hold after all checks."""
        valid_groups = {name: group for name, group in self._rulings.joined.items() if group not in self._split_groups}
        ignored_keys = frozenset(name for name in self._rulings.ignored if name not in self._person_keys)
        return msgspec.structs.replace(self._rulings, joined=valid_groups, ignored=ignored_keys)

    def _check_same(self, decision: Decision) -> Iterator[Problem]:
        """Yield problems if `same` rulings join two records, or a record and a name that it keeps apart."""
        group = self._find_group(decision.a)
        if not group:
            return
        step = "delete one of the lines; until then they stay two"
        statement = f"`{decision.a}` and `{decision.b}` are ruled same here"
        owners = sorted(self._owners.get(group, ()))
        if len(owners) > 1:
            self._split_groups.add(group)
            if self._find_owner(decision.a) or self._find_owner(decision.b):
                places = " and ".join(str(find_field_place(self._records[path], "name")) for path in owners)
                yield Problem.must_fix(decision.place, _KIND, f"{statement}, and {places} are two people", step)
        for record, name in self._barred_pairs.get(group, ()):
            self._split_groups.add(group)
            fact = f"{statement}, and {find_field_place(record, 'not')} says that `{name}` is not `{record.name}`"
            yield Problem.must_fix(decision.place, _KIND, fact, step)

    def _check_different(self, decision: Decision) -> Iterator[Problem]:
        """Yield problems if names of one record, or names joined to it, are ruled to be two people."""
        record = self._find_linked_record(decision.a)
        if record is None or record is not self._find_linked_record(decision.b):
            return
        self._split_groups |= {self._find_group(decision.a), self._find_group(decision.b)}
        self._freed_keys |= {self._fold_name(name) for name in (decision.a, decision.b)} - {fold_key(record.name)}
        variants_place = find_field_place(record, "variants")
        fact = f"`{decision.a}` and `{decision.b}` are ruled different here, but {variants_place} makes them one"
        yield Problem.must_fix(decision.place, _KIND, fact, "delete one of the two; until then they stay two")

    def _find_linked_record(self, name: str) -> PersonRecord | None:
        """Return the record that `name` leads to, directly or through decisions."""
        owners = self._owners.get(self._find_group(name), set())
        return self._find_owner(name) or (self._records[next(iter(owners))] if len(owners) == 1 else None)

    def _find_owner(self, name: str) -> PersonRecord | None:
        """Return the record that claims `name`, or that has this person id."""
        return self._by_id.get(PersonId(name)) or self._by_name.get(self._fold_name(name))

    def _find_group(self, name: str) -> str:
        """Return the group of joined names that `name` belongs to; empty for none."""
        return self._rulings.joined.get(self._fold_name(name), "")

    def _fold_name(self, name: str) -> str:
        return fold_key(self._page_names.get(PersonId(name), name))

    def _collect_bars(self) -> dict[str, list[tuple[PersonRecord, str]]]:
        """Return, for each group, the records whose person and whose excluded name are both in it."""
        bars: dict[str, list[tuple[PersonRecord, str]]] = defaultdict(list)
        for record in self._claims.records:
            own_groups = {*map(self._find_group, record.names)} - {""}
            for name in record.apart:
                if self._find_group(name) in own_groups:
                    bars[self._find_group(name)].append((record, name))
        return bars


def report_unused_people(claims: Claims, used_paths: Collection[str]) -> Iterator[Problem]:
    """Yield a notice for each record whose person no article names; `used_paths` are the other records."""
    for record in claims.records:
        if record.path not in used_paths:
            yield Problem.notice(
                record.path,
                "record not used",
                fact=f"no article names `{record.name}`",
                step="add the form that articles print to `variants`, or leave it for articles to come",
            )


def find_field_place(record: PersonRecord, field: str) -> Place:
    """Return the place of the key `field` in the record, or the record's first line if the key is missing."""
    return Place(path=record.path, line=record.lines.get(field, 1))


def _find_field(record: PersonRecord, name: str) -> str:
    """Return the key under which the record has `name`."""
    if fold_key(name) == fold_key(record.name):
        return "name"
    return "variants" if fold_key(name) in map(fold_key, record.variants) else "weak"


def _report_name_clashes(name: str, records: Sequence[PersonRecord]) -> Iterator[Problem]:
    """Yield a problem for each record that claims a name of another."""
    for record in records:
        rival = next(candidate for candidate in records if candidate is not record)
        printed_name = next(candidate for candidate in record.names if fold_key(candidate) == name)
        field, rival_place = _find_field(record, name), find_field_place(rival, _find_field(rival, name))
        step = (
            "give one of them another `name`; until then neither record with this name is used"
            if field == "name"
            else "remove it from one of them, or make it `weak` in both; until then it leads to neither"
        )
        yield Problem.must_fix(
            find_field_place(record, field), _KIND, f"`{printed_name}` is claimed here and at {rival_place}", step
        )


def _report_id_clashes(identifier: PersonId, records: Sequence[PersonRecord]) -> Iterator[Problem]:
    """Yield a problem for each record that claims an id of another."""
    for record in records:
        rival_place = find_field_place(next(candidate for candidate in records if candidate is not record), "id")
        step = "merge the two records; until then neither is used"
        yield Problem.must_fix(
            find_field_place(record, "id"), _KIND, f"the id `{identifier}` is claimed here and at {rival_place}", step
        )


def _build_unknown_id_problem(record: PersonRecord) -> Problem:
    return Problem.must_fix(
        find_field_place(record, "id"),
        _KIND,
        f"`{record.id}` is not the id of a person in the register",
        "copy the id from the data export, or delete the line: a record also finds its person by name",
    )


def _warn_of_weak_names(
    records: Sequence[PersonRecord], owners: Mapping[str, Sequence[PersonRecord]]
) -> Iterator[Problem]:
    """Yield a warning for each weak variant that is itself another record's person."""
    for record in records:
        for name in record.weak:
            for owner in owners.get(fold_key(name), ())[:1]:
                owner_place = find_field_place(owner, _find_field(owner, name))
                is_own = owner.path == record.path
                fact = (
                    f"the weak variant `{name}` is {'its own' if is_own else 'a'} full one at {owner_place}, which wins"
                )
                step = "remove it from one of the two" if is_own else "make it `weak` there too, or remove it here"
                yield Problem(
                    severity=Severity.WARNING,
                    place=find_field_place(record, "weak"),
                    kind="authority record",
                    fact=fact,
                    step=step,
                )
