"""Print the output of a command, as text or JSON, and compute its exit code.

The words are written in report.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.model.problem import Problem
    from generator.store.last_build import BuildResult


class Console:
    """Prints what --quiet, --json and --strict allow."""

    def __init__(self, *, quiet: bool, as_json: bool, strict: bool) -> None:
        self._quiet, self._as_json, self._strict = quiet, as_json, strict

    @property
    def is_quiet(self) -> bool:
        """Whether to print only findings (--quiet)."""
        return self._quiet

    @property
    def is_for_programs(self) -> bool:
        """Whether to print JSON only (--json)."""
        return self._as_json

    def info(self, *lines: str) -> None:
        """Print lines for a person, unless --quiet or --json is set."""
        if not self._quiet and not self._as_json:
            for line in lines:
                click.echo(line)

    def error(self, *lines: str) -> None:
        """Print lines to standard error."""
        for line in lines:
            click.echo(line, err=True)

    def print_result(self, result: "BuildResult") -> int:
        """Print the result of a build and return its exit code."""
        self.info(*result.lines)
        if self._as_json:
            click.echo(result.as_json)
        self.error(*(result.findings if not self._as_json else ()))
        return result.strict_code if self._strict else result.code

    def finish(
        self,
        problems: "Sequence[Problem]",
        counts: dict[str, int],
        pending: Sequence[str] = (),
        explained: Sequence[object] = (),
        *,
        lines: Sequence[str] | None = None,
        **extra: object,
    ) -> int:
        """Print the findings and return the exit code.

        `pending` are files that a build would write and `explained` the pages of --explain; both, like `counts` and
        `extra`, are printed only as JSON. `lines` replaces the default list of findings.
        """
        from generator import report  # noqa: PLC0415  (heavy, and `--help` does not need it)

        if self._as_json:
            click.echo(report.format_json(problems, counts, pending, explained, **extra))
        else:
            for line in report.format_findings(problems) if lines is None else lines:
                click.echo(line, err=True)
        return report.compute_exit_code(problems, strict=self._strict)
