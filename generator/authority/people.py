"""One person, one page: the names of the whole archive brought together.

In: the names that articles print, the persons that the register knows, what editors wrote. Out: every person, the page
each name leads to, and the register's lines for persons. Conservative: a name that fits two persons joins
neither. Ids, page names and slugs are minted once and never change because something else arrived. Records and
decisions win; the register keeps what the machine thought, so that they can be taken back.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from generator.authority.lines import enter
from generator.authority.names import NameTable
from generator.authority.records import NO_CLAIMS, Claims
from generator.authority.ruled import Ruled
from generator.authority.seats import seats
from generator.authority.spellings import Block, Comparer
from generator.model.authority import People, Person, PersonId, PersonRecord
from generator.model.decision import Settled
from generator.model.problem import Place, Problem, Severity
from generator.model.register import PersonEntry
from generator.text.names import tokens
from generator.text.normalise import key

NOTHING_SETTLED = Settled()
_SHOWN = 3


class Unified(msgspec.Struct, frozen=True):
    """Everybody, what the register shall hold of them, and what waits for a person's decision."""

    people: People
    entries: dict[PersonId, PersonEntry]
    suggestions: tuple[Problem, ...] = ()


class Cluster(msgspec.Struct):
    """A person in the making: the line in the register, if any, and the names that the machine led here.

    With a `record` a name fits here that fits one of `forms`: the record's names, and those of persons that it took
    over. `led` are names of the line that a record leads, here or elsewhere.
    """

    entry: PersonEntry | None
    names: list[str]
    record: PersonRecord | None = None
    forms: list[str] = []
    led: list[str] = []


def unify(
    articles: Iterable[Sequence[str]],
    known: Mapping[PersonId, PersonEntry],
    table: NameTable,
    rulings: Settled = NOTHING_SETTLED,
    claims: Claims = NO_CLAIMS,
) -> Unified:
    """The persons of `articles` (the names that each prints), those of the register first.

    The more parts a name has, the earlier it is placed; a shorter one then joins the single person whom it
    fits, or stands alone where it fits several ("George Bush" beside "George W." and "George H. W."). What
    editors wrote in records (`claims`) and ruled in `rulings` (names or ids of persons) wins.
    """
    ruled = Ruled(rulings, known, claims)
    uses = Counter(name for names in articles for name in set(names))
    parts = {name: len(tokens(name)) for name in uses}
    for name, number in parts.items():
        if not number or ruled.is_ignored(name):
            del uses[name]
    desk = _Desk(known, Comparer(table, ruled), ruled, claims)
    for name in sorted(uses, key=lambda name: (-parts[name], -uses[name], -len(name), name)):
        desk.place(name)
    desk.place_weak(uses)
    suggestions = desk.suggestions(uses)
    desk.join(uses)
    entries, merged = enter(desk.clusters, desk.placed, uses, claims.unread)
    people = _everybody(desk, entries, merged, uses)
    return Unified(people, entries, suggestions)


