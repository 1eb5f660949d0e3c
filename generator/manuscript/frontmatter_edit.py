"""Change one key of a file's front matter and no other byte: comments, quotes, order and line ends stay.

In: a file's bytes, a key, its new value. Out: the bytes with that change. If the present value cannot be replaced
safely, or an editor's comment would be lost, nothing changes and the problem names the line. Every result is parsed
again before it is returned: it must have the new value, and everything else as before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

import msgspec
import yaml

from generator.manuscript import frontmatter
from generator.manuscript.article_file import KEYS
from generator.manuscript.frontmatter import FENCE, SplitFile, format_scalar
from generator.manuscript.frontmatter_fast import PlainValue
from generator.manuscript.plain_values import protect_values
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import PartialDate
from generator.model.problem import Place, Problem, Result

# Values for a key: a text, a list of texts, a flag, a date; None removes the key.
NewValue: TypeAlias = "str | Sequence[str] | bool | PartialDate | None"

# The same as front matter holds it.
_PlainOrNone: TypeAlias = "PlainValue | None"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
# How an item of a list begins, in the editor's layout.
_DASH = re.compile(r" *- *")


class _FrontMatterBlock(msgspec.Struct, frozen=True):
    """The front matter of a file as written.

    `lines` are those of the file with their ends, `end` the index of the closing fence, `text` what YAML reads (the
    lines between the fences with plain line ends), and `keys` the position of each key and its value.
    """

    lines: tuple[str, ...]
    end: int
    text: str
    keys: Mapping[str, tuple[yaml.Node, yaml.Node]]
    column: int

    def find_line(self, index: int) -> int:
        """Return the line of the file, from 0, that has the character `index` of the text."""
        return self.text.count("\n", 0, index) + 1


class _UneditableError(Exception):
    """A change that is not possible; raised and caught only in this module. `step` says what you can do."""

    def __init__(self, fact: str, step: str, index: int = 0) -> None:
        super().__init__(fact)
        self.fact, self.step, self.index = fact, step, index


def change_keys(
    path: str, data: bytes, values: Mapping[str, NewValue], order: Sequence[str] = KEYS
) -> Result[bytes | None]:
    """Return the file `path` with the bytes `data` after setting `values`.

    A missing key is added at its place in `order`, or last if `order` does not list it. If one change is not possible,
    none is made: None, and the problem.
    """
    attempts = (_change_key(path, data, key, _convert_value(value), order) for key, value in values.items())
    if failure := next((attempt for attempt in attempts if attempt.value is None), None):
        return failure  # reported before anything changes: lines are those of the current file
    for key, value in values.items():
        result = _change_key(path, data, key, _convert_value(value), order)
        if result.value is None:
            return result
        data = result.value
    return Result(data)


def _change_key(path: str, data: bytes, key: str, value: _PlainOrNone, order: Sequence[str]) -> Result[bytes | None]:
    """Return `data` with one key changed."""
    text = decode_utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Result(None, split.problems if split else text.problems)
    if split.value.values.get(key) == value:
        return Result(data)
    bom = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    lines = tuple(_LINE.findall(data.decode("utf-8-sig")))
    block = _parse_block(lines)
    try:
        new_text = _set_key(block, key, value, order) if block else _add_front_matter(lines, key, value)
        _verify(path, new_text, split.value, key, value)
    except _UneditableError as refusal:
        index = (
            block.keys[key][0].start_mark.index if block and key in block.keys and not refusal.index else refusal.index
        )
        line = block.find_line(index) + 1 if block else 1
        return Result(None, (_build_problem(path, line, refusal),))
    return Result((bom + new_text).encode())


def _parse_block(lines: tuple[str, ...]) -> _FrontMatterBlock | None:
    """Parse the front matter in `lines`, which is valid; None if there is none."""
    if lines[0].rstrip() != FENCE:
        return None
    end = next(n for n in range(1, len(lines)) if lines[n].rstrip() == FENCE)
    text = "\n".join(protect_values([line.rstrip("\r\n") for line in lines[1:end]]))
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    keys = {str(name.value): (name, value) for name, value in node.value} if node else {}
    if node and _is_flow(node):
        keys = dict.fromkeys(keys, (node, node))
    return _FrontMatterBlock(lines, end, text, keys, node.start_mark.column if node else 0)


def _set_key(block: _FrontMatterBlock, key: str, value: _PlainOrNone, order: Sequence[str]) -> str:
    """Return the file with `key` set to `value`. Raises _UneditableError."""
    if any(name is node for name, node in block.keys.values()):
        raise _UneditableError("the front matter is written in braces", "write each key on a line of its own")
    if key not in block.keys:
        assert value is not None
        return _add_key(block, key, value, order)
    name, node = block.keys[key]
    end = _find_value_end(block, node, name.end_mark.index)
    if value is None:
        first, last = block.find_line(name.start_mark.index), block.find_line(end)
        return "".join((*block.lines[:first], *block.lines[last + 1 :]))
    if isinstance(value, list) and value and isinstance(node, yaml.SequenceNode) and _is_simple(node):
        return _change_list(block, key, node, [str(item) for item in value])
    return _rewrite_value(block, key, value, end)


def _add_key(block: _FrontMatterBlock, key: str, value: PlainValue, order: Sequence[str]) -> str:
    """Return the file with a new key, after the nearest key that precedes it in `order`."""
    ends = {
        name: block.find_line(_find_value_end(block, node, key_node.end_mark.index))
        for name, (key_node, node) in block.keys.items()
    }
    before = [name for name in order[: order.index(key)] if name in ends] if key in order else []
    if before:
        position = ends[before[-1]] + 1
    elif key in order and ends:
        position = 1
    else:
        position = max(ends.values(), default=block.end - 1) + 1
    indent = " " * block.column
    if isinstance(value, list) and value:
        new_lines = [f"{indent}{key}:", *(f"{indent}- {format_scalar(str(item))}" for item in value)]
    else:
        new_lines = [f"{indent}{key}: {_format_inline(value)}"]
    end = _get_line_end(block.lines[position - 1])
    return "".join((*block.lines[:position], *(line + end for line in new_lines), *block.lines[position:]))


def _add_front_matter(lines: Sequence[str], key: str, value: _PlainOrNone) -> str:
    """Return the file with front matter added."""
    assert value is not None
    end = _get_line_end(lines[0]) or "\n"
    block = _FrontMatterBlock((FENCE + end, FENCE + end), 1, "", {}, 0)
    return _add_key(block, key, value, ()) + end + "".join(lines)


def _rewrite_value(block: _FrontMatterBlock, key: str, value: PlainValue, end: int) -> str:
    """Return the file with the value of `key`, which ends at `end`, rewritten on one line; a comment after it stays."""
    name, node = block.keys[key]
    start = node.start_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        opening = _BLOCK_HEADER.search(block.text, start)
        assert opening
        comment = block.text[opening.end() :].partition("\n")[0]
        return _replace_text(block, start, end, _format_inline(value) + comment)
    if _has_comment(block, node, end):
        raise _build_refusal(key, name.start_mark.index)
    if _is_flow(node):
        space = "" if block.text[start - 1].isspace() else " "
        return _replace_text(block, start, end, space + _format_inline(value))
    colon = block.text.index(":", name.end_mark.index) + 1
    if block.text[colon:start].strip():
        raise _build_refusal(key, name.start_mark.index)
    return _replace_text(block, colon, end, f" {_format_inline(value)}")


def _change_list(block: _FrontMatterBlock, key: str, node: yaml.SequenceNode, value: Sequence[str]) -> str:
    """Return the file with another list of texts under `key`: items that stay are unchanged, comments too."""
    before = [str(item.value) for item in node.value]
    steps = SequenceMatcher(None, before, value, autojunk=False).get_opcodes()
    if not node.flow_style:
        return _change_list_lines(block, node, value, steps)
    if _has_comment(block, node, node.end_mark.index):
        raise _build_refusal(key, node.start_mark.index)
    old_items = [block.text[item.start_mark.index : item.end_mark.index] for item in node.value]
    items: list[str] = []
    for step, a, b, c, d in steps:
        items += old_items[a:b] if step == "equal" else [format_scalar(text, in_list=True) for text in value[c:d]]
    opening = block.text.index("[", node.start_mark.index)
    return _replace_text(block, opening, node.end_mark.index, f"[{', '.join(items)}]")


def _change_list_lines(
    block: _FrontMatterBlock,
    node: yaml.SequenceNode,
    value: Sequence[str],
    steps: Sequence[tuple[str, int, int, int, int]],
) -> str:
    """Return the file with another list whose items are on lines of their own."""
    places = [
        (block.find_line(item.start_mark.index), block.find_line(_find_value_end(block, item, 0)))
        for item in node.value
    ]
    first = block.lines[block.find_line(node.start_mark.index)]
    opening = _DASH.match(first)
    dash, end = opening[0] if opening else f"{' ' * node.start_mark.column}- ", _get_line_end(first)
    lines = list(block.lines)
    for step, a, b, c, d in reversed(steps):
        if step != "equal":
            position = places[a][0] if a < b or not a else places[a - 1][1] + 1
            removed_lines = {n for start, last in places[a:b] for n in range(start, last + 1)}
            new_lines = [f"{dash}{format_scalar(text)}{end}" for text in value[c:d]]
            lines = [
                *lines[:position],
                *new_lines,
                *(line for n, line in enumerate(lines[position:], start=position) if n not in removed_lines),
            ]
    return "".join(lines)


def _replace_text(block: _FrontMatterBlock, start: int, end: int, new_text: str) -> str:
    """Return the file with `new_text` in place of characters `start` to `end` of the front matter's text."""
    first, last = block.find_line(start), block.find_line(end)
    above = block.text[block.text.rfind("\n", 0, start) + 1 : start]
    below = block.text[end:].partition("\n")[0]
    line_end = _get_line_end(block.lines[last])
    line = f"{above}{new_text}{below}".replace("\n", line_end) + line_end
    return "".join((*block.lines[:first], line, *block.lines[last + 1 :]))


