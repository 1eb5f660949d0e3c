"""Split personal names into parts for comparing spellings. Finding names in a text: ingest/tag/find_persons.py.

In: a printed name. Out: its folded tokens without titles and particles, and for each a skeleton that different
transliterations share.
"""

import re

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


def extract_nickname(name: str) -> tuple[str, str]:
    """Return the folded nickname in quotes or brackets inside `name` ("" for none), and the name without it.

    >>> extract_nickname('Thomas "Tip" Hill')
    ('tip', 'Thomas Hill')
    """
    match = _NICKNAME.search(name)
    if match is None:
        return "", name
    return "".join(_PART.findall(fold(match[1]))), f"{name[: match.start()]} {name[match.end() :]}".replace("  ", " ")


def is_initial(token: str) -> bool:
    """Return whether a token is a single Latin letter, which stands for any name that begins with it."""
    return len(token) == 1 and token.isascii() and token.isalpha()
