"""Live preview: serve on this machine, watch, show what changed, tell the browser.

The watcher tells the studio of every change at once; a second thread goes through the whole archive when there is
reason to, when editors pause, and when a look at all files shows what the watcher has missed.
"""

import contextlib
import logging
import threading
import time
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from stat import S_ISDIR

import msgspec
import watchfiles
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from watchfiles import Change

from generator import layout
from generator.desk_web import handlers
from generator.desk_web.desk_state import DeskSession
from generator.desk_web.guards import LOOPBACK, Address
from generator.model.errors import UsageError
from generator.preview.live_site import LiveSite, PreviewConsole, is_archive_path
from generator.preview.server import start_server
from generator.store import content
from generator.store.file_stats import inspect_folders

_WATCHED_FOLDERS = (layout.CONTENT, layout.TEMPLATES)
# An editor's save is several events: those that come within so many milliseconds of each other are one.
_STEP, _DEBOUNCE, _TICK = 10, 50, 500
# Seconds without a change after which all is gone through, and that where answers of the desk were the last.
_PAUSE, _AFTER_ANSWERS = 1.5, 10.0
# A watch that fails within so many seconds would fail again at once.
_RETRY_SECONDS = 1.0


class Pauses(msgspec.Struct, frozen=True):
    """How many seconds nothing has to change until files are looked over `rescan`, and until it is `idle`.

    When it is quiet the search index is made, and an archive that could not be gone through is tried again.
    """

    rescan: float = 5.0
    idle: float = 15.0


DEFAULT_PAUSES = Pauses()


def serve_preview(  # noqa: PLR0913  (the archive, where it is served, what it is told with, and when)
    root: Path,
    address: Address,
    today: Callable[[], str],
    console: PreviewConsole,
    *,
    open_browser: bool,
    pauses: Pauses = DEFAULT_PAUSES,
) -> int:
    """Serve the archive at `root` until the process is interrupted. The exit code is 0.

    Raises UsageError for an address that is not this machine's own, MachineError for a port in use.
    """
    if address.host not in LOOPBACK:
        step = f"serve on one of {', '.join(LOOPBACK)}; to publish, put output/ on a web host"
        raise UsageError(f"--host {address.host}: the preview shows drafts to whoever can reach it; {step}")
    if not (root / layout.SETTINGS).is_file():
        content.load_settings(root)  # a folder without an archive is answered at once; settings can be mended meanwhile
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    loop = IOLoop.current()
    live_site = LiveSite(root, address.url, today, console, lambda path: loop.add_callback(_reload_browsers, path))
    desk_session = DeskSession(root, today)
    http_server = start_server(live_site, address, handlers.build_handlers(address, desk_session), handlers.LINK)
    live_site.on_ready = _build_opener(address, console.info, open_browser=open_browser)
    rebuilder = Rebuilder(live_site, desk_session, console.error, pauses)
    for target in (rebuilder.watch, rebuilder.run):
        threading.Thread(target=target, daemon=True).start()
    try:
        loop.start()
    except KeyboardInterrupt:
        console.info("stopped")
    finally:
        http_server.stop()
    return 0


