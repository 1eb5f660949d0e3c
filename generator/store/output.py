"""The finished site on disk. Only changed files are written, each whole; pages that are no more are removed.

What is not Backfile's in the folder (a CNAME, a file an editor put there) is left alone: only the folders
and files named here are tidied.
"""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from generator.store import disk

FOLDER = "output"
_RECORDS = ("countries", "people")
_OWNED = ("articles", "countries", "people", "pages", "data", "static")
# What beside these may be there in one build and not in the next: a part of the sitemap, the search page.
_OWNED_FILES = re.compile(r"sitemap-[1-9]\d*\.xml|search\.html")


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
    stale += [name for name in disk.names(folder) if _OWNED_FILES.fullmatch(name) and name not in wanted]
    for name in stale:
        disk.remove(folder / name)
    return Published(written=written, unchanged=len(files) - written, removed=len(stale))
