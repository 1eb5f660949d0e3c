"""From manuscripts, register and authority records to the site as one value.

In: what the store has read, with every id and slug filled. Out: the Site, newest story first, and a problem
for each country that nobody knows and each address that two claim. What a page shows of it is decided in
views/.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.authority.country_ids import issue
from generator.config import SiteConfig
from generator.model.article import Article, FreePage, Manuscript
from generator.model.authority import Country, CountryCode, People, Person, PersonId
from generator.model.decision import Settled
from generator.model.problem import Found, by_place
from generator.model.register import Register, State
from generator.site import alphabet, redirects, urls
from generator.site.merge_stories import one_each
from generator.site.model import CountryStories, Entry, PersonStories, PublicationStories, Site, newest_first
from generator.site.published import published, usable
from generator.site.resolve_tags import CountryIndex, Tagged, tag
from generator.site.saved_copies import join
from generator.text import digest, slugs
from generator.text.normalise import fold, key

NOTHING_SETTLED = Settled()


def assemble(  # noqa: PLR0913 (each is a different part of the archive, named by the caller)
    manuscripts: Sequence[Manuscript],
    *,
    config: SiteConfig,
    register: Register,
    people: People,
    countries: CountryIndex,
    pages: Sequence[FreePage],
    rulings: Settled = NOTHING_SETTLED,
    unread: Collection[str] = (),
) -> Found[Site]:
    """The site that these make; what could not be used is left out and told.

    Stories that editors ruled in `rulings` to be one are published as one. `unread` are the paths of articles
    that cannot be read now; no tombstones are made on their account.
    """
    kept = published(manuscripts)
    free = usable(pages)
    problems = [*kept.problems, *free.problems]
    entries: list[Entry] = []
    known: dict[CountryCode, Country] = {}
    for manuscript in kept.value:
        tagged = tag(manuscript, countries, people)
        problems += tagged.problems
        known |= tagged.value.records
        entries.append(_entry(manuscript.article, tagged.value, register))
    entries, merged = one_each(entries, rulings)
    entries.sort(key=newest_first)
    named = _by_person(entries, people, register, config.people.pages_from, settled=not unread)
    places = _by_country(entries, known, register)
    now = redirects.Now(stories=entries, people=named.values(), countries=places.values())
    site_redirects = redirects.moved(now, register, redirects.Merged(stories=merged, people=people.merged))
    return Found(
        Site(
            config=config,
            entries=tuple(entries),
            countries=places,
            people=named,
            publications=_by_publication(entries),
            pages=free.value,
            moved=site_redirects,
            gone=redirects.gone(now, register, site_redirects, unread),
        ),
        by_place(tuple(problems)),
    )


def _entry(article: Article, tagged: Tagged, register: Register) -> Entry:
    """The story with its tags and all its copies."""
    assert article.id
    assert article.slug
    line = register.articles.get(article.id)
    return Entry(
        id=article.id,
        slug=article.slug,
        url=urls.article(article.slug),
        article=article,
        about=tagged.about,
        named=tagged.named,
        people=tagged.people,
        copies=join(line.copies if line else (), article.sources),
        edited=line is not None and line.state is State.EDITED,
    )


def _by_country(
    entries: Sequence[Entry], known: Mapping[CountryCode, Country], register: Register
) -> dict[CountryCode, CountryStories]:
    """Each country that a story is tagged with, by name, with its stories in the order of `entries`."""
    about: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    named: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    for entry in entries:
        for country in entry.about:
            about[country.code].append(entry)
        for country in entry.named:
            named[country.code].append(entry)
    lines = issue(known.values(), register.countries)
    return {
        code: CountryStories(
            country=record,
            url=urls.country(lines[code].slugs[-1]),
            about=tuple(about[code]),
            named=tuple(named[code]),
        )
        for code, record in sorted(known.items(), key=lambda item: (fold(item[1].name), item[0]))
    }


def _by_person(
    entries: Sequence[Entry], people: People, register: Register, pages_from: int, *, settled: bool
) -> dict[PersonId, PersonStories]:
    """Each person whom a story names, by id, with the stories in the order of `entries`.

    Who is named in fewer than `pages_from` has no page, unless there is a record of them or a former address leads to
    them. Where it is not `settled` which stories there are, nobody loses a page.
    """
    named: defaultdict[PersonId, list[Entry]] = defaultdict(list)
    for entry in entries:
        for tagged in entry.people:
            named[tagged.id].append(entry)
    lines, is_large = register.people, alphabet.is_large(len(named))
    takers = {taker for one, taker in people.merged.items() if one in lines and not lines[one].reserved}
    found = {}
    for identifier in sorted(named):
        person, line = people.persons[identifier], lines.get(identifier)
        former_ones = line is not None and (len(line.slugs) > 1 or not (settled or line.reserved))
        page = len(named[identifier]) >= pages_from or person.record is not None or identifier in takers or former_ones
        url = urls.person(person.slug) if page else _in_list(person, is_large=is_large)
        found[identifier] = PersonStories(person=person, url=url, entries=tuple(named[identifier]), page=page)
    return found


def _in_list(person: Person, *, is_large: bool) -> str:
    """The place in the list of people of somebody without a page; each letter has a page where the list `is_large`."""
    letter = alphabet.anchor_of(alphabet.letter_of(person.name))
    return urls.person_in_list(person.id, letter if is_large else "")


def _by_publication(entries: Sequence[Entry]) -> dict[str, PublicationStories]:
    """Each publication that a story names, by key, with its stories in the order of `entries`.

    Names that differ in case or signs alone are one publication's.
    """
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        name = entry.article.publication
        if name and key(name):
            found[key(name)].append(entry)
            forms[key(name)][name] += 1
    taken: set[str] = set()
    made = {}
    for folded in sorted(found):
        name = min(forms[folded], key=lambda form: (-forms[folded][form], form))
        slug = slugs.unique(slugs.slug(name, fallback="publication"), taken, fallback=digest.short(folded))
        taken.add(slug)
        made[folded] = PublicationStories(name=name, url=urls.publication(slug), entries=tuple(found[folded]))
    return made
