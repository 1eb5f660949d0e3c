"""Fingerprints of a text for near-duplicate search: similar or not. For equality see digest.py."""

import re
from itertools import accumulate
from zlib import crc32

from generator.text.checksums import packed
from generator.text.normalise import fold
from generator.text.normalise import words as plain_words

# Scripts without spaces between words are taken sign by sign.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGN = re.compile(rf"{_UNSPACED.pattern}|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_SIZE = 4


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    if not text.isascii() and _UNSPACED.search(text):
        return _SIGN.findall(fold(text))
    return plain_words(text)


def shingles(some: list[str]) -> bytes:
    """The runs of four words in `some` as checksums, packed (see checksums.py).

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
    runs = zip(starts, ends[_SIZE - 1 :] or ends[-1:], strict=False)
    return packed(crc32(text[start : end - 1]) for start, end in runs)


def contained(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shingles of the text with fewer that the other has too; 0 where one has none."""
    return len(a & b) / (min(len(a), len(b)) or 1)
