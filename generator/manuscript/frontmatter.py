"""The block between two lines of `---`: text in, keys with plain values and their lines out.

Every scalar is text: `NO` is Norway, `1984` a title, `12:30` a text; the field decides its type (article_file.py). So
YAML 1.1's rules for yes, no and dates are switched off, for reading and writing.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec
import yaml

from generator.manuscript import frontmatter_fast
from generator.manuscript.frontmatter_fast import PlainValue
from generator.manuscript.plain_values import protect_values
from generator.model.problem import Place, Problem, Result

_KIND = "front matter"

FENCE = "---"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class SplitFile(msgspec.Struct, frozen=True):
    """A parsed file: front matter values by key, the line of each key, the body as written and its first line."""

    values: dict[str, PlainValue]
    lines: dict[str, int]
    body: str
    body_line: int


class _UnsupportedNodeError(Exception):
    """A node that front matter may not hold; raised and caught only in this module."""

    def __init__(self, fact: str, step: str, line: int) -> None:
        super().__init__(fact)
        self.fact, self.step, self.line = fact, step, line


def split(path: str, text: str) -> Result[SplitFile | None]:
    """Split `text` into front matter and body; None with a problem and its line if the front matter is invalid.

    A file without front matter is all body.
    """
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != FENCE:
        return Result(SplitFile({}, {}, text, 1))
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == FENCE), 0)
    first_line = Place(path=path, line=1)
    if not end:
        fact, step = "the front matter is not closed", "add a line `---` after its last key"
        return Result(None, (Problem.must_fix(first_line, _KIND, fact, step),))
    body_start = next((n for n in range(end + 1, len(lines)) if lines[n]), end + 1)
    body = "\n".join(lines[body_start:]).rstrip("\n")
    if fast_result := frontmatter_fast.parse_lines(lines[1:end]):
        key_lines = {key: line + 2 for key, line in fast_result[1].items()}
        return Result(SplitFile(fast_result[0], key_lines, body, body_start + 1))
    try:
        node = yaml.compose("\n".join(protect_values(lines[1:end])), Loader=yaml.CSafeLoader)
        values, places = _parse_mapping(node)
    except _UnsupportedNodeError as refusal:
        place = Place(path=path, line=refusal.line + 2)
        return Result(None, (Problem.must_fix(place, _KIND, refusal.fact, refusal.step),))
    except yaml.YAMLError as error:
        return Result(None, (_build_yaml_problem(path, error, lines),))
    except RecursionError:
        fact, step = "the front matter is nested too deeply", "reduce the nesting"
        return Result(None, (Problem.must_fix(first_line, _KIND, fact, step),))
    return Result(SplitFile(values, {key: line + 2 for key, line in places.items()}, body, body_start + 1))


def _parse_mapping(node: yaml.Node | None) -> tuple[dict[str, PlainValue], dict[str, int]]:
    """Parse the top level of the front matter: values and lines (from 0 after the fence) by key."""
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        kind = "a list" if isinstance(node, yaml.SequenceNode) else "a text"
        raise _UnsupportedNodeError(f"the front matter is {kind}, not keys with values", "write `key: value` lines", 0)
    visited_ids: set[int] = set()
    values: dict[str, PlainValue] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise _UnsupportedNodeError("a key is a list or a mapping", "write the key as a plain word", line)
        name = str(key_node.value)
        if name in values:
            fact = f"`{name}` appears twice, first on line {lines[name] + 2}"
            raise _UnsupportedNodeError(fact, "keep one of the two", line)
        values[name], lines[name] = _parse_node(value_node, visited_ids, line), line
    return values, lines


def _parse_node(node: yaml.Node, visited_ids: set[int], line: int) -> PlainValue:
    """Parse `node`, every scalar as text. A node that appears twice is an alias, which is refused.

    `line` is that of the key, because an alias has the line of its target.
    """
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if id(node) in visited_ids:
        raise _UnsupportedNodeError("`*` refers to another value", "write the value in full", line)
    visited_ids.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_parse_node(item, visited_ids, line) for item in node.value]
    values: dict[str, PlainValue] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _UnsupportedNodeError(
                "a key is a list or a mapping", "write the key as a plain word", key_node.start_mark.line
            )
        if key_node.value in values:
            raise _UnsupportedNodeError(
                f"`{key_node.value}` appears twice", "keep one of the two", key_node.start_mark.line
            )
        values[str(key_node.value)] = _parse_node(value_node, visited_ids, line)
    return values


def _build_yaml_problem(path: str, error: yaml.YAMLError, lines: Sequence[str]) -> Problem:
    """Build the problem of a YAML error, in words for editors; `lines` are those of the file."""
    control = next(((n, match[0]) for n, text in enumerate(lines, start=1) if (match := _CONTROL.search(text))), None)
    if control:
        fact = f"this line has the control character U+{ord(control[1]):04X}, which front matter cannot hold"
        return Problem.must_fix(Place(path=path, line=control[0]), _KIND, fact, "delete it")
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "it cannot be read"
    line = mark.line + 2 if mark else 1
    if "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        fact, step = "this line is indented with a tab, and front matter takes spaces only", "replace the tab by spaces"
        return Problem.must_fix(Place(path=path, line=line), _KIND, fact, step)
    if "undefined alias" in reason:
        fact, step = "`*` refers to another value", "write the value in full"
        return Problem.must_fix(Place(path=path, line=line), _KIND, fact, step)
    start = getattr(error, "context_mark", None)
    if start and ("expected ',' or" in reason or "end of stream" in reason):  # what opened there does not close
        line = start.line + 2
    cause = "a text that begins with a quote or a bracket, or has `: ` in a list, needs quotes around it"
    return Problem.must_fix(
        Place(path=path, line=line), _KIND, f"the front matter is invalid YAML: {reason}", "fix this line", cause
    )


# Texts that YAML writes unquoted in any position. There are others; those are left to the library.
_INNER = r"A-Za-z0-9\u00a1-\u2027\u2030-\ud7ff'()/.,;&%$+=@_-"
_SAFE = re.compile(rf"[A-Za-z0-9\u00c0-\u024f](?:[ {_INNER}]*[{_INNER}])?")


# What single quotes can hold on one line, without characters that YAML forbids or takes for a line end.
_QUOTABLE = re.compile(r"[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


class _FlowList(list[str]):
    """A list that is written on one line, in brackets."""


class _TextDumper(yaml.CSafeDumper):
    """Writes every scalar unquoted if its characters allow, because all scalars are text to us."""

    yaml_implicit_resolvers: dict[str, list[object]] = {}  # noqa: RUF012  (PyYAML's own shape)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write a value in full each time it appears."""
        return True


