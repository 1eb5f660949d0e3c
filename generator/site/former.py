"""Addresses that were published once: what a slug became, and what was withdrawn.

In: what is published now, and the register, which knows every slug ever issued. Out: redirects and
tombstones. An address that is in use again is neither.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.model.article import ArticleId
from generator.model.authority import PersonId
from generator.model.register import Register
from generator.model.value import Value
from generator.site import urls
from generator.site.site import Entry, Gone, Moved, PersonStories


class Merged(Value, frozen=True):
    """Stories and persons that editors ruled to be another, each with that other."""

    stories: Mapping[ArticleId, ArticleId]
    people: Mapping[PersonId, PersonId]


def moved(
    entries: Sequence[Entry],
    people: Collection[PersonStories],
    register: Register,
    merged: "Merged | None" = None,
) -> tuple[Moved, ...]:
    """A redirect for each former address of a story or person that is published, by address.

    `merged` leads from stories and persons that editors ruled to be another to that other.
    """
    live = {entry.url.casefold() for entry in entries} | {person.url.casefold() for person in people}
    found = {
        former: to
        for former, to in (
            *_of_articles(entries, register),
            *_of_people(people, register),
            *(_of_merged(entries, people, register, merged) if merged else ()),
        )
        if former.casefold() not in live
    }
    return tuple(Moved(url=former, to=to) for former, to in sorted(found.items()))


def gone(
    entries: Sequence[Entry],
    people: Collection[PersonStories],
    register: Register,
    redirects: Sequence[Moved],
    unread: Collection[str],
) -> tuple[Gone, ...]:
    """A tombstone for each address that was published and has nothing to show now, by address.

    That is a story that was withdrawn or became a draft, or a person whom no story names. None for an address
    that `redirects` lead on, and none for a story whose file is among `unread`: its page stays. While a file
    cannot be read nobody knows whom it names, so persons have none then.
    """
    taken = {entry.url.casefold() for entry in entries} | {person.url.casefold() for person in people}
    taken |= {former.url.casefold() for former in redirects}
    published = {entry.id for entry in entries}
    named = {person.person.id for person in people}
    found = [
        Gone(url=urls.article(slug), number=line.id)
        for line in register.articles.values()
        if line.published and line.id not in published and line.path not in unread
        for slug in line.slugs
    ]
    found += [
        Gone(url=urls.person(slug), number=line.id)
        for line in register.people.values()
        if line.id not in named and not unread
        for slug in line.slugs
    ]
    free = {one.url: one for one in found if one.url.casefold() not in taken}
    return tuple(free[url] for url in sorted(free))


def _of_articles(entries: Sequence[Entry], register: Register) -> Iterator[tuple[str, str]]:
    """The former addresses of stories: those that the file tells, and those that the register knows."""
    for entry in entries:
        line = register.articles.get(entry.id)
        for slug in (*entry.article.aliases, *(line.slugs if line else ())):
            if slug != entry.slug:
                yield urls.article(slug), entry.url


def _of_people(people: Collection[PersonStories], register: Register) -> Iterator[tuple[str, str]]:
    """The former addresses of persons."""
    for person in people:
        line = register.people.get(person.person.id)
        for slug in line.slugs if line else ():
            if slug != person.person.slug:
                yield urls.person(slug), person.url


def _of_merged(
    entries: Sequence[Entry],
    people: Collection[PersonStories],
    register: Register,
    merged: "Merged",
) -> Iterator[tuple[str, str]]:
    """The addresses of stories and persons that editors ruled to be another."""
    stories = {entry.id: entry.url for entry in entries}
    persons = {person.person.id: person.url for person in people}
    for story, other in merged.stories.items():
        line = register.articles.get(story)
        if line and other in stories:
            yield from ((urls.article(slug), stories[other]) for slug in line.slugs)
    for person, another in merged.people.items():
        person_line = register.people.get(person)
        if person_line and another in persons:
            yield from ((urls.person(slug), persons[another]) for slug in person_line.slugs)
