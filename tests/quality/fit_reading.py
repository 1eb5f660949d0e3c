"""Fit the reader to saved pages whose stories are known, and measure it on publishers that it was not fitted to.

usage, in tests/: python -m quality.fit_reading SETS SCORER [--html] [--folds 5] [--epochs 10] [--jobs 2]
                  [--keep FOLDER]

SETS     a folder with NAME.input.jsonl.gz and NAME.gold.jsonl.gz of the sets below, and the gold of pages-fields
--html   fit the reader of pages with marks to the HTML sets (NAME.tar.gz, a page a file, and NAME.gold.jsonl.gz)
SCORER   a folder with eval_segment.py, which says how bodies are compared
--keep   a folder for what was fitted in each fold, so that a run that was stopped goes on

Writes generator/ingest/reading/data/fitted.py and figures.md beside it; with --html fitted_to_marks.py and
figures-html.md. Rows of one publisher stand in one fold, also
if a page was made of several. Nothing of the texts is kept but weights of words that ten publishers or more use.
"""

import argparse
import collections
import gzip
import hashlib
import importlib
import json
import math
import multiprocessing
import pickle
import re
import sys
import tarfile
import time
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from quality import make_pages, material
from quality.html_pages import HtmlPage, decode_html, make_html_pages
from quality.network_training import fit_ranking, fit_rows, fit_units, round_rows
from quality.reading_gold import label_units
from quality.reading_pages import GoldPage
from quality.reading_pages import make_pages as make_more

from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import EMPTY_CONTEXT
from generator.ingest.reading import judge
from generator.ingest.reading import mark_pieces as marked
from generator.ingest.reading import model as models
from generator.ingest.reading import pieces as parts
from generator.ingest.reading.features import measure_units
from generator.ingest.reading.mark_features import LEVELS, split_names
from generator.ingest.reading.network import run_network
from generator.ingest.reading.read_stories import prepare_page, read_stories
from generator.ingest.reading.units import gather_units
from generator.ingest.reading.vocabulary import build_vocabulary, split_words

DATA = Path(__file__).parents[2] / "generator/ingest/reading/data"
LINE = 112
SINGLE = ("pages-single-1", "pages-single-2")
HTML, HTML_MULTI = "pages-html", "pages-html-multi"
HTML_SETS = (HTML, HTML_MULTI)
TEXT_SETS = (*SINGLE, "pages-multi", "pages-lists", "bodies-single", "bodies-multi")
SETS = (*TEXT_SETS, *HTML_SETS)
OWN = ("quality", "cases")
# How much a page of a set weighs when gaps and pieces are decided.
WEIGHTS = {"quality": 0.6, "cases": 0.6, "pages-multi": 3.0, "bodies-multi": 3.0, HTML: 3.0, HTML_MULTI: 3.0}
LIST_WEIGHT = 4.0
# Words that so many publishers have, and so many of them.
FEWEST_PUBLISHERS, MOST_WORDS, MOST_NAMES = 10, 12_000, 4_000
LEAST_WEIGHT, MOST_WEIGHT = 0.15, 3.0
# A piece is a story if it shares so much of its words with a true body.
LIKE = 0.5
LONGEST_TITLE = 300
BINS = (0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.01)


class Sample(msgspec.Struct):
    """A page to fit to or to measure on, with what is right for it."""

    id: str
    set: str
    kind: str
    fold: int
    publisher: str
    text: str | bytes
    bodies: list
    titles: list | None
    row: dict
    units: list = []
    owners: list = []
    headlines: list | None = None
    page: object = None
    runs: list = []
    gaps: tuple = ()


