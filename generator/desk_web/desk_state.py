"""An editor's sitting at the desk in the browser: what waits, what was answered, and whether a page is still true.

In: the archive's root, answers by the id of a question and a letter. Out: values for views. Threads may
call it at once.

What makes an answer safe. An answer writes one file of `content/`, whole, while it holds the archive's lock
(`store.edits`), and a build holds that lock from its first look to its last write: so the two never mix, and the next
build finds what the answer wrote. Before that a page has to be true. It bears the digests of the article files that it
was made from; an answer is refused where one of them is another on disk by now, or was when the page was shown, and
where somebody else wrote decisions since the questions were made.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from generator import layout, review_terminal
from generator.desk import question_evidence
from generator.desk import review_queue as desks
from generator.desk.question import Answer, Passage, Question, QuestionKind, SetKeys
from generator.desk.review_queue import ReviewQueue
from generator.desk.review_session import ReviewSession, SavedAnswer, has_settled, list_questions
from generator.model.errors import GeneratorError
from generator.model.problem import Problem
from generator.reference.tables import Tables
from generator.store import disk, git, guarded_write, lock

# An answer waits for a build that is at work. So the build that answers set off waits for a pause of so many seconds.
_PAUSE = 10.0
# A run may be at work on the archive; so many seconds it is waited for.
_PATIENCE = 600.0
# So much of a digest tells one state of a file from all others.
_DIGEST_LENGTH = 16


class QuestionSheet(msgspec.Struct, frozen=True):
    """A question with what its page shows: passages, and the article files that these and the answers stand in.

    `file_digests` have the digests that they were read with, `links` lead from a path or name to a page of the preview.
    """

    question: Question
    passages: tuple[Passage, ...]
    file_digests: tuple[tuple[str, str], ...]
    links: Mapping[str, str]


class SessionAnswer(msgspec.Struct, frozen=True):
    """An answer of this sitting: its page, what it settled, and the survey that was the last to begin before it."""

    saved_answer: SavedAnswer
    sheet: QuestionSheet
    settled: frozenset[str]
    scan_number: int


class AnswerOutcome(msgspec.Struct, frozen=True):
    """What became of an answer or of taking one back: it was `saved_answer`, or why not, and what would have been written.

    `is_stale` says that a file is another than the page was made from.
    """

    saved_answer: SavedAnswer | None = None
    problems: tuple[Problem, ...] = ()
    is_stale: bool = False
    path: str = ""
    lines: tuple[str, ...] = ()


class LastChange(msgspec.Struct, frozen=True):
    """What happened last: an answer was written or taken `is_undo`."""

    saved_answer: SavedAnswer
    is_undo: bool = False


class DeskState(msgspec.Struct, frozen=True):
    """The desk at a moment. `questions` is all that the last survey asked, `open_questions` what of it is not answered yet."""

    is_ready: bool
    is_scanning: bool
    error: str = ""
    editor: str = ""
    questions: tuple[Question, ...] = ()
    open_questions: tuple[Question, ...] = ()
    answers: tuple[SavedAnswer, ...] = ()
    last_change: LastChange | None = None
    notes: tuple[str, ...] = ()


class _QuestionScan(msgspec.Struct, frozen=True):
    """A desk with its questions, and the digests of the files of decisions that these were made without or with."""

    number: int
    queue: ReviewQueue
    questions: tuple[Question, ...]
    decision_digests: Mapping[str, str]
    notes: tuple[str, ...]


class DeskSession:
    """The sitting of whoever has the preview open. The archive is surveyed when a page is asked for, not before."""

    def __init__(self, root: Path, today: Callable[[], str]) -> None:
        self._root, self._today, self._tables = root, today, Tables()
        self._lock = threading.RLock()
        self._scan: _QuestionScan | None = None
        self._session: ReviewSession | None = None
        self._scan_number, self._is_scanning, self._error = 0, False, ""
        self._is_stale, self._has_unscanned_answers = (
            True,
            False,
        )  # somebody else changed the archive; answers of this sitting did
        self._answers: list[SessionAnswer] = []
        self._undone_sheets: list[
            tuple[int, QuestionSheet]
        ] = []  # taken back, with the survey that was the last to begin before
        self._written_paths: set[str] = set()  # since the last survey began
        self._own_digests: dict[str, str] = {}  # every file that was written, with the digest that it has since
        self._sheets: dict[str, QuestionSheet] = {}
        self._last_change: LastChange | None = None
        self._answered_at = float("-inf")

    def can_wait(self, changed_paths: Collection[Path]) -> bool:
        """Whether a build for these files may wait: only answers changed them, the last a moment ago."""
        return time.monotonic() < self._answered_at + _PAUSE and self._is_own_change(changed_paths)

    def note_archive_change(self, changed_paths: Collection[Path] = ()) -> None:
        """Note that these files (none: who knows what) are others, and built from, so that questions are made anew.

        It is called by whoever builds, without the archive's lock; this takes none, for an answer may hold the
        sitting's while it waits for the other.
        """
        if not self._is_own_change(changed_paths):
            self._is_stale = True

    def _is_own_change(self, changed_paths: Collection[Path]) -> bool:
        """Whether these files are as the answers of this sitting have written them."""
        return bool(changed_paths) and all(map(self._is_own_file, changed_paths))

    def _is_own_file(self, path: Path) -> bool:
        """Whether a file is as an answer has written it, or was there only while one did."""
        try:
            relative_path = path.resolve().relative_to(self._root.resolve()).as_posix()
            if path.name.endswith(disk.PART_SUFFIX) or relative_path == layout.DECISIONS:
                return True
            return (
                relative_path in self._own_digests
                and guarded_write.read_with_digest(self._root, relative_path)[1] == self._own_digests[relative_path]
            )
        except (GeneratorError, OSError, RuntimeError, ValueError):  # no file of the archive, or none that can be read
            return False

    def get_state(self, *, is_full: bool = False) -> DeskState:
        """The desk as it is. Where it is old, questions are made anew in the background.

        An answer of this sitting makes it old only for a look at the `is_full`: what else it has settled is known.
        """
        with self._lock:
            if not self._is_scanning and (self._is_stale or (is_full and self._has_unscanned_answers)):
                self._start_scan()
            if self._scan is None or self._session is None:
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
        """The question with this id and what there is to look at; None where it is not asked, or answered already."""
        with self._lock:
            if self._scan is None or identifier in self._collect_settled_ids():
                return None
            if identifier not in self._sheets:
                question = next((item for item in self._scan.questions if item.id == identifier), None)
                undone_sheet = next((item for _, item in self._undone_sheets if item.question.id == identifier), None)
                if question is None:
                    return undone_sheet
                self._sheets[identifier] = _build_sheet(self._scan.queue, question)
            return self._sheets[identifier]

    def list_changed_files(self, sheet: QuestionSheet) -> tuple[str, ...]:
        """The files that are others by now than a question was made from; it is made anew then."""
        with self._lock:
            paths = tuple(problem.place.path for problem in self._find_changes(sheet))
            self._is_stale |= bool(paths)
            return paths

    def format_digests(self, sheet: QuestionSheet) -> str:
        """What the page of a question bears of the files that it was made from."""
        with self._lock:
            return ".".join(sha256[:_DIGEST_LENGTH] for _, sha256 in self._list_expected_digests(sheet))

    def describe_edit(self, answer: Answer) -> tuple[str, tuple[str, ...]]:
        """The file that an answer writes, and the lines."""
        with self._lock:
            assert self._session
            self._session.day = self._today()
            return self._session.find_target_path(answer), self._session.build_lines(answer)

    def save_answer(
        self, sheet: QuestionSheet, answer: Answer, page_digests: str, *, typed: str = "", why: str = ""
    ) -> AnswerOutcome:
        """Write an answer that was given on a page that bears `page_digests`."""
        with self._lock:
            session = self._session
            assert session
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
            self._answers.append(
                SessionAnswer(
                    saved_answer, sheet, _find_settled_ids(saved_answer, self._list_questions()), self._scan_number
                )
            )
            return AnswerOutcome(saved_answer)

    def undo_answer(self, identifier: str) -> AnswerOutcome:
        """Take back the last answer, where it is the one to the question with this id."""
        with self._lock:
            if self._session is None or not self._answers or self._answers[-1].saved_answer.question.id != identifier:
                return AnswerOutcome()
            last_answer = self._answers[-1]
            result = self._session.undo_last()
            if result.value is None:
                edit = last_answer.saved_answer.edit
                return AnswerOutcome(
                    problems=result.problems, is_stale=True, path=edit.path, lines=last_answer.saved_answer.lines
                )
            self._record_change(result.value, is_undo=True)
            self._answers.pop()
            self._undone_sheets.insert(0, (self._scan_number, last_answer.sheet))
            return AnswerOutcome(result.value)

    def _record_change(self, saved_answer: SavedAnswer, *, is_undo: bool) -> None:
        """Keep what happened, for the next page and the next survey."""
        assert self._session
        self._last_change, self._answered_at, self._has_unscanned_answers = (
            LastChange(saved_answer, is_undo),
            time.monotonic(),
            True,
        )
        self._written_paths.add(saved_answer.edit.path)
        self._own_digests[saved_answer.edit.path] = self._session.get_expected_digest(
            saved_answer.edit.path, guarded_write.ABSENT
        )

    def _list_questions(self) -> tuple[Question, ...]:
        """All questions of the last survey, and those that were taken back since it began."""
        assert self._scan
        scanned_ids = {question.id for question in self._scan.questions}
        undone_questions = {
            sheet.question.id: sheet.question
            for _, sheet in self._undone_sheets
            if sheet.question.id not in scanned_ids
        }
        order = list(QuestionKind)
        return tuple(
            sorted((*undone_questions.values(), *self._scan.questions), key=lambda question: order.index(question.kind))
        )

    def _collect_settled_ids(self) -> frozenset[str]:
        """The ids of all questions that answers have settled which the last survey may not know of."""
        number = self._scan.number if self._scan else 0
        return frozenset().union(*(answer.settled for answer in self._answers if answer.scan_number >= number))

    def _list_expected_digests(self, sheet: QuestionSheet) -> list[tuple[str, str]]:
        """The files of a page with the digests that they should have: as this sitting wrote them, or as read."""
        assert self._session
        return [
            (path, self._session.get_expected_digest(path, read_digest)) for path, read_digest in sheet.file_digests
        ]

    def _find_changes(self, sheet: QuestionSheet) -> Iterable[Problem]:
        """The files that are not what the question was made from: articles, or what somebody decides meanwhile."""
        assert self._scan
        assert self._session
        for path, expected_digest in self._list_expected_digests(sheet):
            _, current_digest = guarded_write.read_with_digest(self._root, path)
            if current_digest != expected_digest:
                yield guarded_write.build_conflict(path, expected_digest, current_digest)
        decision_digests = _compute_decision_digests(self._root)
        for path in sorted({*decision_digests, *self._scan.decision_digests}):
            expected_digest = self._session.get_expected_digest(
                path, self._scan.decision_digests.get(path, guarded_write.ABSENT)
            )
            current_digest = decision_digests.get(path, guarded_write.ABSENT)
            if current_digest != expected_digest:
                yield guarded_write.build_conflict(path, expected_digest, current_digest)

    def _find_page_changes(self, sheet: QuestionSheet, page_digests: str, path: str) -> Iterable[Problem]:
        """The files that were others when a page was shown; `path` is what its answer writes."""
        expected_digests, seen_digests = (
            self._list_expected_digests(sheet),
            page_digests.split(".") if page_digests else [],
        )
        if len(expected_digests) != len(seen_digests):
            fact, step = "the question was made anew since this page was shown", "nothing was written; look at it again"
            yield Problem.must_fix(path, guarded_write.CONFLICT, fact, step)
            return
        for (file_path, current_digest), seen_digest in zip(expected_digests, seen_digests, strict=True):
            if current_digest[:_DIGEST_LENGTH] != seen_digest:
                yield guarded_write.build_conflict(file_path, seen_digest, current_digest)

    def _start_scan(self) -> None:
        """Begin to survey the archive, in a thread of its own."""
        self._scan_number += 1
        self._is_scanning, self._is_stale, self._has_unscanned_answers = True, False, False
        self._written_paths.clear()
        threading.Thread(target=self._run_scan, args=(self._scan_number,), daemon=True).start()

    def _run_scan(self, number: int) -> None:
        """Survey the archive. What goes wrong is told on the desk's pages, and the last questions stay."""
        scan, error, editor = None, "", ""
        try:
            scan = self._load_questions(number)
            editor = git.get_user_name(self._root)
        except GeneratorError as failure:
            error = str(failure)
        except Exception as failure:  # noqa: BLE001  (a thread that died would leave the desk waiting for ever)
            error = f"{type(failure).__name__}: {failure}"
        with self._lock:
            self._is_scanning, self._error = False, error
            self._is_stale |= bool(error)  # whoever looks again may have mended it
            if scan is not None:
                self._replace_questions(scan, editor)

    def _load_questions(self, number: int) -> _QuestionScan:
        """The desk of the archive as it is now."""
        with lock.lock_archive(self._root, "desk", wait=_PATIENCE):
            pass  # a build is over: what is read from now on is whole; it is read without the lock, as `check` does
        decision_digests = _compute_decision_digests(self._root)
        queue = desks.load_review_queue(self._root, self._today(), self._tables)
        return _QuestionScan(
            number, queue, list_questions(queue), decision_digests, tuple(review_terminal.list_notes(queue))
        )

    def _replace_questions(self, scan: _QuestionScan, editor: str) -> None:
        """Go on with new questions. What was answered or taken back since the survey began is kept."""
        if self._session is None:
            self._session = ReviewSession(scan.queue, editor, self._today())
        self._session.replace_queue(scan.queue, frozenset(self._written_paths))
        self._session.editor = editor
        self._scan, self._sheets = scan, {}
        self._undone_sheets = [(number, sheet) for number, sheet in self._undone_sheets if number >= scan.number]
        questions = self._list_questions()
        self._answers = [
            msgspec.structs.replace(answer, settled=_find_settled_ids(answer.saved_answer, questions))
            if answer.scan_number >= scan.number
            else answer
            for answer in self._answers
        ]


