"""Prepare the templates of an archive: strict, escaping, and with access to nothing but the view.

The caller loads the template sources, with overrides already in their place. The views are built in site/views.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec
from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from generator import layout
from generator.model.html import Html
from generator.render.compiled import FastEnvironment
from generator.render.missing import UndefinedName
from generator.text.markdown import to_html
from generator.text.markup import escape_script_json


class _TemplateSources(BaseLoader):
    """Loads templates from a mapping. Their file names are the paths that editors know, for messages."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """Return the source of `template` and its path."""
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], get_template_path(template), None


def get_template_path(template: str) -> str:
    """Return the path of the override of a template, relative to the root of the archive."""
    return f"{layout.TEMPLATES}/{template}"


class TemplateEnvironments(NamedTuple):
    """The same templates twice: `fast` renders pages, `strict` renders those that fail there, and explains errors.

    `slow_templates` are the templates of pages that only `strict` could render.
    """

    fast: Environment
    strict: Environment
    slow_templates: set[str]


def build_environments(templates: Mapping[str, str]) -> TemplateEnvironments:
    """Return the environments of `templates`, sources by name. A template sees `view`, and no globals.

    The result is cached, so that a preview compiles the same templates only once.
    """
    return _build_cached_environments(tuple(sorted(templates.items())))


@lru_cache(maxsize=4)
def _build_cached_environments(templates: tuple[tuple[str, str], ...]) -> TemplateEnvironments:
    return TemplateEnvironments(
        _build_environment(FastEnvironment, templates), _build_environment(Environment, templates), set()
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
    del environment.filters["random"]  # the same content must give the same bytes
    environment.filters["markdown"] = _render_markdown
    environment.filters["data"] = _format_json
    return environment


def _render_markdown(body: str) -> Html:
    """The filter `markdown`."""
    return Html(source=to_html(body))


def _format_json(value: msgspec.Struct) -> Markup:
    """The filter `data`: return `value` as JSON that is safe inside a script element."""
    return Markup(escape_script_json(msgspec.json.encode(value).decode()))  # noqa: S704 (escaped for a script element)
