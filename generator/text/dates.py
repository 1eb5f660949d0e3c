"""Read dates as newspapers print them, without guessing.

In: a line or a text in any language of CLDR. Out: dates with their place and role, or None if the print does not say
which day ("03/04/2015", "3 April", "two hours ago"). No clock: a date without a year stays unread.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as calendar_date
from enum import Enum
from functools import cache, lru_cache
from typing import cast

import msgspec

from generator.model.article import PartialDate
from generator.text import date_stamps, date_words
from generator.text.date_readings import MONTHS, MOST_DAYS, read_days, read_numeric
from generator.text.date_tokens import Numbers, Token, is_weekday, past_words, tokenise
from generator.text.normalise import fold

LONGEST_LINE = 200
# Lines without a digit are time stamps only if they are this short ("an hour ago").
_LONGEST_WORDS = 24
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|[年년]")
# Every form has a year; the rest of a date is within this many characters before or after it.
_BEFORE_YEAR, _AFTER_YEAR = 50, 30
# The number of characters after a year that are examined at once.
_WINDOW = 400

# Forms of dates over the letters of tokens (see date_tokens.py), the longest first.
_FORMS = re.compile(
    r"""
      (?P<numeric>N)
    | (?P<range>do?[sb]{1,2}do?[sf]{0,3}m[sf]{0,3}y | m[sf]?do?[sb]{1,2}d(?=[sf]{0,3}y)o?[sf]{0,3}y)
    | (?P<dmy>do?[sf]{0,3}m(?:[sb]{1,2}m)?[sf]{0,3}y | do?[sf]{0,3}p[sf]{0,3}k)
    | (?P<mdy>m[sf]{0,2}do?[sf]{0,3}y | m[sf]{0,2}d[sf]{0,2}cz?y)
    | (?P<ymd>yo?[sf]{0,4}m[sf]{0,2}do?(?![sf]{0,3}y))
    | (?P<ydm>yo?[sf]{0,3}do?[sf]{0,2}m(?![sf]{0,3}y))
    | (?P<short>dsmsd(?!c) | dmd(?=[sfnz]{0,2}c))
    | (?P<my>m[sf]{0,3}y)
    | (?P<ym>yo?[sf]{0,2}m(?!s?d))
    | (?P<dm>do?[sf]{0,3}m | m[sf]{0,2}do? | M | do?[sf]{0,3}p)
    | (?P<named>h)
    """,
    re.VERBOSE,
)
# A name and the date behind it, joined where a page has a line break ("Ann LeeMar 5, 2025").
_JOINED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2},?\s(?:19|20)\d\d\b)"
)
_AGO = re.compile(r"u{0,4}[dq]u{1,4}")
_FEWEST_PAST = 2
# With this many other words, a date still is the main content of its line ("ABU DHABI, 8 November 2017").
_MAX_WORDS = 3
_SEPARATORS = ",/|•·–—-:،"
_WORD = re.compile(r"\w+")
_WHOLE = frozenset("DcwPUnzfosbh")
_MARKS = frozenset("PUwzsbnfo")
_PIECE_ENDS = frozenset("|•·–—")
_SHORT_MONTH = 3


class Role(Enum):
    """What a date on a page says about its story."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNMARKED = ""


class DateMention(msgspec.Struct, frozen=True, gc=False):
    """A date in a text. `date` is None if the day is not certain; `languages` are those of the month's name."""

    start: int
    end: int
    date: PartialDate | None
    role: Role = Role.UNMARKED
    is_ambiguous: bool = False
    languages: frozenset[str] = frozenset()


