"""Authority records: the one record for a country or a person, and the names that lead to it."""

from collections.abc import Mapping
from enum import Enum
from typing import NewType

import msgspec

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


class Kind(Enum):
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


class Sense(Enum):
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
    kind: Kind
    sense: Sense = Sense.PLAIN


class City(Value, frozen=True):
    """A city by one of its names. `plain` is False for a name that is also a common word or a person's."""

    name: str
    code: CountryCode
    population: int
    plain: bool = True


class Person(Value, frozen=True):
    """A person who has a page: `name` is the page's name, `spellings` all forms seen in articles."""

    id: PersonId
    name: str
    slug: str
    spellings: tuple[str, ...]
    wikidata: str = ""
    note: str = ""


class People(Value, frozen=True):
    """Everybody of the archive: `persons` by id, and which person each printed name leads to.

    A name that editors ruled to be of no account leads nowhere. `merged` leads from a person whom editors
    ruled to be another to that other.
    """

    persons: Mapping[PersonId, Person]
    by_name: Mapping[str, PersonId]
    merged: Mapping[PersonId, PersonId] = msgspec.field(default_factory=dict)
