"""The characters of a page by kind, counted for all lines at once.

In: the texts of lines. Out: a table with a row a line and a column a kind. Everything else that is counted on a line
comes from these columns, so that a page costs one pass in numpy and not one in Python for each line.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


OTHER, UPPER, LOWER, DIGIT, MARK, SPACE, WIDE, LETTER = range(8)
KINDS = 8
_BMP = 0x10000


def count_characters(texts: Sequence[str]) -> Counts:
    """Return how many characters of each kind every text of `texts` has, a row a text."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    is_end = codes == ord("\n")
    rows = np.cumsum(is_end)
    kinds = get_kinds(codes)
    keep = ~is_end
    flat = np.bincount(rows[keep] * KINDS + kinds[keep], minlength=KINDS * len(texts))
    return flat.reshape(len(texts), KINDS)


def get_kinds(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return the kind of each character of `codes`."""
    return _build_kinds()[np.minimum(codes, _BMP - 1)].astype(np.int64)


@cache
def _build_kinds() -> npt.NDArray[np.uint8]:
    """The kind of each character of the basic plane; those beyond count as the last of it, as signs of no kind."""
    categories = list(map(unicodedata.category, map(chr, range(_BMP))))
    kinds = {name: _BY_CATEGORY.get(name) or _BY_CATEGORY.get(name[0], OTHER) for name in set(categories)}
    table = np.array([kinds[name] for name in categories], dtype=np.uint8)
    for first, last in _WIDE_BLOCKS:
        table[first : last + 1][[name in _UNCASED for name in categories[first : last + 1]]] = WIDE
    return table


_UNCASED = ("Lo", "Lm")
_WIDE_BLOCKS = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF))
_BY_CATEGORY = {
    "Lu": UPPER,
    "Lt": UPPER,
    "Ll": LOWER,
    "Lo": LETTER,
    "Lm": LETTER,
    "N": DIGIT,
    "P": MARK,
    "S": MARK,
    "Z": SPACE,
    "M": LETTER,
}
