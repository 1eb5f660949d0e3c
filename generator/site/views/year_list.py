"""The years: the table of all of them. The page of each year belongs to the list of all stories.

In: the site. Out: one view, and the list.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import MONTHS, Bucket, format_slug
from generator.site.model import Entry, Site
from generator.site.views import charts, story_lists
from generator.site.views.card import make_anchor
from generator.site.views.charts import Bars
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.site_context import SiteContext
from generator.site.views.story_lists import PartRow, StoryList
from generator.site.views.wording import format_story_count


class YearsView(Value, frozen=True):
    """The table of all years, newest first, undated last."""

    frame: PageFrame
    head: PageHead
    summary: str
    bars: Bars | None
    rows: tuple[PartRow, ...]


def build_years_view(context: SiteContext) -> YearsView:
    """Build the view of the table."""
    site = context.site
    summary = f"{format_story_count(site.entries)}." if site.entries else "No story has been filed yet."
    return YearsView(
        frame=context.frames.get_frame(urls.YEARS),
        head=build_head(site, urls.YEARS, "Years", summary),
        summary=summary,
        bars=build_coverage_by_year(context),
        rows=story_lists.build_rows(build_story_list(site), urls.YEARS, context.years),
    )


def build_story_list(site: Site) -> StoryList:
    """Return the list of all stories. Each year has a page, however few stories it has."""
    return StoryList(
        page_url=urls.YEARS,
        name="",
        description="Stories",
        entries=site.entries,
        trail=(("Years", urls.YEARS),),
        always_split=True,
    )


def build_coverage_by_year(context: SiteContext) -> Bars | None:
    """Draw bars of all stories by year, or by month if all are of one year."""
    return charts.build_coverage_bars(context.site.entries, "Stories") if context.site.config.output.charts else None


def list_year_links(context: SiteContext, url: str) -> tuple[Link, ...]:
    """Return a link to the page of each year, oldest first as under the bars, undated last."""
    dated_years = [bucket for bucket in context.years if bucket.slug.isdigit()]
    undated = [bucket for bucket in context.years if not bucket.slug.isdigit()]
    return tuple(_link_bucket(url, bucket) for bucket in (*reversed(dated_years), *undated))


def build_trail(context: SiteContext, entry: Entry) -> tuple[Link, ...]:
    """Return the trail to the list of a story: its year, and its month if known."""
    date = entry.printed.date
    year = format_slug(date, 0)
    year_page = urls.bucket(urls.YEARS, year)
    link = Link(label=str(date.year) if date else "Undated", href=urls.build_link(entry.url, year_page))
    if not date or not date.month:
        return (link,)
    month = make_anchor(MONTHS[date.month - 1])
    month_page = urls.bucket(urls.YEARS, format_slug(date, 1)) if year in context.split_periods else year_page
    href = urls.build_link(entry.url, month_page) + ("" if month_page != year_page else f"#{month}")
    return link, Link(label=MONTHS[date.month - 1], href=href)


def _link_bucket(url: str, bucket: Bucket) -> Link:
    return Link(label=bucket.short, href=urls.build_link(url, urls.bucket(urls.YEARS, bucket.slug)))
