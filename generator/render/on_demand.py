"""Render the files of a site one by one, when they are requested: a preview shows only a few of them.

Every file is byte for byte the same as in a build.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from generator.render.environment import build_environments
from generator.render.render_page import render
from generator.render.site_files import build_host_files
from generator.site import export, feeds, urls
from generator.site.datasets import DATASET_URLS, build_datasets
from generator.site.markdown_copies import build_markdown_copies
from generator.site.model import Site
from generator.site.page_files import Page
from generator.site.views.page_list import PageList


class OnDemandFiles(Mapping[str, bytes]):
    """All files of a site by URL, except assets and pictures. Each is rendered once.

    Getting one may raise TemplateError. The parts of a large sitemap appear after the sitemap itself was requested.
    """

    def __init__(self, pages: PageList, templates: Mapping[str, str]) -> None:
        self.site = pages.site
        self._pages = pages
        self._environments = build_environments(templates)
        self._entries_by_url = {entry.url: entry for entry in self.site.entries}
        self._contents: dict[str, bytes] = {}

    def __getitem__(self, url: str) -> bytes:
        if url not in self._contents:
            page = self._find_page(url)
            self._contents[url] = render(self._environments, page) if page else self._build_other_file(url)
        return self._contents[url]

    def __contains__(self, url: object) -> bool:
        return (
            url in self._entries_by_url
            or url in self._contents
            or url in self._shared_pages
            or url in self._file_builders
        )

    def __iter__(self) -> Iterator[str]:
        return chain(self._entries_by_url, self._shared_pages, self._file_builders)

    def __len__(self) -> int:
        return len(self._entries_by_url) + len(self._shared_pages) + len(self._file_builders)

    def select_sample_urls(self) -> Iterator[str]:
        """Yield the URL of one page for each template in use."""
        used_templates: set[str] = set()
        story_pages = [self._pages.get_story_page(entry) for entry in self.site.entries[:1]]
        for page in (*story_pages, *self._shared_pages.values()):
            if page.template not in used_templates:
                used_templates.add(page.template)
                yield page.url

    def _find_page(self, url: str) -> Page | None:
        entry = self._entries_by_url.get(url)
        return self._pages.get_story_page(entry) if entry else self._shared_pages.get(url)

    @cached_property
    def _shared_pages(self) -> dict[str, Page]:
        """All pages except those of stories, by URL."""
        return {page.url: page for page in self._pages.shared_pages}

    def _build_other_file(self, url: str) -> bytes:
        """Return a file that is not a page, and keep the files that are built together with it."""
        if url not in self._file_builders:
            raise KeyError(url)
        self._contents.update(self._file_builders[url](self.site))
        return self._contents[url]

    @cached_property
    def _file_builders(self) -> dict[str, Callable[[Site], Iterable[tuple[str, bytes]]]]:
        """What builds the files that are not pages, by URL."""
        site = self.site
        builders = [(url, _build_datasets) for url in DATASET_URLS]
        builders += [(url, feeds.build_feeds) for url in feeds.list_feed_urls(site)]
        if site.config.output.markdown_copies:
            builders += [(urls.markdown(url), build_markdown_copies) for url in self._entries_by_url]
        return dict([*builders, *((url, build_host_files) for url in (urls.SITEMAP, urls.ROBOTS, urls.NO_JEKYLL))])


def _build_datasets(site: Site) -> Iterable[tuple[str, bytes]]:
    return build_datasets(site, export.combine_rows(export.build_row(site, entry) for entry in site.entries))
