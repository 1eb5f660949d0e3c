"""`backfile ingest --explain FILE`: why a saved page became what it did."""

import json
import os
import re
import select
import subprocess
import sys
import unicodedata

import pytest
from support.archive import Archive
from support.paths import CHECKOUT
from support.texts import MILL, saved_page

from generator import explain_text
from generator.ingest.reading.features import FAMILIES

RESET = "\x1b[0m"

FERRY = (
    "A ferry with forty cars on board ran aground outside the harbour on Tuesday evening when the fog came down, and "
    "nobody was hurt.",
    "The passengers were brought ashore in fishing boats and spent the night in the hall of the school, where soup was "
    "served to them.",
)


def page(headline, paragraphs, *, menu="* Home\n* World", **options):
    return saved_page(headline, paragraphs, menu=f"{menu}\n", **options)


@pytest.fixture
def archive(archive):
    """A story in two copies, one beside another story; and a page that holds none."""
    archive.source("a.txt", page("Mill Opens Again", MILL))
    archive.source("deep/b.txt", page("Mill Opens Again", MILL, date="") + "\n\n\n\n" + page("Ferry Aground", FERRY))
    return archive.source("menu.txt", "* Home\n* World\n\n© 2024 The Hill Courier\n\nOnly a line\n")


def explain(archive, *names, options=()):
    """What is printed about saved pages."""
    arguments = [part for name in names for part in ("--explain", f"content/sources/{name}")]
    archive.run("ingest", *arguments, *options)
    return archive.output


def evidence(archive, name):
    """The same as JSON."""
    (found,) = json.loads(explain(archive, name, options=["--json"]))["explained"]
    return found


def article_path(archive):
    return next((archive.root / "content/articles").rglob("mill*.md"))


class TestPage:
    def test_is_shown_part_by_part_with_bytes_label_and_rule(self, archive):
        lines = explain(archive, "a.txt").splitlines()
        assert lines[0] == "content/sources/a.txt"
        table = [re.split(r"\s{2,}", line.strip()) for line in lines if re.match(r"\s+\d+–", line)]
        assert [(label, text[:16], reason) for _, label, text, reason in table] == [
            ("furniture", "Home", "navigation"),
            ("furniture", "World", "reads like a part of the page"),
            ("headline", "Mill Opens Again", "first text of the page"),
            ("date", "Published 1 Marc", "a line that is a date"),
            ("body", "OSLO: The mill b", "running text"),
            ("body", "The first to ent", "running text"),
            ("body", "Work on the seco", "running text"),
            ("furniture", "Subscribe to our", "newsletter box"),
        ]

    def test_shows_the_text_that_stands_at_the_bytes(self, archive):
        for habit in ("utf-8", "utf-16", "cp1252"):
            archive.source("habit.txt", page("Mill Opens Again", MILL).replace("\n", "\r\n").encode(habit))
            found = evidence(archive, "habit.txt")
            data = (archive.root / "content/sources/habit.txt").read_bytes()
            parts = [part for story in found["stories"] for part in story["parts"]]
            assert len(parts) == 8
            wide = "utf-16-le" if habit == "utf-16" else habit
            for part in parts:
                assert data[part["start"] : part["end"]].decode(wide).removeprefix("* ") == part["text"]

    def test_counts_its_bytes(self, archive):
        found = evidence(archive, "deep/b.txt")
        kinds = ("article", "duplicate", "furniture", "rejected")
        assert found["size"] == len((archive.root / "content/sources/deep/b.txt").read_bytes())
        assert found["size"] == sum(found[kind] for kind in kinds)
        assert found["rejected"] == 0 < min(found["article"], found["duplicate"], found["furniture"])

    def test_that_a_program_reads_says_the_same_as_the_one_that_is_printed(self, archive):
        shown, found = explain(archive, "deep/b.txt", options=()), evidence(archive, "deep/b.txt")
        assert f"{found['size']:,} bytes of {found['encoding']}" in shown
        for story in found["stories"]:
            assert f"story {story['number']}, bytes {story['start']:,} to {story['end']:,}: {story['reason']}" in shown
            assert story["article"]["path"] in shown
            for part in story["parts"]:
                assert re.search(rf"{part['start']:,}–{part['end']:,} +{part['label']} .*{part['reason']}", shown)
            for one in (*story["countries"], *story["people"]):
                assert (one.get("country") or one["name"]) in shown

    def test_changes_nothing(self, archive):
        before = archive.files(".")
        explain(archive, "a.txt", "menu.txt")
        assert archive.exit_code == 0
        assert archive.files(".") == before

    def test_is_explained_while_another_run_holds_the_archive(self, archive):
        from generator.store import lock

        with lock.lock_archive(archive.root, "build"):
            explain(archive, "a.txt")
        assert archive.exit_code == 0


