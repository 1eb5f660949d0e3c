"""The entry point of `backfile`: the group of all commands, and what happens when one fails.

Exit codes: 0 fine, 1 an editor must act, 2 wrong usage or configuration, 3 the machine failed.
"""

import gc
import sys

import click

import generator
from generator.commands.build import build
from generator.commands.check import check
from generator.commands.deploy import deploy
from generator.commands.docs import docs
from generator.commands.ingest import ingest
from generator.commands.init import init
from generator.commands.new import new
from generator.commands.review import review
from generator.commands.serve import serve
from generator.commands.withdraw import withdraw
from generator.model.errors import GeneratorError


def main() -> None:
    """Run the command line and exit with its code. Expected errors are printed as one line, without a traceback."""
    gc.set_threshold(200_000, 50, 1000)  # a run makes many values and few cycles; the defaults cost a tenth of its time
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


class _OrderedGroup(click.Group):
    """A group that lists its commands in the order in which they were added, not by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands for `--help`."""
        del ctx
        return list(self.commands)


@click.group(cls=_OrderedGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="backfile")
def cli() -> None:
    """Backfile turns saved news pages into a curated archive and its website.

    Copy pages into content/sources/ and run `backfile build`. `backfile docs` lists the documentation.
    """


for _command in (init, build, serve, check, review, new, withdraw, ingest, deploy, docs):
    cli.add_command(_command)
