"""The site of the articles on disk, as one value: which articles, who is who, what stands where.

    articles -> identity -> people -> site

In: the articles, the register, what editors wrote beside them. Out: the site, the register that belongs to it, what was
found wrong. No page is made here.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from generator import load_decisions
from generator.authority.article_ids import identify_articles
from generator.authority.cluster_people import unify_people
from generator.authority.country_ids import assign_country_slugs
from generator.authority.country_index import CountryIndex
from generator.authority.reviewed import ReviewLog, select_open_suggestions
from generator.load_articles import Articles
from generator.load_decisions import EditorialInput
from generator.model.article import Manuscript
from generator.model.problem import Problem, Severity, sort_by_place
from generator.model.register import Register
from generator.reference.tables import Tables
from generator.site import urls
from generator.site.assemble import assemble
from generator.site.model import Site
from generator.site.site_checks import find_shared_addresses
from generator.site.views.page_list import list_urls
from generator.store import content


class SiteOptions(msgspec.Struct, frozen=True):
    """How an edition may differ from what site.toml says.

    `base_url` stands in for that of site.toml; without `search` there is no search page; with `includes_hidden` articles that
    readers do not see are there too, and marked.
    """

    base_url: str = ""
    search: bool = True
    includes_hidden: bool = False


DEFAULT_OPTIONS = SiteOptions()


class SiteState(msgspec.Struct, frozen=True):
    """The site of what is on disk now, the register and countries that belong to it, pages to keep, all findings."""

    site: Site
    register: Register
    countries: CountryIndex
    record_paths: Mapping[str, str]
    kept_pages: tuple[str, ...]
    keeps_records: bool
    problems: tuple[Problem, ...]


def build_site_state(  # noqa: PLR0913  (the archive, what is there, what came in, what it is read with, and how it may differ)
    root: Path,
    articles: Articles,
    previous_register: Register,
    editorial: EditorialInput,
    tables: Tables,
    *,
    problems: tuple[Problem, ...] = (),
    options: SiteOptions = DEFAULT_OPTIONS,
) -> SiteState:
    """The site of the articles that are `articles`, after what the register said `previous_register`.

    `editorial` is what editors wrote beside them; `problems` are those that are known already.
    """
    config = content.load_settings(root)
    output_options = msgspec.structs.replace(config.value.output, search=options.search and config.value.output.search)
    base_url = options.base_url or config.value.base_url
    settings = msgspec.structs.replace(config.value, base_url=base_url, output=output_options)
    identities = identify_articles(articles.manuscripts, previous_register.articles, articles.paths)
    unreadable_paths = _find_unreadable(articles.problems, articles.manuscripts)
    if options.includes_hidden:
        identities = msgspec.structs.replace(identities, manuscripts=tuple(map(_mark_hidden, identities.manuscripts)))
    visible_articles = [
        manuscript.article
        for manuscript in identities.manuscripts
        if not (manuscript.article.draft or manuscript.article.withdrawn)
    ]
    names_by_article = [article.people for article in visible_articles]
    countries = tables.get_country_index(editorial.country_changes.countries)
    people = unify_people(
        names_by_article, previous_register.people, tables.names, editorial.rulings.people, editorial.claims
    )
    register = Register(articles=identities.entries, people=people.entries, countries=previous_register.countries)
    free_pages = content.load_free_pages(root)
    site = assemble(
        identities.manuscripts,
        config=settings,
        register=register,
        people=people.people,
        countries=countries,
        free_pages=free_pages.value,
        rulings=editorial.rulings.articles,
        unreadable_paths=unreadable_paths,
    )
    register = _mark_published(register, site.value)
    problems = (*config.problems, *problems, *articles.problems, *free_pages.problems, *site.problems)
    reviewed_questions = ReviewLog(content.load_decisions(root).value, people.entries)
    problems += (
        *select_open_suggestions(people.suggestions, reviewed_questions, people.people.by_name),
        *load_decisions.find_unused_records(editorial, site.value),
    )
    return SiteState(
        site=site.value,
        register=register,
        countries=countries,
        record_paths=load_decisions.map_pages_to_records(editorial, site.value),
        kept_pages=_list_last_good_pages(unreadable_paths, register),
        keeps_records=bool(unreadable_paths),
        problems=sort_by_place((*problems, *find_shared_addresses(list_urls(site.value)))),
    )


def _mark_hidden(manuscript: Manuscript) -> Manuscript:
    """A story that readers do not see, as editors see it."""
    article = manuscript.article
    mark = "Withdrawn" if article.withdrawn else "Draft" if article.draft else ""
    if not mark:
        return manuscript
    printed = msgspec.structs.replace(article.printed, title=f"{mark}: {article.printed.title}")
    marked_article = msgspec.structs.replace(article, printed=printed, draft=False, withdrawn=False)
    return msgspec.structs.replace(manuscript, article=marked_article)


def _find_unreadable(problems: Iterable[Problem], manuscripts: Iterable[Manuscript]) -> frozenset[str]:
    """The paths of article files that cannot be read now."""
    readable_paths = {manuscript.path for manuscript in manuscripts}
    broken_paths = {problem.place.path for problem in problems if problem.severity is Severity.PROBLEM}
    return frozenset(broken_paths - readable_paths)


def _list_last_good_pages(unreadable_paths: Collection[str], register: Register) -> tuple[str, ...]:
    """The pages of articles that cannot be read now: they keep their last good page, and the Markdown beside it."""
    pages = [
        urls.article(entry.slugs[-1])
        for entry in register.articles.values()
        if entry.path in unreadable_paths and entry.slugs
    ]
    return (*pages, *map(urls.markdown, pages))


def _mark_published(register: Register, site: Site) -> Register:
    """The register that knows which articles, persons and countries have been on the site.

    An address that is reserved stays so until there is a page.
    """
    visible_ids = {entry.id for entry in site.entries}
    articles = {
        identifier: msgspec.structs.replace(entry, published=True) if identifier in visible_ids else entry
        for identifier, entry in register.articles.items()
    }
    people = dict(register.people)
    for identifier, person in register.people.items():
        if person.reserved and identifier in site.people and site.people[identifier].has_page:
            people[identifier] = msgspec.structs.replace(person, reserved=False)
    countries = assign_country_slugs((stories.country for stories in site.countries.values()), register.countries)
    return Register(articles=articles, people=people, countries=countries)
