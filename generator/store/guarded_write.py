"""Files of `content/` changed on behalf of an editor: whole, and only where they are as they were when they were read.

In: a path, the new bytes, the digest of the file as it was read. Out: the edit, which can be undone, or a problem where
the file is another by now. The archive is held while a file is written, so that no run writes at the same time.
"""

from pathlib import Path

from generator.model.errors import UsageError
from generator.model.problem import Found, Place, Problem, Severity
from generator.model.value import Value
from generator.store import disk, lock
from generator.text import digest

# The digest of a file that is not there.
ABSENT = ""
# The kind of problem that a file is another by now.
CONFLICT = "conflict"
# A run may be at work; so many seconds it is waited for.
_PATIENCE = 60.0


class Edit(Value, frozen=True):
    """A file that was changed: its bytes before (None: it was not there) and after."""

    path: str
    before: bytes | None
    after: bytes


def look(root: Path, path: str) -> tuple[bytes, str]:
    """The bytes of the file at `path` (relative to the root) and their digest; none and ABSENT where there is none."""
    place = root / path
    if not place.exists() and not place.is_symlink():
        return b"", ABSENT
    data = disk.read(place)
    return data, digest.sha256(data)


def write(root: Path, path: str, data: bytes, was: str) -> Found[Edit | None]:
    """Put `data` at `path`, where the file still has the digest `was` (ABSENT: where there is none)."""
    if not path.startswith("content/") or ".." in path.split("/"):
        raise UsageError(f"{path}: this is outside of content/, where editors' files are")
    with lock.held(root, "edit", wait=_PATIENCE):
        before, now = look(root, path)
        if now != was:
            return Found(None, (conflict(path, was, now),))
        place = (root / path).resolve()  # a link stays one
        mode = place.stat().st_mode if now != ABSENT else None
        disk.write(place, data)
        if mode is not None:
            with disk.machine("set the permissions of", place):
                place.chmod(mode)
    return Found(Edit(path=path, before=None if was == ABSENT else before, after=data))


def undo(root: Path, edit: Edit) -> Problem | None:
    """Make a file what it was before `edit`, unless somebody changed it since: then the problem says so."""
    if edit.before is not None:
        return next(iter(write(root, edit.path, edit.before, digest.sha256(edit.after)).problems), None)
    with lock.held(root, "edit", wait=_PATIENCE):
        _, now = look(root, edit.path)
        if now != digest.sha256(edit.after):
            return conflict(edit.path, digest.sha256(edit.after), now)
        disk.remove(root / edit.path)
    return None


def conflict(path: str, was: str, now: str) -> Problem:
    """That a file is not what it `was` when it was read, by its digests."""
    if was == ABSENT:
        fact, step = "this file is there already", "choose another name, or change that file"
    elif now == ABSENT:
        fact, step = "this file is gone since it was read", "nothing was written; look where it is now"
    else:
        fact, step = "this file was changed since it was read", "nothing was written; look at it and do it again"
    return Problem(severity=Severity.PROBLEM, place=Place(path=path), kind=CONFLICT, fact=fact, step=step)
