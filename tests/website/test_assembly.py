"""What becomes of manuscripts: which are published, in which order, with which tags and copies."""

import pytest
from support.sites import copy, found, free_page, site, source, story


def titles(*manuscripts):
    return [entry.printed.title for entry in site(*manuscripts).entries]


def messages(*manuscripts, **options):
    return [problem.format_message() for problem in found(*manuscripts, **options).problems]


def test_drafts_and_withdrawn_stories_are_left_out():
    assert titles(story("A"), story("B", draft=True), story("C", withdrawn=True)) == ["A"]


def test_newest_first_and_what_is_known_less_well_after_its_own():
    dates = [None, "2018", "2018-06", "2018-06-01", "2018-06-30", "2018-12-31", "2019", "2017-12-31"]
    ordered = titles(*(story(str(date), date=date, slug=f"s{n}") for n, date in enumerate(dates)))
    assert ordered == [
        "2019",
        "2018-12-31",
        "2018-06-30",
        "2018-06-01",
        "2018-06",
        "2018",
        "2017-12-31",
        "None",
    ]


def test_an_unknown_country_is_reported_with_its_line_and_only_that_tag_is_left_out():
    result = found(story(slug="lake", countries=("Grece", "Norway"), lines={"countries": 7}))
    assert [problem.format_message() for problem in result.problems] == [
        (
            "content/articles/lake.md:7: `Grece` in `countries` is not a known country; "
            "did you mean `Greece`?; correct the name, or write the ISO 3166-1 code of the country"
        )
    ]
    assert [tag.code for tag in result.value.entries[0].about] == ["NO"]


def test_two_names_of_one_country_make_one_tag_with_the_fuller_form():
    entry = site(story(countries=("Macedonia", "North Macedonia", "GR"), mentions=("Greece", "Norway"))).entries[0]
    assert [(tag.code, tag.printed) for tag in entry.about] == [("MK", "North Macedonia"), ("GR", "GR")]
    assert [(tag.code, tag.printed) for tag in entry.mentions] == [("NO", "Norway")]


def test_two_spellings_of_one_person_make_one_tag_with_the_fuller_form():
    spellings = {"Guterres": "António Guterres"}
    entry = site(story(people=("Guterres", "António Guterres")), spellings=spellings).entries[0]
    assert [tag.printed for tag in entry.people] == ["António Guterres"]


@pytest.mark.parametrize("slug", ["Lake", "lake"])
def test_of_two_stories_with_one_slug_the_first_by_path_keeps_it(slug):
    first = story("First", slug="lake", path="content/articles/a.md")
    second = story("Second", slug=slug, id="other", path="content/articles/b.md", lines={"slug": 3})
    result = found(second, first)
    assert [entry.printed.title for entry in result.value.entries] == ["First"]
    (problem,) = result.problems
    assert problem.format_message() == (
        f"content/articles/b.md:3: content/articles/a.md has the same slug `{slug}`; give one of them another slug"
    )


def test_of_two_stories_with_one_id_the_first_by_path_keeps_it():
    first, second = (story(name, id="x", path=f"content/articles/{name}.md") for name in "ab")
    assert messages(second, first) == [
        (
            "content/articles/b.md: content/articles/a.md has the same id `x`; "
            "delete the copy, or remove the `id` from the new file"
        )
    ]


@pytest.mark.parametrize("slug", ["../../etc/passwd", "a/b", "index", "", "x" * 81, "a b"])
def test_a_slug_that_cannot_be_an_address_is_reported(slug):
    assert messages(story(slug=slug, path="content/articles/a.md", lines={"slug": 2})) == [
        (
            f"content/articles/a.md:2: `{slug}` cannot be the last part of an address; "
            "use letters a to z, digits and hyphens, at most 80 characters"
        )
    ]


def test_a_free_page_whose_name_cannot_be_an_address_is_reported():
    assert messages(free=(free_page(slug="a b"),)) == [
        "content/pages/a b.md: `a b` cannot be the last part of an address; rename the file or give it another `slug`"
    ]


def test_copies_of_register_and_front_matter_are_joined_by_their_bytes():
    registered = [
        copy("content/sources/b.txt", received="2026-02-01"),
        copy("content/sources/a.txt", start=5),
    ]
    sources = (
        source("content/sources/b.txt"),
        source("content/sources/moved.txt"),
        source("content/sources/c.txt", end=9),
    )
    entry = site(story(slug="lake", sources=sources), copies={"id-lake": registered}).entries[0]
    assert [(c.paths, c.received) for c in entry.copies] == [
        (("content/sources/b.txt", "content/sources/moved.txt"), "2026-02-01"),
        (("content/sources/a.txt",), "2026-11-21"),
        (("content/sources/c.txt",), None),
    ]


def test_a_country_has_a_page_as_soon_as_one_story_names_it():
    made = site(story("A", date="2018", countries=("Greece",)), story("B", mentions=("Greece", "Norway")))
    assert {code: (len(c.about), len(c.mentions)) for code, c in made.countries.items()} == {
        "GR": (1, 1),
        "NO": (0, 1),
    }
    assert made.countries["NO"].url == "countries/norway.html"
