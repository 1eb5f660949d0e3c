"""JSON lines: a record on each line, as scrapers and datasets write them.

In: an open file. Out: where the records with text are, and each of them as a capture. Lines are read one at a time.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.ingest.inputs.limits import LONGEST_RECORD
from generator.ingest.inputs.records import InputFile, RecordListing
from generator.ingest.inputs.table_columns import TEXT, Parts, TableProblems, choose_fields, read_map, report_no_text
from generator.ingest.inputs.table_record import build_capture, read_text
from generator.model.capture import Capture
from generator.model.problem import Problem, Result

_MARK = b"\xef\xbb\xbf"
_LOCATOR = re.compile(r"line (\d+), bytes (\d+)-(\d+)")
_decode = msgspec.json.decode
_TOO_LONG = "it has more than 16 MiB"


def list_records(source: InputFile) -> RecordListing:
    """Return the locators of the lines with text; a broken line is left out with a notice."""
    columns = read_map(source.path, source.map_data)
    notices, parts, locators = TableProblems(source.path, "line"), Parts(), []
    names: dict[str, None] = {}
    text_columns = {TEXT: columns.value[TEXT]} if columns.value else {}
    for number, start, end, data in _list_lines(source):
        if not data.strip():
            parts.blank += end - start
            continue
        record = _read_record(data)
        if isinstance(record, str):
            notices.add_broken(number, record)
            parts.damaged += end - start
            continue
        names.update(dict.fromkeys(record))
        if read_text(choose_fields(record, text_columns)):
            locators.append(f"line {number}, bytes {start}-{end}")
            parts.with_text += end - start
        else:
            notices.empty += 1
            parts.without_text += end - start
    if columns.value is None:
        return RecordListing((), parts.as_pairs(), columns.problems)
    if names and not locators:
        return RecordListing((), parts.as_pairs(), (*notices.problems, report_no_text(source.path, names)))
    return RecordListing(tuple(locators), parts.as_pairs(), notices.finish())


def load_records(source: InputFile, locators: Sequence[str]) -> Iterator[Result[Capture | None]]:
    """Yield the records at `locators` as captures."""
    columns = read_map(source.path, source.map_data).value
    for locator in locators:
        match = _LOCATOR.fullmatch(locator)
        record: dict[str, object] | str = "its place is unknown"
        if match:
            source.file.seek(int(match[2]))
            record = _read_record(source.file.read(int(match[3]) - int(match[2])))
        if match is None or columns is None or isinstance(record, str):
            yield Result(None, (_report_change(source.path, locator),))
        else:
            yield build_capture(source.path, record, columns, locator=locator, line=int(match[1]))


def _list_lines(source: InputFile) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield the number, span and bytes of each line; of a line that is too long only the beginning."""
    start, number = 0, 0
    while data := source.file.readline(LONGEST_RECORD + 1):
        number += 1
        end = start + len(data)
        while len(data) > LONGEST_RECORD and (more := source.file.readline(LONGEST_RECORD)):
            end += len(more)
            source.check_size(end)
            if more.endswith(b"\n"):
                break
        source.check_size(end)
        yield number, start, end, data
        start = end


def _read_record(data: bytes) -> dict[str, object] | str:
    """Return the record on a line, or why it is none."""
    if len(data) > LONGEST_RECORD:
        return _TOO_LONG
    try:
        record = _decode(data.removeprefix(_MARK))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"invalid JSON: {str(error).removeprefix('JSON is malformed: ')}"
    return record if isinstance(record, dict) else "it is not a JSON object"


def _report_change(path: str, locator: str) -> Problem:
    return Problem.notice(path, "damaged", f"there is no record at {locator}", "run this command again")
