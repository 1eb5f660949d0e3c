"""One key of a file's front matter changed, and not another byte: comments, quotes, order and line ends stay.

In: a file's bytes, a key, its new value. Out: the bytes with that change. Where the value as it stands cannot be
replaced without a guess, or would take an editor's comment with it, nothing is changed and the problem says so with its
line. Whatever was made is read again before it is handed out: it says what was meant, and all that was said before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

import msgspec
import yaml

from generator.manuscript import frontmatter
from generator.manuscript.article_file import KEYS
from generator.manuscript.frontmatter import FENCE, Raw, scalar
from generator.manuscript.frontmatter_fast import Plain
from generator.manuscript.utf8 import utf8
from generator.model.article import PartialDate
from generator.model.problem import Found, Place, Problem, Severity

# What a key can be set to: a text, a list of texts, a flag, a date; None takes the key out.
New: TypeAlias = "str | Sequence[str] | bool | PartialDate | None"

# The same as front matter holds it.
_Meant: TypeAlias = "Plain | None"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BLOCK = re.compile(r"[|>][-+0-9]*")
# How an item of a list begins, as the editor sets it.
_DASH = re.compile(r" *- *")


class _Head(msgspec.Struct, frozen=True):
    """The front matter of a file as it is written.

    `lines` are those of the file with their ends, `end` the place of the closing fence among them, `text` what YAML
    reads (the lines between the fences, their ends plain), and `keys` where each key and its value stand in it.
    """

    lines: tuple[str, ...]
    end: int
    text: str
    keys: Mapping[str, tuple[yaml.Node, yaml.Node]]
    column: int

    def line(self, index: int) -> int:
        """The line of the file on which the character `index` of the text stands, counted from 0."""
        return self.text.count("\n", 0, index) + 1


class _RefusedError(Exception):
    """A change that cannot be made; raised and caught in this module only. `step` says what a person can do."""

    def __init__(self, fact: str, step: str, index: int = 0) -> None:
        super().__init__(fact)
        self.fact, self.step, self.index = fact, step, index


def change(path: str, data: bytes, values: Mapping[str, New], order: Sequence[str] = KEYS) -> Found[bytes | None]:
    """The file `path` whose bytes are `data`, with `values` in place of what its keys say now.

    A key that is not there is added at its place in `order`, one that `order` does not have behind all others. None,
    and the problem, where one of the changes cannot be made: then none is.
    """
    refused = (_changed(path, data, key, _plain(value), order) for key, value in values.items())
    if found := next((one for one in refused if one.value is None), None):
        return found  # told before anything is changed: lines are those of the file as it stands
    for key, value in values.items():
        changed = _changed(path, data, key, _plain(value), order)
        if changed.value is None:
            return changed
        data = changed.value
    return Found(data)


def _changed(path: str, data: bytes, key: str, value: _Meant, order: Sequence[str]) -> Found[bytes | None]:
    """`data` with one key changed."""
    text = utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Found(None, split.problems if split else text.problems)
    if split.value.values.get(key) == value:
        return Found(data)
    mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    lines = tuple(_LINE.findall(data.decode("utf-8-sig")))
    head = _head(lines)
    try:
        made = _with(head, key, value, order) if head else _begun(lines, key, value)
        _prove(path, made, split.value, key, value)
    except _RefusedError as refused:
        index = head.keys[key][0].start_mark.index if head and key in head.keys and not refused.index else refused.index
        line = head.line(index) + 1 if head else 1
        return Found(None, (_problem(path, line, refused),))
    return Found((mark + made).encode())


def _head(lines: tuple[str, ...]) -> _Head | None:
    """The front matter in `lines`, which can be read; None where there is none."""
    if lines[0].rstrip() != FENCE:
        return None
    end = next(n for n in range(1, len(lines)) if lines[n].rstrip() == FENCE)
    text = "\n".join(line.rstrip("\r\n") for line in lines[1:end])
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    keys = {str(name.value): (name, value) for name, value in node.value} if node else {}
    if node and _is_flow(node):
        keys = dict.fromkeys(keys, (node, node))
    return _Head(lines, end, text, keys, node.start_mark.column if node else 0)


def _with(head: _Head, key: str, value: _Meant, order: Sequence[str]) -> str:
    """The file with `key` set to `value`. Raises _RefusedError."""
    if any(name is node for name, node in head.keys.values()):
        raise _RefusedError("the front matter is written in braces", "write each key on a line of its own")
    if key not in head.keys:
        assert value is not None
        return _added(head, key, value, order)
    name, node = head.keys[key]
    end = _end(head, node, name.end_mark.index)
    if value is None:
        first, last = head.line(name.start_mark.index), head.line(end)
        return "".join((*head.lines[:first], *head.lines[last + 1 :]))
    if isinstance(value, list) and value and isinstance(node, yaml.SequenceNode) and _is_simple(node):
        return _listed(head, key, node, [str(one) for one in value])
    return _rewritten(head, key, value, end)


def _added(head: _Head, key: str, value: Plain, order: Sequence[str]) -> str:
    """The file with a key that it does not have yet: behind the nearest key that comes before it in `order`."""
    ends = {name: head.line(_end(head, node, of.end_mark.index)) for name, (of, node) in head.keys.items()}
    before = [name for name in order[: order.index(key)] if name in ends] if key in order else []
    if before:
        at = ends[before[-1]] + 1
    elif key in order and ends:
        at = 1
    else:
        at = max(ends.values(), default=head.end - 1) + 1
    indent = " " * head.column
    if isinstance(value, list) and value:
        made = [f"{indent}{key}:", *(f"{indent}- {scalar(str(one))}" for one in value)]
    else:
        made = [f"{indent}{key}: {_inline(value)}"]
    end = _line_end(head.lines[at - 1])
    return "".join((*head.lines[:at], *(line + end for line in made), *head.lines[at:]))


def _begun(lines: Sequence[str], key: str, value: _Meant) -> str:
    """The file with front matter, which it does not have yet."""
    assert value is not None
    end = _line_end(lines[0]) or "\n"
    head = _Head((FENCE + end, FENCE + end), 1, "", {}, 0)
    return _added(head, key, value, ()) + end + "".join(lines)


def _rewritten(head: _Head, key: str, value: Plain, end: int) -> str:
    """The file with the value of `key`, which ends at `end`, written anew on one line; a comment behind it stays."""
    name, node = head.keys[key]
    start = node.start_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        opening = _BLOCK.search(head.text, start)
        assert opening
        comment = head.text[opening.end() :].partition("\n")[0]
        return _spliced(head, start, end, _inline(value) + comment)
    if _has_comment(head, node, end):
        raise _lost(key, name.start_mark.index)
    if _is_flow(node):
        space = "" if head.text[start - 1].isspace() else " "
        return _spliced(head, start, end, space + _inline(value))
    colon = head.text.index(":", name.end_mark.index) + 1
    if head.text[colon:start].strip():
        raise _lost(key, name.start_mark.index)
    return _spliced(head, colon, end, f" {_inline(value)}")


def _listed(head: _Head, key: str, node: yaml.SequenceNode, value: Sequence[str]) -> str:
    """The file with another list of texts under `key`: what stays in it stands as it stood, comments too."""
    before = [str(item.value) for item in node.value]
    steps = SequenceMatcher(None, before, value, autojunk=False).get_opcodes()
    if not node.flow_style:
        return _lines_listed(head, node, value, steps)
    if _has_comment(head, node, node.end_mark.index):
        raise _lost(key, node.start_mark.index)
    kept = [head.text[item.start_mark.index : item.end_mark.index] for item in node.value]
    items: list[str] = []
    for step, a, b, c, d in steps:
        items += kept[a:b] if step == "equal" else [scalar(one, in_list=True) for one in value[c:d]]
    opening = head.text.index("[", node.start_mark.index)
    return _spliced(head, opening, node.end_mark.index, f"[{', '.join(items)}]")


def _lines_listed(
    head: _Head, node: yaml.SequenceNode, value: Sequence[str], steps: Sequence[tuple[str, int, int, int, int]]
) -> str:
    """The file with another list, where each of its items stands on lines of its own."""
    places = [(head.line(item.start_mark.index), head.line(_end(head, item, 0))) for item in node.value]
    first = head.lines[head.line(node.start_mark.index)]
    opening = _DASH.match(first)
    dash, end = opening[0] if opening else f"{' ' * node.start_mark.column}- ", _line_end(first)
    lines = list(head.lines)
    for step, a, b, c, d in reversed(steps):
        if step != "equal":
            at = places[a][0] if a < b or not a else places[a - 1][1] + 1
            gone = {n for start, last in places[a:b] for n in range(start, last + 1)}
            new = [f"{dash}{scalar(one)}{end}" for one in value[c:d]]
            lines = [*lines[:at], *new, *(line for n, line in enumerate(lines[at:], start=at) if n not in gone)]
    return "".join(lines)


def _spliced(head: _Head, start: int, end: int, new: str) -> str:
    """The file with `new` in place of the characters from `start` to `end` of the front matter's text."""
    first, last = head.line(start), head.line(end)
    above = head.text[head.text.rfind("\n", 0, start) + 1 : start]
    below = head.text[end:].partition("\n")[0]
    line_end = _line_end(head.lines[last])
    line = f"{above}{new}{below}".replace("\n", line_end) + line_end
    return "".join((*head.lines[:first], line, *head.lines[last + 1 :]))


