"""Find lines that recur on many pages of one folder, which a single page cannot show to be boilerplate.

In: all parsed pages, each parsed on its own. Out: the lines to remove from each. The order of pages changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from generator.ingest.cut.parse_page import ParsedPage
from generator.text.checksums import unpack_checksums
from generator.text.normalise import fold_key

# A line recurs if it is below this many headlines (so on at least as many pages), and on this share of the pages in per
# cent: copies of one story have one headline, and a text that a few follow-ups repeat is part of the story.
_FEWEST_HEADLINES = 5
_FEWEST_PERCENT = 30


def find_recurring(parsed_pages: Iterable[ParsedPage]) -> dict[str, frozenset[int]]:
    """Return the checksums of the lines that recur on other pages, by the key of each page that has some."""
    folders: defaultdict[str, list[ParsedPage]] = defaultdict(list)
    for parsed_page in parsed_pages:
        if parsed_page.outlines:
            folders[parsed_page.account.path.rpartition("/")[0]].append(parsed_page)
    lines_by_key: dict[str, frozenset[int]] = {}
    for pages in folders.values():
        if lines := _find_in_folder(pages):
            folder_lines = {page.account.key: lines & unpack_checksums(page.lines) for page in pages}
            lines_by_key |= {key: page_lines for key, page_lines in folder_lines.items() if page_lines}
    return lines_by_key


def _find_in_folder(pages: Sequence[ParsedPage]) -> frozenset[int]:
    """Return the lines that recur on the pages of one folder."""
    counts = Counter(chain.from_iterable(unpack_checksums(page.lines) for page in pages))
    frequent_lines = {
        line for line, n in counts.items() if n >= _FEWEST_HEADLINES and 100 * n >= _FEWEST_PERCENT * len(pages)
    }
    if not frequent_lines:
        return frozenset()
    headlines: defaultdict[int, set[str]] = defaultdict(set)
    for page in pages:
        for line in frequent_lines & unpack_checksums(page.lines):
            headlines[line].add(fold_key(page.outlines[0].title))
    return frozenset(line for line in frequent_lines if len(headlines[line]) >= _FEWEST_HEADLINES)
