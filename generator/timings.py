"""How long each stage of a run takes, and how much went through it.

In: a clock. Out: stages in their order, for whoever asked with `--timings`.
"""

import contextlib
from collections.abc import Callable, Iterator

import msgspec

# Seconds below which a stage that dealt with nothing is not told.
_MIN_SECONDS = 0.005


class Stage(msgspec.Struct):
    """A stage: its name, its seconds by the clock on the wall, and how many of what it dealt with."""

    name: str
    seconds: float = 0.0
    count: int = 0
    unit: str = ""

    def record_count(self, count: int, unit: str) -> None:
        """Note how many of what it dealt with."""
        self.count, self.unit = count, unit


class Timings:
    """Times the stages of one run; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.stages: list[Stage] = []

    @contextlib.contextmanager
    def measure(self, name: str) -> Iterator[Stage]:
        """Times what is done inside."""
        stage = Stage(name)
        self.stages.append(stage)
        start = self._clock()
        try:
            yield stage
        finally:
            stage.seconds = self._clock() - start

    def format_lines(self) -> list[str]:
        """A line for each stage that took time: seconds, its share of all, its name, what it dealt with."""
        total = sum(stage.seconds for stage in self.stages) or 1.0
        reported_stages = [stage for stage in self.stages if stage.seconds >= _MIN_SECONDS or stage.count]
        return [*(_format_stage(stage, total) for stage in reported_stages), f"{total:8.2f} s       in all"]


def _format_stage(stage: Stage, total: float) -> str:
    count_text = f": {stage.count:,} {stage.unit}" if stage.unit else ""
    return f"{stage.seconds:8.2f} s {stage.seconds / total:4.0%}  {stage.name}{count_text}"


def make_idle_timings() -> Timings:
    """A watch that stands still, for a run that nobody times."""
    return Timings(lambda: 0.0)
