"""Slugs: the last part of an address, made once and then frozen in the register."""

import re
from collections.abc import Container

from slugify import slugify
from text_unidecode import unidecode

MAX_LENGTH = 80

# File names that Windows refuses, whatever follows the dot.
_RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|index|com\d|lpt\d)", re.IGNORECASE)
_ALLOWED_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")


def make_slug(text: str, fallback: str) -> str:
    """Return a slug for `text`: ASCII, lower case, at most 80 characters, cut between words.

    `fallback` (an id, itself a slug) is used if nothing of the text can be kept. text-unidecode converts the text to
    ASCII here, because python-slugify would use whichever of two such libraries is installed.
    """
    ascii_slug = slugify(unidecode(text).replace("'", ""), max_length=MAX_LENGTH, word_boundary=True)
    ascii_slug = ascii_slug[:MAX_LENGTH].strip("-")
    return fallback if not ascii_slug or _RESERVED_NAMES.fullmatch(ascii_slug) else ascii_slug


def is_slug(text: str) -> bool:
    """Return whether an editor's `text` is valid in an address and as a file name on every system."""
    name = text.partition(".")[0]
    return len(text) <= MAX_LENGTH and bool(_ALLOWED_SLUG.fullmatch(text)) and not _RESERVED_NAMES.fullmatch(name)


def make_unique_slug(preferred: str, used_slugs: Container[str], fallback: str) -> str:
    """Return a slug that is not in `used_slugs`: `preferred`, extended by characters of `fallback` if needed.

    `used_slugs` holds slugs in lower case: on many disks, two that differ only in case are one file.
    """
    if preferred.lower() not in used_slugs:
        return preferred
    for length in range(4, len(fallback) + 1):
        tail = "-" + fallback[:length]
        candidate = preferred[: MAX_LENGTH - len(tail)].rstrip("-") + tail
        if candidate.lower() not in used_slugs:
            return candidate
    return fallback
