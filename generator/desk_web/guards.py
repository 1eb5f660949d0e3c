"""Decide which requests a preview answers: only those that its own pages send."""

from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from tornado import web
from tornado.httputil import HTTPServerRequest

# A URL pattern, the handler that answers it, and the handler's arguments.
Route: TypeAlias = tuple[str, type[web.RequestHandler], dict[str, Any]]

# Browsers leave out this port.
_DEFAULT_PORT = 80

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Address(msgspec.Struct, frozen=True):
    """The address of a preview: a name or address of this machine, and a port."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the URL of the home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def is_ours(request: HTTPServerRequest, address: Address) -> bool:
    """Return whether a request is meant for this preview and does not come from the page of another site.

    The host is checked because a foreign name that resolves to this machine would give its owner access. The origin is
    what a browser sends with the request of a page's script.
    """
    origin = request.headers.get("Origin")
    try:
        host = urlsplit(f"//{request.host}")
        name, port = host.hostname, host.port or _DEFAULT_PORT
        is_foreign = origin is not None and urlsplit(origin).netloc != request.host
    except ValueError:
        return False
    return name in LOOPBACK and port == address.port and not is_foreign
