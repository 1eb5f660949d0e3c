"""Authority records: the one record for a country or a person, and the names that lead to it."""

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

    `strong` names are enough by themselves, `weak` ones need support in the same story. `historic` names
    are those of former states that it continues, `parts` those of regions without a code of their own,
    `metonyms` those of its seats of power ("Downing Street"). `not_names` are longer phrases that hold one
    of its names and mean something else.
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
    """In what way a name in a text leads to a country."""

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
    """What the words around a country's name make of it."""

    PLAIN = ""
    MONEY = "money"  # "50 mln Canadian dlrs"
    LONGER = "part of a longer name"  # "Air Canada", "British Telecom"


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A place in a text that names a country: offsets of characters, the words there, in what way, in what sense."""

    start: int
    end: int
    text: str
    code: CountryCode
    kind: NameKind
    sense: NameSense = NameSense.PLAIN


class City(Value, frozen=True):
    """A city by one of its names. `plain` is False for a name that is also a common word or a person's."""

    name: str
    code: CountryCode
    population: int
    plain: bool = True


class PersonRecord(Value, frozen=True):
    """What an editor wrote of a person, in the file `path`; `lines` tells where each key stands there.

    `name` is the name of the page. `variants` are forms that by themselves are this person; `weak` ones are where the
    article has the person in full beside them, or where they fit nobody else. `apart` are names or ids of others. `id`
    is that of the register's line, where the record claims one. `note` is Markdown.
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
        """The names that by themselves lead to this person."""
        return (self.name, *self.variants)


class CountryRecord(Value, frozen=True):
    """What an editor wrote of a country, in the file `path`, beside what the program's own table knows.

    `country` says which: an ISO 3166-1 code or a name. `name` is another heading, `in_sentence` how it stands in a
    sentence; `apart` are phrases that do not mean this country. Empty is what the record leaves as it is.
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
    """A person whom articles name: `name` is the page's name, `spellings` all forms seen in articles.

    `record` is what an editor wrote of the person, None where nobody did.
    """

    id: PersonId
    name: str
    slug: str
    spellings: tuple[str, ...]
    record: PersonRecord | None = None

    @property
    def wikidata(self) -> str:
        """The item at Wikidata that the record names; empty for none."""
        return self.record.wikidata if self.record else ""

    @property
    def note(self) -> str:
        """What the record says below its front matter, as Markdown; empty for nothing."""
        return self.record.note if self.record else ""


class People(Value, frozen=True):
    """Everybody of the archive: `persons` by id, and which person each printed name leads to.

    A name that editors ruled to be of no account leads nowhere. `merged` leads from a person whom editors
    ruled to be another to that other. `weak` has, for each weak variant, the persons it may stand for: it leads to
    the one of them whom the same article names in full, else where `by_name` says.
    """

    persons: Mapping[PersonId, Person]
    by_name: Mapping[str, PersonId]
    merged: Mapping[PersonId, PersonId] = msgspec.field(default_factory=dict)
    weak: Mapping[str, tuple[PersonId, ...]] = msgspec.field(default_factory=dict)
