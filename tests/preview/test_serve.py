"""`backfile serve` as an editor and an intruder meet it: a process of its own, and a real browser."""

import asyncio
import contextlib
import http.client
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from support.archive import Archive
from support.paths import CHECKOUT
from support.serving import SOON, Preview, free_port
from support.waiting import PATIENCE

from generator.desk_web import guards
from generator.desk_web.desk_thread import DeskThread
from generator.preview.preview_site import PreviewSite
from generator.preview.server import PreviewAccess, start_server

pytestmark = pytest.mark.slow

MILL = "---\ntitle: The Mill\n---\n\nThe mill stands by the river.\n"
PAGE = "/articles/the-mill.html"
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


def serving(archive):
    """A preview of an archive with one article, until the test is over."""
    archive.put("content/articles/mill.md", MILL).put("output/CNAME", "example.org\n")
    archive.put("templates/static/print.css", "p { color: black }\n")
    running = Preview(archive.root)
    try:
        running.waits_for("the preview is at")
        yield running
    finally:
        running.ends()


@pytest.fixture
def preview(archive):
    """A preview for tests that change something."""
    yield from serving(archive)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """A preview for tests that only ask."""
    yield from serving(Archive(tmp_path_factory.mktemp("preview")))


@pytest.fixture
def page(preview, chromium):
    page = chromium.new_page()
    with page.expect_websocket():
        page.goto(f"http://127.0.0.1:{preview.port}{PAGE}")
    yield page
    page.close()


def shows(page, words):
    page.get_by_text(words).first.wait_for()


def test_a_saved_change_shows_by_itself(preview, page):
    shows(page, "The mill stands by the river.")
    preview.saves("content/articles/mill.md", MILL.replace("river", "brook"))
    shows(page, "The mill stands by the brook.")
    preview.saves("templates/static/style.css", "main { color: rgb(1, 2, 3) }\n")
    from playwright.sync_api import expect

    expect(page.locator("main")).to_have_css("color", "rgb(1, 2, 3)")


def test_a_broken_template_is_reported_and_the_last_good_page_stays(preview, page):
    preview.saves(
        "templates/article.html", '{% extends "base.html" %}\n{% block main %}{{ view.hedline }}{% endblock %}'
    )
    lines = preview.waits_for("error: ")
    assert "error: templates/article.html:2: `view.hedline` is not defined; did you mean `headline`?" in lines[-1]
    shows(page, "The mill stands by the river.")
    assert "The mill stands by the river." in preview.asks(PAGE)[1]
    (preview.root / "templates/article.html").unlink()
    preview.saves("content/articles/mill.md", MILL.replace("river", "lake"))
    shows(page, "The mill stands by the lake.")


def test_a_folder_of_templates_that_is_new_is_noticed(archive):
    archive.put("content/articles/mill.md", MILL).build()
    running = Preview(archive.root)
    try:
        running.waits_for("the preview is at")
        running.falls_silent()
        running.saves("elsewhere/home.html", "{{ view.nothing }}")
        (running.root / "elsewhere").rename(running.root / "templates")
        assert "templates/home.html:1" in running.waits_for("error: ")[-1]
    finally:
        running.ends()


def test_a_broken_setting_is_reported_and_the_last_good_page_stays(preview):
    preview.saves("content/site.toml", "title = \n")
    assert "content/site.toml" in preview.waits_for("error: ")[-1]
    assert "The mill stands by the river." in preview.asks(PAGE)[1]


def test_a_broken_article_is_reported_and_its_last_good_page_stays(preview):
    preview.saves("content/articles/mill.md", "---\ntitle: The Mill\n")
    assert "content/articles/mill.md:1: the front matter is not closed" in preview.waits_for("problem: ")[-1]
    assert "The mill stands by the river." in preview.asks(PAGE)[1]


def test_a_source_that_is_added_becomes_a_page(preview):
    text = "\n\n".join(
        f"The ferry came in on day {day} with forty passengers, and the harbour master wrote their names in his book."
        for day in ("one", "two", "three")
    )
    preview.saves("content/sources/ferry.txt", f"News\n\nFerry Comes In Again\n\nOSLO: {text}\n")
    preview.waits_for("site: 2 articles")
    assert "Ferry Comes In Again" in preview.asks("/articles/ferry-comes-in-again.html")[1]


def test_pages_have_the_script_that_reloads_them(unchanged):
    status, html = unchanged.asks("/")
    assert status == 200
    assert html.count("/livereload.js") == 1
    assert unchanged.asks("/livereload.js?port=1")[0] == 200


@pytest.mark.parametrize("path", ["/", PAGE, "/livereload.js", "/livereload"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "127.0.0.1:1"]
)
def test_a_request_for_another_host_is_refused(unchanged, host, path):
    status, body = unchanged.asks(path, Host=host.format(port=unchanged.port))
    assert status == 403
    assert "mill" not in body


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:1", "null", "https://localhost.evil.example"]
)
def test_a_socket_opened_by_a_foreign_page_is_refused(unchanged, origin):
    assert unchanged.asks("/livereload", Origin=origin, **UPGRADE)[0] == 403


def test_a_socket_opened_by_a_page_of_its_own_is_served(unchanged):
    assert unchanged.asks("/livereload", Origin=f"http://127.0.0.1:{unchanged.port}", **UPGRADE)[0] == 101


