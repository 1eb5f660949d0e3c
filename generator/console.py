"""How a command speaks: to a person, to a program, or only of what is wrong.

In: lines, findings, figures. Out: what is printed, and the exit code. What it means is written in report.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator.model.problem import Problem

if TYPE_CHECKING:
    from generator.store.last_build import BuildResult


class Console:
    """Prints as the options of a command ask."""

    def __init__(self, *, quiet: bool, as_json: bool, strict: bool) -> None:
        self._quiet, self._as_json, self._strict = quiet, as_json, strict

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but findings is wanted."""
        return self._quiet

    @property
    def is_for_programs(self) -> bool:
        """Whether JSON is wanted."""
        return self._as_json

    def info(self, *lines: str) -> None:
        """Print lines that a person may want to read."""
        if not self._quiet and not self._as_json:
            for line in lines:
                click.echo(line)

    def error(self, *lines: str) -> None:
        """Print lines about what was found wrong."""
        for line in lines:
            click.echo(line, err=True)

    def print_result(self, result: "BuildResult") -> int:
        """Print what a build said; give its exit code."""
        self.info(*result.lines)
        if self._as_json:
            click.echo(result.as_json)
        self.error(*(result.findings if not self._as_json else ()))
        return result.strict_code if self._strict else result.code

    def finish(
        self,
        problems: Sequence[Problem],
        counts: dict[str, int],
        pending: Sequence[str] = (),
        explained: Sequence[object] = (),
        *,
        lines: Sequence[str] | None = None,
        **extra: object,
    ) -> int:
        """Print the findings, the files that a build would write, the pages that are explained; give the exit code.

        `lines` tell the findings in another way; `extra` is for programs only.
        """
        from generator import report  # noqa: PLC0415  (heavy, and `--help` speaks too)

        if self._as_json:
            click.echo(report.format_json(problems, counts, pending, explained, **extra))
        else:
            for line in report.format_findings(problems) if lines is None else lines:
                click.echo(line, err=True)
        return report.compute_exit_code(problems, strict=self._strict)
