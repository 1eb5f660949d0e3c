"""Ask the review questions in a terminal, or format all of them as text or JSON.

Answers are written by desk.review_session.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

import click
import msgspec

from generator.desk import question_evidence, story_questions
from generator.desk.question import (
    KIND_NAMES,
    Answer,
    CreateRecord,
    Mark,
    Passage,
    Piece,
    Question,
    QuestionKind,
    SetKeys,
    WriteDecisions,
)
from generator.desk.review_queue import ReviewQueue
from generator.desk.review_session import ReviewSession, SavedAnswer
from generator.ingest.plan import Create
from generator.model.problem import Severity, escape_unprintable
from generator.text.counts import format_count

# Marked words have signs around them, so that they are visible without colours too.
_MARKS = {Mark.NAME: "*{}*", Mark.FIRST: "[-{}-]", Mark.SECOND: "{{+{}+}}"}
_COLOURS = {Mark.NAME: "cyan", Mark.FIRST: "red", Mark.SECOND: "green", Mark.PAGE: "bright_black"}
_WIDEST, _INDENT = 100, "    "
_HELP = "type a letter, and a reason after it if you like; Enter: answer later; z: undo the last answer; q: quit"


class Terminal(msgspec.Struct, frozen=True):
    """Where to print lines and read answers. `ask` returns a typed line, or None at the end of the input."""

    show: Callable[..., None]
    ask: Callable[[str], str | None]
    width: int
    colour: bool


class _NextStep(Enum):
    """What to do after an answer."""

    NEXT = "next"
    AGAIN = "again"
    BACK = "back"
    STOP = "stop"


def run_review(queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession, terminal: Terminal) -> int:
    """Ask the questions one after the other until they or the input end. Return the number of saved answers."""
    terminal.show(describe_counts(questions), *([_HELP] if questions else []))
    dialogue = _Dialogue(queue, session, terminal)
    n = 0
    while n < len(questions):
        if session.is_moot(questions[n]):
            n += 1
            continue
        next_step = dialogue.put_question(questions[n], f"{n + 1} of {len(questions)}")
        if next_step is _NextStep.STOP:
            break
        if next_step is _NextStep.NEXT:
            n += 1
        elif next_step is _NextStep.BACK:
            n = next(m for m, question in enumerate(questions) if question.id == dialogue.undone_id)
    count = dialogue.answer_count
    step = f"; `backfile build` applies {'it' if count == 1 else 'them'}" if count else ""
    terminal.show("", f"{format_count(count, 'answer')} saved{step}")
    return count


class _Dialogue:
    """Asks a question, saves the answer and prints what was written."""

    def __init__(self, queue: ReviewQueue, session: ReviewSession, terminal: Terminal) -> None:
        self._queue, self._session, self._terminal = queue, session, terminal
        self._is_signed = False
        self.answer_count = 0
        self.undone_id = ""

    def put_question(self, question: Question, number: str) -> _NextStep:
        """Ask `question` until a typed line answers it or leaves it."""
        terminal = self._terminal
        kind, _ = KIND_NAMES[question.kind]
        terminal.show("", *_format_question(question, f"{number} · {kind}", terminal.width, colour=terminal.colour))
        for passage in question_evidence.collect_passages(self._queue, question):
            terminal.show("", *_format_passage(passage, terminal.width, colour=terminal.colour))
        terminal.show("", *_format_answers(question, self._session))
        while True:
            next_step = self._handle_input(question)
            if next_step is not _NextStep.AGAIN:
                return next_step

    def _handle_input(self, question: Question) -> _NextStep:
        """Read one line and carry it out."""
        line = self._terminal.ask("answer")
        if line is None:
            return _NextStep.STOP
        letter, _, rest = line.strip().partition(" ")
        answer = next((candidate for candidate in question.answers if candidate.letter == letter.lower()), None)
        if answer:
            return self._save_answer(question, answer, rest)
        match letter.lower():
            case "":
                return _NextStep.NEXT
            case "q":
                return _NextStep.STOP
            case "z":
                return self._undo()
        self._terminal.show(f"{escape_unprintable(letter)} is not an answer here; {_HELP}")
        return _NextStep.AGAIN

    def _save_answer(self, question: Question, answer: Answer, rest: str) -> _NextStep:
        """Save an answer, after asking for the values it needs."""
        typed_value, reason = "", rest
        if isinstance(answer.action, SetKeys):
            reason = ""
            if answer.action.typed_key:
                typed_value = rest or self._terminal.ask(answer.action.typed_key) or ""
        elif isinstance(answer.action, WriteDecisions) and not self._is_signed:
            signer = self._terminal.ask(f"your name? [{self._session.editor}]")
            if signer is None:
                return _NextStep.STOP
            self._session.editor, self._is_signed = signer.strip() or self._session.editor, True
        result = self._session.save_answer(question, answer, typed=typed_value, why=reason)
        if result.value is None:
            self._terminal.show(*(f"not written: {problem.format_message()}" for problem in result.problems))
            return _NextStep.AGAIN
        self.answer_count += 1
        self._terminal.show(*format_written(result.value))
        return _NextStep.NEXT

    def _undo(self) -> _NextStep:
        """Undo the last answer, so that its question is asked again."""
        result = self._session.undo_last()
        if result.value is None:
            messages = [f"not undone: {problem.format_message()}" for problem in result.problems]
            self._terminal.show(*(messages or ["there is no answer to undo"]))
            return _NextStep.AGAIN
        self.answer_count -= 1
        self.undone_id = result.value.question.id
        self._terminal.show(f"undone: {result.value.edit.path} is as before")
        return _NextStep.BACK


def list_questions(
    queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession, width: int
) -> Iterator[str]:
    """Yield all questions with their evidence and answers, as lines of text."""
    yield describe_counts(questions)
    for n, question in enumerate(questions, start=1):
        yield ""
        yield from _format_question(question, f"{n} · {KIND_NAMES[question.kind][0]}", width, colour=False)
        for passage in question_evidence.collect_passages(queue, question):
            yield from _format_passage(passage, width, colour=False)
        yield from _format_answers(question, session)


def build_values(queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession) -> list[dict[str, object]]:
    """Return all questions with their evidence and answers, for JSON."""
    return [
        {
            "id": question.id,
            "kind": question.kind.value,
            "question": question.text,
            "hint": question.hint,
            "about": question.about,
            "answers": [_build_value(answer, session) for answer in question.answers],
            "evidence": question_evidence.collect_passages(queue, question),
        }
        for question in questions
    ]


def _build_value(answer: Answer, session: ReviewSession) -> dict[str, object]:
    """Return an answer for JSON, with the decisions or keys that it would write."""
    value: dict[str, object] = {
        "letter": answer.letter,
        "words": answer.words,
        "writes": session.find_target_path(answer),
    }
    if isinstance(answer.action, WriteDecisions):
        rulings = [
            {"kind": decision.subject.value, "a": decision.a, "b": decision.b, "ruling": decision.ruling.value}
            | ({"about": decision.about.value} if decision.about else {})
            for decision in answer.action.decisions
        ]
        return value | {"decisions": rulings}
    if isinstance(answer.action, CreateRecord):
        return value | {"record": answer.action.values}
    return value | {"keys": answer.action.values, "typed": answer.action.typed_key}


def describe_counts(questions: Sequence[Question]) -> str:
    """Return a line with the number of open questions of each kind."""
    parts = [
        format_count(number, *KIND_NAMES[QuestionKind(kind)])
        for kind, number in count_by_kind(questions).items()
        if number
    ]
    return format_count(len(questions), "open question") + (f": {', '.join(parts)}" if parts else "")


def count_by_kind(questions: Sequence[Question]) -> dict[str, int]:
    """Return the number of open questions of each kind, for JSON."""
    return {kind.value: sum(question.kind is kind for question in questions) for kind in QuestionKind}


def list_notes(queue: ReviewQueue) -> Iterator[str]:
    """Yield what review does not ask and you find elsewhere."""
    if number := story_questions.count_unguessed_publications(queue):
        yield (
            f"{format_count(number, 'story names', 'stories name')} no publication, and nothing suggests one: "
            "see `backfile docs publications`"
        )
    problem_count = sum(item.severity is Severity.PROBLEM for item in queue.problems)
    if problem_count:
        yield f"{format_count(problem_count, 'problem needs', 'problems need')} an editor: see `backfile check`"
    new_count = sum(isinstance(item, Create) for item in queue.scan.intake.plan.actions)
    if new_count:
        yield f"{format_count(new_count, 'story is', 'stories are')} not brought in yet: run `backfile build` first"


def format_written(saved_answer: SavedAnswer) -> list[str]:
    """Return the lines that an answer wrote."""
    return [
        f"written: {saved_answer.edit.path}",
        *(f"{_INDENT}{escape_unprintable(line)}" for line in saved_answer.lines),
    ]


def _format_question(question: Question, number: str, width: int, *, colour: bool) -> list[str]:
    """Return the question and the hint behind it."""
    lines = [_apply_colour(f"── {number}", "bright_black", colour=colour)]
    lines += [_apply_colour(line, "", colour=colour, bold=True) for line in _wrap(question.text, width)]
    return lines + [f"{_INDENT}{line}" for line in _wrap(question.hint, width - len(_INDENT))]


def _format_passage(passage: Passage, width: int, *, colour: bool) -> Iterator[str]:
    """Yield a passage: its heading, its place, its lines."""
    place = f" ({passage.place})" if passage.place else ""
    for line in _wrap(f"{passage.heading}{place}", width - 2):
        yield f"  {line}"
    for pieces in passage.lines:
        yield from _wrap_pieces(pieces, width, colour=colour)


def _wrap_pieces(pieces: Sequence[Piece], width: int, *, colour: bool) -> Iterator[str]:
    """Yield a line of pieces, wrapped at `width`. Every word of a marked piece has its colour."""
    words: list[tuple[str, Mark]] = []
    is_glued = False
    for piece in pieces:
        text = _MARKS.get(piece.mark, "{}").format(escape_unprintable(piece.text.strip())) if piece.text.strip() else ""
        has_space = not is_glued or piece.text[:1].isspace() or piece.mark in (Mark.FIRST, Mark.SECOND, Mark.PAGE)
        for n, word in enumerate(text.split()):
            if n == 0 and words and not has_space:
                words[-1] = (words[-1][0] + word, words[-1][1])
            else:
                words.append((word, piece.mark))
        is_glued = bool(piece.text) and not piece.text[-1:].isspace() and piece.mark in (Mark.NONE, Mark.NAME)
    room, columns_used = max(20, min(width, _WIDEST) - len(_INDENT)), 0
    line: list[str] = []
    for word, mark in words:
        if line and columns_used + 1 + len(word) > room:
            yield _INDENT + " ".join(line)
            line, columns_used = [], 0
        line.append(_apply_colour(word, _COLOURS.get(mark, ""), colour=colour))
        columns_used += len(word) + 1
    if line:
        yield _INDENT + " ".join(line)


def _format_answers(question: Question, session: ReviewSession) -> list[str]:
    """Return the answers, each with the file it would write."""
    return [
        f"  {answer.letter}  {escape_unprintable(answer.words)}  → {session.find_target_path(answer)}"
        for answer in question.answers
    ]


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        escape_unprintable(text), max(20, min(width, _WIDEST)), break_long_words=False, break_on_hyphens=False
    ) or [""]


def _apply_colour(text: str, colour_name: str, *, colour: bool, bold: bool = False) -> str:
    if not colour or not (colour_name or bold):
        return text
    return click.style(text, fg=colour_name or None, bold=bold or None)
