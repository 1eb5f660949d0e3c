"""What a template gets for a name that is not there: an error that says so in plain words.

In: what Jinja2 knows of the name. Out: an UndefinedError with the nearest name that there is. Which
template and line it was is added in page.py.
"""

import difflib
from typing import Any

import msgspec
from jinja2 import StrictUndefined
from jinja2.utils import missing


class UndefinedName(StrictUndefined):
    """A name that is not there; any use of it fails."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The fact and the nearest name; page.py puts what stands before the dot for `{owner}`."""
        name = str(self._undefined_name)
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"`{name}` is not defined; a template sees `view` and what it sets or imports itself"
        return f"`{{owner}}{name}` is not defined{_suggest_name(name, self._undefined_obj)}"


def _suggest_name(name: str, owner: Any) -> str:  # noqa: ANN401 (a template may ask anything for a field)
    """`; did you mean …?` where a field of `owner` is like `name`; else what fields it has."""
    fields = owner.__struct_fields__ if isinstance(owner, msgspec.Struct) else ()
    matches = difflib.get_close_matches(name, fields, n=1)
    if matches:
        return f"; did you mean `{matches[0]}`?"
    return f"; there are {', '.join(f'`{field}`' for field in fields)}" if fields else ""
