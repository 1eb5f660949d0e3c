"""Why saved pages became what they did: `backfile ingest --explain`. Changes nothing.

In: the archive's root and paths of saved pages. Out: the evidence of each, and what was found wrong with it. The
whole archive is gone through as by a dry run, for whether a story is a copy shows beside the others only.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator import pipeline
from generator.ingest import explain_page
from generator.ingest.copies.copy_differences import witnesses
from generator.ingest.copies.copy_of_record import rules
from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import House
from generator.ingest.cut.parse_page import cut
from generator.ingest.explain_page import Authority, Known, KnownCopy, PageEvidence
from generator.ingest.outline import outline
from generator.ingest.plan import Create, KeepEdit, Refresh
from generator.ingest.story import Story
from generator.model.article import ArticleId
from generator.model.problem import Problem
from generator.model.register import Witness
from generator.model.source import Provenance
from generator.pipeline import Ingested
from generator.reference.tables import Tables
from generator.store import content, disk, register_file, spacy_model

_ACTIONS = {Create: "create", Refresh: "refresh", KeepEdit: "keep"}
_LEFT_OUT = "not brought in"
_IGNORED = "ignored: an editor ruled in content/decisions that nothing is taken from this page"


class Explained(msgspec.Struct, frozen=True):
    """The evidence of the pages asked for, and the findings that are about them."""

    pages: tuple[PageEvidence, ...]
    problems: tuple[Problem, ...]


def explain(root: Path, paths: Sequence[str], day: str, given: Tables) -> Explained:
    """Why the saved pages at `paths` (relative to `root`) become what they do; `day` is the day of accession."""
    ingested = pipeline.ingest(root, day, write=False)
    about = {*paths, *(() if ingested.readable else (register_file.PATH,))}
    return Explained(
        pages=tuple(_page(root, path, ingested, given) for path in paths),
        problems=tuple(one for one in ingested.problems if one.place.path in about),
    )


def _page(root: Path, path: str, ingested: Ingested, given: Tables) -> PageEvidence:
    """The evidence of one page."""
    data = content.source(root, path)
    if isinstance(data, Problem):
        return explain_page.rejected(path, disk.size(root / path), data.fact)
    if path in ingested.curated.rulings.sources.ignored:
        return explain_page.rejected(path, len(data), _IGNORED)
    document = decode(path, data)
    if document.value is None:
        return explain_page.rejected(path, len(data), document.problems[0].fact)
    house = ingested.house(path)
    found = cut(document.value, house)
    if not found:
        return explain_page.rejected(path, len(data), "", document.value)
    amended = ingested.curated.amended.countries
    owners = {copy: identifier for identifier, copies in ingested.plan.copies.items() for copy in copies}
    return explain_page.cut(
        data,
        document.value,
        [(one, story, _known(root, owners.get(story.provenance), ingested)) for one, story in found],
        Authority(given.amended(amended), spacy_model.persons(spacy_model.chosen(root), amended)),
    )


def _known(root: Path, identifier: ArticleId | None, ingested: Ingested) -> Known | None:
    """What is known of an article, with its copies; None where the story goes to no article."""
    if identifier is None:
        return None
    planned = ingested.plan
    copies = [(outline(story), story) for story in _stories(root, planned.copies[identifier], ingested)]
    if not copies:
        return None
    told = (Witness(why=""), *witnesses(copies))
    entry = planned.register.articles.get(identifier)
    action = next((type(one) for one in planned.actions if one.id == identifier), None)
    return Known(
        id=identifier,
        path=entry.path if entry else "",
        state=entry.state.value if entry else _LEFT_OUT,
        action=_ACTIONS.get(action, "") if action else "",
        copies=tuple(
            KnownCopy(story=story, rule=rule, witness=witness)
            for (_, story), rule, witness in zip(copies, rules([one for one, _ in copies]), told, strict=True)
        ),
    )


def _stories(root: Path, copies: Sequence[Provenance], ingested: Ingested) -> tuple[Story, ...]:
    """The stories that stand at these places, read again; a page that was changed since is left out."""
    paths = {copy.path for copy in copies}
    there = {story.provenance: story for path in paths for story in _read(root, path, ingested.house(path))}
    return tuple(there[copy] for copy in copies if copy in there)


def _read(root: Path, path: str, house: House) -> Iterator[Story]:
    """The stories of a saved page."""
    data = content.source(root, path)
    document = None if isinstance(data, Problem) else decode(path, data).value
    if document:
        yield from (story for _, story in cut(document, house))
