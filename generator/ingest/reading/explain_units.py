"""Why units of a page were taken for text of a story, or for page: how likely each is text, and what weighed most.

In: a document. Out: a weight for each unit and family of features: by how much the log-odds of being text fall if the
family says on every line what it says on the page's average line.
"""

from collections.abc import Sequence

import msgspec

from generator.ingest.reading import boilerplate
from generator.ingest.reading.features import FAMILIES
from generator.ingest.reading.judge import BODY, look_at_page, to_probability
from generator.ingest.reading.mark_features import FAMILIES as MARK_FAMILIES
from generator.ingest.reading.model import load_model
from generator.ingest.reading.network import run_network
from generator.ingest.reading.units import gather_units
from generator.model.document import SourceDocument

# So many families are named, each of at least this weight.
_NAMED, _LEAST = 3, 0.3


class UnitReasons(msgspec.Struct, frozen=True):
    """A unit: its bytes and text, how likely it is text of a story, and what weighed for that, or else against."""

    start: int
    end: int
    text: str
    probability: float
    is_text: bool
    weighed: tuple[str, ...]
    rule: str


def explain_units(document: SourceDocument) -> tuple[UnitReasons, ...]:
    """Return the reasons for every unit of `document`, in order."""
    units = gather_units(document)
    if not units:
        return ()
    model = load_model(marked=bool(document.marks))
    page = look_at_page(units, model)
    table = page.measures.table
    weights: list[list[float]] = []
    column = 0
    families = (*FAMILIES, *MARK_FAMILIES) if document.marks else FAMILIES
    for _, width in families:
        plain = table.copy()
        plain[:, column : column + width] = table[:, column : column + width].mean(axis=0)
        column += width
        weights.append(_compute_differences(page.body, run_network(model.units, plain)[:, 0].tolist()))
    reasons = []
    for n, unit in enumerate(units):
        odds = page.body[n]
        sign = 1 if odds > BODY else -1
        reasons.append(
            UnitReasons(
                start=document.lines[unit.first].start,
                end=document.lines[unit.last].end,
                text=unit.text,
                probability=to_probability(odds, (1.0, 0.0)),
                is_text=odds > BODY,
                weighed=_name_families(families, [sign * row[n] for row in weights]),
                rule=boilerplate.find_rule(unit.text) or ("separator" if unit.separator else ""),
            )
        )
    return tuple(reasons)


def _compute_differences(odds: Sequence[float], other_odds: Sequence[float]) -> list[float]:
    return [a - b for a, b in zip(odds, other_odds, strict=True)]


def _name_families(families: Sequence[tuple[str, int]], weights: Sequence[float]) -> tuple[str, ...]:
    """Return the families that weigh most, the heaviest first."""
    order = sorted(range(len(weights)), key=lambda n: (-weights[n], n))
    return tuple(families[n][0] for n in order[:_NAMED] if weights[n] >= _LEAST)
