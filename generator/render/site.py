"""The whole site as files in memory: every page, the data, feeds, and what the host reads.

In: the site and the sources of its templates. Out: URL and bytes of each file, in a fixed order. Writing
them, and copying the assets beside them, is the store's business.
"""

from collections.abc import Iterator, Mapping

from generator.render.environment import environment
from generator.render.page import render
from generator.site import urls
from generator.site.atlas import Atlas
from generator.site.datasets import datasets
from generator.site.evidence import Places
from generator.site.feeds import feeds
from generator.site.markdown_copies import markdown_copies
from generator.site.site import Site
from generator.site.sitemap import robots, sitemap
from generator.site.views.jobs import found, jobs


def pages(
    site: Site, templates: Mapping[str, str], places: Places, atlas: Atlas | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of `site`; `places` finds the names of countries in a text, `atlas` draws them on a map.

    Raises TemplateError where a template cannot be rendered.
    """
    press = environment(templates)
    for job in jobs(site, places, atlas):
        yield job.url, render(press, job)
    yield from datasets(site)
    yield from markdown_copies(site)
    yield from feeds(site)
    yield from sitemap(site, found(site))
    yield urls.ROBOTS, robots(site)
    yield urls.NO_JEKYLL, b""  # tells GitHub Pages to serve the files as they are
