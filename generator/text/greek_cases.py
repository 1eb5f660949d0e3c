"""Greek names in the cases of a sentence: from a printed form back to the nominative.

In: tokens in lower case without accents (scripts.py). Out: nominatives with gender and case. Family names in -ου stay
as they are: many are nominatives, and in the others the accent moves.
"""

from functools import lru_cache

from generator.text.name_cases import NOMINATIVE, GivenCase

# A genitive or accusative of a man's name: its ending, and that of the nominative.
_MENS_ENDINGS = (("ου", "ος"), ("ου", "ης"), ("ο", "ος"), ("η", "ης"), ("α", "ας"), ("ε", "ες"), ("εα", "εας"))
_WOMENS_ENDINGS = (("ας", "α"), ("ης", "η"), ("ους", "ω"), ("ως", "ω"))


@lru_cache(maxsize=1 << 14)
def list_given_cases(token: str) -> tuple[GivenCase, ...]:
    """Return the readings of a given name as printed; the nominative comes first."""
    is_woman = token[-1:] in ("α", "η", "ω")
    readings = [GivenCase(token, is_woman, NOMINATIVE)]
    for endings, for_woman in ((_MENS_ENDINGS, False), (_WOMENS_ENDINGS, True)):
        readings += [
            GivenCase(token[: -len(ending)] + nominative, for_woman, "oblique")
            for ending, nominative in endings
            if token.endswith(ending) and len(token) > len(ending) + 1
        ]
    return tuple(readings)


def restore_family(token: str, reading: GivenCase) -> str | None:
    """Return the nominative of a family name behind a given name; None if it does not agree with it."""
    if reading.case == NOMINATIVE or reading.is_woman:
        return token
    return token + "ς" if token[-1:] in ("α", "η", "ο", "ε") else token
