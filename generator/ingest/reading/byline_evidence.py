"""Weigh the lines of a page that may be the byline of a story.

In: the lines, the positions of a story, a line parsed as a byline. Out: its weight: labels weigh most, names alone by
their place, their neighbours, their given name, and what else the page says about their bearer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

import msgspec

from generator.ingest.reading.byline_words import ADDRESS, DOUBLED, FAR_EASTERN, ROLE, STAFF_ALONE
from generator.ingest.reading.bylines import LATIN_END, Byline, has_given_name, is_byline_label, parse_byline
from generator.text.dates import read_date_line

# Signs around a line of a page.
EDGES = " *#•·-|"
# Words around a writer's name: "Ann Lee is …", "posts by Ann Lee".
_WRITER_BEHIND = re.compile(r"\s(?:is|was|has|covers|writes|joined|ist|hat|schreibt|est|es|è|é|jest|är|er|—|–|-)\s")
_WRITER_BEFORE = re.compile(r"(?:by|von|par|por|über|about|follow|contact|email|autor|author|автор)\s$", re.IGNORECASE)
_MARKED, _LABELLED, _DATED = 3.0, 3.0, 2.0
_GIVEN, _NOT_GIVEN = 1.0, 0.6
_BESIDE_DATE, _IN_MENU, _OF_OTHERS = 0.8, -3.0, -2.0
_NEAR, _RIGHT_BEHIND = 8, 2
# What is printed of a writer's picture, and how much it weighs; a name printed twice is one.
_PORTRAIT = re.compile(
    r"\b(?:avatar|headshot|portrait|author image|profile (?:picture|photo|image)|autorenbild)\b", re.IGNORECASE
)
_PICTURED = 1.0
# A name with an address beside it.
_ADDRESSED = 1.0
# The subject of a story is not its writer: the name is in the headline, or in so many lines of text.
_SUBJECT, _SUBJECT_LINES = -2.0, 3
_PICTURE = re.compile(r"(?:photo|foto|image|bild|picture|credit|crédit|©|fotograf)", re.IGNORECASE)
# A name on more lines than this belongs to a menu; this many other prints of a name are examined.
_MENU, _PRINTS = 6, 8
_SHORT = 60
_IN_SENTENCE = 2.0
# So many lines below a text may sign it, or list its comments.
BEHIND = 16


class StoryLines(msgspec.Struct, frozen=True, dict=True):
    """The lines of a page, and the position of a story in them."""

    lines: Sequence[str]
    headline: int
    first_body: int
    last_body: int

    @cached_property
    def counts(self) -> Counter[str]:
        """The number of times each line is printed, in lower case."""
        return Counter(" ".join(line.split()).lower() for line in self.lines)


def weigh_byline(story: StoryLines, n: int, byline: Byline) -> float:
    """Return the weight of the line at `n`."""
    above = find_neighbour(story.lines, n, -1)
    weight = _MARKED if byline.is_marked else 0.0
    if is_byline_label(above):
        weight += _LABELLED - (2.0 if byline.is_marked else 0.0)
    weight += _weigh_place(story, n, is_marked=byline.is_marked)
    if not byline.is_marked:
        weight += _weigh_names(story, n, byline, (above, find_neighbour(story.lines, n, 1)))
    elif byline.names and _is_dated(story.lines[n]):
        weight += _BESIDE_DATE
    if _PICTURE.match(above):
        weight -= 2.0
    if STAFF_ALONE.fullmatch(byline.text) and not _is_near(story, n):
        weight += _IN_MENU
    if n > story.last_body + _RIGHT_BEHIND and _has_writers_behind(story, byline):
        weight += _OF_OTHERS
    return weight


def _is_dated(text: str) -> bool:
    line = read_date_line(text)
    return line is not None and any(mention.date for mention in line.mentions)


def _is_near(story: StoryLines, n: int) -> bool:
    """Return whether a line stands right below the headline, or beside a date."""
    if story.headline < n < story.first_body and n - story.headline <= _NEAR:
        return True
    return any(_is_dated(find_neighbour(story.lines, n, step)) for step in (-1, 1))


def _has_writers_behind(story: StoryLines, byline: Byline) -> bool:
    """Return whether others sign lines below the text too, as in comments and lists of stories."""
    names = set()
    for line in story.lines[story.last_body + 1 : story.last_body + 1 + 2 * BEHIND]:
        further = parse_byline(line.strip(EDGES))
        if further and further.names and (further.is_marked or _is_dated(line)):
            names.add(further.names)
    return bool(names - {byline.names})


def _weigh_place(story: StoryLines, n: int, *, is_marked: bool) -> float:
    """Return the weight of a line's position: highest between headline and text."""
    headline, first_body, last_body = story.headline, story.first_body, story.last_body
    if headline < n < first_body:  # the farther below the headline, the less
        above = max(0, min(n - headline - 6, 2 * (first_body - n))) if headline >= 0 else 2 * (first_body - n)
        return 2.0 - 0.05 * above
    if n < first_body:
        return 0.3 - 0.1 * (headline - n)
    if n <= last_body:
        return 0.8 - 0.1 * (n - first_body)
    return 0.8 - 0.08 * (n - last_body) - (0.0 if is_marked else 0.8)


