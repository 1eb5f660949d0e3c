"""Numbers and lists in plain English, as the pages say them.

In: counts, names, years. Out: words. Nothing here knows of a story.
"""

from collections.abc import Sequence

from generator.site.model import Entry

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def counted(number: int, one: str, many: str) -> str:
    """`1 story`, `1,284 stories`."""
    return f"{number:,} {one if number == 1 else many}"


def span_of_years(entries: Sequence[Entry]) -> str:
    """`1994 to 2024`, or `2018`; empty where no story has a date."""
    years = [entry.article.date.year for entry in entries if entry.article.date]
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} to {last}"


def stories(entries: Sequence[Entry]) -> str:
    """`68 stories, 1995 to 2024`, or `one story` without a year where none is known."""
    number = counted(len(entries), "story", "stories")
    years = span_of_years(entries)
    return f"{number}, {years}" if years else number


def listed(names: Sequence[str]) -> str:
    """`Greece`, `Greece and Libya`, `Greece, Libya and Norway`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def ordinal(number: int) -> str:
    """`first`, `second` … and from the eleventh on `11th`, `22nd`."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def shortened(text: str, length: int) -> str:
    """`text` cut between words to at most `length` characters, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:-1]).rstrip(" ,;:–—-") + "…"
