"""The site of the articles on disk as one value: which articles it has, who is who, what is on which page.

    articles -> identity -> people -> site

In: the archive, its articles, the register after intake. Out: the site, the register that belongs to it, all problems.
No page is rendered here.
"""

from collections.abc import Collection, Container, Iterable, Mapping

import msgspec

from generator import editorial
from generator.archive import Archive
from generator.authority.article_ids import IdentifiedArticles, identify_articles
from generator.authority.cluster_people import unify_people
from generator.authority.country_ids import assign_country_slugs
from generator.authority.country_index import CountryIndex
from generator.authority.reviewed import ReviewLog, select_open_suggestions
from generator.config import SiteConfig
from generator.load_articles import Articles
from generator.model.article import FreePage, Manuscript
from generator.model.problem import Problem, Result, Severity, sort_by_place
from generator.model.register import Register
from generator.site import urls
from generator.site.assemble import assemble
from generator.site.model import Site
from generator.site.site_checks import find_shared_addresses
from generator.site.views.page_list import list_urls


class SiteOptions(msgspec.Struct, frozen=True):
    """How a site differs from what site.toml says.

    `base_url` replaces that of site.toml; without `search` there is no search page; with `includes_hidden` the site has
    the drafts and withdrawn articles too, marked as such.
    """

    base_url: str = ""
    search: bool = True
    includes_hidden: bool = False

    def apply(self, settings: SiteConfig) -> SiteConfig:
        """Return the settings with these differences."""
        output = msgspec.structs.replace(settings.output, search=self.search and settings.output.search)
        return msgspec.structs.replace(settings, base_url=self.base_url or settings.base_url, output=output)


DEFAULT_OPTIONS = SiteOptions()


class SiteState(msgspec.Struct, frozen=True):
    """The site with the register and countries that belong to it, and all problems up to here.

    `record_paths` are the files of authority records by URL of their page. `kept_pages` are URLs of pages that stay as
    the last build left them, because their article is unreadable now; as long as there are such articles, files that
    the site no longer has stay too (`keeps_records`).
    """

    site: Site
    register: Register
    countries: CountryIndex
    record_paths: Mapping[str, str]
    kept_pages: tuple[str, ...]
    keeps_records: bool
    problems: tuple[Problem, ...]


def build_site_state(
    archive: Archive,
    articles: Articles,
    register: Register,
    problems: tuple[Problem, ...] = (),
    options: SiteOptions = DEFAULT_OPTIONS,
) -> SiteState:
    """Build the site of `articles`; `register` and `problems` are what intake left."""
    identities = identify_articles(articles.manuscripts, register.articles, articles.paths)
    ignored = _hide_ignored(identities, archive.editorial.rulings.sources.ignored)
    manuscripts = tuple(map(_mark_hidden, ignored.value)) if options.includes_hidden else ignored.value
    unreadable_paths = _find_unreadable(articles.problems, articles.manuscripts)
    names_by_article = [
        manuscript.article.people
        for manuscript in manuscripts
        if not (manuscript.article.draft or manuscript.article.withdrawn)
    ]
    rulings, tables = archive.editorial.rulings, archive.tables
    people = unify_people(names_by_article, register.people, tables.names, rulings.people, archive.editorial.claims)
    register = Register(articles=identities.entries, people=people.entries, countries=register.countries)
    countries = tables.get_country_index(archive.amended_countries)
    site = assemble(
        manuscripts,
        config=options.apply(archive.settings),
        register=register,
        people=people.people,
        countries=countries,
        free_pages=tuple(map(_mark_draft, archive.free_pages)) if options.includes_hidden else archive.free_pages,
        rulings=rulings.articles,
        unreadable_paths=unreadable_paths,
    )
    register = _mark_published(register, site.value)
    review_log = ReviewLog(archive.decisions, people.entries)
    problems = (
        *problems,
        *articles.problems,
        *archive.page_problems,
        *ignored.problems,
        *site.problems,
        *select_open_suggestions(people.suggestions, review_log, people.people.by_name),
        *editorial.find_unused_records(archive.editorial, site.value),
        *find_shared_addresses(list_urls(site.value)),
    )
    return SiteState(
        site=site.value,
        register=register,
        countries=countries,
        record_paths=editorial.map_pages_to_records(archive.editorial, site.value),
        kept_pages=_list_last_good_pages(unreadable_paths, register),
        keeps_records=bool(unreadable_paths),
        problems=sort_by_place(problems),
    )


def _hide_ignored(identities: IdentifiedArticles, ignored_pages: Container[str]) -> Result[tuple[Manuscript, ...]]:
    """Return the articles, those that no editor touched as drafts if all of their saved pages are to be ignored."""
    if not ignored_pages:
        return Result(identities.manuscripts)
    manuscripts, problems = [], []
    for manuscript in identities.manuscripts:
        entry = identities.entries.get(manuscript.article.id) if manuscript.article.id else None
        if (
            entry
            and entry.copies
            and entry.written == manuscript.sha256
            and entry.path == manuscript.path
            and all(copy.provenance.path in ignored_pages for copy in entry.copies)
        ):
            article = msgspec.structs.replace(manuscript.article, draft=True)
            manuscript = msgspec.structs.replace(manuscript, article=article)  # noqa: PLW2901
            fact = "this story is not published, because an editor ruled to ignore its saved page"
            step = "delete the ruling to publish it; the file stays until you delete it"
            problems.append(Problem.notice(manuscript.path, "ignored page", fact, step))
        manuscripts.append(manuscript)
    return Result(tuple(manuscripts), tuple(problems))


def _mark_hidden(manuscript: Manuscript) -> Manuscript:
    """Return an article that readers do not see as editors see it: published, with a mark in its title."""
    article = manuscript.article
    mark = "Withdrawn" if article.withdrawn else "Doubtful" if article.is_doubtful else "Draft" if article.draft else ""
    if not mark:
        return manuscript
    printed = msgspec.structs.replace(article.printed, title=f"{mark}: {article.printed.title}")
    marked_article = msgspec.structs.replace(article, printed=printed, draft=False, withdrawn=False)
    return msgspec.structs.replace(manuscript, article=marked_article)


def _mark_draft(page: FreePage) -> FreePage:
    """Return a free page that readers do not see as editors see it."""
    return msgspec.structs.replace(page, title=f"Draft: {page.title}", draft=False) if page.draft else page


def _find_unreadable(problems: Iterable[Problem], manuscripts: Iterable[Manuscript]) -> frozenset[str]:
    """Return the paths of article files that cannot be read now."""
    readable_paths = {manuscript.path for manuscript in manuscripts}
    broken_paths = {problem.place.path for problem in problems if problem.severity is Severity.PROBLEM}
    return frozenset(broken_paths - readable_paths)


def _list_last_good_pages(unreadable_paths: Collection[str], register: Register) -> tuple[str, ...]:
    """Return the URLs of articles that cannot be read now: their last good page and the Markdown beside it."""
    pages = [
        urls.article(entry.slugs[-1])
        for entry in register.articles.values()
        if entry.path in unreadable_paths and entry.slugs
    ]
    return (*pages, *map(urls.markdown, pages))


def _mark_published(register: Register, site: Site) -> Register:
    """Return the register in which the articles, people and countries of `site` are marked as published.

    A reserved address stays reserved until there is a page.
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