class DateLine(msgspec.Struct, frozen=True, gc=False):
    """A line with a date in it. `rest` is its text besides dates, clocks, zones and stamp words."""

    mentions: tuple[DateMention, ...]
    rest: str
    is_apart: bool = False
    has_clock: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether the line has only a date or time, understood or not."""
        return not self.rest

    @property
    def is_ambiguous(self) -> bool:
        """Return whether a numeric date can be read in two ways."""
        return any(mention.is_ambiguous for mention in self.mentions)

    @property
    def is_marked_published(self) -> bool:
        """Return whether the line says that the story was published on a day."""
        return self._first(Role.PUBLISHED) is not None

    @property
    def published(self) -> PartialDate | None:
        """The day of publication: the first date marked so, else the first without a mark."""
        return self._first(Role.PUBLISHED) or self._first(Role.UNMARKED)

    @property
    def updated(self) -> PartialDate | None:
        """The day of the last change that the line names."""
        return self._first(Role.UPDATED)

    @property
    def date(self) -> PartialDate | None:
        """The day that the line prints: of publication if it names that."""
        return self.published or self.updated

    def _first(self, role: Role) -> PartialDate | None:
        return next((mention.date for mention in self.mentions if mention.role is role and mention.date), None)


@lru_cache(maxsize=1024)  # callers ask about a line several times in a row
def read_date_line(text: str, order: str = "", languages: tuple[str, ...] = ()) -> DateLine | None:
    """Read the dates of the line `text`; None if it has none or is longer than a line.

    `order` is that of numeric dates ("dmy", "mdy", "ymd", followed by a separator if it holds for that separator only:
    "dmy."), empty if unknown; `languages` decide between months of one name.
    """
    if len(text) > LONGEST_LINE:
        return None
    if not _DIGIT.search(text):
        is_stamp = len(text) <= _LONGEST_WORDS and fold(text).strip(" .") in date_stamps.WITHOUT_DIGITS
        if is_stamp:
            return DateLine(mentions=(DateMention(0, len(text), None),), rest="")
        if "年" not in text:
            return None
    text = _JOINED.sub(" ", text)
    tokens = tokenise(text)
    spans = _find_spans(tokens, order, frozenset(languages))
    if sum(last - first for first, last, _ in spans) < len(tokens):
        spans = sorted([*spans, *_find_past(text, tokens, spans)], key=lambda span: span[0])
    if not spans and not any(token.kind == "c" for token in tokens):
        return None
    spans = [span for span in spans if span[2].date or not _is_loose(tokens, span)]
    rest = _rest(text, tokens, spans)
    mentions = tuple(_with_roles(tokens, spans))
    if not mentions and rest:
        return None
    has_clock = any(token.kind == "c" for token in tokens)
    return DateLine(mentions=mentions, rest=rest, is_apart=_is_apart(text, mentions, rest), has_clock=has_clock)


def find_dates(text: str, order: str = "") -> Iterator[DateMention]:
    """Yield every full or month date in `text` with its year, in order."""
    stop = seen = 0
    for match in _YEAR.finditer(text):
        if match.start() < stop or match.end() + _AFTER_YEAR <= seen:
            continue
        start = max(stop, match.start() - _BEFORE_YEAR)
        seen = end = min(len(text), match.end() + _WINDOW)
        while start > stop and not text[start - 1].isspace():
            start -= 1
            if match.start() - start > 2 * _BEFORE_YEAR:
                break
        for _, _, mention in _find_spans(tokenise(text[start:end]), order, frozenset()):
            if not mention.date or (
                not mention.date.day and _is_short_word(text[start + mention.start : start + mention.end])
            ):
                continue
            if mention.start + start >= stop:
                stop = start + mention.end
                yield msgspec.structs.replace(mention, start=start + mention.start, end=stop)


def _is_short_word(month: str) -> bool:
    """Return whether a month without a day may be a word of the sentence ("sold out 2019")."""
    name = _WORD.search(month)
    return name is not None and len(name[0]) <= _SHORT_MONTH and name[0].islower()


def find_date(text: str, order: str = "") -> DateMention | None:
    """Return the first date in `text` with its year, or None."""
    return next(find_dates(text, order), None)


def find_order(lines: Iterable[str], language: str | None = None) -> str:
    """Return the order of a page's numeric dates: from those with one reading only, else from its language."""
    seen: set[str] = set()
    open_dates: list[Numbers] = []
    spelled: set[PartialDate] = set()
    for line in lines:
        if len(line) > LONGEST_LINE or not _YEAR.search(line):
            continue
        tokens = tokenise(line)
        numbers = [token.value for token in tokens if token.kind == "N" and isinstance(token.value, Numbers)]
        for value in filter(_has_two_orders, numbers):
            first, second, _ = value.parts
            if (first > MONTHS) != (second > MONTHS):
                seen.add("dmy" if first > MONTHS else "mdy")
            else:
                open_dates.append(value)
        spelled.update(m.date for _, _, m in _find_spans(tokens, "", frozenset()) if m.date and not numbers)
    if not seen:  # the page spells out elsewhere the day that a numeric date may mean
        orders = ("dmy", "mdy")
        seen = {order for order in orders if any(spelled.intersection(read_numeric(n, order)) for n in open_dates)}
    if len(seen) == 1:
        return seen.pop()
    return "" if seen else _orders().get(language or "", "")


