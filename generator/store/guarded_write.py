"""Files of `content/` changed on behalf of an editor: whole, and only where they are as they were when they were read.

In: a path, the new bytes, the digest of the file as it was read. Out: the edit, which can be undone, or a problem where
the file is another by now. The archive is held while a file is written, so that no run writes at the same time.
"""

from pathlib import Path

from generator import layout
from generator.model.errors import UsageError
from generator.model.problem import Problem, Result
from generator.model.value import Value
from generator.store import disk, lock
from generator.text import digest

# The digest of a file that is not there.
ABSENT = ""
# The kind of problem that a file is another by now.
CONFLICT = "conflict"
# A run may be at work; so many seconds it is waited for.
_LOCK_TIMEOUT = 60.0


class FileEdit(Value, frozen=True):
    """A file that was changed: its bytes before (None: it was not there) and after."""

    path: str
    before: bytes | None
    after: bytes


def read_with_digest(root: Path, path: str) -> tuple[bytes, str]:
    """The bytes of the file at `path` (relative to the root) and their digest; none and ABSENT where there is none."""
    place = root / path
    if not place.exists() and not place.is_symlink():
        return b"", ABSENT
    data = disk.read(place)
    return data, digest.sha256(data)


def write_if_unchanged(root: Path, path: str, data: bytes, expected_digest: str) -> Result[FileEdit | None]:
    """Put `data` at `path`, where the file still has the digest `expected_digest` (ABSENT: where there is none)."""
    if not path.startswith(f"{layout.CONTENT}/") or ".." in path.split("/"):
        raise UsageError(f"{path}: this is outside of content/, where editors' files are")
    with lock.lock_archive(root, "edit", wait=_LOCK_TIMEOUT):
        before, current_digest = read_with_digest(root, path)
        if current_digest != expected_digest:
            return Result(None, (build_conflict(path, expected_digest, current_digest),))
        place = (root / path).resolve()  # a link stays one
        mode = place.stat().st_mode if current_digest != ABSENT else None
        disk.write(place, data)
        if mode is not None:
            with disk.convert_os_errors("set the permissions of", place):
                place.chmod(mode)
    return Result(FileEdit(path=path, before=None if expected_digest == ABSENT else before, after=data))


def undo(root: Path, edit: FileEdit) -> Problem | None:
    """Make a file what it was before `edit`, unless somebody changed it since: then the problem says so."""
    if edit.before is not None:
        return next(iter(write_if_unchanged(root, edit.path, edit.before, digest.sha256(edit.after)).problems), None)
    with lock.lock_archive(root, "edit", wait=_LOCK_TIMEOUT):
        _, current_digest = read_with_digest(root, edit.path)
        if current_digest != digest.sha256(edit.after):
            return build_conflict(edit.path, digest.sha256(edit.after), current_digest)
        disk.remove(root / edit.path)
    return None


def build_conflict(path: str, expected_digest: str, current_digest: str) -> Problem:
    """That a file is not what it `expected_digest` when it was read, by its digests."""
    if expected_digest == ABSENT:
        fact, step = "this file is there already", "choose another name, or change that file"
    elif current_digest == ABSENT:
        fact, step = "this file is gone since it was read", "nothing was written; look where it is now"
    else:
        fact, step = "this file was changed since it was read", "nothing was written; look at it and do it again"
    return Problem.must_fix(path, CONFLICT, fact, step)