def main():
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--measure-only", action="store_true")
    parser.add_argument("--html", action="store_true")
    given = parser.parse_args()
    sys.path.append(str(given.scorer))
    scorer = importlib.import_module("eval_segment")
    load = load_html_samples if given.html else load_samples
    samples = prepare(load(given.sets, given.folds))
    print(len(samples), "pages,", sum(len(one.units) for one in samples), "units", flush=True)  # noqa: T201
    fitted = fit_folds(samples, given)
    whole = fitted.pop(None, None)
    for fold, network in fitted.items():
        look_at([one for one in samples if one.fold == fold or (fold == 0 and one.fold < 0)], *network)
    scores, readers = [], {}
    for fold, network in fitted.items():
        readers[fold] = build_reader([one for one in samples if one.fold != fold], *network)
        scores += score_pieces([one for one in samples if one.fold == fold], readers[fold])
        print("fold", fold, flush=True)  # noqa: T201
    calibration = calibrate(scores)
    readers = {fold: msgspec.structs.replace(reader, calibration=calibration) for fold, reader in readers.items()}
    if given.keep:
        (given.keep / "readers.pickle").write_bytes(pickle.dumps(readers))
    rows = measure_folds([one for one in samples if one.set in SETS], readers, scorer, given.jobs)
    figures = report(rows, scores, calibration)
    print(figures)  # noqa: T201
    if whole is None:
        return
    reader = msgspec.structs.replace(build_reader(samples, *whole), calibration=calibration)
    write_model(reader)
    (DATA / ("figures-html.md" if given.html else "figures.md")).write_text(figures, encoding="utf-8")


def write_model(reader):
    """Write the model as a module of the program."""
    packed = models.pack_model(reader)
    lines = [f'    "{packed[at : at + LINE]}"' for at in range(0, len(packed), LINE)]
    what = "reader" if reader.names is None else "reader of pages with marks"
    text = "\n".join(
        [
            f'"""What the {what} was fitted to; written by tests/quality/fit_reading.py."""',
            "",
            "FITTED = (" if reader.names is None else "FITTED_TO_MARKS = (",
            *lines,
            ")",
            "",
        ]
    )
    name = "fitted.py" if reader.names is None else "fitted_to_marks.py"
    (DATA / name).write_text(text, encoding="utf-8")


# The pages


def load_samples(folder, folds):
    """All pages, each in a fold by its publisher; the project's own are in none, so that all are fitted to them."""
    sets = {
        name: (read_rows(folder, f"{name}.input"), {row["id"]: row for row in read_rows(folder, f"{name}.gold")})
        for name in TEXT_SETS
    }
    fields = {row["id"]: row for row in read_rows(folder, "pages-fields.gold")}
    publishers = {row["id"].split(".")[0]: row["publisher"] for name in SINGLE for row in sets[name][1].values()}
    groups = Groups()
    for row in sets["pages-multi"][1].values():
        for page in row["pages"]:
            groups.join(publishers[page], publishers[row["pages"][0]])
    samples = []
    for name, (inputs, gold) in sets.items():
        for row in inputs:
            right = gold[row["id"]]
            publisher = publisher_of(name, right, publishers)
            fold = int(hashlib.md5(groups.find(publisher).encode()).hexdigest(), 16) % folds
            titles = right.get("titles")
            if name in SINGLE:
                field = fields.get(row["id"].split(".")[0])
                titles = [field["title"]] if field and field["title"] and field["title_printed"] else None
            kind = right.get("kind") or ""
            samples.append(
                Sample(
                    row["id"],
                    name,
                    kind,
                    0 if name.startswith("bodies") else fold,
                    publisher,
                    row["text"],
                    right["bodies"],
                    titles,
                    right,
                )
            )
    samples += make_samples(samples, folds, SINGLE, GoldPage, make_more)
    return samples + load_own()


def load_html_samples(folder, folds):
    """All HTML pages, each in a fold by its publisher; a page made of several in that of all their publishers."""
    gold = {name: {row["id"]: row for row in read_rows(folder, f"{name}.gold")} for name in HTML_SETS}
    titles = {row["id"]: row["title"] for row in read_rows(folder, "pages-fields.gold")}
    publishers = {body[:80]: row["publisher"] for row in gold[HTML].values() for body in row["bodies"]}
    groups, samples = Groups(), []
    for row in gold[HTML_MULTI].values():
        for body in row["bodies"]:
            groups.join(publishers[body[:80]], publishers[row["bodies"][0][:80]])
    for name in HTML_SETS:
        for page, data in read_pages(folder, name):
            row = gold[name].get(page)
            if row is None:  # a page of other measures
                continue
            publisher = row.get("publisher") or publishers[row["bodies"][0][:80]]
            fold = int(hashlib.md5(groups.find(publisher).encode()).hexdigest(), 16) % folds
            title = [titles[page]] if titles.get(page) else None
            kind = row.get("kind") or ""
            samples.append(Sample(page, name, kind, fold, publisher, data, row["bodies"], title, row))
    return samples + make_samples(samples, folds, (HTML,), HtmlPage, make_html_pages)


