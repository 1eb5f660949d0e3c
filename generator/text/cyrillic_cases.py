"""Russian and Ukrainian names in the cases of a sentence: from a printed form back to the nominative.

In: tokens in lower case with е for ё (scripts.py). Out: nominatives with gender and case. The rules are those of school
grammars for names; which of several nominatives is a name, the tables decide.
"""

from functools import lru_cache

from generator.text.name_cases import NOMINATIVE, GivenCase

# Men's names that end as women's do.
MASCULINE_IN_A = frozenset(
    "никита илья лука фома кузьма савва данила гаврила микита ілля хома сава мустафа муса иса юха кузьма"
    " ваня саша женя валера сергея миша коля петя паша дима леша гриша вова володя юра толя витя костя слава".split()
) - {"сергея"}
_VOWELS = frozenset("аеиоуыэюяіїє")
# Endings of family names that have forms of their own for women.
_WOMANLY = ("ова", "ева", "єва", "їва", "ина", "ына", "іна", "їна", "ская", "цкая", "ська", "цька", "зька", "ая")
_MANLY = ("ов", "ев", "єв", "їв", "ин", "ын", "ін", "їн")


@lru_cache(maxsize=1 << 14)
def list_given_cases(token: str) -> tuple[GivenCase, ...]:
    """Return the readings of a given name as printed; the nominative comes first."""
    is_woman = token[-1:] in ("а", "я") and token not in MASCULINE_IN_A
    readings = [GivenCase(token, is_woman, NOMINATIVE)]
    if token in _IRREGULAR:
        readings.append(GivenCase(*_IRREGULAR[token]))
    for length, endings in _ENDINGS:
        case_by_ending = endings.get(token[-length:])
        if case_by_ending and len(token) > length + 1:
            stem = token[:-length]
            readings += [
                GivenCase(stem + base, base in ("а", "я", "ія", "ия") and stem + base not in MASCULINE_IN_A, case)
                for base, case in case_by_ending
            ]
    return tuple(readings)


# By the length of the ending: the endings of nominatives that it may stand for, with the case.
_ENDINGS: tuple[tuple[int, dict[str, tuple[tuple[str, str], ...]]], ...] = (
    (
        1,
        {
            "а": (("", "genitive"), ("о", "genitive")),
            "я": (("й", "genitive"), ("ь", "genitive"), ("", "genitive")),
            "у": (("", "dative"), ("о", "dative"), ("а", "accusative")),
            "ю": (("й", "dative"), ("ь", "dative"), ("я", "accusative")),
            "ы": (("а", "genitive"),),
            "и": (("а", "genitive"), ("я", "genitive"), ("ь", "genitive"), ("й", "prepositional")),
            "і": (("а", "dative"), ("я", "genitive"), ("", "prepositional")),
            "ї": (("я", "genitive"),),
            "е": (("", "prepositional"), ("а", "dative"), ("я", "dative"), ("й", "prepositional")),
        },
    ),
    (
        2,
        {
            "ом": (("", "instrumental"), ("о", "instrumental")),
            "ем": (("й", "instrumental"), ("ь", "instrumental")),
            "єм": (("й", "instrumental"),),
            "ой": (("а", "instrumental"),),
            "ою": (("а", "instrumental"),),
            "ей": (("я", "instrumental"), ("а", "instrumental")),
            "ею": (("я", "instrumental"),),
            "єю": (("я", "instrumental"),),
        },
    ),
    (
        3,
        {"ові": (("", "dative"), ("о", "dative")), "еві": (("", "dative"), ("ь", "dative")), "єві": (("й", "dative"),)},
    ),
)
_IRREGULAR = {
    stem + ending: (nominative, False, case)
    for nominative, stem in (("павел", "павл"), ("лев", "льв"))
    for ending, case in (("а", "genitive"), ("у", "dative"), ("ом", "instrumental"), ("е", "prepositional"))
}


def restore_family(token: str, reading: GivenCase) -> str | None:
    """Return the nominative of a family name behind a given name; None if it does not agree with it."""
    if reading.case == NOMINATIVE:
        return None if token.endswith(("ского", "цкого", "ского", "ському", "скому", "ским")) else token
    return _restore_womans(token, reading.case) if reading.is_woman else _restore_mans(token, reading.case)


