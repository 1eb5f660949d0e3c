"""What the commands do to an archive and what they answer."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.archive import SITE_TOML, Archive
from support.paths import CHECKOUT
from support.texts import article_file, saved_page
from support.waiting import PATIENCE

import generator
from generator.cli import cli
from generator.model.errors import UsageError

MILL = (
    "The mill by the river was opened again on Monday after two years of repairs that cost more than the town had "
    "planned for when the roof fell in.",
    "The first to enter it were the children of the school on the other bank, who had gone there by boat since the "
    "spring before last.",
    "Work on the second mill, which stands a mile down the river, will begin when the ice has gone, the harbour "
    "master of Norway's smallest port said.",
)
FERRY = (
    "A ferry with forty cars on board ran aground outside the harbour on Tuesday evening when the fog came down, and "
    "nobody was hurt.",
    "The passengers were brought ashore in fishing boats from Sweden and spent the night in the hall of the school, "
    "where soup was served.",
    "Divers will look at the hull today, and the owners hope that she can be towed off at the next high water, which "
    "is on Friday.",
)


@pytest.fixture
def mill(archive):
    """An archive that one saved page has come into."""
    return archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL)).build()


def everything(archive):
    """Every file but what a run keeps for the next, which may change with every look."""
    kept = ("intake.sqlite", "last-build")
    return {path: data for path, data in archive.files(".").items() if not path.endswith(kept)}


def register(archive, kind="article"):
    lines = map(json.loads, archive.text("content/register.jsonl").splitlines())
    return [line for line in lines if line["kind"] == kind]


def article_path(archive):
    (path,) = (archive.root / "content/articles").rglob("*.md")
    return path


def program(*arguments, cwd=None, **env):
    """`python -m generator` as a process of its own."""
    environment = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1732147200", "PYTHONPATH": str(CHECKOUT)} | env
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


class TestBuild:
    def test_makes_articles_and_the_site_from_saved_pages(self, mill):
        assert "1 saved page read: 1 with stories\n1 story: 1 published\n" in mill.output
        assert "Mill Opens Again After Repairs" in mill.words("index.html")
        assert mill.article("Mill")["text"].startswith(MILL[0])

    def test_says_where_the_site_is(self, mill):
        assert "ROOT/output/index.html" in mill.output

    def test_writes_nothing_the_second_time(self, mill):
        before = everything(mill)
        mill.build()
        assert everything(mill) == before
        assert "0 files written" in mill.output

    def test_makes_a_site_of_articles_alone(self, archive):
        archive.add_article("mill", "The Mill").build()
        assert "The Mill" in archive.words("articles/the-mill.html")

    def test_makes_a_site_of_an_archive_without_stories(self, archive):
        archive.build()
        assert (archive.root / "output/index.html").is_file()
        assert archive.export() == []

    def test_leaves_a_tombstone_for_an_article_that_is_gone_and_touches_no_foreign_file(self, archive):
        archive.add_article("mill", "The Mill").build()
        archive.put("output/CNAME", "example.org\n").put("output/pictures/a.jpg", b"\xff\xd8")
        (archive.root / "content/articles/mill.md").unlink()
        archive.build()
        assert "This story was withdrawn" in archive.words("articles/the-mill.html")
        assert "Mill" not in archive.text("output/articles/the-mill.html")
        assert archive.text("output/CNAME") == "example.org\n"
        assert (archive.root / "output/pictures/a.jpg").is_file()

    def test_an_article_that_breaks_keeps_its_last_good_page(self, archive):
        archive.add_article("mill", "The Mill").build()
        before = archive.text("output/articles/the-mill.html")
        archive.add_article("mill", "[The, Mill]").run("build")
        assert archive.exit_code == 1
        assert archive.text("output/articles/the-mill.html") == before

    def test_a_draft_and_a_withdrawn_article_have_no_page(self, archive):
        archive.add_article("a", "The Mill", draft="true")
        archive.add_article("b", "The Barn", withdrawn="yes")
        archive.add_article("c", "The Quay", draft="false").build()
        assert [line["title"] for line in archive.export()] == ["The Quay"]


class TestFrozen:
    def test_names_what_would_be_written_and_leaves_content_alone(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL))
        before = archive.files("content")
        archive.run("build", "--frozen")
        assert archive.exit_code == 1
        assert [line.split()[1] for line in archive.findings()] == [
            "content/articles/2024/mill-opens-again-after-repairs.md",
            "content/register.jsonl",
        ]
        assert archive.files("content") == before

    def test_is_content_when_all_is_done(self, mill):
        before = everything(mill)
        mill.build("--frozen")
        assert mill.findings() == []
        assert everything(mill) == before

    def test_makes_the_whole_site_of_a_fresh_checkout(self, mill):
        before = mill.files("output")
        shutil.rmtree(mill.root / "output")
        mill.build("--frozen")
        assert mill.files("output") == before

    def test_sees_a_handwritten_article_that_has_no_line_in_the_register(self, archive):
        archive.build().add_article("mill", "The Mill").run("build", "--frozen")
        assert archive.exit_code == 1
        assert "content/register.jsonl would be written" in archive.output
        assert not (archive.root / "content/register.jsonl").exists()


class TestIngest:
    def test_writes_articles_and_no_site(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL)).run("ingest")
        assert archive.exit_code == 0
        assert article_path(archive).name == "mill-opens-again-after-repairs.md"
        assert not (archive.root / "output").exists()

    def test_of_a_dry_run_prints_the_plan_and_changes_nothing(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL))
        before = everything(archive)
        archive.run("ingest", "--dry-run")
        assert archive.exit_code == 0
        assert "create   content/articles/2024/mill-opens-again-after-repairs.md\n" in archive.output
        assert everything(archive) == before

    def test_of_a_dry_run_says_what_stays(self, mill):
        path = article_path(mill)
        path.write_text(path.read_text(encoding="utf-8").replace("by the river", "by the brook"), encoding="utf-8")
        mill.run("ingest", "--dry-run")
        assert f"keep     {path.relative_to(mill.root).as_posix()} (edited)\n" in mill.output
        path.unlink()
        mill.run("ingest", "--dry-run")
        assert f"leave    {register(mill)[0]['id']} (withdrawn)\n" in mill.output


class TestCheck:
    def test_changes_nothing(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL))
        archive.add_article("quay", "The Quay")
        before = everything(archive)
        archive.run("check")
        assert archive.exit_code == 0
        assert "nothing here needs an editor" in archive.output
        assert everything(archive) == before

    def test_finds_what_a_build_would_find(self, archive):
        archive.add_article("mill", "The Mill", date="2016-02-30", sumary="A mill")
        archive.add_article("quay", "The Quay", countries="Norwey")
        archive.source("empty.txt", "")
        found = archive.run("check").findings()
        assert archive.exit_code == 1
        assert len(found) == 4
        assert sorted(archive.run("build").findings()) == sorted(found)

    def test_groups_what_it_finds_by_kind_the_loudest_first(self, archive):
        for n in range(12):
            archive.add_article(f"{n:02}", f"Story {n}", sumary="x", countries="Norwey")
            archive.source(f"{n:02}.txt", "")
        archive.run("check")
        heads = [
            line
            for line in archive.output.splitlines()
            if re.fullmatch(r"[a-z ]+: \d+ (problem|warning|notice)s", line)
        ]
        assert heads == ["unknown country: 12 problems", "front matter: 12 warnings", "empty file: 12 notices"]
        assert len(archive.findings()) == 12 + 10 + 1 + 3
        assert [line for line in archive.output.splitlines() if line.startswith("… and ")] == [
            "… and 2 more; see them with --all",
            "… and 9 more; see them with --all",
        ]
        assert "12 open questions: 12 undated stories; answer with `backfile review`" in archive.output
        assert len(archive.run("check", "--all").findings()) == 37
        told = json.loads(archive.run("check", "--json").output)
        assert len(told["findings"]) == 37
        assert told["groups"][0] == {"severity": "problem", "kind": "unknown country", "count": 12}
        assert {kind: count for kind, count in told["waiting"].items() if count} == {"date": 12}

    def test_lists_many_pages_only_with_an_option(self, archive):
        for n in range(101):
            archive.source(f"{n:03}.txt", "")
        assert "101 saved pages; see what each became with --all" in archive.run("check").output
        assert "content/sources/050.txt: the file is empty" in archive.run("check", "--all").output

    def test_finds_a_broken_template(self, archive):
        archive.put("templates/home.html", "{{ view.nothing }}").run("check")
        assert archive.exit_code == 1
        assert "error: templates/home.html:1: " in archive.output


class TestInit:
    def test_makes_an_archive_that_builds_at_once_with_a_story_on_its_home_page(self, tmp_path):
        root = tmp_path / "new"
        made = CliRunner().invoke(cli, ["init", str(root)], standalone_mode=False)
        assert made.return_value == 0
        assert f"backfile build --root {root}" in made.output
        archive = Archive(root, site_toml=None).build()
        assert archive.findings() == []
        assert "A First Story for a New Archive" in archive.words("index.html")

    def test_makes_one_of_the_folder_where_you_are(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert CliRunner().invoke(cli, ["init", "."], standalone_mode=False).return_value == 0
        assert (tmp_path / "content/site.toml").is_file()

    def test_gives_a_page_from_the_second_story_on_and_a_line_before(self, tmp_path):
        CliRunner().invoke(cli, ["init", str(tmp_path)], standalone_mode=False)
        archive = Archive(tmp_path, site_toml=None)
        for n, people in enumerate(("[Ada Harm, Ole Vind]", "[Ada Harm]")):
            archive.add_article(f"s{n}", f"Story {n}", "They met.", people=people)
        archive.build()
        assert (tmp_path / "output/people/ada-harm.html").is_file()
        assert not (tmp_path / "output/people/ole-vind.html").exists()
        assert "Ole Vind : Story 0" in archive.words("people/index.html")

    def test_keeps_sources_as_bytes_and_the_site_out_of_version_control(self, tmp_path):
        CliRunner().invoke(cli, ["init", str(tmp_path)], standalone_mode=False)
        assert "content/sources/** -text" in (tmp_path / ".gitattributes").read_text(encoding="utf-8")
        assert (tmp_path / "output/.gitignore").is_file()

    @pytest.mark.parametrize("there", ["content/site.toml", "content/articles/a.md"])
    def test_refuses_to_write_over_what_is_there(self, tmp_path, there):
        archive = Archive(tmp_path / "old", site_toml=None).put(there, "mine\n")
        before = everything(archive)
        refused = CliRunner().invoke(cli, ["init", str(archive.root)], standalone_mode=False)
        assert isinstance(refused.exception, UsageError)
        assert everything(archive) == before

    def test_keeps_a_hidden_file_that_is_there(self, tmp_path):
        archive = Archive(tmp_path / "cloned", site_toml=None).put(".gitignore", "mine\n")
        made = CliRunner().invoke(cli, ["init", str(archive.root)], standalone_mode=False)
        assert made.exception is None
        assert archive.text(".gitignore") == "mine\n"
        archive.build()

    def test_refuses_a_file(self, archive):
        refused = (
            CliRunner().invoke(cli, ["init", str(archive.root / "content/site.toml")], standalone_mode=False).exception
        )
        assert isinstance(refused, UsageError)
        assert refused.exit_code == 2

    def test_says_nothing_when_asked_to(self, tmp_path):
        assert CliRunner().invoke(cli, ["init", "--quiet", str(tmp_path / "new")], standalone_mode=False).output == ""


class TestOptions:
    @pytest.mark.parametrize("command", ["build", "ingest", "check"])
    def test_quiet_prints_findings_only(self, archive, command):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL)).source("empty.txt", "")
        archive.run(command, "--quiet")
        assert archive.output.splitlines() == archive.findings()
        assert len(archive.findings()) == 1

    @pytest.mark.parametrize("command", ["build", "ingest", "check"])
    def test_json_holds_counts_and_findings(self, archive, command):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL)).source("empty.txt", "")
        said = json.loads(archive.run(command, "--json").output)
        assert said["counts"]["stories"] == said["counts"]["created"] == 1
        (finding,) = said["findings"]
        assert set(finding) == {"severity", "path", "line", "kind", "fact", "cause", "step"}
        assert (finding["severity"], finding["path"]) == ("notice", "content/sources/empty.txt")

    @pytest.mark.slow
    def test_json_is_json_where_a_frozen_build_names_files(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL))
        ended = program("build", "--frozen", "--json", "--root", archive.root)
        assert ended.returncode == 1
        assert json.loads(ended.stdout)["counts"]["created"] == 1

    def test_strict_makes_a_warning_fail_and_no_notice(self, archive):
        archive.source("empty.txt", "").build("--strict")
        archive.add_article("mill", "The Mill", sumary="A mill").build()
        assert archive.run("build", "--strict").exit_code == 1
        assert archive.run("check", "--strict").exit_code == 1

    @pytest.mark.slow
    def test_root_is_the_current_folder_unless_named(self, archive):
        assert program("build", cwd=archive.root).returncode == 0
        assert (archive.root / "output/index.html").is_file()


@pytest.mark.slow
class TestProgram:
    def test_prints_its_version(self):
        ended = program("--version")
        assert (ended.returncode, ended.stdout.strip()) == (0, f"backfile, version {generator.__version__}")

    def test_lists_its_commands(self):
        ended = program("--help")
        assert ended.returncode == 0
        for command in ("build", "check", "ingest", "init", "serve"):
            assert f"\n  {command} " in ended.stdout

    @pytest.mark.parametrize("command", ["build", "check", "ingest", "init", "serve"])
    def test_helps_with_each_command(self, command):
        helped = CliRunner().invoke(cli, [command, "--help"])
        assert helped.exit_code == 0
        assert f"Usage: cli {command}" in helped.output

    @pytest.mark.parametrize("arguments", [("build", "--nonsense"), ("nonsense",), ("init",), ("serve", "--port", "0")])
    def test_answers_wrong_usage_with_2(self, arguments):
        ended = program(*arguments)
        assert ended.returncode == 2
        assert "Usage: " in ended.stderr

    @pytest.mark.parametrize("command", ["build", "ingest", "check", "serve"])
    def test_answers_a_missing_root_with_2(self, tmp_path, command):
        ended = program(command, "--root", tmp_path / "nowhere")
        assert ended.returncode == 2
        assert ended.stderr == (
            f"error: {tmp_path / 'nowhere'}: no such folder; pass the archive's folder with --root\n"
        )

    @pytest.mark.parametrize("command", ["build", "ingest", "check", "serve"])
    def test_answers_a_folder_without_an_archive_with_2(self, tmp_path, command):
        ended = program(command, "--root", tmp_path)
        assert ended.returncode == 2
        assert "backfile init" in ended.stderr
        assert list(tmp_path.iterdir()) == []

    def test_answers_output_that_cannot_be_written_with_3(self, archive):
        ended = program("build", "--root", archive.put("output", "a file").root)
        assert ended.returncode == 3
        assert ended.stderr.startswith(f"error: {archive.root / 'output'}")
        assert "Traceback" not in ended.stderr
        assert archive.text("output") == "a file"

    def test_finds_the_default_theme_of_the_checkout(self, archive, tmp_path):
        assert program("build", "--root", archive.root, cwd=tmp_path).returncode == 0
        style = (CHECKOUT / "templates/static/style.css").read_bytes()
        assert (archive.root / "output/static/style.css").read_bytes() == style


class TestDayOfAccession:
    def test_is_that_of_source_date_epoch(self, archive):
        archive.source("mill.txt", saved_page("Mill Opens Again After Repairs", MILL))
        archive.run("ingest", env={"SOURCE_DATE_EPOCH": "951782400"})
        assert [source["received"] for source in register(archive)[0]["sources"]] == ["2000-02-29"]

    def test_stays_what_it_was_when_first_received(self, mill):
        before = mill.files("content")
        mill.run("build", env={"SOURCE_DATE_EPOCH": "1900000000"})
        assert mill.files("content") == before

    @pytest.mark.parametrize("epoch", ["yesterday", "", "1e9", "99999999999999999999"])
    @pytest.mark.parametrize("command", ["build", "ingest", "check"])
    def test_must_be_a_count_of_seconds(self, archive, command, epoch):
        archive.run(command, env={"SOURCE_DATE_EPOCH": epoch})
        assert archive.exit_code == 2
        assert f"SOURCE_DATE_EPOCH={epoch}: not a number of seconds" in archive.output


def test_a_source_is_never_changed(archive):
    archive.source(
        "mill.txt", saved_page("Mill Opens Again", MILL).replace("\n", "\r\n").encode() + b"\r\n\xef\xbb\xbf  "
    )
    archive.source("deep/ferry.txt", saved_page("Ferry Aground in Fog", FERRY).encode("utf-16"))
    archive.source("deep/page.html", b"<p>\x00").source("empty.txt", b"").source("cafe.txt", b"caf\xe9 " * 90)
    before = archive.files("content/sources")
    for command in (("ingest", "--dry-run"), ("ingest",), ("build",), ("check",), ("build", "--frozen")):
        archive.run(*command)
        assert archive.files("content/sources") == before
    for line in archive.export():
        for source in line["sources"]:
            assert source["path"] in before


class TestNamesOfFiles:
    """A file may be called anything that the disk allows; the rest of the archive is published all the same."""

    @pytest.mark.parametrize("name", [b"articles/\xff.md", b"sources/\xff.txt"])
    def test_a_name_that_is_no_utf_8_stops_nobody_else(self, archive, name):
        archive.add_article("quay", "The Quay").put("content/sources/empty.txt", "")
        text = article_file("The Mill") if name.endswith(b"md") else saved_page("Mill Opens Again After Repairs", MILL)
        Path(os.fsdecode(os.fsencode(archive.root) + b"/content/" + name)).write_text(text, encoding="utf-8")
        archive.run("build")
        assert "The Quay" in archive.words("articles/the-quay.html")

    def test_a_name_with_a_line_end_makes_no_line_of_its_own(self, archive):
        archive.source("a\nproblem: x.txt", "").run("build")
        assert len(archive.findings()) == 1
        assert archive.exit_code == 0

    def test_a_link_that_leads_nowhere_stops_nobody_else(self, archive):
        archive.add_article("quay", "The Quay")
        (archive.root / "content/articles/mill.md").symlink_to("nowhere.md")
        archive.run("build")
        assert archive.exit_code == 1
        assert "content/articles/mill.md" in archive.output
        assert "The Quay" in archive.words("articles/the-quay.html")


class TestWhatAnEditorTouchedStays:
    """Invariant: neither overwritten, nor deleted, nor brought back."""

    def test_what_an_editor_touched_stays(self, mill):
        path = article_path(mill)
        edited = path.read_text(encoding="utf-8").replace("by the river", "by the brook")
        path.write_text(edited, encoding="utf-8")
        mill.build().build()
        assert path.read_text(encoding="utf-8") == edited
        assert "by the brook" in mill.words("articles/mill-opens-again-after-repairs.html")
        assert register(mill)[0]["state"] == "edited"

    def test_a_deleted_article_stays_deleted(self, mill):
        article_path(mill).unlink()
        mill.build().build()
        assert mill.export() == []
        assert list((mill.root / "content/articles").rglob("*.md")) == []
        assert register(mill)[0]["state"] == "withdrawn"

    def test_a_deleted_article_stays_deleted_when_another_copy_arrives(self, mill):
        article_path(mill).unlink()
        mill.build().source("copy.txt", saved_page("Mill Opens Again After Repairs", MILL, menu="Start / News")).build()
        assert mill.export() == []
        assert len(register(mill)) == 1

    def test_a_renamed_and_moved_file_stays_where_it_is(self, mill):
        old = article_path(mill)
        new = mill.root / "content/articles/mills/the-old-one.md"
        new.parent.mkdir()
        old.rename(new)
        before = mill.article("Mill")
        mill.build().build()
        assert article_path(mill) == new
        assert mill.article("Mill") == before
        assert register(mill)[0]["path"] == "content/articles/mills/the-old-one.md"

    def test_a_changed_slug_keeps_the_old_one_in_the_register(self, mill):
        path = article_path(mill)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("slug: mill-opens-again-after-repairs", "slug: the-mill"), encoding="utf-8")
        mill.build().build()
        assert register(mill)[0]["slugs"] == ["mill-opens-again-after-repairs", "the-mill"]
        assert mill.article("Mill")["url"] == "articles/the-mill.html"

    def test_an_old_slug_is_given_to_no_other_article(self, mill):
        path = article_path(mill)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("slug: mill-opens-again-after-repairs", "slug: the-mill"), encoding="utf-8")
        mill.build().source("other.txt", saved_page("Mill Opens Again After Repairs", FERRY)).build()
        slugs = [slug for line in register(mill) for slug in line["slugs"]]
        assert len(slugs) == len(set(slugs)) == 3

    def test_a_new_copy_of_an_edited_story_goes_to_register_page_and_export(self, mill):
        path = article_path(mill)
        edited = path.read_text(encoding="utf-8").replace("by the river", "by the brook")
        path.write_text(edited, encoding="utf-8")
        mill.build().source("copy.txt", saved_page("Mill Opens Again After Repairs", MILL, menu="Start / News")).build()
        both = ["content/sources/copy.txt", "content/sources/mill.txt"]
        assert path.read_text(encoding="utf-8") == edited
        assert sorted(source["path"] for source in register(mill)[0]["sources"]) == both
        assert sorted(source["path"] for source in mill.article("Mill")["sources"]) == both
        assert both[0] in mill.words(mill.article("Mill")["url"])

    def test_a_source_that_is_gone_withdraws_nothing(self, mill):
        before = mill.files("content/articles") | mill.files("output")
        (mill.root / "content/sources/mill.txt").unlink()
        mill.build()
        assert mill.files("content/articles") | mill.files("output") == before

    def test_a_lost_register_brings_no_second_article(self, mill):
        before = mill.files("content/articles"), mill.export()
        (mill.root / "content/register.jsonl").unlink()
        mill.build()
        assert (mill.files("content/articles"), mill.export()) == before

    def test_line_ends_of_another_system_are_no_loss(self, mill):
        path = article_path(mill)
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        before = mill.article("Mill")
        mill.build()
        assert mill.article("Mill") == before
        assert b"\r\n" in path.read_bytes()


@pytest.mark.slow
def test_same_content_same_bytes(tmp_path):
    made = []
    for seed, order, locale in (("1", 1, "C"), ("2", 2, "C.UTF-8")):
        root = tmp_path / f"archive-{seed}"
        files = [path for path in sorted((CHECKOUT / "content").rglob("*")) if path.is_file()]
        made_here = (CHECKOUT / "content/articles", CHECKOUT / "content/register.jsonl")
        kept = [path for path in files if not any(path.is_relative_to(one) for one in made_here)]
        random.Random(order).shuffle(kept)
        archive = Archive(root, site_toml=None)
        for path in kept:
            archive.put(path.relative_to(CHECKOUT).as_posix(), path.read_bytes())
        ended = program("build", "--root", root, PYTHONHASHSEED=seed, TZ=f"UTC{seed}", LC_ALL=locale)
        assert ended.returncode == 0, ended.stderr
        made.append(archive.files("content") | archive.files("output"))
    # Pagefind alone writes in an order of chance: see store/search_index.py.
    first, second = ({k: v for k, v in one.items() if not k.startswith("output/pagefind/")} for one in made)
    assert "output/search.html" in first
    assert first == second


class TestTemplates:
    def test_a_broken_template_leaves_the_last_good_site(self, archive):
        archive.add_article("mill", "The Mill").build()
        before = archive.files("output")
        archive.add_article("quay", "The Quay")
        archive.put("templates/article.html", '{% extends "base.html" %}{% block main %}{{ view.no }}').run("build")
        assert archive.exit_code == 1
        assert archive.files("output") == before
        (archive.root / "templates/article.html").unlink()
        archive.build()
        assert "The Quay" in archive.words("index.html")

    def test_one_template_of_the_archive_stands_in_for_the_default_one(self, archive):
        own = '{% extends "base.html" %}\n{% block main %}<p>Mine: {{ view.headline }}</p>{% endblock %}\n'
        archive.add_article("mill", "The Mill <b>").put("templates/article.html", own).build()
        assert archive.words("articles/the-mill-b.html") == "Mine: The Mill &lt;b&gt;"
        assert "The Mill" in archive.words("index.html")

    def test_a_style_sheet_of_the_archive_stands_in_for_the_default_one(self, archive):
        archive.put("templates/static/style.css", "p { color: teal }\n").put("templates/static/logo.svg", "<svg/>\n")
        archive.build()
        assert archive.text("output/static/style.css") == "p { color: teal }\n"
        assert archive.text("output/static/logo.svg") == "<svg/>\n"

    def test_a_copy_of_a_default_template_is_reported_once_the_default_is_another(self, archive):
        archive.add_article("mill", "The Mill")
        made = archive.run("new", "template", "article.html")
        assert made.output == "created ROOT/templates/article.html; from the next build on it replaces the default\n"
        own = archive.text("templates/article.html")
        assert own == (CHECKOUT / "templates/article.html").read_text(encoding="utf-8")
        archive.put("templates/article.html", own.replace("<h1>", "<h1>Mine: ")).build()
        assert archive.findings() == []
        assert "Mine: The Mill" in archive.words("articles/the-mill.html")
        digest = own.split()[3]
        archive.put("templates/article.html", own.replace(digest, "0123456789")).run("check", "--strict")
        assert archive.exit_code == 1
        assert archive.findings()[0].startswith(
            "warning: templates/article.html:1: this was made from an older `article"
        )
        archive.run("new", "template", "article.html")
        assert archive.exit_code == 2
        assert archive.findings() == [
            "error: templates/article.html: this is there already; edit it, or delete it first"
        ]
        archive.run("new", "template", "artcle.html")
        assert archive.findings()[0].startswith(
            "error: artcle.html: there is no such template; did you mean article.html?"
        )

    def test_taking_an_override_away_brings_the_default_back(self, archive):
        before = archive.build().files("output")
        archive.put("templates/static/style.css", "p { color: teal }\n").build()
        shutil.rmtree(archive.root / "templates")
        assert archive.build().files("output") == before


def test_settings_reach_the_pages(archive):
    archive.put("content/site.toml", SITE_TOML.replace("The Test File", "The Quay <File>")).build()
    assert "The Quay &lt;File&gt;" in archive.text("output/index.html")
