"""Publish stories that editors ruled to be one as one story. Their files stay as they are.

In: entries and the rulings. Out: one entry for each group, with the copies of all, and the target of each merged story.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from generator.model.article import ArticleId
from generator.model.decision import SubjectRulings
from generator.model.register import CopyComparison, Difference
from generator.site.model import Entry, SavedCopy
from generator.text.plain import to_plain_text

# A text with this share of the words of the longest is as complete: one headline more or less is no reason to move.
_COMPLETE_SHARE = 0.9
# The comparison noted for copies of a story that was merged by a ruling.
_RULED = CopyComparison(
    why="an editor ruled that it is the same story", differs=(Difference(what="text", text="not compared"),)
)


def merge_entries(entries: Sequence[Entry], rulings: SubjectRulings) -> tuple[list[Entry], dict[ArticleId, ArticleId]]:
    """Return `entries` with one for each group of `rulings`, and the target of each merged story.

    Of the stories whose text is about the longest, that with most copies stays, the first by id among equals: a small
    edit does not change that.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[rulings.joined.get(entry.id, entry.id)].append(entry)
    merged_entries: list[Entry] = []
    merged_ids: dict[ArticleId, ArticleId] = {}
    for group in groups.values():
        first, *duplicates = _rank_entries(group) if len(group) > 1 else group
        merged_ids |= {duplicate.id: first.id for duplicate in duplicates}
        merged_entries.append(
            msgspec.structs.replace(first, copies=_collect_copies(first, duplicates)) if duplicates else first
        )
    return merged_entries, merged_ids


def _rank_entries(group: Sequence[Entry]) -> list[Entry]:
    """Return the stories of a group in order of merit."""
    sizes = {entry.id: len(to_plain_text(entry.article.body).split()) for entry in group}
    enough = _COMPLETE_SHARE * max(sizes.values())
    return sorted(group, key=lambda entry: (sizes[entry.id] < enough, -len(entry.copies), entry.id))


def _collect_copies(first: Entry, duplicates: Sequence[Entry]) -> tuple[SavedCopy, ...]:
    """Collect the copies of all merged stories once each, by path and place; the copy of record is that of `first`."""
    copies = {
        (copy.sha256, copy.start, copy.end): msgspec.structs.replace(copy, is_record=False, witness=_RULED)
        for entry in duplicates
        for copy in entry.copies
    }
    first_copies = [
        msgspec.structs.replace(copy, is_record=True) if len(first.copies) == 1 else copy for copy in first.copies
    ]
    copies |= {(copy.sha256, copy.start, copy.end): copy for copy in first_copies}
    return tuple(sorted(copies.values(), key=lambda copy: (copy.paths, copy.start)))
