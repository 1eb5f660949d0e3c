"""The judgement on a page: its text, where stories begin, which pieces are stories, and their headlines.

In: units and the model. Out: a reading: for each story its body, its headline with the runners-up, and how likely it is
a story. What any other unit is called is decided in label.py.
"""

import re
from collections.abc import Sequence
from math import exp

import numpy as np

from generator.ingest.reading.bylines import is_byline
from generator.ingest.reading.datelines import find_dateline_end
from generator.ingest.reading.features import Measures, measure_units
from generator.ingest.reading.mark_pieces import (
    describe_candidates,
    describe_gap,
    describe_piece,
    is_stated_whole,
    list_headlines,
)
from generator.ingest.reading.model import Model
from generator.ingest.reading.network import Floats, Layer, run_network
from generator.ingest.reading.pieces import (
    Page,
    Run,
    find_best_headline,
    is_printed_around,
)
from generator.ingest.reading.units import Unit
from generator.text.dates import read_date_line

# What any dateline looks like.
_DATELINE = re.compile(r"[^\W\d_][^.!?。]{1,70}?(?:[)\s]|\b)[-–—―:：]\s?\S")
# The sign in it, which few paragraphs have so near their beginning.
_DASH, _DASH_REACH = re.compile("[-–—―:：]"), 75
# Log-odds of what a rule says for certain, such as a cut where a headline is printed twice around a caption.
CERTAIN = 9.0
# A headline nearly as good, in scores; log-odds and words of a line that is certainly like a headline.
_NEARLY, _HEADLINE, _HEADLINE_WORDS = 1.2, 4.0, 4
# Log-odds of a line in capitals that may be a headline.
_LEAST_HEADLINE = -2.0
# An agency stands among so many first characters of a dateline.
_DATELINE_REACH = 70
# So many blank lines more than usual part two stories.
_APART = 2
# A byline or date has at most this many characters.
_SIGNATURE_LENGTH = 100
# A place on a line of its own with a day: its words, and the letters of its first one.
_PLACE_WORDS, _PLACE_LENGTH = 4, 3
# The name of a section has at most this many words.
_SECTION_WORDS = 3
# Log-odds above which a unit is text.
BODY = -0.3


def look_at_page(units: Sequence[Unit], model: Model) -> Page:
    """Return the page of `units` with what the network says of each."""
    measures = measure_units(units, model.vocabulary, model.names)
    return build_page(units, measures, run_network(model.units, measures.table))


def build_page(units: Sequence[Unit], measures: Measures, outputs: Floats) -> Page:
    """Return the page of `units` with the outputs of the network."""
    body, start, headline = outputs.T.tolist()
    return Page(
        units=units,
        measures=measures,
        body=body,
        start=start,
        headline=headline,
        words=measures.words.tolist(),
        blanks=measures.blanks.tolist(),
        odds=measures.odds.tolist(),
        dates=measures.date.tolist(),
        bylines=measures.by.tolist(),
        credits=measures.credit.tolist(),
        pictures=measures.pictures.tolist(),
        rules=measures.rules,
        repeats=measures.repeats.tolist(),
        near=measures.near.tolist(),
        follows=measures.follows.tolist(),
        with_first=measures.with_first.tolist(),
        capitals=measures.capitals.tolist(),
        prose=measures.prose.tolist(),
        first_prints={unit.key: n for n, unit in reversed(list(enumerate(units)))},
        datelines=[score > BODY and has_dateline(unit.text) for score, unit in zip(body, units, strict=True)],
    )


def has_dateline(text: str) -> bool:
    """Return whether the paragraph `text` begins with a dateline."""
    return bool(_DASH.search(text, 0, _DASH_REACH) and _DATELINE.match(text)) and find_dateline_end(text) > 0


def score_rows(layers: tuple[Layer, ...], rows: Sequence[Sequence[float]]) -> list[float]:
    """Return what a small network gives for each row of features."""
    table = np.round(np.clip(np.array(rows, dtype=np.float64), -8, 8) * 64) / 64
    scores: list[float] = run_network(layers, table)[:, 0].tolist()
    return scores


def cut_runs(page: Page, runs: Sequence[Run], model: Model) -> tuple[list[list[Run]], list[float]]:
    """Return the runs gathered into pieces, and for each piece the log-odds that a story begins there."""
    if not runs:
        return [], []
    cuts = score_rows(model.gaps, [describe_gap(page, runs, k) for k in range(len(runs) - 1)]) if len(runs) > 1 else []
    pieces, odds = [[runs[0]]], [0.0]
    for k, (run, cut) in enumerate(zip(runs[1:], cuts, strict=True)):
        if _is_certain_start(page, runs, k):
            cut = max(cut, CERTAIN)  # noqa: PLW2901
        elif is_stated_whole(page, run, pieces[-1]):
            cut = min(cut, -CERTAIN)  # noqa: PLW2901
        if cut > 0:
            pieces.append([run])
            odds.append(cut)
        else:
            pieces[-1].append(run)
    return pieces, odds


