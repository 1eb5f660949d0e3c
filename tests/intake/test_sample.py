"""The sample archive of this repository, built from its saved pages: every story with its copies and fields.

What is right stands in sample-expected.jsonl, one story a line, written by whoever wrote the pages; the copy
of record of a story that was saved several times follows the rules of `generator/ingest/copies/copy_of_record.py`.
"""

import hashlib
import json
import os
import shutil

import pytest
from support.archive import Archive
from support.paths import CHECKOUT, TESTS

CONTENT, GOLD = CHECKOUT / "content", TESTS / "intake/sample-expected.jsonl"
EXPECTED = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
FLOORS = TESTS / "quality" / "sample-floors.json"
EXACT = ("date", "date_basis", "publication", "section", "dateline")

every_story = pytest.mark.parametrize("wanted", EXPECTED, ids=lambda wanted: wanted["title"][:40])


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, root / "content", ignore=shutil.ignore_patterns("articles", "register.jsonl"))
    return Archive(root, site_toml=None).build()


def source_paths(line):
    return sorted(source["path"] for source in line["sources"])


@pytest.fixture(name="story")
def _story(sample, wanted):
    return story_of(sample, wanted)


def story_of(sample, wanted):
    """The story under the title that is wanted."""
    found = [line for line in sample.export() if line["title"] == wanted["title"]]
    assert len(found) == 1, f"{len(found)} articles have this title"
    return found[0]


def test_it_holds_these_stories_and_no_others(sample):
    assert sorted(line["title"] for line in sample.export()) == sorted(wanted["title"] for wanted in EXPECTED)


def test_a_second_build_changes_nothing(sample):
    before = sample.files("content") | sample.files("output")
    sample.build()
    assert before == sample.files("content") | sample.files("output")


@every_story
def test_a_story_is_one_article_with_all_its_copies(sample, wanted, story):
    assert source_paths(story) == wanted["files"]
    for source in story["sources"]:
        data = (sample.root / source["path"]).read_bytes()
        assert 0 <= source["start"] < source["end"] <= len(data)


@every_story
def test_its_body_is_whole_and_nothing_else(wanted, story):
    text = story["text"]
    assert text.startswith(wanted["body_begins"])
    assert text.endswith(wanted["body_ends"])
    assert wanted["title"] not in text
    assert not wanted["caption"] or wanted["caption"] not in text


@every_story
def test_its_figure_stands_once_with_its_credit(wanted, story):
    figures = [(figure["caption"], figure["credit"]) for figure in story["figures"]]
    assert figures == ([(wanted["caption"], wanted["credit"])] if wanted["caption"] else [])


@every_story
def test_its_fields_are_those_printed(wanted, story):
    assert {field: story[field] for field in EXACT} == {field: wanted[field] for field in EXACT}


def shares(pairs):
    """Precision and recall over all stories of what was found and what is right, each a pair of sets."""
    pairs = list(pairs)
    hits = sum(len(found & right) for found, right in pairs)
    return {
        "precision": round(hits / sum(len(found) for found, _ in pairs), 3),
        "recall": round(hits / sum(len(right) for _, right in pairs), 3),
    }


def codes(tags):
    return {country["code"] for country in tags}


@pytest.fixture(scope="module")
def measured(sample):
    """How well countries and people are recognised; what is arguable counts neither way."""
    stories = [(wanted, story_of(sample, wanted)) for wanted in EXPECTED]
    return {
        "countries it is about": shares(
            (
                codes(found["countries"]) - set(wanted["may_countries"]),
                set(wanted["countries"]) - set(wanted["may_countries"]),
            )
            for wanted, found in stories
        ),
        "countries it names": shares(
            (
                codes(found["mentions"] + found["countries"]),
                {*wanted["countries"], *wanted["may_countries"]},
            )
            for wanted, found in stories
        ),
        "people": shares(
            (
                {person["as"] for person in found["people"]} - set(wanted["may_people"]),
                set(wanted["people"]) - set(wanted["may_people"]),
            )
            for wanted, found in stories
        ),
    }


def test_recognition_does_not_fall_below_its_floors(measured):
    """`BACKFILE_REPIN=1` raises the floors to what is measured, and lowers none."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    gold = hashlib.sha256(GOLD.read_bytes()).hexdigest()
    if os.environ.get("BACKFILE_REPIN"):
        floors = {
            name: {key: max(value, pinned["floors"].get(name, {}).get(key, 0)) for key, value in shares.items()}
            for name, shares in measured.items()
        }
        FLOORS.write_text(json.dumps({"gold": gold, "floors": floors}, indent=2) + "\n", encoding="utf-8")
        return
    assert gold == pinned["gold"], "what is right was changed: review the floors and write its digest into them"
    for name, floor in pinned["floors"].items():
        for key, value in floor.items():
            assert measured[name][key] >= value, f"{key} of {name}: {measured[name][key]} is below {value}"
