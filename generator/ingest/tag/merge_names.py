"""Merge the names of one story: short forms and weaker spellings belong to the person with the fullest form.

In: the names that the rules accepted, in the order of the text. Out: one name for each person.
"""

from collections import defaultdict
from collections.abc import Callable

import msgspec

from generator.text.name_parts import SUFFIXES, is_initial, split_name


class Candidate(msgspec.Struct, frozen=True):
    """A name as printed, its tokens, and its tokens without a suffix such as Jr."""

    name: str
    tokens: tuple[str, ...]
    core: tuple[str, ...]


def build_candidate(name: str) -> Candidate:
    """Split `name` into its tokens."""
    parts = split_name(name)
    return Candidate(name, parts, tuple(part for part in parts if part not in SUFFIXES) or parts)


# If more people of one story have the same ending and first letter, they are a list; only these are compared.
_MOST_COMPARED = 40


def merge_candidates(candidates: list[Candidate], is_family_name: Callable[[str], bool]) -> tuple[str, ...]:
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
    return tuple(person.name for person in people if person.core not in name_ends or not is_family_name(person.core[0]))


def _choose_fuller(a: Candidate, b: Candidate) -> Candidate | None:
    """Return the fuller of two names that end alike if one contains the other; else None."""
    if a.tokens == b.tokens:
        return a
    if set(a.tokens[-1:]) & SUFFIXES != set(b.tokens[-1:]) & SUFFIXES:
        return None
    if a.core[0] != b.core[0] and not (is_initial(a.core[0]) or is_initial(b.core[0])):
        return None
    middle_a, middle_b = set(a.core[1:-1]), set(b.core[1:-1])
    if middle_a <= middle_b or middle_b <= middle_a:
        return b if len(b.name) > len(a.name) and middle_a <= middle_b else a
    return None
