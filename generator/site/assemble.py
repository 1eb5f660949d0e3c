"""From manuscripts, register and authority records to the site as one value.

In: what the store has read, with every id and slug filled. Out: the Site, newest story first, and a problem
for each country that nobody knows and each address that two claim. What a page shows of it is decided in
views/.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.config import SiteConfig
from generator.model.article import Article, FreePage, Manuscript
from generator.model.authority import Country, CountryCode, People, PersonId
from generator.model.decision import Settled
from generator.model.problem import Found, by_place
from generator.model.register import Register, State
from generator.site import former, urls
from generator.site.copies import join
from generator.site.merge import one_each
from generator.site.published import published, usable
from generator.site.site import CountryStories, Entry, PersonStories, PublicationStories, Site
from generator.site.tags import CountryIndex, Tagged, tag
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
    entries.sort(key=_newest_first)
    named = _by_person(entries, people)
    redirects = former.moved(entries, named.values(), register, former.Merged(stories=merged, people=people.merged))
    return Found(
        Site(
            config=config,
            entries=tuple(entries),
            countries=_by_country(entries, known),
            people=named,
            publications=_by_publication(entries),
            pages=free.value,
            moved=redirects,
            gone=former.gone(entries, named.values(), register, redirects, unread),
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


def _newest_first(entry: Entry) -> tuple[int, int, int, int, str, str]:
    """Sorts newest first; a month after its days, a year after its months, the undated last."""
    date = entry.article.date
    title = entry.article.title
    if not date:
        return 1, 0, 0, 0, title, entry.id
    return 0, -date.year, -date.month, -date.day, title, entry.id


def _by_country(entries: Sequence[Entry], known: Mapping[CountryCode, Country]) -> dict[CountryCode, CountryStories]:
    """Each country that a story is tagged with, by name, with its stories in the order of `entries`."""
    about: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    named: defaultdict[CountryCode, list[Entry]] = defaultdict(list)
    for entry in entries:
        for country in entry.about:
            about[country.code].append(entry)
        for country in entry.named:
            named[country.code].append(entry)
    addresses = _country_urls(known)
    return {
        code: CountryStories(country=record, url=addresses[code], about=tuple(about[code]), named=tuple(named[code]))
        for code, record in sorted(known.items(), key=lambda item: (fold(item[1].name), item[0]))
    }


def _country_urls(known: Mapping[CountryCode, Country]) -> dict[CountryCode, str]:
    """An address for each country; where two names make one slug, the later code gets its code added."""
    taken: set[str] = set()
    addresses = {}
    for code, record in sorted(known.items()):
        slug = slugs.unique(urls.country_slug(record.name, code), taken, fallback=f"{code.lower()}-land")
        taken.add(slug)
        addresses[code] = urls.country(slug)
    return addresses


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


def _by_person(entries: Sequence[Entry], people: People) -> dict[PersonId, PersonStories]:
    """Each person whom a story names, by id, with the stories in the order of `entries`."""
    named: defaultdict[PersonId, list[Entry]] = defaultdict(list)
    for entry in entries:
        for person in entry.people:
            named[person.id].append(entry)
    return {
        key: PersonStories(
            person=people.persons[key], url=urls.person(people.persons[key].slug), entries=tuple(named[key])
        )
        for key in sorted(named)
    }
