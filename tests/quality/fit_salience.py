"""Fit the weights of ingest/tag/salience.py to stories that human editors filed, and write weights.py beside it.

For development only. In: sets of stories, each with how much one of its stories counts. Out: a module of weights, and
on the screen how good they are: each fifth of the stories is scored with weights from the other four, so that the
figures hold for stories that were not fitted to. All stories of one language except English are in one fifth.

Wire copy names its place in a dateline, pages of today do not: stories are fitted a second time without it, at half the
count.

    python tests/quality/fit_salience.py SET=1 OTHER-SET=10 tagged=3 [--parts 5] [--write]

`tagged` are the stories in twenty languages of this folder. Any other set is two files of JSON lines, packed with gzip
or not, joined by `id`:
SET.input.jsonl   {id, title, dateline, body}, or {id, title, text}
SET.gold.jsonl    {id, countries or countries_about: [ISO 3166-1 alpha-2], ignore or optional_countries: [codes that are
                  neither right nor wrong], language, skip: whether the story is left out}
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from quality.tagged import load_tagged

from generator.ingest.cut.parse_page import parse_page
from generator.ingest.story import Story
from generator.ingest.tag.annotate import count_characters, find_language, find_traces
from generator.ingest.tag.salience import DATELINE, Trace, choose_countries, compute_features
from generator.model.article import PrintedFields
from generator.model.capture import Capture
from generator.model.source import Provenance
from generator.reference import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Vector = np.ndarray[Any, np.dtype[np.float64]]

OUT = Path(__file__).parents[2] / "generator/ingest/tag/weights.py"
OWN_STORIES = "tagged"
# How strongly weights are drawn to nothing: one story's worth.
RIDGE = 1.0
STEPS = 30
SEED = 1
CONVERGED = 1e-6
WITHOUT_DATELINE = 0.5
AMERICA = "US"
ENGLISH = "en"


@dataclass(frozen=True)
class FiledStory:
    """A story: its set and language, how much it counts, its length and traces, its features, where it was filed."""

    set: str
    language: str
    counts: float
    length: int
    traces: list[Trace]
    homes: frozenset[str]
    right: frozenset[str]
    ignored: frozenset[str]

    @property
    def features(self) -> dict[str, dict[str, float]]:
        """The features by country, without countries that are neither right nor wrong."""
        features = compute_features(self.traces, self.length, self.homes)
        return {str(code): values for code, values in features.items() if code not in self.ignored}


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Load the lines of a file, packed or not."""
    packed = path.with_name(path.name + ".gz")
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def load_stories(name: str, counts: float) -> Iterator[FiledStory]:
    """Load the stories of a set, cut and annotated as a saved page's are."""
    if name == OWN_STORIES:
        yield from load_own_stories(counts)
        return
    gold = {str(row["id"]): row for row in load_rows(Path(name + ".gold.jsonl"))}
    for row in load_rows(Path(name + ".input.jsonl")):
        filed = gold[str(row["id"])]
        if filed.get("skip"):
            continue
        for story in parse_page(Capture.from_text("page.txt", build_page(row).encode())).stories[:1]:
            ignored = frozenset(filed.get("ignore") or filed.get("optional_countries") or ())
            right = frozenset(filed.get("countries") or filed.get("countries_about") or ())
            set_name = f"{Path(name).name} {filed['language']}" if "language" in filed else Path(name).name
            if "countries" in filed:
                right -= ignored
            yield build_story(set_name, counts, story, right, ignored - right)


def build_page(row: dict[str, Any]) -> str:
    """Build the saved page of a row."""
    dateline = f"{row['dateline'].strip()} - " if row.get("dateline") else ""
    body = row["body"] if "body" in row else "\n\n".join(row["text"].split("\n"))
    return f"{row.get('title') or ''}\n\n{dateline}{body}"


def load_own_stories(counts: float) -> Iterator[FiledStory]:
    """Load the stories in twenty languages."""
    provenance = Provenance(path="story.txt", sha256="0", start=0, end=1)
    for tagged in load_tagged():
        printed = PrintedFields(title=tagged.title)
        story = Story(provenance=provenance, printed=printed, paragraphs=tagged.paragraphs)
        yield build_story(f"{OWN_STORIES} {tagged.language}", counts, story, tagged.about, frozenset())


def build_story(name: str, counts: float, story: Story, right: frozenset[str], ignored: frozenset[str]) -> FiledStory:
    """Annotate a story."""
    countries, persons = tables.build_country_index(), tables.load_person_finder()
    traces = find_traces(story, countries, persons.find(story.paragraphs), persons.names)
    language = find_language(story)
    homes = frozenset(map(str, countries.get_homes(language)))
    return FiledStory(name, language, counts, count_characters(story), traces, homes, right, ignored)


