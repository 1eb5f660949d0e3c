"""Forms of a single word in a run of capitalised words: without its possessive, a title, the form of a firm."""

import re
from functools import lru_cache

from generator.ingest.tag.person_words import FORMER, SURNAME_PARTICLES, TITLES
from generator.text.name_parts import SUFFIXES
from generator.text.normalise import fold

_LONG_FORM = 4
_MARK = re.compile(r"[-.]")
FIRM_FORMS = frozenset("AB AG SA NV PT IG SC FC AC VW BMW USS HMS".split())
_CACHE_SIZE = 1 << 16
POSSESSIVE = re.compile(r"['’]s?$")
# "Berlin-based", "Moscow-backed": words before a name.
COMPOUND = re.compile(
    r"-(?:based|listed|born|powered|backed|led|owned|controlled|registered|trained|language|area|style)$"
)


@lru_cache(maxsize=_CACHE_SIZE)
def normalize_word(word: str) -> str:
    """Return a word in lookup form: folded, without possessive and full stop."""
    return fold(POSSESSIVE.sub("", word)).strip(".")


@lru_cache(maxsize=_CACHE_SIZE)
def is_title(plain: str) -> bool:
    """Return whether a folded word is a title, alone or joined to another ("ex-president", "co-founder")."""
    if plain in TITLES or plain.removesuffix("s") in TITLES:
        return True
    first, hyphen, last = plain.partition("-")
    return (
        bool(hyphen) and (first in FORMER or first in TITLES) and (first in FORMER or last.removesuffix("s") in TITLES)
    )


def is_form(name: list[str], *, has_title: bool) -> bool:
    """Return whether a name is an acronym's, ends in a company form (SA, SE, AG), or is a surname with particle."""
    if not has_title and any(word.isupper() and len(word) >= _LONG_FORM and not _MARK.search(word) for word in name):
        return True
    if name[0] in FIRM_FORMS:
        return True
    has_particle = all(word.lower() in SURNAME_PARTICLES for word in name[:-1])
    return has_particle or (name[-1].isupper() and 1 < len(name[-1]) < _LONG_FORM and fold(name[-1]) not in SUFFIXES)
