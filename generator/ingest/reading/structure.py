"""The structure of a story's text: subheads, lists, quotations, rows of figures.

In: the blocks of the text, and the page with the marks that were printed before them. Out: paragraphs of plain text,
and the kind of each. What is not certain is running text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from generator.ingest.reading import boilerplate
from generator.ingest.reading.bylines import is_byline
from generator.ingest.reading.picture_credits import find_credit_start
from generator.ingest.reading.units import Unit, ends_sentence
from generator.model.document import SourceDocument
from generator.model.marks import Element
from generator.model.source import Block, ParagraphKind

_TEXT, _SUBHEAD, _ITEM = ParagraphKind.TEXT, ParagraphKind.SUBHEAD, ParagraphKind.ITEM
_NUMBERED, _QUOTATION, _ROW = ParagraphKind.NUMBERED_ITEM, ParagraphKind.QUOTATION, ParagraphKind.ROW

# Marks as crawlers print them. A dash longer than a hyphen begins speech in many languages.
_MARK = re.compile(r"\s*(?:(?P<subhead>#{1,6})|(?P<quotation>>)|(?P<item>[*+•·▪◦‣-]|o(?=\s)))\s+(?=\S)")
_MARK_SIGNS = frozenset("#>*+•·▪◦‣-o")
_NUMBER = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*(?!\*)")
_SPACES = re.compile(r" {2,}")
_EMPTY_MARK = re.compile(r"#+\s*")
# A subhead without a mark is so short, and stands between paragraphs of so many words.
# A single word stays text: it may be what is left of a picture or a link.
_CROSSHEAD_LENGTH, _CROSSHEAD_WORDS, _PROSE_WORDS = 60, range(2, 9), 12
_MARKED_LENGTH = 160
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# What stands at the end of a line that goes on, or announces what follows.
_OPEN_ENDS = frozenset(',;:：-–—/|)]"”’»…')
_QUOTED_WORDS = 4
# An address, an account, a picture: the line is a source or a caption.
_SOURCE = re.compile(r"@|://|\w\.[a-z]{2,4}\b")
# So many items make a list, so many rows a table. Cells of more letters are no figures.
_FEWEST_ITEMS, _FEWEST_ROWS, _CELL_LENGTH = 2, 3, 60
_CELL_END = re.compile(r"\s*(?:\t|\||\s{2,})[\s|]*")
_RULE_OF_TABLE = re.compile(r"[-|+=:\s]*")


class _Line(msgspec.Struct, gc=False):
    """A paragraph, how the page printed it, what it is. `cells` are its columns; `is_apart`: below a blank line."""

    text: str
    kind: ParagraphKind = _TEXT
    cells: tuple[str, ...] = ()
    is_apart: bool = False


def read_structure(
    body: Sequence[Block], document: SourceDocument, dateline_end: int
) -> tuple[tuple[str, ...], tuple[ParagraphKind, ...]]:
    """Return the paragraphs of `body`, the first without its dateline, and their kinds; none if all are running text.

    The columns of a row are separated by tabs. Numbered items keep their numbers, other marks are removed.
    """
    lines = list(_read_lines(body, document, dateline_end))
    _unmark_few(lines, _ITEM, _FEWEST_ITEMS)
    _mark_numbers(lines)
    _mark_rows(lines)
    _mark_crossheads(lines)
    _unmark_outer_subheads(lines)
    kinds = tuple(line.kind for line in lines)
    return tuple(line.text for line in lines), kinds if any(kind is not _TEXT for kind in kinds) else ()


def _read_lines(body: Sequence[Block], document: SourceDocument, dateline_end: int) -> Iterator[_Line]:
    """List the paragraphs with their marks and columns."""
    lines = document.lines
    at = bisect_left(lines, body[0].start, key=attrgetter("start")) if body else 0
    for n, block in enumerate(body):
        while at < len(lines) and lines[at].start < block.start:
            at += 1
        text = _SPACES.sub(" ", block.text[dateline_end:] if not n else block.text)
        raw = lines[at].text if at < len(lines) else text
        is_apart = at > 0 and not lines[at - 1].text.strip()
        cells = _split_cells(raw) if lines[at].end >= block.end and not (dateline_end and not n) else ()
        if document.marks:
            kind = _read_element(document.marks[at].element, text)
        else:
            kind, text = _read_mark(raw, text) if raw.lstrip()[:1] in _MARK_SIGNS else (_TEXT, text)
        if "**" in text:
            text = _BOLD.sub(r"\1", text)
        yield _Line(text, kind, cells, is_apart)


def _read_element(element: Element, text: str) -> ParagraphKind:
    """Return the kind that the element of a paragraph gives it."""
    if element.tag in _HEADINGS:
        return _SUBHEAD if len(text) <= _MARKED_LENGTH else _TEXT
    around = element.find_around("li", "blockquote", "article", "main")
    if around is None or around.tag not in {"li", "blockquote"}:
        return _TEXT
    return _ITEM if around.tag == "li" else _QUOTATION


def _read_mark(raw: str, text: str) -> tuple[ParagraphKind, str]:
    """Return the kind that the mark before a line gives its text, and the text without the mark."""
    match = _MARK.match(raw)
    if match is None:
        return _TEXT, _EMPTY_MARK.sub("", text) if _EMPTY_MARK.fullmatch(text) else text
    if match["subhead"]:
        is_short = len(text) <= _MARKED_LENGTH and not text.endswith((".", "。", "…", ",", ":"))
        return (_SUBHEAD, text.lstrip("#").strip()) if is_short else (_TEXT, text)
    if match["quotation"]:
        is_quoted = ends_sentence(text) or text.count(" ") >= _QUOTED_WORDS
        return _QUOTATION if is_quoted else _TEXT, text
    return _ITEM, text


def _split_cells(raw: str) -> tuple[str, ...]:
    """Return the columns of a line, none if it has only one."""
    line = raw.strip()
    if not ("  " in line or "\t" in line or "|" in line) or _RULE_OF_TABLE.fullmatch(line):
        return ()
    cells = tuple(_CELL_END.split(line.strip("|").strip()))
    return cells if len(cells) > 1 and all(0 < len(cell) <= _CELL_LENGTH for cell in cells) else ()


def _find_runs(matches: Sequence[bool]) -> Iterator[range]:
    """List the runs of paragraphs that match."""
    start = 0
    for n, is_match in enumerate([*matches, False]):
        if not is_match:
            if n > start:
                yield range(start, n)
            start = n + 1


def _unmark_few(lines: Sequence[_Line], kind: ParagraphKind, fewest: int) -> None:
    """Take runs of fewer paragraphs of a kind for running text."""
    if all(line.kind is not kind for line in lines):
        return
    for run in _find_runs([line.kind is kind for line in lines]):
        if len(run) < fewest:
            for n in run:
                lines[n].kind = _TEXT


def _mark_numbers(lines: Sequence[_Line]) -> None:
    """Mark paragraphs in a row whose numbers go up by one; two lists in a row would be numbered as one."""
    numbers = [
        int(match[1])
        if line.text[:1].isdecimal() and line.kind is _TEXT and (match := _NUMBER.match(line.text))
        else -1
        for line in lines
    ]
    for n in range(1, len(lines)):
        is_next = numbers[n] > 0 and numbers[n] == numbers[n - 1] + 1
        if is_next and (n < 2 or lines[n - 2].kind is not _NUMBERED or numbers[n - 1] == numbers[n - 2] + 1):
            lines[n - 1].kind = lines[n].kind = _NUMBERED


def _mark_rows(lines: Sequence[_Line]) -> None:
    """Mark the rows of tables."""
    if sum(1 for line in lines if line.cells) < _FEWEST_ROWS:
        return
    rows = [line.cells if line.kind is _TEXT else () for line in lines]
    for run in _find_tables(rows):
        for n in run:
            lines[n].kind, lines[n].text = _ROW, "\t".join(rows[n])


def find_tables(document: SourceDocument, units: Sequence[Unit]) -> Iterator[range]:
    """List the tables of a page: rows that are a unit each and follow each other."""
    raws = [document.lines[unit.first].text if unit.first == unit.last else "" for unit in units]
    return _find_tables([_split_cells(raw) for raw in raws])


def _find_tables(rows: Sequence[tuple[str, ...]]) -> Iterator[range]:
    """List the runs of rows with equally many columns, most of them with a figure in a column behind the first."""
    for run in _find_runs([bool(row) for row in rows]):
        cells = rows[run.start : run.stop]
        figures = sum(1 for row in cells if any(map(_is_figure, row[1:])))
        if len(run) >= _FEWEST_ROWS and len({len(row) for row in cells}) == 1 and figures * 2 > len(cells):
            yield run


def _is_figure(cell: str) -> bool:
    return any(map(str.isdecimal, cell))


def _mark_crossheads(lines: Sequence[_Line]) -> None:
    """Mark lines without a mark that can be nothing but subheads: short, open, between paragraphs of prose."""
    for n in range(1, len(lines) - 1):
        line = lines[n]
        if (
            len(line.text) <= _CROSSHEAD_LENGTH
            and line.kind is _TEXT
            and _is_crosshead(line.text)
            and line.is_apart
            and lines[n + 1].is_apart
            and _is_prose(lines[n - 1])
            and _is_prose(lines[n + 1])
        ):
            line.kind = _SUBHEAD


def _is_crosshead(text: str) -> bool:
    if text[-1:] in _OPEN_ENDS or ends_sentence(text) or _SOURCE.search(text):
        return False
    if len(text.split()) not in _CROSSHEAD_WORDS or not text[0].isalpha() or text[0].islower():
        return False
    return boilerplate.find_rule(text) is None and find_credit_start(text) < 0 and not is_byline(text)


def _is_prose(line: _Line) -> bool:
    return line.kind is _TEXT and ends_sentence(line.text) and line.text.count(" ") >= _PROSE_WORDS - 1


def _unmark_outer_subheads(lines: Sequence[_Line]) -> None:
    """Take subheads above or below all text for running text."""
    for order in (lines, lines[::-1]):
        for line in order:
            if line.kind is not _SUBHEAD:
                break
            line.kind = _TEXT
