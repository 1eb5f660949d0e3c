"""From saved pages to the website, one stage a line: the page to read first.

    ingest: archive, sources -> segments -> stories -> clusters -> plan -> articles and register
    build:  ingest without register, then articles -> identity -> people -> site -> pages -> register -> output

In: the archive as `load_archive` read it, the day of accession. Out: what was done and all problems. Decisions are made
in the pure packages; reading and writing is done in `store`.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator import layout, withdrawals
from generator.archive import Archive
from generator.ingest.copies.copy_differences import add_witnesses
from generator.ingest.copies.doubts import collect_doubts
from generator.ingest.copies.duplicates import find_clusters
from generator.ingest.cut import byte_accounting
from generator.ingest.plan import ArticleFile, Create, Plan, PlanInput, Refresh, complete_plan, draft_plan
from generator.ingest.tally import PageCounts, count_stories
from generator.load_articles import Articles, load_articles
from generator.load_sources import SourceStories, load_sources
from generator.losses import find_losses
from generator.model.article import ArticleId
from generator.model.errors import ContentError, GeneratorError, MachineError
from generator.model.problem import Place, Problem, Result, Severity, sort_by_place
from generator.model.register import ArticleState, Register
from generator.render_site import render_site
from generator.run_results import NO_DOUBTS, ArchiveScan, CheckResult, IngestResult, SiteBuild
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
    source_files,
)
from generator.store.last_build import LastBuild
from generator.store.output import OutputWriter
from generator.store.processes import ProcessPool
from generator.suggest_tags import report_suggestions, suggest_tags
from generator.text import digest
from generator.text.counts import format_count
from generator.timings import Timings, make_idle_timings

# Fewer pages without a story are no sign that an archive is misread.
_MIN_EMPTY_PAGES = 3


def ingest(  # noqa: PLR0913  (the archive, when; and four ways in which a run may differ)
    archive: Archive,
    day: str,
    *,
    write: bool = True,
    jobs: int = 0,
    allow_loss: int = 0,
    timings: Timings | None = None,
) -> IngestResult:
    """Bring the stories of new saved pages into the archive; `day` is the day of accession.

    Without `write` nothing is changed, and the plan is what would be done. `jobs` is the number of processes (0: one
    for each core), `allow_loss` how many stories whose files are gone an editor agreed to withdraw. Raises ContentError
    if more would be lost than may be.
    """
    intake = bring_in_stories(archive, day, write=write, jobs=jobs, allow_loss=allow_loss, timings=timings)
    _refuse_losses(intake)
    if write:
        save_register(archive, intake.plan.register)
    return intake


def build(  # noqa: PLR0913  (the archive, when; and five ways in which a build may differ)
    archive: Archive,
    day: str,
    *,
    frozen: bool = False,
    jobs: int = 0,
    search: bool = True,
    allow_loss: int = 0,
    timings: Timings | None = None,
) -> SiteBuild:
    """Ingest, then write the website to `output/`.

    Raises TemplateError before anything there is replaced, ContentError if more stories would be lost than `allow_loss`
    or than may be without a question.

    A frozen build changes nothing in `content/` and lists what it would have written there. Without `search` there is
    no search page.
    """
    output_folder = archive.root / layout.OUTPUT
    timings = timings or make_idle_timings()
    if not frozen:
        _sweep_temporary_files(archive)
    output.check_folders(archive.root)
    intake = bring_in_stories(archive, day, write=not frozen, jobs=jobs, allow_loss=allow_loss, timings=timings)
    _refuse_losses(intake)
    with output.remove_pending_on_error(output_folder):
        with save_register_on_error(archive, intake, write=not frozen):
            with timings.measure("site as a whole") as stage:
                articles = intake.articles or reload_articles(archive, jobs)
                site_state = build_state_after_ingest(archive, intake, articles, SiteOptions(search=search))
                stage.record_count(len(site_state.site.entries), "story", "stories")
            with timings.measure("pages, data, links") as stage:
                previous = last_build.load(archive.root)
                last_pages = page_keys.decode_pages(previous.pages)
                stamp = _compute_stamp(site_state)
                writer = OutputWriter(output_folder, writes_pending=True, last_pages=last_pages, stamp=stamp)
                site_files = render_site(archive, site_state, writer, jobs=jobs)
                stage.record_count(len(site_files.value), "file")
        pending_paths = _list_pending(archive, intake.plan, site_state.register) if frozen else ()
        if not frozen:
            save_register(archive, site_state.register)
        with timings.measure("put in place") as stage:
            published = output.publish(
                output_folder, site_files.value, site_state.kept_pages, keep_records=site_state.keeps_records
            )
            pages = page_keys.inspect_pages(output_folder, site_files.value.page_key_pairs)
            stage.record_count(published.changed, "file differed", "files differed")
    with timings.measure("search index"):
        index = _update_search_index(archive, site_state.site, previous.search_index)
    if pages != last_pages or index.value != previous.search_index:
        last_build.save(archive.root, LastBuild(page_keys.encode_pages(pages), index.value))
    problems = (*site_state.problems, *site_files.problems, *index.problems)
    return SiteBuild(intake, site_state.site, published, sort_by_place(problems), pending_paths)


def check(archive: Archive, day: str) -> CheckResult:
    """Find everything that a build would report, and what waits for an editor. Writes nothing."""
    scan = scan_archive(archive, day)
    plan, site_state = scan.intake.plan, scan.site_state
    site_files = render_site(archive, site_state, OutputWriter(), checks_all_links=True)
    totals = byte_accounting.compute_totals(
        scan.intake.accounts, plan.copies, source_files.measure_sources(archive.root)
    )
    withdrawal_problems = withdrawals.find_exposed_stories(archive, scan.articles.manuscripts, site_state.register)
    problems = sort_by_place(
        (
            *site_state.problems,
            *site_files.problems,
            *totals.problems,
            *withdrawal_problems,
            *_report_empty_pages(scan.intake.page_counts),
            *report_suggestions(scan.tag_suggestions),
        )
    )
    pending_paths = _list_pending(archive, plan, site_state.register)
    return CheckResult(scan, len(site_files.value), totals.value, problems, pending_paths)


def find_unbuilt_files(archive: Archive, day: str) -> Result[tuple[str, ...]]:
    """List the files of `content/` and `output/` that a build would write or delete now: none if the site is finished.

    A site without a search page is finished without one. The problems are what the site shows of withdrawn stories.
    """
    output_folder = archive.root / layout.OUTPUT
    has_search = (output_folder / urls.SEARCH).is_file()
    intake = bring_in_stories(archive, day, write=False)
    articles = intake.articles or reload_articles(archive)
    site_state = build_state_after_ingest(archive, intake, articles, SiteOptions(search=has_search))
    previous = last_build.load(archive.root)
    last_pages = page_keys.decode_pages(previous.pages)
    writer = OutputWriter(output_folder, last_pages=last_pages, stamp=_compute_stamp(site_state))
    files = render_site(archive, site_state, writer, jobs=0).value
    site_paths = {*files, *files.pictures, *site_state.kept_pages}
    changed_urls = output.list_changed(output_folder, files)
    stale_urls = output.find_stale(output_folder, site_paths, keep_records=site_state.keeps_records)
    needs_index = (
        has_search
        and site_state.site.config.output.search
        and not search_index.is_current(output_folder, build_documents(site_state.site), previous.search_index)
    )
    unbuilt_urls = (*changed_urls, *stale_urls, *([f"{search_index.FOLDER}/"] if needs_index else ()))
    pending_paths = _list_pending(archive, intake.plan, site_state.register)
    return Result(
        (*pending_paths, *(f"{layout.OUTPUT}/{url}" for url in unbuilt_urls)),
        (*intake.blockers, *withdrawals.find_exposed_stories(archive, articles.manuscripts, site_state.register)),
    )


def scan_archive(archive: Archive, day: str) -> ArchiveScan:
    """Find what is in the archive, with the doubts of intake. Writes nothing and renders no page."""
    intake = bring_in_stories(archive, day, write=False, with_doubts=True)
    articles = intake.articles or reload_articles(archive)
    public_manuscripts = [item for item in articles.manuscripts if not (item.article.draft or item.article.withdrawn)]
    return ArchiveScan(
        archive,
        intake,
        articles,
        build_state_after_ingest(archive, intake, articles),
        suggest_tags(archive, public_manuscripts),
    )


def bring_in_stories(  # noqa: PLR0913  (the archive, when; and five ways in which a run may differ)
    archive: Archive,
    day: str,
    *,
    write: bool = True,
    jobs: int = 0,
    with_doubts: bool = False,
    allow_loss: int = 0,
    timings: Timings | None = None,
) -> IngestResult:
    """Write the articles of new stories as `ingest` does, but leave it to the caller to save the register.

    `with_doubts` collects what intake is not sure of, which takes longer. If more stories would be lost than
    `allow_loss` or than may be, nothing is written, and the result has the blockers.
    """
    timings = timings or make_idle_timings()
    with processes.ProcessPool(jobs) as pool:
        with intake_cache.open_cache(archive.root, archive.cache_version, write=write) as cache:
            with timings.measure("read articles") as stage:
                articles = load_articles(archive.root, cache, pool, archive.register.articles)
                stage.record_count(len(articles.paths), "file")
            losses = find_losses(archive, articles, allow_loss)
            if losses.blockers:  # a file that was not found counts as one that cannot be read
                articles = msgspec.structs.replace(articles, paths=articles.paths | losses.paths)
            with timings.measure("read saved pages") as stage:
                sources = load_sources(archive, cache, pool)
                stage.record_count(len(sources.accounts), "page")
            with timings.measure("find copies") as stage:
                clusters = find_clusters(sources.outlines, sources.get_text)
                stage.record_count(len(sources.outlines), "story", "stories")
            with timings.measure("plan and render articles") as stage:
                plan = _plan_articles(archive, articles, sources, clusters, day)
                stage.record_count(len(_collect_writes(plan)), "file to write", "files to write")
            stories = (sources.outlines, sources.get_text)
            doubts = collect_doubts(stories, clusters, sources.accounts, plan.copies) if with_doubts else NO_DOUBTS
        problems = (*archive.problems, *sources.problems, *articles.problems, *losses.blockers)
        if losses.blockers or not archive.is_register_readable:
            plan = Plan(actions=(), register=archive.register, copies=plan.copies)
        elif write:
            with timings.measure("write articles"):
                problems += _write_articles(archive, plan, articles.files, pool)
    return IngestResult(
        accounts=sources.accounts,
        story_counts=count_stories(plan, articles.manuscripts),
        plan=plan,
        problems=(*problems, *_report_withdrawals(archive.register, plan.register)),
        articles=None if write and _collect_writes(plan) else articles,
        contexts=sources.contexts,
        doubts=doubts,
        blockers=losses.blockers,
    )


def _refuse_losses(intake: IngestResult) -> None:
    """Raise ContentError if stories would be lost."""
    if intake.blockers:
        raise ContentError.from_problems(*intake.blockers)


def save_register(archive: Archive, register: Register) -> None:
    """Save the register, unless the one on disk could not be read. Articles have to be written before."""
    if archive.is_register_readable:
        register_file.save(archive.root, register)


@contextlib.contextmanager
def save_register_on_error(archive: Archive, intake: IngestResult, *, write: bool = True) -> Iterator[None]:
    """Save the register of intake if a later stage fails, so that it lists the articles that were written.

    Without it, the next run would still recognise their files, but not that an editor deleted one of them.
    """
    try:
        yield
    except BaseException:
        if write:
            with contextlib.suppress(GeneratorError):  # the first error is the one to report
                save_register(archive, intake.plan.register)
        raise


def reload_articles(archive: Archive, jobs: int = 0) -> Articles:
    """Read the articles on disk again, after intake wrote some."""
    with (
        processes.ProcessPool(jobs) as pool,
        intake_cache.open_cache(archive.root, archive.cache_version, write=True) as cache,
    ):
        return load_articles(archive.root, cache, pool, archive.register.articles)


def build_state_after_ingest(
    archive: Archive, intake: IngestResult, articles: Articles, options: SiteOptions = DEFAULT_OPTIONS
) -> SiteState:
    """Build the site of `articles` with the register and problems of intake."""
    return build_site_state(archive, articles, intake.plan.register, intake.problems, options)


def _plan_articles(
    archive: Archive, articles: Articles, sources: SourceStories, clusters: Sequence[Sequence[int]], day: str
) -> Plan:
    """Plan what becomes of the stories in `clusters`, given by their numbers, and render the files that this needs."""
    plan_input = PlanInput(register=archive.register, files=articles.files, paths=articles.paths, day=day)
    draft = draft_plan([[sources.outlines[n] for n in cluster] for cluster in clusters], plan_input)
    plan = complete_plan(draft, sources.render_articles(draft.articles))
    plan = add_witnesses(plan, sources.find_copy)
    sources.drop_unused_digests()
    return plan


def _write_articles(
    archive: Archive, plan: Plan, article_files: Mapping[ArticleId, ArticleFile], pool: ProcessPool
) -> tuple[Problem, ...]:
    """Write the articles of a plan; return a notice for each file that was saved since it was read, which stays.

    Raises MachineError, and writes nothing, if a file has appeared at a path that was free.
    """
    for action in plan.actions:
        if isinstance(action, Create) and (archive.root / action.path).exists():
            raise MachineError(
                f"{action.path}: this file appeared while a story was about to be written to it; run this command again"
            )
    changed_paths = [
        action.path
        for action in plan.actions
        if isinstance(action, Refresh)
        and not content.has_digest(archive.root, action.path, article_files[action.id].sha256)
    ]
    writes = [(path, text) for path, text in _collect_writes(plan).items() if path not in changed_paths]
    content.write_files(archive.root, writes, pool)
    return tuple(map(_report_saved_meanwhile, changed_paths))


def _collect_writes(plan: Plan) -> dict[str, str]:
    """Return the files that a plan writes in `content/articles/`, by path."""
    return {action.path: action.text for action in plan.actions if isinstance(action, Create | Refresh)}


def _report_withdrawals(before: Register, after: Register) -> Iterator[Problem]:
    """Yield a notice for each article whose file is gone since the last run."""
    for identifier, entry in after.articles.items():
        last_entry = before.articles.get(identifier)
        was_withdrawn = last_entry is None or last_entry.state is ArticleState.WITHDRAWN
        if entry.state is ArticleState.WITHDRAWN and not was_withdrawn:
            yield Problem.notice(
                entry.path,
                "withdrawn",
                fact="this file is gone, so its article is withdrawn from now on",
                step="put the file back if you did not mean that",
            )


def _report_empty_pages(pages: PageCounts) -> Iterator[Problem]:
    """Yield a warning if half of the pages gave no story: they are likely misread, or have none."""
    if pages.is_half_empty and pages.empty >= _MIN_EMPTY_PAGES:
        yield Problem(
            severity=Severity.WARNING,
            place=Place(path=layout.SOURCES),
            kind="pages without a story",
            fact=f"{pages.empty:,} of {format_count(pages.read, 'page')} gave no story",
            step="look at them with `backfile check --all`, and rule to ignore those that have none",
        )


def _report_saved_meanwhile(path: str) -> Problem:
    return Problem.notice(
        path,
        "saved meanwhile",
        fact="this was saved during the run, so it was not overwritten",
        step="nothing to do: it counts as edited from now on",
    )


def _list_pending(archive: Archive, plan: Plan, register: Register) -> tuple[str, ...]:
    """Return the files of `content/` that a build would write."""
    return (*_collect_writes(plan), *([layout.REGISTER] if archive.register != register else []))


def _sweep_temporary_files(archive: Archive) -> None:
    """Delete what a killed run left half written."""
    for folder in (layout.CONTENT, layout.OUTPUT):
        disk.remove_pending(archive.root / folder)


def _compute_stamp(site_state: SiteState) -> str:
    """Return a digest of everything that pages depend on beside the site and the templates."""
    return digest.sha256(
        msgspec.json.encode((last_build.scan_program(), list(site_state.countries.countries.values())))
    )


def _update_search_index(archive: Archive, site: Site, last_digests: str) -> Result[str]:
    """Update the search index of what was published, or delete it. It comes last, so that no page waits for it."""
    folder = archive.root / layout.OUTPUT
    if site.config.output.search:
        return search_index.refresh_index(folder, build_documents(site), last_digests, archive.root / layout.WORK)
    search_index.remove_index(folder)
    return Result("")
