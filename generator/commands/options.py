"""Options and small helpers that several commands share: the archive's folder, printing, the date, the terminal."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.console import Console
from generator.model.errors import ContentError, UsageError
from generator.store import search_scratch

Command = TypeVar("Command", bound=Callable[..., Any])

# Terminal width to assume if the output is not a terminal.
_DEFAULT_WIDTH = 100

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=".",
    help="Folder of the archive (the one that contains content/). Default: the current folder.",
)
quiet_option = click.option("--quiet", is_flag=True, help="Print only findings.")
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    callback=lambda _context, _option, value: value or 0,
    help="Use at most this many processes. Default: one per core.",
)


allow_loss_option = click.option(
    "--allow-loss",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Withdraw up to N stories whose files are gone; without it, many at once stop the run.",
)


def add_common_options(command: Command) -> Command:
    """Add the options that every command on an archive has: --root, --quiet, --json, --strict."""
    options = (
        root_option,
        quiet_option,
        click.option("--json", "as_json", is_flag=True, help="Print counts and findings as JSON."),
        click.option("--strict", is_flag=True, help="Exit with code 1 for warnings too."),
    )
    result: Any = command
    for option in reversed(options):
        result = option(result)
    return result  # type: ignore[no-any-return]


def with_console(command: Callable[..., int]) -> Callable[..., int]:
    """Call `command` with the archive's folder and a Console made from --quiet, --json and --strict.

    A ContentError is printed as the findings that it consists of.
    """

    def run_command(root: Path, *, quiet: bool, as_json: bool, strict: bool, **options: object) -> int:
        root, console = resolve_folder(root), Console(quiet=quiet, as_json=as_json, strict=strict)
        search_scratch.sweep(root)
        try:
            return command(root, console, **options)
        except ContentError as error:
            console.info("nothing was changed")
            return console.finish(error.problems, {})

    return update_wrapper(run_command, command)


def resolve_folder(root: Path) -> Path:
    """Return `root` as an absolute path. Raises UsageError if it is not a folder."""
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; pass the archive's folder with --root")
    return Path(os.path.realpath(root))


def get_today() -> str:
    """Return the date of this run (UTC) as `2024-11-21`: from SOURCE_DATE_EPOCH if it is set, else from the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        step = "set it to a whole number of seconds or unset it"
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch}: not a number of seconds; {step}") from None


def format_path(path: Path) -> str:
    """Return `path` as you would type it here: relative if it is below the current folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def get_terminal_width() -> int:
    """Return the number of columns to fill."""
    return shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns


def has_colours() -> bool:
    """Return whether the output is a terminal that wants colours (see no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
