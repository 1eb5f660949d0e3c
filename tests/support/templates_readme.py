"""What the code says about the templates: the table of views in templates/README.md, and the marks of default files.

`BACKFILE_REPIN=1 pytest tests/website/test_overrides.py` writes both.
"""

import importlib
import inspect
import pkgutil
import re
import types
import typing

import msgspec

from generator.render.template_overrides import add_mark
from generator.site import views
from generator.site.views.frame import PageFrame, PageHead
from support.paths import TEMPLATES

README = TEMPLATES / "README.md"
BEGIN, END = "<!-- the views, as the code has them -->\n", "<!-- end of the views -->\n"
# Every other template is called after its view: `article.html` gets an ArticleView.
CALLED_OTHERWISE = {"404.html": "NotFoundView", "page.html": "FreePageView"}
NO_PAGES = ("base.html", "macros.html")


def names():
    """The default templates that make pages."""
    return sorted(path.name for path in TEMPLATES.glob("*.html") if path.name not in NO_PAGES)


def view_of(template):
    """The class of the view that a template gets."""
    name = CALLED_OTHERWISE.get(template) or template.removesuffix(".html").title().replace("-", "") + "View"
    for found in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        module = importlib.import_module(found.name)
        if inspect.isclass(getattr(module, name, None)):
            return getattr(module, name)
    raise LookupError(f"no view is called {name}: say in CALLED_OTHERWISE which view {template} gets")


def section():
    """The part of templates/README.md that is written from the code."""
    made = {template: view_of(template) for template in names()}
    parts: dict[type, None] = {PageFrame: None, PageHead: None}
    rows = [f"| `{template}` | {first_sentence(view)} | {fields(view, parts)} |" for template, view in made.items()]
    lines = ["| template | its view | fields, beside `frame` and `head` |", "|---|---|---|", *rows, ""]
    lines += ["What these are made of:", "", "| part | what it is | fields |", "|---|---|---|"]
    told: list[str] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        before = set(parts)
        told.append(f"| *{called(part)}* | {first_sentence(part)} | {fields(part, parts)} |")
        waiting += [one for one in parts if one not in before]
    return "\n".join([*lines, *sorted(told), ""])


def first_sentence(view):
    """What the docstring of a view begins with."""
    words = " ".join((view.__doc__ or "").split())
    return re.split(r"(?<=[.:])\s", words)[0].rstrip(":").replace("|", "\\|")


def fields(view, parts):
    """The fields of a view, each with what it holds; the structs among them are added to `parts`."""
    hints = typing.get_type_hints(view)
    left_out = {"frame", "head"} if {"frame", "head"} <= set(view.__struct_fields__) else set()
    shown = [(name, kind(hints[name], parts)) for name in view.__struct_fields__ if name not in left_out]
    return ", ".join(f"`{name}`{f' ({what})' if what else ''}" for name, what in shown)


def kind(hint, parts):
    """What a field holds, in words; nothing for a text."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint is str:
        return ""
    if hint in (bool, int):
        return "yes or no" if hint is bool else "number"
    if origin in (types.UnionType, typing.Union):
        return f"{' or '.join(kind(one, parts) or 'text' for one in inside if one is not type(None))}, or nothing"
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return f"list of {kind(inside[0], parts) or 'texts'}"
        return f"({', '.join(kind(one, parts) or 'text' for one in inside)})"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        parts.setdefault(hint)
        return f"*{called(hint)}*"
    return getattr(hint, "__name__", str(hint))


def called(struct):
    """The name of a part in words: `TagGroup` is a tag group."""
    return " ".join(re.findall(r"[A-Z][a-z]*", struct.__name__.removesuffix("View"))).lower()


def with_section(text):
    """The README with the present section in place of the one that it has."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{section()}\n{END}{after}"


def defaults():
    """Every default file that bears a mark: its path, and its text as it should be."""
    for path in sorted([*TEMPLATES.glob("*.html"), *TEMPLATES.glob("static/*.css")]):
        yield path, add_mark(path.relative_to(TEMPLATES).as_posix(), path.read_text("utf-8"))
