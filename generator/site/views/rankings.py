"""Ranked lists of countries and people: a name, a spark by year, a figure.

In: stories, newest first. Out: rows, the most often named first. Equal figures stand in the order of the alphabet, so
that the list does not hang on the order of files.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest

from generator.model.authority import CountryCode, PersonId
from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import Entry, Site
from generator.site.views.charts import spark, years_of
from generator.text.normalise import fold


class TallyRow(Value, frozen=True):
    """A name, where it leads, and the number of stories; `spark` draws how they fall over the years."""

    name: str
    href: str
    number: int
    spark: Html | None = None


def countries(site: Site, entries: Sequence[Entry], url: str, limit: int, besides: str = "") -> tuple[TallyRow, ...]:
    """The countries that most of `entries` are about, for the page at `url`, without the one `besides`."""
    counts = Counter(tag.code for entry in entries for tag in entry.about)
    named = (
        (number, site.countries[code].country.name, site.countries[code].url, code)
        for code, number in counts.items()
        if code != besides
    )
    best = _best(named, limit)
    years = _years(site, entries, {code for *_, code in best}, _codes)
    return tuple(_row(one, url, years) for one in best)


def people(site: Site, entries: Sequence[Entry], url: str, limit: int, besides: str = "") -> tuple[TallyRow, ...]:
    """The people whom most of `entries` name, for the page at `url`, without the one `besides`."""
    counts = Counter(tag.id for entry in entries for tag in entry.people)
    named = (
        (number, site.people[key].person.name, site.people[key].url, key)
        for key, number in counts.items()
        if key != besides
    )
    best = _best(named, limit)
    years = _years(site, entries, {key for *_, key in best}, _ids)
    return tuple(_row(one, url, years) for one in best)


# The number of stories, the name, the address, the code or id.
_Named = tuple[int, str, str, str]


def _best(named: Iterable[_Named], limit: int) -> list[_Named]:
    return nsmallest(limit, named, key=lambda one: (-one[0], fold(one[1]), one[2]))


def _codes(entry: Entry) -> Iterator[CountryCode]:
    return (tag.code for tag in entry.about)


def _ids(entry: Entry) -> Iterator[PersonId]:
    return (tag.id for tag in entry.people)


def _years(
    site: Site, entries: Sequence[Entry], keys: set[str], tags: Callable[[Entry], Iterator[str]]
) -> dict[str, Html]:
    """The sparks of `keys`, over the years of `entries`."""
    if not site.config.output.charts:
        return {}
    counts: dict[str, Counter[int]] = {key: Counter() for key in keys}
    for entry in entries:
        if entry.article.date:
            for key in tags(entry):
                if key in keys:
                    counts[key][entry.article.date.year] += 1
    span = years_of(entries)
    drawn = ((key, spark(years, span)) for key, years in counts.items())
    return {key: one for key, one in drawn if one}


def _row(one: _Named, url: str, sparks: dict[str, Html]) -> TallyRow:
    number, name, to, key = one
    return TallyRow(name=name, href=urls.relative(url, to), number=number, spark=sparks.get(key))
