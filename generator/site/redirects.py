"""Former addresses: where a slug leads now, and what was withdrawn.

In: the published content, and the register, which has every slug ever issued. Out: redirects and tombstones. An address
in use again is neither.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from generator.model.article import ArticleId
from generator.model.authority import PersonId
from generator.model.register import Register
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, Entry, PersonStories, Redirect, Tombstone


class PublishedContent(Value, frozen=True):
    """The content that is published now."""

    stories: Sequence[Entry]
    people: Collection[PersonStories]
    countries: Collection[CountryStories]

    @property
    def addresses(self) -> set[str]:
        """Return every address in use, folded."""
        stories = (item.url for item in self.stories)
        people = (item.url for item in self.people)
        return {url.casefold() for url in chain(stories, people, (item.url for item in self.countries))}


class MergedIds(Value, frozen=True):
    """Stories and people that editors ruled to be another, each with its target."""

    stories: Mapping[ArticleId, ArticleId]
    people: Mapping[PersonId, PersonId]


def find_redirects(
    content: PublishedContent, register: Register, merged: MergedIds | None = None
) -> tuple[Redirect, ...]:
    """Return a redirect for each former address of a published story, person or country, by address.

    `merged` maps stories and people that editors ruled to be another to their targets.
    """
    used_urls = content.addresses
    redirects = {
        former_url: target
        for former_url, target in (
            *_list_article_redirects(content.stories, register),
            *_list_person_redirects(content.people, register),
            *_list_country_redirects(content.countries, register),
            *(_list_merged_redirects(content, register, merged) if merged else ()),
        )
        if former_url.casefold() not in used_urls
    }
    return tuple(Redirect(url=former_url, to=target) for former_url, target in sorted(redirects.items()))


def find_tombstones(
    content: PublishedContent, register: Register, redirects: Sequence[Redirect], unreadable_paths: Collection[str]
) -> tuple[Tombstone, ...]:
    """Return a tombstone for each former address that has nothing to show now, by address.

    That is a story that was withdrawn or became a draft, or a person or country that no story names. `redirects` need
    none, nor does a story in `unreadable_paths`: its page stays. While a file is unreadable, nobody knows what it
    names, so people and countries get no tombstones.
    """
    used_urls = content.addresses | {redirect.url.casefold() for redirect in redirects}
    published_ids = {entry.id for entry in content.stories}
    tombstones = [
        Tombstone(url=urls.article(slug), id=line.id)
        for line in register.articles.values()
        if line.published and line.id not in published_ids and line.path not in unreadable_paths
        for slug in line.slugs
    ]
    if not unreadable_paths:
        tombstones += _find_unnamed(content, register)
    tombstones_by_url = {
        tombstone.url: tombstone for tombstone in tombstones if tombstone.url.casefold() not in used_urls
    }
    return tuple(tombstones_by_url[url] for url in sorted(tombstones_by_url))


def _find_unnamed(content: PublishedContent, register: Register) -> Iterator[Tombstone]:
    """Yield tombstones for people and countries that had a page and that no story names now."""
    named_ids = {person.person.id for person in content.people}
    for person in register.people.values():
        if person.id not in named_ids and not person.reserved:
            yield from (Tombstone(url=urls.person(slug), id=person.id) for slug in person.slugs)
    country_codes = {country.country.code for country in content.countries}
    for country in register.countries.values():
        if country.code not in country_codes:
            yield from (Tombstone(url=urls.country(slug), id=country.code) for slug in country.slugs)


def _list_article_redirects(entries: Sequence[Entry], register: Register) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of stories, from their files and from the register."""
    for entry in entries:
        line = register.articles.get(entry.id)
        for slug in (*entry.article.aliases, *(line.slugs if line else ())):
            if slug != entry.slug:
                yield urls.article(slug), entry.url


def _list_person_redirects(people: Collection[PersonStories], register: Register) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of people; an address that was only reserved is none."""
    for person in people:
        line = register.people.get(person.person.id)
        if line is None or not person.has_page:
            continue
        for slug in line.slugs:
            if slug != person.person.slug:
                yield urls.person(slug), person.url


def _list_country_redirects(countries: Collection[CountryStories], register: Register) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of countries."""
    for country in countries:
        line = register.countries.get(country.country.code)
        for slug in line.slugs if line else ():
            if urls.country(slug) != country.url:
                yield urls.country(slug), country.url


def _list_merged_redirects(
    content: PublishedContent, register: Register, merged: MergedIds
) -> Iterator[tuple[str, str]]:
    """Yield the addresses of stories and people that editors ruled to be another."""
    stories = {entry.id: entry.url for entry in content.stories}
    persons = {person_id.person.id: person_id.url for person_id in content.people}
    for story_id, target_story in merged.stories.items():
        line = register.articles.get(story_id)
        if line and target_story in stories:
            yield from ((urls.article(slug), stories[target_story]) for slug in line.slugs)
    for person_id, target_person in merged.people.items():
        person_line = register.people.get(person_id)
        if person_line and target_person in persons and not person_line.reserved:
            yield from ((urls.person(slug), persons[target_person]) for slug in person_line.slugs)
