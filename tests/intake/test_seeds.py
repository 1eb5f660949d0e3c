"""The main job on five real saved pages, every field of every article.

The pages belong to their publishers and are no part of this repository; they are read from beside it.
"""

import json
from pathlib import Path

import pytest
from support.archive import Archive
from support.paths import SEEDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SEEDS.is_dir(), reason="the real saved pages are not in ../shared/seeds beside this checkout"
    ),
]


def expected():
    path = SEEDS / "expected.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    archive = Archive(tmp_path_factory.mktemp("seeds"))
    for page in SEEDS.glob("*.txt"):
        archive.source(page.name, page.read_bytes())
    return archive.build()


def test_the_pages_hold_six_articles(built):
    assert sorted(line["title"] for line in built.export()) == sorted(line["title"] for line in expected())


@pytest.mark.parametrize("wanted", expected(), ids=lambda wanted: wanted["dumps"][-1] + " " + wanted["title"][:30])
class TestArticle:
    def test_stands_in_the_pages_it_was_printed_on(self, built, wanted):
        sources = built.article(wanted["title"])["sources"]
        assert sorted(Path(source["path"]).name[:3] for source in sources) == wanted["dumps"]
        for source in sources:
            data = (built.root / source["path"]).read_bytes()
            assert wanted["body_begins"] in data[source["start"] : source["end"]].decode()

    def test_body_is_whole_and_nothing_else(self, built, wanted):
        article = built.article(wanted["title"])
        assert article["text"].startswith(wanted["body_begins"])
        assert article["text"].endswith(wanted["body_ends"])
        assert article["figures"][0]["caption"] not in article["text"]
        assert wanted["title"] not in article["text"]

    def test_figure_stands_once_with_its_credit(self, built, wanted):
        figures = built.article(wanted["title"])["figures"]
        assert len(figures) == 1
        assert figures[0]["credit"] == wanted["figure"]["credit"]
        assert figures[0]["caption"] == wanted["figure"].get("caption", figures[0]["caption"])
        assert not figures[0]["caption"].endswith(")")

    def test_date_and_fields_are_those_printed(self, built, wanted):
        article = built.article(wanted["title"])
        for field in ("date", "date_basis", "publication", "section", "dateline"):
            assert article[field] == wanted.get(field), field

    def test_countries_are_those_it_is_about(self, built, wanted):
        article = built.article(wanted["title"])
        about = {country["code"] for country in article["countries"]}
        named = {country["code"] for country in article["mentions"]}
        may = set(wanted.get("may_countries", ()))
        assert about - may == set(wanted["countries"]) - may
        assert named <= set(wanted["may_mention"]) | may

    def test_people_are_those_of_the_story(self, built, wanted):
        people = {person["name"] for person in built.article(wanted["title"])["people"]}
        assert people - set(wanted.get("may_name", ())) == set(wanted["people"])


def test_spellings_of_one_person_lead_to_one_page(built):
    lavrov = {p["id"] for line in built.export() for p in line["people"] if "Lavrov" in p["as"]}
    assad = {p["id"] for line in built.export() for p in line["people"] if "Assad" in p["as"]}
    assert len(lavrov) == len(assad) == 1
    assert "Sergey Lavrov" in built.words("people/sergei-lavrov.html")


def test_a_second_build_changes_nothing(built):
    before = built.files("content") | built.files("output")
    built.build()
    assert before == built.files("content") | built.files("output")
