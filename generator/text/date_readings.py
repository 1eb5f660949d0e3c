"""Read the parts of a printed date: each day of the calendar that they can mean.

In: the tokens of a date and its form (see dates.py). Out: days of the Gregorian calendar; several if the print is
ambiguous.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from generator.model.article import PartialDate
from generator.text.calendars import PERSIAN_YEARS, gregorian_of_persian, gregorian_year
from generator.text.date_tokens import Numbers, Token

MONTHS, MOST_DAYS = 12, 31
# Two digits from here on are a year of the last century.
_TURN = 69


def read_days(form: str, tokens: list[Token], order: str, languages: frozenset[str]) -> Iterator[PartialDate]:
    """Yield each day that the tokens of one date may mean."""
    if form == "numeric":
        yield from read_numeric(cast("Numbers", tokens[0].value), order)
        return
    if form in ("range", "dm", "named"):
        return
    if form == "dmy" and tokens[-1].kind == "k":
        day, month, year = (cast("int", token.value) for token in tokens if token.kind in "dpk")
        yield from filter(None, [PartialDate.from_numbers(*gregorian_of_persian(year, month, day))])
        return
    days = [cast("int", token.value) for token in tokens if token.kind == "d"]
    if form == "short":
        days, year = days[:1], _full_year(days[1])
    else:
        year = gregorian_year(next(cast("int", token.value) for token in tokens if token.kind == "y"))
    for month in _months([cast("Mapping[int, frozenset[str]]", t.value) for t in tokens if t.kind == "m"], languages):
        if date := PartialDate.from_numbers(year, month, days[0] if days else 0):
            yield date


def _months(names: "list[Mapping[int, frozenset[str]]]", languages: frozenset[str]) -> set[int]:
    """Return the months that all of `names` can mean, in one of `languages` if that leaves any."""
    numbers = set(names[0]).intersection(*names[1:])
    spoken = {month for month in numbers if any(name[month] & languages for name in names)}
    return spoken or numbers


def _full_year(year: int) -> int:
    """Return the year that two digits mean."""
    return year + (1900 if year >= _TURN else 2000)


def read_numeric(numbers: Numbers, order: str) -> Iterator[PartialDate]:
    """Yield each day that three numbers may mean."""
    first, second, third = numbers.parts
    order = order[:3] if order[3:] in ("", numbers.sign) else ""
    if numbers.is_year_first:
        if first in PERSIAN_YEARS and numbers.sign:
            if 1 <= second <= MONTHS and 1 <= third <= MOST_DAYS:
                yield from filter(None, [PartialDate.from_numbers(*gregorian_of_persian(first, second, third))])
            return
        yield from filter(None, [PartialDate.from_numbers(gregorian_year(first), second, third) if second else None])
        return
    if numbers.has_short_year:
        if order == "ymd":
            yield from filter(None, [PartialDate.from_numbers(_full_year(first), second, third)])
            return
        if not order:
            order = "mdy" if second > MONTHS and numbers.sign == "/" else order
        if not order:
            return
        third = _full_year(third)
    year = gregorian_year(third)
    orders = (
        ("dmy",)
        if numbers.sign == "." and first <= MOST_DAYS and second <= MONTHS
        else (order,)
        if order in ("dmy", "mdy")
        else ("dmy", "mdy")
    )
    readings = [
        PartialDate.from_numbers(year, *((second, first) if each == "dmy" else (first, second))) for each in orders
    ]
    if not any(readings):
        readings = [PartialDate.from_numbers(year, second, first), PartialDate.from_numbers(year, first, second)]
    yield from (date for date in readings if date and date.day and date.month)
