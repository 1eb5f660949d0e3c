"""`backfile review`: the questions that wait, one at a time in a terminal, or all of them as a list or as JSON.

In: a desk, what the person types. Out: lines, and what was answered. Everything that is written goes through a session.
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

# Marks are signs first, so that they are there without colours too.
_MARKS = {Mark.NAME: "*{}*", Mark.FIRST: "[-{}-]", Mark.SECOND: "{{+{}+}}"}
_COLOURS = {Mark.NAME: "cyan", Mark.FIRST: "red", Mark.SECOND: "green", Mark.PAGE: "bright_black"}
_WIDEST, _INDENT = 100, "    "
_HELP = "a letter answers, with a reason behind it if you like; Enter: later; z: undo the last answer; q: stop"


class Terminal(msgspec.Struct, frozen=True):
    """Where lines go and answers come from. `ask` gives what was typed, None where there is nothing more to come."""

    show: Callable[..., None]
    ask: Callable[[str], str | None]
    width: int
    colour: bool


class _NextStep(Enum):
    """What is done after an answer."""

    NEXT = "next"
    AGAIN = "again"
    BACK = "back"
    STOP = "stop"


def run_review(queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession, terminal: Terminal) -> int:
    """Ask the questions one after the other until they or the answers end; how many were answered."""
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
    terminal.show(
        "", f"{dialogue.answer_count} answered" + ("; `backfile build` carries it out" if dialogue.answer_count else "")
    )
    return dialogue.answer_count


class _Dialogue:
    """Puts a question, takes the answer, says what was written."""

    def __init__(self, queue: ReviewQueue, session: ReviewSession, terminal: Terminal) -> None:
        self._queue, self._session, self._terminal = queue, session, terminal
        self._is_signed = False
        self.answer_count = 0
        self.undone_id = ""

    def put_question(self, question: Question, number: str) -> _NextStep:
        """Put `question`, and do what is typed."""
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
        """Take one line, and do what it says."""
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
        self._terminal.show(f"{escape_unprintable(letter)} is no answer here; {_HELP}")
        return _NextStep.AGAIN

    def _save_answer(self, question: Question, answer: Answer, rest: str) -> _NextStep:
        """Write an answer, after asking for what it needs."""
        typed_value, reason = "", rest
        if isinstance(answer.action, SetKeys):
            reason = ""
            if answer.action.typed_key:
                typed_value = rest or self._terminal.ask(answer.action.typed_key) or ""
        elif isinstance(answer.action, WriteDecisions) and not self._is_signed:
            signer = self._terminal.ask(f"who decides? [{self._session.editor}]")
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
        """Take the last answer back, and put its question again."""
        result = self._session.undo_last()
        if result.value is None:
            messages = [f"not undone: {problem.format_message()}" for problem in result.problems]
            self._terminal.show(*(messages or ["nothing was answered yet"]))
            return _NextStep.AGAIN
        self.answer_count -= 1
        self.undone_id = result.value.question.id
        self._terminal.show(f"undone: {result.value.edit.path} is what it was")
        return _NextStep.BACK


def list_questions(
    queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession, width: int
) -> Iterator[str]:
    """All questions with their answers, for a person who reads and does not type."""
    yield describe_counts(questions)
    for n, question in enumerate(questions, start=1):
        yield ""
        yield from _format_question(question, f"{n} · {KIND_NAMES[question.kind][0]}", width, colour=False)
        for passage in question_evidence.collect_passages(queue, question):
            yield from _format_passage(passage, width, colour=False)
        yield from _format_answers(question, session)


def build_values(queue: ReviewQueue, questions: Sequence[Question], session: ReviewSession) -> list[dict[str, object]]:
    """The same for programs."""
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
    """An answer for programs: the lines of decision, or the keys, that it would write."""
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
    """How many questions of each kind wait, in a line."""
    parts = [
        f"{number:,} {KIND_NAMES[QuestionKind(kind)][number > 1]}"
        for kind, number in count_by_kind(questions).items()
        if number
    ]
    return f"{len(questions):,} {'question waits' if len(questions) == 1 else 'questions wait'}" + (
        f": {', '.join(parts)}" if parts else ""
    )


def count_by_kind(questions: Sequence[Question]) -> dict[str, int]:
    """How many questions of each kind wait, for programs."""
    return {kind.value: sum(question.kind is kind for question in questions) for kind in QuestionKind}


def list_notes(queue: ReviewQueue) -> Iterator[str]:
    """What is not asked, and has to be seen to elsewhere."""
    if number := story_questions.count_unguessed_publications(queue):
        yield f"{number:,} stories name no publication, and nothing suggests one: see Publications in the README"
    problem_count = sum(item.severity is Severity.PROBLEM for item in queue.problems)
    if problem_count:
        yield f"{problem_count:,} problems wait for an editor too: see `backfile check`"
    new_count = sum(isinstance(item, Create) for item in queue.archive.intake.plan.actions)
    if new_count:
        yield f"{new_count:,} stories are not brought in yet, and not asked about: run `backfile build` first"


def format_written(saved_answer: SavedAnswer) -> list[str]:
    """What an answer has written."""
    return [
        f"written: {saved_answer.edit.path}",
        *(f"{_INDENT}{escape_unprintable(line)}" for line in saved_answer.lines),
    ]


def _format_question(question: Question, number: str, width: int, *, colour: bool) -> list[str]:
    """The question and what the machine goes by."""
    lines = [_apply_colour(f"── {number}", "bright_black", colour=colour)]
    lines += [_apply_colour(line, "", colour=colour, bold=True) for line in _wrap(question.text, width)]
    return lines + [f"{_INDENT}{line}" for line in _wrap(question.hint, width - len(_INDENT))]


def _format_passage(passage: Passage, width: int, *, colour: bool) -> Iterator[str]:
    """A passage: its heading, where it stands, its lines."""
    place = f" ({passage.place})" if passage.place else ""
    for line in _wrap(f"{passage.heading}{place}", width - 2):
        yield f"  {line}"
    for pieces in passage.lines:
        yield from _wrap_pieces(pieces, width, colour=colour)


def _wrap_pieces(pieces: Sequence[Piece], width: int, *, colour: bool) -> Iterator[str]:
    """A line of pieces, broken at the width; every word of a piece that is marked gets its colour."""
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
    """The answers with the file that each would write."""
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
