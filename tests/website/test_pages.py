"""What a reader sees on each page."""

import json
from html import unescape

import pytest
from support.sites import CONFIG, COUNTRIES, built, copy, free_page, main_of, site, source, story

from generator.config import Output, SiteConfig
from generator.model.article import Figure
from generator.site.site_checks import find_shared_addresses
from generator.site.views.page_list import PageList, list_urls

LAKE = {
    "title": "Athens and Skopje sign beside the lake",
    "slug": "lake",
    "date": "2018-06-17",
    "basis": "caption",
    "publication": "Coast Wire",
    "section": "World",
    "byline": "From a correspondent",
    "dateline": "Psarades, Greece —",
    "summary": "A dispute of 27 years is to end.",
    "countries": ("Greece", "Macedonia"),
    "mentions": ("NO", "GR"),
    "people": ("Zoran Zaev", "Alexis Tsipras"),
    "figures": (Figure(caption="The jetty.", credit="Drawing: Coast Wire"),),
    "sources": (source(start=4118, end=6902),),
    "body": "The ministers signed.\n\nThe lake is shared.",
}


def page_of(url, *manuscripts, **options):
    return built(*manuscripts, **options)[url]


def test_a_story_shows_kicker_headline_standfirst_and_text_in_this_order():
    text = main_of(page_of("articles/lake.html", story(**LAKE)))
    parts = ["Coast Wire , World", LAKE["title"], LAKE["summary"], "c. 17 June 2018", "The ministers signed."]
    assert sorted(parts, key=text.index) == parts


def test_the_dateline_opens_the_first_paragraph_with_one_dash():
    html = page_of("articles/lake.html", story(**LAKE))
    assert (
        '<p id="p1"><span class="dateline">Psarades, <mark class="where">Greece</mark></span>\N{NO-BREAK SPACE}— The'
        in html
    )


def test_a_story_says_how_its_approximate_date_is_known():
    text = main_of(page_of("articles/lake.html", story(**LAKE)))
    assert "c. 17 June 2018 Date taken from the caption; the saved page gives none." in text


def test_a_story_lists_what_it_is_about_apart_from_what_it_only_names():
    html = page_of("articles/lake.html", story(**LAKE))
    text = main_of(html)
    assert (
        "About Greece dateline, headline North Macedonia as “ Macedonia ” Also named Norway People Zoran Zaev" in text
    )
    assert '<a href="../countries/north-macedonia.html"><bdi>North Macedonia</bdi></a>' in html


def test_a_story_names_the_bytes_that_it_came_from():
    text = main_of(page_of("articles/lake.html", story(**LAKE), copies={"id-lake": [copy(start=4118, end=6902)]}))
    assert "Saved page content/sources/a.txt Place in it bytes 4,118 to 6,902 SHA-256 abab" in text
    assert "Received 21 November 2026" in text


def test_a_story_can_be_cited():
    text = main_of(page_of("articles/lake.html", story(**LAKE)))
    cited = "Coast Wire , c. 17 June 2018. The Quay File, no. id-lake. https://example.org/quay/articles/lake.html"
    assert cited in text


def test_a_story_can_be_cited_by_programs():
    html = unescape(page_of("articles/lake.html", story(**LAKE | {"title": r"50 % & {more}_\x", "summary": ""})))
    assert (
        r"""@misc{the-quay-file-id-lake,
  title        = {{50 \% \& \{more\}\_\textbackslash{}x}},
  howpublished = {Coast Wire},
  date         = {2018-06-17},
  year         = {2018},
  note         = {The Quay File, no. id-lake; date approximate},
  url          = {https://example.org/quay/articles/lake.html}
}"""
        in html
    )
    record = json.loads(html[html.index("<pre>{") + 5 : html.rindex("</pre>")])
    assert record["issued"] == {"date-parts": [[2018, 6, 17]], "circa": True}
    assert record["URL"] == "https://example.org/quay/articles/lake.html"


def test_related_stories_say_what_they_share():
    others = [
        story("Same two", date="2018-06-18", countries=("Greece",), people=("Zoran Zaev",)),
        story("Same one", date="2017-06-18", people=("Zoran Zaev",)),
        story("Nothing in common", date="2018-06-17", countries=("Egypt",)),
        *(story(f"Far {n}", date=f"20{n}-01-01", countries=("Greece",)) for n in range(10, 15)),
    ]
    text = main_of(page_of("articles/lake.html", story(**LAKE), *others))
    related = text[text.index("Related") :]
    assert (
        "Related 18 June 2018 Same two Shares Greece and Zoran Zaev 18 June 2017 Same one Shares Zoran Zaev" in related
    )
    assert related.count("Shares") == 4
    assert "Far 14 Shares Greece" in related
    assert "Nothing in common" not in related.partition("Earlier")[0]


