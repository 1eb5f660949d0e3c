"""The index card of a story, and lists of cards under headings.

In: entries, newest first, and the page of the list. Out: cards with relative links. The page decides which stories a
list holds.
"""

from collections.abc import Callable, Iterable

from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.buckets import Bucket
from generator.site.model import Entry
from generator.site.views.day_text import DayView, build_day_view
from generator.text.counts import format_count
from generator.text.slugs import make_slug

DescribeReason = Callable[[Entry], str]


class Card(Value, frozen=True):
    """A story in a list. `lang` is set if it is not in the site's language; `why` is the reason to list it."""

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


def give_no_reason(_: Entry) -> str:
    """Return no reason, for lists whose stories need none."""
    return ""


def build_card(entry: Entry, url: str, site_language: str, reason: str = "", *, names_publication: bool = True) -> Card:
    """Build the card of `entry` on the page at `url`; `reason` comes before the number of copies.

    Without `names_publication`, the card omits the publication because the page names it.
    """
    printed = entry.printed
    copy_count = format_count(len(entry.copies), "copy", "copies") if len(entry.copies) > 1 else ""
    return Card(
        href=urls.build_link(url, entry.url),
        headline=printed.title,
        lang=language_names.get_foreign_tag(printed.language, site_language),
        day=build_day_view(printed.date, printed.date_basis),
        publication=(printed.publication or "") if names_publication else "",
        why="; ".join(part for part in (reason, copy_count) if part),
    )


def build_bands(
    buckets: Iterable[Bucket],
    url: str,
    site_language: str,
    describe_reason: DescribeReason = give_no_reason,
    *,
    names_publication: bool = True,
) -> tuple[Band, ...]:
    """Build a band of cards for each of `buckets`."""
    return tuple(
        Band(
            heading=bucket.short,
            anchor=make_anchor(bucket.short),
            cards=tuple(
                build_card(entry, url, site_language, describe_reason(entry), names_publication=names_publication)
                for entry in bucket.entries
            ),
        )
        for bucket in buckets
    )


def make_anchor(heading: str) -> str:
    """Return the id of a heading on a page; it begins with a letter because not every tool accepts digits."""
    if heading.isascii() and heading.isalpha():  # June, Undated: most are
        return heading.lower()
    heading_slug = make_slug(heading, fallback="other")
    return f"y{heading_slug}" if heading_slug[0].isdigit() else heading_slug
