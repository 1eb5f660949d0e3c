"""What of a story is compared, elected and filed, without its text: small enough to keep of every copy.

In: a story. Out: its outline. Two stories with equal outlines are the same to everything but the writing.
"""

import re

from generator.ingest.story import Story
from generator.model.article import DateBasis, PartialDate
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest, shingles
from generator.text.normalise import fold

# A notice of fewer words may well be another story's too.
_FEWEST_WORDS = 20
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
# In most scripts names begin with a capital; so do first words of sentences, which does no harm in comparing.
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽΆ-ΫЀ-Я][^\W\d_]{2,}")


class Outline(Value, frozen=True):
    """A saved copy in short. `words` is how many the text has, `length` its characters.

    `shingles` are the checksums of its runs of four words, packed; `numbers` and `names` are those in headline and
    text, folded, a space between. `fingerprint` is a digest of words and
    printed day: equal for one story on a page that was saved twice, empty for a text too short to tell stories apart.
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

    @property
    def day(self) -> PartialDate | None:
        """The day that is printed for the story."""
        return _choose_day(self.date, self.date_basis)


def build_outline(story: Story) -> Outline:
    """The outline of `story`."""
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
    )


def _choose_day(date: PartialDate | None, basis: DateBasis | None) -> PartialDate | None:
    """The day that is printed. A caption's day is the picture's and says nothing of the story's."""
    return date if basis is not DateBasis.CAPTION else None
