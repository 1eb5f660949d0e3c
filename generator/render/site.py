"""The whole site as files: every page, the data, feeds, and what the host reads.

In: the site and the sources of its templates. Out: URL and bytes of each file, in a fixed order, or what was made of
them where they were made. Writing them, and copying the assets beside them, is the store's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from generator.render.environment import environments
from generator.render.page import render
from generator.site import export, urls
from generator.site.atlas import Atlas
from generator.site.datasets import datasets
from generator.site.evidence import Places
from generator.site.export import Articles
from generator.site.feeds import feeds
from generator.site.markdown_copies import markdown_copies
from generator.site.site import Entry, Site
from generator.site.sitemap import robots, sitemap
from generator.site.views.jobs import found, orders

# So many pages, or stories, are one piece of work.
_PIECE = 64

File = tuple[str, bytes]
# What is done with files where they are made; what it returns goes on to who asked for the site.
Keep = Callable[[Sequence[File]], list[Any]]


class Piece(NamedTuple):
    """Some pages, or some stories as data, from the one at a place to before another."""

    is_data: bool
    first: int
    end: int


class Done(NamedTuple):
    """What became of a piece: pages as they were kept, or stories as data."""

    kept: list[Any]
    data: Articles | None = None


# What does some work for each of some pieces, here or in other processes: the results in the order of the pieces.
Share = Callable[["Press", Sequence[Piece]], Iterable[Done]]


class Press:
    """Makes pages, and stories as data.

    To another process it takes along what it was made from, and not what it worked out.
    """

    def __init__(
        self,
        site: Site,
        templates: Mapping[str, str],
        places: Places,
        atlas: Atlas | None = None,
        keep: Keep = list,
    ) -> None:
        self._given = (site, templates, places, atlas, keep)
        self._site, self._keep = site, keep
        self._environments = environments(templates)
        self.orders = orders(site, places, atlas)

    def __reduce__(self) -> tuple[type["Press"], tuple[object, ...]]:
        """How it is taken to another process."""
        return Press, self._given

    def __call__(self, piece: Piece) -> Done:
        """Do a piece of the work. Raises TemplateError where a template cannot be rendered."""
        if piece.is_data:
            return Done([], export.some(self._site, self._in_order[piece.first : piece.end]))
        return Done(self._keep([self.page(n) for n in range(piece.first, piece.end)]))

    def page(self, n: int) -> File:
        """The n-th page."""
        order = self.orders[n]
        return order.url, render(self._environments, order.job())

    def pieces(self) -> list[Piece]:
        """All the work: the pages in their order, then the data."""
        return [
            Piece(is_data, n, min(n + _PIECE, number))
            for is_data, number in ((False, len(self.orders)), (True, len(self._site.entries)))
            for n in range(0, number, _PIECE)
        ]

    @cached_property
    def _in_order(self) -> list[Entry]:
        return export.in_order(self._site)


def pages(  # noqa: PLR0913  (the site, what it is made with and by whom, and what is done with a file)
    site: Site,
    templates: Mapping[str, str],
    places: Places,
    atlas: Atlas | None = None,
    *,
    share: Share = map,
    keep: Keep = list,
) -> Iterator[Any]:
    """What `keep` makes of every file of `site`: the files themselves, if nothing else is asked for.

    `places` finds the names of countries in a text, `atlas` draws them on a map; `share` does most of the work. Raises
    TemplateError where a template cannot be rendered.
    """
    press = Press(site, templates, places, atlas, keep)
    data: list[Articles] = []
    for done in share(press, press.pieces()):
        yield from done.kept
        data += [done.data] if done.data else []
    yield from keep(list(_beside(site, export.articles(data))))


def _beside(site: Site, stories: Articles) -> Iterator[File]:
    """The files that are no pages; `stories` are all as data."""
    yield from datasets(site, stories)
    yield from markdown_copies(site)
    yield from feeds(site)
    yield from for_hosts(site)


def for_hosts(site: Site) -> Iterator[File]:
    """What crawlers and the host ask for."""
    yield from sitemap(site, found(site))
    yield urls.ROBOTS, robots(site)
    yield urls.NO_JEKYLL, b""  # tells GitHub Pages to serve the files as they are
