"""`backfile ingest`: bring in new saved pages without writing the website; explain single pages."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.commands.options import (
    add_common_options,
    allow_loss_option,
    get_terminal_width,
    get_today,
    has_colours,
    jobs_option,
    with_console,
)
from generator.console import Console


@click.command()
@add_common_options
@click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")
@click.option(
    "--explain",
    "explained",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Explain part by part how the saved page FILE was read, and write nothing. Can be repeated.",
)
@allow_loss_option
@jobs_option
@with_console
def ingest(
    root: Path,
    console: Console,
    *,
    dry_run: bool,
    explained: Sequence[Path],
    **intake_options: Any,  # noqa: ANN401  (passed on)
) -> int:
    """Bring in new saved pages without writing the website.

    Reads new files in content/sources/ and writes their stories to content/articles/.
    """
    from generator import pipeline, report
    from generator.archive import load_archive
    from generator.store import content, lock

    if explained:
        return _explain(root, console, explained)
    content.require_archive(root)  # first, so that a folder without an archive gets no lock file
    with contextlib.nullcontext() if dry_run else lock.lock_archive(root, "ingest"):
        result = pipeline.ingest(load_archive(root), get_today(), write=not dry_run, **intake_options)
    if dry_run:
        console.info(*report.list_steps(result.plan.actions))
    console.info(*report.describe_intake(result))
    return console.finish(result.problems, report.count_ingest(result))


def _explain(root: Path, console: Console, files: Sequence[Path]) -> int:
    """Print how saved pages were read. The exit code reflects the findings about these pages."""
    from generator import explain, explain_text
    from generator.archive import load_archive
    from generator.store import source_files

    archive = load_archive(root)
    paths = tuple(dict.fromkeys(source_files.resolve_source_path(root, file) for file in files))
    explanation = explain.explain(archive, paths, get_today())
    width, colour = get_terminal_width(), has_colours()
    for page in explanation.pages:
        console.info(*explain_text.format_page(page, width, colour=colour), "")
    return console.finish(explanation.problems, {}, explained=explanation.pages)
