"""What editors' programs, git and mishaps do to files under `backfile serve`: it goes on, and shows what is there."""

import os
import shutil
import sys
import time

import pytest
from support.archive import DAY, SITE_TOML, Archive
from support.serving import SOON, Preview
from support.texts import article_file
from support.waiting import wait_until

pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/file/"
MILL, QUAY = "content/articles/mill.md", "content/articles/quay.md"


def article(slug, word):
    return article_file(slug.title(), f"The {word} stands by the river.", slug=slug)


@pytest.fixture
def preview(archive):
    """A preview of two articles."""
    archive.put("content/site.toml", SITE_TOML + "\n[output]\nsearch = false\n")
    archive.put(MILL, article("mill", "windmill")).put(QUAY, article("quay", "stone quay"))
    running = Preview(archive.root, command=[sys.executable, "-c", SOON], SOURCE_DATE_EPOCH=DAY)
    try:
        running.waits_for("the preview is at")
        yield running
        lines = []
        while not running.said.empty():
            lines.append(running.said.get())
        assert not [line for line in lines if "Traceback" in line or "AssertionError" in line], lines
    finally:
        running.ends()


def comes(preview, slug, words):
    """The page of an article has `words` before long."""
    wait_until(lambda: words in preview.asks(f"/articles/{slug}.html")[1])


def goes(preview, slug, words):
    """The page of an article has `words` no more before long."""
    wait_until(lambda: words not in preview.asks(f"/articles/{slug}.html")[1])


def lives(preview):
    """A change still comes: no thread has ended."""
    preview.saves(MILL, article("mill", word := f"mill of {time.monotonic_ns()}"))
    comes(preview, "mill", word)


def test_what_editors_programs_leave_beside_an_article_is_no_article(preview):
    folder = preview.root / "content/articles"
    for name in ("4913", ".mill.md.swp", "mill.md~", "#mill.md#", "mill.md.bak"):
        (folder / name).write_text(article("stray", "stray thing"), encoding="utf-8")
    (folder / ".#mill.md").symlink_to("editor@host.1234:5678")
    (folder / "dangling.md").symlink_to("nowhere.md")
    lives(preview)
    assert preview.asks("/articles/stray.html")[0] == 404


def test_what_is_hidden_sets_nothing_off(preview):
    preview.falls_silent()
    version = preview.asks("/")[1].partition("snipver=")[2].partition('"')[0]
    for n in range(5):
        preview.saves("content/articles/.mill.md.swp", f"swap {n}")
        time.sleep(0.1)
    time.sleep(2.5)
    assert f'snipver={version}"' in preview.asks("/")[1]


def test_a_link_out_of_the_archive_is_no_article(preview, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "letter.md").write_text(article("letter", "secret letter"), encoding="utf-8")
    lives(preview)
    preview.falls_silent()
    (preview.root / "content/articles/letter.md").symlink_to(secret / "letter.md")
    (preview.root / "content/articles/folder").symlink_to(secret)
    for _ in range(20):
        assert "secret letter" not in preview.asks("/articles/letter.html")[1]
        time.sleep(0.02)
    lives(preview)


def test_a_file_that_is_half_written_is_shown_when_it_is_whole(preview):
    whole = article("mill", "whole mill")
    for end in (5, 20, len(whole) - 20, len(whole)):
        preview.saves(MILL, whole[:end])
        assert "mill" in preview.asks("/articles/mill.html")[1].partition("<main")[2]
        time.sleep(0.1)
    comes(preview, "mill", "whole mill")


def test_an_article_that_becomes_a_folder_and_one_again(preview):
    place = preview.root / MILL
    beside = preview.root / "content/beside"
    beside.mkdir()
    (beside / "inside.md").write_text(article("inside", "inner mill"), encoding="utf-8")
    place.unlink()
    beside.rename(place)
    goes(preview, "mill", "windmill")
    comes(preview, "inside", "inner mill")
    shutil.rmtree(place)
    preview.saves(MILL, article("mill", "outer mill"))
    goes(preview, "inside", "inner mill")
    comes(preview, "mill", "outer mill")


