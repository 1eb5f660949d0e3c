"""One saved page read: its stories in order, each with every unit named.

In: a source document, and what is known beside it. Out: segments; together they hold all of the page. A page without a
story gives none.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median_low

import msgspec

from generator.ingest.cut.page_context import EMPTY_CONTEXT, PageContext, mark_recurring_lines
from generator.ingest.reading import boilerplate, picture_credits
from generator.ingest.reading.access_notices import is_access_notice, is_plea
from generator.ingest.reading.bylines import is_byline, parse_byline
from generator.ingest.reading.features import RULED_LENGTH
from generator.ingest.reading.headlines import filter_headlines, is_lede, is_picture_count, prefer_line_above_name
from generator.ingest.reading.judge import (
    BODY,
    CERTAIN,
    cut_runs,
    judge_pieces,
    look_at_page,
    rank_headlines,
    to_percent,
    to_probability,
)
from generator.ingest.reading.label import Labeller, StoryRows, label_plain_page
from generator.ingest.reading.model import Model, load_model
from generator.ingest.reading.pieces import Page, Run, find_runs
from generator.ingest.reading.plain_page import read_plain_page
from generator.ingest.reading.read_story import Signature, read_story
from generator.ingest.reading.stated_fields import choose_main_story, merge_stated_fields
from generator.ingest.reading.structure import find_tables
from generator.ingest.reading.units import Unit, ends_sentence, gather_units
from generator.ingest.story import Story
from generator.model.capture import NO_METADATA
from generator.model.document import SourceDocument
from generator.model.publication import Publication
from generator.model.source import Label, Segment
from generator.text.normalise import fold_key

# Phrases of pages that are no text of a story, whatever the network says of them.
_NEVER_TEXT = frozenset(
    (
        "comment box",
        "rights notice",
        "cookie notice",
        "advertisement",
        "related stories",
        "picture mark",
        "print edition",
    )
)
_RULED_WORDS = 40
# The rule for the heading of a box of related stories; its sentences have at most this many words.
_RELATED, _BOXED_WORDS = "related stories", 60
# A sentence between two others is text if the log-odds of all three are so high, whatever phrase it begins with.
_SENTENCE, _BESIDE = 4.0, 2
# Log-odds of a line between two lines of text that may be text too, and what is added for them.
_HOLE, _LAST, _FILLED = -1.7, -4.0, 0.01
# Log-odds of a line that may well be a headline.
_HEADLIKE = -2.0
# Log-odds of a caption to be text.
_CAPTION = 4.0
_ENDS = boilerplate.PUBLICATION_ENDS
_FIRST, _REPEATED = "first text of the page", "headline repeated around captions"
# A headline that is printed twice stands twice within so many units.
_REPEAT_REACH = 14
# The hour above an entry of a live blog, alone on its line.
_HOUR = re.compile(r"\d{1,2}\s?[:.h]\s?\d{2}(?:\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.|[A-Z]{2,4}))?", re.IGNORECASE)
_EDGES = " #*•·-|"
# The paragraph of an entry stands within so many lines below its hour, which has at most so many words.
_ENTRY_HEAD, _HOUR_WORDS = 2, 2
# A list below a colon has so many entries at most, each of so many words.
_COLONS, _MOST_ENTRIES, _ENTRY_WORDS = frozenset(":："), 12, 14
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
# A live blog has so many entries, the first so close below its headline.
_FEWEST_ENTRIES, _ENTRY_REACH = 2, 8
# So many lines that may be the headline are kept for an editor to choose from.
_RUNNERS_UP = 3
# A cut that is less certain than this is a question for an editor.
_SURE = 2.0


def read_stories(
    document: SourceDocument, house: PageContext = EMPTY_CONTEXT, model: Model | None = None
) -> tuple[tuple[Segment, Story], ...]:
    """Return the stories of `document` in order, each with its segment."""
    units = gather_units(document)
    if not units:
        return ()
    publication = house.find_publication(document)
    labelled = None if publication or document.marks else _read_plain_page(document, units)
    if labelled is None:
        labelled = _judge_page(
            document, units, publication, model or load_model(marked=bool(document.marks)), house.thresholds.keep_from
        )
    doubted = [_add_doubt(segment, house.thresholds.publish_from) for segment, _ in labelled]
    cleaned = mark_recurring_lines(doubted, house.recurring)
    stories = [
        (segment, read_story(segment, document, signature))
        for segment, (_, signature) in zip(cleaned, labelled, strict=True)
    ]
    return tuple(_add_metadata(stories, document))


def _add_metadata(
    stories: Sequence[tuple[Segment, Story]], document: SourceDocument
) -> Iterator[tuple[Segment, Story]]:
    """Yield the stories of a page with what the page states about them."""
    metadata = document.metadata
    if metadata == NO_METADATA or not stories:
        yield from stories
        return
    main = choose_main_story([story.printed.title for _, story in stories], metadata)
    for n, (segment, story) in enumerate(stories):
        heading = _find_heading(segment, document)
        printed = merge_stated_fields(story.printed, metadata, is_main=n == main, heading=heading)
        yield segment, msgspec.structs.replace(story, printed=printed)


def _find_heading(segment: Segment, document: SourceDocument) -> str:
    """Return the tag of the headline of `segment`; "p" if it has no marks, empty if none is printed."""
    headline = next((block.start for block in segment.blocks if block.label is Label.HEADLINE), None)
    if headline is None:
        return ""
    lines = zip(document.lines, document.marks, strict=False)
    return next((marks.element.tag for line, marks in lines if line.start == headline), "p")


def _add_doubt(segment: Segment, publish_from: float) -> Segment:
    """Return `segment` with the reason why an editor should decide on it, if its probability is below the threshold."""
    if segment.probability >= publish_from:
        return segment
    doubt = f"only {int(segment.probability * 100)} % sure that this is a story"
    return msgspec.structs.replace(segment, doubt=doubt)


def _read_plain_page(document: SourceDocument, units: Sequence[Unit]) -> list[tuple[Segment, Signature]] | None:
    """Return the story of a page with nothing else on it, None if the page is another."""
    plain = read_plain_page(units)
    if plain is None or is_access_notice([units[n].text for n in plain[0].body]):
        return None
    return [(label_plain_page(document, units, *plain), plain[1])]


def _judge_page(
    document: SourceDocument, units: Sequence[Unit], publication: Publication | None, model: Model, least: float
) -> list[tuple[Segment, Signature]]:
    """Return the stories of a page, each labelled and signed: what is one with a probability of at least `least`."""
    page = look_at_page(units, model)
    ruled = _apply_profile(page, publication)
    ends = [n for n, rule in ruled.items() if rule == _ENDS]
    _fill_tables(prepare_page(page), document)
    stories = _find_stories(page, model, ends, least)
    if not stories:
        return []
    labeller = Labeller(page, ruled)
    starts = []
    floor = 0
    for n, story in enumerate(stories):
        top = story.headline if 0 <= story.headline < story.first else story.first
        starts.append(labeller.find_zone(top, floor) if n else 0)
        floor = story.last + 1
    return [
        labeller.label_story(document, story, range(start, stop))
        for story, start, stop in zip(stories, starts, [*starts[1:], len(units)], strict=True)
    ]


def segment_page(document: SourceDocument, house: PageContext = EMPTY_CONTEXT) -> tuple[Segment, ...]:
    """Return the segments of `document` in order."""
    return tuple(segment for segment, _ in read_stories(document, house))


def _apply_profile(page: Page, publication: Publication | None) -> dict[int, str]:
    """Return what the profile of a publication says of units; what it calls furniture is no text."""
    ruled: dict[int, str] = {}
    if publication is None:
        return ruled
    for n, unit in enumerate(page.units):
        folded = fold_key(unit.text)
        if publication.ends.has_match(folded):
            ruled[n] = boilerplate.PUBLICATION_ENDS
        elif publication.furniture.has_match(folded):
            ruled[n] = boilerplate.PUBLICATION
        else:
            continue
        page.body[n] = page.headline[n] = -CERTAIN
    return ruled


def prepare_page(page: Page) -> Page:
    """Return `page` with what rules know better than the network: captions, phrases of pages, lines between text."""
    labeller = Labeller(page, {})
    for n, score in enumerate(page.body):
        if labeller.may_be_caption(n) and labeller.is_caption(n):
            page.body[n] = min(score, -_CAPTION)
            page.headline[n] = -CERTAIN
        elif labeller.is_picture_count(n):
            page.body[n] = min(score, -_CAPTION)
        elif score > BODY and page.words[n] <= _ENTRY_WORDS and _is_writer_with_address(page.units[n].text):
            page.body[n] = page.headline[n] = -CERTAIN
        elif score > BODY and page.words[n] <= _RULED_WORDS and _find_rule(page, n) in _NEVER_TEXT:
            page.body[n] = score if _is_sentence_of_text(page, n) else -CERTAIN
    for n in _find_boxed(page):
        page.body[n] = page.headline[n] = -CERTAIN
    _fill_holes(page)
    _fill_lists(page)
    _fill_entries(page)
    return page


def _is_writer_with_address(text: str) -> bool:
    byline = parse_byline(text) if "@" in text else None
    return byline is not None and bool(byline.names)


def _fill_lists(page: Page) -> None:
    """Take the entries of a list below a colon for text if the text goes on behind them."""
    for n in range(len(page.units) - 2):
        if page.body[n] <= BODY or page.units[n].text[-1:] not in _COLONS:
            continue
        below = range(n + 1, min(n + 2 + _MOST_ENTRIES, len(page.units)))
        stop = next((m for m in below if page.prose[m] and not _NUMBERED.match(page.units[m].text)), -1)
        entries = range(n + 1, stop)
        if stop > n + _FEWEST_ENTRIES and page.body[stop] > BODY and all(_is_entry(page, m, n) for m in entries):
            for m in entries:
                page.body[m] = max(page.body[m], BODY + _FILLED)
                page.headline[m] = -CERTAIN


def _is_entry(page: Page, n: int, colon: int) -> bool:
    """Return whether a line may be an entry of the list below the line `colon`: numbered, or right below the last."""
    unit = page.units[n]
    if page.words[n] > _ENTRY_WORDS or is_byline(unit.text):
        return False
    is_marked = unit.bullet or bool(_NUMBERED.match(unit.text))
    return is_marked or (not page.dates[n] and (n == colon + 1 or unit.blanks == 0))


def _fill_entries(page: Page) -> None:
    """Take the entries of a live blog for text: each has its hour on a line, a headline perhaps, and a paragraph."""
    hours = [n for n in range(len(page.units)) if page.words[n] <= _HOUR_WORDS and _is_hour(page, n)]
    entries = [(n, end) for n in hours if (end := _find_entry_end(page, n)) > n]
    top = max((n for n in range(hours[0] if hours else 0) if page.headline[n] > 0), default=-1)
    if len(entries) < _FEWEST_ENTRIES or top < 0 or entries[0][0] - top > _ENTRY_REACH:
        return
    for (first, end), (following, _) in zip(entries, [*entries[1:], (len(page.units), 0)], strict=True):
        for n in range(first, min(end + 1, following)):
            page.body[n] = max(page.body[n], BODY + _FILLED)
            page.headline[n] = -CERTAIN


def _find_entry_end(page: Page, hour: int) -> int:
    """Return the first paragraph of the entry below an hour, -1 if there is none within a line."""
    below = range(hour + 1, min(hour + 1 + _ENTRY_HEAD, len(page.units)))
    return next((n for n in below if page.prose[n]), -1)


def _cut_plea(texts: Sequence[str], body: list[int]) -> list[int]:
    """Return the units of a text without the plea for donations at its end, and without the heading of that."""
    last = len(body)
    while last > 1 and is_plea(texts[last - 1]):
        last -= 1
    if last < len(body) and last > _FEWEST_ENTRIES and not ends_sentence(texts[last - 1]):
        last -= 1
    return body[:last]


def _is_hour(page: Page, n: int) -> bool:
    return _HOUR.fullmatch(page.units[n].text.strip(_EDGES)) is not None


def _find_boxed(page: Page) -> list[int]:
    """Return the headlines and sentences of a box of related stories, on a page whose paragraphs stand apart.

    Such a sentence is right below its headline, and no more text right below it.
    """
    units = page.units
    if median_low([unit.blanks for n, unit in enumerate(units) if page.prose[n]] or [0]) == 0:
        return []
    boxed: list[int] = []
    is_inside = False
    for n in range(1, len(units)):
        if not page.prose[n] and _find_rule(page, n) == _RELATED:
            is_inside = True
        elif is_inside and page.prose[n]:
            is_tight = not units[n].blanks and not page.prose[n - 1] and not page.dates[n - 1]
            is_last = n + 1 == len(units) or not page.prose[n + 1] or units[n + 1].blanks > 0
            is_inside = is_tight and is_last and page.words[n] <= _BOXED_WORDS and not is_byline(units[n - 1].text)
            if is_inside:
                boxed += (n - 1, n)
    return boxed


def _is_sentence_of_text(page: Page, n: int) -> bool:
    """Return whether a unit is surely a sentence of the text around it, though it begins like a phrase of pages."""
    around = page.body[max(n - 1, 0) : n + 2]
    return (
        len(around) > _BESIDE and min(around) > _SENTENCE and page.units[n].terminal and "©" not in page.units[n].text
    )


def _find_rule(page: Page, n: int) -> str | None:
    """Return the phrase of pages that a unit begins with; longer ones were looked at when the page was measured."""
    text = page.units[n].text
    return page.rules[n] if len(text) >= RULED_LENGTH else boilerplate.find_rule(text)


def _fill_holes(page: Page) -> None:
    """Take a line between two lines of text for text, if little speaks against it: an entry of a list, a crosshead.

    So is a paragraph right above the line that says in which paper the story was printed.
    """
    body = page.body
    for n in range(1, len(body) - 1):
        is_hole = _HOLE < body[n] <= BODY and body[n - 1] > BODY and body[n + 1] > BODY
        is_head = page.headline[n] > _HEADLIKE or page.capitals[n] or page.blanks[n] > 0 or page.repeats[n] > 1
        is_inside = is_hole and not (is_head or page.dates[n] or is_byline(page.units[n].text))
        is_end = _LAST < body[n] <= BODY < body[n - 1] and page.prose[n] and page.rules[n + 1] == "print edition"
        if is_inside or is_end:
            body[n] = BODY + _FILLED


def _fill_tables(page: Page, document: SourceDocument) -> None:
    """Take all rows of a table between two lines of text for text."""
    body = page.body
    for run in find_tables(document, page.units):
        if run.start and run.stop < len(body) and body[run.start - 1] > BODY and body[run.stop] > BODY:
            for n in run:
                body[n] = max(body[n], BODY + _FILLED)


def _find_stories(page: Page, model: Model, ends: Sequence[int], least: float) -> list[StoryRows]:
    """Return the stories of a page; at the units `ends` an editor says that a story is over."""
    runs = find_runs(page, BODY)
    pieces, odds = cut_runs(page, runs, model)
    if ends:
        pieces, odds = _end_pieces(page, pieces, odds, ends)
    if not pieces:
        return []
    scores = judge_pieces(page, pieces, odds, model)
    stories = []
    floor = 0
    for piece, cut, score in zip(pieces, odds, scores, strict=True):
        probability = to_probability(score, model.calibration)
        if probability >= least:
            story = _build_story(page, piece, floor, model)
            if is_access_notice([page.units[n].text for n in story.body]):
                floor = piece[-1].last + 1
                continue
            story.probability = probability
            if floor:
                story.reason = _REPEATED if cut >= CERTAIN else f"another story begins: {to_percent(cut)} sure"
                story.sure = cut > _SURE
            stories.append(story)
        floor = piece[-1].last + 1
    return stories


def _end_pieces(
    page: Page, pieces: Sequence[list[Run]], odds: Sequence[float], ends: Sequence[int]
) -> tuple[list[list[Run]], list[float]]:
    """Return the pieces without what stands behind the end of a story and has no headline of its own."""
    remaining: list[list[Run]] = []
    cuts: list[float] = []
    last = -1
    for piece, cut in zip(pieces, odds, strict=True):
        first = piece[0].first
        end = max((n for n in ends if last < n < first), default=-1)
        if last >= 0 and end >= 0 and all(page.headline[n] <= 0 for n in range(end + 1, first)):
            continue
        stop = min((n for n in ends if n > first), default=len(page.units))
        remaining.append([run for run in piece if run.first < stop])
        cuts.append(cut)
        last = first
    return remaining, cuts


def _build_story(page: Page, piece: Sequence[Run], floor: int, model: Model) -> StoryRows:
    """Return a piece as a story, with its headline; how sure that is is added by the caller."""
    rows = [n for run in piece for n in range(run.first, run.last + 1)]
    ranked = prefer_line_above_name(page, filter_headlines(page, rank_headlines(page, piece, floor, model)))
    headline = ranked[0][1] if ranked else -1
    if headline in rows and (page.prose[headline] or len(rows) == 1):
        headline = -1
    elif 0 <= headline < rows[0] and is_lede(page.units[headline]):
        rows, headline = [headline, *rows], -1  # the page prints no headline, so its text begins here
    headline = _find_first_print(page, headline, floor)
    body = [n for n in rows if page.units[n].key != page.units[headline].key] if headline >= 0 else rows
    while len(body) > 1 and headline >= 0 and picture_credits.has_name_in_brackets(page.units[body[0]].text):
        body = body[1:]  # a caption, with whose picture it is
    body = [n for n in body if not is_picture_count(page.units[n])]
    body = _cut_plea([page.units[n].text for n in body], body)
    if not body:
        headline, body = -1, rows
    other_rows = [n for _, n in ranked if headline < 0 or page.units[n].key != page.units[headline].key]
    texts = (page.units[n].text for n in other_rows if not (page.prose[n] or page.dates[n] or page.bylines[n]))
    runners_up = tuple(dict.fromkeys(texts))[:_RUNNERS_UP]
    return StoryRows(body, headline, 1.0, _FIRST, sure=True, runners_up=runners_up)


def _find_first_print(page: Page, headline: int, floor: int) -> int:
    """Return the first print of a headline that stands twice over its story, captions and marks between."""
    if headline < 0:
        return -1
    above = range(max(floor, headline - _REPEAT_REACH), headline)
    first = next((n for n in above if page.units[n].key == page.units[headline].key), headline)
    has_text = any(page.prose[n] and not page.follows[n] and not page.credits[n] for n in range(first + 1, headline))
    return headline if has_text else first
