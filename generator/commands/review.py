"""`backfile review`: answer the open questions in the terminal, or list them."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.commands.options import add_common_options, get_terminal_width, get_today, has_colours, with_console
from generator.console import Console


@click.command()
@add_common_options
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["story", "duplicate", "spelling", "date", "publication", "cut", "person", "name", "tags"]),
    help="Ask only questions of this kind. Can be repeated.",
)
@click.option("--list", "as_list", is_flag=True, help="Print all questions instead of asking them.")
@with_console
def review(root: Path, console: Console, *, kinds: Sequence[str], as_list: bool) -> int:
    """Answer what Backfile could not decide on its own.

    Asks one question at a time and saves each answer in content/.
    """
    from generator import review_terminal as terminal
    from generator.desk import review_queue, review_session
    from generator.reference import tables
    from generator.store import git

    today = get_today()
    queue = review_queue.load_review_queue(root, today, tables.Tables())
    questions = [
        question for question in review_session.list_questions(queue) if not kinds or question.kind.value in kinds
    ]
    session = review_session.ReviewSession(root, git.get_user_name(root), today)
    if console.is_for_programs:
        return console.finish((), {}, questions=terminal.build_values(queue, questions, session))
    width = get_terminal_width()
    if as_list or not _is_terminal():
        console.info(*terminal.list_questions(queue, questions, session, width))
    else:
        screen = terminal.Terminal(console.info, _read_line, width, has_colours())
        terminal.run_review(queue, questions, session, screen)
    console.info(*terminal.list_notes(queue))
    return 0


def _is_terminal() -> bool:
    """Return whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read_line(prompt: str) -> str | None:
    """Return the line that a person types; None at the end of the input."""
    try:
        return str(click.prompt(prompt, default="", show_default=False))
    except click.Abort:
        return None
