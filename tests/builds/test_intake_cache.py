"""What intake keeps of saved pages changes no result: with it, without, damaged, by one process or by several."""

import contextlib
import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from quality import make_pages
from quality.material import load
from support.archive import SITE_TOML, Archive
from support.paths import CHECKOUT
from support.texts import numbered_page, numbered_story
from support.waiting import PATIENCE, wait_until

from generator import pipeline, read_pages
from generator.archive import load_archive
from generator.manuscript import article_file
from generator.model.errors import MachineError
from generator.reference import tables
from generator.store import disk, file_stats, intake_cache, lock, processes, register_file, source_files

pytestmark = pytest.mark.slow

DAY = "2024-11-21"
KEPT = ".backfile/intake.sqlite"
# Enough that processes are started, and that none of them does it all.
MANY = 330

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="this system starts processes in another way")
not_as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do everything meets no permissions"
)


def copied(root, target):
    shutil.copytree(root, target)
    return Archive(target, site_toml=None)


def ingested(archive, **options):
    """Ingest, and all that a person or the next run sees of it."""
    made = pipeline.ingest(load_archive(archive.root), DAY, **options)
    return archive.files("content"), made.problems, made.accounts, made.story_count, made.plan


def without(archive):
    """The archive with nothing kept."""
    shutil.rmtree(archive.root / ".backfile", ignore_errors=True)
    return archive


def rows(archive, question):
    with contextlib.closing(sqlite3.connect(archive.root / KEPT)) as base:
        found = base.execute(question).fetchall()
        base.commit()
    return found


def kept_paths(archive):
    """The pages of which something is kept: those with a shelf, those with a story."""
    shelves, stories = (rows(archive, f"SELECT DISTINCT path FROM {table}") for table in ("page", "story"))
    return {path for (path,) in shelves}, {path for (path,) in stories}


@pytest.fixture
def worked(monkeypatch):
    """What is done with pages from now on: which are read, which are worked out. Counts in this process only."""
    done = {"read": [], "parsed": []}
    source, receive = source_files.open_source, read_pages.parse_page

    def counted_source(root, path):
        done["read"].append(Path(path).name)
        return source(root, path)

    def counted_receive(capture, house):
        done["parsed"].append(Path(capture.path).name)
        return receive(capture, house)

    monkeypatch.setattr(source_files, "open_source", counted_source)
    monkeypatch.setattr(read_pages, "parse_page", counted_receive)
    return done


@pytest.fixture
def started(monkeypatch):
    """How each process was started that is started from now on."""
    found, start = [], BaseProcess.start

    def counted(self):
        found.append(self._start_method or multiprocessing.get_start_method())
        start(self)

    monkeypatch.setattr(BaseProcess, "start", counted)
    return found


@pytest.fixture(scope="module")
def half(tmp_path_factory):
    """The sample archive of this repository: half of its pages came in, then the others, some anew, were put beside."""
    archive = Archive(tmp_path_factory.mktemp("cache") / "half")
    pages = sorted(path for path in (CHECKOUT / "content/sources").rglob("*") if path.is_file())
    for n, path in enumerate(pages[:16:2]):
        archive.source(f"{n:02}-{path.name}", path.read_bytes())
    pipeline.ingest(load_archive(archive.root), DAY)
    archive.source("again.txt", pages[2].read_bytes() + b"\nSubscribe to our newsletter\n")
    for n, path in enumerate(pages[1:10:2]):
        archive.source(f"new/{n:02}-{path.name}", path.read_bytes())
    return archive.root


@pytest.fixture(scope="module")
def whole(half, tmp_path_factory):
    """What an ingest makes of it that knows nothing of the first."""
    return ingested(without(copied(half, tmp_path_factory.mktemp("cache") / "whole")))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """An archive with so many pages that they are given to several processes."""
    archive = Archive(tmp_path_factory.mktemp("cache") / "many")
    for n in range(MANY):
        archive.source(f"{n:03}.txt", numbered_page(n))
    return archive.root


