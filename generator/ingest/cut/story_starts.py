"""What announces a story: a headline printed twice, or one for which enough speaks, or a dateline.

In: a page, and the units between two texts (the gap). Out: where a story starts and why. What becomes of the texts is
decided in segment.py.

Evidence is counted, never a single cue trusted: repeated headlines and blank lines each fail on pages where the
other works.
"""

import re
from collections.abc import Sequence

from generator.ingest.cut import boilerplate, picture_credits
from generator.ingest.cut.datelines import find_dateline_end
from generator.ingest.cut.page import PageUnits, StoryCut, StoryStart, is_section
from generator.ingest.cut.units import Unit, is_addressed_to_reader
from generator.text import dates

# A headline that is printed twice appears twice within this many units: captions and share marks between.
_REPEAT_WINDOW = 14
# From the last print to the text there are captions, a date, a byline and marks at most.
_REPEAT_REACH = 12
_HEADLINE_WORDS = range(2, 36)
_HEADLINE_LENGTH = 240
# Evidence (see _evidence) that makes a cut between two bodies of text.
_CUT = 2.5
# A headline with a byline or date right below it: then a text may speak to its reader.
_SIGNED = 2.0
# A headline stands at most so many units above its text: further up the distance outweighs all evidence.
_HEADLINE_REACH = 40
# A headline that is a sentence ("They just might be.") has no more words.
_SPOKEN_WORDS = 20
# A word or two, in capitals or not, are an agency or a section.
_FEWEST_WORDS = 3
_SECOND_SENTENCE = re.compile(r"\w{4}[.!?][”\"’]? [A-ZÀ-Þ]")
# A short line with a full date in it is a date line with something added ("ABU DHABI, 8 November 2017").
_DATED_WORDS = 9
# A sign between two stories stands so near above the headline of the second.
_SIGN_REACH = 3
# So many units that are no running text are a menu: a page begins anew.
_MENU = 15


def is_spoken_headline(page: PageUnits, n: int) -> bool:
    """Whether a sentence is a headline: short, far below what is above it, with text right below."""
    unit, below = page.units[n], page.units[n + 1] if n + 1 < len(page.units) else None
    if not unit.prose or n == 0 or unit.words > _SPOKEN_WORDS or unit.blanks < page.blanks + 2:
        return False
    return below is not None and below.prose and below.blanks <= page.blanks


def may_be_headline(unit: Unit) -> bool:
    """Whether `unit` has the shape of a headline."""
    if unit.rule or unit.date or unit.byline or not unit.key or len(unit.text) > _HEADLINE_LENGTH:
        return False
    if unit.words not in _HEADLINE_WORDS and not (
        unit.words == 1 and len(unit.text) >= (8 if unit.key.isascii() else 4)
    ):
        return False
    if unit.text.endswith((",", ":", ";")) or (
        unit.terminal and unit.text[-1] in ".…。" and not _is_wire_headline(unit)
    ):
        return False
    if picture_credits.has_name_in_brackets(unit.text) or _SECOND_SENTENCE.search(unit.text):
        return False
    return unit.words > _DATED_WORDS or dates.find_first_date(unit.text) is None


def _is_wire_headline(unit: Unit) -> bool:
    """Whether the full stop at the end is none of a sentence: in a line of capitals, as wires set headlines."""
    return unit.text.isupper() and unit.words >= _FEWEST_WORDS


def find_repeated_headlines(page: PageUnits) -> dict[int, int]:
    """First and last print of each headline that appears twice at the head of a story.

    Between the prints nothing but captions, marks and short lines may stand, or they are two stories.
    """
    last_prints: dict[int, int] = {}
    firsts: dict[str, tuple[int, int]] = {}
    text = -1
    for index, unit in enumerate(page.units):
        if unit.prose and index not in page.captions and page.counts[unit.key] < 2:
            text = index
        if index in page.captions or not _may_be_repeated(unit):
            continue
        first, latest = firsts.get(unit.key, (index, index))
        if latest < index and index - latest <= _REPEAT_WINDOW and text < latest:
            last_prints[first] = index
            firsts[unit.key] = (first, index)
        else:
            firsts[unit.key] = (index, index)
    return last_prints


