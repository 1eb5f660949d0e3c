"""Fit the weights of ingest/tag/find_persons.py to stories whose persons were marked, and write person_weights.tsv.

For development only. In: sets of stories, each with how much one of its stories counts. Out: a table of weights, and
on the screen how good they are: each part of the stories is scored with weights from the others, so that the figures
hold for stories that were not fitted to; or each language with weights from all other languages.

    python tests/quality/fit_persons.py SET=1 OTHER-SET=3 [--parts 5 | --by language] [--write]

A set is two files of JSON lines, packed with gzip or not, joined by `id`:
SET.input.jsonl   {id, text: paragraphs, one a line}
SET.gold.jsonl    {id, people: [{name, aliases}], optional_people: [name], language, prose, skip}
Stories with `prose` false (tables) or `skip` are left out.

Two regressions, one after the other: whether a span of words is a person's name, from its words and the text around it;
whether the person that the likeliest spans make is one, from that and the evidence of the whole story.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import runpy
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from person_kinds import fill_kinds
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from generator.ingest.tag.capital_runs import find_runs
from generator.ingest.tag.find_persons import PEOPLE_FROM, FinderTables, PersonFinder
from generator.ingest.tag.person_weights import PersonWeights, format_person_weights
from generator.ingest.tag.story_evidence import is_credit
from generator.reference import tables
from generator.text.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.ingest.tag.person_mentions import PersonCandidate

OUT = Path(__file__).parents[2] / "generator/reference/data/person_weights.tsv"
CASES = Path(__file__).parents[1] / "intake/test_persons.py"
SEED = 1
# How strongly weights are drawn to nothing.
MENTION_RIDGE, PERSON_RIDGE = 1.0, 2.0
INVENTED = ("kinds", "cases")
THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
# Evidence seen fewer times says nothing.
FEWEST = 6
WORD = re.compile(r"[^\W_]+")


@dataclass
class MarkedStory:
    """A story: its set, language, paragraphs, how much it counts, the printed forms of its persons."""

    set: str
    language: str
    counts: float
    paragraphs: list[str]
    people: list[frozenset[str]]
    full_names: list[str]
    ignored: frozenset[str]
    language_code: str = ""
    rows: list[tuple[tuple[str, ...], float]] = field(default_factory=list)


def flatten(name: str) -> str:
    """A name for comparing: folded words without the sign of possession."""
    return " ".join(WORD.findall(fold(re.sub(r"['’]s?$", "", name))))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a file, packed or not."""
    packed = path.with_name(path.name + ".gz")
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def read_stories(name: str, counts: float) -> Iterator[MarkedStory]:
    """The stories of a set."""
    gold = {str(row["id"]): row for row in read_lines(Path(name + ".gold.jsonl"))}
    for row in read_lines(Path(name + ".input.jsonl")):
        marks = gold[str(row["id"])]
        if not marks.get("prose", True) or marks.get("skip"):
            continue
        yield MarkedStory(
            Path(name).name,
            marks.get("language", "en"),
            counts,
            [line for line in row["text"].split("\n") if line.strip()],
            [frozenset(map(flatten, (person["name"], *person.get("aliases", ())))) for person in marks["people"]],
            [person["name"] for person in marks["people"]],
            frozenset(map(flatten, marks.get("optional_people", ()))),
        )


def read_kinds(copies: int, counts: float) -> Iterator[MarkedStory]:
    """The sentences of person_kinds.toml."""
    for language, text, people in fill_kinds(copies):
        forms = [frozenset({flatten(name)}) for name in people]
        yield MarkedStory("kinds", language, counts, [text], forms, people, frozenset(), language)


def read_cases(counts: float) -> Iterator[MarkedStory]:
    """The sentences of tests/intake/test_persons.py."""
    for text, names in runpy.run_path(str(CASES))["CASES"].values():
        people = [name for name in names.split(", ") if name]
        forms = [frozenset({flatten(name)}) for name in people]
        yield MarkedStory("cases", "en", counts, [text], forms, people, frozenset(), "en")


