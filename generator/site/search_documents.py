"""Search documents: one for each story, made for the index and not for readers.

In: the site. Out: URL and bytes of each document, with Pagefind's attributes. The story's page is not indexed, so that
a new design needs no new index and pages carry no index attributes.
"""

from collections.abc import Iterable, Iterator
from html import escape

from generator.model.authority import Person
from generator.site import language_names
from generator.site.model import Entry, Site
from generator.site.views.day_text import build_day_view
from generator.text.plain import to_plain_text

# Sorts before every day; without a key, a story would be missing from sorted results.
_UNDATED = "0000"


def build_documents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a document for each story, newest first."""
    for entry in site.entries:
        yield entry.url, _build_document(site, entry).encode()


def _build_document(site: Site, entry: Entry) -> str:
    """Build the text of a story, what a result list shows of it, and the values that filter and sort it."""
    printed = entry.printed
    published = build_day_view(printed.date, printed.date_basis)
    countries = [site.countries[tag.code].country for tag in (*entry.about, *entry.mentions)]
    people = [site.people[tag.id].person for tag in entry.people]
    about = countries[: len(entry.about)]
    names = [*(name for person in people for name in _list_names(person)), *(country.name for country in countries)]
    metadata = {
        "title": printed.title,
        "iso": published.iso,
        "day": published.printed,
        "approximate": "c." if published.approximate else "",
        "publication": printed.publication or "",
        "lang": language_names.get_foreign_tag(printed.language, site.config.language),
        "names": ", ".join(dict.fromkeys(names)),
    }
    filters = (
        *(("country", country.name) for country in about),
        *(("person", person.name) for person in people),
        *([("publication", printed.publication)] if printed.publication else []),
        ("year", str(printed.date.year) if printed.date else "undated"),
    )
    captions = [f"{figure.caption} {figure.credit or ''}" for figure in printed.figures]
    return "\n".join(
        [
            f'<!doctype html><html lang="{escape(site.config.language)}"><head><title></title>',
            *(_format_meta("meta", key, value) for key, value in metadata.items() if value),
            *(_format_meta("filter", key, value) for key, value in filters),
            _format_meta("sort", "date", published.iso or _UNDATED),
            "</head><body><article data-pagefind-body>",
            *_format_paragraphs([printed.summary or "", *to_plain_text(entry.article.body).split("\n\n"), *captions]),
            "</article></body></html>\n",
        ]
    )


def _list_names(person: Person) -> tuple[str, ...]:
    """Return the names by which a person can be found: all printed ones, and those in a record."""
    return (*person.spellings, *(person.record.names if person.record else ()))


def _format_meta(kind: str, key: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{key}[content]" content="{escape(value)}">'


def _format_paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (f"<p>{_escape_text(text)}</p>" for text in texts if text)


def _escape_text(text: str) -> str:
    return escape(text, quote=False)
