"""What intake worked out of each saved page, kept for the next run in `.backfile/intake.sqlite`.

Nothing here is needed: without it, or where it is of another version or damaged, all is worked out again. Each
piece has a checksum, so that a disk's fault is never taken for content.
"""

import contextlib
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

PATH = ".backfile/intake.sqlite"
_TABLES = """
CREATE TABLE meta (version TEXT);
CREATE TABLE page (path TEXT PRIMARY KEY, size INT, changed INT, looked INT, sha256 TEXT, shelf BLOB);
CREATE TABLE story (path TEXT, start INT, story BLOB, PRIMARY KEY (path, start)) WITHOUT ROWID;
CREATE TABLE written (filing TEXT PRIMARY KEY, sha256 TEXT) WITHOUT ROWID;
"""
_CHECKSUM = 4
# A file that was changed so short before it was looked at may have been changed again with the same time.
_GRAIN_NS = 2_000_000_000


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """What a look at a file tells without reading it: its size, when it was changed, when it was looked at (ns)."""

    size: int
    changed: int
    looked: int


class KeptPage(msgspec.Struct, frozen=True, gc=False):
    """A page as it was kept: the stamp of its file, the digest of its bytes, and its shelf, encoded."""

    stamp: Stamp
    sha256: str
    shelf: bytes

    def is_of(self, stamp: Stamp) -> bool:
        """Whether a file with this stamp has the same bytes for certain."""
        same = (self.stamp.size, self.stamp.changed) == (stamp.size, stamp.changed)
        return same and self.stamp.changed + _GRAIN_NS < self.stamp.looked


class KeptStory(msgspec.Struct, frozen=True, gc=False):
    """A story of a page by the place where it begins, encoded."""

    path: str
    start: int
    story: bytes


class Cache:
    """What is kept, by path and place. Made by `opened`; without a database it holds and keeps nothing."""

    def __init__(self, base: sqlite3.Connection | None) -> None:
        self._base = base

    def pages(self) -> dict[str, KeptPage]:
        """Every page that is kept, by path."""
        found = {}
        for path, size, changed, looked, sha256, kept in self._rows("SELECT * FROM page"):
            if shelf := _checked(kept):
                found[path] = KeptPage(Stamp(size, changed, looked), sha256, shelf)
        return found

    def story(self, path: str, start: int) -> bytes | None:
        """A story, encoded; None where it is not kept."""
        rows = self._rows("SELECT story FROM story WHERE path = ? AND start = ?", (path, start))
        return next((_checked(kept) for (kept,) in rows), None)

    def written(self) -> dict[str, str]:
        """The digest of each file that was made, by the digest of what it was made from."""
        return dict(self._rows("SELECT filing, sha256 FROM written"))

    def put(self, pages: Mapping[str, KeptPage], stories: Iterable[KeptStory]) -> None:
        """Keep pages and their stories in place of what was kept of these paths."""
        self.drop(pages)
        rows = [
            (path, one.stamp.size, one.stamp.changed, one.stamp.looked, one.sha256, _sealed(one.shelf))
            for path, one in pages.items()
        ]
        self._write("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._write(
            "INSERT OR REPLACE INTO story VALUES (?, ?, ?)",
            [(one.path, one.start, _sealed(one.story)) for one in stories],
        )

    def touch(self, stamps: Mapping[str, Stamp]) -> None:
        """Give pages whose bytes are what they were the stamps that their files have now."""
        rows = [(one.size, one.changed, one.looked, path) for path, one in stamps.items()]
        self._write("UPDATE page SET size = ?, changed = ?, looked = ? WHERE path = ?", rows)

    def put_written(self, written: Mapping[str, str]) -> None:
        """Keep the digests of files that were made, by the digest of what they were made from."""
        self._write("INSERT OR REPLACE INTO written VALUES (?, ?)", list(written.items()))

    def keep_written(self, filings: Collection[str]) -> None:
        """Keep no other digests of files than these."""
        gone = [(one,) for (one,) in self._rows("SELECT filing FROM written") if one not in filings]
        self._write("DELETE FROM written WHERE filing = ?", gone)

    def drop(self, paths: Iterable[str]) -> None:
        """Keep nothing more of these pages."""
        given = [(path,) for path in paths]
        self._write("DELETE FROM page WHERE path = ?", given)
        self._write("DELETE FROM story WHERE path = ?", given)

    def _rows(self, question: str, given: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The answer of the database; nothing where it is damaged."""
        if self._base is None:
            return []
        try:
            return self._base.execute(question, given).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, order: str, given: Sequence[tuple[object, ...]]) -> None:
        """Tell the database. What it cannot take is not kept, and worked out again by the next run."""
        if self._base is not None and given:
            with contextlib.suppress(sqlite3.Error):
                self._base.executemany(order, given)


@contextlib.contextmanager
def opened(root: Path, version: str, *, write: bool) -> Iterator[Cache]:
    """The cache of the archive at `root` for one run; what another `version` of the program kept is thrown away.

    Without `write` it is only read. A cache that cannot be used is an empty one.
    """
    place = root / PATH
    base = _connected(place, version, write=write)
    try:
        yield Cache(base)
        if base is not None and write:
            with contextlib.suppress(sqlite3.Error):
                base.commit()
    finally:
        if base is not None:
            base.close()


def stamp(place: Path) -> Stamp:
    """The stamp of the file at `place`, of nothing where it cannot be looked at."""
    looked = time.time_ns()
    try:
        found = place.stat()
    except OSError:
        return Stamp(-1, 0, looked)
    return Stamp(found.st_size, found.st_mtime_ns, looked)


def _connected(place: Path, version: str, *, write: bool) -> sqlite3.Connection | None:
    """The database at `place` when it is of this version; made anew where it may be."""
    base = _tried(place, version) if place.is_file() else None
    if base is not None or not write:
        return base
    try:
        place.parent.mkdir(exist_ok=True)
        for name in (place, place.with_name(f"{place.name}-journal")):
            name.unlink(missing_ok=True)
        base = sqlite3.connect(place)
        base.executescript(_TABLES)
        base.execute("INSERT INTO meta VALUES (?)", (version,))
        base.commit()
        base.execute("PRAGMA synchronous = OFF")  # a lost cache is made again; a damaged one is found out
    except (sqlite3.Error, OSError):
        return None
    return base


def _tried(place: Path, version: str) -> sqlite3.Connection | None:
    """The database at `place` when it is whole and of this version."""
    try:
        base = sqlite3.connect(place)
        base.execute("PRAGMA synchronous = OFF")
        (found,) = base.execute("SELECT version FROM meta").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    if found == version:
        return base
    base.close()
    return None


def _sealed(piece: bytes) -> bytes:
    """A piece with its checksum in front."""
    return crc32(piece).to_bytes(_CHECKSUM, "big") + piece


def _checked(kept: object) -> bytes | None:
    """The piece that was sealed, None where it is not what it was."""
    if not isinstance(kept, bytes) or len(kept) < _CHECKSUM:
        return None
    piece = kept[_CHECKSUM:]
    return piece if crc32(piece).to_bytes(_CHECKSUM, "big") == kept[:_CHECKSUM] else None
