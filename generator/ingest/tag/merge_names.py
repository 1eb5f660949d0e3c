"""Merge the names of one story: short forms and weaker spellings belong to the person with the fullest form.

In: the names that the rules accepted, in the order of the text. Out: one name for each person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import msgspec

from generator.ingest.tag.person_words import RULERS
from generator.text.name_parts import SUFFIXES, has_capitals, is_initial, list_bound_parts, split_name


class Candidate(msgspec.Struct, frozen=True):
    """A name as printed, its tokens, and its tokens without a suffix such as Jr."""

    name: str
    tokens: tuple[str, ...]
    core: tuple[str, ...]


def build_candidate(name: str) -> Candidate:
    """Split `name` into its tokens."""
    parts = split_name(name)
    return Candidate(name, parts, tuple(part for part in parts if part not in SUFFIXES) or parts)


# The number of a ruler: Charles III, who is King Charles too.
_NUMERAL = re.compile(r" [IVX]+$")
_DESCENT = re.compile(r"^\S+ (?:bin|ibn|bint) ")
# A Western given name before a Chinese name: John Lee Ka-chiu, who is John Lee too.
_DOUBLE_NAME = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Z][a-z]+ )?[A-Z][a-z]{1,5}[-‑][a-z]{1,5}$")

# If more people of one story have the same ending and first letter, they are a list; only these are compared.
_MOST_COMPARED = 40


def merge_candidates(
    candidates: list[Candidate], is_family_name: Callable[[str], bool], is_given_name: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return one name for each person: the fullest form in the story, the earliest of equally full ones.

    A family name of several words ("López Obrador") goes to the person whose name ends with it.
    """
    people: list[Candidate] = []
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for candidate in candidates:
        block = blocks[candidate.core[-1], candidate.core[0][0]]
        for n in block[:_MOST_COMPARED]:
            if fuller := _choose_fuller(people[n], candidate):
                people[n] = fuller
                break
        else:
            block.append(len(people))
            people.append(candidate)
    name_ends = {person.core[n:] for person in people for n in range(1, len(person.core) - 1)}
    double_names = {person.core[:2] for person in people if _DOUBLE_NAME.search(person.name)}
    rulers = _find_rulers(people, is_given_name)
    return tuple(
        person.name
        for person in people
        if (person.core not in name_ends or not is_family_name(person.core[0]))
        and person.core not in double_names
        and rulers[person.tokens[person.core[0] in RULERS :]] != 1
    )


def _find_rulers(people: Iterable[Candidate], is_given_name: Callable[[str], bool]) -> Counter[tuple[str, ...]]:
    """Count the people of a story for whom each short name of a ruler can stand.

    Charles III is King Charles, John Paul II is John Paul, Qaboos bin Said is Sultan Qaboos.
    """
    numbered = [person for person in people if _NUMERAL.search(person.name)]
    short_names = Counter(person.tokens[:-1] for person in numbered if all(map(is_given_name, person.tokens[:-1])))
    first_names = Counter(person.tokens[:1] for person in people if person not in numbered)
    return short_names + Counter(
        {person.tokens[:1]: first_names[person.tokens[:1]] for person in people if _DESCENT.search(person.name)}
    )


def _choose_fuller(a: Candidate, b: Candidate) -> Candidate | None:
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
