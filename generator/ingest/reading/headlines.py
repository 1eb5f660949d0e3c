"""What is never a headline: markup, a count of pictures, the writer's name, the first paragraph of a text.

In: units of a page and the candidates that the network ranked. Out: whether a line is one of these, or the candidates
in a better order.
"""

import re

from generator.ingest.reading.bylines import has_given_name, has_name_shape
from generator.ingest.reading.judge import has_dateline, is_place_with_day
from generator.ingest.reading.pieces import Page
from generator.ingest.reading.units import Unit

# A line that counts pictures: "Slideshow (12 images)", "Image 1 of / 23".
_PICTURE_COUNT = re.compile(
    r"(?:(?:slideshow|(?:photo |view )?gallery|diaporama|galerie|fotostrecke|bilderstrecke|galer[íi]a)\b.{0,12})?"
    r"\(?\s?\d{1,3}\s(?:images?|photos?|pictures?|bilder|fotos?|im[áa]genes)\s?\)?"
    r"|(?:image|photo|picture|bild|foto)\s\d{1,3}\s(?:of|/|von|de|sur)[\s/]*\d{1,3}",
    re.IGNORECASE,
)
# A line above the text is its first paragraph if it is a sentence of so many words, or of fewer behind a dateline.
_SENTENCE_WORDS, _LEDE_WORDS = 22, 8
_COUNT_LENGTH = 60  # of a line that counts pictures or is a name, in characters
_NAME_WORDS = 2
# A line of markup that a crawler left: an element from its first sign to its last.
_MARKUP = re.compile(r"\s*<[a-z/!][^<>]*>.*>\s*|\s*<[a-z/!][^<>]*>\s*", re.IGNORECASE | re.DOTALL)


def is_markup(unit: Unit) -> bool:
    """Return whether a line is nothing but markup; it is never a headline."""
    return unit.text.startswith("<") and _MARKUP.fullmatch(unit.text) is not None


def is_picture_count(unit: Unit) -> bool:
    """Return whether a line counts pictures; it is never a headline."""
    return len(unit.text) <= _COUNT_LENGTH and _PICTURE_COUNT.fullmatch(unit.text.strip()) is not None


def filter_headlines(page: Page, ranked: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Return the candidates that may be a headline."""
    return [pair for pair in ranked if not (is_picture_count(page.units[pair[1]]) or is_markup(page.units[pair[1]]))]


def prefer_line_above_name(page: Page, ranked: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Return the candidates with the line right above a writer's bare name first, if the name is the best of them.

    A name begins with a known given name, or has two words and below it a place with a day, as wires print them.
    """
    if not ranked:
        return ranked
    best = ranked[0][1]
    text = page.units[best].text
    if len(text) > _COUNT_LENGTH or not has_name_shape(text):
        return ranked
    below = page.units[best + 1].text if best + 1 < len(page.units) else ""
    if not (has_given_name(text) or (page.words[best] == _NAME_WORDS and is_place_with_day(below))):
        return ranked
    above = [
        pair
        for pair in ranked
        if pair[1] == best - 1 and page.words[pair[1]] > page.words[best] and not page.units[pair[1]].bullet
    ]
    return [*above, *(pair for pair in ranked if pair not in above)]


def is_lede(unit: Unit) -> bool:
    """Return whether a line is the first paragraph of a text: a long sentence, or one with an agency's dateline."""
    words = unit.text.count(" ") + 1
    return unit.terminal and words >= (_LEDE_WORDS if has_dateline(unit.text) else _SENTENCE_WORDS)
