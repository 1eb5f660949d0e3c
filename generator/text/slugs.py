"""Slugs: the last part of an address, made once and then frozen in the register."""

import re
from collections.abc import Container

from slugify import slugify
from text_unidecode import unidecode

MAX_LENGTH = 80

# Names that Windows refuses for files, whatever comes after the dot.
_RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|index|com\d|lpt\d)", re.IGNORECASE)
_ALLOWED_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")


def make_slug(text: str, fallback: str) -> str:
    """A slug for `text`: ASCII, lower case, at most 80 characters, cut between words.

    `fallback` (an id, itself a slug) is taken where nothing of the text can be kept. The text is made ASCII
    here by text-unidecode: python-slugify would take whichever of two such libraries is installed.
    """
    ascii_slug = slugify(unidecode(text).replace("'", ""), max_length=MAX_LENGTH, word_boundary=True)
    ascii_slug = ascii_slug[:MAX_LENGTH].strip("-")
    return fallback if not ascii_slug or _RESERVED_NAMES.fullmatch(ascii_slug) else ascii_slug


def is_slug(text: str) -> bool:
    """Whether an editor's `text` may stand in an address and as a file name on every system."""
    name = text.partition(".")[0]
    return len(text) <= MAX_LENGTH and bool(_ALLOWED_SLUG.fullmatch(text)) and not _RESERVED_NAMES.fullmatch(name)


def make_unique_slug(preferred: str, used_slugs: Container[str], fallback: str) -> str:
    """`preferred`, or `preferred` with the first characters of `fallback`, so that it is not in `used_slugs`.

    `used_slugs` holds slugs in lower case: two that differ in case alone are one file on many disks.
    """
    if preferred.lower() not in used_slugs:
        return preferred
    for length in range(4, len(fallback) + 1):
        tail = "-" + fallback[:length]
        candidate = preferred[: MAX_LENGTH - len(tail)].rstrip("-") + tail
        if candidate.lower() not in used_slugs:
            return candidate
    return fallback
