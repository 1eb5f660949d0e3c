"""What ends a run. Problems in content are values (problem.py); these are for usage and machine.

GeneratorError
    UsageError      exit code 2: the command line asks for something that cannot be
        ConfigError     exit code 2: site.toml cannot be used
    TemplateError   exit code 1: an editor's template cannot be rendered; nothing was swapped
    MachineError    exit code 3: disk, permissions, a lock held by another run
"""

from typing import Self

from generator.model.problem import Place, Problem, Severity


class GeneratorError(Exception):
    """Base of all. `exit_code` is what the command returns; the message is ready to print.

    `problems` holds the same as values, one for each line of the message. Only an error that was made by
    `from_problems` knows their places and steps.
    """

    exit_code = 3

    def __init__(self, message: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or tuple(
            Problem(severity=Severity.PROBLEM, place=Place(path=""), kind="error", fact=line)
            for line in message.splitlines()
        )

    @classmethod
    def from_problems(cls, *problems: Problem) -> Self:
        """Return an error whose message has one line for each problem."""
        return cls("\n".join(problem.format_message() for problem in problems), problems)


class UsageError(GeneratorError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class ConfigError(UsageError):
    """site.toml is missing, is no TOML or has a wrong type. The message lists all that is wrong."""


class TemplateError(GeneratorError):
    """A template cannot be rendered. The message names template, line and page."""

    exit_code = 1


class MachineError(GeneratorError):
    """The machine failed: the message names the path and what it answered."""
