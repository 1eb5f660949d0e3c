"""What answers the browser of a preview: pages as the studio shows them, livereload's script and socket.

livereload gives the script and the websocket that make a browser reload; the rest of its server is not used:
its watcher misses changes, and it asks neither where a request comes from nor for which host it is meant.
"""

import contextlib
import html
import json
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from generator import layout
from generator.desk_web.guards import Address, Route, is_ours
from generator.model.errors import MachineError, TemplateError
from generator.preview.live_site import EVERYTHING, LiveSite, PreviewSite
from generator.site import urls
from generator.store import disk

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
# The pages' own policy allows no script; here livereload's runs, and hears of changes through its socket.
_POLICY = b"content=\"default-src 'none'; "
_PREVIEW_POLICY = _POLICY + b"script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws:; "


def start_server(live_site: LiveSite, address: Address, routes: Sequence[Route], link: bytes) -> HTTPServer:
    """A server for what `live_site` shows, listening.

    `routes` are addresses that no file has; `link` stands on every page and leads to one of them.
    """
    LiveReloadHandler.live_css = True
    LiveReloadHandler.watcher = _NoWatcher()
    guard: dict[str, object] = {"address": address}
    application = web.Application(
        [
            *routes,
            (r"/livereload", _ReloadSocket, guard | {"studio": live_site}),
            (r"/livereload\.js", _ReloadScript, guard),
            (r"/(.*)", _PageHandler, {"address": address, "studio": live_site, "link": link}),
        ]
    )
    http_server = HTTPServer(application)
    try:
        http_server.add_sockets(bind_sockets(address.port, address.host))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(f"{address.url}: cannot be served: {reason}; choose another with --port") from error
    return http_server


class _NoWatcher:
    """Stands where livereload keeps its own watcher, which is never started."""

    filepath: str | None = None


class _ReloadSocket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket, for pages of this preview only.

    A page that was sent before the last change, and was not connected when that was told, is told now.
    """

    def initialize(self, address: Address, studio: LiveSite) -> None:
        """Take the address that the preview is served at, and what is shown there."""
        self._address, self._live_site = address, studio
        self._version = ""

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Whether the page that opens the socket is one of ours."""
        return bool(urlsplit(origin).netloc == self.request.host)

    def on_message(self, message: str | bytes) -> None:
        """What livereload's script says: the version of its page, which its address bears; then that it listens."""
        try:
            command = json.loads(message)
            self._version = str(command.get("snipver", self._version))
            is_listening = command["command"] == "info"
        except (ValueError, TypeError, KeyError, AttributeError):
            self.close()
            return
        super().on_message(message)
        if is_listening and self._version != str(self._live_site.version):
            self.send_message({"command": "reload", "path": EVERYTHING, "liveCSS": True, "liveImg": True})


