"""Start a live preview: a server for browsers, a watcher for files, and the owner thread between them.

watcher, background work, review queue --events--> owner thread --one immutable value--> browsers
"""

import logging
import queue
import signal
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop

from generator import layout
from generator.desk_web import handlers
from generator.desk_web.desk_thread import DeskThread
from generator.desk_web.guards import LOOPBACK, Address
from generator.model.errors import UsageError
from generator.preview.live_site import BrowserCalls, LiveSite, PreviewConsole
from generator.preview.owner import PreviewOwner
from generator.preview.scheduler import DEFAULT_PAUSES, AnswerSaved, Event, PageFailed, Pauses, Scheduler
from generator.preview.server import PreviewAccess, start_server
from generator.preview.snapshot import PreviewSource
from generator.preview.watcher import Watcher
from generator.reference.tables import Tables
from generator.store import content, guarded_write


def serve_preview(  # noqa: PLR0913  (the archive, its address, where lines go, how it behaves)
    root: Path,
    address: Address,
    today: Callable[[], str],
    console: PreviewConsole,
    *,
    open_browser: bool,
    pauses: Pauses = DEFAULT_PAUSES,
) -> int:
    """Serve the archive at `root` until the process is interrupted; return exit code 0.

    Raises UsageError if the address is not this machine's own, MachineError if the port is in use.
    """
    if address.host not in LOOPBACK:
        step = f"serve on one of {', '.join(LOOPBACK)}; to publish, put output/ on a web host"
        raise UsageError(f"--host {address.host}: anyone who can reach the preview would see drafts; {step}")
    if not (root / layout.SETTINGS).is_file():
        content.load_settings(root)  # raises at once; invalid settings can be fixed while the preview runs
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    loop = IOLoop.current()
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    source = PreviewSource(root, address.url, Tables(), today)
    browser_calls = BrowserCalls(
        reload=lambda path: loop.add_callback(LiveReloadHandler.reload_waiters, path),
        announce=_build_announcement(address, console.info, open_browser=open_browser),
    )
    live_site = LiveSite(source, console, browser_calls)
    desk_thread = DeskThread(root, today, lambda path, sha256: events.put(AnswerSaved(path, sha256)))
    access = PreviewAccess(root, lambda: live_site.preview_site, lambda problems: events.put(PageFailed(problems)))
    http_server = start_server(access, address, handlers.build_handlers(address, desk_thread), handlers.LINK)
    scheduler = Scheduler(pauses, lambda path: guarded_write.read_with_digest(root, path)[1])
    owner = PreviewOwner(source, events, live_site, scheduler, desk_thread.mark_stale)
    watcher = Watcher(root, events.put, pauses.rescan)
    for target in (watcher.run, owner.run):
        threading.Thread(target=target, daemon=True).start()
    try:
        _stop_on_interrupt(loop)
        loop.start()
    except KeyboardInterrupt:
        pass
    finally:
        http_server.stop()
        desk_thread.close()
    console.info("stopped")
    return 0


def _stop_on_interrupt(loop: IOLoop) -> None:
    """Let Ctrl-C stop the server. A second one interrupts it wherever it is, as usual.

    tornado would swallow the KeyboardInterrupt that Ctrl-C raises while a request is handled.
    """

    def stop(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        loop.add_callback_from_signal(loop.stop)  # `add_callback` would not wake the loop

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)


def _build_announcement(address: Address, print_info: Callable[..., None], *, open_browser: bool) -> Callable[[], None]:
    """Return what runs when the first site can be seen."""

    def announce() -> None:
        print_info(f"the preview is at {address.url} (stop with Ctrl-C)")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address.url,), daemon=True).start()

    return announce
