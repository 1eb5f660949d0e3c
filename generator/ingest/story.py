"""A saved copy of a story, before it is compared with other copies and annotated."""

from generator.model.article import PrintedFields
from generator.model.source import ParagraphKind, Provenance
from generator.model.value import Value


class Story(Value, frozen=True):
    """One saved copy of a story. `paragraphs` are plain text, in order, without dateline and captions.

    `kinds` say what each of them is, and are empty if all are running text. Copies are compared by their plain text.
    `doubt` says why it may be no story; it is empty if that is certain enough. `home` is the code of the country where
    its publication is at home, if a profile says so.
    """

    provenance: Provenance
    printed: PrintedFields
    paragraphs: tuple[str, ...]
    kinds: tuple[ParagraphKind, ...] = ()
    doubt: str = ""
    home: str = ""

    @property
    def text(self) -> str:
        """The body as one string, paragraphs separated by a blank line."""
        return "\n\n".join(self.paragraphs)
