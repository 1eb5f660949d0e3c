"""HTML pages that the reader of marks is fitted to: real pages, and pages made of them.

In: HTML pages with their true bodies. Out: pages with a second story behind the first, set in many ways, with teasers,
lists of other stories or comments, and pages emptied of their story. All is done to the bytes of real pages.
"""

import random
from collections.abc import Sequence
from html import escape

import msgspec
from quality.reading_gold import label_units

from generator.ingest.html.read_page import read_page
from generator.model.capture import Capture, Media
from generator.model.document import SourceDocument

_CLASSES = ("story", "post", "entry", "article", "item", "teaser", "card", "content", "news-item", "", "", "")
_LIST_CLASSES = ("related", "more", "teasers", "recommended", "list", "cards", "latest", "sidebar", "", "")
_NAMES = ("Ann Lee", "Jan Mertens", "Maria Silva", "Omar Sherif", "A. Correspondent", "Piotr Wilk", "Jane Moss")
_MONTHS = ("January", "March", "May", "June", "September", "November", "December")
_LABELS = ("Read more", "Related", "More news", "Read also", "Mehr zum Thema", "Читайте также", "Lire aussi", "")


class HtmlPage(msgspec.Struct, frozen=True):
    """An HTML page with the bodies on it and its headlines if they are known."""

    id: str
    kind: str
    data: bytes
    bodies: tuple[str, ...]
    titles: tuple[str, ...] | None


class _Parts(msgspec.Struct, frozen=True):
    """A page, where its text ends, the spans of its text, and its story as it is marked up."""

    page: HtmlPage
    end: int
    spans: tuple[tuple[int, int], ...]
    inner: bytes


def decode_html(name: str, data: bytes) -> SourceDocument | None:
    """Return the document of an HTML page."""
    return read_page(Capture(path=name, payload=data, media=Media.HTML)).value


