"""Fixtures that every test can use."""

import os

import pytest
from hypothesis import settings
from support.archive import Archive
from support.browser import start_chromium

from generator.store import file_stats

# The same examples on every run, so that a failure is a change in the program and not chance; no bound by the clock.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.load_profile("same")
# As the command line does, before numpy is imported: threads that wait for each other would double the suite's time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_collection_modifyitems(items):
    """Mark every test that drives the browser, so that none is forgotten."""
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def archive(tmp_path):
    """Lay a new archive without pages."""
    return Archive(tmp_path / "archive")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    """Fix the day, so that no test depends on when it runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732147200")


@pytest.fixture
def fine_clock(monkeypatch):
    """Trust the times of files at once, so that no test has to wait until they tell a change."""
    monkeypatch.setattr(file_stats, "_GRAIN_NS", -(10**10))
    monkeypatch.setattr(file_stats, "_COMMON_GRAIN_NS", -(10**10))


@pytest.fixture(scope="session")
def chromium():
    """Start the one browser of all tests."""
    with start_chromium() as browser:
        yield browser
