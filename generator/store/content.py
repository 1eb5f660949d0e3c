"""Read and write the files of `content/`: settings, saved pages, articles, free pages, decisions, records, profiles.

Paths are relative to the archive's root, with `/`. A file that cannot be read is a problem, not an exception.
"""

import os
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from generator import config, layout
from generator.config import SiteConfig
from generator.manuscript import copied_files
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript import free_page_file as page_file
from generator.manuscript import profile_file as publications_file
from generator.manuscript import record_file as records_file
from generator.manuscript.copied_files import Certainty
from generator.model.article import FreePage
from generator.model.authority import CountryRecord, PersonRecord
from generator.model.decision import Decision
from generator.model.errors import ConfigError, MachineError
from generator.model.problem import Place, Problem, Result, Severity
from generator.model.publication import Publication
from generator.store import disk
from generator.store.disk import ListingFault
from generator.store.processes import ProcessPool
from generator.text import digest

T = TypeVar("T")

# The kind of the problem about a folder whose files are unknown: nothing in it may count as deleted.
UNLISTED_KIND = "unlisted folder"
# Folders in which a file counts as a copy by its name alone.
_UNCOPIED_FOLDERS = (layout.PEOPLE, layout.COUNTRIES, layout.PUBLICATIONS, layout.DECISIONS)


def require_archive(root: Path) -> None:
    """Raise ConfigError if there is no archive at `root`, before anything is written there."""
    path = root / layout.SETTINGS
    if not path.is_file():
        if (root / layout.CONTENT).is_dir():
            raise ConfigError(
                f'{path}: this file is missing; create it with a `title = "…"` and a `base_url = "https://…"`'
            )
        raise ConfigError(
            f"{path}: there is no archive here; go to the folder that holds `content/`, name it with --root, "
            "or make a new one with `backfile init DIR`"
        )


def load_settings(root: Path) -> Result[SiteConfig]:
    """Read the settings of the archive at `root`. Raises ConfigError if there is no archive, or they are invalid."""
    require_archive(root)
    try:
        return config.parse(disk.read(root / layout.SETTINGS).decode("utf-8-sig"))
    except UnicodeDecodeError:
        problem = Problem.must_fix(layout.SETTINGS, "setting", fact="this is not UTF-8", step="save the file as UTF-8")
        raise ConfigError.from_problems(problem) from None


def find_setting_line(root: Path, key: str) -> int:
    """Return the line of site.toml that has a setting; 0 if no line has it alone."""
    return config.find_line(read_text(root, layout.SETTINGS), key)


def list_article_files(root: Path) -> Iterator[tuple[str, str | Problem]]:
    """Yield every article file, sorted by path: its path, and its place on disk or why it cannot be read."""
    return list_files(root, layout.ARTICLES, ".md")


def load_free_pages(root: Path) -> Result[tuple[FreePage, ...]]:
    """Read the free pages, sorted by path."""
    results = {
        name: _parse_file(name, place, page_file.parse_free_page)
        for name, place in list_files(root, layout.PAGES, ".md")
    }
    titles = {name: result.value.title for name, result in results.items() if result.value}
    for name, title in titles.items():
        original, certainty = copied_files.find_original(name, results) or ("", None)
        if certainty and (certainty > Certainty.POSSIBLE or title == titles.get(original)):
            results[name] = Result(None, (copied_files.build_name_problem(name, original),))
    pages = tuple(result.value for result in results.values() if result.value is not None)
    return Result(pages, tuple(problem for result in results.values() for problem in result.problems))


def list_pictures(root: Path) -> frozenset[str]:
    """Return the names of all files in `content/figures/` that can be used."""
    prefix = f"{layout.FIGURES}/"
    files = list_files(root, layout.FIGURES)
    return frozenset(path.removeprefix(prefix) for path, place in files if isinstance(place, str))


def find_picture_faults(root: Path) -> tuple[Problem, ...]:
    """Return a problem for everything in `content/figures/` that cannot be used."""
    return tuple(place for _, place in list_files(root, layout.FIGURES) if isinstance(place, Problem))


def read_text(root: Path, path: str) -> str:
    """Read the text of a file that an editor wrote; empty if it cannot be read any more."""
    data = read_file(path, os.path.join(root, path))  # noqa: PTH118
    return "" if isinstance(data, Problem) else data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def load_decisions(root: Path) -> Result[tuple[Decision, ...]]:
    """Read all decisions of editors."""
    results = [
        _parse_file(name, place, decisions_file.parse_decisions)
        for name, place in list_files(root, layout.DECISIONS, ".jsonl")
    ]
    all_decisions = tuple(decision for result in results for decision in result.value or ())
    return Result(all_decisions, tuple(problem for result in results for problem in result.problems))


def load_publications(root: Path) -> Result[tuple[Publication, ...]]:
    """Read the profiles of publications, sorted by path."""
    results = [
        _parse_file(name, place, publications_file.parse_profile)
        for name, place in list_files(root, layout.PUBLICATIONS, ".toml")
    ]
    profiles = tuple(result.value for result in results if result.value is not None)
    return Result(profiles, tuple(problem for result in results for problem in result.problems))


