"""Everything that the page of a question may show, as values: the question, its evidence, the answers.

In: the state of a session, a question with its passages. Out: a view. Nothing is read or changed here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from generator.desk.question import (
    KIND_NAMES,
    NAME_KINDS,
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

# About this many words of two texts make a row.
_ROW_WORDS = 60
_EXAMPLES = {"date": "2016-11-30, 2016-11 or 2016", "publication": "name of the publication", "title": "headline"}

PieceLine = tuple[Piece, ...]


class PassageView(Value, frozen=True):
    """A passage: facts and lines below a heading; `href` leads to its full text in the preview."""

    heading: str
    path: str
    href: str
    lines: tuple[PieceLine, ...]
    facts: tuple[PieceLine, ...] = ()


class SpellingView(Value, frozen=True):
    """A name, the page of its person, the stories that contain it."""

    name: str
    href: str
    stories: tuple[PassageView, ...]


class ComparisonRow(Value, frozen=True):
    """The same place in two texts; a side without text is empty."""

    first: PieceLine
    second: PieceLine


class AnswerButton(Value, frozen=True):
    """An answer: what it says and means, the file and lines that it writes, and these in short.

    `typed_key` is the key whose value must be typed, if any.
    """

    letter: str
    says: str
    means: str
    path: str
    short: str
    lines: tuple[str, ...]
    typed_key: str = ""
    example: str = ""


class QuestionPage(Value, frozen=True):
    """One question with its evidence and answers.

    The evidence depends on the kind: `stories` with `rows` (two texts), `spellings`, or `stories` beside the saved
    `page`. `refusals` say why an answer was not saved; `typed` and `why` are what was typed with it.
    """

    frame: DeskFrame
    id: str
    kind: str
    place: str
    question: PieceLine
    hint: str
    page_digests: str
    stories: tuple[PassageView, ...] = ()
    rows: tuple[ComparisonRow, ...] = ()
    spellings: tuple[SpellingView, ...] = ()
    page: tuple[PassageView, ...] = ()
    buttons: tuple[AnswerButton, ...] = ()
    is_decision: bool = False
    previous: str = ""
    following: str = ""
    refusals: tuple[str, ...] = ()
    typed: str = ""
    why: str = ""


class QuestionOptions(msgspec.Struct, frozen=True):
    """How a question is shown: the token, the kind that the list is limited to, why an answer was not saved."""

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
    """Return a question with its evidence; `describe_edit` returns the file and lines of an answer."""
    question = sheet.question
    place = _describe_position(state, question)
    previous_question, next_question = _find_neighbours(state, question, options.kind_filter)
    stories, page = _split_passages(sheet)
    return QuestionPage(
        frame=build_frame(state, place, options.token, options.kind_filter),
        id=question.id,
        kind=question.kind.value,
        place=place,
        question=tuple(_mark_names(question.text, _list_names(sheet))),
        hint=question.hint,
        page_digests=page_digests,
        stories=tuple(
            _build_story_view(item, sheet.links, has_text=question.kind is not QuestionKind.DUPLICATE)
            for item in stories
        ),
        rows=tuple(_build_rows(sheet.passages[-1].lines)) if question.kind is QuestionKind.DUPLICATE else (),
        spellings=tuple(_build_spelling_views(sheet)) if question.kind in NAME_KINDS else (),
        page=tuple(_build_passage_view(item, {}) for item in page),
        buttons=tuple(_build_button(item, *describe_edit(item)) for item in question.answers),
        is_decision=any(isinstance(item.action, WriteDecisions) for item in question.answers),
        previous=build_question_url(previous_question.id, options.kind_filter) if previous_question else "",
        following=build_question_url(next_question.id, options.kind_filter) if next_question else "",
        refusals=tuple(map(escape_unprintable, options.refusals)),
        typed=options.typed,
        why=options.why,
    )


def find_next_question(state: DeskState, question: Question, kind_filter: str) -> Question | None:
    """Return the open question after `question`; after the last one, the first."""
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
    """Return the position of a question among those of its kind."""
    same_kind_ids = [candidate.id for candidate in state.questions if candidate.kind is question.kind]
    number = same_kind_ids.index(question.id) + 1 if question.id in same_kind_ids else 1
    return f"{number:,} of {len(same_kind_ids):,} {KIND_NAMES[question.kind][len(same_kind_ids) != 1]}"


def _is_of_kind(question: Question, kind_filter: str) -> bool:
    return not kind_filter or question.kind.value == kind_filter


def _find_neighbours(state: DeskState, question: Question, kind_filter: str) -> tuple[Question | None, Question | None]:
    """Return the open questions before and after `question`."""
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
    """Return the names in a question: headlines or persons."""
    if sheet.question.kind in NAME_KINDS:
        return tuple(sorted(sheet.question.about, key=len, reverse=True))
    return tuple(passage.heading for passage in sheet.passages)


def _mark_names(text: str, names: Sequence[str]) -> Iterator[Piece]:
    """Yield a sentence in pieces, with names on their own: they may run from right to left."""
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
    """Return the stories that a question is about, and the saved page beside them."""
    kind, passages = sheet.question.kind, sheet.passages
    if kind is QuestionKind.DUPLICATE:
        return passages[:2], ()
    if kind is QuestionKind.CUT:
        return passages[2:], passages[:2]
    if kind is QuestionKind.STORY:
        return passages[-1:], passages[:-1]
    return ((), ()) if kind in NAME_KINDS else (passages, ())


def _build_passage_view(passage: Passage, links: Mapping[str, str], heading: str | None = None) -> PassageView:
    """Return a passage with the address of its page."""
    href = f"/{links[passage.place]}" if passage.place in links else ""
    view_heading = passage.heading if heading is None else heading
    return PassageView(heading=view_heading, path=escape_unprintable(passage.place), href=href, lines=passage.lines)


def _build_story_view(passage: Passage, links: Mapping[str, str], *, has_text: bool) -> PassageView:
    """Return a story with its fields as facts; if it `has_text`, its last line is the beginning of the text."""
    facts = passage.lines[:-1] if has_text else passage.lines
    view = _build_passage_view(passage, links)
    return msgspec.structs.replace(view, facts=facts, lines=passage.lines[len(facts) :])


def _build_spelling_views(sheet: QuestionSheet) -> Iterator[SpellingView]:
    """Yield each name with the stories that contain it."""
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
    """Yield two merged texts side by side. Each row ends in words that both have, so that the sides stay aligned."""
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
    """Return each side with the words that both have and its own."""
    return ComparisonRow(
        first=tuple(piece for piece in pieces if piece.mark is not Mark.SECOND),
        second=tuple(piece for piece in pieces if piece.mark is not Mark.FIRST),
    )


def _build_button(answer: Answer, path: str, lines: tuple[str, ...]) -> AnswerButton:
    """Return the button of an answer."""
    says, means = split_answer_words(answer.words)
    typed_key = answer.action.typed_key if isinstance(answer.action, SetKeys) else ""
    return AnswerButton(
        letter=answer.letter,
        says=says.partition(" (")[0] if typed_key else says,  # the field shows its examples
        means=means,
        path=path,
        short=_summarize_action(answer),
        lines=tuple(map(escape_unprintable, lines)),
        typed_key=typed_key,
        example=_EXAMPLES.get(typed_key, ""),
    )


def _summarize_action(answer: Answer) -> str:
    """Return in a few words what an answer writes."""
    if isinstance(answer.action, WriteDecisions):
        return f"a decision: {answer.action.decisions[0].ruling.value}"
    if isinstance(answer.action, CreateRecord):
        return f"a record: {', '.join(answer.action.values)}"
    return ", ".join(name for name in (answer.action.typed_key, *answer.action.values) if name)
