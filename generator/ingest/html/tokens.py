"""The tags of a page as a stream, with the place of each, and the limits that protect a run from hostile pages.

In: the bytes of a page in an encoding whose ASCII characters are single bytes. Out: tags in order. Every step is linear
in the size of the page, so that no page can stop a run.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.ingest.html.elements import RAW
from generator.ingest.inputs.limits import LimitError

# An attribute's value may be quoted, and a quoted value may contain ">". Quotes elsewhere are plain characters. Every
# alternative ends at the end of the page at the latest, so that none is tried twice.
_TOKEN = re.compile(
    rb"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?>[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))*+)(?:>|\Z)"
    rb"|[!?/][^>]*+(?:>|\Z))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([^\s/>=\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
# Browsers nest at most 512 elements; a tag with more attributes, or a page with more blocks, was made by no editor.
MOST_ATTRIBUTES, DEEPEST, MOST_BLOCKS = 1000, 2000, 100_000
_LONG_TAG = 4000
_RAW_ENDS = {name: re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE) for name in RAW}
# What changes the state of a script: in a comment, it may contain another script (HTML Standard, "Restrictions for
# contents of script elements").
_SCRIPT_PARTS = re.compile(rb"<!--|-->|<(/?)script(?=[\s/>])", re.IGNORECASE)
_TEMPLATE_PARTS = re.compile(rb"<(/?)template(?=[\s/>])", re.IGNORECASE)


class Tag(msgspec.Struct, gc=False):
    """A tag at `start` to `end`: its name in lower case and its attributes as written; `content` is raw text in it.

    A comment has the name `!--`. `content_end` is where raw text ends; the end tag is not part of it.
    """

    name: bytes
    is_end: bool
    rest: bytes
    start: int
    end: int
    content_end: int = -1


def iterate_tags(data: bytes) -> Iterator[Tag]:
    """Yield the tags and comments of a page. Raises LimitError if a tag has too many attributes."""
    position, search, finder, is_xml = 0, _TOKEN.search, _RawEndFinder(data), is_xhtml(data)
    while match := search(data, position):
        start, position = match.span()
        name = match["name"]
        if name is None:
            yield Tag(b"!--", False, b"", start, position)
            continue
        name, rest, is_end = name.lower(), match["rest"], bool(match["end"])
        if len(rest) > _LONG_TAG and _count_attributes(rest) > MOST_ATTRIBUTES:
            raise LimitError(f"the tag at byte {start:,} has more than {MOST_ATTRIBUTES:,} attributes")
        is_raw = name in RAW and not is_end and not (is_xml and rest.endswith(b"/"))
        is_raw = is_raw and not (name == b"template" and b"shadowroot" in rest)
        content_end = finder.find(name, position) if is_raw else -1
        yield Tag(name, is_end, rest, start, position, content_end)
        position = max(position, content_end)


def is_xhtml(data: bytes) -> bool:
    """Return whether a page is XML, in which a tag that ends with a slash holds nothing."""
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


class _RawEndFinder:
    """Finds the end tags of raw text. A tag that is missing is searched to the end of the page only once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unclosed: set[bytes] = set()

    def find(self, name: bytes, start: int) -> int:
        """Return where the end tag of `name` begins; without it the end of a script, -1 for other elements."""
        if name in self._unclosed:
            return -1
        if name == b"template":
            end = self._find_outer_end(start)
        else:
            match = _RAW_ENDS[name].search(self._data, start)
            end = match.start() if match else -1
            if name == b"script" and self._data.find(b"<!--", start, end) >= 0:
                end = self._find_script_end(start, end)
        if end >= 0:
            return end
        self._unclosed.add(name)
        return len(self._data) if name in {b"script", b"style"} else -1

    def _find_outer_end(self, start: int) -> int:
        """Return the end of a template, which may contain templates; -1 if it is not closed."""
        depth = 1
        for match in _TEMPLATE_PARTS.finditer(self._data, start):
            depth += -1 if match[1] else 1
            if not depth:
                return match.start()
        return -1

    def _find_script_end(self, start: int, first: int) -> int:
        """Return the end of a script with a comment. If the comment hides all ends to come, the `first` one counts."""
        if b"script in a comment" in self._unclosed:
            return first
        is_comment, is_inner = False, False
        for match in _SCRIPT_PARTS.finditer(self._data, start):
            if match[0] == b"<!--":
                is_comment = True
            elif match[0] == b"-->":
                is_comment, is_inner = False, False
            elif not match[1]:
                is_inner = is_comment
            elif is_inner:
                is_inner = False
            else:
                return match.start()
        self._unclosed.add(b"script in a comment")
        return first


def _count_attributes(rest: bytes) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(rest))


def read_attributes(rest: bytes) -> dict[bytes, bytes]:
    """Return the attributes of a tag by their names in lower case; the first of two with one name counts."""
    attributes: dict[bytes, bytes] = {}
    for name, double, single, plain in _ATTRIBUTE.findall(rest):
        attributes.setdefault(name.lower(), double or single or plain)
    return attributes
