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
_GRAIN_NS, _COMMON_GRAIN_NS, _FINE_GRAIN_NS = 2_000_000_000, 25_000_000, 1_000_000
# What Python makes beside its modules.
_IGNORED_FOLDER = "__pycache__"


class FileStat(NamedTuple):
    """What a look tells of a file, its size and times, or of many. It is `is_settled` where a later change shows in it.

    `settle_seconds` are the seconds after which it would be; None where waiting does not help.
    """

    fingerprint: str
    is_settled: bool
    settle_seconds: float | None = None


def inspect_file(place: Path | str) -> FileStat:
    """What a look at the file at `place` tells; where none can be had that is nothing, and not settled."""
    now_ns = time.time_ns()
    try:
        stat_result = os.stat(place)  # noqa: PTH116  (it takes strings, of which there are many)
    except OSError:
        return FileStat("", is_settled=False)
    return FileStat(
        f"{stat_result.st_size} {stat_result.st_mtime_ns} {stat_result.st_ctime_ns}",
        is_settled=_compute_settle_time(stat_result) < now_ns,
    )


def inspect_folders(root: Path, folders: Sequence[str]) -> FileStat:
    """What a look at every file below `folders` of `root` tells: equal where all are there and none was changed.

    Hidden files are left out. Folders that are absent or cannot be listed have no files. Links to folders are not
    followed: where there is one, the look is not settled, as what is behind it may change.
    """
    now_ns = time.time_ns()
    lines: list[str] = []
    latest_ns = 0
    has_links = False
    for folder in folders:
        for path, stat_result in _walk_files(f"{os.fspath(root)}/", f"{folder}/"):
            lines.append(f"{path} {stat_result.st_size} {stat_result.st_mtime_ns} {stat_result.st_ctime_ns}")
            latest_ns = max(latest_ns, _compute_settle_time(stat_result))
            has_links = has_links or S_ISDIR(stat_result.st_mode)
    text = "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
    settle_seconds = None if has_links else max(0, latest_ns - now_ns + 1) / 1e9
    return FileStat(
        blake2b(text, digest_size=16).hexdigest(),
        is_settled=latest_ns < now_ns and not has_links,
        settle_seconds=settle_seconds,
    )


def _compute_settle_time(stat_result: os.stat_result) -> int:
    """The time (in ns) from which on a further change of a file shows in its times.

    The time at which the file itself was changed tells of permissions and of another file in its place too, and
    nobody can set it (Windows keeps the day of creation there, which does no harm).
    """
    changed_ns = stat_result.st_ctime_ns
    return max(stat_result.st_mtime_ns, changed_ns) + (_COMMON_GRAIN_NS if changed_ns % _FINE_GRAIN_NS else _GRAIN_NS)


def _read_stat(entry: "os.DirEntry[str]") -> os.stat_result:
    """The state of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _walk_files(top: str, inside: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files below the folder `top` + `inside`, and links to folders, by their path from `top`."""
    folders = []
    try:
        entries = os.scandir(top + inside)
    except OSError:
        return
    with entries:
        for entry in entries:
            name = entry.name
            if name.startswith(".") or name == _IGNORED_FOLDER:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(name)
            else:
                yield inside + name, _read_stat(entry)
    for name in folders:
        yield from _walk_files(top, f"{inside}{name}/")
