"""What in a story's text stands behind its tags: the places that name them, marked, and told in words.

In: the HTML of a body, whoever wrote it, and the tags of its story. Out: the same HTML with `<mark>` around each place,
and for each tag the paragraphs and the ways in which it is named. A mark never stands in a link, in code or in a
tag; to take the marks out gives the HTML back to the letter. Nothing is recognised here that is no tag.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

import msgspec

from generator.authority.country_index import Ambiguous
from generator.model.authority import Country, CountryCode, Kind, Mention, PersonId
from generator.model.value import Value
from generator.site.find_names import Names, find
from generator.site.model import Entry
from generator.text.markdown import escaped, led
from generator.text.normalise import fold

# A tag with its attributes, and elements that are left alone with all that is in them.
_TAG = re.compile(r'<(/?)(\w*)(?:[^">]|"[^"]*")*>')
_LEFT_ALONE = frozenset(("a", "code", "pre"))
_PARAGRAPH = re.compile(r'<p id="p(\d+)"')
_AMERICA = CountryCode("US")
# A city or a weak name may be a person's, and needs more.
_DOUBTFUL = (Kind.WEAK, Kind.CITY)

# Start, end, class of the mark, the tag that it stands for.
_Span = tuple[int, int, str, str]


class Places(Protocol):
    """What finds the names of countries in a text."""

    def find(self, text: str, among: AbstractSet[CountryCode], /) -> Iterator[Ambiguous]:
        """Every mention in `text`, in order, that may lead to one of the countries `among`."""

    def is_american(self, dateline: str, /) -> bool:
        """Whether a dateline names an American state behind its city."""


class Seen(Value, frozen=True):
    """Where a tag is named: `dateline`, `headline`, `standfirst`, and the numbers of the paragraphs.

    `form` is the first form in which it is named where none of its own names is there.
    """

    places: tuple[str, ...] = ()
    form: str = ""
    paragraphs: tuple[int, ...] = ()


class Evidence(Value, frozen=True):
    """The marked HTML of a body with its dateline before it, and what was seen of each tag, by code or id."""

    html: str
    seen: Mapping[str, Seen]


class _Notes(msgspec.Struct):
    """What is gathered of one tag."""

    places: dict[str, None]
    mentions: list[Mention]
    paragraphs: dict[int, None]


def evidence(
    entry: Entry, html: str, places: Places, people: Sequence[Names], countries: Mapping[CountryCode, Country]
) -> Evidence:
    """The evidence of `entry`, whose body is `html`. `people` are its persons' names, `countries` its records."""
    article, dateline = entry.article, (entry.article.dateline or "").rstrip(" -–—:")
    notes = {key: _Notes({}, [], {}) for key in (*countries, *(person.id for person in people))}
    look = _Look(places, people, countries, notes)
    lead = escaped(dateline)
    if notes:
        if dateline:
            lead = _marked(lead, look.at("dateline", lead, american=places.is_american(dateline)))
        html = _marked(html, look.through(html))
        look.at("headline", escaped(article.title))
        if article.summary:
            look.at("standfirst", escaped(article.summary))
    seen = {key: _seen(note, countries.get(CountryCode(key))) for key, note in notes.items()}
    return Evidence(html=led(html, lead) if dateline else html, seen=seen)


