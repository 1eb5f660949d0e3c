"""The countries and people of a story.

In: a story and the authority tables. Out: the countries it is about, those it only mentions, its people.
Salience decides what a story is about: headline, dateline and lede weigh more than a mention further down,
a name more than a city. Nothing is recognised in captions or bylines.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from generator.authority.countries import Ambiguous, CountryIndex
from generator.ingest.persons import Finder
from generator.ingest.story import Story
from generator.model.authority import CountryCode, Kind
from generator.model.value import Value

# What a mention is worth by where it stands and by how it names the country. Set by hand on stories of
# several publications; the measured set of the project's quality tests holds them in place.
# Every place has a weight of its own, for a place counts once by it.
_HEADLINE, _DATELINE, _LEDE, _SECOND, _BODY = 3.0, 2.1, 2.0, 1.2, 0.5
_WORTH = {
    Kind.NAME: 1.0,
    Kind.HISTORIC: 1.0,
    Kind.ADJECTIVE: 0.9,
    Kind.PART: 0.9,
    Kind.METONYM: 0.8,
    Kind.CAPITAL: 0.9,
    Kind.CITY: 0.8,
    Kind.WEAK: 0.8,
}
# At most so much comes from mentions below the second paragraph.
_BODY_MOST = 2.5
_AMERICA = CountryCode("US")
# A country is what the story is about when it reaches this, and this share of the foremost one.
_ABOUT = 2.2
_ABOUT_SHARE = 0.3
# One city far down in the text is too thin a trace of its country: towns share names with much else.
_THIN = _BODY * 0.8


# Where in a story a country is named: these, and from 0 on its paragraphs.
HEADLINE, DATELINE = -2, -1


class Trace(msgspec.Struct, frozen=True, gc=False):
    """A place that may name a country: where, the words there, in what way, which one (None: none), its weight."""

    place: int
    words: str
    kind: Kind
    code: CountryCode | None
    weight: float


class Annotation(Value, frozen=True):
    """Names as they go to the front matter: countries by heading, people as printed, foremost first."""

    countries: tuple[str, ...]
    mentions: tuple[str, ...]
    people: tuple[str, ...]


def annotate(story: Story, countries: CountryIndex, persons: Finder) -> Annotation:
    """The countries and people of `story`."""
    people = persons.find(story.paragraphs)
    about, mentioned = told(salience(traces(story, countries, people)))
    return Annotation(
        countries=tuple(countries.countries[code].name for code in about),
        mentions=tuple(countries.countries[code].name for code in mentioned),
        people=people,
    )


def traces(story: Story, countries: CountryIndex, people: Collection[str]) -> list[Trace]:
    """Every place in `story` that may name a country; those that lead to one say to which."""
    found = [
        (place, weight, mention)
        for place, (weight, text) in enumerate(_places(story), start=HEADLINE)
        for mention in countries.find(text)
    ]
    settled = _settled(found, people)
    if story.dateline and countries.is_american(story.dateline):
        settled.insert(0, Trace(DATELINE, story.dateline, Kind.NAME, _AMERICA, _DATELINE))
    return settled


def salience(found: Iterable[Trace]) -> dict[CountryCode, float]:
    """How much each country has to do with a story, foremost first."""
    scores, first = _scores([(one.weight, one.kind, one.code) for one in found if one.code])
    return {code: scores[code] for code in sorted(scores, key=lambda code: (-scores[code], first[code]))}


def told(scores: Mapping[CountryCode, float]) -> tuple[tuple[CountryCode, ...], tuple[CountryCode, ...]]:
    """The countries that a story is about, and those that it only mentions; a thin trace is neither."""
    least = max(_ABOUT, _ABOUT_SHARE * max(scores.values(), default=0.0))
    known = [code for code, score in scores.items() if score > _THIN]
    about = [code for code in known if scores[code] >= least] or known[:1]
    return tuple(about), tuple(code for code in known if code not in about)


def _places(story: Story) -> list[tuple[float, str]]:
    """The texts of `story` in which countries are looked for, each with its weight: headline, dateline, paragraphs."""
    weights = [_LEDE, _SECOND]
    body = [(weights[n] if n < len(weights) else _BODY, paragraph) for n, paragraph in enumerate(story.paragraphs)]
    return [(_HEADLINE, story.title), (_DATELINE, story.dateline or ""), *body]


def _settled(found: Sequence[tuple[int, float, Ambiguous]], people: Iterable[str]) -> list[Trace]:
    """The mentions, each with the country it leads to: those in need of support have it in the same story.

    A name that several countries share goes to the one that is otherwise named most; one that stands in
    the name of a person of the story ("Michael Jordan") goes to none.
    """
    certain = Counter(
        item.codes[0] for _, _, item in found if len(item.codes) == 1 and item.mention.kind is not Kind.WEAK
    )
    own = {word for name in people for word in name.split()}
    settled = []
    for place, weight, item in found:
        mention, codes = item.mention, item.codes
        code: CountryCode | None = mention.code
        if mention.kind is Kind.WEAK or len(codes) > 1:
            best = max(codes, key=lambda code: (certain[code], -codes.index(code)))
            code = best if certain[best] and mention.text not in own else None
        elif mention.kind is Kind.CITY and mention.text in own:
            code = None
        settled.append(Trace(place, mention.text, mention.kind, code, weight))
    return settled


def _scores(
    settled: list[tuple[float, Kind, CountryCode]],
) -> tuple[dict[CountryCode, float], dict[CountryCode, int]]:
    """The salience of each country, and the place of its first mention."""
    scores: dict[CountryCode, float] = defaultdict(float)
    body: dict[CountryCode, float] = defaultdict(float)
    first: dict[CountryCode, int] = {}
    best: dict[tuple[float, CountryCode], float] = {}
    for n, (weight, kind, code) in enumerate(settled):
        first.setdefault(code, n)
        worth = weight * _WORTH[kind]
        if weight == _BODY:
            body[code] = min(_BODY_MOST, body[code] + worth)
        else:  # the headline, dateline or lede counts once, however often it names the country
            best[weight, code] = max(best.get((weight, code), 0.0), worth)
    for (_, code), worth in best.items():
        scores[code] += worth
    for code, worth in body.items():
        scores[code] += worth
    return dict(scores), first
