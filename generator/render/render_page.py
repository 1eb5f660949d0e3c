"""Render one page: the fast environment first, then, if anything fails there, Jinja2's own code.

Raises TemplateError with template and line if the page cannot be rendered.
"""

import contextlib
import re
import traceback

import jinja2
from jinja2 import Environment

from generator.model.errors import TemplateError
from generator.model.problem import Place, Problem
from generator.model.value import Value
from generator.render.environment import TemplateEnvironments, get_template_path
from generator.site.page_files import Page

# What an expression in a template can raise besides the errors of Jinja2.
_EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def render(environments: TemplateEnvironments, page: Page) -> bytes:
    """Return the bytes of `page`. Raises TemplateError if its template cannot be rendered."""
    view = page.build_view()
    if page.template not in environments.slow_templates:
        # Whatever fails here, Jinja2's own code renders the page or says what is wrong with it.
        with contextlib.suppress(Exception):
            return environments.fast.get_template(page.template).render(view=view).encode()
    data = _render_strict(environments.strict, page, view)
    environments.slow_templates.add(page.template)
    return data


def _render_strict(environment: Environment, page: Page, view: Value) -> bytes:
    """Return the bytes of `page` as Jinja2's own code renders it."""
    try:
        return environment.get_template(page.template).render(view=view).encode()
    except jinja2.TemplateNotFound as error:
        raise TemplateError.from_problems(_describe_missing_template(page, error)) from None
    except jinja2.TemplateSyntaxError as error:
        broken_place = Place(path=get_template_path(str(error.name)), line=error.lineno)
        fact = _strip_full_stop(error.message or "")
        raise TemplateError.from_problems(_build_problem(broken_place, fact, page)) from None
    except RecursionError as error:
        looping_place = _find_template_line(error) or Place(path=get_template_path(page.template), line=1)
        fact = "the template includes itself without end"
        raise TemplateError.from_problems(_build_problem(looping_place, fact, page)) from None
    except (jinja2.TemplateError, SyntaxError, RuntimeError, *_EXPRESSION_ERRORS) as error:
        # A page that cannot be encoded, or a template that cannot be compiled, has no line in the traceback.
        place = _find_template_line(error) or Place(path=get_template_path(page.template))
        fact = _describe_error(environment, error, place)
        raise TemplateError.from_problems(_build_problem(place, fact, page)) from error


def _build_problem(place: Place, fact: str, page: Page, step: str = "correct the template and build again") -> Problem:
    cause = f"while rendering {page.url}"
    return Problem.must_fix(place, "broken template", fact, step, cause)


def _describe_missing_template(page: Page, error: jinja2.TemplateNotFound) -> Problem:
    """Return the problem of a missing template: `page` needs it, or another template includes it."""
    place = _find_template_line(error)
    name = str(error.name)
    if not place:
        return _build_problem(Place(path=get_template_path(name)), "there is no such template", page, "put it back")
    return _build_problem(place, f"there is no template `{name}`", page)


def _find_template_line(error: BaseException) -> Place | None:
    """Return the innermost line of a template in the traceback of `error`; None if it has none."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.startswith(get_template_path("")):
            return Place(path=frame.filename, line=frame.lineno or 0)
    return None


def _describe_error(environment: Environment, error: BaseException, place: Place) -> str:
    """Return what went wrong, in words. An undefined field is named with the expression before its dot."""
    if isinstance(error, UnicodeEncodeError):
        return f"this prints half of a character, `{error.object[error.start]!a}`"
    fact = _strip_full_stop(str(error)) or type(error).__name__
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
    """Return `text` without its final full stop, so that it can be put between semicolons."""
    return text.strip().rstrip(".")
