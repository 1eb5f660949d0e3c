"""`backfile build`: bring in new saved pages, then write the website."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import layout
from generator.commands.options import (
    add_common_options,
    allow_loss_option,
    format_path,
    get_today,
    jobs_option,
    with_console,
)
from generator.console import Console

if TYPE_CHECKING:
    from generator.store.last_build import BuildInputs, BuildResult
    from generator.timings import Timings


@click.command()
@add_common_options
@click.option(
    "--frozen", is_flag=True, help="Do not write to content/; exit with code 1 if a build would have to. For CI."
)
@click.option(
    "--no-search",
    "search",
    is_flag=True,
    default=True,
    flag_value=False,
    help="Leave out the search page and its index.",
)
@click.option("--timings", is_flag=True, help="Print how long each stage took and how much it processed.")
@allow_loss_option
@jobs_option
@with_console
def build(root: Path, console: Console, *, timings: bool, **build_options: Any) -> int:  # noqa: ANN401  (passed on)
    """Bring in new saved pages and write the website.

    Reads new files in content/sources/, writes their stories to content/articles/ and the website to output/.
    """
    from generator.store import last_build
    from generator.timings import Timings

    stage_timings = Timings(time.perf_counter)
    with stage_timings.measure("look at all files"):
        options = f"build{' --frozen' * build_options['frozen']}{'' if build_options['search'] else ' --no-search'}"
        inputs = last_build.scan_inputs(root, options)
        result = last_build.load_result(root, inputs)
    code = console.print_result(result or _build_site(root, options, inputs, stage_timings, **build_options))
    if timings:
        console.info(*stage_timings.format_lines())
    index_path = format_path(root / layout.OUTPUT / "index.html")
    console.info(f"the site is in {format_path(root / 'output')}: open {index_path}, or run `backfile serve`")
    return code


def _build_site(
    root: Path,
    options: str,
    inputs_before: "BuildInputs",
    timings: "Timings",
    **build_options: Any,  # noqa: ANN401
) -> "BuildResult":
    """Run a build and save what the next one would report if nothing changes until then."""
    from generator import pipeline, report
    from generator.archive import load_archive
    from generator.store import content, last_build, lock

    content.require_archive(root)  # first, so that a folder without an archive gets no lock file
    with lock.lock_archive(root, "build"):
        with timings.measure("register and decisions") as stage:
            archive = load_archive(root)
            stage.record_count(len(archive.register.articles), "article known", "articles known")
        site_build = pipeline.build(archive, get_today(), timings=timings, **build_options)
        if not archive.settings.recognition.model:  # scan_inputs does not look into the folder of a model
            last_build.save_result(root, options, inputs_before, report.summarise_build(site_build.next_build))
    return report.summarise_build(site_build)
