"""Values for files of records: the open file, and the listing of what is in it."""

from typing import BinaryIO

import msgspec

from generator.ingest.inputs.limits import LONGEST_RECORD, check_ratio
from generator.model.problem import Problem

# The map beside `stories.jsonl` and `stories.csv.gz` is `stories.map.toml`.
MAP_SUFFIX = ".map.toml"
TABLE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".json", ".csv", ".tsv")


class InputFile(msgspec.Struct, frozen=True):
    """A file of records: its path, the open file without compression, at its beginning, and the map beside it.

    `packed_size` is its size on disk if it is compressed, None if it is not.
    """

    path: str
    file: BinaryIO
    map_data: bytes = b""
    packed_size: int | None = None

    def check_size(self, size: int) -> None:
        """Raise LimitError if so many bytes are too many for a compressed file."""
        if self.packed_size is not None:
            check_ratio(self.packed_size, size, LONGEST_RECORD)


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
