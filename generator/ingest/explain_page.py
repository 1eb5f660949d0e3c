"""Explain what became of one saved page and why, as values for a person or a program.

In: the page's document, segments and stories; the register's facts about each story's article; the authority tables.
Out: every part of the page with its bytes, text, label and reason, and for each story its fields, its article, its
other copies, and the countries and people with the words that led to them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.authority.country_index import CountryIndex
from generator.authority.known_people import KnownPeopleFinder
from generator.ingest.cut import byte_accounting
from generator.ingest.explain_people import PersonEvidence, build_person_evidence
from generator.ingest.explain_stated import StatedEvidence, list_stated
from generator.ingest.reading.explain_units import UnitReasons, explain_units
from generator.ingest.story import Story
from generator.ingest.tag.annotate import find_people, find_traces, weigh_countries
from generator.ingest.tag.find_persons import PersonFinder
from generator.ingest.tag.salience import DATELINE, HEADLINE, Trace, choose_countries
from generator.model.article import Figure
from generator.model.authority import CountryCode
from generator.model.capture import Capture
from generator.model.document import SourceDocument
from generator.model.register import CopyComparison, Difference
from generator.model.source import Label, Segment
from generator.model.value import Value
from generator.text import checksums, shingles
from generator.text.counts import format_count


class PagePart(Value, frozen=True):
    """A run of bytes with its text, its label, and the reason for the label.

    `probability` is how likely it is text of a story by itself, and `is_text` whether that is likely enough; `weighed`
    are the features that weighed most for that, or else against it, the heaviest first.
    """

    start: int
    end: int
    text: str
    label: str
    reason: str
    probability: float = 0.0
    weighed: tuple[str, ...] = ()
    is_text: bool = False


class OtherCopy(Value, frozen=True):
    """Another saved copy of a story. `shared` is the share of the shorter text's word runs that both have.

    `rule` preferred the copy of record to it, `why` is the reason that it is a copy, `differs` lists its differences;
    all are empty for the copy of record itself.
    """

    path: str
    start: int
    end: int
    shared: float
    rule: str
    why: str
    differs: tuple[Difference, ...]


class ArticleEvidence(Value, frozen=True):
    """The article that a story is a copy of. `action` is what a build would do with it (empty: nothing).

    `rule` preferred the copy of record to this one, `why` is the reason that it is a copy, `differs` lists its
    differences; all are empty for the copy of record itself. `copies` are the others, the copy of record first.
    """

    id: str
    path: str
    state: str
    action: str
    rule: str
    why: str
    differs: tuple[Difference, ...]
    copies: tuple[OtherCopy, ...]


class FieldEvidence(Value, frozen=True):
    """What the page prints about the story; None for fields that it does not print."""

    headline: str
    date: str | None
    date_basis: str | None
    byline: str | None
    dateline: str | None
    publication: str | None
    section: str | None
    language: str | None
    figures: tuple[Figure, ...]


class CountryNaming(Value, frozen=True):
    """Words that may name a country: where they are and how they name it."""

    place: str
    words: str
    kind: str


class CountryEvidence(Value, frozen=True):
    """A country, its likelihood in the story, and every place that names it.

    `role` is `about`, `mentioned` or `too thin`; `not counted`, without a country, collects words that may name one but
    have no support in the story, or belong to a person's name.
    """

    country: str
    role: str
    weight: float
    named: tuple[CountryNaming, ...]


class StoryEvidence(Value, frozen=True):
    """A story of the page. `reason` says why it begins here; `article` is None if it belongs to none.

    `probability` is how likely it is a story; `doubt` says why an editor should decide (empty: it is certain enough);
    `runners_up` are other lines that may be its headline, the likeliest first.
    """

    number: int
    start: int
    end: int
    reason: str
    fields: FieldEvidence
    article: ArticleEvidence | None
    countries: tuple[CountryEvidence, ...]
    people: tuple[PersonEvidence, ...]
    parts: tuple[PagePart, ...]
    probability: float = 1.0
    doubt: str = ""
    runners_up: tuple[str, ...] = ()


class PageEvidence(Value, frozen=True):
    """A saved page. If it gives no story, `why` is the reason and `parts` are its parts; else both are empty."""

    path: str
    size: int
    encoding: str | None
    article: int
    duplicate: int
    furniture: int
    rejected: int = 0
    why: str = ""
    parts: tuple[PagePart, ...] = ()
    stories: tuple[StoryEvidence, ...] = ()
    markup: int = 0
    stated: tuple[StatedEvidence, ...] = ()


class ComparedCopy(Value, frozen=True):
    """A copy, the rule that preferred the copy of record, and its comparison."""

    story: Story
    rule: str
    witness: CopyComparison


class ArticleCopies(Value, frozen=True):
    """The article of a story and its copies, the copy of record first."""

    id: str
    path: str
    state: str
    action: str
    copies: tuple[ComparedCopy, ...]


class AuthorityTables(msgspec.Struct, frozen=True):
    """The tables that find countries and people."""

    countries: CountryIndex
    persons: PersonFinder
    known_people: KnownPeopleFinder | None = None


def explain_stories(
    capture: Capture,
    document: SourceDocument,
    page_stories: Sequence[tuple[Segment, Story, ArticleCopies | None]],
    tables: AuthorityTables,
) -> PageEvidence:
    """Explain a page with stories, each with its segment, its fields, and its article."""
    data, segments = capture.payload, [segment for segment, _, _ in page_stories]
    spans = tuple(byte_accounting.build_spans(len(data), segments))
    is_record = [
        article is None or article.copies[0].story.provenance == story.provenance for _, story, article in page_stories
    ]
    reasons = {unit.start: unit for unit in explain_units(document)}
    stories = []
    for n, (segment, story, article) in enumerate(page_stories):
        people, doubtful = find_people(story, tables.persons, tables.known_people)
        possible_people = (*people, *(person.name for person in doubtful))
        stories.append(
            StoryEvidence(
                number=n + 1,
                start=segment.start,
                end=segment.end,
                reason=segment.reason,
                fields=_build_fields(story),
                article=_build_article_evidence(story, article) if article else None,
                countries=tuple(_build_country_evidence(story, tables, possible_people)),
                people=tuple(build_person_evidence(story, tables.persons, people)),
                parts=tuple(_build_parts(data, document, _select_spans(spans, page_stories, n), reasons)),
                probability=segment.probability,
                doubt=segment.doubt,
                runners_up=segment.runners_up,
            )
        )
    sizes = {True: 0, False: 0, None: 0}
    for story_number, size in byte_accounting.count_bytes(document, segments).items():
        sizes[None if story_number is None else is_record[story_number]] += size
    return PageEvidence(
        path=f"{document.path}, {document.locator}" if document.locator else document.path,
        size=len(data),
        encoding=document.encoding,
        article=sizes[True],
        duplicate=sizes[False],
        furniture=sizes[None],
        markup=len(data) - sum(sizes.values()),
        stories=tuple(stories),
        stated=tuple(list_stated(document.metadata)),
    )


def explain_rejected(path: str, size: int, reason: str, document: SourceDocument | None = None) -> PageEvidence:
    """Explain a page without stories, with its parts if it has text."""
    units = explain_units(document) if document else ()
    return PageEvidence(
        path=path,
        size=size,
        encoding=document.encoding if document else None,
        article=0,
        duplicate=0,
        furniture=0,
        rejected=size,
        why=reason or _explain_rejection(units),
        parts=tuple(_build_part(unit) for unit in units),
        stories=(),
    )


def _explain_rejection(units: Sequence[UnitReasons]) -> str:
    """Return why a page of these units gives no story."""
    text = [unit for unit in units if unit.is_text]
    if not units:
        return "nothing is printed on it"
    if not text:
        return f"none of its {format_count(len(units), 'part')} reads like the text of a story"
    words = format_count(sum(unit.text.count(" ") + 1 for unit in text), "word")
    share = f"{len(text):,} of its {format_count(len(units), 'part')} may be text of a story, with {words} in all"
    return f"no part of it is likely enough a story: {share}"


def _build_part(unit: UnitReasons) -> PagePart:
    """Describe a part of a page without a story."""
    label = "rejected" if unit.is_text or not unit.rule else Label.FURNITURE.value
    reason = "reads like text" if unit.is_text else unit.rule or "reads like a part of the page"
    return PagePart(
        start=unit.start,
        end=unit.end,
        text=unit.text,
        label=label,
        reason=reason,
        probability=round(unit.probability, 3),
        weighed=unit.weighed,
        is_text=unit.is_text,
    )


def _select_spans(
    spans: Iterable[byte_accounting.ByteSpan],
    page_stories: Sequence[tuple[Segment, Story, ArticleCopies | None]],
    n: int,
) -> Iterator[byte_accounting.ByteSpan]:
    """Yield the spans of the n-th segment's zone; bytes before its first block belong to the zone above."""
    starts = [segment.blocks[0].start for segment, _, _ in page_stories]
    first = starts[n] if n else 0
    last = starts[n + 1] if n + 1 < len(starts) else None
    return (span for span in spans if first <= span.start and (last is None or span.start < last))


