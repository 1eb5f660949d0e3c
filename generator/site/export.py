"""The archive as data: one line of JSON for each story, for whoever wants to count instead of read.

In: the site. Out: the bytes of data/articles.jsonl, every key always present, sorted by id. The keys and
their order are promised to others; the file is not written here.
"""

from typing import Any

import msgspec

from generator.site.site import CountryTag, Entry, SavedCopy, Site
from generator.text.plain import plain_text


def articles_jsonl(site: Site) -> bytes:
    """All stories, a line each."""
    encode = msgspec.json.Encoder().encode
    lines = [encode(_line(site, entry)) for entry in sorted(site.entries, key=lambda e: e.id)]
    return b"".join(line + b"\n" for line in lines)


def _line(site: Site, entry: Entry) -> dict[str, Any]:
    """One story, its keys in the order of the contract."""
    article = entry.article
    return {
        "id": entry.id,
        "slug": entry.slug,
        "url": entry.url,
        "title": article.title,
        "date": article.date.iso if article.date else None,
        "date_basis": article.date_basis.value if article.date_basis else None,
        "publication": article.publication,
        "section": article.section,
        "byline": article.byline,
        "dateline": article.dateline,
        "language": article.language,
        "countries": [_country(site, tag) for tag in entry.about],
        "mentions": [_country(site, tag) for tag in entry.named],
        "people": [{"id": tag.id, "name": site.people[tag.id].person.name, "as": tag.printed} for tag in entry.people],
        "figures": [{"caption": f.caption, "credit": f.credit, "file": f.file} for f in article.figures],
        "sources": [source for copy in entry.copies for source in _sources(copy)],
        "text": plain_text(article.body),
    }


def _sources(copy: SavedCopy) -> list[dict[str, Any]]:
    """The copy, once for every path that it was saved under."""
    span = {"sha256": copy.sha256, "start": copy.start, "end": copy.end}
    return [{"path": path, **span} for path in copy.paths]


def _country(site: Site, tag: CountryTag) -> dict[str, str]:
    return {"code": tag.code, "name": site.countries[tag.code].country.name, "as": tag.printed}
