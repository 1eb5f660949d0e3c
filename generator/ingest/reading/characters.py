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
    kinds = kinds_of(codes)
    keep = ~is_end
    flat = np.bincount(rows[keep] * KINDS + kinds[keep], minlength=KINDS * len(texts))
    return flat.reshape(len(texts), KINDS)


def kinds_of(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return the kind of each character of `codes`."""
    return _kinds()[np.minimum(codes, _BMP - 1)].astype(np.int64)


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """The kind of each character of the basic plane; those beyond count as the last of it, as signs of no kind."""
    return np.frombuffer(bytes(map(_kind, map(chr, range(_BMP)))), dtype=np.uint8)


def _kind(character: str) -> int:
    """The kind of one character, by its Unicode category."""
    category = unicodedata.category(character)
    if category in ("Lo", "Lm"):
        is_wide = "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
        return WIDE if is_wide else LETTER
    return _BY_CATEGORY.get(category) or _BY_CATEGORY.get(category[0], OTHER)


_BY_CATEGORY = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "N": DIGIT, "P": MARK, "S": MARK, "Z": SPACE, "M": LETTER}
