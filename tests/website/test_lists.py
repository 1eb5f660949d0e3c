"""Long lists: in buckets of time that do not shift, and the letters of the alphabet; and the map."""

import re

import pytest
from support.sites import COUNTRIES, built, main_of, site, story

from generator.config import Output, SiteConfig
from generator.reference import tables
from generator.site import alphabet, buckets
from generator.site.atlas import parse_atlas
from generator.site.views import story_lists
from generator.site.views.page_list import PageList, list_urls

WORLD = "# a comment\nbox\t0 0 10 10\n\tM0 0l1 1 1 0z\nGR\tM1 1l1 1 1 0z\nNO\tM5 5l1 1 1 0z\nEG\t7 8\n"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Lists are parted from the fifth story on here, and people from the fourth."""
    monkeypatch.setattr(buckets, "LIMIT", 4)
    monkeypatch.setattr(story_lists, "NEWEST_COUNT", 2)
    monkeypatch.setattr(alphabet, "ONE_PAGE", 3)


def many(title="N", date="2019-03-{:02}", *, last=6, **fields):
    fields = {"countries": ("Norway",)} | fields
    return [story(f"{title}{n}", date=date.format(n), **fields) for n in range(1, last + 1)]


def test_a_large_country_shows_the_newest_and_leads_to_all_by_year_month_and_day():
    files = built(*many(), story("Old", date="2018", countries=("Norway",)))
    text = main_of(files["countries/norway.html"])
    assert "All stories 2019 6 2018 1 2019 6 March N6 5 March N5" in text
    assert "N4" not in text
    assert "Stories about Norway 2019 6 stories, newest first. Earlier 2018 Lists March 6" in main_of(
        files["countries/norway/2019.html"]
    )
    assert main_of(files["countries/norway/2018.html"]).endswith("Day unknown day unknown Old")


def test_a_month_with_many_stories_is_parted_into_days():
    stories = [*many(), *many("A", "2019-04-{:02}", last=2), story("No day", date="2019-03", countries=("Norway",))]
    files = built(*stories)
    assert "Lists April 2 March 7" in main_of(files["years/2019.html"])
    march = main_of(files["years/2019-03.html"])
    assert "Years / 2019 March 2019 7 stories, newest first. Later April 2019 Lists 6 March 1" in march
    assert march.endswith("Day unknown 1")
    assert main_of(files["years/2019-03-06.html"]).endswith("6 March 6 March N6")
    assert main_of(files["years/2019-04.html"]).endswith("2 April 2 April A2 1 April 1 April A1")


def test_a_story_leads_to_the_list_that_has_it():
    html = built(*many(), *many("A", "2019-04-{:02}", last=1))["articles/n6.html"]
    assert '<a href="../years/2019.html">' in html
    assert '<a href="../years/2019-03.html">' in html


def test_a_new_story_touches_few_pages():
    stories = [
        story(
            f"S{year} {n}",
            date=f"{year}-0{n}-01",
            countries=(("Norway", "Greece", "Egypt")[n % 3],),
            people=(f"P Q{n}",),
        )
        for year in range(2010, 2020)
        for n in range(1, 7)
    ]
    before, after = built(*stories), built(*stories, story("New", date="2014-03-15", countries=("Greece",)))
    changed = {url for url in after if before.get(url) != after[url]}
    touched = {url for url in changed if url.endswith(".html") and not url.startswith("data/")} - {"articles/new.html"}
    lists = {"index.html", "articles/index.html", "years/index.html", "countries/index.html"}
    assert touched - lists == {
        "years/2014.html", "years/2014-03.html", "countries/greece.html", "countries/greece/2014.html",
        "articles/s2014-3.html", "articles/s2014-4.html",
    } | {url for url in touched if url.startswith("articles/") and "Shares" in after[url]}  # fmt: skip
    assert len(touched) < 20


def test_the_addresses_of_parted_lists_are_those_of_the_pages():
    made = site(*many(people=("A B", "C D", "E F", "G H"), publication="Coast Wire", mentions=("Greece",)))
    urls = [page.url for page in PageList(made, COUNTRIES)]
    assert sorted(list_urls(made)) == sorted(urls)
    assert {"countries/greece/named-2019.html", "people/a-b/2019.html", "people/letters/b.html"} <= set(urls)
    assert {"publications/coast-wire/2019-03.html", "countries/norway/2019-03-01.html"} <= set(urls)


def test_if_people_are_many_each_letter_has_a_page():
    files = built(story(people=("Ann Aas", "Bo Berg", "Cy Coe", "Di Caan")))
    assert main_of(files["people/index.html"]).endswith("A to Z A 1 B 1 C 2")
    assert "Di Caan 1 Cy Coe 1" in main_of(files["people/letters/c.html"])
    assert '<a href="c.html" aria-current="page">C</a>' in files["people/letters/c.html"]
    assert '<a href="letters/c.html#C"><bdi>C</bdi></a>' in files["people/di-caan.html"]


def test_the_map_colours_what_stories_are_about_and_says_the_most_of_it():
    stories = [story(f"S{n}", date="2018", countries=("Greece",)) for n in range(3)]
    files = built(*stories, story("E", countries=("Egypt",), mentions=("Norway",)), atlas=parse_atlas(WORLD))
    html = files["countries/index.html"]
    drawing = html[html.index('<svg viewBox="0 0 10 10" aria-hidden="true">') : html.index("</figure>")]
    assert '<path class="k0" d="M0 0l1 1 1 0zM5 5l1 1 1 0z"/>' in drawing
    assert '<a href="greece.html" tabindex="-1"><path class="k3" d="M1 1l1 1 1 0z"><title>Greece: 3</title>' in drawing
    assert '<circle class="k1" cx="7" cy="8" r="3"><title>Egypt: 1</title></circle>' in drawing
    assert "none 1 2 3 to 4 5 to 7 8 or more Stories about each country, 2018. Most are about Greece (3)" in main_of(
        html
    )


def test_the_map_can_be_left_out():
    config = SiteConfig(title="x", base_url="https://example.org/", output=Output(map=False))
    assert (
        "viewBox"
        not in built(story(countries=("Greece",)), atlas=parse_atlas(WORLD), config=config)["countries/index.html"]
    )


def test_the_atlas_has_the_shape_of_nearly_every_country():
    world, countries = tables.load_atlas(), tables.build_country_index().countries
    drawn = world.shapes.keys() | world.dots.keys()
    assert drawn <= countries.keys()
    assert countries.keys() - drawn <= {
        "AQ",
        "BV",
        "CC",
        "CX",
        "GF",
        "GI",
        "GP",
        "MQ",
        "RE",
        "SJ",
        "TK",
        "TV",
        "UM",
        "YT",
        "BQ",
    }
    assert all(re.fullmatch(r"(?:M\d+ \d+l[-\d ]+z)+", path) for path in world.shapes.values())


def test_a_country_without_a_shape_has_a_page_and_no_place_on_the_map():
    files = built(story(countries=("US", "Greece")), atlas=parse_atlas(WORLD))
    assert "countries/united-states.html" in files
    assert "United States: 1" not in files["countries/index.html"]
