"""Split personal names into parts for comparing spellings. Finding names in a text: ingest/tag/find_persons.py.

In: a printed name. Out: its folded tokens without titles and particles, and for each a skeleton that different
transliterations share.
"""

import re
import unicodedata
from functools import lru_cache

from generator.text.normalise import fold

# Particles belong to a name, and writers keep or drop them freely.
PARTICLES = frozenset(
    "al el as ash ad an at ar az es ul bin ben ibn bint abu de da do dos das del della di du la le los las van von"
    " der den ter ten zu zum zur af av y e".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
_PART = re.compile(r"[^\W_]+")
# The article may be joined to the name: ElBaradei.
_JOINED_ARTICLE = re.compile(r"\b(El|Al)(?=[A-Z])")
_INITIALS = re.compile(r"(?<=\b[A-Za-z])\.")

_NICKNAME = re.compile(r"""\s["“(]\s?([^"“”()]+?)\s?["”)]\s""")

# A first word that is a particle: joined by a hyphen, or in lower case.
_LEADING_PARTICLE = re.compile(r"[^\W_]+[-‑]|[a-z]")

_LIKE_I = r"ie|ee|ei|ai|e"
_SKELETON_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"w", "v"),
        (r"kh|ch(?=[aou])|q|ck", "k"),
        (r"gh|dj|dh(?=a)", "g"),
        (r"ph|v(?=$)|ff", "f"),
        (r"sch|sh|tch|ch|cz|tsch", "c"),
        (r"th|tt|dt", "t"),
        (r"zh|dz|z", "s"),
        (r"dh", "d"),
        (r"ts|tz", "s"),
        (r"ks", "x"),
        (r"[yj]", "i"),
        (r"ou|oe|u", "o"),
        (_LIKE_I, "i"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)i+$", ""),
    )
)


# Letters as German, Danish and Swedish writers spell them if they have no umlauts: Müller is Mueller.
_RESPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_WITHOUT_UMLAUT = re.compile(r"(?<=[b-df-hj-np-tv-xz][aou])e(?=[b-df-hj-np-tv-xz])")

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"[aeiouy]")
# Two capitals may be initials or a short name; "Mc" with fewer letters behind it is no prefix.
_MAX_CAPITALS, _MIN_SCOTTISH = 2, 4

# A word of several names: Jean-Paul, Ki-moon.
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)+")

_LIKE_I_STRICT = re.compile(r"ie|ee|ei")


def split_name(name: str) -> tuple[str, ...]:
    """Return the folded tokens of `name` without particles, initials as single letters.

    >>> split_name("Bashar al-Assad")
    ('bashar', 'assad')
    """
    parts = _PART.findall(_INITIALS.sub(" ", fold(_JOINED_ARTICLE.sub(r"\1-", name)).replace("'", "")))
    keeps_first = (
        _LEADING_PARTICLE.match(name) is None
    )  # "Al Gore" begins with a given name, "al-Assad" with a particle
    main_parts = tuple(
        part for index, part in enumerate(parts) if part not in PARTICLES or (index == 0 and keeps_first)
    )
    return main_parts or tuple(parts)


def compute_skeleton(token: str, *, strict: bool = False) -> str:
    """Return what transliterations of a folded token share: consonants, and vowels by kind.

    If `strict`, E and I differ.

    >>> compute_skeleton("sergei") == compute_skeleton("sergey")
    True
    """
    for pattern, replacement in _SKELETON_RULES:
        token = (_LIKE_I_STRICT if strict and pattern.pattern == _LIKE_I else pattern).sub(replacement, token)
    return token


@lru_cache(maxsize=1024)  # the names of a long list are compared with each other
def list_bound_parts(name: str) -> frozenset[str]:
    """Return the folded parts that a hyphen binds together: nobody who writes Jean is called Jean-Paul.

    Particles bind nothing: al-Assad is Assad.

    >>> sorted(list_bound_parts("Jean-Paul Smith al-Assad"))
    ['jean', 'paul']
    """
    words = (fold(word).replace("\u2011", "-").split("-") for word in _HYPHENATED.findall(name))
    return frozenset(part for parts in words if parts[0] not in PARTICLES for part in parts)


def respell_umlauts(name: str) -> str:
    """Return `name` as it is written without umlauts, the same if it has none.

    >>> respell_umlauts("Jürgen Müller")
    'Juergen Mueller'
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name).translate(_RESPELLED)


def contract_umlauts(token: str) -> str:
    """Return a folded token with AE, OE and UE between consonants as single letters: the key of Mueller and Muller.

    >>> contract_umlauts("mueller")
    'muller'
    """
    return _WITHOUT_UMLAUT.sub("", token)


def extract_nickname(name: str) -> tuple[str, str]:
    """Return the folded nickname in quotes or brackets inside `name` ("" for none), and the name without it.

    >>> extract_nickname('Thomas "Tip" Hill')
    ('tip', 'Thomas Hill')
    """
    match = _NICKNAME.search(name)
    if match is None:
        return "", name
    return "".join(_PART.findall(fold(match[1]))), f"{name[: match.start()]} {name[match.end() :]}".replace("  ", " ")


def has_capitals(name: str) -> bool:
    """Return whether a word of `name` is printed in capitals; initials and numbers of rulers do not count.

    >>> has_capitals("Angela MERTENS"), has_capitals("John Paul XXIII")
    (True, False)
    """
    return any(
        len(word) > _MAX_CAPITALS and word.isupper() and not _NUMERAL.fullmatch(word) for word in _LETTERS.findall(name)
    )


def lower_capitals(name: str) -> str:
    """Return `name` with its words in capitals as they are usually written.

    >>> lower_capitals("LUDWIG VAN BEETHOVEN"), lower_capitals("JD MCCOY"), lower_capitals("BASHAR AL-ASSAD")
    ('Ludwig van Beethoven', 'JD McCoy', 'Bashar al-Assad')
    """
    is_whole = name.upper() == name
    words = list(_LETTERS.finditer(name))
    for n, match in reversed(list(enumerate(words))):
        word, is_edge = match[0], n in (0, len(words) - 1)
        if not word.isupper() or (len(word) <= _MAX_CAPITALS and not is_whole):
            continue
        name = name[: match.start()] + _lower_word(word, is_first=n == 0, is_edge=is_edge) + name[match.end() :]
    return name


def _lower_word(word: str, *, is_first: bool, is_edge: bool) -> str:
    """Return a word in capitals in lower case, with the capitals that a name has."""
    lower = word.lower()
    if len(word) == 1 or (_NUMERAL.fullmatch(word) and not is_first):
        return word
    if is_first and len(word) <= _MAX_CAPITALS and not _VOWEL.search(lower):
        return word  # JD Vance
    if lower in PARTICLES and not is_edge:
        return lower
    if lower.startswith("mc") and len(lower) > _MIN_SCOTTISH:
        return f"Mc{lower[2:].capitalize()}"
    return lower.capitalize()


def is_initial(token: str) -> bool:
    """Return whether a token is a single Latin letter, which stands for any name that begins with it."""
    return len(token) == 1 and token.isascii() and token.isalpha()
