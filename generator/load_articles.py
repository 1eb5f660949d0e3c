"""Read the article files: unchanged files come from the cache, the others are parsed.

In: the archive's root, the cache of the last run, processes that help. Out: the manuscripts, what the intake plan needs
of each file, the problems. All of it is the same whether it comes from the cache or not.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from generator import layout
from generator.ingest.plan import ArticleFile
from generator.manuscript import article_file, copied_files
from generator.manuscript.copied_files import Certainty
from generator.model.article import ArticleId, Manuscript, Slug
from generator.model.problem import Place, Problem
from generator.model.register import ArticleEntry
from generator.store import content
from generator.store.file_stats import inspect_file
from generator.store.intake_cache import CachedArticle, IntakeCache
from generator.store.processes import ProcessPool
from generator.text import digest

_ID_LINE = re.compile(rb"^id:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_HEAD_SIZE = 20_000
# The files in one piece of work: enough that passing it to a process takes little of the time.
_BATCH_SIZE = 256

_encode = msgspec.msgpack.encode


class Articles(msgspec.Struct, frozen=True):
    """The article files: those that are valid, what the plan needs of each that has an id, all paths, all problems."""

    manuscripts: tuple[Manuscript, ...]
    files: dict[ArticleId, ArticleFile]
    paths: frozenset[str]
    problems: tuple[Problem, ...]


class _FileContent(msgspec.Struct, frozen=True):
    """The content of one file. Without `manuscript` it is invalid; `file` is set if it has an id all the same."""

    manuscript: Manuscript | None
    file: ArticleFile | None
    problems: tuple[Problem, ...]

    @property
    def id(self) -> ArticleId | None:
        """The id in the file."""
        return self.manuscript.article.id if self.manuscript else self.file.id if self.file else None

    @property
    def id_line(self) -> int:
        """The line of the id; 0 if the file is invalid."""
        return self.manuscript.lines.get("id", 0) if self.manuscript else 0

    @property
    def title(self) -> str | None:
        """The headline; None if the file is invalid."""
        return self.manuscript.article.printed.title if self.manuscript else None


class _FileRequest(msgspec.Struct, frozen=True):
    """A file to read: its path, its place on disk, its digest in the cache (empty: none)."""

    path: str
    place: str
    sha256: str


class _FileResult(msgspec.Struct, frozen=True):
    """A file that was read. Without `sha256` it could not be; without `content` its bytes are those in the cache."""

    sha256: str = ""
    content: bytes = b""


_CONTENT_DECODER = msgspec.msgpack.Decoder(_FileContent)
_RESULTS_DECODER = msgspec.msgpack.Decoder(list[_FileResult])


def load_articles(
    root: Path, cache: IntakeCache, pool: ProcessPool, registered: Mapping[ArticleId, ArticleEntry]
) -> Articles:
    """Read every article. Of files with one id, that at the path in the `registered` entries has it, or else the first.

    Copies that some program made of a file are not among the articles; each is a problem.
    """
    cached_files = cache.load_articles()
    places = dict(content.list_article_files(root))
    stats = {path: inspect_file(place) for path, place in places.items() if isinstance(place, str)}
    requests = [
        _FileRequest(path, str(places[path]), cached_files[path].sha256 if path in cached_files else "")
        for path, stat in stats.items()
        if path not in cached_files or not cached_files[path].file_stat.is_unchanged(stat)
    ]
    batches = [requests[n : n + _BATCH_SIZE] for n in range(0, len(requests), _BATCH_SIZE)]
    results = chain.from_iterable(map(_RESULTS_DECODER.decode, pool.map(_read_batch, batches)))
    contents = {path: result.parsed_article for path, result in cached_files.items() if path in stats}
    new_files: dict[str, CachedArticle] = {}
    for request, result in zip(requests, results, strict=True):
        contents[request.path] = result.content or cached_files[request.path].parsed_article
        if result.sha256:
            new_files[request.path] = CachedArticle(stats[request.path], result.sha256, contents[request.path])
    cache.put_articles(new_files, [path for path in cached_files if path not in stats])
    files = {path: _CONTENT_DECODER.decode(data) for path, data in contents.items()}
    copies = dict(_find_copies(files, {entry.path: entry.id for entry in registered.values()}))
    return _combine_files(places, files | {path: _FileContent(None, None, (item,)) for path, item in copies.items()})


def reload_files(root: Path, articles: Articles, paths: Collection[str]) -> Articles:
    """Return `articles` with the files at `paths` as they are now: changed, new, or gone.

    A file that has become invalid keeps its last content, with the problem.
    """
    old_manuscripts = {manuscript.path: manuscript for manuscript in articles.manuscripts}
    places = {path: os.path.join(root, path) for path in paths}  # noqa: PTH118
    articles_folder = os.path.realpath(os.path.join(root, layout.ARTICLES))  # noqa: PTH118
    existing_paths = {
        path
        for path, place in places.items()
        if os.path.isfile(place) and _is_in(articles_folder, path, place)  # noqa: PTH113
    }
    contents = {
        path: _CONTENT_DECODER.decode(_read_file(_FileRequest(path, places[path], "")).content)
        for path in existing_paths
    }
    manuscripts = {
        path: manuscript for path, manuscript in old_manuscripts.items() if path not in paths or path in existing_paths
    }
    for path in existing_paths:
        if manuscript := contents[path].manuscript or old_manuscripts.get(path):
            manuscripts[path] = manuscript
    if manuscripts.keys() - old_manuscripts.keys():  # of two that claim an id the first has it, so order matters
        manuscripts = {path: manuscripts[path] for path in sorted(manuscripts, key=_make_sort_key)}
    new_problems = (problem for path in sorted(existing_paths) for problem in contents[path].problems)
    problems = (*(problem for problem in articles.problems if problem.place.path not in paths), *new_problems)
    return Articles(tuple(manuscripts.values()), articles.files, articles.paths - {*paths} | existing_paths, problems)


def _is_in(articles_folder: str, path: str, place: str) -> bool:
    """Return whether the file at `place` is read: neither it nor its folder links outside `articles_folder`."""
    real_path = os.path.realpath(place)
    subfolder = os.path.dirname(path.removeprefix(f"{layout.ARTICLES}/"))  # noqa: PTH120
    folder = os.path.realpath(os.path.dirname(place))  # noqa: PTH120
    return real_path.startswith(f"{articles_folder}{os.sep}") and folder == os.path.normpath(
        os.path.join(articles_folder, subfolder)  # noqa: PTH118
    )


def _make_sort_key(path: str) -> list[tuple[bool, str]]:
    """Return a key that sorts paths as they are listed: the files of a folder before its subfolders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _find_copies(
    contents: Mapping[str, _FileContent], registered_ids: Mapping[str, ArticleId]
) -> Iterator[tuple[str, Problem]]:
    """Yield the path and the problem of each file that is a copy of another, by its id or by its name.

    `registered_ids` are the ids of the register by path: a file that has its own entry is no copy.
    """
    originals = {path: match for path in contents if (match := copied_files.find_original(path, contents))}
    owners: dict[ArticleId, str] = {identifier: path for path, identifier in registered_ids.items() if path in contents}
    for path in (*(path for path in contents if path not in originals), *originals):
        if identifier := contents[path].id:
            owners.setdefault(identifier, path)
    for path, file_content in contents.items():
        identifier = file_content.id
        owner = owners.get(identifier, path) if identifier else ""
        if identifier and owner != path:
            place = Place(path=path, line=file_content.id_line)
            yield path, copied_files.build_id_problem(place, owner, identifier)
        elif not identifier and path not in registered_ids and path in originals:
            original, certainty = originals[path]
            if certainty > Certainty.POSSIBLE or file_content.title == contents[original].title:
                yield path, copied_files.build_name_problem(path, original)


