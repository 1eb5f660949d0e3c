"""Dates as the site prints them: 17 June 2018, June 2018, 2018, undated, and how each is known.

In: a partial date and its basis. Out: strings for `<time>` and for the reader. No day is ever invented.
"""

from generator.model.article import DateBasis, PartialDate
from generator.model.value import Value
from generator.site.buckets import MONTHS

_BASIS_REASONS = {
    DateBasis.PRINT_EDITION: "Date of the print edition.",
    DateBasis.METADATA: "Date taken from the saved page’s metadata.",
    DateBasis.URL: "Date taken from the address of the page.",
    DateBasis.PAGE: "Date as printed.",
    DateBasis.RECORD: "Date taken from the table that has the story.",
    DateBasis.DATELINE: "Date taken from the dateline.",
    DateBasis.CAPTION: "Date taken from the caption; the saved page gives none.",
    DateBasis.EDITOR: "Date set by an editor.",
}
_UNDATED_REASON = "No date is known."


class DayView(Value, frozen=True):
    """A date for a page. `iso` is empty if it is unknown; `in_year` is its form in a list under the year.

    `approximate` puts "c." before it; `reason` states how it is known and may be empty.
    """

    iso: str
    printed: str
    in_year: str
    approximate: bool
    reason: str


def build_day_view(date: PartialDate | None, basis: DateBasis | None = None) -> DayView:
    """Build the view of `date`, known by `basis`."""
    if not date:
        return DayView(iso="", printed="undated", in_year="undated", approximate=False, reason=_UNDATED_REASON)
    return DayView(
        iso=date.iso,
        printed=_format_date(date),
        in_year=_format_day_and_month(date),
        approximate=basis is DateBasis.CAPTION,
        reason=_BASIS_REASONS[basis] if basis else "",
    )


def _format_date(date: PartialDate) -> str:
    return f"{_format_day_and_month(date)} {date.year}" if date.month else str(date.year)


def _format_day_and_month(date: PartialDate) -> str:
    if not date.month:
        return "day unknown"
    month = MONTHS[date.month - 1]
    return f"{date.day} {month}" if date.day else month
