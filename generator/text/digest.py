"""Digests of exact bytes: equal or not. For likeness see shingles.py."""

import hashlib


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in hex (64 characters)."""
    return hashlib.sha256(data).hexdigest()


def short(*parts: str) -> str:
    """Ten hex digits that stand for `parts`: enough for ids, whose clashes are seen to by the caller."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
