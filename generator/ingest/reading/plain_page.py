"""A page that is nothing but one story: a headline, at most a byline and a date, and paragraphs, as wires send them.

In: units. Out: the story, or None if anything else is printed, so that the page has to be judged. Most wire copy is so
plain that a network has nothing to find out, and is read several times as fast without.
"""

from collections.abc import Sequence

import msgspec

from generator.ingest.reading import boilerplate, picture_credits
from generator.ingest.reading.bylines import is_byline, parse_byline
from generator.ingest.reading.judge import has_dateline
from generator.ingest.reading.label import StoryRows
from generator.ingest.reading.page_dates import PageDate
from generator.ingest.reading.read_story import Signature
from generator.ingest.reading.units import Unit
from generator.text.dates import read_date_line
from generator.text.detect_language import detect_story_language

# How likely such a page is a story.
_PROBABILITY = 0.99
_HEAD = 3
_HEADLINE_WORDS = range(3, 26)
_SENTENCE, _PARAGRAPH = 5, 9
# So many paragraphs, and so many words in all, are a story.
_FEWEST, _WORDS, _WIRE_WORDS = 2, 40, 15
_MOST = 60
# So much of a paragraph is looked at for phrases that pages print.
_RULED = 260
_TAIL = 60


def read_plain_page(units: Sequence[Unit]) -> tuple[StoryRows, Signature] | None:
    """Return the story of a page with nothing else on it, and which lines below its headline sign it.

    Lines at its end that any page may have ("Sign up for our newsletter") are no matter.
    """
    stop = len(units)
    while stop > 1 and boilerplate.find_rule(units[stop - 1].text[:_RULED]):
        stop -= 1
    if not 1 < stop <= _MOST:
        return None
    headline = units[0]
    is_wire = headline.text.isupper()  # below such a headline figures stand line by line
    if headline.terminal or headline.text.count(" ") + 1 not in _HEADLINE_WORDS or _is_page(headline):
        return None
    first = _find_text(units, is_wire=is_wire)
    signature = _read_signature(units[1:first]) if first else None
    if signature is None:
        return None
    usual = units[first + 1].blanks if first + 1 < len(units) else 0
    keys = {headline.key}
    words, texts = 0, [unit.text for unit in units[first:stop]]
    for n in range(first, stop):
        unit = units[n]
        is_apart = n > first and unit.blanks != usual
        if is_apart or unit.key in keys or not (is_wire or _is_sentence(unit)) or _is_page(unit):
            return None
        if is_wire and unit.text.isupper():  # another headline
            return None
        if n > first and has_dateline(unit.text):
            return None
        keys.add(unit.key)
        words += unit.text.count(" ") + 1
    if stop - first < (1 if is_wire else _FEWEST) or words < (_WIRE_WORDS if is_wire else _WORDS):
        return None
    story = StoryRows(list(range(first, stop)), 0, _PROBABILITY, "nothing else is on the page", sure=True)
    return story, msgspec.structs.replace(signature, language=detect_story_language(texts))


def _find_text(units: Sequence[Unit], *, is_wire: bool) -> int:
    """Return where the text begins: at the first paragraph, or below the lines that sign wire copy; 0: nowhere."""
    for n, unit in enumerate(units[1 : 2 + _HEAD], start=1):
        if _is_paragraph(unit) or (is_wire and _read_signature(units[1 : n + 1]) is None):
            return n
    return 0


def _is_paragraph(unit: Unit) -> bool:
    return unit.terminal and unit.text.count(" ") >= _PARAGRAPH - 1


def _is_sentence(unit: Unit) -> bool:
    return unit.terminal and unit.text.count(" ") >= _SENTENCE - 1


def _is_page(unit: Unit) -> bool:
    """Return whether a unit is no text: an entry of a list, a rule between stories, a phrase of pages."""
    if unit.bullet or unit.separator or unit.text.startswith("#"):
        return True
    return boilerplate.find_rule(unit.text[:_RULED]) is not None or _has_credit(unit.text)


def _has_credit(text: str) -> bool:
    return (text[-1:] in ")]" or "/" in text[-_TAIL:]) and picture_credits.find_credit_start(text) >= 0


def _read_signature(lines: Sequence[Unit]) -> Signature | None:
    """Return what the lines below a headline say of who wrote the story and when; None if any says something else."""
    signature = Signature()
    for n, unit in enumerate(lines, start=1):
        line = read_date_line(unit.text)
        if line and (line.is_whole or line.is_apart) and not signature.date:
            if line.is_apart and is_byline(unit.text):
                return None
            date = PageDate(n, line.date) if line.date else None
            signature = msgspec.structs.replace(signature, date=date, date_block=n)
        elif (byline := parse_byline(unit.text)) and byline.is_marked and not signature.byline:
            signature = msgspec.structs.replace(signature, byline=byline, byline_block=n)
        else:
            return None
    return signature
