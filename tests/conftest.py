"""Fixtures that every test can use."""

import pytest
from support.archive import Archive


@pytest.fixture
def archive(tmp_path):
    """Lay a new archive without pages."""
    return Archive(tmp_path / "archive")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    """Fix the day, so that no test depends on when it runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732147200")
