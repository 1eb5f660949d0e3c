"""Figures of coverage as small drawings: bars, sparks, and the strip of a saved page.

In: counts. Out: our own SVG with a text alternative, and for bars the rows of an equivalent table. Colours and
lettering are in the style sheet, so that a drawing has no styles and fits any width.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from generator.model.article import PartialDate
from generator.model.html import Html
from generator.model.value import Value
from generator.site.buckets import MONTHS
from generator.site.model import Entry

# Bars: the baseline, the maximum height, the maximum height for one story, the minimum number of slots.
_BASELINE, _MAX_BAR_HEIGHT, _MAX_STORY_HEIGHT, _MIN_SLOTS = 84, 70, 10, 12
# The number of labels that fit on the narrowest screen.
_MAX_LABELS = 8
_LABEL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
# Sparks: width, height, the maximum distance of years, the maximum height for one story: rare names look rare.
_SPARK_WIDTH, _SPARK_HEIGHT, _MAX_YEAR_WIDTH, _MAX_SPARK_STORY_HEIGHT = 62, 14, 10.0, 3.5
# The minimum number of years for a spark.
_MIN_SPARK_YEARS = 3


class BarRow(Value, frozen=True):
    """A row of the table under bars."""

    label: str
    number: int


class Bars(Value, frozen=True):
    """Bars by year or month: the drawing, and the equivalent table with its `caption`.

    `unit` is the heading of the first column; `note` states what the figures leave out.
    """

    svg: Html
    caption: str
    unit: str
    rows: tuple[BarRow, ...]
    note: str


def build_coverage_bars(entries: Iterable[Entry], subject: str) -> Bars | None:
    """Draw stories by year, or by month if all are of one year; None if there is nothing to compare.

    `subject` describes them: "Stories about Greece".
    """
    dates = [entry.printed.date for entry in entries]
    known_dates = [date for date in dates if date]
    years = count_by_year(known_dates)
    note = _describe_left_out(len(dates) - len(known_dates), "date")
    if len(years) == 1:
        return build_monthly_bars(known_dates, next(iter(years)), subject, note)
    return build_yearly_bars(years, subject, note)


def build_yearly_bars(years: Mapping[int, int], subject: str, note: str = "") -> Bars | None:
    """Draw bars for all years from the first to the last of `years`."""
    if not years:
        return None
    first_year, last_year = min(years), max(years)
    slots = max(last_year - first_year + 1, _MIN_SLOTS)
    step = next(step for step in _LABEL_STEPS if step * _MAX_LABELS >= slots)
    bars = [
        (str(year), years.get(year, 0), str(year) if year % step == 0 else "")
        for year in range(first_year, last_year + 1)
    ]
    return _draw_bars(bars, f"{subject} by year", f", {first_year} to {last_year}", "Year", note)


def build_monthly_bars(dates: Iterable[PartialDate], year: int, subject: str, note: str = "") -> Bars | None:
    """Draw bars for the twelve months of `year`; None if all stories are of one month."""
    dates = list(dates)
    counts = [0] * 12
    for date in dates:
        if date.month:
            counts[date.month - 1] += 1
    if sum(1 for count in counts if count) < 2:
        return None
    bars = [(month, count, month[0]) for month, count in zip(MONTHS, counts, strict=True)]
    return _draw_bars(
        bars,
        f"{subject} by month",
        f" in {year}",
        "Month",
        note or _describe_left_out(len(dates) - sum(counts), "month"),
    )


def count_by_year(dates: Iterable[PartialDate | None]) -> dict[int, int]:
    """Count `dates` by year."""
    counts: dict[int, int] = {}
    for date in dates:
        if date:
            counts[date.year] = counts.get(date.year, 0) + 1
    return counts


def find_year_span(entries: Sequence[Entry]) -> tuple[int, int]:
    """Return the first and the last year of `entries`, which are newest first; (0, 0) if none has a date."""
    last_year = next((entry.printed.date.year for entry in entries if entry.printed.date), 0)
    first_year = next((entry.printed.date.year for entry in reversed(entries) if entry.printed.date), 0)
    return first_year, last_year


def draw_spark(years: Mapping[int, int], span: tuple[int, int]) -> Html | None:
    """Draw a stroke for each year of `span`; None if the span is too short or no year is known."""
    first_year, last_year = span
    if last_year - first_year + 1 < _MIN_SPARK_YEARS or not years:
        return None
    distance = min(_MAX_YEAR_WIDTH, (_SPARK_WIDTH - 2) / (last_year - first_year))
    peak = max(years.values())
    unit = min(_MAX_SPARK_STORY_HEIGHT, _SPARK_HEIGHT / peak)
    strokes = "".join(
        f"M{_format_decimal(1 + distance * (year - first_year))} {_SPARK_HEIGHT}"
        f"v-{_format_decimal(max(1.0, unit * years[year]))}"
        for year in sorted(years)
    )
    peak_year = min(year for year in years if years[year] == peak)
    first_with_stories, last_with_stories = min(years), max(years)
    period = (
        f"{first_with_stories} to {last_with_stories}, most in {peak_year}: {peak:,}"
        if first_with_stories != last_with_stories
        else f"{first_with_stories}: {peak:,}"
    )
    frame = f'viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}" role="img" aria-label="{period}"'
    return Html(source=f'<svg class="spark" {frame}><path d="{strokes}"/></svg>')


def draw_strip(own_span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Html:
    """Draw the position of the bytes `own_span` among all stories of a saved page (`spans`, in order)."""
    size = max(end for _, end in spans)
    place = f"this is the one from {own_span[0]:,} to {own_span[1]:,}"
    label = f"Stories in this saved page by their bytes, up to {size:,}; {place}"
    rectangles = "".join(
        f'<rect class="{"this" if span == own_span else "all"}" x="{100 * span[0] / size:.1f}%" '
        f'width="{100 * (span[1] - span[0]) / size:.1f}%" height="10"/>'
        for span in spans
    )
    return Html(source=f'<svg class="strip" role="img" aria-label="{label}">{rectangles}</svg>')


def _draw_bars(bars: Sequence[tuple[str, int, str]], subject: str, period: str, unit: str, note: str) -> Bars:
    """Draw `bars`: label, number and text below the bar (empty for most)."""
    peak = max(number for _, number, _ in bars)
    peak_label = next(label for label, number, _ in bars if number == peak)
    slot = 100 / max(len(bars), _MIN_SLOTS)
    height = min(_MAX_STORY_HEIGHT, _MAX_BAR_HEIGHT / peak)
    rectangles, labels = [], []
    for index, (label, number, tick_label) in enumerate(bars):
        x = slot * index
        if number:
            bar_height = max(1, round(height * number))
            rectangles.append(
                f'<rect x="{x + slot / 5:.2f}%" y="{_BASELINE - bar_height}" '
                f'width="{slot * 3 / 5:.2f}%" height="{bar_height}">'
                f"<title>{label}: {number:,}</title></rect>"
            )
        if label == peak_label:
            y = _BASELINE - max(1, round(height * number)) - 5
            labels.append(f'<text x="{x + slot / 2:.2f}%" y="{y}">{number:,}</text>')
        if tick_label:
            labels.append(f'<text x="{x + slot / 2:.2f}%" y="102">{tick_label}</text>')
    description = escape(f"{subject}{period}: most in {peak_label} with {peak:,}")
    baseline = f'<line x1="0" x2="100%" y1="{_BASELINE}.5" y2="{_BASELINE}.5"/>'
    return Bars(
        svg=Html(
            source=f'<svg class="bars" role="img" aria-label="{description}">'
            f"{''.join(rectangles)}{baseline}{''.join(labels)}</svg>"
        ),
        caption=f"{subject}{period}",
        unit=unit,
        rows=tuple(BarRow(label=label, number=number) for label, number, _ in bars),
        note=note,
    )


def _describe_left_out(number: int, missing_part: str) -> str:
    if number < 2:
        return f"1 story without a {missing_part} is left out." if number else ""
    return f"{number:,} stories without a {missing_part} are left out."


def _format_decimal(number: float) -> str:
    """Format `number` with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
