"""A page cut into stories, every block labelled.

In: a source document. Out: its segments in order; together they hold all of the page. A page
without a story gives none. What a headline or a date says is read later, in fields.py.

The cut is made where a headline announces another story after running text. Evidence is counted, never
a single cue trusted: repeated headlines and blank lines each fail on pages where the other works.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

import msgspec

from generator.ingest import furniture
from generator.ingest.datelines import dateline_end
from generator.ingest.units import Unit, ends_in_brackets, speaks_to_reader, units
from generator.model.source import Block, Label, Segment, SourceDocument

# A headline that is printed twice stands twice within this many units: captions and share marks between.
_REPEAT_WINDOW = 14
_HEADLINE_WORDS = range(2, 36)
_HEADLINE_LENGTH = 240
# Evidence (see _evidence) that makes a cut between two bodies of text.
_CUT = 2.5
# Running text goes on after so many units that are none (a crosshead, a quotation's source).
_SHORT_GAP = 3
# A heavier body may go on after a longer interruption, such as a box in the middle of a story.
_LONG_GAP = 12
_HEAVY_WORDS = 60
# A weakly announced body this many times lighter than the page's heaviest is a teaser, not a story.
_TEASER_RATIO = 6
_TEASER_WORDS = 60
# A page of menus with less running text than this holds no story; a wire brief without a page around it does.
_STORY_WORDS = 25
# So many units that are no running text are a menu: a page begins anew.
_MENU = 15
# Captions, dates and bylines stand at most so many units above the headline.
_HEAD_REACH = 6


class _Page(msgspec.Struct, frozen=True):
    """The units of a page and what was counted on all of them once."""

    units: tuple[Unit, ...]
    counts: Counter[str]
    captions: frozenset[int]
    blanks: int


class _Start(msgspec.Struct, frozen=True):
    """Where a story's zone begins (unit index), where its headline stands, and what says so."""

    zone: int
    headline: int
    reason: str
    strong: bool


class _Story(msgspec.Struct, frozen=True):
    """A start and the first and last unit of its body, both inclusive."""

    start: _Start
    first: int
    last: int


def segment(document: SourceDocument) -> tuple[Segment, ...]:
    """The stories of `document` in order, none where it has only furniture."""
    page = _page(units(document))
    stories = _without_teasers(page, _stories(page))
    made = []
    for n, story in enumerate(stories):
        zone_start = 0 if n == 0 else story.start.zone
        zone_end = stories[n + 1].start.zone if n + 1 < len(stories) else len(page.units)
        made.append(_segment(document, page, story, range(zone_start, zone_end)))
    return tuple(made)


def _page(all_units: tuple[Unit, ...]) -> _Page:
    """The page of `all_units`."""
    return _Page(
        units=all_units,
        counts=Counter(unit.key for unit in all_units),
        captions=_captions(all_units),
        blanks=median_low([unit.blanks for unit in all_units if unit.prose] or [1]),
    )


def _captions(all_units: Sequence[Unit]) -> frozenset[int]:
    """Units that are captions wherever they stand: printed twice in a row, or ended by a credit."""
    found = set()
    for index, unit in enumerate(all_units):
        after = all_units[index + 1] if index + 1 < len(all_units) else None
        if after and unit.key == after.key and unit.words > 3 and not after.blanks:
            found |= {index, index + 1}
        if unit.credit >= 0 and unit.words <= 90 and (unit.credit == 0 or not unit.terminal):
            found.add(index)
    keys = {all_units[index].key for index in found if all_units[index].words > 3}
    return frozenset(found | {index for index, unit in enumerate(all_units) if unit.key in keys})


def _stories(page: _Page) -> list[_Story]:
    """The bodies of running text, each with the headline that announces it."""
    repeats = _repeated_headlines(page)
    stories: list[_Story] = []
    last, over = -1, False
    for index, unit in enumerate(page.units):
        if not unit.prose or index in page.captions:
            continue
        gap = range(last + 1, index)
        start = _announced(page, gap, repeats) or (_weighed(page, gap, index) if stories else None)
        if start or not stories:
            stories.append(_Story(start or _first_start(page, gap), index, index))
            over = False
        elif over or _closes(page, gap, index):
            over = True
        else:
            stories[-1] = msgspec.structs.replace(stories[-1], last=index)
        last = index
    return stories


def _closes(page: _Page, gap: range, index: int) -> bool:
    """Whether the story is over in `gap`, so that the running text at `index` belongs to the page."""
    if any(furniture.never_inside(page.units[n].rule) for n in gap):
        return True
    if len(gap) <= _SHORT_GAP:
        return False
    if len(gap) > _LONG_GAP or any(furniture.ends_story(page.units[n].rule) for n in gap):
        return True
    return sum(unit.words for unit in page.units[index : index + 8] if unit.prose) < _HEAVY_WORDS


