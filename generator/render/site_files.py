"""The whole site as files: every page, the data, feeds, and what the host reads.

In: the site and the sources of its templates. Out: URL and bytes of each file, in a fixed order, or what was made of
them where they were made. Writing them, and copying the assets beside them, is the store's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from generator.render.environment import build_environments
from generator.render.render_page import render
from generator.site import export, urls
from generator.site.atlas import Atlas
from generator.site.datasets import build_datasets
from generator.site.export import ExportFiles, ExportRow
from generator.site.feeds import build_feeds
from generator.site.markdown_copies import build_markdown_copies
from generator.site.mention_marks import CountryFinder
from generator.site.model import Site
from generator.site.sitemap import build_robots, build_sitemap
from generator.site.views.page_list import DeferredPage, PageList, list_indexable_urls

# So many pages are one piece of work.
_PIECE = 64

RenderedFile = tuple[str, bytes]


class FileSink(Protocol):
    """What is done with files where they are made; what it returns goes on to who asked for the site."""

    def find_unchanged(self, url: str, key: bytes) -> Any | None:  # noqa: ANN401
        """What is returned of a page that stands as it would be made; None for one that is to be made."""

    def keep(self, url: str, data: bytes, key: bytes = b"") -> Any:  # noqa: ANN401
        """What is returned of a file; pages have a key where they have a stamp."""


class PassThroughSink:
    """Hands every file on, as URL and bytes."""

    def find_unchanged(self, url: str, key: bytes) -> None:
        """Nothing stands."""

    def keep(self, url: str, data: bytes, key: bytes = b"") -> RenderedFile:  # noqa: ARG002
        """The file itself."""
        return url, data


# Some pages, from the one at a place to before another.
Piece = tuple[int, int]


class PieceResult(NamedTuple):
    """What became of a piece: its pages as they were kept, its stories as data."""

    files: list[Any]
    rows: list[ExportRow]


class RenderSetup(NamedTuple):
    """How pages are made: templates by name, what finds and draws countries, what is done with a page.

    With a `stamp`, which changes with all that no story tells, pages get keys, and those that stand are not made.
    """

    templates: Mapping[str, str]
    country_finder: CountryFinder
    atlas: Atlas | None = None
    sink: FileSink = PassThroughSink()
    stamp: str = ""


# What does some work for each of some pieces, here or in other processes: the results in the order of the pieces.
MapPieces = Callable[["PageRenderer", Sequence[Piece]], Iterable[PieceResult]]


class PageRenderer:
    """Makes pages, and stories as data.

    To another process it takes along what it was made from, and not what it worked out.
    """

    def __init__(self, site: Site, setup: RenderSetup) -> None:
        self._site, self._setup = site, setup
        self._environments = build_environments(setup.templates)
        self._page_list = PageList(site, setup.country_finder, setup.atlas)
        self._other_pages = self._page_list.list_shared_pages()
        self._page_keys = self._page_list.create_keys(setup.stamp) if setup.stamp else None

    def __reduce__(self) -> tuple[type["PageRenderer"], tuple[object, ...]]:
        """How it is taken to another process."""
        return PageRenderer, (self._site, self._setup)

    def __call__(self, piece: Piece) -> PieceResult:
        """Do a piece of the work. Raises TemplateError where a template cannot be rendered."""
        result = PieceResult([], [])
        for position in range(*piece):
            if position < len(self._other_pages):
                result.files.append(self._render_page(self._other_pages[position]))
                continue
            entry = self._site.entries[position - len(self._other_pages)]
            result.files.append(self._render_page(self._page_list.get_story_page(entry)))
            result.rows.append(export.build_row(self._site, entry))  # its text was read for the page this moment
        return result

    def list_pieces(self) -> list[Piece]:
        """All the work: the pages that are no story's, then those of stories, each ordered when it is made."""
        page_count = len(self._other_pages) + len(self._site.entries)
        return [(start, min(start + _PIECE, page_count)) for start in range(0, page_count, _PIECE)]

    def _render_page(self, page_spec: DeferredPage) -> Any:  # noqa: ANN401  (whatever is kept of it)
        """What is kept of a page."""
        sink = self._setup.sink
        if not self._page_keys:
            return sink.keep(page_spec.url, render(self._environments, page_spec.build_spec()))
        key = page_spec.compute_key(self._page_keys)
        unchanged = sink.find_unchanged(page_spec.url, key)
        return (
            sink.keep(page_spec.url, render(self._environments, page_spec.build_spec()), key)
            if unchanged is None
            else unchanged
        )


def render_files(site: Site, setup: RenderSetup, map_pieces: MapPieces = map) -> Iterator[Any]:
    """What is kept of every file of `site`: the files themselves, if nothing else is asked for.

    `map_pieces` does most of the work. Raises TemplateError where a template cannot be rendered.
    """
    renderer = PageRenderer(site, setup)
    rows: list[ExportRow] = []
    for result in map_pieces(renderer, renderer.list_pieces()):
        yield from result.files
        rows += result.rows
    yield from (setup.sink.keep(*file) for file in _build_other_files(site, export.combine_rows(rows)))


def _build_other_files(site: Site, stories: ExportFiles) -> Iterator[RenderedFile]:
    """The files that are no pages; `stories` are all as data."""
    yield from build_datasets(site, stories)
    yield from build_markdown_copies(site)
    yield from build_feeds(site)
    yield from build_host_files(site)


def build_host_files(site: Site) -> Iterator[RenderedFile]:
    """What crawlers and the host ask for."""
    yield from build_sitemap(site, list_indexable_urls(site))
    yield urls.ROBOTS, build_robots(site)
    yield urls.NO_JEKYLL, b""  # tells GitHub Pages to serve the files as they are
