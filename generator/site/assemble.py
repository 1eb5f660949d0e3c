"""Assemble manuscripts, register and authority records to one site value.

In: loaded content with every id and slug filled in. Out: the Site, newest story first, and a problem for each unknown
country and each address that two pages claim. views/ decides what a page shows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.authority.country_ids import assign_country_slugs
from generator.config import SiteConfig
from generator.model.article import Article, FreePage, Manuscript
from generator.model.authority import Country, CountryCode, People, Person, PersonId
from generator.model.decision import SubjectRulings
from generator.model.problem import Result, sort_by_place
from generator.model.register import ArticleState, Register
from generator.site import alphabet, redirects, urls
from generator.site.merge_stories import merge_entries
from generator.site.model import CountryStories, Entry, PersonStories, PublicationStories, Site, newest_first
from generator.site.published import select_published, select_usable_pages
from generator.site.resolve_tags import CountryLookup, StoryTags, resolve_tags
from generator.site.saved_copies import join_copies
from generator.text import digest, slugs
from generator.text.normalise import fold, fold_key

NOTHING_SETTLED = SubjectRulings()


def assemble(  # noqa: PLR0913 (each is a different part of the archive, named by the caller)
    manuscripts: Sequence[Manuscript],
    *,
    config: SiteConfig,
    register: Register,
    people: People,
    countries: CountryLookup,
    free_pages: Sequence[FreePage],
    rulings: SubjectRulings = NOTHING_SETTLED,
    unreadable_paths: Collection[str] = (),
) -> Result[Site]:
    """Assemble the site; what cannot be used is left out and reported.

    Stories that `rulings` declare to be one are published as one. `unreadable_paths` are articles that cannot be read
    now; they cause no tombstones.
    """
    public_manuscripts = select_published(manuscripts)
    usable_pages = select_usable_pages(free_pages)
    problems = [*public_manuscripts.problems, *usable_pages.problems]
    entries: list[Entry] = []
    country_records: dict[CountryCode, Country] = {}
    for manuscript in public_manuscripts.value:
        story_tags = resolve_tags(manuscript, countries, people)
        problems += story_tags.problems
        country_records |= story_tags.value.records
        entries.append(_build_entry(manuscript.article, story_tags.value, register))
    entries, merged_ids = merge_entries(entries, rulings)
    entries.sort(key=newest_first)
    person_stories = _group_by_person(entries, people, register, config.people.pages_from)
    country_stories = _group_by_country(entries, country_records, register)
    content = redirects.PublishedContent(
        stories=entries, people=person_stories.values(), countries=country_stories.values()
    )
    site_redirects = redirects.find_redirects(
        content, register, redirects.MergedIds(stories=merged_ids, people=people.merged)
    )
    return Result(
        Site(
            config=config,
            entries=tuple(entries),
            countries=country_stories,
            people=person_stories,
            publications=_group_by_publication(entries),
            pages=usable_pages.value,
            redirects=site_redirects,
            tombstones=redirects.find_tombstones(content, register, site_redirects, unreadable_paths),
        ),
        sort_by_place(tuple(problems)),
    )


def _build_entry(article: Article, story_tags: StoryTags, register: Register) -> Entry:
    """Build a story's entry with its tags and all its copies."""
    assert article.id
    assert article.slug
    line = register.articles.get(article.id)
    return Entry(
        id=article.id,
        slug=article.slug,
        url=urls.article(article.slug),
        article=article,
        about=story_tags.about,
        mentions=story_tags.mentions,
        people=story_tags.people,
        copies=join_copies(line.copies if line else (), article.sources),
        is_edited=line is not None and line.state is ArticleState.EDITED,
    )


def _group_by_country(
    entries: Sequence[Entry], country_records: Mapping[CountryCode, Country], register: Register
) -> dict[CountryCode, CountryStories]:
    """Return each tagged country, by name, with its stories in the order of `entries`."""
    about: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    mentions: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    for entry in entries:
        for country in entry.about:
            about[country.code].append(entry)
        for country in entry.mentions:
            mentions[country.code].append(entry)
    lines = assign_country_slugs(country_records.values(), register.countries)
    return {
        code: CountryStories(
            country=record,
            url=urls.country(lines[code].slugs[-1]),
            about=tuple(about[code]),
            mentions=tuple(mentions[code]),
        )
        for code, record in sorted(country_records.items(), key=lambda item: (fold(item[1].name), item[0]))
    }


def _group_by_person(
    entries: Sequence[Entry], people: People, register: Register, pages_from: int
) -> dict[PersonId, PersonStories]:
    """Return each named person, by id, with their stories in the order of `entries`.

    A person in fewer than `pages_from` stories has no page, unless they have a record, or the register has an address
    of theirs that was published. So a page stays, with its feeds, when stories go or `pages_from` is raised.
    """
    entries_by_person: defaultdict[PersonId, list[Entry]] = defaultdict(list)
    for entry in entries:
        for person_tag in entry.people:
            entries_by_person[person_tag.id].append(entry)
    lines, is_large = register.people, alphabet.is_large(len(entries_by_person))
    merge_targets = {
        target_id
        for merged_id, target_id in people.merged.items()
        if merged_id in lines and not lines[merged_id].reserved
    }
    person_stories = {}
    for identifier in sorted(entries_by_person):
        person, line = people.persons[identifier], lines.get(identifier)
        has_page = (
            len(entries_by_person[identifier]) >= pages_from
            or person.record is not None
            or identifier in merge_targets
            or (line is not None and not line.reserved)
        )
        url = urls.person(person.slug) if has_page else _build_list_url(person, is_large=is_large)
        person_stories[identifier] = PersonStories(
            person=person, url=url, entries=tuple(entries_by_person[identifier]), has_page=has_page
        )
    return person_stories


def _build_list_url(person: Person, *, is_large: bool) -> str:
    """Return the place in the list of people of somebody without a page; if it `is_large`, letters have pages."""
    letter = alphabet.get_anchor(alphabet.get_letter(person.name))
    return urls.person_in_list(person.id, letter if is_large else "")


def _group_by_publication(entries: Sequence[Entry]) -> dict[str, PublicationStories]:
    """Return each publication, by key, with its stories in the order of `entries`.

    Names that differ only in case or punctuation are one publication.
    """
    entries_by_key: defaultdict[str, list[Entry]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        name = entry.printed.publication
        if name and fold_key(name):
            entries_by_key[fold_key(name)].append(entry)
            forms[fold_key(name)][name] += 1
    used_slugs: set[str] = set()
    publications = {}
    for folded in sorted(entries_by_key):
        name = min(forms[folded], key=lambda form: (-forms[folded][form], form))
        slug = slugs.make_unique_slug(
            slugs.make_slug(name, fallback="publication"), used_slugs, fallback=digest.compute_short_id(folded)
        )
        used_slugs.add(slug)
        publications[folded] = PublicationStories(
            name=name, url=urls.publication(slug), entries=tuple(entries_by_key[folded])
        )
    return publications
