"""The search page: a form that a script completes, and what readers see without it.

In: the site. Out: one view. Nothing is searched here.
"""

from generator.model.value import Value
from generator.site import urls
from generator.site.model import Site
from generator.site.views.frame import Link, PageFrame, PageFrames, PageHead, build_head


class SearchView(Value, frozen=True):
    """The search page. `ways` are the lists that lead to everything without a search."""

    frame: PageFrame
    head: PageHead
    style: str
    script: str
    ways: tuple[Link, ...]


def build_search_view(site: Site, frames: PageFrames) -> SearchView:
    """Build the view of the search page."""
    frame = frames.get_frame(urls.SEARCH)
    return SearchView(
        frame=frame,
        head=build_head(
            site, urls.SEARCH, "Search", "Search the stories by word, country, person, publication and year."
        ),
        style=urls.SEARCH_STYLE,
        script=urls.SEARCH_SCRIPT,
        ways=tuple(link for link in frame.navigation if not link.current),
    )
