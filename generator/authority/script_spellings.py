"""Names in other scripts than the Latin one: their nominative, and how they are spelled in Latin letters.

In: a printed name, the table of names. Out: spellings that lead to the same person. Conservative: a name has Latin
spellings only if the table has all its words, and one family name for the last of them. Cyrillic letters say how a name
sounds, so there a word that the table lacks is transliterated.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import product
from posixpath import commonprefix

import msgspec
from text_unidecode import unidecode

from generator.authority.name_tables import NameTable, ScriptNames
from generator.text import cyrillic_cases, greek_cases
from generator.text.name_cases import NOMINATIVE, GivenCase
from generator.text.scripts import find_scripts, normalise_token

# Scripts whose letters say how a name sounds.
_SPELLED = frozenset({"cyrillic", "greek", "arabic", "hebrew", "devanagari", "katakana"})
_MAX_SPELLINGS = 8
_SURE_LENGTH = 3
_ARTICLE = "ال"


class Cases(msgspec.Struct, frozen=True):
    """How names change in the sentences of a script: readings of given names, nominatives of family names."""

    list_given_cases: Callable[[str], tuple[GivenCase, ...]]
    restore_family: Callable[[str, GivenCase], str | None]


CYRILLIC_CASES = Cases(cyrillic_cases.list_given_cases, cyrillic_cases.restore_family)
GREEK_CASES = Cases(greek_cases.list_given_cases, greek_cases.restore_family)
_CASES = {"cyrillic": CYRILLIC_CASES, "greek": GREEK_CASES}


def is_given_reading(reading: GivenCase, table: ScriptNames) -> bool:
    """Return whether the nominative is a given name; if the name is printed in another case, no short rare name."""
    flags = table.get_flags(reading.nominative)
    return "g" in flags and ("s" in flags or reading.case == NOMINATIVE or len(reading.nominative) > _SURE_LENGTH)


def choose_given(given_token: str, family_token: str, table: ScriptNames, cases: Cases) -> tuple[GivenCase, str] | None:
    """Return the reading of a given name that its family name agrees with best, and the nominative of that.

    Both are normalised tokens. Usual given names come first, then known family names, then the nominative. None if no
    reading agrees.
    """
    choices = [
        (reading, nominative)
        for reading in cases.list_given_cases(given_token)
        if is_given_reading(reading, table) and (nominative := cases.restore_family(family_token, reading))
    ]

    def rate(n: int) -> tuple[bool, bool, bool, bool, int]:
        reading, nominative = choices[n]
        return (
            "s" in table.get_flags(reading.nominative),
            "f" in table.get_flags(nominative) or (reading.is_woman and cyrillic_cases.is_womanly(nominative)),
            reading.case == NOMINATIVE,
            nominative in table,
            -n,
        )

    return choices[max(range(len(choices)), key=rate)] if choices else None


def restore_nominative(name: str, names: NameTable) -> str:
    """Return a name in Cyrillic or Greek script in the nominative; any other name as it is.

    A patronymic and middle names follow the family name's rules. A name that can be a nominative stays as it is.
    """
    if name.isascii() or not (cases := _CASES.get(_find_script(name))):
        return name
    words = name.split()
    tokens = [normalise_token(word) for word in words]
    if len(words) < 2:
        return name
    choice = choose_given(tokens[0], tokens[-1], names.get_script(_find_script(name)), cases)
    if choice is None or choice[0].case == NOMINATIVE:
        return name
    reading, family = choice
    middle = [cases.restore_family(token, reading) or token for token in tokens[1:-1]]
    restored = (reading.nominative, *middle, family)
    return " ".join(_restore_letters(word, token) for word, token in zip(words, restored, strict=True))


def list_spellings(name: str, names: NameTable) -> tuple[str, ...]:
    """Return how a name may be spelled: as printed or in the nominative, and in Latin letters.

    >>> list_spellings("Sergei Lavrov", names)
    ('Sergei Lavrov',)
    """
    if name.isascii() or not (script := _find_script(name)):
        return (name,)
    nominative = restore_nominative(name, names)
    if script not in _SPELLED:
        return (nominative,)
    table = names.get_script(script)
    words = nominative.replace("・", " ").replace("＝", " ").split()
    choices = [_list_latin(normalise_token(word), table) for word in words]
    if script == "cyrillic":
        family = _spell_family(normalise_token(words[-1]), choices[-1])
        choices = [(_transliterate(word), *spellings) for word, spellings in zip(words[:-1], choices[:-1], strict=True)]
        choices.append(family)
    if len(choices) < 2 or not all(choices) or len(choices[-1]) > 1:
        return (nominative,)
    latin = [" ".join(map(str.capitalize, spelling)) for spelling in product(*choices)]
    return (nominative, *latin[:_MAX_SPELLINGS])


def list_unsure_spellings(name: str, names: NameTable) -> tuple[str, ...]:
    """Return Latin spellings of a name in another script that may be wrong: an editor is asked about them.

    A word may write several names, and Arabic B and F, Hebrew B and P also write P, V and F.
    """
    script = "" if name.isascii() else _find_script(name)
    if script not in _SPELLED - {"cyrillic"}:
        return ()
    table = names.get_script(script)
    words = restore_nominative(name, names).replace("・", " ").replace("＝", " ").split()
    choices = [_list_latin(normalise_token(word), table) for word in words]
    if len(choices) < 2 or not all(choices):
        return ()
    families = [*choices[-1], *(family for spelling in choices[-1] for family in _list_sounds(spelling, script))]
    spellings = product(*choices[:-1], families)
    return tuple(" ".join(map(str.capitalize, spelling)) for spelling in spellings)[:_MAX_UNSURE]


def _list_sounds(spelling: str, script: str) -> Iterator[str]:
    """Yield other names that are written alike."""
    for letter, replacement in _SOUNDS.get(script, ()):
        if letter in spelling:
            yield spelling.replace(letter, replacement)


# Letters that one letter of a script may write.
_SOUNDS = {"arabic": (("b", "p"), ("f", "v")), "hebrew": (("b", "v"), ("p", "f"), ("f", "p"))}
_MAX_UNSURE = 24


def _find_script(name: str) -> str:
    """Return the only script of a name; "" if it is Latin or has letters of several."""
    scripts = find_scripts(name)
    is_latin = any(letter.isalpha() and letter.isascii() for letter in name)
    return scripts[0] if len(scripts) == 1 and not is_latin else ""


def _list_latin(token: str, table: ScriptNames) -> tuple[str, ...]:
    """Return the Latin spellings of a token; an Arabic article may be left out."""
    return table.get_latin(token) or (table.get_latin(token[2:]) if token.startswith(_ARTICLE) else ())


def _spell_family(token: str, spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the Latin spelling of a Cyrillic family name: the only one of the table, if it is of the same gender."""
    if len(spellings) == 1 and (not cyrillic_cases.is_womanly(token) or spellings[0].endswith("a")):
        return spellings
    return (_transliterate(token),)


def _transliterate(word: str) -> str:
    """Return a Cyrillic word letter by letter."""
    return str(unidecode(normalise_token(word))).replace("'", "")


def _restore_letters(word: str, nominative: str) -> str:
    """Return a nominative with the accents, ё and capitals of the printed word."""
    printed = unicodedata.normalize("NFC", word)
    if printed.isupper():
        printed = "-".join(map(str.capitalize, printed.lower().split("-")))
    length = len(commonprefix([normalise_token(word), nominative]))
    return printed[:length] + nominative[length:]
