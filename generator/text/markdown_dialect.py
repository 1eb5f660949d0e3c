"""Python-Markdown in the dialect of the archive: what is no markup by the rules of CommonMark stays text.

In: a body as Markdown. Out: HTML, not yet clean. Differences to Python-Markdown: a heading needs a blank behind its
signs, a table holds as many cells in every row, a reference that nothing refers to is text, and of a picture its
description stays. This module is slow to import, and most bodies have no markup.
"""

import re
from collections import Counter
from xml.etree import ElementTree as ET

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
)
from markdown.util import AtomicString

from generator.text.raw_html import hide_words

_LABEL = re.compile(r"\[([^\[\]]*)\]")


def convert_to_html(body: str) -> str:
    """Return the HTML of `body`, in which `raw_html` has still to show what it hid.

    Raises RecursionError if it nests too deeply.
    """
    return Markdown(extensions=["sane_lists", _Dialect()], output_format="html").convert(hide_words(body))


class _Dialect(Extension):
    """The differences as an extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that the library calls)
        """Register every processor in place of the library's own."""
        TableExtension().extendMarkdown(md)
        md.parser.blockprocessors.register(_TableProcessor(md.parser, {"use_align_attribute": False}), "table", 75)
        md.parser.blockprocessors.register(_HeadingProcessor(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_ReferenceProcessor(md.parser), "reference", 15)
        md.inlinePatterns.register(_Picture(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(_PictureByReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        md.inlinePatterns.register(_PictureByLabel(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)


class _HeadingProcessor(HashHeaderProcessor):
    """A heading has a blank between its signs and its text; signs that close it have one too."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ \t]+(?:[^\s#]|#[^\n]*[^\s#])[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)"
    )


class _TableProcessor(TableProcessor):
    """No row of a table has more cells than its head: they would be dropped."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Return whether `block` is a table."""
        if not super().test(parent, block):
            return False
        width = len(self.separator)
        rows = (row.strip(" ") for row in block.split("\n")[2:])
        return all(len(self._split_row(row)) <= width for row in rows)  # type: ignore[attr-defined]


class _ReferenceProcessor(ReferenceProcessor):
    """A line such as `[Anna]: Yes` defines a link only if something refers to it."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._lines: list[str] = []
        self._label_counts: Counter[str] = Counter()

    def run(self, parent: ET.Element, blocks: list[str]) -> bool:
        """Take the definitions from the first of `blocks`; False if it has none."""
        match = self.RE.search(blocks[0])
        return bool(match and self._count_label(match[1]) > 1 and super().run(parent, blocks))

    def _count_label(self, label: str) -> int:
        """Return how often `label` is in brackets in the whole body."""
        lines: list[str] = self.parser.md.lines  # type: ignore[attr-defined]
        if self._lines is not lines:
            self._lines = lines
            self._label_counts = Counter(text.strip().lower() for text in _LABEL.findall("\n".join(self._lines)))
        return self._label_counts[label.strip().lower()]


def _describe_picture(element: object) -> ET.Element | None:
    """Return the description of a picture in place of the picture; None if there is no picture."""
    if not isinstance(element, ET.Element):
        return None
    text = ET.Element("span")
    text.text = AtomicString(element.get("alt") or "")
    return text


class _Picture(ImageInlineProcessor):
    """`![description](address)`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the description."""
        element, start, end = super().handleMatch(m, data)
        return _describe_picture(element), start, end


class _PictureByReference(ImageReferenceInlineProcessor):
    """`![description][label]`."""

    def makeTag(self, href: str, title: str, text: str) -> ET.Element:  # noqa: N802
        """Return the description."""
        element = _describe_picture(super().makeTag(href, title, text))
        assert element is not None
        return element


class _PictureByLabel(ShortImageReferenceInlineProcessor):
    """`![label]`."""

    def makeTag(self, href: str, title: str, text: str) -> ET.Element:  # noqa: N802
        """Return the label."""
        element = _describe_picture(super().makeTag(href, title, text))
        assert element is not None
        return element
