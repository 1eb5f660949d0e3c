"""A review session: questions in order, answers saved, the last answer undone.

In: the review queue, the editor, the day. Out: what each answer wrote, or why it did not. A file is written only if it
is as the queue read it, apart from what this session wrote.
"""

from collections.abc import Collection
from pathlib import Path

import msgspec

from generator import edits
from generator.desk import person_questions, story_questions, tag_questions
from generator.desk.question import Answer, AnswerAction, CreateRecord, KeyValue, Question, QuestionKind, WriteDecisions
from generator.desk.review_queue import ReviewQueue
from generator.manuscript import decision_lines as decisions_file
from generator.manuscript.frontmatter import format_scalar
from generator.manuscript.frontmatter_edit import NewValue
from generator.model.article import PartialDate
from generator.model.decision import Decision, DecisionSubject, Ruling
from generator.model.errors import UsageError
from generator.model.problem import Problem, Result
from generator.store import guarded_write
from generator.store.guarded_write import FileEdit
from generator.text import digest

# A ruling on a name settles these questions about it.
_PERSON_KINDS = (QuestionKind.PERSON, QuestionKind.NAME)


class SavedAnswer(msgspec.Struct, frozen=True):
    """A saved answer: its question, the edit that it made, and the new lines in the file."""

    question: Question
    answer: Answer
    edit: FileEdit
    lines: tuple[str, ...]


def list_questions(queue: ReviewQueue) -> tuple[Question, ...]:
    """Return all open questions, in the order in which they are asked."""
    unsorted_questions = [
        *story_questions.list_story_questions(queue),
        *person_questions.list_spelling_questions(queue),
        *person_questions.list_person_questions(queue),
        *person_questions.list_name_questions(queue),
        *tag_questions.list_tag_questions(queue),
    ]
    order = list(QuestionKind)
    return tuple(sorted(unsorted_questions, key=lambda question: order.index(question.kind)))


class ReviewSession:
    """A session in the archive at `root`. `editor` signs decisions made on `day`; you may set both at any time."""

    def __init__(self, root: Path, editor: str, day: str) -> None:
        self._root = root
        self._digests: dict[str, str] = {}
        self._saved_answers: list[SavedAnswer] = []
        self.editor, self.day = editor, day

    def is_moot(self, question: Question) -> bool:
        """Return whether an earlier answer made `question` moot: its story was withdrawn, its name is nobody."""
        return any(has_settled(saved_answer, question) for saved_answer in self._saved_answers)

    def forget_digests(self, written_paths: Collection[str]) -> None:
        """Continue with a new queue. `written_paths` are files written since the queue began to load.

        Those are compared with what this session wrote, all others with what the new queue read.
        """
        self._digests = {path: sha256 for path, sha256 in self._digests.items() if path in written_paths}

    def get_expected_digest(self, path: str, read_digest: str) -> str:
        """Return the digest that the file at `path` should have; the queue read it with `read_digest`."""
        return self._digests.get(path, read_digest)

    def find_target_path(self, answer: Answer) -> str:
        """Return the file that an answer writes."""
        action = answer.action
        if isinstance(action, WriteDecisions):
            return edits.get_decisions_path(msgspec.structs.replace(action.decisions[0], on=self.day))
        return action.path

    def build_lines(self, answer: Answer, *, typed: str = "…", why: str = "") -> tuple[str, ...]:
        """Return the lines that an answer writes to its file; `typed` stands in for text not typed yet."""
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
            f"{key}: {_format_value(value)}" for key, value in action.values.items() if value is not None
        )

    def save_answer(
        self, question: Question, answer: Answer, *, typed: str = "", why: str = ""
    ) -> Result[SavedAnswer | None]:
        """Save an answer. `typed` is the text that the answer asks for, `why` the editor's reason."""
        result = self._write_action(answer.action, typed.strip(), why.strip())
        if result.value is None:
            return Result(None, result.problems)
        saved_answer = SavedAnswer(question, answer, result.value, _list_new_lines(result.value))
        self._digests[saved_answer.edit.path] = digest.sha256(saved_answer.edit.after)
        self._saved_answers.append(saved_answer)
        return Result(saved_answer)

    def undo_last(self) -> Result[SavedAnswer | None]:
        """Undo the last answer and return it; None without a problem if there is none."""
        if not self._saved_answers:
            return Result(None)
        last_answer = self._saved_answers[-1]
        problem = guarded_write.undo(self._root, last_answer.edit)
        if problem:
            return Result(None, (problem,))
        self._saved_answers.pop()
        before = last_answer.edit.before
        self._digests[last_answer.edit.path] = guarded_write.ABSENT if before is None else digest.sha256(before)
        return Result(last_answer)

    def _write_action(self, action: AnswerAction, typed: str, why: str) -> Result[FileEdit | None]:
        root = self._root
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
        """Create a record; if the file exists by now, return a problem with its place."""
        try:
            return edits.create_record(self._root, action.path, action.values)
        except UsageError:
            fact = "this file exists already; nothing was written"
            step = "check whether it is this person's record"
            return Result(None, (Problem.must_fix(action.path, guarded_write.CONFLICT, fact, step),))

    def _sign_decisions(self, action: WriteDecisions, why: str) -> list[Decision]:
        """Return the decisions of an answer, signed by the editor."""
        return [
            msgspec.structs.replace(decision, by=self.editor, on=self.day, why=why or decision.why)
            for decision in action.decisions
        ]


def _format_value(value: KeyValue) -> str:
    """Return a value as front matter has it, on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(format_scalar(item, in_list=True) for item in value)}]"
    return format_scalar(value) if isinstance(value, str) else str(value).lower()


def has_settled(saved_answer: SavedAnswer, question: Question) -> bool:
    """Return whether an answer settled `question`: its own, or another that leaves nothing to ask."""
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
    asked_names = question.about if question.kind in _PERSON_KINDS else ()
    return not ruled_names.isdisjoint(asked_names) or not ignored_names.isdisjoint(question.about)


def _list_new_lines(edit: FileEdit) -> tuple[str, ...]:
    """Return the lines of a file that an edit added or changed."""
    before = (edit.before or b"").splitlines()
    return tuple(line.decode("utf-8", "replace") for line in edit.after.splitlines() if line not in before)


def _parse_typed(key: str, text: str) -> NewValue:
    """Parse the typed value of `key`; None if it is invalid."""
    if key == "date":
        return PartialDate.parse(text)
    return " ".join(text.split()) or None


def _build_typed_problem(path: str, key: str, text: str) -> Problem:
    """Build the problem that the typed text is no valid value of `key`."""
    fact = f"`{text}` is not a valid date" if key == "date" else "nothing was typed"
    step = "type it as 2016-11-30, 2016-11 or 2016" if key == "date" else f"type the {key}"
    return Problem.must_fix(path, "answer", fact, step)
