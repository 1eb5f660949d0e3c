"""What was once on the site lasts: articles keep their identity, addresses keep resolving, secrets stay in drafts."""

import pytest

from generator import pipeline
from generator.authority.cluster_people import unify_people
from generator.ingest.plan import Create
from generator.model.errors import ConfigError
from generator.reference import tables
from generator.store import content, disk
from generator.text import dates

PAGE = (
    "The Ferry Is Named\n\nOSLO: The ferry was named on Monday in front of many guests, and a band played.\n\n"
    "Kofi Annan broke the bottle, and Norway will send sailors to learn how such a ship is steered through ice.\n"
)
OWN = "---\ntitle: Our Own\n---\n\nA text of our own.\n"


@pytest.fixture(name="built")
def _built(archive):
    return archive.source("a.txt", PAGE).build()


def register_of(archive):
    return archive.text("content/register.jsonl")


class TestPageSavedAgain:
    def test_with_another_menu_is_the_same_article(self, built):
        before = built.export()[0]["id"]
        built.source(
            "a.txt", "  * Home\n  * World\n\nSkip to content\n\n" + PAGE + "\nSubscribe to our newsletter\n"
        ).build()
        assert [line["id"] for line in built.export()] == [before]

    def test_in_another_encoding_is_the_same_article(self, archive):
        archive.source("a.txt", PAGE.replace("Kofi", "“Kofi” – José").encode("cp1252")).build()
        before = archive.export()[0]["id"]
        archive.source("a.txt", PAGE.replace("Kofi", "“Kofi” – José")).build()
        assert [line["id"] for line in archive.export()] == [before]

    def test_does_not_bring_back_a_deleted_article(self, built):
        (path,) = (built.root / "content/articles").rglob("*.md")
        path.unlink()
        built.build()
        built.source("a.txt", "Skip to content\n\n" + PAGE).source("b.txt", PAGE + "\nClick here\n").build()
        assert built.export() == []
        assert not list((built.root / "content/articles").rglob("*.md"))

    def test_when_the_first_is_deleted_is_the_same_article(self, built):
        before = built.export()[0]["id"]
        (built.root / "content/sources/a.txt").unlink()
        built.source("b.txt", "Skip to content\n\n" + PAGE).build()
        assert [line["id"] for line in built.export()] == [before]


class TestWrittenByHand:
    def test_an_article_that_is_moved_keeps_id_and_address(self, archive):
        archive.put("content/articles/own.md", OWN).build()
        before = archive.export()[0]
        (archive.root / "content/articles/deep").mkdir()
        (archive.root / "content/articles/own.md").rename(archive.root / "content/articles/deep/other.md")
        archive.build()
        assert [(line["id"], line["url"]) for line in archive.export()] == [(before["id"], before["url"])]

    def test_an_article_whose_title_changes_keeps_its_address(self, archive):
        archive.put("content/articles/own.md", OWN).build()
        before = archive.export()[0]["url"]
        archive.put("content/articles/own.md", OWN.replace("Our Own", "Another")).build()
        assert [line["url"] for line in archive.export()] == [before]

    def test_an_article_that_is_deleted_leaves_a_tombstone(self, archive):
        archive.put("content/articles/own.md", OWN).build()
        (archive.root / "content/articles/own.md").unlink()
        archive.build()
        assert "This story was withdrawn" in archive.words("articles/our-own.html")


class TestDrafts:
    def test_give_no_name_and_no_address_away(self, archive):
        draft = "---\ntitle: Whistle\ndraft: true\npeople: [Jane Secretperson]\n---\n\nText.\n"
        archive.put("content/articles/a.md", draft).build()
        (archive.root / "content/articles/a.md").unlink()
        archive.build()
        names = [path for path in archive.files("output") if "secret" in path or "whistle" in path]
        assert names == []
        assert "Secretperson" not in register_of(archive)

    def test_that_were_published_keep_their_address(self, archive):
        archive.put("content/articles/own.md", OWN).build()
        archive.put("content/articles/own.md", OWN.replace("---\ntitle", "---\ndraft: true\ntitle")).build()
        assert "This story was withdrawn" in archive.words("articles/our-own.html")


