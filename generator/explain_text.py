"""Format the evidence about a saved page for a terminal (`ingest --explain`). Prints nothing."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

from generator.ingest.explain_page import (
    ArticleEvidence,
    CountryEvidence,
    CountryNaming,
    FieldEvidence,
    OtherCopy,
    PageEvidence,
    PagePart,
    StoryEvidence,
)
from generator.ingest.explain_people import PersonEvidence
from generator.model.problem import escape_unprintable
from generator.text.counts import format_count

_DIM = "bright_black"
_MIN_WIDTH = 60
_KEY_WIDTH = 12
_LABEL_WIDTH = 14
# The largest share of a line for the rule, and the number of other copies to list.
_REASON_SHARE = 0.5
_MAX_LISTED = 8
# From this many columns on, a shortened text shows its end too; a cut word is dropped if it is no longer than this.
_MIN_WIDTH_FOR_BOTH_ENDS, _MAX_HALF_WORD = 32, 12
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
    "create": "new: the next build creates it",
    "refresh": "the next build updates it",
    "edited": "edited: Backfile leaves the file as it is",
    "withdrawn": "withdrawn: its file was deleted and is not created again",
    "not brought in": "not brought in, because the register cannot be read",
}


class _LineFormatter:
    """Formats lines of at most `width` columns, with or without colour."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(_MIN_WIDTH, width)
        self._colour = colour

    def apply_colour(self, text: str, colour: str = "", *, bold: bool = False) -> str:
        """Return `text` in a colour."""
        if not self._colour or not text or not (colour or bold):
            return text
        return click.style(text, fg=colour or None, bold=bold or None)

    def format_entry(self, key: str, text: str, note: str = "", colour: str = "") -> str:
        """Return a line of key, text and note. A text that is too long is shortened."""
        room = self.width - _KEY_WIDTH - 2 - (count_columns(note) + 2 if note else 0)
        return self._format_line(key, shorten(text, max(20, room)), note, colour)

    def format_wrapped(self, key: str, text: str, note: str = "", colour: str = "") -> Iterator[str]:
        """Return key, text and note in full, on as many lines as they need."""
        room = self.width - _KEY_WIDTH - 2
        *first_lines, last_line = textwrap.wrap(
            escape_unprintable(text), room, break_long_words=False, break_on_hyphens=False
        ) or [""]
        for n, line in enumerate(first_lines):
            yield self._format_line("" if n else key, line, "", colour)
        fits = count_columns(last_line) + 2 + count_columns(note) <= room
        yield self._format_line("" if first_lines else key, last_line, note if fits else "", colour)
        if note and not fits:
            yield self._format_line("", "", note, "")

    def _format_line(self, key: str, text: str, note: str, colour: str) -> str:
        line = f"  {self.apply_colour(f'{key:<{_KEY_WIDTH}}', _DIM)}{self.apply_colour(text, colour)}"
        return f"{line}{'  ' if text else ''}{self.apply_colour(note, _DIM)}" if note else line.rstrip()


def format_page(page: PageEvidence, width: int, *, colour: bool) -> list[str]:
    """Return the lines that explain how a saved page was read."""
    formatter = _LineFormatter(width, colour=colour)
    output_lines = [formatter.apply_colour(escape_unprintable(page.path), bold=True), _format_sizes(page)]
    if page.why:
        output_lines += [
            f"no story: {escape_unprintable(page.why)}",
            *(["", *_format_table(page.parts, formatter)] if page.parts else []),
        ]
    if page.stated:
        entries = (formatter.format_entry(item.name, escape_unprintable(item.text), item.rule) for item in page.stated)
        output_lines += ["the page states", *entries]
    for story in page.stories:
        output_lines += ["", *_format_story(story, formatter)]
    return output_lines


