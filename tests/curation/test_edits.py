"""What editors have done for them: files begun, stories withdrawn, decisions written, nobody's work written over."""

import gzip
import html
import json
import os
import shutil
import threading

import msgspec
import pytest
from support.archive import Archive

from generator import edits
from generator.manuscript import decision_lines
from generator.model.decision import ArticleAspect, Decision, DecisionSubject, Ruling
from generator.model.errors import UsageError
from generator.model.problem import Place
from generator.store import git, guarded_write, lock

MILL = (
    "The mill by the river was opened again on Monday after two years of repairs & delays.\n\n"
    "The first to enter it were the children of the school on the other bank, who had come by *boat*."
)
BARN = "A barn in the hills that had stood empty since the war was given to the town as a library."
DECISION = Decision(
    subject=DecisionSubject.PERSON,
    a="Zoë Ä.",
    b="Zoe A.",
    ruling=Ruling.SAME,
    place=Place(path=""),
    by="Mia",
    on="2024-11-21",
)


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory):
    archive = Archive(tmp_path_factory.mktemp("built") / "archive")
    archive.add_article("mill", "The Old Mill Is Opened Again Today", MILL, people="Ada Stone")
    return archive.add_article("barn", "A Barn for Books", BARN).build()


@pytest.fixture
def two(archive, built):
    """An archive of two stories, built."""
    shutil.copytree(built.root, archive.root, dirs_exist_ok=True)
    return archive


class TestEdits:
    def test_what_was_changed_meanwhile_is_not_written_over(self, two):
        path = "content/articles/mill.md"
        data, was = guarded_write.read_with_digest(two.root, path)
        two.put(path, data + b"An editor's line.\n")
        before = two.files()
        found = edits.set_keys(two.root, path, data, was, {"draft": True})
        assert [problem.kind for problem in found.problems] == ["conflict"]
        assert two.files() == before

    def test_an_article_that_was_deleted_is_not_brought_back(self, two):
        path = "content/articles/mill.md"
        data, was = guarded_write.read_with_digest(two.root, path)
        (two.root / path).unlink()
        assert edits.set_keys(two.root, path, data, was, {"draft": True}).problems[0].kind == "conflict"
        assert not (two.root / path).exists()

    def test_are_undone_to_the_byte(self, two):
        before = two.files()
        path = "content/articles/mill.md"
        made = edits.withdraw(two.root, path, "why")
        decided = edits.save_decisions(two.root, [DECISION])
        assert two.files() != before
        assert [guarded_write.undo(two.root, one.value) for one in (decided, made)] == [None, None]
        assert two.files() == before

    def test_are_not_undone_over_what_somebody_saved_since(self, two):
        path = "content/articles/mill.md"
        made = edits.withdraw(two.root, path, "why").value
        two.put(path, "mine")
        assert guarded_write.undo(two.root, made).kind == "conflict"
        assert two.text(path) == "mine"

    def test_keep_the_permissions_of_a_file_and_a_link_stays_one(self, two):
        path = "content/articles/mill.md"
        (two.root / path).chmod(0o640)
        (two.root / "content/articles/link.md").symlink_to("mill.md")
        edits.withdraw(two.root, "content/articles/link.md", "why")
        assert (two.root / "content/articles/link.md").is_symlink()
        assert "withdrawn: true" in two.text(path)
        assert (two.root / path).stat().st_mode & 0o777 == 0o640

    @pytest.mark.parametrize("path", ["output/index.html", "content/../x.md", "/etc/x"])
    def test_are_for_files_of_content_only(self, two, path):
        with pytest.raises(UsageError):
            guarded_write.write_if_unchanged(two.root, path, b"", guarded_write.ABSENT)

    def test_wait_until_a_run_is_done(self, two):
        made = []
        with lock.lock_archive(two.root, "build"):
            thread = threading.Thread(target=lambda: made.append(edits.save_decisions(two.root, [DECISION])))
            thread.start()
            thread.join(0.3)
            assert not made
        thread.join(10)
        assert made[0].value


