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
# So many seconds a run waits for another that is writing; then it does without.
_BUSY_TIMEOUT = 5.0


class CachedPage(msgspec.Struct, frozen=True, gc=False):
    """A page as it was kept: the look of its file, the digest of its bytes, and its shelf, encoded.

    `recurring_digest` is a digest of the lines that recur on other pages (empty: none does), and `parsed_again` the shelf without them.
    The stories that are kept are those of the last.
    """

    file_stat: FileStat
    sha256: str
    parsed_page: bytes
    recurring_digest: str = ""
    parsed_again: bytes = b""

    def is_unchanged(self, file_stat: FileStat) -> bool:
        """Whether a file that looks so has the same bytes for certain."""
        return self.file_stat.is_settled and self.file_stat.fingerprint == file_stat.fingerprint


class CachedStory(msgspec.Struct, frozen=True, gc=False):
    """A story, encoded, by the path and digest of its page and the place where it begins there."""

    path: str
    sha256: str
    start: int
    story: bytes


class CachedArticle(msgspec.Struct, frozen=True, gc=False):
    """An article's file as it was kept: the look of it, the digest of its bytes, and what it says, encoded."""

    file_stat: FileStat
    sha256: str
    parsed_article: bytes

    def is_unchanged(self, file_stat: FileStat) -> bool:
        """Whether a file that looks so has the same bytes for certain."""
        return self.file_stat.is_settled and self.file_stat.fingerprint == file_stat.fingerprint


_PAGE_DECODER = msgspec.msgpack.Decoder(CachedPage)
_ARTICLE_DECODER = msgspec.msgpack.Decoder(CachedArticle)
_encode = msgspec.msgpack.encode


