"""Pages that the reader is fitted to beside real ones: real ones joined, emptied, wrapped, set as aggregators do.

In: real pages with their true bodies. Out: pages of which the bodies are known too. There are few real pages with two
stories, or none, whose bodies somebody noted.
"""

import random
import textwrap
from collections.abc import Sequence

import msgspec

_AGENCIES = ("AFP", "AP", "Reuters", "EPA", "dpa", "Getty Images", "Photo by Jane Moss / AFP", "SPA", "Xinhua")
_MARKS = ("TT", "AA", "Share", "f t in", "Tweet", "A A A", "Print  Email  Share", "شارك", "+ -", "")
_SECTIONS = ("Middle East", "World", "News", "Business", "Sport", "Politik", "Culture", "Europe")
_NAMES = ("Ann Lee", "Jan Mertens", "Maria Silva", "Omar Sherif", "Piotr Wilk", "Jane Moss", "Li Wei")
_MONTHS = ("January", "March", "May", "June", "September", "November", "December")
_RULES = ("* * *", "***", "-----", "____________________", "-30-", "###", "====", "• • •")
_PLACES = ("MOSCOW", "BEIRUT", "LONDON", "NEW YORK", "CAIRO", "BERLIN", "Geneva", "Tokyo")


class GoldPage(msgspec.Struct, frozen=True):
    """A page with the bodies that are on it, its headlines if they are known, and what it was made of."""

    id: str
    kind: str
    text: str
    bodies: tuple[str, ...]
    titles: tuple[str, ...] | None
    parts: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True):
    """A text with its headline."""

    id: str
    title: str
    body: str


