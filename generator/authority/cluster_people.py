"""One person, one page: the names of the whole archive brought together.

In: the names that articles print, the persons that the register knows, what editors wrote. Out: every person, the page
each name leads to, and the register's lines for persons. Conservative: a name that fits two persons joins
neither. Ids, page names and slugs are minted once and never change because something else arrived. Records and
decisions win; the register keeps what the machine thought, so that they can be taken back.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import msgspec

from generator.authority.match_records import seats
from generator.authority.name_tables import NameTable
from generator.authority.overrides import Ruled
from generator.authority.person_ids import enter
from generator.authority.person_records import NO_CLAIMS, Claims
from generator.authority.spellings import Block, Comparer
from generator.model.authority import People, Person, PersonId, PersonRecord
from generator.model.decision import Settled
from generator.model.problem import Place, Problem, Severity
from generator.model.register import PersonEntry
from generator.text.name_parts import tokens
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
    desk = _Desk(known, Comparer(table, ruled.are_apart), ruled, claims)
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
        self.key = cache(key)
        lines = [line for _, line in sorted(known.items())]
        self.clusters = [Cluster(line, ruled.kept(line)) for line in lines]
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
        folded = self.key(name) if self._claims else ""
        if folded in self._strong:
            self.placed[name] = self._strong[folded]
            return
        fits = [] if folded in self._claims.contested else self._fits(name)
        found = self._distinct({*fits, *self.weak.get(folded, ())})
        if len(found) == 1 and fits:
            n = fits[0]
            self.clusters[n].names.append(name)
        else:
            n = len(self.clusters)
            self.clusters.append(Cluster(None, [name]))
        self.placed[name] = n
        self._file(name, n)

    def place_weak(self, uses: Counter[str]) -> None:
        """Lead weak variants that are persons of their own to the one record whose they can be, if nobody else fits."""
        for name in [name for name in uses if self.key(name) in self.weak] if self.weak else ():
            folded, own = self.key(name), self.placed[name]
            alone = self.clusters[own]
            if own in self.weak[folded] or alone.record or any(self.key(other) != folded for other in alone.names):
                continue
            mine = {n for n in self.weak[folded] if not self._is_barred(name, self.clusters[n])}
            found = self._distinct({*self._fits(name), *mine} - {own})
            if len(found) == 1 and mine:
                self.placed |= dict.fromkeys(alone.names, min(mine))

    def join(self, uses: Counter[str]) -> None:
        """Lead the names that editors ruled to be one person to one cluster.

        That is the one with a record, the one that it was before, the one that most articles name. The register's
        spellings stay where they were, so that taking a decision back undoes it.
        """
        if not self._ruled.joins:
            return
        groups: dict[str, list[str]] = defaultdict(list)
        here: dict[int, list[str]] = defaultdict(list)
        for name, n in self.placed.items():
            here[n].append(name)
            if group := self._ruled.group(name):
                groups[group].append(name)
        waiting = sorted(groups)
        while waiting:  # first what leads to a record, and what does so then, so that the rest is the same next time
            recorded = [g for g in waiting if any(self.clusters[self.placed[name]].record for name in groups[g])]
            for group in recorded or waiting:
                members = {self.placed[name] for name in groups[group]}
                if len(members) > 1:
                    self._join(members, groups[group], here, self._foremost(members, group, here, uses))
            waiting = [group for group in waiting if recorded and group not in recorded]

    def _join(self, members: Collection[int], names: Sequence[str], here: dict[int, list[str]], target: int) -> None:
        """Lead the names of a group, and who was one with them, to the cluster `target`.

        Nobody follows who has a record, or whom editors keep apart from one who is there.
        """
        for n in sorted(set(members) - {target}):
            follow = {name for name in here[n] if name in names}
            if self.clusters[n].record is None:
                follow |= {name for name in here[n] if not self._is_barred(name, self.clusters[target], here[target])}
            self.placed |= dict.fromkeys(follow, target)
            here[target] += [name for name in here[n] if name in follow]
            here[n] = [name for name in here[n] if name not in follow]

    def suggestions(self, uses: Counter[str]) -> tuple[Problem, ...]:
        """A notice for each name that stands alone because it fits several persons, by name."""
        found = []
        for own, cluster in enumerate(self.clusters):
            name = cluster.names[0] if len(cluster.names) == 1 and not cluster.record else ""
            if name not in uses or self._ruled.group(name):
                continue
            fits = self._distinct(set(self._fits(name)) - {own})
            if len(fits) > 1 and (not self._claims or self.key(name) not in {*self.weak, *self._claims.contested}):
                found.append(_suggestion(name, sorted(map(self._called, fits))))
        return tuple(sorted(found, key=lambda problem: problem.fact))

    def _seat(self, lines: Sequence[PersonEntry]) -> None:
        """Give each record its cluster, and lead the names that it claims there."""
        taken = seats(self._claims.records, lines, self._fitting)
        where = {record.path: n for n, record in taken.items()}
        barred: set[str] = set()
        self._ruled.own({record.path: lines[n].name for n, record in taken.items()})
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
                barred.add(name)
        self._place_again(barred)
        self._lead()
        weak: dict[str, list[int]] = defaultdict(list)
        for record in self._claims.records:
            n = where[record.path]
            for name in self.clusters[n].forms:
                self.placed[name] = n
                self._file(name, n)
            for name in record.weak:
                folded = self.key(name)
                is_taken = folded in self._strong or folded in self._claims.contested or self._ruled.group(name)
                if not is_taken and n not in weak[folded] and not self._ruled.are_apart(name, record.name):
                    weak[folded].append(n)
        self.weak = {folded: tuple(some) for folded, some in weak.items() if some}

    def _place_again(self, names: Collection[str]) -> None:
        """Lead names that were taken from a record's cluster to who else has them, first to whose page's name it is."""
        for name in names:
            del self.placed[name]
        for n, cluster in enumerate(self.clusters) if names else ():
            for name in cluster.names:
                if name in names and (name not in self.placed or (cluster.entry and cluster.entry.name == name)):
                    self.placed[name] = n

    def _lead(self) -> None:
        """Lead names that the register has to the records that claim them.

        Whose page's name is claimed, and who has no record, is taken over with all other names.
        """
        taken_over: dict[int, int] = {}
        for name, n in self.placed.items():
            target = self._strong.get(self.key(name))
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
        if self._is_barred(name, cluster):
            return False
        return any(same(name, form) for form in cluster.forms) and all(same(name, other) for other in cluster.names)

    def _is_barred(self, name: str, cluster: Cluster, more: Sequence[str] = ()) -> bool:
        """Whether a name is ruled to be another than one of those in a cluster, or of `more` that lead there."""
        return any(self._ruled.are_apart(name, other) for other in (*cluster.names, *cluster.forms, *more))

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

    def _foremost(
        self, members: Collection[int], group: str, here: Mapping[int, Sequence[str]], uses: Counter[str]
    ) -> int:
        """The cluster to which others are joined."""
        before = {cluster.entry.into for n in members if (cluster := self.clusters[n]).entry}

        def order(n: int) -> tuple[bool, str, bool, bool, int, str]:
            cluster = self.clusters[n]
            path = cluster.record.path if cluster.record else ""
            was = cluster.entry is not None and cluster.entry.id in before
            weight = sum(uses[name] for name in here[n])
            return not path, path if path != group else "", not was, cluster.entry is None, -weight, self._called(n)

        return min(members, key=order)

    def _called(self, n: int) -> str:
        """What a cluster is called in messages."""
        cluster = self.clusters[n]
        if cluster.record:
            return cluster.record.name
        return cluster.entry.name if cluster.entry else cluster.names[0]


def _everybody(
    desk: _Desk, entries: Mapping[PersonId, PersonEntry], merged: Mapping[PersonId, PersonId], uses: Counter[str]
) -> People:
    """The persons whom articles name. Only names in use are spellings of a person."""
    ids = {n: cluster.entry.id for n, cluster in enumerate(desk.clusters) if cluster.entry}
    by_name = {name: ids[n] for name, n in desk.placed.items() if name in uses}
    weak: dict[str, tuple[PersonId, ...]] = {}
    for name in uses if desk.weak else ():
        if desk.weak.get(desk.key(name)):
            weak[name] = tuple(ids[n] for n in desk.weak[desk.key(name)])
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
        about=(name, *others),
    )
