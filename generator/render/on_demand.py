"""The files of a site, each made when somebody asks for it, and then kept: for a preview, where one page is looked at.

In: the site and the sources of its templates. Out: a mapping from URL to bytes. Every file is the same to the byte as
where the whole site is made at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from generator.render.environment import build_environments
from generator.render.render_page import render
from generator.render.site_files import RenderedFile, build_host_files
from generator.site import export, feeds, urls
from generator.site.atlas import Atlas
from generator.site.datasets import DATASET_URLS, build_datasets
from generator.site.markdown_copies import build_markdown_copies
from generator.site.mention_marks import CountryFinder
from generator.site.model import Site
from generator.site.views.page_list import DeferredPage, PageList


class OnDemandFiles(Mapping[str, bytes]):
    """All files of a site by URL, but for assets and pictures. Asking for one may raise TemplateError.

    The parts of a sitemap that is too large for one file are there once that was asked for.
    """

    def __init__(
        self, site: Site, templates: Mapping[str, str], country_finder: CountryFinder, atlas: Atlas | None = None
    ) -> None:
        self.site = site
        self._environments = build_environments(templates)
        self._page_list = PageList(site, country_finder, atlas)
        self._entries_by_url = {entry.url: entry for entry in site.entries}
        self._contents: dict[str, bytes] = {}

    def __getitem__(self, url: str) -> bytes:
        if url not in self._contents:
            page_spec = self._find_page_spec(url)
            self._contents[url] = (
                render(self._environments, page_spec.build_spec()) if page_spec else self._build_other_file(url)
            )
        return self._contents[url]

    def __contains__(self, url: object) -> bool:
        return (
            url in self._entries_by_url
            or url in self._contents
            or url in self._other_pages
            or url in self._file_builders
        )

    def __iter__(self) -> Iterator[str]:
        return chain(self._entries_by_url, self._other_pages, self._file_builders)

    def __len__(self) -> int:
        return len(self._entries_by_url) + len(self._other_pages) + len(self._file_builders)

    def select_sample_urls(self) -> Iterator[str]:
        """The URL of one page for each template that is used."""
        used_templates: set[str] = set()
        story_pages = [self._page_list.get_story_page(entry) for entry in self.site.entries[:1]]
        for page_spec in (*story_pages, *self._other_pages.values()):
            if page_spec.template not in used_templates:
                used_templates.add(page_spec.template)
                yield page_spec.url

    def _find_page_spec(self, url: str) -> DeferredPage | None:
        entry = self._entries_by_url.get(url)
        return self._page_list.get_story_page(entry) if entry else self._other_pages.get(url)

    @cached_property
    def _other_pages(self) -> dict[str, DeferredPage]:
        """The pages that are no story's."""
        return {page_spec.url: page_spec for page_spec in self._page_list.list_shared_pages()}

    def _build_other_file(self, url: str) -> bytes:
        """A file that is no page; those of its kind are made with it."""
        if url not in self._file_builders:
            raise KeyError(url)
        self._contents.update(self._file_builders[url](self.site))
        return self._contents[url]

    @cached_property
    def _file_builders(self) -> dict[str, Callable[[Site], Iterable[RenderedFile]]]:
        """The files that are no pages by URL, and what makes those of a kind."""
        site = self.site
        builders = [(url, _build_datasets) for url in DATASET_URLS]
        builders += [(url, feeds.build_feeds) for url in feeds.list_feed_urls(site)]
        if site.config.output.markdown_copies:
            builders += [(urls.markdown(url), build_markdown_copies) for url in self._entries_by_url]
        return dict([*builders, *((url, build_host_files) for url in (urls.SITEMAP, urls.ROBOTS, urls.NO_JEKYLL))])


def _build_datasets(site: Site) -> Iterable[RenderedFile]:
    return build_datasets(site, export.combine_rows(export.build_row(site, entry) for entry in site.entries))
