"""Counts in words, with the right plural."""


def format_count(number: int, singular: str, plural: str = "") -> str:
    """Return `1 story`, `1,284 stories`. The plural is the singular plus `s` unless you give it."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