def find_person(name: str, story: MarkedStory) -> int | None:
    """The number of the person whose name this is: a printed form, or a part of the full name that ends as it does."""
    flat = flatten(name)
    words = flat.split()
    for number, forms in enumerate(story.people):
        if flat in forms:
            return number
        full = flatten(story.full_names[number]).split()
        if len(words) > 1 and words[-1] == full[-1] and words[0] == full[0] and set(words) <= set(full):
            return number
    return None


def collect_mentions(story: MarkedStory, finder: PersonFinder) -> None:
    """Set the rows of a story: the evidence of each possible name, and whether it is one."""
    words = finder.load_words(story.language_code) if story.language_code else finder.detect_words(story.paragraphs)
    for text in story.paragraphs:
        if is_credit(text):
            continue
        for run in find_runs(text):
            for item in finder.list_scored_spans(text, run, words):
                if flatten(item.mention.name) not in story.ignored:
                    is_person = find_person(item.mention.name, story) is not None
                    story.rows.append((item.mention.evidence, float(is_person)))


def fit(rows: Sequence[tuple[dict[str, float], float, float]], ridge: float) -> dict[str, float]:
    """The weights of a logistic regression; rows are features, whether it is right, how much it counts."""
    seen = Counter(name for features, _, _ in rows for name in features)
    names = sorted(name for name, count in seen.items() if count >= FEWEST and name != "start")
    column = {name: n for n, name in enumerate(names)}
    entries = [
        (n, column[name], value) for n, row in enumerate(rows) for name, value in row[0].items() if name in column
    ]
    row_numbers, columns, values = zip(*entries, strict=True)
    table = csr_matrix((values, (row_numbers, columns)), shape=(len(rows), len(names)))
    model = LogisticRegression(C=1 / ridge, max_iter=3000)
    model.fit(table, np.array([row[1] for row in rows]), sample_weight=np.array([row[2] for row in rows]))
    weights = dict(zip(names, model.coef_[0], strict=True)) | {"start": model.intercept_[0]}
    return {name: round(float(weight), 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.005}


def fit_mentions(stories: Iterable[MarkedStory]) -> dict[str, float]:
    """The weights of mentions."""
    rows = [(dict.fromkeys(evidence, 1.0), right, story.counts) for story in stories for evidence, right in story.rows]
    return fit(rows, MENTION_RIDGE)


def build(weights: PersonWeights) -> PersonFinder:
    """A finder with these weights."""
    names, countries, words = tables.load_names(), tables.build_country_index(), tables.load_word_tables()
    return PersonFinder(FinderTables(names, countries, words, weights))


def list_candidates(story: MarkedStory, finder: PersonFinder) -> Iterator[tuple[Any, bool | None]]:
    """The candidates of a story in the order of their probability, and whether each is right; None: neither."""
    taken = set[int]()
    for person in sorted(finder.assess(story.paragraphs, story.language_code), key=lambda person: -person.probability):
        number = find_person(person.name, story)
        if number is not None and number not in taken:
            taken.add(number)
            yield person, True
        else:
            yield person, None if flatten(person.name) in story.ignored else False


def fit_persons(stories: Sequence[MarkedStory], mentions: dict[str, float]) -> dict[str, float]:
    """The weights of persons, on top of the weights of mentions."""
    finder = build(PersonWeights(mentions, {}))
    rows = []
    for story in stories:
        for person, right in list_candidates(story, finder):
            if right is not None:
                features = dict.fromkeys(person.story_evidence, 1.0) | {"mention": person.mention_score}
                rows.append((features, float(right), story.counts))
    return fit(rows, PERSON_RIDGE)


def fit_both(stories: Sequence[MarkedStory]) -> PersonWeights:
    """All weights."""
    mentions = fit_mentions(stories)
    return PersonWeights(mentions, fit_persons(stories, mentions))


class Score:
    """Counts of answers by group, and how often a probability was right."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        self.errors: list[str] = []
        self.answers: list[tuple[float, bool]] = []

    def add(self, story: MarkedStory, finder: PersonFinder) -> None:
        """Score a story."""
        hits = set[int | None]()
        for person, right in list_candidates(story, finder):
            if right is None:
                continue
            if story.set not in INVENTED:
                self.answers.append((person.probability, right))
            cell = self.bins[min(9, int(person.probability * 10))]
            cell[0] += 1
            cell[1] += right
            groups = (story.set, f"{story.set} {story.language}", f"language {story.language}", "all")
            if right:
                hits.add(find_person(person.name, story))
            if right != (person.probability >= PEOPLE_FROM):
                self.errors.append(describe_error(story, person))
            if person.probability >= PEOPLE_FROM:
                for group in groups:
                    self.counts[group]["right" if right else "wrong"] += 1
        full = {number for number, name in enumerate(story.full_names) if " " in flatten(name)}
        self.errors += [f"{story.set} {story.language} ? {story.full_names[number]}" for number in full - hits]
        for group in (story.set, f"{story.set} {story.language}", f"language {story.language}", "all"):
            self.counts[group]["true"] += len(full)

    def show(self) -> None:
        """Print precision and recall by group, and the table of reliability."""
        for group, count in sorted(self.counts.items()):
            right, wrong, true = count["right"], count["wrong"], count["true"]
            precision, recall = right / max(1, right + wrong), right / max(1, true)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(
                f"{group:<34} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({right} right, {wrong} wrong, {true} true)"
            )
        true = self.counts["all"]["true"]
        true -= sum(self.counts[name]["true"] for name in INVENTED)
        for limit in THRESHOLDS:
            chosen = [right for probability, right in self.answers if probability >= limit]
            precision = sum(chosen) / max(1, len(chosen))
            print(f"from {limit:.2f} on: precision {precision:.3f}, recall {sum(chosen) / max(1, true):.3f}")
        for n, (number, right) in sorted(self.bins.items()):
            print(f"probability {n / 10:.1f} to {(n + 1) / 10:.1f}: {number:5} candidates, {right / number:.2f} right")


def describe_error(story: MarkedStory, person: PersonCandidate) -> str:
    """A line about a mistake: the words around a name, and its probability."""
    mention = person.mentions[0]
    words = story.paragraphs[mention.paragraph][max(0, mention.start - 30) : mention.end + 20]
    sign = "+" if person.probability >= PEOPLE_FROM else "-"
    return f"{story.set} {story.language} {sign} {person.name} {person.probability:.2f} | {words}"


def split_stories(stories: Sequence[MarkedStory], options: argparse.Namespace) -> list[list[MarkedStory]]:
    """The parts that are scored with weights from the others."""
    if options.by == "language":
        groups: dict[str, list[MarkedStory]] = defaultdict(list)
        for story in stories:
            groups[story.language].append(story)
        return list(groups.values())
    return [list(stories[n :: options.parts]) for n in range(options.parts)]


def main() -> None:
    """Fit, show how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="SET=COUNTS")
    parser.add_argument("--kinds", type=float, default=0.3, help="how much a sentence of person_kinds.toml counts")
    parser.add_argument("--cases", type=float, default=1.0, help="how much a sentence of test_persons.py counts")
    parser.add_argument("--copies", type=int, default=6, help="how often each is filled in")
    parser.add_argument("--parts", type=int, default=5)
    parser.add_argument("--by", choices=["story", "language"], default="story")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = [argument.rpartition("=") for argument in options.sets]
    stories = [story for name, _, counts in pairs for story in read_stories(name, float(counts))]
    stories += [*read_kinds(options.copies, options.kinds), *read_cases(options.cases)]
    random.Random(SEED).shuffle(stories)
    reader = build(PersonWeights({}, {}))
    for story in stories:
        collect_mentions(story, reader)
    print(len(stories), "stories,", sum(len(story.rows) for story in stories), "possible names")
    score = Score()
    if options.parts:
        parts = split_stories(stories, options)
        for part in parts:
            finder = build(fit_both([story for other in parts if other is not part for story in other]))
            for story in part:
                score.add(story, finder)
        score.show()
    if options.errors:
        options.errors.write_text("\n".join(sorted(score.errors)) + "\n", encoding="utf-8")
    if options.write:
        write(fit_both(stories), len(stories), len({story.language for story in stories}))


def write(weights: PersonWeights, stories: int, languages: int) -> None:
    """Write the table of weights."""
    head = (
        "# What evidence for and against a person weighs, in log-odds. Made by tests/quality/fit_persons.py.\n"
        f"# Fitted to {stories:,} stories and sentences in {languages} languages whose persons were marked.\n"
    )
    OUT.write_text(head + format_person_weights(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