def _build_parts(
    data: bytes, document: SourceDocument, spans: Iterable[byte_accounting.ByteSpan], reasons: Mapping[int, UnitReasons]
) -> Iterator[PagePart]:
    """Yield a part for every block, and for text that is in none by mistake."""
    for span in spans:
        block = span.block
        if block:
            unit = reasons.get(block.start)
            reason = block.reason or (unit.rule if unit else "") or "reads like a part of the page"
            yield PagePart(
                start=span.start,
                end=span.end,
                text=block.text,
                label=block.label.value,
                reason=reason,
                probability=round(unit.probability, 3) if unit else 0.0,
                weighed=unit.weighed if unit and unit.is_text == (block.label is Label.BODY) else (),
                is_text=unit.is_text if unit else False,
            )
        elif text := byte_accounting.extract_visible_text(data[span.start : span.end], document):
            yield PagePart(start=span.start, end=span.end, text=text, label="left out", reason="in no part of the page")


def _build_fields(story: Story) -> FieldEvidence:
    """Return the fields of the story."""
    printed = story.printed
    return FieldEvidence(
        headline=printed.title,
        date=printed.date.iso if printed.date else None,
        date_basis=printed.date_basis.value if printed.date_basis else None,
        byline=printed.byline,
        dateline=printed.dateline,
        publication=printed.publication,
        section=printed.section,
        language=printed.language,
        figures=printed.figures,
    )


