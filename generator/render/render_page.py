"""One page: a view set into its template.

In: the environments and a job. Out: the bytes of the page, or a TemplateError that names template and line.
Whether and where they are written is not known here.
"""

import re
import traceback

import jinja2
from jinja2 import Environment

from generator.model.errors import TemplateError
from generator.render.environment import Environments, path
from generator.site.views.page_spec import PageJob

# What an expression of a template can raise by itself, beside what Jinja2 raises for it.
_OF_EXPRESSIONS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def render(environments: Environments, job: PageJob) -> bytes:
    """The page of `job`. Raises TemplateError where its template cannot be rendered."""
    try:
        return environments.quick.get_template(job.template).render(view=job.view).encode()
    except (jinja2.TemplateError, RecursionError, *_OF_EXPRESSIONS):
        return _render(environments.strict, job)


def _render(environment: Environment, job: PageJob) -> bytes:
    """The page of `job`, as Jinja2 alone renders it."""
    try:
        return environment.get_template(job.template).render(view=job.view).encode()
    except jinja2.TemplateNotFound as error:
        raise TemplateError(_not_found(job, error)) from None
    except jinja2.TemplateSyntaxError as error:
        broken = f"{path(str(error.name))}:{error.lineno}"
        raise TemplateError(_message(broken, _sentence(error.message or ""), job)) from None
    except RecursionError as error:
        looping = ":".join(_place(error) or (path(job.template), "1"))
        raise TemplateError(_message(looping, "the template includes itself without end", job)) from None
    except (jinja2.TemplateError, *_OF_EXPRESSIONS) as error:
        place = _place(error)
        if not place:
            raise
        fact = _fact(environment, error, *place)
        raise TemplateError(_message(":".join(place), fact, job)) from error


def _message(place: str, fact: str, job: PageJob) -> str:
    return f"{place}: {fact}; while rendering {job.url}; correct the template and build again"


def _not_found(job: PageJob, error: jinja2.TemplateNotFound) -> str:
    """The message for a template that is not there: named by a job, or included by another template."""
    place = _place(error)
    name = str(error.name)
    if not place:
        return f"{path(name)}: there is no such template; while rendering {job.url}; put it back"
    return _message(":".join(place), f"there is no template `{name}`", job)


def _place(error: BaseException) -> tuple[str, str] | None:
    """The innermost line of a template that `error` went through; None where it went through none."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(path("")):
            return frame.filename, str(frame.lineno)
    return None


def _fact(environment: Environment, error: BaseException, template: str, line: str) -> str:
    """What went wrong, in words; an undefined field is named with what stands before its dot."""
    fact = _sentence(str(error))
    if not isinstance(error, jinja2.UndefinedError):
        return fact
    owner = re.search(r"\{owner\}(\w+)", fact)
    if not owner:
        return fact
    source = _line(environment, template.removeprefix(path("")), int(line))
    written = re.search(rf"([\w.]+\.){owner[1]}\b", source)
    return fact.replace("{owner}", written[1] if written else "")


def _line(environment: Environment, template: str, number: int) -> str:
    assert environment.loader
    lines = environment.loader.get_source(environment, template)[0].splitlines()
    return lines[number - 1] if number <= len(lines) else ""


def _sentence(text: str) -> str:
    """`text` without final full stop, to stand between semicolons."""
    return text.strip().rstrip(".")
