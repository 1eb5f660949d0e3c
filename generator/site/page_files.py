"""The way of a page into a file: a `Page` is rendered, a `FileWriter` takes the bytes and returns a `WrittenFile`."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from generator.model.value import Value
from generator.site.views.dependencies import ViewKeys


class Page(NamedTuple):
    """A page to render. `url` is relative to `output/`, `template` to `templates/`.

    `build_view` returns all that the template sees; `compute_key` returns a digest of all that the view depends on.
    """

    url: str
    template: str
    build_view: Callable[[], Value]
    compute_key: Callable[[ViewKeys], bytes]


class WrittenFile(NamedTuple):
    """What became of a file: whether it differs from the file in `output/`, and its bytes if they are in memory.

    Pages have a `key` if the writer has a stamp.
    """

    url: str
    is_changed: bool
    data: bytes | None
    key: bytes = b""


class FileWriter(Protocol):
    """Takes each file as soon as it is rendered. It is sent to other processes, so it must be small."""

    @property
    def stamp(self) -> str:
        """A text that changes with everything that pages depend on beside the site; empty if pages need no keys."""

    def find_unchanged(self, url: str, key: bytes) -> WrittenFile | None:
        """Return the page at `url` if the last build wrote it with this key; None if it must be rendered."""

    def write(self, url: str, data: bytes, key: bytes = b"") -> WrittenFile:
        """Take the bytes of a file."""
