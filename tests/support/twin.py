"""An archive that is built step by step, each time beside a copy of its content that is built from nothing.

    twin = Twin()
    twin.write("a", title="Rain on the Old Bridge", countries=["Norway"])
    twin.build()  # fails where anything differs from a clean build

What must be equal after each build: every file of `output/` and of `content/` to the byte, and everything that a
person is told. What was on the site already and has not changed must not have been written again.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import jinja2
import pytest

from generator import pipeline, report
from generator.archive import load_archive
from generator.model.errors import GeneratorError
from generator.preview import snapshot
from generator.preview.snapshot import PreviewSource
from generator.store import file_stats
from support.archive import SITE_TOML, Archive
from support.tables import TABLES

DAY = "2024-11-21"
BROKEN = "title: ["  # what cannot be read in an article's front matter
OWN = "CNAME"  # a file in output/ that is not ours
LONG_AGO = 10**18
PLAIN = "Forty people crossed on Friday, and the ferry was late by an hour."


@contextmanager
def hurried():
    """What takes most of the time of small builds and is not looked at here is left out.

    That is waiting for the disk, and compiling templates: the same source is compiled once.
    """

    made = {}
    compile_template = jinja2.Environment.compile

    def compiled(press, source, name, filename):
        key = type(press), source, name
        if key not in made:
            made[key] = compile_template(press, source, name, filename)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(os, "sync", lambda: None)
        patch.setattr(jinja2.Environment, "compile", compiled)
        yield


def new_folder():
    """A new folder, in memory where that is possible: disks are slow at making files."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="twin-", dir=memory if os.access(memory, os.W_OK) else None))


