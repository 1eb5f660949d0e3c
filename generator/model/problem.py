"""Problems in content, as values: severity, place, fact, likely cause, next step."""

from enum import IntEnum
from typing import Generic, TypeVar

import msgspec

from generator.model.value import Value

T = TypeVar("T")


class Severity(IntEnum):
    """How serious a finding is: a notice never fails a run, a warning fails with --strict, a problem always."""

    NOTICE = 0
    WARNING = 1
    PROBLEM = 2


class Place(Value, frozen=True, order=True):
    """A path relative to the root of the archive, with `/`, and a line counted from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Problem(Value, frozen=True):
    """One finding. `fact` and `step` are sentences without final full stop; `cause` may be empty.

    `kind` is a short fixed name ("empty file") by which the report counts findings. `about` are the names that the
    finding is about, if an editor may have to choose among them.
    """

    severity: Severity
    place: Place
    kind: str
    fact: str
    cause: str = ""
    step: str = ""
    about: tuple[str, ...] = ()

    @classmethod
    def must_fix(cls, place: Place | str, kind: str, fact: str, step: str = "", cause: str = "") -> "Problem":
        """Return a problem that an editor must fix; a `place` that is a text is the path of a file."""
        place = Place(path=place) if isinstance(place, str) else place
        return cls(severity=Severity.PROBLEM, place=place, kind=kind, fact=fact, cause=cause, step=step)

    @classmethod
    def notice(  # noqa: PLR0913  (place, kind, the parts of the message, and its names)
        cls, place: Place | str, kind: str, fact: str, step: str = "", cause: str = "", *, about: tuple[str, ...] = ()
    ) -> "Problem":
        """Return a notice; a `place` that is a text is the path of a file."""
        place = Place(path=place) if isinstance(place, str) else place
        return cls(severity=Severity.NOTICE, place=place, kind=kind, fact=fact, cause=cause, step=step, about=about)

    def format_message(self) -> str:
        """Return the finding as one printable line: `place: fact; cause; step`."""
        parts = [part for part in (self.fact, self.cause, self.step) if part]
        return escape_unprintable(f"{self.place}: {'; '.join(parts)}")


def escape_unprintable(text: str) -> str:
    """Return `text` on one line: characters that would end it or move the cursor become escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Result(msgspec.Struct, Generic[T], frozen=True):
    """A value, and the problems found on the way to it. Stages return it instead of raising."""

    value: T
    problems: tuple[Problem, ...] = ()


def find_worst_severity(problems: tuple[Problem, ...]) -> Severity:
    """Return the highest severity among `problems`; NOTICE if there are none."""
    return max((problem.severity for problem in problems), default=Severity.NOTICE)


def sort_by_place(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the findings without repeats, by file, line and words; at one place the most serious first."""
    return tuple(sorted(set(problems), key=lambda p: (p.place.path, p.place.line, -p.severity, p.fact, p.step)))
