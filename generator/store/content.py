"""The archive's content on disk: settings, sources, articles, free pages. Paths go out relative, with `/`."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from generator import config
from generator.config import SiteConfig
from generator.ingest.plan import FOLDER, ArticleFile
from generator.manuscript import article as article_file
from generator.manuscript import decisions as decisions_file
from generator.manuscript import page as page_file
from generator.model.article import ArticleId, FreePage, Manuscript, Slug
from generator.model.decision import Decision
from generator.model.errors import ConfigError, MachineError
from generator.model.problem import Found, Place, Problem, Severity
from generator.store import disk
from generator.text import digest

SOURCES = "content/sources"
PAGES = "content/pages"
DECISIONS = "content/decisions"
_ID = re.compile(rb"^id:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_HEAD = 20_000
T = TypeVar("T")


def settings(root: Path) -> Found[SiteConfig]:
    """The settings of the archive at `root`.

    Raises ConfigError where there is no archive, or its settings cannot be used.
    """
    path = root / config.PATH
    if not path.is_file():
        if (root / "content").is_dir():
            raise ConfigError(
                f'{path}: this file is missing; make it, with a `title = "…"` and a `base_url = "https://…"`'
            )
        raise ConfigError(
            f"{path}: there is no archive here; go to the folder that holds `content/`, name it with --root, "
            "or make a new one with `backfile init DIR`"
        )
    try:
        return config.parse(disk.read(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(f"{config.PATH}: this is not UTF-8; save the file as UTF-8") from None


def sources(root: Path) -> Iterator[tuple[str, bytes | Problem]]:
    """Every saved page: its path, and its bytes or why it was not read. Sorted by path."""
    for name, data in _files(root, SOURCES):
        suffix = PurePosixPath(name).suffix.lower()
        if isinstance(data, Path) and suffix != ".txt":
            kind = f"unread {suffix or 'without suffix'}"
            yield (
                name,
                _finding(Severity.NOTICE, name, kind, "this kind of file is not read yet", "save the page as .txt"),
            )
        else:
            yield name, _read(name, data)


class Articles(msgspec.Struct, frozen=True):
    """The article files: those that can be read, what plan must know of each that has an id, all paths."""

    manuscripts: tuple[Manuscript, ...]
    files: dict[ArticleId, ArticleFile]
    paths: frozenset[str]
    problems: tuple[Problem, ...]


def articles(root: Path) -> Articles:
    """Every article on disk. Of two files that claim one id the first by path has it."""
    manuscripts: list[Manuscript] = []
    files: dict[ArticleId, ArticleFile] = {}
    paths: list[str] = []
    problems: list[Problem] = []
    for name, place in _files(root, FOLDER, ".md"):
        paths.append(name)
        data = _read(name, place)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        read = article_file.read(name, data)
        problems += read.problems
        if read.value is not None:
            manuscripts.append(read.value)
        file = _file(name, data, read.value)
        if file is not None:
            files.setdefault(file.id, file)
    return Articles(tuple(manuscripts), files, frozenset(paths), tuple(problems))


def _file(name: str, data: bytes, manuscript: Manuscript | None) -> ArticleFile | None:
    """What plan must know of an article file, with its id even where the rest cannot be read; None without id."""
    if manuscript is None:
        match = _ID.search(data[:_HEAD])
        return ArticleFile(path=name, sha256=digest.sha256(data), id=ArticleId(match[1].decode())) if match else None
    article = manuscript.article
    if not article.id:
        return None
    return ArticleFile(
        path=name,
        sha256=manuscript.sha256,
        id=article.id,
        slugs=(*map(Slug, article.aliases), *((article.slug,) if article.slug else ())),
        sources=article.sources,
        title=article.title,
    )


def free_pages(root: Path) -> Found[tuple[FreePage, ...]]:
    """The free pages, by file name."""
    read = [_parsed(name, place, page_file.read) for name, place in _files(root, PAGES, ".md")]
    found = tuple(one.value for one in read if one.value is not None)
    return Found(found, tuple(problem for one in read for problem in one.problems))


def decisions(root: Path) -> Found[tuple[Decision, ...]]:
    """Every decision of the archive's editors."""
    read = [_parsed(name, place, decisions_file.read) for name, place in _files(root, DECISIONS, ".jsonl")]
    found = tuple(decision for one in read for decision in one.value or ())
    return Found(found, tuple(problem for one in read for problem in one.problems))


def _parsed(name: str, place: Path | Problem, parse: Callable[[str, bytes], Found[T]]) -> Found[T] | Found[None]:
    """What `parse` makes of a file, or the problem that it cannot be read."""
    data = _read(name, place)
    return Found(None, (data,)) if isinstance(data, Problem) else parse(name, data)


def _files(root: Path, folder: str, suffix: str = "") -> Iterator[tuple[str, Path | Problem]]:
    """Every file below `folder` by its path, or why it cannot be named or listed."""
    place = root / folder
    if place.exists() and not place.is_dir():
        fact, step = "this is a file where a folder is expected", "rename it and make a folder of this name"
        yield folder, _finding(Severity.PROBLEM, folder, "unreadable file", fact, step)
        return
    for path in disk.files(place, suffix):
        name = relative(root, path)
        try:
            name.encode("utf-8")
        except UnicodeEncodeError:
            shown = os.fsencode(name).decode("utf-8", "backslashreplace")
            fact = "the name of this file is not UTF-8"
            yield shown, _finding(Severity.PROBLEM, shown, "unreadable file", fact, "rename it")
        else:
            yield name, path


def _read(name: str, place: Path | Problem) -> bytes | Problem:
    """The bytes of a file, or a problem that says why it cannot be read."""
    if isinstance(place, Problem):
        return place
    try:
        return disk.read(place)
    except MachineError as error:
        reason = getattr(error.__cause__, "strerror", None) or "unknown reason"
        fact = f"this cannot be read: {reason.lower()}"
        step = "mend its permissions, or delete the link if it is one"
        return _finding(Severity.PROBLEM, name, "unreadable file", fact, step)


def put(root: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write texts at paths relative to `root`; how many differed from what stood there."""
    return disk.write_all({root / path: text.encode("utf-8") for path, text in files}, durable=True)


def stands(root: Path, path: str, sha256: str) -> bool:
    """Whether the file at `path` still has this digest."""
    return (root / path).is_file() and digest.sha256(disk.read(root / path)) == sha256


def relative(root: Path, path: Path) -> str:
    """`path` relative to `root`, with `/` on every system."""
    return path.relative_to(root).as_posix()


def _finding(severity: Severity, path: str, kind: str, fact: str, step: str) -> Problem:
    return Problem(severity=severity, place=Place(path=path), kind=kind, fact=fact, step=step)
