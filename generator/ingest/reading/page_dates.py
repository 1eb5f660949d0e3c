"""Choose the day on which a page says that its story was published, and the day of its last change.

In: the lines of a page, and the positions of a story's headline and text. Out: the best date with its line. Other dates
of a page are the day of the visit in its masthead and those of teasers.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from generator.ingest.reading.bylines import is_byline
from generator.model.article import DateBasis, PartialDate
from generator.text.dates import DateLine, Role, find_date, find_order, read_date_line

# German papers print the state of a story, as a rule that of its first day.
_AS_OF = re.compile(r"\bstand\b", re.IGNORECASE)
# The maximum number of lines between a date and the headline below it, the text above it, or the text's first line
# above it.
_ABOVE, _BEHIND, _INSIDE = 12, 25, 20
# Without a headline, the maximum number of lines between a date and the text below it.
_ABOVE_TEXT = 30
# The minimum weight of a line that dates the story.
_ENOUGH = 2.4
_PUBLISHED, _UNMARKED, _UPDATED = 3.0, 2.0, 0.9
_WHOLE, _APART, _AMID = 1.0, 0.6, -1.5
_CLOCK = 0.4
_BETWEEN, _OVER, _IN_TEXT, _UNDER = 2.0, 0.6, 0.8, -0.4
_SIGNED = 0.5
_MONTH_ONLY = -3.0
# Lines of code and quotations print the days of other things.
_QUOTED = frozenset('"{[<“„«')
# This many dates close together are a list of other stories.
_LIST, _LISTED, _CROWDED = 3, -1.5, -2.8
# A time right below the text signs it.
_SIGNED_BELOW = 1.5
# "Date:" before a day.
_NAMED = 0.9
_PAIR = 3
_WORDS_AMID = 8
# A date among this many words in lower case belongs to a sentence or caption.
_SMALL_WORDS, _TOLD = 4, -3.0
# Lines of text below the first in which a date without a mark may still date the story.
_LEAD = 8
_EDGES, _PARTING = " *#•·-|>", frozenset("|·•")
# Days of other things: of joining a forum, of birth, of figures.
_OTHER_DAY = re.compile(
    r"\(@\w+\)|\b(?:post shared|beitrag geteilt|publication partagée|publicación compartida|joined|registered|member "
    r"since"
    r"|born|died|deadline|expires?|valid|effective|as of|returns as of|release date|registriert|mitglied seit"
    r"|beigetreten|geboren|gestorben"
    r"|gültig|termin|beginn|inscrit|inscription|né le|née le|registrado|miembro desde|nacido|iscritto|membro dal"
    r"|зарегистрирован|регистрация|родился|üyelik|kayıt)\b|原文|©\s?(?:19|20)\d\d|\bposted by .+ on \w{3,6}day,",
    re.IGNORECASE,
)
# The length of a date at the beginning of a paragraph, and what sets it off from the sentence.
_LEDE, _SET_OFF = 40, re.compile(r"\s?(?:[.:|]\s|[-–—]{1,2}\s|\s?(?=[„“«]))")
# Words before a day from or until which something holds, and hours from one to another.
_SPAN = re.compile(
    r"\b(?:ab|bis|seit|bis zum|ab dem|from|until|till|since|before|after|by|dès|depuis|jusqu\w*|à partir du|desde|hasta"
    r"|a partir del?|dal|fino al|od|do|с|до|vanaf|tot|från|till|fra|til)$",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\d{1,2}[:.]\d\d\s?(?:am|pm|uhr|h)?\s?[-–—]\s?\d{1,2}[:.]\d\d", re.IGNORECASE)
# A sentence with which blogs sign below the text.
_SIGNING = re.compile(
    r"(?:dieser|diese|dieses) (?:beitrag|artikel|eintrag|meldung|text) wurde"
    r"|(?:this|the) (?:entry|post|article|story) was|cette (?:entrée|publication)|cet article a été"
    r"|esta (?:entrada|noticia)|este (?:artículo|post|artigo)|questo articolo|questa voce|dit (?:bericht|artikel)"
    r"|ten wpis|запись опубликована|gespeichert von|geschrieben (?:von|am)"
    r"|(?:posted|written|submitted|filed|published) (?:by|in|on)|erstellt|eingestellt|datum\b|date\b"
    r"|fecha\b|data\b|дата\b|dato\b|päiväys\b|tarih\b",
    re.IGNORECASE,
)


class PageDate(msgspec.Struct, frozen=True, gc=False):
    """The line that dates a story, the day of its publication and that of its last change, as far as it prints them."""

    line: int
    date: PartialDate | None
    modified: PartialDate | None = None
    basis: DateBasis = DateBasis.PAGE


class _Places(NamedTuple):
    """The positions of a story: headline, prints of the headline above the text, first and last line of the text."""

    headline: int
    prints: tuple[int, ...]
    first_body: int
    last_body: int

    def find_headline(self, n: int) -> int:
        """Return the print of the headline above line `n`; the headline if none is."""
        return max((m for m in self.prints if m <= n), default=self.headline)


def choose_date(
    lines: Sequence[str], headline: int, first_body: int, last_body: int, language: str | None = None
) -> PageDate | None:
    """Return the date of the story with this headline and text; `headline` is -1 if it has none.

    A page that prints only the day of the last change says nothing about the day of publication.
    """
    top = headline - _ABOVE if headline >= 0 else first_body - _ABOVE_TEXT
    nearby = range(max(0, top), min(len(lines), first_body + _INSIDE))
    behind = range(min(len(lines), max(nearby.stop, last_body + 1)), min(len(lines), last_body + 1 + _BEHIND))
    dated = _read_lines(lines, (*nearby, *behind), language)
    places = _find_places(lines, headline, first_body, last_body)
    weights = {n: _weigh(lines, n, line, places, dated) for n, line in dated.items()}
    sure = [n for n in dated if weights[n] >= _ENOUGH]
    best = max((n for n in sure if _is_of_publication(lines[n], dated[n])), key=lambda n: (weights[n], -n), default=-1)
    updates = [(dated[n].updated, n) for n in sure if dated[n].updated]
    if best > last_body and updates and min(n for _, n in updates) < first_body and not dated[best].is_marked_published:
        best = -1  # the page dates the story by its last change, and lists other stories below
    if best < 0:
        changed, line = max(((day.iso, n) for day, n in updates if day), default=("", -1))
        return PageDate(line, None, dated[line].updated) if changed else None
    best = _choose_from_pair(best, dated, weights)
    date = dated[best].date
    if date is None:
        return None
    modified = max((day for day, _ in updates if day and day.iso > date.iso), key=lambda day: day.iso, default=None)
    return PageDate(best, date, modified)


def _find_places(lines: Sequence[str], headline: int, first_body: int, last_body: int) -> _Places:
    key = lines[headline].strip(_EDGES).casefold() if headline >= 0 else ""
    prints = [n for n in range(headline, first_body) if lines[n].strip(_EDGES).casefold() == key] if key else []
    return _Places(headline, tuple(prints), first_body, last_body)


def _is_of_publication(text: str, line: DateLine) -> bool:
    """Return whether a line says when its story was published: an update with its hour is of the same day as a rule."""
    return line.published is not None or line.has_clock or bool(_AS_OF.search(text))


def find_lede_date(text: str) -> PartialDate | None:
    """Return the day with which the first paragraph `text` begins, set off from its sentence ("1 May. Dragons …")."""
    mention = find_date(text[:_LEDE])
    is_first = mention is not None and mention.start == 0 and mention.date is not None and mention.date.day
    return mention.date if is_first and mention and _SET_OFF.match(text, mention.end) else None


def _choose_from_pair(best: int, dated: dict[int, DateLine], weights: dict[int, float]) -> int:
    """Return the line of the earlier of two adjacent dates without a role: the later one is an update."""
    pair = [
        n
        for n in range(best - _PAIR, best + _PAIR + 1)
        if n in dated and dated[n].is_whole and dated[n].published and not dated[n].is_marked_published
    ]
    if best not in pair:
        return best
    close = [n for n in pair if weights[n] >= _ENOUGH and abs(weights[n] - weights[best]) <= 1.0]
    return min(close, key=lambda n: (dated[n].date or PartialDate(9999)).iso, default=best)


def _read_lines(lines: Sequence[str], rows: Iterable[int], language: str | None) -> dict[int, DateLine]:
    """Return the lines of `rows` that print a day, by index; the whole page decides how ambiguous ones are read."""
    languages = (language,) if language else ()
    order: str | None = None
    dated = {}
    for n in rows:
        text = lines[n].strip(_EDGES)
        line = read_date_line(text, "", languages)
        if line and any(mention.date is None for mention in line.mentions):
            order = find_order(lines, language) if order is None else order
            line = read_date_line(text, order, languages)
        if line and line.date:
            dated[n] = line
    return dated


def _weigh(lines: Sequence[str], n: int, line: DateLine, places: _Places, dated: dict[int, DateLine]) -> float:
    """Return the weight of the date at `n`."""
    weight = _PUBLISHED if line.is_marked_published else _UNMARKED if line.published else _UPDATED
    weight += _weigh_words(lines[n].strip(_EDGES), line)
    weight += _CLOCK if line.has_clock else 0.0
    weight += _MONTH_ONLY if line.date and not line.date.day else 0.0
    neighbours = [lines[m] for m in range(max(0, n - 2), min(len(lines), n + 3)) if m != n and lines[m].strip()]
    is_signed = any(map(is_byline, neighbours))
    weight += _SIGNED if is_signed else 0.0
    is_marked = any(mention.role is not Role.UNMARKED for mention in line.mentions)
    weight += _weigh_place(n, places, is_marked=is_marked or is_signed)
    return weight + _weigh_company(n, line, places, dated)


def _weigh_words(text: str, line: DateLine) -> float:
    """Return the weight of the words beside a date: a date alone weighs most, in a sentence least."""
    words = line.rest.split()
    if _OTHER_DAY.search(text) or text[:1] in _QUOTED or _HOURS.search(text):
        return _TOLD
    if line.is_whole:
        return _WHOLE + (_NAMED if _SIGNING.match(text) else 0.0)
    if _SIGNING.match(line.rest) and len(line.mentions) == 1:
        return _APART
    if not line.is_marked_published and any(_SPAN.search(text[: m.start].rstrip(" (:")) for m in line.mentions):
        return _TOLD
    if line.is_apart or is_byline(text) or _is_set_off(text, line):
        return _APART
    if sum(word.islower() for word in words) >= _SMALL_WORDS and not line.is_marked_published:
        return _AMID if line.has_clock else _TOLD
    return _AMID if len(words) > _WORDS_AMID else 0.0


def _is_set_off(text: str, line: DateLine) -> bool:
    """Return whether a sign such as "|" or "·" parts the date from the rest of its line."""
    mention = line.mentions[0]
    return (text[mention.end :].lstrip()[:1] in _PARTING if mention.start == 0 else False) or (
        mention.end == len(text) and text[: mention.start].rstrip()[-1:] in _PARTING
    )


def _weigh_company(n: int, line: DateLine, places: _Places, dated: dict[int, DateLine]) -> float:
    """Return the weight of the other dates in the same part of the page: three or more are those of other stories."""
    headline, _, first_body, last_body = places
    region = [m for m in dated if _find_region(m, places) == _find_region(n, places)]
    if n < headline or n > last_body:
        if len(region) == 1 and line.has_clock and n - last_body in range(1, _PAIR + 1):
            return _SIGNED_BELOW
        is_marked = [m for m in region if dated[m].is_marked_published] == [n]
        return _LISTED if len(region) >= _LIST and not is_marked else 0.0
    days = {dated[m].date for m in region}
    is_far = n - (places.find_headline(n) if n < first_body else first_body) > _PAIR
    return _CROWDED if is_far and len(days) >= _LIST and not line.is_marked_published else 0.0


def _find_region(n: int, places: _Places) -> int:
    """Return the part of the page: above the headline, between it and the text, in the text, behind it."""
    headline, _, first_body, last_body = places
    return (n >= headline) + (n >= first_body) + (n > last_body)


def _weigh_place(n: int, places: _Places, *, is_marked: bool) -> float:
    """Return the weight of a line's position: highest between headline and text."""
    headline, _, first_body, last_body = places
    if headline < n < first_body:
        above = 0.06 * (first_body - n)
        return _BETWEEN - (min(0.03 * (n - places.find_headline(n)), above) if headline >= 0 else above)
    if n < first_body:
        return _OVER - 0.15 * (headline - n)
    if n <= last_body:
        return _IN_TEXT - 0.06 * (n - first_body) - (0.0 if is_marked or n - first_body < _LEAD else 1.2)
    return _UNDER - 0.06 * (n - last_body) - (0.0 if is_marked else 1.0)
