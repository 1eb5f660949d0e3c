"""Stories in buckets of time: years, and months and days if a year or month has very many.

In: stories, newest first. Out: a tree of buckets. A new story changes the buckets of its own day, month and year; no
list is numbered, so nothing else shifts.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model.article import PartialDate
from generator.model.value import Value
from generator.site.model import Entry

# A bucket with more stories is split, if its dates allow.
LIMIT = 500
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNKNOWN_DAY = "Day unknown"
_UNDATED = "Undated"
_YEAR, _MONTH, _DAY = range(3)


class Bucket(Value, frozen=True):
    """The stories of one year, month or day, newest first.

    `heading` is complete, `short` follows the heading above it.

    `slug` ends its address. If it has `parts`, its stories are listed there.
    """

    heading: str
    short: str
    slug: str
    entries: tuple[Entry, ...]
    parts: tuple["Bucket", ...] = ()


def are_many(entries: Sequence[Entry]) -> bool:
    """Return whether `entries` are too many for one list."""
    return len(entries) > LIMIT


def build_buckets(entries: Sequence[Entry]) -> tuple[Bucket, ...]:
    """Return the years of `entries`, newest first, undated last; years and months with very many stories are split."""
    return tuple(_split_entries(entries, _YEAR, LIMIT))


def group_by_year(entries: Sequence[Entry]) -> tuple[Bucket, ...]:
    """Return the years of `entries`, whatever their size."""
    return tuple(_split_entries(entries, _YEAR, len(entries)))


def walk_buckets(buckets: Sequence[Bucket]) -> Iterator[Bucket]:
    """Yield each of `buckets`, followed by all its parts."""
    for bucket in buckets:
        yield bucket
        yield from walk_buckets(bucket.parts)


def split_bucket(bucket: Bucket) -> tuple[Bucket, ...]:
    """Return the sections of a bucket without parts: the months of a year, the days of a month."""
    return tuple(_split_entries(bucket.entries, bucket.slug.count("-") + 1, len(bucket.entries)))


def format_slug(date: PartialDate | None, level: int) -> str:
    """Return the slug of the year (level 0), month (1) or day (2) of `date`."""
    return _format_names(date, level)[2]


def _get_year(entry: Entry) -> int:
    date = entry.printed.date
    return date.year if date else 0


def _get_month(entry: Entry) -> int:
    date = entry.printed.date
    return date.year * 100 + date.month if date else 0


def _get_day(entry: Entry) -> int:
    date = entry.printed.date
    return (date.year * 100 + date.month) * 100 + date.day if date else 0


# For each level, the number of the period that a story is in.
_PERIODS = (_get_year, _get_month, _get_day)


def _split_entries(entries: Sequence[Entry], level: int, limit: int) -> Iterator[Bucket]:
    for _, group in groupby(entries, key=_PERIODS[min(level, _DAY)]):
        members = tuple(group)
        heading, short, slug = _format_names(members[0].printed.date, level)
        is_split = len(members) > limit and level < _DAY and members[0].printed.date is not None
        parts = tuple(_split_entries(members, level + 1, limit)) if is_split else ()
        if len(parts) == 1 and not parts[0].parts:
            parts = ()  # a single list, which can as well be here
        yield Bucket(heading=heading, short=short, slug=slug, entries=members, parts=parts)


def _format_names(date: PartialDate | None, level: int) -> tuple[str, str, str]:
    """Return heading, short heading and slug of the bucket of `date`."""
    if not date:
        return _UNDATED, _UNDATED, "undated"
    year = f"{date.year:04}"
    if level == _YEAR:
        return str(date.year), str(date.year), year
    if not date.month:
        return f"{date.year}, day unknown", UNKNOWN_DAY, f"{year}-00"
    month = MONTHS[date.month - 1]
    if level == _MONTH:
        return f"{month} {date.year}", month, f"{year}-{date.month:02}"
    if not date.day:
        return f"{month} {date.year}, day unknown", UNKNOWN_DAY, f"{year}-{date.month:02}-00"
    return f"{date.day} {month} {date.year}", f"{date.day} {month}", f"{year}-{date.month:02}-{date.day:02}"
