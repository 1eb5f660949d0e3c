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
from generator.render.environment import get_template_path
from generator.text import digest

_MARK = re.compile(r"(?:\{#|/\*) backfile (\S+) ([0-9a-f]{10}) (?:#\}|\*/)\n")
_COMMENT_SIGNS = {".html": ("{#", "#}"), ".css": ("/*", "*/")}


def add_mark(name: str, text: str) -> str:
    """The default file `name` with the right mark in its first line; as it is where its kind has no comments."""
    body = _MARK.sub("", text, count=1) if _MARK.match(text) else text
    return _format_mark(name, body) + body


def find_stale_overrides(archive_files: Mapping[str, bytes], default_files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """A warning for each file of the archive's own that does not fit the default ones any more.

    One that equals its default to the byte is no override, and one that bears no mark was made from nothing of ours.
    """
    default_texts = {name: _decode_text(data) for name, data in default_files.items()}
    archive_texts = {
        name: _decode_text(data) for name, data in archive_files.items() if default_files.get(name) != data
    }
    problems = [_check_outdated(name, text, default_texts) for name, text in archive_texts.items()]
    problems += [_describe_unused(name, default_texts) for name in _find_unused(archive_texts, default_texts)]
    return tuple(problem for problem in problems if problem)


def _check_outdated(name: str, text: str, default_texts: Mapping[str, str]) -> Problem | None:
    """That an override was made from a default that is another now."""
    mark = _MARK.match(text)
    if not mark or (mark[1] in default_texts and _find_mark(default_texts[mark[1]]) == mark[0]):
        return None
    if digest.compute_short_id(text[mark.end() :]) == mark[2]:
        fact, step = f"this is an unedited copy of an older `{mark[1]}`", "delete it"
    elif mark[1] not in default_texts:
        fact, step = f"this was made from `{mark[1]}`, which Backfile has no more", "delete it if no page needs it"
    else:
        fact = f"this was made from an older `{mark[1]}`, which has changed since"
        line = (_find_mark(default_texts[mark[1]]) or "").strip()
        step = f"take over what you need of the new one, then write `{line}` as its first line"
    return _build_warning(name, "stale override", fact, step)


def _describe_unused(name: str, default_texts: Mapping[str, str]) -> Problem:
    matches = difflib.get_close_matches(
        name, [template for template in default_texts if template.endswith(".html")], n=1
    )
    cause = f"did you mean `{matches[0]}`?" if matches else ""
    return _build_warning(name, "unused template", "no page uses this template", "rename it or delete it", cause)


def _find_unused(archive_texts: Mapping[str, str], default_texts: Mapping[str, str]) -> list[str]:
    """The archive's templates that stand for no default one and that no other asks for."""
    extra_templates = [
        name
        for name in archive_texts
        if name.endswith(".html") and not name.startswith("static/") and name not in default_texts
    ]
    if not extra_templates:
        return []
    references: set[str | None] = set()
    for name, text in archive_texts.items():
        if name.endswith(".html"):
            references |= _find_references(text) - {name}
    return [] if None in references else [name for name in extra_templates if name not in references]


def _find_references(text: str) -> set[str | None]:
    """The templates that one includes, imports or extends; None among them where that is known when it runs."""
    try:
        return set(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except TemplateSyntaxError:
        return {None}  # told when the page is rendered


def _format_mark(name: str, body: str) -> str:
    """The first line of a default file."""
    comment_signs = next((signs for kind, signs in _COMMENT_SIGNS.items() if name.endswith(kind)), None)
    return (
        f"{comment_signs[0]} backfile {name} {digest.compute_short_id(body)} {comment_signs[1]}\n"
        if comment_signs
        else ""
    )


def _find_mark(text: str) -> str | None:
    mark = _MARK.match(text)
    return mark[0] if mark else None


def _decode_text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _build_warning(name: str, kind: str, fact: str, step: str, cause: str = "") -> Problem:
    place = Place(path=get_template_path(name), line=1)
    return Problem(severity=Severity.WARNING, place=place, kind=kind, fact=fact, cause=cause, step=step)
