"""The site of the articles on disk, as one value: which articles, who is who, what stands where.

    articles -> identity -> people -> site

In: the articles, the register, what editors wrote beside them. Out: the site, the register that belongs to it, what was
found wrong. No page is made here.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from generator import load_decisions
from generator.authority.article_ids import identify
from generator.authority.cluster_people import unify
from generator.authority.country_ids import issue
from generator.authority.country_index import CountryIndex
from generator.authority.reviewed import Asked, waiting
from generator.load_articles import Articles
from generator.load_decisions import Curated
from generator.model.article import Manuscript
from generator.model.problem import Problem, Severity, by_place
from generator.model.register import Register
from generator.reference.tables import Tables
from generator.site import urls
from generator.site.assemble import assemble
from generator.site.model import Site
from generator.site.site_checks import shared
from generator.site.views.page_list import addresses
from generator.store import content


class Wish(msgspec.Struct, frozen=True):
    """How an edition may differ from what site.toml says.

    `base_url` stands in for that of site.toml; without `search` there is no search page; with `hidden` articles that
    readers do not see are there too, and marked.
    """

    base_url: str = ""
    search: bool = True
    hidden: bool = False


AS_SET = Wish()


class Edition(msgspec.Struct, frozen=True):
    """The site of what is on disk now, the register and countries that belong to it, pages to keep, all findings."""

    site: Site
    register: Register
    countries: CountryIndex
    records: Mapping[str, str]
    kept: tuple[str, ...]
    keeps_records: bool
    problems: tuple[Problem, ...]


def edition(  # noqa: PLR0913  (the archive, what is there, what came in, what it is read with, and how it may differ)
    root: Path,
    there: Articles,
    before: Register,
    curated: Curated,
    given: Tables,
    *,
    problems: tuple[Problem, ...] = (),
    wish: Wish = AS_SET,
) -> Edition:
    """The site of the articles that are `there`, after what the register said `before`.

    `curated` is what editors wrote beside them; `problems` are those that are known already.
    """
    config = content.settings(root)
    parts = msgspec.structs.replace(config.value.output, search=wish.search and config.value.output.search)
    base_url = wish.base_url or config.value.base_url
    settings = msgspec.structs.replace(config.value, base_url=base_url, output=parts)
    identified = identify(there.manuscripts, before.articles, there.paths)
    unread = _unread(there.problems, there.manuscripts)
    if wish.hidden:
        identified = msgspec.structs.replace(identified, manuscripts=tuple(map(_marked, identified.manuscripts)))
    shown = [one.article for one in identified.manuscripts if not (one.article.draft or one.article.withdrawn)]
    named = [article.people for article in shown]
    countries = given.amended(curated.amended.countries)
    people = unify(named, before.people, given.names, curated.rulings.people, curated.claims)
    entered = Register(articles=identified.entries, people=people.entries, countries=before.countries)
    free = content.free_pages(root)
    site = assemble(
        identified.manuscripts,
        config=settings,
        register=entered,
        people=people.people,
        countries=countries,
        pages=free.value,
        rulings=curated.rulings.articles,
        unread=unread,
    )
    entered = _published(entered, site.value)
    problems = (*config.problems, *problems, *there.problems, *free.problems, *site.problems)
    asked = Asked(content.decisions(root).value, people.entries)
    problems += (
        *waiting(people.suggestions, asked, people.people.by_name),
        *load_decisions.unused(curated, site.value),
    )
    return Edition(
        site=site.value,
        register=entered,
        countries=countries,
        records=load_decisions.records_by_page(curated, site.value),
        kept=_last_good(unread, entered),
        keeps_records=bool(unread),
        problems=by_place((*problems, *shared(addresses(site.value)))),
    )


def _marked(one: Manuscript) -> Manuscript:
    """A story that readers do not see, as editors see it."""
    article = one.article
    mark = "Withdrawn" if article.withdrawn else "Draft" if article.draft else ""
    if not mark:
        return one
    shown = msgspec.structs.replace(article, title=f"{mark}: {article.title}", draft=False, withdrawn=False)
    return msgspec.structs.replace(one, article=shown)


def _unread(problems: Iterable[Problem], read: Iterable[Manuscript]) -> frozenset[str]:
    """The paths of article files that cannot be read now."""
    known = {one.path for one in read}
    broken = {problem.place.path for problem in problems if problem.severity is Severity.PROBLEM}
    return frozenset(broken - known)


def _last_good(unread: Collection[str], entered: Register) -> tuple[str, ...]:
    """The pages of articles that cannot be read now: they keep their last good page, and the Markdown beside it."""
    pages = [
        urls.article(entry.slugs[-1]) for entry in entered.articles.values() if entry.path in unread and entry.slugs
    ]
    return (*pages, *map(urls.markdown, pages))


def _published(entered: Register, site: Site) -> Register:
    """The register that knows which articles, persons and countries have been on the site.

    An address that is reserved stays so until there is a page.
    """
    shown = {entry.id for entry in site.entries}
    articles = {
        identifier: msgspec.structs.replace(entry, published=True) if identifier in shown else entry
        for identifier, entry in entered.articles.items()
    }
    people = dict(entered.people)
    for identifier, person in entered.people.items():
        if person.reserved and identifier in site.people and site.people[identifier].page:
            people[identifier] = msgspec.structs.replace(person, reserved=False)
    countries = issue((stories.country for stories in site.countries.values()), entered.countries)
    return Register(articles=articles, people=people, countries=countries)
