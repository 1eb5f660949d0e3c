"""The sample archive as a reader meets it: in Chromium, from a disk and from a served folder."""

import shutil
from typing import NamedTuple

import pytest
from support.archive import Archive
from support.browser import Window, served
from support.paths import CHECKOUT

pytestmark = pytest.mark.slow

CONTENT = CHECKOUT / "content"
# Where the site stands below its host, as in base_url of the sample.
BASE = "backfile"
KINDS = {
    "home": "index.html",
    "articles": "articles/index.html",
    "countries": "countries/index.html",
    "people": "people/index.html",
    "years": "years/index.html",
    "publications": "publications/index.html",
    "article": "articles/*.html",
    "country": "countries/*.html",
    "person": "people/*.html",
    "year": "years/*.html",
    "publication": "publications/*.html",
    "free page": "pages/about.html",
    "not found": "404.html",
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample's site in the folder that a host serves it from."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, root / "content", ignore=shutil.ignore_patterns("articles", "register.jsonl"))
    Archive(root, site_toml=None).build()
    return (root / "output").rename(root / BASE)


@pytest.fixture(scope="module")
def host(folder):
    """The address at which the site is served."""
    with served(folder.parent) as address:
        yield f"{address}{BASE}/"


@pytest.fixture(scope="module", params=["disk", "host"])
def base(request, folder):
    """The address of the site's folder, opened from a disk or served."""
    return folder.as_uri() + "/" if request.param == "disk" else request.getfixturevalue("host")


@pytest.fixture
def window(request, chromium):
    """A window; `indirect` parameters are the options of its context."""
    made = Window(chromium, **getattr(request, "param", {}))
    yield made
    made.context.close()


class _Visit(NamedTuple):
    """What a page asked for, complained about and showed when it was opened."""

    asked: list
    complaints: list
    scripts: int
    mains: int
    headings: int
    language: str
    width_at_320: int


@pytest.fixture(scope="module")
def visit(chromium):
    """Open the page at an address, once for all tests, each in a window of its own."""
    visits = {}

    def open_page(url):
        if url not in visits:
            window = Window(chromium)
            page = window.page
            page.goto(url)
            asked, complaints = list(window.asked), list(window.complaints)
            counts = [page.locator(what).count() for what in ("script:not([type='application/ld+json'])", "main", "h1")]
            language = page.locator("html").get_attribute("lang")
            page.set_viewport_size({"width": 320, "height": 640})
            width = page.evaluate("document.documentElement.scrollWidth")
            visits[url] = _Visit(asked, complaints, *counts, language, width)
            window.context.close()
        return visits[url]

    return open_page


def url_of(folder, kind):
    """The first page of a kind, the one of a list itself left out."""
    pages = sorted(folder.glob(KINDS[kind]), key=lambda path: (path.name == "index.html", path.name))
    return pages[0].relative_to(folder).as_posix()


def article_of(folder, words):
    (found,) = [path for path in folder.glob("articles/*.html") if words in path.read_text(encoding="utf-8")]
    return found.relative_to(folder).as_posix()


@each_kind
class TestEachPage:
    def test_asks_for_nothing_elsewhere_and_has_no_errors(self, visit, folder, base, kind):
        if kind == "not found" and base.startswith("file:"):
            return  # it is served at any depth, so its links begin at the root of a host
        page = visit(base + url_of(folder, kind))
        assert page.complaints == []
        assert len(page.asked) >= 2
        assert [url for url in page.asked if not url.startswith(base)] == []

    def test_runs_no_script(self, visit, folder, host, kind):
        assert visit(host + url_of(folder, kind)).scripts == 0

    def test_does_not_scroll_sideways_on_the_narrowest_screen(self, visit, folder, host, kind):
        assert visit(host + url_of(folder, kind)).width_at_320 <= 320

    def test_has_one_main_one_heading_and_a_language(self, visit, folder, host, kind):
        page = visit(host + url_of(folder, kind))
        assert page.mains == 1
        assert page.headings == 1
        assert page.language


def test_links_lead_from_home_over_a_story_and_a_country_to_a_person(window, base):
    page = window.page
    page.goto(base + "index.html")
    page.locator("main").get_by_role("link", name="Lula Begins Third Term").first.click()
    assert "/articles/" in page.url
    assert page.locator("h1").inner_text() == "Lula Begins Third Term With a Promise for the Amazon"
    page.locator("main").get_by_role("link", name="Brazil", exact=True).first.click()
    assert page.url.endswith("/countries/brazil.html")
    page.locator("main").get_by_role("link", name="Lula Takes Office").first.click()
    page.locator("main").get_by_role("link", name="Fernando Henrique Cardoso").first.click()
    assert page.url.endswith("/people/fernando-henrique-cardoso.html")
    assert page.locator("h1").inner_text() == "Fernando Henrique Cardoso"
    page.locator("header.mast > a").first.click()
    assert page.url in (base, base + "index.html")
    assert window.complaints == []


def test_a_page_that_is_not_there_leads_home(window, host):
    window.page.goto(host + "404.html")
    window.page.get_by_role("banner").get_by_role("link").first.click()
    assert window.page.url in (host, host + "index.html")
    assert window.page.locator("main h2, main h3").count() > 0


def test_an_arabic_story_runs_from_right_to_left(window, folder, host):
    window.page.goto(host + article_of(folder, "<h1>مصر تفتتح قناة السويس"))
    assert window.page.locator("h1").evaluate("it => getComputedStyle(it).direction") == "rtl"
    assert window.page.locator("#p1").evaluate("it => getComputedStyle(it).direction") == "rtl"
    assert window.page.locator("#p1").evaluate("it => it.closest('[lang]').lang") == "ar"
    assert window.page.locator("html").evaluate("it => getComputedStyle(it).direction") == "ltr"


def test_light_and_dark_have_colours_of_their_own(chromium, host):
    seen = {}
    for scheme in ("light", "dark"):
        window = Window(chromium, color_scheme=scheme)
        window.page.goto(host)
        seen[scheme] = [
            window.page.evaluate(f"getComputedStyle(document.documentElement).{name}")
            for name in ("color", "backgroundColor")
        ]
        window.context.close()
    assert seen["light"][0] != seen["dark"][0]
    assert seen["light"][1] != seen["dark"][1]


def marked(window):
    """Whether the marks of people can be seen."""
    return (
        window.page.locator(".story mark.who").first.evaluate("it => getComputedStyle(it).textDecorationLine") != "none"
    )


@pytest.mark.parametrize("window", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_evidence_is_silent_until_asked_for_by_switch_or_by_paragraph(window, folder, host):
    window.page.goto(host + article_of(folder, "<h1>Ukraine and Russia Sign"))
    assert not marked(window)
    window.page.get_by_label("Show evidence").check()
    assert marked(window)
    window.page.get_by_label("Show evidence").uncheck()
    assert not marked(window)
    window.page.locator(".inset").get_by_role("link", name="3").first.click()
    assert window.page.url.endswith("#p3")
    assert marked(window)


@pytest.mark.parametrize("window", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_everything_can_be_read_if_scripts_are_off(window, folder, host):
    window.page.goto(host + url_of(folder, "article"))
    assert window.page.locator("#p1").is_visible()
    assert window.page.locator("h1").is_visible()
