"""A template that is wrong says where, what, and what to do."""

import re

import pytest
from support.sites import COUNTRIES, TEMPLATES, free_page, site, story, templates
from support.sites import render as render_site

from generator.model.errors import TemplateError
from generator.model.html import Html
from generator.render import compiled, render_page
from generator.render.environment import build_environments
from generator.render.render_page import render
from generator.site.views.page_list import PageList

END = "; while rendering articles/lake.html; correct the template and build again"


def message(source, **others):
    """What is said when `source` is the template of a story."""
    sources = templates() | {"article.html": source} | {f"{name}.html": text for name, text in others.items()}
    with pytest.raises(TemplateError) as caught:
        render_site(site(story(slug="lake")), sources)
    return str(caught.value)


def test_a_misspelt_field_is_reported_with_its_line_and_the_nearest_one():
    source = '{% extends "base.html" %}\n{% block main %}\n<h1>{{ view.headlin }}</h1>\n{% endblock %}\n'
    assert message(source) == (
        "templates/article.html:3: `view.headlin` is not defined; did you mean `headline`?" + END
    )


def test_a_misspelt_field_of_a_part_is_reported_with_what_stands_before_it():
    source = "{% for figure in view.frame.navigation %}\n{{ figure.lable }}\n{% endfor %}"
    assert message(source) == ("templates/article.html:2: `figure.lable` is not defined; did you mean `label`?" + END)


def test_a_field_that_is_like_none_is_reported_with_those_there_are():
    assert message("\n{{ view.day.zzz }}") == (
        "templates/article.html:2: `view.day.zzz` is not defined; "
        "there are `iso`, `printed`, `in_year`, `approximate`, `reason`" + END
    )


@pytest.mark.parametrize("name", ["site", "range", "lipsum"])
def test_a_template_sees_its_view_and_nothing_else(name):
    assert message(f"{{{{ {name} }}}}") == (
        f"templates/article.html:1: `{name}` is not defined; "
        "a template sees `view` and what it sets or imports itself" + END
    )


def test_a_tag_that_is_not_closed_is_reported_with_its_line():
    assert message("<p>\n{% if view.headline %}\n").startswith("templates/article.html:2: Unexpected end of template")


def test_an_unknown_filter_is_reported():
    assert message("\n{{ view.headline | markdwon }}") == ("templates/article.html:2: No filter named 'markdwon'" + END)


def test_what_an_expression_cannot_do_is_reported():
    assert message("\n\n{{ view.headline + 1 }}").startswith("templates/article.html:3: ")


def test_a_template_that_another_asks_for_and_is_not_there_is_reported():
    assert message('\n{% include "tail.html" %}') == (
        "templates/article.html:2: there is no template `tail.html`" + END
    )


def test_a_mistake_in_an_included_template_is_reported_with_its_place():
    said = message('{% include "part.html" %}', part="\n\n\n{{ view.headlin }}")
    assert said == "templates/part.html:4: `view.headlin` is not defined; did you mean `headline`?" + END


def test_a_template_of_the_theme_that_is_missing_is_reported():
    sources = templates()
    del sources["home.html"]
    with pytest.raises(TemplateError) as caught:
        render_site(site(), sources)
    assert str(caught.value) == (
        "templates/home.html: there is no such template; while rendering index.html; put it back"
    )


def test_everything_is_escaped_without_being_asked():
    made = build_environments(templates() | {"article.html": "{{ view.headline }}"})
    pages = PageList(site(story("<b> & 'x'", slug="lake")), COUNTRIES)
    page = next(page for page in pages if page.template == "article.html")
    assert render(made, page) == b"&lt;b&gt; &amp; &#39;x&#39;"


def test_the_readme_of_the_templates_names_every_field_of_every_view():
    told = (TEMPLATES / "README.md").read_text("utf-8")
    rows = {line.split("`")[1]: line for line in told.splitlines() if line.startswith("| `") and ".html" in line}
    lake = story(people=("Kofi Annan",), countries=("Greece",), publication="Coast Wire", aliases=("old",))
    made = site(lake, free=(free_page(),), withdrawn=("gone",))
    assert {page.template for page in PageList(made, COUNTRIES)} == templates().keys() - {
        "base.html",
        "macros.html",
    }
    for page in PageList(made, COUNTRIES):
        fields = set(page.build_view().__struct_fields__) - {"frame", "head"}
        assert {field for field in fields if f"`{field}`" not in rows[page.template]} == set(), page.template


def test_the_readme_names_every_template_there_is():
    told = (TEMPLATES / "README.md").read_text("utf-8")
    assert [name for name in templates() if f"| `{name}` |" not in told] == []


