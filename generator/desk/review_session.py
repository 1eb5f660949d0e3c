"""An editor's sitting at the desk: questions in order, answers written, the last one undone.

In: the desk, who sits at it, the day. Out: what each answer has written, or why it was not. A file is written only
where it is as the desk saw it, but for what this sitting wrote into it.
"""

from collections.abc import Collection

import msgspec

from generator import edits
from generator.desk import person_questions, story_questions
from generator.desk.question import Answer, AnswerAction, CreateRecord, Question, QuestionKind, WriteDecisions
from generator.desk.review_queue import ReviewQueue
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript.frontmatter import format_scalar
from generator.manuscript.frontmatter_edit import NewValue
from generator.model.article import PartialDate
from generator.model.decision import Decision, DecisionSubject, Ruling
from generator.model.errors import UsageError
from generator.model.problem import Place, Problem, Result, Severity
from generator.store import guarded_write
from generator.store.guarded_write import FileEdit
from generator.text import digest


class SavedAnswer(msgspec.Struct, frozen=True):
    """An answer that was given: to what, the edit that it came to, and the lines that are new in the file."""

    question: Question
    answer: Answer
    edit: FileEdit
    lines: tuple[str, ...]


def list_questions(queue: ReviewQueue) -> tuple[Question, ...]:
    """Everything that waits, in the order in which it is asked."""
    unsorted_questions = [
        *story_questions.list_story_questions(queue),
        *person_questions.list_spelling_questions(queue),
        *person_questions.list_person_questions(queue),
    ]
    order = list(QuestionKind)
    return tuple(sorted(unsorted_questions, key=lambda question: order.index(question.kind)))


class ReviewSession:
    """One sitting. `editor` signs what is decided on which `day`; both may be set at any time."""

    def __init__(self, queue: ReviewQueue, editor: str, day: str) -> None:
        self._queue = queue
        self._digests: dict[str, str] = {}
        self._saved_answers: list[SavedAnswer] = []
        self.editor, self.day = editor, day

    def is_moot(self, question: Question) -> bool:
        """Whether an answer of this sitting has settled `question` too: its story was withdrawn, its name is nobody."""
        return any(has_settled(saved_answer, question) for saved_answer in self._saved_answers)

    def replace_queue(self, queue: ReviewQueue, written_paths: Collection[str]) -> None:
        """Go on at a desk that was made anew. `written_paths` are the files that were written since it began to be made.

        These are known by what this sitting wrote into them, all others by what the new desk read.
        """
        self._queue = queue
        self._digests = {path: sha256 for path, sha256 in self._digests.items() if path in written_paths}

    def get_expected_digest(self, path: str, read_digest: str) -> str:
        """The digest that the file at `path` should have, which had the digest `read_digest` when the desk was made."""
        return self._digests.get(path, read_digest)

    def find_target_path(self, answer: Answer) -> str:
        """The file that an answer writes."""
        action = answer.action
        if isinstance(action, WriteDecisions):
            return edits.get_decisions_path(msgspec.structs.replace(action.decisions[0], on=self.day))
        return action.path

    def build_lines(self, answer: Answer, *, typed: str = "…", why: str = "") -> tuple[str, ...]:
        """The lines that an answer writes into its file; `typed` stands for what is not typed yet."""
        action = answer.action
        if isinstance(action, CreateRecord):
            return tuple(edits.format_record(action.values).rstrip().split("\n"))
        if isinstance(action, WriteDecisions):
            lines = [
                decisions_file.append_decision(b"", decision).decode() for decision in self._sign_decisions(action, why)
            ]
            return tuple(line.rstrip("\r\n") for line in lines)
        typed_lines = (f"{action.typed_key}: {typed}",) if action.typed_key else ()
        return typed_lines + tuple(
            f"{key}: {format_scalar(value) if isinstance(value, str) else str(value).lower()}"
            for key, value in action.values.items()
        )

    def save_answer(
        self, question: Question, answer: Answer, *, typed: str = "", why: str = ""
    ) -> Result[SavedAnswer | None]:
        """Write an answer. `typed` is what the person typed where the answer asks for it, `why` their reason."""
        result = self._write_action(answer.action, typed.strip(), why.strip())
        if result.value is None:
            return Result(None, result.problems)
        saved_answer = SavedAnswer(question, answer, result.value, _list_new_lines(result.value))
        self._digests[saved_answer.edit.path] = digest.sha256(saved_answer.edit.after)
        self._saved_answers.append(saved_answer)
        return Result(saved_answer)

    def undo_last(self) -> Result[SavedAnswer | None]:
        """Take the last answer back, and give it; None without a problem where there is none."""
        if not self._saved_answers:
            return Result(None)
        last_answer = self._saved_answers[-1]
        problem = guarded_write.undo(self._queue.root, last_answer.edit)
        if problem:
            return Result(None, (problem,))
        self._saved_answers.pop()
        before = last_answer.edit.before
        self._digests[last_answer.edit.path] = guarded_write.ABSENT if before is None else digest.sha256(before)
        return Result(last_answer)

    def _write_action(self, action: AnswerAction, typed: str, why: str) -> Result[FileEdit | None]:
        root = self._queue.root
        if isinstance(action, WriteDecisions):
            return edits.save_decisions(root, self._sign_decisions(action, why))
        if isinstance(action, CreateRecord):
            return self._create_record(action)
        values: dict[str, NewValue] = dict(action.values)
        if action.typed_key:
            value = _parse_typed(action.typed_key, typed)
            if value is None:
                return Result(None, (_build_typed_problem(action.path, action.typed_key, typed),))
            values = {action.typed_key: value, **values}
        data, _ = guarded_write.read_with_digest(root, action.path)
        return edits.set_keys(root, action.path, data, self.get_expected_digest(action.path, action.sha256), values)

    def _create_record(self, action: CreateRecord) -> Result[FileEdit | None]:
        """Begin a record; a file that came there meanwhile is a problem with its place."""
        try:
            return edits.create_record(self._queue.root, action.path, action.values)
        except UsageError:
            fact, step = (
                "this file is there already; nothing was written",
                "look whether it is the record of this person",
            )
            place = Place(path=action.path)
            return Result(
                None,
                (Problem(severity=Severity.PROBLEM, place=place, kind=guarded_write.CONFLICT, fact=fact, step=step),),
            )

    def _sign_decisions(self, action: WriteDecisions, why: str) -> list[Decision]:
        """The decisions of an answer, signed by whoever gives it."""
        return [
            msgspec.structs.replace(decision, by=self.editor, on=self.day, why=why or decision.why)
            for decision in action.decisions
        ]


