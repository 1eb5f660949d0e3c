"""A story as printed: what intake knows of it before it is compared and annotated."""

from generator.model.article import DateBasis, Figure, PartialDate
from generator.model.source import Provenance
from generator.model.value import Value


class Story(Value, frozen=True):
    """One saved copy of a story. `paragraphs` are plain text, in order, without dateline and captions.

    `page` is that of the printed paper, `summary` the standfirst.
    """

    provenance: Provenance
    title: str
    paragraphs: tuple[str, ...]
    date: PartialDate | None = None
    date_basis: DateBasis | None = None
    publication: str | None = None
    section: str | None = None
    page: str | None = None
    kicker: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    language: str | None = None
    summary: str | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def text(self) -> str:
        """The body as one string, paragraphs separated by a blank line."""
        return "\n\n".join(self.paragraphs)
