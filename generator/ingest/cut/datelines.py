"""The dateline at the start of a story: place, sometimes day and agency, set off by a colon or dash.

In: a paragraph. Out: where its dateline ends and what it prints. Tables, so that another form is one line.
"""

import re
from functools import lru_cache

_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+"
_PLACE = rf"{_UPPER}(?:[ /]{_UPPER}){{0,4}}"
_TITLE = r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:[ ](?:[A-ZÀ-ÖØ-Þ][\w'’.-]+|de|del|la|le|el|al|do|da|of|and|upon)){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})?"
_AGENCY = r"\((?:[A-Z][\w./ &-]{1,40}|dpa|afp|ap|reuters|ansa)\)"
_DASH = r"\s*(?:[-–—―]{1,2})\s+"

_FORMS = re.compile(
    rf"""
      (?P<a>{_PLACE}(?:,[ ](?:{_TITLE}|{_UPPER}))?(?:,[ ]{_DAY})?(?:[ ,]+{_AGENCY})?)(?:{_DASH}|:\s+(?=\S))
    | (?P<b>{_TITLE}(?:,[ ]{_TITLE})?(?:,[ ]{_DAY})?[ ,]+{_AGENCY})(?:{_DASH}|:\s+)
    | (?P<c>{_TITLE}(?:,[ ]{_TITLE})?,[ ]{_DAY})(?:{_DASH}|:\s+)
    | (?P<d>{_TITLE}(?:,[ ]{_TITLE})?)\s+[–—]\s+(?=[A-ZÀ-Þ“"'‘])
    | (?P<e>[\u0621-\u064a]{{3,}}(?:[ ][\u0621-\u064a]{{2,}}){{0,2}}(?:\s?[(«][^()«»]{{2,30}}[)»])?)\s*(?:[-–—]\s+|:\s+)
    """,
    re.VERBOSE,
)
# Words in capitals that open a paragraph and name no place.
_NO_PLACE = frozenset(
    "note update updated correction editor warning live watch breaking analysis opinion exclusive video q a read"
    " factbox explainer advisory urgent newsletter photo photos image caption source sources alert listen comment"
    " ملاحظة تحديث تصحيح عاجل المصدر".split()
)
_LONGEST = 120
# So much of a paragraph is looked at: a dateline, and something behind it.
_HEAD = 160


def find_dateline_end(text: str) -> int:
    """Where the story begins behind the dateline of the paragraph `text`; 0 where it has none."""
    match = _match(text[:_HEAD])
    return match.end() if match else 0


def parse_dateline(text: str) -> str | None:
    """The dateline of the paragraph `text` as printed, without the mark that sets it off."""
    match = _match(text[:_HEAD])
    return match[match.lastgroup or 0].strip() if match else None


@lru_cache(maxsize=256)  # a paragraph is asked about several times in a row
def _match(text: str) -> re.Match[str] | None:
    """The dateline that `text` begins with."""
    match = _FORMS.match(text, 0, _LONGEST)
    if not match or len(text) - match.end() < 2:
        return None
    first = re.split(r"[\s,'’.:]", match[0], maxsplit=1)[0].lower()
    return None if first in _NO_PLACE else match
