"""The text of a page as blocks: a paragraph, a heading, an entry of a menu, each with its bytes and its element.

In: the bytes of a page. Out: blocks in order, and the tags that state something about the page. Elements are opened and
closed as browsers do it, as far as it matters for text.
"""

import re

import msgspec

from generator.ingest.html.elements import (
    BLOCKS,
    ENDS,
    ENDS_PARAGRAPH,
    HEADINGS,
    SCOPES,
    SPACED,
    TABLE_PARTS,
    UNREAD,
)
from generator.ingest.html.tokens import DEEPEST, MOST_BLOCKS, Tag, is_xhtml, iterate_tags
from generator.ingest.inputs.limits import LimitError
from generator.model.marks import Element

# Elements that make the text inside them bold or slanted.
_STRONG = frozenset((b"b", b"strong", b"em", b"i", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"))
# Blank lines above a block, as a text rendering has them.
_LINE, _PARAGRAPH, _RULE = 0, 1, 2
# Tags that state something about the page.
_STATING = frozenset((b"meta", b"link", b"base", b"html", b"time", b"title", b"!--"))
# What names a statement in the attributes of any tag: of who wrote a story, or when it was published.
_STATES = re.compile(rb"[\"'\s=]author\b|itemprop\s*=\s*[\"']?date", re.IGNORECASE)
# An end tag looks at so many open elements.
_REACH = 300


class RawBlock(msgspec.Struct, gc=False):
    """A block: the spans of its text, the element it is in, blank lines above it, bytes of links and of strong text."""

    pieces: list[tuple[int, int]]
    element: Element
    blanks: int
    linked: int = 0
    strong: int = 0


class PageTags(msgspec.Struct):
    """Tags that state something, with the number of blocks above each, and scripts of linked data.

    `heading` is the number of blocks above the first heading of the first level, -1 if there is none.
    """

    stating: list[tuple[int, Tag]]
    linked_data: list[Tag]
    heading: int = -1


class _BlockBuilder:
    """Opens and closes elements, and gathers the text between them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = Element(0, "#page", b"", None)
        self.open = [self.root]
        self.open_counts: dict[bytes, int] = {}
        self.names = [b""]
        self.blocks: list[RawBlock] = []
        self.block: RawBlock | None = None
        self.blanks = _PARAGRAPH
        self.count = 0
        self.link, self.strong, self.preformatted = 0, 0, 0

    def add_text(self, start: int, end: int) -> None:
        """Add the text at `start` to `end`, which is not empty."""
        if self.block is None:
            if self.data[start:end].isspace():
                return
            if self.preformatted and b"\n" in self.data[start:end]:
                self._add_lines(start, end)
                return
            self.block = RawBlock([], self.open[-1], self.blanks)
            self.blanks = _LINE
        block = self.block
        block.pieces.append((start, end))
        if self.link:
            block.linked += end - start
        if self.strong:
            block.strong += end - start

    def _add_lines(self, start: int, end: int) -> None:
        """Add the lines of preformatted text."""
        while start < end:
            stop = self.data.find(b"\n", start, end)
            stop = end if stop < 0 else stop
            if self.data[start:stop].isspace() or stop == start:
                self.end_block(_PARAGRAPH)
            else:
                self.block = RawBlock([(start, stop)], self.open[-1], self.blanks)
                self.blanks = _LINE
                self.end_block(_LINE)
            start = stop + 1

    def end_block(self, blanks: int) -> None:
        """End the current block; at least `blanks` blank lines stand above the next."""
        if self.block is not None:
            if len(self.blocks) == MOST_BLOCKS:
                raise LimitError(f"it has more than {MOST_BLOCKS:,} paragraphs and other pieces of text")
            self.blocks.append(self.block)
            self.block = None
            self.blanks = blanks
        elif blanks > self.blanks:
            self.blanks = blanks

    def break_line(self) -> None:
        """Break the line: a second break leaves a blank line. A heading stays on one line."""
        if self.names[-1] in HEADINGS:
            return
        if self.block is None and self.blocks:
            self.blanks = max(self.blanks, _PARAGRAPH)
        self.end_block(_LINE)

    def start(self, tag: Tag) -> None:
        """Open the element of a start tag."""
        name = tag.name
        if name == b"a":
            self.link = 1
        elif name in _STRONG and name not in HEADINGS:
            self.strong = 1
        elif name == b"br":
            self.break_line()
        elif name == b"hr":
            self.end_block(_RULE)
            self._end_implied(name)
        if name not in BLOCKS:
            return
        self.end_block(_PARAGRAPH if name in SPACED else _LINE)
        self._end_implied(name)
        if len(self.open) > DEEPEST:
            raise LimitError(f"elements are nested deeper than {DEEPEST:,} at byte {tag.start:,}")
        self.count += 1
        self.open.append(Element(self.count, name.decode("ascii", "replace"), tag.rest, self.open[-1]))
        self.names.append(name)
        self.open_counts[name] = self.open_counts.get(name, 0) + 1
        self.preformatted += name == b"pre"

    def end(self, tag: Tag) -> None:
        """Close the elements that an end tag closes."""
        name = tag.name
        if name == b"br":
            self.break_line()
        elif name == b"a":
            self.link = 0
        elif name in _STRONG and name not in HEADINGS:
            self.strong = 0
        if name not in BLOCKS:
            return
        if name in HEADINGS and name not in self.names[-1:]:
            name = next((other for other in reversed(self.names[-4:]) if other in HEADINGS), name)
        depth = self._find_open(name)
        if depth or name == b"p":  # an end tag that closes nothing changes nothing, but `</p>` is an empty paragraph
            self.end_block(_PARAGRAPH if name in SPACED else _LINE)
            self._pop(depth)

    def _find_open(self, name: bytes) -> int:
        """Return how many elements an end tag of `name` closes."""
        if not self.open_counts.get(name):
            return 0
        for depth in range(1, min(len(self.names), _REACH)):
            own = self.names[-depth]
            if own == name:
                return depth
            if own in SCOPES and name not in TABLE_PARTS:
                return 0
        return 0

    def _end_implied(self, name: bytes) -> None:
        """Close the open elements that a start tag of `name` ends."""
        last = self.names[-1]
        if (name in ENDS_PARAGRAPH and last == b"p") or (name in HEADINGS and last in HEADINGS):
            self._pop(1)
        if name not in ENDS:
            return
        ended, scope = ENDS[name]
        for depth in range(1, min(len(self.names), _REACH)):
            own = self.names[-depth]
            if own in scope:
                return
            if own in ended:
                self._pop(depth)
                return

    def _pop(self, depth: int) -> None:
        """Close the last `depth` elements."""
        if not depth:
            return
        for name in self.names[-depth:]:
            self.open_counts[name] -= 1
            self.preformatted -= name == b"pre"
        del self.open[-depth:], self.names[-depth:]


def build_blocks(data: bytes) -> tuple[list[RawBlock], PageTags]:
    """Return the blocks of a page, and the tags that state something. Raises LimitError for a hostile page."""
    builder, tags = _BlockBuilder(data), PageTags([], [])
    position, is_xml = 0, is_xhtml(data)
    for tag in iterate_tags(data):
        if tag.start > position:
            builder.add_text(position, tag.start)
        position = max(tag.end, tag.content_end)
        _note_statement(tags, tag, len(builder.blocks))
        if tag.content_end >= 0:
            if tag.name not in UNREAD and tag.content_end > tag.end:
                _add_raw_text(builder, tag)
        elif tag.is_end:
            builder.end(tag)
        elif tag.name != b"!--":
            builder.start(tag)
            if is_xml and tag.rest.endswith(b"/"):
                builder.end(tag)
    if position < len(data):
        builder.add_text(position, len(data))
    builder.end_block(_LINE)
    return builder.blocks, tags


def _note_statement(tags: PageTags, tag: Tag, blocks: int) -> None:
    """Keep a tag that states something; `blocks` are above it."""
    if tag.name in _STATING or (not tag.is_end and _STATES.search(tag.rest)):
        tags.stating.append((blocks, tag))
    elif tag.name == b"h1" and tags.heading < 0:
        tags.heading = blocks
    elif tag.name == b"script" and tag.content_end >= 0 and b"ld+json" in tag.rest.lower():
        tags.linked_data.append(tag)


def _add_raw_text(builder: _BlockBuilder, tag: Tag) -> None:
    """Add the text of an element in which tags are text: the title of the page, a field of a form."""
    builder.end_block(_LINE)
    builder.count += 1
    builder.open.append(Element(builder.count, tag.name.decode("ascii", "replace"), tag.rest, builder.open[-1]))
    builder.add_text(tag.end, tag.content_end)
    builder.end_block(_LINE)
    builder.open.pop()
