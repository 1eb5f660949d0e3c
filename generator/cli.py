"""The command line: what a person types in, what is done and printed out.

Exit codes: 0 fine, 1 an editor must act, 2 wrong usage or configuration, 3 the machine failed.
Each command imports what it needs when it runs, so that `--help` and `--version` answer at once.
"""

import contextlib
import datetime as dt
import gc
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import generator
from generator.console import Console
from generator.model.errors import GeneratorError, UsageError

if TYPE_CHECKING:
    from generator.store.last_build import BuildInputs, BuildResult
    from generator.timings import Timings

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> None:
    """Run the command line and leave with its exit code. No error of ours ends in a traceback."""
    gc.set_threshold(200_000, 50, 1000)  # a run makes many values and few circles: looking for them takes a tenth of it
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
        click.echo("error: the memory is full; give the archive to a machine with more of it", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"error: {error.filename or 'the machine'}: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(3)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="backfile")
def cli() -> None:
    """Backfile makes a curated archive and its website from saved news pages.

    Put the pages into content/sources/ and run `backfile build`.
    """


def _add_common_options(command: Command) -> Command:
    """The options that every command has which works on an archive."""
    options = (
        click.option(
            "--root",
            type=click.Path(path_type=Path),
            default=".",
            help="Folder that holds content/. Default: the current one.",
        ),
        click.option("--quiet", is_flag=True, help="Print nothing but findings."),
        click.option("--json", "as_json", is_flag=True, help="Print counts and findings as JSON."),
        click.option("--strict", is_flag=True, help="Leave with exit code 1 for warnings too."),
    )
    result: Any = command
    for option in reversed(options):
        result = option(result)
    return result  # type: ignore[no-any-return]


def _with_console(command: Callable[..., int]) -> Callable[..., int]:
    """Turns the three options on printing into a voice, and `root` into a folder that is there."""

    def run_command(root: Path, *, quiet: bool, as_json: bool, strict: bool, **options: object) -> int:
        return command(_resolve_folder(root), Console(quiet=quiet, as_json=as_json, strict=strict), **options)

    return update_wrapper(run_command, command)


_jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    callback=lambda _context, _option, value: value or 0,
    help="So many processes at most. Default: one for each core.",
)


_NO_SEARCH_HELP = "Make neither a search page nor its index."


@cli.command()
@_add_common_options
@click.option("--frozen", is_flag=True, help="Change nothing in content/; exit code 1 where a build would.")
@click.option("--no-search", "search", is_flag=True, default=True, flag_value=False, help=_NO_SEARCH_HELP)
@click.option("--timings", is_flag=True, help="Print how long each stage took, and what went through it.")
@_jobs_option
@_with_console
def build(root: Path, console: Console, *, timings: bool, **build_options: Any) -> int:  # noqa: ANN401  (how a build may differ)
    """Bring in what is new in content/sources/ and make the website in output/."""
    from generator.store import last_build
    from generator.timings import Timings

    stage_timings = Timings(time.perf_counter)
    with stage_timings.measure("look at all files"):
        options = f"build{' --frozen' * build_options['frozen']}{'' if build_options['search'] else ' --no-search'}"
        state = last_build.scan_inputs(root, options)
        result = last_build.load_result(root, state)
    code = console.print_result(result or _build_site(root, options, state, stage_timings, **build_options))
    if timings:
        console.info(*stage_timings.format_lines())
    index_path = _format_path(root / "output" / "index.html")
    console.info(f"the site is in {_format_path(root / 'output')}: open {index_path}, or see it with `backfile serve`")
    return code


def _build_site(
    root: Path,
    options: str,
    state_before: "BuildInputs",
    timings: "Timings",
    **build_options: Any,  # noqa: ANN401
) -> "BuildResult":
    """Build, and keep what another build would say, for as long as all stays as it is then."""
    from generator import pipeline, report
    from generator.reference import tables
    from generator.store import content, last_build, lock

    settings = content.load_settings(root).value  # a folder without an archive gets no lock
    with lock.lock_archive(root, "build"):
        site_build = pipeline.build(root, _get_today(), tables.Tables(), timings=timings, **build_options)
        if not settings.recognition.model:  # what is in its folder is not looked at
            last_build.save_result(root, options, state_before, report.summarise_build(site_build.next_build))
    return report.summarise_build(site_build)


