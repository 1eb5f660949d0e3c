"""Parse one saved page: its stories with their outlines, an account of its bytes, the problems.

In: a path, bytes, and the page's context. Out: the content of the page, which depends on nothing else, so that it can
be cached and computed in parallel.
"""

import msgspec

from generator.ingest.cut import byte_accounting
from generator.ingest.cut.byte_accounting import PageAccount
from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import EMPTY_CONTEXT, PageContext, pack_line_checksums
from generator.ingest.outline import Outline, build_outline
from generator.ingest.story import Story
from generator.model.problem import Problem
from generator.model.source import Segment, SourceDocument
from generator.model.value import Value


class ParsedPage(Value, frozen=True):
    """A page without the texts of its stories. `lines` are checksums of lines that other pages may share."""

    account: PageAccount
    outlines: tuple[Outline, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: bytes = b""


class PageWithStories(Value, frozen=True):
    """A page with its stories, in the order of its outlines."""

    page: ParsedPage
    stories: tuple[Story, ...] = ()


def parse_page(path: str, data: bytes, context: PageContext = EMPTY_CONTEXT) -> PageWithStories:
    """Parse the saved page at `path` (relative to the root) with the bytes `data`."""
    document = decode(path, data)
    page_stories = cut_stories(document.value, context) if document.value else ()
    segments = [segment for segment, _ in page_stories]
    account = byte_accounting.build_account(path, data, document.value, segments)
    if document.value is None:
        return PageWithStories(page=ParsedPage(account=account, problems=document.problems))
    stories = tuple(story for _, story in page_stories)
    problems = document.problems if stories else (*document.problems, _build_no_story_notice(path))
    return PageWithStories(
        page=ParsedPage(
            account=account,
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
    return tuple(
        (story_segment, story if story.printed.publication else _add_publication(story, publication.name))
        for story_segment, story in page_stories
    )


def _add_publication(story: Story, name: str) -> Story:
    return msgspec.structs.replace(story, printed=msgspec.structs.replace(story.printed, publication=name))


def skip_page(path: str, *problems: Problem) -> ParsedPage:
    """Return the result for a file that was not read."""
    return ParsedPage(account=byte_accounting.build_unread_account(path), problems=problems)


def _build_no_story_notice(path: str) -> Problem:
    return Problem.notice(
        path,
        "no article",
        fact="no article was found on this page",
        cause="it has no running text below a headline",
        step="nothing to do if it is a list or a menu",
    )