class Twin:
    """The archive, the copy, and the moves of all who work on an archive. `trusting`: see `settle`."""

    def __init__(self, *, trusting=True):
        self._folder = folder = new_folder()
        self.kept, self.clean = folder / "kept", folder / "clean"
        self.archive = Archive(self.kept, SITE_TOML)
        self.changed = set()  # what the last build changed in output/
        self._trusting = trusting
        self._probe = folder / "probe"

    # building

    def build(self, jobs=1):
        """Build both; fail where they differ."""
        self.settle()
        had = _stamped(self.kept / "output")
        self._copy()
        told = self._built(self.kept, jobs)
        expected = self._built(self.clean, jobs)
        assert told == expected
        output, pages = _files(self.kept / "output"), _files(self.clean / "output")
        output.pop(OWN, None)
        pages.pop(OWN, None)
        before = {name: data for name, (data, _) in had.items() if name != OWN}
        if told[0] == "failed":
            pages = before  # the last good site stays
        assert sorted(output) == sorted(pages)
        assert [name for name in pages if output[name] != pages[name]] == []
        _same(_files(self.kept / "content"), _files(self.clean / "content"))
        now = _stamped(self.kept / "output")
        again = [name for name in now if name in had and now[name][0] == had[name][0] and now[name] != had[name]]
        assert again == [], "written again without need"
        self.changed = {name for name in output.keys() | before.keys() if output.get(name) != before.get(name)}
        return told

    def settle(self):
        """Wait until the clock of files has moved on, so that the next change shows in a file's times.

        A trusting twin takes files of any age by their times, as a run does where they are older than some seconds.
        """
        file_stats._GRAIN_NS, file_stats._COMMON_GRAIN_NS = (-(10**10),) * 2 if self._trusting else _GRAINS
        times = set()
        while self._trusting and len(times) < 2:
            self._probe.write_bytes(b"")
            times.add(self._probe.stat().st_mtime_ns)

    def close(self):
        """Delete both, and put back how old a file must be to be taken by its times."""
        file_stats._GRAIN_NS, file_stats._COMMON_GRAIN_NS = _GRAINS
        shutil.rmtree(self._folder)

    def preview(self):
        """Go through the kept archive for another address, as `serve` does."""
        self._other(lambda: snapshot.load_snapshot(PreviewSource(self.kept, _URL, TABLES, lambda: DAY)))

    def look(self):
        """Check the kept archive, and ask what a build would write, as `deploy` does."""
        self._other(lambda: pipeline.check(load_archive(self.kept, TABLES), DAY))
        self._other(lambda: pipeline.find_unbuilt_files(load_archive(self.kept, TABLES), DAY))

    def _other(self, run):
        self.settle()
        try:
            run()
        except GeneratorError:
            return

    def _copy(self):
        """Lay the copy anew: content and templates. The site comes along only where a page may have to stay."""
        shutil.rmtree(self.clean, ignore_errors=True)
        for name in ("content", "templates", *(["output"] if self.broken() else [])):
            if (self.kept / name).exists():
                shutil.copytree(self.kept / name, self.clean / name)

    def _built(self, root, jobs):
        """What a build told: findings by place, or the error that ended it."""
        try:
            built = pipeline.build(load_archive(root, TABLES), DAY, jobs=jobs, search=False)
        except GeneratorError as error:
            return "failed", [str(error).replace(str(root), "ROOT")]
        holds = report.describe_build(built).split(";")[0]  # and not how many files were written
        return "built", [
            report.format_json(built.problems, {}, built.pending_paths),
            *report.describe_intake(built.intake),
            holds,
        ]

    # what is there

    def articles(self):
        """All article files, by path."""
        return sorted((self.kept / "content/articles").rglob("*.md"))

    def broken(self):
        """The article files that cannot be read."""
        return [path for path in self.articles() if BROKEN in path.read_text(encoding="utf-8")]

    def file(self, name):
        """The article file of this name."""
        return self.kept / f"content/articles/{name}.md"

    def entries(self):
        """The lines of the data export."""
        return self.archive.export() if (self.kept / "output/data/articles.jsonl").exists() else []

    # moves

    def write(self, name, body=PLAIN, **keys):
        """Write an article by hand."""
        self.archive.put(self.file(name).relative_to(self.kept).as_posix(), f"---\n---\n\n{body}\n")
        self.set(self.file(name), **keys)

    def set(self, file, **keys):
        """Set keys of an article's front matter; None takes a key away, `body` is what stands below."""
        file = file if isinstance(file, Path) else self.file(file)
        text = file.read_text(encoding="utf-8")
        for key, value in keys.items():
            if key == "body":
                text = f"{text[: text.index('---', 3)]}---\n\n{value}\n"
                continue
            text = _replaced(text, key, "" if value is None else f"{key}: {json.dumps(value, ensure_ascii=False)}\n")
        file.write_text(text, encoding="utf-8")

    def exchange(self, one, other, key):
        """Let two articles change what they say under a key."""
        texts = [path.read_text(encoding="utf-8") for path in (one, other)]
        for path, own, their in zip((one, other), texts, reversed(texts), strict=True):
            path.write_text(_replaced(own, key, "".join(re.findall(_lines(key), their))), encoding="utf-8")

    def break_(self, file):
        """Make an article unreadable, or a broken one readable again."""
        file = file if isinstance(file, Path) else self.file(file)
        text = file.read_text(encoding="utf-8")
        changed = text.replace(BROKEN, "title: ") if BROKEN in text else text.replace("title: ", BROKEN, 1)
        file.write_text(changed, encoding="utf-8")

    def put(self, path, text):
        """Write a file, None: delete it."""
        if text is None:
            (self.kept / path).unlink(missing_ok=True)
        else:
            self.archive.put(path, text)

    def decide(self, *decisions):
        """Write the decisions, in place of those that are there."""
        keys = ("kind", "a", "b", "ruling")
        lines = [json.dumps({key: value for key, value in zip(keys, one, strict=True) if value}) for one in decisions]
        self.put("content/decisions/all.jsonl", "\n".join(lines) + "\n" if lines else None)


_URL = "http://127.0.0.1:8000/"
_GRAINS = file_stats._GRAIN_NS, file_stats._COMMON_GRAIN_NS


def as_old_as_before(path, change):
    """Change a file, and give it the time that it had, as tools do that keep times."""
    before = path.stat()
    change(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def other_letters(path):
    """Change the text of a file and not its length."""
    data = path.read_bytes()
    path.write_bytes(data[:-9] + data[-9:].swapcase())


def _lines(key):
    """What finds a key of front matter with its value."""
    return rf"(?m)^{key}:.*\n(?:(?:- |  ).*\n)*"


def _replaced(text, key, lines):
    """An article's file in which these lines stand for a key."""
    return re.sub(_lines(key), "", text).replace("---\n", f"---\n{lines}", 1)


def _files(folder):
    return {name: data for name, (data, _) in _stamped(folder).items()}


def _stamped(folder):
    """Every file below a folder with its bytes, and which file it is since when."""
    found = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        there = path.stat()
        found[path.relative_to(folder).as_posix()] = path.read_bytes(), (there.st_ino, there.st_mtime_ns)
    return found


def _same(ours, theirs):
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []
