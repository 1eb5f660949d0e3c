"""Read and write an article's file: bytes to a Manuscript, an Article to text.

Nothing is lost on the way: keys that Backfile does not use are kept. A file that cannot be used gives None and a
problem with its line; the site then keeps the last good page of that article.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import SLUG_RULE, FieldReader
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import Article, ArticleId, Figure, Manuscript, PrintedFields, Slug
from generator.model.problem import Result
from generator.model.source import Provenance
from generator.text import digest
from generator.text.slugs import is_slug

_PRINTED_KEYS = tuple(key for key in PrintedFields.__struct_fields__ if key != "title")
KEYS = (
    *("id", "title", "slug"),
    *_PRINTED_KEYS,
    *("countries", "mentions", "people", "aliases", "corrections"),
    *("draft", "doubt", "withdrawn", "withdrawn_reason", "sources"),
)
# How to read the printed fields that are not plain texts.
_READERS: Mapping[str, Callable[[FieldReader, str], Any]] = {
    "date": FieldReader.read_date,
    "date_basis": FieldReader.read_date_basis,
    "modified": FieldReader.read_date,
    "url": FieldReader.read_url,
    "figures": FieldReader.read_figures,
}


def parse_article(path: str, data: bytes) -> Result[Manuscript | None]:
    """Return the article in the file `path` (relative to the root), whose bytes are `data`."""
    text = decode_utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Result(None, split.problems if split else text.problems)
    reader = FieldReader(path, split.value)
    article = _read_article(reader, reader.read_body())
    problems = tuple(reader.problems)
    if not reader.is_usable:
        return Result(None, problems)
    manuscript = Manuscript(path=path, sha256=digest.sha256(data), article=article, lines=split.value.lines)
    return Result(manuscript, problems)


def _read_article(reader: FieldReader, body: str) -> Article:
    """Return the article; what is wrong with it is added to the problems of `reader`."""
    title = reader.read_title("article")
    is_draft, is_withdrawn = reader.read_flag("draft"), reader.read_flag("withdrawn")
    extra = reader.collect_unknown(KEYS)
    slug = reader.read_text("slug")
    if slug is not None and not is_slug(slug):
        fact = f"`{slug[:100]}` is not valid in an address"
        reader.add_problem("slug", fact, SLUG_RULE)
    identifier = reader.read_text("id")
    if identifier is not None and not is_slug(identifier):
        reader.add_problem(
            "id", f"`{identifier[:100]}` is not a valid id", "restore the id from the register, or delete the line"
        )
    return Article(
        id=ArticleId(identifier) if identifier else None,
        slug=Slug(slug) if slug else None,
        printed=_read_printed_fields(reader, title),
        countries=reader.read_texts("countries"),
        mentions=reader.read_texts("mentions"),
        people=reader.read_texts("people"),
        aliases=reader.read_aliases("aliases"),
        corrections=reader.read_corrections("corrections"),
        draft=is_draft or reader.is_hidden,
        doubt=reader.read_text("doubt"),
        withdrawn=is_withdrawn,
        withdrawn_reason=reader.read_text("withdrawn_reason"),
        sources=reader.read_sources("sources"),
        extra=extra,
        body=body,
    )


def _read_printed_fields(reader: FieldReader, title: str) -> PrintedFields:
    keys = [key for key in _PRINTED_KEYS if key in reader.file.values]
    return PrintedFields(title=title, **{key: _READERS.get(key, FieldReader.read_text)(reader, key) for key in keys})


def format_article(article: Article) -> str:
    """Return the text of the file of `article`: its keys in the order of KEYS, without empty ones, then the body."""
    printed = article.printed
    fields = {
        **msgspec.structs.asdict(printed),
        **msgspec.structs.asdict(article),
        "date": printed.date.iso if printed.date else "",
        "date_basis": printed.date_basis.value if printed.date_basis else "",
        "modified": printed.modified.iso if printed.modified else "",
        "corrections": [{"date": item.date.iso, "text": item.text} for item in article.corrections],
        "figures": [_format_figure(figure) for figure in printed.figures],
        "draft": "true" if article.draft else "",
        "withdrawn": "true" if article.withdrawn else "",
        "sources": [_format_source(source) for source in article.sources],
    }
    values = {key: list(value) if isinstance(value, tuple) else value for key in KEYS if (value := fields[key])}
    return frontmatter.join(values | dict(article.extra), article.body)


def _format_figure(figure: Figure) -> dict[str, str]:
    """Return the front matter of a figure."""
    values = {"caption": figure.caption, "credit": figure.credit, "file": figure.file}
    return {name: value for name, value in values.items() if value}


def _format_source(source: Provenance) -> dict[str, object]:
    """Return the front matter of a saved copy."""
    span = frontmatter.build_span(source.start, source.end)
    record = {"record": source.locator} if source.locator else {}
    return {"path": source.path, "sha256": source.sha256, "span": span, **record}