class Rebuilder:
    """Keeps a studio in step with the files, and tells the desk when they are others.

    Its threads that watch and keep never end: what goes wrong is told, and the files are looked over again. What both
    write to is under `_lock`.
    """

    def __init__(
        self, live_site: LiveSite, desk_session: DeskSession, print_error: Callable[..., None], pauses: Pauses
    ) -> None:
        self._live_site, self._desk_session, self._print_error, self._pauses = (
            live_site,
            desk_session,
            print_error,
            pauses,
        )
        self._lock = threading.Lock()
        self._changed_paths: set[Path] = set()
        self._wake_event = threading.Event()
        self._due_at: float | None = None
        self._last_stats, self._finished_at = "", 0.0
        self._last_error = ""
        self._indexer = threading.Thread()

    def watch(self) -> None:
        """Tell the studio of every change; end never."""
        is_new = False
        while True:
            started_at = time.monotonic()
            try:
                self._watch_folders(is_new=is_new)
                is_new = True
                self._schedule_scan(0)
            except Exception as error:  # noqa: BLE001  (a name that is not UTF-8, too many folders, …)
                is_new = False  # what was not heard of is seen when all is looked over
                if time.monotonic() < started_at + _RETRY_SECONDS:
                    self._report_error(error)
                    time.sleep(self._pauses.rescan)

    def run(self) -> None:
        """Go through the archive whenever that is due; end never."""
        self._guard(self._scan_archive)
        while True:
            self._wake_event.wait(self._compute_wait())
            self._wake_event.clear()
            self._guard(self._run_due_work)

    def _guard(self, task: Callable[[], None]) -> bool:
        """Do some work; whether it could be done. A thread that died would let the preview go stale unseen."""
        try:
            task()
        except Exception as error:  # noqa: BLE001
            self._report_error(error)
            return False
        return True

    def _report_error(self, error: Exception) -> None:
        """Tell what could not be done, once."""
        message = f"error: {type(error).__name__}: {error}"
        if message != self._last_error:
            self._last_error = message
            self._print_error(message, "the archive is looked over every few seconds all the same")

    def _watch_folders(self, *, is_new: bool) -> None:
        """Watch the folders for as long as they are the same; `is_new` says that others were watched before."""
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
            if is_new:  # what was changed until they were watched
                self._schedule_scan(0)
                is_new = False
            paths = {Path(name) for _, name in changes}
            changed_paths = {path for path in paths if is_archive_path(self._resolve_relative(path))}
            if changed_paths and not self._guard(partial(self._show_changes, changed_paths)):
                self._schedule_scan(0)
            is_gone = any(Path(name) in folders for change, name in changes if change is Change.deleted)
            if is_gone or folders != self._list_folders():
                return

    def _run_due_work(self) -> None:
        """Do what is due."""
        idle_seconds = time.monotonic() - self._finished_at
        if self._due_at is not None:
            if time.monotonic() >= self._due_at:
                self._scan_archive()
        elif self._compute_stats() != self._last_stats or (
            self._live_site.is_stuck and idle_seconds > self._pauses.idle
        ):
            self._scan_archive()
        elif idle_seconds > self._pauses.idle and self._live_site.needs_index and not self._indexer.is_alive():
            # In a thread of its own: a new saved page does not wait for it, which takes long in a large archive.
            self._indexer = threading.Thread(target=partial(self._guard, self._live_site.update_index), daemon=True)
            self._indexer.start()

    def _show_changes(self, changed_paths: set[Path]) -> None:
        """Show what can be shown at once, and plan the rest. What answers of the desk wrote waits until they pause."""
        is_own = self._desk_session.can_wait(changed_paths)
        with self._lock:
            self._changed_paths |= changed_paths
        is_complete = self._live_site.show_changes({*map(self._resolve_relative, changed_paths)})
        self._schedule_scan(_AFTER_ANSWERS if is_own else _PAUSE if is_complete else 0)

    def _scan_archive(self) -> None:
        with self._lock:
            self._due_at = None
            changed_paths, self._changed_paths = self._changed_paths, set()
        self._last_stats = self._compute_stats()
        self._live_site.scan_archive()
        self._desk_session.note_archive_change(changed_paths)
        self._finished_at = time.monotonic()

    def _schedule_scan(self, seconds: float) -> None:
        """Go through the archive in so many seconds; what is overdue is not put off."""
        current_time = time.monotonic()
        with self._lock:
            if self._due_at is None or self._due_at > current_time:
                self._due_at = current_time + seconds
        self._wake_event.set()

    def _compute_wait(self) -> float:
        """How many seconds there is nothing to do, if nothing changes."""
        due = self._due_at
        return self._pauses.rescan if due is None else max(0.0, due - time.monotonic())

    def _compute_stats(self) -> str:
        return inspect_folders(self._live_site.root, _WATCHED_FOLDERS).fingerprint

    def _resolve_relative(self, path: Path) -> str:
        return path.relative_to(self._live_site.root).as_posix()

    def _list_folders(self) -> dict[Path, tuple[int, int]]:
        """The folders to watch that are there now, each with what tells it from another of its name."""
        folders = {}
        for folder in (self._live_site.root / name for name in _WATCHED_FOLDERS):
            with contextlib.suppress(OSError):
                folder_stat = folder.stat()
                if S_ISDIR(folder_stat.st_mode):
                    folders[folder] = (folder_stat.st_dev, folder_stat.st_ino)
        return folders


def _build_opener(address: Address, print_info: Callable[..., None], *, open_browser: bool) -> Callable[[], None]:
    """What is done when the first build is over."""

    def open_preview() -> None:
        print_info(f"the preview is at {address.url} (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(address.url)

    return open_preview


def _reload_browsers(path: str) -> None:
    """Tell every connected browser that `path` changed ("*": the page)."""
    LiveReloadHandler.reload_waiters(path)
