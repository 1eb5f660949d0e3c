"""Intake on pages of our own making, on which everything is known: what must not become worse.

The stories are in our own words, the pages are made from them in the styles of many sites, see quality/. The
figures are no aim: pages are as hard as saved pages are, and intake is wrong on some of them.
"""

import json
import math
import os

import pytest
from quality import make_pages, score
from quality.material import load
from quality.styles import SEPARATORS, STYLES
from quality.variants import VARIANTS
from support.paths import TESTS

pytestmark = pytest.mark.slow

FLOORS = TESTS / "quality" / "intake-floors.json"
# A floor stands so much below what was measured: a page more or less is no matter.
SLACK = 0.005
HOW_TO_LOOK = 'to look at a page: `python -m quality.look "NAME"` in tests/, without a name for all figures'


@pytest.fixture(scope="module")
def material():
    return load()


@pytest.fixture(scope="module")
def bodies(material):
    return make_pages.bodies(material)


@pytest.fixture(scope="module")
def duplicates(material):
    return make_pages.duplicates(material)


@pytest.fixture(scope="module")
def measured(bodies, duplicates):
    read = [score.read_page(page) for page in bodies]
    return {
        "bodies, one story to a page": score.measure_bodies([one for one in read if one.page.kind in STYLES]),
        "bodies, several to a page": score.measure_bodies([one for one in read if one.page.kind not in STYLES]),
        **score.measure_copies([score.read_page(page) for page in duplicates]),
    }


def raised(measured, floors):
    """The floors, each at least a little below what was measured."""
    return {
        group: {
            name: max(floors.get(group, {}).get(name, 0), math.floor(1000 * max(0, value - SLACK)) / 1000)
            for name, value in found.figures.items()
        }
        for group, found in measured.items()
    }


def fallen(measured, floors):
    """What is below its floor, a line for each with the figure and the pages to look at."""
    for group, named in floors.items():
        for name, floor in named.items():
            figure, worst = measured[group].figures[name], measured[group].worst[name]
            if figure < floor:
                yield f"{group}: {name} is {figure:.3f}, its floor {floor}\n    " + "\n    ".join(worst[:6])


def test_intake_does_not_fall_below_its_floors(measured, bodies, duplicates):
    """`BACKFILE_REPIN=1` raises the floors to what is measured, less a little, and lowers none."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    gold = make_pages.digest([*bodies, *duplicates])
    if os.environ.get("BACKFILE_REPIN"):
        floors = raised(measured, pinned["floors"])
        FLOORS.write_text(json.dumps({"gold": gold, "floors": floors}, indent=2) + "\n", encoding="utf-8")
        return
    assert gold == pinned["gold"], "pages were changed: review the floors and write their digest into them"
    assert {group: set(found.figures) for group, found in measured.items()} == {
        group: set(named) for group, named in pinned["floors"].items()
    }
    below = list(fallen(measured, pinned["floors"]))
    assert not below, "\n".join([*below, HOW_TO_LOOK])


def test_the_same_material_makes_the_same_pages(material, bodies, duplicates):
    assert make_pages.bodies(material) == bodies
    assert make_pages.duplicates(material) == duplicates


def test_every_story_stands_on_pages_and_every_way_is_taken(material, bodies, duplicates):
    ids = {story.id for story in material.stories}
    assert len(ids) == len(material.stories)
    assert {story.id for page in bodies for story in page.stories} == ids
    assert {page.kind for page in bodies} == {*STYLES, *SEPARATORS}
    assert {page.kind for page in duplicates} == {"saved", "followed by another", *VARIANTS}
    assert len({page.name for page in (*bodies, *duplicates)}) == len(bodies) + len(duplicates)


def test_every_right_paragraph_stands_on_its_page(bodies):
    for page in bodies:
        text = " ".join(page.text.split())
        for story in page.stories:
            missing = [part for part in story.paragraphs if " ".join(part.split()) not in text]
            assert not missing or story.language == "zh", page.name  # there a broken line leaves a space


def test_stories_name_only_what_there_is(material):
    ids = {story.id for story in material.stories}
    for story in material.stories:
        assert not story.follows or story.follows in ids
        assert not story.background or story.background in material.backgrounds


def page_of(*stories, name="page"):
    return make_pages.Page(name, "saved", "", stories)


def read_as(page, *bodies):
    """`page` as if intake had found these bodies on it."""
    one = score.read_page(make_pages.Page("a", "saved", "A Headline\n\n" + "Some words of a story. " * 9, ())).found[0]
    found = tuple(type(one)(provenance=one.provenance, printed=one.printed, paragraphs=body) for body in bodies)
    return score.matched(page, found)


def test_a_body_counts_by_what_is_lost_and_what_is_added(material):
    story = next(one for one in material.stories if one.id == "ferry-aground")
    whole, half = story.paragraphs, story.paragraphs[:3]
    assert read_as(page_of(story), whole).scores[0] == score.Body(1, 1)
    lost = read_as(page_of(story), half).scores[0]
    assert (lost.precision, 0.3 < lost.recall < 0.7) == (1, True)
    added = read_as(page_of(story), (*whole, "A reader wrote that nobody had asked him about any of this.")).scores[0]
    assert (added.recall, 0.9 < added.precision < 1) == (1, True)
    assert read_as(page_of(story)).scores[0] == score.Body(0, 0)


def test_two_stories_that_were_not_cut_are_joined(material):
    one, other = material.stories[:2]
    whole = read_as(page_of(one, other), one.paragraphs + other.paragraphs)
    assert not whole.right_number
    assert score.pair_figures(score.copies([whole]))["precision"] == 0


def test_what_falls_is_reported_with_its_pages():
    measured = {"bodies": score.Measured({"f1": 0.7}, {"f1": ["plain: ferry (0.10)"]})}
    assert list(fallen(measured, {"bodies": {"f1": 0.75}})) == [
        "bodies: f1 is 0.700, its floor 0.75\n    plain: ferry (0.10)"
    ]
    assert list(fallen(measured, {"bodies": {"f1": 0.7}})) == []


def test_floors_only_rise():
    measured = {"bodies": score.Measured({"f1": 0.7, "recall": 0.9}, {})}
    assert raised(measured, {"bodies": {"f1": 0.75, "recall": 0.1}}) == {"bodies": {"f1": 0.75, "recall": 0.895}}
