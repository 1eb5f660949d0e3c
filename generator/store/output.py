"""The finished site on disk. Only changed files are written, each whole; pages that are no more are removed.

What is not Backfile's in the folder (a CNAME, a file an editor put there) is left alone: only the folders
named here are tidied.
"""

import contextlib
import gzip
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.store import disk

FOLDER = "output"
_RECORDS = ("countries", "people")
_OWNED = ("articles", "countries", "people", "pages", "data", "static")

# How a packed file begins; a file with a zero among so many first bytes holds no text.
_PACKED, _LOOK = b"\x1f\x8b", 1024


class Published(msgspec.Struct, frozen=True):
    """How many files were written, stood there already, and were removed."""

    written: int
    unchanged: int
    removed: int


def publish(
    folder: Path, files: Mapping[str, bytes], keep: Collection[str] = (), *, keep_records: bool = False
) -> Published:
    """Make `folder` hold `files` (by URL). Pages named in `keep` stay as they are when they are there.

    `keep_records` leaves pages of countries and persons there too: kept stories may link to them.
    """
    written = disk.write_all({os.path.join(folder, url): data for url, data in files.items()})  # noqa: PTH118
    wanted = {*files, *keep}
    stale = [
        f"{owned}/{name}"
        for owned in _OWNED
        if not (keep_records and owned in _RECORDS)
        for name in disk.files(folder / owned)
        if f"{owned}/{name}" not in wanted
    ]
    for name in stale:
        disk.remove(folder / name)
    return Published(written=written, unchanged=len(files) - written, removed=len(stale))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of the finished site in `folder` that holds text: its URL and its text, unpacked where it is packed.

    Whatever is in the folder is read, also what Backfile did not put there.
    """
    for url in disk.files(folder):
        data = disk.read(folder / url)
        if data.startswith(_PACKED):
            with contextlib.suppress(OSError, EOFError, zlib.error):
                data = gzip.decompress(data)
        if b"\0" not in data[:_LOOK]:
            yield url, data.decode("utf-8", "replace")
