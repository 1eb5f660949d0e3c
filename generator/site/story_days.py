"""Days of stories: when the last copy was received, when the first and the last were published.

In: entries. Out: days in ISO form. Besides the day of publication, accession is the only recorded day; the day of an
edit is not recorded.
"""

from collections.abc import Iterable

from generator.site.model import Entry


def find_received_day(entry: Entry) -> str:
    """Return the day (`2026-11-21`) of the story's last accession; empty if unknown."""
    return max((copy.received or "" for copy in entry.copies), default="") if entry.copies else ""


def find_date_span(entries: Iterable[Entry]) -> tuple[str | None, str | None]:
    """Return the first and the last date of publication, as precise as known; None if no story has one."""
    dates = [entry.printed.date for entry in entries if entry.printed.date]
    return (min(dates).iso, max(dates).iso) if dates else (None, None)