def full_site():
    """A site with a page of every kind, and with signs that mean something in HTML."""
    lake = story(
        'Ferry & <b>"lake\'s"</b>',
        slug="lake",
        date="2016-11-30",
        people=("Kofi Annan", "Æ <O'Hara>"),
        countries=("Greece", "Norway"),
        publication="Coast & Wire",
        aliases=("old",),
        body="Athens & *Kofi Annan* said \\<so\\> in Greece.\n\n- one\n- two\n",
    )
    return site(lake, story("Another", language="ar", countries=("Greece",)), free=(free_page(),), withdrawn=("gone",))


def test_pages_are_what_jinja_itself_makes_of_them():
    made = build_environments(templates())
    for page in PageList(full_site(), COUNTRIES):
        view = page.build_view()
        fast = made.fast.get_template(page.template).render(view=view).encode()
        assert fast == render_page._render_strict(made.strict, page, view) == render(made, page), page.url
    assert made.slow_templates == set()


@pytest.mark.parametrize(
    "source",
    [
        "{% set x = {'a': 1, 'b': view} %}{{ x.a }} {{ x.b.headline }}",  # what stands in where there is no field
        "{{ view.nothing is defined }}",
        "{% if view.nothing is defined %}x{% else %}y{% endif %}{{ view.headline }}",
        "{{ view.nothing | default('none') }}",
        "{% filter upper %}{{ view.headline }}{% endfilter %}",
        "{% autoescape false %}{{ view.headline }}{% endautoescape %}{{ view.headline }}",
        "{{ view.headline ~ '<' ~ 1 }}{{ view.headline | safe }}{{ 1.5 }}{{ none }}{{ true }}{{ ['<'] }}",
        "{% macro m(x) %}{{ x }}{{ caller() }}{% endmacro %}{% call m('<') %}{{ view.headline }}{% endcall %}",
        "{% for a in 'abc' if a != 'b' recursive %}{{ loop.index }}{{ a }}{% else %}-{% endfor %}",
        "{% set x %}{{ view.headline }}{% endset %}{{ x }}{{ x | length }}{% with y = x %}{{ y }}{% endwith %}",
        "{% include 'other.html' %}{% import 'other.html' as other %}{{ other.z }}{{ other.w('&') }}",
        "{% raw %}    yield 'x'\n    yield environment.getattr({% endraw %}{{ view.headline }}",
    ],
)
def test_templates_of_all_kinds_render_as_jinja_renders_them(source):
    other = "{% set z = '<i>' %}{% macro w(x) %}<u>{{ x }}</u>{% endmacro %}{{ z }}"
    made = build_environments(templates() | {"article.html": source, "other.html": other})
    page = next(page for page in PageList(full_site(), COUNTRIES) if page.template == "article.html")
    assert render(made, page) == render_page._render_strict(made.strict, page, page.build_view())


def fail(*_args, **_options):
    raise AssertionError("injected")


@pytest.mark.parametrize(
    "fault",
    {
        "code that is not Python": ("_join_yields", lambda lines: [*lines, "    this is ( not Python"]),
        "code that fails when it is loaded": ("_join_yields", lambda lines: ["raise OSError", *lines]),
        "code that fails when it runs": (
            "_join_yields",
            lambda lines: [re.sub(r"\byield\b(?! from)", "nothing; yield", line) for line in lines],
        ),
        "an error while the code is written": ("_join_yields", fail),
        "an error in the parts of Jinja2 that are not its interface": ("_FastCodeGenerator.visit_Getattr", fail),
        "an error while a text is escaped": ("_escape", fail),
    }.items(),
    ids=lambda fault: fault[0],
)
def test_whatever_fails_in_the_fast_code_is_rendered_by_jinja_itself(fault, monkeypatch):
    right = render_site(full_site(), templates())
    name, replacement = fault[1]
    monkeypatch.setattr(f"generator.render.compiled.{name}", replacement)
    sources = templates() | {"base.html": f"{{# {fault[0]} #}}" + templates()["base.html"]}  # not compiled before
    assert render_site(full_site(), sources) == right
    made = build_environments(sources)
    assert "article.html" in made.slow_templates


@pytest.mark.parametrize("value", ["<&>'\"", "", Html(source="<b>"), 1, None, ["<"], "é\n"])
def test_what_is_printed_is_escaped_as_everywhere(value):
    from markupsafe import escape

    assert compiled.escape_value(value) == str(escape(value))
    assert type(compiled.escape_value(value)) is str
