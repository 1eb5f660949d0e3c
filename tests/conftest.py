"""What every test can ask for."""

import os

import pytest
from archive import Archive


@pytest.fixture
def archive(tmp_path):
    """A new archive without pages."""
    return Archive(tmp_path / "archive")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    """No test depends on the day or on where it runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732147200")


def needs(what: str, *, present: bool) -> None:
    """Skip a test where `what` is absent, saying so; fail instead where everything must be there."""
    if present:
        return
    if os.environ.get("BACKFILE_REQUIRE_BROWSER"):
        pytest.fail(f"{what} is not installed, and BACKFILE_REQUIRE_BROWSER is set")
    pytest.skip(f"{what} is not installed")
