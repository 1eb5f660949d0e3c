"""The commands by which editors work on articles and answer questions: new, withdraw, review.

In: the archive's root, what was typed behind the command, a voice that prints. Out: the exit code. What is done stands
in editing and desk.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import click
import msgspec

from generator import edits, report
from generator import review_terminal as reviews
from generator.console import Console
from generator.desk import review_queue as desks
from generator.desk import review_session as sessions
from generator.model.article import PartialDate
from generator.model.errors import UsageError
from generator.model.problem import Result
from generator.reference import tables
from generator.store import content, git
from generator.store.guarded_write import FileEdit


class Screen(msgspec.Struct, frozen=True):
    """Where questions are shown, and what asks: None where nobody can be asked."""

    width: int
    colour: bool
    ask: Callable[[str], str | None] | None


def create_article(root: Path, console: Console, headline: str, date: str | None, *, edit: bool) -> int:
    """Begin an article, and open it where it is to be edited. Raises UsageError where that cannot be."""
    content.load_settings(root)
    day = PartialDate.parse(date) if date else None
    if date and not day:
        raise UsageError(f"--date {date}: this is no date of the calendar; write it as 2016-11-30, 2016-11 or 2016")
    result = edits.create_article(root, headline, day)
    return _report_created(root, console, result, "; take out `draft` when it is written", edit=edit)


def create_person(root: Path, console: Console, name: str, *, edit: bool) -> int:
    """Begin the record of a person, and open it where it is to be edited. Raises UsageError where that cannot be."""
    content.load_settings(root)
    return _report_created(root, console, edits.create_person(root, name), "", edit=edit)


def _report_created(root: Path, console: Console, result: Result[FileEdit | None], hint: str, *, edit: bool) -> int:
    """Tell of a file that was begun."""
    if result.value is None:
        return console.finish(result.problems, {}, written=None)
    console.info(f"{result.value.path} is begun{hint}")
    if edit:
        click.edit(filename=str(root / result.value.path))
    return console.finish((), {}, written=result.value.path)


def withdraw(root: Path, console: Console, query: str, reason: str | None, *, purge: bool) -> int:
    """Withdraw the article that is `query`, and with `purge` name every file that holds it."""
    content.load_settings(root)
    catalog = edits.load_catalog(root)
    entry = edits.find_article(root, query, catalog)
    article = next((item.article for item in catalog.articles.manuscripts if item.path == entry.path), None)
    if reason is None and not (purge and article and article.withdrawn):
        raise UsageError('--reason: say why the story is withdrawn, such as --reason "court order of 3 May"')
    result = edits.withdraw(root, entry.path, reason) if reason is not None else None
    if result and result.value is None:
        return console.finish(result.problems, {})
    traces = edits.list_traces(root, entry, catalog) if purge else ()
    console.info(*report.describe_withdrawal(entry.path, reason), *report.describe_traces(traces))
    trace_values = [{"path": item.place.path, "line": item.place.line, "what": item.what} for item in traces]
    return console.finish((), {}, written=entry.path if result else None, holders=trace_values)


def review(root: Path, console: Console, day: str, kinds: Sequence[str], screen: Screen) -> int:
    """Ask the questions that wait, of `kinds` where some are named; print all where nobody can be asked."""
    content.load_settings(root)
    queue = desks.load_review_queue(root, day, tables.Tables())
    questions = [question for question in sessions.list_questions(queue) if not kinds or question.kind.value in kinds]
    session = sessions.ReviewSession(queue, git.get_user_name(root), day)
    if console.is_for_programs:
        return console.finish((), {}, questions=reviews.build_values(queue, questions, session))
    if screen.ask is None:
        console.info(*reviews.list_questions(queue, questions, session, screen.width))
    else:
        terminal = reviews.Terminal(console.info, screen.ask, screen.width, screen.colour)
        reviews.run_review(queue, questions, session, terminal)
    console.info(*reviews.list_notes(queue))
    return 0
