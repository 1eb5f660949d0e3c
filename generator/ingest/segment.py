"""A page cut into stories, every block labelled.

In: a source document. Out: its segments in order; together they hold all of the page. A page
without a story gives none. What a headline or a date says is read later, in fields.py.

The cut is made where a headline announces another story after running text. Evidence is counted, never
a single cue trusted: repeated headlines and blank lines each fail on pages where the other works.
"""

import re
from collections.abc import Sequence

import msgspec

from generator.ingest import furniture, picture_credits
from generator.ingest.datelines import dateline_end
from generator.ingest.label import labelled
from generator.ingest.page import Cut, Page, Start, is_section
from generator.ingest.page import page as make_page
from generator.ingest.units import Unit, speaks_to_reader, units
from generator.model.source import Segment, SourceDocument
from generator.text import dates

# A headline that is printed twice stands twice within this many units: captions and share marks between.
_REPEAT_WINDOW = 14
# From the last print to the text there are captions, a date, a byline and marks at most.
_REPEAT_REACH = 12
_HEADLINE_WORDS = range(2, 36)
_HEADLINE_LENGTH = 240
# Evidence (see _evidence) that makes a cut between two bodies of text.
_CUT = 2.5
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
# A headline with a byline or date right below it: then a text may speak to its reader.
_SIGNED = 2.0
# A headline stands at most so many units above its text: further up the distance outweighs all evidence.
_HEADLINE_REACH = 40
# A weakly announced body this many times lighter than the page's heaviest is a teaser, not a story.
_TEASER_RATIO = 6
_TEASER_WORDS = 60
# A page of menus with less running text than this holds no story; a wire brief without a page around it does.
_STORY_WORDS = 25
# The headline of a brief stands among so many first units of its page.
_BRIEF_REACH = 40
# A headline that is a sentence ("They just might be.") has no more words.
_SPOKEN_WORDS = 20
# Unannounced text takes the place of the text before it when it is so many times heavier.
_APART_RATIO = 1.5
# So many units that are no running text are a menu: a page begins anew.
_MENU = 15


_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_SECOND_SENTENCE = re.compile(r"\w{4}[.!?][”\"’]? [A-ZÀ-Þ]")
# A short line with a full date in it is a date line with something added ("ABU DHABI, 8 November 2017").
_DATED_WORDS = 9


def segment(document: SourceDocument) -> tuple[Segment, ...]:
    """The stories of `document` in order, none where it has only furniture."""
    page = make_page(units(document))
    stories = _without_teasers(page, _stories(page)) or _brief(page)
    made = []
    for n, story in enumerate(stories):
        zone_start = 0 if n == 0 else story.start.zone
        zone_end = stories[n + 1].start.zone if n + 1 < len(stories) else len(page.units)
        made.append(labelled(document, page, story, range(zone_start, zone_end)))
    return tuple(made)


def _stories(page: Page) -> list[Cut]:
    """The bodies of running text, each with the headline that announces it."""
    repeats = _repeated_headlines(page)
    stories: list[Cut] = []
    last = -1
    for index in range(len(page.units)):
        if not page.is_text(index) or index in page.captions or _is_spoken_headline(page, index):
            continue
        gap = range(last + 1, index)
        start = _announced(page, gap, repeats)
        if not start and stories:
            start = _weighed(page, gap, index) or _by_dateline(page, gap, index, stories[-1])
        if start or not stories:
            stories.append(Cut(start or _first_start(page, gap), index, index))
        elif _closes(page, gap, index):
            stories.append(Cut(_start_apart(page, gap), index, index, apart=True))
        else:
            stories[-1] = msgspec.structs.replace(stories[-1], last=index)
        last = index
    return _heavier(page, stories)


def _is_spoken_headline(page: Page, n: int) -> bool:
    """Whether a sentence is a headline: short, far below what is above it, with text right below."""
    unit, below = page.units[n], page.units[n + 1] if n + 1 < len(page.units) else None
    if not unit.prose or n == 0 or unit.words > _SPOKEN_WORDS or unit.blanks < page.blanks + 2:
        return False
    return below is not None and below.prose and below.blanks <= page.blanks


def _brief(page: Page) -> list[Cut]:
    """The story of a page without running text, such as a table of earnings: told by its dateline or date.

    Its body are all lines from there to the first that is page.
    """
    for n, unit in enumerate(page.units[1:_BRIEF_REACH], start=1):
        first = n if dateline_end(unit.text) else n + 1 if unit.date else 0
        if not first or first == len(page.units) or not _may_be_headline(page.units[n - 1]):
            continue
        last = first
        while last + 1 < len(page.units) and not (page.units[last + 1].rule or page.units[last + 1].bullet):
            last += 1
        if not (page.units[first].rule or page.units[first].bullet):
            return [Cut(Start(0, n - 1, "a dateline or date below a headline", strong=True), first, last)]
    return []


