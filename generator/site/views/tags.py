"""What a story is tagged with, in the groups of its margin.

In: an entry and the site. Out: the groups that have something in them, with links and the form that was
printed. Why a tag was given is not told here.
"""

from generator.model.authority import Country
from generator.model.value import Value
from generator.site import urls
from generator.site.site import CountryTag, Entry, PersonTag, Site
from generator.text.normalise import fold


class TagView(Value, frozen=True):
    """A tag. `printed` is the form in this story where it is another than the page's name."""

    name: str
    href: str
    printed: str


class TagGroup(Value, frozen=True):
    """The tags of one kind under their heading."""

    heading: str
    tags: tuple[TagView, ...]


def groups(site: Site, entry: Entry) -> tuple[TagGroup, ...]:
    """The tags of `entry`: what it is about, which countries it also names, which people."""
    kinds = (
        ("About", tuple(_country(site, entry, tag) for tag in entry.about)),
        ("Also named", tuple(_country(site, entry, tag) for tag in entry.named)),
        ("People", tuple(_person(site, entry, tag) for tag in entry.people)),
    )
    return tuple(TagGroup(heading=heading, tags=tags) for heading, tags in kinds if tags)


def printed_country(country: Country, printed: str) -> str:
    """`printed` where it says more than the country's own names and code do; else nothing."""
    own = (country.name, country.in_sentence, country.code)
    return "" if printed in own or fold(printed) in map(fold, own) else printed


def _country(site: Site, entry: Entry, tag: CountryTag) -> TagView:
    stories = site.countries[tag.code]
    return TagView(
        name=stories.country.name,
        href=urls.relative(entry.url, stories.url),
        printed=printed_country(stories.country, tag.printed),
    )


def _person(site: Site, entry: Entry, tag: PersonTag) -> TagView:
    stories = site.people[tag.id]
    return TagView(
        name=stories.person.name,
        href=urls.relative(entry.url, stories.url),
        printed="" if tag.printed == stories.person.name else tag.printed,
    )