@pytest.mark.parametrize("folder", ["content/articles", "content"])
def test_a_folder_that_is_gone_for_a_while(preview, folder):
    place, beside = preview.root / folder, preview.root / "elsewhere"
    place.rename(beside)
    time.sleep(1)
    beside.rename(place)
    comes(preview, "mill", "windmill")
    preview.saves(QUAY, article("quay", "new quay"))
    comes(preview, "quay", "new quay")
    lives(preview)


def test_two_articles_that_exchange_their_addresses(preview, tmp_path):
    preview.saves(MILL, article("quay", "windmill"))
    preview.saves(QUAY, article("mill", "stone quay"))
    preview.falls_silent()
    time.sleep(2)
    made = Archive(tmp_path / "beside", None)
    shutil.copytree(preview.root / "content", made.root / "content")
    made.put("content/site.toml", made.text("content/site.toml").replace(ADDRESS, preview.url)).build()
    for url in ("articles/mill.html", "articles/quay.html"):
        page = preview.asks(f"/{url}")[1]
        assert page[page.index("<main") : page.index("</main>")] == made.main(url)


def test_templates_that_are_deleted_and_made_again_at_once(preview):
    preview.saves("templates/article.html", "one <body></body>")
    comes(preview, "mill", "one")
    for word in ("two", "three"):
        shutil.rmtree(preview.root / "templates")
        preview.saves("templates/article.html", f"{word} <body></body>")
        comes(preview, "mill", word)
    preview.saves("templates/article.html", "four <body></body>")
    comes(preview, "mill", "four")
    shutil.rmtree(preview.root / "templates")
    comes(preview, "mill", "windmill")


def test_an_override_that_is_broken_is_deleted(preview):
    preview.saves("templates/article.html", "{% if %}")
    preview.waits_for("error: ")
    assert "windmill" in preview.asks("/articles/mill.html")[1]
    assert "backfile-faults" in preview.asks("/articles/mill.html")[1]
    (preview.root / "templates/article.html").unlink()
    goes(preview, "mill", "backfile-faults")


def test_names_that_are_not_in_utf_8(preview):
    folder = os.fsencode(preview.root / "content/articles")
    try:
        with open(folder + b"/caf\xe9.md", "w") as file:  # noqa: PTH123
            file.write(article("cafe", "coffee house"))
    except OSError:
        pytest.skip("this disk takes no such names")
    preview.waits_for("the name of this file is not UTF-8")
    os.mkdir(folder + b"/d\xe9p\xf4t")  # noqa: PTH102
    with open(folder + b"/d\xe9p\xf4t/depot.md", "w") as file:  # noqa: PTH123
        file.write(article("depot", "tram depot"))
    # What watches files ends over such a name, also when a folder of it is read; then all is looked over.
    lives(preview)
    new = preview.root / "content/new"
    new.mkdir()
    with open(os.fsencode(new) + b"/gar\xe7on.md", "w") as file:  # noqa: PTH123
        file.write(article("waiter", "waiter"))
    new.rename(preview.root / "content/articles/new")
    lives(preview)


def test_two_hundred_files_in_one_go(preview):
    for n in range(200):
        preview.saves(f"content/articles/{n % 7}/a{n}.md", article(f"log-{n}", f"ship {n}."))
    for n in (0, 57, 199):
        comes(preview, f"log-{n}", f"ship {n}.")
    for n in range(7):
        shutil.rmtree(preview.root / f"content/articles/{n}")
    for n in (0, 57, 199):
        goes(preview, f"log-{n}", f"ship {n}.")
    lives(preview)


def test_another_run_holds_the_archive_for_long(preview):
    preview.saves("content/sources/.keep", "")
    from generator.store import lock

    with lock.lock_archive(preview.root, "build"):
        preview.saves(MILL, article("mill", "held mill"))
        comes(preview, "mill", "held mill")
        time.sleep(2.5)  # the pass waits
        preview.saves(MILL, article("mill", "still mill"))
        comes(preview, "mill", "still mill")
    lives(preview)