def _may_be_repeated(unit: Unit) -> bool:
    """Whether `unit` printed twice would announce a story; then a full stop does not matter."""
    if unit.rule or unit.date or unit.byline or unit.credit >= 0 or len(unit.text) > _HEADLINE_LENGTH:
        return False
    return unit.words in _HEADLINE_WORDS


def find_repeated_start(page: PageUnits, gap: range, repeats: dict[int, int]) -> StoryStart | None:
    """The start that a repeated headline in `gap` makes: the heaviest such pair before the text."""
    candidates = [n for n in gap if repeats.get(n, -1) in gap and _is_near(page, repeats[n], gap.stop)]
    if not candidates:
        return None
    first = max(candidates, key=lambda n: (_has_caption(page, n, repeats[n]), min(page.units[n].words, 4), n))
    strong = _has_caption(page, first, repeats[first])
    reason = "headline repeated around captions" if strong else "headline repeated"
    return StoryStart(find_zone_start(page, gap, first), first, reason, strong)


def _is_near(page: PageUnits, headline: int, text: int) -> bool:
    """Whether a headline's last print stands close enough above the text, and is no entry of a menu."""
    return text - headline <= _REPEAT_REACH and not page.units[headline].bullet and page.units[headline].words >= 3


def _has_caption(page: PageUnits, first: int, last: int) -> bool:
    """Whether a caption stands between two prints of a headline: menus repeat their entries too, but without."""
    return any(n in page.captions for n in range(first + 1, last))


def find_zone_start(page: PageUnits, gap: range, headline: int) -> int:
    """The zone begins with the section line right before the headline, where there is one."""
    before = headline - 1
    if before in gap and is_section(page.units[before]) and page.units[before].blanks > page.blanks:
        return before
    return headline


def find_first_headline(page: PageUnits) -> Unit | None:
    """The first unit of a page that has the shape of a headline and some words."""
    return next((unit for unit in page.units if unit.words >= _FEWEST_WORDS and may_be_headline(unit)), None)


def find_weighed_start(page: PageUnits, gap: range, index: int, first: Unit | None) -> StoryStart | None:
    """The start that the best headline in `gap` makes before the text at `index`, if evidence suffices.

    `first` is the page's first headline.
    """
    scored = [
        (_weigh_evidence(page, gap, n, index) + _weigh_capitals(page.units[n], page.units[index], first), n)
        for n in gap[-_HEADLINE_REACH:]
        if n not in page.captions
        and not page.units[n].bullet
        and (may_be_headline(page.units[n]) or is_spoken_headline(page, n))
    ]
    score, best = max(scored, default=(0.0, -1))
    if score < _CUT:
        return None
    return StoryStart(find_zone_start(page, gap, best), best, f"headline, evidence {score:g}", score >= _CUT + 1)


def find_dateline_start(page: PageUnits, gap: range, index: int, above: StoryCut) -> StoryStart | None:
    """The start of a story without a headline: a dateline far below the text above, or behind a sign.

    It names an agency, or the story above has a dateline too.
    """
    is_apart = page.units[index].blanks >= page.blanks + 2
    is_apart |= any(page.units[n].rule in ("separator", "sign-off") for n in gap)
    dateline = page.units[index].text[: find_dateline_end(page.units[index].text)]
    if not is_apart or not dateline or not ("(" in dateline or find_dateline_end(page.units[above.first].text)):
        return None
    return StoryStart(index, index, "a dateline far below the text above", strong=True)


def _weigh_evidence(page: PageUnits, gap: range, headline: int, index: int) -> float:
    """How much speaks for `headline` announcing a new story that begins at `index`.

    The weights are steps of a half, set by hand on pages of several styles; what matters is that no
    single cue reaches _CUT but the combinations that pages really print do.
    """
    unit, after = page.units[headline], page.units[headline + 1 : index]
    top = page.units[find_zone_start(page, gap, headline)]
    score = 0.5 if unit.words >= 4 else -1.0 if unit.words == 1 else 0.0
    score += _weigh_space(page, gap, headline, top.blanks)
    score += 1.5 if 2 <= page.counts[unit.key] <= 4 and unit.words >= 3 else 0.0
    names_weight = _weigh_names(after)
    score += names_weight
    score += 1.0 if any(n in page.captions for n in range(headline + 1, index)) else 0.0
    score += 1.0 if _has_marks_below(page, headline, index) else 0.0
    above = page.units[max(gap.start, headline - _SIGN_REACH) : headline]
    score += 2.0 if any(neighbour.rule == "separator" for neighbour in above) else 0.0
    score += (2.0 if unit.words >= 4 else 1.5) if find_dateline_end(page.units[index].text) else 0.0
    score += 1.0 if gap.start <= _find_first_tail(page, gap) < headline else 0.0
    score -= 2.0 if headline in page.listed or (not names_weight and _is_boxed(page, gap, headline, index)) else 0.0
    score += 1.0 if len(gap) >= _MENU else 0.0
    score -= 3.0 if names_weight < _SIGNED and is_addressed_to_reader(page.units[index].text) else 0.0
    return score - 0.25 * max(0, sum(not unit.rule for unit in after) - 4)


