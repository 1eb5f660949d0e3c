"""What became of one saved page and why, as values for a person or a program to read.

In: the page's document, segments and stories; what is known of each story's article; the authority tables.
Out: every part of the page with its bytes, its text, its label and the rule behind it, and for each story its fields,
its article, its other copies, the countries and people with the words that led to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.authority.country_index import CountryIndex
from generator.ingest.cut import byte_accounting
from generator.ingest.reading.explain_units import UnitReasons, explain_units
from generator.ingest.story import Story
from generator.ingest.tag.annotate import length, traces
from generator.ingest.tag.find_persons import Finder
from generator.ingest.tag.salience import DATELINE, HEADLINE, Trace, salience, told
from generator.model.article import Figure
from generator.model.authority import CountryCode
from generator.model.register import Difference, Witness
from generator.model.source import Label, Segment, SourceDocument
from generator.model.value import Value
from generator.text import checksums, shingles

# What a person's name is shown with: so many characters on either side.
_CONTEXT = 24


class Part(Value, frozen=True):
    """A run of bytes with the text that is printed there, what it was taken for, and the rule that says so.

    `probability` is how likely it is text of a story; `weighed` are the features that weighed most for what it was taken
    for, the heaviest first.
    """

    start: int
    end: int
    text: str
    label: str
    reason: str
    probability: float = 0.0
    weighed: tuple[str, ...] = ()


class OtherCopy(Value, frozen=True):
    """Another saved copy of a story. `shared` is the share of the shorter text's runs of four words that both have.

    `rule` says why the copy of record was preferred to it, `why` for what reason it is a copy, `differs` what is other
    in it than in the copy of record; all are empty for that one itself.
    """

    path: str
    start: int
    end: int
    shared: float
    rule: str
    why: str
    differs: tuple[Difference, ...]


class Filed(Value, frozen=True):
    """The article that a story is a copy of. `action` is what a build would do with it (empty: nothing).

    `rule` says why the copy of record was preferred to this one, `why` for what reason this one is a copy, `differs`
    what is other in it, all empty where this is the copy of record; `copies` are the others, that one first.
    """

    id: str
    path: str
    state: str
    action: str
    rule: str
    why: str
    differs: tuple[Difference, ...]
    copies: tuple[OtherCopy, ...]


class Fields(Value, frozen=True):
    """What the page prints about the story. What it does not print is None."""

    headline: str
    date: str | None
    date_basis: str | None
    byline: str | None
    dateline: str | None
    publication: str | None
    section: str | None
    language: str | None
    figures: tuple[Figure, ...]


class Naming(Value, frozen=True):
    """Words that may name a country: where they stand and in what way they name it."""

    place: str
    words: str
    kind: str


class CountryEvidence(Value, frozen=True):
    """A country, how much the story has to do with it, and every place that names it.

    `role` is `about`, `mentioned` or `too thin`; `not counted`, without a country, gathers words that may name one
    but have no support in the story, or belong to a person's name.
    """

    country: str
    role: str
    weight: float
    named: tuple[Naming, ...]


class PersonEvidence(Value, frozen=True):
    """A person by the fullest form of the name, where that stands first, and the words around it."""

    name: str
    place: str
    words: str


class StoryEvidence(Value, frozen=True):
    """A story of the page. `reason` says why it begins where it does; `article` is None where it goes to none."""

    number: int
    start: int
    end: int
    reason: str
    fields: Fields
    article: Filed | None
    countries: tuple[CountryEvidence, ...]
    people: tuple[PersonEvidence, ...]
    parts: tuple[Part, ...]


class PageEvidence(Value, frozen=True):
    """A saved page. `why` says why it gives no story, and `parts` are then those of the page; else both are empty."""

    path: str
    size: int
    encoding: str | None
    article: int
    duplicate: int
    furniture: int
    rejected: int
    why: str
    parts: tuple[Part, ...]
    stories: tuple[StoryEvidence, ...]


class KnownCopy(Value, frozen=True):
    """A copy, the rule by which the copy of record was preferred to it, and what is known of it beside that one."""

    story: Story
    rule: str
    witness: Witness


class Known(Value, frozen=True):
    """What is known of a story's article: the article and its copies, the copy of record first."""

    id: str
    path: str
    state: str
    action: str
    copies: tuple[KnownCopy, ...]


