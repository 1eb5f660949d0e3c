"""What ends a run. Problems in content are values (problem.py); these are for usage and machine.

GeneratorError
    UsageError      exit code 2: the command line asks for something that cannot be
        ConfigError     exit code 2: site.toml cannot be used
    TemplateError   exit code 1: an editor's template cannot be rendered; nothing was swapped
    MachineError    exit code 3: disk, permissions, a lock held by another run
"""


class GeneratorError(Exception):
    """Base of all. `exit_code` is what the command returns; the message is ready to print."""

    exit_code = 3


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
