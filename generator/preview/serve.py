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

from generator import config
from generator.desk_web import handlers
from generator.desk_web.desk_state import Sitting
from generator.desk_web.guards import LOOPBACK, Address
from generator.model.errors import UsageError
from generator.preview.live_site import Studio, Voices, concerns
from generator.preview.server import server
from generator.store import content
from generator.store.file_stats import look_over

_WATCHED = ("content", "templates")
# An editor's save is several events: those that come within so many milliseconds of each other are one.
_STEP, _LONGEST, _TICK = 10, 50, 500
# Seconds without a change after which all is gone through, and that where answers of the desk were the last.
_PAUSE, _AFTER_ANSWERS = 1.5, 10.0
# A watch that fails within so many seconds would fail again at once.
_A_WHILE = 1.0


class Pauses(msgspec.Struct, frozen=True):
    """How many seconds nothing has to change until files are looked over `again`, and until it is `quiet`.

    When it is quiet the search index is made, and an archive that could not be gone through is tried again.
    """

    again: float = 5.0
    quiet: float = 15.0


AS_USUAL = Pauses()


def serve(  # noqa: PLR0913  (the archive, where it is served, what it is told with, and when)
    root: Path,
    address: Address,
    today: Callable[[], str],
    voices: Voices,
    *,
    open_browser: bool,
    pauses: Pauses = AS_USUAL,
) -> int:
    """Serve the archive at `root` until the process is interrupted. The exit code is 0.

    Raises UsageError for an address that is not this machine's own, MachineError for a port in use.
    """
    if address.host not in LOOPBACK:
        step = f"serve on one of {', '.join(LOOPBACK)}; to publish, put output/ on a web host"
        raise UsageError(f"--host {address.host}: the preview shows drafts to whoever can reach it; {step}")
    if not (root / config.PATH).is_file():
        content.settings(root)  # a folder without an archive is answered at once; settings can be mended meanwhile
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    loop = IOLoop.current()
    studio = Studio(root, address.url, today, voices, lambda path: loop.add_callback(_reload, path))
    sitting = Sitting(root, today)
    listening = server(studio, address, handlers.handlers(address, sitting), handlers.LINK)
    studio.ready = _opener(address, voices.say, open_browser=open_browser)
    keeper = _Keeper(studio, sitting, voices.tell, pauses)
    for work in (keeper.watch, keeper.keep):
        threading.Thread(target=work, daemon=True).start()
    try:
        loop.start()
    except KeyboardInterrupt:
        voices.say("stopped")
    finally:
        listening.stop()
    return 0


