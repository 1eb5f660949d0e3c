"""The register's person entries: ids, names and slugs, minted once.

In: the clusters of names. Out: the updated entries, and who became part of whom by an editor's ruling. A slug is never
given to a second person.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from generator.authority.name_tables import NameTable
from generator.authority.script_spellings import restore_nominative
from generator.model.authority import PersonId, PersonRecord
from generator.model.register import PersonEntry
from generator.text import digest
from generator.text.name_parts import has_capitals, lower_capitals
from generator.text.normalise import fold_key
from generator.text.slugs import make_slug, make_unique_slug


class ClusterFields(Protocol):
    """The fields of a cluster that this module reads; it fills in `entry`."""

    entry: PersonEntry | None
    names: list[str]
    record: PersonRecord | None
    redirected_names: list[str]


class _SlugRegistry:
    """Every issued slug in lower case, with its owner."""

    def __init__(self, entries: Sequence[PersonEntry], table: NameTable) -> None:
        self._table = table
        self._owners = {slug.lower(): entry.id for entry in entries for slug in entry.slugs}
        self._requester: PersonId | None = None

    def __contains__(self, slug: object) -> bool:
        """Return whether someone else has this slug."""
        return slug in self._owners and self._owners[str(slug)] != self._requester

    def issue_slug(self, name: str, owner: PersonId) -> str:
        """Return the slug of a person called `name`: the one issued under this name before, else a new one."""
        self._requester = owner
        new_slug = make_unique_slug(make_slug(restore_nominative(name, self._table), owner), self, owner)
        self._owners[new_slug.lower()] = owner
        return new_slug


def update_person_entries(
    clusters: Sequence[ClusterFields],
    cluster_by_name: Mapping[str, int],
    use_counts: Counter[str],
    unread_paths: Collection[str],
    table: NameTable,
) -> tuple[dict[PersonId, PersonEntry], dict[PersonId, PersonId]]:
    """Return the entries of all people, and who became part of whom.

    Every cluster gets an entry, even one that is part of another from the start; otherwise the machine would place its
    names differently next time. An entry whose record is in `unread_paths` stays as it is, because its content is
    unknown.
    """
    entries: dict[PersonId, PersonEntry] = {}
    slug_registry = _SlugRegistry([cluster.entry for cluster in clusters if cluster.entry], table)
    used_clusters = set(cluster_by_name.values())
    for cluster in sorted(clusters, key=lambda candidate: candidate.entry is None):
        entry = cluster.entry or _mint_person(cluster, use_counts, slug_registry, entries)
        if cluster.record or (entry.record and entry.record not in unread_paths):
            entry = _set_page_slug(entry, cluster.record, slug_registry)
        spellings = tuple(sorted({entry.name, *cluster.names, *cluster.redirected_names}))
        cluster.entry = entries[entry.id] = _set_spellings(entry, spellings=spellings)
    merged_ids: dict[PersonId, PersonId] = {}
    for n, cluster in enumerate(clusters):
        if cluster.entry and n not in used_clusters:
            target = clusters[cluster_by_name[cluster.entry.name]].entry
            assert target
            merged_ids[cluster.entry.id] = target.id
    for cluster in clusters:
        if cluster.entry and cluster.entry.into != merged_ids.get(cluster.entry.id, ""):
            cluster.entry = msgspec.structs.replace(cluster.entry, into=merged_ids.get(cluster.entry.id, ""))
            entries[cluster.entry.id] = cluster.entry
    return dict(sorted(entries.items())), merged_ids


def choose_page_name(name: str, spellings: Sequence[str], table: NameTable) -> str:
    """Return the `name` of a register entry as its page has it: in the nominative, not in capitals.

    If possible, it is one of `spellings`.
    """
    nominative = restore_nominative(name, table)
    if nominative != name:
        return nominative
    if not has_capitals(name):
        return name
    candidates = [form for form in spellings if fold_key(form) == fold_key(name) and not has_capitals(form)]
    return min(candidates, default=lower_capitals(name))


def _set_spellings(entry: PersonEntry, *, spellings: tuple[str, ...]) -> PersonEntry:
    """Return the entry with these spellings; the same object if nothing changes."""
    return entry if entry.spellings == spellings else msgspec.structs.replace(entry, spellings=spellings)


def _set_page_slug(entry: PersonEntry, record: PersonRecord | None, slug_registry: _SlugRegistry) -> PersonEntry:
    """Return the entry with the slug of its page name last: the record's name, or its own if the record is gone."""
    current_slug = slug_registry.issue_slug(record.name if record else entry.name, entry.id)
    entry_slugs = (*(slug for slug in entry.slugs if slug != current_slug), current_slug)
    return msgspec.structs.replace(entry, slugs=entry_slugs, record=record.path if record else "")


def _mint_person(
    cluster: ClusterFields,
    use_counts: Counter[str],
    slug_registry: _SlugRegistry,
    entries: Mapping[PersonId, PersonEntry],
) -> PersonEntry:
    """Mint a new person, whose slug is reserved until the person has a page.

    The name is the record's, else of those not in capitals the one in most articles, then the longest, then the first
    by code point.
    """
    ranked_names = sorted(cluster.names, key=lambda name: (has_capitals(name), -use_counts[name], -len(name), name))
    name = cluster.record.name if cluster.record else ranked_names[0]
    identifier = PersonId("p" + digest.compute_short_id("person", name))
    n = 0
    while identifier in entries:
        n += 1
        identifier = PersonId("p" + digest.compute_short_id("person", name, str(n)))
    new_slug = slug_registry.issue_slug(name, identifier)
    return PersonEntry(id=identifier, name=name, slugs=(new_slug,), spellings=(name,), reserved=True)
