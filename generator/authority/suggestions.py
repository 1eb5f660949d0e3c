"""Suggestions for editors: a name that may be one of several people's, and is joined to none."""

from collections.abc import Sequence

from generator import layout
from generator.model.problem import Problem

_MAX_LISTED = 3


def build_suggestion(name: str, candidates: Sequence[str]) -> Problem:
    """Build the notice that `name` fits several people and was joined to none."""
    more = " and others" if len(candidates) > _MAX_LISTED else ""
    listing = " and ".join(f"`{candidate}`" for candidate in candidates[:_MAX_LISTED]) + more
    return Problem.notice(
        layout.DECISIONS,
        "suggestion",
        fact=f"`{name}` fits {listing}, and has a page of its own",
        step="rule it to be the `same` as one of them, or `different`",
        about=(name, *candidates),
    )
