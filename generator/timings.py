"""How long each stage of a run takes, and how much went through it.

In: a clock. Out: stages in their order, for whoever asked with `--timings`.
"""

import contextlib
from collections.abc import Callable, Iterator

import msgspec

# Seconds below which a stage that dealt with nothing is not told.
_SHOWN = 0.005


class Stage(msgspec.Struct):
    """A stage: its name, its seconds by the clock on the wall, and how many of what it dealt with."""

    name: str
    seconds: float = 0.0
    count: int = 0
    what: str = ""

    def of(self, count: int, what: str) -> None:
        """Note how many of what it dealt with."""
        self.count, self.what = count, what


class Watch:
    """Times the stages of one run; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.stages: list[Stage] = []

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Times what is done inside."""
        made = Stage(name)
        self.stages.append(made)
        begun = self._clock()
        try:
            yield made
        finally:
            made.seconds = self._clock() - begun

    def lines(self) -> list[str]:
        """A line for each stage that took time: seconds, its share of all, its name, what it dealt with."""
        total = sum(one.seconds for one in self.stages) or 1.0
        told = [one for one in self.stages if one.seconds >= _SHOWN or one.count]
        return [*(_line(one, total) for one in told), f"{total:8.2f} s       in all"]


def _line(one: Stage, total: float) -> str:
    dealt = f": {one.count:,} {one.what}" if one.what else ""
    return f"{one.seconds:8.2f} s {one.seconds / total:4.0%}  {one.name}{dealt}"


def unwatched() -> Watch:
    """A watch that stands still, for a run that nobody times."""
    return Watch(lambda: 0.0)
