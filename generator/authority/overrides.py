"""What editors said about names, decisions and records together: which are one, which are two, which are nobody.

In: settled decisions, the persons of the register, the records that hold. Out: an answer for a name as printed. What
contradicts itself was sorted out before, in decisions.py and records.py.
"""

from collections.abc import Mapping

from generator.authority.person_records import Claims
from generator.model.authority import PersonId
from generator.model.decision import SubjectRulings
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key


class NameOverrides:
    """What editors said about names; an id in a record stands for the name of that person's page."""

    def __init__(self, rulings: SubjectRulings, entries: Mapping[PersonId, PersonEntry], claims: Claims) -> None:
        self._rulings, self._claims = rulings, claims
        self._ignored = rulings.ignored
        self._ruled_pairs = [tuple(pair) for pair in rulings.apart]
        for record in claims.records:
            excluded_names = (
                entries[PersonId(excluded_name)].name if excluded_name in entries else excluded_name
                for excluded_name in record.apart
            )
            self._ruled_pairs += [(fold_key(record.name), fold_key(excluded_name)) for excluded_name in excluded_names]
        self._separate_pairs: frozenset[frozenset[str]] = frozenset()
        self.assign_pages({})

    def assign_pages(self, pages: Mapping[str, str]) -> None:
        """Note the names of pages that are those of records, by the records' paths: they are one with these.

        A record's names, and all that decisions join to one of them, are one.
        """
        records = {fold_key(name): record.path for record in self._claims.records for name in record.names}
        for record in self._claims.records if pages else ():
            page = pages.get(record.path, "")
            if page and not self.are_apart(page, record.name):
                records.setdefault(fold_key(page), record.path)
        groups = self._rulings.joined
        owner_by_group = {groups[name]: path for name, path in records.items() if name in groups}
        self._groups = {name: owner_by_group.get(group, f"={group}") for name, group in groups.items()}
        self._identities = self._groups | records
        pairs = {frozenset(self._identities.get(name, name) for name in pair) for pair in self._ruled_pairs}
        self._separate_pairs = frozenset(pair for pair in pairs if len(pair) > 1)

    @property
    def has_joins(self) -> bool:
        """Whether any names are ruled to be one."""
        return bool(self._groups)

    def is_ignored(self, name: str) -> bool:
        """Whether `name` is no person."""
        return bool(self._ignored) and fold_key(name) in self._ignored

    def find_group(self, name: str) -> str | None:
        """The group of names ruled by decisions to be one to which `name` belongs: its record's path, if one has it."""
        return self._groups.get(fold_key(name)) if self._groups else None

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two names are ruled to be two persons: they, or others that are one with them."""
        if not self._separate_pairs:
            return False
        first_key, second_key = fold_key(a), fold_key(b)
        return (
            frozenset((self._identities.get(first_key, first_key), self._identities.get(second_key, second_key)))
            in self._separate_pairs
        )

    def select_spellings(self, entry: PersonEntry) -> list[str]:
        """The spellings that the register has for a person, without those that editors ruled to be another."""
        spellings = [entry.name]
        for name in entry.spellings:
            if name != entry.name and not any(self.are_apart(name, spelling) for spelling in spellings):
                spellings.append(name)
        return spellings
