"""From saved pages to the website, one stage a line: the page to read first.

    ingest: sources -> segments -> stories -> clusters -> plan -> articles and register
    build:  ingest, then articles -> identity -> people -> site -> pages -> links

In: the archive's root and the day of accession. Out: what was done and what was found wrong. Decisions are
made in the pure packages, reading and writing in store.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator import layout, load_decisions, withdrawals
from generator.ingest.copies.copy_differences import add_witnesses
from generator.ingest.copies.doubts import Doubts, collect_doubts
from generator.ingest.copies.duplicates import find_clusters
from generator.ingest.cut import byte_accounting
from generator.ingest.cut.byte_accounting import ByteTotals, PageAccount
from generator.ingest.cut.page_context import PageContext
from generator.ingest.plan import ArticleFile, Create, Plan, PlanInput, Refresh, complete_plan, draft_plan
from generator.load_articles import Articles, load_articles
from generator.load_decisions import EditorialInput
from generator.load_sources import PageContexts, load_sources
from generator.model.article import ArticleId
from generator.model.errors import MachineError
from generator.model.problem import Place, Problem, Result, Severity, sort_by_place
from generator.model.register import ArticleState, Register
from generator.reference import tables
from generator.reference.tables import Tables
from generator.render_site import render_site
from generator.site import urls
from generator.site.model import Site
from generator.site.search_documents import build_documents
from generator.site_state import DEFAULT_OPTIONS, SiteOptions, SiteState, build_site_state
from generator.store import (
    content,
    disk,
    intake_cache,
    last_build,
    output,
    page_keys,
    processes,
    register_file,
    search_index,
    spacy_model,
)
from generator.store.output import OutputWriter, PublishCounts
from generator.store.processes import ProcessPool
from generator.text import digest
from generator.timings import Timings, make_idle_timings

NO_DOUBTS = Doubts()


class IngestResult(msgspec.Struct, frozen=True):
    """What intake made of the sources: an account of each, how many stories, the plan, what was found wrong.

    Where the register is not `is_readable` the plan does nothing. `load_articles` are those on disk now (None where some were
    written, so that they have to be read again), `editorial` what editors wrote, `contexts` what is known of pages,
    `collect_doubts` what intake is not sure of, where that was asked for.
    """

    accounts: tuple[PageAccount, ...]
    story_count: int
    plan: Plan
    problems: tuple[Problem, ...]
    is_readable: bool
    articles: Articles | None
    editorial: EditorialInput
    contexts: PageContexts
    doubts: Doubts = NO_DOUBTS

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all saved pages."""
        return tuple(account.path for account in self.accounts)

    def get_context(self, path: str) -> PageContext:
        """What is known of a saved page beside its bytes."""
        return self.contexts.get_context(path)


class SiteBuild(msgspec.Struct, frozen=True):
    """What a build made: intake, the site, the files, what was found wrong.

    `pending_paths` are the files of `content/` that a frozen build would have written. A check adds up in `totals` what the
    bytes of the sources count as, and keeps what it `scan`.
    """

    intake: IngestResult
    site: Site
    published: PublishCounts
    problems: tuple[Problem, ...]
    pending_paths: tuple[str, ...] = ()
    totals: ByteTotals | None = None
    scan: "ArchiveScan | None" = None

    @property
    def next_build(self) -> "SiteBuild":
        """What another build would make of the same content: nothing that is not there."""
        published = self.published
        return msgspec.structs.replace(self, published=PublishCounts(0, published.changed + published.unchanged, 0))


