"""The lines of a page gathered into units: a paragraph, a headline, a menu entry.

In: a source document. Out: units in order, each some lines with everything between them. Lines belong together if they
were broken because the next word had no room, if a sentence goes on in lower case, or if a link or a bold word was set
on a line of its own inside a sentence. What a unit is on its page is decided elsewhere, where its neighbours are known.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from generator.ingest.reading.characters import WIDE, count_characters
from generator.model.document import SourceDocument
from generator.model.marks import Marks
from generator.text.line_breaks import join_pair

BULLET = re.compile(r"\s*(?:[*+•·▪◦‣»›>|–—-]|o(?=\s)|\d{1,2}\.(?=\s))(?:\s+|$)")
_BULLET_SIGNS = frozenset("*+•·▪◦‣»›>|–—-o0123456789")
# What ends a sentence, and what may stand behind that.
_TERMINALS = frozenset(".!?…。！？؟।۔")
_BEHIND_END = "\"'”’»)] \t"
# Signs that stand between two stories or parts of a story.
_SEPARATOR = re.compile(r"(?:[*_=~#•·–—+-]\s*){3,}|-30-")
# "- 3 -" between the lines of a paragraph that was broken over two pages.
_PAGE_NUMBER = re.compile(r"\s*[-–—]\s?\d{1,4}\s?[-–—]\s*")
_WIDE_SIGNS = re.compile("[\u2e80-\u9fff\uff00-\uff60]")
_SPACES = re.compile(r" {2,}")
_LONGEST_SEPARATOR = 120
# Pages are broken at widths between these.
_WIDTHS = range(42, 111)
# The width of a line is that of so many lines on either side of it.
_NEAR = 12
# So many lines near a line, at least, end where the next word had no room.
_BROKEN_LINES = 3
# No character of two columns is before this.
_FIRST_WIDE = 0x2E80
# A first line is set in by so many spaces.
_SET_IN = 2
# A line that a sentence goes on from has so many characters, and what is set inside it at most so many.
_SENTENCE, _INSERT = 30, 70
_GOES_ON = frozenset(",.;:)]}!?’”»、，。；：）")
_OPENS = frozenset("([{“«„‘¿¡#*[|")
_CLOSES = frozenset(",(“«‘„-–—")


# Elements that are entries of a list.
_ITEMS = frozenset(("li", "dd", "option"))


class Unit(msgspec.Struct, gc=False, frozen=True):
    """Lines `first` to `last` of a document, both inclusive, that belong together.

    `text` has broken lines joined and no bullet; `key` is it in lower case, for comparing; `blanks` are the blank lines
    above. `marks` are those of its line if the page is marked up; then every unit is a line.
    """

    first: int
    last: int
    text: str
    key: str
    blanks: int
    indent: int
    bullet: bool
    terminal: bool
    separator: bool
    marks: Marks | None = None


def gather_units(document: SourceDocument) -> list[Unit]:
    """Return the units of `document` in order; blank lines are in none."""
    lines = document.lines
    if document.marks:
        return [_build_marked_unit(n, lines[n].text, marks) for n, marks in enumerate(document.marks)]
    texts = [line.text for line in lines]
    rows = [n for n, text in enumerate(texts) if text and not text.isspace()]
    if not rows:
        return []
    joins = _find_joins([texts[n] for n in rows], rows)
    units: list[Unit] = []
    start, blanks = 0, rows[0]
    for at in range(1, len(rows) + 1):
        if at < len(rows) and joins[at]:
            continue
        units.append(_build_unit(texts, rows[start:at], blanks))
        if at < len(rows):
            start, blanks = at, rows[at] - rows[at - 1] - 1
    return units


def _find_joins(texts: Sequence[str], rows: Sequence[int]) -> list[bool]:
    """Return for each line that is not blank whether it goes on with what the line above it began."""
    joins = [False] * len(texts)
    if all(below - above > 1 for above, below in pairwise(rows)):
        return joins
    indents = [len(text) - len(text.lstrip()) for text in texts]
    widths = _wrap_widths(texts)
    ends = [ends_sentence(text) for text in texts]
    begins = [text[indent : indent + 1] for text, indent in zip(texts, indents, strict=True)]
    for n in range(1, len(texts)):
        if rows[n] != rows[n - 1] + 1 or texts[n] == texts[n - 1]:
            continue
        above, width = n - 1, widths[n - 1]
        joins[n] = (width > 0 and _is_broken(texts, indents, above, width, joins)) or (
            not ends[above]
            and (begins[n].islower() or begins[n] in _GOES_ON)
            and _is_continued(texts[above], texts[n], begins[n])
        )
    _join_inserts(texts, rows, begins, ends, joins)
    return joins


# Thai and Lao print no full stop; a line of so many characters is a paragraph.
_LONG_WITHOUT_STOP = 80


def ends_sentence(text: str) -> bool:
    """Return whether a sentence ends at the end of `text`."""
    if len(text) >= _LONG_WITHOUT_STOP and "\u0e00" <= text[-1] <= "\u0eff":
        return True
    return not text[-1:].isalnum() and text[-8:].rstrip(_BEHIND_END)[-1:] in _TERMINALS


def _wrap_widths(texts: Sequence[str]) -> list[int]:
    """Return the width at which the lines around each line are broken, 0 if they are not."""
    wide = _count_wide(texts)
    sizes = np.array([len(text) for text in texts]) + wide
    has_space = np.array([" " in text for text in texts])
    edges = np.where(has_space | (wide > 0), sizes, 0)
    widest = _find_widest(edges)
    may_wrap = (widest >= _WIDTHS.start) & (widest < _WIDTHS.stop)
    if not may_wrap.any():
        return [0] * len(texts)
    firsts = np.array([len(text.split(None, 1)[0]) for text in texts])
    firsts[wide > 0] = 2
    is_full = np.zeros(len(texts), dtype=np.int64)
    is_full[:-1] = (edges[:-1] + 1 + firsts[1:] > widest[:-1]) & (edges[:-1] * 2 > widest[:-1])
    is_wrapped = (_count_near(is_full) >= _BROKEN_LINES) & may_wrap
    result: list[int] = np.where(is_wrapped, widest, 0).tolist()
    return result


def _count_wide(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return how many characters of each text take two columns."""
    units = np.frombuffer("".join(texts).encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if units.max(initial=0) < _FIRST_WIDE:
        return np.zeros(len(texts), dtype=np.int64)
    return count_characters(texts)[:, WIDE]


def _find_widest(edges: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the widest of the lines near each line; each step doubles the lines that are looked at."""
    widest = np.pad(edges, _NEAR)
    covered, window = 1, 2 * _NEAR + 1
    while covered < window:
        step = min(covered, window - covered)
        widest = np.maximum(widest[:-step], widest[step:])
        covered += step
    return widest


def _count_near(marks: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many of the lines near each line are marked."""
    sums = np.cumsum(np.pad(marks, (_NEAR + 1, _NEAR)))
    return sums[2 * _NEAR + 1 :] - sums[: -2 * _NEAR - 1]


def _is_broken(texts: Sequence[str], indents: Sequence[int], above: int, width: int, joins: Sequence[bool]) -> bool:
    """Return whether the line `above` was broken because the first word of the next had no room."""
    line, below = texts[above].rstrip(), texts[above + 1]
    word = below.split(None, 1)[0]
    is_wide = word[0] >= "\u2e80"
    room = _count_columns(line) + (2 if is_wide else 1 + len(word))
    if room <= width or len(line) < 0.5 * min(width, 60) * (0.5 if is_wide else 1):
        return False
    if BULLET.match(below) and not joins[above]:
        return False
    deeper = indents[above + 1] - indents[above]
    if BULLET.match(texts[above]):
        return deeper >= 0
    return deeper < _SET_IN or (below.lstrip()[:1].islower() and deeper < 2 * _SET_IN)


def _count_columns(text: str) -> int:
    """Return how many columns `text` takes."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE_SIGNS.findall(text))


def _is_continued(above: str, below: str, begin: str) -> bool:
    """Return whether the sentence of the line `above` goes on in `below`, which begins with the character `begin`."""
    if begin in _GOES_ON:
        return len(below) > 1 or len(above) > _SENTENCE
    if begin.islower():
        last = above.rstrip()[-1:]
        return (
            (last.islower() or last in _CLOSES or last.isdigit() or last in "”’»")
            and (len(above) >= _SENTENCE or len(below) >= _SENTENCE)
            and not above.isupper()
        )
    return False


def _join_inserts(
    texts: Sequence[str], rows: Sequence[int], begins: Sequence[str], ends: Sequence[bool], joins: list[bool]
) -> None:
    """Join what is set on a line of its own inside a sentence: a link, a name, a bold word."""
    for n in range(1, len(texts) - 1):
        if joins[n] or not joins[n + 1] or rows[n] != rows[n - 1] + 1 or ends[n - 1] or len(texts[n]) > _INSERT:
            continue
        last = texts[n - 1].rstrip()[-1:]
        is_open = last.islower() or last in _CLOSES
        if is_open and len(texts[n - 1]) >= _SENTENCE and begins[n] not in _OPENS and " " in texts[n - 1].strip():
            joins[n] = True


def _build_marked_unit(n: int, text: str, marks: Marks) -> Unit:
    """Return the unit of a line whose element says whether it is an entry of a list."""
    plain = _SPACES.sub(" ", text) if "  " in text else text
    is_separator = not text[:1].isalpha() and len(text) < _LONGEST_SEPARATOR and bool(_SEPARATOR.fullmatch(text))
    is_item = marks.element.tag in _ITEMS
    return Unit(n, n, plain, plain.lower(), marks.blanks, 0, is_item, ends_sentence(plain), is_separator, marks)


def _build_unit(texts: Sequence[str], rows: Sequence[int], blanks: int) -> Unit:
    """Return the unit of the lines `rows`."""
    raw = texts[rows[0]]
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    separator = bool(
        not text[:1].isalpha()
        and len(text) < _LONGEST_SEPARATOR
        and (_SEPARATOR.fullmatch(text) or _PAGE_NUMBER.fullmatch(text))
    )
    bullet = None
    if not separator and text[:1] in _BULLET_SIGNS:
        bullet = BULLET.match(text)
        if bullet and text[:1].isdigit():
            bullet = None
    if bullet:
        text = text[bullet.end() :]
    if len(rows) > 1:
        text = _join([text, *(texts[n].strip() for n in rows[1:])])
    if "  " in text:
        text = _SPACES.sub(" ", text)
    terminal = ends_sentence(text)
    return Unit(rows[0], rows[-1], text, text.lower(), blanks, indent, bullet is not None, terminal, separator)


def _join(parts: Sequence[str]) -> str:
    """Return the parts as one text; no space before a sign that closes, or between two characters of Chinese."""
    text = parts[0]
    for part in parts[1:]:
        if not part:
            continue
        is_tight = part[0] in _GOES_ON or (text[-1:] >= "\u2e80" and part[0] >= "\u2e80")
        text = f"{text}{part}" if is_tight else join_pair(text, part)
    return text
