"""A story as printed: what intake knows of it before it is compared and annotated."""

from generator.model.article import DateBasis, Figure, PartialDate
from generator.model.source import Provenance
from generator.model.value import Value
from generator.text import digest, shingles

# A notice of fewer words may well be another story's too.
_TELLING = 20


class Story(Value, frozen=True):
    """One saved copy of a story. `paragraphs` are plain text, in order, without dateline and captions."""

    provenance: Provenance
    title: str
    paragraphs: tuple[str, ...]
    date: PartialDate | None = None
    date_basis: DateBasis | None = None
    publication: str | None = None
    section: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of the words and the printed day: equal for one story on a page that was saved twice.

        The day keeps apart recurring reports that are printed word for word again; a caption's day is the
        picture's and says nothing of that. Empty for a text too short to tell stories apart.
        """
        exact = self.date.iso if self.date and self.date_basis is not DateBasis.CAPTION else ""
        words = shingles.words(self.text)
        return digest.short(" ".join(words), exact) if len(words) >= _TELLING else ""

    @property
    def text(self) -> str:
        """The body as one string, paragraphs separated by a blank line."""
        return "\n\n".join(self.paragraphs)
