"""Numbers and lists in plain English, as the pages print them.

In: counts, names, years. Out: words. Nothing here knows about stories' content.
"""

from collections.abc import Sequence

from generator.site.model import Entry
from generator.text.counts import format_count

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def format_year_span(entries: Sequence[Entry]) -> str:
    """Return `1994 to 2024`, or `2018`; empty if no story has a date."""
    years = [entry.printed.date.year for entry in entries if entry.printed.date]
    if not years:
        return ""
    first_year, last_year = min(years), max(years)
    return str(first_year) if first_year == last_year else f"{first_year} to {last_year}"


def format_story_count(entries: Sequence[Entry]) -> str:
    """Return `68 stories, 1995 to 2024`, or `one story` without a year if none is known."""
    story_count = format_count(len(entries), "story", "stories")
    years = format_year_span(entries)
    return f"{story_count}, {years}" if years else story_count


def join_names(names: Sequence[str]) -> str:
    """Return `Greece`, `Greece and Libya`, `Greece, Libya and Norway`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def format_ordinal(number: int) -> str:
    """Return `first`, `second` … and from the eleventh on `11th`, `22nd`."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def shorten(text: str, length: int) -> str:
    """Return `text` cut between words to at most `length` characters, with an ellipsis if it was cut."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(" ,;:–—-") + "…"
