"""One saved page read: its stories in order, each with every unit named.

In: a source document, and what is known beside it. Out: segments; together they hold all of the page. A page without a
story gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ingest import furniture
from generator.ingest.house import NOTHING, House, without
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
from generator.ingest.reading.label import Labeller, StoryRows
from generator.ingest.reading.model import load_model
from generator.ingest.reading.pieces import find_runs
from generator.ingest.reading.read_story import read_story
from generator.ingest.reading.units import gather_units
from generator.text.normalise import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.ingest.reading.model import Model
    from generator.ingest.reading.pieces import Page, Run
    from generator.ingest.story import Story
    from generator.model.publication import Publication
    from generator.model.source import Segment, SourceDocument

# A piece is a story if it is so likely one.
LEAST = 0.5
_FIRST, _REPEATED = "first text of the page", "headline repeated around captions"
# A headline that is printed twice stands twice within so many units.
_REPEAT_REACH = 14
# So many lines that may be the headline are kept for an editor to choose from.
_RUNNERS_UP = 3
# A cut that is less certain than this is a question for an editor.
_SURE = 2.0


def read_stories(
    document: SourceDocument, house: House = NOTHING, model: Model | None = None
) -> tuple[tuple[Segment, Story], ...]:
    """Return the stories of `document` in order, each with its segment."""
    model = model or load_model()
    units = gather_units(document)
    if not units:
        return ()
    page = look_at_page(units, model)
    ruled = _apply_profile(page, house.publication(document))
    stories = _find_stories(prepare_page(page), model)
    labeller = Labeller(page, ruled)
    if not stories:
        return ()
    segments = []
    floor = 0
    for n, story in enumerate(stories):
        top = story.headline if 0 <= story.headline < story.body[0] else story.body[0]
        start = labeller.find_zone(top, floor) if n else 0
        segments.append((story, start))
        floor = story.body[-1] + 1
    stops = [start for _, start in segments[1:]] + [len(units)]
    labelled = [
        labeller.label_story(document, story, range(start, stop))
        for (story, start), stop in zip(segments, stops, strict=True)
    ]
    cleaned = without([segment for segment, _ in labelled], house.recurring)
    return tuple(
        (segment, read_story(segment, document, signature))
        for segment, (_, signature) in zip(cleaned, labelled, strict=True)
    )


def segment_page(document: SourceDocument, house: House = NOTHING) -> tuple[Segment, ...]:
    """Return the segments of `document` in order."""
    return tuple(segment for segment, _ in read_stories(document, house))


def _apply_profile(page: Page, publication: Publication | None) -> dict[int, str]:
    """Return what the profile of a publication says of units; what it calls furniture is no text."""
    ruled: dict[int, str] = {}
    if publication is None:
        return ruled
    for n, unit in enumerate(page.units):
        folded = key(unit.text)
        if publication.ends.hold(folded):
            ruled[n] = furniture.PUBLICATION_ENDS
        elif publication.furniture.hold(folded):
            ruled[n] = furniture.PUBLICATION
        else:
            continue
        page.body[n] = page.headline[n] = -CERTAIN
    return ruled


def prepare_page(page: Page) -> Page:
    """Take captions from the text of `page`, whatever the network says of them, and return it."""
    labeller = Labeller(page, {})
    for n, score in enumerate(page.body):
        if score > BODY and (page.follows[n] or page.pictures[n]) and labeller.is_caption(n):
            page.body[n] = -CERTAIN
    return page


def _find_stories(page: Page, model: Model) -> list[StoryRows]:
    """Return the stories of a page."""
    runs = find_runs(page, BODY)
    pieces, odds = cut_runs(page, runs, model)
    if not pieces:
        return []
    scores = judge_pieces(page, pieces, odds, model)
    stories = []
    floor = 0
    for piece, cut, score in zip(pieces, odds, scores, strict=True):
        probability = to_probability(score, model.calibration)
        if probability >= LEAST:
            story = _build_story(page, piece, floor, model)
            story.probability = probability
            if floor:
                story.reason = _REPEATED if cut >= CERTAIN else f"another story begins: {to_percent(cut)} sure"
                story.sure = cut > _SURE
            stories.append(story)
        floor = piece[-1].last + 1
    return stories


def _build_story(page: Page, piece: Sequence[Run], floor: int, model: Model) -> StoryRows:
    """Return a piece as a story, with its headline; how sure that is is added by the caller."""
    rows = [n for run in piece for n in range(run.first, run.last + 1)]
    ranked = rank_headlines(page, piece, floor, model)
    headline = ranked[0][1] if ranked else -1
    if headline in rows and (page.prose[headline] or len(rows) == 1):
        headline = -1
    headline = _first_print(page, headline, floor)
    body = [n for n in rows if page.units[n].key != page.units[headline].key] if headline >= 0 else rows
    if not body:
        headline, body = -1, rows
    runners = tuple(page.units[n].text for _, n in ranked[1 : 1 + _RUNNERS_UP])
    return StoryRows(body, headline, 1.0, _FIRST, sure=True, runners_up=runners)


def _first_print(page: Page, headline: int, floor: int) -> int:
    """Return the first print of a headline that stands twice over its story, captions and marks between."""
    if headline < 0:
        return -1
    above = range(max(floor, headline - _REPEAT_REACH), headline)
    first = next((n for n in above if page.units[n].key == page.units[headline].key), headline)
    has_text = any(page.prose[n] and not page.follows[n] and not page.credits[n] for n in range(first + 1, headline))
    return headline if has_text else first
