"""The names of countries and cities in one language: read its table, and find them in a text.

In: a table of reference/data/country_names, and a text in its language. Out: every mention, the longest name at each
place; a phrase that only contains a name ("Papua-Neuguinea", "发展中国家") is reported with no country.

Words are compared by all forms that the table lists for them: cases (Россия, России), articles and proclitics
(والأردن). Where words are not set apart, every position may begin a name; in Korean, every beginning of a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

import msgspec

from generator.model.authority import CountryCode, NameKind

_KINDS = {
    "n": NameKind.NAME,
    "w": NameKind.WEAK,
    "a": NameKind.ADJECTIVE,
    "p": NameKind.PART,
    "c": NameKind.CITY,
    "t": NameKind.TOWN,
}
# The mark of the line of home countries, and of phrases that name no country.
_HOMES = "h"
_NOTHING = "x"
_RANKS = {kind: n for n, kind in enumerate((_NOTHING, *_KINDS))}
# Vowel signs and other marks, which are part of words.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
)
_MARKS += r"\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3"
_LETTER = rf"[^\W_{_MARKS}]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*")
# Languages that write an apostrophe or quotation mark inside words.
_INNER_MARKS = {"he": r"['׳\"״]", "uk": "['’ʼ]"}
# What may stand between the words of a name.
_GAPS = frozenset((" ", "-", "‑", "'", "’", ".", ". ", "\u200c", " - ", "&"))
# Languages whose words are not set apart, and those whose particles follow names directly.
_WITHOUT_SPACES = frozenset(("ja", "th", "zh"))
_WITH_PARTICLES = frozenset(("ko",))
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
# The dot between the parts of a foreign person's name.
_NAME_DOTS = frozenset("·・‧")
_ACRONYM_LENGTH = 4
_SENTENCE_START = re.compile(r"(?:^|[.!?:…»”\"“„(]\s*)$")
_REACH = 40
_EQUAL_LETTERS = str.maketrans("أإآٱىیۀةکёς’ʼ׳״", "اااايي\u0647\u0647كеσ'''\"", "\u0307\u0640\u093c\u0301")
_HARAKAT = re.compile(r"[\u064b-\u0652\u0670\u0591-\u05c7]")


class LocalMention(msgspec.Struct, frozen=True, gc=False):
    """A name at these offsets and the countries that have it; none for a phrase that names no country."""

    start: int
    end: int
    kind: NameKind
    codes: tuple[CountryCode, ...]


class _Name(msgspec.Struct, frozen=True, gc=False):
    """A name: the words after the first, the countries that have it, its kind, and how it is printed.

    `is_lower` if it may begin with a small letter; `acronym` holds the print of an acronym.
    """

    next_words: tuple[str, ...]
    codes: tuple[CountryCode, ...]
    kind: NameKind
    is_lower: bool
    acronym: str


class CountryNames:
    """The names of one language, and its home countries. `parse_country_names` builds it from a table."""

    def __init__(
        self,
        language: str,
        names: dict[str, list[_Name]],
        words_by_form: dict[str, tuple[str, ...]],
        homes: frozenset[CountryCode],
    ) -> None:
        self.homes = homes
        self._names, self._words_by_form = names, words_by_form
        inner = _INNER_MARKS.get(language)
        self._word = re.compile(rf"{_WORD.pattern}(?:{inner}{_WORD.pattern})*") if inner else _WORD
        self._scans = language in _WITHOUT_SPACES or language in _WITH_PARTICLES
        self._has_particles = language in _WITH_PARTICLES
        self._lengths: dict[str, tuple[int, ...]] = {}
        if self._scans:
            lengths: dict[str, set[int]] = {}
            for name in names:
                lengths.setdefault(name[0], set()).add(len(name))
            self._lengths = {letter: tuple(sorted(sizes, reverse=True)) for letter, sizes in lengths.items()}

    def find(self, text: str) -> Iterator[LocalMention]:
        """Yield every mention in `text`, in order."""
        return self._scan(text) if self._scans else self._match_words(text)

    def _match_words(self, text: str) -> Iterator[LocalMention]:
        """Yield the mentions in a text whose words are set apart."""
        tokens = list(self._word.finditer(text))
        forms, end = self._words_by_form, 0
        for n, token in enumerate(tokens):
            words = forms.get(_fold_word(token[0]))
            if words is None or token.start() < end:
                continue
            names = [name for word in words for name in self._names.get(word, ())]
            names.sort(key=lambda name: -len(name.next_words))
            for name in names:
                last = self._match_next(name, text, tokens, n)
                if last is not None and _is_printed(name, token[0]):
                    end = last
                    yield LocalMention(token.start(), end, _settle_kind(name, text, token.start(), end), name.codes)
                    break

    def _match_next(self, name: _Name, text: str, tokens: list[re.Match[str]], n: int) -> int | None:
        """Return the end of `name` if its next words follow the token `n`, else None."""
        for word in name.next_words:
            if n + 1 >= len(tokens) or text[tokens[n].end() : tokens[n + 1].start()] not in _GAPS:
                return None
            n += 1
            if word not in self._words_by_form.get(_fold_word(tokens[n][0]), ()):
                return None
        return tokens[n].end()

    def _scan(self, text: str) -> Iterator[LocalMention]:
        """Yield the mentions in a text whose words are not set apart, or whose names have particles."""
        end = 0
        for start, letter in enumerate(text):
            if start < end or letter not in self._lengths:
                continue
            if self._has_particles and start and _HANGUL.match(text, start - 1) and _HANGUL.match(letter):
                continue
            for size in self._lengths[letter]:
                names = self._names.get(text[start : start + size])
                if names and not _is_cut(text, start, start + size):
                    end = start + size
                    yield LocalMention(start, end, names[0].kind, names[0].codes)
                    break


def parse_country_names(language: str, table: str, false_names: Iterable[str] = ()) -> CountryNames:
    """Parse the `table` of a language; `false_names` are further phrases that name no country."""
    rows = _read_rows(table, false_names)
    is_whole = language in _WITHOUT_SPACES or language in _WITH_PARTICLES
    names: dict[str, list[_Name]] = {}
    words_by_form: dict[str, dict[str, None]] = {}
    for printed, codes_by_key in rows.codes.items():
        words = [printed] if is_whole else [w for part in printed.split(" ") for w in _split_word(language, part)]
        if not words or not words[0]:
            continue
        key = min(codes_by_key, key=_RANKS.__getitem__)
        codes = () if key == _NOTHING else tuple(sorted(codes_by_key[key]))
        name = _Name(tuple(words[1:]), codes, _KINDS.get(key, NameKind.NAME), *_describe_print(printed))
        names.setdefault(words[0], []).append(name)
        for word in words:
            for form in _inflect(word, rows.affixes):
                words_by_form.setdefault(form, {})[word] = None
    forms = {form: tuple(words) for form, words in words_by_form.items()}
    return CountryNames(language, names, forms, rows.homes)


class _Rows(msgspec.Struct, frozen=True):
    """What a table holds: home countries, affixes by their key, and the countries of each name by kind of name."""

    homes: frozenset[CountryCode]
    affixes: dict[str, list[str]]
    codes: dict[str, dict[str, set[CountryCode]]]


def _read_rows(table: str, false_names: Iterable[str]) -> _Rows:
    homes: frozenset[CountryCode] = frozenset()
    affixes: dict[str, list[str]] = {}
    codes: dict[str, dict[str, set[CountryCode]]] = {name: {_NOTHING: set()} for name in false_names}
    for line in table.splitlines():
        key, _, rest = line.partition("\t")
        if key == _HOMES:
            homes = frozenset(map(CountryCode, rest.split()))
        elif key in _RANKS:
            code, _, printed_names = rest.partition("\t")
            for name in printed_names.split(", "):
                codes.setdefault(name, {}).setdefault(key, set()).add(CountryCode(code))
        elif not line.startswith("#"):
            affixes[key] = ["" if affix == "-" else affix for affix in rest.split()]
    return _Rows(homes, affixes, codes)


def _describe_print(printed: str) -> tuple[bool, str]:
    """Return whether a name may begin with a small letter, and its print if it is an acronym."""
    bare = printed.partition("^")[2] or printed
    acronym = bare.replace(".", "")
    is_acronym = acronym.isupper() and acronym.isalpha() and len(acronym) <= _ACRONYM_LENGTH
    return bare[0].islower(), acronym if is_acronym and acronym.isascii() else ""


def _split_word(language: str, word: str) -> list[str]:
    """Split a word of the table at its hyphens, as texts are split; its affixes stay."""
    if word.isalpha():
        return [word]
    proclitics, mark, bare = word.rpartition("^")
    inner = _INNER_MARKS.get(language, "")
    parts = [part for part in re.split(r"[-‑.&]" if inner else r"[-‑.&'’ʼ]", bare) if part.strip("()")]
    return [proclitics + mark + part if n == 0 else part for n, part in enumerate(parts)]


def _inflect(word: str, affixes: dict[str, list[str]]) -> Iterator[str]:
    """Yield the folded forms of a word of the table."""
    proclitics, mark, bare = word.rpartition("^")
    stem, slash, key = bare.partition("/")
    endings = affixes[f"/{key}"] if slash else [""]
    beginnings = affixes[f"{proclitics}^"] if mark else [""]
    for beginning, ending in product(beginnings, endings):
        yield _fold_word(beginning + stem + ending)


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    """Return a word as it is compared: in lower case; letters that are printed in two ways are one."""
    lower = word.lower()
    if lower.isascii():
        return lower
    if lower[0] < "\u0370":
        return unicodedata.normalize("NFC", lower.replace("i\u0307", "i")).replace("’", "'")
    bare = _HARAKAT.sub("", unicodedata.normalize("NFC", lower)).translate(_EQUAL_LETTERS)
    if "\u0370" <= bare[0] < "\u0400":  # Greek capitals have no accents
        bare = "".join(sign for sign in unicodedata.normalize("NFD", bare) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare)


def _is_printed(name: _Name, token: str) -> bool:
    """Return whether a token is printed as the first word of `name` has to be."""
    if name.acronym and not name.next_words:
        return token == name.acronym
    return name.is_lower or not token[0].islower()


def _settle_kind(name: _Name, text: str, start: int, end: int) -> NameKind:
    """Return the kind of a mention.

    A weak name within a sentence and without capitals around it is a name, a town of a common name after a preposition
    of place is a city.
    """
    preceding = text[max(0, start - _REACH) : start]
    if name.kind is NameKind.TOWN:
        return NameKind.CITY if _PLACE_BEFORE.search(preceding) else NameKind.TOWN
    if name.kind is not NameKind.WEAK or not text[start].isupper():
        return name.kind
    before, after = _WORD_BEFORE.search(preceding), _WORD_AFTER.match(text, end)
    has_capital = any(neighbour is not None and neighbour[1].isupper() for neighbour in (before, after))
    return NameKind.WEAK if has_capital or _SENTENCE_START.search(preceding) else NameKind.NAME


# Prepositions of place, and those that also stand in persons' names, after a word without a capital.
_PLACE_BEFORE = re.compile(
    r"(?:(?:^|\s)(?:in|en|em|a|à|w|we|v|в|во|у|στη|στην|στο|bij|te|nach|bei|aus|no|na)\s"
    r"|(?:^|\s)(?-i:[^\W\d_A-ZÀ-Þ])\w*\s(?:de|di|do|da|von|van|du)\s)$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_])[^\s]*\s$")
_WORD_AFTER = re.compile(r"\s([^\W\d_])")


def _is_cut(text: str, start: int, end: int) -> bool:
    """Return whether a match is part of a longer word in katakana, or of a foreign person's name."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if _KATAKANA.match(text[start]) and (_KATAKANA.match(before) or _KATAKANA.match(after)):
        return True
    return text[start] >= "\u4e00" and not {before, after}.isdisjoint(_NAME_DOTS)
