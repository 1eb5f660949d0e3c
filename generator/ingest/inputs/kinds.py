"""Recognise what a file is, by its first bytes, and by its name only if these leave it open.

In: the name of a file and its beginning. Out: its kind; None if it is none that is read.
"""

import re
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from generator.ingest.cut.file_kinds import is_html
from generator.model.capture import Capture, Media
from generator.model.problem import Problem, Result

# So many first bytes of a file are looked at.
HEAD_SIZE = 4096
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_TEXT_NAMES = (".txt",)
# Files that belong to pages. None of them is opened.
RESOURCES = frozenset(
    """.avif .bmp .css .eot .gif .heic .ico .jfif .jpeg .jpg .js .map .mjs .mov .mp3 .mp4 .ogg .otf .png .svg .tif .tiff
    .ttf .wav .webm .webp .woff .woff2""".split()
)
_PAGE_FOLDER = re.compile(
    r"(?P<page>.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_bestanden|_pliki)/[^/]+", re.IGNORECASE
)


class RecordListing(msgspec.Struct, frozen=True):
    """The records of a file: the locators of those with text, and the bytes of the file by what they are.

    `parts` has classes such as "pages", "other resources" or "headers"; together they are the size of the file.
    """

    locators: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...] = ()


class InputKind(msgspec.Struct, frozen=True):
    """A kind of file. `recognise` gets its name in lower case, without `.gz`, and its first bytes.

    A file with one page is its payload, in `media`. For a file of records, `list_records` gets its path and the open
    file, `load_record` also the locator of a record.
    """

    name: str
    media: Media
    recognise: Callable[[str, bytes], bool]
    list_records: Callable[[str, BinaryIO], RecordListing] | None = None
    load_record: Callable[[str, BinaryIO, str], Result[Capture | None]] | None = None


def _is_html(name: str, head: bytes) -> bool:
    return is_html(head) or (name.endswith(_HTML_NAMES) and b"<" in head)


def _is_text(name: str, _head: bytes) -> bool:
    return name.endswith(_TEXT_NAMES)


HTML = InputKind("HTML", Media.HTML, _is_html)
TEXT = InputKind("plain text", Media.TEXT, _is_text)
# Each kind before those that would take its files too; what is recognised by name alone comes last.
KINDS = (HTML, TEXT)


def recognise_kind(path: str, head: bytes) -> InputKind | None:
    """Return the kind of the file at `path` that begins with `head`."""
    name = path.rpartition("/")[2].lower().removesuffix(".gz")
    return next((kind for kind in KINDS if kind.recognise(name, head)), None)


def is_part_of_page(path: str, paths: frozenset[str]) -> bool:
    """Return whether a file was saved with a page, into the folder beside it ("Page_files/frame.html")."""
    match = _PAGE_FOLDER.match(path)
    return match is not None and any(f"{match['page']}{suffix}" in paths for suffix in _HTML_NAMES)
