"""The list of all stories, by year; of a large archive the latest, and the way to the others.

In: what surrounds the pages. Out: one view: a band of cards for each year, newest first, the undated at the end.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.buckets import are_many
from generator.site.buckets import years as by_year
from generator.site.views import year_list
from generator.site.views.card import Band, bands
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.site_context import Surroundings
from generator.site.views.wording import stories

# Of so many stories the latest stand on the page where all are too many.
LATEST = 100


class ArticlesView(Value, frozen=True):
    """The list of all stories. `years` leads to the page of each year."""

    frame: Frame
    head: Head
    summary: str
    years: tuple[Link, ...]
    bands: tuple[Band, ...]


def articles_view(around: Surroundings) -> ArticlesView:
    """The view of the list of all stories."""
    site = around.site
    shown = site.entries[:LATEST] if are_many(site.entries) else site.entries
    return ArticlesView(
        frame=around.frames.of(urls.ARTICLES),
        head=head(site, urls.ARTICLES, "Articles", _summary(around)),
        summary=_summary(around),
        years=year_list.links(around, urls.ARTICLES),
        bands=bands(by_year(shown), urls.ARTICLES, site.config.language),
    )


def _summary(around: Surroundings) -> str:
    entries = around.site.entries
    if not entries:
        return "No story has been filed yet."
    if not are_many(entries):
        return f"{stories(entries)}, newest first."
    return f"{stories(entries)}. Here are the latest {LATEST}; all are listed under their years."
