"""Detect the language of a text from its script, its letters and its most frequent short words.

In: some sentences. Out: an ISO 639-1 code (639-2 for Sorani), or None if it is not clear. For a comparison with
libraries for a hundred languages see `ingest/reading/data/README.md`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

import msgspec

from generator.text.language_words import ALPHABETS, CYRILLIC, DEVANAGARI, LATIN
from generator.text.normalise import fold_words

_NOT_LATIN = re.compile(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC, _DEVANAGARI = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u0900-\u097f]")
# Letters of one language only, the script that it shares with those below it, and the minimum share of these letters.
_LETTERS = (
    (re.compile(r"[ێۆڵڕ]"), _ARABIC, 0.01, "ckb"),
    (re.compile(r"[ښځټډ]"), _ARABIC, 0.01, "ps"),
    (re.compile(r"[ٹڈڑے]"), _ARABIC, 0.01, "ur"),
    (re.compile(r"[ۇېۈ]"), _ARABIC, 0.01, "ug"),
    (re.compile(r"[پچژگ]"), _ARABIC, 0.01, "fa"),
    (re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"), 0.1, "ja"),
)
# Scripts of one language in the press.
_SCRIPTS = (
    (_ARABIC, "ar"),
    (re.compile(r"[\u05d0-\u05ea]"), "he"),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0e80-\u0eff]"), "lo"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u10d0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u1200-\u137f]"), "am"),
    (re.compile(r"[\u0980-\u09ff]"), "bn"),
    (re.compile(r"[\u0a00-\u0a7f]"), "pa"),
    (re.compile(r"[\u0a80-\u0aff]"), "gu"),
    (re.compile(r"[\u0b00-\u0b7f]"), "or"),
    (re.compile(r"[\u0b80-\u0bff]"), "ta"),
    (re.compile(r"[\u0c00-\u0c7f]"), "te"),
    (re.compile(r"[\u0c80-\u0cff]"), "kn"),
    (re.compile(r"[\u0d00-\u0d7f]"), "ml"),
    (re.compile(r"[\u0d80-\u0dff]"), "si"),
    (re.compile(r"[\u1000-\u109f]"), "my"),
    (re.compile(r"[\u1780-\u17ff]"), "km"),
)
# A foreign word or name does not make a foreign story.
_SCRIPT_SHARE = 0.3
# The minimum number of different short words of one language, and its minimum lead over the next, also as a share.
_MIN_COUNT, _MIN_LEAD, _LEAD_SHARE = 3, 3.0, 0.03
# The logarithm of this many languages, divided by those that share a word, is the word's weight.
_RARITY = 40
# The weight of a letter against the languages that lack it.
_STRANGE = 6.0
# The letters of a story that are examined, and those that are if the first leave it open.
_SAMPLE, _LONG_SAMPLE, _PARAGRAPHS = 450, 2000, 30
_WORD = re.compile(r"[\w\u0900-\u0963]+")


class _Family(msgspec.Struct, frozen=True):
    """The languages of one script, by words; each word with its weight, each letter with the languages that lack it."""

    codes: tuple[str, ...]
    words: dict[str, tuple[float, tuple[str, ...]]]
    strange: dict[str, tuple[str, ...]]


def _gather(table: Mapping[str, str]) -> _Family:
    codes = tuple(table)
    by_word: dict[str, list[str]] = {}
    for code, words in table.items():
        for word in dict.fromkeys(words.split()):
            by_word.setdefault(word, []).append(code)
    signs = sorted({sign for code in codes for sign in ALPHABETS.get(code, "")})
    lacking = {sign: tuple(code for code in codes if sign not in ALPHABETS[code]) for sign in signs}
    return _Family(
        codes,
        {word: (math.log(_RARITY / len(own)), tuple(own)) for word, own in by_word.items()},
        {sign: without for sign, without in lacking.items() if without},
    )


_LATIN_FAMILY, _CYRILLIC_FAMILY, _DEVANAGARI_FAMILY = _gather(LATIN), _gather(CYRILLIC), _gather(DEVANAGARI)


def detect_story_language(paragraphs: Iterable[str]) -> str | None:
    """Return the language of a story, from its beginning, or from more of it if that leaves it open."""
    text = " ".join(islice(paragraphs, _PARAGRAPHS))[:_LONG_SAMPLE]
    return detect_language(text[:_SAMPLE]) or (detect_language(text) if len(text) > _SAMPLE else None)


def detect_language(text: str) -> str | None:
    """Return the language of `text`, None if it is not clear; a few sentences are enough."""
    return _detect(text, _MIN_COUNT, _MIN_LEAD)


@lru_cache(maxsize=4)  # each story is asked about several times in a row
def guess_language(text: str) -> str | None:
    """Return the most likely language of `text`, however small its lead; None if no word of it tells."""
    return _detect(text, 1, 0)


def _detect(text: str, min_count: int, min_lead: float) -> str | None:
    """Return the language of `text` that has so many words of its own, and such a lead over the next."""
    if text.isascii():
        return _choose(_LATIN_FAMILY, fold_words(text), "", min_count, min_lead)
    letters = sum(map(str.isalpha, text))
    if len(_NOT_LATIN.findall(text)) <= _SCRIPT_SHARE * letters:
        return _choose(_LATIN_FAMILY, fold_words(text), text.lower(), min_count, min_lead)
    for family, script in ((_CYRILLIC_FAMILY, _CYRILLIC), (_DEVANAGARI_FAMILY, _DEVANAGARI)):
        if len(script.findall(text)) > _SCRIPT_SHARE * letters:
            small = text.lower()
            return _choose(family, _WORD.findall(small), small, min_count, min_lead)
    for own, script, share, code in _LETTERS:
        count = len(own.findall(text))
        if count and count > share * len(script.findall(text)) > share * _SCRIPT_SHARE * letters:
            return code
    return next((code for script, code in _SCRIPTS if len(script.findall(text)) > _SCRIPT_SHARE * letters), None)


def _choose(family: _Family, words: list[str], small: str, min_count: int, min_lead: float) -> str | None:
    """Return the language of `family` with the most evidence, None without enough of it or a clear lead."""
    counts = dict.fromkeys(family.codes, 0)
    weights = dict.fromkeys(family.codes, 0.0)
    for word, count in Counter(filter(family.words.__contains__, words)).items():
        weight, codes = family.words[word]
        for code in codes:
            counts[code] += 1
            weights[code] += weight * count
    for sign, count in Counter(filter(family.strange.__contains__, small)).items():
        for code in family.strange[sign]:
            weights[code] -= _STRANGE * count
    second, top = sorted(weights.values())[-2:]
    best = max(weights, key=weights.__getitem__)
    is_clear = top - second >= max(min_lead, _LEAD_SHARE * top if min_lead else 0)
    return best if counts[best] >= min_count and is_clear else None
