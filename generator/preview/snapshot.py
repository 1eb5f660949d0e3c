"""A snapshot of the archive for a preview: scanned as a build scans it, with pages on demand.

In: where the archive is. Out: the snapshot, a newer one after some articles changed, its pages, and the
problems of its pages. `output/` is not written.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from generator import layout, load_articles, pipeline, render_site
from generator.archive import Archive, load_archive
from generator.load_articles import Articles
from generator.model.article import Article, ArticleId
from generator.model.errors import GeneratorError
from generator.model.problem import Problem
from generator.preview.preview_site import PreviewFiles
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemandFiles
from generator.run_results import IngestResult
from generator.site.patch import is_patchable, patch_site
from generator.site_state import SiteOptions, SiteState
from generator.store import content, disk


class PreviewSource(msgspec.Struct, frozen=True):
    """What a snapshot is made from: the archive, the preview's own address, the packaged tables, today's date."""

    root: Path
    base_url: str
    tables: Tables
    today: Callable[[], str]


class Snapshot(msgspec.Struct, frozen=True):
    """The archive at one moment: what was read of it, intake, articles, and the site as editors see it.

    That site has drafts and withdrawn stories too, marked as such.
    """

    archive: Archive
    intake: IngestResult
    articles: Articles
    site_state: SiteState


def load_snapshot(source: PreviewSource) -> Snapshot:
    """Import new sources and save the register, as a build does, and return the archive as it is then.

    Raises GeneratorError if the settings are invalid or the machine fails.
    """
    archive = load_archive(source.root, source.tables)
    disk.remove_pending(source.root / layout.CONTENT)
    intake = pipeline.bring_in_stories(archive, source.today())
    with pipeline.save_register_on_error(archive, intake):
        articles = intake.articles or pipeline.reload_articles(archive)
        site_state = pipeline.build_state_after_ingest(archive, intake, articles, SiteOptions(source.base_url))
    pipeline.save_register(archive, site_state.register)  # that of the public site: drafts get no address in it
    snapshot = Snapshot(archive, intake, articles, site_state)
    has_drafts = any(page.draft for page in archive.free_pages)
    if has_drafts or any(item.article.draft or item.article.withdrawn for item in articles.manuscripts):
        return _rebuild_site(source, snapshot)
    return snapshot


def update_articles(source: PreviewSource, snapshot: Snapshot, paths: Collection[str]) -> Snapshot:
    """Return `snapshot` with the article files at `paths` as they are now: changed, new or gone.

    If a file can no longer be read, its last version stays, with the problem. If only the text of stories changed, the
    site is patched, which takes milliseconds; any other change builds it again from memory. If that fails the site
    stays as it was: the next scan reports why.
    """
    articles = load_articles.reload_files(source.root, snapshot.articles, paths)
    intake = msgspec.structs.replace(snapshot.intake, problems=_remove_problems(snapshot.intake.problems, paths))
    site_state = msgspec.structs.replace(
        snapshot.site_state, problems=_remove_problems(snapshot.site_state.problems, paths)
    )
    text_changes = _find_text_changes(snapshot, articles, paths)
    if text_changes:
        site_state = msgspec.structs.replace(site_state, site=patch_site(site_state.site, text_changes))
    new_snapshot = Snapshot(snapshot.archive, intake, articles, site_state)
    if text_changes is not None:
        return new_snapshot
    try:
        return _rebuild_site(source, new_snapshot)
    except GeneratorError:
        return new_snapshot


def keep_last_articles(source: PreviewSource, snapshot: Snapshot, earlier_articles: Articles) -> Snapshot:
    """Return `snapshot` with the earlier version of every article file that is there but can no longer be read."""
    readable_paths = {manuscript.path for manuscript in snapshot.articles.manuscripts}
    lost_manuscripts = [
        manuscript
        for manuscript in earlier_articles.manuscripts
        if manuscript.path in snapshot.articles.paths and manuscript.path not in readable_paths
    ]
    if not lost_manuscripts:
        return snapshot
    manuscripts = (*snapshot.articles.manuscripts, *lost_manuscripts)
    articles = msgspec.structs.replace(snapshot.articles, manuscripts=manuscripts)
    return _rebuild_site(source, msgspec.structs.replace(snapshot, articles=articles))


def list_changed_articles(root: Path, articles: Articles, paths: Iterable[str]) -> set[str]:
    """Return the article files that changes at `paths` may concern; for a folder, all that are or were in it."""
    article_paths: set[str] = set()
    for path in paths:
        is_folder = (root / path).is_dir()
        if path.lower().endswith(".md"):
            article_paths.add(path)
            if path in articles.paths and not is_folder:
                continue
        if is_folder:
            article_paths |= {f"{path}/{name}" for name in disk.list_files(root / path, ".md")}
        article_paths |= {old_path for old_path in articles.paths if old_path.startswith(f"{path}/")}
    # Names that cannot be used are not read; the scan reports them.
    return {path for path in article_paths if content.format_name(path) == path}


def render_on_demand(
    source: PreviewSource,
    site_state: SiteState,
    templates: Mapping[str, str],
    earlier_templates: Mapping[str, str],
) -> tuple[PreviewFiles, tuple[Problem, ...]]:
    """Return the files of the site, with pages rendered when asked for, and the problems of its pictures."""
    page_list = render_site.list_pages(source.root, site_state, source.tables)
    files = PreviewFiles(
        pages=OnDemandFiles(page_list.value, templates),
        assets=render_site.load_assets(source.root, site_state.site),
        kept_urls=frozenset(site_state.kept_pages),
        earlier_templates=earlier_templates,
        page_list=page_list.value,
    )
    return files, page_list.problems


def find_page_problems(root: Path, site_state: SiteState, files: OnDemandFiles) -> tuple[Problem, ...]:
    """Return what a build would report about the pages of a site. Renders every page with links of editors."""
    return render_site.find_link_problems(root, site_state, files)


def _rebuild_site(source: PreviewSource, snapshot: Snapshot) -> Snapshot:
    """Return `snapshot` with the site that editors see of its articles."""
    options = SiteOptions(source.base_url, includes_hidden=True)
    site_state = pipeline.build_state_after_ingest(snapshot.archive, snapshot.intake, snapshot.articles, options)
    return msgspec.structs.replace(snapshot, site_state=site_state)


def _find_text_changes(
    snapshot: Snapshot, articles: Articles, paths: Collection[str]
) -> dict[ArticleId, Article] | None:
    """Return the stories of which only the text changed; None if more than text changed."""
    old_texts = {item.path: item.article for item in snapshot.articles.manuscripts if item.path in paths}
    new_texts = {item.path: item.article for item in articles.manuscripts if item.path in paths}
    if old_texts.keys() != new_texts.keys():
        return None
    site_state = snapshot.site_state
    ids = {entry.path: identifier for identifier, entry in site_state.register.articles.items() if entry.path in paths}
    article_ids = {*ids.values()}
    site_articles = {entry.id: entry.article for entry in site_state.site.entries if entry.id in article_ids}
    text_changes = {}
    for path, article in new_texts.items():
        if article == old_texts[path]:
            continue
        site_article = site_articles.get(ids[path]) if path in ids else None
        if site_article is None or article.draft or article.withdrawn or not is_patchable(old_texts[path], article):
            return None
        text_changes[ids[path]] = msgspec.structs.replace(article, id=site_article.id, slug=site_article.slug)
    return text_changes


def _remove_problems(problems: Iterable[Problem], paths: Collection[str]) -> tuple[Problem, ...]:
    """Return the problems that are not in the files at `paths`."""
    return tuple(problem for problem in problems if problem.place.path not in paths)
