"""An HTML page as a source document: its blocks as lines with marks, and what it states about itself.

In: a capture. Out: the document, and notices; None for a page that breaks a limit.
"""

import re
from collections.abc import Sequence
from itertools import groupby

import msgspec

from generator.ingest.cut.decode import (
    clean_markup_text,
    decode,
    guess_encoding,
    read_byte_order_mark,
    repair_text,
    report_decoding,
)
from generator.ingest.html.blocks import RawBlock, build_blocks
from generator.ingest.html.encoding import find_declared_encoding
from generator.ingest.html.metadata import read_metadata
from generator.ingest.inputs.limits import LimitError
from generator.ingest.inputs.open_input import report_limit
from generator.ingest.inputs.stated_days import check_days
from generator.model.capture import Capture, Metadata, Stated
from generator.model.document import DocumentLine, SourceDocument
from generator.model.marks import Element, Marks
from generator.model.problem import Problem, Result
from generator.text import digest

_SPACE = re.compile(rb"\s+")
# What sets two words apart without a space: a break of the line in a heading, two elements of these kinds.
_INLINE = rb"(?:span|a|time|label|cite|bdi|small)\b"
_APART = re.compile(rb"<br\b|</" + _INLINE + rb".*<" + _INLINE, re.IGNORECASE | re.DOTALL)
_RUN, _TITLE_WORDS, _SUMMARY_WORDS = 4, 60, 150
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_CAPTION = re.compile(rb"class\s*=\s*(?:\"[^\"]*|'[^']*|[^\s>]*)caption", re.IGNORECASE)
# Cells of a row of figures are so short.
_CELL_LENGTH = 60


def read_page(capture: Capture) -> Result[SourceDocument | None]:
    """Return the document of an HTML page."""
    data = capture.payload
    if not data.strip():
        return decode(capture.path, data)
    mark, mark_size = read_byte_order_mark(data)
    encoding = mark or find_encoding(data)
    wide = _WideText(data, encoding, mark_size) if encoding.startswith(("utf-16", "utf-32")) else None
    markup, codec = (wide.data, "utf-8") if wide else (data, encoding)
    try:
        blocks, tags = build_blocks(markup)
    except LimitError as error:
        return Result(None, (report_limit(capture.path, str(error), capture.locator),))
    metadata, problems = check_days(capture.path, read_metadata(markup, tags, codec))
    lines, marks = _build_lines(markup, codec, blocks, metadata)
    if wide:
        lines = wide.map_lines(lines)
    if encoding != "utf-8":
        problems = (report_decoding(capture.path, encoding), *problems)
    problems += tuple(_report_right(capture.path, right) for right in metadata.rights)
    document = SourceDocument(
        path=capture.path,
        sha256=digest.sha256(data),
        size=len(data),
        encoding=encoding,
        lines=tuple(lines),
        marks=tuple(marks),
        metadata=metadata,
    )
    return Result(document, problems)


