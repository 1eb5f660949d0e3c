"""`backfile check`: report all problems and open review questions, and change nothing."""

from pathlib import Path

import click

from generator.commands.options import add_common_options, get_today, with_console
from generator.console import Console
from generator.text.counts import format_count


@click.command()
@add_common_options
@click.option("--all", "everything", is_flag=True, help="Print every finding and every saved page, however many.")
@with_console
def check(root: Path, console: Console, *, everything: bool) -> int:
    """Report all problems and open review questions.

    Changes nothing.
    """
    from generator import pipeline, report, review_terminal
    from generator.archive import load_archive
    from generator.desk import review_queue, review_session

    result = pipeline.check(load_archive(root), get_today())
    intake = result.scan.intake
    questions = review_session.list_questions(review_queue.ReviewQueue(result.scan))
    console.info(
        *report.describe_saved_pages(intake, everything=everything),
        *report.describe_intake(intake),
        report.describe_bytes(result.totals),
        *report.describe_lost_prose(intake.page_counts),
    )
    code = console.finish(
        result.problems,
        report.count_check(result),
        result.pending_paths,
        lines=report.format_grouped_findings(
            result.problems, everything=everything, with_headings=not console.is_quiet
        ),
        groups=report.count_groups(result.problems),
        waiting=review_terminal.count_by_kind(questions),
    )
    if result.pending_paths:
        console.info(f"a build would write {format_count(len(result.pending_paths), 'file')} in content/")
    if questions:
        console.info(f"{review_terminal.describe_counts(questions)}; answer with `backfile review`")
    pages = intake.page_counts
    if pages.is_half_empty:
        console.info(f"{pages.empty:,} of {format_count(pages.read, 'page')} gave no story; see them with --all")
    elif not code and not intake.story_counts.doubtful:
        console.info("nothing here needs an editor")
    return code
