"""The home page: what the file is, the latest stories, the years, who and what is most covered.

In: the site. Out: one view. Lists are short; the whole is on the index pages.
"""

from collections import Counter

from generator.model.value import Value
from generator.site import urls
from generator.site.site import Site
from generator.site.views import tally
from generator.site.views.card import Card, anchor, card
from generator.site.views.day import year_heading
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.tally import TallyRow
from generator.site.views.words import counted

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
    years: tuple[Link, ...]
    most_countries: tuple[TallyRow, ...]
    countries: Link
    most_people: tuple[TallyRow, ...]
    people: Link


def home_view(site: Site, frames: Frames) -> HomeView:
    """The view of the home page."""
    config = site.config
    about = Counter({code: len(stories.about) for code, stories in site.countries.items() if stories.about})
    named = Counter({key: len(stories.entries) for key, stories in site.people.items()})
    number = counted(len(site.entries), "story", "stories")
    return HomeView(
        frame=frames.of(urls.HOME),
        head=head(site, urls.HOME, config.title, config.description or config.tagline or f"An archive of {number}."),
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        latest=tuple(card(entry, urls.HOME, config.language) for entry in site.entries[:LATEST]),
        articles=Link(label=f"All {number} by year" if len(site.entries) > 1 else "All by year", href=urls.ARTICLES),
        years=years(site, urls.HOME),
        most_countries=tally.countries(site, about, urls.HOME, MOST),
        countries=Link(label=_all(len(site.countries), "country", "countries"), href=urls.COUNTRIES),
        most_people=tally.people(site, named, urls.HOME, MOST),
        people=Link(label=_all(len(site.people), "person", "people") + ", A to Z", href=urls.PEOPLE),
    )


def years(site: Site, url: str) -> tuple[Link, ...]:
    """A link to each year in the list of all stories, newest first, the undated last."""
    headings = dict.fromkeys(year_heading(entry.article.date) for entry in site.entries)
    index = "" if url == urls.ARTICLES else urls.relative(url, urls.ARTICLES)
    return tuple(Link(label=heading, href=f"{index}#{anchor(heading)}") for heading in headings)


def _all(number: int, one: str, many: str) -> str:
    return f"All {counted(number, one, many)}" if number > 1 else many.capitalize()
