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
from generator.model.register import PersonEntry
from generator.text import digest
from generator.text.names import SUFFIXES, is_initial, skeleton, tokens
from generator.text.slugs import slug, unique


class Unified(msgspec.Struct, frozen=True):
    """Everybody, and what the register shall hold of them."""

    people: People
    entries: dict[PersonId, PersonEntry]


# Where names that can be one are filed together: a form of the last part, one of the first, its kind, and
# the first letter of a part between ("" for none, "*" for any).
_Block = tuple[str, str, str, str]


class _Cluster(msgspec.Struct):
    """A person in the making: the line in the register, if any, and the names that lead here."""

    entry: PersonEntry | None
    names: list[str]


def unify(articles: Iterable[Sequence[str]], known: Mapping[PersonId, PersonEntry], table: NameTable) -> Unified:
    """The persons of `articles` (the names that each prints), those of the register first.

    The more parts a name has, the earlier it is placed; a shorter one then joins the single person whom it
    fits, or stands alone where it fits several ("George Bush" beside "George W." and "George H. W.").
    """
    uses = Counter(name for names in articles for name in set(names))
    clusters = [_Cluster(entry, list(entry.spellings)) for _, entry in sorted(known.items())]
    placed = {name: n for n, cluster in enumerate(clusters) for name in cluster.names}
    compare = _Comparer(table)
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
    return _unified(clusters, placed, uses)


def _file(blocks: dict[_Block, list[int]], compare: "_Comparer", name: str, n: int) -> None:
    """Put cluster `n` into the blocks in which names like `name` are looked for."""
    for block in compare.blocks(name):
        if blocks[block][-1:] != [n]:
            blocks[block].append(n)


def _unified(clusters: list[_Cluster], placed: Mapping[str, int], uses: Counter[str]) -> Unified:
    """Persons and register lines of `clusters`. Only names in use are spellings of a person."""
    entries: dict[PersonId, PersonEntry] = {}
    taken = {slug.lower() for cluster in clusters if cluster.entry for slug in cluster.entry.slugs}
    ids: list[PersonId] = []
    for cluster in sorted(clusters, key=lambda cluster: cluster.entry is None):
        entry = cluster.entry or _minted(cluster.names, uses, taken, entries)
        spellings = tuple(sorted({*entry.spellings, *cluster.names}))
        entries[entry.id] = msgspec.structs.replace(entry, spellings=spellings)
        cluster.entry = entry
    ids = [cluster.entry.id for cluster in clusters if cluster.entry]
    by_name = {name: ids[n] for name, n in placed.items() if name in uses}
    seen: dict[PersonId, list[str]] = defaultdict(list)
    for name in sorted(by_name):
        seen[by_name[name]].append(name)
    persons = {
        identifier: Person(
            id=identifier, name=entries[identifier].name, slug=entries[identifier].slugs[-1], spellings=tuple(names)
        )
        for identifier, names in sorted(seen.items())
    }
    return Unified(People(persons=persons, by_name=by_name), dict(sorted(entries.items())))


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


class _Comparer:
    """Compares names, remembering the parts of each."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._suffixes: dict[str, str] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def blocks(self, name: str) -> Iterator[_Block]:
        """The keys under which `name` is filed: forms of its last and first part, letters of those between.

        A first part that is an initial is filed by the letter; so is every other, apart from it.
        """
        parts = self._parts(name)
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
        if not parts_a or not parts_b or self._suffix(a) != self._suffix(b):
            return False
        if parts_a == parts_b:
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
            self._forms[token] = frozenset({token, "~" + skeleton(token)}) | self._table.symbols(token)
        return self._forms[token]


def _letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters of the parts between the first and the last, "" alone where there are none."""
    return tuple(sorted({part[0] for part in parts[1:-1]})) or ("",)
