"""An explained page as a person reads it in a terminal.

In: the evidence of a page, the width to fill, whether colours are wanted. Out: lines. Nothing is printed here.
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

from generator.ingest.explain_page import (
    CountryEvidence,
    Fields,
    Filed,
    Naming,
    OtherCopy,
    PageEvidence,
    Part,
    PersonEvidence,
    StoryEvidence,
)
from generator.model.problem import printable

_DIM = "bright_black"
_NARROWEST = 60
_KEY = 12
_LABEL = 14
# At most so much of a line is the rule's, and so many other copies are listed.
_REASON_SHARE = 0.5
_LISTED = 8
# A text shows both of its ends where it has so many columns; half a word is left out that is no longer than this.
_BOTH_ENDS, _HALF_WORD = 32, 12
_COLOURS = {
    "headline": "cyan",
    "section": "blue",
    "byline": "magenta",
    "date": "magenta",
    "caption": "yellow",
    "body": "green",
    "print edition": "magenta",
    "furniture": _DIM,
    "rejected": _DIM,
    "left out": "red",
}
_ROLES = {"about": "green", "mentioned": "yellow"}
_STATES = {
    "create": "a new article, made by the next build",
    "refresh": "written anew by the next build",
    "edited": "edited: the file stays as its editor left it",
    "withdrawn": "withdrawn: its file was deleted, and it does not come back",
    "not brought in": "not brought in while the register cannot be read",
}


class _Pen:
    """Sets lines of at most `width` columns, in colour where wanted."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(_NARROWEST, width)
        self._colour = colour

    def dye(self, text: str, colour: str = "", *, bold: bool = False) -> str:
        """`text` in a colour."""
        if not self._colour or not text or not (colour or bold):
            return text
        return click.style(text, fg=colour or None, bold=bold or None)

    def entry(self, key: str, text: str, note: str = "", colour: str = "") -> str:
        """A line with a key before its text and a note behind it; a text that is too long is shortened."""
        room = self.width - _KEY - 2 - (columns(note) + 2 if note else 0)
        return self._line(key, shortened(text, max(20, room)), note, colour)

    def whole(self, key: str, text: str, note: str = "", colour: str = "") -> Iterator[str]:
        """The same with nothing left out: on as many lines as it needs."""
        room = self.width - _KEY - 2
        *above, last = textwrap.wrap(printable(text), room, break_long_words=False, break_on_hyphens=False) or [""]
        for n, line in enumerate(above):
            yield self._line("" if n else key, line, "", colour)
        fits = columns(last) + 2 + columns(note) <= room
        yield self._line("" if above else key, last, note if fits else "", colour)
        if note and not fits:
            yield self._line("", "", note, "")

    def _line(self, key: str, text: str, note: str, colour: str) -> str:
        line = f"  {self.dye(f'{key:<{_KEY}}', _DIM)}{self.dye(text, colour)}"
        return f"{line}{'  ' if text else ''}{self.dye(note, _DIM)}" if note else line.rstrip()


def lines(page: PageEvidence, width: int, *, colour: bool) -> list[str]:
    """Everything that is known of why a page became what it did."""
    pen = _Pen(width, colour=colour)
    made = [pen.dye(printable(page.path), bold=True), _sizes(page)]
    if page.why:
        made += [f"no story: {printable(page.why)}", *(["", *_table(page.parts, pen)] if page.parts else [])]
    for story in page.stories:
        made += ["", *_story(story, pen)]
    return made


