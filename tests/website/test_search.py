"""Search as a reader meets it, in Chromium; and when an index is made, and what is said where it cannot be."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive import SITE_TOML, Archive
from support.browser import Window, served
from support.optional import needs
from support.paths import PACKAGE
from support.texts import article_file
from support.waiting import wait_until

from generator.store import search_index

pytestmark = pytest.mark.slow

EVIL = "<img src=x onerror='pwned=1'></script>"
INDEX = "output/pagefind/pagefind-entry.json"


SLOW_PAGEFIND = """\
import os, pathlib, sys, time
pathlib.Path(sys.argv[sys.argv.index("--site") + 1], "../../pid").resolve().write_text(str(os.getpid()))
time.sleep(60)
"""


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="reads the state of processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_index_leaves_no_words_and_no_process(tmp_path, how):
    archive = Archive(tmp_path / "archive").add_article("own", "Our Own", "Words of a story.")
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\n{SLOW_PAGEFIND}")
    program.chmod(0o755)
    command = [sys.executable, "-m", "generator", "build", "--root", str(archive.root)]
    environment = os.environ | {"PAGEFIND_BINARY_PATH": str(program), "PYTHONPATH": str(PACKAGE.parent)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: (archive.root / ".backfile/pid").is_file() and (archive.root / ".backfile/pid").read_text())
        pid = int((archive.root / ".backfile/pid").read_text())
        assert (archive.root / ".backfile/search-work").is_dir()
        process.send_signal(how)
    wait_until(lambda: not is_running(pid))
    archive.run("check")
    assert not (archive.root / ".backfile/search-work").exists()


def story(title, body, **fields):
    return article_file(f'"{title}"', body, **fields)


def filled(root):
    """An archive whose builds make an index."""
    archive = Archive(root)
    archive.search = True
    stories = {
        "benghazi": story(
            "Commander speaks in Benghazi",
            "Khalifa Haftar spoke on Friday.",
            date="2019-04-05",
            publication="Coast Wire",
            countries="[Libya]",
            people="[Khalifa Haftar]",
        ),
        "cairo": story(
            "Talks in Cairo",
            "Khalifa Hifter met ministers.",
            date="2020-06-07",
            publication="Gulf Courier",
            countries="[Egypt]",
            people="[Khalifa Hifter]",
        ),
        "evil": story(
            EVIL, f"Nobody named Haftar. {EVIL.replace('<', '&lt;')}", publication=f'"{EVIL}"', people=f'["{EVIL}"]'
        ),
        "arabic": story(
            "مصر تفتتح قناة", "افتتحت مصر قناة السويس.", date="2015-08", language="ar", date_basis="caption"
        ),
    }
    for name, text in stories.items():
        archive.put(f"content/articles/{name}.md", text)
    ruling = {"kind": "person", "a": "Khalifa Haftar", "b": "Khalifa Hifter", "ruling": "same"}
    signed = ruling | {"by": "x", "on": "2024-11-21", "why": "y"}
    return archive.put("content/decisions/people.jsonl", json.dumps(signed) + "\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site with its index, in the folder that a host serves it from."""
    needs("pagefind", present=search_index._find_program() is not None)
    archive = filled(tmp_path_factory.mktemp("search")).build()
    return (archive.root / "output").rename(archive.root / "file")


@pytest.fixture(scope="module")
def host(made):
    """The address at which the site is served, below its host."""
    with served(made.parent) as address:
        yield f"{address}file/"


@pytest.fixture
def window(request, chromium):
    window = Window(chromium, **getattr(request, "param", {}))
    yield window
    window.context.close()


def status(page, words):
    """Wait until the page says so of what it found, and lists it."""
    page.get_by_role("status").get_by_text(words, exact=True).wait_for()
    if words[0].isdigit():
        page.locator("#stories .head").first.wait_for()


def found(page):
    return page.locator("#stories .head").all_inner_texts()


def test_typing_and_a_filter_lead_to_the_story(window, host):
    page = window.page
    page.goto(host + "index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Words to look for").fill("Haftar")
    status(page, "3 stories with “Haftar”")
    page.locator("summary", has_text="Country").click()
    page.get_by_label("Libya").check()
    status(page, "1 story with “Haftar” about Libya")
    assert page.url == f"{host}search.html?q=Haftar&country=Libya"
    card = page.locator("#stories li")
    assert card.locator("time").get_attribute("datetime") == "2019-04-05"
    assert card.locator(".from").inner_text() == "Coast Wire"
    assert card.locator(".gist mark").all_inner_texts() == ["Haftar"]
    card.get_by_role("link", name="Commander speaks in Benghazi").click()
    assert page.locator("h1").inner_text() == "Commander speaks in Benghazi"
    assert page.url == host + "articles/commander-speaks-in-benghazi.html"
    page.go_back()
    status(page, "1 story with “Haftar” about Libya")
    assert page.get_by_label("Libya").is_checked()
    assert [url for url in window.asked if not url.startswith(host)] == []
    assert window.complaints == []


def test_any_spelling_finds_the_person_and_order_is_by_date(window, host):
    page = window.page
    page.goto(host + "search.html?q=Hifter&sort=desc")
    status(page, "2 stories with “Hifter”")
    assert found(page) == ["Talks in Cairo", "Commander speaks in Benghazi"]
    page.get_by_label("Order").select_option("oldest first")
    page.locator("#stories li").first.get_by_text("Benghazi").wait_for()
    assert found(page) == ["Commander speaks in Benghazi", "Talks in Cairo"]


