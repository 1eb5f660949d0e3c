"""Chinese names in the two romanisations of the press: Pinyin, and Wade-Giles without its marks.

In: the folded tokens of a name. Out: the name in Wade-Giles as one word. Mao Zedong is Mao Tse-tung.
"""

import re

_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|"
_FINAL = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u"
_SYLLABLE = re.compile(rf"({_INITIAL})({_FINAL})")
_SYLLABLES = re.compile(rf"(?:(?:{_INITIAL})(?:{_FINAL})){{1,3}}")
# "Tse-tung": the second syllable in lower case, which nobody writes in Pinyin any more.
_HYPHENATED = re.compile(r"\b[A-Z][a-z]+[-‑][a-z]+\b")
_MIN_PARTS, _MAX_PARTS = 2, 3

_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_WHOLE_SYLLABLES = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "er": "erh",
    "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo",
    "huo": "huo", "shuo": "shuo", "ge": "ko", "ke": "ko", "he": "ho",
}  # fmt: skip
_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o"}


def is_hyphenated(name: str) -> bool:
    """Return whether a given name in `name` is hyphenated as in Wade-Giles: Xiao-ping, Tse-tung."""
    return _HYPHENATED.search(name) is not None


def to_wade_giles(parts: tuple[str, ...]) -> str:
    """Return the name of these tokens in Wade-Giles as one word; "" if they are not Pinyin.

    >>> to_wade_giles(("mao", "zedong"))
    'maotsetung'
    """
    if not _MIN_PARTS <= len(parts) <= _MAX_PARTS or not all(map(_SYLLABLES.fullmatch, parts)):
        return ""
    return "".join(_convert_syllable(match) for part in parts for match in _SYLLABLE.finditer(part))


def _convert_syllable(match: re.Match[str]) -> str:
    """Convert one Pinyin syllable to Wade-Giles."""
    if match[0] in _WHOLE_SYLLABLES:
        return _WHOLE_SYLLABLES[match[0]]
    return _INITIALS.get(match[1], match[1]) + _FINALS.get(match[2], match[2])
