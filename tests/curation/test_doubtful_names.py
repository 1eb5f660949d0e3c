"""Names that may be a person's: what the desk asks about them, in which order, and what an answer does."""

import json
import shutil

import msgspec
import pytest
from support.archive import Archive
from support.paths import CHECKOUT
from support.tables import TABLES

from generator import pipeline
from generator.archive import load_archive
from generator.desk.question import QuestionKind
from generator.desk.question_evidence import collect_passages
from generator.desk.review_queue import ReviewQueue
from generator.desk.review_session import ReviewSession, list_questions
from generator.model.article import DoubtfulName

DAY = "2024-11-21"
PAGE = (
    "{title}\n\n12 March 2024\n\nAt the {place} on Monday {name} rang {n} times before dawn.\n\n"
    "It was heard {n}0 miles off, as in every March of the century, a clerk said.\n"
)


@pytest.fixture(name="bells")
def _bells(archive):
    """Three saved pages with a word that may be somebody."""
    for n, (place, name) in enumerate((("pier", "Old Xuxo"), ("mill", "Old Xuxo"), ("gate", "Old Zuzo")), start=3):
        archive.source(f"{n}.txt", PAGE.format(title=f"A Bell at the {place.title()}", place=place, name=name, n=n))
    return archive.build()


def ask(archive, doubts):
    """The queue and its questions about names, where intake has these doubts: names with probabilities, by title."""
    scan = pipeline.scan_archive(load_archive(archive.root, TABLES), DAY)
    ids = {entry.title: identifier for identifier, entry in scan.register.articles.items()}
    doubtful = {ids[title]: tuple(DoubtfulName(*pair) for pair in pairs) for title, pairs in doubts.items()}
    plan = msgspec.structs.replace(scan.intake.plan, doubtful_names=doubtful)
    intake = msgspec.structs.replace(scan.intake, plan=plan)
    queue = ReviewQueue(msgspec.structs.replace(scan, intake=intake))
    return queue, [question for question in list_questions(queue) if question.kind is QuestionKind.NAME]


DOUBTS = {
    "A Bell at the Pier": [("Old Xuxo", 0.3)],
    "A Bell at the Mill": [("OLD XUXO", 0.4)],
    "A Bell at the Gate": [("Old Zuzo", 0.55), ("Dawn Bell", 0.3)],
}


def test_the_likeliest_in_most_stories_come_first_and_the_unlikely_are_not_asked_about(bells):
    queue, questions = ask(bells, DOUBTS)
    assert [(question.text, question.hint) for question in questions] == [
        ("Is Old Xuxo a person?", "40 % likely, in 2 stories"),
        ("Is Old Zuzo a person?", "55 % likely, in 1 story"),
    ]
    passages = collect_passages(queue, questions[1])
    assert [passage.heading for passage in passages] == ["Old Zuzo: A Bell at the Gate"]
    assert any(piece.text == "Old Zuzo" for line in passages[0].lines for piece in line)


@pytest.mark.parametrize(("letter", "people"), [("k", {"Old Zuzo"}), ("b", {"Old Zuzo"}), ("i", set())])
def test_an_answer_holds_for_all_stories_and_is_the_last(bells, letter, people):
    _, questions = ask(bells, DOUBTS)
    session = ReviewSession(bells.root, "Ada", DAY)
    answer = next(item for item in questions[1].answers if item.letter == letter)
    assert session.save_answer(questions[1], answer).value
    bells.source("9.txt", PAGE.format(title="A Bell at the Lake", place="lake", name="Old Zuzo", n=9)).build()
    assert {person["as"] for line in bells.export() for person in line["people"]} - {"Old Xuxo"} == people
    assert "Zuzo" not in str([question.text for question in ask(bells, DOUBTS)[1]])


def test_a_name_that_a_story_lists_or_a_decision_names_is_not_asked_about(bells):
    line = {"kind": "person", "a": "old xuxo", "ruling": "unsure", "b": "Kofi Annan"}
    bells.put("content/decisions/ours.jsonl", json.dumps(line) + "\n")
    path = next(path for path in bells.files("content/articles") if "gate" in path)
    bells.put(path, bells.text(path).replace("sources:", "people:\n- Old Zuzo\nsources:"))
    assert ask(bells, DOUBTS)[1] == []


def test_doubts_are_the_same_from_the_cache_and_never_about_people(tmp_path):
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    archive = Archive(tmp_path, site_toml=None)
    first = pipeline.ingest(load_archive(archive.root, TABLES), DAY).plan.doubtful_names
    assert pipeline.ingest(load_archive(archive.root, TABLES), DAY).plan.doubtful_names == first
    articles = {
        article.id: article.people
        for article in (
            manuscript.article
            for manuscript in pipeline.reload_articles(load_archive(archive.root, TABLES)).manuscripts
        )
    }
    for identifier, names in first.items():
        assert all(0 < item.probability < 1 for item in names)
        assert not {item.name for item in names} & set(articles[identifier])
