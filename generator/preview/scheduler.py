"""Decide what a preview does next: events go in, actions come out.

The owner thread (`owner.py`) passes each event to `Scheduler.decide`, carries out the actions in order, and sleeps for
`compute_wait` seconds. Nothing is started or waited for here, so every order of events can be tested without threads.

Two things keep the preview current. A changed article or template is shown at once, from memory (`ShowChanges`). When
editors pause, the archive is scanned as a build does it (`StartScan`), which also covers sources, settings, decisions
and the register. A scan that was overtaken by a change is dropped, because its articles are older than those on
screen; the change has already scheduled the next scan.
"""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from generator import layout
from generator.model.errors import GeneratorError
from generator.model.problem import Problem
from generator.preview.snapshot import Snapshot

ARTICLES, TEMPLATES = f"{layout.ARTICLES}/", f"{layout.TEMPLATES}/"


class Pauses(msgspec.Struct, frozen=True):
    """How many seconds the preview waits.

    `after_edit` and `after_answer`: from a change to the next scan. `rescan`: between two looks at all files, which
    find changes that the watcher missed. `idle`: from the last scan until the search index is updated and a failed
    scan is tried again.
    """

    rescan: float = 5.0
    idle: float = 15.0
    after_edit: float = 1.5
    after_answer: float = 10.0


DEFAULT_PAUSES = Pauses()


class FilesChanged(msgspec.Struct, frozen=True):
    """Files or folders changed; `paths` are relative to the archive's root."""

    paths: frozenset[str]


class ChangesMissed(msgspec.Struct, frozen=True):
    """Files may have changed while nobody watched."""


class WatchFailed(msgspec.Struct, frozen=True):
    """The folders cannot be watched."""

    problems: tuple[Problem, ...]


class AnswerSaved(msgspec.Struct, frozen=True):
    """The review queue wrote an answer; the file now has this digest."""

    path: str
    sha256: str


class FilesInspected(msgspec.Struct, frozen=True):
    """The result of `InspectFiles`: a fingerprint of all files."""

    fingerprint: str


class ScanFinished(msgspec.Struct, frozen=True):
    """The archive was scanned; `fingerprint` is that of all files just before."""

    fingerprint: str
    snapshot: Snapshot


class ScanFailed(msgspec.Struct, frozen=True):
    """The archive could not be scanned."""

    fingerprint: str
    problems: tuple[Problem, ...]


class PagesChecked(msgspec.Struct, frozen=True):
    """The pages of the last snapshot were checked."""

    problems: tuple[Problem, ...]


class IndexUpdated(msgspec.Struct, frozen=True):
    """The search index was updated, or needed no update."""


class PageFailed(msgspec.Struct, frozen=True):
    """A browser asked for a page that cannot be rendered."""

    problems: tuple[Problem, ...]


class TimePassed(msgspec.Struct, frozen=True):
    """The wait is over and nothing happened."""


class ShowChanges(msgspec.Struct, frozen=True):
    """Update the site in memory with the files at `paths`."""

    paths: frozenset[str]


class StartScan(msgspec.Struct, frozen=True):
    """Scan the archive in the background."""


class ShowSnapshot(msgspec.Struct, frozen=True):
    """Show the result of a scan, then check its pages in the background."""

    snapshot: Snapshot


class ShowFailure(msgspec.Struct, frozen=True):
    """Keep the last site and show why the scan failed."""

    problems: tuple[Problem, ...]


class ReportFindings(msgspec.Struct, frozen=True):
    """Print what a build would report, with these `problems` of the pages."""

    problems: tuple[Problem, ...]


class ReportPageFailure(msgspec.Struct, frozen=True):
    """Print why a page could not be rendered."""

    problems: tuple[Problem, ...]


class ReportError(msgspec.Struct, frozen=True):
    """Print that part of the preview's own work failed."""

    problems: tuple[Problem, ...]


class InspectFiles(msgspec.Struct, frozen=True):
    """Compute the fingerprint of all files in the background."""


class UpdateIndex(msgspec.Struct, frozen=True):
    """Update the search index in the background, if the site has one."""


