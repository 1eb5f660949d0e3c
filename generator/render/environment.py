"""The templates of an archive, ready to render: strict, escaping, and blind to all but the view.

In: the sources of all templates by name, overrides already in their place. Out: a Jinja2 environment.
Templates are read by the caller; what they are given is decided in site/views.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec
from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from generator.model.html import Html
from generator.render.compiled import Quick
from generator.render.missing import Missing
from generator.text.markdown import to_html
from generator.text.markup import in_script


class _Sources(BaseLoader):
    """Templates from a mapping. They bear the path that an editor knows them by, for messages."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """The source of `template` and its path."""
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], path(template), None


def path(template: str) -> str:
    """Where a template is overridden, from the root of an archive."""
    return f"templates/{template}"


class Environments(NamedTuple):
    """The same templates twice: `quick` renders pages, `strict` those that fail, for it tells why."""

    quick: Environment
    strict: Environment


def environments(templates: Mapping[str, str]) -> Environments:
    """The environments of `templates`, name to source. A template sees `view`, and no globals at all.

    The same sources give the same ones again, so that a preview compiles them once.
    """
    return _environments(tuple(sorted(templates.items())))


@lru_cache(maxsize=4)
def _environments(templates: tuple[tuple[str, str], ...]) -> Environments:
    return Environments(_environment(Quick, templates), _environment(Environment, templates))


def _environment(kind: type[Environment], templates: tuple[tuple[str, str], ...]) -> Environment:
    made = kind(
        loader=_Sources(dict(templates)),
        undefined=Missing,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.clear()
    del made.filters["random"]  # the same content makes the same bytes
    made.filters["markdown"] = _markdown
    made.filters["data"] = _data
    return made


def _markdown(body: str) -> Html:
    """What the filter `markdown` makes."""
    return Html(source=to_html(body))


def _data(value: msgspec.Struct) -> Markup:
    """`value` as JSON that may stand in a script block; nothing in it runs."""
    return Markup(in_script(msgspec.json.encode(value).decode()))  # noqa: S704 (escaped for where it stands)