class _Desk:
    """Where names are placed: the clusters, which of them each name leads to, where names like it are looked for."""

    def __init__(self, known: Mapping[PersonId, PersonEntry], compare: Comparer, ruled: Ruled, claims: Claims) -> None:
        self._compare, self._ruled, self._claims = compare, ruled, claims
        lines = [line for _, line in sorted(known.items())]
        self.clusters = [Cluster(line, compare.kept(line)) for line in lines]
        self.placed: dict[str, int] = {}
        self._blocks: dict[Block, list[int]] = defaultdict(list)
        self._strong: dict[str, int] = {}
        self.weak: dict[str, tuple[int, ...]] = {}
        for n, cluster in enumerate(self.clusters):
            for name in cluster.names:
                self.placed[name] = n
                self._file(name, n)
        self.placed |= {line.name: n for n, line in enumerate(lines)}  # of two with one spelling, whose page's it is
        if claims:
            self._seat(lines)

    def place(self, name: str) -> None:
        """Lead a name to the person whose it is, or to one of its own."""
        if name in self.placed:
            return
        folded = key(name) if self._claims else ""
        if folded in self._strong:
            self.placed[name] = self._strong[folded]
            return
        fits = [] if folded in self._claims.contested else self._fits(name)
        found = self._distinct({*fits, *self.weak.get(folded, ())})
        if len(found) == 1 and found[0] in fits:
            n = found[0]
            self.clusters[n].names.append(name)
        else:
            n = len(self.clusters)
            self.clusters.append(Cluster(None, [name]))
        self.placed[name] = n
        self._file(name, n)

    def place_weak(self, uses: Counter[str]) -> None:
        """Lead weak variants that are persons of their own to the one record whose they can be, if nobody else fits."""
        for name in [name for name in uses if key(name) in self.weak] if self.weak else ():
            folded, own = key(name), self.placed[name]
            alone = self.clusters[own]
            if own in self.weak[folded] or alone.record or any(key(other) != folded for other in alone.names):
                continue
            found = self._distinct({*self._fits(name), *self.weak[folded]} - {own})
            if len(found) == 1 and found[0] in self.weak[folded]:
                for other in alone.names:
                    self.placed[other] = found[0]

    def join(self, uses: Counter[str]) -> None:
        """Lead the names that editors ruled to be one person to one cluster.

        That is the one with a record, the one that it was before, the one that most articles name. The register's
        spellings stay where they were, so that taking a decision back undoes it.
        """
        if not self._ruled.joins:
            return
        groups: dict[str, list[str]] = defaultdict(list)
        weight: Counter[int] = Counter()
        for name, n in self.placed.items():
            weight[n] += uses[name]
            if group := self._ruled.group(name):
                groups[group].append(name)
        leads = list(range(len(self.clusters)))
        for group, names in sorted(groups.items()):
            members = {_followed(leads, self.placed[name]) for name in names}
            recorded = [n for n in members if self.clusters[n].record]
            if len(recorded) > 1:  # the machine had led names of the group to other records
                own = [n for n in recorded if self._record_path(n) == group]
                self.placed |= {name: n for n in own for name in names}
                members = {*own, *(members - set(recorded))}
            if len(members) > 1:
                target = self._foremost(members, weight)
                weight[target] = sum(weight[n] for n in members)
                for n in members:
                    leads[n] = target
        for name, n in self.placed.items():
            self.placed[name] = _followed(leads, n)

    def suggestions(self, uses: Counter[str]) -> tuple[Problem, ...]:
        """A notice for each name that stands alone because it fits several persons, by name."""
        found = []
        for own, cluster in enumerate(self.clusters):
            name = cluster.names[0] if len(cluster.names) == 1 and not cluster.record else ""
            if name not in uses or self._ruled.group(name):
                continue
            fits = self._distinct(set(self._fits(name)) - {own})
            if len(fits) > 1 and (not self._claims or key(name) not in {*self.weak, *self._claims.contested}):
                found.append(_suggestion(name, sorted(map(self._called, fits))))
        return tuple(sorted(found, key=lambda problem: problem.fact))

    def _seat(self, lines: Sequence[PersonEntry]) -> None:
        """Give each record its cluster, and lead the names that it claims there."""
        taken = seats(self._claims.records, lines, self._fitting)
        where = {record.path: n for n, record in taken.items()}
        for record in self._claims.records:
            if record.path not in where:
                where[record.path] = len(self.clusters)
                self.clusters.append(Cluster(None, []))
            n = where[record.path]
            cluster = self.clusters[n]
            cluster.record, cluster.forms = record, list(record.names)
            self._strong |= dict.fromkeys(map(key, record.names), n)
            for name in [name for name in cluster.names if self._ruled.are_apart(name, record.name)]:
                cluster.names.remove(name)
                if self.placed[name] == n:
                    del self.placed[name]
        self._lead()
        weak: dict[str, list[int]] = defaultdict(list)
        for record in self._claims.records:
            n = where[record.path]
            for name in self.clusters[n].forms:
                self.placed[name] = n
                self._file(name, n)
            for folded in dict.fromkeys(map(key, record.weak)):
                if folded not in self._strong and folded not in self._claims.contested:
                    weak[folded].append(n)
        self.weak = {folded: tuple(some) for folded, some in weak.items()}

    def _lead(self) -> None:
        """Lead names that the register has to the records that claim them.

        Whose page's name is claimed, and who has no record, is taken over with all other names.
        """
        taken_over: dict[int, int] = {}
        for name, n in self.placed.items():
            target = self._strong.get(key(name))
            if target is None:
                continue
            cluster = self.clusters[n]
            cluster.names.remove(name)
            cluster.led = [*cluster.led, name]
            self.placed[name] = target
            if n != target and cluster.record is None and cluster.entry and cluster.entry.name == name:
                taken_over[n] = target
        for n, target in taken_over.items():
            cluster, taker = self.clusters[n], self.clusters[target]
            assert taker.record
            for name in cluster.names:
                if not self._ruled.are_apart(name, taker.record.name):
                    self.placed[name] = target
                    taker.forms.append(name)
                    cluster.led = [*cluster.led, name]
            cluster.names = [name for name in cluster.names if self.placed[name] == n]

    def _fitting(self, name: str) -> int | None:
        """The one cluster that a record's name fits, if there is one."""
        fits = self._fits(name)
        return fits[0] if len(fits) == 1 else None

    def _fits(self, name: str) -> list[int]:
        """The clusters that a name fits."""
        near = sorted({n for block in self._compare.sought(name) for n in self._blocks.get(block, ())})
        return [n for n in near if self._is_of(name, self.clusters[n])]

    def _is_of(self, name: str, cluster: Cluster) -> bool:
        """Whether a name can be of a cluster: like all of its names, and one of the forms of its record."""
        same = self._compare.is_same
        if not cluster.forms:
            return bool(cluster.names) and all(same(name, other) for other in cluster.names)
        if any(self._ruled.are_apart(name, form) for form in cluster.forms):
            return False
        return any(same(name, form) for form in cluster.forms) and all(same(name, other) for other in cluster.names)

    def _distinct(self, found: Collection[int]) -> list[int]:
        """These clusters, of those that decisions join only the first."""
        if len(found) < 2 or not self._ruled.joins:
            return sorted(found)
        first: dict[str | int, int] = {}
        for n in sorted(found):
            cluster = self.clusters[n]
            groups = map(self._ruled.group, (*cluster.names, *cluster.forms))
            first.setdefault(next(filter(None, groups), n), n)
        return list(first.values())

    def _file(self, name: str, n: int) -> None:
        """Put cluster `n` into the blocks in which names like `name` are looked for."""
        for block in self._compare.blocks(name):
            if self._blocks[block][-1:] != [n]:
                self._blocks[block].append(n)

    def _foremost(self, members: Collection[int], weight: Counter[int]) -> int:
        """The cluster to which others are joined."""
        before = {cluster.entry.into for n in members if (cluster := self.clusters[n]).entry}

        def order(n: int) -> tuple[bool, bool, bool, int, int]:
            cluster = self.clusters[n]
            was = cluster.entry is not None and cluster.entry.id in before
            return cluster.record is None, not was, cluster.entry is None, -weight[n], n

        return min(members, key=order)

    def _record_path(self, n: int) -> str:
        record = self.clusters[n].record
        return record.path if record else ""

    def _called(self, n: int) -> str:
        """What a cluster is called in messages."""
        cluster = self.clusters[n]
        return cluster.record.name if cluster.record else cluster.names[0]


