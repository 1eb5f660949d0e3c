"""What answers the browser of a preview: the rendered files, livereload's script and socket.

livereload gives the script and the websocket that make a browser reload; the rest of its server is not used:
its watcher misses changes, and it asks neither where a request comes from nor for which host it is meant.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets

from generator.model.errors import MachineError

# An address of the preview, what answers it, and what that is made with.
Rule: TypeAlias = tuple[str, type[web.RequestHandler], dict[str, Any]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SCRIPT = b'<script src="/livereload.js?port=%d"></script></body>'
# The pages' own policy allows no script; here livereload's runs, and hears of changes through its socket.
_POLICY = b"content=\"default-src 'none'; "
_PREVIEW_POLICY = _POLICY + b"script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws:; "


class Address(msgspec.Struct, frozen=True):
    """Where the preview is served: a name or address of this machine, and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address of the preview's home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def server(folder: Path, address: Address, rooms: Sequence[Rule] = ()) -> HTTPServer:
    """A server for the files in `folder`, listening; `rooms` are addresses that no file has."""
    folder.mkdir(parents=True, exist_ok=True)
    LiveReloadHandler.live_css = True
    LiveReloadHandler.watcher = _NoWatcher()
    guard = {"address": address}
    application = web.Application(
        [
            *rooms,
            (r"/livereload", _Socket, guard),
            (r"/livereload\.js", _Script, guard),
            (r"/(.*)", _Page, {"address": address, "path": str(folder), "default_filename": "index.html"}),
        ]
    )
    listening = HTTPServer(application)
    try:
        listening.add_sockets(bind_sockets(address.port, address.host))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(f"{address.url}: cannot be served: {reason}; choose another with --port") from error
    return listening


class _NoWatcher:
    """Stands where livereload keeps its own watcher, which is never started."""

    filepath: str | None = None


def is_ours(request: HTTPServerRequest, address: Address) -> bool:
    """Whether a request is meant for this preview: a name that only resolves here would give others access."""
    try:
        host = urlsplit(f"//{request.host}")
        name, port = host.hostname, host.port
    except ValueError:
        return False
    return name in LOOPBACK and port == address.port


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket, for pages of this preview only."""

    def initialize(self, address: Address) -> None:
        """Take the address that the preview is served at."""
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not is_ours(self.request, self._address):
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
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)


class _Page(web.StaticFileHandler):
    """The rendered files. Pages get livereload's script; nothing is cached, nothing above the folder is served."""

    def initialize(self, path: str, default_filename: str | None = None, *, address: Address) -> None:  # type: ignore[override]
        """Take the folder and the address that the preview is served at."""
        super().initialize(path, default_filename)
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not is_ours(self.request, self._address):
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
