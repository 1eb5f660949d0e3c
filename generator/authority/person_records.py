"""What the records of persons come to: which of them hold, and what they and the decisions say against each other.

In: all records, the register's persons, all decisions. Out: the records that hold, the decisions that do, and a
problem for each contradiction with both places named. What is contradicted is never joined.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.model.authority import PersonId, PersonRecord
from generator.model.decision import Decision, Ruling, Settled, Subject
from generator.model.problem import Found, Place, Problem, Severity
from generator.model.register import PersonEntry
from generator.text.normalise import key


class Claims(msgspec.Struct, frozen=True):
    """The records that hold, by path, and the names (by their keys) that two claim: these lead to neither.

    `unread` are the paths of records that cannot be used now.
    """

    records: tuple[PersonRecord, ...] = ()
    contested: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records or self.contested)


NO_CLAIMS = Claims()


class Persons(msgspec.Struct, frozen=True):
    """What editors say of persons: the records that hold, and the decisions that do."""

    claims: Claims
    rulings: Settled


def agree(
    records: Sequence[PersonRecord],
    known: Mapping[PersonId, PersonEntry],
    decisions: Iterable[Decision],
    rulings: Settled,
    unread: Collection[str] = (),
) -> Found[Persons]:
    """The records that hold, and those of `rulings` (which `decisions` come to) that do not contradict them."""
    ordered = [_with_itself(record) for record in sorted(records, key=lambda record: record.path)]
    problems = [problem for one in ordered for problem in one.problems]
    claims = _claims([one.value for one in ordered], known)
    problems += claims.problems
    court = _Court(claims.value, known, rulings)
    for one in sorted(decisions, key=lambda one: (one.place.path, one.place.line)):
        if one.subject is Subject.PERSON:
            problems += court.hear(one)
    held = msgspec.structs.replace(court.claims(), unread=frozenset(unread))
    return Found(Persons(held, court.rulings()), tuple(problems))


def _with_itself(record: PersonRecord) -> Found[PersonRecord]:
    """A record without the names that it claims and keeps apart at once."""
    apart = {key(name) for name in record.apart}
    both = [name for name in (*record.names, *record.weak) if key(name) in apart]
    problems = [
        _problem(
            place_of(record, "not"),
            f"`{name}` stands in `not` here, and at {place_of(record, _where(record, name))} as a name of the person",
            "take it out of one of the two; until then it leads elsewhere",
        )
        for name in both
    ]
    held = msgspec.structs.replace(
        record,
        variants=tuple(name for name in record.variants if name not in both),
        weak=tuple(name for name in record.weak if name not in both),
        apart=tuple(name for name in record.apart if key(name) != key(record.name)),
    )
    return Found(held, tuple(problems))


def _claims(records: Sequence[PersonRecord], known: Mapping[PersonId, PersonEntry]) -> Found[Claims]:
    """The records without the names and ids that others claim too."""
    owners: dict[str, list[PersonRecord]] = defaultdict(list)
    ids: dict[PersonId, list[PersonRecord]] = defaultdict(list)
    for record in records:
        for name in dict.fromkeys(map(key, record.names)):
            owners[name].append(record)
        if record.id:
            ids[record.id].append(record)
    problems: list[Problem] = []
    unusable: set[str] = set()
    contested = {name: some for name, some in owners.items() if len(some) > 1}
    for name, some in contested.items():
        problems += _clashes(name, some)
        unusable |= {record.path for record in some if key(record.name) == name}
    for identifier, some in ids.items():
        if len(some) > 1:
            problems += _same_id(identifier, some)
            unusable |= {record.path for record in some}
        elif identifier not in known:
            problems.append(_unknown_id(some[0]))
    problems += _weak_and_strong(records, owners)
    kept = tuple(
        msgspec.structs.replace(
            record,
            variants=tuple(name for name in record.variants if key(name) not in contested),
            id=record.id if record.id in known else None,
        )
        for record in records
        if record.path not in unusable
    )
    return Found(Claims(records=kept, contested=frozenset(contested)), tuple(problems))


class _Court:
    """Hears decisions against records. What both cannot have is taken from both."""

    def __init__(self, claims: Claims, known: Mapping[PersonId, PersonEntry], rulings: Settled) -> None:
        self._claims, self._rulings = claims, rulings
        self._pages = {identifier: entry.name for identifier, entry in known.items()} if claims.records else {}
        self._by_id = {record.id: record for record in claims.records if record.id}
        self._by_name = {key(name): record for record in claims.records for name in record.names}
        self._owners: dict[str, set[str]] = defaultdict(set)
        for name, group in rulings.joined.items():
            if record := self._owner(name):
                self._owners[group].add(record.path)
        self._records = {record.path: record for record in claims.records}
        self._barred = self._bars()
        self._split: set[str] = set()  # groups that are not carried out
        self._freed: set[str] = set()  # names that are taken from their record
        self._heard: set[str] = set()  # names that are somebody, whatever is ruled

    def hear(self, one: Decision) -> Iterator[Problem]:
        """The problems of a decision that contradicts a record."""
        if not self._claims.records:
            return
        match one.ruling:
            case Ruling.SAME:
                yield from self._same(one)
            case Ruling.DIFFERENT | Ruling.REVISION:
                yield from self._different(one)
            case Ruling.IGNORE:
                if record := self._owner(one.a):
                    self._heard.add(self._folded(one.a))
                    where = place_of(record, _where(record, one.a))
                    fact = f"`{one.a}` is ruled to be nobody here, and {where} is a person's record with this name"
                    yield _problem(one.place, fact, "delete one of the two; until then the record holds")
            case _:
                pass

    def claims(self) -> Claims:
        """The claims that hold when all was heard."""
        records = tuple(
            msgspec.structs.replace(one, variants=tuple(n for n in one.variants if key(n) not in self._freed))
            for one in self._claims.records
        )
        return msgspec.structs.replace(
            self._claims, records=records, contested=self._claims.contested | frozenset(self._freed)
        )

    def rulings(self) -> Settled:
        """The rulings that hold when all was heard."""
        joined = {name: group for name, group in self._rulings.joined.items() if group not in self._split}
        ignored = frozenset(name for name in self._rulings.ignored if name not in self._heard)
        return msgspec.structs.replace(self._rulings, joined=joined, ignored=ignored)

    def _same(self, one: Decision) -> Iterator[Problem]:
        """Two records, or a record and what it is not, that a chain of `same` joins."""
        group = self._group(one.a)
        if not group:
            return
        step = "delete one of the lines; until then they stay two"
        said = f"`{one.a}` and `{one.b}` are ruled same here"
        owners = sorted(self._owners.get(group, ()))
        if len(owners) > 1:
            self._split.add(group)
            if self._owner(one.a) or self._owner(one.b):
                places = " and ".join(str(place_of(self._records[path], "name")) for path in owners)
                yield _problem(one.place, f"{said}, and {places} are two persons", step)
        for record, name in self._barred.get(group, ()):
            self._split.add(group)
            fact = f"{said}, and {place_of(record, 'not')} says that `{name}` is not `{record.name}`"
            yield _problem(one.place, fact, step)

    def _different(self, one: Decision) -> Iterator[Problem]:
        """Names of one record, or joined to it by a chain of `same`, that are ruled to be two."""
        record = self._behind(one.a)
        if record is None or record is not self._behind(one.b):
            return
        self._split |= {self._group(one.a), self._group(one.b)}
        self._freed |= {self._folded(name) for name in (one.a, one.b)} - {key(record.name)}
        fact = f"`{one.a}` and `{one.b}` are ruled different here, and {place_of(record, 'variants')} makes them one"
        yield _problem(one.place, fact, "delete one of the two; until then they stay two")

    def _behind(self, name: str) -> PersonRecord | None:
        """The record to which `name` leads by itself or by decisions."""
        owners = self._owners.get(self._group(name), set())
        return self._owner(name) or (self._records[next(iter(owners))] if len(owners) == 1 else None)

    def _owner(self, name: str) -> PersonRecord | None:
        """The record that claims `name`, or the person with this id."""
        return self._by_id.get(PersonId(name)) or self._by_name.get(self._folded(name))

    def _group(self, name: str) -> str:
        """The group of names that decisions join to which `name` belongs; empty for none."""
        return self._rulings.joined.get(self._folded(name), "")

    def _folded(self, name: str) -> str:
        return key(self._pages.get(PersonId(name), name))

    def _bars(self) -> dict[str, list[tuple[PersonRecord, str]]]:
        """For each group that holds a record's person and what the record says it is not, both."""
        found: dict[str, list[tuple[PersonRecord, str]]] = defaultdict(list)
        for record in self._claims.records:
            own = {*map(self._group, record.names)} - {""}
            for name in record.apart:
                if self._group(name) in own:
                    found[self._group(name)].append((record, name))
        return found


