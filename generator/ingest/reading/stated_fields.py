"""What a page states about its story, weighed with what it prints.

In: the fields that a story prints, and the metadata of its page. Out: the fields of the story. What is printed counts
for the headline; for the day and the writer, what the page states for programs is more exact than its layout. Nothing
is invented: a field that is neither printed nor stated stays None.
"""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from generator.model.article import DateBasis, PartialDate, PrintedFields
from generator.model.capture import Metadata, Stated
from generator.text.normalise import fold_key, fold_words

# A printed headline is the stated one if they share so much of their words.
_SAME_TITLE = 0.6
_BETTER_BASES = frozenset((DateBasis.PRINT_EDITION, DateBasis.EDITOR))
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST_NAME = 80


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


def merge_stated_fields(printed: PrintedFields, metadata: Metadata, *, is_main: bool) -> PrintedFields:
    """Return the fields of a story; what the page states about its story counts for its main story only."""
    publication = printed.publication or _shorten(metadata.publication)
    url = _choose_address(metadata) or printed.url
    if not is_main:
        return msgspec.structs.replace(printed, publication=publication, url=url)
    date, basis = _choose_date(printed, metadata)
    modified = metadata.modified.day if metadata.modified else printed.modified
    return msgspec.structs.replace(
        printed,
        title=choose_title(printed.title, metadata.titles),
        date=date,
        date_basis=basis,
        modified=modified if modified and date and modified.iso > date.iso else None,
        publication=publication,
        section=_shorten(metadata.section) or printed.section,
        byline=_choose_byline(printed.byline, metadata),
        language=printed.language or _read_language(metadata),
        url=url,
    )


def _shorten(stated: Stated | None) -> str | None:
    return stated.text if stated and len(stated.text) <= _LONGEST_NAME else None


def _choose_address(metadata: Metadata) -> str | None:
    """Return the address that a page gives itself, or else from which it was saved."""
    return metadata.canonical.text if metadata.canonical else metadata.url.text if metadata.url else None


def choose_title(printed: str, stated: Sequence[Stated]) -> str:
    """Return the headline as printed, or as stated if the printed line is another or has more than the headline."""
    likest = max(stated, key=lambda item: compare_titles(printed, item.text), default=None)
    if likest is None:
        return printed
    if compare_titles(printed, likest.text) < _SAME_TITLE:
        return stated[0].text
    return printed


def _choose_date(printed: PrintedFields, metadata: Metadata) -> tuple[PartialDate | None, DateBasis | None]:
    if printed.date_basis in _BETTER_BASES or not metadata.published:
        return printed.date, printed.date_basis
    best = metadata.published[0]
    return best.day, best.basis


def _choose_byline(printed: str | None, metadata: Metadata) -> str | None:
    """Return the byline as printed if it has the stated names; else the stated names, or what is printed."""
    if not metadata.bylines:
        return printed
    stated = metadata.bylines[0].text
    if printed and set(fold_key(stated).split()) <= set(fold_key(printed).split()):
        return printed
    return stated


def _read_language(metadata: Metadata) -> str | None:
    """Return the language that the page declares, without its region."""
    match = _LANGUAGE.fullmatch(metadata.language.text.strip().lower()) if metadata.language else None
    return match[0].replace("_", "-").partition("-")[0] if match else None
