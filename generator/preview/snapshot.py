"""A proof of the archive, for a preview: gone through as a build does it, with pages on demand.

In: the archive's root, the day of accession. Out: the proof, pages of it, and what is wrong with them.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator import layout, pipeline, render_site
from generator.load_articles import Articles
from generator.model.problem import Problem, Result
from generator.pipeline import IngestResult
from generator.reference.tables import Tables
from generator.render.on_demand import OnDemandFiles
from generator.site_state import SiteOptions, SiteState
from generator.store import content, disk, register_file


class Snapshot(msgspec.Struct, frozen=True):
    """The archive before it is published: intake, the articles, the site that readers see, that of editors.

    Editors `see` drafts and withdrawn stories too, marked as such.
    """

    intake: IngestResult
    articles: Articles
    public_state: SiteState
    editor_state: SiteState


def load_snapshot(root: Path, day: str, tables: Tables, base_url: str) -> Snapshot:
    """Bring in what is new as a build does, with its register, and the site of it; no page is made."""
    content.load_settings(root)
    disk.remove_pending(root / layout.CONTENT)
    intake = pipeline.ingest(root, day)
    articles = intake.articles or pipeline.reload_articles(root)
    public_state = pipeline.build_state_after_ingest(root, intake, articles, tables, SiteOptions(base_url))
    if intake.is_readable:
        register_file.save(root, public_state.register)
    has_hidden = any(manuscript.article.draft or manuscript.article.withdrawn for manuscript in articles.manuscripts)
    editor_state = (
        pipeline.build_state_after_ingest(root, intake, articles, tables, SiteOptions(base_url, includes_hidden=True))
        if has_hidden
        else public_state
    )
    return Snapshot(intake, articles, public_state, editor_state)


def build_editor_state(root: Path, snapshot: Snapshot, articles: Articles, tables: Tables, base_url: str) -> SiteState:
    """What editors see when the articles are those that are `articles`, and all else stands as it did."""
    return pipeline.build_state_after_ingest(
        root, snapshot.intake, articles, tables, SiteOptions(base_url, includes_hidden=True)
    )


def render_on_demand(
    root: Path, site_state: SiteState, tables: Tables, templates: Mapping[str, str]
) -> Result[OnDemandFiles]:
    """The pages of an edition in `templates`, each made when it is asked for; what is wrong with their pictures."""
    illustrated_site = render_site.add_pictures(root, site_state.site, site_state.register)
    pages = render_site.list_pages(illustrated_site.value, site_state, tables)
    return Result(OnDemandFiles(pages, templates), illustrated_site.problems)


def find_page_problems(root: Path, site_state: SiteState, files: OnDemandFiles) -> tuple[Problem, ...]:
    """What a build would say of the pages of an edition; those with links are made for it."""
    return render_site.find_link_problems(root, site_state, files)
