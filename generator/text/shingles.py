"""Fingerprints of a text for near-duplicate search: similar or not. For equality see digest.py."""

import re
import sys
from array import array
from itertools import accumulate
from zlib import crc32

from generator.text.normalise import fold
from generator.text.normalise import words as plain_words

# Scripts without spaces between words are taken sign by sign.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGN = re.compile(rf"{_UNSPACED.pattern}|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
SIZE = 4
BYTES = 4


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    if not text.isascii() and _UNSPACED.search(text):
        return _SIGN.findall(fold(text))
    return plain_words(text)


def shingles(some: list[str]) -> bytes:
    """The runs of four words in `some` as 32-bit checksums, each once, sorted, four bytes each, little endian.

    The same on every machine and run. A text of fewer words is one shingle.
    """
    if not some:
        return b""
    text = " ".join(some).encode()
    lengths = (
        map(len, some) if len(text) == sum(map(len, some)) + len(some) - 1 else (len(one.encode()) for one in some)
    )
    ends = [end + n for n, end in enumerate(accumulate(lengths), start=1)]  # one behind the space after each word
    starts = [0, *ends]
    runs = zip(starts, ends[SIZE - 1 :] or ends[-1:], strict=False)
    found = array("I", sorted({crc32(text[start : end - 1]) for start, end in runs}))
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def each(some: bytes) -> frozenset[int]:
    """The checksums that `some` holds, as `shingles` gave them."""
    found = array("I", some)
    if sys.byteorder == "big":
        found.byteswap()
    return frozenset(found)
