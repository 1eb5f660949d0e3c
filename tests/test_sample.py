"""The sample archive of this repository, built from its saved pages: every story with its copies and fields.

What is right stands in sample-expected.jsonl, one story a line, written by whoever wrote the pages; the copy
of record of a story that was saved several times follows the rules of `generator/ingest/elect.py`.
"""

import json
import shutil
from pathlib import Path

import pytest
from archive import Archive

HERE = Path(__file__).parent
CONTENT = HERE.parent / "content"
EXPECTED = [json.loads(line) for line in (HERE / "sample-expected.jsonl").read_text(encoding="utf-8").splitlines()]
EXACT = ("date", "date_basis", "publication", "section", "dateline")

every_story = pytest.mark.parametrize("wanted", EXPECTED, ids=lambda wanted: wanted["title"][:40])


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, root / "content", ignore=shutil.ignore_patterns("articles", "register.jsonl"))
    return Archive(root, site_toml=None).build()


def source_paths(line):
    return sorted(source["path"] for source in line["sources"])


@pytest.fixture
def story(sample, wanted):
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


@every_story
def test_its_countries_are_those_it_is_about(wanted, story):
    may = set(wanted["may_countries"])
    about = {country["code"] for country in story["countries"]}
    assert about - may == set(wanted["countries"]) - may


@every_story
def test_no_country_is_named_that_the_text_does_not_name(wanted, story):
    named = {country["code"] for country in story["mentions"]}
    assert named <= {*wanted["countries"], *wanted["may_countries"]}


@every_story
def test_its_people_are_those_of_the_text(wanted, story):
    people = {person["as"] for person in story["people"]}
    assert people - set(wanted["may_people"]) == set(wanted["people"]) - set(wanted["may_people"])