def _restore_mans(token: str, case: str) -> str | None:
    for ending in ("ского", "цкого", "ському", "ского", "скому", "цкому", "ським", "ским", "цким", "ском", "цком"):
        if token.endswith(ending):
            return token[: -len(ending) + 2] + ("ий")
    for ending in ("ського", "цького", "зького", "цькому", "зькому", "цьким", "зьким"):
        if token.endswith(ending):
            return token[: -len(ending) + 3] + "ий"
    if case == "genitive":
        return _from_genitive(token)
    if case == "dative":
        return _from_dative(token)
    if case == "instrumental":
        return _from_instrumental(token)
    if case == "accusative":  # a man's name in -а: Никиту Белых
        return _from_genitive(token)
    return token[:-1] if token[-1:] in ("е", "у", "і") and token[-2:-1] not in _VOWELS else token


def _from_genitive(token: str) -> str | None:
    if token.endswith("ого"):
        return token[:-3] + "ой" if len(token) < 8 else token[:-3] + "ый"  # Толстого
    if token.endswith("енка"):
        return token[:-1] + "о"
    if token.endswith("а"):
        return token[:-1]
    if token.endswith("я"):
        return token[:-1] + ("й" if token[-2:-1] in _VOWELS else "ь")
    if token.endswith("ы"):
        return token[:-1] + "а"
    if token[-1:] in ("о", "и", "е", "у", "э") or token.endswith(("ых", "их")):
        return token
    return None  # a consonant: Романа Толстой


def _from_dative(token: str) -> str | None:
    if token.endswith(("ові", "еві")):
        return token[:-3]
    if token.endswith("єві"):
        return token[:-3] + "й"
    if token.endswith("енку"):
        return token[:-1] + "о"
    if token.endswith("ому"):
        return token[:-3] + "ый"
    if token.endswith("у"):
        return token[:-1]
    if token.endswith("ю"):
        return token[:-1] + ("й" if token[-2:-1] in _VOWELS else "ь")
    return token if token[-1:] in _VOWELS or token.endswith(("ых", "их")) else None


def _from_instrumental(token: str) -> str | None:
    if token.endswith(("ым", "им")):
        return token[:-2] if token[:-2].endswith(_MANLY) else token[:-2] + "ий"
    if token.endswith("ом"):
        return token[:-2] + "о" if token.endswith("енком") else token[:-2]
    if token.endswith("ем"):
        return token[:-2] + "й" if token[-3:-2] in _VOWELS else token[:-2]
    return token if token[-1:] in _VOWELS or token.endswith(("ых", "их")) else None


def _restore_womans(token: str, case: str) -> str | None:
    for endings, nominative in _WOMENS_ENDINGS:
        for ending in endings:
            if token.endswith(ending):
                return token[: -len(ending)] + nominative
    if case == "accusative":
        return token[:-1] + "а" if token.endswith("у") else token[:-1] + "я" if token.endswith("ю") else token
    if token[-1:] in ("ы", "и") and token[-2:-1] not in _VOWELS:
        return token[:-1] + "а"
    if token.endswith("ой"):
        return token[:-2] + ("а" if token[:-2].endswith(_MANLY) else "ая")
    if token.endswith(("ова", "ева", "ская", "цкая", "ська", "цька")):
        return None
    return token


_WOMENS_ENDINGS = (
    (("ской", "скую"), "ская"),
    (("цкой", "цкую"), "цкая"),
    (("ської", "ській", "ською", "ську"), "ська"),
    (("цької", "цькій", "цькою", "цьку"), "цька"),
    (("ової", "овій", "овою"), "ова"),
    (("евої", "евій", "евою"), "ева"),
    (("єву", "євої", "євій", "євою"), "єва"),
    (("їної", "їній", "їною"), "їна"),
    (("іної", "іній", "іною"), "іна"),
    (("шину", "шиної", "шиній", "шиною"), "шина"),
    (("ую",), "ая"),
)


def is_womanly(token: str) -> bool:
    """Return whether a family name ends as those of women do: Иванова, Чайковская."""
    return token.endswith(_WOMANLY)