class _Keeper:
    """Keeps a studio in step with the files, and tells the desk when they are others.

    Its threads that watch and keep never end: what goes wrong is told, and the files are looked over again. What both
    write to is under `_hands`.
    """

    def __init__(self, studio: Studio, sitting: Sitting, tell: Callable[..., None], pauses: Pauses) -> None:
        self._studio, self._sitting, self._tell, self._pauses = studio, sitting, tell, pauses
        self._hands = threading.Lock()
        self._changed: set[Path] = set()
        self._news = threading.Event()
        self._due: float | None = None
        self._looked, self._done = "", 0.0
        self._told = ""
        self._indexer = threading.Thread()

    def watch(self) -> None:
        """Tell the studio of every change; end never."""
        is_new = False
        while True:
            began = time.monotonic()
            try:
                self._watch(is_new=is_new)
                is_new = True
                self._plan(0)
            except Exception as error:  # noqa: BLE001  (a name that is not UTF-8, too many folders, …)
                is_new = False  # what was not heard of is seen when all is looked over
                if time.monotonic() < began + _A_WHILE:
                    self._fails(error)
                    time.sleep(self._pauses.again)

    def keep(self) -> None:
        """Go through the archive whenever that is due; end never."""
        self._lives(self._go_through)
        while True:
            self._news.wait(self._wait())
            self._news.clear()
            self._lives(self._turn)

    def _lives(self, work: Callable[[], None]) -> bool:
        """Do some work; whether it could be done. A thread that died would let the preview go stale unseen."""
        try:
            work()
        except Exception as error:  # noqa: BLE001
            self._fails(error)
            return False
        return True

    def _fails(self, error: Exception) -> None:
        """Tell what could not be done, once."""
        told = f"error: {type(error).__name__}: {error}"
        if told != self._told:
            self._told = told
            self._tell(told, "the archive is looked over every few seconds all the same")

    def _watch(self, *, is_new: bool) -> None:
        """Watch the folders for as long as they are the same; `is_new` says that others were watched before."""
        folders = self._folders()
        for changes in watchfiles.watch(
            *folders,
            watch_filter=None,
            step=_STEP,
            debounce=_LONGEST,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if is_new:  # what was changed until they were watched
                self._plan(0)
                is_new = False
            paths = {Path(name) for _, name in changes}
            changed = {path for path in paths if concerns(self._inside(path))}
            if changed and not self._lives(partial(self._take, changed)):
                self._plan(0)
            is_gone = any(Path(name) in folders for change, name in changes if change is Change.deleted)
            if is_gone or folders != self._folders():
                return

    def _turn(self) -> None:
        """Do what is due."""
        quiet = time.monotonic() - self._done
        if self._due is not None:
            if time.monotonic() >= self._due:
                self._go_through()
        elif self._look() != self._looked or (self._studio.is_stuck and quiet > self._pauses.quiet):
            self._go_through()
        elif quiet > self._pauses.quiet and self._studio.is_unindexed and not self._indexer.is_alive():
            # In a thread of its own: a new saved page does not wait for it, which takes long in a large archive.
            self._indexer = threading.Thread(target=partial(self._lives, self._studio.index), daemon=True)
            self._indexer.start()

    def _take(self, changed: set[Path]) -> None:
        """Show what can be shown at once, and plan the rest. What answers of the desk wrote waits until they pause."""
        own = self._sitting.may_wait(changed)
        with self._hands:
            self._changed |= changed
        is_all = self._studio.take({*map(self._inside, changed)})
        self._plan(_AFTER_ANSWERS if own else _PAUSE if is_all else 0)

    def _go_through(self) -> None:
        with self._hands:
            self._due = None
            changed, self._changed = self._changed, set()
        self._looked = self._look()
        self._studio.go_through()
        self._sitting.archive_changed(changed)
        self._done = time.monotonic()

    def _plan(self, seconds: float) -> None:
        """Go through the archive in so many seconds; what is overdue is not put off."""
        now = time.monotonic()
        with self._hands:
            if self._due is None or self._due > now:
                self._due = now + seconds
        self._news.set()

    def _wait(self) -> float:
        """How many seconds there is nothing to do, if nothing changes."""
        due = self._due
        return self._pauses.again if due is None else max(0.0, due - time.monotonic())

    def _look(self) -> str:
        return look_over(self._studio.root, _WATCHED).seen

    def _inside(self, path: Path) -> str:
        return path.relative_to(self._studio.root).as_posix()

    def _folders(self) -> dict[Path, tuple[int, int]]:
        """The folders to watch that are there now, each with what tells it from another of its name."""
        found = {}
        for folder in (self._studio.root / name for name in _WATCHED):
            with contextlib.suppress(OSError):
                state = folder.stat()
                if S_ISDIR(state.st_mode):
                    found[folder] = (state.st_dev, state.st_ino)
        return found


def _opener(address: Address, say: Callable[..., None], *, open_browser: bool) -> Callable[[], None]:
    """What is done when the first build is over."""

    def ready() -> None:
        say(f"the preview is at {address.url} (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(address.url)

    return ready


def _reload(path: str) -> None:
    """Tell every connected browser that `path` changed ("*": the page)."""
    LiveReloadHandler.reload_waiters(path)
