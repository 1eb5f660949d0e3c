"""From the article files on disk to what they say: what is known comes from the cache, the rest is read.

In: the archive's root, the cache of the last run, processes that help. Out: the manuscripts, what intake's plan must
know of each file, what was found wrong. All of it is the same whether it was kept or read now.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from generator.ingest.plan import FOLDER, ArticleFile
from generator.manuscript import article_file
from generator.model.article import ArticleId, Manuscript, Slug
from generator.model.problem import Problem
from generator.store import content
from generator.store.file_stats import look_at
from generator.store.intake_cache import Cache, KeptArticle
from generator.store.processes import Crew
from generator.text import digest

_ID = re.compile(rb"^id:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_HEAD = 20_000
# So many files are one piece of work: enough that handing it to a process does not count.
_PIECE = 256

_encode = msgspec.msgpack.encode


class Articles(msgspec.Struct, frozen=True):
    """The article files: those that can be read, what plan must know of each that has an id, all paths."""

    manuscripts: tuple[Manuscript, ...]
    files: dict[ArticleId, ArticleFile]
    paths: frozenset[str]
    problems: tuple[Problem, ...]


class _Said(msgspec.Struct, frozen=True):
    """What one file says. Without a manuscript it cannot be used; `file` is set where it has an id all the same."""

    manuscript: Manuscript | None
    file: ArticleFile | None
    problems: tuple[Problem, ...]


class _Wanted(msgspec.Struct, frozen=True):
    """A file to read: its path, its place on disk, and the digest that the cache knows of it (empty: none)."""

    path: str
    place: str
    sha256: str


class _Read(msgspec.Struct, frozen=True):
    """A file that was read: without digest it could not be; without `said` its bytes are those that are known."""

    sha256: str = ""
    said: bytes = b""


_SAID = msgspec.msgpack.Decoder(_Said)
_READ = msgspec.msgpack.Decoder(list[_Read])


def articles(root: Path, cache: Cache, crew: Crew) -> Articles:
    """Every article on disk. Of two files that claim one id the first by path has it."""
    known = cache.articles()
    places = dict(content.article_files(root))
    looks = {path: look_at(place) for path, place in places.items() if isinstance(place, str)}
    wanted = [
        _Wanted(path, str(places[path]), known[path].sha256 if path in known else "")
        for path, look in looks.items()
        if path not in known or not known[path].is_of(look)
    ]
    pieces = [wanted[n : n + _PIECE] for n in range(0, len(wanted), _PIECE)]
    read = chain.from_iterable(map(_READ.decode, crew.spread(_read_all, pieces)))
    said = {path: one.said for path, one in known.items() if path in looks}
    fresh: dict[str, KeptArticle] = {}
    for asked, one in zip(wanted, read, strict=True):
        said[asked.path] = one.said or known[asked.path].said
        if one.sha256:
            fresh[asked.path] = KeptArticle(looks[asked.path], one.sha256, said[asked.path])
    cache.put_articles(fresh, [path for path in known if path not in looks])
    return _together(places, {path: _SAID.decode(piece) for path, piece in said.items()})


def reread(root: Path, there: Articles, paths: Collection[str]) -> Articles:
    """`there` with the files at `paths` as they are now: changed, new, or gone.

    Of one that cannot be used any more what it said last stands on, with the problem.
    """
    known = {one.path: one for one in there.manuscripts}
    places = {path: os.path.join(root, path) for path in paths}  # noqa: PTH118
    top = os.path.realpath(os.path.join(root, FOLDER))  # noqa: PTH118
    here = {path for path, place in places.items() if os.path.isfile(place) and _is_in(top, path, place)}  # noqa: PTH113
    said = {path: _SAID.decode(_read(_Wanted(path, places[path], "")).said) for path in here}
    manuscripts = {path: one for path, one in known.items() if path not in paths or path in here}
    for path in here:
        if one := said[path].manuscript or known.get(path):
            manuscripts[path] = one
    if manuscripts.keys() - known.keys():  # the first of two that claim the same has it, so they stay in order
        manuscripts = {path: manuscripts[path] for path in sorted(manuscripts, key=_in_order)}
    found = (problem for path in sorted(here) for problem in said[path].problems)
    problems = (*(problem for problem in there.problems if problem.place.path not in paths), *found)
    return Articles(tuple(manuscripts.values()), there.files, there.paths - {*paths} | here, problems)


def _is_in(top: str, path: str, place: str) -> bool:
    """Whether the file at `place` is one that is read: no link leads to it from outside of `top`, or to its folder."""
    found = os.path.realpath(place)
    inside = os.path.dirname(path.removeprefix(f"{FOLDER}/"))  # noqa: PTH120
    folder = os.path.realpath(os.path.dirname(place))  # noqa: PTH120
    return found.startswith(f"{top}{os.sep}") and folder == os.path.normpath(os.path.join(top, inside))  # noqa: PTH118


def _in_order(path: str) -> list[tuple[bool, str]]:
    """What sorts paths as they are listed: the files of a folder before its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _together(places: Mapping[str, str | Problem], said: Mapping[str, _Said]) -> Articles:
    """What all files say, in order of path."""
    manuscripts: list[Manuscript] = []
    files: dict[ArticleId, ArticleFile] = {}
    problems: list[Problem] = []
    for path, place in places.items():
        if isinstance(place, Problem):
            problems.append(place)
            continue
        one = said[path]
        problems += one.problems
        if one.manuscript:
            manuscripts.append(one.manuscript)
        file = _file(one.manuscript) if one.manuscript else one.file
        if file:
            files.setdefault(file.id, file)
    return Articles(tuple(manuscripts), files, frozenset(places), tuple(problems))


def _read_all(wanted: Sequence[_Wanted]) -> bytes:
    """Read some files. What goes between processes is encoded."""
    return _encode([_read(one) for one in wanted])


def _read(wanted: _Wanted) -> _Read:
    """Read a file, and what it says where its bytes are not those that are known."""
    data = content.read(wanted.path, wanted.place)
    if isinstance(data, Problem):
        return _Read(said=_encode(_Said(None, None, (data,))))
    sha256 = digest.sha256(data)
    if sha256 == wanted.sha256:
        return _Read(sha256)
    read = article_file.read(wanted.path, data)
    unusable = _marked(wanted.path, sha256, data) if read.value is None else None
    return _Read(sha256, _encode(_Said(read.value, unusable, read.problems)))


def _file(manuscript: Manuscript) -> ArticleFile | None:
    """What plan must know of the file of `manuscript`; None without id."""
    article = manuscript.article
    if not article.id:
        return None
    return ArticleFile(
        path=manuscript.path,
        sha256=manuscript.sha256,
        id=article.id,
        slugs=(*map(Slug, article.aliases), *((article.slug,) if article.slug else ())),
        sources=article.sources,
        title=article.title,
    )


def _marked(path: str, sha256: str, data: bytes) -> ArticleFile | None:
    """A file that cannot be used, by the id that it has all the same; None without."""
    match = _ID.search(data[:_HEAD])
    return ArticleFile(path=path, sha256=sha256, id=ArticleId(match[1].decode())) if match else None
