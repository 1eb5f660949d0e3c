"""The data beside the stories: a table that is safe to open, records, a description that is true."""

import csv
import io
import json
import re

import msgspec
import pytest
from support.sites import CONFIG, built, copy, story

from generator.config import Output
from generator.manuscript import article_file
from generator.site.export import COLUMNS
from generator.text import digest


def rows(files):
    return list(csv.DictReader(io.StringIO(files["data/articles.csv"], newline=""), strict=True))


def test_the_table_has_the_rows_of_the_export_without_the_texts():
    files = built(
        story("Lake, and “sea”", id="b", date="2018-06", basis="page", countries=("Greece", "Macedonia")),
        story('A "quoted"\nheadline', id="a", people=("Kofi Annan", "Zoë")),
        copies={"b": [copy(), copy(start=9)]},
    )
    first, second = rows(files)
    assert tuple(first) == COLUMNS
    assert (first["id"], first["title"], first["date"]) == ("a", 'A "quoted"\nheadline', "")
    assert (first["people"], first["person_ids"]) == ("Kofi Annan; Zoë", "p-kofi-annan; p-zo")
    assert (second["countries"], second["country_codes"], second["copies"]) == (
        "Greece; North Macedonia",
        "GR; MK",
        "2",
    )
    assert second["date"] == "2018-06"
    lines = [json.loads(line) for line in files["data/articles.jsonl"].splitlines()]
    for row, line in zip(rows(files), lines, strict=True):
        assert [row[key] for key in ("id", "slug", "url", "title")] == [
            line[key] for key in ("id", "slug", "url", "title")
        ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start):
    text = f"{start}HYPERLINK(1)"
    (row,) = rows(built(story(text, slug="x", byline=text, publication=text, people=(text,), section=text)))
    for column in ("title", "byline", "publication", "section", "people"):
        assert row[column] == f"'{text}", column


def test_a_table_of_nothing_has_its_head():
    assert built()["data/articles.csv"] == ",".join(COLUMNS) + "\r\n"


def test_people_and_countries_tell_how_often_and_when():
    files = built(
        story("Lake", date="2018-06-17", countries=("Greece",), people=("Guterres",)),
        story("Sea", date="2016", mentions=("Greece",), people=("António Guterres",)),
        story("Hill", people=("António Guterres",)),
        spellings={"Guterres": "António Guterres"},
    )
    assert json.loads(files["data/people.json"]) == [
        {
            "id": "p-ant-nio-guterres",
            "name": "António Guterres",
            "url": "people/ant-nio-guterres.html",
            "spellings": ["António Guterres", "Guterres"],
            "wikidata": None,
            "stories": 3,
            "first": "2016",
            "last": "2018-06-17",
        }
    ]
    assert json.loads(files["data/countries.json"]) == [
        {
            "code": "GR",
            "name": "Greece",
            "url": "countries/greece.html",
            "wikidata": None,
            "about": 1,
            "named": 1,
            "first": "2016",
            "last": "2018-06-17",
        }
    ]


def test_the_package_describes_the_files_as_they_are():
    files = built(story("Lake", countries=("Greece",), people=("Kofi Annan",)))
    package = json.loads(files["data/datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert {f"data/{one['path']}" for one in package["resources"]} | {"data/datapackage.json", "data/index.html"} == {
        url for url in files if url.startswith("data/")
    }
    for one in package["resources"]:
        text = files[f"data/{one['path']}"]
        assert one["hash"] == f"sha256:{digest.sha256(text.encode())}"
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
        names = [field["name"] for field in one["schema"]["fields"]]
        assert names == list(_first_row(one["format"], text))
        assert {field["type"] for field in one["schema"]["fields"]} <= {"string", "integer", "array"}


def _first_row(kind, text):
    if kind == "csv":
        return next(csv.DictReader(io.StringIO(text, newline="")))
    return json.loads(text.splitlines()[0]) if kind == "jsonl" else json.loads(text)[0]


def test_a_page_says_what_is_in_each_file_and_stands_at_the_foot_of_all():
    files = built(story("Lake"))
    for name in ("articles.jsonl", "articles.csv", "people.json", "countries.json", "datapackage.json"):
        assert f'href="{name}"' in files["data/index.html"]
    assert 'href="../data/index.html">Data</a>' in files["articles/lake.html"]


def test_a_story_lies_as_markdown_beside_its_page():
    files = built(story("Lake", date="2018-06-17", countries=("Greece",), body="A *b*.\n", extra={"note": "mine"}))
    text = files["articles/lake.md"]
    read = article_file.parse_article("lake.md", text.encode()).value.article
    assert (read.printed.title, read.printed.date.iso, read.countries, read.body.strip()) == (
        "Lake",
        "2018-06-17",
        ("Greece",),
        "A *b*.",
    )
    assert read.extra == {"page_url": "https://example.org/quay/articles/lake.html"}
    assert '<link rel="alternate" type="text/markdown" href="lake.md">' in files["articles/lake.html"]


def test_a_setting_leaves_the_markdown_out():
    files = built(story("Lake"), config=msgspec.structs.replace(CONFIG, output=Output(markdown_copies=False)))
    assert not [url for url in files if url.endswith(".md")]
    assert "text/markdown" not in files["articles/lake.html"]
    assert "as Markdown" not in files["data/index.html"]