def make_samples(samples, folds, sets, page_type, make_pages):
    """Pages made of those of `sets`, each of pages of one fold, and in that fold."""
    made = []
    for fold in range(folds):
        real = [
            page_type(one.id, "", one.text, tuple(one.bodies), tuple(one.titles) if one.titles else None)
            for one in samples
            if one.fold == fold and one.set in sets
        ]
        for page in make_pages(real, seed=fold):
            text = page.data if page_type is HtmlPage else page.text
            titles = list(page.titles) if page.titles else None
            made.append(
                Sample(
                    f"{fold}-{page.id}", "made", page.kind, fold, f"made {fold}", text, list(page.bodies), titles, {}
                )
            )
    return made


def read_pages(folder, name):
    """The names and bytes of a set of HTML pages, in order."""
    with tarfile.open(folder / f"{name}.tar.gz") as archive:
        pages = [(Path(member.name).stem, archive.extractfile(member).read()) for member in archive if member.isfile()]
    return sorted(pages)


def read_document(one):
    """The document of a page."""
    if isinstance(one.text, bytes):
        return decode_html("page.html", one.text)
    return decode("page.txt", one.text.encode()).value


def load_own():
    """The pages of the project's own tests."""
    samples = [
        Sample(
            page.name,
            "quality",
            page.kind,
            -1,
            "quality",
            page.text,
            ["\n\n".join(story.paragraphs) for story in page.stories],
            None,
            {},
        )
        for page in make_pages.bodies(material.load())
    ]
    cases = importlib.import_module("test_cases")
    for case in cases.CASES:
        text, _, result = case.read_text(encoding="utf-8").partition("\n=====\n")
        stories = cases.wanted(result)
        titles = [fields["title"][0] for fields, _ in stories if "title" in fields]
        samples.append(
            Sample(
                case.stem,
                "cases",
                "case",
                -1,
                "cases",
                text,
                ["\n\n".join(body) for _, body in stories],
                titles or None,
                {},
            )
        )
    return samples


def read_rows(folder, name):
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def publisher_of(name, right, publishers):
    """The publisher of a row; the site of a list is one if it is part of its name."""
    if name in SINGLE:
        return right["publisher"]
    if name == "pages-multi":
        return publishers[right["pages"][0]]
    if name == "pages-lists":
        return next((one for one in sorted(set(publishers.values())) if right["site"] in one), right["site"])
    return name


class Groups:
    """Publishers that share a page, joined."""

    def __init__(self):
        self.above = {}

    def find(self, name):
        while self.above.get(name, name) != name:
            name = self.above[name]
        return name

    def join(self, name, other):
        self.above[self.find(name)] = self.find(other)


def prepare(samples):
    """Give each page its units and what is right for each; pages without units are left out."""
    for one in samples:
        document = read_document(one)
        one.units = gather_units(document) if document else []
        texts = [unit.text for unit in one.units]
        one.owners = label_units(texts, one.bodies)
        if one.titles:
            one.headlines = [
                len(text) < LONGEST_TITLE and any(is_same_title(text, title) for title in one.titles) for text in texts
            ]
    return [one for one in samples if one.units]


def is_same_title(text, title):
    """Whether both have the same words but for a fifth."""
    first, second = re.findall(r"\w+", text.lower()), re.findall(r"\w+", title.lower())
    shared = sum((collections.Counter(first) & collections.Counter(second)).values())
    return bool(first) and shared >= 0.8 * max(len(first), len(second))


# What is fitted


def fit_folds(samples, given):
    """What is fitted for each fold, and for none (all pages), by number; `jobs` processes share the work."""
    folds = [*range(given.folds), *([] if given.measure_only else [None])]
    with multiprocessing.get_context("fork").Pool(given.jobs, _share, (samples, given)) as pool:
        return dict(zip(folds, pool.map(_fit_shared, folds, chunksize=1), strict=True))


