"""Decide whether two names can be spellings of one person's name.

In: printed names, the name table, pairs that are ruled apart. Out: the block keys of a name, and the verdict on two
names. Conservative: brothers, father and son, and namesakes in one family stay apart.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from generator.authority.name_tables import NameTable
from generator.authority.script_spellings import list_spellings, list_unsure_spellings
from generator.authority.titles import remove_titles
from generator.text.name_parts import (
    SUFFIXES,
    compute_skeleton,
    contract_umlauts,
    extract_nickname,
    is_initial,
    list_bound_parts,
    respell_umlauts,
    split_name,
)
from generator.text.romanised import is_hyphenated, to_wade_giles

# Names that can match share a block: a form of the last part, a form of the first, its kind, and the first letter of a
# middle part ("" for none, "*" for any).
Block = tuple[str, str, str, str]

# Shorter words carry too little: Li Peng and Li Ping are two people.
_MIN_SKELETON_LENGTH = 5
# From this length on, words that differ in one vowel are spellings of one name: Pervez and Parvez.
_MIN_VOWEL_LENGTH = 6
_VOWELS = frozenset("aeiouy")
# A Western given name before a Chinese name: John Lee Ka-chiu.
_DOUBLE_NAME = re.compile(r"^[A-Z][a-z]+ (?:[A-Z][a-z]+ )?[A-Z][a-z]{1,5} [A-Z][a-z]{1,5}[-‑][a-z]{1,5}$")

# A given name of two syllables: Geun-hye.
_EASTERN_GIVEN = re.compile(r"[A-Z][a-z]{1,5}[-‑][a-z]{1,5}")


class _ParsedName(msgspec.Struct, frozen=True, gc=False):
    """One way to read a name: its tokens without suffix (Jr) and nickname, both of these, and its romanised form.

    `bound` are tokens that a hyphen joins to another. `is_altered`: a Western given name before a Chinese name is
    left out, or the family name is not in its place.
    """

    parts: tuple[str, ...]
    suffix: str
    nickname: str
    romanised: str
    bound: frozenset[str]
    is_altered: bool = False


class NameComparer:
    """Compares names and caches their parts; `are_apart` returns whether editors ruled two names apart."""

    def __init__(self, table: NameTable, are_apart: Callable[[str, str], bool]) -> None:
        self._table = table
        self._are_apart = are_apart
        self._readings: dict[str, tuple[_ParsedName, ...]] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def build_blocks(self, name: str) -> Iterator[Block]:
        """Yield the blocks that `name` is stored in: forms of its last and first part, first letters of middle parts.

        An initial is stored by its letter, and so is every other first part, in a block of its own.
        """
        for parsed in self._list_readings(name):
            yield from _build_whole_blocks(parsed)
            last_forms, first_forms = self._list_last_forms(parsed), self._list_first_forms(parsed)
            for middle in (*_list_middle_letters(parsed.parts), "*"):
                for last in last_forms:
                    if is_initial(parsed.parts[0]):
                        yield last, parsed.parts[0], "initial", middle
                    else:
                        yield last, parsed.parts[0][0], "letter", middle
                        yield from ((last, first, "form", middle) for first in first_forms)

    def build_search_blocks(self, name: str) -> Iterator[Block]:
        """Yield the blocks to search for spellings of `name`; middle parts may be missing."""
        for parsed in self._list_readings(name):
            yield from _build_whole_blocks(parsed)
            letters = _list_middle_letters(parsed.parts)
            last_forms, first_forms = self._list_last_forms(parsed), self._list_first_forms(parsed)
            for middle in ("*",) if letters == ("",) else (*letters, ""):
                for last in last_forms:
                    yield last, parsed.parts[0][0], "initial", middle
                    if is_initial(parsed.parts[0]):
                        yield last, parsed.parts[0], "letter", middle
                    else:
                        yield from ((last, first, "form", middle) for first in first_forms)

    def is_same(self, a: str, b: str) -> bool:
        """Return whether two names can be one person's: in any reading, same start, same end, no part contradicts."""
        return not self._are_apart(a, b) and any(
            self._is_same_reading(first, second)
            for first in self._list_readings(a)
            for second in self._list_readings(b)
            if not (first.is_altered and second.is_altered)  # John Lee Ka-chiu is not Martin Lee Ka-chiu
        )

    def _is_same_reading(self, a: _ParsedName, b: _ParsedName) -> bool:
        """Return whether two readings can be one person's name."""
        if a.suffix != b.suffix:
            return False
        if a.parts == b.parts or _join_parts(a.parts) == _join_parts(b.parts):  # Deng Xiao-ping, Abdul Hamid
            return True
        if a.romanised and a.romanised == b.romanised:  # Mao Tse-tung
            return True
        if not (self._has_same_end(a, b) and self._has_same_start(a, b)):
            return False
        (few, _), (many, bound) = sorted(
            ((a.parts[1:-1], a.bound), (b.parts[1:-1], b.bound)), key=lambda reading: len(reading[0])
        )
        if few and all(map(is_initial, few)) and all(map(is_initial, many)):
            return few == many[: len(few)]  # George W. is not George H. W.
        unmatched = list(many)
        for part in few:
            match = next((candidate for candidate in unmatched if self._is_variant(part, candidate)), None)
            if match is None:
                return False
            unmatched.remove(match)
        return is_initial(a.parts[0]) or is_initial(b.parts[0]) or not bound.intersection(unmatched)

    def list_unsure_spellings(self, name: str) -> tuple[str, ...]:
        """Return Latin spellings of a name in another script that are not certain enough to join people."""
        return list_unsure_spellings(name, self._table)

    def _list_readings(self, name: str) -> tuple[_ParsedName, ...]:
        """Return the ways to read `name`, cached; none if it is only symbols."""
        if name not in self._readings:
            self._readings[name] = tuple(self._parse_name(name))
        return self._readings[name]

    def _parse_name(self, name: str) -> Iterator[_ParsedName]:
        """Yield `name` as printed, then without titles and umlauts, each with the same in another order.

        Of a name in another script, its nominative and its Latin spellings are readings, too.
        """
        respelled = map(respell_umlauts, (name, remove_titles(name)))
        for spelling in dict.fromkeys((*list_spellings(name, self._table), *respelled)):
            short_form, bare_name = extract_nickname(spelling)
            parts = split_name(bare_name)
            name_parts = tuple(part for part in parts if part not in SUFFIXES) or parts
            if not name_parts:
                continue
            parsed = _ParsedName(
                parts=name_parts,
                suffix=parts[-1] if len(parts) > 1 and parts[-1] in SUFFIXES else "",
                nickname=short_form,
                romanised=_join_parts(name_parts) if is_hyphenated(spelling) else to_wade_giles(name_parts),
                bound=list_bound_parts(bare_name),
            )
            yield parsed
            if parts := self._reorder(bare_name, name_parts):
                yield msgspec.structs.replace(parsed, parts=parts, romanised=_join_parts(parts), is_altered=True)

    def _reorder(self, name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the parts of a name in the usual order if it is printed in the other: Abe Shinzo, Geun-hye Park.

        Empty if it is in the usual order, or nothing says which part is the family name. A Western name before a
        Chinese one is left out.
        """
        if _DOUBLE_NAME.search(name):
            return parts[-3:]
        first, _, last = name.partition(" ")
        if _EASTERN_GIVEN.fullmatch(first) and not _EASTERN_GIVEN.fullmatch(last):
            return (*parts[2:], *parts[:2])
        is_family_first = len(parts) == 2 and self._table.is_family(parts[0]) and not self._table.is_family(parts[1])
        return parts[::-1] if is_family_first else ()

    def _list_last_forms(self, name: _ParsedName) -> list[str]:
        """Return the forms of a last part."""
        return sorted(self._collect_forms(name.parts[-1]) | {contract_umlauts(name.parts[-1])})

    def _list_first_forms(self, name: _ParsedName) -> list[str]:
        """Return the forms of a first part and of a printed nickname."""
        forms = self._collect_forms(name.parts[0]) | (
            self._collect_forms(name.nickname) if name.nickname else frozenset()
        )
        return sorted(forms | {_replace_vowels(name.parts[0])})

    def _has_same_end(self, parsed_a: _ParsedName, parsed_b: _ParsedName) -> bool:
        """Return whether two names end alike; beside an initial, family name and middle name must be equal."""
        a, b = parsed_a.parts[-1], parsed_b.parts[-1]
        if a == b:
            for short, full in ((parsed_a, parsed_b), (parsed_b, parsed_a)):
                if is_initial(short.parts[0]) and not is_initial(full.parts[0]):
                    return all(is_initial(part) or part in full.parts for part in short.parts[1:])
            return True
        if is_initial(parsed_a.parts[0]) or is_initial(parsed_b.parts[0]):
            return False
        if (
            min(len(a), len(b)) >= _MIN_SKELETON_LENGTH
            and contract_umlauts(a) == contract_umlauts(b)
            and "g" not in self._table.get_flags(a) + self._table.get_flags(b)
        ):
            return True  # Mueller and Muller, but not Michael and Michal
        shared_forms = self._collect_forms(a) & self._collect_forms(b)
        if not shared_forms or not self._table.is_family(a) or not self._table.is_family(b):
            return bool(shared_forms)
        # Two known family names: Perez and Pires, Rayner and Reiner only sound alike.
        return any(form[0] == "P" for form in shared_forms) or compute_skeleton(a, strict=True) == compute_skeleton(
            b, strict=True
        )

    def _has_same_start(self, parsed_a: _ParsedName, parsed_b: _ParsedName) -> bool:
        """Return whether two names begin alike: by their first parts, or by a printed nickname."""
        a, b = parsed_a.parts[0], parsed_b.parts[0]
        if self._is_variant(a, b) or self._has_one_vowel_change(a, b):
            return True
        return any(
            short_form and self._is_variant(short_form, first_part)
            for short_form, first_part in ((parsed_a.nickname, b), (parsed_b.nickname, a))
        )

    def _is_variant(self, a: str, b: str) -> bool:
        """Return whether two parts are spellings of one name, or one is the initial of the other."""
        if a == b or (a[0] == b[0] and (is_initial(a) or is_initial(b))):
            return True
        return bool(self._collect_forms(a) & self._collect_forms(b))

    def _has_one_vowel_change(self, a: str, b: str) -> bool:
        """Return whether two given names differ in one inner vowel and one of them is no known name."""
        if (
            len(a) != len(b)
            or len(a) < _MIN_VOWEL_LENGTH
            or a[-1] != b[-1]
            or (self._table.get_flags(a) and self._table.get_flags(b))
        ):
            return False
        differing = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and set(differing[0]) <= _VOWELS

    def _collect_forms(self, token: str) -> frozenset[str]:
        """Return what spellings of one name share: table symbols, short forms, the skeleton."""
        if token not in self._forms:
            forms = {token, *(f"={name}" for name in _FULL_FORMS.get(token, ()))}
            if len(token) >= _MIN_SKELETON_LENGTH:
                forms.add("~" + compute_skeleton(token))
            self._forms[token] = frozenset(forms) | self._table.get_symbols(token)
        return self._forms[token]


def _build_whole_blocks(name: _ParsedName) -> Iterator[Block]:
    """Yield the blocks of a whole name."""
    yield _join_parts(name.parts), "", "joined", ""
    if name.romanised:
        yield name.romanised, "", "romanised", ""


def _join_parts(parts: tuple[str, ...]) -> str:
    """Join the tokens of a name: writers may or may not separate given names."""
    return "".join(parts)


@lru_cache(maxsize=1 << 16)
def _replace_vowels(token: str) -> str:
    """Return a token with a placeholder for each inner vowel, the key of names that differ in one vowel."""
    return "%" + "".join("*" if letter in _VOWELS else letter for letter in token[:-1]) + token[-1:]


def _list_middle_letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first letters of the middle parts; only "" if there are none."""
    return tuple(sorted({part[0] for part in parts[1:-1]})) or ("",)


# Short forms that are used as often as the full name.
_SHORT_FORMS = """tony anthony antony|bill will william willie|bob rob robert bobby|jim jimmy james|mike michael mick
    |tom thomas tommy|joe joseph|dick rick rich richard|ted ed edward eddie|ted theodore
    |dan danny daniel|chris christopher|ben benjamin|sam samuel|steve stephen steven
    |liz beth elizabeth betty|kate katherine catherine kathy|dave david|nick nicholas|matt matthew
    |pat patrick|pete peter|ron ronald|ken kenneth|larry lawrence laurence|fred frederick|greg gregory
    |jeff jeffrey geoffrey geoff|andy andrew|tim timothy|don donald|ray raymond|jerry gerald gerry
    |al albert|al alan allan|alex alexander|hank henry harry|jack john johnny|chuck charlie charles
    |sandy alexander|vlad vladimir|gene eugene|walt walter|phil philip phillip|stan stanley|doug douglas
    |jon jonathan|josh joshua|zach zachary|abe abraham|max maximilian|manny manuel|pepe jose
    |paco francisco|lula luiz|bernie bernard|ernie ernest|art arthur|herb herbert|irv irving|jake jacob
    |len lenny leonard|lou louis
    |marty martin|mitch mitchell|mort morton|nate nathan|nate nathaniel|newt newton|norm norman|russ russell
    |rudy rudolph|rudy rudolf|sid sidney|terry terence|vic victor|vince vincent|wes wesley|woody woodrow
    |monty montgomery|hal harold
    |gabe gabriel|mo mohamed|fritz friedrich|sepp josef|gus augustus|abby abigail|angie angela|barb barbara
    |becky rebecca|cathy catherine|cindy cynthia|connie constance|debbie deborah|jackie jacqueline|jenny jennifer
    |judy judith|maggie peggy margaret|mandy amanda|pam pamela|sue susan|tess theresa|vicky victoria|val valerie
    |trish patty patricia|steffi stefanie|sasha alexander|misha mikhail|volodya vladimir|pancho francisco|chema jose
    |nacho ignacio|lupe guadalupe|beto roberto""".replace("\n    ", "")
_FULL_FORMS: dict[str, frozenset[str]] = {
    word: frozenset(group for group in _SHORT_FORMS.split("|") if word in group.split())
    for word in _SHORT_FORMS.replace("|", " ").split()
}