def _has_two_orders(numbers: Numbers) -> bool:
    """Return whether a numeric date has a form that some print day first and others month first."""
    first, second, _ = numbers.parts
    return not numbers.is_year_first and numbers.sign in "/-" and first != second and max(first, second) <= MOST_DAYS


@cache
def _orders() -> dict[str, str]:
    """Return the order of numeric dates by language; English has two."""
    orders, order = {}, ""
    for part in date_words.ORDERS.split():
        if part.endswith("="):
            order = part[:-1]
        elif part != "en":
            orders[part] = order
    return orders


_Span = tuple[int, int, DateMention]


def _find_spans(tokens: list[Token], order: str, languages: frozenset[str]) -> list[_Span]:
    """Return the dates among `tokens`: first token, token after the last, mention."""
    letters = "".join(token.kind for token in tokens)
    weekdays = _weekdays(tokens)
    spans = []
    for match in _FORMS.finditer(letters):
        first, last = match.span()
        form, own = match.lastgroup or "", tokens[first:last]
        readings = sorted(set(read_days(form, own, order, languages)), key=lambda date: date.iso)
        if len(readings) > 1 and weekdays:
            readings = [date for date in readings if _weekday(date) in weekdays] or readings
        names = [token.value for token in own if token.kind == "m"]
        mention = DateMention(
            start=own[0].start,
            end=own[-1].end,
            date=readings[0] if len(readings) == 1 else None,
            is_ambiguous=len(readings) > 1,
            languages=frozenset().union(
                *(tongue for name in names for tongue in cast("Mapping[int, frozenset[str]]", name).values())
            ),
        )
        spans.append((first, last, mention))
    return spans


def _weekdays(tokens: list[Token]) -> frozenset[int]:
    """Return the weekdays that a line may name; empty if it names none."""
    days = [cast("frozenset[int]", token.value) for token in tokens if token.kind == "w" and token.value]
    return frozenset().union(*days)


def _weekday(date: PartialDate) -> int:
    return calendar_date(date.year, date.month, date.day).weekday() if date.day else -1


def _find_past(text: str, tokens: list[Token], spans: list[_Span]) -> list[_Span]:
    """Return words such as "2 hours ago", which name no day, outside of the dates in `spans`."""
    taken = {n for first, last, _ in spans for n in range(first, last)}
    if not any(token.kind in "dq" and n not in taken for n, token in enumerate(tokens)):
        return []
    words = past_words()
    letters = "".join(
        "D"
        if n in taken
        else "u"
        if token.kind not in "dqsb" and fold(text[token.start : token.end]) in words
        else token.kind
        for n, token in enumerate(tokens)
    )
    return [
        (match.start(), match.end(), DateMention(tokens[match.start()].start, tokens[match.end() - 1].end, None))
        for match in _AGO.finditer(letters)
        if match[0].count("u") >= _FEWEST_PAST
    ]


def _is_loose(tokens: list[Token], span: _Span) -> bool:
    """Return whether an unreadable date is part of a sentence, where it is no stamp ("5 March" in a sentence)."""
    first, last, _ = span
    before = tokens[first - 1].kind if first else "b"
    after = tokens[last].kind if last < len(tokens) else "b"
    return before in "xdq" and after in "xdq"


