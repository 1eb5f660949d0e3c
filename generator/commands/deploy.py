"""`backfile deploy`: publish output/ on a branch for GitHub Pages."""

from pathlib import Path
from typing import Any

import click

from generator.commands.options import add_common_options, get_today, with_console
from generator.console import Console


@click.command()
@add_common_options
@click.option("--remote", default="origin", show_default=True, help="Remote of your git repository to publish to.")
@click.option("--branch", default="gh-pages", show_default=True, help="Branch that GitHub Pages serves.")
@click.option("--dry-run", is_flag=True, help="List the files that would be added, changed and removed; push nothing.")
@click.option(
    "--share",
    type=click.IntRange(0, 100),
    default=10,
    show_default=True,
    metavar="N",
    help="Stop if more than N percent of the published pages, stories, people or countries would disappear.",
)
@click.option(
    "--yes", is_flag=True, help="Publish even if pages disappear or the published content is not in your history."
)
@with_console
def deploy(root: Path, console: Console, **options: Any) -> int:  # noqa: ANN401  (the fields of DeployOptions)
    """Publish output/ on a branch for GitHub Pages.

    If anything is wrong, nothing is pushed and you are told what to do first.
    """
    from generator import deploy as publishing
    from generator import report
    from generator.archive import load_archive
    from generator.store import content, lock

    content.require_archive(root)  # first, so that a folder without an archive gets no lock file
    with lock.lock_archive(root, "deploy"):
        result = publishing.deploy(load_archive(root), get_today(), publishing.DeployOptions(**options))
    if options["dry_run"]:
        console.info(*report.list_changes(result))
    console.info(*report.describe_deployment(result, dry_run=options["dry_run"]))
    return console.finish(result.problems, report.count_deployment(result), changes=result.changes)
