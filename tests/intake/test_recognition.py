"""What a story is about, by its dateline; a page is a story only below a headline."""

import pytest


def about(archive, dateline):
    text = f"Mill Opens in the Valley\n\n{dateline} - The mill was opened on Monday in front of many guests.\n"
    archive.source("a.txt", text).build()
    return {country["code"] for country in archive.export()[0]["countries"]}


@pytest.mark.parametrize("dateline", ["LOUISVILLE, Ky., Feb 26", "AUSTIN, Texas, March 3", "MADISON, Wis. (Reuters)"])
def test_a_state_behind_a_city_is_america(archive, dateline):
    assert about(archive, dateline) == {"US"}


def test_a_dateline_in_georgia_is_no_american_one(archive):
    assert about(archive, "TBILISI, Georgia, March 3") == {"GE"}


def test_a_date_on_top_of_labels_makes_no_story(archive):
    archive.source("a.txt", "12 June 2018\n\nWeather\n\nTides Today\n\nHarbour Lights and More\n").build()
    assert archive.export() == []


PACT = """Portugal and Brazil Agree to Mend Old Trams

Portugal and Brazil signed an agreement on Tuesday under which Portuguese workshops will mend the old trams of Recife.

The Brazilian minister said that the first six trams would come by ship in May. Portugal pays for their way there.

Workers in Porto had asked for the contract for years, and the Portuguese minister promised to hire eighty more.

Brazil still runs forty of these trams. Most were built before the war, and their brakes are Portuguese.

Asked about the cost, the minister said that Portugal would lend half of it, to be paid back by Brazil in ten years.

A bank in the US had offered to lend all of it, but Brazil did not like the terms. The US offer was withdrawn.

Trams like these also stand in museums in Chile, Peru, Kenya, Norway and Japan, a conductor from Recife said.

Brazil wants to have all forty back by the end of the decade, and Portugal to teach the men who will drive them.
"""


def test_what_is_named_in_passing_is_not_what_a_story_is_about(archive):
    story = archive.source("a.txt", PACT).build().export()[0]
    assert {country["code"] for country in story["countries"]} == {"PT", "BR"}
    assert {country["code"] for country in story["mentions"]} == {"US", "CL", "PE", "KE", "NO", "JP"}


def test_a_story_of_many_countries_is_about_them(archive):
    text = (
        "Eleven Films Are Still in the Race\n\nThe jury let eleven films go on to the last round.\n\n"
        "Among them are a comedy from Sweden and a long film from Ghana about a mine.\n\n"
        "A Chilean drama came in last of all, and the jury from Italy was pleased with a cartoon from Poland.\n"
    )
    story = archive.source("a.txt", text).build().export()[0]
    assert {country["code"] for country in story["countries"]} >= {"SE", "GH", "CL", "PL"}
