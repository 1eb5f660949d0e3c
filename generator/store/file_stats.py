"""A look at files without reading them: what changed since another look.

In: a file, or the archive's root and folders below it. Out: what the look tells, and whether a later change shows in
it. Nothing is kept here, and nothing heavy is imported: a build that has nothing to do ends after this.
"""

import os
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

# What is written is seen in the times of a file, on common disks in steps of up to ten milliseconds (the kernel's
# clock), on FAT in steps of two seconds; whose times are finer than a millisecond is a common disk.
_GRAIN_NS, _COMMON_GRAIN_NS, _FINER_NS = 2_000_000_000, 25_000_000, 1_000_000
# What Python makes beside its modules.
_LEFT_OUT = "__pycache__"


class Look(NamedTuple):
    """What a look tells of a file, its size and times, or of many. It is `settled` where a later change shows in it.

    `wait` are the seconds after which it would be; None where waiting does not help.
    """

    seen: str
    settled: bool
    wait: float | None = None


def look_at(place: Path | str) -> Look:
    """What a look at the file at `place` tells; where none can be had that is nothing, and not settled."""
    now = time.time_ns()
    try:
        found = os.stat(place)  # noqa: PTH116  (it takes strings, of which there are many)
    except OSError:
        return Look("", settled=False)
    return Look(f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}", settled=_since(found) < now)


def look_over(root: Path, folders: Sequence[str]) -> Look:
    """What a look at every file below `folders` of `root` tells: equal where all are there and none was changed.

    Hidden files are left out. Folders that are absent or cannot be listed have no files. Links to folders are not
    followed: where there is one, the look is not settled, as what is behind it may change.
    """
    now = time.time_ns()
    lines: list[str] = []
    latest = 0
    links = False
    for folder in folders:
        for path, found in _below(f"{os.fspath(root)}/", f"{folder}/"):
            lines.append(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}")
            latest = max(latest, _since(found))
            links = links or S_ISDIR(found.st_mode)
    text = "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
    wait = None if links else max(0, latest - now + 1) / 1e9
    return Look(blake2b(text, digest_size=16).hexdigest(), settled=latest < now and not links, wait=wait)


def _since(found: os.stat_result) -> int:
    """The time (in ns) from which on a further change of a file shows in its times.

    The time at which the file itself was changed tells of permissions and of another file in its place too, and
    nobody can set it (Windows keeps the day of creation there, which does no harm).
    """
    itself = found.st_ctime_ns
    return max(found.st_mtime_ns, itself) + (_COMMON_GRAIN_NS if itself % _FINER_NS else _GRAIN_NS)


def _found(entry: "os.DirEntry[str]") -> os.stat_result:
    """The state of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _below(top: str, inside: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files below the folder `top` + `inside`, and links to folders, by their path from `top`."""
    folders = []
    try:
        entries = os.scandir(top + inside)
    except OSError:
        return
    with entries:
        for entry in entries:
            name = entry.name
            if name.startswith(".") or name == _LEFT_OUT:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(name)
            else:
                yield inside + name, _found(entry)
    for name in folders:
        yield from _below(top, f"{inside}{name}/")
