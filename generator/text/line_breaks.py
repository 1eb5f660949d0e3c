"""Join two lines of a broken paragraph: a word divided at the line end becomes whole again.

In: lines without surrounding spaces. Out: one text.
"""

import re

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