def drop_dateline(story: FiledStory) -> Iterator[FiledStory]:
    """Yield the story as it would be without a dateline, if its dateline names a country, and its text others."""
    traces = [trace for trace in story.traces if trace.place != DATELINE]
    if traces and len(traces) < len(story.traces):
        yield replace(story, counts=story.counts * WITHOUT_DATELINE, traces=traces)


def fit_weights(stories: Iterable[FiledStory]) -> dict[str, float]:
    """Fit a logistic regression for whether a story was filed under a country that it names."""
    variants = [variant for story in stories for variant in (story, *drop_dateline(story))]
    samples = [(story, code, values) for story in variants for code, values in story.features.items()]
    names = sorted({name for _, _, values in samples for name in values})
    columns = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(samples), len(names)))
    for row, (_, _, values) in zip(table, samples, strict=True):
        for name, value in values.items():
            row[columns[name]] = value
    right = np.array([code in story.right for story, code, _ in samples], dtype=float)
    counts = np.array([story.counts for story, _, _ in samples])
    weights: Vector = np.zeros(len(names))
    for _ in range(STEPS):  # Newton's method
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (right - likely)) - RIDGE * weights
        bend = (table * (counts * likely * (1 - likely))[:, None]).T @ table + RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < CONVERGED:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def choose_about(story: FiledStory, weights: dict[str, float]) -> set[str]:
    """Return the countries that a story is about by `weights`."""
    scores = {
        code: sum(weights.get(name, 0.0) * value for name, value in values.items())
        for code, values in story.features.items()
    }
    likely: Any = {code: 1 / (1 + np.exp(-scores[code])) for code in sorted(scores, key=lambda code: -scores[code])}
    traces = [trace for trace in story.traces if trace.code is None or trace.code in likely]
    return set(choose_countries(likely, traces)[0])


def describe(pairs: Iterable[tuple[FiledStory, set[str]]]) -> str:
    """Describe precision, recall and F1 of answers, of all and without the United States."""
    hits, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for story, about in pairs:
        hits.update(about & story.right)
        extra.update(about - story.right - story.ignored)
        missed.update(story.right - about)

    def describe_codes(codes: Iterable[str]) -> str:
        right, wrong, lost = (sum(count[code] for code in codes) for count in (hits, extra, missed))
        precision, recall = right / max(1, right + wrong), right / max(1, right + lost)
        return f"P {precision:.3f} R {recall:.3f} F1 {2 * right / max(1, 2 * right + wrong + lost):.4f}"

    codes = {*hits, *extra, *missed}
    return f"{describe_codes(codes)}   without {AMERICA} {describe_codes(codes - {AMERICA})}"


def choose_part(story: FiledStory, number: int, parts: int) -> int:
    """Return the part of a story: by its number, or by its language if that is not English."""
    return number % parts if story.language == ENGLISH else zlib.crc32(story.language.encode()) % parts


def main() -> None:
    """Fit, report how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="SET=COUNTS")
    parser.add_argument("--parts", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = [value.rpartition("=") for value in options.sets]
    stories = [story for name, _, counts in pairs for story in load_stories(name, float(counts))]
    random.Random(SEED).shuffle(stories)
    parts = [choose_part(story, n, options.parts) for n, story in enumerate(stories)]
    answers: list[tuple[FiledStory, set[str]]] = []
    for n in range(options.parts):
        weights = fit_weights(story for story, part in zip(stories, parts, strict=True) if part != n)
        answers += [
            (story, choose_about(story, weights)) for story, part in zip(stories, parts, strict=True) if part == n
        ]
    weights = fit_weights(stories)
    for name in sorted({story.set for story in stories} | {story.set.partition(" ")[0] for story in stories}):
        own = [(story, about) for story, about in answers if name in (story.set, story.set.partition(" ")[0])]
        print(f"{len(own)} stories of {name}: {describe(own)}")
        print(f"    fitted to the same stories: {describe((story, choose_about(story, weights)) for story, _ in own)}")
    if options.write:
        write_weights(weights, options.parts, len(stories))


def write_weights(weights: dict[str, float], parts: int, story_count: int) -> None:
    """Write the module of weights."""
    head = f'''"""What each thing about a country in a story weighs, in log odds. Made by tests/quality/fit_salience.py.

Fitted to {story_count:,} stories that were filed under countries, in English and twenty other languages; measured in
{parts} parts, each language in one. The weights belong together; none can be changed alone.
"""

WEIGHTS = {{
'''
    OUT.write_text(
        head + "".join(f'    "{name}": {value},\n' for name, value in weights.items()) + "}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
