"""The running text of a page gathered into pieces, and what speaks for a story in each, or for another behind a gap.

In: units, their measures and what the network says of each. Out: runs of body units, and a row of features for every
gap between two runs, for every piece that is left when the page is cut, and for every line that may be its headline.
"""

from collections.abc import Sequence
from math import log1p

import msgspec

from generator.ingest.reading.bylines import is_byline
from generator.ingest.reading.features import Measures
from generator.ingest.reading.units import Unit
from generator.ingest.reading.vocabulary import split_words

# So much of the text on either side of a gap is compared.
_COMPARED = 250
# A shorter word says little about what a text is about.
_TELLING = 5
# A headline, a date or a byline stands so many units above the text at most.
HEADLINE_REACH = 45
_HEAD = 12
# So many lines that may be a headline are weighed.
_CANDIDATES = 14
_BLANKS = 2


class Page(msgspec.Struct):
    """A page with what the network says of each unit: `body`, `start` and `headline` are log-odds.

    `first_prints` has the first position of each line, by its key.
    """

    units: Sequence[Unit]
    measures: Measures
    body: list[float]
    start: list[float]
    headline: list[float]
    words: list[float]
    blanks: list[float]
    odds: list[float]
    dates: list[float]
    bylines: list[float]
    credits: list[float]
    pictures: list[float]
    rules: list[str | None]
    repeats: list[float]
    near: list[float]
    follows: list[float]
    with_first: list[float]
    capitals: list[float]
    prose: list[float]
    datelines: list[bool]
    first_prints: dict[str, int]


class Run(msgspec.Struct):
    """Units `first` to `last` of running text, nothing between; `topics` are the words that say what it is about."""

    first: int
    last: int
    words: float
    topics: frozenset[str]


def find_runs(page: Page, least: float) -> list[Run]:
    """Return the runs of units whose log-odds to be body are above `least`, broken where a story may begin inside."""
    runs: list[Run] = []
    first = -1
    for n in range(len(page.units) + 1):
        is_body = n < len(page.units) and page.body[n] > least
        if first >= 0 and (not is_body or _may_begin(page, n)):
            runs.append(_build_run(page, first, n - 1))
            first = -1
        if is_body and first < 0:
            first = n
    return runs


def _may_begin(page: Page, n: int) -> bool:
    """Return whether a story may begin at a unit of running text right behind another."""
    return page.start[n] > 0 or page.headline[n] > 0 or page.blanks[n] >= _BLANKS or page.datelines[n]


def _build_run(page: Page, first: int, last: int) -> Run:
    topics: set[str] = set()
    words = 0.0
    for n in range(first, last + 1):
        if words < _COMPARED:
            topics.update(pick_topics(page.units[n].text))
        words += page.words[n]
    return Run(first, last, words, frozenset(topics))


def pick_topics(text: str) -> set[str]:
    """Return the words of `text` that say what it is about: the longer ones, and pairs of Chinese characters."""
    return {word for word in split_words(text[:2000]) if len(word) >= _TELLING or word >= "\u3040"}


def find_best_headline(page: Page, gap: range) -> int:
    """Return the unit of `gap` that is most likely a headline, -1 if the gap is empty."""
    return max(gap, key=page.headline.__getitem__, default=-1)


def describe_gap(page: Page, runs: Sequence[Run], k: int) -> list[float]:
    """Return the features of the gap between run `k` and the next: what speaks for a story that begins there."""
    above, below = runs[k], runs[k + 1]
    gap = range(above.last + 1, below.first)
    at = below.first
    candidates = range(gap.start, at + 1)
    best = find_best_headline(page, candidates)
    before = sum(run.words for run in runs[: k + 1])
    after = sum(run.words for run in runs[k + 1 :])
    total = before + after + 1
    earlier = _collect_topics(runs[: k + 1][::-1])
    later = _collect_topics(runs[k + 1 :])
    topics = pick_topics(page.units[best].text)
    many = max(1, len(topics))
    near = range(best + 1, min(best + 7, at))
    return [
        *_describe_place(page, gap, at, best),
        log1p(before) / 3,
        log1p(after) / 3,
        log1p(above.words) / 3,
        log1p(below.words) / 3,
        min(before, after) / total * 2,
        _compute_rows_mean(page.body, range(above.first, above.last + 1)) / 4,
        _compute_rows_mean(page.body, range(below.first, below.last + 1)) / 4,
        max((_squash(page.body[n]) for n in gap), default=0),
        _squash(page.body[at]),
        len(earlier & later) / max(8, min(len(earlier), len(later))) * 3,
        len(topics & later) / many,
        len(topics & earlier) / many,
        log1p(page.words[best]),
        float(page.near[best] != 0),
        float(is_printed_around(page, gap)),
        page.with_first[best],
        page.capitals[best],
        float(page.units[best].terminal),
        float(page.units[best].bullet),
        min(3, sum(page.dates[n] for n in gap)) / 2,
        min(3, sum(page.bylines[n] > 0 for n in gap)) / 2,
        float(any(page.dates[n] for n in near)),
        float(any(page.bylines[n] > 0 for n in near)),
        min(3, sum(page.credits[n] for n in gap)) / 2,
        float(any(page.units[n].separator for n in gap)),
        _compute_rows_mean(page.odds, gap),
        max((page.odds[n] for n in gap), default=0),
        float(any(page.follows[n] for n in gap)),
        float(page.datelines[at]),
        float(page.datelines[at] and page.datelines[runs[0].first]),
        page.odds[at],
        page.prose[at],
        log1p(page.words[at]) / 2,
        log1p(len(runs)) / 2,
        k / len(runs),
        log1p(len(page.units)) / 3,
        (below.first - above.last) / len(page.units) * 2,
        float(_is_like_first(page, runs, best, at)),
    ]


