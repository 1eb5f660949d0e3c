"""The outline of a story: all that is compared and ranked, without its text, so that every copy fits in memory.

In: a story. Out: its outline. Stories with equal outlines are treated alike except when they are written.
"""

import re

from generator.ingest.story import Story
from generator.model.article import DateBasis, PartialDate
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest, shingles
from generator.text.normalise import fold

# A notice with fewer words may be another story's too.
_FEWEST_WORDS = 20
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
# In most scripts names begin with a capital; so do first words of sentences, which does not disturb a comparison.
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽΆ-ΫЀ-Я][^\W\d_]{2,}")


class Outline(Value, frozen=True):
    """A saved copy in short. `words` is the number of words of the text, `length` its number of characters.

    `shingles` are the packed checksums of its runs of four words; `numbers` and `names` are those in headline and text,
    folded, joined by spaces. `doubt` says why it may be no story. `fingerprint` is a digest of words and printed day:
    equal if one story's page was saved twice, empty for a text too short to be distinctive.
    """

    provenance: Provenance
    title: str
    length: int
    words: int
    date: PartialDate | None
    date_basis: DateBasis | None
    is_attributed: bool
    has_figures: bool
    fingerprint: str
    shingles: bytes
    numbers: str
    names: str
    doubt: str = ""

    @property
    def day(self) -> PartialDate | None:
        """The printed day of the story."""
        return _choose_day(self.date, self.date_basis)


def build_outline(story: Story) -> Outline:
    """Build the outline of `story`."""
    printed, text = story.printed, story.text
    words = shingles.split_words(text)
    day = _choose_day(printed.date, printed.date_basis)
    return Outline(
        provenance=story.provenance,
        title=printed.title,
        length=len(text),
        words=len(words),
        date=printed.date,
        date_basis=printed.date_basis,
        is_attributed=printed.publication is not None,
        has_figures=bool(printed.figures),
        fingerprint=digest.compute_short_id(" ".join(words), day.iso if day else "")
        if len(words) >= _FEWEST_WORDS
        else "",
        shingles=shingles.compute_shingles(words),
        numbers=" ".join(sorted(set(_NUMBER.findall(text)))),
        names=fold(" ".join(sorted({*_NAME.findall(printed.title), *_NAME.findall(text)}))),
        doubt=story.doubt,
    )


def _choose_day(date: PartialDate | None, basis: DateBasis | None) -> PartialDate | None:
    """Return the printed day. A caption's day belongs to the picture and says nothing about the story."""
    return date if basis is not DateBasis.CAPTION else None
