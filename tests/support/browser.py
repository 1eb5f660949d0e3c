"""Chromium for tests, asking for nothing by itself; windows that note what happens; a served folder."""

import functools
import http.server
import importlib.util
import shutil
import threading
from contextlib import contextmanager

from support.optional import needs

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def start_chromium():
    """Start a browser; skip the test if there is none."""
    needs("chromium", present=CHROMIUM is not None)
    needs("playwright", present=importlib.util.find_spec("playwright") is not None)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """The address, with a slash, at which a folder is served while this lasts."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class Window:
    """A browser window that notes what a page asks for and complains about."""

    def __init__(self, chromium, **options):
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._complained)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("response", self._answered)

    def _complained(self, message):
        if not message.location["url"].endswith("/favicon.ico"):
            self.complaints.append(message.text)

    def _answered(self, response):
        if response.status >= 400 and not response.url.endswith("/favicon.ico"):
            self.complaints.append(f"{response.status}: {response.url}")
