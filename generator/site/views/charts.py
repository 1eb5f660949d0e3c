"""Figures of coverage as small drawings: bars, sparks, and the strip of a saved page.

In: counts. Out: SVG of our own making, with a text alternative in it, and for bars the rows of a table that says the
same.
Colours and lettering are the style sheet's business, so a drawing has no styles and fits any width.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from generator.model.article import PartialDate
from generator.model.html import Html
from generator.model.value import Value
from generator.site.buckets import MONTHS
from generator.site.model import Entry

# Bars: the line that they stand on, the highest, one story's at most, and the fewest bars that fill the width.
_GROUND, _HIGHEST, _UNIT, _FILL = 84, 70, 10, 12
# So many labels stand side by side on the narrowest screen.
_LABELS = 8
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
# Sparks: a stroke for each year, so many units apart at most; one story is so high at most: rare names look rare.
_WIDTH, _HEIGHT, _WIDEST, _ONE = 62, 14, 10.0, 3.5
# Years that a spark needs to say anything.
_SPAN = 3


class BarRow(Value, frozen=True):
    """A line of the table under bars."""

    label: str
    number: int


class Bars(Value, frozen=True):
    """Bars by year or month: the drawing, and the table that says the same under its `caption`.

    `unit` is the heading of the first column; `note` says what is not in the figures.
    """

    svg: Html
    caption: str
    unit: str
    rows: tuple[BarRow, ...]
    note: str


def coverage(entries: Iterable[Entry], what: str) -> Bars | None:
    """Stories by year, or by month where all are of one year; None where there is nothing to compare.

    `what` says what they are: "Stories about Greece".
    """
    dates = [entry.article.date for entry in entries]
    known = [date for date in dates if date]
    years = by_year(known)
    note = _without(len(dates) - len(known), "date")
    if len(years) == 1:
        return monthly(known, next(iter(years)), what, note)
    return yearly(years, what, note)


def yearly(years: Mapping[int, int], what: str, note: str = "") -> Bars | None:
    """Bars for all years from the first to the last of `years`."""
    if not years:
        return None
    first, last = min(years), max(years)
    slots = max(last - first + 1, _FILL)
    step = next(step for step in _STEPS if step * _LABELS >= slots)
    bars = [(str(year), years.get(year, 0), str(year) if year % step == 0 else "") for year in range(first, last + 1)]
    return _bars(bars, f"{what} by year", f", {first} to {last}", "Year", note)


def monthly(dates: Iterable[PartialDate], year: int, what: str, note: str = "") -> Bars | None:
    """Bars for the twelve months of `year`; None where all stories are of one."""
    dates = list(dates)
    counts = [0] * 12
    for date in dates:
        if date.month:
            counts[date.month - 1] += 1
    if sum(1 for count in counts if count) < 2:
        return None
    bars = [(month, count, month[0]) for month, count in zip(MONTHS, counts, strict=True)]
    return _bars(bars, f"{what} by month", f" in {year}", "Month", note or _without(len(dates) - sum(counts), "month"))


def by_year(dates: Iterable[PartialDate | None]) -> dict[int, int]:
    """How many of `dates` are of each year."""
    counts: dict[int, int] = {}
    for date in dates:
        if date:
            counts[date.year] = counts.get(date.year, 0) + 1
    return counts


def years_of(entries: Sequence[Entry]) -> tuple[int, int]:
    """The first and the last year of `entries`, which are newest first; (0, 0) where none has a date."""
    last = next((entry.article.date.year for entry in entries if entry.article.date), 0)
    first = next((entry.article.date.year for entry in reversed(entries) if entry.article.date), 0)
    return first, last


def spark(years: Mapping[int, int], span: tuple[int, int]) -> Html | None:
    """Strokes by year over the years of `span`; None where that is too short, or no year is known."""
    first, last = span
    if last - first + 1 < _SPAN or not years:
        return None
    apart = min(_WIDEST, (_WIDTH - 2) / (last - first))
    peak = max(years.values())
    unit = min(_ONE, _HEIGHT / peak)
    strokes = "".join(
        f"M{_short(1 + apart * (year - first))} {_HEIGHT}v-{_short(max(1.0, unit * years[year]))}"
        for year in sorted(years)
    )
    top = min(year for year in years if years[year] == peak)
    begin, end = min(years), max(years)
    when = f"{begin} to {end}, most in {top}: {peak:,}" if begin != end else f"{begin}: {peak:,}"
    frame = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{when}"'
    return Html(source=f'<svg class="spark" {frame}><path d="{strokes}"/></svg>')


def strip(own: tuple[int, int], cuts: Sequence[tuple[int, int]]) -> Html:
    """Where the bytes `own` lie among those of all stories that a saved page holds (`cuts`, in order)."""
    size = max(end for _, end in cuts)
    label = f"Stories in this saved page by their bytes, up to {size:,}; this is the one from {own[0]:,} to {own[1]:,}"
    drawn = "".join(
        f'<rect class="{"this" if cut == own else "all"}" x="{100 * cut[0] / size:.1f}%" '
        f'width="{100 * (cut[1] - cut[0]) / size:.1f}%" height="10"/>'
        for cut in cuts
    )
    return Html(source=f'<svg class="strip" role="img" aria-label="{label}">{drawn}</svg>')


def _bars(bars: Sequence[tuple[str, int, str]], what: str, when: str, unit: str, note: str) -> Bars:
    """`bars` are label, number and what stands below the bar (nothing for most)."""
    peak = max(number for _, number, _ in bars)
    top = next(label for label, number, _ in bars if number == peak)
    slot = 100 / max(len(bars), _FILL)
    height = min(_UNIT, _HIGHEST / peak)
    drawn, below = [], []
    for n, (label, number, short) in enumerate(bars):
        x = slot * n
        if number:
            tall = max(1, round(height * number))
            drawn.append(
                f'<rect x="{x + slot / 5:.2f}%" y="{_GROUND - tall}" width="{slot * 3 / 5:.2f}%" height="{tall}">'
                f"<title>{label}: {number:,}</title></rect>"
            )
        if label == top:
            y = _GROUND - max(1, round(height * number)) - 5
            below.append(f'<text x="{x + slot / 2:.2f}%" y="{y}">{number:,}</text>')
        if short:
            below.append(f'<text x="{x + slot / 2:.2f}%" y="102">{short}</text>')
    said = escape(f"{what}{when}: most in {top} with {peak:,}")
    ground = f'<line x1="0" x2="100%" y1="{_GROUND}.5" y2="{_GROUND}.5"/>'
    return Bars(
        svg=Html(
            source=f'<svg class="bars" role="img" aria-label="{said}">{"".join(drawn)}{ground}{"".join(below)}</svg>'
        ),
        caption=f"{what}{when}",
        unit=unit,
        rows=tuple(BarRow(label=label, number=number) for label, number, _ in bars),
        note=note,
    )


def _without(number: int, what: str) -> str:
    if number < 2:
        return f"1 story without a {what} is left out." if number else ""
    return f"{number:,} stories without a {what} are left out."


def _short(number: float) -> str:
    """`number` with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")
