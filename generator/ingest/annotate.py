"""The countries and people of a story.

In: a story and the authority tables. Out: the countries it is about, those it only mentions, its people.
Salience decides what a story is about (salience.py). Nothing is recognised in captions or bylines.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import msgspec

from generator.authority.countries import Ambiguous, CountryIndex
from generator.ingest.persons import Finder
from generator.ingest.salience import DATELINE, HEADLINE, Trace, salience, told
from generator.ingest.story import Story
from generator.model.authority import CountryCode, Kind
from generator.model.value import Value

_AMERICA = CountryCode("US")


class Annotation(Value, frozen=True):
    """Names as they go to the front matter: countries by heading, people as printed, foremost first."""

    countries: tuple[str, ...]
    mentions: tuple[str, ...]
    people: tuple[str, ...]


def annotate(story: Story, countries: CountryIndex, persons: Finder) -> Annotation:
    """The countries and people of `story`."""
    people = persons.find(story.paragraphs)
    found = traces(story, countries, people)
    about, mentioned = told(salience(found), found)
    return Annotation(
        countries=tuple(countries.countries[code].name for code in about),
        mentions=tuple(countries.countries[code].name for code in mentioned),
        people=people,
    )


def traces(story: Story, countries: CountryIndex, people: Collection[str]) -> list[Trace]:
    """Every place in `story` that may name a country; those that lead to one say to which."""
    where = (story.dateline or "").partition("(")[0]  # an agency in brackets is no place
    texts = (story.title, where, *story.paragraphs)
    found = [(place, mention) for place, text in enumerate(texts, start=HEADLINE) for mention in countries.find(text)]
    settled = _settled(found, people)
    if story.dateline and countries.is_american(story.dateline):
        # PARIS, Texas, is no place in France
        settled = [one if one.place != DATELINE or one.code == _AMERICA else _to_none(one) for one in settled]
        settled.insert(0, Trace(DATELINE, story.dateline, Kind.NAME, _AMERICA))
    return settled


def _to_none(trace: Trace) -> Trace:
    """A trace that leads to no country."""
    return msgspec.structs.replace(trace, code=None)


def _settled(found: Sequence[tuple[int, Ambiguous]], people: Iterable[str]) -> list[Trace]:
    """The mentions, each with the country it leads to: those in need of support have it in the same story.

    A name that several countries share goes to the one that is otherwise named most; one that stands in
    the name of a person of the story ("Michael Jordan") goes to none.
    """
    certain = Counter(item.codes[0] for _, item in found if len(item.codes) == 1 and item.mention.kind is not Kind.WEAK)
    own = {word for name in people for word in name.split()}
    settled = []
    for place, item in found:
        mention, codes = item.mention, item.codes
        code: CountryCode | None = mention.code
        if mention.kind is Kind.WEAK or len(codes) > 1:
            best = max(codes, key=lambda code: (certain[code], -codes.index(code)))
            supported = certain[best] and mention.text not in own
            code = best if supported or place == DATELINE else None  # what stands in a dateline is a place
        elif mention.kind is Kind.CITY and mention.text in own:
            code = None
        settled.append(Trace(place, mention.text, mention.kind, code))
    return settled