def unused(claims: Claims, named: Collection[str]) -> Iterator[Problem]:
    """A notice for each record whose person no article names; `named` are the paths of the others."""
    for record in claims.records:
        if record.path not in named:
            yield Problem(
                severity=Severity.NOTICE,
                place=Place(path=record.path),
                kind="record not used",
                fact=f"no article names `{record.name}`",
                step="add the form that articles print to `variants`, or leave it for articles to come",
            )


def place_of(record: PersonRecord, name: str) -> Place:
    """Where the key `name` stands in the record; its first line where it does not."""
    return Place(path=record.path, line=record.lines.get(name, 1))


def _where(record: PersonRecord, name: str) -> str:
    """The key under which the record has a name."""
    if key(name) == key(record.name):
        return "name"
    return "variants" if key(name) in map(key, record.variants) else "weak"


def _clashes(name: str, records: Sequence[PersonRecord]) -> Iterator[Problem]:
    """A problem for each of the records that claim one name."""
    for record in records:
        other = next(one for one in records if one is not record)
        printed = next(one for one in record.names if key(one) == name)
        where, there = _where(record, name), place_of(other, _where(other, name))
        step = (
            "give one of them another `name`; until then neither record with this name is used"
            if where == "name"
            else "take it out of one of them, or make it `weak` in both; until then it leads to neither"
        )
        yield _problem(place_of(record, where), f"`{printed}` is claimed here and at {there}", step)


