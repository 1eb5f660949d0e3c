"""Digests of exact bytes: equal or not. For likeness see shingles.py."""

import hashlib


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in hex (64 characters)."""
    return hashlib.sha256(data).hexdigest()


def compute_short_id(*parts: str) -> str:
    """Ten hex digits that stand for `parts`: enough for ids, whose clashes are seen to by the caller."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def compute_uuid(*parts: str) -> str:
    """A UUID (RFC 9562, version 8) that stands for `parts`: the same for the same, for whoever asks."""
    bits = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:16], "big")
    bits = bits & ~(0xF << 76) | 0x8 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    hex_digits = f"{bits:032x}"
    return "-".join((hex_digits[:8], hex_digits[8:12], hex_digits[12:16], hex_digits[16:20], hex_digits[20:]))
