"""An editor's session at the desk in the browser: open questions, saved answers, and whether a page is still current.

In: answers, by the id of a question and a letter. Out: values for views. Only the desk's own thread (`desk_thread.py`)
calls a session, so nothing here is locked.

Why an answer is safe: it writes one whole file of `content/` while it holds the archive's lock (`store.edits`), and a
build holds that lock from its first read to its last write. So the two never mix, and the next build finds what the
answer wrote. The page must be current too: it carries the digests of the article files that it was generated from. An
answer is refused if one of them differs from the file on disk, differed when the page was shown, or if somebody else
wrote decisions since the questions were generated.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from generator.desk.question import Answer, Question, QuestionKind
from generator.desk.review_session import ReviewSession, SavedAnswer, has_settled
from generator.desk_web.question_scan import QuestionScan, QuestionSheet, build_sheet, compute_decision_digests
from generator.model.problem import Problem
from generator.store import guarded_write

# This much of a digest is enough to tell one version of a file from another.
_DIGEST_LENGTH = 16


class SessionAnswer(msgspec.Struct, frozen=True):
    """An answer of this session: its page, the ids of the questions that it settled, the last scan begun before it."""

    saved_answer: SavedAnswer
    sheet: QuestionSheet
    settled: frozenset[str]
    scan_number: int


class AnswerOutcome(msgspec.Struct, frozen=True):
    """The result of an answer or an undo: the `saved_answer`, or the problems and what would have been written.

    `is_stale`: a file is not what the page was generated from.
    """

    saved_answer: SavedAnswer | None = None
    problems: tuple[Problem, ...] = ()
    is_stale: bool = False
    path: str = ""
    lines: tuple[str, ...] = ()


class LastChange(msgspec.Struct, frozen=True):
    """The answer that was saved or undone last."""

    saved_answer: SavedAnswer
    is_undo: bool = False


class DeskState(msgspec.Struct, frozen=True):
    """The desk at one moment. `questions` are all of the last scan, `open_questions` those without an answer yet."""

    is_ready: bool
    is_scanning: bool
    error: str = ""
    editor: str = ""
    questions: tuple[Question, ...] = ()
    open_questions: tuple[Question, ...] = ()
    answers: tuple[SavedAnswer, ...] = ()
    last_change: LastChange | None = None
    notes: tuple[str, ...] = ()


class DeskSession:
    """The session of whoever has the preview open.

    `start_scan` begins a scan with a number, whose result comes back through `finish_scan` or `fail_scan`; the first
    one begins when a page is first asked for. `report_answer` gets the path and the new digest of every file that an
    answer wrote.
    """

    def __init__(
        self,
        root: Path,
        today: Callable[[], str],
        start_scan: Callable[[int], None],
        report_answer: Callable[[str, str], None],
    ) -> None:
        self._root, self._today = root, today
        self._start_scan, self._report_answer = start_scan, report_answer
        self._session = ReviewSession(root, "", today())
        self._scan: QuestionScan | None = None
        self._scan_number, self._is_scanning, self._error = 0, False, ""
        self._is_stale = True  # somebody else changed the archive
        self._has_unscanned_answers = False
        self._answers: list[SessionAnswer] = []
        self._undone_sheets: list[tuple[int, QuestionSheet]] = []  # each with the last scan begun before
        self._written_paths: set[str] = set()  # since the last scan began
        self._sheets: dict[str, QuestionSheet] = {}
        self._last_change: LastChange | None = None

    def mark_stale(self) -> None:
        """Note that somebody else changed the archive, so that the questions must be generated again."""
        self._is_stale = True

    def get_state(self, *, is_full: bool = False) -> DeskState:
        """Return the desk as it is. If it is out of date, start a scan in the background.

        Answers of this session make it out of date only for the `is_full` overview: what they settled is known.
        """
        if not self._is_scanning and (self._is_stale or (is_full and self._has_unscanned_answers)):
            self._begin_scan()
        if self._scan is None:
            return DeskState(is_ready=False, is_scanning=self._is_scanning, error=self._error)
        questions, settled_ids = self._list_questions(), self._collect_settled_ids()
        return DeskState(
            is_ready=True,
            is_scanning=self._is_scanning,
            error=self._error,
            editor=self._session.editor,
            questions=questions,
            open_questions=tuple(item for item in questions if item.id not in settled_ids),
            answers=tuple(item.saved_answer for item in self._answers),
            last_change=self._last_change,
            notes=self._scan.notes,
        )

    def find_sheet(self, identifier: str) -> QuestionSheet | None:
        """Return the question with this id and its evidence; None if it is not open."""
        if self._scan is None or identifier in self._collect_settled_ids():
            return None
        if identifier not in self._sheets:
            question = next((item for item in self._scan.questions if item.id == identifier), None)
            undone_sheet = next((item for _, item in self._undone_sheets if item.question.id == identifier), None)
            if question is None:
                return undone_sheet
            self._sheets[identifier] = build_sheet(self._scan.queue, question)
        return self._sheets[identifier]

    def list_changed_files(self, sheet: QuestionSheet) -> tuple[str, ...]:
        """Return the files that changed since a question was generated. If any did, a scan generates it again."""
        paths = tuple(problem.place.path for problem in self._find_changes(sheet))
        self._is_stale = self._is_stale or bool(paths)
        return paths

    def format_digests(self, sheet: QuestionSheet) -> str:
        """Return what the page of a question carries of the digests of its files."""
        return ".".join(sha256[:_DIGEST_LENGTH] for _, sha256 in self._list_expected_digests(sheet))

    def describe_edit(self, answer: Answer) -> tuple[str, tuple[str, ...]]:
        """Return the file that an answer would write today, and its new lines."""
        self._session.day = self._today()
        return self._session.find_target_path(answer), self._session.build_lines(answer)

    def save_answer(
        self, sheet: QuestionSheet, answer: Answer, page_digests: str, *, typed: str = "", why: str = ""
    ) -> AnswerOutcome:
        """Write an answer from a page that carries `page_digests`. Waits for a build that is at work."""
        session = self._session
        if sheet.question.id in self._collect_settled_ids():
            return AnswerOutcome()  # the button was pressed twice
        session.day = self._today()
        path, lines = session.find_target_path(answer), session.build_lines(answer, typed=typed or "…", why=why)
        changes = tuple(self._find_changes(sheet)) or tuple(self._find_page_changes(sheet, page_digests, path))
        if changes:
            self._is_stale = True
            return AnswerOutcome(problems=changes, is_stale=True, path=path, lines=lines)
        result = session.save_answer(sheet.question, answer, typed=typed, why=why)
        if result.value is None:
            is_stale = any(problem.kind == guarded_write.CONFLICT for problem in result.problems)
            return AnswerOutcome(problems=result.problems, is_stale=is_stale, path=path, lines=lines)
        saved_answer = result.value
        self._record_change(saved_answer, is_undo=False)
        settled_ids = _find_settled_ids(saved_answer, self._list_questions())
        self._answers.append(SessionAnswer(saved_answer, sheet, settled_ids, self._scan_number))
        return AnswerOutcome(saved_answer)

    def undo_answer(self, identifier: str) -> AnswerOutcome:
        """Undo the last answer, if it is that to the question with this id. Waits for a build that is at work."""
        if not self._answers or self._answers[-1].saved_answer.question.id != identifier:
            return AnswerOutcome()
        last_answer = self._answers[-1]
        result = self._session.undo_last()
        if result.value is None:
            saved_answer = last_answer.saved_answer
            return AnswerOutcome(
                problems=result.problems, is_stale=True, path=saved_answer.edit.path, lines=saved_answer.lines
            )
        self._record_change(result.value, is_undo=True)
        self._answers.pop()
        self._undone_sheets.insert(0, (self._scan_number, last_answer.sheet))
        return AnswerOutcome(result.value)

    def finish_scan(self, scan: QuestionScan) -> None:
        """Go on with new questions. What was answered or undone since the scan began is kept."""
        self._is_scanning, self._error = False, ""
        self._session.forget_digests(self._written_paths)
        self._session.editor = scan.editor
        self._scan, self._sheets = scan, {}
        self._undone_sheets = [(number, sheet) for number, sheet in self._undone_sheets if number >= scan.number]
        questions = self._list_questions()
        self._answers = [
            msgspec.structs.replace(answer, settled=_find_settled_ids(answer.saved_answer, questions))
            if answer.scan_number >= scan.number
            else answer
            for answer in self._answers
        ]

    def fail_scan(self, error: str) -> None:
        """Keep the last questions and show `error` on the desk's pages. The next request tries again."""
        self._is_scanning, self._error, self._is_stale = False, error, True

    def _begin_scan(self) -> None:
        self._scan_number += 1
        self._is_scanning, self._is_stale, self._has_unscanned_answers = True, False, False
        self._written_paths.clear()
        self._start_scan(self._scan_number)

    def _record_change(self, saved_answer: SavedAnswer, *, is_undo: bool) -> None:
        """Remember a saved or undone answer, for the next page and the next scan."""
        path = saved_answer.edit.path
        self._last_change, self._has_unscanned_answers = LastChange(saved_answer, is_undo), True
        self._written_paths.add(path)
        self._report_answer(path, self._session.get_expected_digest(path, guarded_write.ABSENT))

    def _list_questions(self) -> tuple[Question, ...]:
        """Return all questions of the last scan, and those of answers undone since it began."""
        scanned_questions = self._scan.questions if self._scan else ()
        scanned_ids = {question.id for question in scanned_questions}
        undone_questions = {
            sheet.question.id: sheet.question
            for _, sheet in self._undone_sheets
            if sheet.question.id not in scanned_ids
        }
        order = list(QuestionKind)
        return tuple(
            sorted((*undone_questions.values(), *scanned_questions), key=lambda question: order.index(question.kind))
        )

    def _collect_settled_ids(self) -> frozenset[str]:
        """Return the ids of all questions that are settled by answers which the last scan may not have seen."""
        number = self._scan.number if self._scan else 0
        return frozenset().union(*(answer.settled for answer in self._answers if answer.scan_number >= number))

    def _list_expected_digests(self, sheet: QuestionSheet) -> list[tuple[str, str]]:
        """Return the files of a page with the digests that they should have: as this session wrote or read them."""
        return [
            (path, self._session.get_expected_digest(path, read_digest)) for path, read_digest in sheet.file_digests
        ]

    def _find_changes(self, sheet: QuestionSheet) -> Iterable[Problem]:
        """Yield a conflict for each article or decision file that is not what the question was generated from."""
        for path, expected_digest in self._list_expected_digests(sheet):
            _, current_digest = guarded_write.read_with_digest(self._root, path)
            if current_digest != expected_digest:
                yield guarded_write.build_conflict(path, expected_digest, current_digest)
        current_digests = compute_decision_digests(self._root)
        scanned_digests = self._scan.decision_digests if self._scan else {}
        for path in sorted({*current_digests, *scanned_digests}):
            scanned_digest = scanned_digests.get(path, guarded_write.ABSENT)
            expected_digest = self._session.get_expected_digest(path, scanned_digest)
            current_digest = current_digests.get(path, guarded_write.ABSENT)
            if current_digest != expected_digest:
                yield guarded_write.build_conflict(path, expected_digest, current_digest)

    def _find_page_changes(self, sheet: QuestionSheet, page_digests: str, path: str) -> Iterable[Problem]:
        """Yield a conflict for each file that differed when the page was shown; `path` is what its answer writes."""
        expected_digests = self._list_expected_digests(sheet)
        seen_digests = page_digests.split(".") if page_digests else []
        if len(expected_digests) != len(seen_digests):
            fact = "the question was generated again since this page was shown"
            yield Problem.must_fix(path, guarded_write.CONFLICT, fact, "nothing was written; look at it again")
            return
        for (file_path, current_digest), seen_digest in zip(expected_digests, seen_digests, strict=True):
            if current_digest[:_DIGEST_LENGTH] != seen_digest:
                yield guarded_write.build_conflict(file_path, seen_digest, current_digest)


def _find_settled_ids(saved_answer: SavedAnswer, questions: Iterable[Question]) -> frozenset[str]:
    """Return the ids of the questions that an answer settles."""
    return frozenset(question.id for question in questions if has_settled(saved_answer, question)) | {
        saved_answer.question.id
    }
