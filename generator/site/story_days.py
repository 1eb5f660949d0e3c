"""Days of stories: when the last copy came in, when the first and the last were published.

In: entries. Out: days in ISO form. Accession is the only day that the archive knows of a page beside that of
publication; when an editor changed it nobody noted.
"""

from collections.abc import Iterable

from generator.site.model import Entry


def find_received_day(entry: Entry) -> str:
    """The day (`2026-11-21`) on which the last copy of the story came in; empty where nobody noted it."""
    return max((copy.received or "" for copy in entry.copies), default="") if entry.copies else ""


def find_date_span(entries: Iterable[Entry]) -> tuple[str | None, str | None]:
    """The first and the last date of publication, as much of each as is known; None where no story has one."""
    dates = [entry.printed.date for entry in entries if entry.printed.date]
    return (min(dates).iso, max(dates).iso) if dates else (None, None)
