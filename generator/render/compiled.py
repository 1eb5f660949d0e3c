"""Compile templates to faster code than Jinja2 does, for the same text.

Three things differ: a field is read with `getattr`, without Jinja2's fallback to items; text is escaped without a
`Markup` object around it; adjacent pieces of text are yielded together. If anything fails, while compiling or while
rendering, the page is rendered again with Jinja2's own code (render_page.py).
"""

import re
from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

# A line of generated code that yields one piece of text.
_YIELD = re.compile(r"^( +)yield (?!from )(.*)$")
_IMPORTS = re.compile(r"^from jinja2\.runtime import .*\bescape\b.*$", re.MULTILINE)

# MarkupSafe's escape without a Markup object around the result, if this version has it.
_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escape_value(value: Any, /) -> str:  # noqa: ANN401  (a template may print anything)
    """Return `value` as HTML: escaped, unless it is HTML already."""
    if type(value) is str:
        return _escape(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return str(_escape(str(value)))


class _FastCodeGenerator(CodeGenerator):
    """Reads fields with `getattr`."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja2's name)
        """Write the code that reads a field."""
        self.write("getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


class FastEnvironment(Environment):
    """An environment whose templates render faster, but whose errors do not say what is wrong."""

    code_generator_class = _FastCodeGenerator
    escaped = staticmethod(escape_value)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002
    ) -> str:
        """Return the code of a template. Every line keeps its number, as errors refer to it."""
        code = super()._generate(source, name, filename, defer_init)
        fast_code = _IMPORTS.sub(lambda line: f"{line[0]}; escape = environment.escaped", code, count=1)
        return "\n".join(_join_yields(fast_code.split("\n")))


def _join_yields(lines: list[str]) -> list[str]:
    """Return `lines` of code in which adjacent pieces of text are yielded together."""
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
