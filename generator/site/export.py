"""Export the archive as data: one line of JSON for each story, for those who count instead of read; and as a table.

In: the site. Out: the bytes of data/articles.jsonl, every key always present, sorted by id, and of data/articles.csv,
which has the same rows without the texts. The keys of the former and their order are a contract.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from generator.model.article import ArticleId
from generator.model.value import Value
from generator.site.model import CountryTag, Entry, SavedCopy, Site
from generator.text.plain import to_plain_text

# The columns of the table: lists are joined to one text, codes and ids in the order of the names.
PRINTED_COLUMNS = ("title", "date", "date_basis", "publication", "section", "byline", "dateline", "language")
COLUMNS = (
    *("id", "slug", "url", *PRINTED_COLUMNS),
    *("countries", "country_codes", "mentions", "mention_codes", "people", "person_ids", "copies"),
    *("url_original", "modified"),
)
_SEPARATOR = "; "
_encode = msgspec.json.Encoder().encode
# To a spreadsheet, a cell with such a beginning is a formula, and runs.
_FORMULA = frozenset("=+-@\t\r\n")


class ExportRow(NamedTuple):
    """One story in both forms, with the id that rows are sorted by."""

    id: ArticleId
    json: bytes
    csv: str


class ExportFiles(Value, frozen=True):
    """All stories in both forms."""

    jsonl: bytes
    csv: bytes


def build_row(site: Site, entry: Entry) -> ExportRow:
    """Build a story's line of JSON and its row of the table."""
    line = _build_object(site, entry)
    return ExportRow(entry.id, _encode(line) + b"\n", _format_csv_row(_format_cells(line, len(entry.copies))))


def combine_rows(rows: Iterable[ExportRow]) -> ExportFiles:
    """Combine the rows of all stories, in any order."""
    ordered = sorted(rows)
    return ExportFiles(
        jsonl=b"".join([export_row.json for export_row in ordered]),
        csv="".join([_format_csv_row(COLUMNS), *[export_row.csv for export_row in ordered]]).encode(),
    )


def _build_object(site: Site, entry: Entry) -> dict[str, Any]:
    """Build the JSON object of a story, its keys in the order of the contract."""
    printed = entry.printed
    return {
        "id": entry.id,
        "slug": entry.slug,
        "url": entry.url,
        "title": printed.title,
        "date": printed.date.iso if printed.date else None,
        "date_basis": printed.date_basis.value if printed.date_basis else None,
        "publication": printed.publication,
        "section": printed.section,
        "byline": printed.byline,
        "dateline": printed.dateline,
        "language": printed.language,
        "countries": [_build_country(site, tag) for tag in entry.about],
        "mentions": [_build_country(site, tag) for tag in entry.mentions],
        "people": [{"id": tag.id, "name": site.people[tag.id].person.name, "as": tag.printed} for tag in entry.people],
        "figures": [
            {"caption": figure.caption, "credit": figure.credit, "file": figure.file} for figure in printed.figures
        ],
        "sources": [source for copy in entry.copies for source in _list_sources(copy)],
        "text": to_plain_text(entry.article.body),
        "url_original": printed.url,
        "modified": printed.modified.iso if printed.modified else None,
        "corrections": [{"date": item.date.iso, "text": item.text} for item in entry.article.corrections],
    }


def _list_sources(copy: SavedCopy) -> list[dict[str, Any]]:
    """List the copy once for every path where it was saved."""
    span = {"sha256": copy.sha256, "start": copy.start, "end": copy.end}
    locators = copy.locators or ("",) * len(copy.paths)
    return [
        {"path": path, **span, "record": locator or None} for path, locator in zip(copy.paths, locators, strict=True)
    ]


def _build_country(site: Site, tag: CountryTag) -> dict[str, str]:
    return {"code": tag.code, "name": site.countries[tag.code].country.name, "as": tag.printed}


def _format_cells(line: dict[str, Any], copies: int) -> list[str]:
    """Format a story's row in the table, in the order of COLUMNS."""
    cells = [line["id"], line["slug"], line["url"]]
    cells += [_escape_formula(line[key] or "") for key in PRINTED_COLUMNS]
    for key, identifier in (("countries", "code"), ("mentions", "code"), ("people", "id")):
        tags = line[key]
        cells.append(_escape_formula(_SEPARATOR.join([tag["name"] for tag in tags])) if tags else "")
        cells.append(_SEPARATOR.join([tag[identifier] for tag in tags]) if tags else "")
    cells.append(str(copies))
    cells += [_escape_formula(line[key] or "") for key in ("url_original", "modified")]
    return cells


def _escape_formula(text: str) -> str:
    """Put an apostrophe before `text` if a spreadsheet would take it for a formula."""
    return f"'{text}" if text and text[0] in _FORMULA else text


def _format_csv_row(cells: list[str] | tuple[str, ...]) -> str:
    """Format a line of a table, with cells quoted if needed (RFC 4180)."""
    line = ",".join(cells)
    if '"' in line or "\n" in line or "\r" in line or line.count(",") != len(cells) - 1:
        line = ",".join([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells])
    return line + "\r\n"
