"""An editor's sitting at the desk: questions in order, answers written, the last one undone.

In: the desk, who sits at it, the day. Out: what each answer has written, or why it was not. A file is written only
where it is as the desk saw it, but for what this sitting wrote into it.
"""

from collections.abc import Collection

import msgspec

from generator import edits
from generator.desk import person_questions, story_questions
from generator.desk.question import Act, Answer, Begin, Kind, Question, Rule
from generator.desk.review_queue import Desk
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript.frontmatter import scalar
from generator.manuscript.frontmatter_edit import New
from generator.model.article import PartialDate
from generator.model.decision import Decision, Ruling, Subject
from generator.model.errors import UsageError
from generator.model.problem import Found, Place, Problem, Severity
from generator.store import guarded_write
from generator.store.guarded_write import Edit
from generator.text import digest


class Done(msgspec.Struct, frozen=True):
    """An answer that was given: to what, the edit that it came to, and the lines that are new in the file."""

    question: Question
    answer: Answer
    edit: Edit
    lines: tuple[str, ...]


def questions(desk: Desk) -> tuple[Question, ...]:
    """Everything that waits, in the order in which it is asked."""
    found = [*story_questions.questions(desk), *person_questions.spellings(desk), *person_questions.new(desk)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


class Session:
    """One sitting. `by` signs what is decided on which `day`; both may be set at any time."""

    def __init__(self, desk: Desk, by: str, day: str) -> None:
        self._desk = desk
        self._digests: dict[str, str] = {}
        self._done: list[Done] = []
        self.by, self.day = by, day

    def is_moot(self, question: Question) -> bool:
        """Whether an answer of this sitting has settled `question` too: its story was withdrawn, its name is nobody."""
        return any(settles(one, question) for one in self._done)

    def take_up(self, desk: Desk, written: Collection[str]) -> None:
        """Go on at a desk that was made anew. `written` are the files that were written since it began to be made.

        These are known by what this sitting wrote into them, all others by what the new desk read.
        """
        self._desk = desk
        self._digests = {path: sha256 for path, sha256 in self._digests.items() if path in written}

    def known(self, path: str, read: str) -> str:
        """The digest that the file at `path` should have, which had the digest `read` when the desk was made."""
        return self._digests.get(path, read)

    def writes(self, answer: Answer) -> str:
        """The file that an answer writes."""
        act = answer.act
        if isinstance(act, Rule):
            return edits.decisions_path(msgspec.structs.replace(act.decisions[0], on=self.day))
        return act.path

    def would_write(self, answer: Answer, *, typed: str = "…", why: str = "") -> tuple[str, ...]:
        """The lines that an answer writes into its file; `typed` stands for what is not typed yet."""
        act = answer.act
        if isinstance(act, Begin):
            return tuple(edits.record_text(act.values).rstrip().split("\n"))
        if isinstance(act, Rule):
            lines = [decisions_file.appended(b"", one).decode() for one in self._signed(act, why)]
            return tuple(line.rstrip("\r\n") for line in lines)
        typed_lines = (f"{act.typed}: {typed}",) if act.typed else ()
        return typed_lines + tuple(
            f"{key}: {scalar(value) if isinstance(value, str) else str(value).lower()}"
            for key, value in act.values.items()
        )

    def give(self, question: Question, answer: Answer, *, typed: str = "", why: str = "") -> Found[Done | None]:
        """Write an answer. `typed` is what the person typed where the answer asks for it, `why` their reason."""
        written = self._write(answer.act, typed.strip(), why.strip())
        if written.value is None:
            return Found(None, written.problems)
        done = Done(question, answer, written.value, _added(written.value))
        self._digests[done.edit.path] = digest.sha256(done.edit.after)
        self._done.append(done)
        return Found(done)

    def undo(self) -> Found[Done | None]:
        """Take the last answer back, and give it; None without a problem where there is none."""
        if not self._done:
            return Found(None)
        last = self._done[-1]
        problem = guarded_write.undo(self._desk.root, last.edit)
        if problem:
            return Found(None, (problem,))
        self._done.pop()
        before = last.edit.before
        self._digests[last.edit.path] = guarded_write.ABSENT if before is None else digest.sha256(before)
        return Found(last)

    def _write(self, act: Act, typed: str, why: str) -> Found[Edit | None]:
        root = self._desk.root
        if isinstance(act, Rule):
            return edits.decide(root, self._signed(act, why))
        if isinstance(act, Begin):
            return self._begun(act)
        values: dict[str, New] = dict(act.values)
        if act.typed:
            value = _typed(act.typed, typed)
            if value is None:
                return Found(None, (_untyped(act.path, act.typed, typed),))
            values = {act.typed: value, **values}
        data, _ = guarded_write.look(root, act.path)
        return edits.set_keys(root, act.path, data, self.known(act.path, act.sha256), values)

    def _begun(self, act: Begin) -> Found[Edit | None]:
        """Begin a record; a file that came there meanwhile is a problem with its place."""
        try:
            return edits.begin(self._desk.root, act.path, act.values)
        except UsageError:
            fact, step = (
                "this file is there already; nothing was written",
                "look whether it is the record of this person",
            )
            place = Place(path=act.path)
            return Found(
                None,
                (Problem(severity=Severity.PROBLEM, place=place, kind=guarded_write.CONFLICT, fact=fact, step=step),),
            )

    def _signed(self, act: Rule, why: str) -> list[Decision]:
        """The decisions of an answer, signed by whoever gives it."""
        return [msgspec.structs.replace(one, by=self.by, on=self.day, why=why or one.why) for one in act.decisions]


def settles(done: Done, question: Question) -> bool:
    """Whether an answer has settled `question`: its own, or another of which nothing is left to ask."""
    if done.question.id == question.id:
        return True
    act = done.answer.act
    if isinstance(act, Begin):
        return False
    if not isinstance(act, Rule):
        return bool(act.values.get("withdrawn")) and question.about[:1] == done.question.about[:1]
    named = {name for one in act.decisions if one.subject is Subject.PERSON for name in (one.a, one.b)}
    nobody = {one.a for one in act.decisions if one.ruling is Ruling.IGNORE}
    asked = question.about if question.kind is Kind.PERSON else ()
    return not named.isdisjoint(asked) or not nobody.isdisjoint(question.about)


def _added(edit: Edit) -> tuple[str, ...]:
    """The lines of a file that an edit has added or changed."""
    before = (edit.before or b"").splitlines()
    return tuple(line.decode("utf-8", "replace") for line in edit.after.splitlines() if line not in before)


def _typed(key: str, text: str) -> New:
    """What was typed as the value of `key`; None where it cannot be that."""
    if key == "date":
        return PartialDate.parse(text)
    return " ".join(text.split()) or None


def _untyped(path: str, key: str, text: str) -> Problem:
    """That what was typed cannot be the value of `key`."""
    fact = f"`{text}` is no date of the calendar" if key == "date" else "nothing was typed"
    step = "type it as 2016-11-30, 2016-11 or 2016" if key == "date" else f"type the {key}"
    return Problem(severity=Severity.PROBLEM, place=Place(path=path), kind="answer", fact=fact, step=step)