def shortened(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns: its beginning, and where there is room its end."""
    text = printable(" ".join(text.split()))
    if columns(text) <= width:
        return text
    if width < _BOTH_ENDS:
        return _cut(text, width - 1) + "…"
    end = _words(text[::-1], width // 4)[::-1]
    return f"{_words(text, width - width // 4 - 3)} … {end}"


def _words(text: str, width: int) -> str:
    """The beginning of `text` that fits into `width` columns, without half a word where words are short."""
    taken = _cut(text, width)
    whole, _, half = taken.rpartition(" ")
    return (whole if whole and len(half) <= _HALF_WORD and text[len(taken)] != " " else taken).rstrip()


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a Chinese character, none for a mark over a letter."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, width: int) -> str:
    """The beginning of `text` that fits into `width` columns."""
    taken = 0
    for n, character in enumerate(text):
        taken += _columns(character)
        if taken > width:
            return text[:n]
    return text


def _ended(text: str, width: int) -> str:
    """`text` of which the end is left out where it is wider than `width` columns."""
    return text if columns(text) <= width else _cut(text, width - 1) + "…"


def _sizes(page: PageEvidence) -> str:
    """The bytes of a page by what they count as."""
    held = (
        ("article", page.article),
        ("duplicate", page.duplicate),
        ("furniture", page.furniture),
        ("rejected", page.rejected),
    )
    parts = ", ".join(f"{name} {size:,}" for name, size in held if size)
    return f"{page.size:,} bytes{f' of {page.encoding}' if page.encoding else ''}{f': {parts}' if parts else ''}"


def _story(story: StoryEvidence, pen: _Pen) -> Iterator[str]:
    """A story: its place, its article, its fields, its parts, its countries and people."""
    where = pen.dye(f"story {story.number}, bytes {story.start:,} to {story.end:,}", bold=True)
    yield f"{where}: {story.reason}"
    yield from _article(story.article, pen)
    yield from _fields(story.fields, pen)
    yield ""
    yield from _table(story.parts, pen)
    yield ""
    yield from _countries(story.countries, pen)
    yield from _people(story.people, pen)


def _article(article: Filed | None, pen: _Pen) -> Iterator[str]:
    """Which article the story goes to, and which other copies do."""
    if article is None:
        yield pen.entry("article", "none: the page was changed while this ran")
        return
    yield from pen.whole("article", article.path or "none yet", article.id)
    if state := _STATES.get(article.action) or _STATES.get(article.state):
        yield pen.entry("", state)
    others = list(article.copies)
    if article.rule:
        record = others.pop(0)
        yield from pen.whole("duplicate", f"of {_where(record)}", f"preferred: {article.rule}; {_share(record)}")
        yield from _witness(article, pen)
    else:
        yield pen.entry("copy", f"the copy of record, of {len(others) + 1}" if others else "the only one")
    for n, other in enumerate(others[:_LISTED]):
        preferred = "" if article.rule else f"this one was preferred: {other.rule}; "
        yield from pen.whole("" if n else "same story", _where(other), preferred + _share(other))
        yield from _witness(other, pen)
    if len(others) > _LISTED:
        yield pen.entry("", f"and {len(others) - _LISTED} more")


def _witness(copy: Filed | OtherCopy, pen: _Pen) -> Iterator[str]:
    """Why a copy is one, and what differs in it from the copy of record."""
    facts = "; ".join(f"{one.what}: {one.text}" for one in copy.differs) or "nothing"
    yield from pen.whole("", f"a copy: {copy.why}")
    yield from pen.whole("", f"differs from the copy of record: {facts}")


def _where(copy: OtherCopy) -> str:
    return f"{copy.path}, bytes {copy.start:,} to {copy.end:,}"


def _share(copy: OtherCopy) -> str:
    """How much of its text a copy shares."""
    return f"{copy.shared * 100:.0f} % of the text shared"


def _fields(fields: Fields, pen: _Pen) -> Iterator[str]:
    """What was read from the story; what was not found is told in one line."""
    basis = f"by its {fields.date_basis}" if fields.date_basis else ""
    read = (
        ("headline", fields.headline, ""),
        ("date", fields.date, basis),
        ("byline", fields.byline, ""),
        ("dateline", fields.dateline, ""),
        ("publication", fields.publication, ""),
        ("section", fields.section, ""),
        ("language", fields.language, ""),
    )
    for key, text, note in read:
        if text:
            yield pen.entry(key, text, note)
    for figure in fields.figures:
        yield pen.entry("figure", figure.caption, f"credit: {figure.credit}" if figure.credit else "")
    absent = [key for key, text, _ in read if not text] + ([] if fields.figures else ["figure"])
    if absent:
        yield pen.entry("not found", ", ".join(absent))


def _table(parts: Sequence[Part], pen: _Pen) -> Iterator[str]:
    """A line for each part: bytes, label, text, rule."""
    spans = [f"{part.start:,}–{part.end:,}" for part in parts]
    span = max(map(len, spans), default=0)
    longest = max((columns(part.reason) for part in parts), default=0)
    reason = min(longest, int((pen.width - span - _LABEL) * _REASON_SHARE))
    text = pen.width - span - _LABEL - reason - 6
    for part, bytes_ in zip(parts, spans, strict=True):
        colour = _COLOURS.get(part.label, "")
        shown = shortened(part.text, text)
        dim = part.label in ("furniture", "rejected")
        yield (
            f"  {pen.dye(f'{bytes_:>{span}}', 'bright_black')}  {pen.dye(f'{part.label:<{_LABEL}}', colour)}"
            f"{pen.dye(shown, colour if dim else '')}{' ' * (text - columns(shown))}  "
            f"{pen.dye(_ended(part.reason, reason), colour)}"
        )


def _countries(found: Sequence[CountryEvidence], pen: _Pen) -> Iterator[str]:
    """The countries, each with the words that name it."""
    if not found:
        yield pen.entry("countries", "none named")
    for n, one in enumerate(found):
        named = _grouped(one.named)
        text = f"{one.country}: {named}" if one.country else named
        note = (
            f"{one.role}, likelihood {one.weight * 100:.0f} %"
            if one.country
            else "not counted: no support, or a person's name"
        )
        yield from pen.whole("" if n else "countries", text, note, _ROLES.get(one.role, ""))


def _grouped(named: Iterable[Naming]) -> str:
    """The words that name a country, each once, with the places where they stand."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in named:
        places.setdefault((one.words, one.kind), []).append(one.place)
    return "; ".join(f"“{words}” ({kind}) in {_listed(where)}" for (words, kind), where in places.items())


def _listed(places: Iterable[str]) -> str:
    """Places in words: `headline, paragraphs 1, 4`."""
    found = list(dict.fromkeys(places))
    numbers = [place.removeprefix("paragraph ") for place in found if place.startswith("paragraph ")]
    more = [f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"] if numbers else []
    return ", ".join([place for place in found if not place.startswith("paragraph ")] + more)


def _people(found: Sequence[PersonEvidence], pen: _Pen) -> Iterator[str]:
    """The people, each with the words around the name."""
    if not found:
        yield pen.entry("people", "none found")
    for n, one in enumerate(found):
        text = f"{one.name}: “{one.words}”" if one.words else one.name
        yield from pen.whole("" if n else "people", text, one.place)
