"""The parts of a personal name, for comparing spellings. What a name looks like in a text: ingest/tag/find_persons.py.

In: a name as printed. Out: its folded tokens, without titles and particles, and a skeleton of each that
different transliterations share.
"""

import re

from generator.text.normalise import fold

# Particles belong to a name and are written or left out at the writer's pleasure.
PARTICLES = frozenset(
    "al el as ash ad an at ar az es ul bin ben ibn bint abu de da do dos das del della di du la le los las van von"
    " der den ter ten zu zum zur af av y e".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
_PART = re.compile(r"[^\W_]+")
# The article may be written together with the name: ElBaradei.
_JOINED_ARTICLE = re.compile(r"\b(El|Al)(?=[A-Z])")
_INITIALS = re.compile(r"(?<=\b[A-Za-z])\.")

_NICKNAME = re.compile(r"""\s["“(]\s?([^"“”()]+?)\s?["”)]\s""")

# A name that begins with a particle that is one: joined by a hyphen, or in lower case.
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
    """The folded tokens of `name` without particles, initials as single letters.

    >>> tokens("Bashar al-Assad")
    ('bashar', 'assad')
    """
    parts = _PART.findall(_INITIALS.sub(" ", fold(_JOINED_ARTICLE.sub(r"\1-", name)).replace("'", "")))
    keeps_first = _LEADING_PARTICLE.match(name) is None  # "Al Gore" has a given name, "al-Assad" a particle
    main_parts = tuple(
        part for index, part in enumerate(parts) if part not in PARTICLES or (index == 0 and keeps_first)
    )
    return main_parts or tuple(parts)


def compute_skeleton(token: str, *, strict: bool = False) -> str:
    """What the transliterations of a folded token have in common: consonants, and vowels by kind.

    Where it is `strict`, E is not I.

    >>> skeleton("sergei") == skeleton("sergey")
    True
    """
    for pattern, replacement in _SKELETON_RULES:
        token = (_LIKE_I_STRICT if strict and pattern.pattern == _LIKE_I else pattern).sub(replacement, token)
    return token


def extract_nickname(name: str) -> tuple[str, str]:
    """The nickname that stands in quotes or brackets within `name`, folded ("" for none), and the name without it.

    >>> nickname('Thomas "Tip" Hill')
    ('tip', 'Thomas Hill')
    """
    match = _NICKNAME.search(name)
    if match is None:
        return "", name
    return "".join(_PART.findall(fold(match[1]))), f"{name[: match.start()]} {name[match.end() :]}".replace("  ", " ")


def is_initial(token: str) -> bool:
    """Whether a token is a single Latin letter, standing for any name that begins with it."""
    return len(token) == 1 and token.isascii() and token.isalpha()
