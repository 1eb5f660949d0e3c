"""Find where a link or the name of a picture is written in an editor's file, for messages.

In: the text of a Markdown file with its front matter. Out: lines, counted from 1. Whether the link is valid does not
matter here.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.manuscript.frontmatter import FENCE


def find_link_lines(text: str, link: str) -> tuple[int, ...]:
    """Return the lines of the body that have `link` as the target of a link."""
    forms = "|".join(re.escape(form) for form in sorted({link, unquote(link), link.replace("&", "&amp;")}))
    pattern = re.compile(rf"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)(?:{forms})(?=[\s>)"']|$)""")
    return tuple(n for n, line in _iter_body(text) if pattern.search(line))


def find_picture_line(text: str, name: str) -> int:
    """Return the line of the front matter that names the picture `name`; 0 if there is none."""
    pattern = re.compile(rf"""\bfile["']?\s*:\s*["']?{re.escape(name)}(?=["']?\s*(?:[,}}#]|$))""")
    for n, line in enumerate(text.split("\n"), start=1):
        if n > 1 and line.rstrip() == FENCE:
            break
        if pattern.search(line):
            return n
    return 0


def _iter_body(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines below the front matter, with their numbers."""
    lines = text.split("\n")
    start = 0
    if lines[0].rstrip() == FENCE:
        start = next((n + 1 for n in range(1, len(lines)) if lines[n].rstrip() == FENCE), len(lines))
    yield from enumerate(lines[start:], start=start + 1)
