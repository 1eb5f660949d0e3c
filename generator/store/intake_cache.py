"""What intake worked out of each saved page, kept for the next run in `.backfile/intake.sqlite`.

Nothing here is needed: without it, or where it is of another version or damaged, all is worked out again. Each
piece has a checksum over what it is and what it belongs to, so that a disk's fault is never taken for content. One
piece that fails it is reason enough to throw everything away and to begin anew.
"""

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

import msgspec

from generator.store.file_stats import Look

PATH = ".backfile/intake.sqlite"
_TABLES = """
CREATE TABLE meta (version TEXT);
CREATE TABLE page (path TEXT PRIMARY KEY, kept BLOB);
CREATE TABLE story (path TEXT, start INT, kept BLOB, PRIMARY KEY (path, start)) WITHOUT ROWID;
CREATE TABLE article (path TEXT PRIMARY KEY, kept BLOB);
CREATE TABLE written (filing TEXT PRIMARY KEY, kept BLOB) WITHOUT ROWID;
"""
_CHECKSUM = 4
# So many seconds a run waits for another that is writing; then it does without.
_PATIENCE = 5.0


class KeptPage(msgspec.Struct, frozen=True, gc=False):
    """A page as it was kept: the look of its file, the digest of its bytes, and its shelf, encoded.

    `given` is a digest of the lines that recur on other pages (empty: none does), and `again` the shelf without them.
    The stories that are kept are those of the last.
    """

    look: Look
    sha256: str
    shelf: bytes
    given: str = ""
    again: bytes = b""

    def is_of(self, look: Look) -> bool:
        """Whether a file that looks so has the same bytes for certain."""
        return self.look.settled and self.look.seen == look.seen


class KeptStory(msgspec.Struct, frozen=True, gc=False):
    """A story, encoded, by the path and digest of its page and the place where it begins there."""

    path: str
    sha256: str
    start: int
    story: bytes


class KeptArticle(msgspec.Struct, frozen=True, gc=False):
    """An article's file as it was kept: the look of it, the digest of its bytes, and what it says, encoded."""

    look: Look
    sha256: str
    said: bytes

    def is_of(self, look: Look) -> bool:
        """Whether a file that looks so has the same bytes for certain."""
        return self.look.settled and self.look.seen == look.seen


_PAGE = msgspec.msgpack.Decoder(KeptPage)
_ARTICLE = msgspec.msgpack.Decoder(KeptArticle)
_encode = msgspec.msgpack.encode


