"""Fingerprints of a text for finding near-duplicates: similar or not. For equality see digest.py."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.text.checksums import NUMPY_TYPE
from generator.text.normalise import fold
from generator.text.normalise import fold_words as plain_words

if TYPE_CHECKING:
    import numpy as np

# Scripts without spaces between words are split into characters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD_OR_SIGN = re.compile(rf"{_UNSPACED.pattern}|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_SHINGLE_WORDS = 4
# An odd factor, which has an inverse among 64-bit numbers, and one that mixes them (from MurmurHash3).
_FACTOR, _MIXER = 0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD
_SPACE = ord(" ")


def split_words(text: str) -> list[str]:
    """Return the folded words of `text` in order; the characters in scripts without spaces."""
    if text.isascii():
        return plain_words(text)
    return _WORD_OR_SIGN.findall(fold(text)) if _UNSPACED.search(text) else plain_words(text)


def compute_shingles(tokens: list[str]) -> bytes:
    """Return the checksums of all runs of four words in `tokens`, packed (see checksums.py).

    They are the same on every machine and run. A text of fewer words is one shingle.
    """
    if not tokens:
        return b""
    import numpy as np  # noqa: PLC0415  (45 ms that a run without news does not pay)

    letters = np.frombuffer((" ".join(tokens) + " ").encode(), np.uint8)
    ends = np.flatnonzero(letters == _SPACE)
    starts = np.concatenate(([0], ends + 1))
    size = min(_SHINGLE_WORDS, len(ends))
    hashes = np.sort(hash_spans(letters, starts[:-size], starts[size:]) >> np.uint64(32))
    distinct_hashes = hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]
    return distinct_hashes.astype(NUMPY_TYPE).tobytes()


def hash_spans(
    values: "np.ndarray[Any, Any]", starts: "np.ndarray[Any, Any]", ends: "np.ndarray[Any, Any]"
) -> "np.ndarray[Any, Any]":
    """Return a hash of 64 bits for each span of `values`, from one of `starts` to one of `ends` (exclusive).

    It is the value of a polynomial (Karp and Rabin 1987), so that prefix sums give those of all spans at once.
    """
    import numpy as np  # noqa: PLC0415

    powers, inverses = _compute_powers(1 << len(values).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    spans = (sums[ends] - sums[starts]) * inverses[starts]
    hashes: np.ndarray[Any, Any] = (spans ^ (spans >> np.uint64(32))) * np.uint64(_MIXER)
    return hashes


def compute_containment(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the share of the smaller set of shingles that the other has too; 0 if one is empty."""
    return len(first & second) / (min(len(first), len(second)) or 1)


@lru_cache(maxsize=8)
def _compute_powers(size: int) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return the first powers of the factor and of its inverse. Do not change them."""
    import numpy as np  # noqa: PLC0415

    inverse = pow(_FACTOR, -1, 1 << 64)
    powers, inverses = (np.cumprod(np.full(size, factor, np.uint64)) for factor in (_FACTOR, inverse))
    return powers, inverses
