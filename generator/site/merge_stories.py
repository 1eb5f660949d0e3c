"""Stories that editors ruled to be one, published as one. Their files stay as they are.

In: entries and the rulings. Out: one entry for each group, with the copies of all, and where the others went.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from generator.model.article import ArticleId
from generator.model.decision import Settled
from generator.model.register import Difference, Witness
from generator.site.model import Entry, SavedCopy

# What is known of the copies of a story that became part of another by ruling.
_RULED = Witness(
    why="an editor ruled that it is the same story", differs=(Difference(what="text", text="not compared"),)
)


def one_each(entries: Sequence[Entry], rulings: Settled) -> tuple[list[Entry], dict[ArticleId, ArticleId]]:
    """`entries` with one for each group of `rulings`, and which story each of the others became.

    The one with most copies stays, the first id of several: that does not change when a file is edited.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[rulings.joined.get(entry.id, entry.id)].append(entry)
    kept: list[Entry] = []
    merged: dict[ArticleId, ArticleId] = {}
    for group in groups.values():
        first, *others = sorted(group, key=lambda entry: (-len(entry.copies), entry.id))
        merged |= {other.id: first.id for other in others}
        kept.append(msgspec.structs.replace(first, copies=_all_copies(first, others)) if others else first)
    return kept, merged


def _all_copies(first: Entry, others: Sequence[Entry]) -> tuple[SavedCopy, ...]:
    """The copies of all of them, each once, by path and place; the copy of record is that of `first`."""
    found = {
        (copy.sha256, copy.start, copy.end): msgspec.structs.replace(copy, record=False, witness=_RULED)
        for entry in others
        for copy in entry.copies
    }
    own = [msgspec.structs.replace(copy, record=True) if len(first.copies) == 1 else copy for copy in first.copies]
    found |= {(copy.sha256, copy.start, copy.end): copy for copy in own}
    return tuple(sorted(found.values(), key=lambda copy: (copy.paths, copy.start)))
