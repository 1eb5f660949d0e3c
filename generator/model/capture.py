"""A saved page or record as intake receives it: its bytes, where they lie, and what is stated beside its text."""

from enum import Enum

from generator.model.article import DateBasis, PartialDate
from generator.model.problem import Place
from generator.model.value import Value


class Media(Enum):
    """What the payload of a capture is: plain text, or HTML."""

    TEXT = "text"
    HTML = "html"


class Stated(Value, frozen=True):
    """What a page or record states in one place, and the rule by which it was read ("JSON-LD headline")."""

    text: str
    rule: str


class StatedDay(Value, frozen=True):
    """A day that a page or record states, its basis, and the rule by which it was read."""

    day: PartialDate
    basis: DateBasis
    rule: str


class Metadata(Value, frozen=True):
    """What is stated beside the text of a page: by its head, its linked data, or the record that holds it.

    `url` is the address it was saved from, `canonical` the address it gives itself; `captured` the time it was saved,
    in ISO form as far as it is stated. A capture is never a day of publication. `titles` and `bylines` are in order of
    trust. `rights` are restrictions that the page states ("noarchive", "paywalled"). `body` is the text of the story
    in linked data.
    """

    url: Stated | None = None
    canonical: Stated | None = None
    captured: Stated | None = None
    titles: tuple[Stated, ...] = ()
    bylines: tuple[Stated, ...] = ()
    published: tuple[StatedDay, ...] = ()
    modified: StatedDay | None = None
    publication: Stated | None = None
    section: Stated | None = None
    language: Stated | None = None
    summary: Stated | None = None
    rights: tuple[Stated, ...] = ()
    body: str = ""


NO_METADATA = Metadata()


class Capture(Value, frozen=True):
    """A saved page or record. `path` is its file, relative to the root, with `/`.

    `locator` says where in the file it is, as its kind counts ("line 812"), and is empty if it is all of the file.
    `line` is the line of the file on which it begins, if it is a record.
    `payload` are its bytes, without compression; their digest is its identity, so that packing and moving a page
    changes nothing. `is_packed`: the file is the payload, compressed. `metadata` is what a record states beside its
    payload; what the payload states itself is read with it.
    """

    path: str
    payload: bytes
    media: Media
    locator: str = ""
    line: int = 0
    is_packed: bool = False
    metadata: Metadata = NO_METADATA

    @property
    def place(self) -> Place:
        """Where problems with it are."""
        return Place(path=self.path, line=self.line)

    @classmethod
    def from_text(cls, path: str, payload: bytes) -> "Capture":
        """Return the capture of a file of plain text."""
        return cls(path=path, payload=payload, media=Media.TEXT)