@cli.command()
@_add_common_options
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option(
    "--explain",
    "explained",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Say why the saved page FILE became what it did, part by part, and do nothing. May be given again.",
)
@_jobs_option
@_with_console
def ingest(root: Path, console: Console, *, dry_run: bool, explained: Sequence[Path], jobs: int) -> int:
    """Bring what is new in content/sources/ into content/articles/, and make no website."""
    from generator import pipeline, report
    from generator.store import content, lock

    settings = content.load_settings(root)
    if explained:
        return _explain(root, console, explained)
    with contextlib.nullcontext() if dry_run else lock.lock_archive(root, "ingest"):
        result = pipeline.ingest(root, _get_today(), write=not dry_run, jobs=jobs)
    if dry_run:
        console.info(*report.list_steps(result.plan.actions))
    console.info(*report.describe_intake(result))
    return console.finish((*settings.problems, *result.problems), report.collect_counts(result))


def _explain(root: Path, console: Console, files: Sequence[Path]) -> int:
    """Print why saved pages became what they did; the exit code tells of findings about them."""
    from generator import explain, explain_text
    from generator.reference import tables
    from generator.store import content

    paths = tuple(dict.fromkeys(content.resolve_source_path(root, file) for file in files))
    explanation = explain.explain(root, paths, _get_today(), tables.Tables())
    width, colour = shutil.get_terminal_size((100, 24)).columns, _has_colours()
    for page in explanation.pages:
        console.info(*explain_text.format_page(page, width, colour=colour), "")
    return console.finish(explanation.problems, {}, explained=explanation.pages)


@cli.command()
@_add_common_options
@click.option("--all", "everything", is_flag=True, help="Print every finding, and what became of every saved page.")
@_with_console
def check(root: Path, console: Console, *, everything: bool) -> int:
    """Say everything that is wrong or waiting in the archive, and change nothing."""
    from generator import pipeline, report, review_terminal
    from generator.desk import review_queue, review_session
    from generator.reference import tables

    result = pipeline.check(root, _get_today(), tables.Tables())
    assert result.scan
    questions = review_session.list_questions(review_queue.ReviewQueue(root, result.scan))
    console.info(
        *report.describe_saved_pages(result.intake, everything=everything), *report.describe_intake(result.intake)
    )
    if result.totals:
        console.info(report.describe_bytes(result.totals))
    code = console.finish(
        result.problems,
        report.collect_counts(result.intake, result),
        result.pending_paths,
        lines=report.format_grouped_findings(
            result.problems, everything=everything, with_headings=not console.is_quiet
        ),
        groups=report.count_groups(result.problems),
        waiting=review_terminal.count_by_kind(questions),
    )
    if result.pending_paths:
        console.info(f"a build would write {len(result.pending_paths)} files in content/")
    if questions:
        console.info(f"{review_terminal.describe_counts(questions)}; `backfile review` asks")
    if not code:
        console.info("nothing here needs an editor")
    return code


