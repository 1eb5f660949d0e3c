"""An article's file, both ways: bytes in, a Manuscript out; an Article in, text out.

Nothing is lost on the way: keys that Backfile does not know are kept. A file that cannot be used gives
None and a problem with the line; the site keeps that article's last good page.
"""

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import SLUG_RULE, Reader
from generator.manuscript.utf8 import utf8
from generator.model.article import Article, ArticleId, Figure, Manuscript, Slug
from generator.model.problem import Found
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


def read(path: str, data: bytes) -> Found[Manuscript | None]:
    """The article in the file `path` (relative to the root) whose bytes are `data`."""
    text = utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return Found(None, split.problems if split else text.problems)
    reader = Reader(path, split.value)
    article = _article(reader, split.value.body)
    problems = tuple(reader.problems)
    if not reader.is_usable:
        return Found(None, problems)
    manuscript = Manuscript(path=path, sha256=digest.sha256(data), article=article, lines=split.value.lines)
    return Found(manuscript, problems)


def _article(reader: Reader, body: str) -> Article:
    """The article that `reader` reads; what is wrong stands in its problems."""
    title = reader.title("article")
    slug = reader.text("slug")
    if slug is not None and not is_slug(slug):
        fact = f"`{slug[:100]}` cannot stand in an address"
        reader.wrong("slug", fact, SLUG_RULE)
    identifier = reader.text("id")
    if identifier is not None and not is_slug(identifier):
        reader.wrong("id", f"`{identifier[:100]}` is no id", "restore the id from the register, or delete the line")
    return Article(
        id=ArticleId(identifier) if identifier else None,
        title=title,
        slug=Slug(slug) if slug else None,
        date=reader.date("date"),
        date_basis=reader.basis("date_basis"),
        publication=reader.text("publication"),
        section=reader.text("section"),
        page=reader.text("page"),
        kicker=reader.text("kicker"),
        byline=reader.text("byline"),
        agency=reader.text("agency"),
        dateline=reader.text("dateline"),
        language=reader.text("language"),
        summary=reader.text("summary"),
        figures=reader.figures("figures"),
        countries=reader.texts("countries"),
        mentions=reader.texts("mentions"),
        people=reader.texts("people"),
        aliases=reader.aliases("aliases"),
        draft=reader.flag("draft"),
        withdrawn=reader.flag("withdrawn"),
        withdrawn_reason=reader.text("withdrawn_reason"),
        sources=reader.sources("sources"),
        extra=reader.unknown(KEYS),
        body=body,
    )


def write(article: Article) -> str:
    """The file of `article`: its keys in the order of KEYS, absent ones left out, then the body."""
    plain: dict[str, object] = {
        key: list(value) if isinstance(value, tuple) else value
        for key in KEYS
        if (value := getattr(article, key)) is not None
    }
    plain |= {
        "date": article.date.iso if article.date else "",
        "date_basis": article.date_basis.value if article.date_basis else "",
        "figures": [_figure(figure) for figure in article.figures],
        "draft": "true" if article.draft else "",
        "withdrawn": "true" if article.withdrawn else "",
        "sources": [_source(source) for source in article.sources],
    }
    values = {key: plain[key] for key in KEYS if plain.get(key)}
    return frontmatter.join(values | dict(article.extra), article.body)


def _figure(figure: Figure) -> dict[str, str]:
    """A figure as front matter writes it."""
    values = {"caption": figure.caption, "credit": figure.credit, "file": figure.file}
    return {name: value for name, value in values.items() if value}


def _source(source: Provenance) -> dict[str, object]:
    """A saved copy as front matter writes it."""
    return {"path": source.path, "sha256": source.sha256, "span": frontmatter.span(source.start, source.end)}
