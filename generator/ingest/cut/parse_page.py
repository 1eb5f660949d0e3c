"""Parse one saved page: its stories with their outlines, an account of its bytes, the problems.

In: a capture, and the page's context. Out: the content of the page, which depends on nothing else, so that it can
be cached and computed in parallel.
"""

from collections.abc import Sequence

import msgspec

from generator.ingest.cut import byte_accounting
from generator.ingest.cut import lost_prose as lost_prose_of_page
from generator.ingest.cut.byte_accounting import PageAccount, PageOutcome
from generator.ingest.cut.page_context import EMPTY_CONTEXT, PageContext, pack_line_checksums
from generator.ingest.inputs.read_capture import read_capture
from generator.ingest.inputs.records import RecordListing
from generator.ingest.outline import Outline, build_outline
from generator.ingest.story import Story
from generator.model.capture import Capture
from generator.model.document import SourceDocument
from generator.model.problem import Problem
from generator.model.publication import Publication
from generator.model.source import Segment
from generator.model.value import Value
from generator.text.counts import format_count


class ParsedPage(Value, frozen=True):
    """A page without the texts of its stories. `lines` are checksums of lines that other pages may share.

    `locators` are the records of a file that has many; each of them is a page of its own.
    """

    account: PageAccount
    outlines: tuple[Outline, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: bytes = b""
    locators: tuple[str, ...] = ()


class PageWithStories(Value, frozen=True):
    """A page with its stories, in the order of its outlines."""

    page: ParsedPage
    stories: tuple[Story, ...] = ()


def parse_page(capture: Capture, context: PageContext = EMPTY_CONTEXT) -> PageWithStories:
    """Parse a saved page."""
    document = read_capture(capture)
    page_stories = cut_stories(document.value, context) if document.value else ()
    segments = [segment for segment, _ in page_stories]
    account = byte_accounting.build_account(capture, document.value, segments)
    if document.value is None:
        return PageWithStories(page=ParsedPage(account=account, problems=document.problems))
    stories = tuple(story for _, story in page_stories)
    inside, outside = _count_prose(document.value, segments)
    lost_prose = outside if lost_prose_of_page.is_much(inside, outside) else 0
    problems = document.problems
    if not stories:
        problems = (*problems, _build_no_story_notice(capture, lost_prose))
    elif lost_prose:
        problems = (*problems, _build_lost_prose_notice(capture, inside, outside))
    return PageWithStories(
        page=ParsedPage(
            account=msgspec.structs.replace(account, lost_prose=lost_prose),
            outlines=tuple(map(build_outline, stories)),
            problems=problems,
            lines=pack_line_checksums(segments),
        ),
        stories=stories,
    )


def cut_stories(document: SourceDocument, context: PageContext) -> tuple[tuple[Segment, Story], ...]:
    """Return the stories of `document`, each with its segment."""
    # The rules and the model take 50 ms to load, which a run without news does not pay.
    from generator.ingest.reading.read_stories import read_stories  # noqa: PLC0415

    page_stories = read_stories(document, context)
    publication = context.find_publication(document)
    if not publication:
        return page_stories
    return tuple((story_segment, _add_publication(story, publication)) for story_segment, story in page_stories)


def _add_publication(story: Story, publication: Publication) -> Story:
    name = story.printed.publication or publication.name
    printed = msgspec.structs.replace(story.printed, publication=name)
    return msgspec.structs.replace(story, printed=printed, home=publication.country)


def skip_page(path: str, outcome: PageOutcome, *problems: Problem) -> ParsedPage:
    """Return the result for a file that was not read."""
    return ParsedPage(account=byte_accounting.build_unread_account(path, outcome), problems=problems)


def list_records_page(path: str, records: RecordListing) -> ParsedPage:
    """Return the result for a file of records, which are parsed one by one."""
    account = PageAccount(path=path, outcome=PageOutcome.RECORDS, parts=records.parts, size=records.size)
    return ParsedPage(account=account, problems=records.problems, locators=records.locators)


def _count_prose(document: SourceDocument, segments: Sequence[Segment]) -> tuple[int, int]:
    """Return the characters of running text inside and outside of the page's stories."""
    if segments:
        return lost_prose_of_page.count_lost_prose(segments)
    from generator.ingest.reading.units import gather_units  # noqa: PLC0415  (as above)

    return 0, lost_prose_of_page.count_prose(unit.text for unit in gather_units(document))


def _build_no_story_notice(capture: Capture, lost_prose: int) -> Problem:
    text = f"it has {format_count(lost_prose, 'character')} of running text, but no part of it is likely enough a story"
    return Problem.notice(
        capture.place,
        "no article",
        fact="no article was found on this page",
        cause=text if lost_prose else "it has no running text below a headline",
        step=f"see why with `backfile ingest --explain {capture.path}`"
        if lost_prose
        else "nothing to do if it is a list or a menu",
    )


def _build_lost_prose_notice(capture: Capture, inside: int, outside: int) -> Problem:
    return Problem.notice(
        capture.place,
        "text left out",
        fact=f"{format_count(outside, 'character')} of running text on this page are in no story",
        cause=f"its stories have {inside:,}",
        step=f"see what was left out with `backfile ingest --explain {capture.path}`",
    )
