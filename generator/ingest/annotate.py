"""The countries and people of a story.

In: a story and the authority tables. Out: the countries it is about, those it only mentions, its people.
Salience decides what a story is about: headline, dateline and lede weigh more than a mention further down,
a name more than a city. Nothing is recognised in captions or bylines.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

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


class Annotation(Value, frozen=True):
    """Names as they go to the front matter: countries by heading, people as printed, foremost first."""

    countries: tuple[str, ...]
    mentions: tuple[str, ...]
    people: tuple[str, ...]


def annotate(story: Story, countries: CountryIndex, persons: Finder) -> Annotation:
    """The countries and people of `story`."""
    people = persons.find(story.paragraphs)
    places = _places(story)
    found = [[(weight, mention) for mention in countries.find(text)] for weight, text in places]
    settled = _settled([item for some in found for item in some], people)
    if story.dateline and countries.is_american(story.dateline):
        settled = [(_DATELINE, Kind.NAME, _AMERICA), *settled]
    scores, first = _scores(settled)
    foremost = max(scores.values(), default=0.0)
    order = sorted(scores, key=lambda code: (-scores[code], first[code]))
    order = [code for code in order if scores[code] > _THIN]
    about = [code for code in order if scores[code] >= max(_ABOUT, _ABOUT_SHARE * foremost)]
    if not about and order:
        about = order[:1]
    names = {code: countries.countries[code].name for code in order}
    return Annotation(
        countries=tuple(names[code] for code in about),
        mentions=tuple(names[code] for code in order if code not in about),
        people=people,
    )


def _places(story: Story) -> list[tuple[float, str]]:
    """The texts of `story` in which countries are looked for, each with its weight."""
    weights = [_LEDE, _SECOND]
    body = [(weights[n] if n < len(weights) else _BODY, paragraph) for n, paragraph in enumerate(story.paragraphs)]
    return [(_HEADLINE, story.title), (_DATELINE, story.dateline or ""), *body]


def _settled(found: list[tuple[float, Ambiguous]], people: Iterable[str]) -> list[tuple[float, Kind, CountryCode]]:
    """The mentions that lead to one country: those in need of support have it in the same story.

    A name that several countries share goes to the one that is otherwise named most; one that stands in
    the name of a person of the story ("Michael Jordan") goes to none.
    """
    certain = Counter(item.codes[0] for _, item in found if len(item.codes) == 1 and item.mention.kind is not Kind.WEAK)
    own = {word for name in people for word in name.split()}
    settled = []
    for weight, item in found:
        mention, codes = item.mention, item.codes
        if mention.kind is Kind.WEAK or len(codes) > 1:
            if mention.text in own:
                continue
            best = max(codes, key=lambda code: (certain[code], -codes.index(code)))
            if not certain[best]:
                continue
            settled.append((weight, mention.kind, best))
        elif not (mention.kind is Kind.CITY and mention.text in own):
            settled.append((weight, mention.kind, mention.code))
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