def _with_roles(tokens: list[Token], spans: list[_Span]) -> Iterator[DateMention]:
    """Yield the mentions of a line, each with the role of the word before it, or after it if all are after."""
    words = [n for n, token in enumerate(tokens) if token.kind in "PU"]
    is_behind = bool(spans and words) and words[0] >= spans[0][1] and (words[-1] >= spans[-1][1])
    for n, (first, last, mention) in enumerate(spans):
        previous = spans[n - 1][1] if n else 0
        following = spans[n + 1][0] if n + 1 < len(spans) else len(tokens)
        span = range(last, following) if is_behind else range(previous, first)
        kinds = {tokens[word].kind for word in words if word in span}
        role = Role.UPDATED if "U" in kinds and "P" not in kinds else Role.PUBLISHED if "P" in kinds else Role.UNMARKED
        if kinds == {"P", "U"}:
            role = Role.UPDATED
        yield msgspec.structs.replace(mention, role=role)


def _rest(text: str, tokens: list[Token], spans: list[_Span]) -> str:
    """Return the text of a line besides its dates and their words, parts separated by a bar."""
    kinds = [token.kind for token in tokens]
    for first, last, _ in spans:
        kinds[first:last] = ["D"] * (last - first)
    _settle(text, tokens, kinds)
    pieces: list[list[int]] = [[]]
    for n, kind in enumerate(kinds):
        if kind in "Dc" or (kind == "b" and text[tokens[n].start] in _PIECE_ENDS):
            pieces.append([])
        else:
            pieces[-1].append(n)
    return " | ".join(filter(None, (_say(text, tokens, kinds, piece) for piece in pieces)))


def _settle(text: str, tokens: list[Token], kinds: list[str]) -> None:
    """Set the final letter of numbers before words of clocks and reading times, and of months that are weekdays."""
    for n, kind in enumerate(kinds):
        after = kinds[n + 1] if n + 1 < len(kinds) else ""
        if kind in "dq" and (after in ("z", "r") or (after == "w" and _is_reading(text, tokens[n + 1]))):
            kinds[n] = "n"
        elif kind == "r":
            ahead = next((other for other in kinds[n + 1 :] if other not in "sb"), "")
            kinds[n] = "n" if (n and kinds[n - 1] in "nsb") or ahead in "dq" else "x"
        elif kind == "m":
            kinds[n] = "w" if is_weekday(text[tokens[n].start : tokens[n].end]) else "x"


def _is_reading(text: str, token: Token) -> bool:
    """Return whether a word that is also a weekday ("min", Sunday in Indonesian) belongs to a reading time."""
    return fold(text[token.start : token.end]) in date_stamps.READING


def _say(text: str, tokens: list[Token], kinds: list[str], piece: list[int]) -> str:
    """Return the words of a piece of a line, without stamp words at its ends; empty if there are no others."""
    if all(kinds[n] in _WHOLE for n in piece):
        return ""
    first, last = 0, len(piece) - 1
    while first < last and (
        kinds[piece[first]] in "PUsbo"
        or (kinds[piece[first]] == "n" and not text[tokens[piece[first]].start].isupper())
    ):
        first += 1
    while last > first and kinds[piece[last]] in _MARKS and not text[tokens[piece[last]].start].isupper():
        if kinds[piece[last]] == "s" and text[tokens[piece[last]].start] in ").":  # of "(AFP)", of an initial
            break
        last -= 1
    return text[tokens[piece[first]].start : tokens[piece[last]].end]


def _is_apart(text: str, mentions: tuple[DateMention, ...], rest: str) -> bool:
    """Return whether punctuation separates a full date from a few words."""
    if len(_WORD.findall(rest)) > _MAX_WORDS:
        return False
    for mention in mentions:
        before, after = text[: mention.start].rstrip(), text[mention.end :].lstrip()
        if (
            mention.date
            and mention.date.day
            and (not before or before[-1] in _SEPARATORS)
            and (not after or after[0] in _SEPARATORS)
        ):
            return True
    return False
