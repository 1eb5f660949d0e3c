"""Which pages of the site stand as they were made, and from what: kept in `.backfile/pages` for the next build.

In: the archive's root. Out: by URL the key of each page and the look of its file. Nothing here is needed: where it is
absent, damaged or of another version, every page is made. A page whose file looks otherwise is made too.
"""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import msgspec

from generator.model.errors import MachineError
from generator.store import disk

PATH = ".backfile/pages"
_CHECKSUM = 4
# Size, and the times of what is in the file and of the file itself, in ns.
_Look = tuple[int, int, int]


class Page(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that stands: the digest of all that it depends on, and the look of its file."""

    key: bytes
    look: _Look


_PAGES = msgspec.msgpack.Decoder(dict[str, Page])


def known(root: Path) -> dict[str, Page]:
    """The pages that the last build of the archive at `root` left, by URL."""
    try:
        sealed = (root / PATH).read_bytes()
        text = sealed[_CHECKSUM:]
        return _PAGES.decode(text) if crc32(text).to_bytes(_CHECKSUM, "big") == sealed[:_CHECKSUM] else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def stands(folder: Path, url: str, page: Page) -> bool:
    """Whether the file of a page in `folder` looks as it did."""
    return _look(os.path.join(folder, url)) == page.look  # noqa: PTH118  (a tenth of the time of pathlib's)


def keep(root: Path, folder: Path, keys: Iterable[tuple[str, bytes]], before: Mapping[str, Page]) -> None:
    """Keep the keys of pages, which stand in `folder`, where they are others than `before`."""
    found = {}
    for url, key in keys:
        look = _look(os.path.join(folder, url))  # noqa: PTH118
        if look:
            found[url] = Page(key, look)
    if found == before:
        return
    text = msgspec.msgpack.encode(found)
    with contextlib.suppress(MachineError):  # the next build makes all pages
        disk.write(root / PATH, crc32(text).to_bytes(_CHECKSUM, "big") + text, durable=False)


def _look(path: str) -> _Look | None:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
