"""No change is missed by `backfile serve`, however it comes, and what it shows in the end is what a build makes."""

import shutil

import pytest
from support.archive import DAY, SITE_TOML, Archive
from support.changes import GIT, Changes
from support.serving import Preview
from support.waiting import wait_until

pytestmark = pytest.mark.slow

UNSEARCHED = SITE_TOML + "\n[output]\nsearch = false\n\n[people]\npages_from = 2\n"


def core(url, data):
    """What of a file the preview gives as a build does: all of it, or, of a page, what stands in its <main>."""
    return data.partition(b"<main")[2].partition(b"</main>")[0] if url.endswith(".html") else data


def built(root, beside, address):
    """The files that a build from nothing makes of the same content for the preview's address."""
    shutil.rmtree(beside, ignore_errors=True)
    for name in ("content", "templates"):
        if (root / name).is_dir():
            shutil.copytree(root / name, beside / name)
    made = Archive(beside, None)
    settings = (root / "content/site.toml").read_text(encoding="utf-8")
    made.put("content/site.toml", settings.replace("https://example.org/file/", address))
    made.build("--allow-loss", "99")
    return {url.removeprefix("output/"): data for url, data in made.files("output").items()}


def differing(preview, files):
    """The addresses at which the preview gives something else than these files."""
    served = {url: preview.gets(url) for url in files}
    return [url for url, data in files.items() if core(url, served[url]) != core(url, data)]


def test_no_change_is_missed_and_all_pages_are_what_a_build_makes(tmp_path):
    archive = Archive(tmp_path / "archive", UNSEARCHED)
    changes = Changes(archive.root, seed=1)
    changes.lay()
    preview = Preview(archive.root, SOURCE_DATE_EPOCH=DAY)
    try:
        preview.waits_for("the preview is at")
        changes.make(60, preview.asks)
        assert changes.missed == []
        wait_until(lambda: not differing(preview, built(archive.root, tmp_path / "beside", preview.url)), pause=1)
        assert len(changes.kinds) == (8 if GIT else 7)
    finally:
        preview.ends()