def shorten(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` columns: its beginning and, if there is room, its end."""
    text = escape_unprintable(" ".join(text.split()))
    if count_columns(text) <= width:
        return text
    if width < _MIN_WIDTH_FOR_BOTH_ENDS:
        return _cut_to_width(text, width - 1) + "…"
    end = _cut_at_word(text[::-1], width // 4)[::-1]
    return f"{_cut_at_word(text, width - width // 4 - 3)} … {end}"


def _cut_at_word(text: str, width: int) -> str:
    """Return the beginning of `text` that fits into `width` columns, without a short word that would be cut."""
    beginning = _cut_to_width(text, width)
    complete_words, _, last_word = beginning.rpartition(" ")
    return (
        complete_words
        if complete_words and len(last_word) <= _MAX_HALF_WORD and text[len(beginning)] != " "
        else beginning
    ).rstrip()


def count_columns(text: str) -> int:
    """Return the terminal columns that `text` takes: two for a Chinese character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(_count_character_columns(character) for character in text)


def _count_character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut_to_width(text: str, width: int) -> str:
    """Return the beginning of `text` that fits into `width` columns."""
    columns_used = 0
    for n, character in enumerate(text):
        columns_used += _count_character_columns(character)
        if columns_used > width:
            return text[:n]
    return text


def _cut_end(text: str, width: int) -> str:
    """Return `text`, with its end replaced by an ellipsis if it is wider than `width` columns."""
    return text if count_columns(text) <= width else _cut_to_width(text, width - 1) + "…"


def _format_sizes(page: PageEvidence) -> str:
    """Return a line with the size of a page and of each byte class in it."""
    sizes = (
        ("article", page.article),
        ("duplicate", page.duplicate),
        ("furniture", page.furniture),
        ("markup", page.markup),
        ("rejected", page.rejected),
    )
    parts = ", ".join(f"{name} {size:,}" for name, size in sizes if size)
    encoding = f" of {page.encoding}" if page.encoding else ""
    return f"{format_count(page.size, 'byte')}{encoding}{f': {parts}' if parts else ''}"


def _format_story(story: StoryEvidence, formatter: _LineFormatter) -> Iterator[str]:
    """Yield the lines of a story: place, article, fields, parts, countries, people."""
    heading = formatter.apply_colour(f"story {story.number}, bytes {story.start:,} to {story.end:,}", bold=True)
    yield f"{heading}: {story.reason}"
    verdict = f"doubtful, so it becomes a draft: {story.doubt}" if story.doubt else ""
    yield formatter.format_entry("a story", f"{_format_percent(story.probability)} likely", verdict)
    yield from _format_article(story.article, formatter)
    yield from _format_fields(story.fields, formatter)
    yield from _format_runners_up(story.runners_up if story.doubt else (), formatter)
    yield ""
    yield from _format_table(story.parts, formatter)
    yield ""
    yield from _format_countries(story.countries, formatter)
    yield from _format_people(story.people, formatter)


def _format_article(article: ArticleEvidence | None, formatter: _LineFormatter) -> Iterator[str]:
    """Yield the lines about the story's article and its other copies."""
    if article is None:
        yield formatter.format_entry("article", "none: the page changed while this ran")
        return
    yield from formatter.format_wrapped("article", article.path or "none yet", article.id)
    if state := _STATES.get(article.action) or _STATES.get(article.state):
        yield formatter.format_entry("", state)
    other_copies = list(article.copies)
    if article.rule:
        record = other_copies.pop(0)
        yield from formatter.format_wrapped(
            "duplicate", f"of {_format_location(record)}", f"preferred: {article.rule}; {_format_share(record)}"
        )
        yield from _format_witness(article, formatter)
    else:
        yield formatter.format_entry(
            "copy", f"the copy of record, of {len(other_copies) + 1}" if other_copies else "the only one"
        )
    for n, other_copy in enumerate(other_copies[:_MAX_LISTED]):
        preference = "" if article.rule else f"this one was preferred: {other_copy.rule}; "
        yield from formatter.format_wrapped(
            "" if n else "same story", _format_location(other_copy), preference + _format_share(other_copy)
        )
        yield from _format_witness(other_copy, formatter)
    if len(other_copies) > _MAX_LISTED:
        yield formatter.format_entry("", f"and {len(other_copies) - _MAX_LISTED} more")


def _format_witness(copy: ArticleEvidence | OtherCopy, formatter: _LineFormatter) -> Iterator[str]:
    """Yield why a copy counts as a copy, and how it differs from the copy of record."""
    facts = "; ".join(f"{difference.what}: {difference.text}" for difference in copy.differs) or "nothing"
    yield from formatter.format_wrapped("", f"a copy: {copy.why}")
    yield from formatter.format_wrapped("", f"differs from the copy of record: {facts}")


def _format_location(copy: OtherCopy) -> str:
    return f"{copy.path}, bytes {copy.start:,} to {copy.end:,}"


def _format_share(copy: OtherCopy) -> str:
    """Return how much of its text a copy shares."""
    return f"{copy.shared * 100:.0f} % of the text shared"


def _format_fields(fields: FieldEvidence, formatter: _LineFormatter) -> Iterator[str]:
    """Yield a line for each field of the story, and one that lists the missing fields."""
    basis = f"by its {fields.date_basis}" if fields.date_basis else ""
    field_rows = (
        ("headline", fields.headline, ""),
        ("date", fields.date, basis),
        ("byline", fields.byline, ""),
        ("dateline", fields.dateline, ""),
        ("publication", fields.publication, ""),
        ("section", fields.section, ""),
        ("language", fields.language, ""),
    )
    for key, text, note in field_rows:
        if text:
            yield formatter.format_entry(key, text, note)
    for figure in fields.figures:
        yield formatter.format_entry("figure", figure.caption, f"credit: {figure.credit}" if figure.credit else "")
    missing_keys = [key for key, text, _ in field_rows if not text] + ([] if fields.figures else ["figure"])
    if missing_keys:
        yield formatter.format_entry("not found", ", ".join(missing_keys))


def _format_runners_up(runners_up: Iterable[str], formatter: _LineFormatter) -> Iterator[str]:
    """Yield the other lines that may be the headline."""
    for n, text in enumerate(runners_up):
        yield formatter.format_entry("" if n else "or headline", text)


def _format_percent(probability: float) -> str:
    """Return a probability as percent; nothing is said to be certain."""
    percent = round(100 * probability)
    return "over 99 %" if percent == 100 else f"{percent} %" if percent else "under 1 %"


def _format_table(parts: Sequence[PagePart], formatter: _LineFormatter) -> Iterator[str]:
    """Yield a line for each part: bytes, label, text, rule; then how likely it is text and what weighed most."""
    spans = [f"{part.start:,}–{part.end:,}" for part in parts]
    span_width = max(map(len, spans), default=0)
    longest_reason = max((count_columns(part.reason) for part in parts), default=0)
    reason_width = min(longest_reason, int((formatter.width - span_width - _LABEL_WIDTH) * _REASON_SHARE))
    text_width = formatter.width - span_width - _LABEL_WIDTH - reason_width - 6
    for part, bytes_ in zip(parts, spans, strict=True):
        colour = _COLOURS.get(part.label, "")
        short_text = shorten(part.text, text_width)
        is_dim = part.label in ("furniture", "rejected")
        padding = " " * (text_width - count_columns(short_text))
        yield (
            f"  {formatter.apply_colour(f'{bytes_:>{span_width}}', _DIM)}"
            f"  {formatter.apply_colour(f'{part.label:<{_LABEL_WIDTH}}', colour)}"
            f"{formatter.apply_colour(short_text, colour if is_dim else '')}{padding}"
            f"  {formatter.apply_colour(_cut_end(part.reason, reason_width), colour)}"
        )
        if part.label != "left out":
            yield f"  {' ' * span_width}  {formatter.apply_colour(_describe_weights(part), _DIM)}"


def _describe_weights(part: PagePart) -> str:
    """Return how likely a part is text of a story by itself, and which features weighed most for that or against it."""
    likelihood = f"{_format_percent(part.probability)} likely text"
    if not part.weighed:
        return likelihood
    return f"{likelihood}; {'for' if part.is_text else 'against'} it: {', '.join(part.weighed)}"


def _format_countries(countries: Sequence[CountryEvidence], formatter: _LineFormatter) -> Iterator[str]:
    """Yield the countries, each with the words that name it."""
    if not countries:
        yield formatter.format_entry("countries", "none named")
    for n, country in enumerate(countries):
        names = _group_by_words(country.named)
        text = f"{country.country}: {names}" if country.country else names
        note = (
            f"{country.role}, likelihood {country.weight * 100:.0f} %"
            if country.country
            else "not counted: no support, or a person's name"
        )
        yield from formatter.format_wrapped("" if n else "countries", text, note, _ROLES.get(country.role, ""))


def _group_by_words(namings: Iterable[CountryNaming]) -> str:
    """Return the words that name a country, each with all its places."""
    places: dict[tuple[str, str], list[str]] = {}
    for naming in namings:
        places.setdefault((naming.words, naming.kind), []).append(naming.place)
    return "; ".join(
        f"“{words}” ({kind}) in {_list_places(name_places)}" for (words, kind), name_places in places.items()
    )


def _list_places(places: Iterable[str]) -> str:
    """Return places in words: `headline, paragraphs 1, 4`."""
    unique_places = list(dict.fromkeys(places))
    numbers = [place.removeprefix("paragraph ") for place in unique_places if place.startswith("paragraph ")]
    paragraphs = [f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"] if numbers else []
    return ", ".join([place for place in unique_places if not place.startswith("paragraph ")] + paragraphs)


def _format_people(people: Sequence[PersonEvidence], formatter: _LineFormatter) -> Iterator[str]:
    """Yield the people, each with the words around the name."""
    if not people:
        yield formatter.format_entry("people", "none found")
    for n, person in enumerate(people):
        text = f"{person.name}: “{person.words}”" if person.words else person.name
        yield from formatter.format_wrapped("" if n else "people", text, _describe_person(person))


def _describe_person(person: PersonEvidence) -> str:
    """Describe where a person is named, how likely it is one, and why."""
    if person.probability is None:
        return person.place
    likelihood = f"{'' if person.is_tagged else 'not tagged, '}likelihood {person.probability * 100:.0f} %"
    weights = ", ".join(f"{item} {weight:+.1f}" for item, weight in person.weighed)
    return "; ".join(part for part in (person.place, likelihood, weights) if part)
