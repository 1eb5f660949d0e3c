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
from generator.render.compiled import FastEnvironment
from generator.render.missing import UndefinedName
from generator.text.markdown import to_html
from generator.text.markup import escape_script_json


class _TemplateSources(BaseLoader):
    """Templates from a mapping. They bear the path that an editor knows them by, for messages."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """The source of `template` and its path."""
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], get_template_path(template), None


def get_template_path(template: str) -> str:
    """Where a template is overridden, from the root of an archive."""
    return f"templates/{template}"


class TemplateEnvironments(NamedTuple):
    """The same templates twice: `quick` renders pages, `strict` those that fail, for it tells why."""

    quick: Environment
    strict: Environment


def build_environments(templates: Mapping[str, str]) -> TemplateEnvironments:
    """The environments of `templates`, name to source. A template sees `view`, and no globals at all.

    The same sources give the same ones again, so that a preview compiles them once.
    """
    return _build_cached_environments(tuple(sorted(templates.items())))


@lru_cache(maxsize=4)
def _build_cached_environments(templates: tuple[tuple[str, str], ...]) -> TemplateEnvironments:
    return TemplateEnvironments(
        _build_environment(FastEnvironment, templates), _build_environment(Environment, templates)
    )


def _build_environment(environment_class: type[Environment], templates: tuple[tuple[str, str], ...]) -> Environment:
    environment = environment_class(
        loader=_TemplateSources(dict(templates)),
        undefined=UndefinedName,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.clear()
    del environment.filters["random"]  # the same content makes the same bytes
    environment.filters["markdown"] = _render_markdown
    environment.filters["data"] = _format_json
    return environment


def _render_markdown(body: str) -> Html:
    """What the filter `markdown` makes."""
    return Html(source=to_html(body))


def _format_json(value: msgspec.Struct) -> Markup:
    """`value` as JSON that may stand in a script block; nothing in it runs."""
    return Markup(escape_script_json(msgspec.json.encode(value).decode()))  # noqa: S704 (escaped for where it stands)
