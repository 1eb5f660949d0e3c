"""Feeds: valid for those who read them, with ids that outlive addresses, and no time that nobody knows."""

import json
import re
import uuid

import feedparser
import msgspec
import pytest
from support.sites import CONFIG, built, copy, story

from generator.config import Output
from generator.site.feeds import LATEST

HOSTILE = "Ferry </title><script>alert(1)</script> & \x0b“Zoë” \u2028]]>"


def feed(files, url="feed.xml"):
    """An Atom feed as feedparser reads it; it must find nothing wrong."""
    read = feedparser.parse(files[url])
    assert not read.bozo, read.bozo_exception
    assert read.version == "atom10"
    return read


def json_feed(files, url="feed.json"):
    """A JSON Feed, held against what version 1.1 asks for."""
    read = json.loads(files[url])
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["title"]
    assert read["feed_url"].endswith(url)
    assert all(author.keys() & {"name", "url", "avatar"} for author in read.get("authors", ()))
    for item in read["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert item.keys() & {"content_text", "content_html"}
        for key in ("date_published", "date_modified"):
            assert key not in item or re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item[key])
        assert "" not in (item.get(key) for key in ("url", "title", "content_text", "language"))
    return read


def test_both_feeds_tell_of_a_story_what_is_known():
    lake = story(
        "Ferry returns",
        date="2018-06-17",
        byline="Ada Berg",
        countries=("Greece",),
        people=("Kofi Annan",),
        language="el",
    )
    files = built(lake)
    (entry,) = feed(files).entries
    (item,) = json_feed(files)["items"]
    assert (entry.title, entry.link, entry.author) == (
        "Ferry returns",
        "https://example.org/quay/articles/ferry-returns.html",
        "Ada Berg",
    )
    assert (entry.published, entry.summary) == ("2018-06-17T00:00:00Z", "The ferry is back.")
    assert [tag.term for tag in entry.tags] == ["Greece", "Kofi Annan"]
    assert item == {
        "id": entry.id,
        "url": entry.link,
        "title": "Ferry returns",
        "content_text": "The ferry is back.",
        "date_modified": entry.updated,
        "date_published": "2018-06-17T00:00:00Z",
        "authors": [{"name": "Ada Berg"}],
        "tags": ["Greece", "Kofi Annan"],
        "language": "el",
    }


def test_the_feed_of_an_archive_without_stories_is_valid():
    files = built()
    assert feed(files).entries == []
    assert json_feed(files)["items"] == []


@pytest.mark.parametrize("field", ["title", "byline", "summary", "body"])
def test_what_a_story_says_stays_text(field):
    text = HOSTILE if field != "body" else HOSTILE.replace("<", "&lt;")
    fields = {"title": "Ferry", "slug": "ferry"} | {field: text}
    files = built(story(fields.pop("title"), **fields))
    (entry,) = feed(files).entries
    shown = {"title": entry.title, "byline": entry.get("author")}.get(field, entry.get("summary"))
    assert shown.split() == HOSTILE.replace("\x0b", "").split()
    (item,) = json_feed(files)["items"]
    assert "</script>" in json.dumps(item)
    assert "<script" not in files["feed.xml"]


def test_ids_stay_when_slug_title_or_host_change():
    before = feed(built(story("Ferry", id="a1", date="2018-06-17"))).entries
    moved = msgspec.structs.replace(CONFIG, base_url="https://other.example/")
    after = feed(built(story("Boat", id="a1", slug="boat", date="2019-01-01"), config=moved)).entries
    other = feed(built(story("Ferry", id="a2", date="2018-06-17"))).entries
    assert before[0].id == after[0].id != other[0].id
    assert uuid.UUID(before[0].id.removeprefix("urn:uuid:")).version == 8
    assert before[0].link != after[0].link


def test_what_came_in_last_is_first_and_has_its_day():
    old, new = story("Old story", id="o", date="1998-01-01"), story("New story", id="n", date="2023-05-05")
    files = built(old, new, copies={"o": [copy(received="2026-11-20"), copy(start=9, received="2026-11-22")]})
    read = feed(files)
    assert [(entry.title, entry.updated[:10]) for entry in read.entries] == [
        ("Old story", "2026-11-22"),
        ("New story", "2023-05-05"),
    ]
    assert read.feed.updated == "2026-11-22T00:00:00Z"
    assert [item["title"] for item in json_feed(files)["items"]] == ["Old story", "New story"]


@pytest.mark.parametrize(
    ("date", "basis"), [(None, None), ("2018", "page"), ("2018-06", "page"), ("2018-06-17", "caption")]
)
def test_no_day_of_publication_is_made_up(date, basis):
    files = built(story(date=date, basis=basis))
    (entry,) = feed(files).entries
    assert "published" not in entry
    assert (
        entry.updated
        == {None: "1970-01-01", "2018": "2018-01-01", "2018-06": "2018-06-01"}.get(date, date) + "T00:00:00Z"
    )
    assert "date_published" not in json_feed(files)["items"][0]


def test_a_feed_holds_the_latest_and_no_more():
    many = [story(f"Story {n}", id=f"{n:03}", date=f"{1900 + n}-01-01") for n in range(LATEST + 9)]
    files = built(*many)
    assert [entry.title for entry in feed(files).entries] == [f"Story {n}" for n in range(LATEST + 8, 8, -1)]
    assert len(json_feed(files)["items"]) == LATEST


def test_countries_and_people_have_feeds_that_their_pages_name():
    lake = story("Lake", date="2018-06-17", countries=("Greece",), mentions=("Egypt",), people=("Kofi Annan",))
    files = built(lake, story("Sea", date="2018-06-18", people=("Kofi Annan",)))
    assert [entry.title for entry in feed(files, "countries/greece.xml").entries] == ["Lake"]
    assert [entry.title for entry in feed(files, "people/kofi-annan.xml").entries] == ["Sea", "Lake"]
    assert json_feed(files, "people/kofi-annan.json")["title"] == "Kofi Annan · The Quay File"
    assert "countries/egypt.xml" not in files
    ids = {url: feed(files, url).feed.id for url in files if url.endswith(".xml") and url != "sitemap.xml"}
    assert len(set(ids.values())) == len(ids) == 3
    named = re.findall(r'<link rel="alternate" type="([^"]+)".*? href="([^"]+)"', files["people/kofi-annan.html"])
    assert named == [
        ("application/atom+xml", "../feed.xml"),
        ("application/feed+json", "../feed.json"),
        ("application/atom+xml", "kofi-annan.xml"),
        ("application/feed+json", "kofi-annan.json"),
    ]
    assert "egypt.xml" not in files["countries/egypt.html"]


def test_a_setting_leaves_feeds_of_countries_and_people_out():
    config = msgspec.structs.replace(CONFIG, output=Output(entity_feeds=False))
    files = built(story(countries=("Greece",), people=("Kofi Annan",)), config=config)
    assert [url for url in files if url.endswith(".xml")] == ["feed.xml", "sitemap.xml"]
    assert 'href="greece.xml"' not in files["countries/greece.html"]
