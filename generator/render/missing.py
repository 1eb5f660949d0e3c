"""Describe an undefined name in a template, with the nearest name that is defined.

render_page.py adds the template and the line.
"""

import difflib
from typing import Any

import msgspec
from jinja2 import StrictUndefined
from jinja2.utils import missing


class UndefinedName(StrictUndefined):
    """An undefined name; any use of it raises UndefinedError."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The fact and the nearest name. render_page.py replaces `{owner}` by the expression before the dot."""
        name = str(self._undefined_name)
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"`{name}` is not defined; a template sees `view` and what it sets or imports itself"
        return f"`{{owner}}{name}` is not defined{_suggest_name(name, self._undefined_obj)}"


def _suggest_name(name: str, owner: Any) -> str:  # noqa: ANN401 (a template may read a field of anything)
    """Return `; did you mean …?` if a field of `owner` is similar to `name`, or else the list of its fields."""
    fields = owner.__struct_fields__ if isinstance(owner, msgspec.Struct) else ()
    matches = difflib.get_close_matches(name, fields, n=1)
    if matches:
        return f"; did you mean `{matches[0]}`?"
    return f"; there are {', '.join(f'`{field}`' for field in fields)}" if fields else ""