_shared = []


def _share(*given):
    _shared[:] = given


def _fit_shared(fold):
    samples, given = _shared
    return fit_fold(samples, fold, given)


def fit_fold(samples, fold, given):
    """The weights of words and the network, fitted to all pages but those of `fold`."""
    path = given.keep / f"fold-{fold}.pickle" if given.keep else None
    if path and path.exists():
        return pickle.loads(path.read_bytes())
    start = time.process_time()
    chosen = [one for one in samples if one.fold != fold or fold is None]
    real = [one for one in chosen if one.set in SETS]
    words = weigh_words(real)
    names = weigh_names(real) if given.html else None
    vocabulary = build_vocabulary(words)
    tables = [(measure_units(one.units, vocabulary, names), one) for one in chosen]
    layers = fit_units([(measures.table, *targets(one, measures)) for measures, one in tables], given.epochs, seed=1)
    print("network", fold, f"{time.process_time() - start:.0f} s", flush=True)  # noqa: T201
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps((words, layers, names)))
    return words, layers, names


def weigh_words(samples):
    """How much each word speaks for the page and against its story."""
    return weigh(samples, lambda unit: set(split_words(unit.text[:2000])), MOST_WORDS)


def weigh_names(samples):
    """How much each name of an element speaks for the page and against its story."""

    def list_names(unit):
        names, element = set(), unit.marks.element
        for _ in range(LEVELS):
            if element is not None:
                names.update(split_names(element.attributes))
                element = element.parent
        return names

    return weigh(samples, list_names, MOST_NAMES)


def weigh(samples, split, most):
    """Log-odds over publishers of what `split` lists for a unit, cut at both ends; those of `most` that say most."""
    page, body = collections.defaultdict(set), collections.defaultdict(set)
    for one in samples:
        for unit, owner in zip(one.units, one.owners, strict=True):
            for word in split(unit):
                (body if owner >= 0 else page)[word].add(one.publisher)
    weights = {}
    for word in {*page, *body}:
        outside, inside = len(page[word]), len(body[word])
        weight = math.log((outside + 0.7) / (inside + 0.7))
        if outside + inside >= FEWEST_PUBLISHERS and abs(weight) >= LEAST_WEIGHT:
            weights[word] = (abs(weight) * (outside + inside), max(-MOST_WEIGHT, min(MOST_WEIGHT, weight)))
    best = sorted(weights, key=lambda word: (-weights[word][0], word))[:most]
    return {word: round(weights[word][1] * models.WORD_STEP) / models.WORD_STEP for word in best}


def targets(one, measures):
    """What is right for each unit (text, first of a story, headline), and how much each answer weighs."""
    owners = np.array(one.owners)
    right, weight = np.zeros((len(owners), 3), np.float32), np.zeros((len(owners), 3), np.float32)
    right[:, 0] = owners >= 0
    weight[:, 0] = 0.5 + np.sqrt(measures.words) / 3
    weight[:, 0] *= 3 / np.sqrt(weight[:, 0].sum())
    for owner in set(one.owners) - {-1}:
        right[one.owners.index(owner), 1] = 1
    weight[:, 1] = (owners >= 0) * np.where(right[:, 1] > 0, 0.6, 0.09)
    if one.headlines and any(one.headlines):
        right[:, 2] = one.headlines
        weight[:, 2] = np.where(right[:, 2] > 0, 2, 0.4)
    return right, weight * (0.7 if one.set in OWN else 1)


def look_at(samples, words, layers, names):
    """Give each page what a network that was not fitted to it says."""
    vocabulary = build_vocabulary(words)
    for one in samples:
        measures = measure_units(one.units, vocabulary, names)
        one.page = prepare_page(judge.build_page(one.units, measures, run_network(layers, measures.table)))
        one.runs = parts.find_runs(one.page, judge.BODY)
        one.gaps = describe_gaps(one)


