"""Answer from records and decisions together: which names are one person, two people, or nobody.

In: settled decisions, the register's people, the records in force. Out: an answer for a printed name. Contradictions
are removed before, in rulings.py and person_records.py.
"""

from collections.abc import Mapping

from generator.authority.person_records import Claims
from generator.model.authority import PersonId
from generator.model.decision import SubjectRulings
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key


class NameOverrides:
    """Editors' rulings on names; an id in a decision stands for that person's page name."""

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
        """Note which page names belong to records, by record path.

        The names of a record, and all names that decisions join to them, are one person. Names that a record claims
        win over page names: a page name joined to a name of another record belongs to that record.
        """
        groups = self._rulings.joined
        records = {fold_key(name): record.path for record in self._claims.records for name in record.names}
        owner_by_group = {groups[name]: path for name, path in records.items() if name in groups}
        for record in self._claims.records if pages else ():
            page = fold_key(pages.get(record.path, ""))
            if not page or self.are_apart(page, record.name):
                continue
            group = groups.get(page, "")
            if owner_by_group.get(group, record.path) == record.path:
                records.setdefault(page, record.path)
                if group:
                    owner_by_group[group] = record.path
        self._groups = {name: owner_by_group.get(group, f"={group}") for name, group in groups.items()}
        self._identities = self._groups | records
        pairs = {frozenset(self._identities.get(name, name) for name in pair) for pair in self._ruled_pairs}
        self._separate_pairs = frozenset(pair for pair in pairs if len(pair) > 1)

    @property
    def has_joins(self) -> bool:
        """Return whether any names are ruled to be one person."""
        return bool(self._groups)

    def is_ignored(self, name: str) -> bool:
        """Return whether `name` is ruled to be no person."""
        return bool(self._ignored) and fold_key(name) in self._ignored

    def find_group(self, name: str) -> str | None:
        """Return the group that decisions put `name` in: the path of its record, if it has one."""
        return self._groups.get(fold_key(name)) if self._groups else None

    def are_apart(self, a: str, b: str) -> bool:
        """Return whether two names are ruled to be two people, directly or through names joined to them."""
        if not self._separate_pairs:
            return False
        first_key, second_key = fold_key(a), fold_key(b)
        return (
            frozenset((self._identities.get(first_key, first_key), self._identities.get(second_key, second_key)))
            in self._separate_pairs
        )

    def select_spellings(self, entry: PersonEntry) -> list[str]:
        """Return the register's spellings of a person, without those that editors assigned to someone else."""
        spellings = [entry.name]
        for name in entry.spellings:
            if name != entry.name and not any(self.are_apart(name, spelling) for spelling in spellings):
                spellings.append(name)
        return spellings
