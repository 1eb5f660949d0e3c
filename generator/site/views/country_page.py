"""The page of a country: what is about it, and apart what only names it; who is named with it; its years.

In: a country with its stories, and what surrounds it. Out: one view, and the shelves of its stories. Which stories are
about it was decided before; each counts once, however many copies were saved.
"""

from collections.abc import Callable
from itertools import chain

from generator.model.value import Value
from generator.site import urls
from generator.site.model import CountryStories, CountryTag, Entry
from generator.site.views import charts, rankings, story_lists
from generator.site.views.card import Band, Card
from generator.site.views.charts import Bars
from generator.site.views.frame import Frame, Head, Link, head
from generator.site.views.rankings import TallyRow
from generator.site.views.site_context import Surroundings
from generator.site.views.story_lists import PartRow, Shelf
from generator.site.views.tag_margin import printed_country
from generator.site.views.wording import counted

NAMED_WITH = 8


class CountryView(Value, frozen=True):
    """A country's page. `bands` are stories about it, `named` those that only name it.

    Where they are too many for a page, `bands` and `named` hold the newest, and `parts` and `named_parts` lead to all
    by year. `names` are the forms by which stories are placed here; `wikidata` is an address.
    """

    frame: Frame
    head: Head
    trail: tuple[Link, ...]
    name: str
    in_sentence: str
    code: str
    summary: str
    wikidata: str
    note: str
    bars: Bars | None
    people: tuple[TallyRow, ...]
    countries: tuple[TallyRow, ...]
    names: tuple[str, ...]
    bands: tuple[Band, ...]
    parts: tuple[PartRow, ...]
    named: tuple[Card, ...]
    named_parts: tuple[PartRow, ...]


def country_view(around: Surroundings, country: CountryStories) -> CountryView:
    """The view of one country's page."""
    site, url, record = around.site, country.url, country.country
    about, named = shelves(country)
    bands, parts = story_lists.listed(around, about)
    everything = tuple(chain(country.about, country.named))
    return CountryView(
        frame=around.frames.of(url),
        head=head(site, url, record.name, _summary(country)),
        trail=(Link(label="Countries", href=urls.relative(url, urls.COUNTRIES)),),
        name=record.name,
        in_sentence=record.in_sentence,
        code=record.code,
        summary=_summary(country),
        wikidata=urls.wikidata(record.wikidata),
        note=record.note,
        bars=_bars(country) if site.config.output.charts else None,
        people=rankings.people(site, everything, url, NAMED_WITH),
        countries=rankings.countries(site, everything, url, NAMED_WITH, besides=record.code),
        names=tuple(dict.fromkeys((record.name, *record.strong[:3], *record.adjectives, *record.capitals[:2]))),
        bands=bands,
        parts=parts,
        named=story_lists.cards(around, named),
        named_parts=story_lists.parts(named),
    )


def shelves(country: CountryStories) -> tuple[Shelf, Shelf]:
    """The stories about a country, and those that only name it."""
    record, url = country.country, country.url
    trail = (("Countries", urls.COUNTRIES), (record.name, url))

    def made(
        entries: tuple[Entry, ...], what: str, prefix: str, tags: Callable[[Entry], tuple[CountryTag, ...]]
    ) -> Shelf:
        return Shelf(
            home=url,
            name=record.name,
            what=f"Stories {what} {record.in_sentence}",
            entries=entries,
            trail=trail,
            prefix=prefix,
            why=lambda entry: _as(country, tags(entry)),
        )

    return (
        made(country.about, "about", "", lambda entry: entry.about),
        made(country.named, "that only name", "named-", lambda entry: entry.named),
    )


def _bars(country: CountryStories) -> Bars | None:
    name = country.country.in_sentence
    if country.about:
        return charts.coverage(country.about, f"Stories about {name}")
    return charts.coverage(country.named, f"Stories that name {name}")


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
