"""People and countries of short stories in twenty languages (quality/tagged): what must not become worse."""

import json
import os

import pytest
from intake.test_quality import fallen, raised
from quality.tagged import TaggedStory, compare_people, load_tagged, measure_tags
from support.paths import TESTS

from generator.reference.tables import Tables

pytestmark = pytest.mark.slow

FLOORS = TESTS / "quality" / "tags-floors.json"


def test_tags_do_not_fall_below_their_floors():
    """`BACKFILE_REPIN=1` raises the floors to what is measured, less a little, and lowers none."""
    stories, tables = load_tagged(), Tables()
    measured = {
        language: measure_tags([story for story in stories if story.language == language], tables)
        for language in sorted({story.language for story in stories})
    }
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if os.environ.get("BACKFILE_REPIN"):
        FLOORS.write_text(json.dumps(raised(measured, floors), indent=2) + "\n", encoding="utf-8")
        return
    assert set(measured) == set(floors)
    below = list(fallen(measured, floors))
    assert not below, "\n".join([*below, "to see all mistakes: `python -m quality.tagged LANGUAGE` in tests/"])


def test_every_name_of_the_gold_is_in_its_story():
    """A nominative may be printed in another case, so the first letters of its words are compared."""
    for story in load_tagged():
        text = " ".join((story.title, *story.paragraphs)).casefold()
        for forms in story.people:
            stems = [word[: max(1, len(word) - 2)].casefold() for word in forms[0].split()]
            assert all(stem in text for stem in stems), (story.language, forms)


def test_a_second_form_of_a_person_is_wrong():
    story = TaggedStory(
        "ru", "", (), (("Пётр Ильич Суслов", "Пётр Суслов"),), (("Иван Кот",),), frozenset(), frozenset()
    )
    assert compare_people(story, ["Петр Суслов", "Пётр Ильич Суслов", "Иван Кот"]) == (["Пётр Ильич Суслов"], [])
    assert compare_people(story, ["Илья Суслов"]) == (["Илья Суслов"], ["Пётр Ильич Суслов"])