@pytest.mark.parametrize(
    "path",
    [
        "/../../content/site.toml",
        "/..%2f..%2fcontent/site.toml",
        "/%2e%2e/%2e%2e/content/site.toml",
        "/articles/../../../content/site.toml",
        "//etc/passwd",
        "/..\\..\\content\\site.toml",
        "/%00",
    ],
)
def test_nothing_outside_the_site_is_served(unchanged, path):
    status, body = unchanged.asks(path)
    assert 400 <= status < 500
    assert "base_url" not in body
    assert "root:" not in body


def test_a_link_out_of_the_site_is_not_followed(unchanged):
    link = unchanged.root / ".backfile/preview/pagefind/link.html"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(unchanged.root / "content/site.toml")
    status, body = unchanged.asks("/pagefind/link.html")
    assert 400 <= status < 500
    assert "base_url" not in body


def test_an_address_that_leads_nowhere_gets_the_archives_own_page(unchanged):
    status, body = unchanged.asks("/articles/nothing.html")
    assert status == 404
    assert "<main" in body


def test_output_is_not_written(preview):
    preview.saves("content/articles/quay.md", MILL.replace("Mill", "Quay"))
    preview.waits_for("site: 2 articles")
    assert [path.name for path in (preview.root / "output").rglob("*")] == ["CNAME"]


def test_it_ends_when_interrupted(preview):
    assert preview.ends() == 0
    assert preview.process.returncode == 0


# A preview that gets Ctrl-C just when a request has been read, where tornado swallows exceptions of any kind.
INTERRUPTED = """
import os, signal
from tornado import web
finish = web._HandlerDelegate.finish
def finish_interrupted(self):
    os.kill(os.getpid(), signal.SIGINT)
    finish(self)
web._HandlerDelegate.finish = finish_interrupted
"""


def test_it_ends_when_interrupted_while_it_answers(archive):
    archive.put("content/articles/mill.md", MILL)
    running = Preview(archive.root, command=[sys.executable, "-c", INTERRUPTED + SOON])
    try:
        running.waits_for("the preview is at")
        with contextlib.suppress(OSError, http.client.HTTPException):
            running.asks(PAGE)
        running.waits_for("stopped")
        assert running.process.wait(PATIENCE) == 0
    finally:
        running.ends()


def test_a_port_in_use_is_reported(unchanged):
    ended = subprocess.run(
        [sys.executable, "-m", "generator", "serve", "--root", str(unchanged.root), "--port", str(unchanged.port)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 3
    assert f"http://127.0.0.1:{unchanged.port}/: cannot be served" in ended.stderr
    assert "--port" in ended.stderr


def test_an_address_of_another_machine_is_refused(archive):
    archive.run("serve", "--host", "0.0.0.0")
    assert archive.exit_code == 2
    assert "anyone who can reach the preview would see drafts" in archive.output


def test_a_form_that_is_too_large_is_refused_before_it_is_read(unchanged):
    with socket.create_connection(("127.0.0.1", unchanged.port), timeout=PATIENCE) as connection:
        head = f"POST /_desk/undo HTTP/1.1\r\nHost: 127.0.0.1:{unchanged.port}\r\nContent-Length: {95 * 2**20}\r\n\r\n"
        connection.sendall(head.encode())
        answer = connection.recv(1000)  # although nothing of the body was sent
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")) or not answer


@pytest.mark.parametrize(("port", "host", "is_answered"), [(80, "localhost", True), (8000, "localhost", False)])
def test_a_browser_leaves_out_port_80(port, host, is_answered):
    request = SimpleNamespace(host=host, headers={"Origin": f"http://{host}"})
    assert guards.is_ours(request, guards.Address("127.0.0.1", port)) is is_answered


class SlowPages(dict):
    """Pages of which one takes until `is_over` is set."""

    is_over = threading.Event()

    def __getitem__(self, url):
        if url == "slow.html":
            assert self.is_over.wait(PATIENCE)
        return super().__getitem__(url)


def test_a_page_that_takes_long_holds_up_no_other(tmp_path):
    pages = SlowPages({"slow.html": b"slow", "quick.html": b"quick"})
    files = SimpleNamespace(assets={}, pages=pages, kept_urls=frozenset())
    access = PreviewAccess(tmp_path, lambda: PreviewSite(1, files), lambda _problems: None)
    address = guards.Address("127.0.0.1", free_port())
    answers = queue.Queue()

    def ask(name):
        with contextlib.closing(http.client.HTTPConnection(address.host, address.port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{name}.html")
            answers.put(connection.getresponse().read())

    def serve():
        async def run():
            server = start_server(access, address, [], b"")
            is_ready.set()
            await asyncio.get_running_loop().run_in_executor(None, is_done.wait)
            server.stop()

        asyncio.run(run())

    is_ready, is_done = threading.Event(), threading.Event()
    server_thread = threading.Thread(target=serve)
    server_thread.start()
    assert is_ready.wait(PATIENCE)
    askers = [threading.Thread(target=ask, args=(name,)) for name in ("slow", "quick")]
    for asker in askers:
        asker.start()
    assert answers.get(timeout=PATIENCE) == b"quick"
    SlowPages.is_over.set()
    assert answers.get(timeout=PATIENCE) == b"slow"
    is_done.set()
    for thread in (server_thread, *askers):
        thread.join()


def test_ctrl_c_does_not_wait_for_an_answer_that_waits_for_a_build(tmp_path):
    waiting = threading.Event()
    desk_thread = DeskThread(tmp_path, lambda: "2024-11-21", lambda *_: None)
    desk_thread.submit(lambda _session: waiting.wait(PATIENCE))
    start = time.monotonic()
    desk_thread.close()
    assert time.monotonic() - start < PATIENCE / 2
    waiting.set()