@cli.command()
@click.option("--root", type=click.Path(path_type=Path), default=".", help="Folder that holds content/.")
@click.option("--quiet", is_flag=True, help="Print nothing but findings.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on; must be this machine.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve(root: Path, *, quiet: bool, host: str, port: int, open_browser: bool) -> int:
    """Build, show the site on this machine, and rebuild when content/ or templates/ change."""
    from generator.desk_web.guards import Address
    from generator.preview import serve as preview
    from generator.preview.live_site import PreviewConsole

    console = Console(quiet=quiet, as_json=False, strict=False)
    voices = PreviewConsole(info=console.info, error=console.error)
    return preview.serve_preview(
        _resolve_folder(root), Address(host, port), _get_today, voices, open_browser=open_browser
    )


@cli.command()
@_add_common_options
@click.option("--remote", default="origin", show_default=True, help="Remote of the git repository to publish to.")
@click.option("--branch", default="gh-pages", show_default=True, help="Branch that Pages serves.")
@click.option("--dry-run", is_flag=True, help="List the files that would be added, changed and removed; send nothing.")
@click.option(
    "--share",
    type=click.IntRange(0, 100),
    default=10,
    show_default=True,
    metavar="N",
    help="Refuse where more than N of a hundred published pages would vanish.",
)
@click.option(
    "--yes", is_flag=True, help="Publish although pages vanish, or the published content is not in the history."
)
@_with_console
def deploy(root: Path, console: Console, **options: Any) -> int:  # noqa: ANN401  (the options, which Wish names)
    """Publish output/ on a branch that GitHub Pages serves. Nothing is sent where something speaks against it."""
    from generator import deploy as publishing
    from generator import report
    from generator.reference import tables
    from generator.store import content, lock

    content.load_settings(root)
    with lock.lock_archive(root, "deploy"):
        result = publishing.deploy(root, _get_today(), tables.Tables(), publishing.DeployOptions(**options))
    if options["dry_run"]:
        console.info(*report.list_changes(result))
    console.info(*report.describe_deployment(result, dry_run=options["dry_run"]))
    return console.finish(result.problems, report.count_deployment(result), changes=result.changes)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Print nothing.")
def init(folder: Path, *, quiet: bool) -> int:
    """Make a new archive in FOLDER that builds at once."""
    from generator.store import init_archive

    init_archive.create_archive(folder)
    if not quiet:
        click.echo(f"a new archive is in {folder}; next:")
        click.echo(f"  backfile build --root {folder}")
        click.echo("then put saved pages into content/sources/ and change content/site.toml")
    return 0


@cli.group()
def new() -> None:
    """Make a new file of an archive, ready to be edited."""


@new.command()
@click.argument("name")
@click.option("--root", type=click.Path(path_type=Path), default=".", help="Folder that holds content/.")
def template(name: str, *, root: Path) -> int:
    """Copy the default template or asset NAME, such as article.html, into the archive's templates/."""
    from generator.store import content, theme

    content.load_settings(_resolve_folder(root))
    template_path = theme.copy_file(_resolve_folder(root), name)
    click.echo(f"edit {_format_path(template_path)}; it stands in for the default one from the next build on")
    return 0


_edit_option = click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR.")


@new.command()
@_add_common_options
@click.argument("headline")
@click.option("--date", help="The day of publication, where it is known: 2016-11-30, 2016-11 or 2016.")
@_edit_option
@_with_console
def article(root: Path, console: Console, *, headline: str, date: str | None, edit: bool) -> int:
    """Begin an article: a draft, which no build publishes."""
    from generator import editors

    return editors.create_article(root, console, headline, date, edit=edit)


@new.command()
@_add_common_options
@click.argument("name")
@_edit_option
@_with_console
def person(root: Path, console: Console, *, name: str, edit: bool) -> int:
    """Begin the record of a person."""
    from generator import editors

    return editors.create_person(root, console, name, edit=edit)


@cli.command()
@_add_common_options
@click.argument("named", metavar="ID|FILE|SLUG")
@click.option("--reason", help="Why it is withdrawn; kept in the file, and not shown on the site.")
@click.option("--purge", is_flag=True, help="Name every file that holds the text or tells of it. None is deleted.")
@_with_console
def withdraw(root: Path, console: Console, *, named: str, reason: str | None, purge: bool) -> int:
    """Take a story back: its address says so from the next build on, and the site shows nothing else of it."""
    from generator import editors

    return editors.withdraw(root, console, named, reason, purge=purge)


@cli.command()
@_add_common_options
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["duplicate", "spelling", "date", "publication", "cut", "person"]),
    help="Ask questions of this kind only. May be given again.",
)
@click.option("--list", "as_list", is_flag=True, help="Print all questions, and ask none.")
@_with_console
def review(root: Path, console: Console, *, kinds: Sequence[str], as_list: bool) -> int:
    """Ask what the machine is not sure of, one question at a time, and write down each answer."""
    from generator import editors

    width = shutil.get_terminal_size((100, 24)).columns
    can_ask = _is_terminal() and not as_list
    return editors.review(
        root, console, _get_today(), kinds, editors.Screen(width, _has_colours(), _read_line if can_ask else None)
    )


def _is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read_line(prompt: str) -> str | None:
    """A line that a person types; None at the end of what there is."""
    try:
        return str(click.prompt(prompt, default="", show_default=False))
    except click.Abort:
        return None


def _resolve_folder(root: Path) -> Path:
    """`root` in full. Raises UsageError where there is no such folder."""
    if not root.is_dir():
        raise UsageError(f"{root}: there is no such folder; name the archive's folder with --root")
    return root.resolve()


def _has_colours() -> bool:
    """Whether what is printed goes to a terminal whose user wants colours (see no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _get_today() -> str:
    """The day of accession (UTC): the clock's, or that of SOURCE_DATE_EPOCH where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch} is no count of seconds; set it to one or unset it") from None


def _format_path(path: Path) -> str:
    """`path` as a person here would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
