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
from generator.console import Voice
from generator.desk import review_queue as desks
from generator.desk import review_session as sessions
from generator.model.article import PartialDate
from generator.model.errors import UsageError
from generator.model.problem import Found
from generator.reference import tables
from generator.store import content, user_name
from generator.store.guarded_write import Edit


class Screen(msgspec.Struct, frozen=True):
    """Where questions are shown, and what asks: None where nobody can be asked."""

    width: int
    colour: bool
    ask: Callable[[str], str | None] | None


def new_article(root: Path, voice: Voice, headline: str, date: str | None, *, edit: bool) -> int:
    """Begin an article, and open it where it is to be edited. Raises UsageError where that cannot be."""
    content.settings(root)
    day = PartialDate.parse(date) if date else None
    if date and not day:
        raise UsageError(f"--date {date}: this is no date of the calendar; write it as 2016-11-30, 2016-11 or 2016")
    made = edits.new_article(root, headline, day)
    return _begun(root, voice, made, "; take out `draft` when it is written", edit=edit)


def new_person(root: Path, voice: Voice, name: str, *, edit: bool) -> int:
    """Begin the record of a person, and open it where it is to be edited. Raises UsageError where that cannot be."""
    content.settings(root)
    return _begun(root, voice, edits.new_person(root, name), "", edit=edit)


def _begun(root: Path, voice: Voice, made: Found[Edit | None], then: str, *, edit: bool) -> int:
    """Tell of a file that was begun."""
    if made.value is None:
        return voice.close(made.problems, {}, written=None)
    voice.say(f"{made.value.path} is begun{then}")
    if edit:
        click.edit(filename=str(root / made.value.path))
    return voice.close((), {}, written=made.value.path)


def withdraw(root: Path, voice: Voice, named: str, reason: str | None, *, purge: bool) -> int:
    """Withdraw the article that is `named`, and with `purge` name every file that holds it."""
    content.settings(root)
    archive = edits.known(root)
    entry = edits.find(root, named, archive)
    article = next((one.article for one in archive.there.manuscripts if one.path == entry.path), None)
    if reason is None and not (purge and article and article.withdrawn):
        raise UsageError('--reason: say why the story is withdrawn, such as --reason "court order of 3 May"')
    done = edits.withdraw(root, entry.path, reason) if reason is not None else None
    if done and done.value is None:
        return voice.close(done.problems, {})
    holders = edits.held_by(root, entry, archive) if purge else ()
    voice.say(*report.withdrawn(entry.path, reason), *report.holders(holders))
    told = [{"path": one.place.path, "line": one.place.line, "what": one.what} for one in holders]
    return voice.close((), {}, written=entry.path if done else None, holders=told)


def review(root: Path, voice: Voice, day: str, kinds: Sequence[str], screen: Screen) -> int:
    """Ask the questions that wait, of `kinds` where some are named; print all where nobody can be asked."""
    content.settings(root)
    desk = desks.desk(root, day, tables.Tables())
    asked = [one for one in sessions.questions(desk) if not kinds or one.kind.value in kinds]
    session = sessions.Session(desk, user_name.editor(root), day)
    if voice.is_for_programs:
        return voice.close((), {}, questions=reviews.as_values(desk, asked, session))
    if screen.ask is None:
        voice.say(*reviews.listed(desk, asked, session, screen.width))
    else:
        terminal = reviews.Terminal(voice.say, screen.ask, screen.width, screen.colour)
        reviews.review(desk, asked, session, terminal)
    voice.say(*reviews.notes(desk))
    return 0