@pytest.fixture(scope="module")
def alone(many, tmp_path_factory):
    """What one process makes of it."""
    return ingested(copied(many, tmp_path_factory.mktemp("cache") / "alone"), jobs=1)


class TestWithoutWhatWasKept:
    def test_an_ingest_gives_the_same(self, half, whole, tmp_path):
        archive = copied(half, tmp_path / "a")
        assert ingested(archive) == whole
        assert {type(action).__name__ for action in whole[4].actions} == {"Create", "Refresh"}

    def test_it_is_really_used(self, half, tmp_path, worked):
        archive = copied(half, tmp_path / "a")
        pipeline.ingest(load_archive(archive.root), DAY)
        new = {path.name for path in (archive.root / "content/sources/new").iterdir()} | {"again.txt"}
        assert set(worked["parsed"]) == new
        assert len(worked["parsed"]) == 6

    @pytest.mark.parametrize("name", ["nothing", "start", "page", "half", "end"])
    def test_truncated(self, half, whole, tmp_path, name, worked):
        archive = copied(half, tmp_path / "a")
        data = (archive.root / KEPT).read_bytes()
        size = {"nothing": 0, "start": 90, "page": 4096, "half": len(data) // 2, "end": len(data) - 100}[name]
        archive.put(KEPT, data[:size])
        assert ingested(archive) == whole
        heals(archive, worked)

    def test_with_bytes_changed_anywhere(self, half, whole, tmp_path):
        archive = copied(half, tmp_path / "a")
        kept, spoilt = (archive.root / KEPT).read_bytes(), 0
        for seed in range(24):
            chance = random.Random(seed)
            data = bytearray(kept)
            for _ in range((1, 4, 40)[seed % 3]):
                data[chance.randrange(100 * (seed % 2), len(data))] ^= 1 << chance.randrange(8)
            archive.put(KEPT, bytes(data))
            found = seen(archive)
            assert found == whole, seed
            spoilt += data != kept
        assert spoilt == 24

    @pytest.mark.parametrize(
        "told",
        [
            "UPDATE story SET kept = substr(kept, 1, 60) || x'00' || substr(kept, 62)",
            "UPDATE page SET kept = substr(kept, 1, 200) || x'00' || substr(kept, 202)",
            "UPDATE written SET kept = substr(kept, 1, 10) || x'30' || substr(kept, 12)",
            "UPDATE story SET kept = (SELECT max(kept) FROM story)",
            "UPDATE page SET kept = (SELECT max(kept) FROM page)",
            "UPDATE written SET kept = (SELECT max(kept) FROM written)",
            "UPDATE page SET kept = NULL",
            "UPDATE page SET kept = 17",
            "UPDATE page SET path = rowid",
            "UPDATE page SET path = CAST(x'ff' AS TEXT) WHERE rowid = 1",
            "UPDATE written SET kept = 'text'",
            "UPDATE meta SET version = 'another'",
            "UPDATE meta SET version = CAST(x'ff' AS TEXT)",
            "DELETE FROM meta",
            "DELETE FROM story",
            "DELETE FROM page",
            "DROP TABLE page",
            "DROP TABLE story",
            "DROP TABLE written",
        ],
    )
    def test_with_pieces_that_are_not_what_they_were(self, half, whole, tmp_path, told, worked):
        archive = copied(half, tmp_path / "a")
        rows(archive, told)
        assert ingested(archive) == whole
        pipeline.ingest(load_archive(archive.root), DAY)
        heals(archive, worked)

    @pytest.mark.parametrize("what", ["a folder", "another database", "no database", "a stray journal"])
    def test_with_something_else_in_its_place(self, half, whole, tmp_path, what):
        archive = copied(half, tmp_path / "a")
        place = archive.root / KEPT
        if what == "a stray journal":
            archive.put(f"{KEPT}-journal", random.Random(1).randbytes(3000))
        else:
            place.unlink()
        if what == "a folder":
            place.mkdir()
        elif what == "another database":
            rows(archive, "CREATE TABLE page (a, b, c)")
        elif what == "no database":
            archive.put(KEPT, random.Random(2).randbytes(9000))
        assert seen(archive) == whole
        assert ingested(archive) == whole

    def test_with_a_file_where_its_folder_should_be(self, half, whole, tmp_path):
        archive = without(copied(half, tmp_path / "a")).put(".backfile", "mine")
        assert ingested(archive) == whole
        assert archive.text(".backfile") == "mine"

    @not_as_root
    @pytest.mark.parametrize("mode", [0o500, 0o000])
    def test_if_nothing_may_be_written(self, half, whole, tmp_path, mode):
        archive = copied(half, tmp_path / "a")
        (archive.root / KEPT).chmod(mode & 0o400)
        (archive.root / ".backfile").chmod(mode)
        try:
            assert ingested(archive) == whole
        finally:
            (archive.root / ".backfile").chmod(0o700)

    def test_while_somebody_else_holds_it(self, half, whole, tmp_path, monkeypatch):
        monkeypatch.setattr(intake_cache, "_BUSY_TIMEOUT", 0.05)
        archive = copied(half, tmp_path / "a")
        with contextlib.closing(sqlite3.connect(archive.root / KEPT, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            waits, connect = [], sqlite3.connect
            monkeypatch.setattr(
                sqlite3, "connect", lambda *place, **options: waits.append(place) or connect(*place, **options)
            )
            assert ingested(archive, jobs=1) == whole
            assert len(waits) <= 2  # to open it and to make it anew, and not for every piece


def seen(archive):
    """What an ingest would make of the archive: done in a copy, so that it can be tried again."""
    target = archive.root.with_name("seen")
    shutil.rmtree(target, ignore_errors=True)
    return ingested(copied(archive.root, target))


def heals(archive, worked):
    """What is kept is whole again: the next run works no page out."""
    worked["parsed"].clear()
    pipeline.ingest(load_archive(archive.root), DAY)
    assert worked["parsed"] == []


def test_another_version_of_the_program_takes_nothing_over(half, tmp_path, monkeypatch, worked):
    archive = copied(half, tmp_path / "a")
    pipeline.ingest(load_archive(archive.root), DAY)
    worked["parsed"].clear()
    monkeypatch.setattr(tables, "compute_version", lambda *_: "another")
    pipeline.ingest(load_archive(archive.root), DAY)
    assert len(set(worked["parsed"])) == len(list((archive.root / "content/sources").rglob("*.txt")))
    heals(archive, worked)


def test_a_changed_rule_changes_articles_that_were_kept(tmp_path):
    """With the times of all files alike, as some installers make them."""
    program = tmp_path / "program"
    shutil.copytree(CHECKOUT / "generator", program / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    archive = Archive(tmp_path / "archive").source("1.txt", numbered_page(1))
    rule = program / "generator/ingest/to_article.py"
    for told in ("body=format_body(", "body='X' + 1*format_body("):
        rule.write_text(rule.read_text(encoding="utf-8").replace("body=format_body(", told), encoding="utf-8")
        for path in program.rglob("*.py"):
            os.utime(path, (10**9, 10**9))
        subprocess.run(
            [sys.executable, "-m", "generator", "ingest", "--quiet", "--root", archive.root],
            cwd=program,
            env=os.environ | {"PYTHONPATH": str(program)},
            check=True,
            timeout=PATIENCE,
        )
    (article,) = (archive.root / "content/articles").rglob("*.md")
    assert "\n---\n\nX" in article.read_text(encoding="utf-8")


@pytest.mark.usefixtures("fine_clock")
class TestWhatChanged:
    @pytest.fixture(name="few")
    def _few(self, archive, worked):
        for n in range(6):
            archive.source(f"{n}.txt", numbered_page(n))
        pipeline.ingest(load_archive(archive.root), DAY)
        for done in worked.values():
            done.clear()
        return archive

    def test_nothing_is_read_if_nothing_changed(self, few, worked):
        before = few.files("content")
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked == {"read": [], "parsed": []}
        assert few.files("content") == before

    def test_one_new_page_is_the_only_one_to_be_worked_out(self, few, worked):
        few.source("new.txt", numbered_page(9))
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked == {"read": ["new.txt"], "parsed": ["new.txt"]}

    def test_a_touched_page_is_read_once_and_not_worked_out(self, few, worked):
        os.utime(few.root / "content/sources/3.txt", (10**9, 10**9))
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked == {"read": ["3.txt"], "parsed": []}
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked == {"read": ["3.txt"], "parsed": []}

    def test_an_edit_is_noticed_where_size_and_time_stay(self, few, worked):
        path = few.root / "content/sources/3.txt"
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"Oslo", b"Bonn").replace(b"OSLO", b"BONN"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked["parsed"] == ["3.txt"]
        assert any(b"BONN" in data for data in few.files("content/articles").values())

    def test_another_file_in_its_place_is_noticed_where_size_and_time_stay(self, few, worked):
        path = few.root / "content/sources/3.txt"
        other = few.root / "other.txt"
        other.write_bytes(path.read_bytes().replace(b"OSLO", b"BONN"))
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        other.replace(path)
        pipeline.ingest(load_archive(few.root), DAY)
        assert worked["parsed"] == ["3.txt"]

    @not_as_root
    def test_a_page_that_may_no_longer_be_read_is_reported(self, few):
        (few.root / "content/sources/3.txt").chmod(0)
        problems = pipeline.ingest(load_archive(few.root), DAY).problems
        assert [one.kind for one in problems] == ["unreadable file"]


def test_an_edit_within_the_clocks_grain_is_noticed(archive, monkeypatch):
    """Where a file's times tell nothing of a second change right after the first."""
    look = file_stats.inspect_file
    monkeypatch.setattr(file_stats, "_COMMON_GRAIN_NS", 10**12)  # however slow this machine is
    monkeypatch.setattr(file_stats, "_GRAIN_NS", 10**12)
    monkeypatch.setattr(
        source_files, "inspect_file", lambda place: file_stats.FileStat("the same", is_settled=look(place).is_settled)
    )
    archive.source("1.txt", numbered_page(1))
    pipeline.ingest(load_archive(archive.root), DAY)
    archive.source("1.txt", numbered_page(1).replace("OSLO", "BONN"))
    pipeline.ingest(load_archive(archive.root), DAY)
    (article,) = archive.files("content/articles").values()
    assert b"BONN" in article


@pytest.mark.usefixtures("fine_clock")
class TestArticlesThatWereRead:
    @pytest.fixture
    def read(self, monkeypatch):
        """The paths of articles that are read from now on."""
        found, general = [], article_file.parse_article
        monkeypatch.setattr(article_file, "parse_article", lambda path, data: found.append(path) or general(path, data))
        return found

    @pytest.fixture
    def written(self, archive):
        for n in range(6):
            archive.add_article(n, f"Ship {n}", "It sails.", id=f"ship-{n}")
        archive.put("content/articles/6.md", "---\ntitle: [\nid: ship-6\n---\n")
        return archive.run("build")

    def test_are_not_read_again(self, written, read):
        before = written.files("output"), written.findings()
        written.run("build")
        assert (written.files("output"), written.findings()) == before
        assert read == []

    def test_are_read_when_they_were_changed_moved_or_restored(self, written, read):
        path = written.root / "content/articles/1.md"
        times = path.stat().st_mtime_ns, path.stat().st_mtime_ns
        path.write_text(path.read_text().replace("sails", "sinks"))
        os.utime(path, ns=times)
        (written.root / "content/articles/2.md").rename(written.root / "content/articles/7.md")
        (written.root / "content/articles/3.md").unlink()
        (written.root / "content/articles/4.md").touch()
        written.add_article("6", "Ship 6", "Fixed.", id="ship-6").run("build")
        assert sorted(read) == ["content/articles/1.md", "content/articles/6.md", "content/articles/7.md"]
        assert written.exit_code == 0
        once = written.files("output")
        assert b"It sinks." in once["output/articles/ship-1.html"]
        assert without(written).run("build").files("output") == once

    def test_do_not_stay_where_their_page_is_damaged(self, written, read):
        with contextlib.closing(sqlite3.connect(written.root / KEPT)) as base, base:
            base.execute("UPDATE article SET kept = substr(kept, 1, 40) WHERE path LIKE '%2.md'")
        before = written.files("output"), written.findings()
        written.run("build")
        assert (written.files("output"), written.findings()) == before
        assert len(read) == 7


def test_a_look_is_settled_when_its_file_is_old_enough(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("a")
    assert not file_stats.inspect_file(path).is_settled
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 3 * 10**9)
    assert file_stats.inspect_file(path).is_settled
    assert not file_stats.inspect_file(tmp_path / "nothing").is_settled


HISTORY = {
    "a copy comes": lambda a: a.source("copy.txt", "Skip to content\n\n" + numbered_page(1)),
    "an article is edited": lambda a: a.put(path_of(a, 2), a.text(path_of(a, 2)) + "\nEdited.\n"),
    "a copy of an edited one comes": lambda a: a.source("copy-2.txt", numbered_page(2) + "\nClick here\n"),
    "a slug is changed": lambda a: a.put(
        path_of(a, 3), a.text(path_of(a, 3)).replace("slug: story-number-3-comes-in", "slug: third")
    ),
    "an article is deleted": lambda a: (a.root / path_of(a, 4)).unlink(),
    "an article is moved": lambda a: (a.root / path_of(a, 5)).rename(a.root / "content/articles/moved.md"),
    "a page is deleted": lambda a: (a.root / "content/sources/6.txt").unlink(),
    "a page is renamed": lambda a: (a.root / "content/sources/7.txt").rename(a.root / "content/sources/renamed.txt"),
    "a page is changed": lambda a: a.source("8.txt", numbered_page(8, numbered_story(8, "Kenya and Sweden"))),
    "a page gets a second story": lambda a: a.source(
        "9.txt", numbered_page(9) + "\n\n\n\n* * *\n\n\n\n" + numbered_page(20)
    ),
    "a page is ignored": lambda a: a.put("content/decisions/a.jsonl", json.dumps(IGNORED)),
    "the copy of record goes": lambda a: (a.root / "content/sources/1.txt").unlink(),
    "it is no longer ignored": lambda a: (a.root / "content/decisions/a.jsonl").unlink(),
    "a page is emptied": lambda a: a.source("8.txt", ""),
    "a page becomes another kind": lambda a: (a.root / "content/sources/9.txt").rename(a.root / "content/sources/9.x"),
    "the register is lost": lambda a: (a.root / "content/register.jsonl").unlink(),
}
IGNORED = {
    "kind": "source", "a": "content/sources/0.txt", "ruling": "ignore", "by": "x", "on": "2024-11-21", "why": "y",
}  # fmt: skip


def path_of(archive, n):
    (path,) = (path for path in archive.files("content/articles") if f"number-{n}-" in path)
    return path


@pytest.mark.usefixtures("fine_clock")
def test_through_any_history_nothing_is_other_than_without_and_nothing_stays_behind(tmp_path):
    kept, bare = Archive(tmp_path / "kept"), Archive(tmp_path / "bare")
    for n in range(10):
        for archive in (kept, bare):
            archive.source(f"{n}.txt", numbered_page(n))
    assert ingested(kept) == ingested(bare)
    for step, change in HISTORY.items():
        for archive in (kept, bare):
            change(archive)
        assert ingested(kept) == ingested(without(bare)), step
        ignored = {IGNORED["a"]} if (kept.root / "content/decisions/a.jsonl").exists() else set()
        there = {path for path in kept.files("content/sources") if path.endswith(".txt")} - ignored
        shelves, stories = kept_paths(kept)
        assert shelves == there, step
        assert stories <= there, step
        assert rows(kept, "SELECT * FROM written") == rows(bare, "SELECT * FROM written"), step


@pytest.fixture(scope="module")
def relatives():
    """Saved pages: copies and near copies of stories, with a follow-up and another notice of a series."""
    ids = ("ferry-aground", "ferry-captain", "weather-monday", "weather-thursday", "mine-fire", "mine-rescue")
    kinds = ("saved", "page around", "edited")
    found = [one for one in make_pages.duplicates(load()) if one.kind in kinds and one.stories[0].id in ids]
    assert len(found) > 2 * len(ids)
    return [one.text for one in found]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_pages_come_changes_no_cluster(relatives, tmp_path, seed):
    chance = random.Random(seed)
    names = [f"{n:02}.txt" for n in chance.sample(range(50), len(relatives))]
    at_once, slowly = Archive(tmp_path / "at once"), Archive(tmp_path / "slowly")
    for name, text in chance.sample(list(zip(names, relatives, strict=True)), len(relatives)):
        at_once.source(name, text)
        slowly.source(name, text)
        pipeline.ingest(load_archive(slowly.root), DAY)
    pipeline.ingest(load_archive(at_once.root), DAY)
    together = clusters(at_once, names)
    assert clusters(slowly, names) == together
    ordered = Archive(tmp_path / "ordered")
    for n, text in enumerate(relatives):
        ordered.source(f"{n:02}.txt", text)
    pipeline.ingest(load_archive(ordered.root), DAY)
    assert clusters(ordered, [f"{n:02}.txt" for n in range(len(relatives))]) == together
    assert 4 < len(together) < len(relatives)


def clusters(archive, names):
    """The pages that are copies of one story, by their numbers."""
    entries = register_file.load(archive.root).value.articles.values()
    return {frozenset(names.index(Path(copy.provenance.path).name) for copy in entry.copies) for entry in entries}


class TestSeveralProcesses:
    @pytest.mark.parametrize(
        "way",
        [
            pytest.param("fork", marks=[on_linux, pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")]),
            "spawn",
        ],
    )
    def test_give_the_same_as_one(self, archive, alone, monkeypatch, started, way):
        monkeypatch.setattr(processes, "_select_context", lambda: multiprocessing.get_context(way))
        for n in range(MANY):
            archive.source(f"{n:03}.txt", numbered_page(n))
        assert ingested(archive, jobs=2) == alone
        assert len(alone[4].actions) == MANY
        assert started == [way] * 2  # two for the whole run
        assert [len(paths) for paths in kept_paths(archive)] == [MANY, MANY]

    def test_are_not_started_for_one_or_for_few(self, many, archive, tmp_path, started):
        pipeline.ingest(load_archive(copied(many, tmp_path / "a").root), DAY, jobs=1)
        for n in range(20):
            archive.source(f"{n}.txt", numbered_page(n))
        pipeline.ingest(load_archive(archive.root), DAY, jobs=2)
        assert started == []

    @on_linux
    def test_fork_without_threads_only(self):
        assert processes._select_context().get_start_method() == "fork"
        leave = threading.Event()
        thread = threading.Thread(target=leave.wait)
        thread.start()
        try:
            assert processes._select_context().get_start_method() == "spawn"
        finally:
            leave.set()
            thread.join()

    @pytest.mark.parametrize("system", ["darwin", "win32"])
    def test_do_not_fork_on_other_systems(self, monkeypatch, system):
        monkeypatch.setattr(sys, "platform", system)
        assert processes._select_context().get_start_method() == "spawn"

    @on_linux
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    @pytest.mark.parametrize("allowed", [0, 1])
    def test_that_cannot_be_started_are_done_without(self, many, alone, tmp_path, monkeypatch, allowed):
        left, fork = [allowed], os.fork

        def limited():
            left[0] -= 1
            if left[0] < 0:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            return fork()

        monkeypatch.setattr(os, "fork", limited)
        assert ingested(copied(many, tmp_path / "a"), jobs=2) == alone
        assert left[0] < 0
        assert multiprocessing.active_children() == []

    @on_linux
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    def test_one_that_dies_is_reported_and_the_next_run_is_fine(self, many, alone, tmp_path, monkeypatch):
        archive, here, receive = copied(many, tmp_path / "a"), os.getpid(), read_pages.parse_page

        def dies(capture, house):
            if os.getpid() != here and capture.path.endswith("200.txt"):
                os._exit(1)
            return receive(capture, house)

        monkeypatch.setattr(read_pages, "parse_page", dies)
        archive.run("ingest", "--jobs", "2")
        assert archive.exit_code == 3
        assert archive.findings() == [
            "error: a process that was helping has ended (is the memory full?); run this with `--jobs 1`, which starts "
            "no other process"
        ]
        assert not (archive.root / "content/articles").exists()
        assert not (archive.root / "content/register.jsonl").exists()
        assert archive.run("ingest", "--jobs", "1").exit_code == 0
        assert archive.files("content") == alone[0]

    @on_linux
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    def test_leave_nothing_half_written_when_the_disk_is_full_for_one_of_them(self, many, alone, tmp_path, monkeypatch):
        archive, write = copied(many, tmp_path / "a"), disk._write_part

        def full(path, data, *, durable):
            if "-200-" in path:
                with disk.convert_os_errors("write", path):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(path, data, durable=durable)

        with monkeypatch.context() as patched:
            patched.setattr(disk, "_write_part", full)
            archive.run("ingest", "--jobs", "2")
        assert archive.exit_code == 3
        (told,) = archive.findings()
        assert "cannot write this: no space left on device; fix that and run this again" in told
        assert not list((archive.root / "content").rglob("*.backfile-part"))
        assert archive.files("content/articles") == {}
        assert archive.run("ingest", "--jobs", "2").exit_code == 0
        assert archive.files("content") == alone[0]

    @on_linux
    def test_end_when_the_run_that_they_help_is_killed(self, many, alone, tmp_path):
        archive = copied(many, tmp_path / "a")
        run = subprocess.Popen(
            [sys.executable, "-m", "generator", "ingest", "--quiet", "--jobs", "2", "--root", archive.root],
            cwd=CHECKOUT,
        )
        helpers = wait_until(lambda: (found := children(run.pid)) and len(found) == 2 and found)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert wait_until(lambda: not any(map(is_alive, helpers)))
        assert ingested(archive, jobs=1) == alone


def children(pid):
    with contextlib.suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def is_alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_run_that_is_killed_while_it_keeps_something_leaves_a_usable_archive(half, whole, tmp_path, worked):
    tables.load_person_finder()
    for n in range(4):
        archive = copied(half, tmp_path / str(n))
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                intake_cache.IntakeCache._execute = killed_in(intake_cache.IntakeCache._execute, n)
                pipeline.ingest(load_archive(archive.root), DAY)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, n
        assert ingested(archive) == whole
        heals(archive, worked)


def killed_in(tell, at):
    """`tell`, killed in the middle of its n-th time, when part of what was told is on the disk."""
    seen = []

    def told(self, *orders):
        seen.append(orders)
        if len(seen) <= at:
            return tell(self, *orders)
        self._database.execute("PRAGMA cache_size = 1")
        self._database.execute("UPDATE story SET kept = x'00'")
        self._database.execute("UPDATE page SET kept = x'00'")
        assert self._path.with_name("intake.sqlite-journal").stat().st_size
        return os.kill(os.getpid(), signal.SIGKILL)

    return told


class TestWritesNothing:
    """Neither in the archive nor among what is kept."""

    @pytest.mark.parametrize("command", [["check"], ["ingest", "--dry-run"]])
    @pytest.mark.parametrize("start", ["nothing", "something", "damage", "the work of a killed run"])
    def test_at_all(self, half, tmp_path, command, start):
        archive = copied(half, tmp_path / "a")
        if start == "nothing":
            without(archive)
        elif start == "damage":
            archive.put(KEPT, (archive.root / KEPT).read_bytes()[:5000])
        elif start == "the work of a killed run":
            killed_while_writing(archive)
        before = tree(archive)
        archive.run(*command)
        assert tree(archive) == before
        assert "stories" in archive.output

    def test_but_the_site_and_the_lock(self, half, tmp_path):
        archive = without(copied(half, tmp_path / "a"))
        for _ in range(2):
            before = {name: told for name, told in tree(archive).items() if name.startswith("content/")}
            archive.run("build", "--frozen")
            found = {name: told for name, told in tree(archive).items() if not name.startswith("output/")}
            kept = {name for name in found if name.startswith(".backfile/")}
            assert kept - {".backfile/last-build"} == {".backfile/lock", ".backfile/holder"}
            assert {name: told for name, told in found.items() if name.startswith("content/")} == before

    def test_while_another_run_works(self, half, tmp_path):
        """A look at the archive holds nobody up."""
        archive = copied(half, tmp_path / "a")
        with intake_cache.open_cache(archive.root, tables.compute_version(), write=False) as looked:
            assert looked.load_pages()
            looked.put_file_digests({"a": b"b"})
            looked.drop_pages(looked.load_pages())
            assert looked.load_pages()
            assert not looked.load_file_digests().get("a")
            with lock.lock_archive(archive.root, "ingest"):
                pipeline.ingest(load_archive(archive.root), DAY)
        assert len(kept_paths(archive)[0]) == len(list((archive.root / "content/sources").rglob("*.txt")))


def tree(archive):
    """Every file and folder with what tells a write."""
    return {
        path.relative_to(archive.root).as_posix(): (path.stat().st_mtime_ns, path.is_file() and path.read_bytes())
        for path in sorted(archive.root.rglob("*"))
    }


def killed_while_writing(archive):
    """Leave half of a transaction on the disk, and the journal that undoes it."""
    place = archive.root / KEPT
    with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as base:
        base.executescript("PRAGMA cache_size = 1; BEGIN; UPDATE story SET kept = x'00'; UPDATE page SET kept = x'00'")
        left = {path: path.read_bytes() for path in place.parent.iterdir() if path.name.startswith(place.name)}
    for path, data in left.items():
        path.write_bytes(data)
    assert len(left) == 2


def test_a_run_that_fails_keeps_what_it_worked_out(archive, worked, monkeypatch):
    for n in range(5):
        archive.source(f"{n}.txt", numbered_page(n))

    def fails(*_):
        raise MachineError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "draft_plan", fails)
        with pytest.raises(MachineError):
            pipeline.ingest(load_archive(archive.root), DAY)
    worked["parsed"].clear()
    pipeline.ingest(load_archive(archive.root), DAY)
    assert worked["parsed"] == []


@pytest.mark.parametrize("name", ["a b", "é ? # %20 &mode=memory", "100%"])
def test_an_archive_may_lie_in_a_folder_of_any_name(tmp_path, worked, name):
    archive = Archive(tmp_path / name, SITE_TOML).source("1.txt", numbered_page(1))
    pipeline.ingest(load_archive(archive.root), DAY)
    assert (archive.root / KEPT).is_file()
    assert worked["parsed"]
    heals(archive, worked)
