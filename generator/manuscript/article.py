"""An article's file, both ways: bytes in, a Manuscript out; an Article in, text out.

Nothing is lost on the way: keys that Backfile does not know are kept. A file that cannot be used gives
None and a problem with the line; the site keeps that article's last good page.
"""

from generator.manuscript import frontmatter
from generator.manuscript.fields import Reader
from generator.model.article import Article, ArticleId, Figure, Manuscript, Slug
from generator.model.problem import Found, Place, Problem, Severity
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
    "byline",
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
    "sources",
)


def read(path: str, data: bytes) -> Found[Manuscript | None]:
    """The article in the file `path` (relative to the root) whose bytes are `data`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Found(None, (_problem(path, line, "this is not UTF-8", "save the file as UTF-8"),))
    split = frontmatter.split(path, text)
    if split.value is None:
        return Found(None, split.problems)
    reader = Reader(path, split.value)
    article = _article(reader, split.value.body)
    problems = tuple(reader.problems)
    if any(problem.severity is Severity.PROBLEM for problem in problems):
        return Found(None, problems)
    manuscript = Manuscript(path=path, sha256=digest.sha256(data), article=article, lines=split.value.lines)
    return Found(manuscript, problems)


def _article(reader: Reader, body: str) -> Article:
    """The article that `reader` reads; what is wrong stands in its problems."""
    title = reader.text("title")
    if title is None:
        reader.wrong("title", "the article has no `title`", "add a line `title: …` to its front matter")
    slug = reader.text("slug")
    if slug is not None and not is_slug(slug):
        fact = f"`{slug[:100]}` cannot stand in an address"
        reader.wrong("slug", fact, "use up to 80 letters a-z, digits and hyphens, and no reserved file name")
    identifier = reader.text("id")
    return Article(
        id=ArticleId(identifier) if identifier else None,
        title=title or "",
        slug=Slug(slug) if slug else None,
        date=reader.date("date"),
        date_basis=reader.basis("date_basis"),
        publication=reader.text("publication"),
        section=reader.text("section"),
        byline=reader.text("byline"),
        dateline=reader.text("dateline"),
        language=reader.text("language"),
        summary=reader.text("summary"),
        figures=reader.figures("figures"),
        countries=reader.texts("countries"),
        mentions=reader.texts("mentions"),
        people=reader.texts("people"),
        aliases=tuple(alias for alias in reader.texts("aliases") if is_slug(alias)),
        draft=reader.flag("draft"),
        withdrawn=reader.flag("withdrawn"),
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


def _problem(path: str, line: int, fact: str, step: str) -> Problem:
    place = Place(path=path, line=line)
    return Problem(severity=Severity.PROBLEM, place=place, kind="front matter", fact=fact, step=step)
