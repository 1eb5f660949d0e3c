"""How templates become Python: as Jinja2 does it, with quicker code where both give the same text.

In: a parsed template. Out: the source of its code. Three things differ. A field is asked for without looking for what
stands in where there is none; text is escaped without an object around it; pieces that follow one another are
handed on as one. A page that fails so has to be rendered again with Jinja2's own code, which tells why (page.py).
"""

import re
from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

# A line that hands on one piece of text.
_YIELD = re.compile(r"^( +)yield (?!from )(.*)$")
_IMPORTS = re.compile(r"^from jinja2\.runtime import .*\bescape\b.*$", re.MULTILINE)

# The library's own, which makes no object around a text, where it has one of this name.
_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escape_value(value: Any, /) -> str:  # noqa: ANN401  (whatever a template prints)
    """`value` as a page has it: escaped, but for what is HTML already."""
    if type(value) is str:
        return _escape(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return str(_escape(str(value)))


class _FastCodeGenerator(CodeGenerator):
    """Asks for fields with Python's own getattr."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja2's name)
        """A field of something."""
        self.write("getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


class FastEnvironment(Environment):
    """An environment whose templates render quicker and fail without saying why."""

    code_generator_class = _FastCodeGenerator
    escaped = staticmethod(escape_value)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> str:
        """The code of a template, each line where Jinja2 has put it, for errors name lines."""
        code = super()._generate(source, name, filename, defer_init)
        fast_code = _IMPORTS.sub(lambda line: f"{line[0]}; escape = environment.escaped", code, count=1)
        return "\n".join(_join_yields(fast_code.split("\n")))


def _join_yields(lines: list[str]) -> list[str]:
    """`lines` of code in which pieces that follow one another are handed on together."""
    matches = [_YIELD.match(line) for line in lines]
    indents = [match[1] if match else "" for match in matches]
    joined_lines = []
    for position, line in enumerate(lines):
        match = matches[position]
        has_previous = bool(match and position and indents[position - 1] == indents[position])
        has_next = bool(match and position + 1 < len(lines) and indents[position + 1] == indents[position])
        if match and (has_previous or has_next):
            start = "" if has_previous else "yield concat(("
            joined_lines.append(f"{match[1]}{start}{match[2]}{',' if has_next else '))'}")
        else:
            joined_lines.append(line)
    return joined_lines