def test_a_broken_article_keeps_the_pages_that_its_own_links_to(built):
    (path,) = (built.root / "content/articles").rglob("*.md")
    before = built.files("output")
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: [", 1), encoding="utf-8")
    built.run("build")
    assert built.exit_code == 1
    for page in ("articles/the-ferry-is-named.html", "countries/norway.html", "people/kofi-annan.html"):
        assert built.files("output")[f"output/{page}"] == before[f"output/{page}"]


def test_ingest_reports_articles_that_cannot_be_read(built):
    built.put("content/articles/bad.md", "---\ntitle: [\n---\n").run("ingest")
    assert built.exit_code == 1
    assert "content/articles/bad.md:3: the front matter is invalid YAML" in built.output


def test_a_copy_that_was_made_and_deleted_leaves_the_original_to_the_machine(built):
    (path,) = (built.root / "content/articles").rglob("*.md")
    copy = path.with_name("zz-copy.md")
    copy.write_bytes(path.read_bytes())
    built.run("build")
    copy.unlink()
    built.build()
    assert '"state":"kept"' in register_of(built)


def test_an_edit_that_is_saved_while_a_story_comes_in_is_not_overwritten(built, monkeypatch):
    (path,) = (built.root / "content/articles").rglob("*.md")
    put = content.has_digest

    def saved_meanwhile(root, name, sha256):
        path.write_bytes(path.read_bytes() + b"\nSaved just now.\n")
        return put(root, name, sha256)

    monkeypatch.setattr(content, "has_digest", saved_meanwhile)
    built.source("b.txt", "Skip to content\n\n" + PAGE).run("build")
    assert path.read_bytes().endswith(b"\nSaved just now.\n")
    assert "was saved during the run, so it was not overwritten" in built.output


def test_a_file_that_comes_where_a_story_was_to_go_is_not_overwritten(built, monkeypatch):
    built.source(
        "b.txt", "The Barn Burns\n\nLIMA: An old barn burned down on Friday night, and nobody was hurt, police said.\n"
    )
    complete = pipeline.complete_plan
    came = []

    def then_saved(*given, **options):
        made = complete(*given, **options)
        new = [one.path for one in made.actions if isinstance(one, Create)]
        came.extend(built.put(path, "Mine.\n").root / path for path in new)
        return made

    monkeypatch.setattr(pipeline, "complete_plan", then_saved)
    before = built.text("content/register.jsonl")
    built.run("ingest")
    assert built.exit_code == 3
    assert "this file appeared while a story was about to be written to it; run this command again" in built.output
    assert [path.read_text() for path in came] == ["Mine.\n"]
    assert built.text("content/register.jsonl") == before


def test_a_frozen_build_deletes_nothing_in_content(built):
    built.put("content/notes.backfile-part", "mine").run("build", "--frozen")
    assert built.text("content/notes.backfile-part") == "mine"


def test_an_article_whose_file_is_gone_is_reported_once(built):
    (path,) = (built.root / "content/articles").rglob("*.md")
    path.unlink()
    told = "this file is gone, so its article is withdrawn from now on; put the file back if you did not mean that"
    assert told in built.build().output
    assert told not in built.build().output


def test_two_articles_with_one_former_slug_are_reported(archive):
    for name in "ab":
        archive.add_article(name, f"Story {name}", aliases="[old]")
    archive.run("build")
    assert archive.findings() == [
        "problem: content/articles/b.md:3: content/articles/a.md has the same former slug `old`; "
        "remove it from one of them"
    ]


@pytest.mark.parametrize(
    "setting",
    ['base_url = "http://[x"', 'title = ""', 'language = "klingon!"', "x = " + "[" * 3000 + "]" * 3000],
)
def test_settings_that_cannot_be_used_are_usage_errors(archive, setting):
    lines = {"title": 'title = "T"', "base_url": 'base_url = "https://example.org/"'}
    lines[setting.split(" ")[0]] = setting
    archive.put("content/site.toml", "\n".join(lines.values()))
    with pytest.raises(ConfigError):
        content.load_settings(archive.root)


def test_a_line_that_can_be_read_in_many_ways_takes_no_time():
    assert not dates.read_date_line("t" * 95 + "q 12 June 2018").is_whole


def test_persons_whose_given_name_is_a_particle_elsewhere_are_distinguished():
    names = [["Ben Carson"], ["Al Carson"], ["Van Carson"], ["Bashar al-Assad"], ["Bashar Assad"]]
    people = unify_people(names, {}, tables.Tables().names).people.by_name
    assert len(set(people.values())) == 4
    assert people["Bashar al-Assad"] == people["Bashar Assad"]


def test_a_file_may_have_as_long_a_name_as_the_disk_allows(tmp_path):
    path = tmp_path / ("字" * 80 + ".css")
    assert disk.write(path, b"x")
    assert path.read_bytes() == b"x"
