"""Read common front matter without the YAML library, in a tenth of its time.

In: the lines between the fences. Out: what the library would read (tests compare them), or None if anything is not of
the common kind: a key with a text on its line, with a list in brackets, or with a list below it, of texts or flat
mappings. Texts are unquoted, or quoted without a backslash in double quotes.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

PlainValue: TypeAlias = "str | list[PlainValue] | dict[str, PlainValue]"

# What an unquoted text may begin with, hold and end in; a comma separates items in brackets.
_FIRST = r"A-Za-z0-9\u00c0-\u024f"
_INNER = r"A-Za-z0-9\u00a1-\u2027\u2030-\ud7ff'()/.;&%$+=@_-"
# What quotes hold on one line, without quotes and backslashes.
_QUOTED = (
    r"\x20\x21\x23-\x26\x28-\x5b\x5d-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
)
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,60}"
_IN_QUOTES = rf"""'(?:[{_QUOTED}"\\]|'')*'|"[{_QUOTED}']*\""""
# Outside of brackets, an unquoted text may hold more.
_MORE = r"""{},<>!*"?|~^`\\\[\]"""
_TEXT = rf"[{_FIRST}](?:[ {_MORE}{_INNER}]*[{_MORE}{_INNER}])?|{_IN_QUOTES}"
_ITEM = rf"[{_FIRST}](?:[ {_INNER}]*[{_INNER}])?|{_IN_QUOTES}"
_LIST = rf"\[(?:(?:{_ITEM})(?:, (?:{_ITEM}))*)?\]"
_LINE = re.compile(rf"(- |  )?(?:({_KEY}):(?: ({_TEXT}|{_LIST}))?|({_TEXT}))")
_ITEMS = re.compile(_ITEM)
_DASH = "- "


def parse_lines(lines: Sequence[str]) -> tuple[dict[str, PlainValue], dict[str, int]] | None:
    """Parse the values by key, and the index in `lines` of each key; None if only the library can read them."""
    values: dict[str, PlainValue] = {}
    key_lines: dict[str, int] = {}
    list_below: list[PlainValue] | None
    item: dict[str, PlainValue] | None
    last_key, list_below, item = (
        "",
        None,
        None,
    )  # the last key; the list below it, if it can have one; the mapping begun there
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if not match:
            return None
        indent, key, value, text = match.groups()
        if indent is None:
            if key is None or key in values:
                return None
            last_key, list_below, item = key, ([] if value is None else None), None
            values[key], key_lines[key] = ("" if value is None else _parse_value(value)), number
            continue
        if indent == _DASH:
            if list_below is None:
                return None
            item = None if key is None else {}
            list_below.append(_strip_quotes(text) if item is None else item)
            values[last_key] = list_below
        if key is None:
            if indent != _DASH:
                return None
        elif item is None or key in item or value is None:
            return None
        else:
            item[key] = _parse_value(value)
    return values, key_lines


def _parse_value(value_text: str) -> PlainValue:
    if value_text[0] == "[":
        return [_strip_quotes(item) for item in _ITEMS.findall(value_text[1:-1])]
    return _strip_quotes(value_text)


def _strip_quotes(quoted_text: str) -> str:
    """Return a text without its quotes."""
    if quoted_text[0] == "'":
        return quoted_text[1:-1].replace("''", "'")
    return quoted_text[1:-1] if quoted_text[0] == '"' else quoted_text
