"""A reading of a given name in a case of its language; the cases are in cyrillic_cases.py and greek_cases.py."""

import msgspec

NOMINATIVE = "nominative"


class GivenCase(msgspec.Struct, frozen=True, gc=False):
    """A reading of a given name: its nominative, whether it is a woman's, its case.

    Cases: nominative, genitive (for men also accusative), dative, instrumental, prepositional, accusative, oblique
    (several look alike).
    """

    nominative: str
    is_woman: bool
    case: str