def ingest(  # noqa: PLR0913  (where, when; and four ways in which a run may differ)
    root: Path,
    day: str,
    *,
    write: bool = True,
    jobs: int = 0,
    with_doubts: bool = False,
    timings: Timings | None = None,
) -> IngestResult:
    """Bring what is in `content/sources/` into the archive at `root`; `day` is the day of accession.

    Without `write` nothing is changed, and the plan is what would be done. `jobs` processes work on it (0: one for
    each core). With `with_doubts` what it is not sure of is told, which takes longer.
    """
    timings = timings or make_idle_timings()
    with timings.measure("register and decisions") as stage:
        stored_register = register_file.load(root)
        editorial = load_decisions.load_editorial(root, stored_register.value)
        stage.record_count(len(stored_register.value.articles), "articles known")
    ignored_paths, amended_countries = (
        editorial.value.rulings.sources.ignored,
        editorial.value.country_changes.countries,
    )
    profiles = content.load_publications(root)
    model = spacy_model.find_model(root)
    version = tables.compute_version(profiles.value, spacy_model.get_version(model))
    with processes.ProcessPool(jobs) as pool:
        with intake_cache.open_cache(root, version, write=write) as cache_db:
            with timings.measure("read articles") as stage:
                articles = load_articles(root, cache_db, pool)
                stage.record_count(len(articles.paths), "files")
            with timings.measure("read saved pages") as stage:
                sources = load_sources(
                    root,
                    ignored_paths,
                    cache_db,
                    pool,
                    profiles.value,
                    model=model,
                    amended_countries=amended_countries,
                )
                stage.record_count(len(sources.accounts), "pages")
            with timings.measure("find copies") as stage:
                copy_clusters = find_clusters(sources.outlines, sources.get_text)
                stage.record_count(len(sources.outlines), "stories")
            copies = [[sources.outlines[n] for n in cluster] for cluster in copy_clusters]
            archive = PlanInput(register=stored_register.value, files=articles.files, paths=articles.paths, day=day)
            with timings.measure("plan and draft articles") as stage:
                draft = draft_plan(copies, archive)
                intake_plan = complete_plan(draft, sources.render_articles(draft.articles))
                intake_plan = add_witnesses(intake_plan, sources.find_copy)
                sources.tidy()
                stage.record_count(len(_collect_writes(intake_plan)), "drafts")
            doubt_inputs = (sources.outlines, sources.get_text), copy_clusters, sources.accounts, intake_plan.copies
            open_doubts = collect_doubts(*doubt_inputs) if with_doubts else NO_DOUBTS
        problems = sources.problems
        if stored_register.problems:
            intake_plan = Plan(actions=(), register=stored_register.value, copies=intake_plan.copies)
        elif write:
            with timings.measure("write articles"):
                problems += _apply_plan(root, intake_plan, articles.files, pool)
    return IngestResult(
        accounts=sources.accounts,
        story_count=len(sources.outlines),
        plan=intake_plan,
        problems=(
            *problems,
            *stored_register.problems,
            *editorial.problems,
            *profiles.problems,
            *articles.problems,
            *_report_withdrawals(stored_register.value, intake_plan.register),
        ),
        is_readable=not stored_register.problems,
        articles=None if write and _collect_writes(intake_plan) else articles,
        editorial=editorial.value,
        contexts=sources.contexts,
        doubts=open_doubts,
    )


def build(  # noqa: PLR0913  (where, when, with what; and four ways in which a build may differ)
    root: Path,
    day: str,
    tables: Tables,
    *,
    frozen: bool = False,
    jobs: int = 0,
    search: bool = True,
    timings: Timings | None = None,
) -> SiteBuild:
    """Ingest, then make the website in `output/`. Raises TemplateError before anything is swapped.

    A frozen build changes nothing in `content/` and tells what it would have written there. Without `search` there is
    no search page.
    """
    content.load_settings(root)  # an archive that cannot be built is not ingested either
    output_folder = root / layout.OUTPUT
    timings = timings or make_idle_timings()
    if not frozen:
        _sweep_temporary_files(root, output_folder)
    intake = ingest(root, day, write=not frozen, jobs=jobs, timings=timings)
    with timings.measure("site as a whole") as stage:
        articles = intake.articles or reload_articles(root, jobs)
        site_state = build_state_after_ingest(root, intake, articles, tables, SiteOptions(search=search))
        stage.record_count(len(site_state.site.entries), "stories")
    with output.remove_pending_on_error(output_folder):
        with timings.measure("pages, data, links") as stage:
            last_pages = page_keys.load_pages(root)
            writer = OutputWriter(
                output_folder, writes_pending=True, last_pages=last_pages, stamp=_compute_stamp(site_state)
            )
            site_files = render_site(root, site_state, tables, writer, jobs=jobs)
            stage.record_count(len(site_files.value), "files")
        pending_paths = _list_pending(root, intake.plan, site_state.register) if frozen else ()
        if not frozen and intake.is_readable:
            register_file.save(root, site_state.register)
        with timings.measure("put in place") as stage:
            keeps_records = site_state.keeps_records
            published = output.publish(
                output_folder, site_files.value, site_state.kept_pages, keep_records=keeps_records
            )
            page_keys.save_pages(root, output_folder, site_files.value.page_key_pairs, last_pages)
            stage.record_count(published.changed, "files differed")
    with timings.measure("search index"):
        search_problems = _update_search_index(root, site_state.site)
    problems = (*site_state.problems, *site_files.problems, *search_problems)
    return SiteBuild(intake, site_state.site, published, sort_by_place(problems), pending_paths)


