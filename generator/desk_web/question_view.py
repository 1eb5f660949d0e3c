"""What the page of a question may show, as values: what is asked, the evidence as its kind needs it, the answers.

In: the state of a sitting, a question with its passages. Out: a view. Nothing is read or changed here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from generator.desk.question import (
    KIND_NAMES,
    Answer,
    CreateRecord,
    Mark,
    Passage,
    Piece,
    Question,
    QuestionKind,
    SetKeys,
    WriteDecisions,
)
from generator.desk_web.desk_state import DeskState
from generator.desk_web.question_scan import QuestionSheet
from generator.desk_web.views import DeskFrame, build_frame, build_question_url, split_answer_words
from generator.model.problem import escape_unprintable
from generator.model.value import Value

# So many words of two texts make a row.
_ROW_WORDS = 60
_EXAMPLES = {"date": "2016-11-30, 2016-11 or 2016", "publication": "name of the publication"}

PieceLine = tuple[Piece, ...]


class PassageView(Value, frozen=True):
    """A passage: facts and lines below a heading; `href` leads to the page of the preview that shows it whole."""

    heading: str
    path: str
    href: str
    lines: tuple[PieceLine, ...]
    facts: tuple[PieceLine, ...] = ()


class SpellingView(Value, frozen=True):
    """A name, the page of its person, the stories that print it."""

    name: str
    href: str
    stories: tuple[PassageView, ...]


class ComparisonRow(Value, frozen=True):
    """The same place in two texts; a side that has nothing there is empty."""

    first: PieceLine
    second: PieceLine


class AnswerButton(Value, frozen=True):
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

    frame: DeskFrame
    id: str
    kind: str
    place: str
    asked: PieceLine
    hint: str
    seen: str
    stories: tuple[PassageView, ...] = ()
    rows: tuple[ComparisonRow, ...] = ()
    spellings: tuple[SpellingView, ...] = ()
    page: tuple[PassageView, ...] = ()
    buttons: tuple[AnswerButton, ...] = ()
    is_decision: bool = False
    previous: str = ""
    following: str = ""
    refused: tuple[str, ...] = ()
    typed: str = ""
    why: str = ""


class QuestionOptions(msgspec.Struct, frozen=True):
    """How a question is shown: with which token, which kind alone is asked, and why an answer to it was refused."""

    token: str
    kind_filter: str = ""
    refusals: tuple[str, ...] = ()
    typed: str = ""
    why: str = ""


def build_question_page(
    state: DeskState,
    sheet: QuestionSheet,
    page_digests: str,
    describe_edit: Callable[[Answer], tuple[str, tuple[str, ...]]],
    options: QuestionOptions,
) -> QuestionPage:
    """A question with its evidence; `describe_edit` tells the file and lines of an answer."""
    question = sheet.question
    place = _describe_position(state, question)
    previous_question, next_question = _find_neighbours(state, question, options.kind_filter)
    stories, page = _split_passages(sheet)
    return QuestionPage(
        frame=build_frame(state, place, options.token, options.kind_filter),
        id=question.id,
        kind=question.kind.value,
        place=place,
        asked=tuple(_mark_names(question.text, _list_names(sheet))),
        hint=question.hint,
        seen=page_digests,
        stories=tuple(
            _build_story_view(item, sheet.links, has_text=question.kind is not QuestionKind.DUPLICATE)
            for item in stories
        ),
        rows=tuple(_build_rows(sheet.passages[-1].lines)) if question.kind is QuestionKind.DUPLICATE else (),
        spellings=tuple(_build_spelling_views(sheet))
        if question.kind in (QuestionKind.SPELLING, QuestionKind.PERSON)
        else (),
        page=tuple(_build_passage_view(item, {}) for item in page),
        buttons=tuple(_build_button(item, *describe_edit(item)) for item in question.answers),
        is_decision=any(isinstance(item.action, WriteDecisions) for item in question.answers),
        previous=build_question_url(previous_question.id, options.kind_filter) if previous_question else "",
        following=build_question_url(next_question.id, options.kind_filter) if next_question else "",
        refused=tuple(map(escape_unprintable, options.refusals)),
        typed=options.typed,
        why=options.why,
    )


def find_next_question(state: DeskState, question: Question, kind_filter: str) -> Question | None:
    """The question that comes after `question`, which may be answered; the first that waits where none comes after."""
    _, next_question = _find_neighbours(state, question, kind_filter)
    return next_question or next(
        (
            candidate
            for candidate in state.open_questions
            if _is_of_kind(candidate, kind_filter) and candidate.id != question.id
        ),
        None,
    )


def _describe_position(state: DeskState, question: Question) -> str:
    """Where a question stands among those of its kind."""
    same_kind_ids = [candidate.id for candidate in state.questions if candidate.kind is question.kind]
    number = same_kind_ids.index(question.id) + 1 if question.id in same_kind_ids else 1
    return f"{number:,} of {len(same_kind_ids):,} {KIND_NAMES[question.kind][len(same_kind_ids) != 1]}"


def _is_of_kind(question: Question, kind_filter: str) -> bool:
    return not kind_filter or question.kind.value == kind_filter


def _find_neighbours(state: DeskState, question: Question, kind_filter: str) -> tuple[Question | None, Question | None]:
    """The questions before and after `question` that wait."""
    open_ids = {candidate.id for candidate in state.open_questions}
    ordered_questions = [
        candidate
        for candidate in state.questions
        if candidate.id == question.id or (candidate.id in open_ids and _is_of_kind(candidate, kind_filter))
    ]
    position = next((n for n, candidate in enumerate(ordered_questions) if candidate.id == question.id), None)
    if position is None:
        return None, None
    return (ordered_questions[position - 1] if position else None), (
        ordered_questions[position + 1] if position + 1 < len(ordered_questions) else None
    )


def _list_names(sheet: QuestionSheet) -> tuple[str, ...]:
    """What a question names: headlines, or persons."""
    if sheet.question.kind in (QuestionKind.SPELLING, QuestionKind.PERSON):
        return tuple(sorted(sheet.question.about, key=len, reverse=True))
    return tuple(passage.heading for passage in sheet.passages)


def _mark_names(text: str, names: Sequence[str]) -> Iterator[Piece]:
    """A sentence whose names are set off: they may run from right to left."""
    match = min(((at, -len(name), name) for name in names if name and (at := text.find(name)) >= 0), default=None)
    if match is None:
        if text:
            yield Piece(text=text)
        return
    at, _, name = match
    if at:
        yield Piece(text=text[:at])
    yield Piece(text=name, mark=Mark.NAME)
    yield from _mark_names(text[at + len(name) :], names)


def _split_passages(sheet: QuestionSheet) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The stories that a question is about, and the saved page beside them."""
    kind, passages = sheet.question.kind, sheet.passages
    if kind is QuestionKind.DUPLICATE:
        return passages[:2], ()
    if kind is QuestionKind.CUT:
        return passages[2:], passages[:2]
    return ((), ()) if kind in (QuestionKind.SPELLING, QuestionKind.PERSON) else (passages, ())


