"""Change files of `content/` for an editor, but never a file that has changed since it was read.

In: a path, the new bytes, the digest of the file when it was read. Out: the edit, which can be undone, or a problem if
the file has changed. The archive is locked during the write, so that no run writes at the same time.
"""

import os
from pathlib import Path

from generator import layout
from generator.model.errors import UsageError
from generator.model.problem import Problem, Result
from generator.model.value import Value
from generator.store import disk, lock
from generator.text import digest

# The digest of an absent file.
ABSENT = ""
# The kind of problem that a file has changed.
CONFLICT = "conflict"
# The seconds to wait for a run that is at work.
_LOCK_TIMEOUT = 60.0


class FileEdit(Value, frozen=True):
    """A changed file: its bytes before (None if it was absent) and after."""

    path: str
    before: bytes | None
    after: bytes


def read_with_digest(root: Path, path: str) -> tuple[bytes, str]:
    """Return the bytes of the file at `path`, relative to `root`, and their digest; b"" and ABSENT if it is absent."""
    place = root / path
    if not place.exists() and not place.is_symlink():
        return b"", ABSENT
    data = disk.read(place)
    return data, digest.sha256(data)


def write_if_unchanged(root: Path, path: str, data: bytes, expected_digest: str) -> Result[FileEdit | None]:
    """Write `data` to `path` if the file still has the digest `expected_digest` (ABSENT: if there is no file)."""
    if not path.startswith(f"{layout.CONTENT}/") or ".." in path.split("/"):
        raise UsageError(f"{path}: this is outside of content/, where editors' files are")
    with lock.lock_archive(root, "edit", wait=_LOCK_TIMEOUT):
        before, current_digest = read_with_digest(root, path)
        if current_digest != expected_digest:
            return Result(None, (build_conflict(path, expected_digest, current_digest),))
        place = Path(os.path.realpath(root / path))  # a link stays one
        mode = place.stat().st_mode if current_digest != ABSENT else None
        disk.write(place, data)
        if mode is not None:
            with disk.convert_os_errors("set the permissions of", place):
                place.chmod(mode)
    return Result(FileEdit(path=path, before=None if expected_digest == ABSENT else before, after=data))


def undo(root: Path, edit: FileEdit) -> Problem | None:
    """Restore a file as it was before `edit`. Return a problem if somebody has changed it since."""
    if edit.before is not None:
        return next(iter(write_if_unchanged(root, edit.path, edit.before, digest.sha256(edit.after)).problems), None)
    with lock.lock_archive(root, "edit", wait=_LOCK_TIMEOUT):
        _, current_digest = read_with_digest(root, edit.path)
        if current_digest != digest.sha256(edit.after):
            return build_conflict(edit.path, digest.sha256(edit.after), current_digest)
        disk.remove(root / edit.path)
    return None


def build_conflict(path: str, expected_digest: str, current_digest: str) -> Problem:
    """Return the problem that a file no longer has the digest it had when it was read."""
    if expected_digest == ABSENT:
        fact, step = "this file already exists", "choose another name, or change that file"
    elif current_digest == ABSENT:
        fact, step = "this file is gone since it was read", "nothing was written; find out where it is"
    else:
        fact, step = "this file has changed since it was read", "nothing was written; look at it and do this again"
    return Problem.must_fix(path, CONFLICT, fact, step)
