"""Mark the evidence for a story's tags: the places in the text that name them, and their description.

In: the HTML of a body, from any author, and the story's tags. Out: the same HTML with `<mark>` around each place, and
for each tag the paragraphs and forms in which it is named. A mark is never inside a link, code or a tag; removing the
marks restores the HTML exactly. Nothing but existing tags is recognised here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

import msgspec

from generator.authority.country_index import AmbiguousMention
from generator.model.authority import Country, CountryCode, Mention, NameKind, PersonId
from generator.model.value import Value
from generator.site.find_names import PersonNames, find_person_mentions
from generator.site.model import Entry
from generator.text.markdown import escape_text, insert_dateline
from generator.text.normalise import fold

# A tag with its attributes, and elements that are skipped with their content.
_TAG = re.compile(r'<(/?)(\w*)(?:[^">]|"[^"]*")*>')
_UNMARKED_ELEMENTS = frozenset(("a", "code", "pre"))
_PARAGRAPH = re.compile(r'<p id="p(\d+)"')
_AMERICA = CountryCode("US")
# A city or a weak name may be a person's, and needs more evidence.
_DOUBTFUL = (NameKind.WEAK, NameKind.CITY)

# Start, end, class of the mark, the tag it supports.
_Span = tuple[int, int, str, str]


class CountryFinder(Protocol):
    """Finds the names of countries in a text."""

    def find(self, text: str, language: str | None, among: AbstractSet[CountryCode], /) -> Iterator[AmbiguousMention]:
        """Yield every mention in `text`, in order, that may lead to one of the countries `among`."""

    def is_american(self, dateline: str, /) -> bool:
        """Return whether a dateline names a US state after its city."""


class TagMentions(Value, frozen=True):
    """Where a tag is named: `dateline`, `headline`, `standfirst`, and the numbers of the paragraphs.

    `form` is the first form that names it if none of its own names is printed.
    """

    places: tuple[str, ...] = ()
    form: str = ""
    paragraphs: tuple[int, ...] = ()


class MarkedBody(Value, frozen=True):
    """The marked HTML of a body with its dateline, and the mentions of each tag, by code or id."""

    html: str
    mentions: Mapping[str, TagMentions]


class _TagNotes(msgspec.Struct):
    """The notes collected about one tag."""

    places: dict[str, None]
    mentions: list[Mention]
    paragraphs: dict[int, None]


def mark_mentions(
    entry: Entry,
    html: str,
    country_finder: CountryFinder,
    people: Sequence[PersonNames],
    countries: Mapping[CountryCode, Country],
) -> MarkedBody:
    """Return the evidence for the tags of `entry`, whose body is `html`.

    `people` and `countries` are its tags' records.
    """
    printed = entry.printed
    dateline = (printed.dateline or "").rstrip(" -–—:")
    notes = {key: _TagNotes({}, [], {}) for key in (*countries, *(person.id for person in people))}
    finder = _MentionFinder(country_finder, people, countries, notes, printed.language)
    lead = escape_text(dateline)
    if notes:
        if dateline:
            place = lead.partition("(")[0]  # an agency in brackets is no place
            spans = finder.note_text("dateline", place, is_american=country_finder.is_american(dateline))
            lead = _insert_marks(lead, spans)
        html = _insert_marks(html, finder.note_body(html))
        finder.note_text("headline", escape_text(printed.title))
        if printed.summary:
            finder.note_text("standfirst", escape_text(printed.summary))
    tag_mentions = {key: _build_tag_mentions(note, countries.get(CountryCode(key))) for key, note in notes.items()}
    return MarkedBody(html=insert_dateline(html, lead) if dateline else html, mentions=tag_mentions)


class _MentionFinder:
    """Searches one text after the other for the tags of a story, and notes the mentions."""

    def __init__(
        self,
        country_finder: CountryFinder,
        people: Sequence[PersonNames],
        countries: Mapping[CountryCode, Country],
        notes: Mapping[str, _TagNotes],
        language: str | None,
    ) -> None:
        self._language = language
        self._country_finder, self._people, self._countries, self._notes = country_finder, people, countries, notes
        self._mentioned_people: frozenset[PersonId] = frozenset()
        self._name_parts = {word for person in people for name in person.full for word in name.split()}

    def note_text(self, place: str, text: str, *, is_american: bool = False) -> list[_Span]:
        """Return the spans of `text`, which is escaped and has no tags; `is_american`: it can mean no other country."""
        spans = [span for span in self._find_spans(text) if not is_american or span[2] == "who" or span[3] == _AMERICA]
        for *_, key in spans:
            self._notes[key].places[place] = None
        if is_american and _AMERICA in self._notes:
            self._notes[_AMERICA].places[place] = None
        return spans

    def note_body(self, html: str) -> list[_Span]:
        """Return the spans of a body's `html` and note their paragraphs."""
        spans = self._find_spans(html.replace("\n", " "))
        if not spans:
            return spans
        spans = list(_drop_closed_spans(spans, list(_find_closed_parts(html))))
        paragraphs = [
            (match.start(), html.find("</p>", match.end()), int(match[1])) for match in _PARAGRAPH.finditer(html)
        ]
        index = 0
        for start, _, _, key in spans:
            while index < len(paragraphs) and paragraphs[index][1] < start:
                index += 1
            if index < len(paragraphs) and paragraphs[index][0] < start:
                self._notes[key].paragraphs[paragraphs[index][2]] = None
        return spans

    def _find_spans(self, text: str) -> list[_Span]:
        """Return the places that name a tag, in order; of two that overlap the earlier, then the longer."""
        spans: list[_Span] = [
            (start, end, "who", key)
            for start, end, key in find_person_mentions(text, self._people, self._mentioned_people)
        ]
        self._mentioned_people |= {PersonId(key) for *_, key in spans}
        if self._countries:
            spans += self._find_mentions(text)
        spans.sort(key=lambda span: (span[0], -span[1], span[2] == "where", span[3]))
        return list(_drop_overlaps(spans))

    def _find_mentions(self, text: str) -> Iterator[_Span]:
        """Yield the mentions of tagged countries, without those that may be a person's name."""
        for candidate in self._country_finder.find(text, self._language, self._countries.keys()):
            code = next((code for code in candidate.codes if code in self._countries), None)
            mention = candidate.mention
            if code and not (mention.kind in _DOUBTFUL and mention.text in self._name_parts):
                self._notes[code].mentions.append(mention)
                yield mention.start, mention.end, "where", code


