"""CSV: a table with the names of its columns in the first row, as spreadsheets and datasets are exported.

In: an open file. Out: where the rows with text are, and each of them as a capture. Rows are read one at a time.
"""

import csv
import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.ingest.cut.decode import report_decoding
from generator.ingest.inputs.limits import LONGEST_RECORD
from generator.ingest.inputs.records import InputFile, RecordListing
from generator.ingest.inputs.table_columns import TEXT, Parts, TableProblems, choose_fields, read_map, report_no_text
from generator.ingest.inputs.table_record import build_capture, read_text
from generator.model.capture import Capture
from generator.model.problem import Problem, Result

_LOCATOR = re.compile(r"row (\d+), line (\d+), bytes (\d+)-(\d+)")
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t|"
# A row of several lines that is broken (a quote that nobody closed) is read again from its second line. All rows
# together read so many bytes twice at most; what is beyond is left out as it is.
_MOST_REREAD = 256 * 1024 * 1024
_TOO_LONG = "it has more than 16 MiB; a quote may not be closed"
_FALLBACK = "cp1252"


class _RowError(Exception):
    """A row that is too long."""


class _Row(msgspec.Struct):
    """A row: its number and first line, counted from 1, its span of bytes, and its cells, or why it has none."""

    number: int
    line: int
    start: int
    end: int
    cells: list[str]
    fault: str = ""


def list_records(source: InputFile) -> RecordListing:
    """Return the locators of the rows with text; a broken row is left out with a notice."""
    columns = read_map(source.path, source.map_data)
    notices, parts, locators = TableProblems(source.path, "row"), Parts(), []
    text_columns = {TEXT: columns.value[TEXT]} if columns.value else {}
    rows = _RowReader(source)
    if rows.is_wide:
        return _refuse_wide(source)
    header = rows.read_header()
    parts.header = rows.position
    for row in rows:
        size = row.end - row.start
        if not row.fault and not any(row.cells):
            parts.blank += size
        elif row.fault:
            notices.add_broken(row.line, row.fault)
            parts.damaged += size
        elif read_text(choose_fields(_name_cells(header, row.cells), text_columns)):
            locators.append(f"row {row.number}, line {row.line}, bytes {row.start}-{row.end}")
            parts.with_text += size
        else:
            notices.empty += 1
            parts.without_text += size
    if rows.is_mixed:
        notices.problems.append(report_decoding(source.path, "windows-1252"))
    if columns.value is None:
        return RecordListing((), parts.as_pairs(), columns.problems)
    if not locators and (notices.empty or not header):
        return RecordListing((), parts.as_pairs(), (*notices.problems, report_no_text(source.path, header)))
    return RecordListing(tuple(locators), parts.as_pairs(), notices.finish())


def load_records(source: InputFile, locators: Sequence[str]) -> Iterator[Result[Capture | None]]:
    """Yield the records at `locators` as captures."""
    columns = read_map(source.path, source.map_data).value
    rows = _RowReader(source)
    header = rows.read_header()
    for locator in locators:
        match = _LOCATOR.fullmatch(locator)
        cells = rows.read_cells(int(match[3]), int(match[4])) if match else []
        if not cells or columns is None or match is None:
            notice = Problem.notice(
                source.path, "damaged", f"there is no record at {locator}", "run this command again"
            )
            yield Result(None, (notice,))
        else:
            record = _name_cells(header, cells)
            yield build_capture(source.path, record, columns, locator=locator, line=int(match[2]))


def _name_cells(header: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    return dict(zip(reversed(header[: len(cells)]), reversed(cells[: len(header)]), strict=True))


def _refuse_wide(source: InputFile) -> RecordListing:
    size = 0
    while data := source.file.read(LONGEST_RECORD):
        size += len(data)
        source.check_size(size)
    problem = Problem.notice(
        source.path, "damaged", "this table is in UTF-16, which is not read", "save it as CSV UTF-8"
    )
    return RecordListing((), (("damaged", size),), (problem,))


class _RowReader:
    """Reads the rows of a table one at a time. `position` is the byte behind the last row."""

    def __init__(self, source: InputFile) -> None:
        self._source, self._file = source, source.file
        mark = self._file.read(len(_MARK))
        self.is_wide = mark.startswith(_WIDE_MARKS)
        self.is_mixed = False
        self.position = len(_MARK) if mark == _MARK else 0
        self._file.seek(0 if self.is_wide else self.position)
        self._columns, self._delimiter = 0, ","
        self._lines = self._reread = 0
        self._is_inside = False
        csv.field_size_limit(LONGEST_RECORD)

    def read_header(self) -> list[str]:
        """Return the names of the columns."""
        start = self.position
        first = self._file.readline(LONGEST_RECORD)
        text = self._decode(first)
        widths = {delimiter: len(next(csv.reader([text], delimiter=delimiter), [])) for delimiter in _DELIMITERS}
        self._delimiter = max(_DELIMITERS, key=lambda delimiter: widths[delimiter])
        self._file.seek(start)
        header = self._read_row(1)
        if header is None or header.fault:
            return []
        self._columns = len(header.cells)
        return [name.strip() for name in header.cells]

    def __iter__(self) -> Iterator[_Row]:
        number = 1
        while row := self._read_row(number := number + 1):
            yield row

    def read_cells(self, start: int, end: int) -> list[str]:
        """Return the cells of the row at these bytes; none if there is no row."""
        self._file.seek(start)
        text = "\n".join(map(self._decode, self._file.read(end - start).split(b"\n")))
        try:
            return next(csv.reader([text], delimiter=self._delimiter), [])
        except csv.Error:
            return []

    def _read_row(self, number: int) -> _Row | None:
        """Return the next row; None at the end."""
        start, line = self.position, self._lines + 1
        fault, cells = "", []
        lines = self._read_lines()
        try:
            cells = next(csv.reader(lines, delimiter=self._delimiter))
        except StopIteration:
            return None
        except csv.Error as error:
            fault = f"invalid CSV: {error}"
        except _RowError as error:
            fault = str(error)
        if not fault and self._columns and any(cells[self._columns :]):
            fault = f"it has {len(cells):,} cells for {self._columns:,} columns"
        if fault and self._lines > line and self._reread + self.position - start <= _MOST_REREAD:
            self._reread += self.position - start
            self._return_to(start, line)
        elif self._is_inside:
            self._skip_line()
        return _Row(number, line, start, self.position, cells, fault)

    def _return_to(self, start: int, line: int) -> None:
        """Go behind the first line of a row."""
        self._file.seek(start)
        self.position = start + len(self._file.readline(LONGEST_RECORD))
        self._lines, self._is_inside = line, False

    def _skip_line(self) -> None:
        """Go behind the line that was not read to its end."""
        while self._is_inside and (data := self._file.readline(LONGEST_RECORD)):
            self.position += len(data)
            self._source.check_size(self.position)
            self._is_inside = not data.endswith(b"\n")
        self._lines += 1

    def _read_lines(self) -> Iterator[str]:
        """Yield the lines of a row, decoded. Raises _RowError if the row is too long."""
        start = self.position
        while data := self._file.readline(LONGEST_RECORD):
            self.position += len(data)
            self._source.check_size(self.position)
            self._is_inside = not data.endswith(b"\n")
            self._lines += not self._is_inside
            if self.position - start > LONGEST_RECORD:
                raise _RowError(_TOO_LONG)
            yield self._decode(data)

    def _decode(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.is_mixed = True
            return data.decode(_FALLBACK, "replace")
