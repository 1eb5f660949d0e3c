"""What the trials share: an archive to begin with, commands as processes, and what must hold afterwards."""

import os
import shutil
import subprocess
import sys

from support.archive import Archive
from support.paths import CHECKOUT
from support.texts import numbered_page

ENVIRONMENT = os.environ | {"PYTHONPATH": str(CHECKOUT), "SOURCE_DATE_EPOCH": "1732147200"}
# A run that takes longer hangs: the archives are tiny.
PATIENCE = 120


def build_start(root, pages=12):
    """Return an archive that was built, and then got new pages, an edited, a deleted and a renamed article."""
    archive = Archive(root)
    for n in range(pages):
        archive.source(f"{n}.txt", numbered_page(n))
    archive.add_article("own", "Our Own", "Words of our own.").build()
    first, second, third, *_ = sorted((root / "content/articles").rglob("[!o]*.md"))
    first.write_bytes(first.read_bytes() + b"\nEdited.\n")
    second.unlink()
    third.rename(third.with_name("renamed.md"))
    for n in range(pages, 2 * pages):
        archive.source(f"{n}.txt", numbered_page(n))
    return archive


def start_command(root, *arguments):
    """Start a command on the archive at `root` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments, "--root", str(root)],
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def copy_archive(source, target):
    """Return a copy of an archive."""
    shutil.copytree(source, target, symlinks=True)
    return target


def read_state(root):
    """Return every file of an archive with its bytes, except what may be deleted at any time."""
    archive = Archive(root, site_toml=None)
    return archive.files("content") | archive.files("output")


def end_command(process):
    """Wait for a command; return its exit code (None: it hangs) and what it printed."""
    try:
        output, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return None, process.communicate()[0]
    return process.returncode, output


def find_fault(code, output):
    """Return what is wrong with how a command ended; empty if nothing is."""
    if code is None:
        return "hangs"
    if "Traceback" in output:
        return output.strip().splitlines()[-1]
    return "" if code in {0, 1, 2, 3} else f"exit code {code}"
