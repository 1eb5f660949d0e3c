"""The data export: its keys are promised to others."""

import json

from support.sites import built, copy, site, source, story

from generator.model.article import Correction, Figure, PartialDate
from generator.site.export import build_row, combine_rows

KEYS = (
    *("id", "slug", "url", "title", "date", "date_basis", "publication", "section", "byline", "dateline"),
    *("language", "countries", "mentions", "people", "figures", "sources", "text"),
    *("url_original", "modified", "corrections"),
)


def exported(made):
    """All stories of a site as data."""
    return combine_rows(build_row(made, entry) for entry in made.entries)


def lines(*manuscripts, **options):
    return [json.loads(line) for line in exported(site(*manuscripts, **options)).jsonl.splitlines()]


def test_every_key_is_always_there_in_the_order_of_the_contract():
    (line,) = lines(story("Bare", slug="bare"))
    assert tuple(line) == KEYS
    assert [key for key in KEYS if line[key] is None] == [
        "date",
        "date_basis",
        "publication",
        "section",
        "byline",
        "dateline",
        "language",
        "url_original",
        "modified",
    ]
    assert [key for key in KEYS if line[key] == []] == [
        "countries",
        "mentions",
        "people",
        "figures",
        "sources",
        "corrections",
    ]


def test_the_original_and_the_corrections_follow_the_text():
    correction = Correction(date=PartialDate(2018, 6, 20), text="The lake is deeper.")
    (line,) = lines(
        story(url="https://coast.example/lake", modified=PartialDate(2018, 6, 18), corrections=(correction,))
    )
    assert line["url_original"] == "https://coast.example/lake"
    assert line["modified"] == "2018-06-18"
    assert line["corrections"] == [{"date": "2018-06-20", "text": "The lake is deeper."}]


def test_tags_have_the_pages_name_and_the_printed_form():
    (line,) = lines(
        story(countries=("Macedonia",), mentions=("US",), people=("Guterres",)),
        spellings={"Guterres": "António Guterres"},
    )
    assert line["countries"] == [{"code": "MK", "name": "North Macedonia", "as": "Macedonia"}]
    assert line["mentions"] == [{"code": "US", "name": "United States", "as": "US"}]
    assert line["people"] == [{"id": "p-ant-nio-guterres", "name": "António Guterres", "as": "Guterres"}]


def test_sources_are_joined_and_every_path_is_listed():
    (line,) = lines(
        story(slug="lake", sources=(source("content/sources/b.txt"), source(end=9))),
        copies={"id-lake": [copy("content/sources/a.txt")]},
    )
    assert [list(s) for s in line["sources"]] == [["path", "sha256", "start", "end", "record"]] * 3
    assert [(s["path"][-5], s["end"]) for s in line["sources"]] == [("a", 100), ("b", 100), ("a", 9)]


def test_fields_are_shown_as_they_are_known():
    (line,) = lines(
        story(
            slug="lake",
            date="2018-06",
            basis="caption",
            dateline="Oslo —",
            figures=(Figure(caption="C", credit="D"),),
            body="A \\* b.\n\nC *d*.",
        )
    )
    assert (line["url"], line["date"], line["date_basis"]) == ("articles/lake.html", "2018-06", "caption")
    assert line["dateline"] == "Oslo —"
    assert line["figures"] == [{"caption": "C", "credit": "D", "file": None}]
    assert line["text"] == "A * b.\n\nC d."


def test_lines_are_sorted_by_id_and_each_ends_in_a_line_feed():
    data = exported(site(story("B", id="2"), story("Ä", slug="a", id="1"))).jsonl
    assert [json.loads(line)["id"] for line in data.split(b"\n")[:-1]] == ["1", "2"]
    assert data.endswith(b"}\n")
    assert "Ä".encode() in data


def test_the_site_comes_with_its_data_and_what_the_host_reads():
    files = built(story())
    assert json.loads(files["data/articles.jsonl"])["title"] == "Ferry returns to the lake"
    assert files[".nojekyll"] == ""
    assert files["robots.txt"] == "User-agent: *\nAllow: /\nSitemap: https://example.org/quay/sitemap.xml\n"
