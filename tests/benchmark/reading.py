"""How long each stage of reading a saved page takes: `python tests/benchmark/reading.py FOLDER`, see --help.

FOLDER has saved pages of any kind. Each stage runs several times on each page, and the least counts: what other
programs on the machine take adds only. A whole page is read with empty caches, as in a first run.
"""

import argparse
import gc
import os
import sys
import time
from collections import defaultdict
from functools import _lru_cache_wrapper
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does, before numpy is imported
sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.ingest.cut import byte_accounting, lost_prose
from generator.ingest.cut.page_context import pack_line_checksums
from generator.ingest.cut.parse_page import parse_page
from generator.ingest.inputs.read_capture import read_capture
from generator.ingest.outline import build_outline
from generator.ingest.reading import boilerplate, bylines, judge
from generator.ingest.reading.features import measure_units
from generator.ingest.reading.model import load_model
from generator.ingest.reading.network import run_network
from generator.ingest.reading.read_stories import read_stories
from generator.ingest.reading.units import gather_units
from generator.model.capture import Capture, Media
from generator.text import date_tokens, dates, normalise

_KEPT_BY = (boilerplate, bylines, date_tokens, dates, normalise)


class _Stages:
    """Nanoseconds of processor time by stage, summed over pages."""

    def __init__(self, runs):
        self.sums = defaultdict(int)
        self._runs = runs

    def run(self, name, work, *arguments):
        """Return what `work` gives, and add the least time that it took."""
        times = []
        for _ in range(self._runs):
            start = time.process_time_ns()
            result = work(*arguments)
            times.append(time.process_time_ns() - start)
        self.sums[name] += min(times)
        return result


def main():
    """Print the milliseconds a page of each stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="saved pages, .txt and .html")
    parser.add_argument("--runs", type=int, default=3, help="so many runs of each stage (default: 3)")
    asked = parser.parse_args()
    gc.set_threshold(200_000, 50, 1000)  # as the program does
    captures = [_open(path) for path in sorted(asked.folder.rglob("*")) if path.suffix in {".txt", ".html"}]
    if not captures:
        parser.error(f"no pages in {asked.folder}")
    stages = _Stages(asked.runs)
    for capture in captures:
        _measure(stages, capture)
    _forget()
    start = time.process_time_ns()
    for capture in captures:
        parse_page(capture)
    stages.sums["a whole page, first run"] = time.process_time_ns() - start
    for name, total in stages.sums.items():
        sys.stdout.write(f"{total / len(captures) / 1e6:7.2f} ms  {name}\n")


def _open(path):
    media = Media.HTML if path.suffix == ".html" else Media.TEXT
    return Capture(path=path.name, payload=path.read_bytes(), media=media, is_packed=False)


def _measure(stages, capture):
    """Run the stages of one page one by one."""
    document = stages.run("decoding", read_capture, capture).value
    if document is None:
        return
    units = stages.run("units", gather_units, document)
    if not units:
        return
    model = load_model(marked=bool(document.marks))
    measures = stages.run("features", measure_units, units, model.vocabulary, model.names)
    outputs = stages.run("network", run_network, model.units, measures.table)
    stages.run("the page as a value", judge.build_page, units, measures, outputs)
    stories = stages.run("all of reading, from units on", read_stories, document)
    segments = [segment for segment, _ in stories]
    stages.run("byte accounting", byte_accounting.build_account, capture, document, segments)
    stages.run("lost prose", lost_prose.count_lost_prose, segments)
    stages.run("checksums of lines", pack_line_checksums, segments)
    stages.run("outlines", lambda: [build_outline(story) for _, story in stories])


def _forget():
    """Empty what functions keep of the lines they saw."""
    for module in _KEPT_BY:
        for value in vars(module).values():
            if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"]:
                value.cache_clear()


if __name__ == "__main__":
    main()
