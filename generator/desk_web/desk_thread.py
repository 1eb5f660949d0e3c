"""The thread of the desk: the only one that calls its session.

A saved answer waits for a build that holds the archive, for a minute at most. In a thread of its own that wait holds up
neither the preview's pages nor what the owner thread shows.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from generator.desk_web.desk_state import DeskSession
from generator.desk_web.question_scan import scan_questions
from generator.model.errors import GeneratorError
from generator.reference.tables import Tables

T = TypeVar("T")

# Seconds in which an answer that is being written can end.
_CLOSE_TIMEOUT = 1.0


class DeskThread:
    """Runs tasks on one `DeskSession`, one after the other; scans run beside it."""

    def __init__(self, root: Path, today: Callable[[], str], report_answer: Callable[[str, str], None]) -> None:
        self._root, self._today, self._tables = root, today, Tables()
        self._session = DeskSession(root, today, self._start_scan, report_answer)
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        # It ends with the process: Ctrl-C does not wait for an answer that waits for a build.
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[DeskSession], T]) -> Future[T]:
        """Run `task` on the session and return its future result."""
        future: Future[T] = Future()

        def perform() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(task(self._session))
            except BaseException as error:  # noqa: BLE001  (whoever waits for the result gets it)
                future.set_exception(error)

        self._tasks.put(perform)
        return future

    def close(self) -> None:
        """Let tasks at hand end, but wait no longer than a moment for one that waits for another run."""
        self._tasks.put(None)
        self._thread.join(_CLOSE_TIMEOUT)

    def _run(self) -> None:
        while perform := self._tasks.get():
            perform()

    def mark_stale(self) -> None:
        """Note that somebody else changed the archive."""
        self.submit(DeskSession.mark_stale)

    def _start_scan(self, number: int) -> None:
        threading.Thread(target=self._scan, args=(number,), daemon=True).start()

    def _scan(self, number: int) -> None:
        """Scan for questions. An error goes to the session: without an answer it would wait for ever."""
        try:
            scan = scan_questions(self._root, self._today(), self._tables, number)
        except GeneratorError as error:
            self._fail_scan(str(error))
        except Exception as error:  # noqa: BLE001
            self._fail_scan(f"{type(error).__name__}: {error}")
        else:
            self.submit(lambda session: session.finish_scan(scan))

    def _fail_scan(self, message: str) -> None:
        self.submit(lambda session: session.fail_scan(message))