def _is_certain_start(page: Page, runs: Sequence[Run], k: int) -> bool:
    """Return whether a rule says that a story begins behind run `k`.

    A headline is printed twice around a caption; or a dateline stands far below the text or behind a sign, and it names
    an agency, or the page's first story has a dateline too; or a headline is set in capitals as the page's first is.
    """
    gap, first = range(runs[k].last + 1, runs[k + 1].first), runs[k + 1].first
    if is_printed_around(page, gap) and any(page.follows[n] or page.credits[n] for n in gap):
        return True
    if _is_headline_in_capitals(page, runs, gap):
        return True
    names_agency = "(" in page.units[first].text[:_DATELINE_REACH]
    if not page.datelines[first] or not (names_agency or page.datelines[runs[0].first]):
        return False
    return page.blanks[first] >= _APART or any(page.units[n].separator for n in gap)


def _is_headline_in_capitals(page: Page, runs: Sequence[Run], gap: range) -> bool:
    """Return whether a headline in `gap`, or right behind it, is set in capitals as the page's first is."""
    top = find_best_headline(page, range(runs[0].first))
    best = find_best_headline(page, range(gap.start, min(gap.stop + 1, len(page.units) - 1)))
    if top < 0 or best < 0 or page.headline[best] < _LEAST_HEADLINE or page.capitals[best + 1]:
        return False
    return _is_in_capitals(page, top) and _is_in_capitals(page, best)


def _is_in_capitals(page: Page, n: int) -> bool:
    return page.capitals[n] > 0 and page.words[n] >= _HEADLINE_WORDS


def judge_pieces(page: Page, pieces: Sequence[Sequence[Run]], odds: Sequence[float], model: Model) -> list[float]:
    """Return for each piece the log-odds that it is a story."""
    return score_rows(model.pieces, [describe_piece(page, pieces, k, odds) for k in range(len(pieces))])


def rank_headlines(page: Page, piece: Sequence[Run], floor: int, model: Model) -> list[tuple[float, int]]:
    """Return the units that may be the headline of a piece with their scores, the best first."""
    rows = [n for n in list_headlines(page, piece, floor) if not is_signature(page.units[n].text)]
    if not rows:
        return []
    scores = score_rows(model.headlines, describe_candidates(page, piece, rows))
    ranked = sorted(
        zip(scores, rows, strict=True),
        key=lambda pair: (_is_section(page, pair[1], floor), -pair[0], pair[1]),
    )
    if len(ranked) > 1 and _is_standfirst(page, ranked[0], ranked[1]):
        ranked[:2] = ranked[1::-1]
    return ranked


def is_signature(text: str) -> bool:
    """Return whether a line is a byline or has only a date, or a place and a day; none is ever a headline."""
    if len(text) > _SIGNATURE_LENGTH:
        return False
    line = read_date_line(text)
    return is_byline(text) or (line is not None and (line.is_whole or is_place_with_day(text)))


def is_place_with_day(text: str) -> bool:
    """Return whether a line has a place in capitals and a day, as wires print above a text ("OSLO 2021-03-04")."""
    line = read_date_line(text) if len(text) <= _SIGNATURE_LENGTH else None
    if line is None:
        return False
    words = line.rest.split()
    last = line.mentions[-1] if line.mentions else None
    if last is None or not 0 < len(words) <= _PLACE_WORDS or last.end < len(text.rstrip(" .-–—")):
        return False
    has_day = last.date is not None and last.date.day is not None
    return has_day and len(words[0]) >= _PLACE_LENGTH and words[0].isupper()


def _is_section(page: Page, n: int, floor: int) -> bool:
    """Return whether a short line names a section: another story of the page has it too."""
    return page.words[n] <= _SECTION_WORDS and page.first_prints[page.units[n].key] < floor


def _is_standfirst(page: Page, best: tuple[float, int], second: tuple[float, int]) -> bool:
    """Return whether the best headline is a standfirst: nearly as good a headline stands right above it."""
    above = second[1]
    if above != best[1] - 1 or best[0] - second[0] > _NEARLY or page.units[above].terminal:
        return False
    return page.headline[above] > _HEADLINE and page.words[above] >= _HEADLINE_WORDS


def to_probability(score: float, calibration: tuple[float, float]) -> float:
    """Return the probability that calibrated log-odds stand for."""
    slope, shift = calibration
    return 1 / (1 + exp(-max(-30.0, min(30.0, slope * score + shift))))


def to_percent(score: float) -> str:
    """Return the probability of log-odds as a reader sees it."""
    return f"{to_probability(score, (1.0, 0.0)):.0%}"
