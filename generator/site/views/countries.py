"""The pages of countries: the table of all of them, and one for each.

In: the site. Out: views. A country has a page as soon as one story is about it or names it.
"""

from collections import Counter
from itertools import chain

from generator.model.value import Value
from generator.site import urls
from generator.site.site import CountryStories, CountryTag, Site
from generator.site.views import tally
from generator.site.views.card import Card, YearBand, by_year, card
from generator.site.views.frame import Frame, Frames, Head, Link, head
from generator.site.views.tags import printed_country
from generator.site.views.tally import TallyRow
from generator.site.views.words import counted

NAMED_WITH = 8


class CountryRow(Value, frozen=True):
    """A line of the table: how many stories are about the country, how many only name it."""

    name: str
    href: str
    about: int
    named: int


class CountriesView(Value, frozen=True):
    """The table of all countries, by name."""

    frame: Frame
    head: Head
    summary: str
    rows: tuple[CountryRow, ...]


class CountryView(Value, frozen=True):
    """A country's page. `named` are the stories that name it and are not about it."""

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    name: str
    summary: str
    wikidata: str
    note: str
    people: tuple[TallyRow, ...]
    bands: tuple[YearBand, ...]
    named: tuple[Card, ...]


def countries_view(site: Site, frames: Frames) -> CountriesView:
    """The view of the table."""
    about = sum(1 for stories in site.countries.values() if stories.about)
    summary = _table_summary(about, len(site.countries))
    return CountriesView(
        frame=frames.of(urls.COUNTRIES),
        head=head(site, urls.COUNTRIES, "Countries", summary),
        summary=summary,
        rows=tuple(_row(country) for country in site.countries.values()),
    )


def country_view(site: Site, country: CountryStories, frames: Frames) -> CountryView:
    """The view of one country's page."""
    url, language = country.url, site.config.language
    everything = chain(country.about, country.named)
    company = Counter(tag.id for entry in everything for tag in entry.people)
    record = country.country
    summary = _summary(country)
    return CountryView(
        frame=frames.of(url),
        head=head(site, url, record.name, summary),
        trail=(Link(label="Countries", href=urls.relative(url, urls.COUNTRIES)),),
        name=record.name,
        summary=summary,
        wikidata=urls.wikidata(record.wikidata),
        note=record.note,
        people=tally.people(site, company, url, NAMED_WITH),
        bands=by_year(country.about, url, language, {e.id: _as(country, e.about) for e in country.about}),
        named=tuple(card(e, url, language, _as(country, e.named)) for e in country.named),
    )


def _row(country: CountryStories) -> CountryRow:
    return CountryRow(
        name=country.country.name,
        href=urls.relative(urls.COUNTRIES, country.url),
        about=len(country.about),
        named=len(country.named),
    )


def _table_summary(about: int, everywhere: int) -> str:
    """Such as: 129 countries have a story about them; 12 more are only named."""
    if not everywhere:
        return "No country has been named yet."
    told = "1 country has a story about it" if about == 1 else f"{about} countries have a story about them"
    only = everywhere - about
    return f"{told}; {counted(only, 'more is', 'more are')} only named." if only else f"{told}."


def _summary(country: CountryStories) -> str:
    """Such as: 61 stories are about Greece; 38 more only name it."""
    name, about, named = country.country.in_sentence, len(country.about), len(country.named)
    if not about:
        return f"{counted(named, 'story names', 'stories name')} {name}; none is about it."
    told = f"{counted(about, 'story is', 'stories are')} about {name}"
    return f"{told}; {counted(named, 'more only names', 'more only name')} it." if named else f"{told}."


def _as(country: CountryStories, tags: tuple[CountryTag, ...]) -> str:
    """`as “Macedonia”` where the story's own name for it is another."""
    form = next(tag.printed for tag in tags if tag.code == country.country.code)
    form = printed_country(country.country, form)
    return f"as “{form}”" if form else ""
