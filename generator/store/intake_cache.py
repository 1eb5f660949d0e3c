"""Cache what intake computed of each saved page and article, for the next run, in `.backfile/intake.sqlite`.

Nothing is lost without the cache: if it is missing, damaged or of another version, everything is computed again. Each
value has a checksum over its bytes and its key, so that a disk's fault is never taken for content. If one checksum
fails, the whole cache is deleted.
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

from generator import layout
from generator.store.file_stats import FileStat

_SCHEMA = """
CREATE TABLE meta (version TEXT);
CREATE TABLE page (path TEXT PRIMARY KEY, kept BLOB);
CREATE TABLE story (path TEXT, start INT, kept BLOB, PRIMARY KEY (path, start)) WITHOUT ROWID;
CREATE TABLE article (path TEXT PRIMARY KEY, kept BLOB);
CREATE TABLE written (filing TEXT PRIMARY KEY, kept BLOB) WITHOUT ROWID;
"""
_CHECKSUM_SIZE = 4
# The seconds that a run waits for another that is writing; then it works without the cache.
_BUSY_TIMEOUT = 5.0


class CachedPage(msgspec.Struct, frozen=True, gc=False):
    """A cached page: the state of its file, the digest of its bytes, and the encoded `ParsedPage`.

    `recurring_digest` is a digest of the lines that recur on other pages, "" if none does, and `parsed_again` the page
    as it was parsed without them. The cached stories are those of the latter.
    """

    file_stat: FileStat
    sha256: str
    parsed_page: bytes
    recurring_digest: str = ""
    parsed_again: bytes = b""


class CachedStory(msgspec.Struct, frozen=True, gc=False):
    """An encoded story, with the path and digest of its page and the offset at which it starts there."""

    path: str
    sha256: str
    start: int
    story: bytes


class CachedArticle(msgspec.Struct, frozen=True, gc=False):
    """A cached article file: its state, the digest of its bytes, and its encoded content."""

    file_stat: FileStat
    sha256: str
    parsed_article: bytes


_PAGE_DECODER = msgspec.msgpack.Decoder(CachedPage)
_ARTICLE_DECODER = msgspec.msgpack.Decoder(CachedArticle)
_encode = msgspec.msgpack.encode


class IntakeCache:
    """The cached values by path, opened by `open_cache`. Without a usable database it is empty and stores nothing."""

    def __init__(self, path: Path, version: str, *, write: bool) -> None:
        self._path, self._version, self._is_writable = path, version, write
        self._database = _open_existing(path, version, write=write) or self._create()

    def load_pages(self) -> dict[str, CachedPage]:
        """Return every cached page by path."""
        pieces = self._load_pieces("SELECT path, kept FROM page")
        return {path: _PAGE_DECODER.decode(piece) for path, piece in pieces.items()}

    def load_articles(self) -> dict[str, CachedArticle]:
        """Return every cached article file by path."""
        pieces = self._load_pieces("SELECT path, kept FROM article")
        return {path: _ARTICLE_DECODER.decode(piece) for path, piece in pieces.items()}

    def put_articles(self, articles: Mapping[str, CachedArticle], removed_paths: Iterable[str]) -> None:
        """Store `articles` by path, and delete those at `removed_paths`."""
        rows = [(path, _add_checksum(path, _encode(article))) for path, article in articles.items()]
        self._execute(
            ("DELETE FROM article WHERE path = ?", [(path,) for path in removed_paths]),
            ("INSERT OR REPLACE INTO article VALUES (?, ?)", rows),
        )

    def load_story(self, path: str, sha256: str, start: int) -> bytes | None:
        """Return an encoded story; None if it is not cached."""
        rows = self._fetch_rows("SELECT kept FROM story WHERE path = ? AND start = ?", (path, start))
        if not rows:
            self.drop_pages([path])  # it was lost: the next run parses the page again
            return None
        return self._open_piece(_format_story_key(path, sha256, start), rows[0][0])

    def load_file_digests(self) -> dict[str, bytes]:
        """Return what was stored about each article file that was written, by the digest of its inputs."""
        return self._load_pieces("SELECT filing, kept FROM written")

    def put_pages(self, pages: Mapping[str, CachedPage], stories: Iterable[CachedStory]) -> None:
        """Store pages, by path, and their stories; stories of these pages that were stored before are deleted."""
        page_paths = [(path,) for path in pages]
        rows = [
            (
                story.path,
                story.start,
                _add_checksum(_format_story_key(story.path, story.sha256, story.start), story.story),
            )
            for story in stories
        ]
        self._execute(
            ("DELETE FROM story WHERE path = ?", page_paths),
            ("INSERT OR REPLACE INTO story VALUES (?, ?, ?)", rows),
            ("INSERT OR REPLACE INTO page VALUES (?, ?)", _build_page_rows(pages)),
        )

    def touch_pages(self, pages: Mapping[str, CachedPage]) -> None:
        """Store pages of which only the state of the file differs from the cached ones."""
        self._execute(("INSERT OR REPLACE INTO page VALUES (?, ?)", _build_page_rows(pages)))

    def drop_pages(self, paths: Iterable[str]) -> None:
        """Delete pages and their stories."""
        page_paths = [(path,) for path in paths]
        self._execute(("DELETE FROM page WHERE path = ?", page_paths), ("DELETE FROM story WHERE path = ?", page_paths))

    def put_file_digests(self, digests: Mapping[str, bytes]) -> None:
        """Store the digests of written article files, encoded, by the digests of their inputs."""
        rows = [(key, _add_checksum(key, encoded_digest)) for key, encoded_digest in digests.items()]
        self._execute(("INSERT OR REPLACE INTO written VALUES (?, ?)", rows))

    def keep_file_digests(self, keys: Collection[str]) -> None:
        """Delete all digests of files except those with these keys."""
        stale_keys = [(key,) for (key,) in self._fetch_rows("SELECT filing FROM written") if key not in keys]
        self._execute(("DELETE FROM written WHERE filing = ?", stale_keys))

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _load_pieces(self, sql: str) -> dict[str, bytes]:
        """Return the values of a whole table by key; none if one is damaged."""
        pieces = {name: self._open_piece(name, sealed_piece) for name, sealed_piece in self._fetch_rows(sql)}
        intact = {name: piece for name, piece in pieces.items() if piece is not None}
        return intact if len(intact) == len(pieces) else {}

    def _open_piece(self, name: str, sealed_piece: object) -> bytes | None:
        """Return the value stored under `name`. If its checksum fails, return None and reset the cache."""
        piece = sealed_piece[_CHECKSUM_SIZE:] if isinstance(sealed_piece, bytes) else b""
        if isinstance(name, str) and _add_checksum(name, piece) == sealed_piece:
            return piece
        self._reset()
        return None

    def _fetch_rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none if the database is damaged."""
        if self._database is None:
            return []
        try:
            return self._database.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            self._reset()
            return []

    def _execute(self, *statements: tuple[str, Sequence[tuple[object, ...]]]) -> None:
        """Run statements in one transaction. If it fails, the cache is reset and the next run computes all again."""
        if self._database is None or not self._is_writable or not any(rows for _, rows in statements):
            return
        try:
            with self._database:
                for statement, rows in statements:
                    self._database.executemany(statement, rows)
        except sqlite3.Error:
            self._reset()

    def _reset(self) -> None:
        """Start again with an empty cache."""
        self.close()
        self._database = self._create()

    def _create(self) -> sqlite3.Connection | None:
        """Create an empty database in place of the file that exists; None if writing is not allowed or fails."""
        if not self._is_writable:
            return None
        try:
            self._path.parent.mkdir(exist_ok=True)
            for name in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                name.unlink(missing_ok=True)
            return _connect(self._path, mode="rwc", schema=_SCHEMA, version=self._version)
        except (sqlite3.Error, OSError):
            return None


