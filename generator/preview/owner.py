"""The owner thread of a preview: the only one that changes what browsers see.

Everything that happens reaches it as an event in one queue: the watcher reports changed files, background threads
report finished work, the review queue reports saved answers. The `Scheduler` decides; the owner carries out. Whatever
takes long runs in the background, so that a saved article never waits for a scan, a check or the search index.
"""

import queue
import threading
import time
from collections.abc import Callable
from typing import NoReturn

from generator import layout
from generator.model.errors import GeneratorError
from generator.preview.live_site import LiveSite
from generator.preview.scheduler import (
    Action,
    ActionFailed,
    Event,
    FilesInspected,
    IndexUpdated,
    InspectFiles,
    MarkDeskStale,
    PagesChecked,
    ReportError,
    ReportFindings,
    ReportPageFailure,
    ScanFailed,
    ScanFinished,
    Scheduler,
    ShowChanges,
    ShowFailure,
    ShowSnapshot,
    StartScan,
    TimePassed,
    UpdateIndex,
    describe_error,
)
from generator.preview.snapshot import PreviewSource, find_page_problems, load_snapshot
from generator.preview.watcher import WATCHED_FOLDERS
from generator.site.search_documents import build_documents
from generator.store import lock, search_index
from generator.store.file_stats import inspect_folders

# A build may hold the archive; a scan waits this many seconds for it.
_LOCK_TIMEOUT = 60


class PreviewOwner:
    """Takes `events` from their queue. `mark_desk_stale` tells the review queue to generate its questions anew."""

    def __init__(
        self,
        source: PreviewSource,
        events: "queue.SimpleQueue[Event]",
        live_site: LiveSite,
        scheduler: Scheduler,
        mark_desk_stale: Callable[[], None],
    ) -> None:
        self._source, self._events, self._live_site, self._scheduler = source, events, live_site, scheduler
        self._mark_desk_stale = mark_desk_stale
        self._clock = time.monotonic

    def run(self) -> NoReturn:
        """Take events for ever."""
        self.handle(TimePassed())
        while True:
            self.handle(self._wait_for_event())

    def _wait_for_event(self) -> Event:
        try:
            return self._events.get(timeout=self._scheduler.compute_wait(self._clock()))
        except queue.Empty:
            return TimePassed()

    def handle(self, event: Event) -> None:
        """Carry out what the scheduler decides about `event`. A failure becomes an event: this thread never ends."""
        for action in self._scheduler.decide(event, self._clock()):
            try:
                self._perform(action)
            except Exception as error:  # noqa: BLE001
                self._events.put(ActionFailed(action, describe_error(error)))

    def _perform(self, action: Action) -> None:
        match action:
            case ShowChanges(paths=paths):
                self._live_site.show_changes(paths)
            case ShowSnapshot(snapshot=snapshot):
                self._live_site.show_snapshot(snapshot)
                self._check_pages(action)
            case ShowFailure(problems=problems):
                self._live_site.show_failure(problems)
            case StartScan():
                self._start_work(action, self._scan)
            case InspectFiles():
                self._start_work(action, lambda: FilesInspected(self._compute_fingerprint()))
            case UpdateIndex():
                self._update_index(action)
            case MarkDeskStale():
                self._mark_desk_stale()
            case ReportFindings() | ReportPageFailure() | ReportError():
                self._report(action)

    def _report(self, action: ReportFindings | ReportPageFailure | ReportError) -> None:
        match action:
            case ReportFindings(problems=problems):
                self._live_site.report_findings(problems)
            case ReportPageFailure(problems=problems):
                self._live_site.report_page_failure(problems)
            case ReportError(problems=problems):
                self._live_site.report_error(problems)

    def _start_work(self, action: Action, work: Callable[[], Event]) -> None:
        """Do some work in a thread of its own, which ends with the process."""
        threading.Thread(target=self._do_work, args=(action, work), daemon=True).start()

    def _do_work(self, action: Action, work: Callable[[], Event]) -> None:
        """Do some work; its result or failure comes back as an event."""
        try:
            event = work()
        except Exception as error:  # noqa: BLE001
            event = ActionFailed(action, describe_error(error))
        self._events.put(event)

    def _scan(self) -> Event:
        """Scan the archive as a build does, under its lock: the scan may write articles and the register."""
        fingerprint = self._compute_fingerprint()
        try:
            with lock.lock_archive(self._source.root, "serve", wait=_LOCK_TIMEOUT):
                return ScanFinished(fingerprint, load_snapshot(self._source))
        except GeneratorError as error:
            return ScanFailed(fingerprint, error.problems)
        except Exception as error:  # noqa: BLE001  (the site stays, and the archive is scanned again later)
            return ScanFailed(fingerprint, describe_error(error))

    def _check_pages(self, action: Action) -> None:
        """Find in the background what a build would report about the pages that are shown."""
        snapshot, files = self._live_site.snapshot, self._live_site.preview_site.files
        if snapshot and files:
            root, site_state, pages = self._source.root, snapshot.site_state, files.pages
            self._start_work(action, lambda: PagesChecked(find_page_problems(root, site_state, pages)))

    def _update_index(self, action: Action) -> None:
        """Update the search index in the background, if it is out of date."""
        site = self._live_site.take_site_to_index()
        if site is None:
            self._events.put(IndexUpdated())
            return
        folder = self._source.root / layout.PREVIEW

        def refresh_index() -> Event:
            search_index.refresh_noted_index(folder, build_documents(site))
            return IndexUpdated()

        self._start_work(action, refresh_index)

    def _compute_fingerprint(self) -> str:
        return inspect_folders(self._source.root, WATCHED_FOLDERS).fingerprint
