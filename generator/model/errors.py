"""Errors that end a run. Problems in content are values instead (problem.py).

GeneratorError
    UsageError      exit code 2: the command line is invalid
        ConfigError     exit code 2: site.toml is invalid
    TemplateError   exit code 1: a template cannot be rendered; the site was not changed
    ContentError    exit code 1: stories would be lost; nothing was changed
    MachineError    exit code 3: disk, permissions, a lock held by another run
"""

from typing import Self

from generator.model.problem import Problem


class GeneratorError(Exception):
    """Base of all errors. `exit_code` is the exit code of the command; the message is ready to print.

    `problems` holds the same as values, one for each line of the message. Only an error that was made by
    `from_problems` knows their places and steps.
    """

    exit_code = 3

    def __init__(self, message: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or tuple(Problem.must_fix("", "error", line) for line in message.splitlines())

    @classmethod
    def from_problems(cls, *problems: Problem) -> Self:
        """Return an error whose message has one line for each problem."""
        return cls("\n".join(problem.format_message() for problem in problems), problems)


class UsageError(GeneratorError):
    """The command line is invalid."""

    exit_code = 2


class ConfigError(UsageError):
    """site.toml is missing, is not TOML or has a value of the wrong type. The message lists every problem."""


class TemplateError(GeneratorError):
    """A template cannot be rendered. The message has the template, the line and the page."""

    exit_code = 1


class ContentError(GeneratorError):
    """Content is missing or cannot be listed, and a run would withdraw it; nothing was changed."""

    exit_code = 1


class MachineError(GeneratorError):
    """The machine failed. The message has the path and the answer of the system."""