class TestDecisions:
    @pytest.mark.parametrize("before", [b"", b'{"x": 1}', b'{"x": 1}\n', b'{"x": 1}\r\n{"y": 2}', b"\n"])
    def test_are_added_below_and_read_back(self, before):
        data = decision_lines.append_decision(before, DECISION)
        assert data.startswith(before)
        line = data[len(before) :].strip(b"\r\n")
        assert b"\n" not in line
        assert data.endswith(b"\r\n" if b"\r\n" in before else b"\n")
        (read,) = decision_lines.parse_decisions("x", line).value
        assert read == msgspec.structs.replace(DECISION, place=Place(path="x", line=1))
        assert len(data.splitlines()) == len(before.splitlines()) + 1

    def test_go_to_the_file_of_their_year(self, two):
        keep = Decision(subject=DecisionSubject.ARTICLE, a="x", b="", ruling=Ruling.KEEP, place=Place(path=""),
                        on="2025-01-02", about=ArticleAspect.DATE)  # fmt: skip
        for one in (DECISION, keep, DECISION):
            assert edits.save_decisions(two.root, [one]).value
        assert len(two.text("content/decisions/2024.jsonl").splitlines()) == 2
        assert json.loads(two.text("content/decisions/2025.jsonl")) == {
            "kind": "article", "a": "x", "ruling": "keep", "about": "date", "on": "2025-01-02"
        }  # fmt: skip

    def test_name_who_is_at_work(self, tmp_path, monkeypatch):
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
        monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        monkeypatch.setenv("USER", "mia")
        assert git.get_user_name(tmp_path) == "mia"
        (tmp_path / "gitconfig").write_text("[user]\n\tname = Mia Öz\n")
        assert git.get_user_name(tmp_path) == "Mia Öz"
        monkeypatch.setenv("PATH", "")
        assert git.get_user_name(tmp_path) == "mia"


class TestNew:
    def test_article_is_a_draft_that_no_build_publishes(self, two):
        two.run("new", "article", "The Mill: “Closed”", "--date", "2016-03")
        assert two.text("content/articles/2016/the-mill-closed.md") == (
            "---\ntitle: 'The Mill: “Closed”'\ndate: 2016-03\ndate_basis: editor\ndraft: true\n---\n"
        )
        assert "created content/articles/2016/the-mill-closed.md" in two.output
        assert len(two.build().export()) == 2

    def test_article_without_a_date_is_filed_as_undated(self, two):
        assert two.run("new", "article", "Boat").exit_code == 0
        assert two.text("content/articles/undated/boat.md") == "---\ntitle: Boat\ndraft: true\n---\n"

    def test_person_takes_what_the_register_knows(self, two):
        two.run("new", "person", "Ada Stone")
        identifier = two.article("The Old Mill")["people"][0]["id"]
        assert two.text("content/people/ada-stone.md") == f"---\nname: Ada Stone\nid: {identifier}\n---\n"
        two.run("new", "person", "Nobody Yet")
        assert two.text("content/people/nobody-yet.md") == "---\nname: Nobody Yet\n---\n"

    def test_person_is_known_by_another_way_to_write_the_name(self, two):
        two.run("new", "person", "ADA STONE")
        identifier = two.article("The Old Mill")["people"][0]["id"]
        assert f"id: {identifier}\n" in two.text("content/people/ada-stone.md")

    def test_person_has_one_record(self, two):
        two.put("content/people/augusta.md", "---\nname: Augusta Stone\nvariants: [Ada Stone]\n---\n")
        assert two.run("new", "person", "ada stone").exit_code == 2
        assert "content/people/augusta.md: this is the record of ada stone already" in two.output

    def test_is_opened_in_the_editor(self, two, tmp_path):
        script = tmp_path / "editor"
        script.write_text('#!/bin/sh\necho "By hand." >> "$1"\n')
        script.chmod(0o755)
        two.run("new", "article", "Boat", "--edit", env={"VISUAL": str(script)})
        assert two.text("content/articles/undated/boat.md").endswith("---\nBy hand.\n")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["article", "BOAT"], "content/articles/undated/Boat.md: this file already exists"),
            (["article", " "], "this is empty"),
            (["person", "?!"], "?!: this name has no letter or digit"),
            (["article", "x", "--date", "2016-02-30"], "--date 2016-02-30: no such date"),
            (["person", "x", "--date", "2016"], "No such option"),
        ],
    )
    def test_writes_over_nothing_and_says_what_is_wrong(self, two, arguments, said):
        two.add_article("undated/Boat", "Boat", "x")
        before = two.files()
        assert two.run("new", *arguments).exit_code == 2
        assert said in two.output
        assert two.files() == before