def test_filters_work_without_words_and_no_story_is_lost_for_want_of_a_date(window, host):
    page = window.page
    page.goto(host + "search.html?year=2015&year=undated&sort=desc")
    status(page, "2 stories of 2015 or undated")
    assert found(page) == ["مصر تفتتح قناة", EVIL]
    arabic = page.locator("#stories li").first
    assert arabic.locator("bdi[lang=ar]").count() == 1
    assert arabic.locator(".slug").inner_text().startswith("c. August 2015")


def test_hostile_names_are_words_in_results_and_filters(window, host):
    page = window.page
    page.goto(host + "search.html?q=Nobody")
    status(page, "1 story with “Nobody”")
    assert found(page) == [EVIL]
    assert page.locator("#result .from").inner_text() == EVIL
    assert page.locator("input[name=person]").get_attribute("value") == EVIL
    assert page.locator("main img, main script").count() == 0
    page.goto(host + "search.html?q=%3Cimg%20src%3Dx%20onerror%3Dpwned%3D1%3E&country=%3Cimg%20src%3Dx%3E")
    page.get_by_role("status").get_by_text("about <img src=x>").wait_for()
    assert page.locator("main img").count() == 0
    assert page.evaluate("typeof pwned") == "undefined"
    assert window.complaints == []


@pytest.mark.parametrize("window", [{"java_script_enabled": False}], indirect=True, ids=["no-script"])
def test_the_page_says_what_to_do_without_script(window, host):
    window.page.goto(host + "search.html")
    assert "needs a script" in window.page.locator("main").inner_text()
    assert window.page.locator("#instead a").all_inner_texts()[0] == "Articles"
    assert not window.page.locator("#ask").is_visible()


def test_the_page_says_what_to_do_from_a_disk_and_without_an_index(window, made, host, tmp_path):
    window.page.goto((made / "search.html").as_uri())
    window.page.get_by_text("Search needs a web server").wait_for()
    (made / "pagefind").rename(tmp_path / "away")
    try:
        window.page.goto(host + "search.html")
        window.page.get_by_text("There is no search index here").wait_for()
    finally:
        (tmp_path / "away").rename(made / "pagefind")


@pytest.fixture
def counted(monkeypatch):
    """How often Pagefind is run."""
    runs = []
    index = search_index._run_pagefind
    monkeypatch.setattr(search_index, "_run_pagefind", lambda *given: runs.append(1) or index(*given))
    return runs


class TestIndex:
    @pytest.fixture(autouse=True)
    def _needs_pagefind(self):
        needs("pagefind", present=search_index._find_program() is not None)

    def test_is_made_anew_when_stories_change_and_only_then(self, tmp_path, counted):
        archive = filled(tmp_path / "archive").build().build()
        archive.put("templates/static/style.css", "p { color: teal }\n").build()
        assert len(counted) == 1
        archive.put("content/articles/cairo.md", story("Talks in Cairo", "They met again.")).build()
        assert len(counted) == 2
        fragments = archive.files("output/pagefind/fragment")
        assert len(fragments) == 4
        (archive.root / INDEX).unlink()
        archive.build()
        assert len(counted) == 3
        assert archive.files("output/pagefind/fragment") == fragments

    def test_is_not_there_where_search_is_off_and_goes_when_it_is_switched_off(self, tmp_path):
        archive = filled(tmp_path / "archive").build()
        named = ("output/search.html", "output/static/search.js", "output/static/search.css", INDEX)
        assert all((archive.root / name).is_file() for name in named)
        assert "search.html" in archive.text("output/index.html")
        archive.build("--no-search")
        assert not any((archive.root / name).exists() for name in named)
        assert "search.html" not in archive.text("output/index.html")
        archive.put("content/site.toml", SITE_TOML + "[output]\nsearch = false\n").build()
        assert not any((archive.root / name).exists() for name in named)

    def test_leaves_no_widgets_and_no_working_files_behind(self, tmp_path):
        archive = filled(tmp_path / "archive").build()
        assert not [name for name in archive.files("output/pagefind") if "-ui" in name or "highlight" in name]
        assert not [path for path in (archive.root / ".backfile").iterdir() if path.name.startswith("search")]

    def test_goes_with_the_last_story(self, tmp_path):
        archive = filled(tmp_path / "archive").build()
        for path in (archive.root / "content/articles").iterdir():
            path.unlink()
        archive.build("--allow-loss", "4")
        assert not archive.files("output/pagefind")


def test_a_build_without_pagefind_says_so_and_succeeds(archive, monkeypatch):
    monkeypatch.setattr(search_index, "_find_program", lambda: None)
    archive.search = True
    archive.put("content/articles/a.md", story("A", "B.")).build("--strict")
    assert archive.findings() == [
        "notice: output/search.html: Pagefind is not installed, so there is nothing to search in; install it with "
        '`pip install "backfile[search]"`, or write `search = false` under [output] in content/site.toml'
    ]
    assert (archive.root / "output/search.html").is_file()
    assert not (archive.root / INDEX).exists()


def test_a_pagefind_that_fails_is_reported_and_the_site_stands(archive, monkeypatch):
    monkeypatch.setattr(search_index, "_find_program", lambda: "false")
    monkeypatch.setattr(search_index, "_compute_digest", lambda *_: "")
    archive.search = True
    archive.put("content/articles/a.md", story("A", "B.")).build()
    assert "Pagefind failed: exit code 1" in archive.output
    assert (archive.root / "output/articles/a.html").is_file()


def test_a_build_without_search_imports_nothing_for_it():
    asked = "import sys, generator.pipeline; print({'pagefind', 'asyncio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
