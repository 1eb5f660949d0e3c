"""From Markdown to safe HTML for a page: no scripts, no tracking, no styles.

In: the body of a story or free page, from any author. Out: clean HTML whose paragraphs have the ids p1, p2 …, so that a
passage can be cited. The style sheet decides the look.
"""

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

import nh3

from generator.text.markdown_dialect import convert_to_html
from generator.text.plain import (
    LiteralBlock,
    join_paragraphs,
    parse_literal_blocks,
    parse_literal_paragraphs,
    split_paragraphs,
    to_plain_text,
)
from generator.text.raw_html import KEPT_TAGS, show_in_html

_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "*": {"lang", "dir"}}
_SCHEMES = frozenset({"http", "https", "mailto"})
_ANCHOR = re.compile(r'<a((?: [\w-]+="[^"]*")+)>')
_HREF = re.compile(r'(?<= )href="([^"]*)"')
# Links that stay on the site or open no page. Everything else counts as external: browsers accept `/\`, `HTTP:` and
# blanks.
_INBOUND = re.compile(r"[#?]|mailto:|/?[\w%~.-]+(?:[/?#]|$)|/?$", re.IGNORECASE)
_TOP_HEADING = re.compile(r"(</?)h1>")
_BLOCK = re.compile(r"<(/?)(blockquote|ol|ul|table|dl|p)\b([^>]*)>")
_TAGS_OF_MARKS = {"": "p", "##": "h2", "-": "ul", ">": "blockquote"}
_DASH = "\N{NO-BREAK SPACE}\N{EM DASH} "


def to_html(body: str) -> str:
    """Return the clean HTML of `body`."""
    literal = parse_literal_paragraphs(body)
    if literal is not None:
        return _render_paragraphs(literal)
    blocks = parse_literal_blocks(body)
    return _render_markdown(body) if blocks is None else _render_blocks(blocks)


def render_html_and_text(body: str) -> tuple[str, str]:
    """Return the HTML of `body` and its plain text as `text.plain` gives it, parsed once if there is no markup."""
    literal = parse_literal_paragraphs(body)
    if literal is None:
        return to_html(body), to_plain_text(body)
    return _render_paragraphs(literal), join_paragraphs(literal)


def insert_dateline(html: str, dateline: str) -> str:
    """Insert a dateline (HTML too) at the start of the first paragraph of `html`, or else before all of it.

    A dash follows it, as in print.
    """
    dateline_span = f'<span class="dateline">{dateline}</span>'
    start = '<p id="p1">'
    if html.startswith(start):
        return f"{start}{dateline_span}{_DASH}{html[len(start) :]}"
    return f"<p>{dateline_span}</p>\n{html}"


def escape_text(text: str) -> str:
    """Escape the characters of `text` that mean something in HTML, as the bodies do."""
    return escape(text, quote=False).replace("\N{NO-BREAK SPACE}", "&nbsp;")


def _render_paragraphs(paragraphs: tuple[str, ...]) -> str:
    """Render paragraphs without markup as `_render_markdown` would, a hundred times faster (tests compare them)."""
    lines = [f'<p id="p{n}">{escape_text(text)}</p>' for n, text in enumerate(paragraphs, start=1)]
    return "\n".join(lines)


def _render_blocks(blocks: Sequence[LiteralBlock]) -> str:
    """Render subheads, lists and quotations without markup inside as `_render_markdown` would."""
    lines: list[str] = []
    number = 0
    for tag, group in groupby(blocks, key=_find_tag):
        texts = [(block.mark, escape_text(block.text)) for block in group]
        if tag == "p":
            lines += (f'<p id="p{n}">{text}</p>' for n, (_, text) in enumerate(texts, start=number + 1))
            number += len(texts)
        elif tag == "h2":
            lines += (f"<h2>{text}</h2>" for _, text in texts)
        elif tag == "blockquote":
            lines += ("<blockquote>", *(f"<p>{text}</p>" for _, text in texts), "</blockquote>")
        else:
            start = texts[0][0].rstrip(".")
            lines.append(f'<ol start="{start}">' if tag == "ol" and start != "1" else f"<{tag}>")
            lines += (f"<li>\n<p>{text}</p>\n</li>" if len(texts) > 1 else f"<li>{text}</li>" for _, text in texts)
            lines.append(f"</{tag}>")
    return "\n".join(lines)


def _find_tag(block: LiteralBlock) -> str:
    return _TAGS_OF_MARKS.get(block.mark, "ol")


def _render_markdown(body: str) -> str:
    try:
        raw = convert_to_html(body)
    except RecursionError:
        return _render_paragraphs(split_paragraphs(body))
    clean = nh3.clean(
        _TOP_HEADING.sub(r"\1h2>", raw),
        tags=set(KEPT_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    return show_in_html(_number_paragraphs(_ANCHOR.sub(_mark_outbound, clean)))


def _mark_outbound(anchor: re.Match[str]) -> str:
    """Return the start tag of a link, marked as outbound if it leads off the site."""
    href = _HREF.search(anchor[1])
    if not href or _INBOUND.match(href[1]):
        return anchor[0]
    return f'<a rel="nofollow noopener external"{anchor[1]}>'


def _number_paragraphs(html: str) -> str:
    """Give every paragraph outside of quotations, lists and tables an id."""
    depth = number = 0

    def number_paragraph(match: re.Match[str]) -> str:
        nonlocal depth, number
        closing, tag, attributes = match.groups()
        if tag != "p":
            depth += -1 if closing else 1
        elif not closing and not depth:
            number += 1
            return f'<p id="p{number}"{attributes}>'
        return match[0]

    return _BLOCK.sub(number_paragraph, html)