class _Look:
    """Looks for the tags of one story in one text after the other, and notes what it saw."""

    def __init__(
        self,
        places: Places,
        people: Sequence[Names],
        countries: Mapping[CountryCode, Country],
        notes: Mapping[str, _Notes],
    ) -> None:
        self._places, self._people, self._countries, self._notes = places, people, countries, notes
        self._known: frozenset[PersonId] = frozenset()
        self._parts = {word for person in people for name in person.full for word in name.split()}

    def at(self, place: str, text: str, *, american: bool = False) -> list[_Span]:
        """The spans of `text`, which is escaped and holds no tags; `american` where it stands for no other country."""
        spans = [span for span in self._spans(text) if not american or span[2] == "who" or span[3] == _AMERICA]
        for *_, key in spans:
            self._notes[key].places[place] = None
        if american and _AMERICA in self._notes:
            self._notes[_AMERICA].places[place] = None
        return spans

    def through(self, html: str) -> list[_Span]:
        """The spans of a body's `html`; the paragraphs that they stand in are noted."""
        spans = self._spans(html.replace("\n", " "))
        if not spans:
            return spans
        spans = list(_outside(spans, list(_closed(html))))
        numbers = [
            (match.start(), html.find("</p>", match.end()), int(match[1])) for match in _PARAGRAPH.finditer(html)
        ]
        at = 0
        for start, _, _, key in spans:
            while at < len(numbers) and numbers[at][1] < start:
                at += 1
            if at < len(numbers) and numbers[at][0] < start:
                self._notes[key].paragraphs[numbers[at][2]] = None
        return spans

    def _spans(self, text: str) -> list[_Span]:
        """The places that name a tag, in order; of two that overlap the one that begins first, then the longer."""
        found: list[_Span] = [(start, end, "who", key) for start, end, key in find(text, self._people, self._known)]
        self._known |= {PersonId(key) for *_, key in found}
        if self._countries:
            found += self._mentions(text)
        found.sort(key=lambda span: (span[0], -span[1], span[2] == "where", span[3]))
        return list(_apart(found))

    def _mentions(self, text: str) -> Iterator[_Span]:
        """The mentions of countries that are tags; what may be the name of a person of the story is none."""
        for found in self._places.find(text, self._countries.keys()):
            code = next((code for code in found.codes if code in self._countries), None)
            mention = found.mention
            if code and not (mention.kind in _DOUBTFUL and mention.text in self._parts):
                self._notes[code].mentions.append(mention)
                yield mention.start, mention.end, "where", code


def _apart(spans: Iterable[_Span]) -> Iterator[_Span]:
    """`spans` without those that begin in another."""
    end = 0
    for span in spans:
        if span[0] >= end:
            end = span[1]
            yield span


def _closed(html: str) -> Iterator[tuple[int, int]]:
    """The parts of `html` that are closed to marks: tags, and elements that are left alone, others of them within."""
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2] in _LEFT_ALONE:
            start = start if depth else tag.start()
            depth = max(0, depth - 1) if tag[1] else depth + 1
        elif not depth:
            start = tag.start()
        if not depth:
            yield start, tag.end()
    if depth:
        yield start, len(html)


def _outside(spans: Iterable[_Span], closed: Sequence[tuple[int, int]]) -> Iterator[_Span]:
    """`spans` without those that touch a part of the text that is closed to marks; both are in order."""
    at = 0
    for span in spans:
        while at < len(closed) and closed[at][1] <= span[0]:
            at += 1
        if at == len(closed) or span[1] <= closed[at][0]:
            yield span


def _marked(html: str, spans: Sequence[_Span]) -> str:
    """`html` with a mark around each of `spans`."""
    pieces: list[str] = []
    done = 0
    for start, end, kind, _ in spans:
        pieces += html[done:start], f'<mark class="{kind}">', html[start:end], "</mark>"
        done = end
    return "".join((*pieces, html[done:])) if pieces else html


def _seen(note: _Notes, country: Country | None) -> Seen:
    return Seen(
        places=tuple(note.places),
        form=_other_form(note.mentions, country) if country else "",
        paragraphs=tuple(note.paragraphs),
    )


def _other_form(mentions: Sequence[Mention], country: Country) -> str:
    """The first form that is none of the country's own, where no other is there: "Macedonia", "Moscow"."""
    if any(mention.kind is Kind.ADJECTIVE or mention.text == country.name for mention in mentions):
        return ""
    own = {fold(country.name), fold(country.in_sentence), country.code.lower()}
    if any(fold(mention.text).replace(".", "") in own for mention in mentions):
        return ""
    return mentions[0].text if mentions else ""
