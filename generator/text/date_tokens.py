"""Split a line into the parts of printed dates: numbers, months, weekdays, clocks, stamp words, punctuation.

In: a line. Out: its tokens, each with a letter for its kind, so that a form of date is an expression over letters.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from generator.text import date_stamps, date_words
from generator.text.calendars import PERSIAN_MONTHS, PERSIAN_YEARS, era_year, gregorian_year, read_numeral
from generator.text.normalise import fold

# The letters: N numeric date, M month and day without a year in digits, d day (1 to 31), y year, k Persian year,
# q number, m month, p Persian month, w weekday, c clock, z zone or word of a clock, P published, U updated,
# n word of a stamp, r word of reading time, h today or yesterday, f filler, o ordinal ending, s soft sign,
# b hard sign, x word of no date.
DAY, YEAR, NUMBER, WORD = "d", "y", "q", "x"
_YEARS = range(1600, 2100)
_LAST_DAY, _LAST_HOUR, _LAST_MINUTE = 31, 24, 59

_SIGNS = (
    r"\s\d!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00bb\u2010-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u301f"
    r"\uff01-\uff0f\uff1a-\uff20،؛؟۔"
)
_LETTERS = rf"[^{_SIGNS}]"
_CJK_NUMBER = "[〇○零一二三四五六七八九十廿]"
_CJK_UNITS = "秒|分|分钟|分鐘|小时|小時|時間|天|日|週間|周|か月|ヶ月|个月|個月|年|초|분|시간|일|주|개월|년"
_TOKEN = re.compile(
    rf"""
      (?=[\d+-])(?:
          (?P<ymd>(?<![\d.,/-])\d{{4}}(?:-\d{{1,2}}-|/\d{{1,2}}/|\.\s?\d{{1,2}}\.\s?
          |\s/\s\d{{1,2}}\s/\s)\d{{1,2}}(?!\d))
        | (?P<xxy>(?<![\d.,/-])\d{{1,2}}(?:-\d{{1,2}}-|\s?/\s?\d{{1,2}}\s?/\s?|\.\s?\d{{1,2}}\.\s?)(?:\d{{4}}|\d{{2}})
            (?!\d|[/.:]\d|-\d(?!\d?:\d)))
        | (?P<cjk>(?<!\d)\d{{1,4}}\s?[年년]\s?\d{{1,2}}\s?[月월](?:\s?\d{{1,2}}\s?[日일號号])?)
        | (?P<md>(?<!\d)\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일號号])
        | (?P<ago>(?<!\d)\d{{1,3}}\s?(?:{_CJK_UNITS})\s?(?:前|전))
        | (?P<clock>(?<!\d)\d{{1,2}}(?:\s?[:：.]\s?|\s?[hHuU]\s?|\s?[時时시点點]\s?)
            \d{{2}}(?:[:.]\d{{2}})?(?:[.,]\d{{1,6}})?(?:\s?[分분](?:\s?\d{{1,2}}\s?[秒초])?)?(?!\d))
        | (?P<zone>(?<!\d)(?!-(?:19|20)\d\d)[+-]\d{{2}}:?\d{{2}}(?!\d)|\+\d(?!\d))
        | (?P<glued>(?<!\d)(?:19|20)\d\d(?=(?:[1-9]|[12]\d|3[01])\.?\s[^\W\d]{{3}}|\d{{1,2}}:\d\d))
        | (?P<number>\d+)
        | (?P<dash>-)
      )
    | (?=[令平昭大民〇○零一二三四五六七八九])(?:
          (?P<era>令和|平成|昭和|大正|民國|民国)\s?(?:\d{{1,3}}|{_CJK_NUMBER}{{1,3}}|元)\s?年\s?
              (?:\d{{1,2}}|{_CJK_NUMBER}{{1,2}})\s?月(?:\s?(?:\d{{1,2}}|{_CJK_NUMBER}{{1,3}})\s?[日號号])?
        | (?P<signs>{_CJK_NUMBER}{{4}}年{_CJK_NUMBER}{{1,2}}月(?:{_CJK_NUMBER}{{1,3}}[日號号])?)
      )
    | (?P<word>{_LETTERS}+(?:\.{_LETTERS}+)*)
    | (?P<sign>[^\s\w])
    """,
    re.VERBOSE,
)
_THANG = ("tháng", "thg")
_SOFT = frozenset(".,-/'’،()\\")
_GROUPS = re.compile(r"\d+")
_CJK_MARKS = re.compile("[年년月월日일號号]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Token(NamedTuple):
    """A part of a line: its letter, its place, and its value: a number, months with their languages, a numeric date."""

    kind: str
    start: int
    end: int
    value: object = None


class Numbers(NamedTuple):
    """A numeric date as printed: three numbers, the separator, whether the year is first."""

    parts: tuple[int, int, int]
    sign: str
    is_year_first: bool
    has_short_year: bool = False


@cache
def months() -> dict[str, dict[int, frozenset[str]]]:
    """Return the months that a folded name may mean, each with its languages."""
    names: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for number, entry in _entries(date_words.MONTHS):
        name, _, languages = entry.partition(":")
        names[name.replace("_", " ")][number] = frozenset(languages.split(","))
    return dict(names)


@cache
def _weekdays() -> dict[str, frozenset[int]]:
    """Return the weekdays that a folded name may mean, 0 is Monday; words of longer names mean none."""
    names: dict[str, set[int]] = defaultdict(set)
    for number, name in _entries(date_words.WEEKDAYS):
        parts = name.split("_")
        for part in parts:
            names[part] |= {number} if len(parts) == 1 else set()
    return {name: frozenset(days) for name, days in names.items()}


@cache
def past_words() -> frozenset[str]:
    """Return the words that languages use to say how long ago something was."""
    return frozenset(date_words.PAST.split()) | {"hrs", "hr", "min", "mins", "std", "atras", "geleden", "назад", "fa"}


@cache
def _long_months() -> dict[str, frozenset[str]]:
    """Return the last words of months of several words, by the words before."""
    names: dict[str, set[str]] = defaultdict(set)
    for name in months():
        first, _, last = name.rpartition(" ")
        if first:
            names[first].add(last)
    return {first: frozenset(last) for first, last in names.items()}


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of months of several words."""
    return frozenset().union(*_long_months().values())


