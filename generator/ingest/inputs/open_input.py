"""Open a file of `content/sources/` as what it is: a page, or records.

In: the path of a file and the open file. Out: its capture, or the listing of its records; or a problem.
"""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

import msgspec

from generator.ingest.inputs.kinds import (
    HEAD_SIZE,
    RESOURCES,
    InputKind,
    is_part_of_page,
    recognise_kind,
)
from generator.ingest.inputs.limits import LARGEST_PAGE, LimitError, check_ratio, read_capped
from generator.ingest.inputs.records import MAP_SUFFIX, InputFile, RecordListing
from generator.model.capture import Capture, Media
from generator.model.problem import Problem, Result

_GZIP = b"\x1f\x8b"
# The kind of the notice about a file of a kind that is not read begins like this.
UNREAD_KIND = "unread "
# What to do with files of these kinds.
_ADVICE = {
    ".pdf": "save the page as HTML, or its text as .txt",
    ".mhtml": "open it in a browser and save the page as HTML",
    ".mht": "open it in a browser and save the page as HTML",
    ".docx": "save it as HTML",
    ".doc": "save it as HTML",
    ".rtf": "save it as HTML",
    ".json": "write it as JSON lines, each record on a line of its own, and name it .jsonl",
    ".xlsx": "save it as CSV (UTF-8)",
    ".xls": "save it as CSV (UTF-8)",
    ".ods": "save it as CSV (UTF-8)",
    ".parquet": "write its records as JSON lines (.jsonl)",
    ".zip": "unpack it into content/sources",
}
_GENERAL_ADVICE = "save the page as HTML or plain text, or move the file out of content/sources"


class OpenedFile(msgspec.Struct, frozen=True):
    """A file that was opened: its capture if it is one page, the listing if it has records."""

    capture: Capture | None = None
    records: RecordListing | None = None


def find_unread_part(path: str, paths: frozenset[str]) -> Problem | None:
    """Return the notice about a picture, style sheet or frame of a page, none of which is opened; None for others."""
    name = path.rpartition("/")[2].lower()
    suffix = f".{name.rpartition('.')[2]}"
    if suffix in RESOURCES or is_part_of_page(path, paths):
        fact, step = "this is a part of pages, not a page", "nothing to do"
        return Problem.notice(path, f"{UNREAD_KIND}{suffix}", fact, step)
    if name.endswith(MAP_SUFFIX):
        fact = "this is the map of a table, not a page"
        return Problem.notice(path, f"{UNREAD_KIND}{MAP_SUFFIX}", fact, "nothing to do")
    return None


def open_input(path: str, file: BinaryIO, map_data: bytes = b"") -> Result[OpenedFile | None]:
    """Return what the file at `path` is; None and a problem if it is not read.

    `map_data` is the content of the map beside a table.
    """
    try:
        return _open(path, file, map_data)
    except LimitError as error:
        return Result(None, (report_limit(path, str(error)),))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return Result(None, (_report_damage(path, error),))


def load_captures(
    path: str, file: BinaryIO, locators: Sequence[str], map_data: bytes = b""
) -> Iterator[Result[Capture | None]]:
    """Yield the captures at `locators` in the file at `path`; None and a problem for what cannot be read.

    The locator of a page that is the file is empty. Locators in the order of the file are read fastest.
    """
    if not any(locators):
        result = open_input(path, file)
        yield Result(result.value.capture if result.value else None, result.problems)
        return
    count = 0
    problems: list[Problem] = []
    try:
        kind, unpacked = _recognise(path, file)
        if kind is not None and kind.load_records is not None:
            for capture in kind.load_records(InputFile(path, unpacked, map_data), locators):
                count += 1
                yield capture
    except LimitError as error:
        problems = [report_limit(path, str(error), locator) for locator in locators[count:]]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        problems = [_report_damage(path, error) for _ in locators[count:]]
    for problem in problems:
        yield Result(None, (problem,))


def _open(path: str, file: BinaryIO, map_data: bytes) -> Result[OpenedFile | None]:
    kind, unpacked = _recognise(path, file)
    if kind is None:
        return Result(None, (_report_unread(path),))
    is_packed = unpacked is not file
    if kind.list_records is not None:
        position = file.tell()
        packed_size = file.seek(0, 2) if is_packed else None
        file.seek(position)
        listing = kind.list_records(InputFile(path, unpacked, map_data, packed_size))
        if is_packed:
            listing = msgspec.structs.replace(listing, size=unpacked.tell())
        return Result(OpenedFile(records=listing))
    limited = kind.media is Media.HTML or is_packed
    payload = read_capped(unpacked, LARGEST_PAGE) if limited else unpacked.read()
    if is_packed:
        check_ratio(file.seek(0, 2), len(payload))
    return Result(OpenedFile(capture=Capture(path=path, payload=payload, media=kind.media, is_packed=is_packed)))


def _recognise(path: str, file: BinaryIO) -> tuple[InputKind | None, BinaryIO]:
    """Return the kind of a file, and the file without compression, at its beginning."""
    head = file.read(HEAD_SIZE)
    file.seek(0)
    if not head.startswith(_GZIP):
        return recognise_kind(path, head), file
    unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=file))
    head = unpacked.read(HEAD_SIZE)
    unpacked.seek(0)
    return recognise_kind(path, head), unpacked


def _report_unread(path: str) -> Problem:
    name = path.rpartition("/")[2].lower()
    suffix = f".{name.rpartition('.')[2]}" if "." in name[1:] else ""
    step = _ADVICE.get(suffix, _GENERAL_ADVICE)
    return Problem.notice(path, f"{UNREAD_KIND}{suffix or 'without suffix'}", "this kind of file is not read yet", step)


def report_limit(path: str, limit: str, locator: str = "") -> Problem:
    """Return the notice about a page that breaks a limit."""
    what = f"the page at {locator}" if locator else "this page"
    return Problem.notice(
        path,
        "page over a limit",
        f"{what} is not read: {limit}",
        "save the page again, or delete it",
        "it may be damaged, or made to do harm",
    )


def _report_damage(path: str, error: Exception) -> Problem:
    return Problem.notice(
        path, "damaged file", "this file cannot be unpacked", "get the file again, or delete it", str(error).lower()
    )
