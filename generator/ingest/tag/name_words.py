"""Read a word of a possible name: whether it is a given or family name, a common word, a title, part of a place.

In: a word as printed, the language of its story, the tables. Out: the word with the evidence that it is the first word
of a person's name, an inner one or the last one, and that a name begins after it or ends before it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from generator.authority.name_tables import NameTable
from generator.ingest.tag import word_kinds as kinds
from generator.ingest.tag.capital_runs import LETTER, LOWER, PARTICLES, UPPER
from generator.ingest.tag.word_kinds import LanguageWords
from generator.text.name_parts import SUFFIXES
from generator.text.normalise import fold

_CACHE_SIZE = 1 << 16
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(rf"(?:{UPPER}|Ch|Th|Ph|Yu|Ju)\.")
NUMBERS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split())
_SYLLABLE = re.compile(rf"{UPPER}{LOWER}{{0,5}}(?:[-‑]{LETTER}{LOWER}{{1,5}})?")
# "Seferoğlu'nu", "Gene'a": endings of the language behind an apostrophe.
_APOSTROPHE_ENDING = re.compile(rf"(?<={LETTER}{{3}})['’]{LOWER}{{1,6}}$")
_TWO, _SHORT_CAPITALS, _LONG = 2, 3, 6
# "L'Assemblée", "Dell'Utri".
_ELISION = re.compile(r"(?:l|d|qu|dell|all|nell|sull|dall|un)['’](?=\w)", re.IGNORECASE)
# Kinds that say something about a word as part of a name.
_NAME_KINDS = (
    kinds.TITLE,
    kinds.ROLE,
    kinds.RULER,
    kinds.ARTICLE,
    kinds.THING,
    kinds.THING_BEFORE,
    kinds.FIRM,
    kinds.CLUB,
    kinds.DAY,
    "origin",
    "other word",
)


# "al-Sarraj" is as much a name as Sarraj.
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|at|ar|az|ul)[-‑](?=\w{3})")
_ALSO_NAME = ", name"
_TITLE_KINDS = frozenset({kinds.TITLE, kinds.RULER})


class NameWord(msgspec.Struct, frozen=True, gc=False):
    """A word of a run, with its evidence by position. `group` is what pairs of words are compared by."""

    text: str
    plain: str
    group: str
    is_particle: bool
    is_place: bool
    is_number: bool
    is_ruler: bool
    is_eastern_family: bool
    is_syllable: bool
    is_possessive: bool
    is_in_capitals: bool
    first: tuple[str, ...]
    inner: tuple[str, ...]
    last: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class WordReader:
    """Reads words with the tables of names and places; `origins` are adjectives of countries, folded."""

    def __init__(self, names: NameTable, is_place: Callable[[str], bool], origins: frozenset[str]) -> None:
        self._names = names
        self._is_place = is_place
        self._origins = origins
        self.read = lru_cache(maxsize=_CACHE_SIZE)(self._read)

    def _read(self, text: str, language: LanguageWords) -> NameWord:
        """Return a word as printed with its evidence."""
        without_ending = strip_ending(text, language)
        bare = without_ending.strip("()\"“”„'‘’")
        plain = _ARTICLE.sub("", fold(bare).strip("."))
        lower = bare.lower().strip(".")
        word_kinds = language.find_kinds(lower)
        is_initial = bool(_INITIAL.fullmatch(bare)) and kinds.TITLE not in word_kinds
        is_in_capitals = len(bare) > 1 and bare.isupper()
        classes = [] if is_initial else self._classify(bare, plain, lower, language)
        number = bare in NUMBERS or plain in SUFFIXES
        group = "number" if number else "initial" if is_initial else _group(classes)
        marks = ["elided"] * bool(_ELISION.match(bare)) + self._list_hyphen_marks(bare, plain, language)
        if not is_initial:
            marks += _list_capital_marks(bare, is_in_capitals=is_in_capitals)
        evidence = [group, *classes, *marks] if not number else ["number"]
        # A title beside a name says so, whether it is a family name as well or not.
        titles = sorted({kind.removesuffix(_ALSO_NAME) for kind in classes} & _TITLE_KINDS)
        beside = titles or evidence
        return NameWord(
            text=text,
            plain=plain,
            group=group,
            is_particle=text in PARTICLES or text in ("d'", "d’"),
            is_place=any(item.endswith("place") for item in classes),
            is_number=number,
            is_ruler=kinds.RULER in word_kinds,
            is_eastern_family=kinds.EASTERN_FAMILY in word_kinds,
            is_syllable=bool(_SYLLABLE.fullmatch(bare)),
            is_possessive=without_ending != text,
            is_in_capitals=is_in_capitals,
            first=tuple(f"first {item}" for item in evidence),
            inner=tuple(f"inner {item}" for item in evidence),
            last=tuple(f"last {item}" for item in evidence),
            before=tuple(f"before: {item}" for item in beside),
            after=tuple(f"after: {item}" for item in beside),
        )

    def _list_hyphen_marks(self, bare: str, plain: str, language: LanguageWords) -> list[str]:
        """Return what the hyphens of a word say about it."""
        if "-" not in bare and "-" not in plain:
            return []
        marks = ["compound"] * _is_compound(bare, language)
        if "-" in plain:
            marks.append("hyphen of names" if self._is_double_name(plain) else "hyphen")
        return marks + ["place and hyphen"] * self._is_place(bare.partition("-")[0])

    def _is_double_name(self, plain: str) -> bool:
        """Return whether both parts of a hyphenated word are names: Frank-Walter, Smith-Jones."""
        first, _, last = plain.partition("-")
        return all(self._names.is_name(part) or self._names.get_flags(part) for part in (first, last))

    def _classify(self, bare: str, plain: str, lower: str, language: LanguageWords) -> list[str]:
        """Return what the tables say about a word: its kinds of name, how common it is, its kinds of word."""
        token = plain.replace("-", "").replace("'", "").replace("’", "")
        flags = self._names.get_flags(token)
        name = {"": "", "g": "given", "f": "family", "gf": "given or family"}["".join(c for c in "gf" if c in flags)]
        if not name and "-" in plain and self._is_double_name(plain):
            token = plain.partition("-")[0]
            name = "given"
        name = language.get_name_kind(token) or name or ("listed" if self._names.is_name(token) else "")
        commonness = language.get_commonness(lower) or (kinds.AMBIGUOUS if "w" in flags else "")
        classes = [name] if name else []
        if commonness:
            classes.append(f"{name}, {commonness}" if name else f"{commonness} word")
        if (ending := language.get_ending_kind(token)) and (not name or name == "listed") and not commonness:
            classes.append(ending)
        if self._is_place(bare):
            classes.append(f"{name}, place" if name else "place")
        if plain in self._origins or lower in self._origins:
            classes.append("origin")
        word_kinds = language.find_kinds(lower)
        if "-" in lower:
            word_kinds |= language.find_kinds(lower.rpartition("-")[2]) & {kinds.TITLE, kinds.ROLE, kinds.THING}
        suffix = _ALSO_NAME if name and name != "listed" else ""
        classes += [f"{kind}{suffix}" for kind in _NAME_KINDS if kind in word_kinds]
        if kinds.DAY in word_kinds and "given" not in name:
            classes.append(kinds.DAY)  # Monday is a family name too, and April a given name
        if "creed" in word_kinds:
            classes.append("origin")
        return classes if name or commonness or len(classes) > bool(ending) else ["unknown", *classes]


def _list_capital_marks(bare: str, *, is_in_capitals: bool) -> list[str]:
    """Return what the capitals of a word that is no initial say about it."""
    if len(bare) == 1:
        return ["one letter"]
    if not is_in_capitals:
        return []
    return [
        "two capitals" if len(bare) == _TWO else "in short capitals" if len(bare) <= _SHORT_CAPITALS else "in capitals"
    ]


def _is_compound(word: str, language: LanguageWords) -> bool:
    """Return whether a word ends in a common word behind a hyphen: "Berlin-based", "Swift-themed"."""
    last = word.rpartition("-")[2]
    return (
        last != word
        and last.islower()
        and (len(last) >= _LONG or (len(last) > _SHORT_CAPITALS and language.get_commonness(last) == kinds.COMMON))
    )


def strip_ending(text: str, language: LanguageWords) -> str:
    """Return a name without the ending of possession, or of a case if the language has it behind an apostrophe."""
    return (_APOSTROPHE_ENDING if language.has_apostrophe_endings else _POSSESSIVE).sub("", text)


def _group(classes: list[str]) -> str:
    """Return the one class by which a word is compared with others."""
    for group in (kinds.DAY, kinds.THING, kinds.TITLE, "common word", "origin"):
        if group in classes:
            return group
    if f"{kinds.THING}, name" in classes:
        return "thing, name"
    if f"{kinds.TITLE}, name" in classes:
        return "title, name"
    for group in ("frequent given", "frequent family", "given", "given or family", "family", "listed"):
        if group in classes:
            return group
    return "place" if "place" in classes else "unknown"
