"""A page as its units, and what was counted on all of them once.

In: units. Out: a value that the cut (segment.py) and the labels (label.py) are made from.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median_low

import msgspec

from generator.ingest.cut.units import Unit

_DIGIT = re.compile(r"\d")
# A line of a table has no more words.
_ROW_WORDS = 40
# A sentence in a box of related stories has no more words.
_BOXED_WORDS = 60
# So many lines of figures are a table, and this share of its lines at least are figures.
_TABLE_ROWS = 3
_TABLE_SHARE = 0.6
# Wire copy has these too.
_NO_PAGE = ("separator", "sign-off", "share mark")


class PageUnits(msgspec.Struct, frozen=True):
    """`counts` are by key of a unit; `blanks` stand before a paragraph; the frozen sets are indexes.

    `boxed` are the first sentences of other stories in a box of related ones, `listed` stand in a list of such.
    A bare page has nothing that is a page's: it is wire copy, of which every line belongs to a story.
    """

    units: tuple[Unit, ...]
    counts: Counter[str]
    captions: frozenset[int]
    tables: frozenset[int]
    boxed: frozenset[int]
    listed: frozenset[int]
    blanks: int
    is_bare: bool

    def is_text(self, n: int) -> bool:
        """Whether the unit at `n` is running text or a line of a story's table."""
        return (self.units[n].prose and n not in self.boxed) or n in self.tables


class StoryStart(msgspec.Struct, frozen=True):
    """Where a story's zone begins (unit index), where its headline stands, and what says so."""

    zone: int
    headline: int
    reason: str
    strong: bool


class StoryCut(msgspec.Struct, frozen=True):
    """A start and the first and last unit of its body, both inclusive.

    `is_unannounced` marks text after the end of a story that nothing announces: it is boilerplate unless it is longer.
    """

    start: StoryStart
    first: int
    last: int
    is_unannounced: bool = False


def build_page(all_units: tuple[Unit, ...]) -> PageUnits:
    """The page of `all_units`."""
    captions = _find_captions(all_units)
    blanks = median_low([unit.blanks for unit in all_units if unit.prose] or [1])
    return PageUnits(
        units=all_units,
        counts=Counter(unit.key for unit in all_units),
        captions=captions,
        tables=_find_tables(all_units, captions, blanks),
        boxed=_find_boxed(all_units, blanks),
        listed=_find_listed(all_units),
        blanks=blanks,
        is_bare=not any(unit.bullet or (unit.rule and unit.rule not in _NO_PAGE) for unit in all_units),
    )


def _find_captions(all_units: Sequence[Unit]) -> frozenset[int]:
    """Units that are captions wherever they stand: printed twice in a row, or ended by a credit."""
    indexes = set()
    for index, unit in enumerate(all_units):
        after = all_units[index + 1] if index + 1 < len(all_units) else None
        if after and unit.key == after.key and unit.words > 3 and not after.blanks:
            indexes |= {index, index + 1}
        if unit.credit >= 0 and unit.words <= 90 and (unit.credit == 0 or not unit.terminal):
            indexes.add(index)
            above = all_units[index - 1] if index and unit.credit == 0 and not unit.blanks else None
            if above and above.terminal and 3 < above.words <= 60:  # a credit on a line of its own, right below
                indexes.add(index - 1)
    keys = {all_units[index].key for index in indexes if all_units[index].words > 3}
    return frozenset(indexes | {index for index, unit in enumerate(all_units) if unit.key in keys})


def _find_boxed(all_units: Sequence[Unit], blanks: int) -> frozenset[int]:
    """The sentences right below the headlines of a box of related stories, where paragraphs stand apart."""
    indexes: set[int] = set()
    inside = False
    for n, unit in enumerate(all_units):
        if unit.rule == "related stories":
            inside = True
        elif inside and unit.prose:
            above, below = all_units[n - 1], all_units[n + 1] if n + 1 < len(all_units) else None
            tight = not unit.blanks and not above.prose and not above.date and not above.byline
            inside = (
                tight and blanks > 0 and unit.words <= _BOXED_WORDS and not (below and below.prose and not below.blanks)
            )
            if inside:
                indexes.add(n)
    return frozenset(indexes)


def _find_listed(all_units: Sequence[Unit]) -> frozenset[int]:
    """Units below a line such as "Related stories", with no blank line between."""
    indexes: set[int] = set()
    for n, unit in enumerate(all_units[1:], start=1):
        if not unit.blanks and (all_units[n - 1].rule == "related stories" or n - 1 in indexes):
            indexes.add(n)
    return frozenset(indexes)


def _find_tables(all_units: Sequence[Unit], captions: frozenset[int], blanks: int) -> frozenset[int]:
    """Lines of figures that are text: set right below a headline that stands apart, or running text above or below.

    A menu has figures too (the weather, the most read), but never so near to a story.
    """
    indexes: set[int] = set()
    index = 0
    while index < len(all_units):
        if not _is_figures(all_units[index], index, captions) or _is_apart(all_units, index, blanks):
            index += 1
            continue
        last = index
        while (after := _next_row(all_units, last, captions, blanks)) > last:
            last = after
        rows = [n for n in range(index, last + 1) if not all_units[n].prose]
        figures = sum(_is_figures(all_units[n], n, captions) for n in rows)
        if figures >= max(_TABLE_ROWS, _TABLE_SHARE * len(rows)) and _is_below_headline(all_units, index, blanks):
            indexes.update(range(index, last + 1))
        index = last + 1
    return frozenset(indexes)


def _next_row(all_units: Sequence[Unit], n: int, captions: frozenset[int], blanks: int) -> int:
    """The next line of figures of the same table behind the unit at `n`, at most one other line between; else `n`."""
    for after in range(n + 1, min(n + 3, len(all_units))):
        if _is_apart(all_units, after, blanks) or not _is_row(all_units[after]):
            break
        if _is_figures(all_units[after], after, captions):
            return after
    return n


def _is_row(unit: Unit) -> bool:
    """Whether `unit` can be a line between the figures of a table ("Nine months")."""
    return not (unit.rule or unit.bullet or unit.date or unit.byline)


def _is_figures(unit: Unit, n: int, captions: frozenset[int]) -> bool:
    """Whether `unit` is a line of figures."""
    return _is_row(unit) and n not in captions and 1 < unit.words <= _ROW_WORDS and bool(_DIGIT.search(unit.text))


def _is_below_headline(all_units: Sequence[Unit], index: int, blanks: int) -> bool:
    """Whether the unit above is a headline: it stands apart, marks and dates between."""
    above = index - 1
    while above >= 0 and (all_units[above].rule == "share mark" or all_units[above].date or all_units[above].byline):
        above -= 1
    if above < 0 or not _is_row(all_units[above]) or all_units[above].words < 2:
        return False
    return _is_apart(all_units, above, blanks)


def _is_apart(all_units: Sequence[Unit], n: int, blanks: int) -> bool:
    """Whether a unit is the first of its page, far below what is above it, or right below the menu."""
    if n == 0 or all_units[n].blanks >= blanks + 2:
        return True
    above = all_units[max(0, n - 3) : n]
    is_menu = bool(above[-1].rule) or (len(above) == 3 and not (above[-1].blanks or above[-2].blanks))
    return all_units[n].blanks > 0 and is_menu and not above[-1].prose


def is_section(unit: Unit) -> bool:
    """Whether `unit` can be the name of a newspaper's section."""
    return unit.words in range(1, 5) and not bool(
        unit.rule or unit.bullet or unit.date or unit.byline or unit.terminal or _DIGIT.search(unit.text)
    )
