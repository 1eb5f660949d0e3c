"""Live preview: serve on this machine, watch, show what changed, tell the browser.

The watcher tells the studio of every change at once; a second thread goes through the whole archive when there is
reason to, when editors pause, and when a look at all files shows what the watcher has missed.
"""

import logging
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import watchfiles
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop

from generator.model.errors import UsageError
from generator.preview import desk
from generator.preview.desk_state import Sitting
from generator.preview.server import LOOPBACK, Address, server
from generator.preview.studio import Studio, Voices
from generator.store import content
from generator.store.survey import look_over

_WATCHED = ("content", "templates")
# An editor's save is several events: those that come within so many milliseconds of each other are one.
_STEP, _LONGEST, _TICK = 10, 50, 500
# Seconds without a change after which all is gone through, looked over again, and indexed.
_PAUSE, _AGAIN, _QUIET = 1.5, 5.0, 15.0
_AFTER_ANSWERS = 10.0


def serve(root: Path, address: Address, today: Callable[[], str], voices: Voices, *, open_browser: bool) -> int:
    """Serve the archive at `root` until the process is interrupted. The exit code is 0.

    Raises UsageError for an address that is not this machine's own, MachineError for a port in use.
    """
    if address.host not in LOOPBACK:
        step = f"serve on one of {', '.join(LOOPBACK)}; to publish, put output/ on a web host"
        raise UsageError(f"--host {address.host}: the preview shows drafts to whoever can reach it; {step}")
    content.settings(root)  # a folder without an archive is answered at once
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    loop = IOLoop.current()
    studio = Studio(root, address.url, today, voices, lambda path: loop.add_callback(_reload, path))
    sitting = Sitting(root, today)
    listening = server(studio, address, desk.handlers(address, sitting), desk.LINK)
    studio.ready = _opener(address, voices.say, open_browser=open_browser)
    keeper = _Keeper(studio, sitting)
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
    """Keeps a studio in step with the files, and tells the desk when they are others."""

    def __init__(self, studio: Studio, sitting: Sitting) -> None:
        self._studio, self._sitting = studio, sitting
        self._changed: set[Path] = set()
        self._news = threading.Event()
        self._due: float | None = None
        self._looked, self._done = "", 0.0

    def watch(self) -> None:
        """Tell the studio of every change; end never."""
        while True:
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
                if changes:
                    self._take({Path(path) for _, path in changes})
                if folders != self._folders():  # watch the new one too, and go through what it brought
                    self._plan(0)
                    break

    def keep(self) -> None:
        """Go through the archive whenever that is due; end never."""
        self._go_through()
        while True:
            self._news.wait(self._wait())
            self._news.clear()
            if self._due is not None:
                if time.monotonic() >= self._due:
                    self._go_through()
            elif self._look() != self._looked:
                self._go_through()
            elif time.monotonic() - self._done > _QUIET:
                self._studio.index()

    def _take(self, changed: set[Path]) -> None:
        """Show what can be shown at once, and plan the rest. What answers of the desk wrote waits until they pause."""
        own = self._sitting.may_wait(changed)
        self._changed |= changed
        is_all = self._studio.take({path.relative_to(self._studio.root).as_posix() for path in changed})
        self._plan(_AFTER_ANSWERS if own else _PAUSE if is_all else 0)

    def _go_through(self) -> None:
        self._due, self._looked = None, self._look()
        changed, self._changed = self._changed, set()
        self._studio.go_through()
        self._sitting.archive_changed(changed)
        self._done = time.monotonic()

    def _plan(self, seconds: float) -> None:
        """Go through the archive in so many seconds; what is overdue is not put off."""
        now = time.monotonic()
        if self._due is None or self._due > now:
            self._due = now + seconds
        self._news.set()

    def _wait(self) -> float:
        """How many seconds there is nothing to do, if nothing changes."""
        return _AGAIN if self._due is None else max(0.0, self._due - time.monotonic())

    def _look(self) -> str:
        return look_over(self._studio.root, _WATCHED).seen

    def _folders(self) -> list[Path]:
        """The folders to watch that are there now."""
        return [folder for name in _WATCHED if (folder := self._studio.root / name).is_dir()]


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
