"""The entry point of `backfile`: the group of all commands, and what happens when one fails.

Exit codes: 0 fine, 1 an editor must act, 2 wrong usage or configuration, 3 the machine failed.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

import generator
from generator.model.errors import GeneratorError

# Every command with its line in `--help`, in the order in which a new user needs them. Each is in the module of its
# name in generator/commands/, which is imported only if the command runs: a build without changes takes a tenth of a
# second, and importing all of them would be a tenth of that.
COMMANDS = {
    "init": "Make a new archive in FOLDER.",
    "build": "Bring in new saved pages and write the website.",
    "serve": "Preview the site, with drafts, in your browser.",
    "check": "Report all problems and open review questions.",
    "review": "Answer what Backfile could not decide on its own.",
    "new": "Start an article, a person's record or a template.",
    "tag": "Write countries and people into stories that list none.",
    "withdraw": "Withdraw a story.",
    "ingest": "Bring in new saved pages without writing the website.",
    "deploy": "Publish output/ on a branch for GitHub Pages.",
    "docs": "Print a page of the documentation, or the list of topics.",
}
# The libraries that numpy multiplies matrices with start threads of their own. Pages are too small for them, and all
# cores have a process already: waiting for each other, the threads would double the time that reading takes.
_THREAD_LIMITS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main() -> None:
    """Run the command line and exit with its code. Expected errors are printed as one line, without a traceback."""
    _open_missing_streams()
    gc.set_threshold(200_000, 50, 1000)  # a run makes many values and few cycles; the defaults cost a tenth of its time
    for name in _THREAD_LIMITS:  # before numpy is imported
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except GeneratorError as error:
        for line in str(error).splitlines():
            click.echo(f"error: {line}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except MemoryError:
        click.echo("error: out of memory; try --jobs 1, or a machine with more memory", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"error: {error.filename or 'the machine'}: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(3)


def _open_missing_streams() -> None:
    """Give a process that was started with a closed standard stream an empty one.

    Otherwise the next file that it opens would get the number of that stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


class _LazyGroup(click.Group):
    """The group of all COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command and return it; None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: Any = getattr(import_module(f"generator.commands.{cmd_name}"), cmd_name)
        return command  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands for `--help` without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="backfile")
def cli() -> None:
    """Backfile turns saved news pages into a curated archive and its website.

    Copy pages into content/sources/ and run `backfile build`. `backfile docs` lists the documentation.
    """
