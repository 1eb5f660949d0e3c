"""Join the lines of a broken paragraph: words divided at a line end become whole again.

In: lines without surrounding spaces. Out: one text.
"""

import re
from collections.abc import Sequence

_DIVIDED = re.compile(r"(?:^|[^\w-])(?P<stem>[\w'’-]*[^\W\d_])[-\u2010\u00ad]$")
# A hyphen stays after these.
_PREFIXES = frozenset(
    "self non anti ex co all well half mid semi vice pro pre post multi so e full part long short high low".split()
)


def join_pair(above: str, below: str) -> str:
    """Return `above` and `below` as one text: a divided word is joined, other lines get a space between.

    The hyphen of a compound stays: after a prefix, after another hyphen, before a capital or digit.
    """
    match = _DIVIDED.search(above[-60:])
    if not match or not below[:1].isalnum():
        return f"{above} {below}"
    if above.endswith("\u00ad"):
        return above[:-1] + below
    stem = match["stem"].lower()
    if not below[0].islower() or "-" in stem or stem in _PREFIXES:
        return above + below
    return above[:-1] + below


def join_lines(lines: Sequence[str]) -> str:
    """Return `lines`, the parts of one paragraph, as one text."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text = join_pair(text, line)
    return text