class _ReloadScript(LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, for requests that are meant for this preview."""

    def initialize(self, address: Address) -> None:
        """Take the address that the preview is served at."""
        self._address = address

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)


class _PageHandler(web.RequestHandler):
    """What the studio shows. Pages get livereload's script, and what is wrong above them; nothing is cached."""

    def initialize(self, address: Address, studio: LiveSite, link: bytes) -> None:
        """Take the address that the preview is served at, what is shown there, and what stands on every page."""
        self._address, self._live_site, self._link = address, studio, link

    def prepare(self) -> None:
        """Refuse requests that are meant for another host."""
        if not is_ours(self.request, self._address):
            raise web.HTTPError(403)

    def head(self, path: str) -> None:
        """The same without its body, which tornado leaves out."""
        self.get(path)

    def get(self, path: str) -> None:
        """A file of the site; the archive's own page where there is none."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        url = f"{path}index.html" if path.endswith("/") or not path else path
        if url in _PREVIEW_FILES:
            self._send_file(url, _PREVIEW_FILES[url])
            return
        preview_site = self._live_site.preview_site
        if preview_site is None:
            version = self._live_site.version  # asked before what is wrong, so that a page never passes for a later one
            data, faults = self._live_site.load_built_file(url), self._live_site.trouble
            if data is not None:
                self._send_file(url, data, version=version, faults=faults)
            else:
                self._send_file(urls.HOME, _EMPTY_PAGE, status=503, version=version, faults=faults)
            return
        data, faults = self._load_file(preview_site, url)
        if data is not None:
            self._send_file(url, data, version=preview_site.version, faults=faults)
        elif f"{path}/{urls.HOME}" in preview_site.pages:
            self.redirect(f"/{path}/")
        else:
            data, faults = self._load_file(preview_site, urls.NOT_FOUND)
            self._send_file(
                urls.NOT_FOUND, data or _EMPTY_PAGE, status=404, version=preview_site.version, faults=faults
            )

    def _load_file(self, preview_site: PreviewSite, url: str) -> tuple[bytes | None, tuple[str, ...]]:
        """The file at `url`, and what is wrong; None where there is none.

        Only names that are known are looked up, so nothing above the site is reached.
        """
        if url in preview_site.assets:
            return preview_site.assets[url], ()
        if url in preview_site.pages:
            try:
                return preview_site.pages[url], preview_site.faults
            except TemplateError as error:
                page, faults = self._live_site.render_fallback(url, error)
                return page or _EMPTY_PAGE, faults
        picture_name = url.removeprefix("figures/") if url.startswith("figures/") else ""
        if picture_name in preview_site.pages.site.pictures:
            with contextlib.suppress(MachineError):  # it may go while it is read
                return disk.read(self._live_site.root / layout.FIGURES / picture_name), ()
            return None, preview_site.faults
        return self._live_site.load_kept_file(url), preview_site.faults

    def _send_file(
        self, url: str, data: bytes, *, status: int = 200, version: int = 0, faults: tuple[str, ...] = ()
    ) -> None:
        self.set_status(status)
        content_type = mimetypes.guess_type(url)[0] or "application/octet-stream"
        is_text = content_type.startswith("text/") or content_type in _TEXT_TYPES
        self.set_header("Content-Type", f"{content_type}; charset=utf-8" if is_text else content_type)
        self.finish(self._add_script(data, version, faults) if url.endswith(".html") else data)

    def _add_script(self, page: bytes, version: int, faults: tuple[str, ...]) -> bytes:
        """A page with livereload's script at its end and a policy under which it runs, and with what is wrong."""
        page = page.replace(_POLICY, _PREVIEW_POLICY, 1)
        overlay = _build_overlay(faults).encode() if faults else b""
        return page.replace(b"</body>", self._link + overlay + _SCRIPT % (self._address.port, version), 1)


def _build_overlay(faults: tuple[str, ...]) -> str:
    """What is wrong, over the page: where, what, and what to do. It can be folded away, and goes when it is mended."""
    count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
    return (
        f'<link rel="stylesheet" href="/{_STYLE}">'
        f'<details class="backfile-faults" role="alert" open><summary>{count} to mend'
        f" <span>below is the last good site</span></summary><ul>{''.join(map(_format_fault, faults))}</ul></details>"
    )


def _format_fault(line: str) -> str:
    """A line as the terminal prints it (`problem: place: fact; cause; step`), in its parts."""
    place, _, message = line.partition(": ")[2].partition(": ")
    fact, _, step = message.rpartition("; ")
    if not message:  # a line of another kind
        return f"<li><p>{_format_sentence(line)}</p></li>"
    paragraphs = f"<p>{_format_sentence(fact or step)}</p>" + (
        f'<p class="step">{_format_sentence(step)}</p>' if fact else ""
    )
    return f"<li><code>{html.escape(place)}</code>{paragraphs}</li>"


def _format_sentence(text: str) -> str:
    """Text of a finding as HTML, with what stands in backticks as code."""
    pieces = html.escape(text).split("`")
    if len(pieces) % 2 == 0:  # one of them has no fellow
        return html.escape(text)
    return "".join(f"<code>{piece or '“”'}</code>" if n % 2 else piece for n, piece in enumerate(pieces))