class Authority(msgspec.Struct, frozen=True):
    """The tables that countries and people are found with."""

    countries: CountryIndex
    persons: Finder


def cut(
    data: bytes,
    document: SourceDocument,
    found: Sequence[tuple[Segment, Story, Known | None]],
    tables: Authority,
) -> PageEvidence:
    """The evidence of a page with stories: each its segment, what was read from it, and its article."""
    spans = tuple(byte_accounting.tile(len(data), [one for one, _, _ in found]))
    is_record = [known is None or known.copies[0].story.provenance == story.provenance for _, story, known in found]
    reasons = {unit.start: unit for unit in explain_units(document)}
    stories = []
    for n, (segment, story, known) in enumerate(found):
        stories.append(
            StoryEvidence(
                number=n + 1,
                start=segment.start,
                end=segment.end,
                reason=segment.reason,
                fields=_fields(story),
                article=_filed(story, known) if known else None,
                countries=tuple(_countries(story, tables)),
                people=tuple(_people(story, tables.persons)),
                parts=tuple(_parts(data, document.encoding, _zone(spans, found, n), reasons)),
            )
        )
    sizes = {True: 0, False: 0, None: 0}
    for span in spans:
        sizes[None if span.story is None else is_record[span.story]] += span.end - span.start
    return PageEvidence(
        path=document.path,
        size=len(data),
        encoding=document.encoding,
        article=sizes[True],
        duplicate=sizes[False],
        furniture=sizes[None],
        rejected=0,
        why="",
        parts=(),
        stories=tuple(stories),
    )


def rejected(path: str, size: int, why: str, document: SourceDocument | None = None) -> PageEvidence:
    """The evidence of a page without stories, with its parts where it holds text."""
    units = explain_units(document) if document else ()
    return PageEvidence(
        path=path,
        size=size,
        encoding=document.encoding if document else None,
        article=0,
        duplicate=0,
        furniture=0,
        rejected=size,
        why=why or _why(units),
        parts=tuple(_part(unit) for unit in units),
        stories=(),
    )


def _why(units: Sequence[UnitReasons]) -> str:
    """Why a page of these units gives no story."""
    text = [unit for unit in units if unit.is_text]
    if not units:
        return "nothing is printed on it"
    if not text:
        return f"none of its {len(units)} parts reads like the text of a story"
    words = sum(unit.text.count(" ") + 1 for unit in text)
    return f"{len(text)} of its {len(units)} parts read like the text of a story, with {words} words in all: too unlike one"


def _part(unit: UnitReasons) -> Part:
    """A part of a page without a story: what it looks like by itself."""
    label = "rejected" if unit.is_text or not unit.rule else Label.FURNITURE.value
    reason = "reads like text" if unit.is_text else unit.rule or "reads like a part of the page"
    return Part(
        start=unit.start,
        end=unit.end,
        text=unit.text,
        label=label,
        reason=reason,
        probability=round(unit.probability, 3),
        weighed=unit.weighed,
    )


def _zone(
    spans: Iterable[byte_accounting.Span], found: Sequence[tuple[Segment, Story, Known | None]], n: int
) -> Iterator[byte_accounting.Span]:
    """The spans of the n-th segment's zone; what stands before its first block belongs to the zone above."""
    starts = [segment.blocks[0].start for segment, _, _ in found]
    first = starts[n] if n else 0
    last = starts[n + 1] if n + 1 < len(starts) else None
    return (span for span in spans if first <= span.start and (last is None or span.start < last))


