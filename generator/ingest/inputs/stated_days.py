"""Days that pages and records state: read them, and drop those later than the day on which the page was saved.

In: a stated time, or the metadata of a capture. Out: a day, or the metadata that is used and a notice.
"""

import re
from datetime import date, timedelta

import msgspec

from generator.model.article import PartialDate
from generator.model.capture import Metadata
from generator.model.problem import Place, Problem
from generator.text.dates import find_date

_DAY = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_YEARS = range(1600, 2200)


def read_day(text: str) -> PartialDate | None:
    """Return the day of a stated time: in ISO form as written, whatever its zone, or as pages print days."""
    if match := _DAY.match(text):
        day = PartialDate.from_numbers(int(match[1]), int(match[2]), int(match[3]))
        if day and day.year in _YEARS and day.month:
            return day
    mention = find_date(text)
    return mention.date if mention and mention.date and mention.date.day else None


def check_days(path: str, metadata: Metadata, line: int = 0) -> tuple[Metadata, tuple[Problem, ...]]:
    """Return `metadata` without days of publication that are later than the day on which the page was saved.

    `line` is that of a record in the file at `path`.
    """
    if metadata.captured is None:
        return metadata, ()
    last = (date.fromisoformat(metadata.captured.text) + timedelta(days=1)).isoformat()  # zones differ by a day
    late = [stated for stated in metadata.published if stated.day.iso > last]
    if not late:
        return metadata, ()
    fact = f"the stated day of publication, {late[0].day.iso} ({late[0].rule}), is not used"
    cause = f"the page was saved before, on {metadata.captured.text} ({metadata.captured.rule})"
    place = Place(path=path, line=line)
    problem = Problem.notice(place, "day after the capture", fact, "give the article its `date` if you know it", cause)
    published = tuple(stated for stated in metadata.published if stated not in late)
    return msgspec.structs.replace(metadata, published=published), (problem,)
