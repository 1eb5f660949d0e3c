"""Recognise what a file is, by its first bytes, and by its name only if these leave it open.

In: the name of a file and its beginning. Out: its kind; None if it is none that is read.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from generator.ingest.cut.file_kinds import is_html
from generator.ingest.inputs.records import InputFile, RecordListing
from generator.model.capture import Capture, Media
from generator.model.problem import Result

# So many first bytes of a file are looked at.
HEAD_SIZE = 4096
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_TEXT_NAMES = (".txt",)
_JSON_LINES_NAMES = (".jsonl", ".ndjson", ".jsonlines")
_CSV_NAMES = (".csv", ".tsv")
# A file named `.json` has JSON lines if its first line is a whole object and the next begins another.
_JSON_LINES = re.compile(rb"\s*\{[^\r\n]*\}[ \t]*\r?\n\s*\{\s*\"")
# Files that belong to pages. None of them is opened.
RESOURCES = frozenset(
    """.avif .bmp .css .eot .gif .heic .ico .jfif .jpeg .jpg .js .map .mjs .mov .mp3 .mp4 .ogg .otf .png .svg .tif .tiff
    .ttf .wav .webm .webp .woff .woff2""".split()
)
_PAGE_FOLDER = re.compile(
    r"(?P<page>.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_bestanden|_pliki)/[^/]+", re.IGNORECASE
)


class InputKind(msgspec.Struct, frozen=True):
    """A kind of file. `recognise` gets its name in lower case, without `.gz`, and its first bytes.

    A file with one page is its payload, in `media`. For a file of records, `list_records` gets the open file,
    `load_records` also the locators of records.
    """

    name: str
    media: Media
    recognise: Callable[[str, bytes], bool]
    list_records: Callable[[InputFile], RecordListing] | None = None
    load_records: Callable[[InputFile, Sequence[str]], Iterator[Result[Capture | None]]] | None = None


def _is_html(name: str, head: bytes) -> bool:
    if name.endswith((*_JSON_LINES_NAMES, *_CSV_NAMES)):
        return False
    return is_html(head) or (name.endswith(_HTML_NAMES) and b"<" in head)


def _is_text(name: str, _head: bytes) -> bool:
    return name.endswith(_TEXT_NAMES)


def _is_json_lines(name: str, head: bytes) -> bool:
    return name.endswith(_JSON_LINES_NAMES) or (name.endswith(".json") and _JSON_LINES.match(head) is not None)


def _is_csv(name: str, _head: bytes) -> bool:
    return name.endswith(_CSV_NAMES)


# Archives without tables do not load what reads them.
def _list_json_lines(source: InputFile) -> RecordListing:
    from generator.ingest.inputs.json_lines import list_records  # noqa: PLC0415

    return list_records(source)


def _load_json_lines(source: InputFile, locators: Sequence[str]) -> Iterator[Result[Capture | None]]:
    from generator.ingest.inputs.json_lines import load_records  # noqa: PLC0415

    return load_records(source, locators)


def _list_rows(source: InputFile) -> RecordListing:
    from generator.ingest.inputs.csv_rows import list_records  # noqa: PLC0415

    return list_records(source)


def _load_rows(source: InputFile, locators: Sequence[str]) -> Iterator[Result[Capture | None]]:
    from generator.ingest.inputs.csv_rows import load_records  # noqa: PLC0415

    return load_records(source, locators)


HTML = InputKind("HTML", Media.HTML, _is_html)
TEXT = InputKind("plain text", Media.TEXT, _is_text)
JSON_LINES = InputKind("JSON lines", Media.TEXT, _is_json_lines, _list_json_lines, _load_json_lines)
CSV = InputKind("CSV", Media.TEXT, _is_csv, _list_rows, _load_rows)
# Each kind before those that would take its files too; what is recognised by name alone comes last.
KINDS = (HTML, TEXT, JSON_LINES, CSV)


def recognise_kind(path: str, head: bytes) -> InputKind | None:
    """Return the kind of the file at `path` that begins with `head`."""
    name = path.rpartition("/")[2].lower().removesuffix(".gz")
    return next((kind for kind in KINDS if kind.recognise(name, head)), None)


def is_part_of_page(path: str, paths: frozenset[str]) -> bool:
    """Return whether a file was saved with a page, into the folder beside it ("Page_files/frame.html")."""
    match = _PAGE_FOLDER.match(path)
    return match is not None and any(f"{match['page']}{suffix}" in paths for suffix in _HTML_NAMES)
