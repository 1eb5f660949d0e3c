"""Digests of exact bytes: equal or not. For similarity see shingles.py."""

import hashlib


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex (64 characters)."""
    return hashlib.sha256(data).hexdigest()


def compute_short_id(*parts: str) -> str:
    """Return ten hex digits for `parts`: enough for ids, whose collisions the caller handles."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def compute_uuid(*parts: str) -> str:
    """Return a UUID (RFC 9562, version 8) for `parts`: the same parts give the same UUID everywhere."""
    bits = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:16], "big")
    bits = bits & ~(0xF << 76) | 0x8 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    hex_digits = f"{bits:032x}"
    return "-".join((hex_digits[:8], hex_digits[8:12], hex_digits[12:16], hex_digits[16:20], hex_digits[20:]))
