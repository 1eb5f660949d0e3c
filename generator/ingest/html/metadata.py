"""What a page states about itself: in linked data, in its head, in comments of the program that saved it.

In: the tags of a page that state something. Out: metadata, each value with the rule that gave it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import urljoin

import msgspec

from generator.ingest.html.blocks import PageTags
from generator.ingest.html.linked_data import Node, find_article, read_texts
from generator.ingest.html.tokens import Tag, read_attributes
from generator.ingest.inputs.stated_days import read_day
from generator.model.article import DateBasis, PartialDate
from generator.model.capture import Metadata, Stated, StatedDay
from generator.text.normalise import clean_line, fold_key

_JSON_LD = "JSON-LD"
_TITLES = ("og:title", "twitter:title", "dc.title", "dc:title", "dcterms.title", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
            "dc:creator", "byl", "article.author", "creator", "authors", "og:article:author",
            "twitter:creator_name")  # fmt: skip
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "og:published_time",
              "parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "publish_date", "pubdate",
              "article.published", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
              "dcterms.created", "dc.date.created", "article_date_original", "published_time", "dc.date",
              "dcterms.date", "date", "ptime", "publishtime", "published", "datecreated",
              "dcsext.articlefirstpublished",
              "article:published", "pdate", "displaydate", "release_date", "publication_date",
              "citation_publication_date",
              "citation_online_date", "citation_date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "lastmod",
             "last-modified", "dc.date.modified", "dcterms.modified", "updated_time", "article.updated",
             "utime")  # fmt: skip
_SECTIONS = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "section",
    "article.section",
    "cxenseparse:category",
)
_SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
_ADDRESS = re.compile(r"https?://|^//|^@|\.[a-z]{2,4}/|facebook\.com|^www\.")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)\s*(\S+)")
_SINGLE_FILE = re.compile(
    rb"(?:Page saved with|Archive processed by) SingleFile\s*\n?\s*url:\s*(\S+)\s*\n?\s*saved date:\s*([^\r\n]+)"
)
_MIRRORED = re.compile(rb"Mirrored from (\S+) by HTTrack[^\]]*\],?\s*(\w{3}, \d{1,2} \w{3} \d{4} [\d:]+ GMT)?")
_CAPTURE_DAY = re.compile(
    r"(?:\w{3},? )?(?:(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2}) (?P<year2>\d{4}))"
)
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}
_NO_NAMES = frozenset(("admin", "administrator", "redaktion", "editor", "null", "none", "undefined", "author", "root"))
_TAG = re.compile(rb"<[^>]*>")
_WRITER_TAGS = frozenset(
    (b"a", b"span", b"div", b"p", b"address", b"cite", b"li", b"strong", b"b", b"h4", b"h5", b"h6")
)
_WRITER = re.compile(rb"(?:^|[\s_-])(?:author|byline)(?:[-_]?(?:name|link|title|fn))?(?=$|\s)", re.IGNORECASE)
# A day or a writer stands so many blocks below the heading of the page at most, or right above it.
_NEAR_HEADING = range(-4, 9)
_LONGEST = 2000
_MOST_AUTHORS = 8


class _PageStatements(msgspec.Struct):
    """The statements of a page by name, in order."""

    metas: dict[str, list[str]]
    links: dict[str, str]
    times: list[tuple[int, str]]
    items: list[tuple[str, str]]
    writers: list[tuple[int, str]]
    comments: list[bytes]
    language: str = ""
    title: str = ""


def read_metadata(data: bytes, tags: PageTags, encoding: str) -> Metadata:
    """Return what a page states about itself; `encoding` is that of its text."""
    reader = _StatementReader(data, encoding)
    for blocks, tag in tags.stating:
        reader.add(tag, blocks - max(tags.heading, 0))
    statements = reader.statements
    url, captured = _read_saved(statements.comments)
    base = statements.links.get("base", url.text if url else "")
    canonical = _pick_first(
        _as_address(_join_address(base, statements.links.get("canonical", "")), "link rel=canonical"),
        _find_meta_address(statements),
    )
    addresses = frozenset(item.text for item in (url, canonical) if item)
    scripts = [data[tag.end : tag.content_end].decode(encoding, "replace") for tag in tags.linked_data]
    article = find_article(scripts, addresses) or {}
    names = [*_list_metas(statements, ("og:site_name", "application-name")), *_list_linked(article, "publisher")]
    return Metadata(
        url=url,
        canonical=canonical,
        captured=captured,
        titles=tuple(_read_titles(statements, article, [name.text for name in names])),
        bylines=tuple(_read_bylines(statements, article, [name.text for name in names])),
        published=(
            *_read_days(statements, article, "datePublished", _PUBLISHED),
            *_read_visible_days(statements),
        ),
        modified=next(iter(_read_days(statements, article, "dateModified", _MODIFIED)), None),
        publication=_pick_first(*names),
        section=_pick_first(*_list_linked(article, "articleSection"), *_list_metas(statements, _SECTIONS)),
        language=_read_language(statements, article),
        summary=_pick_first(*_list_linked(article, "description"), *_list_metas(statements, _SUMMARIES)),
        rights=tuple(_read_rights(statements, article)),
        body=" ".join(read_texts(article.get("articleBody"))),
    )


class _StatementReader:
    """Collects the statements of a page, tag by tag."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self.statements = _PageStatements({}, {}, [], [], [], [])
        self._data, self._encoding = data, encoding

    def add(self, tag: Tag, distance: int) -> None:
        """Add what a comment or start tag states; it stands `distance` blocks below the heading of the page."""
        if tag.name == b"!--":
            self.statements.comments.append(self._data[tag.start : min(tag.end, tag.start + _LONGEST)])
        elif not tag.is_end:
            attributes = read_attributes(tag.rest)
            self._add_of_head(tag, attributes)
            self._add_visible(tag, attributes, distance)

    def _add_of_head(self, tag: Tag, attributes: Mapping[bytes, bytes]) -> None:
        """Add what a tag of the head states."""
        if tag.name == b"meta":
            content = self._decode(attributes.get(b"content") or attributes.get(b"value") or b"")
            for key in (b"property", b"name", b"itemprop", b"http-equiv"):
                if content and key in attributes:
                    self.statements.metas.setdefault(self._decode(attributes[key]).lower(), []).append(content)
        elif tag.name == b"link":
            for relation in self._decode(attributes.get(b"rel", b"")).lower().split():
                self.statements.links.setdefault(relation, self._decode(attributes.get(b"href", b"")))
        elif tag.name == b"base" and b"href" in attributes:
            self.statements.links.setdefault("base", self._decode(attributes[b"href"]))
        elif tag.name == b"html":
            self.statements.language = self.statements.language or self._decode(attributes.get(b"lang", b""))
        elif tag.name == b"title" and not self.statements.title and tag.content_end > 0:
            self.statements.title = self._decode(self._data[tag.end : tag.content_end])

    def _add_visible(self, tag: Tag, attributes: Mapping[bytes, bytes], distance: int) -> None:
        """Add what a tag in the text states."""
        item = self._decode(attributes.get(b"itemprop", b"")).lower()
        value = self._decode(attributes.get(b"datetime") or attributes.get(b"content") or b"")
        if item.startswith("date"):
            self.statements.items.append((item, value or self._read_text(tag)))
        elif tag.name == b"time":
            self.statements.times.append((distance, value or self._read_text(tag)))
        elif tag.name in _WRITER_TAGS and (
            attributes.get(b"rel") == b"author" or item == "author" or _WRITER.search(attributes.get(b"class", b""))
        ):
            self.statements.writers.append((distance, self._read_text(tag)))

    def _read_text(self, tag: Tag) -> str:
        """Return the text from a tag to the next end tag of its name; empty if that is far away."""
        end = self._data.find(b"</" + tag.name, tag.end, tag.end + _LONGEST)
        return self._decode(_TAG.sub(b" ", self._data[tag.end : max(end, tag.end)]))

    def _decode(self, raw: bytes) -> str:
        text = unescape(raw[:_LONGEST].decode(self._encoding, "replace"))
        return clean_line(" ".join(text.split()))


