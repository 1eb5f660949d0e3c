"""Which line of the register a record of a person has, so that one person keeps one id whatever the record says.

In: the records that hold, the lines, and what finds a line that a name fits. Out: the number of the line for each
record that has one. By id, then by what the register noted when the record was last used, by the page's name, by a
spelling, and at last by fit: each way for all records before the next, so that no order of files changes it.
"""

from collections.abc import Callable, Mapping, Sequence

from generator.model.authority import PersonRecord
from generator.model.register import PersonEntry
from generator.text.normalise import fold_key


def match_records(
    records: Sequence[PersonRecord], entries: Sequence[PersonEntry], find_fit: Callable[[str], int | None]
) -> dict[int, PersonRecord]:
    """The records that have one of `entries`, by its number. `find_fit` tells the one line that a name fits, if any."""
    finder = _EntryFinder(entries)
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
    """The lines of the register, to be found by what a record says."""

    def __init__(self, entries: Sequence[PersonEntry]) -> None:
        self._entries = entries
        self._ids = {entry.id: n for n, entry in enumerate(entries)}
        self._notes = {entry.record: n for n, entry in enumerate(entries) if entry.record}
        self._pages: dict[str, int] = {}
        self._spellings: dict[str, int] = {}
        for n, entry in enumerate(entries):
            self._pages.setdefault(fold_key(entry.name), n)
            for name in entry.spellings:
                self._spellings.setdefault(fold_key(name), n)

    def find_by_id(self, record: PersonRecord) -> int | None:
        return self._ids.get(record.id) if record.id else None

    def find_by_note(self, record: PersonRecord) -> int | None:
        """The line that the record had; not where it is now the record of somebody else who has a page."""
        n = self._notes.get(record.path)
        if n is None:
            return None
        own_keys = {*map(fold_key, record.names), *map(fold_key, record.weak)}
        is_own = fold_key(self._entries[n].name) in own_keys or any(
            fold_key(name) in own_keys for name in self._entries[n].spellings
        )
        return n if is_own or fold_key(record.name) not in self._pages else None

    def find_by_page(self, record: PersonRecord) -> int | None:
        return _find_first(self._pages, record.names)

    def find_by_spelling(self, record: PersonRecord) -> int | None:
        return _find_first(self._spellings, record.names)


def _find_first(entries: Mapping[str, int], names: Sequence[str]) -> int | None:
    """The line of the first of `names` that has one."""
    return next((entries[fold_key(name)] for name in names if fold_key(name) in entries), None)
