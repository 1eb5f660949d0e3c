"""Fit the weights of ingest/tag/salience.py to stories that human editors filed, and write weights.py beside it.

For development only. In: sets of stories, each with how much one of its stories counts. Out: a module of weights, and
on the screen how good they are: each fifth of the stories scored with weights from the other four, so that the figures
hold for stories that were not fitted to.

Wire copy names its place in a dateline, pages of today do not: stories are fitted a second time without it, at half the
count.

    python tests/quality/fit_salience.py SET=1 OTHER-SET=10 [--parts 5] [--write]

A set is two files of JSON lines, packed with gzip or not, joined by `id`:
SET.input.jsonl   {id, title, dateline, body}
SET.gold.jsonl    {id, countries: [ISO 3166-1 alpha-2], ignore: [codes that are neither right nor wrong]}
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from generator.ingest.cut.parse_page import parse_page
from generator.ingest.tag.annotate import count_characters, find_traces
from generator.ingest.tag.salience import DATELINE, Trace, choose_countries, compute_features
from generator.model.capture import Capture
from generator.reference import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Vector = np.ndarray[Any, np.dtype[np.float64]]

OUT = Path(__file__).parents[2] / "generator/ingest/tag/weights.py"
# How strongly weights are drawn to nothing: one story's worth.
RIDGE = 1.0
STEPS = 30
SEED = 1
ENOUGH = 1e-6
WITHOUT_DATELINE = 0.5
AMERICA = "US"


@dataclass(frozen=True)
class Filed:
    """A story: its set, how much it counts, its length, its traces, its features by country, where it was filed."""

    set: str
    counts: float
    length: int
    traces: list[Trace]
    features: dict[str, dict[str, float]]
    right: frozenset[str]
    ignored: frozenset[str]


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file, packed or not."""
    packed = path.with_name(path.name + ".gz")
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def stories(name: str, counts: float) -> Iterator[Filed]:
    """The stories of a set, cut and annotated as a saved page's are."""
    countries, persons = tables.build_country_index(), tables.load_person_finder()
    gold = {str(row["id"]): row for row in rows(Path(name + ".gold.jsonl"))}
    for row in rows(Path(name + ".input.jsonl")):
        dateline = f"{row['dateline'].strip()} - " if row.get("dateline") else ""
        page = f"{row.get('title') or ''}\n\n{dateline}{row['body']}"
        filed = gold[str(row["id"])]
        for story in parse_page(Capture.from_text("page.txt", page.encode())).stories[:1]:
            found = find_traces(story, countries, persons.find(story.paragraphs))
            ignored = frozenset(filed.get("ignore", ()))
            right = frozenset(filed["countries"]) - ignored
            weighed = _weighed(found, count_characters(story), ignored)
            yield Filed(Path(name).name, counts, count_characters(story), found, weighed, right, ignored)


def _weighed(found: list[Trace], size: int, ignored: frozenset[str]) -> dict[str, dict[str, float]]:
    """The features of a story by country, those left out that are neither right nor wrong."""
    return {str(code): one for code, one in compute_features(found, size).items() if code not in ignored}


def without_dateline(one: Filed) -> Iterator[Filed]:
    """The story as it would be without a dateline, where it has one that names a country, and names others."""
    left = [trace for trace in one.traces if trace.place != DATELINE]
    if left and len(left) < len(one.traces):
        counts, weighed = one.counts * WITHOUT_DATELINE, _weighed(left, one.length, one.ignored)
        yield Filed(one.set, counts, one.length, left, weighed, one.right, one.ignored)


def fitted(found: Iterable[Filed]) -> dict[str, float]:
    """The weights of a logistic regression that tells whether a story was filed under a country that it names."""
    both = [again for one in found for again in (one, *without_dateline(one))]
    chosen = [(one, code, weighed) for one in both for code, weighed in one.features.items()]
    names = sorted({name for _, _, weighed in chosen for name in weighed})
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(chosen), len(names)))
    for row, (_, _, weighed) in zip(table, chosen, strict=True):
        for name, value in weighed.items():
            row[place[name]] = value
    right = np.array([code in one.right for one, code, _ in chosen], dtype=float)
    counts = np.array([one.counts for one, _, _ in chosen])
    weights: Vector = np.zeros(len(names))
    for _ in range(STEPS):  # Newton's method
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (right - likely)) - RIDGE * weights
        bend = (table * (counts * likely * (1 - likely))[:, None]).T @ table + RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < ENOUGH:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def answers(one: Filed, weights: dict[str, float]) -> set[str]:
    """The countries that a story is about by `weights`."""
    scores = {
        code: sum(weights.get(name, 0.0) * value for name, value in weighed.items())
        for code, weighed in one.features.items()
    }
    likely: Any = {code: 1 / (1 + np.exp(-scores[code])) for code in sorted(scores, key=lambda code: -scores[code])}
    return set(
        choose_countries(likely, [trace for trace in one.traces if trace.code is None or trace.code in likely])[0]
    )


def figures(pairs: Iterable[tuple[Filed, set[str]]]) -> str:
    """Recall and F1 of answers, of all and without the United States."""
    hit, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for one, told_of in pairs:
        hit.update(told_of & one.right)
        extra.update(told_of - one.right - one.ignored)
        missed.update(one.right - told_of)

    def of(codes: Iterable[str]) -> str:
        right, wrong, lost = (sum(count[code] for code in codes) for count in (hit, extra, missed))
        return f"recall {right / max(1, right + lost):.3f} F1 {2 * right / max(1, 2 * right + wrong + lost):.4f}"

    codes = {*hit, *extra, *missed}
    return f"{of(codes)}   without {AMERICA} {of(codes - {AMERICA})}"


def main() -> None:
    """Fit, tell how good it is, write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sets", nargs="+", metavar="SET=COUNTS")
    asked.add_argument("--parts", type=int, default=5)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    pairs = [one.rpartition("=") for one in given.sets]
    found = [one for name, _, counts in pairs for one in stories(name, float(counts))]
    random.Random(SEED).shuffle(found)
    parts = [found[n :: given.parts] for n in range(given.parts)]
    told_of: list[tuple[Filed, set[str]]] = []
    for n, part in enumerate(parts):
        weights = fitted(one for other, some in enumerate(parts) if other != n for one in some)
        told_of += [(one, answers(one, weights)) for one in part]
    weights = fitted(found)
    lines = []
    for name in dict.fromkeys(one.set for one in found):
        own = [(one, answer) for one, answer in told_of if one.set == name]
        lines.append(f"{len(own)} stories of {name}: {figures(own)}")
        print(lines[-1])
        print(f"    with weights fitted to the same stories: {figures((one, answers(one, weights)) for one, _ in own)}")
    if given.write:
        write(weights, given.parts, len(found))


def write(weights: dict[str, float], parts: int, stories_fitted: int) -> None:
    """Write the module of weights."""
    head = f'''"""What each thing about a country in a story weighs, in log odds. Made by tests/quality/fit_salience.py.

Fitted to {stories_fitted:,} stories that human editors had filed under countries, measured in {parts} parts.
The weights belong together; none can be changed alone.
"""

WEIGHTS = {{
'''
    OUT.write_text(
        head + "".join(f'    "{name}": {value},\n' for name, value in weights.items()) + "}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
