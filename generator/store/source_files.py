"""Read the files of `content/sources/`: list them, open each as what it is, find the one that a person means.

Paths are relative to the archive's root, with `/`. A file that cannot be read is a problem, not an exception.
"""

import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator import layout
from generator.ingest.inputs import open_input as inputs
from generator.ingest.inputs.open_input import OpenedFile, find_unread_part, open_input
from generator.ingest.inputs.records import get_map_path
from generator.model.capture import Capture
from generator.model.errors import UsageError
from generator.model.problem import Problem, Result
from generator.store import content, disk
from generator.store.file_stats import FileStat, inspect_file


def list_sources(root: Path) -> Iterator[tuple[str, str | Problem]]:
    """Yield every file of `content/sources/`, sorted by path: its path, and its place on disk or why it is not read."""
    files = list(content.list_files(root, layout.SOURCES))
    names = frozenset(name for name, _ in files)
    for name, place in files:
        yield name, place if isinstance(place, Problem) else find_unread_part(name, names) or place


def open_source(root: Path, path: str) -> Result[OpenedFile | None]:
    """Open the file at `path` as what it is: a page, or records; None and a problem if it is not read."""
    try:
        with _open_file(root, path) as file:
            return open_input(path, file, _read_map(root, path))
    except OSError as error:
        return Result(None, (content.report_unreadable(path, error),))


def load_captures(root: Path, path: str, locators: Sequence[str]) -> list[Result[Capture | None]]:
    """Return the captures at `locators` in the file at `path`; the locator of a page that is the file is empty."""
    results: list[Result[Capture | None]] = []
    try:
        with _open_file(root, path) as file:
            results += inputs.load_captures(path, file, locators, _read_map(root, path))
    except OSError as error:
        return [Result(None, (content.report_unreadable(path, error),)) for _ in locators]
    return results


def load_page(root: Path, path: str, locator: str = "") -> Capture | Problem:
    """Return the capture at `locator` in the file at `path`, or why it is not read."""
    (result,) = load_captures(root, path, (locator,))
    return result.value or result.problems[0]


def inspect_source(root: Path, path: str, place: str) -> FileStat:
    """Return the state of the file at `path`, and of the map beside it if it is a table; `place` is that on disk."""
    stat, map_path = inspect_file(place), get_map_path(path)
    if map_path is None or not (root / map_path).is_file():
        return stat
    map_stat = inspect_file(root / map_path)
    return FileStat(f"{stat.fingerprint} {map_stat.fingerprint}", stat.is_settled and map_stat.is_settled)


def _read_map(root: Path, path: str) -> bytes:
    """Return the content of the map beside the table at `path`; empty if there is none."""
    map_path = get_map_path(path)
    try:
        return (root / map_path).read_bytes() if map_path else b""
    except FileNotFoundError:
        return b""


def _open_file(root: Path, path: str) -> BinaryIO:
    return open(os.path.join(root, path), "rb")  # noqa: PTH118, PTH123  (a tenth of the time of pathlib's)


def measure_sources(root: Path) -> dict[str, int]:
    """Return the size in bytes of each file of `content/sources/`, by path; 0 for a broken link."""
    folder = root / layout.SOURCES
    return {
        content.format_name(f"{layout.SOURCES}/{name}"): disk.get_size(folder / name)
        for name in disk.list_files(folder)
    }


def resolve_source_path(root: Path, user_path: Path) -> str:
    """Return the path of the saved page that a person typed, relative to the current folder or to the root.

    Raises UsageError if it is no saved page of the archive, and suggests the most similar page.
    """
    pages = [f"{layout.SOURCES}/{name}" for name in disk.list_files(root / layout.SOURCES)]
    candidates = [_make_relative(root, base / user_path) for base in (Path.cwd(), root)]
    path = next((path for path in candidates if path in pages), None)
    if path is None:
        raise UsageError(f"{user_path}: {_explain_missing_page(root, candidates, pages)}")
    if content.format_name(path) != path:
        raise UsageError(
            f"{content.format_name(str(user_path))}: this file is not read because its name is not UTF-8; rename it"
        )
    return path


def _make_relative(root: Path, place: Path) -> str:
    """Return `place` relative to `root`, even if a link leads there; the whole path if it is outside."""
    place = Path(os.path.abspath(place))  # noqa: PTH100  (a link to a page keeps its own name)
    place = Path(os.path.realpath(place.parent), place.name)  # of a link to itself, `resolve` raises RuntimeError
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()


def _explain_missing_page(root: Path, candidates: Sequence[str], pages: Sequence[str]) -> str:
    """Return why a path is no saved page, and what to do."""
    if not pages:
        return f"{layout.SOURCES} has no saved pages yet; put pages there and name one of them"
    target = next((path for path in candidates if (root / path).exists() or (root / path).is_symlink()), candidates[-1])
    near = _find_nearest_page(target, pages)
    if (root / target).is_dir():
        example = next((page for page in pages if page.startswith(f"{target}/")), near or pages[0])
        return f"this is a folder; name a saved page, such as {example}"
    if not ((root / target).exists() or (root / target).is_symlink()):
        hint = f"did you mean {near}? " if near else ""
        return f"there is no such file; {hint}`backfile check --all` lists all saved pages"
    if target.startswith(f"{layout.ARTICLES}/"):
        return "this is an article; name one of the saved pages that its front matter lists under `sources`"
    if target.startswith(f"{layout.SOURCES}/"):
        return (
            f"this is not read: it is hidden, or a link to a file outside {layout.SOURCES}; put the page itself there"
        )
    hint = f"did you mean {near}? Else " if near else ""
    return f"this is outside {root / layout.SOURCES}, so it is no saved page of this archive; {hint}put it there first"


def _find_nearest_page(path: str, pages: Sequence[str]) -> str:
    """Return the page whose path, or else whose file name, is most similar to `path`; empty if none is."""
    if near := difflib.get_close_matches(path, pages, n=1, cutoff=0.8):
        return near[0]
    names = {PurePosixPath(page).name: page for page in reversed(pages)}
    near = difflib.get_close_matches(PurePosixPath(path).name, names, n=1)
    return names[near[0]] if near else ""
