"""When a story last came in.

In: an entry. Out: the last day of accession among its saved copies. It is the only day that the archive knows of a page
beside that of publication; when an editor changed it nobody noted.
"""

from generator.site.site import Entry


def received(entry: Entry) -> str:
    """The day (`2026-11-21`) on which the last copy of the story came in; empty where nobody noted it."""
    return max((copy.received or "" for copy in entry.copies), default="") if entry.copies else ""