def _find_settled_ids(saved_answer: SavedAnswer, questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the questions that an answer has settled."""
    return frozenset(question.id for question in questions if has_settled(saved_answer, question)) | {
        saved_answer.question.id
    }


def _build_sheet(queue: ReviewQueue, question: Question) -> QuestionSheet:
    """The page of a question, worked out."""
    passages = question_evidence.collect_passages(queue, question)
    digests = {item.path: item.sha256 for item in queue.articles.values()}
    places = {item.place for item in passages} | {
        item.action.path for item in question.answers if isinstance(item.action, SetKeys)
    }
    site = queue.scan.site
    article_urls = {queue.articles[item.id].path: item.url for item in site.entries if item.id in queue.articles}
    person_urls = {
        name: item.url for item in site.people.values() for name in item.person.spellings if name in question.about
    }
    return QuestionSheet(
        question=question,
        passages=passages,
        file_digests=tuple((path, digests[path]) for path in sorted(places) if path in digests),
        links=person_urls | {path: url for path, url in article_urls.items() if path in places},
    )


def _compute_decision_digests(root: Path) -> dict[str, str]:
    """The digest of each file of decisions."""
    paths = [f"{layout.DECISIONS}/{name}" for name in disk.list_files(root / layout.DECISIONS, ".jsonl")]
    return {path: guarded_write.read_with_digest(root, path)[1] for path in paths}
