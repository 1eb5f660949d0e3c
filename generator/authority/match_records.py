"""Which line of the register a record of a person has, so that one person keeps one id whatever the record says.

In: the records that hold, the lines, and what finds a line that a name fits. Out: the number of the line for each
record that has one. By id, then by what the register noted when the record was last used, by the page's name, by a
spelling, and at last by fit: each way for all records before the next, so that no order of files changes it.
"""

from collections.abc import Callable, Mapping, Sequence

from generator.model.authority import PersonRecord
from generator.model.register import PersonEntry
from generator.text.normalise import key


def seats(
    records: Sequence[PersonRecord], lines: Sequence[PersonEntry], fitting: Callable[[str], int | None]
) -> dict[int, PersonRecord]:
    """The records that have one of `lines`, by its number. `fitting` tells the one line that a name fits, if any."""
    finder = _Finder(lines)
    found: dict[int, PersonRecord] = {}
    waiting = list(records)
    for way in (finder.by_id, finder.by_note, finder.by_page, finder.by_spelling, lambda one: fitting(one.name)):
        left = []
        for record in waiting:
            n = way(record)
            if n is None or n in found:
                left.append(record)
            else:
                found[n] = record
        waiting = left
    return found


class _Finder:
    """The lines of the register, to be found by what a record says."""

    def __init__(self, lines: Sequence[PersonEntry]) -> None:
        self._lines = lines
        self._ids = {line.id: n for n, line in enumerate(lines)}
        self._notes = {line.record: n for n, line in enumerate(lines) if line.record}
        self._pages: dict[str, int] = {}
        self._spellings: dict[str, int] = {}
        for n, line in enumerate(lines):
            self._pages.setdefault(key(line.name), n)
            for name in line.spellings:
                self._spellings.setdefault(key(name), n)

    def by_id(self, record: PersonRecord) -> int | None:
        return self._ids.get(record.id) if record.id else None

    def by_note(self, record: PersonRecord) -> int | None:
        """The line that the record had; not where it is now the record of somebody else who has a page."""
        n = self._notes.get(record.path)
        if n is None:
            return None
        own = {*map(key, record.names), *map(key, record.weak)}
        is_own = key(self._lines[n].name) in own or any(key(name) in own for name in self._lines[n].spellings)
        return n if is_own or key(record.name) not in self._pages else None

    def by_page(self, record: PersonRecord) -> int | None:
        return _first(self._pages, record.names)

    def by_spelling(self, record: PersonRecord) -> int | None:
        return _first(self._spellings, record.names)


def _first(lines: Mapping[str, int], names: Sequence[str]) -> int | None:
    """The line of the first of `names` that has one."""
    return next((lines[key(name)] for name in names if key(name) in lines), None)
