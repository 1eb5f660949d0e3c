"""Escape printed text as Markdown that renders as exactly that text.

In: a paragraph of plain text. Out: Markdown for one paragraph. text/plain.py is the inverse; a property test holds the
two together and checks them against Python-Markdown.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from generator.model.source import ParagraphKind

_INLINE = re.compile(r"[\\`*_\[\]]|<|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"(#|>|[-+](?=\s|$)|-[-\s]*$|=+\s*$|\d+(?=[.)](?:\s|$)))")
_ITEM_NUMBER = re.compile(r"(\d{1,2})\.\s+(?=\S)")
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


def format_body(paragraphs: tuple[str, ...], kinds: tuple[ParagraphKind, ...] = ()) -> str:
    """Return the Markdown body of `paragraphs`, with a blank line between them; `kinds` are empty if all are text."""
    if not kinds:
        return "\n\n".join(filter(None, map(escape, paragraphs)))
    blocks: list[str] = []
    for kind, group in groupby(zip(kinds, paragraphs, strict=True), key=itemgetter(0)):
        texts = [text for _, text in group if text.strip()]
        if kind is ParagraphKind.ROW:
            blocks.append(_format_table([text.split("\t") for text in texts]))
        else:
            blocks += (_format_paragraph(kind, text) for text in texts)
    return "\n\n".join(blocks)


def _format_paragraph(kind: ParagraphKind, text: str) -> str:
    """Return the Markdown of a paragraph of some kind but a row."""
    if kind is ParagraphKind.SUBHEAD:
        heading = escape(text)
        return "## " + (f"{heading[:-1]}\\#" if heading.endswith("#") else heading)
    if kind is ParagraphKind.ITEM:
        return f"- {escape(text)}"
    if kind is ParagraphKind.NUMBERED_ITEM and (number := _ITEM_NUMBER.match(text)):
        return f"{number[1]}. {escape(text[number.end() :])}"
    return f"> {escape(text)}" if kind is ParagraphKind.QUOTATION else escape(text)


def _format_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of `rows`; their first is its head if only the others have figures in all columns."""
    columns = max(map(len, rows))
    cells = [[escape(cell).replace("|", "&#124;") for cell in row] + [""] * (columns - len(row)) for row in rows]
    has_head = len(rows) > 1 and not any(map(_has_figure, rows[0])) and any(map(_has_figure, rows[1][1:]))
    head = cells[0] if has_head else [""] * columns
    figures = [all(_has_figure(cell) for cell in column) for column in zip(*cells[1:], strict=True)]
    rule = ["---:" if is_figure else "---" for is_figure in figures]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *cells[has_head:]))


def _has_figure(text: str) -> bool:
    return any(map(str.isdecimal, text))
