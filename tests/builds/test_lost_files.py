"""Only a file that was listed and is not there any more is gone; many at once, or what cannot be listed, stop a run."""

import os
import shutil

import pytest

from generator.model.register import ArticleState
from generator.store import register_file

STORY = "articles/story-{0}.html"


@pytest.fixture(name="thirty")
def _thirty(archive):
    for n in range(30):
        archive.add_article(f"{2000 + n % 3}/story-{n}", f"Story {n}", f"Text of story {n}.", date=f"{2000 + n % 3}")
    return archive.build()


def list_withdrawn(archive):
    entries = register_file.load(archive.root).value.articles.values()
    return sorted(entry.path for entry in entries if entry.state is ArticleState.WITHDRAWN)


def assert_stopped(archive, *facts):
    """The last command stopped with exit code 1 and these facts, and changed nothing."""
    assert archive.exit_code == 1
    for fact in facts:
        assert fact in archive.output
    assert "nothing was changed" in archive.output
    assert list_withdrawn(archive) == []
    assert "Text of story 0." in archive.text("output/" + STORY.format(0))


def move_away(archive, path, tmp_path):
    place = tmp_path / "elsewhere"
    shutil.move(archive.root / path, place)
    return archive.root / path, place


def link_folder(archive, tmp_path):
    folder, place = move_away(archive, "content/articles/2000", tmp_path)
    folder.symlink_to(place)


def link_to_nowhere(archive, tmp_path):
    folder, place = move_away(archive, "content/articles/2000", tmp_path)
    folder.symlink_to(place)
    shutil.rmtree(place)


def link_to_itself(archive, tmp_path):
    folder, _ = move_away(archive, "content/articles/2000", tmp_path)
    folder.symlink_to("2000")


def link_all_to_nowhere(archive, tmp_path):
    folder, _ = move_away(archive, "content/articles", tmp_path)
    folder.symlink_to("/nowhere/at/all")


def link_all_to_itself(archive, tmp_path):
    folder, _ = move_away(archive, "content/articles", tmp_path)
    folder.symlink_to("articles")


def put_a_file_in_place_of_all(archive, tmp_path):
    folder, _ = move_away(archive, "content/articles", tmp_path)
    folder.write_text("x")


def link_nested(archive, tmp_path):
    (archive.root / "content/articles/2000/deep").symlink_to(tmp_path)


UNLISTED = [
    link_folder,
    link_to_nowhere,
    link_to_itself,
    link_all_to_nowhere,
    link_all_to_itself,
    put_a_file_in_place_of_all,
    link_nested,
]


@pytest.mark.parametrize("change", UNLISTED)
@pytest.mark.parametrize("command", [("build",), ("build", "--frozen"), ("ingest",), ("build", "--allow-loss", "30")])
def test_what_cannot_be_listed_is_not_withdrawn(thirty, tmp_path, change, command):
    change(thirty, tmp_path)
    before = thirty.files()
    thirty.run(*command)
    assert_stopped(thirty, "problem: content/articles")
    assert thirty.files() == before


@pytest.mark.parametrize("folder", ["pages", "people", "countries", "decisions", "publications", "figures"])
def test_a_linked_folder_anywhere_in_the_content_stops_a_build(thirty, tmp_path, folder):
    (tmp_path / "elsewhere").mkdir()
    (thirty.root / "content" / folder).mkdir()
    (thirty.root / "content" / folder / "linked").symlink_to(tmp_path / "elsewhere")
    thirty.run("build")
    assert_stopped(thirty, f"problem: content/{folder}/linked: this is a link to a folder")


def test_a_folder_that_cannot_be_listed_is_said_with_its_reason(thirty, monkeypatch):
    scandir = os.scandir

    def fail(path):
        if os.fspath(path).rstrip("/").endswith("content/articles/2001"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fail)
    thirty.run("build")
    assert_stopped(
        thirty,
        "problem: content/articles/2001: this folder cannot be listed: permission denied; what is in it cannot be told "
        "from deleted files; put the folder itself there, or fix its permissions; link content/articles as a whole if "
        "it is elsewhere",
    )


def test_a_linked_article_keeps_its_page(thirty, tmp_path):
    file, place = move_away(thirty, "content/articles/2000/story-0.md", tmp_path)
    file.symlink_to(place)
    thirty.run("build")
    assert thirty.findings() == [
        "problem: content/articles/2000/story-0.md: this is a link to a file outside this folder, which is not read; "
        "put the file itself there, or delete it"
    ]
    assert list_withdrawn(thirty) == []
    assert "Text of story 0." in thirty.text("output/" + STORY.format(0))
    file.unlink()
    shutil.move(place, file)
    assert thirty.build().findings() == []