def check(root: Path, day: str, tables: Tables) -> SiteBuild:
    """Everything that a build would report, and what waits, without writing anything."""
    scan = scan_archive(root, day, tables)
    intake, site_state = scan.intake, scan.site_state
    site_files = render_site(root, site_state, tables, OutputWriter(), checks_all_links=True)
    pending_paths = _list_pending(root, intake.plan, site_state.register)
    totals = byte_accounting.compute_totals(intake.accounts, intake.plan.copies, content.measure_sources(root))
    withdrawal_problems = withdrawals.find_exposed_stories(root, scan.articles.manuscripts, site_state.register)
    problems = sort_by_place((*site_state.problems, *site_files.problems, *totals.problems, *withdrawal_problems))
    published = PublishCounts(0, len(site_files.value), 0)
    return SiteBuild(intake, site_state.site, published, problems, pending_paths, totals.value, scan)


def find_unbuilt_files(root: Path, day: str, tables: Tables) -> Result[tuple[str, ...]]:
    """The files of `content/` and `output/` that a build would write or delete now: none where the site is finished.

    A site without a search page is finished without one. With them comes what the site shows of withdrawn stories.
    """
    intake = ingest(root, day, write=False)
    output_folder = root / layout.OUTPUT
    has_search = (output_folder / urls.SEARCH).is_file()
    articles = intake.articles or reload_articles(root)
    site_state = build_state_after_ingest(root, intake, articles, tables, SiteOptions(search=has_search))
    files = render_site(root, site_state, tables, OutputWriter(output_folder)).value
    site_paths = {*files, *files.pictures, *site_state.kept_pages}
    changed_urls = output.list_changed(output_folder, files)
    stale_urls = output.find_stale(output_folder, site_paths, keep_records=site_state.keeps_records)
    needs_index = (
        has_search
        and site_state.site.config.output.search
        and not search_index.is_current(root, output_folder, build_documents(site_state.site))
    )
    unbuilt_urls = (*changed_urls, *stale_urls, *([f"{search_index.FOLDER}/"] if needs_index else ()))
    pending_paths = _list_pending(root, intake.plan, site_state.register)
    return Result(
        (*pending_paths, *(f"{layout.OUTPUT}/{url}" for url in unbuilt_urls)),
        tuple(withdrawals.find_exposed_stories(root, articles.manuscripts, site_state.register)),
    )


def _compute_stamp(site_state: SiteState) -> str:
    """A digest that changes with what pages depend on and neither site nor templates tell."""
    return digest.sha256(
        msgspec.json.encode((last_build.scan_program(), list(site_state.countries.countries.values())))
    )