class Cache:
    """What is kept, by path and place. Made by `opened`; where no database can be had it holds and keeps nothing."""

    def __init__(self, place: Path, version: str, *, write: bool) -> None:
        self._place, self._version, self._may_write = place, version, write
        self._base = _whole(place, version, write=write) or self._new()

    def pages(self) -> dict[str, KeptPage]:
        """Every page that is kept, by path."""
        found = self._pieces("SELECT path, kept FROM page")
        return {path: _PAGE.decode(piece) for path, piece in found.items()}

    def articles(self) -> dict[str, KeptArticle]:
        """Every article's file that is kept, by path."""
        found = self._pieces("SELECT path, kept FROM article")
        return {path: _ARTICLE.decode(piece) for path, piece in found.items()}

    def put_articles(self, articles: Mapping[str, KeptArticle], gone: Iterable[str]) -> None:
        """Keep articles in place of what was kept of these paths, and nothing more of those that are `gone`."""
        rows = [(path, _sealed(path, _encode(one))) for path, one in articles.items()]
        self._tell(
            ("DELETE FROM article WHERE path = ?", [(path,) for path in gone]),
            ("INSERT OR REPLACE INTO article VALUES (?, ?)", rows),
        )

    def story(self, path: str, sha256: str, start: int) -> bytes | None:
        """A story, encoded; None where it is not kept."""
        rows = self._rows("SELECT kept FROM story WHERE path = ? AND start = ?", (path, start))
        if not rows:
            self.drop([path])  # it was lost: the next run works the page out anew
            return None
        return self._opened(_story_name(path, sha256, start), rows[0][0])

    def written(self) -> dict[str, str]:
        """The digest of each file that was made, by the digest of what it was made from."""
        found = self._pieces("SELECT filing, kept FROM written")
        return {filing: piece.decode() for filing, piece in found.items()}

    def put(self, pages: Mapping[str, KeptPage], stories: Iterable[KeptStory]) -> None:
        """Keep pages and their stories in place of what was kept of these paths."""
        given = [(path,) for path in pages]
        rows = [
            (one.path, one.start, _sealed(_story_name(one.path, one.sha256, one.start), one.story)) for one in stories
        ]
        self._tell(
            ("DELETE FROM story WHERE path = ?", given),
            ("INSERT OR REPLACE INTO story VALUES (?, ?, ?)", rows),
            ("INSERT OR REPLACE INTO page VALUES (?, ?)", _page_rows(pages)),
        )

    def touch(self, pages: Mapping[str, KeptPage]) -> None:
        """Keep pages that differ in nothing but the look from what is kept of these paths."""
        self._tell(("INSERT OR REPLACE INTO page VALUES (?, ?)", _page_rows(pages)))

    def drop(self, paths: Iterable[str]) -> None:
        """Keep nothing more of these pages."""
        given = [(path,) for path in paths]
        self._tell(("DELETE FROM page WHERE path = ?", given), ("DELETE FROM story WHERE path = ?", given))

    def put_written(self, written: Mapping[str, str]) -> None:
        """Keep the digests of files that were made, by the digest of what they were made from."""
        rows = [(filing, _sealed(filing, sha256.encode())) for filing, sha256 in written.items()]
        self._tell(("INSERT OR REPLACE INTO written VALUES (?, ?)", rows))

    def keep_written(self, filings: Collection[str]) -> None:
        """Keep no other digests of files than these."""
        gone = [(one,) for (one,) in self._rows("SELECT filing FROM written") if one not in filings]
        self._tell(("DELETE FROM written WHERE filing = ?", gone))

    def close(self) -> None:
        """Let go of the database."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _pieces(self, question: str) -> dict[str, bytes]:
        """The pieces of a whole table by name; none where one of them is damaged."""
        found = {name: self._opened(name, kept) for name, kept in self._rows(question)}
        whole = {name: piece for name, piece in found.items() if piece is not None}
        return whole if len(whole) == len(found) else {}

    def _opened(self, name: str, kept: object) -> bytes | None:
        """The piece that was sealed under `name`, None where it is not what it was; then nothing else is trusted."""
        piece = kept[_CHECKSUM:] if isinstance(kept, bytes) else b""
        if isinstance(name, str) and _sealed(name, piece) == kept:
            return piece
        self._renew()
        return None

    def _rows(self, question: str, given: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The answer of the database; nothing where it is damaged."""
        if self._base is None:
            return []
        try:
            return self._base.execute(question, given).fetchall()
        except sqlite3.Error:
            self._renew()
            return []

    def _tell(self, *orders: tuple[str, Sequence[tuple[object, ...]]]) -> None:
        """Tell the database, all or nothing. What it cannot take is worked out again by the next run."""
        if self._base is None or not self._may_write or not any(given for _, given in orders):
            return
        try:
            with self._base:
                for order, given in orders:
                    self._base.executemany(order, given)
        except sqlite3.Error:
            self._renew()

    def _renew(self) -> None:
        """Begin anew, with nothing kept."""
        self.close()
        self._base = self._new()

    def _new(self) -> sqlite3.Connection | None:
        """An empty database in place of what is there, where anything may be written."""
        if not self._may_write:
            return None
        try:
            self._place.parent.mkdir(exist_ok=True)
            for name in (self._place, self._place.with_name(f"{self._place.name}-journal")):
                name.unlink(missing_ok=True)
            return _connected(self._place, mode="rwc", told=_TABLES, version=self._version)
        except (sqlite3.Error, OSError):
            return None


@contextlib.contextmanager
def opened(root: Path, version: str, *, write: bool) -> Iterator[Cache]:
    """The cache of the archive at `root` for one run; what another `version` of the program kept is thrown away.

    Without `write` it is only read. A cache that cannot be used is an empty one.
    """
    cache = Cache(root / PATH, version, write=write)
    try:
        yield cache
    finally:
        cache.close()


def _whole(place: Path, version: str, *, write: bool) -> sqlite3.Connection | None:
    """The database at `place` where there is one of this version."""
    if not os.path.isfile(place):  # noqa: PTH113  (pathlib's raises where it may not look)
        return None
    try:
        return _connected(place, mode="rw" if write else "ro", version=version)
    except sqlite3.Error:
        return None


def _connected(place: Path, *, mode: str, version: str, told: str = "") -> sqlite3.Connection | None:
    """The database at `place`, opened in an SQLite `mode`, and None where it is of another version than `version`.

    A new one is `told` its tables. Raises sqlite3.Error, and then nothing stays open.
    """
    path = quote(os.fsencode(place.absolute().as_posix().removeprefix("/")), safe="/:")
    base = sqlite3.connect(f"file:///{path}?mode={mode}", timeout=_PATIENCE, uri=True)
    try:
        base.execute("PRAGMA synchronous = OFF")  # a lost cache is made again; a damaged one is found out
        if told:
            base.executescript(told)
            base.execute("INSERT INTO meta VALUES (?)", (version,))
            base.commit()
        if base.execute("SELECT version FROM meta").fetchall() == [(version,)]:
            return base
    except BaseException:
        base.close()
        raise
    base.close()
    return None


def _page_rows(pages: Mapping[str, KeptPage]) -> list[tuple[object, ...]]:
    return [(path, _sealed(path, _encode(one))) for path, one in pages.items()]


def _story_name(path: str, sha256: str, start: int) -> str:
    """What a story is sealed under: one of other bytes than those of its page today does not open."""
    return f"{sha256} {start} {path}"


def _sealed(name: str, piece: bytes) -> bytes:
    """A piece with a checksum of it and of its name in front."""
    return crc32(piece, crc32(name.encode())).to_bytes(_CHECKSUM, "big") + piece
