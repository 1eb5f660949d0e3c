"""A look at every file of some folders without reading it: what changed since another look.

In: the archive's root and folders below it. Out: for each file what the look tells, and which files were changed so
shortly before that another change need not show. Nothing is kept here.
"""

import os
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

# What is written is seen in the times of a file, on common disks in steps of some milliseconds (the kernel's clock),
# on FAT in steps of two seconds; whose times are finer than a millisecond is a common disk.
_GRAIN_NS, _COMMON_GRAIN_NS, _FINER_NS = 2_000_000_000, 100_000_000, 1_000_000


class Look(msgspec.Struct, frozen=True, gc=False):
    """What a look tells of a file: its size and times. It is `settled` where a later change shows in them."""

    seen: str
    settled: bool


def look_at(place: Path | str) -> Look:
    """What a look at the file at `place` tells; where none can be had that is nothing, and not settled."""
    now = time.time_ns()
    try:
        return _look(os.stat(place), now)  # noqa: PTH116  (it takes strings, of which there are many)
    except OSError:
        return Look("", settled=False)


def _look(found: os.stat_result, now: int) -> Look:
    """What the state of a file tells that was looked at when the clock said `now` (in ns).

    The time at which the file itself was changed tells of permissions and of another file in its place too, and
    nobody can set it (Windows keeps the day of creation there, which does no harm).
    """
    changed, itself = found.st_mtime_ns, found.st_ctime_ns
    grain = _COMMON_GRAIN_NS if itself % _FINER_NS else _GRAIN_NS
    return Look(f"{found.st_size} {changed} {itself}", max(changed, itself) + grain < now)


def survey(root: Path, folders: Sequence[str]) -> dict[str, Look]:
    """What a look at each file below `folders` of `root` tells, by path; hidden ones are left out.

    Folders that are absent or cannot be listed have no files. Links to folders are not followed.
    """
    now = time.time_ns()
    top = os.fspath(root)
    return {path: _look(found, now) for folder in folders for path, found in _below(f"{top}/", f"{folder}/")}


def summary(looks: dict[str, Look]) -> str:
    """A digest of `looks`: equal where every file is there and was not changed since."""
    lines = "\n".join([f"{path} {one.seen}" for path, one in sorted(looks.items())])
    return blake2b(lines.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _below(top: str, inside: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files below the folder `top` + `inside`, by their path from `top`."""
    folders = []
    try:
        entries = os.scandir(top + inside)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    yield inside + entry.name, entry.stat()
            except OSError:
                continue
    for name in folders:
        yield from _below(top, f"{inside}{name}/")
