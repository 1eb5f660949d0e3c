"""One page: a view set into its template.

In: the environments and a job. Out: the bytes of the page, or a TemplateError that names template and line.
Whether and where they are written is not known here.
"""

import re
import traceback

import jinja2
from jinja2 import Environment

from generator.model.errors import TemplateError
from generator.model.problem import Place, Problem, Severity
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
        raise TemplateError.from_problems(_describe_missing_template(job, error)) from None
    except jinja2.TemplateSyntaxError as error:
        broken_place = Place(path=get_template_path(str(error.name)), line=error.lineno)
        fact = _strip_full_stop(error.message or "")
        raise TemplateError.from_problems(_build_problem(broken_place, fact, job)) from None
    except RecursionError as error:
        looping_place = _find_template_line(error) or Place(path=get_template_path(job.template), line=1)
        fact = "the template includes itself without end"
        raise TemplateError.from_problems(_build_problem(looping_place, fact, job)) from None
    except (jinja2.TemplateError, *_EXPRESSION_ERRORS) as error:
        place = _find_template_line(error)
        if not place:
            raise
        fact = _describe_error(environment, error, place)
        raise TemplateError.from_problems(_build_problem(place, fact, job)) from error


def _build_problem(
    place: Place, fact: str, job: PageSpec, step: str = "correct the template and build again"
) -> Problem:
    cause = f"while rendering {job.url}"
    return Problem(severity=Severity.PROBLEM, place=place, kind="broken template", fact=fact, cause=cause, step=step)


def _describe_missing_template(job: PageSpec, error: jinja2.TemplateNotFound) -> Problem:
    """Return the problem of a missing template: `job` needs it, or another template includes it."""
    place = _find_template_line(error)
    name = str(error.name)
    if not place:
        return _build_problem(Place(path=get_template_path(name)), "there is no such template", job, "put it back")
    return _build_problem(place, f"there is no template `{name}`", job)


def _find_template_line(error: BaseException) -> Place | None:
    """Return the innermost line of a template in the traceback of `error`; None if it has none."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(get_template_path("")):
            return Place(path=frame.filename, line=frame.lineno or 0)
    return None


def _describe_error(environment: Environment, error: BaseException, place: Place) -> str:
    """What went wrong, in words; an undefined field is named with what stands before its dot."""
    fact = _strip_full_stop(str(error))
    if not isinstance(error, jinja2.UndefinedError):
        return fact
    owner_match = re.search(r"\{owner\}(\w+)", fact)
    if not owner_match:
        return fact
    source = _get_source_line(environment, place.path.removeprefix(get_template_path("")), place.line)
    dotted_name = re.search(rf"([\w.]+\.){owner_match[1]}\b", source)
    return fact.replace("{owner}", dotted_name[1] if dotted_name else "")


def _get_source_line(environment: Environment, template: str, number: int) -> str:
    assert environment.loader
    lines = environment.loader.get_source(environment, template)[0].splitlines()
    return lines[number - 1] if number <= len(lines) else ""


def _strip_full_stop(text: str) -> str:
    """`text` without final full stop, to stand between semicolons."""
    return text.strip().rstrip(".")
