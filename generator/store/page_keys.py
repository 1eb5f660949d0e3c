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

from generator import layout
from generator.model.errors import MachineError
from generator.store import disk

_CHECKSUM_SIZE = 4
# Size, and the times of what is in the file and of the file itself, in ns.
_Stat = tuple[int, int, int]


class BuiltPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page that stands: the digest of all that it depends on, and the look of its file."""

    key: bytes
    stat: _Stat


_PAGES_DECODER = msgspec.msgpack.Decoder(dict[str, BuiltPage])


def load_pages(root: Path) -> dict[str, BuiltPage]:
    """The pages that the last build of the archive at `root` left, by URL."""
    try:
        data = (root / layout.BUILT_PAGES).read_bytes()
        text = data[_CHECKSUM_SIZE:]
        return (
            _PAGES_DECODER.decode(text) if crc32(text).to_bytes(_CHECKSUM_SIZE, "big") == data[:_CHECKSUM_SIZE] else {}
        )
    except (OSError, msgspec.MsgspecError):
        return {}


def is_current(folder: Path, url: str, page: BuiltPage) -> bool:
    """Whether the file of a page in `folder` looks as it did."""
    return _read_stat(os.path.join(folder, url)) == page.stat  # noqa: PTH118  (a tenth of the time of pathlib's)


def save_pages(
    root: Path, folder: Path, keys: Iterable[tuple[str, bytes]], pages_before: Mapping[str, BuiltPage]
) -> None:
    """Keep the keys of pages, which stand in `folder`, where they are others than `pages_before`."""
    built_pages = {}
    for url, key in keys:
        stat = _read_stat(os.path.join(folder, url))  # noqa: PTH118
        if stat:
            built_pages[url] = BuiltPage(key, stat)
    if built_pages == pages_before:
        return
    text = msgspec.msgpack.encode(built_pages)
    with contextlib.suppress(MachineError):  # the next build makes all pages
        disk.write(root / layout.BUILT_PAGES, crc32(text).to_bytes(_CHECKSUM_SIZE, "big") + text, durable=False)


def _read_stat(path: str) -> _Stat | None:
    try:
        stat_result = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return stat_result.st_size, stat_result.st_mtime_ns, stat_result.st_ctime_ns
