"""A review question as a value: what is asked, the possible answers, and what each answer writes."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

import msgspec

from generator.model.decision import Decision
from generator.model.value import Value


class QuestionKind(Enum):
    """The kinds of question, in the order in which they are asked."""

    STORY = "story"
    DUPLICATE = "duplicate"
    SPELLING = "spelling"
    DATE = "date"
    PUBLICATION = "publication"
    CUT = "cut"
    PERSON = "person"
    NAME = "name"
    TAGS = "tags"


# The kinds whose questions are about names.
NAME_KINDS = (QuestionKind.SPELLING, QuestionKind.PERSON, QuestionKind.NAME)
# What each kind of question is about, singular and plural.
KIND_NAMES: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.STORY: ("doubtful story", "doubtful stories"),
    QuestionKind.DUPLICATE: ("likely duplicate", "likely duplicates"),
    QuestionKind.SPELLING: ("name that fits several people", "names that fit several people"),
    QuestionKind.DATE: ("undated story", "undated stories"),
    QuestionKind.PUBLICATION: ("unknown publication", "unknown publications"),
    QuestionKind.CUT: ("doubtful cut", "doubtful cuts"),
    QuestionKind.PERSON: ("new person", "new persons"),
    QuestionKind.NAME: ("doubtful name", "doubtful names"),
    QuestionKind.TAGS: ("story without tags", "stories without tags"),
}


# A value for a front matter key; None removes it.
KeyValue: TypeAlias = str | bool | tuple[str, ...] | None


class WriteDecisions(Value, frozen=True):
    """An answer that appends decisions; the editor, day and reason are filled in when it is given."""

    decisions: tuple[Decision, ...]


class SetKeys(Value, frozen=True):
    """An answer that sets front matter keys of the file `path`, which had the digest `sha256` when it was read.

    None removes a key. The key `typed_key` gets what the person types: a date or a text.
    """

    path: str
    sha256: str
    values: Mapping[str, KeyValue] = msgspec.field(default_factory=dict)
    typed_key: str = ""


class CreateRecord(Value, frozen=True):
    """An answer that creates the authority record `path`, which must not exist yet, with the front matter `values`."""

    path: str
    values: Mapping[str, str | tuple[str, ...]]


AnswerAction: TypeAlias = WriteDecisions | SetKeys | CreateRecord


class Answer(Value, frozen=True):
    """An answer: the letter that gives it, its effect in words, and what it writes."""

    letter: str
    words: str
    action: AnswerAction


class Question(Value, frozen=True):
    """A question. `id` stays the same as long as it is open; `about` holds ids of articles or names of people.

    `text` is the question in one line; `hint` is the machine's evidence.
    """

    id: str
    kind: QuestionKind
    text: str
    about: tuple[str, ...]
    answers: tuple[Answer, ...]
    hint: str = ""


class Mark(Enum):
    """How words are marked: a name, words of only one of two texts, or boilerplate."""

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
    """Evidence for a question: lines of words under a heading, with `place` as their source."""

    heading: str
    place: str
    lines: tuple[tuple[Piece, ...], ...]
