"""What editors said about names, decisions and records together: which are one, which are two, which are nobody.

In: settled decisions, the persons of the register, the records that hold. Out: an answer for a name as printed. What
contradicts itself was sorted out before, in decisions.py and records.py.
"""

from collections.abc import Mapping

from generator.authority.records import Claims
from generator.model.authority import PersonId
from generator.model.decision import Settled
from generator.model.register import PersonEntry
from generator.text.normalise import key


class Ruled:
    """What editors said about names; an id in a decision or record stands for the name of that person's page."""

    def __init__(self, rulings: Settled, known: Mapping[PersonId, PersonEntry], claims: Claims) -> None:
        anything = bool(claims) or rulings != Settled()
        names = {identifier: entry.name for identifier, entry in known.items()} if anything else {}

        def folded(name: str) -> str:
            return key(names.get(PersonId(name), name))

        self._groups = {folded(name): f"={first}" for name, first in rulings.joined.items()}
        self._ignored = frozenset(map(folded, rulings.ignored))
        # a record's names, and all that decisions join to one of them, are one
        records = {key(name): record.path for record in claims.records for name in record.names}
        owned = {self._groups[name]: path for name, path in records.items() if name in self._groups}
        self._groups = {name: owned.get(group, group) for name, group in self._groups.items()}
        self._one = self._groups | records
        pairs = [tuple(map(folded, pair)) for pair in rulings.apart]
        pairs += [(key(record.name), folded(other)) for record in claims.records for other in record.apart]
        self._apart = frozenset(frozenset(self._one.get(name, name) for name in pair) for pair in pairs)

    @property
    def joins(self) -> bool:
        """Whether any names are ruled to be one."""
        return bool(self._groups)

    def is_ignored(self, name: str) -> bool:
        """Whether `name` is no person."""
        return bool(self._ignored) and key(name) in self._ignored

    def group(self, name: str) -> str | None:
        """The group of names ruled by decisions to be one to which `name` belongs: its record's path, if one has it."""
        return self._groups.get(key(name)) if self._groups else None

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two names are ruled to be two persons: they, or others that are one with them."""
        if not self._apart:
            return False
        one, other = key(a), key(b)
        return frozenset((self._one.get(one, one), self._one.get(other, other))) in self._apart
