"""The pages that the last build wrote, each with the digest of all that it depends on and the state of its file.

In: pages with their keys, the folder they are in. Out: the encoded pages, which `last_build` saves for the next build.
A page is rendered again if it is not among them, has another key, or if its file has changed.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.store.file_stats import read_fingerprint


class BuiltPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A written page: the digest of all that it depends on, and the fingerprint of its file."""

    key: bytes
    fingerprint: str


_DECODER = msgspec.msgpack.Decoder(dict[str, BuiltPage])


def decode_pages(data: bytes) -> dict[str, BuiltPage]:
    """Return encoded pages by URL; none if they are of another version."""
    try:
        return _DECODER.decode(data) if data else {}
    except msgspec.MsgspecError:
        return {}


def encode_pages(pages: Mapping[str, BuiltPage]) -> bytes:
    """Return `pages` as bytes."""
    return msgspec.msgpack.encode(pages)


def inspect_pages(folder: Path, keys: Iterable[tuple[str, bytes]]) -> dict[str, BuiltPage]:
    """Return the pages with these keys whose files are in `folder`, by URL."""
    fingerprints = ((url, key, _read_fingerprint(folder, url)) for url, key in keys)
    return {url: BuiltPage(key, fingerprint) for url, key, fingerprint in fingerprints if fingerprint}


def is_current(folder: Path, url: str, page: BuiltPage) -> bool:
    """Return whether the file of `page` in `folder` is as the last build wrote it."""
    return _read_fingerprint(folder, url) == page.fingerprint


def _read_fingerprint(folder: Path, url: str) -> str:
    """Return the fingerprint of a page's file. It need not be settled: only builds, one at a time, write pages."""
    return read_fingerprint(os.path.join(folder, url))  # noqa: PTH118  (a tenth of the time of pathlib)
