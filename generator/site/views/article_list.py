"""The list of all stories, by year; in a large archive, the latest and links to the others.

In: the site context. Out: one view: a band of cards for each year, newest first, undated last.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import are_many
from generator.site.buckets import group_by_year as by_year
from generator.site.views import year_list
from generator.site.views.card import Band, build_bands
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.site_context import SiteContext
from generator.site.views.wording import format_story_count

# If there are too many stories for one page, it lists this many of the latest.
LATEST_COUNT = 100


class ArticlesView(Value, frozen=True):
    """The list of all stories. `years` links to the page of each year."""

    frame: PageFrame
    head: PageHead
    summary: str
    years: tuple[Link, ...]
    bands: tuple[Band, ...]


def build_articles_view(context: SiteContext) -> ArticlesView:
    """Build the view of the list of all stories."""
    site = context.site
    listed_entries = site.entries[:LATEST_COUNT] if are_many(site.entries) else site.entries
    return ArticlesView(
        frame=context.frames.get_frame(urls.ARTICLES),
        head=build_head(site, urls.ARTICLES, "Articles", _write_summary(context)),
        summary=_write_summary(context),
        years=year_list.list_year_links(context, urls.ARTICLES),
        bands=build_bands(by_year(listed_entries), urls.ARTICLES, site.config.language),
    )


def _write_summary(context: SiteContext) -> str:
    entries = context.site.entries
    if not entries:
        return "No story has been filed yet."
    if not are_many(entries):
        return f"{format_story_count(entries)}, newest first."
    return f"{format_story_count(entries)}. Here are the latest {LATEST_COUNT}; all are listed under their years."
