"""Lists of stories by time: those of the whole archive, of a country, a person, a publication.

In: a shelf, which is whose stories they are. Out: what their own page shows of them, and a page for each year, month
and day where they are too many for one. A list of up to some hundred stories stands on the page itself.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import Bucket, are_many, buckets, every, parts_of, years
from generator.site.model import Entry
from generator.site.views import charts
from generator.site.views.card import Band, Card, Why, bands, card, nothing
from generator.site.views.charts import Bars
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import counted

# Where a list is too long for its page, the newest stand there all the same.
NEWEST = 20


class Shelf(msgspec.Struct, frozen=True):
    """Stories that belong together, newest first.

    `home` is the URL of the page that they are reached from, `trail` leads there; `name` is put before the headings of
    years ("Greece"), `what` says what the stories are ("Stories about Greece"), `why` why a story is among them.
    `prefix` tells the addresses of two shelves of one page apart; `paged` shelves have pages however few stories they
    hold; where all are of one publication, cards do not name it.
    """

    home: str
    name: str
    what: str
    entries: Sequence[Entry]
    trail: tuple[tuple[str, str], ...]
    prefix: str = ""
    why: Why = nothing
    paged: bool = False
    publication: bool = True

    @property
    def is_large(self) -> bool:
        """Whether the stories are too many for one page."""
        return self.paged or are_many(self.entries)


class PartRow(Value, frozen=True):
    """A year, month or day that has a page of its own: heading, address, number of stories."""

    name: str
    href: str
    number: int
    spark: Html | None = None


class BucketView(Value, frozen=True):
    """The stories of one year, month or day. Either `bands` has them, or `parts` leads to them."""

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    kicker: str
    title: str
    summary: str
    earlier: Link | None
    later: Link | None
    bars: Bars | None
    parts: tuple[PartRow, ...]
    bands: tuple[Band, ...]


def listed(around: Surroundings, shelf: Shelf) -> tuple[tuple[Band, ...], tuple[PartRow, ...]]:
    """What the shelf's own page shows: bands of all its stories, or of the newest and the way to all by year."""
    language = around.site.config.language
    shown = shelf.entries[:NEWEST] if shelf.is_large else shelf.entries
    return bands(years(shown), shelf.home, language, shelf.why, publication=shelf.publication), parts(shelf)


def cards(around: Surroundings, shelf: Shelf) -> tuple[Card, ...]:
    """The shelf's stories as one list without headings: all of them, or the newest."""
    shown = shelf.entries[:NEWEST] if shelf.is_large else shelf.entries
    return tuple(card(entry, shelf.home, around.site.config.language, shelf.why(entry)) for entry in shown)


def parts(shelf: Shelf) -> tuple[PartRow, ...]:
    """The way to all stories by year, where they are too many for one page."""
    return rows(shelf, shelf.home, buckets(shelf.entries)) if shelf.is_large else ()


def rows(shelf: Shelf, url: str, some: Sequence[Bucket]) -> tuple[PartRow, ...]:
    """A line for each of `some`, for the page at `url`."""
    return tuple(
        PartRow(name=one.short, href=urls.relative(url, address(shelf, one)), number=len(one.entries)) for one in some
    )


def address(shelf: Shelf, bucket: Bucket) -> str:
    """The URL of a bucket's page."""
    return urls.bucket(shelf.home, bucket.slug, shelf.prefix)


def addresses(shelf: Shelf) -> Iterator[str]:
    """The URLs of all pages of a shelf beside its own."""
    if shelf.is_large:
        yield from (address(shelf, bucket) for bucket in every(buckets(shelf.entries)))


class BucketPage(NamedTuple):
    """The page of a bucket: what works out its view, and what it shows beside its stories."""

    view: Callable[[], BucketView]
    shows: tuple[object, ...]
    entries: Sequence[Entry]


def pages(around: Surroundings, shelf: Shelf) -> Iterator[tuple[str, BucketPage]]:
    """The pages of a shelf beside its own, in the order of `addresses`, each with its URL."""
    if shelf.is_large:
        yield from _pages(around, shelf, buckets(shelf.entries), shelf.trail)


def _pages(
    around: Surroundings, shelf: Shelf, some: Sequence[Bucket], trail: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, BucketPage]]:
    whose = (shelf.home, shelf.name, shelf.what, shelf.prefix, shelf.paged, shelf.publication)
    for n, bucket in enumerate(some):
        url = address(shelf, bucket)
        beside = (some[n + 1] if n + 1 < len(some) else None, some[n - 1] if n else None)
        near = [(one.slug, one.heading) if one else None for one in beside]
        shows = (whose, trail, bucket.slug, near)  # its parts come of its stories
        yield url, BucketPage(partial(_view, around, shelf, bucket, trail, beside), shows, bucket.entries)
        yield from _pages(around, shelf, bucket.parts, (*trail, (bucket.short, url)))


def _view(
    around: Surroundings,
    shelf: Shelf,
    bucket: Bucket,
    trail: tuple[tuple[str, str], ...],
    beside: tuple[Bucket | None, Bucket | None],
) -> BucketView:
    site, url = around.site, address(shelf, bucket)
    title = f"{shelf.name}, {bucket.heading}" if shelf.name else bucket.heading
    summary = f"{counted(len(bucket.entries), 'story', 'stories')}, newest first."
    earlier, later = (_beside(shelf, url, one) for one in beside)
    return BucketView(
        frame=around.frames.of(url),
        head=head(site, url, title, f"{shelf.what}, {bucket.heading}: {summary}"),
        trail=tuple(Link(label=label, href=urls.relative(url, to)) for label, to in trail),
        kicker=shelf.what if shelf.name else "",
        title=bucket.heading,
        summary=summary,
        earlier=earlier,
        later=later,
        bars=_bars(shelf, bucket) if site.config.output.charts else None,
        parts=rows(shelf, url, bucket.parts),
        bands=() if bucket.parts else _bands(around, shelf, bucket),
    )


def _bands(around: Surroundings, shelf: Shelf, bucket: Bucket) -> tuple[Band, ...]:
    language = around.site.config.language
    return bands(parts_of(bucket), address(shelf, bucket), language, shelf.why, publication=shelf.publication)


def _bars(shelf: Shelf, bucket: Bucket) -> Bars | None:
    """Bars by month, for the page of a year."""
    if not bucket.slug.isdigit():
        return None
    dates = [entry.article.date for entry in bucket.entries]
    return charts.monthly([date for date in dates if date], int(bucket.slug), shelf.what)


def _beside(shelf: Shelf, url: str, bucket: Bucket | None) -> Link | None:
    """A link to the year, month or day before or after."""
    if not bucket or not bucket.slug[0].isdigit():
        return None
    return Link(label=bucket.heading, href=urls.relative(url, address(shelf, bucket)))