def _pick_first(*values: Stated | None) -> Stated | None:
    return next((value for value in values if value), None)


def _list_metas(statements: _PageStatements, names: Iterable[str]) -> Iterator[Stated]:
    for name in names:
        for text in statements.metas.get(name, ()):
            yield Stated(text=text, rule=f"meta {name}")


def _list_linked(article: Node, key: str) -> Iterator[Stated]:
    for text in read_texts(article.get(key)):
        yield Stated(text=clean_line(" ".join(unescape(text).split())), rule=f"{_JSON_LD} {key}")


def _as_address(text: str | None, rule: str) -> Stated | None:
    return Stated(text=text, rule=rule) if text and text.startswith(("http://", "https://")) else None


def _join_address(base: str, address: str) -> str:
    """Return `address`, which may be relative to `base`."""
    try:
        return urljoin(base, address)
    except ValueError:  # a bracket in it is no IPv6 address
        return ""


def _find_meta_address(statements: _PageStatements) -> Stated | None:
    return next((_as_address(item.text, item.rule) for item in _list_metas(statements, ("og:url",))), None)


def _read_saved(comments: Iterable[bytes]) -> tuple[Stated | None, Stated | None]:
    """Return the address a page was saved from and when, as the program that saved it noted in a comment."""
    for comment in comments:
        if match := _SINGLE_FILE.search(comment):
            return _as_address(match[1].decode("utf-8", "replace"), "SingleFile"), _read_capture(match[2], "SingleFile")
        if match := _SAVED_FROM.match(comment):
            if url := _as_address(match[1].decode("utf-8", "replace"), "saved from url"):
                return url, None
        elif match := _MIRRORED.search(comment):
            url = _as_address("http://" + match[1].decode("utf-8", "replace"), "HTTrack")
            return url, _read_capture(match[2] or b"", "HTTrack")
    return None, None


