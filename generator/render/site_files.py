"""The whole site as files: every page, the data, feeds, and what the host reads.

In: the site and the sources of its templates. Out: URL and bytes of each file, in a fixed order, or what was made of
them where they were made. Writing them, and copying the assets beside them, is the store's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from generator.render.environment import environments
from generator.render.render_page import render
from generator.site import export, urls
from generator.site.atlas import Atlas
from generator.site.datasets import datasets
from generator.site.export import Articles, Row
from generator.site.feeds import feeds
from generator.site.markdown_copies import markdown_copies
from generator.site.mention_marks import Places
from generator.site.model import Site
from generator.site.sitemap import robots, sitemap
from generator.site.views.page_list import Order, Orders, found

# So many pages are one piece of work.
_PIECE = 64

File = tuple[str, bytes]


class Keep(Protocol):
    """What is done with files where they are made; what it returns goes on to who asked for the site."""

    def standing(self, url: str, key: bytes) -> Any | None:  # noqa: ANN401
        """What is returned of a page that stands as it would be made; None for one that is to be made."""

    def keep(self, url: str, data: bytes, key: bytes = b"") -> Any:  # noqa: ANN401
        """What is returned of a file; pages have a key where they have a stamp."""


class Handed:
    """Hands every file on, as URL and bytes."""

    def standing(self, url: str, key: bytes) -> None:
        """Nothing stands."""

    def keep(self, url: str, data: bytes, key: bytes = b"") -> File:  # noqa: ARG002
        """The file itself."""
        return url, data


# Some pages, from the one at a place to before another.
Piece = tuple[int, int]


class Done(NamedTuple):
    """What became of a piece: its pages as they were kept, its stories as data."""

    kept: list[Any]
    rows: list[Row]


class Making(NamedTuple):
    """How pages are made: templates by name, what finds and draws countries, what is done with a page.

    With a `stamp`, which changes with all that no story tells, pages get keys, and those that stand are not made.
    """

    templates: Mapping[str, str]
    places: Places
    atlas: Atlas | None = None
    keep: Keep = Handed()
    stamp: str = ""


# What does some work for each of some pieces, here or in other processes: the results in the order of the pieces.
Share = Callable[["Press", Sequence[Piece]], Iterable[Done]]


class Press:
    """Makes pages, and stories as data.

    To another process it takes along what it was made from, and not what it worked out.
    """

    def __init__(self, site: Site, making: Making) -> None:
        self._site, self._making = site, making
        self._environments = environments(making.templates)
        self._orders = Orders(site, making.places, making.atlas)
        self._besides = self._orders.besides()
        self._keys = self._orders.keys(making.stamp) if making.stamp else None

    def __reduce__(self) -> tuple[type["Press"], tuple[object, ...]]:
        """How it is taken to another process."""
        return Press, (self._site, self._making)

    def __call__(self, piece: Piece) -> Done:
        """Do a piece of the work. Raises TemplateError where a template cannot be rendered."""
        done = Done([], [])
        for n in range(*piece):
            if n < len(self._besides):
                done.kept.append(self._page(self._besides[n]))
                continue
            entry = self._site.entries[n - len(self._besides)]
            done.kept.append(self._page(self._orders.story(entry)))
            done.rows.append(export.row(self._site, entry))  # its text was read for the page this moment
        return done

    def pieces(self) -> list[Piece]:
        """All the work: the pages that are no story's, then those of stories, each ordered when it is made."""
        number = len(self._besides) + len(self._site.entries)
        return [(n, min(n + _PIECE, number)) for n in range(0, number, _PIECE)]

    def _page(self, order: Order) -> Any:  # noqa: ANN401  (whatever is kept of it)
        """What is kept of a page."""
        keep = self._making.keep
        if not self._keys:
            return keep.keep(order.url, render(self._environments, order.job()))
        key = order.key(self._keys)
        standing = keep.standing(order.url, key)
        return keep.keep(order.url, render(self._environments, order.job()), key) if standing is None else standing


def pages(site: Site, making: Making, share: Share = map) -> Iterator[Any]:
    """What is kept of every file of `site`: the files themselves, if nothing else is asked for.

    `share` does most of the work. Raises TemplateError where a template cannot be rendered.
    """
    press = Press(site, making)
    rows: list[Row] = []
    for done in share(press, press.pieces()):
        yield from done.kept
        rows += done.rows
    yield from (making.keep.keep(*file) for file in _beside(site, export.articles(rows)))


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
