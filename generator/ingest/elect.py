"""The copy of record: which of a story's copies is published, by stated rules.

In: the copies of one story. Out: the copies, the elected one first. Every rule only breaks the ties of the
rule before it:

1. most complete: within two per cent of the longest text
2. the headline that most copies print
3. the earliest day that is printed; undated copies after dated ones
4. best dated: by print edition, page, dateline, address, caption
5. names its publication
6. has a figure
7. the path that sorts first, then the place in the file
"""

from collections import Counter
from collections.abc import Sequence

from generator.ingest.story import Story
from generator.model.article import DateBasis
from generator.text.normalise import key

_COMPLETE = 0.98
_BASES = (
    DateBasis.PRINT_EDITION,
    DateBasis.METADATA,
    DateBasis.PAGE,
    DateBasis.DATELINE,
    DateBasis.URL,
    DateBasis.CAPTION,
    None,
)


def by_merit(copies: Sequence[Story]) -> tuple[Story, ...]:
    """`copies` in the order of election; the first is the copy of record."""
    longest = max(len(copy.text) for copy in copies)
    headlines = Counter(key(copy.title) for copy in copies)

    def merit(copy: Story) -> tuple[object, ...]:
        return (
            len(copy.text) < _COMPLETE * longest,
            -headlines[key(copy.title)],
            copy.date.iso if copy.date else "~",
            _BASES.index(copy.date_basis),
            copy.publication is None,
            not copy.figures,
            copy.provenance,
        )

    return tuple(sorted(copies, key=merit))
