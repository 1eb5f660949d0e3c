"""What pages say to programs: true, whole, and unable to end the block that it stands in."""

import json
import re

import msgspec
import pytest
from support.sites import CONFIG, built, copy, site, story

from generator.model.authority import PersonRecord
from generator.site.structured import StructuredDataBuilder

BASE = CONFIG.base_url


def graph(html):
    """What stands in the block of a page, by type."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    read = json.loads(block)
    assert read["@context"] == "https://schema.org"
    return {node["@type"]: node for node in read["@graph"]}


def og(html):
    return dict(re.findall(r'property="([a-z_]+:[a-z_]+)" content="([^"]*)"', html))


def test_a_story_says_what_it_is_about_and_what_it_was_taken_from():
    lake = story(
        "Ferry returns",
        id="l",
        date="2018-06-17",
        basis="page",
        publication="Coast Wire",
        byline="By Ada Berg and Staff",
        dateline="OSLO —",
        section="World",
        agency="AP",
        page="A4",
        summary="It is back.",
        countries=("Greece",),
        mentions=("Egypt",),
        people=("Kofi Annan",),
    )
    nodes = graph(built(lake, copies={"l": [copy("content/sources/a.txt")]})["articles/ferry-returns.html"])
    assert nodes["NewsArticle"] == {
        "@type": "NewsArticle",
        "@id": f"{BASE}articles/ferry-returns.html",
        "headline": "Ferry returns",
        "identifier": "l",
        "isPartOf": {"@id": BASE},
        "inLanguage": "en",
        "abstract": "It is back.",
        "datePublished": "2018-06-17",
        "dateline": "OSLO —",
        "creditText": "By Ada Berg and Staff",
        "articleSection": "World",
        "printPage": "A4",
        "publisher": {"@type": "Organization", "name": "Coast Wire"},
        "sourceOrganization": {"@type": "Organization", "name": "AP"},
        "about": [{"@type": "Country", "@id": f"{BASE}countries/greece.html", "name": "Greece", "identifier": "GR"}],
        "mentions": [
            {"@type": "Country", "@id": f"{BASE}countries/egypt.html", "name": "Egypt", "identifier": "EG"},
            {"@type": "Person", "@id": f"{BASE}people/kofi-annan.html", "name": "Kofi Annan"},
        ],
        "isBasedOn": [{"@type": "MediaObject", "name": "content/sources/a.txt", "sha256": "ab" * 32}],
    }
    steps = nodes["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0] | {"name": ""} == {"@type": "ListItem", "position": 1, "name": "", "item": f"{BASE}years/2018.html"}
    assert (steps[-1]["name"], "item" in steps[-1]) == ("Ferry returns", False)


def test_a_bare_story_says_nothing_that_is_not_known():
    page = built(story("Bare"))["articles/bare.html"]
    assert list(graph(page)["NewsArticle"]) == ["@type", "@id", "headline", "identifier", "isPartOf", "inLanguage"]
    assert og(page) == {
        "og:site_name": "The Quay File",
        "og:type": "article",
        "og:title": "Bare",
        "og:description": "The ferry is back.",
        "og:url": f"{BASE}articles/bare.html",
    }


@pytest.mark.parametrize(
    ("date", "basis", "published", "day"),
    [
        ("2018-06-17", "page", "2018-06-17", "2018-06-17"),
        ("2018-06", "page", "2018-06", None),
        ("2018-06-17", "caption", None, None),
        (None, None, None, None),
    ],
)
def test_a_day_of_publication_is_given_if_it_is_known(date, basis, published, day):
    page = built(story("Lake", date=date, basis=basis))["articles/lake.html"]
    assert graph(page)["NewsArticle"].get("datePublished") == published
    assert og(page).get("article:published_time") == day


def test_people_and_countries_say_who_they_are():
    files = built(
        story("Lake", people=("Guterres",), countries=("Greece",)), spellings={"Guterres": "António Guterres"}
    )
    person = graph(files["people/ant-nio-guterres.html"])
    assert person["Person"]["alternateName"] == ["Guterres"]
    assert [step["name"] for step in person["BreadcrumbList"]["itemListElement"]][0::2] == [
        "People",
        "António Guterres",
    ]
    assert graph(files["countries/greece.html"])["Country"]["identifier"] == "GR"
    home = graph(files["index.html"])["WebSite"]
    assert (home["name"], home["description"]) == ("The Quay File", "A small file for tests.")


def test_wikidata_is_named_where_it_is_known():
    made = site(story(people=("Kofi Annan",)))
    ((key, known),) = made.people.items()
    record = msgspec.structs.replace(
        known.person, record=PersonRecord(path="a.md", name="Kofi Annan", wikidata="Q1254")
    )
    made = msgspec.structs.replace(made, people={key: msgspec.structs.replace(known, person=record)})
    assert StructuredDataBuilder(made).build_person(key).same_as == "https://www.wikidata.org/wiki/Q1254"


@pytest.mark.parametrize("text", ["</script><img src=x onerror=alert(1)>", "<!--<script>", "]]>&amp;\u2028\u2029"])
def test_nothing_ends_the_block(text):
    page = built(story(text, slug="x", byline=text, people=(text,), publication=text))["articles/x.html"]
    block = re.search(r'<script type="application/ld\+json">(.*?)\n</head>', page, re.DOTALL)[1].removesuffix(
        "</script>"
    )
    assert not re.search("[<>&\u2028\u2029]", block)
    article = graph(page)["NewsArticle"]
    assert (article["headline"], article["creditText"], article["mentions"][0]["name"]) == (text, text, text)
