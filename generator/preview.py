"""Live preview: build, serve on this machine, watch, build again, tell the browser.

livereload gives the script and the websocket that make a browser reload; the rest of its server is not used:
its watcher misses changes, and it asks neither where a request comes from nor for which host it is meant.
The site is rendered into `.backfile/preview`, never into `output/`.
"""

import logging
import threading
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import watchfiles
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets

from generator import pipeline, report
from generator.model.errors import GeneratorError, MachineError, UsageError
from generator.store import content, lock, tables

PLACE = Path(".backfile", "preview")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_WATCHED = ("content", "templates")
_SCRIPT = b'<script src="/livereload.js?port=%d"></script></body>'
# The pages' own policy allows no script; here livereload's runs, and hears of changes through its socket.
_POLICY = b"content=\"default-src 'none'; "
_PREVIEW_POLICY = _POLICY + b"script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws:; "
# An editor's save is often several events; those that come this close together are one (milliseconds).
_DEBOUNCE = 50
_TICK = 500
_STAYS = "the last good site stays; mend this and save"
# Another run may be writing to the archive; wait so many seconds for it.
_PATIENCE = 60


class Address(msgspec.Struct, frozen=True):
    """Where the preview is served: a name or address of this machine, and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address of the preview's home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


class Voices(msgspec.Struct, frozen=True):
    """Where lines go: `say` what a person may want to read, `tell` what was found wrong."""

    say: Callable[..., None]
    tell: Callable[..., None]


def serve(root: Path, address: Address, today: Callable[[], str], voices: Voices, *, open_browser: bool) -> int:
    """Serve the archive at `root` until the process is interrupted. The exit code is 0.

    Raises UsageError for an address that is not this machine's own, MachineError for a port in use.
    """
    if address.host not in _LOOPBACK:
        step = f"serve on one of {', '.join(_LOOPBACK)}; to publish, put output/ on a web host"
        raise UsageError(f"--host {address.host}: the preview shows drafts to whoever can reach it; {step}")
    content.settings(root)  # a folder without an archive is answered at once
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    loop = IOLoop.current()
    server = _server(root / PLACE, address)
    studio = _Studio(root, address, today, voices, lambda path: loop.add_callback(_reload, path))
    ready = _opener(address, voices.say, open_browser=open_browser)
    watcher = threading.Thread(target=studio.work, args=(ready,), daemon=True)
    watcher.start()
    try:
        loop.start()
    except KeyboardInterrupt:
        voices.say("stopped")
    finally:
        server.stop()
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

    def work(self, ready: Callable[[], None]) -> None:
        """Watch first, then build, so that no change falls in between; then build for each change."""
        started, pending = False, True
        while True:
            folders = self._folders()
            for changes in watchfiles.watch(
                *folders, debounce=_DEBOUNCE, rust_timeout=_TICK, yield_on_timeout=True, raise_interrupt=False
            ):
                if pending or changes:
                    pending = False
                    self._build({Path(path) for _, path in changes})
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


def _server(folder: Path, address: Address) -> HTTPServer:
    """A server for the files in `folder`, listening."""
    folder.mkdir(parents=True, exist_ok=True)
    LiveReloadHandler.live_css = True
    LiveReloadHandler.watcher = _NoWatcher()
    guard = {"address": address}
    application = web.Application(
        [
            (r"/livereload", _Socket, guard),
            (r"/livereload\.js", _Script, guard),
            (r"/(.*)", _Page, {"address": address, "path": str(folder), "default_filename": "index.html"}),
        ]
    )
    server = HTTPServer(application)
    try:
        server.add_sockets(bind_sockets(address.port, address.host))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(f"{address.url}: cannot be served: {reason}; choose another with --port") from error
    return server


class _NoWatcher:
    """Stands where livereload keeps its own watcher, which is never started."""

    filepath: str | None = None


def _is_ours(request: HTTPServerRequest, address: Address) -> bool:
    """Whether a request is meant for this preview: a name that only resolves here would give others access."""
    try:
        host = urlsplit(f"//{request.host}")
        name, port = host.hostname, host.port
    except ValueError:
        return False
    return name in _LOOPBACK and port == address.port


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket, for pages of this preview only."""

    def initialize(self, address: Address) -> None:
        """Take the address that the preview is served at."""
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not _is_ours(self.request, self._address):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Whether the page that opens the socket is one of ours."""
        return bool(urlsplit(origin).netloc == self.request.host)


class _Script(LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, for requests that are meant for this preview."""

    def initialize(self, address: Address) -> None:
        """Take the address that the preview is served at."""
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not _is_ours(self.request, self._address):
            raise web.HTTPError(403)


class _Page(web.StaticFileHandler):
    """The rendered files. Pages get livereload's script; nothing is cached, nothing above the folder is served."""

    def initialize(self, path: str, default_filename: str | None = None, *, address: Address) -> None:  # type: ignore[override]
        """Take the folder and the address that the preview is served at."""
        super().initialize(path, default_filename)
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not _is_ours(self.request, self._address):
            raise web.HTTPError(403)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002
        """Let the browser ask each time."""
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        """Never: what is shown is what is on disk."""
        return False

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """As in tornado, after resolving links; a page that is not there is answered with 404.html."""
        if not Path(absolute_path).resolve().is_relative_to(Path(root).resolve()):
            raise web.HTTPError(403)
        return super().validate_absolute_path(root, absolute_path)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """The archive's own page for an address that leads nowhere."""
        page = Path(self.root, "404.html")
        if status_code == 404 and page.is_file():
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **kwargs)

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002
        """A file; an HTML page with the script at its end."""
        if "\0" in path:
            raise web.HTTPError(404)
        self.path = self.parse_url_path(path)
        absolute = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        self.absolute_path = absolute
        if absolute is None:
            return  # a redirect to a folder's index was sent
        if not absolute.endswith(".html"):
            await super().get(path, include_body)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_extra_headers(path)
        page = _with_script(absolute, self._address.port)
        await self.finish(page if include_body else None)


def _with_script(path: str, port: int) -> bytes:
    """The page at `path` with livereload's script at its end, and a policy under which it runs."""
    page = Path(path).read_bytes().replace(_POLICY, _PREVIEW_POLICY, 1)
    return page.replace(b"</body>", _SCRIPT % port)
