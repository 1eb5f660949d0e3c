"""Explain how saved pages were read: `backfile ingest --explain`. Changes nothing.

In: the archive and paths of saved pages. Out: the evidence of each page, and its problems. The whole archive is read as
in a dry run, because whether a story is a copy depends on all other stories.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator import layout, pipeline
from generator.archive import Archive
from generator.ingest import explain_page
from generator.ingest.copies.copy_differences import compare_copies
from generator.ingest.copies.copy_of_record import find_deciding_rules
from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import PageContext
from generator.ingest.cut.parse_page import cut_stories
from generator.ingest.explain_page import ArticleCopies, AuthorityTables, ComparedCopy, PageEvidence
from generator.ingest.outline import build_outline
from generator.ingest.plan import Create, KeepEdit, Refresh
from generator.ingest.story import Story
from generator.model.article import ArticleId
from generator.model.problem import Problem
from generator.model.register import CopyComparison
from generator.model.source import Provenance
from generator.reference.tables import build_known_people_finder
from generator.run_results import IngestResult
from generator.store import content, disk, spacy_model

_ACTIONS = {Create: "create", Refresh: "refresh", KeepEdit: "keep"}
_STATE_LEFT_OUT = "not brought in"
_REASON_IGNORED = "ignored: a decision in content/decisions says to take nothing from this page"


class Explanation(msgspec.Struct, frozen=True):
    """The evidence of the explained pages, and the problems that concern them."""

    pages: tuple[PageEvidence, ...]
    problems: tuple[Problem, ...]


def explain(archive: Archive, paths: Sequence[str], day: str) -> Explanation:
    """Explain what an ingest on `day` would do with the saved pages at `paths` (relative to the root), and why."""
    intake = pipeline.bring_in_stories(archive, day, write=False)
    reported_paths = {*paths, *(() if archive.is_register_readable else (layout.REGISTER,))}
    return Explanation(
        pages=tuple(_explain_page(archive, path, intake) for path in paths),
        problems=tuple(problem for problem in intake.problems if problem.place.path in reported_paths),
    )


def _explain_page(archive: Archive, path: str, intake: IngestResult) -> PageEvidence:
    """Return the evidence of one page."""
    data = content.load_source(archive.root, path)
    if isinstance(data, Problem):
        return explain_page.explain_rejected(path, disk.get_size(archive.root / path), data.fact)
    if path in archive.editorial.rulings.sources.ignored:
        return explain_page.explain_rejected(path, len(data), _REASON_IGNORED)
    document = decode(path, data)
    if document.value is None:
        return explain_page.explain_rejected(path, len(data), document.problems[0].fact)
    context = intake.get_context(path)
    segments = cut_stories(document.value, context)
    if not segments:
        return explain_page.explain_rejected(path, len(data), "", document.value)
    owners = {copy: identifier for identifier, copies in intake.plan.copies.items() for copy in copies}
    return explain_page.explain_stories(
        data,
        document.value,
        [
            (segment, story, _describe_article(archive, owners.get(story.provenance), intake))
            for segment, story in segments
        ],
        AuthorityTables(
            archive.tables.get_country_index(archive.amended_countries),
            spacy_model.load_person_finder(archive.model, archive.amended_countries),
            build_known_people_finder(archive.known_people),
        ),
    )


def _describe_article(archive: Archive, identifier: ArticleId | None, intake: IngestResult) -> ArticleCopies | None:
    """Return an article with its copies; None if there is none, because the page changed during the run."""
    if identifier is None:
        return None
    plan = intake.plan
    copies = [(build_outline(story), story) for story in _load_stories(archive.root, plan.copies[identifier], intake)]
    if not copies:
        return None
    copy_witnesses = (CopyComparison(why=""), *compare_copies(copies))
    entry = plan.register.articles.get(identifier)
    action = next((type(item) for item in plan.actions if item.id == identifier), None)
    return ArticleCopies(
        id=identifier,
        path=entry.path if entry else "",
        state=entry.state.value if entry else _STATE_LEFT_OUT,
        action=_ACTIONS.get(action, "") if action else "",
        copies=tuple(
            ComparedCopy(story=story, rule=rule, witness=witness)
            for (_, story), rule, witness in zip(
                copies, find_deciding_rules([item for item, _ in copies]), copy_witnesses, strict=True
            )
        ),
    )


def _load_stories(root: Path, copies: Sequence[Provenance], intake: IngestResult) -> tuple[Story, ...]:
    """Read the stories of these copies again; those on pages that changed since are left out."""
    paths = {copy.path for copy in copies}
    stories_by_place = {
        story.provenance: story for path in paths for story in _read_stories(root, path, intake.get_context(path))
    }
    return tuple(stories_by_place[copy] for copy in copies if copy in stories_by_place)


def _read_stories(root: Path, path: str, context: PageContext) -> Iterator[Story]:
    """Yield the stories of a saved page."""
    data = content.load_source(root, path)
    document = None if isinstance(data, Problem) else decode(path, data).value
    if document:
        yield from (story for _, story in cut_stories(document, context))
