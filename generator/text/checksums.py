"""Sets of 32-bit checksums as bytes: small enough to keep of every page and story, the same on every machine."""

import sys
from array import array
from collections.abc import Iterable

# Each is four bytes, little endian; numpy calls that:
BYTES, NUMPY_TYPE = 4, "<u4"


def packed(some: Iterable[int]) -> bytes:
    """The checksums in `some`, each once, sorted, `BYTES` each."""
    return _native(array("I", sorted(set(some)))).tobytes()


def unpacked(data: bytes) -> frozenset[int]:
    """The checksums that `packed` has put together."""
    return frozenset(_native(array("I", data)))


def _native(some: "array[int]") -> "array[int]":
    """Little endian to this machine's own order, or back."""
    if sys.byteorder == "big":
        some.byteswap()
    return some
