"""Tests that need a program which may be absent."""

import os

import pytest


def needs(what: str, *, present: bool) -> None:
    """Skip the test if `what` is absent; fail it on a machine where everything must be installed."""
    if present:
        return
    if os.environ.get("BACKFILE_REQUIRE_BROWSER"):
        pytest.fail(f"{what} is not installed, and BACKFILE_REQUIRE_BROWSER is set")
    pytest.skip(f"{what} is not installed")