class TestStory:
    def test_has_the_fields_that_were_read_from_it(self, archive):
        shown = explain(archive, "a.txt")
        assert re.search(r"headline +Mill Opens Again\n", shown)
        assert re.search(r"date +2024-03-01  by its page\n", shown)
        assert re.search(r"dateline +OSLO\n", shown)
        assert re.search(r"not found +byline, publication, section, figure\n", shown)

    def test_that_is_new_says_which_article_it_becomes(self, archive):
        shown = explain(archive, "a.txt")
        archive.build()
        assert re.search(rf"article +content/articles/2024/mill-opens-again.md  {evidence_id(archive)}\n", shown)
        assert "new: the next build creates it" in shown
        assert "made by the next build" not in explain(archive, "a.txt")

    def test_that_is_a_duplicate_says_of_which_article_and_why(self, archive):
        first, second = evidence(archive, "deep/b.txt")["stories"]
        assert first["article"]["path"] == "content/articles/2024/mill-opens-again.md"
        assert first["article"]["rule"] == "it prints the earlier day"
        (record,) = first["article"]["copies"]
        assert (record["path"], record["rule"], record["shared"]) == ("content/sources/a.txt", "", 1.0)
        assert (second["article"]["rule"], second["article"]["copies"]) == ("", [])
        shown = explain(archive, "deep/b.txt")
        assert re.search(r"duplicate +of content/sources/a.txt, bytes \d+ to \d+", shown)
        assert "preferred: it prints the earlier day; 100 % of the text shared" in shown
        assert re.search(r"copy +the only one\n", shown)

    def test_of_record_names_its_other_copies(self, archive):
        shown = explain(archive, "a.txt")
        assert re.search(r"copy +the copy of record, of 2\n", shown)
        assert re.search(r"same story +content/sources/deep/b.txt, bytes \d+ to \d+", shown)
        assert "this one was preferred: it prints the earlier day" in shown

    @pytest.mark.parametrize(
        ("other", "rule"),
        [
            (page("Mill Opens Again", (*MILL, *MILL[:1])), "its text is more complete"),
            (page("Mill Opens Again", MILL, date="Published 28 February 2024"), "it prints the earlier day"),
            (page("Mill Opens Again", MILL, menu="* Start"), "its path sorts first"),
        ],
    )
    def test_names_the_rule_by_which_a_copy_was_elected(self, archive, other, rule):
        (archive.root / "content/sources/deep/b.txt").unlink()
        archive.source("0.txt", other)
        assert evidence(archive, "a.txt")["stories"][0]["article"]["rule"] == rule

    def test_says_what_an_editor_did_to_its_article(self, archive):
        archive.build()
        path = article_path(archive)
        path.write_text(path.read_text(encoding="utf-8").replace("river", "brook"), encoding="utf-8")
        assert "edited: Backfile leaves the file as it is" in explain(archive, "a.txt")
        path.unlink()
        assert "withdrawn: its file was deleted and is not created again" in explain(archive, "a.txt")

    def test_says_that_nothing_is_brought_in_while_the_register_cannot_be_read(self, archive):
        archive.build().put("content/register.jsonl", "{\n")
        (article_path(archive)).unlink()
        assert "not brought in, because the register cannot be read" in explain(archive, "a.txt")
        assert archive.exit_code == 1
        assert any("register.jsonl:1" in line for line in archive.findings())

    def test_shows_the_words_that_led_to_its_countries(self, archive):
        countries = evidence(archive, "a.txt")["stories"][0]["countries"]
        named = {
            one["country"]: [(naming["words"], naming["kind"], naming["place"]) for naming in one["named"]]
            for one in countries
        }
        assert named == {
            "Norway": [
                ("OSLO", "capital", "dateline"),
                ("Oslo", "capital", "paragraph 1"),
                ("Norway", "name", "paragraph 3"),
            ],
            "Sweden": [("Sweden", "name", "paragraph 2")],
        }
        assert [one["role"] for one in countries] == ["about", "mentioned"]
        norway = "Norway: “OSLO” (capital) in dateline; “Oslo” (capital) in paragraph 1; “Norway” (name) in paragraph 3"
        assert norway in " ".join(explain(archive, "a.txt").split())

    def test_shows_the_countries_and_people_that_its_article_gets(self, archive):
        gloss = "Об этом рассказал инженер Олег Смирнов (Oleg Smirnov), который построил мельницу."
        archive.source("gloss.txt", page("Мельница снова открыта", (*MILL, gloss)))
        archive.build()
        for line in archive.export():
            (found,) = [
                story
                for story in evidence(archive, line["sources"][-1]["path"].removeprefix("content/sources/"))["stories"]
                if story["fields"]["headline"] == line["title"]
            ]
            roles = {one["country"]: one["role"] for one in found["countries"]}
            assert [name for name, role in roles.items() if role == "about"] == [c["name"] for c in line["countries"]]
            assert [name for name, role in roles.items() if role == "mentioned"] == [
                c["name"] for c in line["mentions"]
            ]
            tagged = [one["name"] for one in found["people"] if one["is_tagged"]]
            assert tagged == [person["as"] for person in line["people"]]

    def test_shows_words_that_may_name_a_country_and_do_not_count(self, archive):
        archive.source(
            "a.txt", page("Mill Opens Again", (*MILL, "In the evening they sang the old song of Georgia again."))
        )
        (left,) = [one for one in evidence(archive, "a.txt")["stories"][0]["countries"] if not one["country"]]
        assert left["role"] == "not counted"
        assert left["named"] == [{"place": "paragraph 4", "words": "Georgia", "kind": "weak name"}]
        assert "“Georgia” (weak name) in paragraph 4  not counted" in explain(archive, "a.txt")

    def test_shows_people_with_the_words_around_them(self, archive):
        words = "… first to enter it was Angela Merkel, who had come by boat …"
        (merkel,) = evidence(archive, "a.txt")["stories"][0]["people"]
        weighed = dict(merkel.pop("weighed"))
        assert merkel.pop("probability") > 0.9
        assert merkel == {"name": "Angela Merkel", "place": "paragraph 2", "words": words, "is_tagged": True}
        assert weighed["first frequent given"] > 0
        assert "Angela Merkel: “" in explain(archive, "a.txt")
        assert "likelihood 9" in explain(archive, "a.txt")

    def test_shows_names_that_are_not_likely_enough(self, archive):
        archive.source("a.txt", page("Mill Opens Again", (*MILL, "They sang “Greta Holm” until it was dark.")))
        (people,) = (story["people"] for story in evidence(archive, "a.txt")["stories"])
        by_name = {person["name"]: person for person in people}
        assert not by_name["Greta Holm"]["is_tagged"]
        assert "not tagged, likelihood" in " ".join(explain(archive, "a.txt").split())


