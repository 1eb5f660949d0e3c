r"""From Markdown to plain text: what a reader reads, without the marks.

In: a body as Markdown, with `\n` line ends. Out: its paragraphs as plain text. A body of escaped paragraphs only, as
intake writes it, is read by one regular expression, and its subheads, lists and quotations by their marks; anything
else goes through Python-Markdown, so that the text is what the page shows. No HTML comes out of here.
"""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser

import msgspec

from generator.text.markup_limits import find_excessive_markup
from generator.text.raw_html import show_in_text

# A character that means nothing to Markdown within a line, an escape that Python-Markdown knows, an entity for a
# visible ASCII character, or an ampersand that begins none. Tabs and control characters are left to the parser.
_ESCAPE = r"\\[\\`*_{}\[\]()>#+\-.!|]"
_ENTITY = r"&(?:amp|lt|gt|quot|#(?:3[3-9]|[4-9]\d|1[01]\d|12[0-6]));"
_PLAIN = r"[^\\`*_\[\]<&\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"
_LITERAL = re.compile(rf"(?:{_PLAIN}++|{_ESCAPE}|{_ENTITY}|&(?!#?\w+;))*+")
_ESCAPE_OR_ENTITY = re.compile(rf"\\(.)|({_ENTITY})")
# A line with such a beginning may be a heading, a list, a rule, a quotation or code.
_SPECIAL_START = re.compile(r"\n(?:[ #=>]|[-+][-+ \n]|\d+[.)][ \n])")
_TABLE = re.compile(r"^[^\n|]*\|[^\n]*\n[^\n]", re.MULTILINE)
_LINE_MARK = re.compile(r"(##|-|>|\d{1,9}\.) ")
_BREAK = re.compile(r"\n{2,}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"blockquote", "div", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
_BETWEEN_CELLS = re.compile(r"(?<! ) *\t *")  # a run of spaces is matched from its beginning only


def to_plain_text(markdown: str) -> str:
    """Return the text of `markdown`, its paragraphs separated by a blank line."""
    literal = parse_literal_paragraphs(markdown)
    if literal is not None:
        return join_paragraphs(literal)
    blocks = parse_literal_blocks(markdown)
    return _parse_plain_text(markdown) if blocks is None else join_paragraphs(block.text for block in blocks)


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """Join paragraphs without markup to one text."""
    return "\n\n".join([paragraph.replace("\n", " ") for paragraph in paragraphs])


@lru_cache(maxsize=1)  # a story's page calls this twice in a row: for its text and for its HTML
def parse_literal_paragraphs(markdown: str) -> tuple[str, ...] | None:
    """Return the unescaped paragraphs of `markdown` if it has no markup at all; None if it may have some.

    Markup that no parser can read in reasonable time counts as none.
    """
    body = markdown.strip("\n")
    paragraphs = _BREAK.split(body) if body else []
    if (
        not _LITERAL.fullmatch(body)
        or _SPECIAL_START.search(f"\n{body}\n")
        or " \n" in body
        or ("|" in body and _TABLE.search(body))
        or any(paragraph != paragraph.strip() for paragraph in paragraphs)
    ):
        return split_paragraphs(body) if find_excessive_markup(body) else None
    if "\\" in body or "&" in body:
        return tuple([_ESCAPE_OR_ENTITY.sub(_unescape, paragraph) for paragraph in paragraphs])
    return tuple(paragraphs)


def split_paragraphs(markdown: str) -> tuple[str, ...]:
    """Return the paragraphs of `markdown` as they are written, marks and all."""
    return tuple(filter(None, (paragraph.strip() for paragraph in _BLANK_LINES.split(markdown))))


class LiteralBlock(msgspec.Struct, frozen=True, gc=False):
    """A paragraph without markup inside, its mark (`##`, `-`, `>`, `1.`; empty: running text) and its text."""

    mark: str
    text: str


@lru_cache(maxsize=1)
def parse_literal_blocks(markdown: str) -> tuple[LiteralBlock, ...] | None:
    """Return the paragraphs of `markdown` if each is one line with at most one mark before it; None otherwise.

    This is how intake writes subheads, lists and quotations.
    """
    blocks = []
    for line in markdown.strip("\n").split("\n\n"):
        mark = _LINE_MARK.match(line)
        text = line[mark.end() :] if mark else line
        is_literal = text == text.strip() and text and "\n" not in text and _LITERAL.fullmatch(text)
        if not is_literal or text.endswith("#") or _SPECIAL_START.search(f"\n{text}\n"):
            return None
        if "\\" in text or "&" in text:
            text = _ESCAPE_OR_ENTITY.sub(_unescape, text)
        blocks.append(LiteralBlock(mark[1] if mark else "", text))
    return tuple(blocks)


def _unescape(match: re.Match[str]) -> str:
    character: str | None = match[1]
    return html.unescape(match[2]) if character is None else character


def _parse_plain_text(markdown: str) -> str:
    """Return the text of what Python-Markdown renders."""
    from generator.text.markdown_dialect import convert_to_html  # noqa: PLC0415 (slow to import)

    reader = _TextCollector()
    try:
        reader.feed(convert_to_html(markdown))
    except RecursionError:
        return join_paragraphs(split_paragraphs(markdown))
    reader.close()
    return show_in_text(reader.get_text())


class _TextCollector(HTMLParser):
    """Collects the text of a page, one paragraph for each block. Scripts and styles have none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._fragments: list[str] = []
        self._silent_depth = 0
        self._verbatim_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Start a paragraph at a block; a line break is one."""
        if tag in _BLOCKS:
            self._end_paragraph()
        self._fragments += "\r" if tag == "br" else "\t" if tag in ("td", "th") else ""
        self._silent_depth += tag in ("script", "style")
        self._verbatim_depth += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End the paragraph at the end of a block."""
        if tag in _BLOCKS:
            self._end_paragraph()
        self._silent_depth = max(0, self._silent_depth - (tag in ("script", "style")))
        self._verbatim_depth = max(0, self._verbatim_depth - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        """Add text; a line end in the source becomes a space, except where lines are kept."""
        if not self._silent_depth:
            self._fragments.append(data.replace("\n", "\r" if self._verbatim_depth else " "))

    def get_text(self) -> str:
        """Return all paragraphs."""
        self._end_paragraph()
        return "\n\n".join(self._paragraphs)

    def _end_paragraph(self) -> None:
        text = _BETWEEN_CELLS.sub(" ", "".join(self._fragments))
        paragraph = "\n".join(line.strip(" ") for line in text.split("\r")).strip("\n")
        if paragraph:
            self._paragraphs.append(paragraph)
        self._fragments.clear()
