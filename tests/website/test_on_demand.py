"""Pages that are made one by one, when they are asked for, are those of a whole site."""

import msgspec
import pytest
from support.sites import CONFIG, COUNTRIES, free_page, render, site, story, templates

from generator.config import Output
from generator.render.on_demand import OnDemandFiles
from generator.site.views.page_list import PageList


def whole(**settings):
    """A site with every kind of page."""
    config = msgspec.structs.replace(CONFIG, output=Output(**settings))
    return site(
        story("Lake", date="2016-11-30", people=("Kofi Annan",), countries=("Greece",), aliases=("old",)),
        story("Quay", date="2015-01-02", countries=("Greece", "Norway"), publication="Coast Wire"),
        config=config,
        free=(free_page(),),
        withdrawn=("gone",),
    )


@pytest.mark.parametrize("settings", [{}, {"search": False, "markdown_copies": False, "entity_feeds": False}])
def test_every_file_is_the_same_in_whatever_order_it_is_asked_for(settings):
    made = whole(**settings)
    at_once = render(made, templates())
    one_by_one = OnDemandFiles(PageList(made, COUNTRIES), templates())
    assert sorted(one_by_one) == sorted(at_once)
    assert len(one_by_one) == len(at_once)
    for url in sorted(at_once, reverse=True):
        assert url in one_by_one
        assert one_by_one[url] == at_once[url], url
    assert "articles/nothing.html" not in one_by_one
    with pytest.raises(KeyError):
        one_by_one["articles/nothing.html"]


def test_there_is_a_sample_for_each_template():
    made = OnDemandFiles(PageList(whole(), COUNTRIES), templates())
    assert len(list(made.select_sample_urls())) == len(templates().keys() - {"base.html", "macros.html"})
