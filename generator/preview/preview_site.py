"""What browsers see at one moment, as a value, and how a file of it is loaded.

The owner thread makes a new value for every change and puts it in place of the last with one assignment. A browser's
request reads the value once, so all parts of a response belong together. No file outside the site can be reached:
only known names are looked up.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

from generator import layout
from generator.model.errors import GeneratorError, MachineError, TemplateError
from generator.model.problem import Problem
from generator.render.on_demand import OnDemandFiles
from generator.site.views.page_list import PageList
from generator.store import disk, search_index

_PICTURES = "figures/"


class PreviewFiles(msgspec.Struct, frozen=True):
    """The files of the site: pages on demand, assets by URL, and URLs that `output/` still serves.

    `earlier_templates` are the last ones that worked before those of `pages`; `page_list` is what they render.
    """

    pages: OnDemandFiles
    assets: Mapping[str, bytes]
    kept_urls: frozenset[str]
    earlier_templates: Mapping[str, str]
    page_list: PageList


class PreviewSite(msgspec.Struct, frozen=True):
    """What browsers see. `files` is None until the first scan is over: until then `output/` is served.

    A later value has a higher `version`. `problems` appear above every page.
    """

    version: int
    files: PreviewFiles | None = None
    problems: tuple[Problem, ...] = ()


class LoadedFile(msgspec.Struct, frozen=True):
    """A file for a browser, and what to show above it. `page_problems` are those of this page alone."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    page_problems: tuple[Problem, ...] = ()


def load_file(root: Path, preview_site: PreviewSite, url: str) -> LoadedFile | None:
    """Return the file at `url`; None if the site has no such file."""
    files = preview_site.files
    if files is None:
        return _add_problems(_load_built_file(root, url), preview_site.problems)
    if url in files.assets:
        return LoadedFile(files.assets[url])
    if url in files.pages:
        try:
            return LoadedFile(files.pages[url], preview_site.problems)
        except TemplateError as error:
            problems = tuple(dict.fromkeys((*preview_site.problems, *error.problems)))
            return LoadedFile(_render_earlier_page(files, url), problems, error.problems)
    if url.startswith(_PICTURES) and url.removeprefix(_PICTURES) in files.pages.site.pictures:
        with contextlib.suppress(MachineError):  # it may be deleted while it is read
            return LoadedFile(disk.read(root / layout.FIGURES / url.removeprefix(_PICTURES)))
        return None
    if url in files.kept_urls:
        return _add_problems(_load_built_file(root, url), preview_site.problems)
    return _add_problems(_load_index_file(root, url), ())


def is_archive_path(path: str) -> bool:
    """Return whether `path` (from the root) is neither hidden nor a file that Backfile is still writing."""
    return not any(part.startswith(".") for part in PurePosixPath(path).parts) and not path.endswith(disk.PART_SUFFIX)


def _add_problems(data: bytes | None, problems: tuple[Problem, ...]) -> LoadedFile | None:
    return None if data is None else LoadedFile(data, problems)


def _render_earlier_page(files: PreviewFiles, url: str) -> bytes:
    """Return a page in the earlier templates; nothing if they fail too."""
    with contextlib.suppress(GeneratorError):
        return OnDemandFiles(files.page_list, files.earlier_templates)[url]
    return b""


def _load_built_file(root: Path, url: str) -> bytes | None:
    """Return a file that the last build left in `output/`, unless it is hidden or a link leads out of it."""
    folder = Path(os.path.realpath(root / layout.OUTPUT))
    with contextlib.suppress(GeneratorError, OSError, ValueError, RuntimeError):  # there may be no such file, or name
        file_path = (folder / url).resolve(strict=True)
        if (
            file_path.is_relative_to(folder)
            and is_archive_path(file_path.relative_to(folder).as_posix())
            and file_path.is_file()
        ):
            return disk.read(file_path)
    return None


def _load_index_file(root: Path, url: str) -> bytes | None:
    """Return a file of the preview's search index."""
    folder, name = root / layout.PREVIEW, url.removeprefix(f"{search_index.FOLDER}/")
    with contextlib.suppress(GeneratorError):  # it may be deleted while it is read
        if name != url and name in disk.list_files(folder / search_index.FOLDER):
            return disk.read(folder / url)
    return None
