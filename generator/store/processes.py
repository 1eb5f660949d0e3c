"""Spread work over processes: the same results in the same order as in one.

In: a module's function and the pieces to call it with. Out: the results. If no process can be started, the work is done
in this one; a process that is lost is a MachineError. Processes end with the one that started them.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from functools import partial
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Self, TypeVar

from generator.model.errors import MachineError

T = TypeVar("T")
R = TypeVar("R")

# Fewer pieces are done before two processes have started.
_MIN_PIECES = 4
# Windows cannot wait for more.
_MAX_PROCESSES = 60
# The shared arguments of the pool that a helping process belongs to.
_SHARED: ContextVar[tuple[Any, ...]] = ContextVar("shared")


def count_cores() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ProcessPool:
    """Up to `jobs` processes (0: one per core) that help with one run, used like an executor of `concurrent.futures`.

    They start when there is enough to do. `shared` are the first arguments of every call: each process receives them
    once, and under fork without a copy, so they may be as large as a whole site.
    """

    def __init__(self, jobs: int = 0, *, shared: tuple[Any, ...] = ()) -> None:
        self._process_count = min(jobs or count_cores(), _MAX_PROCESSES)
        self._shared = shared
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()

    def submit(self, work: Callable[..., R], *arguments: object) -> Future[R]:
        """Start `work` in another process. Raises OSError if none can be started, MachineError if one was lost."""
        executor = self._open_executor(self._process_count)
        with _convert_loss():
            return executor.submit(_call, work, arguments)

    def map(self, work: Callable[..., R], pieces: Sequence[T]) -> Iterator[R]:
        """Return the results of `work` for all `pieces`, in order. An error is raised in place of its result.

        Processes begin at once; without them, each piece is done when its result is asked for.
        """
        if self._process_count > 1 and len(pieces) >= _MIN_PIECES:
            children = multiprocessing.active_children()
            self._open_executor(min(self._process_count, len(pieces)))
            try:
                return _iter_results([self.submit(work, piece) for piece in pieces])
            except OSError:
                self._do_without({*multiprocessing.active_children()}.difference(children))
        return map(partial(work, *self._shared), pieces)

    def prepare(self, function: Callable[[], object]) -> None:
        """Let running processes call `function` while they have nothing to do; it loads what they will need."""
        if self._executor is not None:
            with contextlib.suppress(BrokenProcessPool):  # the next results report it
                for _ in range(self._process_count):
                    self._executor.submit(function)

    def shutdown(self) -> None:
        """End all processes as soon as they finish their current pieces; pending pieces are dropped."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
            gc.unfreeze()

    def _open_executor(self, process_count: int) -> ProcessPoolExecutor:
        """Return the executor, made for `process_count` processes if there is none."""
        if self._executor is None:
            gc.freeze()  # a later collection would write to the memory that forked processes share
            self._executor = ProcessPoolExecutor(
                process_count, _select_context(), initializer=_setup_process, initargs=(self._shared,)
            )
        return self._executor

    def _do_without(self, children: set[Any]) -> None:
        """Give up on processes: the system allows no more, and the `children` that did start would wait for ever."""
        for child in children:
            child.terminate()
            child.join()
        self._executor, self._process_count = None, 1
        gc.unfreeze()


def map_shared(work: Callable[[T], R], pieces: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """Return the results of `work` for all `pieces`, in order, if `work` holds much data, such as a whole site.

    When the iterator ends or is closed, no process is at work any more.
    """
    with ProcessPool(jobs, shared=(work,)) as pool:
        yield from pool.map(_apply, pieces)


def _iter_results(futures: list[Future[R]]) -> Iterator[R]:
    """Yield the results of `futures` in order and hold none of them; the pending ones are cancelled at the end."""
    futures.reverse()
    try:
        while futures:
            with _convert_loss():
                result = futures.pop().result()
            yield result
    finally:
        for future in futures:
            future.cancel()


def _apply(work: Callable[[T], R], piece: T) -> R:
    return work(piece)


def _call(work: Callable[..., R], arguments: tuple[object, ...]) -> R:
    """Call `work` in a helping process."""
    return work(*_SHARED.get(), *arguments)


@contextlib.contextmanager
def _convert_loss() -> Iterator[None]:
    """Turn the loss of a process into a MachineError."""
    try:
        yield
    except BrokenProcessPool:
        raise MachineError(
            "a process that was helping has ended (is the memory full?); run this with `--jobs 1`, which starts no "
            "other process"
        ) from None


def _setup_process(shared: tuple[Any, ...]) -> None:
    """Prepare a helping process for its work."""
    gc.disable()  # it lives only for this run
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that started it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _SHARED.set(shared)


def _end_with_parent() -> None:
    """End this process when the one that started it ends: a killed process cannot tell its helpers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _select_context() -> BaseContext:
    """Return how processes start: a fork shares loaded tables, but is safe only on Linux and without threads."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")
