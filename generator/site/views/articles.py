"""The list of all stories, by year.

In: the site. Out: one view: a band of cards for each year, newest first, the undated at the end.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.site import Site
from generator.site.views.card import YearBand, by_year
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.home import years
from generator.site.views.words import stories


class ArticlesView(Value, frozen=True):
    """The list of all stories."""

    frame: Frame
    head: Head
    summary: str
    years: tuple[Link, ...]
    bands: tuple[YearBand, ...]


def articles_view(site: Site, frames: Frames) -> ArticlesView:
    """The view of the list of all stories."""
    summary = f"{stories(site.entries)}, newest first." if site.entries else "No story has been filed yet."
    return ArticlesView(
        frame=frames.of(urls.ARTICLES),
        head=head(site, urls.ARTICLES, "Articles", summary),
        summary=summary,
        years=years(site, urls.ARTICLES),
        bands=by_year(site.entries, urls.ARTICLES, site.config.language),
    )