def _may_be_headline(unit: Unit) -> bool:
    """Whether `unit` has the shape of a headline."""
    if unit.rule or unit.date or unit.byline or not unit.key or len(unit.text) > _HEADLINE_LENGTH:
        return False
    if unit.words not in _HEADLINE_WORDS and not (unit.words == 1 and len(unit.text) >= 8):
        return False
    return not unit.text.endswith((",", ":", ";")) and (not unit.terminal or unit.text[-1] not in ".…")


def _repeated_headlines(page: _Page) -> dict[int, int]:
    """First and last print of each headline that stands twice at the head of a story.

    Between the prints nothing but captions, marks and short lines may stand, or they are two stories.
    """
    found: dict[int, int] = {}
    firsts: dict[str, tuple[int, int]] = {}
    text = -1
    for index, unit in enumerate(page.units):
        if unit.prose and index not in page.captions and page.counts[unit.key] < 2:
            text = index
        if index in page.captions or not _may_be_repeated(unit):
            continue
        first, latest = firsts.get(unit.key, (index, index))
        if latest < index and index - latest <= _REPEAT_WINDOW and text < latest:
            found[first] = index
            firsts[unit.key] = (first, index)
        else:
            firsts[unit.key] = (index, index)
    return found


def _may_be_repeated(unit: Unit) -> bool:
    """Whether `unit` printed twice would announce a story; then a full stop does not matter."""
    if unit.rule or unit.date or unit.byline or unit.credit >= 0 or len(unit.text) > _HEADLINE_LENGTH:
        return False
    return unit.words in _HEADLINE_WORDS


def _announced(page: _Page, gap: range, repeats: dict[int, int]) -> _Start | None:
    """The start that a repeated headline in `gap` makes: the heaviest such pair before the text."""
    inside = [first for first, last in repeats.items() if first in gap and last in gap]
    if not inside:
        return None
    first = max(inside, key=lambda n: (min(page.units[n].words, 4), n))
    return _Start(_zone_start(page, gap, first), first, "headline repeated around captions", True)


def _zone_start(page: _Page, gap: range, headline: int) -> int:
    """The zone begins with the section line right before the headline, where there is one."""
    before = headline - 1
    if before in gap and _is_section(page.units[before]) and page.units[before].blanks > page.blanks:
        return before
    return headline


def _is_section(unit: Unit) -> bool:
    """Whether `unit` can be the name of a newspaper's section."""
    return unit.words in range(1, 5) and not (
        unit.rule or unit.bullet or unit.date or unit.byline or unit.terminal or any(c.isdigit() for c in unit.text)
    )


def _weighed(page: _Page, gap: range, index: int) -> _Start | None:
    """The start that the best headline in `gap` makes before the text at `index`, if evidence suffices."""
    scored = [
        (_evidence(page, gap, n, index), n)
        for n in gap
        if n not in page.captions and not page.units[n].bullet and _may_be_headline(page.units[n])
    ]
    score, best = max(scored, default=(0.0, -1))
    if score < _CUT:
        return None
    return _Start(_zone_start(page, gap, best), best, f"headline, evidence {score:g}", score >= _CUT + 1)


def _evidence(page: _Page, gap: range, headline: int, index: int) -> float:
    """How much speaks for `headline` announcing a new story that begins at `index`.

    The weights are steps of a half, set by hand on pages of several styles; what matters is that no
    single cue reaches _CUT but the combinations that pages really print do.
    """
    unit, after = page.units[headline], page.units[headline + 1 : index]
    top = page.units[_zone_start(page, gap, headline)]
    score = 0.5 if unit.words >= 4 else -1.0 if unit.words == 1 else 0.0
    score += 1.5 if top.blanks >= page.blanks + 2 else 0.0
    score += 2.0 if 2 <= page.counts[unit.key] <= 4 and unit.words >= 3 else 0.0
    score += 1.5 if any(other.date or other.byline for other in after[:5]) else 0.0
    score += 1.0 if any(n in page.captions for n in range(headline + 1, index)) else 0.0
    score += 1.5 if dateline_end(page.units[index].text) else 0.0
    score += 1.0 if any(furniture.ends_story(page.units[n].rule) for n in gap if n < headline) else 0.0
    score += 1.0 if len(gap) >= _MENU else 0.0
    score -= 3.0 if speaks_to_reader(page.units[index].text) else 0.0
    return score - 0.25 * max(0, len(after) - 4)


def _first_start(page: _Page, gap: range) -> _Start:
    """The start of a page's first story: the best headline before its text, strong or not."""
    scored = []
    for n in gap:
        unit = page.units[n]
        if n in page.captions or not _may_be_headline(unit):
            continue
        score = 2.0 * (2 <= page.counts[unit.key] <= 4) + 1.0 * (unit.words >= 4) - 1.5 * unit.bullet
        score += 1.0 * any(other.date or other.byline for other in page.units[n + 1 : min(n + 6, gap.stop)])
        score += 1.5 * _is_echoed(page, unit) - 0.1 * (gap.stop - n)
        scored.append((score, n))
    _, best = max(scored, default=(0.0, gap.stop))
    return _Start(0, best, "first text of the page", False)


