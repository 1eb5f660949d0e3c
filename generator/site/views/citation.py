"""Cite a story: in words, as BibTeX, as CSL-JSON.

In: an entry, its date as the page shows it, and the site. Out: strings. Unknown parts are left out.
"""

import re
from typing import Any

import msgspec

from generator.model.value import Value
from generator.site import urls
from generator.site.model import Entry
from generator.site.views.day_text import DayView
from generator.site.views.site_context import SiteContext

_TEX_SPECIAL = re.compile(r"[&%$#_{}\\~^]")
_TEX_COMMANDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class Citation(Value, frozen=True):
    """The parts of a citation in order: headline in quotes, publication in italics, and the rest.

    `bibtex` and `csl` are complete records, the latter as JSON.
    """

    headline: str
    lang: str
    publication: str
    rest: str
    bibtex: str
    csl: str


def build_citation(context: SiteContext, entry: Entry, day_view: DayView, lang: str) -> Citation:
    """Cite `entry`: as printed, then the archive, its id there, its address."""
    config = context.site.config
    date = f"c. {day_view.printed}" if day_view.approximate else day_view.printed
    address = urls.build_absolute(config.base_url, entry.url)
    key = f"{context.archive_key}-{entry.id}"
    original = f"{entry.printed.url}. " if entry.printed.url else ""
    return Citation(
        headline=entry.printed.title,
        lang=lang,
        publication=entry.printed.publication or "",
        rest=f"{date}. {original}{config.title}, no. {entry.id}. {address}",
        bibtex=_format_bibtex(key, entry, day_view, config.title, address),
        csl=_format_csl(key, entry, day_view, config.title, address),
    )


def _format_bibtex(key: str, entry: Entry, day_view: DayView, archive: str, address: str) -> str:
    printed = entry.printed
    note = f"{_escape_tex(archive)}, no. {entry.id}" + ("; date approximate" if day_view.approximate else "")
    note += f"; original at {_escape_tex(printed.url)}" if printed.url else ""
    fields = {
        "title": "{" + _escape_tex(printed.title) + "}",
        "howpublished": _escape_tex(printed.publication or ""),
        "date": printed.date.iso if printed.date else "",
        "year": str(printed.date.year) if printed.date else "",
        "note": note,
        "url": address,
    }
    lines = [f"  {name:<12} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _escape_tex(text: str) -> str:
    """Escape the characters of `text` that mean something in BibTeX."""
    return _TEX_SPECIAL.sub(lambda sign: _TEX_COMMANDS.get(sign[0], f"\\{sign[0]}"), text)


def _format_csl(key: str, entry: Entry, day_view: DayView, archive: str, address: str) -> str:
    printed, date = entry.printed, entry.printed.date
    record: dict[str, Any] = {"id": key, "type": "article-newspaper", "title": printed.title}
    if printed.publication:
        record["container-title"] = printed.publication
    if printed.section:
        record["section"] = printed.section
    if date:
        parts = [part for part in (date.year, date.month, date.day) if part]
        record["issued"] = {"date-parts": [parts]} | ({"circa": True} if day_view.approximate else {})
    if printed.language:
        record["language"] = printed.language
    if printed.url:
        record["note"] = f"Original: {printed.url}"
    record |= {"archive": archive, "archive_location": entry.id, "URL": address}
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
