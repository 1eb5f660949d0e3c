"""What a story is tagged with, in the groups of its margin, each tag with the places that it rests on.

In: an entry, what its text says of each tag, and the site. Out: the groups that have something in them, with links, the
form that was printed, and the reason in words.
"""

from collections.abc import Mapping

from generator.model.authority import Country
from generator.model.value import Value
from generator.site import urls
from generator.site.mention_marks import Seen
from generator.site.model import CountryTag, Entry, PersonTag, Site
from generator.text.normalise import fold

# So many paragraphs are linked; a story that names a country in all of its forty needs no more.
_LINKED = 8
_NOTHING = Seen()


class TagView(Value, frozen=True):
    """A tag. `printed` is the form in this story where it is another than the page's name.

    `places` says where it is named outside the text ("dateline, headline"), `paragraphs` are the numbers of the first
    paragraphs that name it, `more` of how many further ones.
    """

    name: str
    href: str
    places: str
    printed: str
    paragraphs: tuple[int, ...]
    more: int


class TagGroup(Value, frozen=True):
    """The tags of one kind under their heading."""

    heading: str
    tags: tuple[TagView, ...]


def groups(site: Site, entry: Entry, seen: Mapping[str, Seen]) -> tuple[TagGroup, ...]:
    """The tags of `entry`: what it is about, which countries it also names, which people."""
    kinds = (
        ("About", tuple(_country(site, entry, tag, seen) for tag in entry.about)),
        ("Also named", tuple(_country(site, entry, tag, seen) for tag in entry.named)),
        ("People", tuple(_person(site, entry, tag, seen) for tag in entry.people)),
    )
    return tuple(TagGroup(heading=heading, tags=tags) for heading, tags in kinds if tags)


def printed_country(country: Country, printed: str) -> str:
    """`printed` where it says more than the country's own names and code do; else nothing."""
    own = (country.name, country.in_sentence, country.code)
    return "" if printed in own or fold(printed).replace(".", "") in map(fold, own) else printed


def _country(site: Site, entry: Entry, tag: CountryTag, seen: Mapping[str, Seen]) -> TagView:
    stories, found = site.countries[tag.code], seen.get(tag.code, _NOTHING)
    return TagView(
        name=stories.country.name,
        href=urls.relative(entry.url, stories.url),
        places=", ".join(found.places),
        printed=printed_country(stories.country, tag.printed) or found.form,
        paragraphs=found.paragraphs[:_LINKED],
        more=len(found.paragraphs[_LINKED:]),
    )


def _person(site: Site, entry: Entry, tag: PersonTag, seen: Mapping[str, Seen]) -> TagView:
    stories, found = site.people[tag.id], seen.get(tag.id, _NOTHING)
    return TagView(
        name=stories.person.name,
        href=urls.relative(entry.url, stories.url),
        places=", ".join(found.places),
        printed="" if tag.printed == stories.person.name else tag.printed,
        paragraphs=found.paragraphs[:_LINKED],
        more=len(found.paragraphs[_LINKED:]),
    )