def test_nothing_is_written_through_a_linked_folder(archive, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (archive.root / "content/articles").mkdir(parents=True)
    (archive.root / "content/articles/2024").symlink_to(tmp_path / "elsewhere")
    archive.source("a.txt", "The Quay\n\n3 May 2024\n\nThe old quay of the town opens after four years of works.\n")
    archive.run("build")
    assert archive.exit_code == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_deleted_files_are_withdrawn(thirty, count):
    for n in range(count):
        (thirty.root / f"content/articles/{2000 + n % 3}/story-{n}.md").unlink()
    thirty.build()
    assert len(list_withdrawn(thirty)) == count


def delete_many(archive):
    for n in range(0, 30, 3):
        (archive.root / f"content/articles/2000/story-{n}.md").unlink()


def test_many_at_once_are_asked_about(thirty):
    delete_many(thirty)
    thirty.run("build")
    assert thirty.exit_code == 1
    assert thirty.findings() == [
        "problem: content/articles: the files of 10 of 30 stories are gone since the last run, "
        "content/articles/2000/story-0.md first; a folder was moved, a drive is away, or files were deleted by "
        "mistake; put them back; or withdraw them for good with `backfile build --allow-loss 10`"
    ]
    assert_stopped(thirty.run("build", "--allow-loss", "9"))
    thirty.run("check")
    assert "the files of 10 of 30 stories are gone" in thirty.output
    assert "withdrawn from now on" not in thirty.output
    thirty.build("--allow-loss", "10")
    assert len(list_withdrawn(thirty)) == 10
    thirty.build()


def test_a_folder_of_articles_that_is_gone_is_asked_about_even_for_one_story(archive):
    archive.add_article("own", "Our Own").build()
    shutil.rmtree(archive.root / "content/articles")
    archive.run("build")
    assert archive.findings() == [
        "problem: content/articles: this folder is gone, and with it the files of 1 of 1 story; a folder was moved, a "
        "drive is away, or files were deleted by mistake; put them back; or withdraw them for good with "
        "`backfile build --allow-loss 1`"
    ]
    assert archive.build("--allow-loss", "1").export() == []


def test_the_only_story_can_be_deleted(archive):
    archive.add_article("own", "Our Own").build()
    (archive.root / "content/articles/own.md").unlink()
    assert archive.build().export() == []


def test_files_that_move_are_not_lost(thirty):
    (thirty.root / "content/articles/2000").rename(thirty.root / "content/articles/moved")
    thirty.build()
    assert list_withdrawn(thirty) == []
    assert len(thirty.export()) == 30


def test_a_preview_brings_in_and_withdraws_nothing_while_files_are_lost(thirty):
    from generator import pipeline
    from generator.archive import load_archive

    delete_many(thirty)
    intake = pipeline.bring_in_stories(load_archive(thirty.root), "2024-11-21")
    assert intake.blockers
    assert intake.plan.actions == ()


OWNED = ["articles", "figures", "data", "static", "pages", "people", "countries", "publications", "years", "pagefind"]


@pytest.mark.parametrize("name", OWNED)
def test_a_linked_folder_of_the_site_is_refused(thirty, name):
    target = thirty.root / "content" / ("articles" if name in ("data", "static", "years", "pagefind") else name)
    target.mkdir(exist_ok=True)
    (target / "own.txt").write_text("mine")
    shutil.rmtree(thirty.root / "output" / name, ignore_errors=True)
    (thirty.root / "output" / name).symlink_to(target)
    before = thirty.files()
    thirty.run("build")
    assert thirty.exit_code == 3
    assert thirty.output.startswith(f"error: output/{name}: this is a link, and a build writes and deletes files here")
    assert thirty.files() == before


def test_a_link_deep_in_a_folder_of_the_site_is_refused(thirty):
    (thirty.root / "output/data/deep").mkdir()
    (thirty.root / "output/data/deep/all").symlink_to(thirty.root / "content")
    before = thirty.files()
    thirty.run("build")
    assert (thirty.exit_code, thirty.files()) == (3, before)
    assert "output/data/deep/all: this is a link" in thirty.output


@pytest.mark.parametrize(
    ("name", "target"),
    [("output", "content"), ("output", "."), ("output", "content/sources"), ("output", "templates")],
)
def test_a_site_that_is_a_folder_of_editors_is_refused(thirty, name, target):
    (thirty.root / target).mkdir(exist_ok=True)
    (thirty.root / target / "articles").mkdir(exist_ok=True)
    (thirty.root / target / "articles/mine.txt").write_text("mine")
    shutil.rmtree(thirty.root / name)
    (thirty.root / name).symlink_to(thirty.root / target)
    before = thirty.files()
    thirty.run("build")
    assert (thirty.exit_code, thirty.files()) == (3, before)


def test_a_folder_of_editors_that_leads_into_the_site_is_refused(thirty):
    (thirty.root / "output/figures").mkdir(exist_ok=True)
    (thirty.root / "output/figures/mayor.jpg").write_bytes(b"x")
    (thirty.root / "content/figures").symlink_to("../output/figures")
    thirty.run("build")
    assert thirty.exit_code == 3
    assert "this and content/figures are one folder" in thirty.output
    assert (thirty.root / "output/figures/mayor.jpg").is_file()


def test_a_site_elsewhere_is_written_through_a_link(thirty, tmp_path):
    shutil.move(thirty.root / "output", tmp_path / "site")
    (thirty.root / "output").symlink_to(tmp_path / "site")
    thirty.build()
    assert (tmp_path / "site/index.html").is_file()
