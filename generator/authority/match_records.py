"""Match records of people to register entries, so that a person keeps one id whatever the record says.

In: the records in force, the entries, and a function that finds the entry that a name fits. Out: the index of the entry
for each record that has one. Records are matched by id, by the path that the register noted, by page name, by spelling,
and finally by fit. Each step runs for all records before the next, so that the order of files changes nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from generator.model.authority import PersonRecord
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key


def match_records(
    records: Sequence[PersonRecord],
    entries: Sequence[PersonEntry],
    spellings: Sequence[Collection[str]],
    find_fit: Callable[[str], int | None],
) -> dict[int, PersonRecord]:
    """Return the records that match an entry, by the entry's index.

    `spellings` are the names that each entry keeps after all rulings: names that the register is about to lose would
    match a record in this run only. `find_fit` returns the only entry that a name fits.
    """
    finder = _EntryFinder(entries, spellings)
    matches: dict[int, PersonRecord] = {}
    pending_records = list(records)
    for find_entry in (
        finder.find_by_id,
        finder.find_by_note,
        finder.find_by_page,
        finder.find_by_spelling,
        lambda candidate: find_fit(candidate.name),
    ):
        unmatched_records = []
        for record in pending_records:
            n = find_entry(record)
            if n is None or n in matches:
                unmatched_records.append(record)
            else:
                matches[n] = record
        pending_records = unmatched_records
    return matches


class _EntryFinder:
    """Finds register entries by what a record says."""

    def __init__(self, entries: Sequence[PersonEntry], spellings: Sequence[Collection[str]]) -> None:
        self._keys = [
            {fold_key(name) for name in (entry.name, *names)} for entry, names in zip(entries, spellings, strict=True)
        ]
        self._ids = {entry.id: n for n, entry in enumerate(entries)}
        self._notes = {entry.record: n for n, entry in enumerate(entries) if entry.record}
        self._pages: dict[str, int] = {}
        self._spellings: dict[str, int] = {}
        for n, entry in enumerate(entries):
            self._pages.setdefault(fold_key(entry.name), n)
            for key in self._keys[n]:
                self._spellings.setdefault(key, n)

    def find_by_id(self, record: PersonRecord) -> int | None:
        return self._ids.get(record.id) if record.id else None

    def find_by_note(self, record: PersonRecord) -> int | None:
        """Return the entry that the record had before, unless another person with a page now owns the record."""
        n = self._notes.get(record.path)
        if n is None:
            return None
        own_keys = {*map(fold_key, record.names), *map(fold_key, record.weak)}
        return n if self._keys[n] & own_keys or fold_key(record.name) not in self._pages else None

    def find_by_page(self, record: PersonRecord) -> int | None:
        return _find_first(self._pages, record.names)

    def find_by_spelling(self, record: PersonRecord) -> int | None:
        return _find_first(self._spellings, record.names)


def _find_first(entries: Mapping[str, int], names: Sequence[str]) -> int | None:
    """Return the entry of the first of `names` that has one."""
    return next((entries[fold_key(name)] for name in names if fold_key(name) in entries), None)