def describe_gaps(one):
    """The features of each gap of a page, whether a story begins behind it, and how much that weighs."""
    owners = [owner_of(one, run) for run in one.runs]
    rows = []
    for n in range(len(one.runs) - 1):
        above = next((owner for owner in reversed(owners[: n + 1]) if owner >= 0), -1)
        below = owners[n + 1]
        if below >= 0:
            rows.append((marked.describe_gap(one.page, one.runs, n), float(above != below), 1.0 if above >= 0 else 0.5))
    return tuple(rows)


def owner_of(one, run):
    """The story to which most words of a run belong, -1 if to none."""
    words = collections.Counter()
    for n in range(run.first, run.last + 1):
        words[one.owners[n]] += one.page.words[n] + 0.1
    owner, most = words.most_common(1)[0]
    return owner if most > LIKE * words.total() else -1


def build_reader(samples, words, layers, names):
    """A model whose later steps are fitted to `samples`, by what networks not fitted to them say."""
    reader = models.Model(words, build_vocabulary(words), layers, (), (), (), names=names)
    gaps = [(row, right, weight * WEIGHTS.get(one.set, 1)) for one in samples for row, right, weight in one.gaps]
    reader = msgspec.structs.replace(reader, gaps=fit_rows(gaps, hidden=24, epochs=12, seed=1))
    pieces, rankings = [], []
    for one in samples:
        cut, odds = judge.cut_runs(one.page, one.runs, reader)
        floor = 0
        for n, piece in enumerate(cut):
            like = likeness(one, piece)
            weight = LIST_WEIGHT if one.set == "pages-lists" else WEIGHTS.get(one.set, 1)
            pieces.append((marked.describe_piece(one.page, cut, n, odds), float(like > LIKE), weight))
            if like > LIKE and one.headlines and (ranking := describe_headlines(one, piece, floor)):
                rankings.append(ranking)
            floor = piece[-1].last + 1
    return msgspec.structs.replace(
        reader,
        pieces=fit_rows(pieces, hidden=20, epochs=25, seed=1),
        headlines=fit_ranking(rankings, hidden=20, epochs=20, seed=1),
    )


def describe_headlines(one, piece, floor):
    """The features of all lines that may be the headline of a piece, and which are."""
    rows = marked.list_headlines(one.page, piece, floor)
    right = np.array([one.headlines[n] for n in rows], np.float32)
    return (round_rows(marked.describe_candidates(one.page, piece, rows)), right) if right.any() else None


def likeness(one, piece):
    """How much a piece has in common with the true body that is most like it, by words."""
    words = collections.Counter()
    for run in piece:
        for n in range(run.first, run.last + 1):
            words[one.owners[n]] += one.page.words[n]
    best = 0.0
    for owner in set(words) - {-1}:
        size = sum(count for count, own in zip(one.page.words, one.owners, strict=True) if own == owner)
        best = max(best, 2 * words[owner] / (words.total() + size))
    return best


# What is measured


def measure_folds(samples, readers, scorer, jobs):
    """What the reader that was not fitted to it makes of each page, `jobs` processes sharing the work."""
    with multiprocessing.get_context("fork").Pool(jobs, _share, (samples, readers, scorer)) as pool:
        rows = pool.map(_measure_shared, range(len(samples)), chunksize=50)
    return [row | {"sample": one} for row, one in zip(rows, samples, strict=True)]


def _measure_shared(n):
    samples, readers, scorer = _shared
    one = samples[n]
    one.page = None
    return measure(one, readers[max(one.fold, 0)], scorer)


def score_pieces(samples, reader):
    """For each piece of real pages: its log-odds to be a story, and whether it is."""
    scores = []
    for one in samples:
        cut, odds = judge.cut_runs(one.page, one.runs, reader)
        if cut and one.set in SETS:
            logits = judge.judge_pieces(one.page, cut, odds, reader)
            scores += [(logit, likeness(one, piece) > LIKE) for logit, piece in zip(logits, cut, strict=True)]
    return scores


