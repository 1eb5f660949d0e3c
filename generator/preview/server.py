"""Answer the browser of a preview: pages as they are now, and livereload's script and socket.

From livereload come the script and the websocket that make browsers reload. The rest of its server is not used: its
watcher misses changes, and it checks neither the origin nor the host of a request.
"""

import asyncio
import json
import mimetypes
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from generator.desk_web.guards import Address, Route, is_ours
from generator.model.errors import MachineError
from generator.model.problem import Problem
from generator.preview.live_site import EVERYTHING
from generator.preview.overlay import build_overlay
from generator.preview.preview_site import LoadedFile, PreviewSite, load_file
from generator.site import urls

_STYLE = "_preview/preview.css"
_PREVIEW_FILES = {
    name: (Path(__file__).parent / "pages" / name.removeprefix("_preview/")).read_bytes()
    for name in (_STYLE, "_preview/preview.js")
}
_TEXT_TYPES = frozenset({"application/json", "application/javascript", "application/xml", "application/feed+json"})
_EMPTY_PAGE = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>Not ready</title></head>"
    b"<body><p>There is nothing to show yet.</p></body></html>"
)
_SCRIPT = (
    b'<script data-preview src="/_preview/preview.js"></script>'
    b'<script data-preview src="/livereload.js?port=%d&amp;snipver=%d"></script></body>'
)
# The pages' own policy allows no script. In the preview livereload's script runs and listens on its socket.
_POLICY = b"content=\"default-src 'none'; "
_PREVIEW_POLICY = _POLICY + b"script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws:; "


# The most bytes of a form, and of what is read of a request at a time. Only the desk takes forms, with short texts.
_MAX_BODY_SIZE, _MAX_BUFFER_SIZE = 64 * 2**10, 2**20

T = TypeVar("T")


class PreviewAccess(msgspec.Struct, frozen=True):
    """What the server needs of a preview: its root, the site as it is now, and where to report pages that fail."""

    root: Path
    get_preview_site: Callable[[], PreviewSite]
    report_page_failure: Callable[[tuple[Problem, ...]], None]


def start_server(access: PreviewAccess, address: Address, routes: Sequence[Route], link: bytes) -> HTTPServer:
    """Start a server for the preview and return it.

    `routes` answer addresses that are no files of the site; `link`, which leads to one of them, is added to every page.
    """
    LiveReloadHandler.live_css = True
    LiveReloadHandler.watcher = _NoWatcher()
    guard: dict[str, object] = {"address": address}
    application = web.Application(
        [
            *routes,
            (r"/livereload", _ReloadSocket, guard | {"access": access}),
            (r"/livereload\.js", _ReloadScript, guard),
            (r"/(.*)", _PageHandler, {"address": address, "access": access, "link": link}),
        ]
    )
    http_server = HTTPServer(application, max_body_size=_MAX_BODY_SIZE, max_buffer_size=_MAX_BUFFER_SIZE)
    try:
        http_server.add_sockets(bind_sockets(address.port, address.host))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(f"{address.url}: cannot be served: {reason}; choose another with --port") from error
    return http_server


async def _run_aside(work: Callable[[], T]) -> T:
    """Return the result of `work`, done in a thread of its own: a page that takes long holds up no other.

    The thread ends with the process, which waits for nobody when it is interrupted.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  (whoever waits for the result gets it)
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)


class _NoWatcher:
    """Replaces livereload's own watcher, which is never started."""

    filepath: str | None = None


class _ReloadSocket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket, for pages of this preview only.

    If the site changed after a page was sent and before its socket was connected, the page reloads at once.
    """

    def initialize(self, address: Address, access: PreviewAccess) -> None:
        """Set what the route has: the address of the preview and its site."""
        self._address, self._access = address, access
        self._version = ""

    def prepare(self) -> None:
        """Refuse requests for another host or from another site."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Return whether the page that opens the socket is one of this preview."""
        return bool(urlsplit(origin).netloc == self.request.host)

    def on_message(self, message: str | bytes) -> None:
        """Handle what livereload's script sends: the version in its page's address, then that it is listening."""
        try:
            command = json.loads(message)
            self._version = str(command.get("snipver", self._version))
            is_listening = command["command"] == "info"
        except (ValueError, TypeError, KeyError, AttributeError):
            self.close()
            return
        super().on_message(message)
        if is_listening and self._version != str(self._access.get_preview_site().version):
            self.send_message({"command": "reload", "path": EVERYTHING, "liveCSS": True, "liveImg": True})


class _ReloadScript(LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, for requests to this preview."""

    def initialize(self, address: Address) -> None:
        """Set what the route has: the address of the preview."""
        self._address = address

    def prepare(self) -> None:
        """Refuse requests for another host or from another site."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)


class _PageHandler(web.RequestHandler):
    """Files of the site. Pages get livereload's script and the overlay; browsers cache nothing."""

    def initialize(self, address: Address, access: PreviewAccess, link: bytes) -> None:
        """Set what the route has: the address of the preview, its site, and the link on every page."""
        self._address, self._access, self._link = address, access, link

    def prepare(self) -> None:
        """Refuse requests for another host or from another site."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)

    async def head(self, path: str) -> None:
        """Answer as `get`; tornado leaves out the body."""
        await self.get(path)

    async def get(self, path: str) -> None:
        """Send a file of the site; the archive's own error page if there is none."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        url = f"{path}{urls.HOME}" if path.endswith("/") or not path else path
        if url in _PREVIEW_FILES:
            self._send_file(url, LoadedFile(_PREVIEW_FILES[url]))
            return
        preview_site = self._access.get_preview_site()
        file = await self._load_file(preview_site, url)
        if file is not None:
            self._send_file(url, file, version=preview_site.version)
        elif preview_site.files is None:
            file = LoadedFile(_EMPTY_PAGE, preview_site.problems)
            self._send_file(urls.HOME, file, status=503, version=preview_site.version)
        elif f"{path}/{urls.HOME}" in preview_site.files.pages:
            self.redirect(f"/{path}/")
        else:
            file = await self._load_file(preview_site, urls.NOT_FOUND) or LoadedFile(b"")
            self._send_file(urls.NOT_FOUND, file, status=404, version=preview_site.version)

    async def _load_file(self, preview_site: PreviewSite, url: str) -> LoadedFile | None:
        """Return a file of the site, made aside; if its page cannot be rendered, report that."""
        file = await _run_aside(lambda: load_file(self._access.root, preview_site, url))
        if file is not None and file.page_problems:
            self._access.report_page_failure(file.page_problems)
        return file

    def _send_file(self, url: str, file: LoadedFile, *, status: int = 200, version: int = 0) -> None:
        self.set_status(status)
        content_type = mimetypes.guess_type(url)[0] or "application/octet-stream"
        is_text = content_type.startswith("text/") or content_type in _TEXT_TYPES
        self.set_header("Content-Type", f"{content_type}; charset=utf-8" if is_text else content_type)
        self.finish(self._complete_page(file, version) if url.endswith(".html") else file.data)

    def _complete_page(self, file: LoadedFile, version: int) -> bytes:
        """Return a page with the overlay, the reload script, and a policy under which the script runs."""
        page = (file.data or _EMPTY_PAGE).replace(_POLICY, _PREVIEW_POLICY, 1)
        overlay = build_overlay(file.problems, _STYLE).encode() if file.problems else b""
        return page.replace(b"</body>", self._link + overlay + _SCRIPT % (self._address.port, version), 1)
