"""Ranked lists of countries and people: a name, a spark by year, a figure.

In: stories, newest first. Out: rows, the most often named first. Equal figures are in alphabetical order, so that the
list does not depend on the order of files.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest

from generator.model.authority import CountryCode, PersonId
from generator.model.html import Html
from generator.model.value import Value
from generator.site import urls
from generator.site.model import Entry, Site
from generator.site.views.charts import draw_spark, find_year_span
from generator.text.normalise import fold


class RankingRow(Value, frozen=True):
    """A name, its link, and the number of stories; `spark` draws them by year."""

    name: str
    href: str
    number: int
    spark: Html | None = None


def rank_countries(
    site: Site, entries: Sequence[Entry], url: str, limit: int, excluded_code: str = ""
) -> tuple[RankingRow, ...]:
    """Rank the countries that most of `entries` are about, for the page at `url`, without `excluded_code`."""
    counts = Counter(tag.code for entry in entries for tag in entry.about)
    candidates = (
        (number, site.countries[code].country.name, site.countries[code].url, code)
        for code, number in counts.items()
        if code != excluded_code
    )
    top = _select_top(candidates, limit)
    sparks = _draw_sparks(site, entries, {code for *_, code in top}, _list_country_codes)
    return tuple(_build_row(candidate, url, sparks) for candidate in top)


def rank_people(
    site: Site, entries: Sequence[Entry], url: str, limit: int, excluded_id: str = ""
) -> tuple[RankingRow, ...]:
    """Rank the people whom most of `entries` name, for the page at `url`, without `excluded_id`."""
    counts = Counter(tag.id for entry in entries for tag in entry.people)
    candidates = (
        (number, site.people[person_id].person.name, site.people[person_id].url, person_id)
        for person_id, number in counts.items()
        if person_id != excluded_id
    )
    top = _select_top(candidates, limit)
    sparks = _draw_sparks(site, entries, {person_id for *_, person_id in top}, _list_person_ids)
    return tuple(_build_row(candidate, url, sparks) for candidate in top)


# The number of stories, the name, the address, the code or id.
_Ranked = tuple[int, str, str, str]


def _select_top(candidates: Iterable[_Ranked], limit: int) -> list[_Ranked]:
    return nsmallest(limit, candidates, key=lambda candidate: (-candidate[0], fold(candidate[1]), candidate[2]))


def _list_country_codes(entry: Entry) -> Iterator[CountryCode]:
    return (tag.code for tag in entry.about)


def _list_person_ids(entry: Entry) -> Iterator[PersonId]:
    return (tag.id for tag in entry.people)


def _draw_sparks(
    site: Site, entries: Sequence[Entry], keys: set[str], list_keys: Callable[[Entry], Iterator[str]]
) -> dict[str, Html]:
    """Draw the sparks of `keys`, over the years of `entries`."""
    if not site.config.output.charts:
        return {}
    counts: dict[str, Counter[int]] = {key: Counter() for key in keys}
    for entry in entries:
        if entry.printed.date:
            for key in list_keys(entry):
                if key in keys:
                    counts[key][entry.printed.date.year] += 1
    span = find_year_span(entries)
    drawings = ((key, draw_spark(years, span)) for key, years in counts.items())
    return {key: drawing for key, drawing in drawings if drawing}


def _build_row(candidate: _Ranked, url: str, sparks: dict[str, Html]) -> RankingRow:
    number, name, target_url, key = candidate
    return RankingRow(name=name, href=urls.build_link(url, target_url), number=number, spark=sparks.get(key))
