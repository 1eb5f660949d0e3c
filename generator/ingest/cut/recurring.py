"""Lines that recur on many pages of one folder: page and not story, as no page shows alone.

In: the shelves of all pages, as each was received by itself. Out: which of its lines are to be taken from each. The
order of pages changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from generator.ingest.cut.parse_page import Shelf
from generator.text.checksums import unpacked
from generator.text.normalise import key

# A line recurs where it stands below so many headlines (so on as many pages at least), and on so many of a hundred
# pages: copies of one story have one headline, and what a few follow-ups repeat of it is story.
_HEADLINES = 5
_PERCENT = 30


def recurring(shelves: Iterable[Shelf]) -> dict[str, frozenset[int]]:
    """The checksums of the lines that recur on other pages, by the path of a page that holds some."""
    folders: defaultdict[str, list[Shelf]] = defaultdict(list)
    for shelf in shelves:
        if shelf.outlines:
            folders[shelf.account.path.rpartition("/")[0]].append(shelf)
    found: dict[str, frozenset[int]] = {}
    for pages in folders.values():
        if lines := _of_folder(pages):
            own = {page.account.path: lines & unpacked(page.lines) for page in pages}
            found |= {path: some for path, some in own.items() if some}
    return found


def _of_folder(pages: Sequence[Shelf]) -> frozenset[int]:
    """The lines that recur on the pages of one folder."""
    counts = Counter(chain.from_iterable(unpacked(page.lines) for page in pages))
    often = {line for line, n in counts.items() if n >= _HEADLINES and 100 * n >= _PERCENT * len(pages)}
    if not often:
        return frozenset()
    headlines: defaultdict[int, set[str]] = defaultdict(set)
    for page in pages:
        for line in often & unpacked(page.lines):
            headlines[line].add(key(page.outlines[0].title))
    return frozenset(line for line in often if len(headlines[line]) >= _HEADLINES)
