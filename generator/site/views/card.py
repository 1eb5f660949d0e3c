"""The index card of a story, and lists of them by year.

In: entries, newest first, and the page that the list stands on. Out: cards with relative links. Which
stories a list holds is decided by the page.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from generator.model.article import ArticleId
from generator.model.value import Value
from generator.site import languages, urls
from generator.site.site import Entry
from generator.site.views.day import DayView, day, year_heading
from generator.site.views.words import counted


class Card(Value, frozen=True):
    """A story in a list. `lang` is set where it is not in the site's language; `why` says why it is here."""

    href: str
    headline: str
    lang: str
    day: DayView
    publication: str
    why: str


class YearBand(Value, frozen=True):
    """The stories of one year. `anchor` is the heading's id, `y2018` or `undated`."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]


def card(entry: Entry, url: str, site_language: str, why: str = "") -> Card:
    """The card of `entry` on the page at `url`; `why` comes before the number of copies."""
    article = entry.article
    copies = counted(len(entry.copies), "copy", "copies") if len(entry.copies) > 1 else ""
    return Card(
        href=urls.relative(url, entry.url),
        headline=article.title,
        lang=languages.foreign(article.language, site_language),
        day=day(article.date, article.date_basis),
        publication=article.publication or "",
        why="; ".join(part for part in (why, copies) if part),
    )


def by_year(
    entries: Iterable[Entry], url: str, site_language: str, why: Mapping[ArticleId, str] | None = None
) -> tuple[YearBand, ...]:
    """The cards of `entries` in a band for each year, in the order of `entries`."""
    reasons = why or {}
    return tuple(
        YearBand(
            heading=heading,
            anchor=anchor(heading),
            cards=tuple(card(entry, url, site_language, reasons.get(entry.id, "")) for entry in group),
        )
        for heading, group in groupby(entries, key=lambda entry: year_heading(entry.article.date))
    )


def anchor(heading: str) -> str:
    """The id of a year's heading on a page: an id that begins with a digit cannot be used everywhere."""
    return f"y{heading}" if heading.isdigit() else heading.lower()
