"""Decisions of editors about articles, people and sources. A decision always overrides the program."""

from collections.abc import Mapping
from enum import Enum

import msgspec

from generator.model.problem import Place
from generator.model.value import Value


class DecisionSubject(Enum):
    """What a decision is about."""

    ARTICLE = "article"
    PERSON = "person"
    SOURCE = "source"


class Ruling(Enum):
    """The ruling: the same; different; a later version (kept apart); not yet known; ignore it; keep it as it is."""

    SAME = "same"
    DIFFERENT = "different"
    REVISION = "revision"
    UNSURE = "unsure"
    IGNORE = "ignore"
    KEEP = "keep"


class ArticleAspect(Enum):
    """The aspect of an article that was reviewed and is kept as it is."""

    DATE = "date"
    PUBLICATION = "publication"
    CUT = "cut"


class Decision(Value, frozen=True):
    """One line of `content/decisions/`. `a` and `b` are ids of articles, names or ids of people, or paths of sources.

    `b` is empty if the ruling is to ignore or to keep; `about` is the aspect to keep (None: everything). `by`, `on` and
    `why` are the editor's words. If `a` and `b` were replaced by keys, `printed` has them as they are in the file.
    """

    subject: DecisionSubject
    a: str
    b: str
    ruling: Ruling
    place: Place
    by: str = ""
    on: str = ""
    why: str = ""
    printed: tuple[str, ...] = ()
    about: ArticleAspect | None = None


class SubjectRulings(Value, frozen=True):
    """The result of all decisions on one subject.

    `joined` maps each name of a group to the first name of the group; `apart` are pairs that are never joined;
    `ignored` are names to ignore, `kept` names that were confirmed, as written.
    """

    joined: Mapping[str, str] = msgspec.field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    ignored: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


class Rulings(Value, frozen=True):
    """The results of all decisions, by subject."""

    articles: SubjectRulings = SubjectRulings()
    people: SubjectRulings = SubjectRulings()
    sources: SubjectRulings = SubjectRulings()
