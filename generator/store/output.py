"""The finished site on disk. Only changed files are written, each whole; pages that are no more are removed.

What is not Backfile's in the folder (a CNAME, a file an editor put there) is left alone: only the folders
and files named here are tidied.
"""

import contextlib
import gzip
import os
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from generator.site.hosting import File
from generator.store import disk, page_keys
from generator.store.page_keys import Page

FOLDER = "output"
_RECORDS = ("countries", "people", "publications", "years", "figures")
_OWNED = ("articles", "countries", "people", "publications", "years", "pages", "data", "static", "figures")
# What beside these may be there in one build and not in the next: a part of the sitemap, the search page.
_OWNED_FILES = re.compile(r"sitemap-[1-9]\d*\.xml|search\.html")

_NO_PAGES: Mapping[str, Page] = MappingProxyType({})
_NO_PICTURES: Mapping[str, Path] = MappingProxyType({})

# How a packed file begins; a file with a zero among so many first bytes holds no text.
_PACKED, _LOOK = b"\x1f\x8b", 1024


class Published(msgspec.Struct, frozen=True):
    """How many files were written, stood there already, and were removed."""

    written: int
    unchanged: int
    removed: int


class Kept(NamedTuple):
    """A file of the site: its URL, whether it differs from what stands there, its bytes where they are held.

    A page has a `key` where one was asked for.
    """

    url: str
    differs: bool
    data: bytes | None
    key: bytes = b""


class Keeper:
    """Takes the files of a site where they are made; what it makes of them is small, and goes to another process.

    Without `folder` it compares nothing. `lays` says that what differs is written beside its place. The bytes of the
    files in `held` are kept, or of all where it is None. `known` are the pages that the last build left.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        lays: bool = False,
        held: Collection[str] | None = None,
        known: Mapping[str, Page] = _NO_PAGES,
    ) -> None:
        self._folder, self._lays, self._held, self._known = folder, lays, held, known

    def standing(self, url: str, key: bytes) -> Kept | None:
        """What is kept of a page that stands as it would be made; None for one that is to be made."""
        page = self._known.get(url)
        if page is None or page.key != key or self._folder is None or not page_keys.stands(self._folder, url, page):
            return None
        return Kept(url, differs=False, data=None, key=key)

    def keep(self, url: str, data: bytes, key: bytes = b"") -> Kept:
        """What becomes of a file."""
        return Kept(url, self._differs(url, data), data if self._held is None or url in self._held else None, key)

    def _differs(self, url: str, data: bytes) -> bool:
        if self._folder is None:
            return True
        path = os.path.join(self._folder, url)  # noqa: PTH118  (a tenth of the time of pathlib's)
        return disk.lay(path, data) if self._lays else not disk.stands(path, data)


class Files(Mapping[str, bytes]):
    """All files of a site by URL. What is not held is read from the folder: where it was laid, or from its place."""

    def __init__(self, folder: Path | None, kept: Iterable[Kept]) -> None:
        self._folder = folder
        self._kept = {one.url: one for one in kept}

    def __getitem__(self, url: str) -> bytes:
        kept = self._kept[url]
        if kept.data is not None:
            return kept.data
        assert self._folder is not None
        path = os.path.join(self._folder, url)  # noqa: PTH118
        return disk.laid(path) if kept.differs else disk.read(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def keys_of_pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages whose keys are known, each with its key."""
        return ((kept.url, kept.key) for kept in self._kept.values() if kept.key)

    @property
    def differing(self) -> list[str]:
        """The URLs of the files that do not stand in the folder as they were made."""
        return [kept.url for kept in self._kept.values() if kept.differs]


@contextlib.contextmanager
def swept(folder: Path) -> Iterator[None]:
    """Takes away what was laid in `folder` where the work inside fails."""
    try:
        yield
    except BaseException:
        disk.sweep(folder)
        raise


def publish(
    folder: Path,
    files: Files,
    pictures: Mapping[str, Path] = _NO_PICTURES,
    keep: Collection[str] = (),
    *,
    keep_records: bool = False,
) -> Published:
    """Make `folder` hold `files`, which were laid there. Pages named in `keep` stay as they are when they are there.

    `pictures` (by URL, from where they stand) are put there first, so that no page is without its own. `keep_records`
    leaves pictures and the pages of countries, persons, publications and years there too: kept stories may link to
    them.
    """
    copied = sum(disk.copy(source, folder / url) for url, source in pictures.items())
    differing = files.differing
    for url in differing:
        disk.settle(os.path.join(folder, url))  # noqa: PTH118
    gone = stale(folder, {*files, *pictures, *keep}, keep_records=keep_records)
    for name in gone:
        disk.remove(folder / name)
    there = len(files) + len(pictures) - len(differing) - copied
    return Published(written=len(differing) + copied, unchanged=there, removed=len(gone))


def differing(folder: Path, files: Files, pictures: Mapping[str, Path]) -> list[str]:
    """The URLs of `files` and `pictures` that do not stand in `folder` as they are given."""
    return files.differing + [url for url, source in pictures.items() if not disk.same(source, folder / url)]


def listed(folder: Path) -> tuple[File, ...]:
    """Every file and symbolic link in the finished site, hidden ones too, by URL. A repository's own are left out."""
    found = []
    for parent, folders, names in os.walk(folder, followlinks=False):
        inside = Path(parent).relative_to(folder)
        links = {name for name in folders if Path(parent, name).is_symlink()}
        folders[:] = sorted({*folders} - links - {".git"})
        for name in sorted({*names, *links} - {".git"}):
            place = Path(parent, name)
            is_link = place.is_symlink()
            found.append(File(url=(inside / name).as_posix(), size=0 if is_link else disk.size(place), is_link=is_link))
    return tuple(sorted(found, key=lambda file: file.url))


def stale(folder: Path, wanted: Collection[str], *, keep_records: bool) -> list[str]:
    """The files in Backfile's own folders of the site that are not `wanted` (URLs) there."""
    found = [
        f"{owned}/{name}"
        for owned in _OWNED
        if not (keep_records and owned in _RECORDS)
        for name in disk.files(folder / owned)
        if f"{owned}/{name}" not in wanted
    ]
    return found + [name for name in disk.names(folder) if _OWNED_FILES.fullmatch(name) and name not in wanted]


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
