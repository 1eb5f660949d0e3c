"""Normalise text: one printed form for equal text, and one folded form for comparison.

In: decoded strings. Out: cleaned lines and comparison keys. Offsets are not kept here; lines carry their own
(model/source.py).
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby

# Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction, signs for objects that were left out:
# invisible, and they split words. The joiners U+200C and U+200D stay: Persian and Indic spelling needs them.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\ufffc")) | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_SPACES = dict.fromkeys(map(ord, "\t\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\x85"), " ") | dict.fromkeys(
    range(0x2000, 0x200B), " "
)
_CONTROL = {n: None for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in (0x09, 0x0B, 0x0C, 0x85)}
_CLEAN = _CONTROL | _INVISIBLE | _SPACES
_DIRTY = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")
_UNUSUAL = re.compile("[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]")
# Unicode sorts the marks on one letter in time that grows with the square of their number. No script needs so many, and
# Unicode's stream-safe format keeps this many.
_MAX_MARKS, _MARKS_TO_KEEP = 100, 30
_MARK_HEAP = re.compile(rf"[^\w\x00-\u02ff]{{{_MAX_MARKS},}}")
_QUOTES = str.maketrans("‘’ʼ‚‛′“”„‟″«»–—‒―‐‑", '\'\'\'\'\'\'"""""""------')
# Letters that Unicode does not decompose, as the English-language press writes them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "œ": "oe", "þ": "th", "ð": "d"})
# ASCII letters in lower case and digits; every other character becomes a space.
_ASCII_WORDS = "".join(chr(n).lower() if chr(n).isalnum() else " " for n in range(0x80))
_NOT_WORD = re.compile(r"[\W_]+")
# A capital whose small form depends on its neighbours: the last letter of a Greek word has one of its own.
_SIGMA = "Σ"
# The folds of characters up to this code are kept: all that most texts have.
_LAST_KEPT = 0xFFFF
# The keys of texts of up to so many characters are kept while a page is read.
_LONGEST_KEPT = 2000


def clean_line(text: str) -> str:
    """Return `text` in Unicode NFC, without control and invisible characters, with plain spaces.

    Leading spaces stay (they tell menus apart), trailing ones go. Idempotent.
    """
    if _UNUSUAL.search(text):
        text = _normalize(text.translate(_CLEAN) if _DIRTY.search(text) else text)
    return text.rstrip()


def _normalize(text: str) -> str:
    """Return `text` in NFC, with excess marks on one letter cut off."""
    return unicodedata.normalize("NFC", _MARK_HEAP.sub(_limit_marks, text) if len(text) >= _MAX_MARKS else text)


def _limit_marks(match: re.Match[str]) -> str:
    runs = (list(run) for _, run in groupby(match[0], lambda sign: unicodedata.combining(sign) > 0))
    return "".join(
        "".join(run[:_MARKS_TO_KEEP] if len(run) >= _MAX_MARKS and unicodedata.combining(run[0]) else run)
        for run in runs
    )


class _Folds(dict[int, str]):
    """The fold of each character by its code, computed when it is first needed; `space` replaces all but words."""

    def __init__(self, *, space: str | None) -> None:
        super().__init__()
        self._space = space

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        folded = plain if _SIGMA in plain else plain.lower().translate(_QUOTES).translate(_LETTERS)
        if self._space is not None:
            folded = _NOT_WORD.sub(self._space, folded)
        if code <= _LAST_KEPT:
            self[code] = folded
        return folded


@cache
def _get_folds(space: str | None = None) -> _Folds:
    return _Folds(space=space)


def fold(text: str) -> str:
    """Return `text` in lower case, without diacritics, with plain quotes and dashes, for comparing names."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_get_folds())
    return folded.lower() if _SIGMA in folded else folded


def fold_key(text: str) -> str:
    """Return the folded words of `text`, joined by one space: prints that differ only in case are equal."""
    return _fold_paragraph(text) if len(text) <= _LONGEST_KEPT else " ".join(fold_words(text))


@lru_cache(maxsize=512)  # several steps compare the paragraphs of a page
def _fold_paragraph(text: str) -> str:
    return " ".join(fold_words(text))


def fold_words(text: str) -> list[str]:
    """Return the folded words of `text`, in order: what `fold_key` joins."""
    if text.isascii():  # the same in a quarter of the time
        return text.translate(_ASCII_WORDS).split()
    folded = text.translate(_get_folds(" "))
    return _NOT_WORD.sub(" ", fold(text)).split() if _SIGMA in folded else folded.split()
