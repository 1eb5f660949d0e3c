"""One person, one page: the names of the whole archive brought together.

In: the names that articles print, and the persons that the register knows. Out: every person, the page
each name leads to, and the register's lines for persons. Conservative: a name that fits two persons joins
neither. Ids, page names and slugs are minted once and never change because something else arrived.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.authority.names import NameTable
from generator.authority.spellings import Block, Comparer
from generator.model.authority import People, Person, PersonId
from generator.model.decision import Settled
from generator.model.problem import Place, Problem, Severity
from generator.model.register import PersonEntry
from generator.text import digest
from generator.text.names import tokens
from generator.text.normalise import key
from generator.text.slugs import slug, unique

NOTHING_SETTLED = Settled()
_SHOWN = 3


class Unified(msgspec.Struct, frozen=True):
    """Everybody, what the register shall hold of them, and what waits for a person's decision."""

    people: People
    entries: dict[PersonId, PersonEntry]
    suggestions: tuple[Problem, ...] = ()


class _Cluster(msgspec.Struct):
    """A person in the making: the line in the register, if any, and the names that lead here."""

    entry: PersonEntry | None
    names: list[str]


def unify(
    articles: Iterable[Sequence[str]],
    known: Mapping[PersonId, PersonEntry],
    table: NameTable,
    rulings: Settled = NOTHING_SETTLED,
) -> Unified:
    """The persons of `articles` (the names that each prints), those of the register first.

    The more parts a name has, the earlier it is placed; a shorter one then joins the single person whom it
    fits, or stands alone where it fits several ("George Bush" beside "George W." and "George H. W."). What
    editors ruled in `rulings` (names or ids of persons) wins.
    """
    ruled = _Ruled(rulings, known)
    uses = Counter(name for names in articles for name in set(names) if not ruled.is_ignored(name))
    compare = Comparer(table, ruled.are_apart)
    clusters = [_Cluster(entry, _kept(entry, ruled)) for _, entry in sorted(known.items())]
    placed = {name: n for n, cluster in enumerate(clusters) for name in cluster.names}
    blocks: dict[Block, list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        for name in cluster.names:
            _file(blocks, compare, name, n)
    for name in sorted(uses, key=lambda name: (-len(tokens(name)), -uses[name], -len(name), name)):
        if name in placed:
            continue
        near = sorted({n for block in compare.sought(name) for n in blocks.get(block, ())})
        fits = [n for n in near if all(compare.is_same(name, other) for other in clusters[n].names)]
        if len(fits) == 1:
            clusters[fits[0]].names.append(name)
        else:
            clusters.append(_Cluster(None, [name]))
        placed[name] = fits[0] if len(fits) == 1 else len(clusters) - 1
        _file(blocks, compare, name, placed[name])
    suggestions = _suggestions(clusters, uses, blocks, compare)
    _join(clusters, placed, uses, ruled)
    return msgspec.structs.replace(_unified(clusters, placed, uses), suggestions=suggestions)


def _suggestions(
    clusters: list[_Cluster], uses: Counter[str], blocks: Mapping[Block, list[int]], compare: Comparer
) -> tuple[Problem, ...]:
    """A notice for each name that stands alone because it fits several persons, by name."""
    found = []
    for own, cluster in enumerate(clusters):
        if len(cluster.names) != 1 or cluster.names[0] not in uses:
            continue
        name = cluster.names[0]
        near = sorted({n for block in compare.sought(name) for n in blocks.get(block, ())} - {own})
        fits = [n for n in near if all(compare.is_same(name, other) for other in clusters[n].names)]
        if len(fits) > 1:
            found.append(_suggestion(name, sorted(clusters[n].names[0] for n in fits)))
    return tuple(sorted(found, key=lambda problem: problem.fact))


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


def _join(clusters: list[_Cluster], placed: dict[str, int], uses: Counter[str], ruled: "_Ruled") -> None:
    """Lead the names that editors ruled to be one person to one cluster: the one that most articles name.

    The register's spellings stay where they were, so that taking a decision back undoes it.
    """
    groups: dict[str, set[int]] = defaultdict(set)
    for name, n in placed.items():
        if group := ruled.group(name):
            groups[group].add(n)
    for group in sorted(groups):
        weight = Counter(dict.fromkeys(groups[group], 0))
        for name, n in placed.items():
            if n in weight:
                weight[n] += uses[name]
        target = min(weight, key=lambda n: (clusters[n].entry is None, -weight[n], n))
        for name, n in placed.items():
            if n in weight:
                placed[name] = target


def _file(blocks: dict[Block, list[int]], compare: Comparer, name: str, n: int) -> None:
    """Put cluster `n` into the blocks in which names like `name` are looked for."""
    for block in compare.blocks(name):
        if blocks[block][-1:] != [n]:
            blocks[block].append(n)


def _unified(clusters: list[_Cluster], placed: Mapping[str, int], uses: Counter[str]) -> Unified:
    """Persons and register lines of `clusters`. Only names in use are spellings of a person."""
    entries: dict[PersonId, PersonEntry] = {}
    taken = {slug.lower() for cluster in clusters if cluster.entry for slug in cluster.entry.slugs}
    inhabited = set(placed.values())
    for n, cluster in sorted(enumerate(clusters), key=lambda item: item[1].entry is None):
        if cluster.entry is None and n not in inhabited:
            continue  # joined to another before it had an id
        entry = cluster.entry or _minted(cluster.names, uses, taken, entries)
        spellings = tuple(sorted({entry.name, *cluster.names}))
        entries[entry.id] = msgspec.structs.replace(entry, spellings=spellings)
        cluster.entry = entry
    ids = {n: cluster.entry.id for n, cluster in enumerate(clusters) if cluster.entry}
    by_name = {name: ids[n] for name, n in placed.items() if name in uses}
    merged = {
        ids[n]: ids[placed[name]]
        for n, cluster in enumerate(clusters)
        for name in cluster.names
        if n in ids and placed[name] != n and n not in inhabited
    }
    seen: dict[PersonId, list[str]] = defaultdict(list)
    for name in sorted(by_name):
        seen[by_name[name]].append(name)
    persons = {
        identifier: Person(
            id=identifier, name=entries[identifier].name, slug=entries[identifier].slugs[-1], spellings=tuple(names)
        )
        for identifier, names in sorted(seen.items())
    }
    return Unified(People(persons=persons, by_name=by_name, merged=merged), dict(sorted(entries.items())))


def _minted(
    names: list[str], uses: Counter[str], taken: set[str], entries: Mapping[PersonId, PersonEntry]
) -> PersonEntry:
    """A new person: named as in most articles, then by the longest form, then in code point order."""
    name = min(names, key=lambda name: (-uses[name], -len(name), name))
    identifier = PersonId("p" + digest.short("person", name))
    n = 0
    while identifier in entries:
        n += 1
        identifier = PersonId("p" + digest.short("person", name, str(n)))
    issued = unique(slug(name, identifier), taken, identifier)
    taken.add(issued.lower())
    return PersonEntry(id=identifier, name=name, slugs=(issued,), spellings=(name,))


def _kept(entry: PersonEntry, ruled: "_Ruled") -> list[str]:
    """The spellings that the register has for a person, without those that editors ruled to be another."""
    kept = [entry.name]
    for name in entry.spellings:
        if name != entry.name and not any(ruled.are_apart(name, other) for other in kept):
            kept.append(name)
    return kept


class _Ruled:
    """What editors ruled about names; an id in a decision stands for the name of that person's page."""

    def __init__(self, rulings: Settled, known: Mapping[PersonId, PersonEntry]) -> None:
        names = {identifier: entry.name for identifier, entry in known.items()}

        def folded(name: str) -> str:
            return key(names.get(PersonId(name), name))

        self._groups = {folded(name): first for name, first in rulings.joined.items()}
        self._apart = frozenset(frozenset(map(folded, pair)) for pair in rulings.apart)
        self._ignored = frozenset(map(folded, rulings.ignored))

    def is_ignored(self, name: str) -> bool:
        """Whether `name` is no person."""
        return key(name) in self._ignored

    def group(self, name: str) -> str | None:
        """The group of names ruled to be one to which `name` belongs."""
        return self._groups.get(key(name))

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two names are ruled to be two persons."""
        return bool(self._apart) and frozenset((key(a), key(b))) in self._apart
