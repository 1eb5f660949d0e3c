"""Let only one run at a time write to an archive.

The lock is the operating system's, so a killed run holds nothing. A file beside it names the holder.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import filelock

from generator import layout
from generator.model.errors import MachineError
from generator.store import disk

_LOCK = "lock"
_HOLDER = "holder"


@contextlib.contextmanager
def lock_archive(root: Path, command: str, *, wait: float = 0) -> Iterator[None]:
    """Hold the archive at `root` for `command`; wait up to `wait` seconds for another run.

    Raises MachineError, which names the holder, if the archive stays locked.
    """
    folder = root / layout.WORK
    with disk.convert_os_errors("make", folder):
        folder.mkdir(exist_ok=True)
    lock = filelock.FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=wait)
    except filelock.Timeout:
        raise MachineError(
            f"{root}: {_read_holder(folder)} is at work on this archive; wait until it is done and run this again"
        ) from None
    except OSError as error:
        raise MachineError(f"{folder / _LOCK}: cannot be locked: {(error.strerror or str(error)).lower()}") from error
    try:
        disk.write(folder / _HOLDER, f"`backfile {command}` (process {os.getpid()})".encode(), durable=False)
        yield
    finally:
        lock.release()


def _read_holder(folder: Path) -> str:
    """Return the holder of the lock, if it is recorded."""
    with contextlib.suppress(OSError):
        return (folder / _HOLDER).read_text(encoding="utf-8") or "another run"
    return "another run"