def _find_value_end(block: _FrontMatterBlock, node: yaml.Node, after: int) -> int:
    """Return where the value `node` ends, without comments and blank lines below it. It follows the position `after`.

    Raises _UneditableError if it is written elsewhere.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if start < after:
        raise _UneditableError("a value refers to another one with `*`", "write the value in full", after)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        opening = _BLOCK_HEADER.search(block.text, start)
        value_text = block.text[start:end]
        content = value_text.removesuffix("\n") if opening and "+" in opening[0] else value_text.rstrip()
        newline = block.text.find("\n", start + len(content))
        return newline if newline >= 0 else len(block.text)
    if _is_flow(node):
        return end
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            start = _find_value_end(block, part, start)
    return start


def _has_comment(block: _FrontMatterBlock, node: yaml.Node, end: int) -> bool:
    """Return whether a comment is inside the value `node`, which ends at `end`."""
    gaps, position = [], node.start_mark.index
    for leaf in _iter_leaves(node):
        gaps.append(block.text[position : leaf.start_mark.index])
        position = leaf.end_mark.index
    return any("#" in gap for gap in (*gaps, block.text[position:end]))


def _iter_leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the texts in a value, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _iter_leaves(part)


def _is_flow(node: yaml.Node) -> bool:
    """Return whether a value is written inline: a text that is no block, or brackets or braces."""
    return isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))


def _is_simple(node: yaml.SequenceNode) -> bool:
    """Return whether a list holds only texts."""
    return bool(node.value) and all(isinstance(item, yaml.ScalarNode) for item in node.value)


def _verify(path: str, new_text: str, before: SplitFile, key: str, value: _PlainOrNone) -> None:
    """Raise _UneditableError unless the file `new_text` equals `before` with `key` changed."""
    expected = {name: item for name, item in before.values.items() if name != key}
    expected |= {} if value is None else {key: value}
    text = decode_utf8(path, new_text.encode("utf-8", "surrogatepass"))
    reparsed = frontmatter.split(path, text.value).value if text.value is not None else None
    if reparsed is None or reparsed.values != expected or reparsed.body.strip("\n") != before.body.strip("\n"):
        raise _build_refusal(key)


def _convert_value(value: NewValue) -> _PlainOrNone:
    """Return `value` as front matter holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, PartialDate):
        return value.iso
    return value if value is None or isinstance(value, str) else list(value)


def _format_inline(value: PlainValue) -> str:
    """Return `value` on one line."""
    if isinstance(value, list):
        return f"[{', '.join(format_scalar(str(item), in_list=True) for item in value)}]"
    return format_scalar(str(value))


def _get_line_end(line: str) -> str:
    """Return the line end of `line`."""
    return line[len(line.rstrip("\r\n")) :]


def _build_refusal(key: str, index: int = 0) -> _UneditableError:
    """Build the error that a value cannot be changed without loss."""
    fact = f"`{key}` is written in a form that cannot be changed without changing the text around it"
    return _UneditableError(fact, "edit it by hand", index)


def _build_problem(path: str, line: int, refusal: _UneditableError) -> Problem:
    """Build the problem that a change was not possible."""
    return Problem.must_fix(Place(path=path, line=line), "front matter", fact=refusal.fact, step=refusal.step)