def test_a_country_that_all_are_about_relates_nothing():
    stories = [story(f"S{n}", date="2018", countries=("US",)) for n in range(31)]
    assert "Related" not in page_of("articles/s1.html", *stories)


def test_related_stories_can_be_left_out():
    config = SiteConfig(title="x", base_url="https://example.org/", output=Output(related=False))
    two = [story("One", people=("Kofi Annan",)), story("Two", people=("Kofi Annan",))]
    assert "Related" in page_of("articles/one.html", *two)
    assert "Related" not in page_of("articles/one.html", *two, config=config)


def test_a_story_leads_to_the_one_before_and_the_one_after():
    html = page_of(
        "articles/b.html", story("A", date="2018"), story("B", date="2019"), story("C", date="2020"), story("D")
    )
    assert '<a href="a.html" rel="prev">' in html
    assert '<a href="c.html" rel="next">' in html
    assert 'rel="prev"' not in page_of("articles/a.html", story("A", date="2018"), story("B"))


def test_captions_stand_without_their_pictures_and_say_so():
    text = main_of(page_of("articles/lake.html", story(**LAKE)))
    assert "The jetty. Drawing: Coast Wire The picture is not held; its caption stands as printed." in text


def test_what_is_not_known_leaves_no_heading_behind():
    text = main_of(page_of("articles/bare.html", story(slug="bare", title="Bare", body="Text.")))
    assert text.partition(" BibTeX")[0] == (
        "The Quay File. https://example.org/quay/articles/bare.html Undated Bare undated No date is known. "
        "1 word Text. Cite this “ Bare ”. undated. The Quay File, no. id-bare. https://example.org/quay/articles/bare.html"
    )
    assert text.endswith('"URL": "https://example.org/quay/articles/bare.html" }')


def test_a_foreign_story_carries_its_language_and_direction():
    files = built(story("مصر تفتتح", slug="suez", language="ar", body="افتتح الرئيس."))
    assert '<div class="story" lang="ar" dir="rtl">' in files["articles/suez.html"]
    assert "In Arabic" in main_of(files["articles/suez.html"])
    assert '<bdi lang="ar">مصر تفتتح</bdi>' in files["articles/index.html"]


def test_a_story_in_the_sites_own_language_carries_none():
    assert '<div class="story">' in page_of("articles/lake.html", story(slug="lake", language="en-GB"))


def test_an_arabic_site_runs_from_right_to_left():
    config = SiteConfig(title="الأرشيف", base_url="https://example.org/", language="ar")
    files = built(story(slug="lake", language="en"), config=config)
    assert '<html lang="ar" dir="rtl">' in files["index.html"]
    assert '<div class="story" lang="en" dir="ltr">' in files["articles/lake.html"]


def test_the_home_page_shows_the_latest_stories_and_the_most_covered():
    stories = [story(f"Story {n}", date=f"20{n}", countries=("Greece",), people=("Kofi Annan",)) for n in range(10, 24)]
    text = main_of(page_of("index.html", *stories))
    assert "A small file for tests. Latest 2023 Story 23 2022 Story 22" in text
    assert "Story 11" not in text
    assert "All 14 stories" in text
    assert "Countries Greece 14" in text
    assert "People Kofi Annan 14" in text
    assert text.index("2010 2011 2012") < text.index("Most covered")


def test_an_empty_archive_has_a_home_page_that_says_so():
    assert "No story has been filed yet." in main_of(page_of("index.html"))


def test_the_list_of_stories_goes_by_year_with_the_undated_at_the_end():
    text = main_of(
        page_of(
            "articles/index.html",
            story("A", date="2018"),
            story("B"),
            story("C", date="2018-03"),
            story("D", date="2019"),
        )
    )
    assert text.endswith("2019 day unknown D 2018 March C day unknown A Undated undated B")


def test_a_card_mentions_copies_only_if_there_are_two():
    copies = {"id-twice": [copy(), copy("content/sources/b.txt", start=7)], "id-once": [copy()]}
    text = main_of(page_of("articles/index.html", story("Twice"), story("Once"), copies=copies))
    assert text.endswith("Once undated Twice 2 copies")


