"""All pages of a site, in a fixed order.

The view of a page is built when the page is rendered. A preview therefore builds only the pages that somebody opens,
and a large archive never holds all views in memory.
"""

from collections.abc import Iterator
from functools import cached_property, partial

from generator.model.value import Value
from generator.site import urls
from generator.site.alphabet import build_index, get_anchor, is_large
from generator.site.atlas import Atlas
from generator.site.mention_marks import CountryFinder
from generator.site.model import CountryStories, Entry, PersonStories, PublicationStories, Site
from generator.site.page_files import Page
from generator.site.views import country_page, person_page, publication_pages, story_lists, year_list
from generator.site.views.article_list import build_articles_view
from generator.site.views.article_page import build_article_view
from generator.site.views.country_list import build_countries_view
from generator.site.views.data_page import build_data_view
from generator.site.views.dependencies import ViewKeys
from generator.site.views.free_pages import (
    build_free_page_view,
    build_gone_view,
    build_moved_view,
    build_not_found_view,
)
from generator.site.views.home_page import build_home_view
from generator.site.views.meta import HeadFiller
from generator.site.views.people_list import build_people_view, list_letter_pages
from generator.site.views.search_page import build_search_view
from generator.site.views.site_context import SiteContext
from generator.site.views.story_lists import BucketPage, StoryList


class PageList:
    """The pages of `site`. `country_finder` finds the names of countries in a text, `atlas` draws them on a map.

    Pickling takes the arguments along, not what was computed from them.
    """

    def __init__(self, site: Site, country_finder: CountryFinder, atlas: Atlas | None = None) -> None:
        self.site = site
        self._arguments = site, country_finder, atlas
        self._context, self._heads = SiteContext(site, country_finder, atlas), HeadFiller(site)

    def __reduce__(self) -> tuple[type["PageList"], tuple[object, ...]]:
        return PageList, self._arguments

    def __iter__(self) -> Iterator[Page]:
        yield from self.shared_pages
        yield from map(self.get_story_page, self.site.entries)

    @cached_property
    def shared_pages(self) -> tuple[Page, ...]:
        """All pages except those of stories: the indexes, then the lists."""
        return (*_list_index_pages(self._context, self._heads), *_list_collection_pages(self._context, self._heads))

    def get_story_page(self, entry: Entry) -> Page:
        """Return the page of a story."""
        build_view = partial(_build_story_view, self._context, self._heads, entry)
        return Page(entry.url, "article.html", build_view, lambda keys: keys.compute_story_key(entry))

    def create_keys(self, stamp: str) -> ViewKeys:
        """Return what computes the keys of these pages; see ViewKeys for `stamp`."""
        return ViewKeys(self._context, stamp)


def _list_index_pages(context: SiteContext, heads: HeadFiller) -> Iterator[Page]:
    """Yield the home page, the pages of the navigation, and 404.html."""
    site = context.site
    yield Page(urls.HOME, "home.html", lambda: heads.fill_home(build_home_view(context)), _compute_site_key)
    yield Page(urls.ARTICLES, "articles.html", partial(build_articles_view, context), _compute_site_key)
    yield Page(urls.YEARS, "years.html", partial(year_list.build_years_view, context), _compute_site_key)
    yield Page(urls.COUNTRIES, "countries.html", partial(build_countries_view, context), _compute_site_key)
    yield Page(urls.PEOPLE, "people.html", partial(build_people_view, context), _compute_site_key)
    yield Page(
        urls.PUBLICATIONS,
        "publications.html",
        partial(publication_pages.build_publications_view, context),
        _compute_site_key,
    )
    yield Page(urls.DATA, "data.html", partial(build_data_view, site, context.frames), _compute_site_key)
    if site.config.output.search:
        yield Page(urls.SEARCH, "search.html", partial(build_search_view, site, context.frames), _compute_site_key)
    yield Page(urls.NOT_FOUND, "404.html", partial(build_not_found_view, context), _compute_site_key)


def _build_story_view(context: SiteContext, heads: HeadFiller, entry: Entry) -> Value:
    return heads.fill_story(build_article_view(context, entry), entry)


