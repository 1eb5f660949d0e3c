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
from generator.ingest.cut.page_context import PageContext
from generator.ingest.cut.parse_page import cut_stories
from generator.ingest.cut.source_keys import format_page_key
from generator.ingest.explain_page import ArticleCopies, AuthorityTables, ComparedCopy, PageEvidence
from generator.ingest.inputs.read_capture import read_capture
from generator.ingest.outline import build_outline
from generator.ingest.plan import Create, KeepEdit, Refresh
from generator.ingest.story import Story
from generator.model.article import ArticleId
from generator.model.capture import Capture
from generator.model.problem import Problem
from generator.model.register import CopyComparison
from generator.model.source import Provenance
from generator.reference.tables import build_known_people_finder
from generator.run_results import IngestResult
from generator.store import disk, source_files, spacy_model

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
        pages=tuple(evidence for path in paths for evidence in _explain_file(archive, path, intake)),
        problems=tuple(problem for problem in intake.problems if problem.place.path in reported_paths),
    )


def _explain_file(archive: Archive, path: str, intake: IngestResult) -> Iterator[PageEvidence]:
    """Yield the evidence of the page in a file, or of each of its records."""
    opened = source_files.open_source(archive.root, path)
    if opened.value is None:
        yield explain_page.explain_rejected(path, disk.get_size(archive.root / path), opened.problems[0].fact)
        return
    locators = opened.value.records.locators if opened.value.records else ("",)
    for locator, result in zip(locators, source_files.load_captures(archive.root, path, locators), strict=True):
        if result.value is None:
            yield explain_page.explain_rejected(_format_name(path, locator), 0, result.problems[0].fact)
        else:
            yield _explain_page(archive, result.value, intake)


def _format_name(path: str, locator: str) -> str:
    return f"{path}, {locator}" if locator else path


def _explain_page(archive: Archive, capture: Capture, intake: IngestResult) -> PageEvidence:
    """Return the evidence of one page."""
    data, path = capture.payload, _format_name(capture.path, capture.locator)
    if capture.path in archive.editorial.rulings.sources.ignored:
        return explain_page.explain_rejected(path, len(data), _REASON_IGNORED)
    document = read_capture(capture)
    if document.value is None:
        return explain_page.explain_rejected(path, len(data), document.problems[0].fact)
    segments = cut_stories(document.value, intake.get_context(format_page_key(capture.path, capture.locator)))
    if not segments:
        return explain_page.explain_rejected(path, len(data), "", document.value)
    owners = {copy: identifier for identifier, copies in intake.plan.copies.items() for copy in copies}
    return explain_page.explain_stories(
        capture,
        document.value,
        [
            (segment, story, _describe_article(archive, owners.get(story.provenance), intake))
            for segment, story in segments
        ],
        AuthorityTables(
            archive.tables.get_country_index(archive.amended_countries),
            spacy_model.load_person_finder(
                archive.model, archive.amended_countries, archive.settings.recognition.people_from
            ),
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
    pages = {(copy.path, copy.locator) for copy in copies}
    stories_by_place = {
        story.provenance: story
        for path, locator in pages
        for story in _read_stories(root, path, locator, intake.get_context(format_page_key(path, locator)))
    }
    return tuple(stories_by_place[copy] for copy in copies if copy in stories_by_place)


def _read_stories(root: Path, path: str, locator: str, context: PageContext) -> Iterator[Story]:
    """Yield the stories of a saved page."""
    capture = source_files.load_page(root, path, locator)
    document = None if isinstance(capture, Problem) else read_capture(capture).value
    if document:
        yield from (story for _, story in cut_stories(document, context))
