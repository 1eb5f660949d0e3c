"""What the markup of a page says about a gap between two runs of text, about a piece of text, and about its headline.

In: a page. Out: the features of pieces.py, and behind them those of marks if its units have any.
"""

from collections.abc import Sequence
from math import log1p

from generator.ingest.reading import pieces as plain
from generator.ingest.reading.mark_features import WIDTH
from generator.ingest.reading.pieces import Page, Run
from generator.model.marks import Marks

_LEVELS = {"h1": 1.0, "h2": 0.8, "h3": 0.6, "h4": 0.4, "h5": 0.3, "h6": 0.3, "title": 0.0}
_HEAD = 12
# Text is stated if linked data has this share of its runs of words.
_STATED = 0.6
# The names of a unit's elements weigh in this column, from the end of the table: the mean of its own, of all.
_OWN_NAMES, _STRONGEST_NAME, _WEAKEST_NAME = -12, -6, -5


def describe_gap(page: Page, runs: Sequence[Run], k: int) -> list[float]:
    """Return the features of the gap between run `k` and the next: what speaks for a story that begins there."""
    return [*plain.describe_gap(page, runs, k), *(_describe_marked_gap(page, runs, k) if _has_marks(page) else ())]


def describe_piece(page: Page, pieces: Sequence[Sequence[Run]], k: int, cuts: Sequence[float]) -> list[float]:
    """Return the features of the piece `k` of a page: what speaks for a story and not a part of the page."""
    floor = pieces[k - 1][-1].last + 1 if k else 0
    marked = _describe_marked_piece(page, pieces[k], floor) if _has_marks(page) else ()
    return [*plain.describe_piece(page, pieces, k, cuts), *marked]


def describe_candidates(page: Page, piece: Sequence[Run], rows: Sequence[int]) -> list[list[float]]:
    """Return the features of each unit of `rows` as the headline of `piece`."""
    table = plain.describe_candidates(page, piece, rows)
    if _has_marks(page):
        for row, n in zip(table, rows, strict=True):
            row.extend(_describe_marked_candidate(page, n, piece[0].first))
    return table


def list_headlines(page: Page, piece: Sequence[Run], floor: int) -> list[int]:
    """Return the units that may be the headline of a piece; the title of the page is none that is printed on it."""
    rows = plain.list_candidates(page, piece, floor)
    return [n for n in rows if _get_marks(page, n).element.tag != "title"] if _has_marks(page) else rows


def is_stated_whole(page: Page, run: Run, above: Sequence[Run]) -> bool:
    """Return whether the linked data of the page states a run of text and that above it as one text."""
    return _has_marks(page) and min(_compute_mean(page, part, "in_stated_body") for part in (run, above[-1])) > _STATED


def _has_marks(page: Page) -> bool:
    return page.units[0].marks is not None


def _describe_marked_gap(page: Page, runs: Sequence[Run], k: int) -> list[float]:
    """Return the features of the marks in the gap behind run `k`."""
    above, below = runs[k], runs[k + 1]
    gap = range(above.last + 1, below.first + 1)
    best = plain.find_best_headline(page, gap)
    last, first = _get_marks(page, above.last), _get_marks(page, below.first)
    head = _get_marks(page, best)
    first_head = max((_get_level(page, n) for n in range(runs[0].first)), default=0.0)
    articles = [mark.element.find_around("article") for mark in (last, first)]
    return [
        max((_get_level(page, n) for n in gap), default=0.0),
        _get_level(page, best),
        _get_level(page, best) - first_head,
        _get_level(page, max(below.first - 1, 0)),
        float(articles[0] is not articles[1]),
        float(articles[0] is not None),
        float(articles[1] is not None),
        float(last.element.parent is first.element.parent),
        max(_compute_mean(page, above, "in_stated_body"), 0.0),
        max(_compute_mean(page, below, "in_stated_body"), 0.0),
        float(last.in_stated_body >= 0),
        head.in_stated_title,
        head.linked,
        _compute_mean(page, above, "linked"),
        _compute_mean(page, below, "linked"),
        _name_mean(page, above) - _name_mean(page, below),
        float(page.measures.table[best, _OWN_NAMES]),
        log1p(sum(_get_level(page, n) > 0 for n in gap)),
    ]


def _describe_marked_piece(page: Page, piece: Sequence[Run], floor: int) -> list[float]:
    """Return the features of the marks of a piece; what stands above `floor` belongs to another."""
    rows = [n for run in piece for n in range(run.first, run.last + 1)]
    marks = [_get_marks(page, n) for n in rows]
    words = [page.words[n] for n in rows]
    total = max(1.0, sum(words))
    head = range(max(floor, rows[0] - _HEAD), rows[0] + 1)
    around = page.measures.table[rows][:, -WIDTH:]
    return [
        sum(max(mark.in_stated_body, 0.0) * count for mark, count in zip(marks, words, strict=True)) / total,
        float(marks[0].in_stated_body >= 0),
        max(_get_marks(page, n).in_stated_title * (_get_marks(page, n).element.tag != "title") for n in head),
        max(_get_level(page, n) for n in head),
        sum(mark.linked * count for mark, count in zip(marks, words, strict=True)) / total,
        sum(count for mark, count in zip(marks, words, strict=True) if mark.element.tag == "p") / total,
        float(marks[0].element.find_around("article") is not None),
        float(marks[0].element.find_around("aside", "footer", "nav", "form") is not None),
        float(around[:, _OWN_NAMES].mean()),
        float(around[:, _STRONGEST_NAME].mean()),
        float(around[:, _WEAKEST_NAME].mean()),
        len({mark.element.parent.number for mark in marks if mark.element.parent}) / len(marks),
        max(mark.in_stated_summary for mark in marks[:3]),
    ]


def _describe_marked_candidate(page: Page, n: int, first: int) -> list[float]:
    """Return the features of the marks of the unit `n` as the headline of a piece that begins at `first`."""
    mark = _get_marks(page, n)
    tag = mark.element.tag
    around = mark.element.find_around("header", "article", "main")
    article = _get_marks(page, first).element.find_around("article")
    return [
        float(tag == "h1"),
        float(tag == "h2"),
        float(tag in {"h3", "h4", "h5", "h6"}),
        float(tag == "title"),
        mark.in_stated_title,
        float(mark.in_stated_title > 0.95),
        mark.in_stated_summary,
        mark.linked,
        mark.strong,
        float(around is not None),
        float(article is not None and mark.element.find_around("article") is article),
        float(page.measures.table[n, _OWN_NAMES]),
        float(mark.element.find_around("nav", "footer", "aside", "figure") is not None),
    ]


def _get_marks(page: Page, n: int) -> Marks:
    marks = page.units[n].marks
    assert marks is not None
    return marks


def _get_level(page: Page, n: int) -> float:
    """Return how high a unit stands as a heading, 0 if it is none."""
    element = _get_marks(page, n).element
    return _LEVELS.get(element.tag, 0.0)


def _compute_mean(page: Page, run: Run, field: str) -> float:
    values = [getattr(_get_marks(page, n), field) for n in range(run.first, run.last + 1)]
    return float(sum(values) / len(values))


def _name_mean(page: Page, run: Run) -> float:
    return float(page.measures.table[run.first : run.last + 1, _OWN_NAMES].mean())
