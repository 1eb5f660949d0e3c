"""Addresses that were published once: what a slug became, and what was withdrawn.

In: what is published now, and the register, which knows every slug ever issued. Out: redirects and
tombstones. An address that is in use again is neither.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from generator.model.article import ArticleId
from generator.model.authority import PersonId
from generator.model.register import Register
from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, Entry, Gone, Moved, PersonStories


class Now(Value, frozen=True):
    """What is published now."""

    stories: Sequence[Entry]
    people: Collection[PersonStories]
    countries: Collection[CountryStories]

    @property
    def addresses(self) -> set[str]:
        """Every address that is in use, folded."""
        stories = (one.url for one in self.stories)
        people = (one.url for one in self.people)
        return {url.casefold() for url in chain(stories, people, (one.url for one in self.countries))}


class Merged(Value, frozen=True):
    """Stories and persons that editors ruled to be another, each with that other."""

    stories: Mapping[ArticleId, ArticleId]
    people: Mapping[PersonId, PersonId]


def moved(now: Now, register: Register, merged: Merged | None = None) -> tuple[Moved, ...]:
    """A redirect for each former address of a story, person or country that is published, by address.

    `merged` leads from stories and persons that editors ruled to be another to that other.
    """
    live = now.addresses
    found = {
        former: to
        for former, to in (
            *_of_articles(now.stories, register),
            *_of_people(now.people, register),
            *_of_countries(now.countries, register),
            *(_of_merged(now, register, merged) if merged else ()),
        )
        if former.casefold() not in live
    }
    return tuple(Moved(url=former, to=to) for former, to in sorted(found.items()))


def gone(now: Now, register: Register, redirects: Sequence[Moved], unread: Collection[str]) -> tuple[Gone, ...]:
    """A tombstone for each address that was published and has nothing to show now, by address.

    That is a story that was withdrawn or became a draft, or a person or country that no story names. None for an
    address that `redirects` lead on, and none for a story whose file is among `unread`: its page stays. While a file
    cannot be read nobody knows what it names, so persons and countries have none then.
    """
    taken = now.addresses | {former.url.casefold() for former in redirects}
    published = {entry.id for entry in now.stories}
    found = [
        Gone(url=urls.article(slug), number=line.id)
        for line in register.articles.values()
        if line.published and line.id not in published and line.path not in unread
        for slug in line.slugs
    ]
    if not unread:
        found += _unnamed(now, register)
    free = {one.url: one for one in found if one.url.casefold() not in taken}
    return tuple(free[url] for url in sorted(free))


def _unnamed(now: Now, register: Register) -> Iterator[Gone]:
    """The addresses of persons and countries that had a page and that no story names."""
    named = {person.person.id for person in now.people}
    for person in register.people.values():
        if person.id not in named and not person.reserved:
            yield from (Gone(url=urls.person(slug), number=person.id) for slug in person.slugs)
    places = {country.country.code for country in now.countries}
    for country in register.countries.values():
        if country.code not in places:
            yield from (Gone(url=urls.country(slug), number=country.code) for slug in country.slugs)


def _of_articles(entries: Sequence[Entry], register: Register) -> Iterator[tuple[str, str]]:
    """The former addresses of stories: those that the file tells, and those that the register knows."""
    for entry in entries:
        line = register.articles.get(entry.id)
        for slug in (*entry.article.aliases, *(line.slugs if line else ())):
            if slug != entry.slug:
                yield urls.article(slug), entry.url


def _of_people(people: Collection[PersonStories], register: Register) -> Iterator[tuple[str, str]]:
    """The former addresses of persons; all of those who have lost their page."""
    for person in people:
        line = register.people.get(person.person.id)
        if line is None or (line.reserved and not person.page):
            continue
        for slug in line.slugs:
            if slug != person.person.slug or not person.page:
                yield urls.person(slug), person.url


def _of_countries(countries: Collection[CountryStories], register: Register) -> Iterator[tuple[str, str]]:
    """The former addresses of countries."""
    for country in countries:
        line = register.countries.get(country.country.code)
        for slug in line.slugs if line else ():
            if urls.country(slug) != country.url:
                yield urls.country(slug), country.url


def _of_merged(now: Now, register: Register, merged: Merged) -> Iterator[tuple[str, str]]:
    """The addresses of stories and persons that editors ruled to be another."""
    stories = {entry.id: entry.url for entry in now.stories}
    persons = {person.person.id: person.url for person in now.people}
    for story, other in merged.stories.items():
        line = register.articles.get(story)
        if line and other in stories:
            yield from ((urls.article(slug), stories[other]) for slug in line.slugs)
    for person, another in merged.people.items():
        person_line = register.people.get(person)
        if person_line and another in persons and not person_line.reserved:
            yield from ((urls.person(slug), persons[another]) for slug in person_line.slugs)