def make_html_pages(real: Sequence[HtmlPage], seed: int, share: float = 1.0) -> list[HtmlPage]:
    """Return pages made of `real` pages with one story each; `share` says how many."""
    rng = random.Random(seed)
    stories = [page for page in real if page.titles and 300 < len(page.bodies[0]) < 12_000]
    parts = [part for page in rng.sample(real, k=len(real)) if (part := _take_apart(page))]
    count = int(share * len(real))
    if len(stories) < 8 or not parts:
        return []
    ways = (
        (_follow_with_story, count * 4 // 10),
        (_follow_with_markup, count * 2 // 10),
        (_follow_with_teasers, count * 2 // 10),
        (_follow_with_comments, count // 10),
        (_empty, count * 2 // 10),
        (_set_plainly, count * 2 // 10),
    )
    return [way(rng, parts, stories, f"made-{way.__name__}-{n}") for way, times in ways for n in range(times)]


def _take_apart(page: HtmlPage) -> _Parts | None:
    """Return where the story of a page stands; None if it cannot be told, or the page is not UTF-8."""
    document = decode_html(page.id, page.data)
    if document is None or document.encoding != "utf-8":
        return None
    owners = label_units([line.text for line in document.lines], page.bodies)
    rows = [n for n, owner in enumerate(owners) if owner >= 0]
    if len(rows) < 3:
        return None
    spans = tuple((document.lines[n].start, document.lines[n].end) for n in rows)
    end = _close(page.data, spans[-1][1])
    start = page.data.rfind(b"<", 0, spans[0][0])
    heading = next((n for n in range(rows[0] - 1, -1, -1) if document.marks[n].element.tag == "h1"), None)
    if heading is not None and spans[0][0] - document.lines[heading].start < 20_000:
        start = page.data.rfind(b"<", 0, document.lines[heading].start)
    return _Parts(page, end, spans, page.data[max(0, start) : end])


def _close(data: bytes, end: int) -> int:
    """Return the place behind the end tags at `end`, one or two."""
    for _ in range(2):
        if data[end : end + 2] == b"</" and (stop := data.find(b">", end)) >= 0:
            end = stop + 1
    return end


def _insert(part: _Parts, addition: str) -> bytes:
    return part.page.data[: part.end] + addition.encode() + part.page.data[part.end :]


def _print_date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 28), rng.choice(_MONTHS), rng.randint(1998, 2024)
    return rng.choice((f"{month} {day}, {year}", f"{day} {month} {year}", f"{day:02}.{rng.randint(1, 12):02}.{year}"))


def _set_story(rng: random.Random, story: HtmlPage, *, plain: bool = False) -> str:
    """Return a story in markup: a heading or a bold line, byline and date or none, paragraphs."""
    title = escape((story.titles or ("",))[0])
    tag = rng.choice(("h1", "h2", "h2", "h2", "h3", "strong", "b"))
    head = f"<{tag}>{title}</{tag}>" if tag.startswith("h") else f"<p><{tag}>{title}</{tag}></p>"
    signature = []
    if rng.random() < 0.6:
        signature.append(
            rng.choice(('<p class="byline">By {}</p>', "<p>By {}</p>", "<div>{}</div>", "<span>By {}</span>")).format(
                rng.choice(_NAMES)
            )
        )
    if rng.random() < 0.4:
        signature.append(
            rng.choice(("<time>{}</time>", "<p>{}</p>", "<div class='date'>{}</div>")).format(_print_date(rng))
        )
    rng.shuffle(signature)
    paragraphs = [escape(piece) for piece in story.bodies[0].split("\n") if piece.strip()]
    way = rng.random()
    if way < 0.75:
        body = "".join(f"<p>{piece}</p>" for piece in paragraphs)
    elif way < 0.9:
        body = "<br><br>".join(paragraphs)
    else:
        body = "".join(f"<div>{piece}</div>" for piece in paragraphs)
    outer = "div" if plain else rng.choice(("article", "article", "div", "div", "section", "td"))
    name = rng.choice(_CLASSES)
    rule = "<hr>" if rng.random() < 0.15 else ""
    return f"{rule}<{outer}{f' class={name}' if name else ''}>{head}{''.join(signature)}{body}</{outer}>"


def _follow_with_story(rng: random.Random, parts: Sequence[_Parts], stories: Sequence[HtmlPage], name: str) -> HtmlPage:
    """Return a page with another story, or two, behind its own."""
    part = rng.choice(parts)
    others = [story for story in rng.sample(stories, 4) if story.id != part.page.id][: 2 if rng.random() < 0.2 else 1]
    data = _insert(part, "".join(_set_story(rng, story) for story in others))
    titles = (*part.page.titles, *(story.titles[0] for story in others)) if part.page.titles else None
    return HtmlPage(name, "second", data, (*part.page.bodies, *(story.bodies[0] for story in others)), titles)


def _follow_with_markup(rng: random.Random, parts: Sequence[_Parts], _s: Sequence[HtmlPage], name: str) -> HtmlPage:
    """Return a page with the story of another behind its own, in its own markup."""
    part, other = rng.sample(parts, 2)
    data = part.page.data[: part.end] + b"\n<div>" + other.inner + b"</div>\n" + part.page.data[part.end :]
    both = part.page.titles and other.page.titles
    titles = (*part.page.titles, *other.page.titles) if both else None
    return HtmlPage(name, "markup", data, (*part.page.bodies, *other.page.bodies), titles)


def _list_teasers(rng: random.Random, stories: Sequence[HtmlPage], most: int) -> str:
    """Return a list of other stories: a linked headline each, with a sentence or a date or none."""
    tag, outer = rng.choice(("h2", "h3", "h3", "h4", "p", "div")), rng.choice(("div", "li", "article", "section"))
    has_text, has_date, name = rng.random() < 0.7, rng.random() < 0.4, rng.choice(_LIST_CLASSES)
    items = []
    for story in rng.sample(stories, min(len(stories), rng.randint(1, most))):
        text = escape(story.bodies[0].split("\n")[0][: rng.randint(80, 260)])
        title = escape((story.titles or ("",))[0])
        items.append(
            f"<{outer}><{tag}><a href='#'>{title}</a></{tag}>"
            + (f"<p>{text}{rng.choice(('', '…', ' ...'))}</p>" if has_text else "")
            + (f"<span>{_print_date(rng)}</span>" if has_date else "")
            + f"</{outer}>"
        )
    label = rng.choice(_LABELS)
    head = f"<{tag}>{label}</{tag}>" if label else ""
    return f"<div{f' class={name}' if name else ''}>{head}{''.join(items)}</div>"


def _follow_with_teasers(
    rng: random.Random, parts: Sequence[_Parts], stories: Sequence[HtmlPage], name: str
) -> HtmlPage:
    """Return a page with teasers of other stories behind its own."""
    part = rng.choice(parts)
    return HtmlPage(name, "teasers", _insert(part, _list_teasers(rng, stories, 8)), part.page.bodies, part.page.titles)


def _follow_with_comments(
    rng: random.Random, parts: Sequence[_Parts], stories: Sequence[HtmlPage], name: str
) -> HtmlPage:
    """Return a page with what readers wrote behind its story."""
    part = rng.choice(parts)
    items = []
    for story in rng.sample(stories, min(len(stories), rng.randint(2, 7))):
        text = escape(rng.choice([piece for piece in story.bodies[0].split("\n") if piece.strip()])[:500])
        items.append(
            f"<li><div>{rng.choice(_NAMES)} <span>{_print_date(rng)}</span></div><p>{text}</p><a href=#>Reply</a></li>"
        )
    head = rng.choice(("<h2>Comments</h2>", "<h3>3 Comments</h3>", "<h3>Kommentare</h3>", "<div>Leave a comment</div>"))
    data = _insert(part, f"<div>{head}<ul>{''.join(items)}</ul></div>")
    return HtmlPage(name, "comments", data, part.page.bodies, part.page.titles)


def _empty(rng: random.Random, parts: Sequence[_Parts], stories: Sequence[HtmlPage], name: str) -> HtmlPage:
    """Return a page without its story, as front pages and lists are: with teasers in its place, or nothing."""
    part = rng.choice(parts)
    data, last = [], 0
    for n, (start, end) in enumerate(part.spans):
        data.append(part.page.data[last:start])
        if n == 0 and rng.random() < 0.7:
            data.append(_list_teasers(rng, stories, 20).encode())
        last = end
    data.append(part.page.data[last:])
    return HtmlPage(name, "emptied", b"".join(data), (), None)


def _set_plainly(rng: random.Random, _p: Sequence[_Parts], stories: Sequence[HtmlPage], name: str) -> HtmlPage:
    """Return one to three stories on a page with little else, as exports and newsletters set them."""
    chosen = rng.sample(stories, rng.choice((1, 2, 2, 3)))
    head = f"<title>{escape(chosen[0].titles[0])}</title>" if rng.random() < 0.6 else ""
    body = "".join(_set_story(rng, story, plain=rng.random() < 0.5) for story in chosen)
    foot = f"<p>© {rng.randint(1999, 2024)} All rights reserved.</p>" if rng.random() < 0.4 else ""
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}{foot}</body></html>".encode()
    return HtmlPage(name, "plain", data, tuple(story.bodies[0] for story in chosen), tuple(s.titles[0] for s in chosen))