def _is_echoed(page: _Page, unit: Unit) -> bool:
    """Whether the page's first line is this headline with the site's name added, as in a title tag."""
    return unit.words >= 4 and page.units[0] is not unit and page.units[0].key.startswith(unit.key)


def _without_teasers(page: _Page, stories: list[_Story]) -> list[_Story]:
    """The stories without weakly announced bodies that are small beside the heaviest one of the page."""
    weights = [
        sum(unit.words for unit in page.units[story.first : story.last + 1] if unit.prose) for story in stories
    ]
    heaviest = max(weights, default=0)
    labels = sum(not unit.prose for unit in page.units)
    if heaviest < _STORY_WORDS and labels >= _MENU:
        return []
    return [
        story
        for story, weight in zip(stories, weights, strict=True)
        if story.start.strong or weight >= _TEASER_WORDS or weight * _TEASER_RATIO > heaviest
    ]


def _segment(document: SourceDocument, page: _Page, story: _Story, zone: range) -> Segment:
    """The segment of `story`, with a label for each block of its zone."""
    first, last = _first_body(page, story), _last_body(page, story, zone)
    blocks = []
    for n in zone:
        if n < first:
            label, reason = _head_label(page, n, story)
        elif n <= last:
            label, reason = _body_label(page, n, story, first)
        elif page.units[n].rule == "print edition":
            label, reason = Label.PRINT_EDITION, "print-edition line"
        else:
            label, reason = Label.FURNITURE, page.units[n].rule or "after the story"
        unit = page.units[n]
        start, end = document.lines[unit.first].start, document.lines[unit.last].end
        blocks.append(Block(unit.text, start, end, label, reason, unit.credit))
    own = [block for block in blocks if block.label is not Label.FURNITURE]
    return Segment(
        start=own[0].start, end=own[-1].end, reason=story.start.reason, blocks=tuple(blocks)
    )


def _first_body(page: _Page, story: _Story) -> int:
    """The first unit of the body: short sentences right before the first long one belong to it."""
    first, headline = story.first, story.start.headline
    while first - 1 > headline:
        before = page.units[first - 1]
        apart = before.rule or before.date or before.byline or before.bullet or first - 1 in page.captions
        if apart or not before.terminal or before.words < 3 or before.key == page.units[headline].key:
            break
        first -= 1
    return first


def _last_body(page: _Page, story: _Story, zone: range) -> int:
    """The last unit of the body: short sentences right after the last long one belong to it."""
    last = story.last
    while last + 1 < zone.stop:
        after = page.units[last + 1]
        if after.rule or after.bullet or after.blanks > max(1, page.blanks) or not after.terminal or after.words < 2:
            break
        last += 1
    return last


def _head_label(page: _Page, n: int, story: _Story) -> tuple[Label, str]:
    """What a unit before the body is."""
    unit, at = page.units[n], story.start.headline
    headline = page.units[at] if at < story.first else None
    if headline and unit.key == headline.key and n >= at:
        return Label.HEADLINE, story.start.reason
    if n < at - _HEAD_REACH:
        return Label.FURNITURE, unit.rule or "before the story"
    if n in page.captions:
        return Label.CAPTION, "printed twice in a row or ended by a credit"
    if unit.date:
        return Label.DATE, "a line that is a date"
    if unit.byline:
        return Label.BYLINE, "a line that says who wrote it"
    if n < at and furniture.is_trail(unit.text):
        return Label.SECTION, "the trail of sections above the headline"
    if n == at - 1 and _is_section(unit) and (n == 0 or unit.blanks > page.blanks):
        return Label.SECTION, "a short line above the headline"
    if n > at and unit.words >= 4 and not unit.rule:
        if page.counts[unit.key] > 1:
            return Label.CAPTION, "printed again above the text"
        if ends_in_brackets(unit.text):
            return Label.CAPTION, "a sentence with a name in brackets above the text"
    return Label.FURNITURE, unit.rule or ("share mark" if n > at else "before the story")


def _body_label(page: _Page, n: int, story: _Story, first: int) -> tuple[Label, str]:
    """What a unit between the first and the last of the body is."""
    unit = page.units[n]
    if unit.rule:
        return Label.FURNITURE, unit.rule
    if n in page.captions:
        return Label.CAPTION, "printed twice in a row or ended by a credit"
    if n < first + 4 and unit.date:
        return Label.DATE, "a line that is a date"
    if n < first + 4 and unit.byline:
        return Label.BYLINE, "a line that says who wrote it"
    if story.start.headline < first and unit.key == page.units[story.start.headline].key:
        return Label.FURNITURE, "the headline again"
    return Label.BODY, "running text"
