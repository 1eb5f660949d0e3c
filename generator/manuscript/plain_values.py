"""Read the text behind a key as an editor means it: it runs to the end of its line, whatever signs are in it.

In: the lines between the fences. Out: the same lines, with quotes around values that YAML would cut or refuse. A
headline may have ` #1`, a colon or a leading `!`; to YAML, these begin a comment, a mapping and a tag.
"""

import re
from collections.abc import Sequence

_LINE = re.compile(
    r"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)*)"
    r"(?:(?P<key>[^\W\d][\w-]*(?: [\w-]+)*)[ ]*:(?:[ \t]+|$))?(?P<value>.*?)[ \t]*"
)
# A value that YAML reads to the end of the line: quoted, an alias, or the head of a block.
_QUOTED = re.compile(r"""(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")(?:[ \t]+\#.*)?""")
_ALIAS = re.compile(r"\*[\w-]+|&[\w-]+(?:[ \t]+[\[{].*)?")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t]+#.*)?")
# What YAML misunderstands in a text: a comment, a mapping, a sign that begins something else.
_UNSAFE = re.compile(r"""[ \t]\#|:[ \t]|:$|^[!&*%@`#|>{}\[\],"'?-]""")
# A sign of a comment with a word behind it is one that editors do not mean.
_GLUED_SIGN = re.compile(r"[ \t]#\S|^#\S")
# Keys whose value is a word, a flag, a day or a list: a comment may follow.
_WORD_KEYS = frozenset(
    {"id", "slug", "date", "date_basis", "modified", "language", "draft", "withdrawn", "wikidata", "born", "died"}
    | {"countries", "mentions", "people", "aliases", "variants", "weak", "not", "sources", "corrections", "figures"}
    | {"span", "path", "sha256", "url", "country"}
)
_NESTED_KEYS = frozenset({"caption", "credit", "file", "text"})


def protect_values(lines: Sequence[str]) -> list[str]:
    """Return `lines` with unsafe values in quotes; their number stays, so that places stay too."""
    protected = list(lines)
    n = 0
    while n < len(lines):
        match = _LINE.fullmatch(lines[n])
        if not match or lines[n].lstrip().startswith("#"):
            n += 1
            continue
        depth = len(match["indent"]) + len(match["dashes"])
        below = _count_lines_below(lines, n, depth if match["key"] else len(match["indent"]))
        value = match["value"]
        if _BLOCK.fullmatch(value) or (below and _is_open(value)):  # all of it is YAML's
            n += 1 + below
            continue
        if _is_protectable(match):
            rest = _collect_continuation(lines[n + 1 : n + 1 + below])
            if rest is not None and _is_unsafe(match["key"], " ".join([value, *rest])):
                head = lines[n][: match.start("value")]
                text = " ".join([value, *rest])
                protected[n] = f"{head}'" + text.replace("'", "''") + "'"
                protected[n + 1 : n + 1 + len(rest)] = [""] * len(rest)
                n += len(rest)
        n += 1
    return protected


def _count_lines_below(lines: Sequence[str], n: int, depth: int) -> int:
    """Return how many lines after line `n` are indented deeper than `depth`, or blank and followed by such a line."""
    count = 0
    for position in range(n + 1, len(lines)):
        line = lines[position]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= depth:
            break
        if line.strip():
            count = position - n
    return count


def _is_open(value: str) -> bool:
    """Return whether `value` begins with quotes or brackets that do not close on its line."""
    if value[:1] in ("'", '"'):
        return not _QUOTED.fullmatch(value) and not _has_closing_quote(value)
    return value[:1] in ("[", "{") and _find_flow_end(value) < 0


def _has_closing_quote(value: str) -> bool:
    return bool(re.match(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""", value))


def _find_flow_end(value: str) -> int:
    """Return where the bracket that opens `value` closes; -1 if it does not."""
    depth = 0
    for position, character in enumerate(value):
        depth += (character in "[{") - (character in "]}")
        if not depth:
            return position
    return -1


def _is_protectable(match: re.Match[str]) -> bool:
    """Return whether the value of a line is a text of its own and not YAML's."""
    key, value = match["key"], match["value"]
    if not value or _QUOTED.fullmatch(value) or _ALIAS.fullmatch(value):
        return False
    if match["indent"] or match["dashes"]:
        if key not in _NESTED_KEYS and (key is not None or not match["dashes"]):
            return False
    elif key is None:
        return False
    if value[0] == '"':
        return _has_closing_quote(value)  # YAML reports the missing quote
    if value[0] in "[{":
        if _find_flow_end(value) < 0:
            return False  # and the missing bracket
        rest = value[_find_flow_end(value) + 1 :]
        return bool(rest.strip()) and not rest.lstrip().startswith("#")
    return True


def _is_unsafe(key: str | None, text: str) -> bool:
    """Return whether YAML would cut or refuse `text`; a comment stands behind words and lists, not running text."""
    if text.startswith("# ") or text == "#":
        return False
    if key in _WORD_KEYS:
        return False
    if key is None:
        return bool(_GLUED_SIGN.search(text))
    return bool(_UNSAFE.search(text))


def _collect_continuation(lines: Sequence[str]) -> list[str] | None:
    """Return the texts of the lines that go on with a value; None if they are something else, such as a list."""
    texts = [line.strip() for line in lines]
    if any(not text or text.startswith(("- ", "#")) or re.match(r"[\w-]+:(?: |$)", text) for text in texts):
        return None
    return texts