@cache
def _cjk_stamp() -> re.Pattern[str]:
    """Return the pattern of consecutive stamp words in scripts without spaces."""
    words = (*date_stamps.PUBLISHED, *date_stamps.UPDATED, *date_stamps.NEUTRAL, *date_stamps.READING, *_weekdays())
    alone = sorted({word for word in words if _CJK.search(word)}, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, alone))})+")


def _entries(table: str) -> list[tuple[int, str]]:
    """Return the names in a table of date_words.py, each with its line number."""
    entries, number = [], 0
    for part in table.split():
        if part.endswith("=") and part[:-1].isdigit():
            number = int(part[:-1])
        else:
            entries.append((number, part))
    return entries


@lru_cache(maxsize=1024)  # a line is read for its date, its byline and as a headline
def tokenise(text: str) -> list[Token]:
    """Return the tokens of `text` in order, without spaces. Do not change them."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span()
        if name == "word":
            _add_word(tokens, text, start, end)
        elif name in ("sign", "dash"):
            tokens.append(Token("s" if match[0] in _SOFT else "b", start, end))
        elif name in ("number", "glued"):
            _add_number(tokens, text, start, end)
        else:
            tokens.append(_read_special(match, name))
    return tokens


def _add_number(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Append the number of `text` at `start`; Vietnamese numbers its months ("tháng 1")."""
    kind, number = _number_kind(text[start:end]), int(text[start : min(end, start + 9)])
    before = tokens[-1] if tokens else None
    if (
        kind == DAY
        and number <= 12
        and before
        and before.kind == "f"
        and text[before.start : before.end].lower() in _THANG
    ):
        tokens[-1] = Token("m", before.start, end, {number: frozenset(["vi"])})
    else:
        tokens.append(Token(kind, start, end, number))