def _read_capture(raw: bytes, rule: str) -> Stated | None:
    match = _CAPTURE_DAY.match(raw.decode("ascii", "replace"))
    if match is None:
        return None
    month = _MONTHS.get(match["month"] or match["month2"], 0)
    day = PartialDate.from_numbers(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    return Stated(text=day.iso, rule=rule) if day and month else None


def _read_titles(statements: _PageStatements, article: Node, publications: list[str]) -> Iterator[Stated]:
    title = [Stated(text=statements.title, rule="title")] if statements.title else []
    texts = set()
    for item in (*_list_linked(article, "headline"), *_list_metas(statements, _TITLES), *title):
        text = cut_publication(item.text, publications)
        if text and text not in texts:
            texts.add(text)
            yield Stated(text=text, rule=item.rule)


def cut_publication(title: str, publications: Iterable[str]) -> str:
    """Return `title` without the name of the publication behind a bar or dash."""
    for name in publications:
        pattern = rf"\s*[|\-–—·•:»]+\s*{re.escape(name)}\s*$"
        cut = re.sub(pattern, "", title, flags=re.IGNORECASE)
        if cut and cut != title:
            return cut
    return title


def _read_bylines(statements: _PageStatements, article: Node, publications: list[str]) -> Iterator[Stated]:
    """Yield the authors that a page states, one text a statement."""
    houses = {fold_key(name) for name in publications}
    near = [Stated(text=text, rule="author") for distance, text in statements.writers if distance in _NEAR_HEADING]
    groups = [[*_list_linked(article, "author")], *([*_list_metas(statements, [name])] for name in _AUTHORS), near]
    for group in groups:
        names = [item.text.strip() for item in group if _is_author(item.text, houses)]
        if names:
            text = ", ".join(dict.fromkeys(names[:_MOST_AUTHORS]))
            yield Stated(text=text, rule=group[0].rule)


def _is_author(text: str, houses: set[str]) -> bool:
    key = fold_key(text)
    return bool(key) and key not in houses and key not in _NO_NAMES and not _ADDRESS.search(text) and len(text) <= 200


def _read_days(statements: _PageStatements, article: Node, key: str, names: Iterable[str]) -> Iterator[StatedDay]:
    for item in (*_list_linked(article, key), *_list_metas(statements, names)):
        if day := read_day(item.text):
            yield StatedDay(day=day, basis=DateBasis.METADATA, rule=item.rule)
    for name, text in statements.items:
        if name == key.lower() and (day := read_day(text)):
            yield StatedDay(day=day, basis=DateBasis.METADATA, rule=f"itemprop {key}")


def _read_visible_days(statements: _PageStatements) -> Iterator[StatedDay]:
    """Yield the day of a `time` right below the heading of the page, or of all of them if it is one day."""
    days = [(distance, day) for distance, text in statements.times if (day := read_day(text))]
    near = [day for distance, day in days if distance in _NEAR_HEADING]
    if near or len({day for _, day in days}) == 1:
        yield StatedDay(day=near[0] if near else days[0][1], basis=DateBasis.PAGE, rule="time")


def _read_language(statements: _PageStatements, article: Node) -> Stated | None:
    if statements.language:
        return Stated(text=statements.language, rule="html lang")
    return _pick_first(
        *_list_linked(article, "inLanguage"), *_list_metas(statements, ("og:locale", "content-language", "dc.language"))
    )


def _read_rights(statements: _PageStatements, article: Node) -> Iterator[Stated]:
    for item in _list_metas(statements, ("robots", "googlebot")):
        if "noarchive" in item.text.lower():
            yield Stated(text="noarchive", rule=item.rule)
            break
    if str(article.get("isAccessibleForFree")).lower() in {"false", "no"}:
        yield Stated(text="paywalled", rule=f"{_JSON_LD} isAccessibleForFree")
    for item in _list_metas(statements, ("tdm-reservation",)):
        if item.text.strip() == "1":
            yield Stated(text="tdm-reservation", rule=item.rule)
