"""Everything that the pages of the desk may show, as values.

In: the state of a session. Out: a view for each page except that of a question. Nothing is read or changed here.
"""

from generator.desk.question import KIND_NAMES, QuestionKind
from generator.desk.review_session import SavedAnswer
from generator.desk_web.desk_state import AnswerOutcome, DeskState
from generator.model.problem import escape_unprintable
from generator.model.value import Value

HOME = "/_desk/"
# The most questions of a kind on the overview, in the list of a kind, and the most answers below them.
_MAX_FIRST, _MAX_LISTED, _MAX_LATEST = 5, 200, 20
# Seconds until a page that waits for a scan reloads.
_REFRESH_SECONDS = 1


class AnswerView(Value, frozen=True):
    """A saved answer: the question, the answer, the file and its new lines."""

    question: str
    answer: str
    path: str
    lines: tuple[str, ...]


class ChangeNote(Value, frozen=True):
    """The answer that was saved or undone last."""

    answer: AnswerView
    is_undo: bool


class DeskFrame(Value, frozen=True):
    """What every page of the desk has.

    `undo_id` is the id of the question whose answer can be undone; `kind_filter` the kind that the list is limited to
    (empty: all); `refresh` the seconds until the page reloads (0: never). `is_ready`: there was a first scan.
    """

    title: str
    token: str
    editor: str
    kind_filter: str = ""
    note: ChangeNote | None = None
    undo_id: str = ""
    answer_count: int = 0
    open_count: int = 0
    is_ready: bool = False
    is_scanning: bool = False
    refresh: int = 0
    error: str = ""


class QuestionItem(Value, frozen=True):
    """A question in a list."""

    href: str
    question: str
    hint: str


class QuestionSection(Value, frozen=True):
    """The open questions of one kind: the first `items`, their `number`, the page that lists all (empty: this one)."""

    kind: str
    name: str
    number: int
    items: tuple[QuestionItem, ...]
    full_list: str


class OverviewPage(Value, frozen=True):
    """The open questions by kind, and the last answers. `begin` leads to the first question."""

    frame: DeskFrame
    heading: str
    begin: str
    sections: tuple[QuestionSection, ...]
    answers: tuple[AnswerView, ...]
    notes: tuple[str, ...]


class MessagePage(Value, frozen=True):
    """A page with one message: a conflict, nothing found, a failure. `lines_title` stands above `lines`."""

    frame: DeskFrame
    heading: str
    facts: tuple[str, ...]
    path: str = ""
    lines: tuple[str, ...] = ()
    lines_title: str = ""
    step: str = ""
    href: str = HOME
    link: str = "Open questions"


def build_question_url(identifier: str, kind_filter: str) -> str:
    """Return the address of a question in the list of one kind, or of all kinds (empty)."""
    return f"{HOME}q/{identifier}{f'?kind={kind_filter}' if kind_filter else ''}"


def build_frame(
    state: DeskState, title: str, token: str, kind_filter: str = "", *, refreshes: bool = False
) -> DeskFrame:
    """Return what every page has. A page without fields `refreshes` while a scan runs."""
    last_change = state.last_change
    return DeskFrame(
        title=title,
        token=token,
        editor=state.editor,
        kind_filter=kind_filter,
        note=ChangeNote(answer=_build_answer_view(last_change.saved_answer), is_undo=last_change.is_undo)
        if last_change
        else None,
        undo_id=state.answers[-1].question.id if state.answers else "",
        answer_count=len(state.answers),
        open_count=len(state.open_questions),
        is_ready=state.is_ready,
        is_scanning=state.is_scanning,
        refresh=_REFRESH_SECONDS if refreshes and state.is_scanning else 0,
        error=escape_unprintable(state.error),
    )


def build_overview(state: DeskState, token: str, kind_filter: str = "") -> OverviewPage:
    """Return the first open questions of each kind, or all of the kind `kind_filter`."""
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
    heading = f"{number:,} open: {name}" if kind_filter and number else f"{number:,} open {name}"
    heading = heading if number else "No open questions"
    first_question = next(
        (item for item in state.open_questions if not kind_filter or item.kind.value == kind_filter), None
    )
    return OverviewPage(
        frame=build_frame(state, heading, token, kind_filter, refreshes=True),
        heading=heading,
        begin=build_question_url(first_question.id, kind_filter) if first_question else "",
        sections=sections,
        answers=tuple(_build_answer_view(item) for item in state.answers[: -_MAX_LATEST - 1 : -1]),
        notes=state.notes,
    )


def _build_section(state: DeskState, kind: QuestionKind, kind_filter: str) -> QuestionSection:
    """Return the open questions of a kind."""
    questions = [question for question in state.open_questions if question.kind is kind]
    limit = _MAX_LISTED if kind_filter else _MAX_FIRST
    return QuestionSection(
        kind=kind.value,
        name=KIND_NAMES[kind][len(questions) != 1],
        number=len(questions),
        items=tuple(
            QuestionItem(href=build_question_url(question.id, kind_filter), question=question.text, hint=question.hint)
            for question in questions[:limit]
        ),
        full_list=f"{HOME}?kind={kind.value}" if len(questions) > _MAX_FIRST and not kind_filter else "",
    )


def build_conflict_page(
    state: DeskState, outcome: AnswerOutcome, token: str, href: str, *, is_undo: bool = False
) -> MessagePage:
    """Return the page that says that nothing was written, because a file has changed since the page was shown."""
    return MessagePage(
        frame=build_frame(state, "Not written: the file has changed", token),
        heading="Not undone: the file has changed" if is_undo else "Not written: the file has changed",
        facts=tuple(problem.format_message() for problem in outcome.problems),
        path=outcome.path,
        lines=tuple(map(escape_unprintable, outcome.lines)),
        lines_title="Lines that would have been removed" if is_undo else "Lines that would have been written",
        step="Nothing was overwritten: the file is as it was saved. The questions are being generated again.",
        href=HOME if is_undo else href,
        link="Open questions" if is_undo else "Look at the question again",
    )


def _build_answer_view(saved_answer: SavedAnswer) -> AnswerView:
    says, _ = split_answer_words(saved_answer.answer.words)
    return AnswerView(
        question=saved_answer.question.text,
        answer=says,
        path=saved_answer.edit.path,
        lines=tuple(map(escape_unprintable, saved_answer.lines)),
    )


def split_answer_words(words: str) -> tuple[str, str]:
    """Return what an answer says, and what it means."""
    says, _, means = words.partition(": ")
    return says, means