def _parts(
    data: bytes, encoding: str, spans: Iterable[byte_accounting.Span], reasons: Mapping[int, UnitReasons]
) -> Iterator[Part]:
    """A part for every block, and for text that is in none by mistake."""
    for span in spans:
        block = span.block
        if block:
            unit = reasons.get(block.start)
            reason = block.reason or (unit.rule if unit else "") or "reads like a part of the page"
            yield Part(
                start=span.start,
                end=span.end,
                text=block.text,
                label=block.label.value,
                reason=reason,
                probability=round(unit.probability, 3) if unit else 0.0,
                weighed=unit.weighed if unit and unit.is_text == (block.label is Label.BODY) else (),
            )
        elif left := byte_accounting.printed(data[span.start : span.end], encoding):
            yield Part(start=span.start, end=span.end, text=left, label="left out", reason="in no part of the page")


def _fields(story: Story) -> Fields:
    """What was read from the segment."""
    return Fields(
        headline=story.title,
        date=story.date.iso if story.date else None,
        date_basis=story.date_basis.value if story.date_basis else None,
        byline=story.byline,
        dateline=story.dateline,
        publication=story.publication,
        section=story.section,
        language=story.language,
        figures=story.figures,
    )


def _filed(story: Story, known: Known) -> Filed:
    """The article of `story`, and the other copies of it."""
    runs = _runs(story)
    own = next((one for one in known.copies if one.story.provenance == story.provenance), None)
    return Filed(
        id=known.id,
        path=known.path,
        state=known.state,
        action=known.action,
        rule=own.rule if own else "",
        why=own.witness.why if own else "",
        differs=own.witness.differs if own else (),
        copies=tuple(
            OtherCopy(
                path=one.story.provenance.path,
                start=one.story.provenance.start,
                end=one.story.provenance.end,
                shared=round(shingles.contained(runs, _runs(one.story)), 3),
                rule=one.rule,
                why=one.witness.why,
                differs=one.witness.differs,
            )
            for one in known.copies
            if one is not own
        ),
    )


def _runs(story: Story) -> frozenset[int]:
    """The runs of four words in a story, as checksums."""
    return checksums.unpacked(shingles.shingles(shingles.words(story.text)))


def _countries(story: Story, tables: Authority) -> Iterator[CountryEvidence]:
    """The countries of a story, foremost first; then what may name one and does not count."""
    found = traces(story, tables.countries, tables.persons.find(story.paragraphs))
    scores = salience(found, length(story))
    about, mentioned = told(scores, found)
    for code, score in scores.items():
        role = "about" if code in about else "mentioned" if code in mentioned else "too thin"
        yield CountryEvidence(
            country=tables.countries.countries[code].name, role=role, weight=round(score, 2), named=_named(found, code)
        )
    if left := _named(found, None):
        yield CountryEvidence(country="", role="not counted", weight=0.0, named=left)


def _named(found: Iterable[Trace], code: CountryCode | None) -> tuple[Naming, ...]:
    """Where a country is named; None: what leads to no country."""
    return tuple(
        Naming(place=_place(one.place), words=one.words, kind=one.kind.value) for one in found if one.code == code
    )


def _place(place: int) -> str:
    """A place in a story in words."""
    return {HEADLINE: "headline", DATELINE: "dateline"}.get(place, f"paragraph {place + 1}")


def _people(story: Story, persons: Finder) -> Iterator[PersonEvidence]:
    """The people of a story, each with the words around the name where it first stands in full."""
    for name in persons.find(story.paragraphs):
        n, at = next(((n, text.find(name)) for n, text in enumerate(story.paragraphs) if name in text), (-1, -1))
        words = _around(story.paragraphs[n], at, at + len(name)) if at >= 0 else ""
        yield PersonEvidence(name=name, place=_place(n) if at >= 0 else "", words=words)


def _around(text: str, start: int, end: int) -> str:
    """What stands around the characters from `start` to `end`, cut between words."""
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    before, after = text[first:start], text[end:last]
    if first and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if last < len(text) and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before + text[start:end] + after
