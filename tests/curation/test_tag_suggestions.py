"""Stories that list no countries or no people: what is suggested, and what is written and when."""

import pytest

from generator.desk.question import QuestionKind
from generator.desk.question_evidence import collect_passages
from generator.desk.review_queue import load_review_queue
from generator.desk.review_session import ReviewSession, list_questions
from generator.reference.tables import Tables

TEXT = "Foreign Minister Nikos Kotzias met Kofi Annan in Greece on Monday. Italy was silent, said Mr. Annan."


def lists(archive, name="a"):
    """The lines of an article's front matter behind its title."""
    return archive.text(f"content/articles/{name}.md").partition("---\n\n")[0].splitlines()[2:]


def suggested(archive):
    """The notices of `check` about tags, without the step."""
    archive.run("check", "--all")
    assert archive.exit_code == 0
    return [line.partition("; run")[0] for line in archive.findings() if "its text names" in line]


def test_the_names_are_suggested_once_and_a_build_is_quiet(archive):
    archive.add_article("a", "Talks in Athens", TEXT).build()
    assert archive.findings() == []
    assert suggested(archive) == [
        "notice: content/articles/a.md: this lists no countries and no people, and its text names `Greece`, `Italy`, "
        "`Nikos Kotzias` and `Kofi Annan`"
    ]


@pytest.mark.parametrize(
    "front", ["people: []\ncountries: []\n", "people:\nmentions: []\n", "people: x\ncountries: NO\n"]
)
def test_a_list_that_is_there_is_a_decision(archive, front):
    archive.add_article("a", "Talks in Athens", TEXT, front).build()
    before = archive.files("content/articles")
    assert suggested(archive) == []
    archive.run("tag", "--all")
    assert (archive.exit_code, archive.files("content/articles")) == (0, before)
    assert "no story lacks tags" in archive.output


def test_only_what_is_missing_is_written_at_its_place(archive):
    archive.add_article("a", "Talks in Athens", TEXT, "language: en\npeople: [Ada Harm]  # she was there\n").build()
    archive.run("tag", "talks-in-athens")
    assert lists(archive) == [
        "language: en", "countries:", "- Greece", "mentions:", "- Italy", "people: [Ada Harm]  # she was there",
    ]  # fmt: skip
    assert suggested(archive) == []


def test_drafts_are_tagged_on_request_only(archive):
    archive.add_article("a", "Talks in Athens", TEXT, "draft: true\n").build()
    assert suggested(archive) == []
    archive.run("tag", "talks-in-athens")
    assert "- Kofi Annan" in lists(archive)


def test_what_the_machine_wrote_is_not_asked_about_and_an_edited_story_is(archive):
    archive.source(
        "a.txt", f"Talks in Athens\n\n3 March 2020\n\nATHENS: {TEXT}\n\nThe talks lasted until night.\n"
    ).build()
    path = next(iter(archive.files("content/articles")))
    assert suggested(archive) == []
    text = archive.text(path)
    head, _, tail = text.partition("people:\n")
    archive.put(path, head + tail.replace("- Nikos Kotzias\n- Kofi Annan\n", "")).build()
    assert suggested(archive) == [
        f"notice: {path}: this lists no people, and its text names `Nikos Kotzias` and `Kofi Annan`"
    ]


def test_a_record_is_suggested_too(archive):
    archive.put("content/people/xuxo.md", "---\nname: Xuxo\n---\n")
    archive.add_article("a", "A Song", "Later Xuxo sang by the lake.").build()
    assert suggested(archive) == ["notice: content/articles/a.md: this lists no people, and its text names `Xuxo`"]


def test_a_story_must_be_named_and_must_exist(archive):
    archive.add_article("a", "Talks in Athens", TEXT).build()
    for arguments in ([], ["a", "--all"], ["nowhere"]):
        archive.run("tag", *arguments)
        assert archive.exit_code == 2
    assert lists(archive) == []


@pytest.mark.parametrize(
    ("letter", "front"),
    [
        ("y", ["countries:", "- Greece", "mentions:", "- Italy", "people:", "- Nikos Kotzias", "- Kofi Annan"]),
        ("1", ["countries:", "- Greece", "mentions:", "- Italy", "people: []"]),
        ("2", ["countries: []", "mentions: []", "people:", "- Nikos Kotzias", "- Kofi Annan"]),
        ("k", ["countries: []", "mentions: []", "people: []"]),
    ],
)
def test_an_answer_writes_the_lists_and_is_the_last(archive, letter, front):
    archive.add_article("a", "Talks in Athens", TEXT).build()
    before = archive.files("content")
    queue = load_review_queue(archive.root, "2024-11-21", Tables())
    (question,) = [item for item in list_questions(queue) if item.kind is QuestionKind.TAGS]
    assert question.hint == "about: Greece; also named: Italy; people: Nikos Kotzias, Kofi Annan"
    assert [passage.heading for passage in collect_passages(queue, question)][1:] == list(question.about[1:])
    session = ReviewSession(archive.root, "Ada", "2024-11-21")
    answer = next(item for item in question.answers if item.letter == letter)
    session.save_answer(question, answer)
    assert lists(archive) == front
    assert suggested(archive) == []
    session.undo_last()
    assert archive.files("content") == before