@contextlib.contextmanager
def open_cache(root: Path, version: str, *, write: bool) -> Iterator[IntakeCache]:
    """Open the cache of the archive at `root` for one run; a cache of another `version` is deleted.

    Without `write` it is only read. A cache that cannot be opened counts as empty.
    """
    cache = IntakeCache(root / layout.INTAKE_CACHE, version, write=write)
    try:
        yield cache
    finally:
        cache.close()


def _open_existing(place: Path, version: str, *, write: bool) -> sqlite3.Connection | None:
    """Open the database at `place`; None if there is none of this version."""
    if not os.path.isfile(place):  # noqa: PTH113  (pathlib's raises where it may not look)
        return None
    try:
        return _connect(place, mode="rw" if write else "ro", version=version)
    except sqlite3.Error:
        return None


def _connect(place: Path, *, mode: str, version: str, schema: str = "") -> sqlite3.Connection | None:
    """Open the database at `place` in an SQLite `mode`; None if it has another version.

    With a `schema` it is new, and its tables are created. If sqlite3.Error is raised, nothing stays open.
    """
    path = quote(os.fsencode(place.absolute().as_posix().removeprefix("/")), safe="/:")
    database = sqlite3.connect(f"file:///{path}?mode={mode}", timeout=_BUSY_TIMEOUT, uri=True)
    try:
        database.execute(
            "PRAGMA synchronous = OFF"
        )  # a lost cache can be computed again, and a damaged one is detected
        if schema:
            database.executescript(schema)
            database.execute("INSERT INTO meta VALUES (?)", (version,))
            database.commit()
        if database.execute("SELECT version FROM meta").fetchall() == [(version,)]:
            return database
    except BaseException:
        database.close()
        raise
    database.close()
    return None


def _build_page_rows(pages: Mapping[str, CachedPage]) -> list[tuple[object, ...]]:
    return [(path, _add_checksum(path, _encode(page))) for path, page in pages.items()]


def _format_story_key(path: str, sha256: str, start: int) -> str:
    """Return the key for the checksum of a story: with other bytes of the page it fails."""
    return f"{sha256} {start} {path}"


def _add_checksum(name: str, piece: bytes) -> bytes:
    """Return a value with a checksum of its key and itself in front."""
    return crc32(piece, crc32(name.encode())).to_bytes(_CHECKSUM_SIZE, "big") + piece