class IntakeCache:
    """What is kept, by path and place. Made by `open_cache`; where no database can be had it holds and keeps nothing."""

    def __init__(self, path: Path, version: str, *, write: bool) -> None:
        self._path, self._version, self._is_writable = path, version, write
        self._database = _open_existing(path, version, write=write) or self._create()

    def load_pages(self) -> dict[str, CachedPage]:
        """Every page that is kept, by path."""
        pieces = self._load_pieces("SELECT path, kept FROM page")
        return {path: _PAGE_DECODER.decode(piece) for path, piece in pieces.items()}

    def load_articles(self) -> dict[str, CachedArticle]:
        """Every article's file that is kept, by path."""
        pieces = self._load_pieces("SELECT path, kept FROM article")
        return {path: _ARTICLE_DECODER.decode(piece) for path, piece in pieces.items()}

    def put_articles(self, articles: Mapping[str, CachedArticle], removed_paths: Iterable[str]) -> None:
        """Keep articles in place of what was kept of these paths, and nothing more of those that are `removed_paths`."""
        rows = [(path, _add_checksum(path, _encode(article))) for path, article in articles.items()]
        self._execute(
            ("DELETE FROM article WHERE path = ?", [(path,) for path in removed_paths]),
            ("INSERT OR REPLACE INTO article VALUES (?, ?)", rows),
        )

    def load_story(self, path: str, sha256: str, start: int) -> bytes | None:
        """A story, encoded; None where it is not kept."""
        rows = self._fetch_rows("SELECT kept FROM story WHERE path = ? AND start = ?", (path, start))
        if not rows:
            self.drop_pages([path])  # it was lost: the next run works the page out anew
            return None
        return self._open_piece(_format_story_key(path, sha256, start), rows[0][0])

    def load_file_digests(self) -> dict[str, str]:
        """The digest of each file that was made, by the digest of what it was made from."""
        pieces = self._load_pieces("SELECT filing, kept FROM written")
        return {key: piece.decode() for key, piece in pieces.items()}

    def put_pages(self, pages: Mapping[str, CachedPage], stories: Iterable[CachedStory]) -> None:
        """Keep pages and their stories in place of what was kept of these paths."""
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
        """Keep pages that differ in nothing but the look from what is kept of these paths."""
        self._execute(("INSERT OR REPLACE INTO page VALUES (?, ?)", _build_page_rows(pages)))

    def drop_pages(self, paths: Iterable[str]) -> None:
        """Keep nothing more of these pages."""
        page_paths = [(path,) for path in paths]
        self._execute(("DELETE FROM page WHERE path = ?", page_paths), ("DELETE FROM story WHERE path = ?", page_paths))

    def put_file_digests(self, digests: Mapping[str, str]) -> None:
        """Keep the digests of files that were made, by the digest of what they were made from."""
        rows = [(key, _add_checksum(key, sha256.encode())) for key, sha256 in digests.items()]
        self._execute(("INSERT OR REPLACE INTO written VALUES (?, ?)", rows))

    def keep_file_digests(self, keys: Collection[str]) -> None:
        """Keep no other digests of files than these."""
        stale_keys = [(key,) for (key,) in self._fetch_rows("SELECT filing FROM written") if key not in keys]
        self._execute(("DELETE FROM written WHERE filing = ?", stale_keys))

    def close(self) -> None:
        """Let go of the database."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _load_pieces(self, sql: str) -> dict[str, bytes]:
        """The pieces of a whole table by name; none where one of them is damaged."""
        pieces = {name: self._open_piece(name, sealed_piece) for name, sealed_piece in self._fetch_rows(sql)}
        intact = {name: piece for name, piece in pieces.items() if piece is not None}
        return intact if len(intact) == len(pieces) else {}

    def _open_piece(self, name: str, sealed_piece: object) -> bytes | None:
        """The piece that was sealed under `name`, None where it is not what it was; then nothing else is trusted."""
        piece = sealed_piece[_CHECKSUM_SIZE:] if isinstance(sealed_piece, bytes) else b""
        if isinstance(name, str) and _add_checksum(name, piece) == sealed_piece:
            return piece
        self._reset()
        return None

    def _fetch_rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The answer of the database; nothing where it is damaged."""
        if self._database is None:
            return []
        try:
            return self._database.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            self._reset()
            return []

    def _execute(self, *statements: tuple[str, Sequence[tuple[object, ...]]]) -> None:
        """Tell the database, all or nothing. What it cannot take is worked out again by the next run."""
        if self._database is None or not self._is_writable or not any(rows for _, rows in statements):
            return
        try:
            with self._database:
                for statement, rows in statements:
                    self._database.executemany(statement, rows)
        except sqlite3.Error:
            self._reset()

    def _reset(self) -> None:
        """Begin anew, with nothing kept."""
        self.close()
        self._database = self._create()

    def _create(self) -> sqlite3.Connection | None:
        """An empty database in place of what is there, where anything may be written."""
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
    """The cache of the archive at `root` for one run; what another `version` of the program kept is thrown away.

    Without `write` it is only read. A cache that cannot be used is an empty one.
    """
    cache = IntakeCache(root / layout.INTAKE_CACHE, version, write=write)
    try:
        yield cache
    finally:
        cache.close()


def _open_existing(place: Path, version: str, *, write: bool) -> sqlite3.Connection | None:
    """The database at `place` where there is one of this version."""
    if not os.path.isfile(place):  # noqa: PTH113  (pathlib's raises where it may not look)
        return None
    try:
        return _connect(place, mode="rw" if write else "ro", version=version)
    except sqlite3.Error:
        return None


def _connect(place: Path, *, mode: str, version: str, schema: str = "") -> sqlite3.Connection | None:
    """The database at `place`, opened in an SQLite `mode`, and None where it is of another version than `version`.

    A new one is `schema` its tables. Raises sqlite3.Error, and then nothing stays open.
    """
    path = quote(os.fsencode(place.absolute().as_posix().removeprefix("/")), safe="/:")
    database = sqlite3.connect(f"file:///{path}?mode={mode}", timeout=_BUSY_TIMEOUT, uri=True)
    try:
        database.execute("PRAGMA synchronous = OFF")  # a lost cache is made again; a damaged one is found out
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
    """What a story is sealed under: one of other bytes than those of its page today does not open."""
    return f"{sha256} {start} {path}"


def _add_checksum(name: str, piece: bytes) -> bytes:
    """A piece with a checksum of it and of its name in front."""
    return crc32(piece, crc32(name.encode())).to_bytes(_CHECKSUM_SIZE, "big") + piece