def test_a_country_shows_what_is_about_it_and_apart_what_only_names_it():
    files = built(
        story("On Greece", date="2018-05-01", countries=("Greece",), people=("Alexis Tsipras",)),
        story("By the way", date="2019-05-01", mentions=("Greece",), people=("Alexis Tsipras",)),
    )
    text = main_of(files["countries/greece.html"])
    assert "1 story is about Greece; 1 more only names it." in text
    assert "Named with People Alexis Tsipras 2" in text
    assert "such names as Greece , Greek , Athens , by cities and by datelines. The code is GR ." in text
    assert text.endswith("2018 1 May On Greece Only named 1 May 2019 By the way")


def test_the_table_of_countries_counts_both_kinds():
    text = main_of(page_of("countries/index.html", story(countries=("US",), mentions=("Greece",))))
    assert text.endswith("Country About Named Greece 0 1 United States 1 0")


def test_people_stand_under_the_first_letter_of_their_surname():
    names = ("Ludwig van Beethoven", "Martin Luther King Jr.", "Kofi Annan", "Ömer Öz", "عمر الشريف")
    html = page_of("people/index.html", story(people=names))
    assert main_of(html).endswith(
        "A Kofi Annan 1 B Ludwig van Beethoven 1 K Martin Luther King Jr. 1 O Ömer Öz 1 Other عمر الشريف 1"
    )
    assert '<li><a href="#B">B</a></li>' in html
    assert "<li><span>C</span></li>" in html


def test_a_person_shows_spellings_company_and_stories():
    files = built(
        story("One", date="2018-05-01", countries=("Greece",), people=("António Guterres", "Kofi Annan")),
        story("Two", date="2019-05-01", people=("Antonio Guterres",)),
        spellings={"Antonio Guterres": "António Guterres"},
    )
    text = main_of(files["people/ant-nio-guterres.html"])
    assert "Named in 2 stories, 2018 to 2019." in text
    assert "Antonio Guterres 1 May 2019 1 May 2019 1 António Guterres 1 May 2018" in text
    assert "People Kofi Annan 1 Countries Greece 1" in text
    assert "2019 1 May Two as “Antonio Guterres” 2018 1 May One" in text


def test_a_person_has_the_titles_that_stand_beside_the_name():
    bodies = {
        "2003": "Foreign Minister António Guterres spoke.",
        "2017": "He met António Guterres, the secretary-general of the United Nations.",
        "2018": "Secretary-General Guterres sent word; António Guterres had not come.",
        "2019": "António Guterres came.",
    }
    stories = [story(date, date=date, people=("António Guterres",), body=body) for date, body in bodies.items()]
    text = main_of(page_of("people/ant-nio-guterres.html", *stories))
    assert "Title First Last Stories Secretary-General 2017 2018 2 Foreign Minister 2003 2003 1" in text


def test_coverage_is_drawn_by_year_and_listed_in_a_table():
    stories = [story(f"S{n}", date=date, countries=("Greece",)) for n, date in enumerate(("2016", "2018", "2018-02"))]
    html = page_of("countries/greece.html", *stories, story("Undated", countries=("Greece",)))
    assert 'aria-label="Stories about Greece by year, 2016 to 2018: most in 2018 with 2"' in html
    assert "<title>2018: 2</title></rect>" in html
    assert "Year Stories 2016 1 2017 0 2018 2 1 story without a date is left out." in main_of(html)


def test_coverage_of_one_year_is_drawn_by_month():
    dates = enumerate(("2018-02", "2018-04-01", "2018"))
    stories = [story(f"S{n}", date=date, people=("Kofi Annan",)) for n, date in dates]
    text = main_of(page_of("people/kofi-annan.html", *stories))
    assert "Month Stories January 0 February 1 March 0 April 1" in text
    assert "1 story without a month is left out." in text


def test_drawings_can_be_left_out():
    config = SiteConfig(title="x", base_url="https://example.org/", output=Output(charts=False))
    stories = [story(f"S{n}", date=f"201{n}", countries=("Greece",), people=("Kofi Annan",)) for n in range(5)]
    assert '<svg class="spark"' in page_of("index.html", *stories)
    assert not [url for url, html in built(*stories, config=config).items() if "<svg" in html]


