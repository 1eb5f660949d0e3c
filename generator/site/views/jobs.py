"""All pages of a site, as jobs.

In: the site. Out: one job a page, in a fixed order, made one by one so that an archive of any size can be
rendered without holding all views at once.
"""

from collections.abc import Iterator

from generator.site import urls
from generator.site.site import Site
from generator.site.views.article import article_view
from generator.site.views.articles import articles_view
from generator.site.views.countries import countries_view, country_view
from generator.site.views.frame import Frames, frames
from generator.site.views.home import home_view
from generator.site.views.job import PageJob
from generator.site.views.pages import free_page_view, gone_view, moved_view, not_found_view
from generator.site.views.people import people_view
from generator.site.views.person import person_view


def jobs(site: Site) -> Iterator[PageJob]:
    """The jobs of all pages of `site`."""
    around = frames(site)
    yield PageJob(url=urls.HOME, template="home.html", view=home_view(site, around))
    yield PageJob(url=urls.ARTICLES, template="articles.html", view=articles_view(site, around))
    yield PageJob(url=urls.COUNTRIES, template="countries.html", view=countries_view(site, around))
    yield PageJob(url=urls.PEOPLE, template="people.html", view=people_view(site, around))
    yield PageJob(url=urls.NOT_FOUND, template="404.html", view=not_found_view(site, around))
    yield from _stories(site, around)
    yield from _records(site, around)
    for moved in site.moved:
        yield PageJob(url=moved.url, template="moved.html", view=moved_view(site, moved, around))
    for gone in site.gone:
        yield PageJob(url=gone.url, template="gone.html", view=gone_view(site, gone, around))
    for page in site.pages:
        url = urls.free_page(page.slug)
        yield PageJob(url=url, template="page.html", view=free_page_view(site, page, around))


def addresses(site: Site) -> Iterator[str]:
    """The URLs of all pages of `site`, in the same order, without making their views."""
    yield from (urls.HOME, urls.ARTICLES, urls.COUNTRIES, urls.PEOPLE, urls.NOT_FOUND)
    yield from (entry.url for entry in site.entries)
    yield from (country.url for country in site.countries.values())
    yield from (person.url for person in site.people.values() if person.page)
    yield from (moved.url for moved in site.moved)
    yield from (gone.url for gone in site.gone)
    yield from (urls.free_page(page.slug) for page in site.pages)


def _stories(site: Site, around: Frames) -> Iterator[PageJob]:
    for entry in site.entries:
        yield PageJob(url=entry.url, template="article.html", view=article_view(site, entry, around))


def _records(site: Site, around: Frames) -> Iterator[PageJob]:
    for country in site.countries.values():
        yield PageJob(url=country.url, template="country.html", view=country_view(site, country, around))
    for person in filter(lambda person: person.page, site.people.values()):
        yield PageJob(url=person.url, template="person.html", view=person_view(site, person, around))
