"""What a page states about its story, weighed with what it prints.

In: the fields that a story prints, and the metadata of its page. Out: the fields of the story. What is printed counts
for the headline; for the day and the writer, what the page states for programs is more exact than its layout. Nothing
is invented: a field that is neither printed nor stated stays None.
"""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from generator.ingest.reading.publications import read_url_date
from generator.model.article import DateBasis, PartialDate, PrintedFields
from generator.model.capture import Metadata, Stated
from generator.text.normalise import fold_words

# A line that is no more like a stated title than this is another line.
_UNLIKE = 0.2
# A stated headline of fewer words may be a part of another.
_FEWEST_WORDS = 3
# What stands between a headline and names in the title of a page.
_BETWEEN_NAMES = re.compile(r"\s+[|\-–—·•»/]+\s+|\s*[_｜|»]+\s*|--+|:{2,}")
_BETTER_BASES = frozenset((DateBasis.PRINT_EDITION, DateBasis.EDITOR))
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST_NAME = 80
# The rules that state writers for programs begin like this.
_LINKED, COLUMN = "JSON-LD", "column "


def choose_main_story(titles: Sequence[str], metadata: Metadata) -> int:
    """Return the number of the story that the page's metadata is about: that with the stated headline, else the first.

    `titles` are the headlines of the stories in order.
    """
    scores = [max((compare_titles(title, stated.text) for stated in metadata.titles), default=0.0) for title in titles]
    return max(range(len(titles)), key=lambda n: (scores[n], -n))


def compare_titles(first: str, second: str) -> float:
    """Return the share of their words that two headlines have in common."""
    own, other = Counter(fold_words(first)), Counter(fold_words(second))
    return 2 * (own & other).total() / max(1, own.total() + other.total())


def merge_stated_fields(printed: PrintedFields, metadata: Metadata, *, is_main: bool, heading: str) -> PrintedFields:
    """Return the fields of a story; what the page states about its story counts for its main story only.

    `heading` is the tag of the printed headline; if it is empty, the title are the first words of the text.
    """
    publication = printed.publication or _shorten(metadata.publication)
    url = _choose_address(metadata) or printed.url
    if not is_main:
        return msgspec.structs.replace(printed, publication=publication, url=url)
    date, basis = _choose_date(printed, metadata)
    modified = metadata.modified.day if metadata.modified else printed.modified
    return msgspec.structs.replace(
        printed,
        title=choose_title(printed.title if heading else "", heading, metadata.titles) or printed.title,
        date=date,
        date_basis=basis,
        modified=modified if modified and date and modified.iso > date.iso else None,
        publication=publication,
        section=_shorten(metadata.section) or printed.section,
        byline=_choose_byline(printed.byline, metadata),
        language=printed.language or _read_language(metadata),
        url=url,
        summary=printed.summary or _read_standfirst(metadata),
    )


def _read_standfirst(metadata: Metadata) -> str | None:
    """Return the standfirst that a record has; the summary of a page is often its beginning, or about its site."""
    summary = metadata.summary
    return summary.text if summary and summary.rule.startswith(COLUMN) else None


def _shorten(stated: Stated | None) -> str | None:
    return stated.text if stated and len(stated.text) <= _LONGEST_NAME else None


def _choose_address(metadata: Metadata) -> str | None:
    """Return the address that a page gives itself, or else from which it was saved."""
    return metadata.canonical.text if metadata.canonical else metadata.url.text if metadata.url else None


def choose_title(printed: str, heading: str, stated: Sequence[Stated]) -> str:
    """Return the headline as printed, without a kicker or a name of the page that the stated headline does not have.

    If none is printed, or a line that has nothing of any stated title and is no `heading` of the first level, it is the
    stated one; of the title of the page, the part that is no name.
    """
    headlines = [title.text for title in stated if title.rule != "title"]
    if not printed:
        return headlines[0] if headlines else next((cut_title(title.text) for title in stated), "")
    if headlines and heading != "h1" and max(compare_titles(printed, item.text) for item in stated) < _UNLIKE:
        return headlines[0]
    if any(printed.lower() in title.text.lower() for title in stated):
        return printed
    for headline in headlines:
        place = printed.lower().find(headline.lower())
        if place >= 0 and len(headline.split()) >= _FEWEST_WORDS:
            return printed[place : place + len(headline)]
    return printed


def cut_title(title: str) -> str:
    """Return the title of a page without names of the publication and its sections: its first long part."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(title) if part and part.strip()]
    longest = max(map(len, parts), default=0)
    return next((part for part in parts if len(part) * 2 >= longest), title)


def _choose_date(printed: PrintedFields, metadata: Metadata) -> tuple[PartialDate | None, DateBasis | None]:
    """Return the day of publication: as printed, or else as stated, or as the address has it.

    Pages state days in another zone than they print, or that of an import into their system. On 47 pages that differ,
    the printed day was right 29 times, the stated day 18 times. A line that says "updated" gives no printed day.
    """
    stated = metadata.published[0] if metadata.published else None
    if printed.date and (stated is None or printed.date_basis in _BETTER_BASES):
        return printed.date, printed.date_basis
    if stated:
        is_printed = printed.date_basis is DateBasis.PAGE and printed.date != stated.day
        return (printed.date, DateBasis.PAGE) if is_printed else (stated.day, stated.basis)
    day = read_url_date(_choose_address(metadata) or "")
    return day, DateBasis.URL if day else None


def _choose_byline(printed: str | None, metadata: Metadata) -> str | None:
    """Return the printed byline if it has the stated names, or no linked data or record states any; else the stated."""
    if not metadata.bylines:
        return printed
    stated = metadata.bylines[0]
    if printed and (not stated.rule.startswith((_LINKED, COLUMN)) or _has_names(printed, stated.text)):
        return printed
    return stated.text


def _has_names(printed: str, stated: str) -> bool:
    return set(fold_words(stated)) <= set(fold_words(printed))


def _read_language(metadata: Metadata) -> str | None:
    """Return the language that the page declares, without its region."""
    match = _LANGUAGE.fullmatch(metadata.language.text.strip().lower()) if metadata.language else None
    return match[0].replace("_", "-").partition("-")[0] if match else None
