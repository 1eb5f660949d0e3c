"""Bring the names of the whole archive together: one person, one page.

In: the names that articles print, the register's people, editors' records and decisions. Out: every person, the page
that each name leads to, and the register's person entries. Conservative: a name that fits two people joins neither.
Ids, page names and slugs are minted once and never change because of new articles. Records and decisions win; the
register keeps the machine's own choice, so that you can take them back.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import msgspec

from generator.authority.match_records import match_records
from generator.authority.name_tables import NameTable
from generator.authority.overrides import NameOverrides
from generator.authority.person_ids import choose_page_name, update_person_entries
from generator.authority.person_records import NO_CLAIMS, Claims
from generator.authority.spellings import Block, NameComparer
from generator.authority.suggestions import build_suggestion
from generator.model.authority import People, Person, PersonId, PersonRecord
from generator.model.decision import SubjectRulings
from generator.model.problem import Problem
from generator.model.register import PersonEntry
from generator.text.name_parts import split_name
from generator.text.normalise import fold_key

NO_RULINGS = SubjectRulings()


class UnifiedPeople(msgspec.Struct, frozen=True):
    """All people, their register entries, and the suggestions that wait for an editor."""

    people: People
    entries: dict[PersonId, PersonEntry]
    suggestions: tuple[Problem, ...] = ()


class Cluster(msgspec.Struct):
    """A person in the making: the register entry, if any, and the names that the machine assigned to it.

    If there is a `record`, a name fits if it fits one of `forms`: the names of the record and of people it absorbed.
    `redirected_names` are names of the entry that a record sends here or elsewhere.
    """

    entry: PersonEntry | None
    names: list[str]
    record: PersonRecord | None = None
    forms: list[str] = []
    redirected_names: list[str] = []


def unify_people(
    articles: Iterable[Sequence[str]],
    known_entries: Mapping[PersonId, PersonEntry],
    table: NameTable,
    rulings: SubjectRulings = NO_RULINGS,
    claims: Claims = NO_CLAIMS,
) -> UnifiedPeople:
    """Return the people of `articles` (the names that each article prints), those of the register first.

    Names with more parts are placed first; a shorter name then joins the only person it fits, or stays separate if it
    fits several ("George Bush" beside "George W." and "George H. W."). Records (`claims`) and decisions (`rulings`:
    names or ids of people) win.
    """
    overrides = NameOverrides(rulings, known_entries, claims)
    use_counts = Counter(name for names in articles for name in set(names))
    part_counts = {name: len(split_name(name)) for name in use_counts}
    for name, number in part_counts.items():
        if not number or overrides.is_ignored(name):
            del use_counts[name]
    clusterer = PersonClusterer(known_entries, NameComparer(table, overrides.are_apart), overrides, claims)
    for name in sorted(use_counts, key=lambda name: (-part_counts[name], -use_counts[name], -len(name), name)):
        clusterer.place_name(name)
    clusterer.place_weak_names(use_counts)
    suggestions = clusterer.list_suggestions(use_counts)
    clusterer.join_groups(use_counts)
    entries, merged_ids = update_person_entries(
        clusterer.clusters, clusterer.cluster_by_name, use_counts, claims.unread, table
    )
    people = _build_people(clusterer, entries, merged_ids, use_counts, table)
    return UnifiedPeople(people, entries, suggestions)


class PersonClusterer:
    """Assigns names to clusters and finds the clusters of similar names."""

    def __init__(
        self,
        known_entries: Mapping[PersonId, PersonEntry],
        comparer: NameComparer,
        overrides: NameOverrides,
        claims: Claims,
    ) -> None:
        self._comparer, self._overrides, self._claims = comparer, overrides, claims
        self.fold_key = cache(fold_key)
        entries = [entry for _, entry in sorted(known_entries.items())]
        self.clusters = [Cluster(entry, overrides.select_spellings(entry)) for entry in entries]
        self.cluster_by_name: dict[str, int] = {}
        self._blocks: dict[Block, list[int]] = defaultdict(list)
        self._record_clusters: dict[str, int] = {}
        self.weak_clusters: dict[str, tuple[int, ...]] = {}
        for n, cluster in enumerate(self.clusters):
            for name in cluster.names:
                self.cluster_by_name[name] = n
                self._index_name(name, n)
        self.cluster_by_name |= {
            entry.name: n for n, entry in enumerate(entries)
        }  # if two entries share a spelling, the owner of the page name
        if claims:
            self._assign_records(entries)

    def place_name(self, name: str) -> None:
        """Assign a name to the person it belongs to, or to a new one."""
        if name in self.cluster_by_name:
            return
        name_key = self.fold_key(name) if self._claims else ""
        if name_key in self._record_clusters:
            self.cluster_by_name[name] = self._record_clusters[name_key]
            return
        fits = [] if name_key in self._claims.contested else self._find_fits(name)
        candidates = self._select_distinct({*fits, *self.weak_clusters.get(name_key, ())})
        if len(candidates) == 1 and fits:
            n = fits[0]
            self.clusters[n].names.append(name)
        else:
            n = len(self.clusters)
            self.clusters.append(Cluster(None, [name]))
        self.cluster_by_name[name] = n
        self._index_name(name, n)

    def place_weak_names(self, use_counts: Counter[str]) -> None:
        """Assign weak variants without a person of their own to the only record they fit, if nobody else fits."""
        for name in (
            [name for name in use_counts if self.fold_key(name) in self.weak_clusters] if self.weak_clusters else ()
        ):
            name_key, own_cluster = self.fold_key(name), self.cluster_by_name[name]
            cluster = self.clusters[own_cluster]
            if (
                own_cluster in self.weak_clusters[name_key]
                or cluster.record
                or any(self.fold_key(spelling) != name_key for spelling in cluster.names)
            ):
                continue
            weak_fits = {n for n in self.weak_clusters[name_key] if not self._is_barred(name, self.clusters[n])}
            candidates = self._select_distinct({*self._find_fits(name), *weak_fits} - {own_cluster})
            if len(candidates) == 1 and weak_fits:
                self.cluster_by_name |= dict.fromkeys(cluster.names, min(weak_fits))

    def join_groups(self, use_counts: Counter[str]) -> None:
        """Join the names that editors ruled to be one person.

        The target is the cluster with a record, else the former target, else the cluster that most articles name. The
        register's spellings stay where they were, so that you can undo the decision.
        """
        if not self._overrides.has_joins:
            return
        groups: dict[str, list[str]] = defaultdict(list)
        names_by_cluster: dict[int, list[str]] = defaultdict(list)
        for name, n in self.cluster_by_name.items():
            names_by_cluster[n].append(name)
            if group := self._overrides.find_group(name):
                groups[group].append(name)
        pending_groups = sorted(groups)
        while (
            pending_groups
        ):  # clusters with a record first, then their former targets, so that the next run gives the same result
            recorded_groups = [
                candidate
                for candidate in pending_groups
                if any(self.clusters[self.cluster_by_name[name]].record for name in groups[candidate])
            ]
            for group in recorded_groups or pending_groups:
                members = {self.cluster_by_name[name] for name in groups[group]}
                if len(members) > 1:
                    self._join_group(
                        members,
                        groups[group],
                        names_by_cluster,
                        self._select_target(members, group, names_by_cluster, use_counts),
                    )
            pending_groups = [group for group in pending_groups if recorded_groups and group not in recorded_groups]

    def _join_group(
        self, members: Collection[int], names: Sequence[str], names_by_cluster: dict[int, list[str]], target: int
    ) -> None:
        """Join the names of a group, and everyone joined to them before, to the cluster `target`.

        Clusters with a record do not join, nor do those that editors keep apart from a member.
        """
        for n in sorted(set(members) - {target}):
            followers = {name for name in names_by_cluster[n] if name in names}
            if self.clusters[n].record is None:
                followers |= {
                    name
                    for name in names_by_cluster[n]
                    if not self._is_barred(name, self.clusters[target], names_by_cluster[target])
                }
            self.cluster_by_name |= dict.fromkeys(followers, target)
            names_by_cluster[target] += [name for name in names_by_cluster[n] if name in followers]
            names_by_cluster[n] = [name for name in names_by_cluster[n] if name not in followers]

    def list_suggestions(self, use_counts: Counter[str]) -> tuple[Problem, ...]:
        """Return a notice for each name that stays separate because it fits several people or may fit one, by name."""
        problems = []
        for own_cluster, cluster in enumerate(self.clusters):
            name = cluster.names[0] if len(cluster.names) == 1 and not cluster.record else ""
            if name not in use_counts or self._overrides.find_group(name):
                continue
            fits = self._select_distinct(set(self._find_fits(name)) - {own_cluster})
            unsure_fits = [] if fits else self._find_unsure_fits(name, own_cluster)
            if (len(fits) > 1 or unsure_fits) and (
                not self._claims or self.fold_key(name) not in {*self.weak_clusters, *self._claims.contested}
            ):
                problems.append(build_suggestion(name, sorted(map(self._get_label, fits or unsure_fits))))
        return tuple(sorted(problems, key=lambda problem: problem.fact))

    def _assign_records(self, entries: Sequence[PersonEntry]) -> None:
        """Give each record its cluster and assign the names it claims."""
        record_by_cluster = match_records(
            self._claims.records, entries, [cluster.names for cluster in self.clusters], self._find_single_fit
        )
        cluster_by_path = {record.path: n for n, record in record_by_cluster.items()}
        barred_names: set[str] = set()
        self._overrides.assign_pages({record.path: entries[n].name for n, record in record_by_cluster.items()})
        for record in self._claims.records:
            if record.path not in cluster_by_path:
                cluster_by_path[record.path] = len(self.clusters)
                self.clusters.append(Cluster(None, []))
            n = cluster_by_path[record.path]
            cluster = self.clusters[n]
            cluster.record, cluster.forms = record, list(record.names)
            self._record_clusters |= dict.fromkeys(map(fold_key, record.names), n)
            for name in [name for name in cluster.names if self._overrides.are_apart(name, record.name)]:
                cluster.names.remove(name)
                barred_names.add(name)
        self._assign_freed_names(barred_names)
        self._redirect_claimed_names()
        weak: dict[str, list[int]] = defaultdict(list)
        for record in self._claims.records:
            n = cluster_by_path[record.path]
            for name in self.clusters[n].forms:
                self.cluster_by_name[name] = n
                self._index_name(name, n)
            for name in record.weak:
                name_key = self.fold_key(name)
                is_taken = (
                    name_key in self._record_clusters
                    or name_key in self._claims.contested
                    or self._overrides.find_group(name)
                )
                if not is_taken and n not in weak[name_key] and not self._overrides.are_apart(name, record.name):
                    weak[name_key].append(n)
        self.weak_clusters = {name_key: tuple(numbers) for name_key, numbers in weak.items() if numbers}

    def _assign_freed_names(self, names: Collection[str]) -> None:
        """Assign names that a record's cluster lost to other owners, first to the owner of the page name."""
        for name in names:
            del self.cluster_by_name[name]
        for n, cluster in enumerate(self.clusters) if names else ():
            for name in cluster.names:
                if name in names and (
                    name not in self.cluster_by_name or (cluster.entry and cluster.entry.name == name)
                ):
                    self.cluster_by_name[name] = n

    def _redirect_claimed_names(self) -> None:
        """Send names of the register to the records that claim them.

        If a record claims the page name of someone without a record, it absorbs that person with all names.
        """
        takeovers: dict[int, int] = {}
        for name, n in self.cluster_by_name.items():
            target = self._record_clusters.get(self.fold_key(name))
            if target is None:
                continue
            cluster = self.clusters[n]
            self.cluster_by_name[name] = target
            if n != target and cluster.record is None and cluster.entry and cluster.entry.name == name:
                takeovers[n] = target
        for cluster in self.clusters:  # two entries may share a name; a record takes it from both
            claimed_names = [name for name in cluster.names if self.fold_key(name) in self._record_clusters]
            cluster.names = [name for name in cluster.names if name not in claimed_names]
            cluster.redirected_names = [*cluster.redirected_names, *claimed_names]
        for n, target in takeovers.items():
            cluster, taker = self.clusters[n], self.clusters[target]
            assert taker.record
            for name in cluster.names:
                if not self._overrides.are_apart(name, taker.record.name):
                    self.cluster_by_name[name] = target
                    taker.forms.append(name)
                    cluster.redirected_names = [*cluster.redirected_names, name]
            cluster.names = [name for name in cluster.names if self.cluster_by_name[name] == n]

    def _find_single_fit(self, name: str) -> int | None:
        """Return the only cluster whose record's name fits, if there is exactly one."""
        fits = self._find_fits(name)
        return fits[0] if len(fits) == 1 else None

    def _find_fits(self, name: str) -> list[int]:
        """Return the clusters that a name fits."""
        nearby_clusters = sorted(
            {n for block in self._comparer.build_search_blocks(name) for n in self._blocks.get(block, ())}
        )
        return [n for n in nearby_clusters if self._can_join(name, self.clusters[n])]

    def _find_unsure_fits(self, name: str, own_cluster: int) -> list[int]:
        """Return the other clusters that a name in another script may fit, by spellings that are not certain."""
        fits = {n for spelling in self._comparer.list_unsure_spellings(name) for n in self._find_fits(spelling)}
        fits.discard(own_cluster)
        return self._select_distinct({n for n in fits if not self._is_barred(name, self.clusters[n])})

    def _can_join(self, name: str, cluster: Cluster) -> bool:
        """Return whether a name can belong to a cluster: it must fit all of its names and one form of its record."""
        is_same = self._comparer.is_same
        if not cluster.forms:
            return bool(cluster.names) and all(is_same(name, spelling) for spelling in cluster.names)
        if self._is_barred(name, cluster):
            return False
        return any(is_same(name, form) for form in cluster.forms) and all(
            is_same(name, spelling) for spelling in cluster.names
        )

    def _is_barred(self, name: str, cluster: Cluster, extra_names: Sequence[str] = ()) -> bool:
        """Return whether a ruling keeps a name apart from a name in the cluster or from `extra_names`."""
        return any(
            self._overrides.are_apart(name, spelling) for spelling in (*cluster.names, *cluster.forms, *extra_names)
        )

    def _select_distinct(self, numbers: Collection[int]) -> list[int]:
        """Return these clusters, with only the first of those that decisions join."""
        if len(numbers) < 2 or not self._overrides.has_joins:
            return sorted(numbers)
        first_numbers: dict[str | int, int] = {}
        for n in sorted(numbers):
            cluster = self.clusters[n]
            groups = map(self._overrides.find_group, (*cluster.names, *cluster.forms))
            first_numbers.setdefault(next(filter(None, groups), n), n)
        return list(first_numbers.values())

    def _index_name(self, name: str, n: int) -> None:
        """Add cluster `n` to the blocks that are searched for names like `name`."""
        for block in self._comparer.build_blocks(name):
            if self._blocks[block][-1:] != [n]:
                self._blocks[block].append(n)

    def _select_target(
        self,
        members: Collection[int],
        group: str,
        names_by_cluster: Mapping[int, Sequence[str]],
        use_counts: Counter[str],
    ) -> int:
        """Return the cluster that the others join."""
        former_targets = {cluster.entry.into for n in members if (cluster := self.clusters[n]).entry}

        def rank_cluster(n: int) -> tuple[bool, str, bool, bool, int, str]:
            cluster = self.clusters[n]
            path = cluster.record.path if cluster.record else ""
            was_target = cluster.entry is not None and cluster.entry.id in former_targets
            weight = sum(use_counts[name] for name in names_by_cluster[n])
            return (
                not path,
                path if path != group else "",
                not was_target,
                cluster.entry is None,
                -weight,
                self._get_label(n),
            )

        return min(members, key=rank_cluster)

    def _get_label(self, n: int) -> str:
        """Return the name of a cluster for messages."""
        cluster = self.clusters[n]
        if cluster.record:
            return cluster.record.name
        return cluster.entry.name if cluster.entry else cluster.names[0]


