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

from generator.site.hosting import OutputFile
from generator.store import disk, page_keys
from generator.store.page_keys import BuiltPage

FOLDER = "output"
_RECORD_FOLDERS = ("countries", "people", "publications", "years", "figures")
_OWNED_FOLDERS = ("articles", "countries", "people", "publications", "years", "pages", "data", "static", "figures")
# What beside these may be there in one build and not in the next: a part of the sitemap, the search page.
_OWNED_FILES = re.compile(r"sitemap-[1-9]\d*\.xml|search\.html")

_NO_PAGES: Mapping[str, BuiltPage] = MappingProxyType({})
_NO_PICTURES: Mapping[str, Path] = MappingProxyType({})

# How a packed file begins; a file with a zero among so many first bytes holds no text.
_GZIP_MAGIC, _SNIFF_SIZE = b"\x1f\x8b", 1024


class PublishCounts(msgspec.Struct, frozen=True):
    """How many files were written, stood there already, and were removed."""

    changed: int
    unchanged: int
    removed: int


class ComparedFile(NamedTuple):
    """A file of the site: its URL, whether it differs from what stands there, its bytes where they are held.

    A page has a `key` where one was asked for.
    """

    url: str
    is_changed: bool
    data: bytes | None
    key: bytes = b""


class FileComparer:
    """Takes the files of a site where they are made; what it makes of them is small, and goes to another process.

    Without `folder` it compares nothing. `writes_pending` says that what differs is written beside its place. The bytes of the
    files in `urls_in_memory` are kept, or of all where it is None. `last_pages` are the pages that the last build left.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        writes_pending: bool = False,
        urls_in_memory: Collection[str] | None = None,
        last_pages: Mapping[str, BuiltPage] = _NO_PAGES,
    ) -> None:
        self._folder, self._writes_pending, self._urls_in_memory, self._last_pages = (
            folder,
            writes_pending,
            urls_in_memory,
            last_pages,
        )

    def find_unchanged(self, url: str, key: bytes) -> ComparedFile | None:
        """What is kept of a page that stands as it would be made; None for one that is to be made."""
        page = self._last_pages.get(url)
        if page is None or page.key != key or self._folder is None or not page_keys.is_current(self._folder, url, page):
            return None
        return ComparedFile(url, is_changed=False, data=None, key=key)

    def keep(self, url: str, data: bytes, key: bytes = b"") -> ComparedFile:
        """What becomes of a file."""
        return ComparedFile(
            url,
            self._check_changed(url, data),
            data if self._urls_in_memory is None or url in self._urls_in_memory else None,
            key,
        )

    def _check_changed(self, url: str, data: bytes) -> bool:
        if self._folder is None:
            return True
        path = os.path.join(self._folder, url)  # noqa: PTH118  (a tenth of the time of pathlib's)
        return disk.write_pending(path, data) if self._writes_pending else not disk.has_content(path, data)


class SiteFiles(Mapping[str, bytes]):
    """All files of a site by URL. What is not held is read from the folder: where it was laid, or from its place."""

    def __init__(self, folder: Path | None, compared_files: Iterable[ComparedFile]) -> None:
        self._folder = folder
        self._file_by_url = {file.url: file for file in compared_files}

    def __getitem__(self, url: str) -> bytes:
        file = self._file_by_url[url]
        if file.data is not None:
            return file.data
        assert self._folder is not None
        path = os.path.join(self._folder, url)  # noqa: PTH118
        return disk.read_pending(path) if file.is_changed else disk.read(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file_by_url)

    def __len__(self) -> int:
        return len(self._file_by_url)

    @property
    def page_key_pairs(self) -> Iterator[tuple[str, bytes]]:
        """The pages whose keys are known, each with its key."""
        return ((file.url, file.key) for file in self._file_by_url.values() if file.key)

    @property
    def changed_urls(self) -> list[str]:
        """The URLs of the files that do not stand in the folder as they were made."""
        return [file.url for file in self._file_by_url.values() if file.is_changed]


@contextlib.contextmanager
def remove_pending_on_error(folder: Path) -> Iterator[None]:
    """Takes away what was laid in `folder` where the work inside fails."""
    try:
        yield
    except BaseException:
        disk.remove_pending(folder)
        raise


def publish(
    folder: Path,
    files: SiteFiles,
    pictures: Mapping[str, Path] = _NO_PICTURES,
    keep_urls: Collection[str] = (),
    *,
    keep_records: bool = False,
) -> PublishCounts:
    """Make `folder` hold `files`, which were laid there. Pages named in `keep_urls` stay as they are when they are there.

    `pictures` (by URL, from where they stand) are put there first, so that no page is without its own. `keep_records`
    leaves pictures and the pages of countries, persons, publications and years there too: kept stories may link to
    them.
    """
    copy_count = sum(disk.copy(source, folder / url) for url, source in pictures.items())
    changed_urls = files.changed_urls
    for url in changed_urls:
        disk.commit_pending(os.path.join(folder, url))  # noqa: PTH118
    stale_urls = find_stale(folder, {*files, *pictures, *keep_urls}, keep_records=keep_records)
    for name in stale_urls:
        disk.remove(folder / name)
    unchanged_count = len(files) + len(pictures) - len(changed_urls) - copy_count
    return PublishCounts(changed=len(changed_urls) + copy_count, unchanged=unchanged_count, removed=len(stale_urls))


def list_changed(folder: Path, files: SiteFiles, pictures: Mapping[str, Path]) -> list[str]:
    """The URLs of `files` and `pictures` that do not stand in `folder` as they are given."""
    return files.changed_urls + [url for url, source in pictures.items() if not disk.is_same(source, folder / url)]


def list_site_files(folder: Path) -> tuple[OutputFile, ...]:
    """Every file and symbolic link in the finished site, hidden ones too, by URL. A repository's own are left out."""
    site_files = []
    for parent, folders, names in os.walk(folder, followlinks=False):
        inside = Path(parent).relative_to(folder)
        links = {name for name in folders if Path(parent, name).is_symlink()}
        folders[:] = sorted({*folders} - links - {".git"})
        for name in sorted({*names, *links} - {".git"}):
            place = Path(parent, name)
            is_link = place.is_symlink()
            site_files.append(
                OutputFile(url=(inside / name).as_posix(), size=0 if is_link else disk.get_size(place), is_link=is_link)
            )
    return tuple(sorted(site_files, key=lambda file: file.url))


def find_stale(folder: Path, current_urls: Collection[str], *, keep_records: bool) -> list[str]:
    """The files in Backfile's own folders of the site that are not `current_urls` (URLs) there."""
    stale_urls = [
        f"{owned_folder}/{name}"
        for owned_folder in _OWNED_FOLDERS
        if not (keep_records and owned_folder in _RECORD_FOLDERS)
        for name in disk.list_files(folder / owned_folder)
        if f"{owned_folder}/{name}" not in current_urls
    ]
    return stale_urls + [
        name for name in disk.list_names(folder) if _OWNED_FILES.fullmatch(name) and name not in current_urls
    ]


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of the finished site in `folder` that holds text: its URL and its text, unpacked where it is packed.

    Whatever is in the folder is read, also what Backfile did not put there.
    """
    for url in disk.list_files(folder):
        data = disk.read(folder / url)
        if data.startswith(_GZIP_MAGIC):
            with contextlib.suppress(OSError, EOFError, zlib.error):
                data = gzip.decompress(data)
        if b"\0" not in data[:_SNIFF_SIZE]:
            yield url, data.decode("utf-8", "replace")
