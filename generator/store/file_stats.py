"""Find out whether files have changed without reading them: the one rule for everything Backfile keeps between runs.

In: a file, or the archive's root and folders below it. Out: a fingerprint of sizes and times, and whether every later
change will show in it. This module imports nothing heavy: a build that has nothing to do ends after it.
"""

import os
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

# The times of files advance in steps: up to ten milliseconds (the kernel's clock) on common disks, two seconds on FAT.
# A disk whose times are finer than a millisecond is a common one.
_GRAIN_NS, _COMMON_GRAIN_NS, _FINE_GRAIN_NS = 2_000_000_000, 25_000_000, 1_000_000
# Python writes its compiled modules there.
_IGNORED_FOLDER = "__pycache__"


class FileStat(NamedTuple):
    """The sizes and times of one file or many, as a fingerprint; `is_settled` if every later change will show in it.

    `settle_seconds` is the time until it is settled; None if waiting does not help.
    """

    fingerprint: str
    is_settled: bool
    settle_seconds: float | None = None

    def is_unchanged(self, later: "FileStat") -> bool:
        """Return whether the files certainly have the same content at the time of `later`."""
        return self.is_settled and self.fingerprint == later.fingerprint


def inspect_file(place: Path | str) -> FileStat:
    """Return the state of the file at `place`; an empty one, never settled, if it is absent."""
    now_ns = time.time_ns()
    try:
        stat_result = os.stat(place)  # noqa: PTH116  (it takes strings, of which there are many)
    except OSError:
        return FileStat("", is_settled=False)
    return FileStat(_format_fingerprint(stat_result), is_settled=_compute_settle_time(stat_result) < now_ns)


def read_fingerprint(place: Path | str) -> str:
    """Return the fingerprint of the file at `place` alone; "" if it is absent."""
    try:
        return _format_fingerprint(os.stat(place))  # noqa: PTH116
    except OSError:
        return ""


def inspect_folders(root: Path, folders: Sequence[str]) -> FileStat:
    """Return the state of all files below `folders` of `root`: equal if none was added, removed or changed.

    Hidden files are left out. Folders that are absent or cannot be listed have no files. Links to folders are not
    followed; with one, the state is never settled, for the files behind it may change.
    """
    now_ns = time.time_ns()
    lines: list[str] = []
    latest_ns = 0
    has_links = False
    for folder in folders:
        for path, stat_result in _walk_files(f"{os.fspath(root)}/", f"{folder}/"):
            lines.append(f"{path} {_format_fingerprint(stat_result)}")
            latest_ns = max(latest_ns, _compute_settle_time(stat_result))
            has_links = has_links or S_ISDIR(stat_result.st_mode)
    text = "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
    settle_seconds = None if has_links else max(0, latest_ns - now_ns + 1) / 1e9
    return FileStat(
        blake2b(text, digest_size=16).hexdigest(),
        is_settled=latest_ns < now_ns and not has_links,
        settle_seconds=settle_seconds,
    )


def _format_fingerprint(stat_result: os.stat_result) -> str:
    return f"{stat_result.st_size} {stat_result.st_mtime_ns} {stat_result.st_ctime_ns}"


def _compute_settle_time(stat_result: os.stat_result) -> int:
    """Return the time (in ns) after which any further change of a file shows in its times.

    The ctime also changes with permissions and if another file takes its place, and nobody can set it. (On Windows it
    is the time of creation, which does no harm.)
    """
    changed_ns = stat_result.st_ctime_ns
    return max(stat_result.st_mtime_ns, changed_ns) + (_COMMON_GRAIN_NS if changed_ns % _FINE_GRAIN_NS else _GRAIN_NS)


def _read_stat(entry: "os.DirEntry[str]") -> os.stat_result:
    """Return the state of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _walk_files(top: str, inside: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below the folder `top` + `inside`, and links to folders, with their paths from `top`."""
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
