"""What the desk's pages may show, as values.

In: the state of a sitting. Out: a view for each page but that of a question. Nothing is read or changed here.
"""

from generator.desk.question import KIND_NAMES, QuestionKind
from generator.desk.review_session import SavedAnswer
from generator.desk_web.desk_state import AnswerOutcome, DeskState
from generator.model.problem import escape_unprintable
from generator.model.value import Value

HOME = "/_desk/"
# So many questions of a kind stand on the first page, so many on the list of a kind, so many answers below them.
_MAX_FIRST, _MAX_LISTED, _MAX_LATEST = 5, 200, 20
# A survey of some thousand stories takes seconds; after so many a page that waits for it is loaded again.
_REFRESH_SECONDS = 1


class AnswerView(Value, frozen=True):
    """An answer that was given: the question, what was answered, the file, the lines that are new in it."""

    asked: str
    answered: str
    path: str
    lines: tuple[str, ...]


class ChangeNote(Value, frozen=True):
    """What happened last: an answer was written, or taken `back`."""

    written: AnswerView
    back: bool


class DeskFrame(Value, frozen=True):
    """What every page of the desk has.

    `undo` is the id of the question whose answer can be taken back, `only` the kind that alone is asked, `refresh`
    after how many seconds the page is loaded again (0: not). It `is_ready` where questions were made.
    """

    title: str
    token: str
    by: str
    only: str = ""
    note: ChangeNote | None = None
    undo: str = ""
    answered: int = 0
    waiting: int = 0
    is_ready: bool = False
    is_surveying: bool = False
    refresh: int = 0
    error: str = ""


class QuestionItem(Value, frozen=True):
    """A question in a list."""

    href: str
    asked: str
    hint: str


class QuestionSection(Value, frozen=True):
    """The questions of one kind: the first of them, how many there are, where all are listed (empty: they are here)."""

    kind: str
    name: str
    number: int
    items: tuple[QuestionItem, ...]
    all: str


class OverviewPage(Value, frozen=True):
    """What waits, by kind, and what was answered last. `begin` leads to the first question."""

    frame: DeskFrame
    heading: str
    begin: str
    shelves: tuple[QuestionSection, ...]
    done: tuple[AnswerView, ...]
    notes: tuple[str, ...]


class MessagePage(Value, frozen=True):
    """A page that says one thing: a conflict, an address that leads nowhere, a machine that failed."""

    frame: DeskFrame
    heading: str
    facts: tuple[str, ...]
    path: str = ""
    lines: tuple[str, ...] = ()
    lines_are: str = ""
    step: str = ""
    href: str = HOME
    link: str = "What waits"


def build_question_url(identifier: str, kind_filter: str) -> str:
    """The address of a question, where `kind_filter` a kind is asked or all (empty)."""
    return f"{HOME}q/{identifier}{f'?kind={kind_filter}' if kind_filter else ''}"


def build_frame(
    state: DeskState, title: str, token: str, kind_filter: str = "", *, refreshes: bool = False
) -> DeskFrame:
    """What every page has. A page on which nothing is typed `refreshes` while a survey is at work."""
    last_change = state.last_change
    return DeskFrame(
        title=title,
        token=token,
        by=state.editor,
        only=kind_filter,
        note=ChangeNote(written=_build_answer_view(last_change.saved_answer), back=last_change.is_undo)
        if last_change
        else None,
        undo=state.answers[-1].question.id if state.answers else "",
        answered=len(state.answers),
        waiting=len(state.open_questions),
        is_ready=state.is_ready,
        is_surveying=state.is_scanning,
        refresh=_REFRESH_SECONDS if refreshes and state.is_scanning else 0,
        error=escape_unprintable(state.error),
    )


def build_overview(state: DeskState, token: str, kind_filter: str = "") -> OverviewPage:
    """What waits: the first questions of each kind, or all of `kind_filter` one."""
    kinds = [kind for kind in QuestionKind if not kind_filter or kind.value == kind_filter]
    sections = tuple(section for kind in kinds if (section := _build_section(state, kind, kind_filter)).number)
    number = sum(section.number for section in sections)
    name = (
        KIND_NAMES[QuestionKind(kind_filter)][number != 1]
        if kind_filter
        else "questions"
        if number != 1
        else "question"
    )
    heading = f"{number:,} {name} {'wait' if number != 1 else 'waits'}" if number else "Nothing waits"
    first_question = next(
        (item for item in state.open_questions if not kind_filter or item.kind.value == kind_filter), None
    )
    return OverviewPage(
        frame=build_frame(state, heading, token, kind_filter, refreshes=True),
        heading=heading,
        begin=build_question_url(first_question.id, kind_filter) if first_question else "",
        shelves=sections,
        done=tuple(_build_answer_view(item) for item in state.answers[: -_MAX_LATEST - 1 : -1]),
        notes=state.notes,
    )


def _build_section(state: DeskState, kind: QuestionKind, kind_filter: str) -> QuestionSection:
    """The questions of a kind that wait."""
    questions = [question for question in state.open_questions if question.kind is kind]
    limit = _MAX_LISTED if kind_filter else _MAX_FIRST
    return QuestionSection(
        kind=kind.value,
        name=KIND_NAMES[kind][len(questions) != 1],
        number=len(questions),
        items=tuple(
            QuestionItem(href=build_question_url(question.id, kind_filter), asked=question.text, hint=question.hint)
            for question in questions[:limit]
        ),
        all=f"{HOME}?kind={kind.value}" if len(questions) > _MAX_FIRST and not kind_filter else "",
    )


def build_conflict_page(
    state: DeskState, outcome: AnswerOutcome, token: str, href: str, *, is_undo: bool = False
) -> MessagePage:
    """That nothing was written, for a file is another than the page was made from."""
    return MessagePage(
        frame=build_frame(state, "Not written: changed since", token),
        heading="Not taken back: the file was changed since" if is_undo else "Not written: the file was changed since",
        facts=tuple(problem.format_message() for problem in outcome.problems),
        path=outcome.path,
        lines=tuple(map(escape_unprintable, outcome.lines)),
        lines_are="What was to be taken out of it again" if is_undo else "What was to be written",
        step="Nothing was overwritten; the file is as it was saved. The questions are being made anew from it.",
        href=HOME if is_undo else href,
        link="What waits" if is_undo else "Look at the question again",
    )


def _build_answer_view(saved_answer: SavedAnswer) -> AnswerView:
    says, _ = split_answer_words(saved_answer.answer.words)
    return AnswerView(
        asked=saved_answer.question.text,
        answered=says,
        path=saved_answer.edit.path,
        lines=tuple(map(escape_unprintable, saved_answer.lines)),
    )


def split_answer_words(words: str) -> tuple[str, str]:
    """What an answer says, and what it comes to."""
    says, _, means = words.partition(": ")
    return says, means
