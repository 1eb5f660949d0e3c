"""Measure how long each stage of a run takes, and how much it processed.

In: a clock. Out: the stages in order, for `--timings`.
"""

import contextlib
from collections.abc import Callable, Iterator

import msgspec

from generator.text.counts import format_count

# A shorter stage that processed nothing is not listed; in seconds.
_MIN_SECONDS = 0.005


class Stage(msgspec.Struct):
    """A stage: its name, its wall-clock seconds, and how many items it processed."""

    name: str
    seconds: float = 0.0
    count: int = 0
    singular: str = ""
    plural: str = ""

    def record_count(self, count: int, singular: str, plural: str = "") -> None:
        """Record how many items the stage processed. The plural is the singular plus `s` unless you give it."""
        self.count, self.singular, self.plural = count, singular, plural


class Timings:
    """Times the stages of one run; `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.stages: list[Stage] = []

    @contextlib.contextmanager
    def measure(self, name: str) -> Iterator[Stage]:
        """Time the code inside the `with` block."""
        stage = Stage(name)
        self.stages.append(stage)
        start = self._clock()
        try:
            yield stage
        finally:
            stage.seconds = self._clock() - start

    def format_lines(self) -> list[str]:
        """Return a line for each stage that took time: seconds, share of the total, name, number of items."""
        total = sum(stage.seconds for stage in self.stages) or 1.0
        reported_stages = [stage for stage in self.stages if stage.seconds >= _MIN_SECONDS or stage.count]
        return [*(_format_stage(stage, total) for stage in reported_stages), f"{total:8.2f} s       in all"]


def _format_stage(stage: Stage, total: float) -> str:
    count_text = f": {format_count(stage.count, stage.singular, stage.plural)}" if stage.singular else ""
    return f"{stage.seconds:8.2f} s {stage.seconds / total:4.0%}  {stage.name}{count_text}"


def make_idle_timings() -> Timings:
    """Return timings whose clock does not run, for a run that is not timed."""
    return Timings(lambda: 0.0)
