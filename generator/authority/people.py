"""One person, one page: the names of the whole archive brought together.

In: the names that articles print, and the persons that the register knows. Out: every person, the page
each name leads to, and the register's lines for persons. Conservative: a name that fits two persons joins
neither. Ids, page names and slugs are minted once and never change because something else arrived.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.authority.names import NameTable
from generator.model.authority import People, Person, PersonId
from generator.model.decision import Settled
from generator.model.problem import Place, Problem, Severity
from generator.model.register import PersonEntry
from generator.text import digest
from generator.text.names import SUFFIXES, is_initial, skeleton, tokens
from generator.text.normalise import key
from generator.text.slugs import slug, unique

NOTHING_SETTLED = Settled()
_SHOWN = 3


class Unified(msgspec.Struct, frozen=True):
    """Everybody, what the register shall hold of them, and what waits for a person's decision."""

    people: People
    entries: dict[PersonId, PersonEntry]
    suggestions: tuple[Problem, ...] = ()


# Where names that can be one are filed together: a form of the last part, one of the first, its kind, and
# the first letter of a part between ("" for none, "*" for any).
_Block = tuple[str, str, str, str]


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
    compare = _Comparer(table, ruled)
    clusters = [_Cluster(entry, compare.kept(entry)) for _, entry in sorted(known.items())]
    placed = {name: n for n, cluster in enumerate(clusters) for name in cluster.names}
    blocks: dict[_Block, list[int]] = defaultdict(list)
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
    clusters: list[_Cluster], uses: Counter[str], blocks: Mapping[_Block, list[int]], compare: "_Comparer"
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
        about=(name, *others),
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


def _file(blocks: dict[_Block, list[int]], compare: "_Comparer", name: str, n: int) -> None:
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


class _Comparer:
    """Compares names, remembering the parts of each."""

    def __init__(self, table: NameTable, ruled: _Ruled) -> None:
        self._table = table
        self._ruled = ruled
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._suffixes: dict[str, str] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def kept(self, entry: PersonEntry) -> list[str]:
        """The spellings that the register has for a person, without those that editors ruled to be another."""
        kept = [entry.name]
        for name in entry.spellings:
            if name != entry.name and not any(self._ruled.are_apart(name, other) for other in kept):
                kept.append(name)
        return kept

    def blocks(self, name: str) -> Iterator[_Block]:
        """The keys under which `name` is filed: forms of its last and first part, letters of those between.

        A first part that is an initial is filed by the letter; so is every other, apart from it.
        """
        parts = self._parts(name)
        yield _joined(parts), "", "joined", ""
        for middle in (*_letters(parts), "*"):
            for last in sorted(self._form(parts[-1])) if parts else ():
                if is_initial(parts[0]):
                    yield last, parts[0], "initial", middle
                else:
                    yield last, parts[0][0], "letter", middle
                    yield from ((last, first, "form", middle) for first in sorted(self._form(parts[0])))

    def sought(self, name: str) -> Iterator[_Block]:
        """The keys under which spellings of `name` are looked for: parts between may be left out."""
        parts = self._parts(name)
        yield _joined(parts), "", "joined", ""
        letters = _letters(parts)
        for middle in ("*",) if letters == ("",) else (*letters, ""):
            for last in sorted(self._form(parts[-1])) if parts else ():
                yield last, parts[0][0], "initial", middle
                if is_initial(parts[0]):
                    yield last, parts[0], "letter", middle
                else:
                    yield from ((last, first, "form", middle) for first in sorted(self._form(parts[0])))

    def is_same(self, a: str, b: str) -> bool:
        """Whether two names can be one person's: they begin and end alike and no part contradicts."""
        parts_a, parts_b = self._parts(a), self._parts(b)
        if not parts_a or not parts_b or self._suffix(a) != self._suffix(b) or self._ruled.are_apart(a, b):
            return False
        if parts_a == parts_b or _joined(parts_a) == _joined(parts_b):  # Deng Xiao-ping, Abdul Hamid
            return True
        if not (self._alike(parts_a[-1], parts_b[-1]) and self._alike(parts_a[0], parts_b[0])):
            return False
        few, many = sorted((parts_a[1:-1], parts_b[1:-1]), key=len)
        if few and all(map(is_initial, few)) and all(map(is_initial, many)):
            return few == many[: len(few)]  # George W. is not George H. W.
        rest = list(many)
        for part in few:
            match = next((other for other in rest if self._alike(part, other)), None)
            if match is None:
                return False
            rest.remove(match)
        return True

    def _suffix(self, name: str) -> str:
        """The suffix that tells father and son apart, "" for none."""
        self._parts(name)
        return self._suffixes[name]

    def _parts(self, name: str) -> tuple[str, ...]:
        """The tokens of `name` without a suffix such as Jr."""
        if name not in self._tokens:
            parts = tokens(name)
            self._tokens[name] = tuple(part for part in parts if part not in SUFFIXES)
            self._suffixes[name] = parts[-1] if parts and parts[-1] in SUFFIXES else ""
        return self._tokens[name]

    def _alike(self, a: str, b: str) -> bool:
        """Whether two parts are spellings of one name, or one is the initial of the other."""
        if a == b or (a[0] == b[0] and (is_initial(a) or is_initial(b))):
            return True
        return bool(self._form(a) & self._form(b))

    def _form(self, token: str) -> frozenset[str]:
        """What spellings of one name share: symbols where the table knows them, and the skeleton."""
        if token not in self._forms:
            known = {token, "~" + skeleton(token), *(f"={name}" for name in _SHORT.get(token, ()))}
            self._forms[token] = frozenset(known) | self._table.symbols(token)
        return self._forms[token]


def _joined(parts: tuple[str, ...]) -> str:
    """The tokens of a name written together: whether given names are joined is a matter of taste."""
    return "".join(parts)


# Short forms under which people are known as well as under the full one.
_SHORT_FORMS = """tony anthony antony|bill will william willie|bob rob robert bobby|jim jimmy james|mike michael mick
    |tom thomas tommy|joe joseph|dick rick rich richard|ted ed edward eddie|ted theodore
    |dan danny daniel|chris christopher|ben benjamin|sam samuel|steve stephen steven
    |liz beth elizabeth betty|kate katherine catherine kathy|dave david|nick nicholas|matt matthew
    |pat patrick|pete peter|ron ronald|ken kenneth|larry lawrence laurence|fred frederick|greg gregory
    |jeff jeffrey geoffrey geoff|andy andrew|tim timothy|don donald|ray raymond|jerry gerald gerry
    |al albert|al alan allan|alex alexander|hank henry harry|jack john johnny|chuck charlie charles
    |sandy alexander|vlad vladimir|gene eugene|walt walter|phil philip phillip|stan stanley|doug douglas
    |jon jonathan|josh joshua|zach zachary|abe abraham|max maximilian|manny manuel|pepe jose
    |paco francisco|lula luiz""".replace("\n    ", "")
_SHORT: dict[str, frozenset[str]] = {
    word: frozenset(group for group in _SHORT_FORMS.split("|") if word in group.split())
    for word in _SHORT_FORMS.replace("|", " ").split()
}


def _letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters of the parts between the first and the last, "" alone where there are none."""
    return tuple(sorted({part[0] for part in parts[1:-1]})) or ("",)
