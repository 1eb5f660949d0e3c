"""Overrides of templates: what the README says that they get, and what is said of those that no longer fit.

`BACKFILE_REPIN=1 pytest tests/website/test_overrides.py` writes the table of views and the marks of the default
templates anew.
"""

import os

import pytest
from support import templates_readme as readme
from support.sites import built, free_page, story

from generator.render import site_files as rendering
from generator.render.template_overrides import add_mark, find_stale_overrides

REPIN = "is not what the code says: run BACKFILE_REPIN=1 pytest tests/website/test_overrides.py"
ARTICLE = add_mark("article.html", "<h1>{{ view.headline }}</h1>\n")
NEWER = add_mark("article.html", "<h1>{{ view.headline }}</h1>\n<p>New.</p>\n")
STYLE = add_mark("static/style.css", "p { color: teal }\n")


def told(own, default=None):
    default = default or {"article.html": NEWER, "base.html": "", "static/style.css": STYLE}
    encoded = ({name: text.encode() for name, text in files.items()} for files in (own, default))
    return [problem.format_message() for problem in find_stale_overrides(*encoded)]


def test_the_readme_lists_the_view_of_each_template():
    text = readme.README.read_text("utf-8")
    if os.environ.get("BACKFILE_REPIN"):
        readme.README.write_text(readme.with_section(text), "utf-8", newline="\n")
    assert readme.README.read_text("utf-8") == readme.with_section(text), f"templates/README.md {REPIN}"


def test_every_default_file_has_its_mark():
    for path, text in readme.defaults():
        if os.environ.get("BACKFILE_REPIN"):
            path.write_text(text, "utf-8", newline="\n")
        assert path.read_text("utf-8") == text, f"the first line of {path.name} {REPIN}"


def test_a_template_gets_the_view_that_the_readme_names(monkeypatch):
    seen = {}
    render = rendering.render

    def noted(environment, page):
        seen[page.template] = type(page.build_view())
        return render(environment, page)

    monkeypatch.setattr(rendering, "render", noted)
    front = {"people": ("Kofi Annan",), "countries": ("Greece",), "publication": "The Wire", "date": "2016-11-30"}
    built(story("Lake", **front), free=(free_page(),))
    assert {"article.html", "country.html", "person.html", "home.html", "page.html"} <= seen.keys()
    assert seen == {template: readme.view_of(template) for template in seen}


def test_a_mark_leaves_nothing_on_the_page():
    for url, page in built(story("Lake"), free=(free_page(),)).items():
        assert "backfile article" not in page
        assert not url.endswith(".html") or page.startswith("<!doctype html>\n"), url


class TestStale:
    def test_an_edited_copy_of_the_present_default_is_fine(self):
        assert told({"article.html": NEWER.replace("New.", "Mine."), "static/style.css": STYLE + "a {}"}) == []

    def test_one_that_equals_the_default_to_the_byte_is_no_override(self):
        assert told({"article.html": "old mark"}, {"article.html": "old mark"}) == []

    def test_a_new_template_is_fine(self):
        assert told({"article.html": "<h1>Mine</h1>", "static/logo.svg": "<svg/>", "README.md": "x"}) == []

    def test_one_made_from_an_older_default_is_reported_with_the_way_out(self):
        mine = ARTICLE.replace("h1", "h2")
        line = NEWER.splitlines()[0]
        assert told({"article.html": mine}) == [
            "templates/article.html:1: this was made from an older `article.html`, which has changed since; "
            f"copy what you need from the new version, then write `{line}` as its first line"
        ]
        assert told({"article.html": mine.replace(mine.splitlines()[0], line)}) == []
        assert len(told({"article.html": "\ufeff" + mine.replace("\n", "\r\n")})) == 1

    def test_an_unedited_copy_of_an_older_default_can_go(self):
        assert told({"article.html": ARTICLE}) == [
            "templates/article.html:1: this is an unedited copy of an older `article.html`; delete it"
        ]

    def test_one_whose_default_is_gone_is_reported(self):
        mine = add_mark("archive.html", "x\n") + "y"
        assert told({"archive.html": mine, "article.html": '{% include "archive.html" %}'}) == [
            "templates/archive.html:1: this was made from `archive.html`, which Backfile no longer has; "
            "delete it if no page needs it"
        ]

    def test_a_template_that_no_page_uses_is_reported(self):
        assert told({"artcle.html": "x", "part.html": "x", "base.html": '{% include "part.html" %}'}) == [
            "templates/artcle.html:1: no page uses this template; did you mean `article.html`?; rename it or delete it"
        ]

    @pytest.mark.parametrize("asks", ["{% include view.kind %}", "{% if %}"])
    def test_if_it_is_not_known_what_is_used_nothing_is_said(self, asks):
        assert told({"part.html": "x", "base.html": asks}) == []
