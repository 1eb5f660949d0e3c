"""What the page of a question may show, as values: what is asked, the evidence as its kind needs it, the answers.

In: the state of a sitting, a question with its passages. Out: a view. Nothing is read or changed here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from generator.desk.question import NAMES, Answer, Begin, Kind, Mark, Passage, Piece, Question, Rule, SetKeys
from generator.desk_web.desk_state import Sheet, State
from generator.desk_web.views import Frame, frame, parts_of, question_href
from generator.model.problem import printable
from generator.model.value import Value

# So many words of two texts make a row.
_ROW = 60
_TYPED = {"date": "2016-11-30, 2016-11 or 2016", "publication": "name of the publication"}

Line = tuple[Piece, ...]


class Shown(Value, frozen=True):
    """A passage: facts and lines below a heading; `href` leads to the page of the preview that shows it whole."""

    heading: str
    path: str
    href: str
    lines: tuple[Line, ...]
    facts: tuple[Line, ...] = ()


class Spelling(Value, frozen=True):
    """A name, the page of its person, the stories that print it."""

    name: str
    href: str
    stories: tuple[Shown, ...]


class Row(Value, frozen=True):
    """The same place in two texts; a side that has nothing there is empty."""

    first: Line
    second: Line


class Button(Value, frozen=True):
    """An answer: what it says, what it comes to, the file and lines that it writes, and these in short.

    `typed` is what has to be typed.
    """

    letter: str
    says: str
    means: str
    path: str
    short: str
    lines: tuple[str, ...]
    typed: str = ""
    example: str = ""


class QuestionPage(Value, frozen=True):
    """One question with its evidence and answers.

    Of the evidence only what its kind has is there: `stories` with `rows` (two texts), `spellings`, or `stories` beside
    the saved `page`. `refused` tells why an answer was not written; `typed` and `why` are what was typed with it.
    """

    frame: Frame
    id: str
    kind: str
    place: str
    asked: Line
    hint: str
    seen: str
    stories: tuple[Shown, ...] = ()
    rows: tuple[Row, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    page: tuple[Shown, ...] = ()
    buttons: tuple[Button, ...] = ()
    is_decision: bool = False
    previous: str = ""
    following: str = ""
    refused: tuple[str, ...] = ()
    typed: str = ""
    why: str = ""


class On(msgspec.Struct, frozen=True):
    """How a question is shown: with which token, which kind alone is asked, and why an answer to it was refused."""

    token: str
    only: str = ""
    refused: tuple[str, ...] = ()
    typed: str = ""
    why: str = ""


def question(
    state: State, sheet: Sheet, seen: str, writes: Callable[[Answer], tuple[str, tuple[str, ...]]], on: On
) -> QuestionPage:
    """A question with its evidence; `writes` tells the file and lines of an answer."""
    asked = sheet.question
    place = _place(state, asked)
    before, after = _neighbours(state, asked, on.only)
    stories, page = _parted(sheet)
    return QuestionPage(
        frame=frame(state, place, on.token, on.only),
        id=asked.id,
        kind=asked.kind.value,
        place=place,
        asked=tuple(_told(asked.asked, _names(sheet))),
        hint=asked.hint,
        seen=seen,
        stories=tuple(_story(one, sheet.links, has_text=asked.kind is not Kind.DUPLICATE) for one in stories),
        rows=tuple(_rows(sheet.passages[-1].lines)) if asked.kind is Kind.DUPLICATE else (),
        spellings=tuple(_spellings(sheet)) if asked.kind in (Kind.SPELLING, Kind.PERSON) else (),
        page=tuple(_shown(one, {}) for one in page),
        buttons=tuple(_button(one, *writes(one)) for one in asked.answers),
        is_decision=any(isinstance(one.act, Rule) for one in asked.answers),
        previous=question_href(before.id, on.only) if before else "",
        following=question_href(after.id, on.only) if after else "",
        refused=tuple(map(printable, on.refused)),
        typed=on.typed,
        why=on.why,
    )


def following(state: State, asked: Question, only: str) -> Question | None:
    """The question that comes after `asked`, which may be answered; the first that waits where none comes after."""
    _, after = _neighbours(state, asked, only)
    return after or next((one for one in state.waiting if _is_of(one, only) and one.id != asked.id), None)


def _place(state: State, asked: Question) -> str:
    """Where a question stands among those of its kind."""
    same = [one.id for one in state.asked if one.kind is asked.kind]
    number = same.index(asked.id) + 1 if asked.id in same else 1
    return f"{number:,} of {len(same):,} {NAMES[asked.kind][len(same) != 1]}"


def _is_of(one: Question, only: str) -> bool:
    return not only or one.kind.value == only


def _neighbours(state: State, asked: Question, only: str) -> tuple[Question | None, Question | None]:
    """The questions before and after `asked` that wait."""
    waiting = {one.id for one in state.waiting}
    order = [one for one in state.asked if one.id == asked.id or (one.id in waiting and _is_of(one, only))]
    here = next((n for n, one in enumerate(order) if one.id == asked.id), None)
    if here is None:
        return None, None
    return (order[here - 1] if here else None), (order[here + 1] if here + 1 < len(order) else None)


def _names(sheet: Sheet) -> tuple[str, ...]:
    """What a question names: headlines, or persons."""
    if sheet.question.kind in (Kind.SPELLING, Kind.PERSON):
        return tuple(sorted(sheet.question.about, key=len, reverse=True))
    return tuple(one.heading for one in sheet.passages)


def _told(text: str, names: Sequence[str]) -> Iterator[Piece]:
    """A sentence whose names are set off: they may run from right to left."""
    found = min(((at, -len(name), name) for name in names if name and (at := text.find(name)) >= 0), default=None)
    if found is None:
        if text:
            yield Piece(text=text)
        return
    at, _, name = found
    if at:
        yield Piece(text=text[:at])
    yield Piece(text=name, mark=Mark.NAME)
    yield from _told(text[at + len(name) :], names)


def _parted(sheet: Sheet) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The stories that a question is about, and the saved page beside them."""
    kind, passages = sheet.question.kind, sheet.passages
    if kind is Kind.DUPLICATE:
        return passages[:2], ()
    if kind is Kind.CUT:
        return passages[2:], passages[:2]
    return ((), ()) if kind in (Kind.SPELLING, Kind.PERSON) else (passages, ())


