"""What is measured: each row is a kind of work, run by both programs in turn so that noise hits both.

A row gets the laid corpora and tells what each run cost. What is done between runs (deleting, editing) is not timed.
What a run must have done is checked beside; what is wrong goes to `faults`.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import programs
from programs import Cost
from stories import GIVEN, person

_WORDS = "Lantern keepers met {0} times behind the customs house."


@dataclass
class Bench:
    """The corpora in a folder, Hugo where it is there, how many runs, and what was found wrong."""

    folder: Path
    runs: int
    hugo: Path | None
    on_disk: bool = False
    grown: Path | None = None  # a larger corpus
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    edits: int = 0

    def check(self, holds, fault):
        """Note a fault where something does not hold."""
        if not holds:
            self.faults.append(fault)

    def backfile(self, root=None, **options):
        """Build the archive."""
        return self._run(programs.backfile_build(root or self.folder), **options)

    def other(self, folder=None, **options):
        """Build the Hugo site; None where there is no Hugo."""
        site = (folder or self.folder) / "hugo"
        return self._run(programs.hugo_build(self.hugo, site), **options) if self.hugo else None

    def _run(self, command, **options):
        if self.on_disk:
            os.sync()  # what was written before is not this run's
        return programs.run(command, **options)

    def article(self, base):
        """One article's file in the middle of the corpus: the same in both."""
        files = sorted((base / "content/articles").rglob("*.md"))
        return files[len(files) // 2]

    def page(self, output, slug):
        """The text of the page of an article."""
        found = next(output.joinpath("articles").rglob(f"{slug}.html"), None)
        return found.read_text(encoding="utf-8") if found else ""


@dataclass
class Row:
    """A kind of work: its name, what it is, the bar for Backfile's median in Hugo's, and both programs' runs.

    `against` names the row whose Hugo runs are the measure where Hugo does no such work itself.
    """

    name: str
    work: str
    bar: float | None = None
    ours: list[Cost] = field(default_factory=list)
    theirs: list[Cost] = field(default_factory=list)
    memory: bool = False

    def add(self, ours, theirs):
        """Enter a run of each."""
        self.ours.append(ours)
        self.theirs += [theirs] if theirs else []


def prepare(bench):
    """Build both once, so that what files say is in memory and the register is there; check the pages."""
    first, _ = bench.backfile(), bench.other()
    ours, theirs = _pages(bench.folder / "output"), _pages(bench.folder / "hugo/public")
    stories = len(list((bench.folder / "content/articles").rglob("*.md")))
    bench.check(len(ours) == stories, f"Backfile made {len(ours)} pages of {stories} articles")
    if bench.hugo:
        bench.check(ours == theirs, f"Backfile has {len(ours)} article pages and Hugo {len(theirs)}, or other ones")
    bench.notes.append(f"first build of all, without a register: {first.wall:.2f} s")
    for name, folder in (("Backfile", "output"), ("Hugo", "hugo/public")):
        files = [path.stat().st_size for path in (bench.folder / folder).rglob("*") if path.is_file()]
        if files:
            bench.notes.append(f"{name} makes {len(files):,} files, {sum(files) / 1e6:.1f} MB")


def cold(bench):
    """All pages, with neither caches nor an older site."""
    row = Row("cold", "cold build, caches and output removed", 0.6)
    for _ in range(bench.runs):
        _clear(bench.folder)
        row.add(bench.backfile(), bench.other())
    return row


def none(bench):
    """Nothing has changed."""
    row = Row("none", "no change", 0.1)
    bench.backfile(), bench.other()
    for _ in range(bench.runs):
        row.add(bench.backfile(), bench.other())
    return row


def body(bench):
    """A sentence more in one article."""
    row = Row("body", "one article’s text edited, fresh process", 0.1)

    def edit(text, number):
        end = text.index("\n---", 3) + 5
        return f"{text[:end]}\n{_WORDS.format(number)}\n{text[end:]}"

    return _edited(bench, row, edit, _WORDS.format)


def tags(bench):
    """Other countries and persons for one article."""
    row = Row("tags", "one article’s countries and people edited", 0.1)

    def edit(text, number):
        for key, values in (("countries", ["NO", "PT"]), ("people", [new(number), person(0)])):
            text = re.sub(rf"(?m)^{key}:.*\n(?:(?:- |  ).*\n)*", "", text)
            text = text.replace("---\n", f"---\n{key}: {json.dumps(values)}\n", 1)
        return text

    def new(number):
        return f"{GIVEN[number % len(GIVEN)]} Ferrandino"

    return _edited(bench, row, edit, new)


def _edited(bench, row, edit, shows):
    """Runs behind an edit each, of which the page must tell."""
    bench.backfile(), bench.other()
    for _ in range(bench.runs):
        bench.edits += 1
        for base in (bench.folder, bench.folder / "hugo"):
            path = bench.article(base)
            path.write_text(edit(path.read_text(encoding="utf-8"), bench.edits), encoding="utf-8")
        row.add(bench.backfile(), bench.other())
        slug = _slug(bench.article(bench.folder))
        for name, output in (("Backfile", "output"), ("Hugo", "hugo/public")):
            if name == "Backfile" or bench.hugo:
                there = shows(bench.edits) in bench.page(bench.folder / output, slug)
                bench.check(there, f"{row.name}: the edit is not on {name}’s page {slug}.html")
    return row


def growth(bench):
    """Ten times as many stories, against as many times the time."""
    row = Row("growth", "cold build of ten times as many stories")
    for _ in range(max(1, bench.runs // 2)):
        _clear(bench.grown)
        row.add(bench.backfile(bench.grown), bench.other(bench.grown))
    _clear(bench.grown)
    peak = bench.backfile(bench.grown, memory=True)
    held = f"{peak.memory / 1e6:,.0f} MB ({peak.kind})"
    bench.notes.append(f"ten times as many stories: Backfile’s processes hold {held} at most (bar: 1,500 MB)")
    return row


def pages(bench):
    """From saved pages to the site; Hugo builds the Markdown that is there."""
    row = Row("pages", "from saved pages, nothing ingested before, to the finished site (Hugo: of ready Markdown)", 4)
    root = bench.folder / "saved"
    for _ in range(bench.runs):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(bench.folder / "pages", root / "content/sources")
        shutil.copy(bench.folder / "content/site.toml", root / "content/site.toml")
        _clear(bench.folder, ours=False)
        row.add(bench.backfile(root), bench.other())
    saved, made = (sum(1 for path in (root / "content" / name).rglob("*.*")) for name in ("sources", "articles"))
    bench.notes.append(f"{made:,} articles came of {saved:,} saved pages")
    bench.check(made, "no article came of the saved pages")
    shutil.rmtree(root)
    return row


def everything(bench):
    """All parts of the site that can be switched on."""
    row = Row("everything", "cold build with all of [output] on (Hugo: the same as before)")
    settings = bench.folder / "content/site.toml"
    before = settings.read_text(encoding="utf-8")
    switches = re.sub(r"(?m)^(\w+ = )false", r"\1true", before)
    settings.write_text(switches, encoding="utf-8")
    for _ in range(bench.runs):
        _clear(bench.folder)
        row.add(bench.backfile(), bench.other())
    settings.write_text(before, encoding="utf-8")
    return row


def memory(bench):
    """The most that all processes of a cold build hold at once; these runs are not timed."""
    row = Row("memory", "peak memory of all processes, cold build", 1, memory=True)
    for _ in range(bench.runs):
        _clear(bench.folder)
        row.add(bench.backfile(memory=True), bench.other(memory=True))
    return row


def compare(bench):
    """After all that was done the site must be what a build from nothing makes of a copy, to the byte."""
    bench.backfile()
    copy = bench.folder / "copy"
    shutil.copytree(bench.folder / "content", copy / "content")
    bench.backfile(copy)
    ours, clean = _files(bench.folder / "output"), _files(copy / "output")
    differ = [name for name in sorted({*ours, *clean}) if ours.get(name) != clean.get(name)]
    bench.check(not differ, f"{len(differ)} files are not what a clean build makes, {', '.join(differ[:3])} among them")
    shutil.rmtree(copy)


def _clear(base, *, ours=True):
    """Remove sites and caches."""
    for name in (*(("output", ".backfile") if ours else ()), "hugo/public", "hugo/resources"):
        shutil.rmtree(base / name, ignore_errors=True)


def _pages(output):
    """The names of all article pages, without lists."""
    found = {path.stem for path in (output / "articles").rglob("*.html") if path.parent.name != "page"}
    return found - {"index"}


def _slug(path):
    """The slug in an article's front matter, or else the name of its file."""
    found = re.search(r'(?m)^slug: *"?([\w-]+)', path.read_text(encoding="utf-8"))
    return found[1] if found else path.stem


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ROWS = {row.__name__: row for row in (cold, none, body, tags, everything, pages, memory, growth)}
USUAL = [name for name in ROWS if name != "growth"]
