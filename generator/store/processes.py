"""Work spread over processes: the same results in the same order as without.

In: a function of a module, and what it is to be called with. Out: the results. Where no processes can be started
the work is done without; a process that is lost at work is a MachineError.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from generator.model.errors import MachineError

T = TypeVar("T")
R = TypeVar("R")
# A process, and the end of the pipe at which its results come out.
_Member = tuple[BaseProcess, Connection]

# Fewer pieces of work are done before two processes have started.
_MIN_PIECES = 4
# Windows cannot wait for more.
_MAX_PROCESSES = 60


def count_cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerPool:
    """The processes that help with one run. Made by `open_pool`; they start when there is first enough to do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = min(jobs or count_cores(), _MAX_PROCESSES)
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
        """`work` of each of `pieces`, in their order. It begins at once; what it raises comes with its result."""
        if self._jobs <= 1 or len(pieces) < _MIN_PIECES:
            return map(work, pieces)
        return self._iter_results(self._submit(work, pieces))

    def prepare(self, function: Callable[[], object]) -> None:
        """Let processes that wait for work call `function`, which they will need; nothing where none is there."""
        if self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):  # whoever asks for results is told
                for _ in range(self._jobs):
                    self._pool.submit(_call, function)

    def stop(self) -> None:
        """End all processes as soon as each has done the piece that it is at; what was not begun is left undone."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _submit(self, work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
        """The results of the processes, or of this one alone where the system lets no more of them start."""
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    min(self._jobs, len(pieces)), mp_context=_select_context(), initializer=_setup_process
                )
            return self._pool.map(work, pieces)
        except OSError:
            for child in multiprocessing.active_children():  # those that did start would wait for ever
                child.terminate()
            self._pool, self._jobs = None, 1
            return map(work, pieces)
        except BrokenProcessPool:
            raise _build_lost_error("ingest") from None

    def _iter_results(self, results: Iterator[R]) -> Iterator[R]:
        try:
            yield from results
        except BrokenProcessPool:
            raise _build_lost_error("ingest") from None


@contextlib.contextmanager
def open_pool(jobs: int = 0) -> Iterator[WorkerPool]:
    """`jobs` processes (0: one for each core) to help with one run; they end with it."""
    pool = WorkerPool(jobs)
    try:
        yield pool
    finally:
        pool.stop()


def map_shared(work: Callable[[T], R], pieces: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`work` of each of `pieces`, in their order, where `work` carries much with it, such as a whole site.

    Each of `jobs` processes (0: one for each core) gets it once, and every n-th piece; under fork nothing is copied.
    What `work` raises is raised here. When this ends, however it does, no process is at work any more.
    """
    process_count = min(jobs or count_cores(), len(pieces) // _MIN_PIECES * 2, _MAX_PROCESSES)
    if process_count <= 1:
        yield from map(work, pieces)
        return
    context = _select_context()
    gc.freeze()  # or each look for circles would copy the memory that is shared
    members: list[_Member] = []
    try:
        if _start_members(members, context, work, [pieces[n::process_count] for n in range(process_count)]):
            for n in range(len(pieces)):
                yield _receive_result(members[n % process_count][1])
        else:
            yield from map(work, pieces)
    finally:
        _stop_members(members)
        gc.unfreeze()


def _start_members(
    members: list[_Member], context: BaseContext, work: Callable[[T], R], shares: Sequence[Sequence[T]]
) -> bool:
    """Whether a process for each share could be started; else those that were are ended."""
    try:
        for share in shares:
            members.append(_start_member(context, work, share))  # noqa: PERF401  (those before one that fails are to be ended)
    except OSError:
        _stop_members(members)
        return False
    return True


def _stop_members(members: list[_Member]) -> None:
    """End the processes of a team, whatever they are at."""
    for process, connection in members:
        connection.close()
        process.terminate()
        process.join()
    members.clear()


def _start_member(context: BaseContext, work: Callable[[T], R], pieces: Sequence[T]) -> _Member:
    """A process that does its share, and the end of the pipe at which its results come out."""
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_share, args=(work, pieces, sender), daemon=True)  # type: ignore[attr-defined]
    process.start()
    sender.close()
    return process, receiver


def _run_share(work: Callable[[T], R], pieces: Sequence[T], connection: Connection) -> None:
    """Do some pieces one after the other, and hand in each result, or what was raised instead."""
    _setup_process()
    for piece in pieces:
        try:
            connection.send((True, work(piece)))
        except Exception as error:  # noqa: BLE001  (it is raised where the results are waited for)
            connection.send((False, error))
    connection.close()


def _receive_result(connection: Connection) -> Any:  # noqa: ANN401  (whatever the work makes)
    """The next result of a process. Raises what the process raised, and MachineError where it has ended."""
    try:
        is_result, result = connection.recv()
    except (EOFError, OSError):
        raise _build_lost_error("build") from None
    if not is_result:
        raise result
    return result


def _call(function: Callable[[], object]) -> None:
    """Call `function`; what it returns stays in this process."""
    function()


def _build_lost_error(command: str) -> MachineError:
    return MachineError(
        f"a process that was helping has ended (is the memory full?); run `backfile {command} --jobs 1`, "
        "which needs no other, and then this again"
    )


def _setup_process() -> None:
    """What a process does before it works."""
    gc.disable()  # it lives shortly
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts a run interrupts its first process, which tells
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, it could not tell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _select_context() -> BaseContext:
    """How processes start: a fork takes the tables along, but is safe on Linux and without threads only."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")
