"""What editors ruled about pairs of articles, persons or sources. A decision always wins over the machine."""

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
    """What was ruled: one, two, a later version of one (kept apart), open, of no account, or right as it stands."""

    SAME = "same"
    DIFFERENT = "different"
    REVISION = "revision"
    UNSURE = "unsure"
    IGNORE = "ignore"
    KEEP = "keep"


class ArticleAspect(Enum):
    """What of an article was looked at and is kept as it stands."""

    DATE = "date"
    PUBLICATION = "publication"
    CUT = "cut"


class Decision(Value, frozen=True):
    """One line of `content/decisions/`. `a` and `b` are ids of articles, names or ids of persons, paths of sources.

    `b` is empty where the ruling is to ignore or to keep; `about` is what is kept (None: all of it). `by`, `on` and
    `why` are the editor's own words. `printed` are `a` and `b` as they stand in the file, where keys have taken their
    place.
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
    """What the decisions on one subject come to.

    `joined` leads from each name of a group to the group's first, `apart` are pairs that are never joined,
    `ignored` are names of no account.
    """

    joined: Mapping[str, str] = msgspec.field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    ignored: frozenset[str] = frozenset()


class Rulings(Value, frozen=True):
    """All decisions, settled by subject."""

    articles: SubjectRulings = SubjectRulings()
    people: SubjectRulings = SubjectRulings()
    sources: SubjectRulings = SubjectRulings()
