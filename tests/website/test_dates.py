"""Days as the site prints them."""

import pytest

from generator.model.article import DateBasis, PartialDate
from generator.site.views.day_text import build_day_view


@pytest.mark.parametrize(
    ("iso", "printed", "in_year"),
    [
        ("2018-06-17", "17 June 2018", "17 June"),
        ("2018-06", "June 2018", "June"),
        ("2018", "2018", "day unknown"),
        ("0954-01-02", "2 January 954", "2 January"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(iso, printed, in_year):
    view = build_day_view(PartialDate.parse(iso))
    assert (view.iso, view.printed, view.in_year) == (iso, printed, in_year)


def test_no_date_is_undated():
    view = build_day_view(None)
    assert (view.iso, view.printed, view.reason) == ("", "undated", "No date is known.")


def test_only_a_captions_date_is_approximate():
    assert [basis for basis in DateBasis if build_day_view(PartialDate(2018), basis).approximate] == [DateBasis.CAPTION]


@pytest.mark.parametrize("basis", DateBasis)
def test_the_basis_of_a_date_is_given_in_a_sentence(basis):
    reason = build_day_view(PartialDate(2018), basis).reason
    assert reason.startswith("Date ")
    assert reason.endswith(".")
