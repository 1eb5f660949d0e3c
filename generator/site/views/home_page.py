"""The home page: what the archive is, the latest stories, the years, the most covered countries and people.

In: the site context. Out: one view. Lists are short; the index pages are complete.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.views import rankings, year_list
from generator.site.views.card import Card, build_card
from generator.site.views.charts import Bars
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.rankings import RankingRow
from generator.site.views.site_context import SiteContext
from generator.text.counts import format_count

LATEST_COUNT = 12
MAX_RANKED = 8


class HomeView(Value, frozen=True):
    """The home page. An empty list is left out."""

    frame: PageFrame
    head: PageHead
    title: str
    tagline: str
    description: str
    latest: tuple[Card, ...]
    articles: Link
    bars: Bars | None
    years: tuple[Link, ...]
    most_countries: tuple[RankingRow, ...]
    countries: Link
    most_people: tuple[RankingRow, ...]
    people: Link


def build_home_view(context: SiteContext) -> HomeView:
    """Build the view of the home page."""
    site, config = context.site, context.site.config
    story_count = format_count(len(site.entries), "story", "stories")
    return HomeView(
        frame=context.frames.get_frame(urls.HOME),
        head=build_head(
            site, urls.HOME, config.title, config.description or config.tagline or f"An archive of {story_count}."
        ),
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        latest=tuple(build_card(entry, urls.HOME, config.language) for entry in site.entries[:LATEST_COUNT]),
        articles=Link(label=f"All {story_count}" if len(site.entries) > 1 else "All stories", href=urls.ARTICLES),
        bars=year_list.build_coverage_by_year(context),
        years=year_list.list_year_links(context, urls.HOME),
        most_countries=rankings.rank_countries(site, site.entries, urls.HOME, MAX_RANKED),
        countries=Link(label=_label_all(len(site.countries), "country", "countries"), href=urls.COUNTRIES),
        most_people=rankings.rank_people(site, site.entries, urls.HOME, MAX_RANKED),
        people=Link(label=_label_all(len(site.people), "person", "people") + ", A to Z", href=urls.PEOPLE),
    )


def _label_all(number: int, singular: str, plural: str) -> str:
    return f"All {format_count(number, singular, plural)}" if number > 1 else plural.capitalize()
