"""The files of a site, each made when somebody asks for it, and then kept: for a preview, where one page is looked at.

In: the site and the sources of its templates. Out: a mapping from URL to bytes. Every file is the same to the byte as
where the whole site is made at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from generator.render.environment import environments
from generator.render.render_page import render
from generator.render.site_files import File, for_hosts
from generator.site import export, feeds, urls
from generator.site.atlas import Atlas
from generator.site.datasets import ADDRESSES, datasets
from generator.site.markdown_copies import markdown_copies
from generator.site.mention_marks import Places
from generator.site.model import Site
from generator.site.views.page_list import Order, Orders


class OnDemand(Mapping[str, bytes]):
    """All files of a site by URL, but for assets and pictures. Asking for one may raise TemplateError.

    The parts of a sitemap that is too large for one file are there once that was asked for.
    """

    def __init__(self, site: Site, templates: Mapping[str, str], places: Places, atlas: Atlas | None = None) -> None:
        self.site = site
        self._environments = environments(templates)
        self._orders = Orders(site, places, atlas)
        self._stories = {entry.url: entry for entry in site.entries}
        self._made: dict[str, bytes] = {}

    def __getitem__(self, url: str) -> bytes:
        if url not in self._made:
            order = self._order(url)
            self._made[url] = render(self._environments, order.job()) if order else self._beside(url)
        return self._made[url]

    def __contains__(self, url: object) -> bool:
        return url in self._stories or url in self._made or url in self._others or url in self._names

    def __iter__(self) -> Iterator[str]:
        return chain(self._stories, self._others, self._names)

    def __len__(self) -> int:
        return len(self._stories) + len(self._others) + len(self._names)

    def samples(self) -> Iterator[str]:
        """The URL of one page for each template that is used."""
        used: set[str] = set()
        stories = [self._orders.story(entry) for entry in self.site.entries[:1]]
        for order in (*stories, *self._others.values()):
            if order.template not in used:
                used.add(order.template)
                yield order.url

    def _order(self, url: str) -> Order | None:
        entry = self._stories.get(url)
        return self._orders.story(entry) if entry else self._others.get(url)

    @cached_property
    def _others(self) -> dict[str, Order]:
        """The pages that are no story's."""
        return {order.url: order for order in self._orders.besides()}

    def _beside(self, url: str) -> bytes:
        """A file that is no page; those of its kind are made with it."""
        if url not in self._names:
            raise KeyError(url)
        self._made.update(self._names[url](self.site))
        return self._made[url]

    @cached_property
    def _names(self) -> dict[str, Callable[[Site], Iterable[File]]]:
        """The files that are no pages by URL, and what makes those of a kind."""
        site = self.site
        named = [(url, _data) for url in ADDRESSES]
        named += [(url, feeds.feeds) for url in feeds.addresses(site)]
        if site.config.output.markdown_copies:
            named += [(urls.markdown(url), markdown_copies) for url in self._stories]
        return dict([*named, *((url, for_hosts) for url in (urls.SITEMAP, urls.ROBOTS, urls.NO_JEKYLL))])


def _data(site: Site) -> Iterable[File]:
    return datasets(site, export.articles(export.row(site, entry) for entry in site.entries))
