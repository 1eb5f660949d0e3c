"""Sets of 32-bit checksums as bytes: small enough to keep for every page and story, equal on every machine."""

import sys
from array import array
from collections.abc import Iterable

# A checksum is four bytes, little endian; numpy's name for that type:
CHECKSUM_BYTES, NUMPY_TYPE = 4, "<u4"


def pack_checksums(checksums: Iterable[int]) -> bytes:
    """Pack the distinct `checksums`, sorted, `CHECKSUM_BYTES` bytes each."""
    return _convert_byte_order(array("I", sorted(set(checksums)))).tobytes()


def unpack_checksums(data: bytes) -> frozenset[int]:
    """Return the checksums that `pack_checksums` packed."""
    return frozenset(_convert_byte_order(array("I", data)))


def _convert_byte_order(numbers: "array[int]") -> "array[int]":
    """Convert little-endian numbers to this machine's byte order, or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
