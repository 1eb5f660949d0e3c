"""Fingerprints of a text for near-duplicate search: similar or not. For equality see digest.py."""

import re
import zlib

from generator.text.normalise import fold

_WORD = re.compile(r"[^\W_]+")
SIZE = 4


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _WORD.findall(fold(text))


def shingles(some: list[str]) -> frozenset[int]:
    """The runs of four words in `some`, as 32-bit checksums: the same on every machine and run.

    A text of fewer words is one shingle.
    """
    if not some:
        return frozenset()
    last = max(1, len(some) - SIZE + 1)
    return frozenset(zlib.crc32(" ".join(some[n : n + SIZE]).encode()) for n in range(last))