def _add_word(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Append the word of `text` at `start`, joined to the words before it if they name a month together."""
    word = fold(text[start:end])
    before = tokens[-1] if tokens else None
    if before and before.end < start and word in _last_words():
        for count in (2, 1):
            joined = tokens[-count:]
            first = fold(text[joined[0].start : before.end])
            if all(token.kind in "nxfwm" for token in joined) and word in _long_months().get(first, ()):
                tokens[-count:] = [Token("m", joined[0].start, end, months()[f"{first} {word}"])]
                return
    if before and before.kind in "dy" and before.end == start and word in date_stamps.ORDINALS:
        tokens.append(Token("o", start, end))
        return
    kind, value = _classify(word)
    tokens.append(Token(kind, start, end, value))


@lru_cache(maxsize=8192)
def _classify(word: str) -> tuple[str, object]:
    """Return the letter and the value of a folded word."""
    if word in months():
        return "m", months()[word]
    if word in PERSIAN_MONTHS:
        return "p", PERSIAN_MONTHS[word]
    days = _weekdays().get(word)
    if days is not None and word not in date_stamps.FILLERS:
        return "w", days
    for kind, words in _KINDS:
        if word in words:
            return kind, None
    if _CJK.search(word) and _cjk_stamp().fullmatch(word):
        if any(part in word for part in date_stamps.UPDATED if _CJK.search(part)):
            return "U", None
        return ("P" if any(part in word for part in date_stamps.PUBLISHED if _CJK.search(part)) else "n"), None
    return "x", None


_KINDS = (
    ("P", date_stamps.PUBLISHED),
    ("U", date_stamps.UPDATED),
    ("f", date_stamps.FILLERS),
    ("z", date_stamps.HOURS),
    ("h", date_stamps.DAYS_NAMED),
    ("r", date_stamps.READING),
    ("n", date_stamps.NEUTRAL),
)


def is_weekday(word: str) -> bool:
    """Return whether `word`, a month for the tokens, is also a weekday ("mar." in French)."""
    return fold(word) in _weekdays()


def _number_kind(digits: str) -> str:
    """Return whether a number can be a day, a year or neither."""
    number = int(digits[:9])
    if len(digits) <= 2:
        return DAY if 1 <= number <= _LAST_DAY else NUMBER
    if len(digits) != 4:
        return NUMBER
    if gregorian_year(number) in _YEARS:
        return YEAR
    return "k" if number in PERSIAN_YEARS else NUMBER


def _read_special(match: re.Match[str], name: str) -> Token:
    """Return the token of a numeric date, a clock or a zone."""
    start, end = match.span()
    if name in ("ymd", "xxy"):
        first, second, third = (int(part) for part in _GROUPS.findall(match[0]))
        sign = next(sign for sign in match[0] if sign in "-/.")
        is_short = name == "xxy" and not re.search(r"\d{4}$", match[0])
        return Token("N", start, end, Numbers((first, second, third), sign, name == "ymd", is_short))
    if name in ("cjk", "era", "signs"):
        era = match[0][:2] if name == "era" else ""
        year, month, day, *_ = (
            read_numeral(part.strip()) for part in _CJK_MARKS.split(f"{match[0][len(era) :].strip()}0")
        )
        year = era_year(era, year) if era else year
        return Token("N" if year in _YEARS else "M", start, end, Numbers((year, month, day), "", is_year_first=True))
    if name == "md":
        return Token("M", start, end)
    if name == "ago":
        return Token("h", start, end)
    if name == "clock":
        hour, minute, *_ = (int(part) for part in _GROUPS.findall(match[0]))
        return Token("c" if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else "q", start, end)
    return Token("z", start, end)