def _same_id(identifier: PersonId, records: Sequence[PersonRecord]) -> Iterator[Problem]:
    """A problem for each of the records that claim one id."""
    for record in records:
        other = place_of(next(one for one in records if one is not record), "id")
        step = "make one record of the two; until then neither is used"
        yield _problem(place_of(record, "id"), f"the id `{identifier}` is claimed here and at {other}", step)


def _unknown_id(record: PersonRecord) -> Problem:
    return _problem(
        place_of(record, "id"),
        f"`{record.id}` is no person of the register",
        "take the id from the data export, or delete the line: a record finds its person by name, too",
    )


def _weak_and_strong(
    records: Sequence[PersonRecord], owners: Mapping[str, Sequence[PersonRecord]]
) -> Iterator[Problem]:
    """A warning for each weak variant that by itself is another record's person."""
    for record in records:
        for name in record.weak:
            for other in owners.get(key(name), ())[:1]:
                there = place_of(other, _where(other, name))
                own = other.path == record.path
                fact = f"the weak variant `{name}` is {'its own' if own else 'a'} full one at {there}, which wins"
                step = "take it out of one of the two" if own else "make it `weak` there too, or take it out here"
                yield Problem(
                    severity=Severity.WARNING,
                    place=place_of(record, "weak"),
                    kind="authority record",
                    fact=fact,
                    step=step,
                )


def _problem(place: Place, fact: str, step: str) -> Problem:
    return Problem(severity=Severity.PROBLEM, place=place, kind="authority record", fact=fact, step=step)
