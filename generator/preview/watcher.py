"""Watch the folders of an archive and report every change.

In: the archive's root. Out: events for the owner thread. What the watcher cannot see, the owner finds when it inspects
all files.
"""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR
from typing import NoReturn

import watchfiles
from watchfiles import Change

from generator import layout
from generator.preview.preview_site import is_archive_path
from generator.preview.scheduler import ChangesMissed, Event, FilesChanged, WatchFailed, describe_error

WATCHED_FOLDERS = (layout.CONTENT, layout.TEMPLATES)
# Milliseconds. An editor's save is several changes: all within one _DEBOUNCE are reported together.
_STEP, _DEBOUNCE, _TICK = 10, 50, 500
# A watch that fails within this many seconds would fail again at once.
_QUICK_FAILURE = 1.0


class Watcher:
    """Watches for as long as the preview runs. After a failure it waits `retry_seconds`."""

    def __init__(self, root: Path, post: Callable[[Event], None], retry_seconds: float) -> None:
        self._root, self._post, self._retry_seconds = root, post, retry_seconds

    def run(self) -> NoReturn:
        """Report changes for ever; after a failure, or when a folder is replaced, watch again."""
        is_resumed = False
        while True:
            started_at = time.monotonic()
            try:
                self._watch_folders(is_resumed=is_resumed)
                is_resumed = True
                self._post(ChangesMissed())
            except Exception as error:  # noqa: BLE001  (a name that is not UTF-8, too many folders, …)
                is_resumed = False
                if time.monotonic() < started_at + _QUICK_FAILURE:
                    self._post(WatchFailed(describe_error(error)))
                    time.sleep(self._retry_seconds)

    def _watch_folders(self, *, is_resumed: bool) -> None:
        """Watch until a folder appears, disappears or is replaced. Changes before a resumed watch were missed."""
        folders = self._list_folders()
        for changes in watchfiles.watch(
            *folders,
            watch_filter=None,
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if is_resumed:
                self._post(ChangesMissed())
                is_resumed = False
            changed_paths = {Path(name).relative_to(self._root).as_posix() for _, name in changes}
            if archive_paths := frozenset(filter(is_archive_path, changed_paths)):
                self._post(FilesChanged(archive_paths))
            is_gone = any(Path(name) in folders for change, name in changes if change is Change.deleted)
            if is_gone or folders != self._list_folders():
                return

    def _list_folders(self) -> dict[Path, tuple[int, int]]:
        """Return the folders to watch that exist, each with what tells it from another folder of its name."""
        folders = {}
        for folder in (self._root / name for name in WATCHED_FOLDERS):
            with contextlib.suppress(OSError):
                folder_stat = folder.stat()
                if S_ISDIR(folder_stat.st_mode):
                    folders[folder] = (folder_stat.st_dev, folder_stat.st_ino)
        return folders