def test_the_last_build_is_shown_until_the_archive_was_gone_through(archive, tmp_path):
    from generator.store import lock

    archive.put(MILL, article("mill", "windmill")).build()
    archive.put(MILL, article("mill", "watermill"))
    (tmp_path / "secret.html").write_text("<p>secret</p>")
    (archive.root / "output/link.html").symlink_to(tmp_path / "secret.html")
    archive.put("output/.git/config", "secret")
    with lock.lock_archive(archive.root, "build"):  # so the first pass waits
        running = Preview(archive.root, command=[sys.executable, "-c", SOON], SOURCE_DATE_EPOCH=DAY)
        wait_until(lambda: not running.is_deaf())
        status, page = running.asks("/articles/mill.html")
        assert status == 200
        assert "The windmill stands" in page
        assert "livereload.js" in page
        assert running.asks("/articles/nothing.html")[0] == 503
        for path in (
            "/../content/site.toml",
            "/%2e%2e/content/site.toml",
            "/link.html",
            "/.git/config",
            "/articles/%00",
        ):
            assert "base_url" not in running.asks(path)[1]
            assert "secret" not in running.asks(path)[1]
    try:
        comes(running, "mill", "watermill")
    finally:
        running.ends()


def test_pages_are_asked_for_in_part_by_head_and_by_names_of_any_kind(preview):
    status, headers, body = preview.sends("HEAD", "/articles/mill.html")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 1000
    status, body = preview.asks("/articles/mill.html", Range="bytes=0-9")
    assert status == 200
    assert "windmill" in body
    assert preview.sends("POST", "/articles/mill.html", {})[0] in (403, 405)
    for path in ("/%ff%fe.html", "/articles/%E2%82%AC.html", "/articles", "/articles/mill.html/", "/" + "a" * 3000):
        assert preview.asks(path)[0] in (200, 301, 302, 400, 404), path


@pytest.mark.parametrize("path", ["/", "/articles/mill.html", "/livereload.js", "/_preview/preview.js", "/_desk/"])
def test_a_request_from_a_page_of_another_site_is_refused(preview, path):
    assert preview.asks(path, Origin="http://evil.example")[0] == 403
    assert preview.asks(path, Origin="null")[0] == 403
    assert preview.asks(path, Origin=f"http://127.0.0.1:{preview.port}")[0] == 200


def test_a_picture_that_goes_is_no_failure(preview):
    figures = 'figures:\n  - file: "wheel.png"\n    caption: The wheel\n'
    preview.saves("content/figures/wheel.png", "a picture")
    preview.saves(MILL, article("mill", "windmill").replace("slug:", f"{figures}slug:"))
    comes(preview, "mill", "wheel.png")
    assert preview.asks("/figures/wheel.png") == (200, "a picture")
    (preview.root / "content/figures/wheel.png").unlink()
    assert preview.asks("/figures/wheel.png")[0] == 404
    goes(preview, "mill", 'src="../figures/wheel.png"')


def test_a_page_of_the_last_build_stands_in_for_an_article_that_cannot_be_read_at_the_start(archive):
    archive.put(MILL, article("mill", "windmill")).put(QUAY, article("quay", "stone quay")).build()
    archive.put(MILL, "---\ntitle: Mill\n")
    running = Preview(archive.root, SOURCE_DATE_EPOCH=DAY)
    try:
        running.waits_for("the preview is at")
        assert "windmill" in running.asks("/articles/mill.html")[1]
        running.saves(MILL, article("mill", "mended mill"))
        comes(running, "mill", "mended mill")
    finally:
        running.ends()


def test_a_hundred_edits_leave_nothing_behind_in_memory(preview):
    def size():
        with open(f"/proc/{preview.process.pid}/statm") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    if not os.path.exists("/proc/self/statm"):  # noqa: PTH110
        pytest.skip("no /proc here")
    body = "\n\n".join("The water is high." for _ in range(4000))

    def edits(count):
        for n in range(count):
            preview.saves(MILL, article("mill", f"mill {n} of {count}") + body)
            comes(preview, "mill", f"mill {n} of {count}")

    edits(30)
    before = size()
    edits(100)
    # One state of this article and its page is a fifth of a megabyte: kept, they would be twenty.
    assert size() - before < 10_000_000
