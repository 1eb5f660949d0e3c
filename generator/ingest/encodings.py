"""In which code page text without a mark is written: by the languages whose letters its bytes give.

In: bytes that are no UTF-8. Out: the name of an encoding. Code pages of the Latin script agree on most bytes, so each
is tried with each of its languages, and letters that a language does not have count against it.
"""

import re
from collections import Counter

from generator.text.detect_language import detect_language

# Letters beyond ASCII by code page and language, in lower case, those that are written most in front.
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
# Code pages that are rare in saved pages need so much more.
_RARE = {"iso8859-2": 0.5, "mac_roman": 3.0, "cp850": 3.0}
# A letter counts the less the rarer it is.
_DECAY, _LEAST = 0.1, 0.3
_STRANGER, _SIGN_INSIDE, _CAPITAL_INSIDE, _ODD_SIGN = -2.0, -3.0, -1.5, -1.0
_SPOKEN = 2.0
# Signs that any text may have; not inside of a word.
_SIGNS = frozenset("“”„‟‘’‚«»‹›–—…·•§°€£©®™¡¿´¨ºª²³½¼¾×±µ¶†‡‰\u00a0\u00ad")
# These stand in the midst of a word too.
_JOINTS = frozenset("’‘·\u00ad")
# In text of the Latin script fewer of the letters are not ASCII.
_LATIN_SHARE = 0.35
# So much is looked at; more changes nothing but the time it takes.
_SAMPLE = 60_000
_SPOKEN_BYTES = 4000
_DETECT_BYTES = 200_000
# These are never written without a mark, but short texts look like them to the detector.
_WIDE = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
_HIGH = re.compile(rb"[\x80-\xff]")
_INSIDE = re.compile(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff](?=[A-Za-z\x80-\xff])")
_BEHIND_SMALL = re.compile(rb"(?<=[a-z])[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")


def guess_code_page(data: bytes) -> str:
    """The code page of `data`, text that is no UTF-8."""
    sample = _dense_part(data)
    high, plain = len(_HIGH.findall(sample)), len(_ASCII_LETTER.findall(sample))
    if high > _LATIN_SHARE * (high + plain):
        return _detect(data[:_DETECT_BYTES])
    return _guess_latin(sample)


def _guess_latin(sample: bytes) -> str:
    """The code page of text in Latin script; windows-1252 if nothing speaks for another.

    The WHATWG encoding standard reads what calls itself ISO 8859-1 as windows-1252 too.
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


def _dense_part(data: bytes) -> bytes:
    """The lines of `data` that have bytes beyond ASCII, as many as are looked at."""
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
    """How well the bytes beyond ASCII give letters of a language; `counts` has how often each stands in the text."""
    own = {letter: max(_LEAST, 1 - _DECAY * rank) for rank, letter in enumerate(alphabet)}
    weight = 0.0
    for byte, count in counts.items():
        letter = byte.decode(code_page, "replace")
        if letter.isalpha() and letter not in _SIGNS:
            weight += count * own.get(letter.lower(), _STRANGER)
    return weight


def _weigh_signs(code_page: str, counts: Counter[bytes], inside: Counter[bytes], behind_small: Counter[bytes]) -> float:
    """What speaks against a code page: signs and capitals within words, bytes that stand for nothing."""
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
    """What charset-normalizer makes of `sample`, text of another script."""
    import charset_normalizer  # noqa: PLC0415  (60 ms that a UTF-8 archive never pays)

    best = charset_normalizer.from_bytes(sample, cp_exclusion=_WIDE).best()
    return best.encoding if best else "latin-1"