def _drop_overlaps(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield `spans` without those that begin inside another."""
    end = 0
    for span in spans:
        if span[0] >= end:
            end = span[1]
            yield span


def _find_closed_parts(html: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of `html` where marks are not allowed: tags, and skipped elements, which may be nested."""
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2] in _UNMARKED_ELEMENTS:
            start = start if depth else tag.start()
            depth = max(0, depth - 1) if tag[1] else depth + 1
        elif not depth:
            start = tag.start()
        if not depth:
            yield start, tag.end()
    if depth:
        yield start, len(html)


def _drop_closed_spans(spans: Iterable[_Span], closed: Sequence[tuple[int, int]]) -> Iterator[_Span]:
    """Yield `spans` without those that touch a closed part; both are in order."""
    index = 0
    for span in spans:
        while index < len(closed) and closed[index][1] <= span[0]:
            index += 1
        if index == len(closed) or span[1] <= closed[index][0]:
            yield span


def _insert_marks(html: str, spans: Sequence[_Span]) -> str:
    """Return `html` with a mark around each of `spans`."""
    pieces: list[str] = []
    position = 0
    for start, end, kind, _ in spans:
        pieces += html[position:start], f'<mark class="{kind}">', html[start:end], "</mark>"
        position = end
    return "".join((*pieces, html[position:])) if pieces else html


def _build_tag_mentions(note: _TagNotes, country: Country | None) -> TagMentions:
    return TagMentions(
        places=tuple(note.places),
        form=_find_other_form(note.mentions, country) if country else "",
        paragraphs=tuple(note.paragraphs),
    )


def _find_other_form(mentions: Sequence[Mention], country: Country) -> str:
    """Return the first form that is not the country's own name, if nothing else is printed: "Macedonia", "Moscow"."""
    if any(mention.kind is NameKind.ADJECTIVE or mention.text == country.name for mention in mentions):
        return ""
    own = {fold(country.name), fold(country.in_sentence), country.code.lower()}
    if any(fold(mention.text).replace(".", "") in own for mention in mentions):
        return ""
    return mentions[0].text if mentions else ""