def _heavier(page: Page, stories: Sequence[Cut]) -> list[Cut]:
    """The stories, each with at most one of its own text and the unannounced texts behind it: the heaviest.

    A page's cookie notice or teaser may come first, and its story later without a headline that says so.
    """
    kept: list[Cut] = []
    for story in stories:
        if not story.apart:
            kept.append(story)
        elif _is_comment(page, kept[-1], story) or _is_below(page, kept[-1], story):
            continue
        elif _weight(page, story) > _APART_RATIO * max(_weight(page, other) for other in kept):
            zone = kept[-1].start.zone if kept[-1].start.strong else story.start.zone
            start = msgspec.structs.replace(story.start, zone=min(zone, story.start.zone))
            kept[-1] = msgspec.structs.replace(story, start=start)
    return kept


def _is_comment(page: Page, above: Cut, apart: Cut) -> bool:
    """Whether a text stands in the comments below a story, which may well be longer than it."""
    between = page.units[above.last + 1 : apart.first]
    marked = any(unit.rule == "comment box" and not unit.bullet for unit in between)
    return marked and _weight(page, above) >= _TEASER_WORDS


def _is_below(page: Page, above: Cut, apart: Cut) -> bool:
    """Whether a text stands below the end of a story that is signed: then it is no story, however long."""
    between = page.units[above.last + 1 : apart.first]
    ended = any(furniture.ends_story(unit.rule) and not unit.bullet for unit in between)
    return ended and _weight(page, above) >= _STORY_WORDS and _is_signed(page, above)


def _is_signed(page: Page, story: Cut) -> bool:
    """Whether something about a text says that it is a story: a dateline, a date or byline, a caption."""
    head = range(story.start.headline + 1, story.first)
    signed = any(page.units[n].date or page.units[n].byline or n in page.captions for n in head)
    return signed or bool(dateline_end(page.units[story.first].text))


def _weight(page: Page, story: Cut) -> int:
    """The words of running text in a body."""
    return sum(page.units[n].words for n in range(story.first, story.last + 1) if page.is_text(n))


def _start_apart(page: Page, gap: range) -> Start:
    """The start of text that nothing announces: its best headline, strong or not."""
    found = _first_start(page, gap)
    zone = _zone_start(page, gap, found.headline) if found.headline in gap else gap.stop
    return msgspec.structs.replace(found, zone=zone, reason="heavier than the text before it")


def _closes(page: Page, gap: range, index: int) -> bool:
    """Whether the story is over in `gap`, so that the running text at `index` belongs to the page."""
    if any(furniture.never_inside(page.units[n].rule) for n in gap):
        return True
    weight = sum(unit.words for unit in page.units[index : index + _AHEAD] if unit.prose)
    tail = any(furniture.ends_story(page.units[n].rule) for n in gap)
    if len(gap) <= _SHORT_GAP:
        return tail and (not _flows(page, index))
    if len(gap) > _LONG_GAP or (tail and not _flows(page, index)):
        return True
    is_list = all((page.units[n].bullet or page.units[n].text.endswith(":")) and not page.units[n].rule for n in gap)
    return not is_list and weight < _HEAVY_WORDS and not _flows(page, index)


def _flows(page: Page, index: int) -> bool:
    """Whether the text at `index` goes on as running text: no box of teasers, whose headlines stand between."""
    ahead = page.units[index : index + _FLOW]
    return len(ahead) == _FLOW and all(unit.prose or _is_sentence(unit) for unit in ahead)


def _is_sentence(unit: Unit) -> bool:
    """Whether `unit` is a short sentence."""
    return unit.terminal and unit.words >= _SENTENCE and not (unit.rule or unit.bullet)


def _may_be_headline(unit: Unit) -> bool:
    """Whether `unit` has the shape of a headline."""
    if unit.rule or unit.date or unit.byline or not unit.key or len(unit.text) > _HEADLINE_LENGTH:
        return False
    if unit.words not in _HEADLINE_WORDS and not (
        unit.words == 1 and len(unit.text) >= (8 if unit.key.isascii() else 4)
    ):
        return False
    if unit.text.endswith((",", ":", ";")) or (
        unit.terminal and unit.text[-1] in ".…。" and not _ends_in_letters(unit)
    ):
        return False
    if picture_credits.ends_in_brackets(unit.text) or _SECOND_SENTENCE.search(unit.text):
        return False
    return unit.words > _DATED_WORDS or dates.first(unit.text) is None


def _ends_in_letters(unit: Unit) -> bool:
    """Whether the full stop at the end belongs to an abbreviation, in a line of capitals ("… LEAVES U.S.")."""
    return unit.text.isupper() and bool(_INITIALS.search(unit.text))


