"""Who is at work: the name that git signs with, else that of the machine's user."""

import contextlib
import os
import subprocess
from pathlib import Path

# Git answers in a few milliseconds, or something is wrong with it.
_GIT_TIMEOUT = 5.0


def get_user_name(root: Path) -> str:
    """The name of whoever works on the archive at `root`; empty where nothing tells."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607  (wherever git is installed)
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_GIT_TIMEOUT,
            check=False,
        )
        if name := answer.stdout.strip():
            return name
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""
