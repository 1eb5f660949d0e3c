"""A run ends with sums that add up, and text that is in no story is reported."""

import json

import pytest
from support.archive import SITE_TOML
from support.texts import MILL, numbered_page, saved_page

from generator.ingest.cut.lost_prose import is_prose

MENU = "* Home\n* World\n* Sport\n\n© 2024 The Hill Courier\n"
# Running text of a page, but of no story: each reader writes of something else.
COMMENTS = "".join(
    f"reader{n}\n\n{n} days ago\n\nI have read number {n} twice, my dear {n}th friend, and I can not agree with what "
    f"was said here by the others, because the bus of line {n} was never once late since I moved here.\n\nReply\n\n"
    for n in range(14)
)


@pytest.fixture
def mixed(archive):
    """Every fate of a file and a story: two copies, a draft, a withdrawn story, and four files without a story."""
    archive.source("a.txt", saved_page("Mill Opens Again", MILL)).source("b.txt", saved_page("Mill Opens Again", MILL))
    for n in range(3):
        archive.source(f"{n}.txt", numbered_page(n))
    archive.source("menu.txt", MENU).source("empty.txt", "").source("photo.jpg", b"\xff\xd8").source("out.txt", MENU)
    archive.put(
        "content/decisions/2024.jsonl",
        '{"kind": "source", "a": "content/sources/out.txt", "ruling": "ignore", "by": "A", "on": "2024-03-01"}\n',
    )
    archive.build()
    for n, line in enumerate(("draft: true", "withdrawn: true")):
        path = next(path for path in archive.files("content/articles") if f"number-{n}" in path)
        path = path if path.startswith("content/") else f"content/articles/{path}"
        archive.put(path, archive.text(path).replace("\ntitle:", f"\n{line}\ntitle:", 1))
    return archive


@pytest.mark.parametrize("command", [["build"], ["check"], ["ingest"], ["ingest", "--dry-run"]])
def test_a_run_says_what_became_of_every_page_and_story(mixed, command):
    mixed.run(*command)
    assert (
        "7 saved pages read: 5 with stories, 1 without a story, 1 unreadable; 1 file of a kind not read; "
        "1 ignored by a decision\n"
        "5 stories: 2 published, 1 draft, 1 withdrawn, 1 further copy\n"
    ) in mixed.output


def test_the_counts_for_programs_add_up(mixed):
    counts = json.loads(mixed.run("check", "--json").output)["counts"]
    assert counts["pages"] == 9 == sum(value for name, value in counts.items() if name.startswith("pages_"))
    assert counts["stories"] == 5 == sum(value for name, value in counts.items() if name.startswith("stories_"))


def test_stories_wait_while_the_register_cannot_be_read(mixed):
    mixed.put("content/register.jsonl", "{broken\n").run("check")
    assert "5 stories: 4 not brought in, 1 further copy\n" in mixed.output


class TestHalfEmpty:
    def test_check_does_not_say_that_nothing_needs_an_editor(self, archive):
        archive.source("a.txt", numbered_page(1)).source("menu.txt", MENU).run("check")
        assert "1 of 2 pages gave no story; see them with --all" in archive.output
        assert "nothing here needs an editor" not in archive.output
        archive.source("b.txt", numbered_page(2)).run("check")
        assert "nothing here needs an editor" in archive.output

    def test_is_a_warning_from_three_pages_on(self, archive):
        for n in range(3):
            archive.source(f"{n}.txt", f"{MENU}\n* Page {n}\n")
        archive.run("check", "--strict")
        assert archive.exit_code == 1
        assert "warning: content/sources: 3 of 3 pages gave no story;" in archive.output


class TestLostProse:
    def test_much_of_it_beside_a_story_is_a_notice_and_a_line_of_the_totals(self, archive):
        archive.source("a.txt", saved_page("Mill Opens Again", MILL) + f"\n\nComments\n\n{COMMENTS}").run("check")
        counts = json.loads(archive.run("check", "--json").output)["counts"]
        assert counts["stories"] == 1
        assert counts["lost_prose"] > 1500
        amount = f"{counts['lost_prose']:,} characters"
        archive.run("check")
        assert f"running text in no story: {amount} on 1 page\n" in archive.output
        assert (
            f"notice: content/sources/a.txt: {amount} of running text on this page are in no story;" in archive.output
        )

    def test_on_a_page_without_a_story_it_is_said_too(self, archive):
        set_aside = f"{SITE_TOML}[reading]\npublish_from = 1\nkeep_from = 1\n"
        text = "\n\n".join((*MILL, COMMENTS))
        archive.put("content/site.toml", set_aside).source("a.txt", saved_page("Mill Opens", [text])).run("check")
        assert "of running text, but no part of it is likely enough a story; see why with" in archive.output

    def test_a_little_is_not_reported(self, archive):
        archive.source("a.txt", saved_page("Mill Opens Again", MILL)).run("check")
        assert "running text" not in archive.output

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (MILL[0], True),
            ("港口管理局表示，渡轮将于周五中午离开旧码头，船上载有四十名乘客和一架钢琴，" * 2 + "风暴将会过去。", True),
            ("Home World Sport Weather Travel Money Books Film Stage Games " * 3, False),
            ("The ferry left.", False),
        ],
    )  # fmt: skip
    def test_running_text_is_long_and_has_sentences(self, text, expected):
        assert is_prose(text) is expected


def test_explain_shows_probabilities_and_what_weighed_most(archive):
    archive.source("a.txt", saved_page("Mill Opens Again", MILL, menu="* Home\n* World\n* Council Plans Second Mill\n"))
    archive.put("content/site.toml", f"{SITE_TOML}[reading]\npublish_from = 1\n")
    archive.run("ingest", "--explain", "content/sources/a.txt")
    lines = [line.strip() for line in archive.output.splitlines()]
    assert "a story     over 99 % likely  doubtful, so it becomes a draft: only 99 % sure that this is a story" in lines
    assert "or headline Council Plans Second Mill" in lines
    headline = next(n for n, line in enumerate(lines) if "first text of the page" in line and "headline" in line)
    assert "% likely text; against it: " in lines[headline + 1]
    body = next(n for n, line in enumerate(lines) if "  body  " in line)
    assert "% likely text; for it: " in lines[body + 1]