def _describe_place(page: Page, gap: range, at: int, best: int) -> list[float]:
    """Return the features of the lines in a gap and of the text at `at` behind it; `best` is the likeliest headline."""
    return [
        log1p(len(gap)),
        min(len(gap), 3) / 2,
        max((page.blanks[n] for n in range(gap.start, at + 1)), default=0) / 3,
        page.blanks[best] / 3,
        page.blanks[at] / 3,
        _squash(page.start[at]),
        _squash(page.headline[best]),
        _squash(page.headline[at]),
        float(best == at),
        log1p(sum(page.headline[n] > 0 for n in gap)),
    ]


def _collect_topics(runs: Sequence[Run]) -> set[str]:
    """Return the topics of the first of `runs`, as far as they are compared."""
    topics: set[str] = set()
    words = 0.0
    for run in runs:
        topics |= run.topics
        words += run.words
        if words >= _COMPARED:
            break
    return topics


def _squash(value: float) -> float:
    return max(-8.0, min(8.0, value)) / 4


def _compute_rows_mean(values: Sequence[float], rows: range) -> float:
    return sum(values[n] for n in rows) / len(rows) if len(rows) else 0.0


def is_printed_around(page: Page, gap: range) -> bool:
    """Return whether a line of some words stands twice in the gap, the prints not right below each other."""
    keys: dict[str, int] = {}
    for n in gap:
        if page.near[n] and page.words[n] > 1:
            key = page.units[n].key
            if n - keys.setdefault(key, n) > 1:
                return True
    return False


def _is_like_first(page: Page, runs: Sequence[Run], best: int, at: int) -> bool:
    """Return whether below the headline stands what stands below that of the page's first story: a date, a byline."""
    first = runs[0].first
    head = range(max(0, first - 4), first)
    own = range(best + 1, at)
    has = any(page.dates[n] or page.bylines[n] > 0 for n in head)
    return has and any(page.dates[n] or page.bylines[n] > 0 for n in own)


