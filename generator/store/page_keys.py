"""Remember the pages of the last build in `.backfile/pages`: the key of each page and the stat of its file.

Nothing is lost without this file: if it is missing, damaged or of another version, every page is rendered. A page is
also rendered if the stat of its file has changed.
"""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import msgspec

from generator import layout
from generator.model.errors import MachineError
from generator.store import disk

_CHECKSUM_SIZE = 4
# Size; time of the last change of the content (mtime) and of the inode (ctime), in ns.
_Stat = tuple[int, int, int]


class BuiltPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that a build wrote: the digest of everything that it depends on, and the stat of its file."""

    key: bytes
    stat: _Stat


_PAGES_DECODER = msgspec.msgpack.Decoder(dict[str, BuiltPage])


def load_pages(root: Path) -> dict[str, BuiltPage]:
    """Return the pages of the last build of the archive at `root`, by URL."""
    try:
        data = (root / layout.BUILT_PAGES).read_bytes()
        text = data[_CHECKSUM_SIZE:]
        return (
            _PAGES_DECODER.decode(text) if crc32(text).to_bytes(_CHECKSUM_SIZE, "big") == data[:_CHECKSUM_SIZE] else {}
        )
    except (OSError, msgspec.MsgspecError):
        return {}


def is_current(folder: Path, url: str, page: BuiltPage) -> bool:
    """Return whether the file of a page in `folder` is as the last build wrote it."""
    return _read_stat(os.path.join(folder, url)) == page.stat  # noqa: PTH118  (a tenth of the time of pathlib)


def save_pages(
    root: Path, folder: Path, keys: Iterable[tuple[str, bytes]], pages_before: Mapping[str, BuiltPage]
) -> None:
    """Save the keys of the pages in `folder`, unless they are the same as `pages_before`."""
    built_pages = {}
    for url, key in keys:
        stat = _read_stat(os.path.join(folder, url))  # noqa: PTH118
        if stat:
            built_pages[url] = BuiltPage(key, stat)
    if built_pages == pages_before:
        return
    text = msgspec.msgpack.encode(built_pages)
    with contextlib.suppress(MachineError):  # the next build renders all pages
        disk.write(root / layout.BUILT_PAGES, crc32(text).to_bytes(_CHECKSUM_SIZE, "big") + text, durable=False)


def _read_stat(path: str) -> _Stat | None:
    try:
        stat_result = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return stat_result.st_size, stat_result.st_mtime_ns, stat_result.st_ctime_ns
