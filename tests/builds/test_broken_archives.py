"""Archives with something wrong in them, and word for word what a build says about it.

A case is a folder below broken/, named as a sentence: the files of an archive, and `message.txt` with the
exit code and every line that is printed. `BACKFILE_REPIN=1 pytest tests/builds/test_broken_archives.py` writes what is
printed now into these files, for a person to read through before it is committed.
"""

import os
import shutil

import pytest
from support.archive import Archive
from support.paths import TESTS

BROKEN = TESTS / "broken"
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir())
MESSAGE = "message.txt"
GOOD_PAGE = "output/articles/a-good-story.html"


def built(case, root):
    """The archive of a case after a build that prints findings and errors only."""
    shutil.copytree(case, root, ignore=shutil.ignore_patterns(MESSAGE))
    return Archive(root, site_toml=None).run("build", "--quiet")


def has_good_story(archive):
    return any((archive.root / "content" / name).is_file() for name in ("articles/good.md", "sources/good.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_printed_is_what_the_case_says(case, tmp_path):
    archive = built(case, tmp_path / "archive")
    printed = f"exit {archive.exit_code}\n{archive.output}"
    assert "Traceback" not in printed
    if os.environ.get("BACKFILE_REPIN"):
        (case / MESSAGE).write_text(printed, encoding="utf-8", newline="\n")
    assert (case / MESSAGE).is_file(), f"write it with BACKFILE_REPIN=1:\n{printed}"
    assert printed == (case / MESSAGE).read_text(encoding="utf-8")
    if archive.exit_code in (0, 1) and has_good_story(archive):
        assert (archive.root / GOOD_PAGE).is_file(), "the good story beside it is not published"


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_second_build_says_the_same(case, tmp_path):
    archive = built(case, tmp_path / "archive")
    first = archive.exit_code, archive.output
    archive.run("build", "--quiet")
    assert (archive.exit_code, archive.output) == first


def test_every_file_belongs_to_a_case():
    stray = [path.name for path in BROKEN.iterdir() if not path.is_dir()]
    assert not stray
    for case in CASES:
        assert (case / MESSAGE).is_file(), f"{case.name} has no {MESSAGE}"
        assert (case / "content").is_dir(), f"{case.name} holds no archive"
        others = {path.name for path in case.iterdir()} - {MESSAGE, "content", "templates"}
        assert not others, f"{case.name} holds {others}"
