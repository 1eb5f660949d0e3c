"""An article's file, both ways: bytes in, a Manuscript out; an Article in, text out.

Nothing is lost on the way: keys that Backfile does not know are kept. A file that cannot be used gives
None and a problem with the line; the site keeps that article's last good page.
"""

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import SLUG_RULE, FieldReader
from generator.manuscript.utf8 import decode_utf8
from generator.model.article import Article, ArticleId, Figure, Manuscript, Slug
from generator.model.problem import Result
from generator.model.source import Provenance
from generator.text import digest
from generator.text.slugs import is_slug

KEYS = (
    "id",
    "title",
    "slug",
    "date",
    "date_basis",
    "publication",
    "section",
    "page",
    "kicker",
    "byline",
    "agency",
    "dateline",
    "language",
    "summary",
    "figures",
    "countries",
    "mentions",
    "people",
    "aliases",
    "draft",
    "withdrawn",
    "withdrawn_reason",
    "sources",
)


def parse_article(path: str, data: bytes) -> Result[Manuscript | None]:
    """The article in the file `path` (relative to the root) whose bytes are `data`."""
    text = decode_utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Result(None, split.problems if split else text.problems)
    reader = FieldReader(path, split.value)
    article = _read_article(reader, split.value.body)
    problems = tuple(reader.problems)
    if not reader.is_usable:
        return Result(None, problems)
    manuscript = Manuscript(path=path, sha256=digest.sha256(data), article=article, lines=split.value.lines)
    return Result(manuscript, problems)


def _read_article(reader: FieldReader, body: str) -> Article:
    """The article that `reader` reads; what is wrong stands in its problems."""
    title = reader.read_title("article")
    slug = reader.read_text("slug")
    if slug is not None and not is_slug(slug):
        fact = f"`{slug[:100]}` cannot stand in an address"
        reader.add_problem("slug", fact, SLUG_RULE)
    identifier = reader.read_text("id")
    if identifier is not None and not is_slug(identifier):
        reader.add_problem(
            "id", f"`{identifier[:100]}` is no id", "restore the id from the register, or delete the line"
        )
    return Article(
        id=ArticleId(identifier) if identifier else None,
        title=title,
        slug=Slug(slug) if slug else None,
        date=reader.read_date("date"),
        date_basis=reader.read_date_basis("date_basis"),
        publication=reader.read_text("publication"),
        section=reader.read_text("section"),
        page=reader.read_text("page"),
        kicker=reader.read_text("kicker"),
        byline=reader.read_text("byline"),
        agency=reader.read_text("agency"),
        dateline=reader.read_text("dateline"),
        language=reader.read_text("language"),
        summary=reader.read_text("summary"),
        figures=reader.read_figures("figures"),
        countries=reader.read_texts("countries"),
        mentions=reader.read_texts("mentions"),
        people=reader.read_texts("people"),
        aliases=reader.read_aliases("aliases"),
        draft=reader.read_flag("draft"),
        withdrawn=reader.read_flag("withdrawn"),
        withdrawn_reason=reader.read_text("withdrawn_reason"),
        sources=reader.read_sources("sources"),
        extra=reader.collect_unknown(KEYS),
        body=body,
    )


def format_article(article: Article) -> str:
    """The file of `article`: its keys in the order of KEYS, absent ones left out, then the body."""
    plain_values: dict[str, object] = {
        key: list(value) if isinstance(value, tuple) else value
        for key in KEYS
        if (value := getattr(article, key)) is not None
    }
    plain_values |= {
        "date": article.date.iso if article.date else "",
        "date_basis": article.date_basis.value if article.date_basis else "",
        "figures": [_format_figure(figure) for figure in article.figures],
        "draft": "true" if article.draft else "",
        "withdrawn": "true" if article.withdrawn else "",
        "sources": [_format_source(source) for source in article.sources],
    }
    values = {key: plain_values[key] for key in KEYS if plain_values.get(key)}
    return frontmatter.join(values | dict(article.extra), article.body)


def _format_figure(figure: Figure) -> dict[str, str]:
    """A figure as front matter writes it."""
    values = {"caption": figure.caption, "credit": figure.credit, "file": figure.file}
    return {name: value for name, value in values.items() if value}


def _format_source(source: Provenance) -> dict[str, object]:
    """A saved copy as front matter writes it."""
    return {"path": source.path, "sha256": source.sha256, "span": frontmatter.build_span(source.start, source.end)}
