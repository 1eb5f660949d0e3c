"""A question that waits, as a value: what is asked, what may be answered, and what each answer would write."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

import msgspec

from generator.model.decision import Decision
from generator.model.value import Value


class QuestionKind(Enum):
    """What is asked, in the order in which it is."""

    DUPLICATE = "duplicate"
    SPELLING = "spelling"
    DATE = "date"
    PUBLICATION = "publication"
    CUT = "cut"
    PERSON = "person"


# What is asked about, one and several.
KIND_NAMES: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.DUPLICATE: ("likely duplicate", "likely duplicates"),
    QuestionKind.SPELLING: ("name that fits several persons", "names that fit several persons"),
    QuestionKind.DATE: ("undated story", "undated stories"),
    QuestionKind.PUBLICATION: ("unknown publication", "unknown publications"),
    QuestionKind.CUT: ("doubtful cut", "doubtful cuts"),
    QuestionKind.PERSON: ("new person", "new persons"),
}


class WriteDecisions(Value, frozen=True):
    """An answer that is written as lines of decision; who, when and why are filled in when it is given."""

    decisions: tuple[Decision, ...]


class SetKeys(Value, frozen=True):
    """An answer that sets keys of the front matter of the file `path`, which was read with the digest `sha256`.

    The key `typed_key` gets what the person types: a date or a text.
    """

    path: str
    sha256: str
    values: Mapping[str, str | bool] = msgspec.field(default_factory=dict)
    typed_key: str = ""


class CreateRecord(Value, frozen=True):
    """An answer that begins the authority record `path`, which is not there yet, with the front matter `values`."""

    path: str
    values: Mapping[str, str | tuple[str, ...]]


AnswerAction: TypeAlias = WriteDecisions | SetKeys | CreateRecord


class Answer(Value, frozen=True):
    """An answer by the letter that gives it, what it comes to in words, and what is written for it."""

    letter: str
    words: str
    action: AnswerAction


class Question(Value, frozen=True):
    """A question. `id` stays the same as long as it waits; `about` are ids of articles, names of persons.

    `text` is the question in a line; `hint` says what the machine goes by.
    """

    id: str
    kind: QuestionKind
    text: str
    about: tuple[str, ...]
    answers: tuple[Answer, ...]
    hint: str = ""


class Mark(Enum):
    """How words are set off from those around them: a name, words of one of two texts only, or what is page."""

    NONE = ""
    NAME = "name"
    FIRST = "first"
    SECOND = "second"
    PAGE = "page"


class Piece(Value, frozen=True):
    """Some words of a line."""

    text: str
    mark: Mark = Mark.NONE


class Passage(Value, frozen=True):
    """What a person looks at before answering: lines of words below a heading, `place` saying where they stand."""

    heading: str
    place: str
    lines: tuple[tuple[Piece, ...], ...]
