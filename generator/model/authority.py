"""Authority records: one record for each country or person, and the names that lead to it."""

from collections.abc import Mapping
from enum import Enum
from typing import NewType

import msgspec

from generator.model.article import PartialDate
from generator.model.value import Value

CountryCode = NewType("CountryCode", str)
PersonId = NewType("PersonId", str)


class Country(Value, frozen=True):
    """A country or territory with an ISO 3166-1 code (XK for Kosovo).

    `strong` names are sufficient by themselves; `weak` names need support in the same story. `historic` are the names
    of former states that it continues, `parts` those of regions without a code of their own, `metonyms` those of its
    seats of power ("Downing Street"). `not_names` are longer phrases that include a name and mean something else.
    """

    code: CountryCode
    name: str
    in_sentence: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    historic: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    not_names: tuple[str, ...] = msgspec.field(default=(), name="not")
    wikidata: str = ""
    note: str = ""


class NameKind(Enum):
    """The kind of a name that leads to a country."""

    __hash__ = object.__hash__  # Enum's is a Python function, and intake looks kinds up all the time

    NAME = "name"
    WEAK = "weak name"
    ADJECTIVE = "adjective"
    HISTORIC = "historic name"
    PART = "part of the country"
    METONYM = "seat of power"
    CAPITAL = "capital"
    CITY = "city"
    TOWN = "city of a common name"


class NameSense(Enum):
    """The meaning that the words around it give to the name of a country."""

    __hash__ = object.__hash__

    PLAIN = ""
    MONEY = "money"  # "50 mln Canadian dlrs"
    LONGER = "part of a longer name"  # "Air Canada", "British Telecom"


class Mention(msgspec.Struct, frozen=True, gc=False):
    """The name of a country in a text: offsets of characters, the words, their kind and their sense."""

    start: int
    end: int
    text: str
    code: CountryCode
    kind: NameKind
    sense: NameSense = NameSense.PLAIN


class City(Value, frozen=True):
    """A city by one of its names. `plain` is False if the name is also a common word or the name of a person."""

    name: str
    code: CountryCode
    population: int
    plain: bool = True


class PersonRecord(Value, frozen=True):
    """The record of a person, written by an editor in the file `path`; `lines` has the line of each key.

    `name` is the name of the page. `variants` always mean this person; `weak` variants do if the article has the full
    name too, or if they fit nobody else. `apart` are names or ids of other people. `id` is the id in the register, if
    the record claims one. `note` is Markdown.
    """

    path: str
    name: str
    id: PersonId | None = None
    variants: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    wikidata: str = ""
    role: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    note: str = ""
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that always mean this person."""
        return (self.name, *self.variants)


class CountryRecord(Value, frozen=True):
    """The record of a country, written by an editor in the file `path`. It changes the program's own table.

    `country` is an ISO 3166-1 code or a name. `name` is another heading, `in_sentence` its form in a sentence; `apart`
    are phrases that do not mean this country. Empty fields change nothing.
    """

    path: str
    country: str
    name: str = ""
    in_sentence: str = ""
    variants: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)


class Person(Value, frozen=True):
    """A person whom articles name. `name` is the name of the page, `spellings` are all forms found in articles.

    `record` is the person's authority record, if there is one.
    """

    id: PersonId
    name: str
    slug: str
    spellings: tuple[str, ...]
    record: PersonRecord | None = None

    @property
    def wikidata(self) -> str:
        """The Wikidata item that the record names; empty if none."""
        return self.record.wikidata if self.record else ""

    @property
    def note(self) -> str:
        """The Markdown of the record below its front matter; empty if none."""
        return self.record.note if self.record else ""


class People(Value, frozen=True):
    """All people of the archive: `persons` by id, and the person of each printed name.

    Names that editors ruled to ignore are left out. `merged` maps a person to the person with whom editors merged them.
    `weak` maps each weak variant to the people it may mean: the person whom the same article names in full, or else the
    person in `by_name`.
    """

    persons: Mapping[PersonId, Person]
    by_name: Mapping[str, PersonId]
    merged: Mapping[PersonId, PersonId] = msgspec.field(default_factory=dict)
    weak: Mapping[str, tuple[PersonId, ...]] = msgspec.field(default_factory=dict)
