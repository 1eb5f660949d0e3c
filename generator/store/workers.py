"""Work spread over processes: the same results in the same order as without.

In: a function of a module, and what it is to be called with. Out: the results. Where no processes can be started
the work is done without; a process that is lost at work is a MachineError.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from typing import TypeVar

from generator.model.errors import MachineError

T = TypeVar("T")
R = TypeVar("R")

# Fewer pieces of work are done before two processes have started.
_FEWEST = 4
# Windows cannot wait for more.
_MOST = 60


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], pieces: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`work` of each of `pieces`, in their order, by `jobs` processes (0: as many as there are cores)."""
    jobs = min(jobs or cores(), len(pieces), _MOST)
    if jobs <= 1 or len(pieces) < _FEWEST:
        yield from map(work, pieces)
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin) as pool:
            yield from _handed_out(pool, work, pieces)
    except BrokenProcessPool:
        raise MachineError(
            "a process that was helping has ended (is the memory full?); run `backfile ingest --jobs 1`, "
            "which needs no other, and then this again"
        ) from None


def _handed_out(pool: ProcessPoolExecutor, work: Callable[[T], R], pieces: Sequence[T]) -> Iterator[R]:
    """The results of a pool's processes, or of this one alone where the system lets no more of them start."""
    try:
        return pool.map(work, pieces)
    except OSError:
        for child in multiprocessing.active_children():  # those that did start would wait for ever
            child.terminate()
        return map(work, pieces)


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
