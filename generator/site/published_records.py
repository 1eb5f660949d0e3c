"""Compare the stories, people and countries of two sites by their data files.

In: the data files of the published site and of the one to publish. Out: what would vanish. Pages do not show this: the
address of a withdrawn story keeps a page.
"""

import csv
from collections.abc import Callable, Mapping

import msgspec

from generator.model.problem import Problem
from generator.model.value import Value
from generator.site import urls

# The data files, each with the key of its records' ids.
_FILES = {
    "stories": (urls.SPREADSHEET, "id"),
    "people": (urls.PEOPLE_DATA, "id"),
    "countries": (urls.COUNTRIES_DATA, "code"),
}
# As many may vanish at once in any archive, unless that is all.
_FEW = {"stories": 2, "people": 10, "countries": 5}


class VanishedRecords(Value, frozen=True):
    """Records of one kind that would vanish: the URLs of their pages, and how many the published site has."""

    kind: str
    urls: tuple[str, ...]
    total: int


def find_vanished_records(
    read_published: Callable[[str], str | None], read_new: Callable[[str], str | None]
) -> tuple[VanishedRecords, ...]:
    """Return what would vanish, for each kind. The arguments return the text of a data file; None if it is absent."""
    vanished_records = []
    for kind, (url, key) in _FILES.items():
        before, after = (_parse_records(read_file(url) or "", key) for read_file in (read_published, read_new))
        vanished_urls = tuple(sorted(before[identifier] for identifier in before.keys() - after.keys()))
        vanished_records.append(VanishedRecords(kind=kind, urls=vanished_urls, total=len(before)))
    return tuple(vanished_records)


def check_vanished_records(vanished: tuple[VanishedRecords, ...], share: int, branch: str) -> tuple[Problem, ...]:
    """Return a problem if more than `share` percent of the published stories, people or countries would vanish."""
    excessive = [records for records in vanished if _is_excessive(records, share)]
    if not excessive:
        return ()
    counts = ", ".join(describe_vanished(vanished))
    return (
        Problem.must_fix(
            branch,
            "vanishing stories",
            fact=f"{counts} would vanish, {excessive[0].urls[0]} first; at most {share} % may",
            cause="files were deleted or are missing here, or stories became drafts or were withdrawn",
            step="if this is intended, deploy with --yes or a larger --share",
        ),
    )


def describe_vanished(vanished: tuple[VanishedRecords, ...]) -> list[str]:
    """Return a text such as `20 of 30 stories` for each kind of which some would vanish."""
    return [f"{len(records.urls):,} of {records.total:,} {records.kind}" for records in vanished if records.urls]


def _is_excessive(records: VanishedRecords, share: int) -> bool:
    count = len(records.urls)
    is_many = count > _FEW[records.kind] or (count == records.total and count > 1)
    return is_many and count * 100 > share * records.total


def _parse_records(text: str, key: str) -> Mapping[str, str]:
    """Return the URL of each record of a data file by its id; none if the file cannot be read."""
    if text.startswith("["):
        try:
            rows = msgspec.json.decode(text.encode("utf-8", "surrogateescape"), type=list[dict[str, object]])
        except (msgspec.DecodeError, RecursionError):
            return {}
    else:
        rows = list(csv.DictReader(f"{line}\n" for line in text.split("\n")))
    return {str(row[key]): str(row.get("url", "")) for row in rows if key in row}
