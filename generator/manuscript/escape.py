"""Escape printed text as Markdown that renders as exactly that text.

In: a paragraph of plain text. Out: Markdown for one paragraph. text/plain.py is the inverse; a property test holds the
two together and checks them against Python-Markdown.
"""

import re

_INLINE = re.compile(r"[\\`*_\[\]]|<|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"(#|>|[-+](?=\s|$)|-[-\s]*$|=+\s*$|\d+(?=[.)](?:\s|$)))")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def escape(paragraph: str) -> str:
    """Return Markdown for `paragraph`, which is one line; leading and trailing spaces are dropped."""
    text = _INLINE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), " ".join(paragraph.split()))
    opening = _BLOCK_START.match(text)
    if not opening:
        return text
    mark = opening[0]
    if mark[0].isdigit():
        return f"{mark}\\{text[len(mark) :]}"
    return "&gt;" + text[1:] if mark == ">" else ("&#61;" + text[1:] if mark[0] == "=" else "\\" + text)


def format_body(paragraphs: tuple[str, ...]) -> str:
    """Return the Markdown body of `paragraphs`, with a blank line between them."""
    return "\n\n".join(filter(None, map(escape, paragraphs)))
