"""Choose the day on which a page says that its story was published, and the day of its last change.

In: the lines of a page, and the positions of a story's headline and text. Out: the best date with its line. Other dates
of a page are the day of the visit in its masthead and those of teasers.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.ingest.reading.bylines import is_byline
from generator.model.article import DateBasis, PartialDate
from generator.text.dates import DateLine, Role, find_order, read_date_line

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
_LIST, _LISTED = 3, -1.5
_PAIR = 3
_WORDS_AMID = 8
# A date among this many words in lower case belongs to a sentence or caption.
_SMALL_WORDS, _TOLD = 4, -3.0
# Days of other things: of joining a forum, of birth, of figures.
_OTHER_DAY = re.compile(
    r"\(@\w+\)|\b(?:post shared|beitrag geteilt|publication partagée|publicación compartida|joined|registered|member "
    r"since"
    r"|born|died|deadline|expires?|valid|effective|as of|returns as of|release date|registriert|mitglied seit"
    r"|beigetreten|geboren|gestorben"
    r"|gültig|termin|beginn|inscrit|inscription|né le|née le|registrado|miembro desde|nacido|iscritto|membro dal"
    r"|зарегистрирован|регистрация|родился|üyelik|kayıt)\b",
    re.IGNORECASE,
)


class PageDate(msgspec.Struct, frozen=True, gc=False):
    """The day of publication, the line that prints it, and the day of the last change if it is printed too."""

    line: int
    date: PartialDate
    modified: PartialDate | None = None
    basis: DateBasis = DateBasis.PAGE


def choose_date(
    lines: Sequence[str], headline: int, first_body: int, last_body: int, language: str | None = None
) -> PageDate | None:
    """Return the date of the story with this headline and text; `headline` is -1 if it has none."""
    top = headline - _ABOVE if headline >= 0 else first_body - _ABOVE_TEXT
    nearby = range(max(0, top), min(len(lines), first_body + _INSIDE))
    behind = range(min(len(lines), max(nearby.stop, last_body + 1)), min(len(lines), last_body + 1 + _BEHIND))
    dated = _read_lines(lines, (*nearby, *behind), language)
    weights = {n: _weigh(lines, n, line, (headline, first_body, last_body), dated) for n, line in dated.items()}
    best = max(weights, key=lambda n: (weights[n], -n), default=-1)
    if best < 0 or weights[best] < _ENOUGH:
        return None
    best = _first_of_pair(best, dated, weights)
    date = dated[best].date
    if date is None:
        return None
    updates = [line.updated for n, line in dated.items() if line.updated and (n == best or weights[n] >= _ENOUGH)]
    modified = max((day for day in updates if day.iso > date.iso), default=None)
    return PageDate(best, date, modified)


def _first_of_pair(best: int, dated: dict[int, DateLine], weights: dict[int, float]) -> int:
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
        text = lines[n].strip(" *#•·-|>")
        line = read_date_line(text, "", languages)
        if line and any(mention.date is None for mention in line.mentions):
            order = find_order(lines, language) if order is None else order
            line = read_date_line(text, order, languages)
        if line and line.date:
            dated[n] = line
    return dated


def _weigh(
    lines: Sequence[str], n: int, line: DateLine, places: tuple[int, int, int], dated: dict[int, DateLine]
) -> float:
    """Return the weight of the date at `n`."""
    headline, first_body, last_body = places
    weight = _PUBLISHED if line.is_marked_published else _UNMARKED if line.published else _UPDATED
    words = line.rest.split()
    if _OTHER_DAY.search(line.rest) or lines[n].lstrip()[:1] in _QUOTED:
        weight += _TOLD
    if line.is_whole:
        weight += _WHOLE
    elif line.is_apart or is_byline(lines[n].strip(" *#•·-|>")):
        weight += _APART
    elif sum(word.islower() for word in words) >= _SMALL_WORDS and not line.is_marked_published:
        weight += _TOLD
    elif len(words) > _WORDS_AMID:
        weight += _AMID
    weight += _CLOCK if line.has_clock else 0.0
    date = line.date
    weight += _MONTH_ONLY if date and not date.day else 0.0
    is_marked = any(mention.role is not Role.UNMARKED for mention in line.mentions)
    weight += _weigh_place(n, headline, first_body, last_body, is_marked=is_marked)
    neighbours = [lines[m] for m in range(max(0, n - 2), min(len(lines), n + 3)) if m != n and lines[m].strip()]
    weight += _SIGNED if any(map(is_byline, neighbours)) else 0.0
    if n > last_body or n < headline:
        region = [m for m in dated if (m > last_body) == (n > last_body) and (m < headline) == (n < headline)]
        weight += _LISTED if len(region) >= _LIST else 0.0
    return weight


def _weigh_place(n: int, headline: int, first_body: int, last_body: int, *, is_marked: bool) -> float:
    """Return the weight of a line's position: highest between headline and text."""
    if headline < n < first_body:
        return _BETWEEN - (0.03 * (n - headline) if headline >= 0 else 0.06 * (first_body - n))
    if n < first_body:
        return _OVER - 0.15 * (headline - n)
    if n <= last_body:
        return _IN_TEXT - 0.06 * (n - first_body)
    return _UNDER - 0.06 * (n - last_body) - (0.0 if is_marked else 1.0)
