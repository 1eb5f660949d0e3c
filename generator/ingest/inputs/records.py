"""Values for files of records: the open file, and the listing of what is in it."""

from typing import BinaryIO

import msgspec

from generator.model.problem import Problem

# The map beside `stories.jsonl` and `stories.csv.gz` is `stories.map.toml`.
MAP_SUFFIX = ".map.toml"
TABLE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".json", ".csv", ".tsv")


class InputFile(msgspec.Struct, frozen=True):
    """A file of records: its path, the open file without compression, at its beginning, and the map beside it.

    It may have `most` bytes, if it is compressed; more of them are a bomb.
    """

    path: str
    file: BinaryIO
    map_data: bytes = b""
    most: int | None = None


class RecordListing(msgspec.Struct, frozen=True):
    """The records of a file: the locators of those with text, and the bytes of the file by what they are.

    `parts` has classes such as "pages", "other resources" or "headers"; together they are the size of the file.
    `size` is that of a compressed file without compression, None if it is that on disk.
    """

    locators: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...] = ()
    size: int | None = None


def get_map_path(path: str) -> str | None:
    """Return the path of the map of the table at `path`; None if it is no table."""
    stem = path[:-3] if path.lower().endswith(".gz") else path
    suffix = next((suffix for suffix in TABLE_SUFFIXES if stem.lower().endswith(suffix)), None)
    return f"{stem[: -len(suffix)]}{MAP_SUFFIX}" if suffix else None
