"""Lists of stories by time: those of the whole archive, of a country, a person, a publication.

In: a list of stories. Out: the part for its own page, and a page for each year, month and day if it is too long for
one. A list of up to some hundred stories is on the page itself.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import Bucket, are_many, build_buckets, group_by_year, split_bucket, walk_buckets
from generator.site.model import Entry
from generator.site.views import charts
from generator.site.views.card import Band, Card, DescribeReason, build_bands, build_card, give_no_reason
from generator.site.views.charts import Bars
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.site_context import SiteContext
from generator.text.counts import format_count

# If a list is too long for its page, the page has this many of the newest.
NEWEST_COUNT = 20


class StoryList(msgspec.Struct, frozen=True):
    """Stories that belong together, newest first.

    `page_url` is the URL of the page that links to them, `trail` leads there; `name` precedes the headings of years
    ("Greece"), `description` describes the stories ("Stories about Greece"), `describe_reason` says why a story is
    listed. `prefix` distinguishes the addresses of two lists of one page; `always_split` lists have pages for years
    whatever their length; if all stories are of one publication, cards do not name it.
    """

    page_url: str
    name: str
    description: str
    entries: Sequence[Entry]
    trail: tuple[tuple[str, str], ...]
    prefix: str = ""
    describe_reason: DescribeReason = give_no_reason
    always_split: bool = False
    names_publication: bool = True

    @property
    def is_large(self) -> bool:
        """Return whether the stories are too many for one page."""
        return self.always_split or are_many(self.entries)


class PartRow(Value, frozen=True):
    """A year, month or day with a page of its own: heading, address, number of stories."""

    name: str
    href: str
    number: int
    spark: Html | None = None


class BucketView(Value, frozen=True):
    """The stories of one year, month or day. Either `bands` has them, or `parts` links to them."""

    frame: PageFrame
    head: PageHead
    trail: tuple[Link, ...]
    kicker: str
    title: str
    summary: str
    earlier: Link | None
    later: Link | None
    bars: Bars | None
    parts: tuple[PartRow, ...]
    bands: tuple[Band, ...]


def build_bands_and_parts(context: SiteContext, story_list: StoryList) -> tuple[tuple[Band, ...], tuple[PartRow, ...]]:
    """Return the bands of all stories, or of the newest with links to all by year."""
    language = context.site.config.language
    listed_entries = story_list.entries[:NEWEST_COUNT] if story_list.is_large else story_list.entries
    return build_bands(
        group_by_year(listed_entries),
        story_list.page_url,
        language,
        story_list.describe_reason,
        names_publication=story_list.names_publication,
    ), build_parts(story_list)


def build_cards(context: SiteContext, story_list: StoryList) -> tuple[Card, ...]:
    """Return the stories as one list without headings: all of them, or the newest."""
    listed_entries = story_list.entries[:NEWEST_COUNT] if story_list.is_large else story_list.entries
    return tuple(
        build_card(entry, story_list.page_url, context.site.config.language, story_list.describe_reason(entry))
        for entry in listed_entries
    )


def build_parts(story_list: StoryList) -> tuple[PartRow, ...]:
    """Return links to all stories by year, if they are too many for one page."""
    return build_rows(story_list, story_list.page_url, build_buckets(story_list.entries)) if story_list.is_large else ()


def build_rows(story_list: StoryList, url: str, row_buckets: Sequence[Bucket]) -> tuple[PartRow, ...]:
    """Build a row for each of `row_buckets`, for the page at `url`."""
    return tuple(
        PartRow(
            name=bucket.short,
            href=urls.build_link(url, build_bucket_url(story_list, bucket)),
            number=len(bucket.entries),
        )
        for bucket in row_buckets
    )


def build_bucket_url(story_list: StoryList, bucket: Bucket) -> str:
    """Return the URL of a bucket's page."""
    return urls.bucket(story_list.page_url, bucket.slug, story_list.prefix)