def _weigh_space(page: PageUnits, gap: range, headline: int, blanks: int) -> float:
    """What the blank lines above a headline are worth: most when it stands right above the text."""
    if blanks < page.blanks + 2:
        return 0.0
    return 2.0 if headline == gap.stop - 1 and page.units[headline].words >= 4 else 1.5


def _weigh_names(after: Sequence[Unit]) -> float:
    """What a date and a byline below a headline are worth: each adds, and more right below it."""
    near = after[:5]
    count = any(unit.date for unit in near) + any(unit.byline for unit in near)
    if not count:
        return 0.0
    return 1.5 + (count - 1) + (0.5 if near[0].date or near[0].byline else 0.0)


def _weigh_capitals(headline: Unit, text: Unit, first: Unit | None) -> float:
    """What capitals are worth: a headline set so over text that is not, more where the page's first is set so too."""
    if headline.words < _FEWEST_WORDS or not headline.text.isupper() or text.text.isupper():
        return 0.0
    return 2.0 if first and first is not headline and first.text.isupper() and headline.words >= 4 else 1.0


def _has_marks_below(page: PageUnits, headline: int, index: int) -> bool:
    """Whether nothing but share marks stands between a headline and its text."""
    after = page.units[headline + 1 : index]
    return bool(after) and all(unit.rule == "share mark" for unit in after)


def _is_boxed(page: PageUnits, gap: range, headline: int, index: int) -> bool:
    """Whether a headline with a single paragraph stands below a line such as "Related stories"."""
    alone = index + 1 >= len(page.units) or not page.units[index + 1].prose
    below = any(unit.rule == "related stories" and not unit.bullet for unit in page.units[gap.start : headline])
    return alone and below and not find_dateline_end(page.units[index].text)


def _find_first_tail(page: PageUnits, gap: range) -> int:
    """The first unit of `gap` that usually stands after a story, -1 where there is none."""
    return next((n for n in gap[:_HEADLINE_REACH] if boilerplate.is_story_end(page.units[n].rule)), -1)


def find_first_start(page: PageUnits, gap: range) -> StoryStart:
    """The start of a page's first story: the best headline before its text, strong or not."""
    scored = []
    for n in gap:
        unit = page.units[n]
        if n in page.captions or not may_be_headline(unit):
            continue
        score = 2.0 * (2 <= page.counts[unit.key] <= 4) + 1.0 * (unit.words >= 4) - 1.5 * unit.bullet
        score += 1.0 * any(neighbour.date or neighbour.byline for neighbour in page.units[n + 1 : min(n + 6, gap.stop)])
        score += 1.5 * _is_echoed(page, unit) - 0.1 * (gap.stop - n)
        score += 0.5 * (unit.words >= 4 and not (n > gap.start and _is_title_shaped(page, n - 1)))
        scored.append((score, n))
    _, best = max(scored, default=(0.0, gap.stop))
    return StoryStart(0, best, "first text of the page", False)


def _is_title_shaped(page: PageUnits, n: int) -> bool:
    """Whether the unit above is a headline itself: of headline and standfirst the first is the headline."""
    unit = page.units[n]
    return unit.words >= 4 and n not in page.captions and may_be_headline(unit)


def _is_echoed(page: PageUnits, unit: Unit) -> bool:
    """Whether the page's first line is this headline with the site's name added, as in a title tag."""
    return unit.words >= 4 and page.units[0] is not unit and page.units[0].key.startswith(unit.key)
