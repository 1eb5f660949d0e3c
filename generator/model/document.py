"""A saved page as lines of text. Offsets count bytes of the saved file, or of the record in it."""

import msgspec

from generator.model.capture import NO_METADATA, Metadata
from generator.model.marks import Marks
from generator.model.value import Value


class DocumentLine(msgspec.Struct, frozen=True, gc=False):
    """One line of a source document: its text and its span, both without the line end. `end` is exclusive."""

    text: str
    start: int
    end: int


class SourceDocument(Value, frozen=True):
    """One saved page. `path` is relative to the root, with `/`; `sha256` is the digest of its bytes, in hex.

    `locator` is its place in the file, empty if it is all of it. `marks` are those of each line, none if it is plain
    text, and `metadata` what is stated beside the text.
    """

    path: str
    sha256: str
    size: int
    encoding: str
    lines: tuple[DocumentLine, ...]
    locator: str = ""
    marks: tuple[Marks, ...] = ()
    metadata: Metadata = NO_METADATA