def list_bucket_urls(story_list: StoryList) -> Iterator[str]:
    """Yield the URLs of all pages of a list except its own."""
    if story_list.is_large:
        yield from (build_bucket_url(story_list, bucket) for bucket in walk_buckets(build_buckets(story_list.entries)))


class BucketPage(NamedTuple):
    """The page of a bucket: the function that builds its view, and its content besides the stories."""

    build_view: Callable[[], BucketView]
    own_content: tuple[object, ...]
    entries: Sequence[Entry]


def list_bucket_pages(context: SiteContext, story_list: StoryList) -> Iterator[tuple[str, BucketPage]]:
    """Yield the pages of a list except its own, in the order of `list_bucket_urls`, each with its URL."""
    if story_list.is_large:
        yield from _walk_bucket_pages(context, story_list, build_buckets(story_list.entries), story_list.trail)


def _walk_bucket_pages(
    context: SiteContext, story_list: StoryList, siblings: Sequence[Bucket], trail: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, BucketPage]]:
    list_identity = (
        story_list.page_url,
        story_list.name,
        story_list.description,
        story_list.prefix,
        story_list.always_split,
        story_list.names_publication,
    )
    for index, bucket in enumerate(siblings):
        url = build_bucket_url(story_list, bucket)
        neighbours = (
            siblings[index + 1] if index + 1 < len(siblings) else None,
            siblings[index - 1] if index else None,
        )
        neighbour_headings = [(neighbour.slug, neighbour.heading) if neighbour else None for neighbour in neighbours]
        own_content = (list_identity, trail, bucket.slug, neighbour_headings)  # its parts follow from its stories
        yield (
            url,
            BucketPage(
                partial(_build_view, context, story_list, bucket, trail, neighbours), own_content, bucket.entries
            ),
        )
        yield from _walk_bucket_pages(context, story_list, bucket.parts, (*trail, (bucket.short, url)))


def _build_view(
    context: SiteContext,
    story_list: StoryList,
    bucket: Bucket,
    trail: tuple[tuple[str, str], ...],
    neighbours: tuple[Bucket | None, Bucket | None],
) -> BucketView:
    site, url = context.site, build_bucket_url(story_list, bucket)
    title = f"{story_list.name}, {bucket.heading}" if story_list.name else bucket.heading
    summary = f"{format_count(len(bucket.entries), 'story', 'stories')}, newest first."
    earlier, later = (_link_neighbour(story_list, url, neighbour) for neighbour in neighbours)
    return BucketView(
        frame=context.frames.get_frame(url),
        head=build_head(site, url, title, f"{story_list.description}, {bucket.heading}: {summary}"),
        trail=tuple(Link(label=label, href=urls.build_link(url, target_url)) for label, target_url in trail),
        kicker=story_list.description if story_list.name else "",
        title=bucket.heading,
        summary=summary,
        earlier=earlier,
        later=later,
        bars=_build_bars(story_list, bucket) if site.config.output.charts else None,
        parts=build_rows(story_list, url, bucket.parts),
        bands=() if bucket.parts else _build_bucket_bands(context, story_list, bucket),
    )


def _build_bucket_bands(context: SiteContext, story_list: StoryList, bucket: Bucket) -> tuple[Band, ...]:
    language = context.site.config.language
    return build_bands(
        split_bucket(bucket),
        build_bucket_url(story_list, bucket),
        language,
        story_list.describe_reason,
        names_publication=story_list.names_publication,
    )


def _build_bars(story_list: StoryList, bucket: Bucket) -> Bars | None:
    """Draw bars by month, for the page of a year."""
    if not bucket.slug.isdigit():
        return None
    dates = [entry.printed.date for entry in bucket.entries]
    return charts.build_monthly_bars([date for date in dates if date], int(bucket.slug), story_list.description)


def _link_neighbour(story_list: StoryList, url: str, bucket: Bucket | None) -> Link | None:
    """Return a link to the year, month or day before or after."""
    if not bucket or not bucket.slug[0].isdigit():
        return None
    return Link(label=bucket.heading, href=urls.build_link(url, build_bucket_url(story_list, bucket)))
