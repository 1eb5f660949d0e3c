"""Whole or nothing: a run that is killed, a full disk, two runs at once."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive import Archive
from support.paths import CHECKOUT
from support.tables import TABLES
from support.texts import numbered_page

from generator import pipeline
from generator.archive import load_archive
from generator.model.errors import MachineError
from generator.store import disk, lock

pytestmark = pytest.mark.slow

DAY = "2024-11-21"
KILLED = 86


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """An archive that was built, and then got new pages, an edited and a deleted article and a new slug."""
    archive = Archive(tmp_path_factory.mktemp("crash") / "before")
    for n in range(3):
        archive.source(f"{n}.txt", numbered_page(n))
    archive.build()
    files = sorted((archive.root / "content/articles").rglob("*.md"))
    files[0].write_bytes(files[0].read_bytes() + b"\nEdited.\n")
    files[1].unlink()
    for n in range(3, 9):
        archive.source(f"{n}.txt", numbered_page(n))
    archive.source("again.txt", numbered_page(2) + "\nSubscribe to our newsletter\n")
    return archive.root


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    """What an undisturbed run makes of it."""
    root = copy(before, tmp_path_factory.mktemp("crash") / "after")
    pipeline.build(load_archive(root, TABLES), DAY, search=False)
    return state(root)


def copy(root, target):
    shutil.copytree(root, target)
    return target


def state(root):
    """Every file of an archive with its bytes, but for what may be deleted at any time."""
    archive = Archive(root, site_toml=None)
    found = archive.files("content") | archive.files("output")
    return {path: data for path, data in found.items() if not path.endswith(".backfile-part")}


class Saboteur:
    """Stops the process, or the disk, at the n-th step of writing."""

    def __init__(self, at, stop):
        self.at, self.stop, self.seen = at, stop, 0
        self.write, self.rename, self.delete = disk._write_part, disk._rename_part, disk.remove

    def step(self):
        self.seen += 1
        if self.seen - 1 == self.at:
            self.stop()

    def __enter__(self):
        disk._write_part, disk._rename_part, disk.remove = self._write_part, self._rename_part, self._remove
        return self

    def __exit__(self, *_):
        disk._write_part, disk._rename_part, disk.remove = self.write, self.rename, self.delete

    def _write_part(self, path, data, *, durable):
        self.step()
        Path(disk._build_part_path(path)).write_bytes(data[: len(data) // 2])
        self.step()
        self.write(path, data, durable=durable)

    def _rename_part(self, path):
        self.step()
        self.rename(path)

    def _remove(self, path):
        self.step()
        self.delete(path)


def steps(root):
    """How many steps of writing a run on `root` has."""
    with Saboteur(-1, None) as counter:
        pipeline.build(load_archive(root, TABLES), DAY, search=False)
    return counter.seen


def killed_at(root, step):
    """Run a build in a process of its own that dies at a step, without a chance to tidy up."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), Saboteur(step, lambda: os._exit(KILLED)):
            pipeline.build(load_archive(root, TABLES), DAY, search=False)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_run_killed_at_any_step_leaves_whole_files_and_the_next_ends_like_an_undisturbed_one(before, after, tmp_path):
    TABLES.person_finder.find(["Kofi Annan spoke."])
    old = state(before)
    total = steps(copy(before, tmp_path / "count"))
    points = sorted({round(n * (total - 1) / 59) for n in range(60)})
    assert len(points) >= 50
    for point in points:
        root = copy(before, tmp_path / "killed")
        assert killed_at(root, point) == KILLED, point
        for path, data in state(root).items():
            assert data in (old.get(path), after.get(path)), f"{path} is neither old nor new at step {point}"
        pipeline.build(load_archive(root, TABLES), DAY, search=False)
        assert state(root) == after, point
        assert not list(root.rglob("*.backfile-part")), point
        shutil.rmtree(root)


def test_a_process_killed_from_outside_leaves_an_archive_that_the_next_run_completes(before, after, tmp_path):
    for n, delay in enumerate((0.25, 0.35, 0.45, 0.6)):
        root = copy(before, tmp_path / f"killed-{n}")
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "--quiet", "--no-search", "--root", str(root)],
            cwd=CHECKOUT,
            env=os.environ | {"SOURCE_DATE_EPOCH": "1732147200"},
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        pipeline.build(load_archive(root, TABLES), DAY, search=False)
        assert state(root) == after


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_a_full_disk_is_said_and_the_old_site_is_intact(before, after, tmp_path, share):
    root = copy(before, tmp_path / "full")
    site = {path: data for path, data in state(root).items() if path.startswith("output/")}
    with Full(10**6) as disk_with_room:
        pipeline.build(load_archive(copy(before, tmp_path / "count"), TABLES), DAY, search=False)
    writes = 10**6 - disk_with_room.room
    with Full(int(share * writes)), pytest.raises(MachineError, match="no space left on device") as caught:
        pipeline.build(load_archive(root, TABLES), DAY, search=False)
    assert caught.value.exit_code == 3
    assert {path: data for path, data in state(root).items() if path.startswith("output/")} == site
    assert not list(root.rglob("*.backfile-part"))
    pipeline.build(load_archive(root, TABLES), DAY, search=False)
    assert state(root) == after


class Full(Saboteur):
    """A disk on which so many files can still be written."""

    def __init__(self, room):
        super().__init__(-1, None)
        self.room = room

    def _write_part(self, path, data, *, durable):
        self.room -= 1
        if self.room < 0:
            with disk.convert_os_errors("write", path):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.write(path, data, durable=durable)


def test_a_second_run_says_who_holds_the_archive_and_leaves(archive):
    archive.source("1.txt", numbered_page(1))
    with lock.lock_archive(archive.root, "build"):
        archive.run("build")
    assert archive.exit_code == 3
    assert archive.findings() == [
        f"error: ROOT: `backfile build` (process {os.getpid()}) is at work on this archive; "
        "wait until it is done and run this again"
    ]
    assert not (archive.root / "content/articles").exists()
    archive.build()


def test_the_lock_of_a_process_that_died_holds_nobody_up(archive):
    archive.source("1.txt", numbered_page(1))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(archive.root)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    archive.run("build")
    assert archive.exit_code == 3
    assert f"(process {holder.pid})" in archive.output
    holder.kill()
    holder.wait()
    holder.stdout.close()
    archive.build()


HOLD = """
import sys, time
from pathlib import Path
from generator.store import lock
with lock.lock_archive(Path(sys.argv[1]), "serve"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_file_that_stands_already_is_not_written_again(archive):
    archive.source("1.txt", numbered_page(1)).build()
    page_file = archive.root / "output/index.html"
    os.utime(page_file, (1, 1))
    archive.build()
    assert page_file.stat().st_mtime == 1