def _repeated_headlines(page: Page) -> dict[int, int]:
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


def _announced(page: Page, gap: range, repeats: dict[int, int]) -> Start | None:
    """The start that a repeated headline in `gap` makes: the heaviest such pair before the text."""
    inside = [n for n in gap if repeats.get(n, -1) in gap and _is_near(page, repeats[n], gap.stop)]
    if not inside:
        return None
    first = max(inside, key=lambda n: (_has_caption(page, n, repeats[n]), min(page.units[n].words, 4), n))
    strong = _has_caption(page, first, repeats[first])
    reason = "headline repeated around captions" if strong else "headline repeated"
    return Start(_zone_start(page, gap, first), first, reason, strong)


def _is_near(page: Page, headline: int, text: int) -> bool:
    """Whether a headline's last print stands close enough above the text, and is no entry of a menu."""
    return text - headline <= _REPEAT_REACH and not page.units[headline].bullet and page.units[headline].words >= 3


def _has_caption(page: Page, first: int, last: int) -> bool:
    """Whether a caption stands between two prints of a headline: menus repeat their entries too, but without."""
    return any(n in page.captions for n in range(first + 1, last))


def _zone_start(page: Page, gap: range, headline: int) -> int:
    """The zone begins with the section line right before the headline, where there is one."""
    before = headline - 1
    if before in gap and is_section(page.units[before]) and page.units[before].blanks > page.blanks:
        return before
    return headline


def _weighed(page: Page, gap: range, index: int) -> Start | None:
    """The start that the best headline in `gap` makes before the text at `index`, if evidence suffices."""
    scored = [
        (_evidence(page, gap, n, index), n)
        for n in gap[-_HEADLINE_REACH:]
        if n not in page.captions
        and not page.units[n].bullet
        and (_may_be_headline(page.units[n]) or _is_spoken_headline(page, n))
    ]
    score, best = max(scored, default=(0.0, -1))
    if score < _CUT:
        return None
    return Start(_zone_start(page, gap, best), best, f"headline, evidence {score:g}", score >= _CUT + 1)


def _by_dateline(page: Page, gap: range, index: int, above: Cut) -> Start | None:
    """The start of a story without a headline: its dateline, far below or behind a sign, with an agency or like the one above."""
    apart = page.units[index].blanks >= page.blanks + 2
    apart |= any(page.units[n].rule in ("separator", "sign-off") for n in gap)
    printed = page.units[index].text[: dateline_end(page.units[index].text)]
    if not apart or not printed or not ("(" in printed or dateline_end(page.units[above.first].text)):
        return None
    return Start(index, index, "a dateline far below the text above", strong=True)


def _evidence(page: Page, gap: range, headline: int, index: int) -> float:
    """How much speaks for `headline` announcing a new story that begins at `index`.

    The weights are steps of a half, set by hand on pages of several styles; what matters is that no
    single cue reaches _CUT but the combinations that pages really print do.
    """
    unit, after = page.units[headline], page.units[headline + 1 : index]
    top = page.units[_zone_start(page, gap, headline)]
    score = 0.5 if unit.words >= 4 else -1.0 if unit.words == 1 else 0.0
    score += _space_above(page, gap, headline, top.blanks)
    score += 1.5 if 2 <= page.counts[unit.key] <= 4 and unit.words >= 3 else 0.0
    named = _names_below(after)
    score += named
    score += 1.0 if any(n in page.captions for n in range(headline + 1, index)) else 0.0
    score += 1.0 if _has_marks_below(page, headline, index) else 0.0
    score += _capitals(page, unit, page.units[index])
    score += (
        2.0 if any(other.rule == "separator" for other in page.units[max(gap.start, headline - 3) : headline]) else 0.0
    )
    score += (2.0 if unit.words >= 4 else 1.5) if dateline_end(page.units[index].text) else 0.0
    score += 1.0 if gap.start <= _first_tail(page, gap) < headline else 0.0
    score -= 2.0 if _is_listed(page, headline) or (not named and _is_boxed(page, gap, headline, index)) else 0.0
    score += 1.0 if len(gap) >= _MENU else 0.0
    score -= 3.0 if named < _SIGNED and speaks_to_reader(page.units[index].text) else 0.0
    return score - 0.25 * max(0, sum(not unit.rule for unit in after) - 4)


def _space_above(page: Page, gap: range, headline: int, blanks: int) -> float:
    """What the blank lines above a headline are worth: most when it stands right above the text."""
    if blanks < page.blanks + 2:
        return 0.0
    return 2.0 if headline == gap.stop - 1 and page.units[headline].words >= 4 else 1.5


