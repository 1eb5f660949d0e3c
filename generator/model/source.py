"""The parts into which a saved page is cut. Offsets count bytes of the saved file."""

from enum import Enum

import msgspec

from generator.model.value import Value


class Label(Enum):
    """What a part of a saved page is. Every part has a label, so that `explain` can show it."""

    KICKER = "kicker"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SECTION = "section"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    BODY = "body"
    PRINT_EDITION = "print edition"
    FURNITURE = "furniture"


class ParagraphKind(Enum):
    """What a paragraph of a story's text is. Columns of a row are separated by tabs."""

    TEXT = "text"
    SUBHEAD = "subhead"
    ITEM = "item"
    NUMBERED_ITEM = "numbered item"
    QUOTATION = "quotation"
    ROW = "row"


class Block(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, headline, menu entry …: its text, its span, its label, and the rule that chose the label.

    In `text`, the broken lines of a paragraph are joined. `end` is exclusive. `credit` is the offset in `text` at which
    a picture credit begins, or -1. `odds` are the log-odds that the block is text of a story.
    """

    text: str
    start: int
    end: int
    label: Label
    reason: str
    credit: int = -1
    odds: float = 0.0


class Segment(Value, frozen=True):
    """The part of a source document that has one story.

    `start` is the offset of the story's first block, `end` that of the end of its last. `blocks` are all blocks of the
    zone, including furniture. `reason` says why the page is cut before this segment, `sure` whether that is certain.
    The zones of all segments cover the whole document, except blank lines. `probability` says how likely this is a
    story at all, `doubt` why an editor should decide on that (empty: it is published); `runners_up` are other lines
    that may be its headline, the likeliest first.
    """

    start: int
    end: int
    reason: str
    blocks: tuple[Block, ...]
    sure: bool = True
    probability: float = 1.0
    runners_up: tuple[str, ...] = ()
    doubt: str = ""


class Provenance(Value, frozen=True, order=True):
    """The origin of a saved copy of a story: its file, the digest of the page, and the span of bytes in it.

    If the file has many records, `locator` says which of them the page is, and the digest and the span are those of its
    payload; else the page is the file.
    """

    path: str
    sha256: str
    start: int
    end: int
    locator: str = ""
