"""The tags of a story in the groups of its margin, each tag with its evidence.

In: an entry, the mentions of each tag, and the site. Out: the groups that are not empty, with links, the printed form,
and the reason in words.
"""

from collections.abc import Mapping

from generator.model.authority import Country
from generator.model.value import Value
from generator.site import urls
from generator.site.mention_marks import TagMentions
from generator.site.model import CountryTag, Entry, PersonTag, Site
from generator.text.normalise import fold

# The number of paragraphs that are linked; a story that names a country in forty paragraphs needs no more.
_MAX_LINKED_PARAGRAPHS = 8
_NO_EVIDENCE = TagMentions()


class TagView(Value, frozen=True):
    """A tag. `printed` is the form in this story if it differs from the page's name.

    `places` lists mentions outside the text ("dateline, headline"), `paragraphs` the numbers of the first paragraphs
    that name it, `more` the number of further ones.
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


def build_tag_groups(site: Site, entry: Entry, evidence_by_tag: Mapping[str, TagMentions]) -> tuple[TagGroup, ...]:
    """Build the tags of `entry`: countries it is about, countries it also names, people."""
    kinds = (
        ("About", tuple(_build_country_tag(site, entry, tag, evidence_by_tag) for tag in entry.about)),
        ("Also named", tuple(_build_country_tag(site, entry, tag, evidence_by_tag) for tag in entry.mentions)),
        ("People", tuple(_build_person_tag(site, entry, tag, evidence_by_tag) for tag in entry.people)),
    )
    return tuple(TagGroup(heading=heading, tags=tags) for heading, tags in kinds if tags)


def select_country_form(country: Country, form: str) -> str:
    """Return `form` if it says more than the country's own names and code do; else nothing."""
    own_names = (country.name, country.in_sentence, country.code)
    return "" if form in own_names or fold(form).replace(".", "") in map(fold, own_names) else form


def _build_country_tag(
    site: Site, entry: Entry, tag: CountryTag, evidence_by_tag: Mapping[str, TagMentions]
) -> TagView:
    stories, tag_evidence = site.countries[tag.code], evidence_by_tag.get(tag.code, _NO_EVIDENCE)
    return TagView(
        name=stories.country.name,
        href=urls.build_link(entry.url, stories.url),
        places=", ".join(tag_evidence.places),
        printed=select_country_form(stories.country, tag.printed) or tag_evidence.form,
        paragraphs=tag_evidence.paragraphs[:_MAX_LINKED_PARAGRAPHS],
        more=len(tag_evidence.paragraphs[_MAX_LINKED_PARAGRAPHS:]),
    )


def _build_person_tag(site: Site, entry: Entry, tag: PersonTag, evidence_by_tag: Mapping[str, TagMentions]) -> TagView:
    stories, tag_evidence = site.people[tag.id], evidence_by_tag.get(tag.id, _NO_EVIDENCE)
    return TagView(
        name=stories.person.name,
        href=urls.build_link(entry.url, stories.url),
        places=", ".join(tag_evidence.places),
        printed="" if tag.printed == stories.person.name else tag.printed,
        paragraphs=tag_evidence.paragraphs[:_MAX_LINKED_PARAGRAPHS],
        more=len(tag_evidence.paragraphs[_MAX_LINKED_PARAGRAPHS:]),
    )
