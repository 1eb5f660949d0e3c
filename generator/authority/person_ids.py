"""The register's lines for persons: ids, names and slugs, minted once.

In: who is who. Out: the lines as they shall be, and which person each one became whom editors made part of another.
Nobody's slug is ever given to somebody else.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from generator.model.authority import PersonId, PersonRecord
from generator.model.register import PersonEntry
from generator.text import digest
from generator.text.slugs import slug, unique


class Cluster(Protocol):
    """A person in the making, as people.py has it; `entry` is filled in here."""

    entry: PersonEntry | None
    names: list[str]
    record: PersonRecord | None
    led: list[str]


class _Slugs:
    """Every slug that was issued, in lower case, with whose it is."""

    def __init__(self, entries: Sequence[PersonEntry]) -> None:
        self._owners = {slug.lower(): entry.id for entry in entries for slug in entry.slugs}
        self._asking: PersonId | None = None

    def __contains__(self, slug: object) -> bool:
        """Whether somebody else has this slug."""
        return slug in self._owners and self._owners[str(slug)] != self._asking

    def issue(self, name: str, owner: PersonId) -> str:
        """The slug of a person called `name`: the one that they had under this name, else a new one."""
        self._asking = owner
        issued = unique(slug(name, owner), self, owner)
        self._owners[issued.lower()] = owner
        return issued


def enter(
    clusters: Sequence[Cluster], placed: Mapping[str, int], uses: Counter[str], unread: Collection[str]
) -> tuple[dict[PersonId, PersonEntry], dict[PersonId, PersonId]]:
    """The lines of all persons, and who became part of whom.

    Each cluster gets its line, also one that is part of another from the start: else the machine would think otherwise
    of its names the next time. A line whose record is among `unread` stays as it is: nobody knows what it says now.
    """
    entries: dict[PersonId, PersonEntry] = {}
    slugs = _Slugs([cluster.entry for cluster in clusters if cluster.entry])
    inhabited = set(placed.values())
    for cluster in sorted(clusters, key=lambda one: one.entry is None):
        entry = cluster.entry or _minted(cluster, uses, slugs, entries)
        if cluster.record or (entry.record and entry.record not in unread):
            entry = _named(entry, cluster.record, slugs)
        spellings = tuple(sorted({entry.name, *cluster.names, *cluster.led}))
        cluster.entry = entries[entry.id] = _with(entry, spellings=spellings)
    merged: dict[PersonId, PersonId] = {}
    for n, cluster in enumerate(clusters):
        if cluster.entry and n not in inhabited:
            target = clusters[placed[cluster.entry.name]].entry
            assert target
            merged[cluster.entry.id] = target.id
    for cluster in clusters:
        if cluster.entry and cluster.entry.into != merged.get(cluster.entry.id, ""):
            cluster.entry = msgspec.structs.replace(cluster.entry, into=merged.get(cluster.entry.id, ""))
            entries[cluster.entry.id] = cluster.entry
    return dict(sorted(entries.items())), merged


def _with(entry: PersonEntry, *, spellings: tuple[str, ...]) -> PersonEntry:
    """The line with these spellings; the same one where they are the same."""
    return entry if entry.spellings == spellings else msgspec.structs.replace(entry, spellings=spellings)


def _named(entry: PersonEntry, record: PersonRecord | None, slugs: _Slugs) -> PersonEntry:
    """The line with the slug of the page's name in force: that of the record, or its own where the record is gone."""
    wanted = slugs.issue(record.name if record else entry.name, entry.id)
    issued = (*(slug for slug in entry.slugs if slug != wanted), wanted)
    return msgspec.structs.replace(entry, slugs=issued, record=record.path if record else "")


def _minted(
    cluster: Cluster, uses: Counter[str], slugs: _Slugs, entries: Mapping[PersonId, PersonEntry]
) -> PersonEntry:
    """A new person, whose address is reserved until there is a page.

    Named by the record, else as in most articles, by the longest form, in code point order.
    """
    printed = sorted(cluster.names, key=lambda name: (-uses[name], -len(name), name))
    name = cluster.record.name if cluster.record else printed[0]
    identifier = PersonId("p" + digest.short("person", name))
    n = 0
    while identifier in entries:
        n += 1
        identifier = PersonId("p" + digest.short("person", name, str(n)))
    issued = slugs.issue(name, identifier)
    return PersonEntry(id=identifier, name=name, slugs=(issued,), spellings=(name,), reserved=True)
