"""What an editor sees in the browser while files change under `backfile serve`: in Chromium, with nothing pressed."""

import importlib.util
import json
import re
import sys
import time

import pytest
from support.archive import Archive
from support.optional import needs
from support.serving import SOON, Preview

pytestmark = pytest.mark.slow

LONG = "\n\n".join(f"Line {n} of the log tells of wind and of water." for n in range(120))
MILL = f"---\ntitle: The Mill\n---\n\nThe mill stands by the river.\n\n{LONG}\n"
PAGE = "/articles/the-mill.html"
NO_SEARCH = "\n[output]\nsearch = false\n"
OVERLAY = ".backfile-faults"


@pytest.fixture(name="chromium")
def _window(chromium):
    """A window of the browser; its pages are closed with it."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def preview(archive):
    archive.put("content/articles/mill.md", MILL)
    archive.put("content/site.toml", archive.text("content/site.toml") + NO_SEARCH)
    running = Preview(archive.root)
    try:
        running.waits_for("the preview is at")
        yield running
    finally:
        running.ends()


def opened(chromium, preview, path=PAGE):
    """A page of the preview, connected, with a mark on its window that is gone when it is loaded anew."""
    page = chromium.new_page()
    with page.expect_websocket() as socket:
        page.goto(f"http://127.0.0.1:{preview.port}{path}")
    with socket.value.expect_event("framereceived"):
        pass
    page.evaluate("window.mark = 1")
    return page


def told(page):
    """What the overlay says, when there is one."""
    page.locator(OVERLAY).wait_for()
    return page.locator(OVERLAY).inner_text()


def clears(page):
    """The overlay goes by itself."""
    page.locator(OVERLAY).wait_for(state="detached")


def shows(page, words):
    page.get_by_text(words).first.wait_for()


class TestWhatIsBroken:
    def test_a_template(self, chromium, preview):
        page = opened(chromium, preview)
        preview.saves(
            "templates/article.html", '{% extends "base.html" %}\n{% block main %}{{ view.hedline }}{% endblock %}'
        )
        said = told(page)
        assert "templates/article.html:2" in said
        assert "view.hedline is not defined; did you mean headline?" in said
        assert "correct the template" in said
        shows(page, "The mill stands by the river.")
        preview.saves(
            "templates/article.html", '{% extends "base.html" %}\n{% block main %}<h1>Mended</h1>{% endblock %}'
        )
        shows(page, "Mended")
        clears(page)

    def test_a_template_that_fails_on_one_page_is_reported_there_and_does_not_reload_it_without_end(
        self, chromium, preview
    ):
        preview.saves("content/articles/quay.md", MILL.replace("The Mill", "The Quay"))
        preview.waits_for("site: 2 articles")
        home = opened(chromium, preview, "/")
        text = '{% extends "base.html" %}{% block main %}{% if "Quay" in view.headline %}{{ view.no }}{% endif %}'
        preview.saves("templates/article.html", text + "All is well.{% endblock %}")
        page = opened(chromium, preview, "/articles/the-quay.html")
        loads = []
        page.on("request", lambda request: loads.append(request.url) if request.url.endswith("quay.html") else None)
        assert "view.no is not defined" in told(page)
        shows(page, "The mill stands by the river.")
        preview.saves("content/articles/mill.md", MILL.replace("river", "shore"))
        preview.falls_silent()
        page.wait_for_timeout(2000)
        assert len(loads) <= 3
        assert "view.no is not defined" in told(page)
        shows(page, "The mill stands by the river.")
        assert home.locator(OVERLAY).count() == 0
        (preview.root / "templates/article.html").unlink()
        clears(page)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("---\ntitle: The Mill\n\nWords.\n", ("mill.md:1", "the front matter is not closed")),
            ("---\ntitle: The Mill\ndate: soon\n---\n\nWords.\n", ("mill.md:3", "date")),
        ],
    )
    def test_front_matter(self, chromium, preview, text, said):
        page = opened(chromium, preview)
        preview.saves("content/articles/mill.md", text)
        found = told(page)
        assert all(words in found for words in said)
        assert "mill.md:" in page.locator(f"{OVERLAY} li > code").inner_text()
        assert page.locator(f"{OVERLAY} li > .step").inner_text()
        shows(page, "The mill stands by the river.")
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        shows(page, "The mill stands by the brook.")
        clears(page)

    def test_front_matter_that_is_fixed_to_what_it_was_clears_at_once(self, chromium, preview):
        """As soon as any change shows on this machine, and not only after the next scan of the whole archive."""
        page = opened(chromium, preview)
        start = time.monotonic()
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        shows(page, "The mill stands by the brook.")
        usual = time.monotonic() - start
        preview.saves("content/articles/mill.md", "---\ntitle: The Mill\n")
        told(page)
        page.wait_for_timeout(3000)  # the whole archive was gone through meanwhile
        start = time.monotonic()
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        clears(page)
        assert time.monotonic() - start < 3 * usual + 0.5

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ('{"decision": "same-person", "names": [', ("2024.jsonl:1",)),
            ('{"kind": "no such kind"}', ("2024.jsonl:1",)),
        ],
    )
    def test_a_decision(self, chromium, preview, line, said):
        page = opened(chromium, preview)
        preview.saves("content/decisions/2024.jsonl", line + "\n")
        found = told(page)
        assert all(words in found for words in said)
        shows(page, "The mill stands by the river.")
        preview.saves("content/decisions/2024.jsonl", "")
        clears(page)

    def test_settings(self, chromium, preview):
        page, before = opened(chromium, preview), (preview.root / "content/site.toml").read_text()
        preview.saves("content/site.toml", "title = \n")
        assert "content/site.toml" in told(page)
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        shows(page, "The mill stands by the brook.")
        preview.saves("content/site.toml", before)
        clears(page)


class TestTheOverlay:
    @pytest.fixture
    def broken(self, preview):
        preview.saves("content/decisions/2024.jsonl", '{"kind": "no such kind"}\n' * 40)
        preview.waits_for("problem: ")
        return preview

    @pytest.mark.parametrize("width", [1280, 390])
    def test_it_leaves_the_link_to_the_desk_and_some_of_the_page_free(self, chromium, broken, width):
        page = opened(chromium, broken)
        page.set_viewport_size({"width": width, "height": 700})
        over, link = page.locator(OVERLAY).bounding_box(), page.locator(".to-the-desk").bounding_box()
        assert over["y"] + over["height"] <= link["y"] - 100
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_it_stays_folded_away_while_nothing_else_is_to_be_fixed(self, chromium, broken):
        page = opened(chromium, broken)
        page.locator(f"{OVERLAY} summary").click()
        broken.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        page.get_by_text("The mill stands by the brook.").wait_for(state="attached")
        assert page.locator(OVERLAY).get_attribute("open") is None
        broken.saves("content/articles/mill.md", "---\ntitle: The Mill\n")
        page.locator(f"{OVERLAY}[open]").wait_for()


class TestWhatIsBrokenAtTheStart:
    def test_settings_can_be_fixed(self, chromium, archive):
        archive.put("content/articles/mill.md", MILL).put("content/site.toml", "title = \n")
        preview = Preview(archive.root)
        try:
            preview.waits_for("error: ")
            page = chromium.new_page()
            page.goto(f"http://127.0.0.1:{preview.port}{PAGE}")
            assert "content/site.toml" in told(page)
            preview.saves("content/site.toml", Archive(archive.root).text("content/site.toml") + NO_SEARCH)
            preview.waits_for("the preview is at")
            shows(page, "The mill stands by the river.")
        finally:
            preview.ends()

    @pytest.mark.parametrize("text", ["{{ view.nothing }}", "{% if %}", b"\xff\xfe"])
    def test_a_template_can_be_fixed(self, chromium, archive, text):
        archive.put("content/articles/mill.md", MILL).put("templates/article.html", text)
        archive.put("content/site.toml", archive.text("content/site.toml") + NO_SEARCH)
        preview = Preview(archive.root)
        try:
            preview.waits_for("error: ")
            page = opened(chromium, preview)
            assert "templates/article.html:1" in told(page)
            shows(page, "The mill stands by the river.")  # as the default theme has it
            (preview.root / "templates/article.html").unlink()
            clears(page)
        finally:
            preview.ends()


class TestWhatChanges:
    def test_a_style_sheet_is_exchanged_in_the_page_as_it_is(self, chromium, preview):
        from playwright.sync_api import expect

        page = opened(chromium, preview)
        preview.saves("templates/static/style.css", "main { color: rgb(1, 2, 3) }\n")
        expect(page.locator("main")).to_have_css("color", "rgb(1, 2, 3)")
        preview.saves("templates/static/style.css", "main { color: rgb(4, 5, 6) }\n")
        expect(page.locator("main")).to_have_css("color", "rgb(4, 5, 6)")
        assert page.evaluate("window.mark") == 1

    def test_a_body_is_exchanged_where_the_page_is_scrolled_to(self, chromium, preview):
        page = opened(chromium, preview)
        page.evaluate("window.scrollTo(0, 900)")
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        page.get_by_text("The mill stands by the brook.").wait_for(state="attached")
        assert page.evaluate("[window.mark, window.scrollY]") == [1, 900]
        preview.saves("content/articles/mill.md", MILL.replace("river", "lake"))
        page.get_by_text("The mill stands by the lake.").wait_for(state="attached")
        assert page.evaluate("[window.mark, window.scrollY]") == [1, 900]

    def test_a_page_that_was_not_connected_yet_gets_the_change_all_the_same(self, chromium, preview):
        page = chromium.new_page()
        held = []
        page.route("**/livereload.js*", lambda route: held.append(route))  # noqa: PLW0108  (it marks what it is given)
        page.goto(f"http://127.0.0.1:{preview.port}{PAGE}", wait_until="commit")
        page.get_by_text("by the river").wait_for()
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        while "brook" not in preview.asks(PAGE)[1]:
            page.wait_for_timeout(20)
        page.wait_for_timeout(300)  # the browsers that are connected were told
        held[0].continue_()
        shows(page, "The mill stands by the brook.")

    def test_a_page_of_a_preview_that_ended_shows_what_the_next_one_has(self, chromium, preview):
        page = opened(chromium, preview)
        preview.ends()
        preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
        again = Preview(preview.root, port=preview.port)
        try:
            again.waits_for("the preview is at")
            shows(page, "The mill stands by the brook.")
        finally:
            again.ends()

    def test_a_picture_that_comes_later_and_one_that_is_another(self, chromium, preview):
        red, blue = picture(b"\xff\x00\x00"), picture(b"\x00\x00\xff")
        figures = 'figures:\n  - file: "müh le%20.png"\n    caption: The wheel\n'
        preview.saves("content/articles/mill.md", MILL.replace("title: The Mill\n", f"title: The Mill\n{figures}"))
        page = opened(chromium, preview)
        file = preview.root / "content/figures/müh le%20.png"
        file.parent.mkdir()
        file.write_bytes(red)
        page.wait_for_function(f"() => ({PIXEL})() === '255,0,0'")
        file.write_bytes(blue)
        page.wait_for_function(f"() => ({PIXEL})() === '0,0,255'")
        file.unlink()
        page.locator("figure img, main img").first.wait_for(state="detached")

    def test_the_search_page_finds_what_was_written_when_it_was_quiet(self, chromium, archive):
        needs("pagefind", present=importlib.util.find_spec("pagefind") is not None)
        archive.put("content/articles/mill.md", MILL)
        preview = Preview(archive.root, command=(sys.executable, "-c", SOON))
        try:
            preview.waits_for("the preview is at")
            found(chromium, preview, "river", "The Mill")
            preview.saves("content/articles/mill.md", MILL.replace("river", "estuary"))
            found(chromium, preview, "estuary", "The Mill")
            assert not (preview.root / "output").exists()
        finally:
            preview.ends()


def found(chromium, preview, word, title):
    """The search page finds an article by a word, before long."""
    page = chromium.new_page()
    for _ in range(30):
        page.goto(f"http://127.0.0.1:{preview.port}/search.html?q={word}")
        page.wait_for_timeout(400)
        if page.locator("main").get_by_role("link", name=title).count():
            break
    else:
        raise AssertionError(page.locator("main").inner_text())
    page.close()


def test_drafts_and_withdrawn_stories_are_marked_here_and_nowhere_else(chromium, archive):
    archive.put("content/articles/mill.md", MILL).build()
    before = json.loads(archive.text("content/register.jsonl").splitlines()[-1])
    assert before
    archive.put("content/articles/plan.md", "---\ntitle: The Plan\ndraft: true\n---\n\nNot for readers yet.\n")
    gone = '---\ntitle: The Slip\nwithdrawn: true\nwithdrawn_reason: "An error"\n---\n\nTaken back.\n'
    archive.put("content/articles/slip.md", gone)
    preview = Preview(archive.root)
    try:
        preview.waits_for("the preview is at")
        for path, mark, words in (
            ("/articles/the-plan.html", "Draft: The Plan", "Not for readers yet."),
            ("/articles/the-slip.html", "Withdrawn: The Slip", "Taken back."),
        ):
            page = opened(chromium, preview, path)
            shows(page, mark)
            shows(page, words)
            page.goto(f"http://127.0.0.1:{preview.port}/")
            shows(page, mark)
        preview.saves("content/articles/plan.md", "---\ntitle: The Plan\ndraft: true\n---\n\nNearly ready.\n")
        preview.falls_silent()
    finally:
        preview.ends()
    published = {
        entry["path"]: entry.get("published", False)
        for entry in map(json.loads, archive.text("content/register.jsonl").splitlines())
        if "path" in entry
    }
    assert published["content/articles/mill.md"]
    assert not published.get("content/articles/plan.md")
    assert not published.get("content/articles/slip.md")
    archive.build()
    texts = b"".join(archive.files("output").values()).decode("utf-8", "replace")
    assert not re.search("Not for readers|Nearly ready|Taken back|The Plan", texts)


# The colour of the first picture in the page, once it is loaded.
PIXEL = """() => {
  const image = document.querySelector("main img");
  if (!image || !image.complete || !image.naturalWidth) return "";
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
}"""


def picture(colour):
    """A PNG of one colour."""
    import struct
    import zlib

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = 16
    rows = (b"\0" + colour * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
