"""An archive full of hostile names, in Chromium: nothing of it runs, on no page, in no feed, in no data file."""

import pytest
from support.archive import Archive
from support.browser import Window, served

pytestmark = pytest.mark.slow

EVIL = "</script></title><img src=x onerror=\"pwned=1\"><svg onload='pwned=1'>"
# What no template of ours makes.
FOREIGN = "img, iframe, form:not(.ask, [role=search]), [onload], [onerror], [onclick]"
BODY = """\
Text <img src=x onerror="pwned=1"> <a href="javascript:pwned=1">a</a> [b](javascript:pwned=1)
[c](HTTP://other.example/)
<a href="/\\other.example">d</a> <a href=" //other.example">e</a>
<a href="https:other.example">f</a> [g](x.html) [h](#p1)

<style>* { background: url(https://other.example/) }</style><iframe src="https://other.example/"></iframe>
<script>pwned=1</script><form action="https://other.example/"><button>x</button></form>

![i](https://other.example/i.png)
"""
# Where a template is overridden and prints what it should not, the policy still holds.
CARELESS = """\
{% extends "base.html" %}{% block main %}<h1>x</h1>
{{ '<script>pwned=1</script><img src="https://other.example/x.png">' | safe }}
<p style="color: red" onclick="pwned=1">x</p>{% endblock %}
"""


def front_matter(**values):
    """A file's front matter; values are written so that YAML reads them as they are."""
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site of the hostile archive."""
    evil = quoted(EVIL)
    fields = dict.fromkeys(
        ("title", "publication", "section", "page", "kicker", "byline", "agency", "dateline", "summary"), evil
    )
    people = f"[{evil}, {quoted('=cmd ' + EVIL)}]"
    figures = f"[{{caption: {evil}, credit: {evil}}}]"
    archive = Archive(tmp_path_factory.mktemp("hostile"), site_toml=None)
    title = EVIL.replace("\\", "\\\\").replace('"', '\\"')
    archive.put("content/site.toml", f'title = "{title}"\ntagline = "{title}"\nbase_url = "https://example.org/a/"\n')
    archive.put(
        "content/articles/evil.md",
        front_matter(**fields, people=people, figures=figures, countries="[Libya]", date="2020-01-02", slug="evil")
        + BODY,
    )
    archive.put("content/articles/gone.md", front_matter(title=evil, aliases="[former]", language=evil) + "Text.\n")
    archive.put("content/pages/evil.md", front_matter(title=evil) + BODY)
    archive.run("build")
    assert archive.exit_code == 1, archive.output  # its dead links are told, and the site is there all the same
    return (archive.root / "output").rename(archive.root / "a")


@pytest.fixture(scope="module")
def host(folder):
    """The address at which the site is served."""
    with served(folder.parent) as address:
        yield f"{address}a/"


@pytest.fixture
def window(chromium):
    made = Window(chromium)
    yield made
    made.context.close()


def files_of(folder):
    """All files of the site that a reader may open, data and feeds too."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file())
    return [url for url in found if not url.startswith(("static/", ".", "pagefind/"))]


def test_nothing_runs_and_nothing_is_asked_of_other_hosts(window, folder, host):
    urls = files_of(folder)
    assert {"feed.xml", "feed.json", "articles/evil.html", "people/index.html", "data/articles.jsonl"} <= set(urls)
    for url in urls:
        _open(window.page, host + url)
        if b'http-equiv="refresh"' in (folder / url).read_bytes():
            window.page.wait_for_url(lambda there, here=host + url: there != here)
        assert window.page.evaluate("typeof pwned") == "undefined", url
        assert window.page.evaluate("it => document.querySelectorAll(it).length", FOREIGN) == 0, url
    assert [url for url in window.asked if not url.startswith(host)] == []
    # Had markup come through, the policy would have stopped it, and the browser would have said so.
    saved = {f"failed: {host}data/{name}" for name in ("articles.jsonl", "articles.csv")}
    assert [told for told in window.complaints if told not in saved] == []


def test_names_are_shown_as_they_are(window, host):
    window.page.goto(host + "articles/evil.html")
    assert window.page.locator("h1").text_content() == EVIL
    assert window.page.title().startswith(EVIL)
    block = window.page.locator("script[type='application/ld+json']").text_content()
    assert window.page.evaluate("block => JSON.parse(block)['@graph'][0].headline", block) == EVIL


def test_links_lead_where_they_may_and_say_so_where_they_lead_out(window, host):
    window.page.goto(host + "articles/evil.html")
    links = window.page.locator(".story a").evaluate_all(
        "them => them.map(it => [it.textContent, it.hostname !== location.hostname && it.hostname !== '', it.rel])"
    )
    out = "nofollow noopener external"
    assert links == [
        ["a", False, ""],
        ["b", False, ""],
        ["c", True, out],
        ["d", True, out],
        ["e", True, out],
        ["f", True, out],
        ["g", False, ""],
        ["h", False, ""],
    ]


def test_the_policy_holds_where_a_template_is_careless(window, tmp_path):
    archive = Archive(tmp_path / "archive")
    archive.put("templates/page.html", CARELESS).put("content/pages/x.md", "---\ntitle: X\n---\nX.\n").build()
    stopped = []
    window.page.on("requestfailed", lambda request: stopped.append((request.url, request.failure)))
    window.page.goto((archive.root / "output/pages/x.html").as_uri())
    assert window.page.locator("script:not([type])").count() == 1  # it is there, and has not run
    window.page.locator("main p").click()
    assert window.page.evaluate("typeof pwned") == "undefined"
    assert stopped == [("https://other.example/x.png", "csp")]
    assert window.page.locator("main p").evaluate("it => getComputedStyle(it).color") != "rgb(255, 0, 0)"
    assert (
        window.page.locator("body").evaluate("it => getComputedStyle(it).marginTop") == "0px"
    )  # the style sheet is on


def _open(page, url):
    """Open a file; one that the browser saves instead of showing it is harmless there."""
    error = pytest.importorskip("playwright.sync_api").Error
    try:
        page.goto(url)
    except error as found:
        if "Download is starting" not in str(found):
            raise