def _list_collection_pages(context: SiteContext, heads: HeadFiller) -> Iterator[Page]:
    """Yield the pages of countries, people, publications, periods, former addresses, and free pages."""
    site = context.site
    for country_stories in site.countries.values():
        yield Page(
            country_stories.url,
            "country.html",
            partial(_build_country_page_view, context, heads, country_stories),
            partial(_compute_country_key, country_stories),
        )
    for person_stories in _select_people_with_page(site):
        yield Page(
            person_stories.url,
            "person.html",
            partial(_build_person_page_view, context, heads, person_stories),
            partial(_compute_person_key, person_stories),
        )
    for publication_stories in site.publications.values():
        build_publication = partial(publication_pages.build_publication_view, context, publication_stories)
        yield Page(
            publication_stories.url,
            "publication.html",
            build_publication,
            partial(_compute_publication_key, publication_stories),
        )
    for url, build_letter in list_letter_pages(context):
        yield Page(url, "people.html", build_letter, _compute_site_key)
    for story_list in _collect_story_lists(site):
        for url, bucket in story_lists.list_bucket_pages(context, story_list):
            yield Page(url, "bucket.html", bucket.build_view, partial(_compute_bucket_key, url, bucket))
    for redirect in site.redirects:
        yield Page(
            redirect.url,
            "moved.html",
            partial(build_moved_view, context, redirect),
            partial(_compute_own_key, redirect),
        )
    for tombstone in site.tombstones:
        yield Page(
            tombstone.url,
            "gone.html",
            partial(build_gone_view, context, tombstone),
            partial(_compute_own_key, tombstone),
        )
    for page in site.pages:
        build_page = partial(build_free_page_view, context, page)
        yield Page(urls.free_page(page.slug), "page.html", build_page, partial(_compute_own_key, page))


def _build_country_page_view(context: SiteContext, heads: HeadFiller, country_stories: CountryStories) -> Value:
    return heads.fill_country(country_page.build_country_view(context, country_stories), country_stories)


def _build_person_page_view(context: SiteContext, heads: HeadFiller, person_stories: PersonStories) -> Value:
    return heads.fill_person(person_page.build_person_view(context, person_stories), person_stories)


# Keys of pages: a digest of what each page shows beside what all pages show.


def _compute_site_key(keys: ViewKeys) -> bytes:
    return keys.site_key


def _compute_own_key(content: Value, keys: ViewKeys) -> bytes:
    return keys.compute_own_key(content)


def _compute_country_key(country_stories: CountryStories, keys: ViewKeys) -> bytes:
    return keys.compute_list_key(
        (country_stories.country, country_stories.url, len(country_stories.about)),
        (*country_stories.about, *country_stories.mentions),
    )


def _compute_person_key(person_stories: PersonStories, keys: ViewKeys) -> bytes:
    return keys.compute_list_key((person_stories.person, person_stories.url), person_stories.entries)


def _compute_publication_key(publication_stories: PublicationStories, keys: ViewKeys) -> bytes:
    return keys.compute_list_key((publication_stories.name, publication_stories.url), publication_stories.entries)


def _compute_bucket_key(url: str, page: BucketPage, keys: ViewKeys) -> bytes:
    return keys.compute_list_key((url, *page.own_content), page.entries)


def list_urls(site: Site) -> Iterator[str]:
    """Yield the URLs of all pages of `site` without building their views."""
    yield from (urls.HOME, urls.ARTICLES, urls.YEARS, urls.COUNTRIES, urls.PEOPLE, urls.PUBLICATIONS, urls.DATA)
    if site.config.output.search:
        yield urls.SEARCH
    yield urls.NOT_FOUND
    yield from (entry.url for entry in site.entries)
    yield from (stories.url for stories in site.countries.values())
    yield from (stories.url for stories in _select_people_with_page(site))
    yield from (stories.url for stories in site.publications.values())
    if is_large(len(site.people)):
        yield from (urls.letter(get_anchor(letter)) for letter in build_index(site))
    for story_list in _collect_story_lists(site):
        yield from story_lists.list_bucket_urls(story_list)
    yield from (redirect.url for redirect in site.redirects)
    yield from (tombstone.url for tombstone in site.tombstones)
    yield from (urls.free_page(page.slug) for page in site.pages)


def list_indexable_urls(site: Site) -> Iterator[str]:
    """Return the URLs that search engines may index: no redirect, no tombstone, not the search page, not 404.html."""
    hidden = {
        urls.NOT_FOUND,
        urls.SEARCH,
        *(redirect.url for redirect in site.redirects),
        *(tombstone.url for tombstone in site.tombstones),
    }
    return (url for url in list_urls(site) if url not in hidden)


def _select_people_with_page(site: Site) -> Iterator[PersonStories]:
    """Return the people who have a page."""
    return (stories for stories in site.people.values() if stories.has_page)


def _collect_story_lists(site: Site) -> Iterator[StoryList]:
    """Yield all lists of stories that may be split into several pages."""
    yield year_list.build_story_list(site)
    for country_stories in site.countries.values():
        yield from country_page.build_story_lists(country_stories)
    for person_stories in _select_people_with_page(site):
        yield person_page.build_story_list(person_stories)
    for publication_stories in site.publications.values():
        yield publication_pages.build_story_list(publication_stories)
