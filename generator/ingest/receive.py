"""One saved page taken in: its stories with their outlines, an account of its bytes, what was found wrong.

In: a path and bytes. Out: what the page holds, which depends on nothing else, so that it can be kept for the
next run and worked out beside other pages.
"""

from generator.ingest import ledger
from generator.ingest.decode import decode
from generator.ingest.fields import read
from generator.ingest.ledger import Account
from generator.ingest.outline import Outline, outline
from generator.ingest.segment import segment
from generator.ingest.story import Story
from generator.model.problem import Place, Problem, Severity
from generator.model.value import Value


class Shelf(Value, frozen=True):
    """A page without the texts of its stories."""

    account: Account
    outlines: tuple[Outline, ...] = ()
    problems: tuple[Problem, ...] = ()


class Received(Value, frozen=True):
    """A page with its stories, in the order of its outlines."""

    shelf: Shelf
    stories: tuple[Story, ...] = ()


def receive(path: str, data: bytes) -> Received:
    """What the saved page at `path` (relative to the root) with the bytes `data` holds."""
    document = decode(path, data)
    segments = segment(document.value) if document.value else ()
    account = ledger.account(path, data, document.value, segments)
    if document.value is None:
        return Received(shelf=Shelf(account=account, problems=document.problems))
    stories = tuple(read(one, document.value) for one in segments)
    problems = document.problems if stories else (*document.problems, _no_story(path))
    return Received(
        shelf=Shelf(account=account, outlines=tuple(map(outline, stories)), problems=problems), stories=stories
    )


def left_out(path: str, *problems: Problem) -> Shelf:
    """A file that was not looked into."""
    return Shelf(account=ledger.unread(path), problems=problems)


def _no_story(path: str) -> Problem:
    return Problem(
        severity=Severity.NOTICE,
        place=Place(path=path),
        kind="no article",
        fact="no article was found on this page",
        cause="it has no running text below a headline",
        step="nothing to do if it is a list or a menu",
    )
