"""The years: the table of all of them. The page of each is one of the shelf of all stories.

In: the site. Out: one view, and the shelf.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import MONTHS, Bucket, slug_of
from generator.site.model import Entry, Site
from generator.site.views import charts, story_lists
from generator.site.views.card import anchor
from generator.site.views.charts import Bars
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.site_context import Surroundings
from generator.site.views.story_lists import PartRow, Shelf
from generator.site.views.wording import stories


class YearsView(Value, frozen=True):
    """The table of all years, newest first, the undated last."""

    frame: Frame
    head: Head
    summary: str
    bars: Bars | None
    rows: tuple[PartRow, ...]


def years_view(around: Surroundings) -> YearsView:
    """The view of the table."""
    site = around.site
    summary = f"{stories(site.entries)}." if site.entries else "No story has been filed yet."
    return YearsView(
        frame=around.frames.of(urls.YEARS),
        head=head(site, urls.YEARS, "Years", summary),
        summary=summary,
        bars=all_years(around),
        rows=story_lists.rows(shelf_of(site), urls.YEARS, around.years),
    )


def shelf_of(site: Site) -> Shelf:
    """All stories. Each year has a page, however few they are."""
    return Shelf(
        home=urls.YEARS, name="", what="Stories", entries=site.entries, trail=(("Years", urls.YEARS),), paged=True
    )


def all_years(around: Surroundings) -> Bars | None:
    """Bars of all stories by year, or by month where all are of one."""
    return charts.coverage(around.site.entries, "Stories") if around.site.config.output.charts else None


def links(around: Surroundings, url: str) -> tuple[Link, ...]:
    """A link to the page of each year, oldest first as under the bars, the undated last."""
    dated = [bucket for bucket in around.years if bucket.slug.isdigit()]
    rest = [bucket for bucket in around.years if not bucket.slug.isdigit()]
    return tuple(_link(url, bucket) for bucket in (*reversed(dated), *rest))


def trail(around: Surroundings, entry: Entry) -> tuple[Link, ...]:
    """The way to the list that a story stands in: its year, and its month where that is known."""
    date = entry.article.date
    year = slug_of(date, 0)
    page = urls.bucket(urls.YEARS, year)
    link = Link(label=str(date.year) if date else "Undated", href=urls.relative(entry.url, page))
    if not date or not date.month:
        return (link,)
    month = anchor(MONTHS[date.month - 1])
    there = urls.bucket(urls.YEARS, slug_of(date, 1)) if year in around.parted else page
    href = urls.relative(entry.url, there) + ("" if there != page else f"#{month}")
    return link, Link(label=MONTHS[date.month - 1], href=href)


def _link(url: str, bucket: Bucket) -> Link:
    return Link(label=bucket.short, href=urls.relative(url, urls.bucket(urls.YEARS, bucket.slug)))