def _build_article_evidence(story: Story, article: ArticleCopies) -> ArticleEvidence:
    """Return the article of `story`, and its other copies."""
    runs = _compute_runs(story)
    own_copy = next((copy for copy in article.copies if copy.story.provenance == story.provenance), None)
    return ArticleEvidence(
        id=article.id,
        path=article.path,
        state=article.state,
        action=article.action,
        rule=own_copy.rule if own_copy else "",
        why=own_copy.witness.why if own_copy else "",
        differs=own_copy.witness.differs if own_copy else (),
        copies=tuple(
            OtherCopy(
                path=copy.story.provenance.path,
                start=copy.story.provenance.start,
                end=copy.story.provenance.end,
                shared=round(shingles.compute_containment(runs, _compute_runs(copy.story)), 3),
                rule=copy.rule,
                why=copy.witness.why,
                differs=copy.witness.differs,
            )
            for copy in article.copies
            if copy is not own_copy
        ),
    )


def _compute_runs(story: Story) -> frozenset[int]:
    """Return the runs of four words in a story, as checksums."""
    return checksums.unpack_checksums(shingles.compute_shingles(shingles.split_words(story.text)))


def _build_country_evidence(
    story: Story, tables: AuthorityTables, people: Collection[str]
) -> Iterator[CountryEvidence]:
    """Yield the countries of a story, the most likely first; then words that do not count, as in names of `people`."""
    traces = find_traces(story, tables.countries, people, tables.persons.names)
    scores = weigh_countries(story, traces, tables.countries)
    about_codes, mentioned_codes = choose_countries(scores, traces, story.home)
    for code, score in scores.items():
        role = "about" if code in about_codes else "mentioned" if code in mentioned_codes else "too thin"
        yield CountryEvidence(
            country=tables.countries.countries[code].name,
            role=role,
            weight=round(score, 2),
            named=_list_namings(traces, code),
        )
    if namings := _list_namings(traces, None):
        yield CountryEvidence(country="", role="not counted", weight=0.0, named=namings)


def _list_namings(traces: Iterable[Trace], code: CountryCode | None) -> tuple[CountryNaming, ...]:
    """Return where a country is named; None: what leads to no country."""
    return tuple(
        CountryNaming(place=_describe_place(trace.place), words=trace.words, kind=trace.kind.value)
        for trace in traces
        if trace.code == code
    )


def _describe_place(place: int) -> str:
    """Describe a place in a story in words."""
    return {HEADLINE: "headline", DATELINE: "dateline"}.get(place, f"paragraph {place + 1}")
