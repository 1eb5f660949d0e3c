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

from generator import review_terminal
from generator.desk import question_evidence
from generator.desk import review_queue as desks
from generator.desk.question import Answer, Kind, Passage, Question, SetKeys
from generator.desk.review_queue import Desk
from generator.desk.review_session import Done, Session, questions, settles
from generator.model.errors import GeneratorError
from generator.model.problem import Place, Problem, Severity
from generator.reference.tables import Tables
from generator.store import content, disk, guarded_write, lock, user_name

# An answer waits for a build that is at work. So the build that answers set off waits for a pause of so many seconds.
_PAUSE = 10.0
# A run may be at work on the archive; so many seconds it is waited for.
_PATIENCE = 600.0
# So much of a digest tells one state of a file from all others.
_SHORT = 16


class Sheet(msgspec.Struct, frozen=True):
    """A question with what its page shows: passages, and the article files that these and the answers stand in.

    `files` have the digests that they were read with, `links` lead from a path or name to a page of the preview.
    """

    question: Question
    passages: tuple[Passage, ...]
    files: tuple[tuple[str, str], ...]
    links: Mapping[str, str]


class Given(msgspec.Struct, frozen=True):
    """An answer of this sitting: its page, what it settled, and the survey that was the last to begin before it."""

    done: Done
    sheet: Sheet
    settled: frozenset[str]
    survey: int


class Outcome(msgspec.Struct, frozen=True):
    """What became of an answer or of taking one back: it was `done`, or why not, and what would have been written.

    `is_stale` says that a file is another than the page was made from.
    """

    done: Done | None = None
    problems: tuple[Problem, ...] = ()
    is_stale: bool = False
    path: str = ""
    lines: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True):
    """What happened last: an answer was written or taken `back`."""

    done: Done
    back: bool = False


class State(msgspec.Struct, frozen=True):
    """The desk at a moment. `asked` is all that the last survey asked, `waiting` what of it is not answered yet."""

    is_ready: bool
    is_surveying: bool
    error: str = ""
    by: str = ""
    asked: tuple[Question, ...] = ()
    waiting: tuple[Question, ...] = ()
    given: tuple[Done, ...] = ()
    said: Said | None = None
    notes: tuple[str, ...] = ()


class _Survey(msgspec.Struct, frozen=True):
    """A desk with its questions, and the digests of the files of decisions that these were made without or with."""

    number: int
    desk: Desk
    questions: tuple[Question, ...]
    decisions: Mapping[str, str]
    notes: tuple[str, ...]


