"""Which scripts a text has, and the form in which names in other scripts than the Latin one are looked up.

In: strings. Out: names of scripts, normalised tokens. `fold` (normalise.py) takes away more than these names can lose:
the marks of й, が and of Hindi consonants.
"""

import re
import unicodedata
from functools import lru_cache

# Letters by script; Han stands for Chinese and Japanese.
SCRIPT_PATTERNS = {
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "arabic": re.compile(r"[\u0620-\u06d3]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
    "katakana": re.compile(r"[\u3041-\u30ff]"),
    "han": re.compile(r"[\u4e00-\u9fff]"),
}
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u1f00-\u1fff\u2e80-\u9fff\uac00-\ud7a3]")
# Vowel signs and other marks that writers may leave out.
_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670\u0591-\u05c7\u200c\u200d]")
_GREEK = SCRIPT_PATTERNS["greek"]
_LETTERS = str.maketrans(dict(zip("ё’׳أإآٱىیکةۀ", "е''ااااييكهه", strict=True)))


def find_scripts(text: str) -> list[str]:
    """Return the scripts of `text` that are not Latin, in the order of `SCRIPT_PATTERNS`."""
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return []
    return [script for script, pattern in SCRIPT_PATTERNS.items() if pattern.search(text)]


# Words recur.
@lru_cache(maxsize=1 << 16)
def normalise_token(token: str) -> str:
    """Return a word in the form of the tables: lower case, without optional marks, one letter for its variants.

    >>> normalise_token("Алёна")
    'алена'
    """
    token = _MARKS.sub("", unicodedata.normalize("NFC", token).lower()).translate(_LETTERS)
    if _GREEK.search(token):
        token = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    return token
