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