_TextDumper.add_representer(
    _FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def build_span(start: int, end: int) -> list[str]:
    """Return two offsets as they are written: `[0, 2511]`."""
    return _FlowList([str(start), str(end)])


def join(values: Mapping[str, object], body: str) -> str:
    """Return the file with `values` (texts, lists, mappings; in this order) and `body`."""
    head = "".join(_format_plain(key, value) or _dump({key: value}) for key, value in values.items())
    return f"{FENCE}\n{head}{FENCE}\n\n{body}\n" if values else f"{body}\n"


def format_scalar(text: str, *, in_list: bool = False) -> str:
    """Return `text` on one line, quoted if needed; `in_list`: inside brackets, where commas separate."""
    if _SAFE.fullmatch(text) and not (in_list and "," in text):
        return text
    if _QUOTABLE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape_character(character) for character in text) + '"'


def _escape_character(character: str) -> str:
    """Escape a character for double quotes."""
    if character in '"\\':
        return "\\" + character
    if _QUOTABLE.fullmatch(character):
        return character
    return "\\n" if character == "\n" else f"\\U{ord(character):08x}"


def _dump(values: Mapping[str, object]) -> str:
    """Return `values` as the library writes them."""
    return yaml.dump(
        dict(values), Dumper=_TextDumper, allow_unicode=True, sort_keys=False, width=2**31 - 1, default_flow_style=False
    )


def _format_plain(key: str, value: object) -> str:
    """Return what the library would write for a value without quotes, in a tenth of the time; empty for others."""
    if isinstance(value, str):
        return f"{key}: {value}\n" if _SAFE.fullmatch(value) else ""
    if not isinstance(value, list) or not value or isinstance(value, _FlowList):
        return ""
    items = [_format_item(item) for item in value]
    return f"{key}:\n{''.join(items)}" if all(items) else ""


def _format_item(value: object) -> str:
    """Return a list item as the library would write it; empty if only the library can."""
    if isinstance(value, str):
        return f"- {value}\n" if _SAFE.fullmatch(value) else ""
    if not isinstance(value, dict) or not value:
        return ""
    lines = []
    for key, field in value.items():
        if isinstance(field, _FlowList) and all(map(str.isdigit, field)) and field:
            lines.append(f"{key}: [{', '.join(field)}]\n")
        elif isinstance(field, str) and _SAFE.fullmatch(field):
            lines.append(f"{key}: {field}\n")
        else:
            return ""
    return f"- {'  '.join(lines)}"


def parse_texts(value: object) -> Sequence[str] | None:
    """Return `value` as a list of texts: a single text is a list of one; None if it is something else."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item for item in value if item]
    return None