class ArchiveScan(msgspec.Struct, frozen=True):
    """What stands in the archive and what waits in it: intake with its doubts, articles, and the site of them."""

    intake: IngestResult
    articles: Articles
    site_state: SiteState

    @property
    def site(self) -> Site:
        """The site of what is on disk."""
        return self.site_state.site

    @property
    def register(self) -> Register:
        """The register that belongs to it."""
        return self.site_state.register

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong."""
        return self.site_state.problems


def scan_archive(root: Path, day: str, tables: Tables) -> ArchiveScan:
    """What a check would find, with the doubts of intake, and no page made of it."""
    intake = ingest(root, day, write=False, with_doubts=True)
    articles = intake.articles or reload_articles(root)
    return ArchiveScan(intake, articles, build_state_after_ingest(root, intake, articles, tables))


def reload_articles(root: Path, jobs: int = 0) -> Articles:
    """The articles on disk, where some were written since intake has read them."""
    version = tables.compute_version(
        content.load_publications(root).value, spacy_model.get_version(spacy_model.find_model(root))
    )
    with processes.ProcessPool(jobs) as pool, intake_cache.open_cache(root, version, write=True) as cache_db:
        return load_articles(root, cache_db, pool)


def build_state_after_ingest(
    root: Path, intake: IngestResult, articles: Articles, tables: Tables, options: SiteOptions = DEFAULT_OPTIONS
) -> SiteState:
    """The site of the articles that are `articles`, after what intake found."""
    current_register, intake_problems = intake.plan.register, intake.problems
    return build_site_state(
        root, articles, current_register, intake.editorial, tables, problems=intake_problems, options=options
    )


def _update_search_index(root: Path, site: Site) -> tuple[Problem, ...]:
    """Make the search index of what was published, or take it away; it comes last, so that no page waits for it."""
    folder = root / layout.OUTPUT
    if site.config.output.search:
        return search_index.refresh_index(root / layout.SEARCH_DIGEST, folder, build_documents(site))
    search_index.remove_index(folder)
    return ()


def _sweep_temporary_files(root: Path, output_folder: Path) -> None:
    """Delete what a run that was killed left half written."""
    for folder in (root / layout.CONTENT, output_folder):
        disk.remove_pending(folder)


def _apply_plan(
    root: Path, intake_plan: Plan, article_files: Mapping[ArticleId, ArticleFile], pool: ProcessPool
) -> tuple[Problem, ...]:
    """Do what the plan says: the articles first, so that the register never names a file that is not there.

    A file that somebody saved since the plan was made is left alone, and told. Where one came at a path that was free,
    nothing is written: raises MachineError.
    """
    for action in intake_plan.actions:
        if isinstance(action, Create) and (root / action.path).exists():
            raise MachineError(f"{action.path}: this file came while a story was brought in to it; run this again")
    writes = _collect_writes(intake_plan)
    changed_paths = [
        action.path
        for action in intake_plan.actions
        if isinstance(action, Refresh) and not content.has_digest(root, action.path, article_files[action.id].sha256)
    ]
    content.write_files(root, ((path, text) for path, text in writes.items() if path not in changed_paths), pool)
    register_file.save(root, intake_plan.register)
    return tuple(_report_saved_meanwhile(path) for path in changed_paths)


def _collect_writes(intake_plan: Plan) -> dict[str, str]:
    """The files that a plan writes in `content/articles/`, by path."""
    return {action.path: action.text for action in intake_plan.actions if isinstance(action, Create | Refresh)}


def _report_withdrawals(before: Register, after: Register) -> Iterator[Problem]:
    """A notice for each article whose file is gone since the last run."""
    for identifier, entry in after.articles.items():
        previous_entry = before.articles.get(identifier)
        if (
            previous_entry
            and entry.state is ArticleState.WITHDRAWN
            and previous_entry.state is not ArticleState.WITHDRAWN
        ):
            yield Problem(
                severity=Severity.NOTICE,
                place=Place(path=entry.path),
                kind="withdrawn",
                fact="this file is gone, so its article is withdrawn from now on",
                step="put the file back if that was not meant",
            )


def _report_saved_meanwhile(path: str) -> Problem:
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path=path),
        kind="saved meanwhile",
        fact="this was saved while its story was brought in, and is left as it is",
        step="nothing to do: it counts as edited from now on",
    )


def _list_pending(root: Path, intake_plan: Plan, new_register: Register) -> tuple[str, ...]:
    """The files of `content/` that a build would write."""
    return (
        *_collect_writes(intake_plan),
        *([layout.REGISTER] if register_file.load(root).value != new_register else []),
    )
