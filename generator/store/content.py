"""The archive's content on disk: settings, sources, articles, free pages. Paths go out relative, with `/`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import config
from generator.config import SiteConfig
from generator.ingest.plan import FOLDER, ArticleFile
from generator.manuscript import article as article_file
from generator.manuscript import frontmatter
from generator.model.article import ArticleId, FreePage, Manuscript, Slug
from generator.model.errors import ConfigError, MachineError
from generator.model.problem import Found, Place, Problem, Severity
from generator.store import disk
from generator.text import digest
from generator.text.slugs import is_slug, slug

SOURCES = "content/sources"
PAGES = "content/pages"
_ID = re.compile(rb"^id:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_HEAD = 20_000


def settings(root: Path) -> Found[SiteConfig]:
    """The settings of the archive at `root`.

    Raises ConfigError where there is no archive, or its settings cannot be used.
    """
    path = root / config.PATH
    if not path.is_file():
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
    for path in disk.files(root / SOURCES):
        name = relative(root, path)
        if path.suffix.lower() != ".txt":
            kind = path.suffix.lower() or "without suffix"
            yield name, _notice(name, f"unread {kind}", "this kind of file is not read yet", "save the page as .txt")
            continue
        try:
            yield name, disk.read(path)
        except MachineError as error:
            fact = (
                f"cannot be read: {error.__cause__.strerror}" if isinstance(error.__cause__, OSError) else "unreadable"
            )
            yield name, _problem(name, "unreadable file", fact, "mend its permissions")


def manuscripts(root: Path) -> Found[tuple[Manuscript, ...]]:
    """Every article that can be read; a problem for each that cannot."""
    found: list[Manuscript] = []
    problems: list[Problem] = []
    for path in disk.files(root / FOLDER, ".md"):
        read = article_file.read(relative(root, path), disk.read(path))
        problems += read.problems
        if read.value is not None:
            found.append(read.value)
    return Found(tuple(found), tuple(problems))


def article_files(root: Path) -> Iterator[ArticleFile | str]:
    """Every article file as plan needs it, with its id even where the rest cannot be read; else its path."""
    for path in disk.files(root / FOLDER, ".md"):
        name, data = relative(root, path), disk.read(path)
        manuscript = article_file.read(name, data).value
        if manuscript is not None and manuscript.article.id:
            article = manuscript.article
            slugs = (*map(Slug, article.aliases), *((article.slug,) if article.slug else ()))
            yield ArticleFile(
                path=name,
                sha256=manuscript.sha256,
                id=ArticleId(manuscript.article.id),
                slugs=slugs,
                sources=article.sources,
                title=article.title,
            )
        elif manuscript is None and (match := _ID.search(data[:_HEAD])):
            yield ArticleFile(path=name, sha256=digest.sha256(data), id=ArticleId(match[1].decode()))
        else:
            yield name


def article_paths(root: Path) -> frozenset[str]:
    """The paths of all article files, readable or not."""
    return frozenset(relative(root, path) for path in disk.files(root / FOLDER, ".md"))


def free_pages(root: Path) -> Found[tuple[FreePage, ...]]:
    """The free pages, by file name."""
    found: list[FreePage] = []
    problems: list[Problem] = []
    for path in disk.files(root / PAGES, ".md"):
        name = relative(root, path)
        split = frontmatter.split(name, disk.read(path).decode("utf-8", "replace").replace("\r\n", "\n"))
        problems += split.problems
        if split.value is None:
            continue
        title = split.value.values.get("title")
        wanted = split.value.values.get("slug") or slug(path.stem, "page")
        if not isinstance(title, str) or not title:
            problems.append(_problem(name, "front matter", "the page has no `title`", "add a line `title: …`"))
        elif not isinstance(wanted, str) or not is_slug(wanted):
            problems.append(_problem(name, "front matter", "the `slug` cannot stand in an address", "use a-z, 0-9, -"))
        else:
            found.append(FreePage(title=title, slug=Slug(wanted), body=split.value.body))
    return Found(tuple(found), tuple(problems))


def put(root: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write texts at paths relative to `root`; how many differed from what stood there."""
    return sum(disk.write(root / path, text.encode("utf-8")) for path, text in files)


def relative(root: Path, path: Path) -> str:
    """`path` relative to `root`, with `/` on every system."""
    return path.relative_to(root).as_posix()


def _notice(path: str, kind: str, fact: str, step: str) -> Problem:
    return Problem(severity=Severity.NOTICE, place=Place(path=path), kind=kind, fact=fact, step=step)


def _problem(path: str, kind: str, fact: str, step: str) -> Problem:
    return Problem(severity=Severity.PROBLEM, place=Place(path=path), kind=kind, fact=fact, step=step)
