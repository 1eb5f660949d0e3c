"""The finished site on disk. Only changed files are written, each as a whole; obsolete files are removed.

Files in the folder that Backfile does not own (a CNAME, a file that an editor added) are left alone: only the folders
and files that are named here are cleaned up.
"""

import contextlib
import gzip
import os
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from generator import layout
from generator.model.errors import MachineError
from generator.site.hosting import OutputFile
from generator.site.page_files import WrittenFile
from generator.store import disk, page_keys, search_index
from generator.store.page_keys import BuiltPage

_RECORD_FOLDERS = ("countries", "people", "publications", "years", "figures")
_OWNED_FOLDERS = ("articles", "countries", "people", "publications", "years", "pages", "data", "static", "figures")
# Other files that one build may write and the next may not: parts of the sitemap, the search page.
_OWNED_FILES = re.compile(r"sitemap-[1-9]\d*\.xml|search\.html")

_NO_PICTURES: Mapping[str, Path] = MappingProxyType({})

_FOLDER_STEP = "delete the link or move the folder, so that each is a folder of its own, and build again"

# The first bytes of a compressed file. A file with a zero among its first _SNIFF_SIZE bytes is not text.
_GZIP_MAGIC, _SNIFF_SIZE = b"\x1f\x8b", 1024


class PublishCounts(msgspec.Struct, frozen=True):
    """How many files were written, were there already, and were removed."""

    changed: int
    unchanged: int
    removed: int


class OutputWriter(msgspec.Struct, frozen=True):
    """The FileWriter of a build: compares each file with the file in `folder`.

    Without a folder every file counts as changed. `writes_pending` writes changed files beside their place, for
    `publish`. The bytes of the files in `urls_in_memory` are returned, of all files if it is None. Pages of the last
    build, which are `last_pages`, can be reused if there is a `stamp` of what they depend on beside the site.
    """

    folder: Path | None = None
    writes_pending: bool = False
    last_pages: Mapping[str, BuiltPage] = msgspec.field(default_factory=dict)
    stamp: str = ""
    urls_in_memory: Collection[str] | None = None

    def find_unchanged(self, url: str, key: bytes) -> WrittenFile | None:
        """Return the page at `url` if the last build wrote it with this key; None if it must be rendered."""
        page = self.last_pages.get(url)
        if page is None or page.key != key or self.folder is None or not page_keys.is_current(self.folder, url, page):
            return None
        return WrittenFile(url, is_changed=False, data=None, key=key)

    def write(self, url: str, data: bytes, key: bytes = b"") -> WrittenFile:
        """Compare a file, and write it if it is changed and shall be written."""
        is_in_memory = self.urls_in_memory is None or url in self.urls_in_memory
        return WrittenFile(url, self._check_changed(url, data), data if is_in_memory else None, key)

    def _check_changed(self, url: str, data: bytes) -> bool:
        if self.folder is None:
            return True
        path = os.path.join(self.folder, url)  # noqa: PTH118  (a tenth of the time of pathlib)
        return disk.write_pending(path, data) if self.writes_pending else not disk.has_content(path, data)


class SiteFiles(Mapping[str, bytes]):
    """The written files of a site by URL; `pictures` are to be copied to their URLs from where they are.

    Bytes that are not in memory are read from `folder`.
    """

    def __init__(
        self, folder: Path | None, written_files: Iterable[WrittenFile], pictures: Mapping[str, Path] = _NO_PICTURES
    ) -> None:
        self._folder = folder
        self._file_by_url = {file.url: file for file in written_files}
        self.pictures = pictures

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
        """The URLs of pages that have a key, each with its key."""
        return ((file.url, file.key) for file in self._file_by_url.values() if file.key)

    @property
    def changed_urls(self) -> list[str]:
        """The URLs of the files, without pictures, that differ from the files in the folder."""
        return [file.url for file in self._file_by_url.values() if file.is_changed]


def check_folders(root: Path) -> None:
    """Raise MachineError if a folder that a build tidies is a link, has a link in it, or is a folder of editors.

    Through a link, files would be deleted where it leads.
    """
    site = os.path.realpath(root / layout.OUTPUT)
    if _is_inside(os.path.realpath(root), site):
        raise MachineError(f"{layout.OUTPUT}: this is the archive itself; {_FOLDER_STEP}")
    for name in layout.EDITORS_FOLDERS:
        folder = os.path.realpath(root / name)
        if os.path.isdir(folder) and (_is_inside(folder, site) or _is_inside(site, folder)):  # noqa: PTH112
            raise MachineError(
                f"{layout.OUTPUT}: this and {name} are one folder, or one is in the other, and a build deletes "
                f"obsolete files in {layout.OUTPUT}; {_FOLDER_STEP}"
            )
    for name in (*_OWNED_FOLDERS, search_index.FOLDER):
        link = next(disk.find_links(os.path.join(site, name)), None)  # noqa: PTH118
        if link is not None:
            url = Path(layout.OUTPUT, name, link).as_posix()
            raise MachineError(
                f"{url}: this is a link, and a build writes and deletes files here; delete the link, and the build "
                "makes what belongs here"
            )


def _is_inside(path: str, folder: str) -> bool:
    """Return whether `path` is `folder` or below it; both are absolute and without links."""
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118


@contextlib.contextmanager
def remove_pending_on_error(folder: Path) -> Iterator[None]:
    """Remove the pending files from `folder` if the block fails."""
    try:
        yield
    except BaseException:
        disk.remove_pending(folder)
        raise


def publish(
    folder: Path,
    files: SiteFiles,
    keep_urls: Collection[str] = (),
    *,
    keep_records: bool = False,
) -> PublishCounts:
    """Put the pending `files` in place and remove obsolete files, except the pages `keep_urls`.

    Pictures are copied first, so that no page is ever without its picture. `keep_records` also keeps pictures and the
    pages of countries, people, publications and years: kept stories may link to them.
    """
    copy_count = sum(disk.copy(source, folder / url) for url, source in files.pictures.items())
    changed_urls = files.changed_urls
    for url in changed_urls:
        disk.commit_pending(os.path.join(folder, url))  # noqa: PTH118
    stale_urls = find_stale(folder, {*files, *files.pictures, *keep_urls}, keep_records=keep_records)
    for name in stale_urls:
        disk.remove(folder / name)
    unchanged_count = len(files) + len(files.pictures) - len(changed_urls) - copy_count
    return PublishCounts(changed=len(changed_urls) + copy_count, unchanged=unchanged_count, removed=len(stale_urls))


def list_changed(folder: Path, files: SiteFiles) -> list[str]:
    """Return the URLs of `files` and their pictures that differ from the files in `folder`."""
    return files.changed_urls + [
        url for url, source in files.pictures.items() if not disk.is_same(source, folder / url)
    ]


def list_site_files(folder: Path) -> tuple[OutputFile, ...]:
    """Return every file and symbolic link in the finished site, also hidden ones, by URL; `.git` is left out."""
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
    """Return the URLs of files that Backfile owns in the site and that are not among `current_urls`."""
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
    """Yield URL and text of every text file of the finished site in `folder`, decompressed if necessary.

    Files that Backfile did not write are read too.
    """
    for url in disk.list_files(folder):
        data = disk.read(folder / url)
        if data.startswith(_GZIP_MAGIC):
            with contextlib.suppress(OSError, EOFError, zlib.error):
                data = gzip.decompress(data)
        if b"\0" not in data[:_SNIFF_SIZE]:
            yield url, data.decode("utf-8", "replace")