def _names_below(after: Sequence[Unit]) -> float:
    """What a date and a byline below a headline are worth: each adds, and more right below it."""
    near = after[:5]
    found = any(unit.date for unit in near) + any(unit.byline for unit in near)
    if not found:
        return 0.0
    return 1.5 + (found - 1) + (0.5 if near[0].date or near[0].byline else 0.0)


def _capitals(page: Page, headline: Unit, text: Unit) -> float:
    """What capitals are worth: a headline set so over text that is not, more where the page's first is set so too."""
    if headline.words < 3 or not headline.text.isupper() or text.text.isupper():
        return 0.0
    first = next((unit for unit in page.units if _may_be_headline(unit) and unit.words >= 3), headline)
    return 2.0 if first is not headline and first.text.isupper() and headline.words >= 4 else 1.0


def _has_marks_below(page: Page, headline: int, index: int) -> bool:
    """Whether nothing but share marks stands between a headline and its text."""
    after = page.units[headline + 1 : index]
    return bool(after) and all(unit.rule == "share mark" for unit in after)


def _is_listed(page: Page, n: int) -> bool:
    """Whether a headline stands in a list of related stories, with no blank line above it up to where that begins."""
    while n > 0 and not page.units[n].blanks:
        n -= 1
        if page.units[n].rule == "related stories":
            return True
    return False


def _is_boxed(page: Page, gap: range, headline: int, index: int) -> bool:
    """Whether a headline with a single paragraph stands below a line such as "Related stories"."""
    alone = index + 1 >= len(page.units) or not page.units[index + 1].prose
    below = any(unit.rule == "related stories" and not unit.bullet for unit in page.units[gap.start : headline])
    return alone and below and not dateline_end(page.units[index].text)


def _first_tail(page: Page, gap: range) -> int:
    """The first unit of `gap` that usually stands after a story, -1 where there is none."""
    return next((n for n in gap[:_HEADLINE_REACH] if furniture.ends_story(page.units[n].rule)), -1)


def _first_start(page: Page, gap: range) -> Start:
    """The start of a page's first story: the best headline before its text, strong or not."""
    scored = []
    for n in gap:
        unit = page.units[n]
        if n in page.captions or not _may_be_headline(unit):
            continue
        score = 2.0 * (2 <= page.counts[unit.key] <= 4) + 1.0 * (unit.words >= 4) - 1.5 * unit.bullet
        score += 1.0 * any(other.date or other.byline for other in page.units[n + 1 : min(n + 6, gap.stop)])
        score += 1.5 * _is_echoed(page, unit) - 0.1 * (gap.stop - n)
        score += 0.5 * (unit.words >= 4 and not (n > gap.start and _is_title_shaped(page, n - 1)))
        scored.append((score, n))
    _, best = max(scored, default=(0.0, gap.stop))
    return Start(0, best, "first text of the page", False)


def _is_title_shaped(page: Page, n: int) -> bool:
    """Whether the unit above is a headline itself: of headline and standfirst the first is the headline."""
    unit = page.units[n]
    return unit.words >= 4 and n not in page.captions and _may_be_headline(unit)


def _is_echoed(page: Page, unit: Unit) -> bool:
    """Whether the page's first line is this headline with the site's name added, as in a title tag."""
    return unit.words >= 4 and page.units[0] is not unit and page.units[0].key.startswith(unit.key)


def _without_teasers(page: Page, stories: list[Cut]) -> list[Cut]:
    """The stories without weakly announced bodies that are small beside the heaviest one of the page."""
    weights = [_weight(page, story) for story in stories]
    heaviest = max(weights, default=0)
    labels = sum(not unit.prose for unit in page.units)
    if heaviest < _STORY_WORDS and labels >= _MENU:
        return []
    kept = []
    for story, weight in zip(stories, weights, strict=True):
        if weight < heaviest and _is_teaser_list(page, story):
            continue
        if weight >= _TEASER_WORDS or weight * _TEASER_RATIO > heaviest or not _is_teased(page, story):
            kept.append(story)
    return kept


def _is_teaser_list(page: Page, story: Cut) -> bool:
    """Whether each paragraph of a text stands below a headline of its own, and nothing says that it is a story."""
    prose = [n for n in range(story.first, story.last + 1) if page.units[n].prose]
    below = all(n > 0 and not page.units[n - 1].prose and _may_be_headline(page.units[n - 1]) for n in prose)
    return len(prose) > 1 and below and not _is_signed(page, story)


def _is_teased(page: Page, story: Cut) -> bool:
    """Whether nothing about a short text says that it is a story: no dateline, no date or byline, no caption.

    A box of teasers prints headline and first sentence of other pages, often twice.
    """
    if not story.start.strong or page.counts[page.units[story.first].key] > 1:
        return True
    return not _is_signed(page, story)