class TestParts:
    def test_say_how_likely_they_are_text_and_what_weighed_most(self, archive):
        stories = evidence(archive, "deep/b.txt")["stories"]
        parts = {part["text"][:9]: part for story in stories for part in story["parts"]}
        body = [part for part in parts.values() if part["label"] == "body"]
        assert min(part["probability"] for part in body) > 0.4
        assert parts["Mill Open"]["probability"] < 0.4
        assert {name for part in body for name in part["weighed"]} <= {name for name, _ in FAMILIES}
        assert all(part["weighed"] for part in body)


class TestPageWithoutStory:
    def test_shows_its_parts_and_says_why(self, archive):
        shown = explain(archive, "menu.txt")
        assert "no story: none of its 4 parts reads like the text of a story" in shown
        table = [re.split(r"\s{2,}", line.strip()) for line in shown.splitlines() if re.match(r"\s+\d+–", line)]
        assert [row[1:] for row in table] == [
            ["furniture", "Home", "navigation"],
            ["rejected", "World", "reads like a part of the page"],
            ["furniture", "© 2024 The Hill Courier", "rights notice"],
            ["rejected", "Only a line", "reads like a part of the page"],
        ]

    def test_says_how_little_text_it_has(self, archive):
        archive.put(
            "content/site.toml", archive.text("content/site.toml") + "[reading]\nkeep_from = 1\npublish_from = 1\n"
        )
        archive.source(
            "menu.txt", "* Home\n* World\n" * 9 + "\nThis is one sentence, and it has only twelve words in it.\n"
        )
        assert "1 of its 19 parts may be text of a story, with 12 words in all" in explain(archive, "menu.txt")

    @pytest.mark.parametrize(
        ("name", "data", "why"),
        [
            ("page.pdf", b"%PDF-1.4\n", "this kind of file is not read yet"),
            ("empty.txt", b"  \n", "the file is empty"),
            ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01\x02" * 3, "this is not a text file"),
            ("mark.txt", b"\xef\xbb\xbf\xc2\xa0\n", "nothing is printed on it"),
        ],
    )
    def test_of_another_kind_says_so(self, archive, name, data, why):
        archive.source(name, data)
        shown = explain(archive, name)
        assert f"no story: {why}\n" in shown
        assert f"{len(data)} bytes" in shown
        assert evidence(archive, name)["rejected"] == len(data)

    def test_that_an_editor_ruled_out_says_so(self, archive):
        ruling = {"kind": "source", "a": "content/sources/a.txt", "ruling": "ignore"}
        archive.put("content/decisions/a.jsonl", json.dumps(ruling) + "\n")
        assert "no story: ignored: a decision in content/decisions" in explain(archive, "a.txt")