class TestWithdraw:
    @pytest.mark.parametrize(
        "named", ["the-old-mill-is-opened-again-today", "content/articles/mill.md", "mill-as-it-was", "ID"]
    )
    def test_changes_two_lines_and_the_site_shows_nothing_of_the_story(self, two, named):
        two.put(
            "content/articles/mill.md",
            two.text("content/articles/mill.md").replace("people", "aliases: mill-as-it-was\npeople"),
        ).build()
        before = two.text("content/articles/mill.md")
        named = two.article("The Old")["id"] if named == "ID" else named
        assert two.run("withdraw", named, "--reason", "a clerk's “error”: all of it").exit_code == 0
        after = two.text("content/articles/mill.md")
        added = "withdrawn: true\nwithdrawn_reason: 'a clerk''s “error”: all of it'\n"
        assert after == before.replace("people: Ada Stone\n", f"people: Ada Stone\n{added}").replace(
            f"aliases: mill-as-it-was\npeople: Ada Stone\n{added}",
            f"aliases: mill-as-it-was\n{added}people: Ada Stone\n",
        )
        assert two.run("check").exit_code == 1
        (problem,) = two.findings()
        assert "this story is withdrawn but still appears in output/articles/index.html" in problem
        two.build()
        assert "This story was withdrawn" in two.words("articles/the-old-mill-is-opened-again-today.html")
        assert not any(b"old mill" in data.lower() or b"repairs" in data for data in two.files("output").values())
        assert two.run("check").exit_code == 0

    def test_is_proved_for_files_that_are_packed_escaped_or_foreign(self, two):
        two.run("withdraw", "content/articles/mill.md", "--reason", "x").build()
        said = "the first to enter it were the children of the SCHOOL on the other bank who had come by boat"
        packed = gzip.compress(f'pagefind{{"content":"{said}"}}'.encode(), mtime=0)
        escaped = html.escape(
            "<p>The mill by the river was opened again on <b>Monday</b> after two years of repairs.</p>"
        )
        two.put("output/pagefind/fragment/en_1.pf_fragment", packed)
        two.put("output/old-feed.xml", f"<rss>{escaped}</rss>").put("output/mine.txt", "nothing of it")
        assert two.run("check").exit_code == 1
        (problem,) = two.findings()
        assert "appears in output/old-feed.xml, output/pagefind/fragment/en_1.pf_fragment; run" in problem

    def test_a_short_headline_is_found_where_it_stands_by_itself(self, two):
        two.run("withdraw", "content/articles/barn.md", "--reason", "x").build()
        two.put("output/mine.txt", "He called it a barn for books, as he did each barn.")
        assert two.run("check").exit_code == 0
        two.put("output/old.json", '{"title":"A Barn for Books"}').put(
            "output/old.html", "<b><a href=x>A Barn for Books</a>"
        )
        two.run("check")
        assert "still appears in output/old.html, output/old.json; run" in two.findings()[0]

    def test_a_short_headline_that_is_the_name_of_somebody_with_a_page_is_no_problem(self, two):
        two.add_article("she", "Ada Stone", "A life in four parts was printed here by mistake.")
        two.build().run("withdraw", "content/articles/she.md", "--reason", "x").build()
        assert "Ada Stone" in two.text("output/people/ada-stone.html")
        assert two.run("check").exit_code == 0
        (notice,) = two.findings()
        assert "some of its words are published in content/articles/mill.md" in notice

    def test_if_another_story_says_the_same_that_is_reported_and_is_no_problem(self, two):
        two.add_article("again", "Mill, Second Print", MILL).build()
        two.run("withdraw", "content/articles/mill.md", "--reason", "printed twice").build()
        assert two.run("check").exit_code == 0
        (notice,) = two.findings()
        assert "some of its words are published in content/articles/again.md" in notice

    def test_a_headline_that_the_corrections_page_names_is_no_problem(self, two):
        two.put(
            "content/pages/corrections.md",
            "---\ntitle: Corrections\n---\n\nThe Old Mill Is Opened Again Today: withdrawn.\n",
        )
        two.run("withdraw", "content/articles/mill.md", "--reason", "x").build()
        assert two.run("check").exit_code == 0

    def test_purge_names_every_file_and_deletes_none(self, two):
        paragraphs = MILL.replace("*", "").replace(
            "\n\n", "\n\nMr. Stone, the mayor, said so on Tuesday in the hall.\n\n"
        )
        two.source(
            "a/mill.txt", f"Home\n\nMill of the River Opens\n\nPublished 1 March 2024\n\nOSLO: {paragraphs}\n"
        ).build()
        line = two.article("Mill of the River")
        two.put("content/decisions/x.jsonl", json.dumps({"kind": "article", "a": line["id"], "ruling": "keep"}) + "\n")
        before = two.files(".")
        assert two.run("withdraw", line["slug"], "--reason", "x", "--purge", "--json").exit_code == 0
        told = json.loads(two.output)
        path = "content/articles/2024/mill-of-the-river-opens.md"
        assert told["written"] == path
        holders = {one["path"]: one for one in told["holders"]}
        source = line["sources"][0]
        size = (two.root / source["path"]).stat().st_size
        assert holders[source["path"]]["what"] == (
            f"saved page: bytes {source['start']:,} to {source['end']:,} of {size:,}; nothing else is in it"
        )
        register = two.text("content/register.jsonl").splitlines()
        assert json.loads(register[holders["content/register.jsonl"]["line"] - 1])["id"] == line["id"]
        assert {path, "content/decisions/x.jsonl", ".backfile", "output/articles/mill-of-the-river-opens.html",
                "output/data/articles.jsonl", "output/index.html"} <= set(holders)  # fmt: skip
        after = two.files(".")
        assert {name for name in {*before, *after} if before.get(name) != after.get(name)} - {
            name for name in after if name.startswith(".backfile/")
        } == {path}

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["the-barn", "--reason", "x"], 2, "the-barn: there is no such article"),
            (["a-barn-for-book", "--reason", "x"], 2, "did you mean a-barn-for-books?"),
            (["a-barn-for-books"], 2, "--reason is missing; say why you withdraw the story"),
            (["content/articles/broken.md", "--reason", "x"], 1, "broken.md:2: the front matter is invalid YAML"),
        ],
    )
    def test_says_what_is_wrong_and_changes_nothing(self, two, arguments, code, said):
        two.add_article("broken", "Sound", "x").build()
        two.put("content/articles/broken.md", "---\ntitle: [x\n---\n")
        before = two.files()
        assert two.run("withdraw", *arguments).exit_code == code
        assert said in two.output
        assert two.files() == before

    def test_an_article_whose_file_was_deleted_is_withdrawn_already(self, two):
        (two.root / "content/articles/barn.md").unlink()
        assert two.run("withdraw", "a-barn-for-books", "--reason", "x").exit_code == 2
        assert "the file of this article is gone, so it is withdrawn already" in two.output


def test_a_reason_is_read_back_and_not_shown(two):
    two.run("withdraw", "content/articles/mill.md", "--reason", "sealed by the court").build()
    assert not any(b"sealed" in data for data in two.files("output").values())
    found = edits.load_catalog(two.root).articles.manuscripts
    assert [one.article.withdrawn_reason for one in found] == [None, "sealed by the court"]
    assert os.path.basename(found[1].path) == "mill.md"  # noqa: PTH119
