"""`backfile review`: the questions that wait, one at a time in a terminal, or all of them as a list or as JSON.

In: a desk, what the person types. Out: lines, and what was answered. Everything that is written goes through a session.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

import click
import msgspec

from generator.desk import question_evidence, story_questions
from generator.desk.question import NAMES, Answer, Begin, Kind, Mark, Passage, Piece, Question, Rule, SetKeys
from generator.desk.review_queue import Desk
from generator.desk.review_session import Done, Session
from generator.ingest.plan import Create
from generator.model.problem import Severity, printable

# Marks are signs first, so that they are there without colours too.
_MARKS = {Mark.NAME: "*{}*", Mark.FIRST: "[-{}-]", Mark.SECOND: "{{+{}+}}"}
_COLOURS = {Mark.NAME: "cyan", Mark.FIRST: "red", Mark.SECOND: "green", Mark.PAGE: "bright_black"}
_WIDEST, _INDENT = 100, "    "
_HELP = "a letter answers, with a reason behind it if you like; Enter: later; z: undo the last answer; q: stop"


class Terminal(msgspec.Struct, frozen=True):
    """Where lines go and answers come from. `ask` gives what was typed, None where there is nothing more to come."""

    say: Callable[..., None]
    ask: Callable[[str], str | None]
    width: int
    colour: bool


class _Then(Enum):
    """What is done after an answer."""

    NEXT = "next"
    AGAIN = "again"
    BACK = "back"
    STOP = "stop"


def review(desk: Desk, asked: Sequence[Question], session: Session, terminal: Terminal) -> int:
    """Ask the questions one after the other until they or the answers end; how many were answered."""
    terminal.say(counted(asked), *([_HELP] if asked else []))
    sitting = _Sitting(desk, session, terminal)
    n = 0
    while n < len(asked):
        if session.is_moot(asked[n]):
            n += 1
            continue
        then = sitting.ask(asked[n], f"{n + 1} of {len(asked)}")
        if then is _Then.STOP:
            break
        if then is _Then.NEXT:
            n += 1
        elif then is _Then.BACK:
            n = next(m for m, one in enumerate(asked) if one.id == sitting.undone)
    terminal.say("", f"{sitting.answered} answered" + ("; `backfile build` carries it out" if sitting.answered else ""))
    return sitting.answered


class _Sitting:
    """Puts a question, takes the answer, says what was written."""

    def __init__(self, desk: Desk, session: Session, terminal: Terminal) -> None:
        self._desk, self._session, self._terminal = desk, session, terminal
        self._is_signed = False
        self.answered = 0
        self.undone = ""

    def ask(self, question: Question, number: str) -> _Then:
        """Put `question`, and do what is typed."""
        terminal = self._terminal
        kind, _ = NAMES[question.kind]
        terminal.say("", *_question(question, f"{number} · {kind}", terminal.width, colour=terminal.colour))
        for passage in question_evidence.passages(self._desk, question):
            terminal.say("", *_passage(passage, terminal.width, colour=terminal.colour))
        terminal.say("", *_answers(question, self._session))
        while True:
            then = self._take(question)
            if then is not _Then.AGAIN:
                return then

    def _take(self, question: Question) -> _Then:
        """Take one line, and do what it says."""
        line = self._terminal.ask("answer")
        if line is None:
            return _Then.STOP
        letter, _, rest = line.strip().partition(" ")
        answer = next((one for one in question.answers if one.letter == letter.lower()), None)
        if answer:
            return self._give(question, answer, rest)
        match letter.lower():
            case "":
                return _Then.NEXT
            case "q":
                return _Then.STOP
            case "z":
                return self._undo()
        self._terminal.say(f"{printable(letter)} is no answer here; {_HELP}")
        return _Then.AGAIN

    def _give(self, question: Question, answer: Answer, rest: str) -> _Then:
        """Write an answer, after asking for what it needs."""
        typed, why = "", rest
        if isinstance(answer.act, SetKeys):
            why = ""
            if answer.act.typed:
                typed = rest or self._terminal.ask(answer.act.typed) or ""
        elif isinstance(answer.act, Rule) and not self._is_signed:
            by = self._terminal.ask(f"who decides? [{self._session.by}]")
            if by is None:
                return _Then.STOP
            self._session.by, self._is_signed = by.strip() or self._session.by, True
        found = self._session.give(question, answer, typed=typed, why=why)
        if found.value is None:
            self._terminal.say(*(f"not written: {one.message()}" for one in found.problems))
            return _Then.AGAIN
        self.answered += 1
        self._terminal.say(*written(found.value))
        return _Then.NEXT

    def _undo(self) -> _Then:
        """Take the last answer back, and put its question again."""
        found = self._session.undo()
        if found.value is None:
            said = [f"not undone: {one.message()}" for one in found.problems]
            self._terminal.say(*(said or ["nothing was answered yet"]))
            return _Then.AGAIN
        self.answered -= 1
        self.undone = found.value.question.id
        self._terminal.say(f"undone: {found.value.edit.path} is what it was")
        return _Then.BACK


def listed(desk: Desk, asked: Sequence[Question], session: Session, width: int) -> Iterator[str]:
    """All questions with their answers, for a person who reads and does not type."""
    yield counted(asked)
    for n, one in enumerate(asked, start=1):
        yield ""
        yield from _question(one, f"{n} · {NAMES[one.kind][0]}", width, colour=False)
        for passage in question_evidence.passages(desk, one):
            yield from _passage(passage, width, colour=False)
        yield from _answers(one, session)


def as_values(desk: Desk, asked: Sequence[Question], session: Session) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "id": one.id,
            "kind": one.kind.value,
            "question": one.asked,
            "hint": one.hint,
            "about": one.about,
            "answers": [_as_value(answer, session) for answer in one.answers],
            "evidence": question_evidence.passages(desk, one),
        }
        for one in asked
    ]


def _as_value(answer: Answer, session: Session) -> dict[str, object]:
    """An answer for programs: the lines of decision, or the keys, that it would write."""
    told: dict[str, object] = {"letter": answer.letter, "words": answer.words, "writes": session.writes(answer)}
    if isinstance(answer.act, Rule):
        rulings = [
            {"kind": one.subject.value, "a": one.a, "b": one.b, "ruling": one.ruling.value}
            | ({"about": one.about.value} if one.about else {})
            for one in answer.act.decisions
        ]
        return told | {"decisions": rulings}
    if isinstance(answer.act, Begin):
        return told | {"record": answer.act.values}
    return told | {"keys": answer.act.values, "typed": answer.act.typed}


def counted(asked: Sequence[Question]) -> str:
    """How many questions of each kind wait, in a line."""
    parts = [f"{number:,} {NAMES[Kind(kind)][number > 1]}" for kind, number in numbers(asked).items() if number]
    return f"{len(asked):,} {'question waits' if len(asked) == 1 else 'questions wait'}" + (
        f": {', '.join(parts)}" if parts else ""
    )


def numbers(asked: Sequence[Question]) -> dict[str, int]:
    """How many questions of each kind wait, for programs."""
    return {kind.value: sum(one.kind is kind for one in asked) for kind in Kind}


def notes(desk: Desk) -> Iterator[str]:
    """What is not asked, and has to be seen to elsewhere."""
    if number := story_questions.unguessed(desk):
        yield f"{number:,} stories name no publication, and nothing suggests one: see Publications in the README"
    acting = sum(one.severity is Severity.PROBLEM for one in desk.problems)
    if acting:
        yield f"{acting:,} problems wait for an editor too: see `backfile check`"
    new = sum(isinstance(one, Create) for one in desk.surveyed.ingested.plan.actions)
    if new:
        yield f"{new:,} stories are not brought in yet, and not asked about: run `backfile build` first"


def written(done: Done) -> list[str]:
    """What an answer has written."""
    return [f"written: {done.edit.path}", *(f"{_INDENT}{printable(line)}" for line in done.lines)]


def _question(question: Question, number: str, width: int, *, colour: bool) -> list[str]:
    """The question and what the machine goes by."""
    lines = [_dyed(f"── {number}", "bright_black", colour=colour)]
    lines += [_dyed(line, "", colour=colour, bold=True) for line in _wrapped(question.asked, width)]
    return lines + [f"{_INDENT}{line}" for line in _wrapped(question.hint, width - len(_INDENT))]


def _passage(passage: Passage, width: int, *, colour: bool) -> Iterator[str]:
    """A passage: its heading, where it stands, its lines."""
    place = f" ({passage.place})" if passage.place else ""
    for line in _wrapped(f"{passage.heading}{place}", width - 2):
        yield f"  {line}"
    for pieces in passage.lines:
        yield from _set(pieces, width, colour=colour)


def _set(pieces: Sequence[Piece], width: int, *, colour: bool) -> Iterator[str]:
    """A line of pieces, broken at the width; every word of a piece that is marked gets its colour."""
    words: list[tuple[str, Mark]] = []
    glued = False
    for piece in pieces:
        text = _MARKS.get(piece.mark, "{}").format(printable(piece.text.strip())) if piece.text.strip() else ""
        spaced = not glued or piece.text[:1].isspace() or piece.mark in (Mark.FIRST, Mark.SECOND, Mark.PAGE)
        for n, word in enumerate(text.split()):
            if n == 0 and words and not spaced:
                words[-1] = (words[-1][0] + word, words[-1][1])
            else:
                words.append((word, piece.mark))
        glued = bool(piece.text) and not piece.text[-1:].isspace() and piece.mark in (Mark.NONE, Mark.NAME)
    room, used = max(20, min(width, _WIDEST) - len(_INDENT)), 0
    line: list[str] = []
    for word, mark in words:
        if line and used + 1 + len(word) > room:
            yield _INDENT + " ".join(line)
            line, used = [], 0
        line.append(_dyed(word, _COLOURS.get(mark, ""), colour=colour))
        used += len(word) + 1
    if line:
        yield _INDENT + " ".join(line)


def _answers(question: Question, session: Session) -> list[str]:
    """The answers with the file that each would write."""
    return [f"  {one.letter}  {printable(one.words)}  → {session.writes(one)}" for one in question.answers]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        printable(text), max(20, min(width, _WIDEST)), break_long_words=False, break_on_hyphens=False
    ) or [""]


def _dyed(text: str, colour_name: str, *, colour: bool, bold: bool = False) -> str:
    if not colour or not (colour_name or bold):
        return text
    return click.style(text, fg=colour_name or None, bold=bold or None)