def _end(head: _Head, node: yaml.Node, after: int) -> int:
    """Where the value `node` ends, without the comments and blank lines below it. It stands behind the place `after`.

    Raises _RefusedError where it is written elsewhere.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if start < after:
        raise _RefusedError("a value refers to another one with `*`", "write the value out", after)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        opening = _BLOCK.search(head.text, start)
        written = head.text[start:end]
        kept = written.removesuffix("\n") if opening and "+" in opening[0] else written.rstrip()
        rest = head.text.find("\n", start + len(kept))
        return rest if rest >= 0 else len(head.text)
    if _is_flow(node):
        return end
    for child in node.value:
        for one in child if isinstance(child, tuple) else (child,):
            start = _end(head, one, start)
    return start


def _has_comment(head: _Head, node: yaml.Node, end: int) -> bool:
    """Whether a comment stands within the value `node`, which ends at `end`."""
    outside, at = [], node.start_mark.index
    for leaf in _leaves(node):
        outside.append(head.text[at : leaf.start_mark.index])
        at = leaf.end_mark.index
    return any("#" in one for one in (*outside, head.text[at:end]))


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The texts in a value, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        for one in child if isinstance(child, tuple) else (child,):
            yield from _leaves(one)


def _is_flow(node: yaml.Node) -> bool:
    """Whether a value is written in a row: a text that is no block, or something in brackets or braces."""
    return isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))


def _is_simple(node: yaml.SequenceNode) -> bool:
    """Whether a list holds nothing but texts."""
    return bool(node.value) and all(isinstance(item, yaml.ScalarNode) for item in node.value)


def _prove(path: str, made: str, before: Raw, key: str, value: _Meant) -> None:
    """Raise _RefusedError where the file `made` does not say `before` with `key` changed."""
    expected = {name: one for name, one in before.values.items() if name != key}
    expected |= {} if value is None else {key: value}
    text = utf8(path, made.encode("utf-8", "surrogatepass"))
    found = frontmatter.split(path, text.value).value if text.value is not None else None
    if found is None or found.values != expected or found.body.strip("\n") != before.body.strip("\n"):
        raise _lost(key)


def _plain(value: New) -> _Meant:
    """`value` as front matter holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, PartialDate):
        return value.iso
    return value if value is None or isinstance(value, str) else list(value)


def _inline(value: Plain) -> str:
    """`value` on one line."""
    if isinstance(value, list):
        return f"[{', '.join(scalar(str(one), in_list=True) for one in value)}]"
    return scalar(str(value))


def _line_end(line: str) -> str:
    """What ends `line`."""
    return line[len(line.rstrip("\r\n")) :]


def _lost(key: str, index: int = 0) -> _RefusedError:
    """That a value is written in a way that cannot be changed without loss."""
    fact = f"`{key}` is written in a way that cannot be changed without touching what stands around it"
    return _RefusedError(fact, "change it by hand", index)


def _problem(path: str, line: int, refused: _RefusedError) -> Problem:
    """The problem that a change could not be made."""
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=path, line=line),
        kind="front matter",
        fact=refused.fact,
        step=refused.step,
    )
