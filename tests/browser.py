"""Chromium for tests, and how to start it so that it asks for nothing by itself."""

import shutil
from contextlib import contextmanager

import pytest
from conftest import needs

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
def chromium_running():
    """A browser; skips the test where there is none."""
    needs("chromium", present=CHROMIUM is not None)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
