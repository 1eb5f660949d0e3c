"""Where a name stands in the alphabet: by its last part that is no particle and no suffix.

In: names. Out: keys to sort by, letters, and their headings' ids.
"""

from string import ascii_uppercase

from generator.text.normalise import fold

OTHER = "Other"
# What may stand after a surname or between the parts of a name, and sorts nothing.
_NO_SURNAME = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mp", "qc", "kc"}
    | {"al", "el", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den"}
    | {"du", "la", "le", "van", "von", "ter", "ten", "zu", "zum", "y", "e"}
)


def sort_key(name: str) -> tuple[str, str]:
    """Sorts by the last part of `name` that is no particle or suffix, then by the whole name."""
    folded = fold(name)
    parts = [part.strip(".,'\"()") for part in folded.split()]
    surnames = [part for part in parts if part and part not in _NO_SURNAME]
    return (surnames[-1] if surnames else folded), folded


def letter_of(name: str) -> str:
    """The letter that `name` stands under."""
    return letter_of_key(sort_key(name))


def letter_of_key(key: tuple[str, str]) -> str:
    """The letter under which a name with this key stands."""
    first = key[0][:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def anchor_of(letter: str) -> str:
    """The id of a letter's heading."""
    return letter if len(letter) == 1 else letter.lower()