def make_pages(real: Sequence[GoldPage], seed: int, share: float = 0.2) -> list[GoldPage]:
    """Return pages made of `real` pages with one story each; `share` says how many of each family."""
    rng = random.Random(seed)
    real = [page for page in real if len(page.bodies) == 1 and len(page.text) < 60_000]
    stories = [
        Story(page.id, page.titles[0], page.bodies[0])
        for page in real
        if page.titles and 300 < len(page.bodies[0]) < 12_000 and 8 < len(page.titles[0]) < 200
    ]
    count = int(share * len(real))
    if len(stories) < 4 or not count:
        return []
    ways = [
        (_join_dumps, count // 2),
        (_set_as_aggregator, count // 2),
        (_set_plainly, count),
        (_mix, count // 3),
        (_empty, count // 3),
        (_follow_with_teasers, count // 3),
    ]
    return [way(rng, real, stories, f"made-{way.__name__}-{n}") for way, times in ways for n in range(times)]


def _join_dumps(rng: random.Random, real: Sequence[GoldPage], _stories: Sequence[Story], name: str) -> GoldPage:
    """Return two or three dumps in one file."""
    parts = rng.sample(real, 3 if rng.random() < 0.2 else 2)
    between = "\n" * rng.randint(2, 6)
    titles = tuple(title for part in parts for title in part.titles or ())
    return GoldPage(
        name,
        "dumps",
        between.join(part.text for part in parts),
        tuple(part.bodies[0] for part in parts),
        titles if all(part.titles for part in parts) else None,
        tuple(part.id for part in parts),
    )


def _set_as_aggregator(rng: random.Random, _real: Sequence[GoldPage], stories: Sequence[Story], name: str) -> GoldPage:
    """Return one to three stories with headline and caption twice, as aggregators set them."""
    parts = rng.sample(stories, rng.choice((1, 2, 2, 2, 3)))
    mark, gap = rng.choice(_MARKS), "\n" * rng.choice((2, 3, 4, 4, 5))
    text = gap.join(_aggregated(rng, part, mark) for part in parts)
    return _finish(rng, name, "aggregator", text, parts)


def _aggregated(rng: random.Random, story: Story, mark: str) -> str:
    """Return a story as an aggregator sets it."""
    sentences = [piece for piece in story.body.split(". ") if 30 < len(piece) < 220 and "\n" not in piece]
    caption = f"{rng.choice(sentences or [story.title])}. ({rng.choice(_AGENCIES)})"
    print_caption = [caption] * rng.choice((1, 2, 2, 2)) if rng.random() < 0.92 else []
    body = story.body if rng.random() < 0.8 else story.body.replace("\n\n", "\n")
    middle = "\n".join([*print_caption, *([mark] if mark else [])])
    again = "\n".join(print_caption)
    head = [story.title, middle, story.title, again] if rng.random() < 0.85 else [story.title, again]
    return "\n\n".join([part for part in head if part] + [body])


def _set_plainly(rng: random.Random, _real: Sequence[GoldPage], stories: Sequence[Story], name: str) -> GoldPage:
    """Return one to three stories as wires and newspapers set them, with whatever stands around headlines."""
    parts = rng.sample(stories, rng.choice((1, 1, 1, 2, 2, 3)))
    style = rng.random()
    gap = rng.choice(("\n\n\n", "\n\n\n\n", "\n\n\n\n\n", "\n\n", f"\n\n{rng.choice(_RULES)}\n\n"))
    has_byline, has_date = rng.random() < 0.5, rng.random() < 0.6
    dateline = rng.random() < 0.4
    pieces, bodies = [], []
    agency = rng.choice(("", " (Reuters)", " (AP)", " (AFP)", " (dpa)"))
    is_bare, is_short = rng.random() < 0.12, rng.random() < 0.25
    for part in parts:
        head = [part.title.upper() if style < 0.2 else part.title]
        if rng.random() < 0.2:
            head.insert(0, rng.choice(_SECTIONS))
        if has_byline:
            head.append(f"By {rng.choice(_NAMES)}")
        if has_date:
            head.append(_print_date(rng))
        if rng.random() < 0.3:
            rng.shuffle(head[1:])
        body = part.body
        if dateline or is_bare:
            body = f"{rng.choice(_PLACES)}{rng.choice((f'{agency}: ', f'{agency} - ', f'{agency} — '))}{body}"
        if is_bare and pieces:
            head = []
        paragraphs = [piece for piece in body.split("\n") if piece.strip()]
        if is_short:
            paragraphs = paragraphs[: rng.randint(1, 4)]
        between = rng.choice(("\n\n", "\n\n", "\n\n", "\n"))
        bodies.append("\n\n".join(paragraphs))
        foot = [f"© {rng.randint(1999, 2024)} All rights reserved."] if rng.random() < 0.1 else []
        if is_short and rng.random() < 0.4:
            foot.insert(
                0, rng.choice(("Read more", "Read the full story", "Continue reading", "Weiterlesen", "Подробнее"))
            )
        pieces.append(
            "".join(f"{line}\n\n" for line in head) + between.join(paragraphs) + "".join(f"\n\n{line}" for line in foot)
        )
    parts = [Story(part.id, part.title, body) for part, body in zip(parts, bodies, strict=True)]
    return _finish(rng, name, "plain", gap.join(pieces), parts)


def _print_date(rng: random.Random) -> str:
    """Return a day as pages print it."""
    day, month, year = rng.randint(1, 28), rng.choice(_MONTHS), rng.randint(1998, 2024)
    return rng.choice((f"{month} {day}, {year}", f"{day} {month} {year}", f"{day:02}.{rng.randint(1, 12):02}.{year}"))


def _mix(rng: random.Random, real: Sequence[GoldPage], stories: Sequence[Story], name: str) -> GoldPage:
    """Return a dump with a story of an aggregator before or behind it."""
    dump = rng.choice(real)
    story = rng.choice([story for story in rng.sample(stories, 4) if story.id != dump.id])
    pieces = [(dump.text, dump.bodies[0], dump.id), (_aggregated(rng, story, rng.choice(_MARKS)), story.body, story.id)]
    rng.shuffle(pieces)
    text = ("\n" * rng.choice((3, 4, 5))).join(piece[0] for piece in pieces)
    titles = (story.title, *dump.titles) if dump.titles else None
    return GoldPage(name, "mixed", text, tuple(p[1] for p in pieces), titles, tuple(p[2] for p in pieces))


def _empty(rng: random.Random, real: Sequence[GoldPage], _stories: Sequence[Story], name: str) -> GoldPage:
    """Return a page without its story: what stands around it, and at most the beginning as a teaser has it."""
    page = rng.choice(real)
    body = {line.strip() for line in page.bodies[0].split("\n")}
    joined = page.bodies[0]
    lines = [
        line
        for line in page.text.split("\n")
        if not (len(line.strip()) > 3 and (line.strip() in body or line.strip() in joined))
    ]
    kept = "\n".join(lines)
    if rng.random() < 0.4:
        other = rng.choice(real)
        body = {line.strip() for line in other.bodies[0].split("\n")}
        kept += "\n\n" + "\n".join(
            line for line in other.text.split("\n") if len(line.strip()) <= 3 or line.strip() not in other.bodies[0]
        )
        return GoldPage(name, "emptied", kept, (), None, (page.id, other.id))
    return GoldPage(name, "emptied", kept, (), None, (page.id,))


def _follow_with_teasers(
    rng: random.Random, _real: Sequence[GoldPage], stories: Sequence[Story], name: str
) -> GoldPage:
    """Return a story with teasers of others behind it, or with what readers wrote."""
    story, *others = rng.sample(stories, min(len(stories), rng.randint(4, 8)))
    head = [story.title, *([_print_date(rng)] if rng.random() < 0.5 else []), story.body]
    if rng.random() < 0.5:
        mark = rng.choice(("Related stories", "More news", "Read also", "Mehr zum Thema", "Читайте также", ""))
        lines = [mark] if mark else []
        for other in others:
            first = other.body.split("\n")[0]
            lines.append(f"{other.title}\n{first[: rng.randint(80, 260)]}" + ("…" if rng.random() < 0.5 else ""))
            if rng.random() < 0.4:
                lines[-1] += "\n" + _print_date(rng)
    else:
        lines = [rng.choice(("Comments", "3 Comments", "Kommentare", "Комментарии", "Leave a comment"))]
        for other in others:
            sentence = rng.choice([piece for piece in other.body.split(". ") if piece.strip()] or ["Thanks"])
            lines.append(
                f"{rng.choice(_NAMES)} says:\n{_print_date(rng)} at {rng.randint(1, 12)}:30 pm\n{sentence[:400]}"
            )
    text = "\n\n".join([*head, *lines])
    return GoldPage(name, "followed", text, (story.body,), (story.title,), (story.id,))


def _finish(rng: random.Random, name: str, kind: str, text: str, parts: Sequence[Story]) -> GoldPage:
    """Return the page, one in three hard-wrapped."""
    if rng.random() < 0.35:
        text = wrap_lines(text, rng.randint(66, 80))
    return GoldPage(
        name,
        kind,
        text,
        tuple(part.body for part in parts),
        tuple(part.title for part in parts),
        tuple(part.id for part in parts),
    )


def wrap_lines(text: str, width: int) -> str:
    """Return `text` with its lines broken at `width`."""
    lines = text.split("\n")
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        if len(line) > width
        else line
        for line in lines
    )
