"""Tell HTML in a body from words between `<` and `>`, so that nothing an editor typed vanishes.

In: a body as Markdown. Out: the same with every `<` that begins no HTML of ours, and every `&` of an impossible
character reference, as a placeholder; the reverse for what became of it. A parser would drop `<Name withheld>` as an
unknown tag, and everything behind `<script>`.
"""

import html
import re

# What the pages keep as HTML.
KEPT_TAGS = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "q", "s", "small", "strong"}
    | {"blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "sub", "sup", "u"}
    | {"dd", "dl", "dt", "li", "ol", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
# Tags that pages drop; what is between them stays.
_DROPPED_TAGS = frozenset(
    {"address", "article", "aside", "big", "caption", "center", "div", "dfn", "figcaption", "figure", "font", "footer"}
    | {"h1", "header", "kbd", "main", "mark", "nobr", "samp", "section", "span", "strike", "tfoot", "time", "tt", "var"}
)
# Tags whose end may be left out, and those that have none.
_SINGLE_TAGS = frozenset({"br", "hr", "li", "p", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot"})
_NAMES = "|".join(sorted(KEPT_TAGS | _DROPPED_TAGS, key=lambda name: (-len(name), name)))
_ATTRIBUTE = r"""\s+[A-Za-z][\w:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+)"""
_HTML = re.compile(
    rf"<(?P<slash>/?)(?P<name>{_NAMES})(?:{_ATTRIBUTE})*\s*/?>"
    r"|<(?:https?|ftp)://[^\s<>]+>|<(?:mailto:)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>",
    re.IGNORECASE,
)
_IMPOSSIBLE = re.compile(r"&(?=#(?:\d{8}|[xX][0-9A-Fa-f]{7}))")
_MARK = re.compile(rf"<|{_IMPOSSIBLE.pattern}")
_COMMENT_END = "-->"
# Noncharacters, which no text has; each stands for one sign.
_PLACEHOLDERS = {"<": "\ufdd0", "&": "\ufdd1"}


def hide_words(body: str) -> str:
    """Return `body` with placeholders for the signs that begin no HTML."""
    parts: list[str] = []
    position = 0
    last_comment_end = body.rfind(_COMMENT_END)
    pairs = _TagPairs(body)
    while match := _MARK.search(body, position):
        start = match.start()
        element = _HTML.match(body, start)
        end = element.end() if element and pairs.has_partner(element) else start
        if end == start and body.startswith("<!--", start) and start + 4 <= last_comment_end:
            end = body.index(_COMMENT_END, start + 4) + len(_COMMENT_END)
        parts += (body[position:start], body[start:end] or _PLACEHOLDERS[match[0]])
        position = max(end, start + 1)
    return "".join((*parts, body[position:]))


class _TagPairs:
    """The tags of a body: one that never closes, or that was never opened, is a word."""

    def __init__(self, body: str) -> None:
        self._body = body.lower()
        self._first_starts: dict[str, int] = {}
        self._last_ends: dict[str, int] = {}

    def has_partner(self, element: re.Match[str]) -> bool:
        """Return whether what `_HTML` matched is a tag with a partner, a tag that needs none, or an address."""
        name = (element["name"] or "").lower()
        if not name or name in _SINGLE_TAGS:
            return True
        if name not in self._last_ends:
            self._first_starts[name] = self._body.find(f"<{name}")
            self._last_ends[name] = self._body.rfind(f"</{name}")
        if element["slash"]:
            return 0 <= self._first_starts[name] < element.start()
        return self._last_ends[name] > element.start()


def unescape(text: str) -> str:
    """Return `text` with its character references resolved, except impossible ones, on which the library fails."""
    return html.unescape(_IMPOSSIBLE.sub("&amp;", text))


def show_in_html(markup: str) -> str:
    """Return HTML with the hidden signs as HTML shows them."""
    return markup.replace(_PLACEHOLDERS["<"], "&lt;").replace(_PLACEHOLDERS["&"], "&amp;")


def show_in_text(text: str) -> str:
    """Return plain `text` with the hidden signs."""
    return text.replace(_PLACEHOLDERS["<"], "<").replace(_PLACEHOLDERS["&"], "&")
