"""How soon the preview shows what was saved, and whether it misses anything: `python tests/benchmark/preview.py`.

Lays an archive in a folder in memory, starts `backfile serve` on it with a warm cache, edits articles at irregular
pauses and waits for each edit in Chromium, and runs a script of changes of all kinds (tests/support/changes.py), each
waited for through HTTP. Leaves with exit code 1 where a change was missed; a bar that is missed is only told.
"""

import argparse
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
from stories import story

sys.path.insert(0, str(corpus.ROOT / "tests"))
from support.browser import CHROMIUM, QUIET
from support.changes import GIT, Changes
from support.serving import Preview

_MEMORY = Path("/dev/shm")
_DAY = "1732147200"
_STARTS = 3
# Edits to one article before the next is looked at, and seconds between edits: some fall into whole passes.
_ON_A_PAGE, _PAUSES = 5, (0.2, 3.0)
_START, _MEDIAN, _WORST = 1.0, 0.150, 0.500
_LONGEST = 10.0


def main():
    """Measure what is asked for."""
    asked = _asked()
    folder = Path(tempfile.mkdtemp(prefix="backfile-preview-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    root = folder / "archive"
    try:
        _tell("laying the archive …")
        stories = _lay(asked, root)
        changes = Changes(root, seed=asked.seed)
        if asked.changes:
            changes.lay()
        rows = [_starts(root, is_built=False), _starts(root, is_built=True)]
        shutil.rmtree(root / "output")
        preview = _serving(root)
        try:
            if asked.edits:
                rows += _edits(preview, stories, asked)
                _tell("\n".join(_table(rows, markdown=False)))
            if asked.changes:
                _tell(f"making {asked.changes:,} changes …")
                rows.append(_missed(changes, changes.make(asked.changes, preview.asks, tell=_count)))
        finally:
            preview.ends()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    told = [f"{len(stories):,} articles, {machine}{load}", *map(str, changes.missed)]
    sys.stdout.write("\n".join(["", *_table(rows, markdown=asked.markdown), "", *told, ""]))
    return 1 if changes.missed else 0


def _asked():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python tests/benchmark/preview.py",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=9903, metavar="N", help="so many made stories (default: 9,903)")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="another corpus, with content/ in it")
    parser.add_argument("--edits", type=int, default=50, metavar="N", help="so many edits (default: 50)")
    parser.add_argument("--changes", type=int, default=1000, metavar="N", help="so many changes (default: 1,000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another order of chance (default: 1)")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    asked = parser.parse_args()
    if asked.corpus and not (asked.corpus / "content/articles").is_dir():
        parser.error(f"{asked.corpus} has no content/articles")
    if asked.edits and not CHROMIUM:
        parser.error("there is no chromium to see edits in; --edits 0 measures without")
    return asked


def _lay(asked, root):
    """Lay the archive; the files of its articles."""
    if asked.corpus:
        shutil.copytree(asked.corpus / "content", root / "content")
    else:
        for number in range(asked.count):
            one = story(number)
            place = root / f"content/articles/{number // 1000}/{one.slug}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(one.markdown, encoding="utf-8")
        (root / "content/site.toml").write_text(corpus.SITE, encoding="utf-8")
    return sorted((root / "content/articles").rglob("*.md"))


def _serving(root):
    """A preview that answers."""
    preview = Preview(root, SOURCE_DATE_EPOCH=_DAY)
    while True:
        try:
            if preview.asks("/")[0] == 200:
                return preview
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.02)
        assert preview.process.poll() is None, "serve has ended"


def _starts(root, *, is_built):
    """How long `serve` takes from its start to the first page, with a warm cache: where a build has left a site or not.

    What a build has left is shown until the archive was gone through.
    """
    if is_built:
        command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--quiet", "--no-search"]
        subprocess.run(command, check=True, cwd=corpus.ROOT)
    _tell(f"starting, {'with a site that was built' if is_built else 'first without a cache'} …")
    times = []
    for _ in range(1 + _STARTS):
        began = time.monotonic()
        preview = _serving(root)
        times.append(time.monotonic() - began)
        preview.falls_silent()
        time.sleep(2)  # what is found in the first pass is kept
        preview.ends()
    times = times[1:]
    what = "a site was built before" if is_built else "none was"
    return f"start of serve to the first page; {what}", _spread(times), f"≤ {_START:g} s", max(times) <= _START


def _edits(preview, stories, asked):
    """How long it takes from saving an article to the browser showing it."""
    from playwright.sync_api import sync_playwright

    _tell(f"making {asked.edits:,} edits …")
    chance, times = random.Random(asked.seed), []
    time.sleep(3)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page()
        for n in range(asked.edits):
            if n % _ON_A_PAGE == 0:
                place = chance.choice(stories)
                slug = re.search(r'^slug: "?([^"\n]+)', place.read_text(encoding="utf-8"), re.MULTILINE)[1]
                page.goto(f"{preview.url}articles/{slug}.html")
            time.sleep(chance.uniform(*_PAUSES))
            times.append(_edit(page, place, f"Edition{n}z", is_title=n % 3 == 2))
        browser.close()
    kind = f"from saving to the browser, {asked.edits:,} edits"
    median, worst = statistics.median(times), max(times)
    return [
        (f"{kind}: median", f"{median * 1000:.0f} ms", f"≤ {_MEDIAN * 1000:.0f} ms", median <= _MEDIAN),
        (f"{kind}: worst", f"{worst * 1000:.0f} ms", f"≤ {_WORST * 1000:.0f} ms", worst <= _WORST),
    ]


def _edit(page, place, word, *, is_title):
    """Save an article with a new word in its headline or its text; how long until the page has it."""
    text = re.sub(r" ?Edition\d+z", "", place.read_text(encoding="utf-8"))
    if is_title:
        text = re.sub(r'^(title: "?[^"\n]*)', rf"\1 {word}", text, count=1, flags=re.MULTILINE)
    else:
        text = f"{text.rstrip()} {word}\n"
    began = time.monotonic()
    place.write_text(text, encoding="utf-8")
    shows = "w => document.body && document.body.textContent.includes(w)"
    page.wait_for_function(shows, arg=word, polling="raf", timeout=_LONGEST * 1000)
    return time.monotonic() - began


def _missed(changes, made):
    """How many changes were not served in time."""
    kinds = len(changes.kinds)
    waits = f"; until served: {_spread(changes.waits)}"
    without = "" if GIT else ", without git"
    return (
        f"{made:,} changes of {kinds} kinds{without}, missed",
        f"{len(changes.missed)}{waits}",
        "0",
        not changes.missed,
    )


def _spread(times):
    return f"{statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})"


def _table(rows, *, markdown):
    """The table, a line each."""
    cells = [("work", "measured", "bar", ""), *((*row[:3], "met" if row[3] else "missed") for row in rows)]
    if markdown:
        return [f"| {' | '.join(one)} |" for one in (cells[0], ("---",) * 4, *cells[1:])]
    widths = [max(len(one[n]) for one in cells) for n in range(4)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(one, widths, strict=True)).rstrip() for one in cells]


def _count(made):
    """Say how far it is, now and then."""
    if made % 25 == 0:
        _tell(f"… {made:,}")


def _tell(line):
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
