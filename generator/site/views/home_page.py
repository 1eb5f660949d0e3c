"""The home page: what the file is, the latest stories, the years, who and what is most covered.

In: what surrounds the pages. Out: one view. Lists are short; the whole is on the index pages.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.views import rankings, year_list
from generator.site.views.card import Card, card
from generator.site.views.charts import Bars
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.rankings import TallyRow
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import counted

LATEST = 12
MOST = 8


class HomeView(Value, frozen=True):
    """The home page. A list that is empty is left out."""

    frame: Frame
    head: Head
    title: str
    tagline: str
    description: str
    latest: tuple[Card, ...]
    articles: Link
    bars: Bars | None
    years: tuple[Link, ...]
    most_countries: tuple[TallyRow, ...]
    countries: Link
    most_people: tuple[TallyRow, ...]
    people: Link


def home_view(around: Surroundings) -> HomeView:
    """The view of the home page."""
    site, config = around.site, around.site.config
    number = counted(len(site.entries), "story", "stories")
    return HomeView(
        frame=around.frames.of(urls.HOME),
        head=head(site, urls.HOME, config.title, config.description or config.tagline or f"An archive of {number}."),
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        latest=tuple(card(entry, urls.HOME, config.language) for entry in site.entries[:LATEST]),
        articles=Link(label=f"All {number}" if len(site.entries) > 1 else "All stories", href=urls.ARTICLES),
        bars=year_list.all_years(around),
        years=year_list.links(around, urls.HOME),
        most_countries=rankings.countries(site, site.entries, urls.HOME, MOST),
        countries=Link(label=_all(len(site.countries), "country", "countries"), href=urls.COUNTRIES),
        most_people=rankings.people(site, site.entries, urls.HOME, MOST),
        people=Link(label=_all(len(site.people), "person", "people") + ", A to Z", href=urls.PEOPLE),
    )


def _all(number: int, one: str, many: str) -> str:
    return f"All {counted(number, one, many)}" if number > 1 else many.capitalize()