def _shown(passage: Passage, links: Mapping[str, str], heading: str | None = None) -> Shown:
    """A passage with the address of its page."""
    href = f"/{links[passage.place]}" if passage.place in links else ""
    title = passage.heading if heading is None else heading
    return Shown(heading=title, path=printable(passage.place), href=href, lines=passage.lines)


def _story(passage: Passage, links: Mapping[str, str], *, has_text: bool) -> Shown:
    """A story by its fields; how it begins is the last line where it `has_text`."""
    facts = passage.lines[:-1] if has_text else passage.lines
    shown = _shown(passage, links)
    return msgspec.structs.replace(shown, facts=facts, lines=passage.lines[len(facts) :])


def _spellings(sheet: Sheet) -> Iterator[Spelling]:
    """Each name with the stories that print it."""
    for name in sheet.question.about:
        start = f"{name}: "
        yield Spelling(
            name=name,
            href=f"/{sheet.links[name]}" if name in sheet.links else "",
            stories=tuple(
                _shown(one, sheet.links, one.heading.removeprefix(start))
                for one in sheet.passages
                if one.heading.startswith(start)
            ),
        )


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Two texts that are told as one, beside each other. A row ends where both say the same, so that they keep step."""
    for line in lines:
        row: list[Piece] = []
        words = 0
        for piece in line:
            row.append(piece)
            words += len(piece.text.split())
            if piece.mark is Mark.NONE and words >= _ROW:
                yield _row(row)
                row, words = [], 0
        if row:
            yield _row(row)


def _row(pieces: Sequence[Piece]) -> Row:
    """Each side with what both have and what is its own."""
    return Row(
        first=tuple(piece for piece in pieces if piece.mark is not Mark.SECOND),
        second=tuple(piece for piece in pieces if piece.mark is not Mark.FIRST),
    )


def _button(answer: Answer, path: str, lines: tuple[str, ...]) -> Button:
    """The button of an answer."""
    says, means = parts_of(answer.words)
    typed = answer.act.typed if isinstance(answer.act, SetKeys) else ""
    return Button(
        letter=answer.letter,
        says=says.partition(" (")[0] if typed else says,  # its examples stand in the field
        means=means,
        path=path,
        short=_in_short(answer),
        lines=tuple(map(printable, lines)),
        typed=typed,
        example=_TYPED.get(typed, ""),
    )


def _in_short(answer: Answer) -> str:
    """What an answer writes, in a few words."""
    if isinstance(answer.act, Rule):
        return f"a decision: {answer.act.decisions[0].ruling.value}"
    if isinstance(answer.act, Begin):
        return f"a record: {', '.join(answer.act.values)}"
    return ", ".join(one for one in (answer.act.typed, *answer.act.values) if one)
