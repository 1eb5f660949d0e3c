"""A proof of the archive, for a preview: gone through as a build does it, with pages on demand.

In: the archive's root, the day of accession. Out: the proof, pages of it, and what is wrong with them.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator import layout, pipeline, render_site
from generator.archive import Archive, load_archive
from generator.load_articles import Articles
from generator.model.problem import Problem, Result
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemandFiles
from generator.run_results import IngestResult
from generator.site_state import SiteOptions, SiteState
from generator.store import disk


class Snapshot(msgspec.Struct, frozen=True):
    """The archive before it is published: intake, the articles, the site that readers see, that of editors.

    Editors `see` drafts and withdrawn stories too, marked as such.
    """

    archive: Archive
    intake: IngestResult
    articles: Articles
    public_state: SiteState
    editor_state: SiteState


def load_snapshot(root: Path, day: str, tables: Tables, base_url: str) -> Snapshot:
    """Bring in what is new as a build does, with its register, and the site of it; no page is made."""
    archive = load_archive(root, tables)
    disk.remove_pending(root / layout.CONTENT)
    intake = pipeline.bring_in_stories(archive, day)
    with pipeline.save_register_on_error(archive, intake):
        articles = intake.articles or pipeline.reload_articles(archive)
        public_state = pipeline.build_state_after_ingest(archive, intake, articles, SiteOptions(base_url))
    pipeline.save_register(archive, public_state.register)
    has_hidden = any(manuscript.article.draft or manuscript.article.withdrawn for manuscript in articles.manuscripts)
    snapshot = Snapshot(archive, intake, articles, public_state, public_state)
    if not has_hidden:
        return snapshot
    return msgspec.structs.replace(snapshot, editor_state=build_editor_state(snapshot, articles, base_url))


def build_editor_state(snapshot: Snapshot, articles: Articles, base_url: str) -> SiteState:
    """Build what editors see of `articles`, with everything else as it was in `snapshot`."""
    options = SiteOptions(base_url, includes_hidden=True)
    return pipeline.build_state_after_ingest(snapshot.archive, snapshot.intake, articles, options)


def render_on_demand(
    root: Path, site_state: SiteState, tables: Tables, templates: Mapping[str, str]
) -> Result[OnDemandFiles]:
    """The pages of an edition in `templates`, each made when it is asked for; what is wrong with their pictures."""
    pages = render_site.list_pages(root, site_state, tables)
    return Result(OnDemandFiles(pages.value, templates), pages.problems)


def find_page_problems(root: Path, site_state: SiteState, files: OnDemandFiles) -> tuple[Problem, ...]:
    """What a build would say of the pages of an edition; those with links are made for it."""
    return render_site.find_link_problems(root, site_state, files)
