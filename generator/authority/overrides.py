"""What editors said about names, decisions and records together: which are one, which are two, which are nobody.

In: settled decisions, the persons of the register, the records that hold. Out: an answer for a name as printed. What
contradicts itself was sorted out before, in decisions.py and records.py.
"""

from collections.abc import Mapping

from generator.authority.person_records import Claims
from generator.model.authority import PersonId
from generator.model.decision import Settled
from generator.model.register import PersonEntry
from generator.text.normalise import key


class Ruled:
    """What editors said about names; an id in a record stands for the name of that person's page."""

    def __init__(self, rulings: Settled, known: Mapping[PersonId, PersonEntry], claims: Claims) -> None:
        self._rulings, self._claims = rulings, claims
        self._ignored = rulings.ignored
        self._pairs = [tuple(pair) for pair in rulings.apart]
        for record in claims.records:
            others = (known[PersonId(other)].name if other in known else other for other in record.apart)
            self._pairs += [(key(record.name), key(other)) for other in others]
        self._apart: frozenset[frozenset[str]] = frozenset()
        self.own({})

    def own(self, pages: Mapping[str, str]) -> None:
        """Note the names of pages that are those of records, by the records' paths: they are one with these.

        A record's names, and all that decisions join to one of them, are one.
        """
        records = {key(name): record.path for record in self._claims.records for name in record.names}
        for record in self._claims.records if pages else ():
            page = pages.get(record.path, "")
            if page and not self.are_apart(page, record.name):
                records.setdefault(key(page), record.path)
        groups = self._rulings.joined
        owned = {groups[name]: path for name, path in records.items() if name in groups}
        self._groups = {name: owned.get(group, f"={group}") for name, group in groups.items()}
        self._one = self._groups | records
        pairs = {frozenset(self._one.get(name, name) for name in pair) for pair in self._pairs}
        self._apart = frozenset(pair for pair in pairs if len(pair) > 1)

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

    def kept(self, entry: PersonEntry) -> list[str]:
        """The spellings that the register has for a person, without those that editors ruled to be another."""
        kept = [entry.name]
        for name in entry.spellings:
            if name != entry.name and not any(self.are_apart(name, other) for other in kept):
                kept.append(name)
        return kept
