"""Which requests a server on this machine answers: those that its own pages send, and no others."""

from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from tornado import web
from tornado.httputil import HTTPServerRequest

# A URL pattern, the handler that answers it, and the handler's arguments.
Route: TypeAlias = tuple[str, type[web.RequestHandler], dict[str, Any]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Address(msgspec.Struct, frozen=True):
    """Where the preview is served: a name or address of this machine, and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address of the preview's home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def is_ours(request: HTTPServerRequest, address: Address) -> bool:
    """Whether a request is meant for this preview, and no other site's page sends it.

    A name that only resolves here would give others access. A browser tells the origin of what a page's script sends.
    """
    origin = request.headers.get("Origin")
    try:
        host = urlsplit(f"//{request.host}")
        name, port = host.hostname, host.port
        is_foreign = origin is not None and urlsplit(origin).netloc != request.host
    except ValueError:
        return False
    return name in LOOPBACK and port == address.port and not is_foreign
