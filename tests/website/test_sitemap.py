"""The sitemap: every page that shall be found, a day where one is true, in parts where it is long."""

import xml.etree.ElementTree as ET

import msgspec
from support.sites import CONFIG, built, copy, free_page, site, story

from generator.site.sitemap import build_sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = CONFIG.base_url


def listed(data):
    """Addresses and days of a sitemap."""
    root = ET.fromstring(data)
    return {url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES) for url in root}


def test_it_lists_every_page_but_redirects_and_the_page_for_a_wrong_address():
    files = built(
        story("Lake", countries=("Greece",), people=("Kofi Annan",), aliases=("old-lake",)), free=(free_page(),)
    )
    pages = {BASE + url.removesuffix("index.html") for url in files if url.endswith(".html")}
    assert "articles/old-lake.html" in files
    hidden = {f"{BASE}404.html", f"{BASE}search.html", f"{BASE}articles/old-lake.html"}
    assert set(listed(files["sitemap.xml"])) == pages - hidden


def test_a_story_has_the_day_on_which_its_last_copy_came_in():
    files = built(
        story("Lake", id="l", date="2018-06-17"),
        story("Sea", id="s", date="2018-06-17"),
        copies={"l": [copy(received="2026-11-20"), copy(start=9, received="2026-11-22")]},
    )
    days = listed(files["sitemap.xml"])
    assert {address: day for address, day in days.items() if day} == {f"{BASE}articles/lake.html": "2026-11-22"}


def test_a_story_that_an_editor_changed_has_no_day():
    made = site(story("Lake", id="l"), copies={"l": [copy()]})
    (entry,) = made.entries
    changed = msgspec.structs.replace(made, entries=(msgspec.structs.replace(entry, is_edited=True),))
    assert set(listed(dict(build_sitemap(made, [entry.url]))["sitemap.xml"]).values()) == {"2026-11-21"}
    assert set(listed(dict(build_sitemap(changed, [entry.url]))["sitemap.xml"]).values()) == {None}


def test_a_long_one_is_an_index_of_parts():
    pages = [f"articles/{n}.html" for n in range(7)]
    files = dict(build_sitemap(site(), pages, limit=3))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert list(listed(files["sitemap.xml"])) == [f"{BASE}sitemap-{n}.xml" for n in (1, 2, 3)]
    assert ET.fromstring(files["sitemap.xml"]).tag.endswith("sitemapindex")
    parts = [listed(files[f"sitemap-{n}.xml"]) for n in (1, 2, 3)]
    assert [address for part in parts for address in part] == [BASE + url for url in pages]


def test_an_address_with_an_ampersand_is_escaped():
    config = msgspec.structs.replace(CONFIG, base_url="https://example.org/a&b/")
    assert "https://example.org/a&b/" in listed(dict(build_sitemap(site(config=config), ["index.html"]))["sitemap.xml"])
