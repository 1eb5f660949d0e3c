"""Limits that keep a hostile or damaged file from stopping a run.

In: an open file. Out: its bytes, as far as the limits allow. A file or record that breaks a limit is left out alone.
"""

from typing import BinaryIO

# SingleFile writes pictures into a page, which may make 50 MB of it.
LARGEST_PAGE = 64 * 1024 * 1024
# gzip packs running text to a fifth; nothing that anybody wrote packs to less than this.
HIGHEST_RATIO = 200
# A record of a table; whoever forgets to close a quote makes one of the rest of the file.
LONGEST_RECORD = 16 * 1024 * 1024
_CHUNK = 1024 * 1024


class LimitError(Exception):
    """A page, record or file that breaks a limit; the message is a fact about it."""


def read_capped(file: BinaryIO, most: int = LARGEST_PAGE) -> bytes:
    """Return the rest of `file`. Raises LimitError if it has more than `most` bytes, without reading them."""
    chunks, size = [], 0
    while chunk := file.read(min(_CHUNK, most + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise LimitError(f"it has more than {most // (1024 * 1024)} MiB")
    return b"".join(chunks)


def check_ratio(packed: int, unpacked: int, allowance: int = _CHUNK) -> None:
    """Raise LimitError if `packed` bytes became so many, and more than the `allowance`, that they are a bomb."""
    if unpacked > allowance and unpacked > HIGHEST_RATIO * max(1, packed):
        raise LimitError(f"it unpacks to more than {HIGHEST_RATIO} times its size")