def test_a_copy_says_where_it_lies_among_the_stories_of_its_saved_page():
    copies = {"id-lake": [copy(start=500, end=1000)], "id-sea": [copy(start=0, end=400)]}
    html = page_of("articles/lake.html", story(slug="lake"), story(slug="sea"), copies=copies)
    assert "bytes 500 to 1,000, the second of 2 stories" in main_of(html)
    assert 'up to 1,000; this is the one from 500 to 1,000"><rect class="all" x="0.0%" width="40.0%"' in html
    assert '<rect class="this" x="50.0%" width="50.0%"' in html
    assert "strip" not in page_of("articles/lake.html", story(slug="lake"), copies=copies)


def test_one_spelling_makes_no_table():
    assert "Spellings" not in page_of("people/kofi-annan.html", story(people=("Kofi Annan",)))


def test_free_pages_are_linked_from_the_foot_of_every_page():
    files = built(story(slug="lake"), free=(free_page(),))
    assert '<a href="../pages/method.html">Method</a>' in files["articles/lake.html"]
    assert '<a href="pages/method.html">Method</a>' in files["index.html"]
    assert "How this was made." in main_of(files["pages/method.html"])


def test_the_page_for_a_wrong_address_links_from_the_root():
    html = page_of("404.html")
    assert '<link rel="stylesheet" href="/quay/static/style.css">' in html
    assert '<a class="head" href="/quay/articles/">Articles</a>' in html
    assert 'rel="canonical"' not in html


def test_the_navigation_marks_the_index_that_one_is_on():
    files = built(story(countries=("Greece",)))
    assert '<a href="index.html" aria-current="page">Countries</a>' in files["countries/index.html"]
    assert "aria-current" not in files["countries/greece.html"]


@pytest.mark.parametrize("free", [(), (free_page(title="Ödön"),)])
def test_every_page_has_one_headline_and_balanced_sections(free):
    for url, html in built(story(**LAKE), free=free).items():
        if url.endswith(".html"):
            assert html.count("<h1") == 1, url
            assert html.count("<section") == html.count("</section>"), url
            assert "{{ " not in html, url


def test_pages_do_not_hang_on_the_order_of_files():
    stories = [story(f"S{n}", date="2018-05-01", countries=("US", "NO"), people=("A B", "C D")) for n in range(5)]
    assert built(*stories) == built(*reversed(stories))


def test_a_year_has_a_page_with_its_months_and_what_has_no_day_at_the_end():
    stories = [
        story("A", date="2018-06-17"), story("B", date="2018-06"), story("C", date="2018"), story("D", date="2017"),
        story("E", date="2018-12-01"),
    ]  # fmt: skip
    html = page_of("years/2018.html", *stories)
    assert main_of(html).endswith("December 1 December E June 17 June A June B Day unknown day unknown C")
    assert '<a href="2017.html" rel="prev">' in html
    assert '<a href="../years/2018.html#june">' in page_of("articles/a.html", *stories)
    assert "2018 4 2017 1" in main_of(page_of("years/index.html", *stories))


def test_a_publication_has_a_page_whatever_the_dress_of_its_name():
    stories = [
        story("A", publication="Coast Wire"),
        story("B", publication="COAST WIRE"),
        story("C", publication="Coast Wire"),
    ]
    files = built(*stories, story("D"))
    assert "Coast Wire 3 1 story names no publication." in main_of(files["publications/index.html"])
    assert main_of(files["publications/coast-wire.html"]).endswith("Undated undated A undated B undated C")
    assert '<a href="../publications/coast-wire.html"><bdi>COAST WIRE</bdi></a>' in files["articles/b.html"]


def test_no_two_pages_share_an_address():
    assert (
        find_shared_addresses(
            page.url for page in PageList(site(story(**LAKE), config=CONFIG, free=(free_page(),)), COUNTRIES)
        )
        == ()
    )


def test_the_addresses_are_those_of_the_pages():
    made = site(story(**LAKE), story(slug="sea"), free=(free_page(),))
    assert sorted(list_urls(made)) == sorted(page.url for page in PageList(made, COUNTRIES))


def test_two_pages_that_differ_in_case_alone_are_a_problem():
    first = next(iter(PageList(site(), COUNTRIES)))
    problems = find_shared_addresses([first.url, "INDEX.html"])
    assert [p.format_message() for p in problems] == [
        (
            "output/INDEX.html: two pages would be written to this address, the other as index.html; "
            "give one of them another slug"
        )
    ]