def has_settled(saved_answer: SavedAnswer, question: Question) -> bool:
    """Whether an answer has settled `question`: its own, or another of which nothing is left to ask."""
    if saved_answer.question.id == question.id:
        return True
    action = saved_answer.answer.action
    if isinstance(action, CreateRecord):
        return False
    if not isinstance(action, WriteDecisions):
        return bool(action.values.get("withdrawn")) and question.about[:1] == saved_answer.question.about[:1]
    ruled_names = {
        name
        for decision in action.decisions
        if decision.subject is DecisionSubject.PERSON
        for name in (decision.a, decision.b)
    }
    ignored_names = {decision.a for decision in action.decisions if decision.ruling is Ruling.IGNORE}
    asked_names = question.about if question.kind is QuestionKind.PERSON else ()
    return not ruled_names.isdisjoint(asked_names) or not ignored_names.isdisjoint(question.about)


def _list_new_lines(edit: FileEdit) -> tuple[str, ...]:
    """The lines of a file that an edit has added or changed."""
    before = (edit.before or b"").splitlines()
    return tuple(line.decode("utf-8", "replace") for line in edit.after.splitlines() if line not in before)


def _parse_typed(key: str, text: str) -> NewValue:
    """What was typed as the value of `key`; None where it cannot be that."""
    if key == "date":
        return PartialDate.parse(text)
    return " ".join(text.split()) or None


def _build_typed_problem(path: str, key: str, text: str) -> Problem:
    """That what was typed cannot be the value of `key`."""
    fact = f"`{text}` is no date of the calendar" if key == "date" else "nothing was typed"
    step = "type it as 2016-11-30, 2016-11 or 2016" if key == "date" else f"type the {key}"
    return Problem(severity=Severity.PROBLEM, place=Place(path=path), kind="answer", fact=fact, step=step)
