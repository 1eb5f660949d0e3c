"""A saved page as received, and the parts it is cut into. Offsets are bytes of the saved file."""

from enum import Enum

import msgspec

from generator.model.value import Value


class DocumentLine(msgspec.Struct, frozen=True, gc=False):
    """One line of a source document: its text without the line end, and where its bytes stand.

    `end` is exclusive and leaves the line end out.
    """

    text: str
    start: int
    end: int


class SourceDocument(Value, frozen=True):
    """One saved page. `path` is relative to the root with `/`; `sha256` is of the bytes, in hex."""

    path: str
    sha256: str
    size: int
    encoding: str
    lines: tuple[DocumentLine, ...]


class Label(Enum):
    """What a part of a saved page is. Every part gets one, so that an editor can ask why."""

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


class Block(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, headline, menu entry …: its text, its bytes, what it was taken for and by which rule.

    `text` has a paragraph's broken lines joined; `end` is exclusive; `credit` is the offset in `text` at
    which a picture credit begins, -1 where there is none; `odds` are the log-odds that it is text of a story.
    """

    text: str
    start: int
    end: int
    label: Label
    reason: str
    credit: int = -1
    odds: float = 0.0


class Segment(Value, frozen=True):
    """The part of a source document that holds one story.

    `start` and `end` are byte offsets of the first and last block that belong to the story; `blocks`
    are all of the zone, furniture included; `reason` says what made the cut before it, and `sure` whether that leaves
    no doubt. The zones of a document's segments hold all of it but blank lines. `probability` is how likely this is a
    story at all; `runners_up` are other lines that may be its headline, the likeliest first.
    """

    start: int
    end: int
    reason: str
    blocks: tuple[Block, ...]
    sure: bool = True
    probability: float = 1.0
    runners_up: tuple[str, ...] = ()


class Provenance(Value, frozen=True, order=True):
    """Where a saved copy of a story stands: file, its digest, and the span of bytes in it."""

    path: str
    sha256: str
    start: int
    end: int
