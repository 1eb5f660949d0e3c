"""Sets of 32-bit checksums as bytes: small enough to keep of every page and story, the same on every machine."""

import sys
from array import array
from collections.abc import Iterable

# Each is four bytes, little endian; numpy calls that:
CHECKSUM_BYTES, NUMPY_TYPE = 4, "<u4"


def pack_checksums(checksums: Iterable[int]) -> bytes:
    """The checksums in `checksums`, each once, sorted, `CHECKSUM_BYTES` each."""
    return _convert_byte_order(array("I", sorted(set(checksums)))).tobytes()


def unpack_checksums(data: bytes) -> frozenset[int]:
    """The checksums that `pack_checksums` has put together."""
    return frozenset(_convert_byte_order(array("I", data)))


def _convert_byte_order(numbers: "array[int]") -> "array[int]":
    """Little endian to this machine's own order, or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