def find_encoding(data: bytes) -> str:
    """Return the encoding of a page without a byte order mark."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return find_declared_encoding(data) or guess_encoding(data)
    return "utf-8" if not data.isascii() else find_declared_encoding(data) or "utf-8"


def _report_right(path: str, right: Stated) -> Problem:
    fact = f"this page states `{right.text}` ({right.rule})"
    return Problem.notice(path, right.text, fact, "make sure that you may publish its stories")


def _build_lines(
    data: bytes, encoding: str, blocks: Sequence[RawBlock], metadata: Metadata
) -> tuple[list[DocumentLine], list[Marks]]:
    """Return the lines of a page with their marks; blocks without text are left out."""
    lines: list[DocumentLine] = []
    marks: list[Marks] = []
    stated = _StatedTexts(metadata)
    blanks = 0
    for block in blocks:
        text = repair_text(clean_markup_text(_join_pieces(data, block).decode(encoding, "replace")).strip())
        blanks = max(blanks, block.blanks)
        if not text:
            continue
        start, end = block.pieces[0][0], block.pieces[-1][1]
        start += len(data[start:end]) - len(data[start:end].lstrip())
        end -= len(data[start:end]) - len(data[start:end].rstrip())
        size = sum(stop - begin for begin, stop in block.pieces)
        lines.append(DocumentLine(text, start, end))
        in_body, in_title, in_summary = stated.measure(text)
        marks.append(
            Marks(
                element=block.element,
                size=end - start if len(block.pieces) == 1 else size,
                blanks=blanks,
                linked=block.linked / size,
                strong=block.strong / size,
                in_stated_body=in_body,
                in_stated_title=in_title,
                in_stated_summary=in_summary,
                is_caption=_is_caption(block.element),
            )
        )
        blanks = 0
    return _join_rows(lines, marks)


def _is_caption(element: Element) -> bool:
    """Return whether an element is in the caption of a figure, or has such a name, or the element around it has."""
    if element.find_around("figcaption") is not None:
        return True
    names = element.attributes + (element.parent.attributes if element.parent else b"")
    return b"aption" in names and _CAPTION.search(names) is not None


def _join_rows(lines: Sequence[DocumentLine], marks: Sequence[Marks]) -> tuple[list[DocumentLine], list[Marks]]:
    """Return the lines with the short cells of a row on one line, two spaces between them."""
    joined: list[tuple[DocumentLine, Marks]] = []
    for row, group in groupby(zip(lines, marks, strict=True), key=_find_row):
        cells = list(group)
        elements = {mark.element.number for _, mark in cells}
        is_row = row >= 0 and 1 < len(cells) == len(elements)
        if is_row and all(len(line.text) <= _CELL_LENGTH for line, _ in cells):
            (first, mark), (last, _) = cells[0], cells[-1]
            text = "  ".join(line.text for line, _ in cells)
            size = sum(other.size for _, other in cells)
            joined.append((DocumentLine(text, first.start, last.end), msgspec.structs.replace(mark, size=size)))
        else:
            joined += cells
    return [line for line, _ in joined], [mark for _, mark in joined]


def _find_row(pair: tuple[DocumentLine, Marks]) -> int:
    """Return the number of the row of which a line is a cell, -1 if it is none."""
    element = pair[1].element
    return element.parent.number if element.tag in {"td", "th"} and element.parent else -1


def _join_pieces(data: bytes, block: RawBlock) -> bytes:
    """Return the text of a block on one line; elements that stand beside each other without a space are parted."""
    pieces = block.pieces
    if len(pieces) == 1:
        return _SPACE.sub(b" ", data[pieces[0][0] : pieces[0][1]])
    parts = [data[pieces[0][0] : pieces[0][1]]]
    end = pieces[0][1]
    for start, stop in pieces[1:]:
        if start > end and _APART.match(data[end:start]):
            parts.append(b" ")
        parts.append(data[start:stop])
        end = stop
    return _SPACE.sub(b" ", b"".join(parts))


class _StatedTexts:
    """What a page states as the text, title and summary of its story, to compare lines with."""

    def __init__(self, metadata: Metadata) -> None:
        words = split_words(metadata.body)
        self._runs = {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
        self._titles = [set(split_words(title.text)) for title in metadata.titles]
        self._summary = set(split_words(metadata.summary.text)) if metadata.summary else set()

    def measure(self, text: str) -> tuple[float, float, float]:
        """Return the shares of `text` that the stated body has (-1: there is none), a stated title, the summary."""
        words = split_words(text)
        return self._measure_body(words), self._measure_title(words), self._measure_summary(words)

    def _measure_body(self, words: Sequence[str]) -> float:
        if not self._runs:
            return -1.0
        runs = [tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)]
        return sum(run in self._runs for run in runs) / len(runs) if runs else 0.0

    def _measure_title(self, words: Sequence[str]) -> float:
        if not self._titles or len(words) > _TITLE_WORDS:
            return 0.0
        own = set(words)
        return max(2 * len(own & title) / max(1, len(own) + len(title)) for title in self._titles)

    def _measure_summary(self, words: Sequence[str]) -> float:
        if not self._summary or not _RUN <= len(words) <= _SUMMARY_WORDS:
            return 0.0
        return sum(word in self._summary for word in words) / len(words)


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case; every character of Chinese or Japanese is one."""
    return _TOKEN.findall(text.lower())


class _WideText:
    """A page in UTF-16 or UTF-32 as UTF-8, with the way back to the bytes of the file."""

    def __init__(self, data: bytes, encoding: str, start: int) -> None:
        self._encoding, self._start = encoding, start
        self.data = data[start:].decode(encoding, "replace").encode("utf-8", "replace")

    def map_lines(self, lines: Sequence[DocumentLine]) -> list[DocumentLine]:
        """Return `lines` with spans that count bytes of the file."""
        mapped, last, place = [], 0, self._start
        for line in lines:
            start = place + self._measure(last, line.start)
            end = start + self._measure(line.start, line.end)
            mapped.append(msgspec.structs.replace(line, start=start, end=end))
            last, place = line.end, end
        return mapped

    def _measure(self, start: int, end: int) -> int:
        return len(self.data[start:end].decode("utf-8", "replace").encode(self._encoding, "replace"))
