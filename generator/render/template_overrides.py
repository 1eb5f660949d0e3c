"""Find overrides of default templates that no longer fit the program.

The first line of a default file is a mark: its name and a digest of the lines below. A copy keeps this line while it is
edited, so the mark shows from which version of the default it was made.
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
    """Return the default file `name` with its mark; unchanged if this kind of file has no comments."""
    body = _MARK.sub("", text, count=1) if _MARK.match(text) else text
    return _format_mark(name, body) + body


def find_stale_overrides(archive_files: Mapping[str, bytes], default_files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return a warning for each override that was made from an older default, and for each template that nothing uses.

    A file that equals its default byte for byte is not an override; a file without a mark was not made from a default.
    """
    default_texts = {name: _decode_text(data) for name, data in default_files.items()}
    archive_texts = {
        name: _decode_text(data) for name, data in archive_files.items() if default_files.get(name) != data
    }
    problems = [_check_outdated(name, text, default_texts) for name, text in archive_texts.items()]
    problems += [_describe_unused(name, default_texts) for name in _find_unused(archive_texts, default_texts)]
    return tuple(problem for problem in problems if problem)


def _check_outdated(name: str, text: str, default_texts: Mapping[str, str]) -> Problem | None:
    """Return a warning if an override was made from a default that has changed since."""
    mark = _MARK.match(text)
    if not mark or (mark[1] in default_texts and _find_mark(default_texts[mark[1]]) == mark[0]):
        return None
    if digest.compute_short_id(text[mark.end() :]) == mark[2]:
        fact, step = f"this is an unedited copy of an older `{mark[1]}`", "delete it"
    elif mark[1] not in default_texts:
        fact, step = f"this was made from `{mark[1]}`, which Backfile no longer has", "delete it if no page needs it"
    else:
        fact = f"this was made from an older `{mark[1]}`, which has changed since"
        line = (_find_mark(default_texts[mark[1]]) or "").strip()
        step = f"copy what you need from the new version, then write `{line}` as its first line"
    return _build_warning(name, "stale override", fact, step)


def _describe_unused(name: str, default_texts: Mapping[str, str]) -> Problem:
    matches = difflib.get_close_matches(
        name, [template for template in default_texts if template.endswith(".html")], n=1
    )
    cause = f"did you mean `{matches[0]}`?" if matches else ""
    return _build_warning(name, "unused template", "no page uses this template", "rename it or delete it", cause)


def _find_unused(archive_texts: Mapping[str, str], default_texts: Mapping[str, str]) -> list[str]:
    """Return the templates of the archive that override no default and that no other template refers to."""
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
    """Return the templates that a template includes, imports or extends; None among them if a name is computed."""
    try:
        return set(meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
    except (TemplateSyntaxError, RecursionError):
        return {None}  # reported when the page is rendered


def _format_mark(name: str, body: str) -> str:
    """Return the first line of a default file."""
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
