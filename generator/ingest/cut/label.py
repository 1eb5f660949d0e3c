"""What each block of a story's zone is: headline, caption, body, furniture …, with the rule that says so.

In: a page and a cut. Out: the segment. Where the cut is made is decided in segment.py.
"""

from generator.ingest.cut import boilerplate, picture_credits
from generator.ingest.cut.datelines import find_dateline_end
from generator.ingest.cut.page import PageUnits, StoryCut, is_section
from generator.model.source import Block, Label, Segment, SourceDocument

# Captions, dates and bylines stand at most so many units above the headline.
_HEAD_REACH = 6
# A story's date stands so near above its headline; farther up it is the day on which the page was looked at.
_DATE_REACH = 2
# So many lines are a list.
_FEWEST_ROWS = 3
# A sentence has so many words.
_SENTENCE = 3
# A standfirst has so many words, and a byline or date stands so near below it.
_STANDFIRST_WORDS = range(5, 61)
_SIGNED_REACH = 3
# A list of related stories inside a story has at most so many lines.
_LIST = 12


# What stands above a headline and says of what kind the story is.
_GENRES = frozenset(
    """analysis|opinion|comment|commentary|editorial|interview|exclusive|explainer|feature|features|profile|obituary
    |obituaries|review|live|update|breaking|special report|investigation|long read|the long read|fact check|q a|essay
    |column|dispatch|reportage|portrait|kommentar|analyse|leitartikel|nachruf|entretien|enquête|enquete|tribune|editorial
    |chronique|récit|recit|análisis|analisis|opinión|opinion|entrevista|reportaje|crónica|cronica|editoriale|intervista
    |commento|análise|entrevista|reportagem|تحليل|رأي|مقابلة|حوار|تقرير|خاص|انتقاد|интервью|мнение|анализ|репортаж
    |комментарий|söyleşi|analiz|yorum|röportaj""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def label_segment(document: SourceDocument, page: PageUnits, story: StoryCut, zone: range) -> Segment:
    """The segment of `story`, with a label for each block of its zone."""
    first, last = _find_first_body(page, story), _find_last_body(page, story, zone)
    standfirst = _find_standfirst(page, story, first)
    first = first if standfirst < first else _find_next_text(page, first, last)
    blocks = []
    for n in zone:
        if page.units[n].rule in (boilerplate.PUBLICATION, boilerplate.PUBLICATION_ENDS):
            label, reason = Label.FURNITURE, page.units[n].rule or ""
        elif n == standfirst:
            label, reason = Label.STANDFIRST, "a sentence between the headline and the byline or date"
        elif n < first:
            label, reason = _choose_head_label(page, n, story)
        elif n <= last:
            label, reason = _choose_body_label(page, n, story, first)
        elif page.units[n].rule == "print edition":
            label, reason = Label.PRINT_EDITION, "print-edition line"
        else:
            label, reason = Label.FURNITURE, page.units[n].rule or "after the story"
        unit = page.units[n]
        start, end = document.lines[unit.first].start, document.lines[unit.last].end
        blocks.append(Block(unit.text, start, end, label, reason, unit.credit))
    own = [block for block in blocks if block.label is not Label.FURNITURE]
    why, sure = story.start.reason, story.start.strong
    return Segment(start=own[0].start, end=own[-1].end, reason=why, blocks=tuple(blocks), sure=sure)


def _find_first_body(page: PageUnits, story: StoryCut) -> int:
    """The first unit of the body: short sentences right before the first long one belong to it."""
    first, headline = story.first, story.start.headline
    if page.is_bare and _is_list(page, range(headline + 1, first)):
        return headline + 1
    while first - 1 > headline:
        before = page.units[first - 1]
        is_apart = before.rule or before.date or before.byline or before.bullet or first - 1 in page.captions
        if is_apart or not before.terminal or before.words < _SENTENCE or before.key == page.units[headline].key:
            break
        first -= 1
    return first


def _is_list(page: PageUnits, between: range) -> bool:
    """Whether the lines between a headline and its text are a list, and not dates, bylines or captions."""
    rows = [page.units[n] for n in between]
    odd = any(unit.rule or unit.date or unit.byline for unit in rows) or any(n in page.captions for n in between)
    return len(rows) >= _FEWEST_ROWS and not odd


def _find_standfirst(page: PageUnits, story: StoryCut, first: int) -> int:
    """The unit of the standfirst: right below the headline, above the byline or date; -1 where there is none."""
    n = story.start.headline + 1
    while n < first and (page.units[n].rule or n in page.captions or page.units[n].key == page.units[n - 1].key):
        n += 1
    if n >= len(page.units) or n > first or not 0 <= story.start.headline < n:
        return -1
    unit = page.units[n]
    if unit.words not in _STANDFIRST_WORDS or unit.bullet or unit.date or unit.byline or find_dateline_end(unit.text):
        return -1
    if page.units[story.start.headline].key in unit.key:  # the trail, or the headline once more
        return -1
    below = page.units[n + 1 : min(n + 1 + _SIGNED_REACH, story.last + 1)]
    signed = next((m for m, neighbour in enumerate(below) if neighbour.byline or neighbour.date), len(below))
    text = next((m for m, neighbour in enumerate(below) if neighbour.prose), len(below))
    return n if signed < text and n < story.last else -1


def _find_next_text(page: PageUnits, n: int, last: int) -> int:
    """The first running text behind the unit at `n`, at most that at `last`."""
    return next((m for m in range(n + 1, last) if page.is_text(m)), last)


def _find_last_body(page: PageUnits, story: StoryCut, zone: range) -> int:
    """The last unit of the body: short sentences right after the last long one belong to it; on a bare page, all."""
    last, bare = story.last, page.is_bare
    while last + 1 < zone.stop:
        after = page.units[last + 1]
        if after.rule or after.bullet or last + 1 in page.captions or after.blanks > page.blanks + 1:
            break
        if not bare and (after.blanks > max(1, page.blanks) or not after.terminal or after.words < 2):
            break
        last += 1
    return last


def _choose_head_label(page: PageUnits, n: int, story: StoryCut) -> tuple[Label, str]:
    """What a unit before the body is."""
    unit, at = page.units[n], story.start.headline
    headline = page.units[at] if at < story.first else None
    if headline and unit.key == headline.key and n >= at:
        return Label.HEADLINE, story.start.reason
    if n < at - _HEAD_REACH:
        return Label.FURNITURE, unit.rule or "before the story"
    if n in page.captions:
        return Label.CAPTION, "printed twice in a row or ended by a credit"
    if unit.byline:
        return Label.BYLINE, "a line that says who wrote it"
    if unit.date and n < at and _is_masthead(page, range(n + 1, at)):
        return Label.FURNITURE, "the day of the visit, above the menu"
    if unit.date:
        return Label.DATE, "a line that is a date"
    if n < at:
        return _choose_label_above(page, n, at)
    if n > at and _is_late_caption(page, n):
        return Label.CAPTION, "printed again, or with a name in brackets, above the text"
    return Label.FURNITURE, unit.rule or ("share mark" if n > at else "before the story")


def _choose_label_above(page: PageUnits, n: int, at: int) -> tuple[Label, str]:
    """What a line above the headline at `at` is that is no date, byline or caption."""
    unit = page.units[n]
    if boilerplate.is_trail(unit.text):
        return Label.SECTION, "the trail of sections above the headline"
    if n == at - 1 and unit.key in _GENRES:
        return Label.KICKER, "what kind of story it is, above the headline"
    if n == at - 1 and is_section(unit) and (unit.blanks > page.blanks or _has_only_page_before(page, n)):
        return Label.SECTION, "a short line above the headline"
    return Label.FURNITURE, unit.rule or "before the story"


def _is_masthead(page: PageUnits, between: range) -> bool:
    """Whether the menu, or too much else, stands between a date and the headline below it."""
    return len(between) > _DATE_REACH or any(page.units[n].rule or page.units[n].bullet for n in between)


def _is_under_related(page: PageUnits, n: int) -> bool:
    """Whether a short line stands in a list that a line such as "Read more:" opens."""
    for before in range(n - 1, max(-1, n - 1 - _LIST), -1):
        if page.is_text(before):
            return False
        if page.units[before].rule == "related stories":
            return True
    return False


def _has_only_page_before(page: PageUnits, n: int) -> bool:
    """Whether nothing but menus and the like stands above a unit."""
    return all(unit.rule or unit.bullet for unit in page.units[:n])


def _is_late_caption(page: PageUnits, n: int) -> bool:
    """Whether a line between headline and text is a caption that no other rule knows."""
    unit = page.units[n]
    if unit.words < 4 or unit.rule:
        return False
    return page.counts[unit.key] > 1 or picture_credits.has_name_in_brackets(unit.text)


def _choose_body_label(page: PageUnits, n: int, story: StoryCut, first: int) -> tuple[Label, str]:
    """What a unit between the first and the last of the body is."""
    unit = page.units[n]
    if unit.rule:
        return Label.FURNITURE, unit.rule
    if n in page.captions:
        return Label.CAPTION, "printed twice in a row or ended by a credit"
    if n < first + 4 and unit.byline:
        return Label.BYLINE, "a line that says who wrote it"
    if unit.date:
        return (Label.DATE, "a line that is a date") if n < first + 4 else (Label.FURNITURE, "a date between the text")
    if not page.is_text(n) and _is_under_related(page, n):
        return Label.FURNITURE, "below related stories"
    if story.start.headline < first and unit.key == page.units[story.start.headline].key:
        return Label.FURNITURE, "the headline again"
    return Label.BODY, "running text"
