"""The archive as data: one line of JSON for each story, for whoever wants to count instead of read; and as a table.

In: the site. Out: the bytes of data/articles.jsonl, every key always present, sorted by id, and of data/articles.csv,
which has the same rows without the texts. The keys of the former and their order are promised to others.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from generator.model.article import ArticleId
from generator.model.value import Value
from generator.site.model import CountryTag, Entry, SavedCopy, Site
from generator.text.plain import plain_text

# The columns of the table: lists are written as one text, codes and ids in the order of the names.
PRINTED = ("title", "date", "date_basis", "publication", "section", "byline", "dateline", "language")
COLUMNS = (
    *("id", "slug", "url", *PRINTED),
    *("countries", "country_codes", "mentions", "mention_codes", "people", "person_ids", "copies"),
)
_BETWEEN = "; "
_encode = msgspec.json.Encoder().encode
# A cell that begins like this is a formula to a spreadsheet, and runs.
_FORMULA = frozenset("=+-@\t\r\n")


class Row(NamedTuple):
    """One story in both forms, with the id by which stories are sorted."""

    id: ArticleId
    json: bytes
    csv: str


class Articles(Value, frozen=True):
    """All stories in two forms."""

    jsonl: bytes
    csv: bytes


def row(site: Site, entry: Entry) -> Row:
    """A story as a line of JSON and as a row of the table."""
    line = _line(site, entry)
    return Row(entry.id, _encode(line) + b"\n", _row(_cells(line, len(entry.copies))))


def articles(rows: Iterable[Row]) -> Articles:
    """All stories, in whatever order their `rows` come."""
    ordered = sorted(rows)
    return Articles(
        jsonl=b"".join([one.json for one in ordered]),
        csv="".join([_row(COLUMNS), *[one.csv for one in ordered]]).encode(),
    )


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


def _cells(line: dict[str, Any], copies: int) -> list[str]:
    """A story's row in the table, in the order of COLUMNS."""
    cells = [line["id"], line["slug"], line["url"]]
    cells += [_safe(line[key] or "") for key in PRINTED]
    for key, identifier in (("countries", "code"), ("mentions", "code"), ("people", "id")):
        tags = line[key]
        cells.append(_safe(_BETWEEN.join([tag["name"] for tag in tags])) if tags else "")
        cells.append(_BETWEEN.join([tag[identifier] for tag in tags]) if tags else "")
    cells.append(str(copies))
    return cells


def _safe(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text and text[0] in _FORMULA else text


def _row(cells: list[str] | tuple[str, ...]) -> str:
    """A line of a table, its cells quoted where they have to be (RFC 4180)."""
    line = ",".join(cells)
    if '"' in line or "\n" in line or "\r" in line or line.count(",") != len(cells) - 1:
        line = ",".join([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells])
    return line + "\r\n"
