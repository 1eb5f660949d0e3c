"""The page of a country: stories about it, stories that only name it, people named with it, its years.

In: a country with its stories, and the site context. Out: one view, and the lists of its stories. Each story counts
once, however many copies were saved.
"""

from collections.abc import Callable
from itertools import chain

from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, CountryTag, Entry
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band, Card
from generator.site.views.charts import Bars
from generator.site.views.frame import Link, PageFrame, PageHead, build_head
from generator.site.views.rankings import RankingRow
from generator.site.views.site_context import SiteContext
from generator.site.views.story_lists import PartRow, StoryList
from generator.site.views.tag_margin import select_country_form
from generator.text.counts import format_count

MAX_NAMED_WITH = 8


class CountryView(Value, frozen=True):
    """The page of a country. `bands` are stories about it, `named` those that only name it.

    If they are too many for a page, `bands` and `named` hold the newest, and `parts` and `named_parts` link to all by
    year. `names` are the names that lead to this country; `wikidata` is an address.
    """

    frame: PageFrame
    head: PageHead
    trail: tuple[Link, ...]
    name: str
    in_sentence: str
    code: str
    summary: str
    wikidata: str
    note: str
    bars: Bars | None
    people: tuple[RankingRow, ...]
    countries: tuple[RankingRow, ...]
    names: tuple[str, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]
    named: tuple[Card, ...]
    named_parts: tuple[PartRow, ...]


def build_country_view(context: SiteContext, country: CountryStories) -> CountryView:
    """Build the view of a country's page."""
    site, url, record = context.site, country.url, country.country
    about_list, named_list = build_story_lists(country)
    bands, parts = story_lists.build_bands_and_parts(context, about_list)
    all_entries = tuple(chain(country.about, country.mentions))
    return CountryView(
        frame=context.frames.get_frame(url),
        head=build_head(site, url, record.name, _write_summary(country)),
        trail=(Link(label="Countries", href=urls.build_link(url, urls.COUNTRIES)),),
        name=record.name,
        in_sentence=record.in_sentence,
        code=record.code,
        summary=_write_summary(country),
        wikidata=urls.build_wikidata_url(record.wikidata),
        note=record.note,
        bars=_build_bars(country) if site.config.output.charts else None,
        people=rankings.rank_people(site, all_entries, url, MAX_NAMED_WITH),
        countries=rankings.rank_countries(site, all_entries, url, MAX_NAMED_WITH, excluded_code=record.code),
        names=tuple(dict.fromkeys((record.name, *record.strong[:3], *record.adjectives, *record.capitals[:2]))),
        bands=bands,
        parts=parts,
        named=story_lists.build_cards(context, named_list),
        named_parts=story_lists.build_parts(named_list),
    )


def build_story_lists(country: CountryStories) -> tuple[StoryList, StoryList]:
    """Return the stories about a country, and those that only name it."""
    record, url = country.country, country.url
    trail = (("Countries", urls.COUNTRIES), (record.name, url))

    def build_list(
        entries: tuple[Entry, ...], relation: str, prefix: str, get_tags: Callable[[Entry], tuple[CountryTag, ...]]
    ) -> StoryList:
        return StoryList(
            page_url=url,
            name=record.name,
            description=f"Stories {relation} {record.in_sentence}",
            entries=entries,
            trail=trail,
            prefix=prefix,
            describe_reason=lambda entry: _describe_form(country, get_tags(entry)),
        )

    return (
        build_list(country.about, "about", "", lambda entry: entry.about),
        build_list(country.mentions, "that only name", "named-", lambda entry: entry.mentions),
    )


def _build_bars(country: CountryStories) -> Bars | None:
    name = country.country.in_sentence
    if country.about:
        return charts.build_coverage_bars(country.about, f"Stories about {name}")
    return charts.build_coverage_bars(country.mentions, f"Stories that name {name}")


def _write_summary(country: CountryStories) -> str:
    """Write a summary, such as: 61 stories are about Greece; 38 more only name it."""
    name, about_count, named_count = country.country.in_sentence, len(country.about), len(country.mentions)
    if not about_count:
        return f"{format_count(named_count, 'story names', 'stories name')} {name}; none is about it."
    sentence = f"{format_count(about_count, 'story is', 'stories are')} about {name}"
    return (
        f"{sentence}; {format_count(named_count, 'more only names', 'more only name')} it."
        if named_count
        else f"{sentence}."
    )


def _describe_form(country: CountryStories, tags: tuple[CountryTag, ...]) -> str:
    """Return `as “Macedonia”` if the story uses another name for the country."""
    form = next(tag.printed for tag in tags if tag.code == country.country.code)
    form = select_country_form(country.country, form)
    return f"as “{form}”" if form else ""
