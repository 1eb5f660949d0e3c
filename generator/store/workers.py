"""Work spread over processes: the same results in the same order as without.

In: a function of a module, and what it is to be called with. Out: the results. A machine that cannot start
processes, or loses one, is a MachineError.
"""

import gc
import multiprocessing
import os
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


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], pieces: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`work` of each of `pieces`, in their order, by `jobs` processes (0: as many as there are cores)."""
    jobs = min(jobs or cores(), len(pieces))
    if jobs <= 1 or len(pieces) < _FEWEST:
        yield from map(work, pieces)
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=gc.disable) as pool:  # they live shortly
            yield from pool.map(work, pieces)
    except BrokenProcessPool:
        raise MachineError(
            "a process that was helping has ended (out of memory?); run this again with --jobs 1"
        ) from None


def _context() -> BaseContext:
    """How processes start: a fork takes the tables along, but is safe on Linux and without threads only."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")