def _build_people(
    clusterer: PersonClusterer,
    entries: Mapping[PersonId, PersonEntry],
    merged_ids: Mapping[PersonId, PersonId],
    use_counts: Counter[str],
    table: NameTable,
) -> People:
    """Build the people that articles name. Only names in use count as spellings."""
    ids = {n: cluster.entry.id for n, cluster in enumerate(clusterer.clusters) if cluster.entry}
    id_by_name = {name: ids[n] for name, n in clusterer.cluster_by_name.items() if name in use_counts}
    weak_ids: dict[str, tuple[PersonId, ...]] = {}
    for name in use_counts if clusterer.weak_clusters else ():
        if clusterer.weak_clusters.get(clusterer.fold_key(name)):
            weak_ids[name] = tuple(ids[n] for n in clusterer.weak_clusters[clusterer.fold_key(name)])
    records = {ids[n]: cluster.record for n, cluster in enumerate(clusterer.clusters) if cluster.record}
    names_by_id: dict[PersonId, list[str]] = defaultdict(list)
    for name in sorted(id_by_name):
        names_by_id[id_by_name[name]].append(name)
    persons = {}
    for identifier, names in sorted(names_by_id.items()):
        entry, record = entries[identifier], records.get(identifier)
        persons[identifier] = Person(
            id=identifier,
            name=record.name if record else choose_page_name(entry.name, names, table),
            slug=entry.slugs[-1],
            spellings=tuple(names),
            record=record,
        )
    return People(persons=persons, by_name=id_by_name, merged=merged_ids, weak=weak_ids)
