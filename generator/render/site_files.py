"""Render the whole site: every page, the data, the feeds, and the files for crawlers and the host.

The files go to a writer, in a fixed order. Assets and pictures are added by render_site.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.render.environment import build_environments
from generator.render.render_page import render
from generator.site import export, urls
from generator.site.datasets import build_datasets
from generator.site.export import ExportFiles, ExportRow
from generator.site.feeds import build_feeds
from generator.site.markdown_copies import build_markdown_copies
from generator.site.model import Site
from generator.site.page_files import FileWriter, Page, WrittenFile
from generator.site.sitemap import build_robots, build_sitemap
from generator.site.views.page_list import PageList, list_indexable_urls

# Pages in one piece of work.
_PIECE_SIZE = 64

# Positions of the first page of a piece and of the first page after it.
Piece = tuple[int, int]
# The written pages of a piece, and its stories as rows of the data files.
PieceResult = tuple[list[WrittenFile], list[ExportRow]]
# Calls a function for each piece, here or in other processes, and returns the results in the order of the pieces.
MapPieces = Callable[["PageRenderer", Sequence[Piece]], Iterable[PieceResult]]


class PageRenderer:
    """Renders pieces of the site. Pickling takes the arguments along, not what was computed from them."""

    def __init__(self, pages: PageList, templates: Mapping[str, str], writer: FileWriter) -> None:
        self._pages, self._templates, self._writer = pages, templates, writer
        self._environments = build_environments(templates)
        self._page_keys = pages.create_keys(writer.stamp) if writer.stamp else None

    def __reduce__(self) -> tuple[type["PageRenderer"], tuple[object, ...]]:
        return PageRenderer, (self._pages, self._templates, self._writer)

    def __call__(self, piece: Piece) -> PieceResult:
        """Render the pages of a piece. Raises TemplateError if a template cannot be rendered."""
        files: list[WrittenFile] = []
        rows: list[ExportRow] = []
        shared_pages, site = self._pages.shared_pages, self._pages.site
        for position in range(*piece):
            if position < len(shared_pages):
                files.append(self._write_page(shared_pages[position]))
                continue
            entry = site.entries[position - len(shared_pages)]
            files.append(self._write_page(self._pages.get_story_page(entry)))
            rows.append(export.build_row(site, entry))  # now, as the text parsed for the page is still cached
        return files, rows

    def list_pieces(self) -> list[Piece]:
        """Return all pieces: the shared pages, then those of stories."""
        page_count = len(self._pages.shared_pages) + len(self._pages.site.entries)
        return [(start, min(start + _PIECE_SIZE, page_count)) for start in range(0, page_count, _PIECE_SIZE)]

    def _write_page(self, page: Page) -> WrittenFile:
        """Render a page and write it, unless it is unchanged."""
        if not self._page_keys:
            return self._writer.write(page.url, render(self._environments, page))
        key = page.compute_key(self._page_keys)
        unchanged_file = self._writer.find_unchanged(page.url, key)
        return unchanged_file or self._writer.write(page.url, render(self._environments, page), key)


def render_files(
    pages: PageList, templates: Mapping[str, str], writer: FileWriter, map_pieces: MapPieces = map
) -> Iterator[WrittenFile]:
    """Render and write every file of a site. `templates` are their sources by name.

    Pages are rendered by `map_pieces`. Raises TemplateError if a template cannot be rendered.
    """
    renderer = PageRenderer(pages, templates, writer)
    rows: list[ExportRow] = []
    for piece_files, piece_rows in map_pieces(renderer, renderer.list_pieces()):
        yield from piece_files
        rows += piece_rows
    yield from (writer.write(*file) for file in _build_other_files(pages.site, export.combine_rows(rows)))


def _build_other_files(site: Site, stories: ExportFiles) -> Iterator[tuple[str, bytes]]:
    """Yield URL and bytes of the files that are not pages."""
    yield from build_datasets(site, stories)
    yield from build_markdown_copies(site)
    yield from build_feeds(site)
    yield from build_host_files(site)


def build_host_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield URL and bytes of the files for crawlers and the host."""
    yield from build_sitemap(site, list_indexable_urls(site))
    yield urls.ROBOTS, build_robots(site)
    yield urls.NO_JEKYLL, b""  # makes GitHub Pages serve the files as they are