def calibrate(scores):
    """Slope and shift that turn log-odds into those that hold, by Newton's method."""
    x, y = np.array([score for score, _ in scores]), np.array([right for _, right in scores], float)
    table = np.stack([x, np.ones(len(x))], axis=1)
    line = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-table @ line))
        slope = table.T @ (y - p) - 1e-3 * line
        bend = (table * (p * (1 - p))[:, None]).T @ table + 1e-3 * np.eye(2)
        line = line + np.linalg.solve(bend, slope)
    return round(float(line[0]), 4), round(float(line[1]), 4)


def measure(one, reader, scorer):
    """What the reader makes of a page, beside what is right."""
    document = read_document(one)
    stories = [story for _, story in read_stories(document, EMPTY_CONTEXT, reader)]
    bodies = [story.text for story in stories if story.text.strip()]
    pairs = scorer.match([scorer.shingles(body) for body in bodies], [scorer.shingles(body) for body in one.bodies])
    main = max(stories, key=lambda story: len(story.text), default=None)
    title = None
    if one.set in (*SINGLE, HTML) and one.titles:
        title = bool(main) and is_same_title(main.printed.title, one.titles[0])
    return {"row": (one.id, pairs, len(bodies), len(one.bodies)), "title": title}


def report(rows, scores, calibration):
    """The figures as a Markdown page."""
    lines = [
        "# Figures of the reader",
        "",
        "Cross-validated: each page read by a reader fitted to other publishers.",
        "",
    ]
    lines += ["| set | body F1 | found F1 | right count | pages |", "|---|---|---|---|---|"]
    groups = collections.defaultdict(list)
    for row in rows:
        one = row["sample"]
        names = [one.set]
        if one.set in ("pages-multi", "pages-lists", HTML_MULTI):
            names.append(f"{one.set}, {one.kind}")
        if one.set in (SINGLE[0], HTML):
            names += [
                f"{one.set}, {one.kind}",
                f"{one.set}, gold {one.row.get('clean')}",
                f"{one.set}, {one.row.get('language')}",
            ]
        for name in names:
            groups[name].append(row["row"])
    for name, group in sorted(groups.items()):
        lines.append(figure_line(name, group))
    titles = [row["title"] for row in rows if row["title"] is not None and row["sample"].set in (SINGLE[0], HTML)]
    lines += ["", f"Headline right: {sum(titles) / max(1, len(titles)):.3f} of {len(titles)}", ""]
    lines += [
        "## Reliability",
        "",
        f"Slope and shift: {calibration}.",
        "",
        "| said | mean | are stories | pieces |",
        "|---|---|---|---|",
    ]
    chances = [(judge.to_probability(score, calibration), right) for score, right in scores]
    for low, high in pairwise(BINS):
        inside = [(chance, right) for chance, right in chances if low <= chance < high]
        if inside:
            said, true = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            lines.append(f"| {low} to {min(high, 1)} | {said:.3f} | {true:.3f} | {len(inside)} |")
    lines += ["", "| published from | are no stories | stories not published |", "|---|---|---|"]
    for least in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        above = [right for chance, right in chances if chance >= least]
        lost = sum(right for chance, right in chances if chance < least) / max(1, sum(right for _, right in chances))
        lines.append(f"| {least} | {1 - sum(above) / max(1, len(above)):.4f} | {lost:.4f} |")
    return "\n".join(lines) + "\n"


def figure_line(name, rows):
    """A line of the table, by the arithmetic of the scorer."""
    empty = [row for row in rows if row[3] == 0]
    if len(empty) == len(rows):
        return f"| {name} | – | – | {sum(row[2] == 0 for row in empty) / len(empty):.3f} | {len(rows)} |"
    scores = [score for _, pairs, _, _ in rows for score in pairs]
    precisions = [score[0] for score in scores if score[3]]
    p = sum(precisions) / max(1, len(precisions))
    r = sum(score[1] for score in scores) / len(scores)
    hits = sum(score[2] >= 0.8 for score in scores)
    made = sum(row[2] for row in rows)
    f = 2 * hits / max(1, made + len(scores))
    count = sum(row[2] == row[3] for row in rows) / len(rows)
    return f"| {name} | {2 * p * r / max(1e-9, p + r):.3f} | {f:.3f} | {count:.3f} | {len(rows)} |"


if __name__ == "__main__":
    main()
