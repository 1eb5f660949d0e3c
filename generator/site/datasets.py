"""Data files beside the stories: people, countries, and a description of all files (Frictionless).

In: the site. Out: URL and bytes of each file in data/. The meaning of each column is defined once, here, for the
description and for the page about the data.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.model.value import Value
from generator.site import urls
from generator.site.export import COLUMNS, ExportFiles
from generator.site.model import CountryStories, PersonStories, Site
from generator.site.story_days import find_date_span
from generator.text import digest
from generator.text.markup import escape_script_json
from generator.text.slugs import make_slug


class DataField(Value, frozen=True):
    """A column or key: its type in a Table Schema, and its meaning."""

    name: str
    type: str
    description: str


class DataTable(Value, frozen=True):
    """A data file: its description, and what its rows hold."""

    url: str
    title: str
    description: str
    format: str
    mediatype: str
    fields: tuple[DataField, ...]


def _build_fields(*rows: tuple[str, str, str]) -> tuple[DataField, ...]:
    return tuple(DataField(name=name, type=kind, description=description) for name, kind, description in rows)


_STORY = _build_fields(
    ("id", "string", "the story’s own name, which never changes"),
    ("slug", "string", "last part of its address"),
    ("url", "string", "its page, from the root of the site"),
    ("title", "string", "headline as printed"),
    ("date", "string", "day of publication, or month or year when no more is known"),
    ("date_basis", "string", "how the date is known; one from a caption is approximate"),
    ("publication", "string", "as printed"),
    ("section", "string", "as printed"),
    ("byline", "string", "as printed"),
    ("dateline", "string", "as printed"),
    ("language", "string", "of the text, as a BCP 47 tag"),
    ("countries", "array", "what the story is about: ISO 3166-1 code, name of the page, form printed here"),
    ("mentions", "array", "countries that it names beside these"),
    ("people", "array", "who is named: id, name of the page, fullest form printed here"),
    ("figures", "array", "caption, credit and file of each picture"),
    ("sources", "array", "saved copies: path, SHA-256 of the file, bytes from start to end"),
    ("text", "string", "the body as plain text, paragraphs separated by a blank line"),
    ("url_original", "string", "address of the original, as printed on the saved page"),
    ("modified", "string", "day on which the original was last changed, as printed"),
    ("corrections", "array", "corrections of this archive: date and text"),
)
_COLUMNS = _build_fields(
    ("countries", "string", "names of the countries that the story is about, separated by “; ”"),
    ("country_codes", "string", "their ISO 3166-1 codes"),
    ("mentions", "string", "names of the countries that it names beside these"),
    ("mention_codes", "string", "their codes"),
    ("people", "string", "names of the people in it"),
    ("person_ids", "string", "their ids"),
    ("copies", "integer", "how many saved copies there are"),
)
_PERSON = _build_fields(
    ("id", "string", "the person’s own name in this archive, which never changes"),
    ("name", "string", "name of the page, or in the list of people"),
    ("url", "string", "the page, or the place in the list of those without one, from the root of the site"),
    ("spellings", "array", "all forms of the name that were seen"),
    ("wikidata", "string", "item at Wikidata, where an editor noted it"),
    ("stories", "integer", "how many stories name the person"),
    ("first", "string", "date of the first dated one"),
    ("last", "string", "date of the last"),
)
_COUNTRY = _build_fields(
    ("code", "string", "ISO 3166-1 alpha-2, XK for Kosovo"),
    ("name", "string", "name of the page"),
    ("url", "string", "the page, from the root of the site"),
    ("wikidata", "string", "item at Wikidata, where an editor noted it"),
    ("about", "integer", "how many stories are about the country"),
    ("named", "integer", "how many more name it"),
    ("first", "string", "date of the first dated story"),
    ("last", "string", "date of the last"),
)
_BY_NAME = {field.name: field for field in (*_STORY, *_COLUMNS)}  # the table's own definition of a name wins
TABLES = (
    DataTable(
        url=urls.EXPORT,
        title="Stories, with their texts",
        description="one story a line as JSON; every key is always there",
        format="jsonl",
        mediatype="application/jsonl",
        fields=_STORY,
    ),
    DataTable(
        url=urls.SPREADSHEET,
        title="Stories, for spreadsheets",
        description="one story a row, without the texts; a cell that a spreadsheet would run begins with an apostrophe",
        format="csv",
        mediatype="text/csv",
        fields=tuple(_BY_NAME[name] for name in COLUMNS),
    ),
    DataTable(
        url=urls.PEOPLE_DATA,
        title="People",
        description="everybody whom a story names, as JSON",
        format="json",
        mediatype="application/json",
        fields=_PERSON,
    ),
    DataTable(
        url=urls.COUNTRIES_DATA,
        title="Countries",
        description="every country that a story is about or names, as JSON",
        format="json",
        mediatype="application/json",
        fields=_COUNTRY,
    ),
)


# The URLs of all data files.
DATASET_URLS = (*(table.url for table in TABLES), urls.DATA_PACKAGE)


def build_datasets(site: Site, stories: ExportFiles) -> Iterator[tuple[str, bytes]]:
    """Yield every data file of `site`, whose `stories` are ready, and finally their description."""
    files = {
        urls.EXPORT: stories.jsonl,
        urls.SPREADSHEET: stories.csv,
        urls.PEOPLE_DATA: _format_json(_build_person_row(person) for person in site.people.values()),
        urls.COUNTRIES_DATA: _format_json(_build_country_row(country) for country in site.countries.values()),
    }
    yield from files.items()
    yield urls.DATA_PACKAGE, _format_pretty_json(_build_package(site, files))


def _build_person_row(stories: PersonStories) -> dict[str, Any]:
    record, (first, last) = stories.person, find_date_span(stories.entries)
    return {
        "id": record.id,
        "name": record.name,
        "url": stories.url,
        "spellings": record.spellings,
        "wikidata": record.wikidata or None,
        "stories": len(stories.entries),
        "first": first,
        "last": last,
    }


def _build_country_row(stories: CountryStories) -> dict[str, Any]:
    record, (first, last) = stories.country, find_date_span((*stories.about, *stories.mentions))
    return {
        "code": record.code,
        "name": record.name,
        "url": stories.url,
        "wikidata": record.wikidata or None,
        "about": len(stories.about),
        "named": len(stories.mentions),
        "first": first,
        "last": last,
    }


def _build_package(site: Site, files: dict[str, bytes]) -> dict[str, Any]:
    """Build the description of all files as a Data Package (datapackage.org, version 2)."""
    config = site.config
    description = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": make_slug(config.title, fallback="archive"),
        "title": config.title,
        "description": config.description,
        "homepage": config.base_url,
        "resources": [_describe_resource(table, files[table.url]) for table in TABLES],
    }
    return {key: value for key, value in description.items() if value}


def _describe_resource(table: DataTable, data: bytes) -> dict[str, Any]:
    name = table.url.removeprefix(urls.get_folder(table.url))
    return {  # without `bytes`, which common validators cannot count in JSON
        "name": name.replace(".", "-"),
        "type": "table",
        "path": name,
        "title": table.title,
        "description": table.description,
        "format": table.format,
        "mediatype": table.mediatype,
        "encoding": "utf-8",
        "hash": f"sha256:{digest.sha256(data)}",
        "schema": {
            "fields": [
                {"name": field.name, "type": field.type, "description": field.description} for field in table.fields
            ],
            "primaryKey": [table.fields[0].name],
        },
    }


def _format_json(rows: Iterable[dict[str, Any]]) -> bytes:
    """Format a list with one row a line, so that a change of one row shows as one."""
    lines = [escape_script_json(msgspec.json.encode(row).decode()) for row in rows]
    return ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode()


def _format_pretty_json(value: object) -> bytes:
    return escape_script_json(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()).encode() + b"\n"
