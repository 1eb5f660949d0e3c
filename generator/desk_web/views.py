"""What the desk's pages may show, as values.

In: the state of a sitting. Out: a view for each page but that of a question. Nothing is read or changed here.
"""

from generator.desk.question import NAMES, Kind
from generator.desk.review_session import Done
from generator.desk_web.desk_state import Outcome, State
from generator.model.problem import printable
from generator.model.value import Value

HOME = "/_desk/"
# So many questions of a kind stand on the first page, so many on the list of a kind, so many answers below them.
_FIRST, _LISTED, _LATEST = 5, 200, 20
# A survey of some thousand stories takes seconds; after so many a page that waits for it is loaded again.
_AGAIN = 1


class Written(Value, frozen=True):
    """An answer that was given: the question, what was answered, the file, the lines that are new in it."""

    asked: str
    answered: str
    path: str
    lines: tuple[str, ...]


class Note(Value, frozen=True):
    """What happened last: an answer was written, or taken `back`."""

    written: Written
    back: bool


class Frame(Value, frozen=True):
    """What every page of the desk has.

    `undo` is the id of the question whose answer can be taken back, `only` the kind that alone is asked, `refresh`
    after how many seconds the page is loaded again (0: not). It `is_ready` where questions were made.
    """

    title: str
    token: str
    by: str
    only: str = ""
    note: Note | None = None
    undo: str = ""
    answered: int = 0
    waiting: int = 0
    is_ready: bool = False
    is_surveying: bool = False
    refresh: int = 0
    error: str = ""


class Item(Value, frozen=True):
    """A question in a list."""

    href: str
    asked: str
    hint: str


class Shelf(Value, frozen=True):
    """The questions of one kind: the first of them, how many there are, where all are listed (empty: they are here)."""

    kind: str
    name: str
    number: int
    items: tuple[Item, ...]
    all: str


class Overview(Value, frozen=True):
    """What waits, by kind, and what was answered last. `begin` leads to the first question."""

    frame: Frame
    heading: str
    begin: str
    shelves: tuple[Shelf, ...]
    done: tuple[Written, ...]
    notes: tuple[str, ...]


class Message(Value, frozen=True):
    """A page that says one thing: a conflict, an address that leads nowhere, a machine that failed."""

    frame: Frame
    heading: str
    facts: tuple[str, ...]
    path: str = ""
    lines: tuple[str, ...] = ()
    lines_are: str = ""
    step: str = ""
    href: str = HOME
    link: str = "What waits"


def question_href(identifier: str, only: str) -> str:
    """The address of a question, where `only` a kind is asked or all (empty)."""
    return f"{HOME}q/{identifier}{f'?kind={only}' if only else ''}"


def frame(state: State, title: str, token: str, only: str = "", *, refreshes: bool = False) -> Frame:
    """What every page has. A page on which nothing is typed `refreshes` while a survey is at work."""
    said = state.said
    return Frame(
        title=title,
        token=token,
        by=state.by,
        only=only,
        note=Note(written=_written(said.done), back=said.back) if said else None,
        undo=state.given[-1].question.id if state.given else "",
        answered=len(state.given),
        waiting=len(state.waiting),
        is_ready=state.is_ready,
        is_surveying=state.is_surveying,
        refresh=_AGAIN if refreshes and state.is_surveying else 0,
        error=printable(state.error),
    )


def overview(state: State, token: str, only: str = "") -> Overview:
    """What waits: the first questions of each kind, or all of `only` one."""
    kinds = [kind for kind in Kind if not only or kind.value == only]
    shelves = tuple(shelf for kind in kinds if (shelf := _shelf(state, kind, only)).number)
    number = sum(shelf.number for shelf in shelves)
    name = NAMES[Kind(only)][number != 1] if only else "questions" if number != 1 else "question"
    heading = f"{number:,} {name} {'wait' if number != 1 else 'waits'}" if number else "Nothing waits"
    first = next((one for one in state.waiting if not only or one.kind.value == only), None)
    return Overview(
        frame=frame(state, heading, token, only, refreshes=True),
        heading=heading,
        begin=question_href(first.id, only) if first else "",
        shelves=shelves,
        done=tuple(_written(one) for one in state.given[: -_LATEST - 1 : -1]),
        notes=state.notes,
    )


def _shelf(state: State, kind: Kind, only: str) -> Shelf:
    """The questions of a kind that wait."""
    found = [one for one in state.waiting if one.kind is kind]
    most = _LISTED if only else _FIRST
    return Shelf(
        kind=kind.value,
        name=NAMES[kind][len(found) != 1],
        number=len(found),
        items=tuple(Item(href=question_href(one.id, only), asked=one.asked, hint=one.hint) for one in found[:most]),
        all=f"{HOME}?kind={kind.value}" if len(found) > _FIRST and not only else "",
    )


def conflict(state: State, outcome: Outcome, token: str, href: str, *, back: bool = False) -> Message:
    """That nothing was written, for a file is another than the page was made from."""
    return Message(
        frame=frame(state, "Not written: changed since", token),
        heading="Not taken back: the file was changed since" if back else "Not written: the file was changed since",
        facts=tuple(one.message() for one in outcome.problems),
        path=outcome.path,
        lines=tuple(map(printable, outcome.lines)),
        lines_are="What was to be taken out of it again" if back else "What was to be written",
        step="Nothing was overwritten; the file is as it was saved. The questions are being made anew from it.",
        href=HOME if back else href,
        link="What waits" if back else "Look at the question again",
    )


def _written(done: Done) -> Written:
    says, _ = parts_of(done.answer.words)
    return Written(
        asked=done.question.asked,
        answered=says,
        path=done.edit.path,
        lines=tuple(map(printable, done.lines)),
    )


def parts_of(words: str) -> tuple[str, str]:
    """What an answer says, and what it comes to."""
    says, _, means = words.partition(": ")
    return says, means
