"""All pages of a site, as jobs.

In: the site, and what finds countries in a text. Out: one job a page, in a fixed order, made one by one so that an
archive of any size can be rendered without holding all views at once.
"""

from collections.abc import Iterator

from generator.model.value import Value
from generator.site import urls
from generator.site.atlas import Atlas
from generator.site.evidence import Places
from generator.site.letters import anchor_of, index, is_large
from generator.site.site import PersonStories, Site
from generator.site.views import country, person, publications, shelf, years
from generator.site.views.article import article_view
from generator.site.views.articles import articles_view
from generator.site.views.countries import countries_view
from generator.site.views.data import data_view
from generator.site.views.home import home_view
from generator.site.views.job import PageJob
from generator.site.views.meta import Heads
from generator.site.views.pages import free_page_view, gone_view, moved_view, not_found_view
from generator.site.views.people import letter_views, people_view
from generator.site.views.search import search_view
from generator.site.views.shelf import Shelf
from generator.site.views.surroundings import Surroundings


def jobs(site: Site, places: Places, atlas: Atlas | None = None) -> Iterator[PageJob]:
    """The jobs of all pages of `site`; `places` finds the names of countries in a text, `atlas` draws them."""
    made = Jobs(site, places, atlas)
    yield from made.indexes()
    yield from made.stories(0, len(site.entries))
    yield from made.lists()


class Jobs:
    """The jobs of a site in three parts. Those of the stories can be had some at a time, for they are most."""

    def __init__(self, site: Site, places: Places, atlas: Atlas | None = None) -> None:
        self._around, self._heads = Surroundings(site, places, atlas), Heads(site)

    def stories(self, first: int, end: int) -> Iterator[PageJob]:
        """The stories from the one at `first` to before that at `end`."""
        for entry in self._around.site.entries[first:end]:
            view = self._heads.story(article_view(self._around, entry), entry)
            yield PageJob(url=entry.url, template="article.html", view=view)

    def indexes(self) -> Iterator[PageJob]:
        """The home page, the pages that the navigation leads to, and those that belong to no story."""
        yield from _indexes(self._around, self._heads)

    def lists(self) -> Iterator[PageJob]:
        """The pages of countries, people, publications and times, former addresses, free pages."""
        yield from _lists(self._around, self._heads)


def _indexes(around: Surroundings, heads: Heads) -> Iterator[PageJob]:
    site = around.site
    yield PageJob(url=urls.HOME, template="home.html", view=heads.home(home_view(around)))
    yield PageJob(url=urls.ARTICLES, template="articles.html", view=articles_view(around))
    yield PageJob(url=urls.YEARS, template="years.html", view=years.years_view(around))
    yield PageJob(url=urls.COUNTRIES, template="countries.html", view=countries_view(around))
    yield PageJob(url=urls.PEOPLE, template="people.html", view=people_view(around))
    yield PageJob(url=urls.PUBLICATIONS, template="publications.html", view=publications.publications_view(around))
    yield PageJob(url=urls.DATA, template="data.html", view=data_view(site, around.frames))
    if site.config.output.search:
        yield PageJob(url=urls.SEARCH, template="search.html", view=search_view(site, around.frames))
    yield PageJob(url=urls.NOT_FOUND, template="404.html", view=not_found_view(around))


def _lists(around: Surroundings, heads: Heads) -> Iterator[PageJob]:
    site = around.site
    for url, template, view in _records(around, heads):
        yield PageJob(url=url, template=template, view=view)
    for url, view in letter_views(around):
        yield PageJob(url=url, template="people.html", view=view)
    for each in _shelves(site):
        for url, bucket in shelf.pages(around, each):
            yield PageJob(url=url, template="bucket.html", view=bucket)
    for moved in site.moved:
        yield PageJob(url=moved.url, template="moved.html", view=moved_view(around, moved))
    for gone in site.gone:
        yield PageJob(url=gone.url, template="gone.html", view=gone_view(around, gone))
    for page in site.pages:
        yield PageJob(url=urls.free_page(page.slug), template="page.html", view=free_page_view(around, page))


def addresses(site: Site) -> Iterator[str]:
    """The URLs of all pages of `site`, in the same order, without making their views."""
    yield from (urls.HOME, urls.ARTICLES, urls.YEARS, urls.COUNTRIES, urls.PEOPLE, urls.PUBLICATIONS, urls.DATA)
    if site.config.output.search:
        yield urls.SEARCH
    yield urls.NOT_FOUND
    yield from (entry.url for entry in site.entries)
    yield from (one.url for one in site.countries.values())
    yield from (one.url for one in _with_page(site))
    yield from (one.url for one in site.publications.values())
    if is_large(len(site.people)):
        yield from (urls.letter(anchor_of(letter)) for letter in index(site))
    for each in _shelves(site):
        yield from shelf.addresses(each)
    yield from (moved.url for moved in site.moved)
    yield from (gone.url for gone in site.gone)
    yield from (urls.free_page(page.slug) for page in site.pages)


def found(site: Site) -> Iterator[str]:
    """The URLs that search engines shall find: no redirect, no tombstone, not the search page, not 404.html."""
    hidden = {urls.NOT_FOUND, urls.SEARCH, *(moved.url for moved in site.moved), *(gone.url for gone in site.gone)}
    return (url for url in addresses(site) if url not in hidden)


def _records(around: Surroundings, heads: Heads) -> Iterator[tuple[str, str, Value]]:
    """The pages of countries, persons and publications: URL, template, view."""
    site = around.site
    for one in site.countries.values():
        yield one.url, "country.html", heads.country(country.country_view(around, one), one)
    for someone in _with_page(site):
        yield someone.url, "person.html", heads.person(person.person_view(around, someone), someone)
    for paper in site.publications.values():
        yield paper.url, "publication.html", publications.publication_view(around, paper)


def _with_page(site: Site) -> Iterator[PersonStories]:
    """The people who have a page of their own."""
    return (one for one in site.people.values() if one.page)


def _shelves(site: Site) -> Iterator[Shelf]:
    """All lists of stories that may be parted."""
    yield years.shelf_of(site)
    for one in site.countries.values():
        yield from country.shelves(one)
    for someone in _with_page(site):
        yield person.shelf_of(someone)
    for paper in site.publications.values():
        yield publications.shelf_of(paper)
