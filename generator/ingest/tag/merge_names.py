"""Merge the names of one story: short forms and weaker spellings belong to the person with the fullest form.

In: names with their mentions, in the order of the text. Out: groups of mentions, one for each person.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from generator.text.name_parts import SUFFIXES, has_capitals, is_initial, list_bound_parts, split_name

# If more people of one story have the same ending and first letter, they are a list; only these are compared.
_MOST_COMPARED = 40
# A name that begins or ends a longer one of the same story shares so many words with it.
_FEWEST_SHARED = 2
# The number of a ruler: Charles III, who is King Charles too.
_NUMERAL = re.compile(r" [IVX]+$")
_DESCENT = re.compile(r"^\S+ (?:bin|ibn|bint) ")
# A Western given name before a Chinese name: John Lee Ka-chiu, who is John Lee too.
_DOUBLE_NAME = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Z][a-z]+ )?[A-Z][a-z]{1,5}[-‑][a-z]{1,5}$")


class SplitName(msgspec.Struct, frozen=True, gc=False):
    """A name as printed, its tokens, its tokens without a suffix such as Jr."""

    name: str
    tokens: tuple[str, ...]
    core: tuple[str, ...]


def build_split_name(name: str) -> SplitName:
    """Split `name` into its tokens."""
    parts = split_name(name)
    return SplitName(name, parts, tuple(part for part in parts if part not in SUFFIXES) or parts)


def group_names(names: Iterable[str], rulers: Container[str] = ()) -> tuple[dict[str, str], tuple[SplitName, ...]]:
    """Return the fullest form of each of `names` (all different), and the fullest forms in the order of first mention.

    The earliest of equally full forms wins; a form in capitals loses against the same in small letters. `rulers` are
    words before a name that stands alone ("king").
    """
    people: list[SplitName] = []
    groups: list[list[str]] = []
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for name in names:
        split = build_split_name(name)
        if not split.core:
            continue
        block = blocks[split.core[-1], split.core[0][0]]
        for n in block[:_MOST_COMPARED]:
            if fuller := _choose_fuller(people[n], split):
                people[n] = fuller
                groups[n].append(name)
                break
        else:
            block.append(len(people))
            people.append(split)
            groups.append([name])
    _join_short_names(people, groups, rulers)
    forms = {name: person.name for person, group in zip(people, groups, strict=True) for name in group}
    return forms, tuple(people)


def _join_short_names(people: list[SplitName], groups: list[list[str]], rulers: Container[str]) -> None:
    """Join short names to the one person of the story for whom they can stand.

    Charles III is King Charles, John Paul II is John Paul, Qaboos bin Said is Sultan Qaboos, John Lee Ka-chiu is John
    Lee, Ana Torres Vidal is Ana Torres, Luis Miguel Campo Rey is Campo Rey.
    """
    owners: dict[tuple[str, ...], list[SplitName]] = defaultdict(list)
    for person in people:
        if _NUMERAL.search(person.name):
            owners[person.tokens[person.core[0] in rulers : -1]].append(person)
        elif _DESCENT.search(person.name):
            owners[person.tokens[:1]].append(person)
        elif _DOUBLE_NAME.search(person.name):
            owners[person.core[:2]].append(person)
        else:
            for part in _list_ends(person):
                owners[part].append(person)
    positions = {person: n for n, person in enumerate(people)}
    targets: dict[int, int] = {}  # from the position of a short name to that of the whole one
    places = list(range(len(people)))  # of first mention
    for n in range(len(people) - 1, -1, -1):
        short = people[n]
        fuller = _drop_contained(owners.get(short.tokens[short.core[0] in rulers :], ()))
        if len(fuller) != 1 or fuller[0] is short or _NUMERAL.search(short.name):
            continue
        target = positions[fuller[0]]
        while target in targets:
            target = targets[target]
        if target != n:
            targets[n] = target
            groups[target] += groups[n]
            places[target] = min(places[target], places[n])
    order = sorted(positions.values() - targets.keys(), key=places.__getitem__)
    people[:] = [people[n] for n in order]
    groups[:] = [groups[n] for n in order]


def _list_ends(person: SplitName) -> Iterator[tuple[str, ...]]:
    """Yield the beginnings and ends of a name, cut at no hyphen: its owner may be printed without a family name."""
    bound, core = list_bound_parts(person.name), person.core
    for cut in range(1, len(core)):
        if not {core[cut - 1], core[cut]} <= bound:
            yield from (part for part in (core[:cut], core[cut:]) if len(part) >= _FEWEST_SHARED)


def _drop_contained(people: Sequence[SplitName]) -> list[SplitName]:
    """Return the names without those that are the beginning or the end of another one; none if they are many."""
    if len(people) > _MOST_COMPARED:
        return []
    cores = {person.core for person in people}
    return [
        person
        for person in dict.fromkeys(people)
        if not any(
            len(core) > len(person.core) and person.core in (core[: len(person.core)], core[-len(person.core) :])
            for core in cores
        )
    ]


def find_name_ends(people: Sequence[SplitName]) -> frozenset[tuple[str, ...]]:
    """Return the ends of two or more words of the names of `people`: "López Obrador" is one of them."""
    return frozenset(person.core[n:] for person in people for n in range(1, len(person.core) - 1))


def _choose_fuller(a: SplitName, b: SplitName) -> SplitName | None:
    """Return the fuller of two names that end alike if one contains the other; else None."""
    if a.tokens == b.tokens:
        return b if has_capitals(a.name) and not has_capitals(b.name) else a
    if set(a.tokens[-1:]) & SUFFIXES != set(b.tokens[-1:]) & SUFFIXES:
        return None
    if a.core[0] != b.core[0] and not (is_initial(a.core[0]) or is_initial(b.core[0])):
        return None
    middle_a, middle_b = set(a.core[1:-1]), set(b.core[1:-1])
    if (middle_a ^ middle_b) & (list_bound_parts(a.name) | list_bound_parts(b.name)):
        return None  # Jean Dupont beside Jean-Paul Dupont
    if middle_a <= middle_b or middle_b <= middle_a:
        return b if len(b.name) > len(a.name) and middle_a <= middle_b else a
    return None