class TestName:
    @pytest.mark.parametrize(
        ("here", "name"),
        [
            (".", "content/sources/deep/b.txt"),
            ("content/sources/deep", "b.txt"),
            ("content/sources/deep", "content/sources/deep/b.txt"),
            ("content/articles", "../sources/deep/b.txt"),
            (".", "{root}/content/sources/deep/b.txt"),
            (".", "content/sources/deep/../deep/b.txt"),
        ],
    )
    def test_leads_to_a_page_from_the_root_from_here_and_in_full(self, archive, monkeypatch, here, name):
        archive.build()
        monkeypatch.chdir(archive.root / here)
        archive.run("ingest", "--explain", name.format(root=archive.root))
        assert archive.output.startswith("content/sources/deep/b.txt\n")

    def test_of_several_pages_explains_each_once(self, archive):
        shown = explain(archive, "menu.txt", "a.txt", "menu.txt")
        assert re.findall(r"^content/sources/.*$", shown, re.MULTILINE) == [
            "content/sources/menu.txt",
            "content/sources/a.txt",
        ]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("content/sources/aa.txt", "there is no such file; did you mean content/sources/a.txt? "
             "`backfile check --all` lists all saved pages"),
            ("deep/manu.txt", "there is no such file; did you mean content/sources/menu.txt? "
             "`backfile check --all` lists all saved pages"),
            ("nowhere.xyz", "there is no such file; `backfile check --all` lists all saved pages"),
            ("content/sources/deep", "this is a folder; name a saved page, such as content/sources/deep/b.txt"),
            (".", "this is a folder; name a saved page, such as content/sources/a.txt"),
            ("menu.txt", "this is outside ROOT/content/sources, so it is no saved page of this archive; "
             "did you mean content/sources/menu.txt? Else put it there first"),
            ("content/site.toml", "this is outside ROOT/content/sources, so it is no saved page of this archive; "
             "put it there first"),
            ("content/articles/2024/mill-opens-again.md", "this is an article; "
             "name one of the saved pages that its front matter lists under `sources`"),
            ("content/sources/.hidden.txt", "this is not read: it is hidden, or a link to a file outside "
             "content/sources; put the page itself there"),
            ("content/sources/link.txt", "this is not read: it is hidden, or a link to a file outside "
             "content/sources; put the page itself there"),
        ],
    )  # fmt: skip
    def test_that_leads_to_no_saved_page_is_wrong_usage(self, archive, monkeypatch, name, message):
        archive.build().put("menu.txt", "").source(".hidden.txt", "")
        (archive.root / "content/sources/link.txt").symlink_to(archive.root / "content/site.toml")
        monkeypatch.chdir(archive.root)
        archive.run("ingest", "--explain", "content/sources/a.txt", "--explain", name)
        assert archive.exit_code == 2
        assert archive.output == f"error: {name}: {message}\n"

    def test_that_is_no_utf_8_is_wrong_usage(self, archive):
        (archive.root / "content/sources" / "\udcff.txt").write_text(page("Mill Opens Again", MILL), encoding="utf-8")
        explain(archive, "\udcff.txt")
        assert archive.exit_code == 2
        assert archive.output == (
            "error: content/sources/\\xff.txt: this file is not read because its name is not UTF-8; rename it\n"
        )

    def test_in_an_archive_without_pages_is_wrong_usage(self, tmp_path):
        empty = Archive(tmp_path / "empty").run("ingest", "--explain", "a.txt")
        assert empty.exit_code == 2
        assert empty.output == (
            "error: a.txt: content/sources has no saved pages yet; put pages there and name one of them\n"
        )


