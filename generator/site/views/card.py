"""The index card of a story, and lists of them under headings.

In: entries, newest first, and the page that the list stands on. Out: cards with relative links. Which stories a list
holds is decided by the page.
"""

from collections.abc import Callable, Iterable

from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.buckets import Bucket
from generator.site.model import Entry
from generator.site.views.day_text import DayView, day
from generator.site.views.wording import counted
from generator.text.slugs import slug

Why = Callable[[Entry], str]


class Card(Value, frozen=True):
    """A story in a list. `lang` is set where it is not in the site's language; `why` says why it is here."""

    href: str
    headline: str
    lang: str
    day: DayView
    publication: str
    why: str


class Band(Value, frozen=True):
    """The stories of a year, month or day. `anchor` is the heading's id: `y2018`, `june`, `undated`."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]


def nothing(_: Entry) -> str:
    """What is said of a story that needs no reason."""
    return ""


def card(entry: Entry, url: str, site_language: str, why: str = "", *, publication: bool = True) -> Card:
    """The card of `entry` on the page at `url`; `why` comes before the number of copies.

    Without `publication` it does not name that, for the page does.
    """
    article = entry.article
    copies = counted(len(entry.copies), "copy", "copies") if len(entry.copies) > 1 else ""
    return Card(
        href=urls.relative(url, entry.url),
        headline=article.title,
        lang=language_names.foreign(article.language, site_language),
        day=day(article.date, article.date_basis),
        publication=(article.publication or "") if publication else "",
        why="; ".join(part for part in (why, copies) if part),
    )


def bands(
    some: Iterable[Bucket], url: str, site_language: str, why: Why = nothing, *, publication: bool = True
) -> tuple[Band, ...]:
    """A band of cards for each of `some`."""
    return tuple(
        Band(
            heading=bucket.short,
            anchor=anchor(bucket.short),
            cards=tuple(
                card(entry, url, site_language, why(entry), publication=publication) for entry in bucket.entries
            ),
        )
        for bucket in some
    )


def anchor(heading: str) -> str:
    """The id of a heading on a page: an id that begins with a digit cannot be used everywhere."""
    if heading.isascii() and heading.isalpha():  # June, Undated: most are
        return heading.lower()
    made = slug(heading, fallback="other")
    return f"y{made}" if made[0].isdigit() else made
