"""The folder in which the search index is made: one fixed place, so that nothing of an interrupted run stays.

It holds the words of all stories. A run that is killed cannot delete it; every later start does. This module imports
nothing heavy: every command begins with it.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator import layout

_NAME, _LOCK = "search-work", "index-lock"


@contextlib.contextmanager
def open_folder(work_folder: Path) -> Iterator[Path]:
    """Yield the empty scratch folder of `work_folder`; it is deleted afterwards, whatever happens."""
    import filelock  # noqa: PLC0415  (not for a build that has nothing to do)

    work_folder.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(work_folder / _LOCK):
        folder = work_folder / _NAME
        _delete(folder)
        folder.mkdir()
        try:
            yield folder
        finally:
            _delete(folder)


def sweep(root: Path) -> None:
    """Delete the scratch folders of the archive at `root` that no run uses now, such as a killed run leaves."""
    for work_folder in (root / layout.WORK, root / layout.PREVIEW):
        if not os.path.lexists(work_folder / _NAME):
            continue
        import filelock  # noqa: PLC0415

        with contextlib.suppress(filelock.Timeout, OSError), filelock.FileLock(work_folder / _LOCK, timeout=0):
            _delete(work_folder / _NAME)


def _delete(folder: Path) -> None:
    """Delete `folder` with everything in it; if it is something else, such as a link or a pipe, itself."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