class TestPrint:
    @pytest.mark.parametrize("width", [60, 80, 100, 160])
    def test_keeps_to_the_width_of_the_terminal(self, archive, width):
        archive.source(
            "wide.txt", page("在山下开通的隧道长五十七公里", ["火车从南北两端出发，工人们在山体深处工作了十七年。" * 9])
        )
        archive.run(
            "ingest", "--explain", "content/sources/a.txt", "--explain", "content/sources/wide.txt",
            env={"COLUMNS": str(width)},
        )  # fmt: skip
        rows = [line for line in archive.output.splitlines() if re.match(r"\s+\d+–", line)]
        assert len(rows) == 14
        taken = [sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in row) for row in rows]
        assert max(taken) <= width
        assert max(taken) > width * 0.7

    def test_shows_the_beginning_and_the_end_of_a_long_text(self):
        assert (
            explain_text.shorten("one two three four five six seven eight nine ten", 36)
            == "one two three four five … nine ten"
        )
        assert explain_text.shorten("one two three four five", 12) == "one two thr…"
        assert explain_text.shorten("one \x1b[31m\ttwo", 40) == "one \\x1b[31m two"

    @pytest.mark.slow
    @pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made as POSIX has it")
    @pytest.mark.parametrize(
        ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
    )
    def test_is_coloured_on_a_terminal_that_wants_it(self, archive, environment, coloured):
        shown = on_a_terminal(archive, environment)
        assert "Mill Opens Again" in shown
        assert (f"\x1b[36mheadline      {RESET}" in shown) == coloured
        assert ("\x1b" in shown) == coloured

    def test_is_plain_in_a_pipe(self, archive):
        assert "\x1b" not in explain(archive, "a.txt")


def evidence_id(archive):
    """The id of the mill's article as its file has it."""
    return re.search(r"^id: (.+)$", article_path(archive).read_text(encoding="utf-8"), re.MULTILINE)[1]


def on_a_terminal(archive, environment):
    """What a terminal gets of an explained page."""
    import pty

    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "TERM": "xterm", **environment}
    arguments = ("-m", "generator", "ingest", "--root", str(archive.root), "--explain", "content/sources/a.txt")
    with subprocess.Popen([sys.executable, *arguments], env=environment, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 20)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the program has left the terminal
                break
    os.close(ours)
    assert run.returncode == 0
    return shown.decode()