class MarkDeskStale(msgspec.Struct, frozen=True):
    """Tell the review queue that its questions are out of date."""


Action: TypeAlias = (
    ShowChanges
    | StartScan
    | ShowSnapshot
    | ShowFailure
    | ReportFindings
    | ReportPageFailure
    | ReportError
    | InspectFiles
    | UpdateIndex
    | MarkDeskStale
)


class ActionFailed(msgspec.Struct, frozen=True):
    """An action, or the work that it started, raised an error."""

    action: Action
    problems: tuple[Problem, ...]


Event: TypeAlias = (
    FilesChanged
    | ChangesMissed
    | WatchFailed
    | AnswerSaved
    | FilesInspected
    | ScanFinished
    | ScanFailed
    | PagesChecked
    | IndexUpdated
    | PageFailed
    | ActionFailed
    | TimePassed
)


class Scheduler:
    """The state of a preview between two events. Times are seconds of one monotonic clock.

    `read_digest` returns the digest of the file at a path from the root: it tells answers of the review queue from
    changes by anybody else.
    """

    def __init__(self, pauses: Pauses, read_digest: Callable[[str], str]) -> None:
        self._pauses, self._read_digest = pauses, read_digest
        self._has_site = False  # a snapshot was shown
        self._scan_at: float | None = float("-inf")  # None: no scan is due
        self._is_scanning = self._is_inspecting = self._is_indexing = False
        self._is_stuck = False  # the last scan failed
        self._finished_at = self._inspect_at = float("-inf")
        self._fingerprint = ""
        self._is_index_due = False
        # Since the last scan began: whether anything changed, and whether by anybody but the review queue.
        self._has_changed = self._has_foreign_change = False
        self._is_desk_outdated = False
        self._answer_digests: dict[str, str] = {}
        self._answered_at = float("-inf")

    def compute_wait(self, now: float) -> float | None:
        """Return after how many seconds something is due if nothing happens; None if only an event can change that."""
        if self._is_scanning:
            return None
        if self._scan_at is not None:
            return max(0.0, self._scan_at - now)
        times = [] if self._is_inspecting else [self._inspect_at]
        if self._is_stuck or (self._is_index_due and not self._is_indexing):
            times.append(self._finished_at + self._pauses.idle)
        return max(0.0, min(times) - now) if times else None

    def decide(self, event: Event, now: float) -> list[Action]:
        """Return what to do about `event` and what else is due by `now`, in this order."""
        return [*self._handle_event(event, now), *self._start_due_work(now)]

    def _handle_event(self, event: Event, now: float) -> list[Action]:
        match event:
            case FilesChanged(paths=paths):
                return self._handle_changes(paths, now)
            case ChangesMissed():
                self._has_foreign_change = True
                self._schedule_scan(now)
            case AnswerSaved(path=path, sha256=sha256):
                self._answer_digests[path], self._answered_at = sha256, now
            case FilesInspected(fingerprint=fingerprint):
                self._handle_fingerprint(fingerprint, now)
            case ActionFailed(action=action, problems=problems):
                return self._handle_failure(action, problems, now)
            case WatchFailed(problems=problems):
                return [ReportError(problems)]
            case PageFailed(problems=problems):
                return [ReportPageFailure(problems)]
            case IndexUpdated():
                self._is_indexing = False
            case ScanFinished() | ScanFailed() | PagesChecked():
                return self._handle_scan(event, now)
        return []

    def _handle_changes(self, paths: frozenset[str], now: float) -> list[Action]:
        """Show changes at once, and scan when editors pause; at once if not everything can be shown from memory."""
        if self._is_scanning:  # the scan writes the register itself; another writer's change shows in the fingerprint
            paths -= {layout.REGISTER}
        if not paths:
            return []
        is_own = all(map(self._is_answer, paths))
        self._has_changed = True
        self._has_foreign_change = self._has_foreign_change or not is_own
        if is_own and now < self._answered_at + self._pauses.after_answer:
            pause = self._pauses.after_answer
        elif self._has_site and all(path.startswith((ARTICLES, TEMPLATES)) for path in paths):
            pause = self._pauses.after_edit
        else:
            pause = 0.0
        self._schedule_scan(now + pause)
        self._is_index_due = True
        return [ShowChanges(paths)]

    def _is_answer(self, path: str) -> bool:
        """Return whether the file at `path` is as an answer of the review queue wrote it."""
        if path == layout.DECISIONS:  # the folder, which changes with its files
            return True
        return path in self._answer_digests and self._read_digest(path) == self._answer_digests[path]

    def _handle_fingerprint(self, fingerprint: str, now: float) -> None:
        """Scan if files changed that the watcher did not report."""
        self._is_inspecting, self._inspect_at = False, now + self._pauses.rescan
        if fingerprint != self._fingerprint and not self._is_scanning:
            self._has_foreign_change = True
            self._schedule_scan(now)

    def _handle_scan(self, event: ScanFinished | ScanFailed | PagesChecked, now: float) -> list[Action]:
        """Show the result of a scan. It is over when its pages are checked, or when it failed or was overtaken."""
        desk_actions: list[Action] = []
        if not isinstance(event, PagesChecked):
            self._fingerprint = event.fingerprint
            desk_actions = [MarkDeskStale()] if self._is_desk_outdated else []
        match event:
            case ScanFinished(snapshot=snapshot) if not (self._has_site and self._has_changed):
                self._has_site, self._is_stuck, self._is_index_due = True, False, True
                return [ShowSnapshot(snapshot), *desk_actions]
            case ScanFailed(problems=problems):
                self._finish_scan(now, is_stuck=True)
                return [ShowFailure(problems), *desk_actions]
            case PagesChecked(problems=problems) if not self._has_changed:
                self._finish_scan(now)
                return [ReportFindings(problems)]
        self._finish_scan(now, is_stuck=self._is_stuck)
        return desk_actions

    def _handle_failure(self, action: Action, problems: tuple[Problem, ...], now: float) -> list[Action]:
        """Recover from an error in an action: what it should have shown is left to the next scan."""
        match action:
            case StartScan() | ShowSnapshot():
                self._finish_scan(now, is_stuck=True)
                return [ShowFailure(problems)]
            case ShowChanges():
                self._schedule_scan(now)
            case InspectFiles():
                self._is_inspecting, self._inspect_at = False, now + self._pauses.rescan
            case UpdateIndex():
                self._is_indexing = False
        return [ReportError(problems)]

    def _finish_scan(self, now: float, *, is_stuck: bool = False) -> None:
        self._is_scanning, self._is_stuck = False, is_stuck
        self._finished_at, self._inspect_at = now, now + self._pauses.rescan

    def _schedule_scan(self, time: float) -> None:
        """Scan at `time`, or when a scan was due already if that is earlier."""
        self._scan_at = time if self._scan_at is None else min(time, self._scan_at)

    def _start_due_work(self, now: float) -> list[Action]:
        """Start what is due. One scan runs at a time, and nothing else begins while it runs or a scan is due."""
        if self._is_scanning:
            return []
        is_idle = now >= self._finished_at + self._pauses.idle
        if self._scan_at is not None or (self._is_stuck and is_idle):
            return [self._start_scan()] if self._scan_at is None or now >= self._scan_at else []
        actions: list[Action] = []
        if not self._is_inspecting and now >= self._inspect_at:
            self._is_inspecting = True
            actions.append(InspectFiles())
        if self._is_index_due and is_idle and not self._is_indexing:
            self._is_indexing, self._is_index_due = True, False
            actions.append(UpdateIndex())
        return actions

    def _start_scan(self) -> StartScan:
        self._scan_at, self._is_scanning = None, True
        self._is_desk_outdated = self._has_foreign_change or not self._has_changed
        self._has_changed = self._has_foreign_change = False
        return StartScan()


def describe_error(error: Exception) -> tuple[Problem, ...]:
    """Return an error as problems; an error that nobody expected is named by its type."""
    if isinstance(error, GeneratorError):
        return error.problems
    fact = f"{type(error).__name__}: {error}"
    return (Problem.must_fix("", "error", fact),)
