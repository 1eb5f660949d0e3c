"""The whole site as files in memory: every page, the data, feeds, and what the host reads.

In: the site and the sources of its templates. Out: URL and bytes of each file, in a fixed order. Writing
them, and copying the assets beside them, is the store's business.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.render.environment import environments
from generator.render.page import render
from generator.site import urls
from generator.site.atlas import Atlas
from generator.site.datasets import datasets
from generator.site.evidence import Places
from generator.site.feeds import feeds
from generator.site.markdown_copies import markdown_copies
from generator.site.site import Site
from generator.site.sitemap import robots, sitemap
from generator.site.views.jobs import Jobs, found

# So many stories are one piece of work.
_PIECE = 128
# What does some work for each of some pieces, here or in other processes: the results in the order of the pieces.
Share = Callable[["StoryPress", Sequence[tuple[int, int]]], Iterable[list[tuple[str, bytes]]]]


class StoryPress:
    """Makes the pages of stories, from the one at a place to before another.

    To another process it takes along what it was made from, and not what it worked out.
    """

    def __init__(self, site: Site, templates: Mapping[str, str], places: Places, atlas: Atlas | None = None) -> None:
        self._given = (site, templates, places, atlas)
        self.jobs = Jobs(site, places, atlas)
        self.environments = environments(templates)

    def __reduce__(self) -> tuple[type["StoryPress"], tuple[object, ...]]:
        """How it is taken to another process."""
        return StoryPress, self._given

    def __call__(self, piece: tuple[int, int]) -> list[tuple[str, bytes]]:
        """URL and bytes of each page."""
        return [(job.url, render(self.environments, job)) for job in self.jobs.stories(*piece)]


def pages(
    site: Site, templates: Mapping[str, str], places: Places, atlas: Atlas | None = None, share: Share = map
) -> Iterator[tuple[str, bytes]]:
    """Every file of `site`; `places` finds the names of countries in a text, `atlas` draws them on a map.

    The pages of stories are most of the work, which is done by `share`. Raises TemplateError where a template cannot
    be rendered.
    """
    press = StoryPress(site, templates, places, atlas)
    for job in press.jobs.indexes():
        yield job.url, render(press.environments, job)
    number = len(site.entries)
    for made in share(press, [(n, min(n + _PIECE, number)) for n in range(0, number, _PIECE)]):
        yield from made
    for job in press.jobs.lists():
        yield job.url, render(press.environments, job)
    yield from datasets(site)
    yield from markdown_copies(site)
    yield from feeds(site)
    yield from sitemap(site, found(site))
    yield urls.ROBOTS, robots(site)
    yield urls.NO_JEKYLL, b""  # tells GitHub Pages to serve the files as they are
