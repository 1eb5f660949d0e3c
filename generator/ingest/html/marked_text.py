"""The text of a part of a page, without its tags.

In: bytes of a page. Out: what a reader may see of them, on one line.
"""

import re

from generator.ingest.cut.decode import clean_markup_text
from generator.ingest.html.elements import UNREAD
from generator.ingest.html.tokens import iterate_tags

# Most parts between blocks are nothing but tags and spaces, which need not be taken apart.
_ONLY_TAGS = re.compile(rb"(?>\s++|</?[a-zA-Z][^<>]*+>)*+")


def extract_marked_text(data: bytes, encoding: str) -> str:
    """Return the text of `data`, a part of a page that begins outside of tags; empty if there is none."""
    if _ONLY_TAGS.fullmatch(data):
        return ""
    if encoding.startswith(("utf-16", "utf-32")):
        data, encoding = data.decode(encoding, "replace").encode("utf-8", "replace"), "utf-8"
    pieces, position = [], 0
    for tag in iterate_tags(data):
        pieces.append(data[position : tag.start])
        position = tag.end
        if tag.content_end >= 0 and tag.name in UNREAD:
            position = tag.content_end
    pieces.append(data[position:])
    return " ".join(clean_markup_text(b" ".join(pieces).decode(encoding, "replace")).split())
