"""One saved page taken in: its stories with their outlines, an account of its bytes, what was found wrong.

In: a path, bytes, and what is known of the page beside them. Out: what the page holds, which depends on nothing else,
so that it can be kept for the next run and worked out beside other pages.
"""

import msgspec

from generator.ingest.cut import byte_accounting
from generator.ingest.cut.byte_accounting import Account
from generator.ingest.cut.decode import decode
from generator.ingest.cut.page_context import NOTHING, House, counted
from generator.ingest.outline import Outline, outline
from generator.ingest.story import Story
from generator.model.problem import Place, Problem, Severity
from generator.model.source import Segment, SourceDocument
from generator.model.value import Value


class Shelf(Value, frozen=True):
    """A page without the texts of its stories. `lines` are checksums of those that other pages may have too."""

    account: Account
    outlines: tuple[Outline, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: bytes = b""


class Received(Value, frozen=True):
    """A page with its stories, in the order of its outlines."""

    shelf: Shelf
    stories: tuple[Story, ...] = ()


def receive(path: str, data: bytes, house: House = NOTHING) -> Received:
    """What the saved page at `path` (relative to the root) with the bytes `data` holds."""
    document = decode(path, data)
    found = cut(document.value, house) if document.value else ()
    segments = [one for one, _ in found]
    account = byte_accounting.account(path, data, document.value, segments)
    if document.value is None:
        return Received(shelf=Shelf(account=account, problems=document.problems))
    stories = tuple(story for _, story in found)
    problems = document.problems if stories else (*document.problems, _no_story(path))
    return Received(
        shelf=Shelf(account=account, outlines=tuple(map(outline, stories)), problems=problems, lines=counted(segments)),
        stories=stories,
    )


def cut(document: SourceDocument, house: House) -> tuple[tuple[Segment, Story], ...]:
    """The stories of `document`, each with its segment."""
    # The rules and the model take 50 ms to get ready, which a run without news does not pay.
    from generator.ingest.reading.read_stories import read_stories  # noqa: PLC0415

    found = read_stories(document, house)
    own = house.publication(document)
    if not own:
        return found
    return tuple(
        (one, msgspec.structs.replace(story, publication=story.publication or own.name)) for one, story in found
    )


def left_out(path: str, *problems: Problem) -> Shelf:
    """A file that was not looked into."""
    return Shelf(account=byte_accounting.unread(path), problems=problems)


def _no_story(path: str) -> Problem:
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path=path),
        kind="no article",
        fact="no article was found on this page",
        cause="it has no running text below a headline",
        step="nothing to do if it is a list or a menu",
    )
