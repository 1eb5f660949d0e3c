"""A story that Backfile is not sure of is a draft with a reason, shown nowhere, until an editor confirms it."""

import pytest
from support.archive import SITE_TOML
from support.questions import asked
from support.texts import MILL, saved_page

from generator.commands import review as review_command

PAGE = saved_page("Mill Opens Again", MILL, menu="* Home\n* World\n* Council Plans Second Mill\n")
PATH = "content/articles/2024/mill-opens-again.md"


def set_thresholds(archive, **values):
    """Write the settings with these thresholds."""
    lines = "".join(f"{key} = {value}\n" for key, value in values.items())
    return archive.put("content/site.toml", f"{SITE_TOML}[reading]\n{lines}")


def answer(archive, monkeypatch, *lines):
    """Type `lines` in a review in the terminal."""
    typed = iter(lines)
    monkeypatch.setattr(review_command, "_is_terminal", lambda: True)
    monkeypatch.setattr(review_command, "_read_line", lambda _prompt: next(typed, None))
    archive.run("review", "--kind", "story")
    assert archive.exit_code == 0, archive.output
    return archive


def is_published(archive):
    return (archive.root / "output/articles/mill-opens-again.html").is_file()


def shows(archive, words):
    """Return whether any file of the site shows `words`."""
    return any(words.encode() in data for data in archive.files("output").values())


@pytest.fixture
def doubtful(archive):
    """An archive whose only story is doubtful, because no story is certain enough for its settings."""
    return set_thresholds(archive.source("mill.txt", PAGE), publish_from=1).build()


class TestThresholds:
    def test_by_default_a_plain_story_is_published(self, archive):
        archive.source("mill.txt", PAGE).build()
        assert is_published(archive)
        assert "draft" not in archive.text(PATH)

    def test_below_publish_from_a_story_is_a_draft_with_its_reason(self, doubtful):
        text = doubtful.text(PATH)
        assert "\ndraft: true\ndoubt: only 9" in text
        assert "% sure that this is a story\n" in text
        assert not is_published(doubtful)
        assert not shows(doubtful, "the roof fell in")
        assert "1 story: 1 doubtful\n" in doubtful.output

    def test_below_keep_from_there_is_no_story(self, archive):
        set_thresholds(archive.source("mill.txt", PAGE), publish_from=1, keep_from=1).build()
        assert not archive.files("content/articles")
        assert "1 saved page read: 1 without a story\n0 stories\n" in archive.output

    def test_that_change_decide_anew_about_a_file_that_nobody_touched(self, doubtful):
        identity = doubtful.text(PATH).partition("title:")[0]
        assert is_published(set_thresholds(doubtful, publish_from=0.5).build())
        assert "doubt" not in doubtful.text(PATH)
        assert doubtful.text(PATH).startswith(identity)

    def test_that_rise_take_nothing_back_that_was_published(self, doubtful):
        assert is_published(set_thresholds(doubtful, publish_from=0.5).build())
        assert is_published(set_thresholds(doubtful, publish_from=1).build())
        assert "doubt" not in doubtful.text(PATH)

    def test_a_copy_that_is_certain_settles_the_doubt_about_another(self, archive):
        text = "\n\n".join(MILL)
        set_thresholds(archive, publish_from=0.995).source("a.txt", f"Mill Opens Again\n\nOSLO: {text}\n").build()
        assert "1 story: 1 doubtful\n" in archive.output
        archive.source("mill.txt", PAGE).build()
        assert "2 stories: 1 published, 1 further copy\n" in archive.output
        assert shows(archive, "the roof fell in")


class TestConfirmed:
    def test_by_hand_it_is_published_and_stays(self, doubtful):
        lines = doubtful.text(PATH).splitlines(keepends=True)
        doubtful.put(PATH, "".join(line for line in lines if not line.startswith(("draft:", "doubt:"))))
        for _ in range(2):
            assert is_published(doubtful.build())
        assert "doubt" not in doubtful.text(PATH)

    def test_its_doubt_is_not_shown_even_if_it_stays_in_the_file(self, doubtful):
        doubtful.put(PATH, doubtful.text(PATH).replace("draft: true\n", "")).build()
        assert is_published(doubtful)
        assert not shows(doubtful, "sure that this is a story")
        assert not asked(doubtful, "--kind", "story")

    def test_an_edited_draft_stays_a_draft_whatever_is_thought_of_it(self, doubtful):
        doubtful.put(PATH, doubtful.text(PATH).replace("Mill Opens Again", "Mill Opens"))
        set_thresholds(doubtful, publish_from=0.5).build()
        assert "\ndraft: true\n" in doubtful.text(PATH)
        assert not is_published(doubtful)


class TestQuestion:
    def test_offers_the_other_headlines(self, doubtful):
        (question,) = asked(doubtful, "--kind", "story")
        assert question["question"] == "Is “Mill Opens Again” a story?"
        assert question["hint"].startswith("only 9")
        by_letter = {item["letter"]: item for item in question["answers"]}
        assert by_letter["y"]["keys"] == {"draft": False, "doubt": None}
        titles = [item["keys"]["title"] for item in question["answers"] if "title" in item["keys"]]
        assert "Council Plans Second Mill" in titles
        assert "Mill Opens Again" not in titles
        assert by_letter["e"]["typed"] == "title"
        assert by_letter["w"]["keys"]["withdrawn"] is True
        assert {item["writes"] for item in question["answers"]} == {PATH}
        assert {passage["place"] for passage in question["evidence"]} == {PATH, "content/sources/mill.txt"}

    def test_yes_publishes_it_for_good(self, doubtful, monkeypatch):
        answer(doubtful, monkeypatch, "y")
        assert "1 answer saved" in doubtful.output
        assert not asked(doubtful, "--kind", "story")
        for value in (1, 0.5, 1):
            assert is_published(set_thresholds(doubtful, publish_from=value).build())
        assert "\ndraft: false\n" in doubtful.text(PATH)

    def test_another_headline_is_its_title(self, doubtful, monkeypatch):
        (question,) = asked(doubtful, "--kind", "story")
        letter = next(item["letter"] for item in question["answers"] if "Council" in item["words"])
        answer(doubtful, monkeypatch, letter).build()
        assert "\ntitle: Council Plans Second Mill\n" in doubtful.text(PATH)
        assert shows(doubtful, "the roof fell in")

    def test_a_typed_headline_is_its_title(self, doubtful, monkeypatch):
        answer(doubtful, monkeypatch, "e", "The Mill Turns").build()
        assert "\ntitle: The Mill Turns\n" in doubtful.text(PATH)
        assert shows(doubtful, "the roof fell in")

    def test_no_withdraws_it_for_good(self, doubtful, monkeypatch):
        answer(doubtful, monkeypatch, "w")
        assert not asked(doubtful, "--kind", "story")
        set_thresholds(doubtful, publish_from=0.5).build()
        assert not is_published(doubtful)
        assert "1 story: 1 withdrawn\n" in doubtful.output

    def test_is_not_asked_about_drafts_of_editors(self, archive):
        archive.put("content/articles/own.md", "---\ntitle: Own\ndraft: true\n---\n\nText.\n").build()
        assert not asked(archive, "--kind", "story")


def test_check_does_not_say_that_nothing_needs_an_editor(doubtful):
    doubtful.run("check")
    assert "1 doubtful story" in doubtful.output
    assert "nothing here needs an editor" not in doubtful.output