def _followed(leads: Sequence[int], n: int) -> int:
    """Where a cluster was led in the end."""
    while leads[n] != n:
        n = leads[n]
    return n


def _everybody(
    desk: _Desk, entries: Mapping[PersonId, PersonEntry], merged: Mapping[PersonId, PersonId], uses: Counter[str]
) -> People:
    """The persons whom articles name. Only names in use are spellings of a person."""
    ids = {n: cluster.entry.id for n, cluster in enumerate(desk.clusters) if cluster.entry}
    by_name = {name: ids[n] for name, n in desk.placed.items() if name in uses}
    weak: dict[str, tuple[PersonId, ...]] = {}
    for name in uses if desk.weak else ():
        if desk.weak.get(key(name)):
            weak[name] = tuple(ids[n] for n in desk.weak[key(name)])
    records = {ids[n]: cluster.record for n, cluster in enumerate(desk.clusters) if cluster.record}
    seen: dict[PersonId, list[str]] = defaultdict(list)
    for name in sorted(by_name):
        seen[by_name[name]].append(name)
    persons = {}
    for identifier, names in sorted(seen.items()):
        entry, record = entries[identifier], records.get(identifier)
        persons[identifier] = Person(
            id=identifier,
            name=record.name if record else entry.name,
            slug=entry.slugs[-1],
            spellings=tuple(names),
            record=record,
        )
    return People(persons=persons, by_name=by_name, merged=merged, weak=weak)


def _suggestion(name: str, others: Sequence[str]) -> Problem:
    """The notice that `name` was joined to none of several persons whom it fits."""
    shown = " and ".join(f"`{other}`" for other in others[:_SHOWN]) + (" and others" if len(others) > _SHOWN else "")
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path="content/decisions"),
        kind="suggestion",
        fact=f"`{name}` fits {shown}, and has a page of its own",
        step="rule it to be the `same` as one of them, or `different`",
    )
