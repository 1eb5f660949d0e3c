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
_FEWEST = 4
# Windows cannot wait for more.
_MOST = 60


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """The processes that help with one run. Made by `crew`; they start when there is first enough to do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = min(jobs or cores(), _MOST)
        self._pool: ProcessPoolExecutor | None = None

    def spread(self, work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
        """`work` of each of `pieces`, in their order. It begins at once; what it raises comes with its result."""
        if self._jobs <= 1 or len(pieces) < _FEWEST:
            return map(work, pieces)
        return self._told(self._handed_out(work, pieces))

    def prepare(self, something: Callable[[], object]) -> None:
        """Let processes that wait for work call `something`, which they will need; nothing where none is there."""
        if self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):  # whoever asks for results is told
                for _ in range(self._jobs):
                    self._pool.submit(_called, something)

    def stop(self) -> None:
        """End all processes as soon as each has done the piece that it is at; what was not begun is left undone."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _handed_out(self, work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
        """The results of the processes, or of this one alone where the system lets no more of them start."""
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    min(self._jobs, len(pieces)), mp_context=_context(), initializer=_begin
                )
            return self._pool.map(work, pieces)
        except OSError:
            for child in multiprocessing.active_children():  # those that did start would wait for ever
                child.terminate()
            self._pool, self._jobs = None, 1
            return map(work, pieces)
        except BrokenProcessPool:
            raise _lost("ingest") from None

    def _told(self, results: Iterator[R]) -> Iterator[R]:
        try:
            yield from results
        except BrokenProcessPool:
            raise _lost("ingest") from None


@contextlib.contextmanager
def crew(jobs: int = 0) -> Iterator[Crew]:
    """`jobs` processes (0: one for each core) to help with one run; they end with it."""
    made = Crew(jobs)
    try:
        yield made
    finally:
        made.stop()


def shared_out(work: Callable[[T], R], pieces: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`work` of each of `pieces`, in their order, where `work` carries much with it, such as a whole site.

    Each of `jobs` processes (0: one for each core) gets it once, and every n-th piece; under fork nothing is copied.
    What `work` raises is raised here. When this ends, however it does, no process is at work any more.
    """
    number = min(jobs or cores(), len(pieces) // _FEWEST * 2, _MOST)
    if number <= 1:
        yield from map(work, pieces)
        return
    context = _context()
    gc.freeze()  # or each look for circles would copy the memory that is shared
    team: list[_Member] = []
    try:
        if _called_together(team, context, work, [pieces[n::number] for n in range(number)]):
            for n in range(len(pieces)):
                yield _handed_in(team[n % number][1])
        else:
            yield from map(work, pieces)
    finally:
        _dismiss(team)
        gc.unfreeze()


def _called_together(
    team: list[_Member], context: BaseContext, work: Callable[[T], R], shares: Sequence[Sequence[T]]
) -> bool:
    """Whether a process for each share could be started; else those that were are ended."""
    try:
        for share in shares:
            team.append(_member(context, work, share))  # noqa: PERF401  (those before one that fails are to be ended)
    except OSError:
        _dismiss(team)
        return False
    return True


def _dismiss(team: list[_Member]) -> None:
    """End the processes of a team, whatever they are at."""
    for process, end in team:
        end.close()
        process.terminate()
        process.join()
    team.clear()


def _member(context: BaseContext, work: Callable[[T], R], pieces: Sequence[T]) -> _Member:
    """A process that does its share, and the end of the pipe at which its results come out."""
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_share, args=(work, pieces, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return process, ours


def _share(work: Callable[[T], R], pieces: Sequence[T], end: Connection) -> None:
    """Do some pieces one after the other, and hand in each result, or what was raised instead."""
    _begin()
    for piece in pieces:
        try:
            end.send((True, work(piece)))
        except Exception as error:  # noqa: BLE001  (it is raised where the results are waited for)
            end.send((False, error))
    end.close()


def _handed_in(end: Connection) -> Any:  # noqa: ANN401  (whatever the work makes)
    """The next result of a process. Raises what the process raised, and MachineError where it has ended."""
    try:
        done, result = end.recv()
    except (EOFError, OSError):
        raise _lost("build") from None
    if not done:
        raise result
    return result


def _called(something: Callable[[], object]) -> None:
    """Call `something`; what it returns stays in this process."""
    something()


def _lost(command: str) -> MachineError:
    return MachineError(
        f"a process that was helping has ended (is the memory full?); run `backfile {command} --jobs 1`, "
        "which needs no other, and then this again"
    )


def _begin() -> None:
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


def _context() -> BaseContext:
    """How processes start: a fork takes the tables along, but is safe on Linux and without threads only."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")
