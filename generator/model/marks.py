"""What the markup of a page says about a line of text: the element that holds it, and how much of it is a link."""

from typing import Optional

import msgspec


class Element(msgspec.Struct, frozen=True, gc=False):
    """An element of a page, by its place in it: its tag in lower case, its attributes as written, what it is in."""

    number: int
    tag: str
    attributes: bytes
    parent: Optional["Element"]

    def find_around(self, *tags: str) -> Optional["Element"]:
        """Return the nearest element of these tags, this one or one around it; None without any."""
        element: Element | None = self
        while element is not None and element.tag not in tags:
            element = element.parent
        return element


class Marks(msgspec.Struct, frozen=True, gc=False):
    """The marks of a line. `size` counts the bytes of its text, without tags.

    `blanks` are the blank lines that a text rendering would leave above it, `linked` and `strong` the shares of its
    text in links and in strong type. `is_caption`: it is in the caption of a figure. `in_stated_body` is the share of
    its runs of words that the text in the page's linked data has too, -1 if there is none; `in_stated_title` the share
    of words that the line and a stated headline have in common, `in_stated_summary` the share of its words in the
    stated summary.
    """

    element: Element
    size: int
    blanks: int = 0
    linked: float = 0.0
    strong: float = 0.0
    in_stated_body: float = -1.0
    in_stated_title: float = 0.0
    in_stated_summary: float = 0.0
    is_caption: bool = False
