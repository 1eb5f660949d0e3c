"""The search page: a form that a script fills with life, and what a reader is told where it cannot.

In: the site. Out: one view. Nothing is searched here.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.model import Site
from generator.site.views.frame import Frame, Frames, Head, Link, head


class SearchView(Value, frozen=True):
    """The search page. `ways` are the lists that lead to everything without a search."""

    frame: Frame
    head: Head
    style: str
    script: str
    ways: tuple[Link, ...]


def search_view(site: Site, frames: Frames) -> SearchView:
    """The view of the search page."""
    frame = frames.of(urls.SEARCH)
    return SearchView(
        frame=frame,
        head=head(site, urls.SEARCH, "Search", "Search the stories by word, country, person, publication and year."),
        style=urls.SEARCH_STYLE,
        script=urls.SEARCH_SCRIPT,
        ways=tuple(link for link in frame.navigation if not link.current),
    )
