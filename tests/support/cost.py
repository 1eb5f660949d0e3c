"""What something costs, in seconds of this process's own processor time: other programs on the machine change nothing.

A page whose reading takes minutes instead of a moment is stopped after some seconds. What grows with the square of a
length is seen by doing it twice, the second time with four times as much.
"""

import gc
import signal
import time
from contextlib import contextmanager

import pytest

# Four times the length takes four times as long, and sixteen times if a loop stands in a loop. What is measured is some
# of both, and a busy machine adds to it.
MOST_GROWTH = 6
_TRIES = 3


@contextmanager
def within(seconds):
    """Stop what takes longer, if the system can do that."""

    def stop(*_):
        pytest.fail(f"not done after {seconds} seconds")

    gc.disable()  # an exception must not be raised while Python is tidying up
    if hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    start = time.process_time()
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
        gc.enable()
    assert time.process_time() - start < seconds


def measure_seconds(work, argument):
    """Return the seconds that `work` takes on `argument`."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(argument)
        return time.process_time() - start
    finally:
        gc.enable()


def measure_growth(work, make, size):
    """Return how many times as long `work` takes on four times as much; the least of some tries, as noise only adds."""
    growths = []
    for _ in range(_TRIES):
        small, large = (measure_seconds(work, make(n)) for n in (size, 4 * size))
        growths.append((large + 0.01) / (small + 0.01))  # what takes no time at all does not grow
        if growths[-1] < MOST_GROWTH:
            break
    return min(growths)