def _combine_files(places: Mapping[str, str | Problem], contents: Mapping[str, _FileContent]) -> Articles:
    """Combine the contents of all files, in the order of `places`."""
    manuscripts: list[Manuscript] = []
    files: dict[ArticleId, ArticleFile] = {}
    problems: list[Problem] = []
    for path, place in places.items():
        if isinstance(place, Problem):
            problems.append(place)
            continue
        file_content = contents[path]
        problems += file_content.problems
        if file_content.manuscript:
            manuscripts.append(file_content.manuscript)
        file = _build_article_file(file_content.manuscript) if file_content.manuscript else file_content.file
        if file:
            files.setdefault(file.id, file)
    return Articles(tuple(manuscripts), files, frozenset(places), tuple(problems))


def _read_batch(requests: Sequence[_FileRequest]) -> bytes:
    """Read a batch of files; the results are encoded."""
    return _encode([_read_file(request) for request in requests])


def _read_file(request: _FileRequest) -> _FileResult:
    """Read a file, and parse it if its bytes are not those in the cache."""
    data = content.read_file(request.path, request.place)
    if isinstance(data, Problem):
        return _FileResult(content=_encode(_FileContent(None, None, (data,))))
    sha256 = digest.sha256(data)
    if sha256 == request.sha256:
        return _FileResult(sha256)
    parse_result = article_file.parse_article(request.path, data)
    unusable_file = _build_unusable_file(request.path, sha256, data) if parse_result.value is None else None
    return _FileResult(sha256, _encode(_FileContent(parse_result.value, unusable_file, parse_result.problems)))


def _build_article_file(manuscript: Manuscript) -> ArticleFile | None:
    """Return what the plan needs of the file of `manuscript`; None if it has no id."""
    article = manuscript.article
    if not article.id:
        return None
    return ArticleFile(
        path=manuscript.path,
        sha256=manuscript.sha256,
        id=article.id,
        slugs=(*map(Slug, article.aliases), *((article.slug,) if article.slug else ())),
        sources=article.sources,
        title=article.printed.title,
        is_draft=article.draft,
    )


def _build_unusable_file(path: str, sha256: str, data: bytes) -> ArticleFile | None:
    """Return what the plan needs of an invalid file; None if it has no id."""
    match = _ID_LINE.search(data[:_HEAD_SIZE])
    return ArticleFile(path=path, sha256=sha256, id=ArticleId(match[1].decode())) if match else None