class Sitting:
    """The sitting of whoever has the preview open. The archive is surveyed when a page is asked for, not before."""

    def __init__(self, root: Path, today: Callable[[], str]) -> None:
        self._root, self._today, self._tables = root, today, Tables()
        self._lock = threading.RLock()
        self._survey: _Survey | None = None
        self._session: Session | None = None
        self._number, self._is_surveying, self._error = 0, False, ""
        self._is_stale, self._is_behind = True, False  # somebody else changed the archive; answers of this sitting did
        self._given: list[Given] = []
        self._back: list[tuple[int, Sheet]] = []  # taken back, with the survey that was the last to begin before
        self._written: set[str] = set()  # since the last survey began
        self._own: dict[str, str] = {}  # every file that was written, with the digest that it has since
        self._sheets: dict[str, Sheet] = {}
        self._said: Said | None = None
        self._answered_at = float("-inf")

    def may_wait(self, changed: Collection[Path]) -> bool:
        """Whether a build for these files may wait: only answers changed them, the last a moment ago."""
        return time.monotonic() < self._answered_at + _PAUSE and self._is_own(changed)

    def archive_changed(self, changed: Collection[Path] = ()) -> None:
        """Note that these files (none: who knows what) are others, and built from, so that questions are made anew.

        It is called by whoever builds, without the archive's lock; this takes none, for an answer may hold the
        sitting's while it waits for the other.
        """
        if not self._is_own(changed):
            self._is_stale = True

    def _is_own(self, changed: Collection[Path]) -> bool:
        """Whether these files are as the answers of this sitting have written them."""
        return bool(changed) and all(map(self._wrote, changed))

    def _wrote(self, path: Path) -> bool:
        """Whether a file is as an answer has written it, or was there only while one did."""
        try:
            inside = path.resolve().relative_to(self._root.resolve()).as_posix()
            if path.name.endswith(disk.TEMPORARY) or inside == content.DECISIONS:
                return True
            return inside in self._own and guarded_write.look(self._root, inside)[1] == self._own[inside]
        except (GeneratorError, OSError, RuntimeError, ValueError):  # no file of the archive, or none that can be read
            return False

    def state(self, *, whole: bool = False) -> State:
        """The desk as it is. Where it is old, questions are made anew in the background.

        An answer of this sitting makes it old only for a look at the `whole`: what else it has settled is known.
        """
        with self._lock:
            if not self._is_surveying and (self._is_stale or (whole and self._is_behind)):
                self._begin()
            if self._survey is None or self._session is None:
                return State(is_ready=False, is_surveying=self._is_surveying, error=self._error)
            asked, settled = self._asked(), self._settled()
            return State(
                is_ready=True,
                is_surveying=self._is_surveying,
                error=self._error,
                by=self._session.by,
                asked=asked,
                waiting=tuple(one for one in asked if one.id not in settled),
                given=tuple(one.done for one in self._given),
                said=self._said,
                notes=self._survey.notes,
            )

    def sheet(self, identifier: str) -> Sheet | None:
        """The question with this id and what there is to look at; None where it is not asked, or answered already."""
        with self._lock:
            if self._survey is None or identifier in self._settled():
                return None
            if identifier not in self._sheets:
                question = next((one for one in self._survey.questions if one.id == identifier), None)
                kept = next((one for _, one in self._back if one.question.id == identifier), None)
                if question is None:
                    return kept
                self._sheets[identifier] = _sheet(self._survey.desk, question)
            return self._sheets[identifier]

    def changed(self, sheet: Sheet) -> tuple[str, ...]:
        """The files that are others by now than a question was made from; it is made anew then."""
        with self._lock:
            found = tuple(one.place.path for one in self._changed(sheet))
            self._is_stale |= bool(found)
            return found

    def seen(self, sheet: Sheet) -> str:
        """What the page of a question bears of the files that it was made from."""
        with self._lock:
            return ".".join(sha256[:_SHORT] for _, sha256 in self._known(sheet))

    def writes(self, answer: Answer) -> tuple[str, tuple[str, ...]]:
        """The file that an answer writes, and the lines."""
        with self._lock:
            assert self._session
            self._session.day = self._today()
            return self._session.writes(answer), self._session.would_write(answer)

    def give(self, sheet: Sheet, answer: Answer, seen: str, *, typed: str = "", why: str = "") -> Outcome:
        """Write an answer that was given on a page that bears `seen`."""
        with self._lock:
            session = self._session
            assert session
            if sheet.question.id in self._settled():
                return Outcome()  # the button was pressed twice
            session.day = self._today()
            path, lines = session.writes(answer), session.would_write(answer, typed=typed or "…", why=why)
            changed = tuple(self._changed(sheet)) or tuple(self._seen_otherwise(sheet, seen, path))
            if changed:
                self._is_stale = True
                return Outcome(problems=changed, is_stale=True, path=path, lines=lines)
            found = session.give(sheet.question, answer, typed=typed, why=why)
            if found.value is None:
                stale = any(one.kind == guarded_write.CONFLICT for one in found.problems)
                return Outcome(problems=found.problems, is_stale=stale, path=path, lines=lines)
            done = found.value
            self._note(done, back=False)
            self._given.append(Given(done, sheet, _settled(done, self._asked()), self._number))
            return Outcome(done)

    def undo(self, identifier: str) -> Outcome:
        """Take back the last answer, where it is the one to the question with this id."""
        with self._lock:
            if self._session is None or not self._given or self._given[-1].done.question.id != identifier:
                return Outcome()
            last = self._given[-1]
            found = self._session.undo()
            if found.value is None:
                edit = last.done.edit
                return Outcome(problems=found.problems, is_stale=True, path=edit.path, lines=last.done.lines)
            self._note(found.value, back=True)
            self._given.pop()
            self._back.insert(0, (self._number, last.sheet))
            return Outcome(found.value)

    def _note(self, done: Done, *, back: bool) -> None:
        """Keep what happened, for the next page and the next survey."""
        assert self._session
        self._said, self._answered_at, self._is_behind = Said(done, back), time.monotonic(), True
        self._written.add(done.edit.path)
        self._own[done.edit.path] = self._session.known(done.edit.path, guarded_write.ABSENT)

    def _asked(self) -> tuple[Question, ...]:
        """All questions of the last survey, and those that were taken back since it began."""
        assert self._survey
        there = {one.id for one in self._survey.questions}
        back = {sheet.question.id: sheet.question for _, sheet in self._back if sheet.question.id not in there}
        order = list(Kind)
        return tuple(sorted((*back.values(), *self._survey.questions), key=lambda one: order.index(one.kind)))

    def _settled(self) -> frozenset[str]:
        """The ids of all questions that answers have settled which the last survey may not know of."""
        number = self._survey.number if self._survey else 0
        return frozenset().union(*(one.settled for one in self._given if one.survey >= number))

    def _known(self, sheet: Sheet) -> list[tuple[str, str]]:
        """The files of a page with the digests that they should have: as this sitting wrote them, or as read."""
        assert self._session
        return [(path, self._session.known(path, read)) for path, read in sheet.files]

    def _changed(self, sheet: Sheet) -> Iterable[Problem]:
        """The files that are not what the question was made from: articles, or what somebody decides meanwhile."""
        assert self._survey
        assert self._session
        for path, read in self._known(sheet):
            _, now = guarded_write.look(self._root, path)
            if now != read:
                yield guarded_write.conflict(path, read, now)
        there = _decisions(self._root)
        for path in sorted({*there, *self._survey.decisions}):
            read = self._session.known(path, self._survey.decisions.get(path, guarded_write.ABSENT))
            now = there.get(path, guarded_write.ABSENT)
            if now != read:
                yield guarded_write.conflict(path, read, now)

    def _seen_otherwise(self, sheet: Sheet, seen: str, path: str) -> Iterable[Problem]:
        """The files that were others when a page was shown; `path` is what its answer writes."""
        known, shown = self._known(sheet), seen.split(".") if seen else []
        if len(known) != len(shown):
            fact, step = "the question was made anew since this page was shown", "nothing was written; look at it again"
            place = Place(path=path)
            yield Problem(severity=Severity.PROBLEM, place=place, kind=guarded_write.CONFLICT, fact=fact, step=step)
            return
        for (name, now), then in zip(known, shown, strict=True):
            if now[:_SHORT] != then:
                yield guarded_write.conflict(name, then, now)

    def _begin(self) -> None:
        """Begin to survey the archive, in a thread of its own."""
        self._number += 1
        self._is_surveying, self._is_stale, self._is_behind = True, False, False
        self._written.clear()
        threading.Thread(target=self._work, args=(self._number,), daemon=True).start()

    def _work(self, number: int) -> None:
        """Survey the archive. What goes wrong is told on the desk's pages, and the last questions stay."""
        made, error, by = None, "", ""
        try:
            made = self._surveyed(number)
            by = user_name.editor(self._root)
        except GeneratorError as failed:
            error = str(failed)
        except Exception as failed:  # noqa: BLE001  (a thread that died would leave the desk waiting for ever)
            error = f"{type(failed).__name__}: {failed}"
        with self._lock:
            self._is_surveying, self._error = False, error
            self._is_stale |= bool(error)  # whoever looks again may have mended it
            if made is not None:
                self._take_up(made, by)

    def _surveyed(self, number: int) -> _Survey:
        """The desk of the archive as it is now."""
        with lock.held(self._root, "desk", wait=_PATIENCE):
            pass  # a build is over: what is read from now on is whole; it is read without the lock, as `check` does
        decisions = _decisions(self._root)
        desk = desks.desk(self._root, self._today(), self._tables)
        return _Survey(number, desk, questions(desk), decisions, tuple(review_terminal.notes(desk)))

    def _take_up(self, made: _Survey, by: str) -> None:
        """Go on with new questions. What was answered or taken back since the survey began is kept."""
        if self._session is None:
            self._session = Session(made.desk, by, self._today())
        self._session.take_up(made.desk, frozenset(self._written))
        self._session.by = by
        self._survey, self._sheets = made, {}
        self._back = [(number, sheet) for number, sheet in self._back if number >= made.number]
        asked = self._asked()
        self._given = [
            msgspec.structs.replace(one, settled=_settled(one.done, asked)) if one.survey >= made.number else one
            for one in self._given
        ]


def _settled(done: Done, asked: Iterable[Question]) -> frozenset[str]:
    """The ids of the questions that an answer has settled."""
    return frozenset(one.id for one in asked if settles(done, one)) | {done.question.id}


def _sheet(desk: Desk, question: Question) -> Sheet:
    """The page of a question, worked out."""
    passages = question_evidence.passages(desk, question)
    read = {one.path: one.sha256 for one in desk.articles.values()}
    places = {one.place for one in passages} | {
        one.act.path for one in question.answers if isinstance(one.act, SetKeys)
    }
    site = desk.surveyed.site
    links = {desk.articles[one.id].path: one.url for one in site.entries if one.id in desk.articles}
    named = {name: one.url for one in site.people.values() for name in one.person.spellings if name in question.about}
    return Sheet(
        question=question,
        passages=passages,
        files=tuple((path, read[path]) for path in sorted(places) if path in read),
        links=named | {path: url for path, url in links.items() if path in places},
    )


def _decisions(root: Path) -> dict[str, str]:
    """The digest of each file of decisions."""
    paths = [f"{content.DECISIONS}/{name}" for name in disk.files(root / content.DECISIONS, ".jsonl")]
    return {path: guarded_write.look(root, path)[1] for path in paths}