def describe_piece(page: Page, pieces: Sequence[Sequence[Run]], k: int, cuts: Sequence[float]) -> list[float]:
    """Return the features of the piece `k` of a page: what speaks for a story and not a part of the page."""
    piece = pieces[k]
    rows = [n for run in piece for n in range(run.first, run.last + 1)]
    words = sum(page.words[n] for n in rows)
    weights = [sum(run.words for run in runs) for runs in pieces]
    heaviest = max(weights)
    total = sum(page.words)
    first, last = piece[0].first, piece[-1].last
    floor = pieces[k - 1][-1].last + 1 if k else 0
    head = range(max(floor, first - _HEAD), first + 1)
    main = pieces[weights.index(heaviest)]
    own = _collect_topics(piece)
    kin = len(own & _collect_topics(main)) / max(8, len(own)) if main is not piece else 1.0
    mean_odds = sum(page.odds[n] * page.words[n] for n in rows) / max(1, words)
    sizes = sorted(page.words[n] for n in rows)
    return [
        log1p(words) / 2,
        words / max(1, heaviest),
        words / max(1, total) * 2,
        words / max(1, sum(weights)) * 2,
        _compute_mean([_squash(page.body[n]) for n in rows]),
        max(_squash(page.body[n]) for n in rows),
        max(_squash(page.start[n]) for n in range(first, min(first + 3, last + 1))),
        max(_squash(page.headline[n]) for n in head),
        log1p(len(rows)) / 2,
        words / len(rows) / 20,
        sizes[-1] / 40,
        sizes[len(sizes) // 2] / 40,
        mean_odds,
        _compute_mean([page.prose[n] for n in rows]),
        _compute_mean([float(page.units[n].terminal) for n in rows]),
        _compute_mean([float(page.units[n].bullet) for n in rows]),
        _compute_mean([float(page.repeats[n] > 1) for n in rows]),
        float(any(page.dates[n] for n in head)),
        float(any(page.bylines[n] > 0 for n in head)),
        float(page.datelines[first]),
        float(is_printed_around(page, head)),
        float(any(page.follows[n] for n in head)),
        kin * 2,
        log1p(len(pieces)),
        k / len(pieces),
        float(k == 0),
        _squash(cuts[k]),
        log1p(len(page.units)) / 3,
        log1p(total) / 4,
        first / len(page.units) * 2,
        log1p(len(piece)),
        (last - first + 1 - len(rows)) / (last - first + 1),
        sum(page.prose) / len(page.prose) * 2,
        log1p(sum(page.dates)),
        log1p(sum(page.headline[n] > 0 for n in range(len(page.units)))),
        _compute_mean([float(page.units[n].text[:1].islower()) for n in rows]),
        log1p(max(0.0, *(page.blanks[n] for n in head))),
    ]


def _compute_mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def list_candidates(page: Page, piece: Sequence[Run], floor: int) -> list[int]:
    """Return the units that may be the headline of a piece: those above it, its first unit, the page's first line."""
    first = piece[0].first
    start = max(floor, first - HEADLINE_REACH)
    rows = [n for n in range(start, first + 1) if page.words[n] >= 1 or _is_number_above_byline(page, n)]
    if len(rows) > _CANDIDATES:
        best = sorted(rows, key=page.headline.__getitem__)[-_CANDIDATES:]
        rows = sorted(best)
    top = next((n for n in range(min(3, len(page.units))) if page.words[n] > 1), None)
    if floor == 0 and top is not None and top < start:
        rows.insert(0, top)
    return rows


def _is_number_above_byline(page: Page, n: int) -> bool:
    """Return whether a line has only a number, as a headline may ("1984"), and a byline right below it."""
    text = page.units[n].text.strip("# ")
    return text.isdigit() and n + 1 < len(page.units) and is_byline(page.units[n + 1].text)


def describe_candidates(page: Page, piece: Sequence[Run], rows: Sequence[int]) -> list[list[float]]:
    """Return the features of each unit of `rows` as the headline of `piece`."""
    first = piece[0].first
    about = _collect_topics(piece)
    title = set(split_words(page.units[0].text[:400]))
    highest = max(page.headline[n] for n in rows)
    table = []
    for n in rows:
        unit = page.units[n]
        words = set(split_words(unit.text[:400]))
        topics = {word for word in words if len(word) >= _TELLING or word >= "\u3040"}
        below = range(n + 1, min(n + 5, first))
        table.append(
            [
                _squash(page.headline[n]),
                _squash(page.headline[n] - highest),
                _squash(page.body[n]),
                _squash(page.start[n]),
                log1p(first - n),
                min(first - n, 4) / 2,
                float(n == first),
                float(n == 0),
                log1p(page.words[n]),
                float(page.words[n] == 1),
                len(topics & about) / max(1, len(topics)),
                log1p(len(topics & about)),
                len(words & title) / max(1, len(words)) if n else 0.0,
                len(words & title) / max(1, len(title)) if n else 0.0,
                page.with_first[n],
                float(page.near[n] > 0),
                float(page.near[n] < 0),
                log1p(page.repeats[n] - 1),
                page.odds[n],
                page.dates[n],
                float(page.bylines[n] > 0),
                page.credits[n],
                float(unit.terminal),
                float(unit.bullet),
                page.capitals[n],
                float(unit.text.startswith("#")),
                page.blanks[n] / 3,
                page.blanks[n + 1] / 3 if n + 1 < len(page.blanks) else 1.0,
                float(any(page.dates[m] for m in below)),
                float(any(page.bylines[m] > 0 for m in below)),
                page.prose[n],
                float(unit.text[:1].islower()),
                float(unit.text.endswith((":", ","))),
                float("|" in unit.text or " - " in unit.text or " – " in unit.text),
                float(any(page.headline[m] > page.headline[n] for m in range(n + 1, first))),
                float(page.follows[n]),
            ]
        )
    return table
