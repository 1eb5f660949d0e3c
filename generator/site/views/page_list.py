"""All pages of a site.

In: the site, and what finds countries in a text. Out: one order a page, in a fixed order, whose view is worked out when
it is asked for: so a preview makes the page that somebody looks at, and no archive is too large for its views.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.model.value import Value
from generator.site import urls
from generator.site.alphabet import anchor_of, index, is_large
from generator.site.atlas import Atlas
from generator.site.mention_marks import Places
from generator.site.model import CountryStories, Entry, PersonStories, PublicationStories, Site
from generator.site.views import country_page, person_page, publication_pages, story_lists, year_list
from generator.site.views.article_list import articles_view
from generator.site.views.article_page import article_view
from generator.site.views.country_list import countries_view
from generator.site.views.data_page import data_view
from generator.site.views.dependencies import Keys
from generator.site.views.free_pages import free_page_view, gone_view, moved_view, not_found_view
from generator.site.views.home_page import home_view
from generator.site.views.meta import Heads
from generator.site.views.page_spec import PageJob
from generator.site.views.people_list import letter_views, people_view
from generator.site.views.search_page import search_view
from generator.site.views.site_context import Surroundings
from generator.site.views.story_lists import BucketPage, Shelf


class Order(NamedTuple):
    """A page that is to be made: where it goes, its template, what works out its view, or its key."""

    url: str
    template: str
    view: Callable[[], Value]
    key: Callable[[Keys], bytes]

    def job(self) -> PageJob:
        """The page as a job, with its view."""
        return PageJob(url=self.url, template=self.template, view=self.view())


def jobs(site: Site, places: Places, atlas: Atlas | None = None) -> Iterator[PageJob]:
    """The jobs of all pages of `site`; `places` finds the names of countries in a text, `atlas` draws them."""
    made = Orders(site, places, atlas)
    return (order.job() for order in chain(map(made.story, site.entries), made.besides()))


class Orders:
    """The pages of a site: all of them, or one story's by itself, for most pages are stories'."""

    def __init__(self, site: Site, places: Places, atlas: Atlas | None = None) -> None:
        self._around, self._heads = Surroundings(site, places, atlas), Heads(site)

    def besides(self) -> tuple[Order, ...]:
        """The pages that are no story's: the indexes, then the lists."""
        return (*_indexes(self._around, self._heads), *_lists(self._around, self._heads))

    def story(self, entry: Entry) -> Order:
        """The page of a story."""
        view = partial(_story, self._around, self._heads, entry)
        return Order(entry.url, "article.html", view, lambda keys: keys.story(entry))

    def keys(self, stamp: str) -> Keys:
        """The keys of these pages."""
        return Keys(self._around, stamp)


def _indexes(around: Surroundings, heads: Heads) -> Iterator[Order]:
    """The home page, the pages that the navigation leads to, and those that belong to no story."""
    site = around.site
    yield Order(urls.HOME, "home.html", lambda: heads.home(home_view(around)), _whole)
    yield Order(urls.ARTICLES, "articles.html", partial(articles_view, around), _whole)
    yield Order(urls.YEARS, "years.html", partial(year_list.years_view, around), _whole)
    yield Order(urls.COUNTRIES, "countries.html", partial(countries_view, around), _whole)
    yield Order(urls.PEOPLE, "people.html", partial(people_view, around), _whole)
    yield Order(urls.PUBLICATIONS, "publications.html", partial(publication_pages.publications_view, around), _whole)
    yield Order(urls.DATA, "data.html", partial(data_view, site, around.frames), _whole)
    if site.config.output.search:
        yield Order(urls.SEARCH, "search.html", partial(search_view, site, around.frames), _whole)
    yield Order(urls.NOT_FOUND, "404.html", partial(not_found_view, around), _whole)


def _story(around: Surroundings, heads: Heads, entry: Entry) -> Value:
    return heads.story(article_view(around, entry), entry)


def _lists(around: Surroundings, heads: Heads) -> Iterator[Order]:
    """The pages of countries, people, publications and times, former addresses, free pages."""
    site = around.site
    for one in site.countries.values():
        yield Order(one.url, "country.html", partial(_country, around, heads, one), partial(_country_key, one))
    for someone in _with_page(site):
        yield Order(someone.url, "person.html", partial(_person, around, heads, someone), partial(_person_key, someone))
    for paper in site.publications.values():
        shown = partial(publication_pages.publication_view, around, paper)
        yield Order(paper.url, "publication.html", shown, partial(_paper_key, paper))
    for url, letter in letter_views(around):
        yield Order(url, "people.html", letter, _whole)
    for each in _shelves(site):
        for url, bucket in story_lists.pages(around, each):
            yield Order(url, "bucket.html", bucket.view, partial(_bucket_key, url, bucket))
    for moved in site.moved:
        yield Order(moved.url, "moved.html", partial(moved_view, around, moved), partial(_alone, moved))
    for gone in site.gone:
        yield Order(gone.url, "gone.html", partial(gone_view, around, gone), partial(_alone, gone))
    for page in site.pages:
        view = partial(free_page_view, around, page)
        yield Order(urls.free_page(page.slug), "page.html", view, partial(_alone, page))


def _country(around: Surroundings, heads: Heads, one: CountryStories) -> Value:
    return heads.country(country_page.country_view(around, one), one)


def _person(around: Surroundings, heads: Heads, someone: PersonStories) -> Value:
    return heads.person(person_page.person_view(around, someone), someone)


# Keys of pages: what each shows, beside what stands on all.


def _whole(keys: Keys) -> bytes:
    return keys.whole


def _alone(own: Value, keys: Keys) -> bytes:
    return keys.alone(own)


def _country_key(one: CountryStories, keys: Keys) -> bytes:
    return keys.of_stories((one.country, one.url, len(one.about)), (*one.about, *one.named))


def _person_key(one: PersonStories, keys: Keys) -> bytes:
    return keys.of_stories((one.person, one.url), one.entries)


def _paper_key(one: PublicationStories, keys: Keys) -> bytes:
    return keys.of_stories((one.name, one.url), one.entries)


def _bucket_key(url: str, page: BucketPage, keys: Keys) -> bytes:
    return keys.of_stories((url, *page.shows), page.entries)


def addresses(site: Site) -> Iterator[str]:
    """The URLs of all pages of `site`, without making their views."""
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
        yield from story_lists.addresses(each)
    yield from (moved.url for moved in site.moved)
    yield from (gone.url for gone in site.gone)
    yield from (urls.free_page(page.slug) for page in site.pages)


def found(site: Site) -> Iterator[str]:
    """The URLs that search engines shall find: no redirect, no tombstone, not the search page, not 404.html."""
    hidden = {urls.NOT_FOUND, urls.SEARCH, *(moved.url for moved in site.moved), *(gone.url for gone in site.gone)}
    return (url for url in addresses(site) if url not in hidden)


def _with_page(site: Site) -> Iterator[PersonStories]:
    """The people who have a page of their own."""
    return (one for one in site.people.values() if one.page)


def _shelves(site: Site) -> Iterator[Shelf]:
    """All lists of stories that may be parted."""
    yield year_list.shelf_of(site)
    for one in site.countries.values():
        yield from country_page.shelves(one)
    for someone in _with_page(site):
        yield person_page.shelf_of(someone)
    for paper in site.publications.values():
        yield publication_pages.shelf_of(paper)