class AuthorityRecords(msgspec.Struct, frozen=True):
    """The valid authority records, sorted by path; `unread` are the paths of people's records that are invalid."""

    persons: tuple[PersonRecord, ...]
    countries: tuple[CountryRecord, ...]
    unread: frozenset[str]


def load_records(root: Path) -> Result[AuthorityRecords]:
    """Read the authority records of persons and countries."""
    persons = [
        (name, _parse_file(name, place, records_file.parse_person))
        for name, place in list_files(root, layout.PEOPLE, ".md")
    ]
    countries = [
        (name, _parse_file(name, place, records_file.parse_country))
        for name, place in list_files(root, layout.COUNTRIES, ".md")
    ]
    authority_records = AuthorityRecords(
        persons=tuple(result.value for _, result in persons if result.value is not None),
        countries=tuple(result.value for _, result in countries if result.value is not None),
        unread=frozenset(name for name, result in persons if result.value is None),
    )
    return Result(
        authority_records, tuple(problem for _, result in (*persons, *countries) for problem in result.problems)
    )


def _parse_file(name: str, place: str | Problem, parse: Callable[[str, bytes], Result[T]]) -> Result[T] | Result[None]:
    """Return what `parse` makes of a file, or the problem that it cannot be read."""
    data = read_file(name, place)
    return Result(None, (data,)) if isinstance(data, Problem) else parse(name, data)


def list_files(root: Path, folder: str, suffix: str = "") -> Iterator[tuple[str, str | Problem]]:
    """Yield every file below `folder`: its path, and its place on disk or why it cannot be used."""
    place = root / folder
    if place.exists() and not place.is_dir():
        fact, step = "this is a file where a folder is expected", "rename it and make a folder of this name"
        yield folder, Problem.must_fix(folder, UNLISTED_KIND, fact, step)
        return
    listing = disk.list_folder(place, suffix)
    yield from ((problem.place.path, problem) for problem in map(partial(_report_fault, folder), listing.faults))
    names = frozenset(listing.names)
    for inside in listing.names:
        name = f"{folder}/{inside}"
        if folder in _UNCOPIED_FOLDERS and (original := _find_original(inside, names)):
            yield name, copied_files.build_name_problem(name, f"{folder}/{original}")
        elif folder == layout.FIGURES and not (place / inside).is_file():  # no stage reads a picture before its copy
            yield name, Problem.must_fix(name, "unreadable file", "this link leads nowhere", "delete it or mend it")
        elif format_name(name) != name:
            fact = "the name of this file is not UTF-8"
            yield format_name(name), Problem.must_fix(format_name(name), "unreadable file", fact, "rename it")
        else:
            yield name, os.path.join(place, inside)  # noqa: PTH118  (a tenth of the time of pathlib's)


def _find_original(name: str, names: Container[str]) -> str:
    """Return of which file the file `name` is a copy that nobody would name so; empty if of none."""
    original, certainty = copied_files.find_original(name, names) or ("", Certainty.POSSIBLE)
    return original if certainty > Certainty.POSSIBLE else ""


def _report_fault(folder: str, fault: ListingFault) -> Problem:
    """Return the finding about an entry of `folder` that is not read: only a warning if nothing of it was ever read."""
    path = Place(path=format_name(f"{folder}/{fault.name}".rstrip("/")))
    if fault.hides_files:
        step = f"put the folder itself there, or fix its permissions; link {folder} as a whole if it is elsewhere"
        cause = "what is in it cannot be told from deleted files"
        problem = Problem.must_fix(path, UNLISTED_KIND, fault.reason, step, cause)
    else:
        problem = Problem.must_fix(path, "unreadable file", fault.reason, "put the file itself there, or delete it")
    if folder == layout.SOURCES and fault.name:
        return msgspec.structs.replace(problem, severity=Severity.WARNING, cause="")
    return problem


def read_file(name: str, place: str | Problem) -> bytes | Problem:
    """Read a file at `place`; return its bytes, or the problem that it cannot be read."""
    if isinstance(place, Problem):
        return place
    try:
        return disk.read(place)
    except MachineError as error:
        return report_unreadable(name, error.__cause__)


def report_unreadable(name: str, error: BaseException | None) -> Problem:
    """Return the problem that a file cannot be read, because of the system's `error`."""
    reason = getattr(error, "strerror", None) or "unknown reason"
    fact = f"this cannot be read: {reason.lower()}"
    step = "fix its permissions, or delete it if it is a broken link"
    return Problem.must_fix(name, "unreadable file", fact, step)


def write_files(root: Path, files: Iterable[tuple[str, str]], pool: ProcessPool) -> int:
    """Write texts at paths relative to `root`, with the help of `pool`; return how many files changed."""
    files_by_path = {os.path.join(root, path): text.encode() for path, text in files}  # noqa: PTH118
    return disk.write_all(files_by_path, durable=True, pool=pool)


def has_digest(root: Path, path: str, sha256: str) -> bool:
    """Return whether the file at `path` still has this digest."""
    return (root / path).is_file() and digest.sha256(disk.read(root / path)) == sha256


def format_name(name: str) -> str:
    """Return the name of a file as it can be printed: bytes that are not UTF-8 are escaped."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")
