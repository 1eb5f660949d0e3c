"""A page cut into stories, every block labelled.

In: a source document. Out: its segments in order; together they hold all of the page. A page
without a story gives none. What a headline or a date says is read later, in fields.py.

The cut is made where a headline announces another story after running text (announce.py); texts that nothing
announces are teasers, comments and boxes, unless they are the heavier.
"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from generator.ingest.cut import boilerplate
from generator.ingest.cut.datelines import find_dateline_end
from generator.ingest.cut.label import label_segment
from generator.ingest.cut.page import PageUnits, StoryCut, StoryStart
from generator.ingest.cut.page import build_page as make_page
from generator.ingest.cut.page_context import EMPTY_CONTEXT, PageContext, mark_recurring_lines
from generator.ingest.cut.story_starts import (
    find_dateline_start,
    find_first_headline,
    find_first_start,
    find_repeated_headlines,
    find_repeated_start,
    find_weighed_start,
    find_zone_start,
    is_spoken_headline,
    may_be_headline,
)
from generator.ingest.cut.units import Unit, find_units
from generator.model.source import Segment, SourceDocument

# Running text goes on after so many units that are none (a crosshead, a quotation's source).
_SHORT_GAP = 3
# A heavier body may go on after a longer interruption, such as a box in the middle of a story.
_LONG_GAP = 12
_HEAVY_WORDS = 60
# So many units of running text in a row are no teasers.
_FLOW = 2
_SENTENCE = 4
# So many units ahead are looked at for how heavy a body is.
_AHEAD = 8
# A weakly announced body this many times lighter than the page's heaviest is a teaser, not a story.
_TEASER_RATIO = 6
_TEASER_WORDS = 60
# A page of menus with less running text than this holds no story; a wire brief without a page around it does.
_STORY_WORDS = 25
# The headline of a brief stands among so many first units of its page.
_BRIEF_REACH = 40
# Unannounced text takes the place of the text before it when it is so many times heavier.
_APART_RATIO = 1.5
# So many units that are no running text are a menu: a page begins anew.
_MENU = 15


def segment(document: SourceDocument, context: PageContext = EMPTY_CONTEXT) -> tuple[Segment, ...]:
    """The stories of `document` in order, none where it has only furniture."""
    page = make_page(find_units(document, context.find_publication(document)))
    stories = _drop_teasers(page, _find_stories(page)) or _find_brief(page)
    segments = []
    for n, story in enumerate(stories):
        zone_start = 0 if n == 0 else story.start.zone
        zone_end = stories[n + 1].start.zone if n + 1 < len(stories) else len(page.units)
        segments.append(label_segment(document, page, story, range(zone_start, zone_end)))
    return mark_recurring_lines(segments, context.recurring)


def _find_stories(page: PageUnits) -> list[StoryCut]:
    """The bodies of running text, each with the headline that announces it."""
    repeats, first = find_repeated_headlines(page), find_first_headline(page)
    stories: list[StoryCut] = []
    last = -1
    for index in range(len(page.units)):
        if not page.is_text(index) or index in page.captions or is_spoken_headline(page, index):
            continue
        gap = range(last + 1, index)
        start = find_repeated_start(page, gap, repeats)
        if not start and stories:
            start = find_weighed_start(page, gap, index, first) or find_dateline_start(page, gap, index, stories[-1])
        if start or not stories:
            stories.append(StoryCut(start or find_first_start(page, gap), index, index))
        elif _is_closed(page, gap, index):
            stories.append(StoryCut(_find_unannounced_start(page, gap), index, index, is_unannounced=True))
        else:
            stories[-1] = msgspec.structs.replace(stories[-1], last=index)
        last = index
    return _select_heavier(page, stories)


def _find_brief(page: PageUnits) -> list[StoryCut]:
    """The story of a page without running text, such as a table of earnings: told by its dateline or date.

    Its body are all lines from there to the first that is page.
    """
    for n, unit in enumerate(page.units[1:_BRIEF_REACH], start=1):
        first = n if find_dateline_end(unit.text) else n + 1 if unit.date else 0
        if not first or first == len(page.units) or not may_be_headline(page.units[n - 1]):
            continue
        last = first
        while last + 1 < len(page.units) and not (page.units[last + 1].rule or page.units[last + 1].bullet):
            last += 1
        if not (page.units[first].rule or page.units[first].bullet):
            return [StoryCut(StoryStart(0, n - 1, "a dateline or date below a headline", strong=True), first, last)]
    return []


def _select_heavier(page: PageUnits, stories: Sequence[StoryCut]) -> list[StoryCut]:
    """The stories, each with at most one of its own text and the unannounced texts behind it: the heaviest.

    A page's cookie notice or teaser may come first, and its story later without a headline that says so.
    """
    sure = ("comment box", boilerplate.PUBLICATION_ENDS)
    comments = [n for n, unit in enumerate(page.units) if unit.rule in sure and not unit.bullet]
    tails = [n for n, unit in enumerate(page.units) if boilerplate.is_story_end(unit.rule) and not unit.bullet]
    selection: list[StoryCut] = []
    weight = heaviest = 0
    signed = False
    for story in stories:
        own = _count_text_words(page, story)
        if not story.is_unannounced:
            selection.append(story)
        else:
            # Comments may well be longer than their story. Below the end of a signed story nothing is one.
            comment = weight >= _TEASER_WORDS and _is_between(comments, selection[-1], story)
            below = signed and weight >= _STORY_WORDS and _is_between(tails, selection[-1], story)
            if comment or below or own <= _APART_RATIO * heaviest:
                continue
            zone = selection[-1].start.zone if selection[-1].start.strong else story.start.zone
            start = msgspec.structs.replace(story.start, zone=min(zone, story.start.zone))
            selection[-1] = msgspec.structs.replace(story, start=start)
        weight, heaviest, signed = own, max(heaviest, own), _is_signed(page, selection[-1])
    return selection


def _is_between(indexes: Sequence[int], above: StoryCut, below: StoryCut) -> bool:
    """Whether one of `indexes` units, in order, stands between two texts."""
    n = bisect_right(indexes, above.last)
    return n < len(indexes) and indexes[n] < below.first


def _is_signed(page: PageUnits, story: StoryCut) -> bool:
    """Whether something about a text says that it is a story: a dateline, a date or byline, a caption."""
    head = range(story.start.headline + 1, story.first)
    signed = any(page.units[n].date or page.units[n].byline or n in page.captions for n in head)
    return signed or bool(find_dateline_end(page.units[story.first].text))


def _count_text_words(page: PageUnits, story: StoryCut) -> int:
    """The words of running text in a body."""
    return sum(page.units[n].words for n in range(story.first, story.last + 1) if page.is_text(n))


def _find_unannounced_start(page: PageUnits, gap: range) -> StoryStart:
    """The start of text that nothing announces: its best headline, strong or not."""
    start = find_first_start(page, gap)
    zone = find_zone_start(page, gap, start.headline) if start.headline in gap else gap.stop
    return msgspec.structs.replace(start, zone=zone, reason="heavier than the text before it")


def _is_closed(page: PageUnits, gap: range, index: int) -> bool:
    """Whether the story is over in `gap`, so that the running text at `index` belongs to the page."""
    between = [page.units[n] for n in gap]
    if len(gap) > _LONG_GAP or any(boilerplate.is_never_inside(unit.rule) for unit in between):
        return True
    if _is_flowing(page, index):
        return False
    if any(boilerplate.is_story_end(unit.rule) for unit in between):
        return True
    if len(gap) <= _SHORT_GAP or all((unit.bullet or unit.text.endswith(":")) and not unit.rule for unit in between):
        return False
    return sum(unit.words for unit in page.units[index : index + _AHEAD] if unit.prose) < _HEAVY_WORDS


def _is_flowing(page: PageUnits, index: int) -> bool:
    """Whether the text at `index` goes on as running text: no box of teasers, whose headlines stand between."""
    next_units = page.units[index : index + _FLOW]
    return len(next_units) == _FLOW and all(unit.prose or _is_sentence(unit) for unit in next_units)


def _is_sentence(unit: Unit) -> bool:
    """Whether `unit` is a short sentence."""
    return unit.terminal and unit.words >= _SENTENCE and not (unit.rule or unit.bullet)


def _drop_teasers(page: PageUnits, stories: list[StoryCut]) -> list[StoryCut]:
    """The stories without weakly announced bodies that are small beside the heaviest one of the page."""
    weights = [_count_text_words(page, story) for story in stories]
    heaviest = max(weights, default=0)
    labels = sum(not unit.prose for unit in page.units)
    if heaviest < _STORY_WORDS and labels >= _MENU:
        return []
    selection = []
    for story, weight in zip(stories, weights, strict=True):
        if weight < heaviest and _is_teaser_list(page, story):
            continue
        if weight >= _TEASER_WORDS or weight * _TEASER_RATIO > heaviest or not _is_teased(page, story):
            selection.append(story)
    return selection


def _is_teaser_list(page: PageUnits, story: StoryCut) -> bool:
    """Whether each paragraph of a text stands below a headline of its own, and nothing says that it is a story."""
    prose = [n for n in range(story.first, story.last + 1) if page.units[n].prose]
    below = all(n > 0 and not page.units[n - 1].prose and may_be_headline(page.units[n - 1]) for n in prose)
    return len(prose) > 1 and below and not _is_signed(page, story)


def _is_teased(page: PageUnits, story: StoryCut) -> bool:
    """Whether nothing about a short text says that it is a story: no dateline, no date or byline, no caption.

    A box of teasers prints headline and first sentence of other pages, often twice.
    """
    if not story.start.strong or page.counts[page.units[story.first].key] > 1:
        return True
    return not _is_signed(page, story)
