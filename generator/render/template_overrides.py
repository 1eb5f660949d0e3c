"""Templates that an archive puts in place of default ones: which of them no longer fit the program.

In: the files of the archive's `templates/` and of the default theme. Out: a warning for each override that was made
from an older default, and for each template that nothing uses. A default file bears in its first line its name and a
digest of what stands below; a copy keeps that line while it is edited, and so tells what it was made from.
"""

import difflib
import re
from collections.abc import Mapping

from jinja2 import Environment, TemplateSyntaxError, meta

from generator.model.problem import Place, Problem, Severity
from generator.render.environment import path
from generator.text import digest

_MARK = re.compile(r"(?:\{#|/\*) backfile (\S+) ([0-9a-f]{10}) (?:#\}|\*/)\n")
_AROUND = {".html": ("{#", "#}"), ".css": ("/*", "*/")}


def marked(name: str, text: str) -> str:
    """The default file `name` with the right mark in its first line; as it is where its kind has no comments."""
    body = _MARK.sub("", text, count=1) if _MARK.match(text) else text
    return _mark(name, body) + body


def stale(own: Mapping[str, bytes], default: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """A warning for each file of the archive's own that does not fit the default ones any more.

    One that equals its default to the byte is no override, and one that bears no mark was made from nothing of ours.
    """
    theirs = {name: _text(data) for name, data in default.items()}
    ours = {name: _text(data) for name, data in own.items() if default.get(name) != data}
    problems = [_outdated(name, text, theirs) for name, text in ours.items()]
    problems += [_unused(name, theirs) for name in _nowhere_used(ours, theirs)]
    return tuple(problem for problem in problems if problem)


def _outdated(name: str, text: str, theirs: Mapping[str, str]) -> Problem | None:
    """That an override was made from a default that is another now."""
    mark = _MARK.match(text)
    if not mark or (mark[1] in theirs and _mark_of(theirs[mark[1]]) == mark[0]):
        return None
    if digest.short(text[mark.end() :]) == mark[2]:
        fact, step = f"this is an unedited copy of an older `{mark[1]}`", "delete it"
    elif mark[1] not in theirs:
        fact, step = f"this was made from `{mark[1]}`, which Backfile has no more", "delete it if no page needs it"
    else:
        fact = f"this was made from an older `{mark[1]}`, which has changed since"
        line = (_mark_of(theirs[mark[1]]) or "").strip()
        step = f"take over what you need of the new one, then write `{line}` as its first line"
    return _warning(name, "stale override", fact, step)


def _unused(name: str, theirs: Mapping[str, str]) -> Problem:
    near = difflib.get_close_matches(name, [one for one in theirs if one.endswith(".html")], n=1)
    cause = f"did you mean `{near[0]}`?" if near else ""
    return _warning(name, "unused template", "no page uses this template", "rename it or delete it", cause)


def _nowhere_used(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """The archive's templates that stand for no default one and that no other asks for."""
    added = [name for name in ours if name.endswith(".html") and not name.startswith("static/") and name not in theirs]
    if not added:
        return []
    asked: set[str | None] = set()
    for name, text in ours.items():
        if name.endswith(".html"):
            asked |= _asks_for(text) - {name}
    return [] if None in asked else [name for name in added if name not in asked]


def _asks_for(text: str) -> set[str | None]:
    """The templates that one includes, imports or extends; None among them where that is known when it runs."""
    try:
        return set(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except TemplateSyntaxError:
        return {None}  # told when the page is rendered


def _mark(name: str, body: str) -> str:
    """The first line of a default file."""
    around = next((signs for kind, signs in _AROUND.items() if name.endswith(kind)), None)
    return f"{around[0]} backfile {name} {digest.short(body)} {around[1]}\n" if around else ""


def _mark_of(text: str) -> str | None:
    mark = _MARK.match(text)
    return mark[0] if mark else None


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _warning(name: str, kind: str, fact: str, step: str, cause: str = "") -> Problem:
    place = Place(path=path(name), line=1)
    return Problem(severity=Severity.WARNING, place=place, kind=kind, fact=fact, cause=cause, step=step)
