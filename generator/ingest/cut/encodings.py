"""Guess the code page of text without a mark from the languages whose letters its bytes give.

In: bytes that are not UTF-8. Out: the name of an encoding. Code pages of the Latin script agree on most bytes, so each
is tried with each of its languages, and letters that a language does not have count against it.
"""

import re
from collections import Counter

from generator.text.detect_language import detect_language

# Letters beyond ASCII by code page and language, in lower case, the most frequent first.
_ALPHABETS = {
    "windows-1252": {
        "de": "üäöß", "fr": "éèàêçùîôâëïœû", "es": "óíáéñúü", "pt": "ãçáéíõóêúâàô", "it": "èàùòìé", "sv": "åäöé",
        "da": "æøåé",
        "no": "æøåéòô", "fi": "äöå", "nl": "éëïöüè", "is": "ðáíéóþöúýæ", "ca": "àóèéíòúçïü", "en": "éèñçü", "sq": "ëç",
    },
    "windows-1250": {
        "cs": "íáéěřčšžýůúňóťď", "sk": "áíéčýžúšľťóňäôďĺŕ", "pl": "łęąóżśćńź", "hu": "áéöóőíüúű", "sl": "čšž",
        "hr": "čšžćđ",
        "ro": "ăâîşţșț",
    },
    "iso8859-2": {
        "cs": "íáéěřčšžýůúňóťď", "sk": "áíéčýžúšľťóňäôďĺŕ", "pl": "łęąóżśćńź", "hu": "áéöóőíüúű", "sl": "čšž",
        "hr": "čšžćđ",
        "ro": "ăâîşţ",
    },
    "windows-1254": {"tr": "ıüşğçöâî"},
    "windows-1257": {"lt": "ėšųžįąčūę", "lv": "āīēšūļņķžģč", "et": "äöõüšž"},
    "mac_roman": {"de": "üäöß", "fr": "éèàêçùîôâëïœû", "es": "óíáéñúü", "en": "éèñçü"},
    "cp850": {"de": "üäöß", "fr": "éèàêçùîôâëïœû", "es": "óíáéñúü"},
}  # fmt: skip
# Code pages that are rare in saved pages need this much more weight.
_RARE = {"iso8859-2": 0.5, "mac_roman": 3.0, "cp850": 3.0}
# A rarer letter counts less.
_DECAY, _LEAST = 0.1, 0.3
_STRANGER, _SIGN_INSIDE, _CAPITAL_INSIDE, _ODD_SIGN = -2.0, -3.0, -1.5, -1.0
_SPOKEN = 2.0
# Symbols that any text may have, but not inside a word.
_SIGNS = frozenset("“”„‟‘’‚«»‹›–—…·•§°€£©®™¡¿´¨ºª²³½¼¾×±µ¶†‡‰\u00a0\u00ad")
# Symbols that are also found inside a word.
_JOINTS = frozenset("’‘·\u00ad")
# In text of the Latin script, at most this share of the letters is not ASCII.
_LATIN_SHARE = 0.35
# The number of bytes examined; more only takes time.
_SAMPLE = 60_000
_SPOKEN_BYTES = 4000
_DETECT_BYTES = 200_000
# These are never written without a mark, but the detector takes short texts for them.
_WIDE = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
_HIGH = re.compile(rb"[\x80-\xff]")
_INSIDE = re.compile(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff](?=[A-Za-z\x80-\xff])")
_BEHIND_SMALL = re.compile(rb"(?<=[a-z])[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")


def guess_code_page(data: bytes) -> str:
    """Return the code page of `data`, text that is not UTF-8."""
    sample = _extract_dense_part(data)
    high, plain = len(_HIGH.findall(sample)), len(_ASCII_LETTER.findall(sample))
    if high > _LATIN_SHARE * (high + plain):
        return _detect(data[:_DETECT_BYTES])
    return _guess_latin(sample)


def _guess_latin(sample: bytes) -> str:
    """Return the code page of text in Latin script; windows-1252 if there is no evidence for another.

    The WHATWG encoding standard reads text labelled ISO 8859-1 as windows-1252 too.
    """
    spoken = detect_language(_HIGH.sub(b" ", sample[:_SPOKEN_BYTES]).decode("ascii"))
    counts, inside, behind_small = (Counter(pattern.findall(sample)) for pattern in (_HIGH, _INSIDE, _BEHIND_SMALL))
    best, most = "windows-1252", float("-inf")
    for code_page, alphabets in _ALPHABETS.items():
        strange = _weigh_signs(code_page, counts, inside, behind_small) - _RARE.get(code_page, 0.0)
        for tongue, alphabet in alphabets.items():
            weight = strange + _weigh_letters(code_page, counts, alphabet) + (_SPOKEN if tongue == spoken else 0.0)
            if weight > most:
                best, most = code_page, weight
    return best


def _extract_dense_part(data: bytes) -> bytes:
    """Return the lines of `data` that have bytes beyond ASCII, up to the number examined."""
    if len(data) <= _SAMPLE:
        return data
    lines, size = [], 0
    for line in data[:_DETECT_BYTES].split(b"\n"):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(lines)


def _weigh_letters(code_page: str, counts: Counter[bytes], alphabet: str) -> float:
    """Return how well the bytes beyond ASCII give letters of a language; `counts` has the number of each."""
    own = {letter: max(_LEAST, 1 - _DECAY * rank) for rank, letter in enumerate(alphabet)}
    weight = 0.0
    for byte, count in counts.items():
        letter = byte.decode(code_page, "replace")
        if letter.isalpha() and letter not in _SIGNS:
            weight += count * own.get(letter.lower(), _STRANGER)
    return weight


def _weigh_signs(code_page: str, counts: Counter[bytes], inside: Counter[bytes], behind_small: Counter[bytes]) -> float:
    """Return the evidence against a code page: symbols and capitals within words, undefined bytes."""
    weight = 0.0
    for byte, count in counts.items():
        sign = byte.decode(code_page, "replace")
        if sign == "\ufffd" or "\x80" <= sign <= "\x9f":
            weight += count * _SIGN_INSIDE
        elif not sign.isalpha():
            weight += inside[byte] * (0.0 if sign in _JOINTS else _SIGN_INSIDE)
            weight += 0.0 if sign in _SIGNS else count * _ODD_SIGN
        elif sign.isupper():
            weight += behind_small[byte] * _CAPITAL_INSIDE
    return weight


def _detect(sample: bytes) -> str:
    """Return the encoding that charset-normalizer detects in `sample`, text of another script."""
    import charset_normalizer  # noqa: PLC0415  (60 ms that a UTF-8 archive never pays)

    best = charset_normalizer.from_bytes(sample, cp_exclusion=_WIDE).best()
    return best.encoding if best else "latin-1"