def _build_passage_view(passage: Passage, links: Mapping[str, str], heading: str | None = None) -> PassageView:
    """A passage with the address of its page."""
    href = f"/{links[passage.place]}" if passage.place in links else ""
    view_heading = passage.heading if heading is None else heading
    return PassageView(heading=view_heading, path=escape_unprintable(passage.place), href=href, lines=passage.lines)


def _build_story_view(passage: Passage, links: Mapping[str, str], *, has_text: bool) -> PassageView:
    """A story by its fields; how it begins is the last line where it `has_text`."""
    facts = passage.lines[:-1] if has_text else passage.lines
    view = _build_passage_view(passage, links)
    return msgspec.structs.replace(view, facts=facts, lines=passage.lines[len(facts) :])


def _build_spelling_views(sheet: QuestionSheet) -> Iterator[SpellingView]:
    """Each name with the stories that print it."""
    for name in sheet.question.about:
        prefix = f"{name}: "
        yield SpellingView(
            name=name,
            href=f"/{sheet.links[name]}" if name in sheet.links else "",
            stories=tuple(
                _build_passage_view(passage, sheet.links, passage.heading.removeprefix(prefix))
                for passage in sheet.passages
                if passage.heading.startswith(prefix)
            ),
        )


def _build_rows(lines: Sequence[PieceLine]) -> Iterator[ComparisonRow]:
    """Two texts that are told as one, beside each other. A row ends where both say the same, so that they keep step."""
    for line in lines:
        row: list[Piece] = []
        words = 0
        for piece in line:
            row.append(piece)
            words += len(piece.text.split())
            if piece.mark is Mark.NONE and words >= _ROW_WORDS:
                yield _build_row(row)
                row, words = [], 0
        if row:
            yield _build_row(row)


def _build_row(pieces: Sequence[Piece]) -> ComparisonRow:
    """Each side with what both have and what is its own."""
    return ComparisonRow(
        first=tuple(piece for piece in pieces if piece.mark is not Mark.SECOND),
        second=tuple(piece for piece in pieces if piece.mark is not Mark.FIRST),
    )


def _build_button(answer: Answer, path: str, lines: tuple[str, ...]) -> AnswerButton:
    """The button of an answer."""
    says, means = split_answer_words(answer.words)
    typed = answer.action.typed_key if isinstance(answer.action, SetKeys) else ""
    return AnswerButton(
        letter=answer.letter,
        says=says.partition(" (")[0] if typed else says,  # its examples stand in the field
        means=means,
        path=path,
        short=_summarize_action(answer),
        lines=tuple(map(escape_unprintable, lines)),
        typed=typed,
        example=_EXAMPLES.get(typed, ""),
    )


def _summarize_action(answer: Answer) -> str:
    """What an answer writes, in a few words."""
    if isinstance(answer.action, WriteDecisions):
        return f"a decision: {answer.action.decisions[0].ruling.value}"
    if isinstance(answer.action, CreateRecord):
        return f"a record: {', '.join(answer.action.values)}"
    return ", ".join(name for name in (answer.action.typed_key, *answer.action.values) if name)
