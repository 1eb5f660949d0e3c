"""Live preview: build, serve on this machine, watch, build again, tell the browser.

The site is rendered into `.backfile/preview`, never into `output/`.
"""

import logging
import threading
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import watchfiles
from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop

from generator import pipeline, report
from generator.model.errors import GeneratorError, UsageError
from generator.preview import desk
from generator.preview.desk_state import Sitting
from generator.preview.server import LOOPBACK, Address, server
from generator.store import content, lock, tables

PLACE = Path(".backfile", "preview")
_WATCHED = ("content", "templates")
# An editor's save is often several events; those that come this close together are one (milliseconds).
_DEBOUNCE = 50
_TICK = 500
_STAYS = "the last good site stays; mend this and save"
# Another run may be writing to the archive; wait so many seconds for it.
_PATIENCE = 60


class Voices(msgspec.Struct, frozen=True):
    """Where lines go: `say` what a person may want to read, `tell` what was found wrong."""

    say: Callable[..., None]
    tell: Callable[..., None]


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
    sitting = Sitting(root, today)
    listening = server(root / PLACE, address, desk.handlers(address, sitting))
    studio = _Studio(root, address, today, voices, lambda path: loop.add_callback(_reload, path))
    ready = _opener(address, voices.say, open_browser=open_browser)
    watcher = threading.Thread(target=studio.work, args=(ready, sitting), daemon=True)
    watcher.start()
    try:
        loop.start()
    except KeyboardInterrupt:
        voices.say("stopped")
    finally:
        listening.stop()
    return 0


class _Studio:
    """Builds when something changes. A failed build is printed and the last good site stays."""

    def __init__(
        self,
        root: Path,
        address: Address,
        today: Callable[[], str],
        voices: Voices,
        reload: Callable[[str], None],
    ) -> None:
        self._root, self._address, self._today = root, address, today
        self._say, self._tell, self._reload = voices.say, voices.tell, reload
        self._tables = tables.Tables()

    def work(self, ready: Callable[[], None], sitting: Sitting) -> None:
        """Watch first, then build, so that no change falls in between; then build for each change."""
        started, pending = False, True
        changed: set[Path] = set()
        while True:
            folders = self._folders()
            for changes in watchfiles.watch(
                *folders, debounce=_DEBOUNCE, rust_timeout=_TICK, yield_on_timeout=True, raise_interrupt=False
            ):
                changed |= {Path(path) for _, path in changes}
                if (pending or changed) and not sitting.may_wait(changed):
                    pending = False
                    self._build(changed)
                    sitting.archive_changed(changed)
                    changed = set()
                if not started:
                    started = True
                    ready()
                if folders != self._folders():  # watch the new one too, and build for what it brought
                    pending = True
                    break

    def _folders(self) -> list[Path]:
        """The folders to watch that are there now."""
        return [folder for name in _WATCHED if (folder := self._root / name).is_dir()]

    def _build(self, changed: Iterable[Path]) -> None:
        """Build, print what was found, and tell the browser when pages changed."""
        try:
            with lock.held(self._root, "serve", wait=_PATIENCE):
                built = pipeline.build(
                    self._root, self._today(), self._tables, into=self._root / PLACE, base_url=self._address.url
                )
        except GeneratorError as error:
            self._tell(*(f"error: {line}" for line in str(error).splitlines()), _STAYS)
            return
        except Exception as error:  # noqa: BLE001  (a watcher that died would let the preview go stale unseen)
            self._tell(f"error: {type(error).__name__}: {error}", _STAYS)
            return
        self._tell(*report.findings(built.problems))
        self._say(report.site(built))
        if built.published.written or built.published.removed:
            suffixes = {path.suffix for path in changed}
            self._reload("static/style.css" if suffixes == {".css"} else "*")


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
