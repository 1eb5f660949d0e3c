"""Which units of a saved page are the text of its stories, given these texts.

In: the units of a page and the true bodies. Out: for each unit the number of the story whose text it is, -1 if it is
none's. A gold text has its own paragraphs and signs, so that runs of words are compared and not lines.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_RUN = 4
# A unit belongs to a story if the story has this share of its runs.
_SHARE = 0.5
# Claims to one place in a story that stand so many units apart are prints of it, of which the page's text is one.
_NEAR = 40


def tokens(text: str) -> list[str]:
    """Return the words of `text`, in lower case; every character of Chinese or Japanese is one."""
    return _TOKEN.findall(text.lower())


def label_units(texts: Sequence[str], bodies: Sequence[str]) -> list[int]:
    """Return for each unit the number of the body that it is a part of, -1 if of none."""
    words = [tokens(text) for text in texts]
    owners = [-1] * len(texts)
    for number, body in enumerate(bodies):
        for n in _claims(words, tokens(body), owners):
            owners[n] = number
    return owners


def _claims(words: Sequence[list[str]], body: list[str], owners: Sequence[int]) -> list[int]:
    """Return the units that are text of `body`."""
    places = defaultdict(list)
    for at in range(max(0, len(body) - _RUN + 1)):
        places[tuple(body[at : at + _RUN])].append(at)
    spans: dict[int, tuple[int, int]] = {}
    for n, unit in enumerate(words):
        if owners[n] >= 0 or len(unit) < _RUN:
            continue
        runs = [places.get(tuple(unit[at : at + _RUN])) for at in range(len(unit) - _RUN + 1)]
        offsets = Counter(place - at for at, run in enumerate(runs) if run for place in run)
        if offsets and sum(map(bool, runs)) >= _SHARE * len(runs):
            start = max(0, max(offsets, key=lambda offset: (offsets[offset], -offset)))
            spans[n] = (start, start + len(unit))
    spans = _single_prints(spans, words)
    return sorted([*spans, *_short_claims(words, body, spans, owners)])


def _single_prints(spans: dict[int, tuple[int, int]], words: Sequence[list[str]]) -> dict[int, tuple[int, int]]:
    """Return the claims without those to a place that a unit nearer to the heart of the text claims too."""
    if not spans:
        return spans
    weight = {n: len(words[n]) for n in spans}
    best = max(spans, key=lambda n: sum(weight[m] for m in range(n - _NEAR // 4, n + _NEAR // 4) if m in weight))
    taken: dict[int, int] = {}
    result = {}
    for n in sorted(spans, key=lambda n: abs(n - best)):
        first, last = spans[n]
        own = [taken.get(at) for at in range(first, last)]
        doubled = sum(owner is not None for owner in own)
        if doubled > 0.6 * max(1, last - first):
            continue
        result[n] = spans[n]
        for at in range(first, last):
            taken.setdefault(at, n)
    return result


def _short_claims(
    words: Sequence[list[str]], body: list[str], spans: dict[int, tuple[int, int]], owners: Sequence[int]
) -> list[int]:
    """Return the units of few words that stand in the body right where they stand on the page."""
    order = sorted(spans)
    claims = []
    for above, below in zip([None, *order], [*order, None], strict=True):
        start = spans[above][1] - 2 if above is not None else 0
        end = spans[below][0] + 2 if below is not None else len(body)
        first = above + 1 if above is not None else max(0, (below or 0) - 6)
        last = below if below is not None else min(len(words), (above or 0) + 7)
        if above is None and below is None:
            continue
        if end - start > 400:
            start, end = (max(start, end - 60), end) if above is None else (start, min(end, start + 400))
        for n in range(first, last):
            unit = words[n]
            if owners[n] >= 0 or n in spans or not 0 < len(unit) < 8:
                continue
            at = _position(unit, body, max(0, start), end)
            if at >= 0:
                claims.append(n)
                start = at + len(unit)
    return claims


def _position(unit: list[str], body: list[str], start: int, end: int) -> int:
    """Return where the words of `unit` stand in `body` between two places, -1 if nowhere."""
    size = len(unit)
    for at in range(start, min(end, len(body)) - size + 1):
        if body[at : at + size] == unit:
            return at
    return -1