def _weigh_names(story: StoryLines, n: int, byline: Byline, neighbours: tuple[str, str]) -> float:
    """Return the weight of names without a label."""
    weight = 0.0
    own = read_date_line(story.lines[n])
    if own and any(mention.date for mention in own.mentions):
        weight += _DATED
    elif any((line := read_date_line(line_text)) and line.mentions for line_text in neighbours):
        weight += 1.0
    if any(len(line_text) <= _SHORT and ROLE.search(line_text) for line_text in neighbours[1:]):
        weight += 0.8
    if _is_inside_sentence(neighbours[1]):
        weight -= _IN_SENTENCE
    name = byline.names[0] if byline.names else byline.text
    if 2 <= len(name.split()) <= 3 or FAR_EASTERN.fullmatch(name):
        weight += 0.3
    if byline.names and name[0] < LATIN_END:
        weight += _GIVEN if has_given_name(name) else -_NOT_GIVEN
    if byline.names:
        weight += _weigh_other_prints(story, n, name)
        weight += _SUBJECT if _is_subject(story, n, name) else 0.0
    if ADDRESS.search(story.lines[n]):
        weight += _ADDRESSED
    if _PORTRAIT.search(neighbours[0]) or DOUBLED.fullmatch(story.lines[n].strip()):
        weight += _PICTURED
    weight -= 1.0 if story.counts[byline.text.lower()] > _MENU else 0.0
    return weight


def _is_subject(story: StoryLines, n: int, name: str) -> bool:
    """Return whether a story is about the person with this name."""
    last = re.compile(rf"(?<!\w){re.escape(name.rsplit(maxsplit=1)[-1])}(?!\w)")
    if story.headline not in (-1, n) and last.search(story.lines[story.headline]):
        return True
    text = story.lines[story.first_body : max(story.first_body, story.last_body - 2)]
    return sum(bool(last.search(line)) for line in text) >= _SUBJECT_LINES


def _is_inside_sentence(below: str) -> bool:
    """Return whether the line below a name continues a sentence that contains the name."""
    return below[:1] in {".", ",", ";", ")"} or (below[:1].islower() and " " in below and read_date_line(below) is None)


def _weigh_other_prints(story: StoryLines, n: int, name: str) -> float:
    """Return the weight of other lines with a name: alone after the text, or in a sentence about the writer."""
    text = range(story.first_body, story.last_body - 1)
    rows = (m for m, line in enumerate(story.lines) if name in line and m != n and m not in text)
    for m in islice(rows, _PRINTS):
        before, _, behind = story.lines[m][:200].partition(name)
        if not behind.strip() or _WRITER_BEHIND.match(behind) or _WRITER_BEFORE.search(before):
            return 0.9
    return 0.0


def find_neighbour(lines: Sequence[str], n: int, step: int) -> str:
    """Return the next line above or below that is not blank, at most three away."""
    for m in range(n + step, n + 4 * step, step):
        if 0 <= m < len(lines) and lines[m].strip():
            return lines[m].strip(EDGES)
    return ""
