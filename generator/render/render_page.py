"""One page: a view set into its template.

In: the environments and a job. Out: the bytes of the page, or a TemplateError that names template and line.
Whether and where they are written is not known here.
"""

import re
import traceback

import jinja2
from jinja2 import Environment

from generator.model.errors import TemplateError
from generator.render.environment import TemplateEnvironments, get_template_path
from generator.site.views.page_spec import PageSpec

# What an expression of a template can raise by itself, beside what Jinja2 raises for it.
_EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def render(environments: TemplateEnvironments, job: PageSpec) -> bytes:
    """The page of `job`. Raises TemplateError where its template cannot be rendered."""
    try:
        return environments.quick.get_template(job.template).render(view=job.view).encode()
    except (jinja2.TemplateError, RecursionError, *_EXPRESSION_ERRORS):
        return _render_strict(environments.strict, job)


def _render_strict(environment: Environment, job: PageSpec) -> bytes:
    """The page of `job`, as Jinja2 alone renders it."""
    try:
        return environment.get_template(job.template).render(view=job.view).encode()
    except jinja2.TemplateNotFound as error:
        raise TemplateError(_describe_missing_template(job, error)) from None
    except jinja2.TemplateSyntaxError as error:
        broken_place = f"{get_template_path(str(error.name))}:{error.lineno}"
        raise TemplateError(_format_message(broken_place, _strip_full_stop(error.message or ""), job)) from None
    except RecursionError as error:
        looping_place = ":".join(_find_template_line(error) or (get_template_path(job.template), "1"))
        raise TemplateError(_format_message(looping_place, "the template includes itself without end", job)) from None
    except (jinja2.TemplateError, *_EXPRESSION_ERRORS) as error:
        place = _find_template_line(error)
        if not place:
            raise
        fact = _describe_error(environment, error, *place)
        raise TemplateError(_format_message(":".join(place), fact, job)) from error


def _format_message(place: str, fact: str, job: PageSpec) -> str:
    return f"{place}: {fact}; while rendering {job.url}; correct the template and build again"


def _describe_missing_template(job: PageSpec, error: jinja2.TemplateNotFound) -> str:
    """The message for a template that is not there: named by a job, or included by another template."""
    place = _find_template_line(error)
    name = str(error.name)
    if not place:
        return f"{get_template_path(name)}: there is no such template; while rendering {job.url}; put it back"
    return _format_message(":".join(place), f"there is no template `{name}`", job)


def _find_template_line(error: BaseException) -> tuple[str, str] | None:
    """The innermost line of a template that `error` went through; None where it went through none."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(get_template_path("")):
            return frame.filename, str(frame.lineno)
    return None


def _describe_error(environment: Environment, error: BaseException, template: str, line: str) -> str:
    """What went wrong, in words; an undefined field is named with what stands before its dot."""
    fact = _strip_full_stop(str(error))
    if not isinstance(error, jinja2.UndefinedError):
        return fact
    owner_match = re.search(r"\{owner\}(\w+)", fact)
    if not owner_match:
        return fact
    source = _get_source_line(environment, template.removeprefix(get_template_path("")), int(line))
    dotted_name = re.search(rf"([\w.]+\.){owner_match[1]}\b", source)
    return fact.replace("{owner}", dotted_name[1] if dotted_name else "")


def _get_source_line(environment: Environment, template: str, number: int) -> str:
    assert environment.loader
    lines = environment.loader.get_source(environment, template)[0].splitlines()
    return lines[number - 1] if number <= len(lines) else ""


def _strip_full_stop(text: str) -> str:
    """`text` without final full stop, to stand between semicolons."""
    return text.strip().rstrip(".")
