"""A page as its units, and what was counted on all of them once.

In: units. Out: a value that the cut (segment.py) and the labels (label.py) are made from.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

import msgspec

from generator.ingest.units import Unit


class Page(msgspec.Struct, frozen=True):
    """`counts` are by key of a unit, `captions` are indexes, `blanks` stand before a paragraph as a rule."""

    units: tuple[Unit, ...]
    counts: Counter[str]
    captions: frozenset[int]
    blanks: int


class Start(msgspec.Struct, frozen=True):
    """Where a story's zone begins (unit index), where its headline stands, and what says so."""

    zone: int
    headline: int
    reason: str
    strong: bool


class Cut(msgspec.Struct, frozen=True):
    """A start and the first and last unit of its body, both inclusive.

    `apart` marks text behind the end of a story that nothing announces: page, unless it is the heavier of the two.
    """

    start: Start
    first: int
    last: int
    apart: bool = False


def page(all_units: tuple[Unit, ...]) -> Page:
    """The page of `all_units`."""
    return Page(
        units=all_units,
        counts=Counter(unit.key for unit in all_units),
        captions=_captions(all_units),
        blanks=median_low([unit.blanks for unit in all_units if unit.prose] or [1]),
    )


def _captions(all_units: Sequence[Unit]) -> frozenset[int]:
    """Units that are captions wherever they stand: printed twice in a row, or ended by a credit."""
    found = set()
    for index, unit in enumerate(all_units):
        after = all_units[index + 1] if index + 1 < len(all_units) else None
        if after and unit.key == after.key and unit.words > 3 and not after.blanks:
            found |= {index, index + 1}
        if unit.credit >= 0 and unit.words <= 90 and (unit.credit == 0 or not unit.terminal):
            found.add(index)
            above = all_units[index - 1] if index and unit.credit == 0 and not unit.blanks else None
            if above and above.terminal and 3 < above.words <= 60:  # a credit on a line of its own, right below
                found.add(index - 1)
    keys = {all_units[index].key for index in found if all_units[index].words > 3}
    return frozenset(found | {index for index, unit in enumerate(all_units) if unit.key in keys})


def is_section(unit: Unit) -> bool:
    """Whether `unit` can be the name of a newspaper's section."""
    return unit.words in range(1, 5) and not (
        unit.rule or unit.bullet or unit.date or unit.byline or unit.terminal or any(c.isdigit() for c in unit.text)
    )
