"""The countries and people of a story.

In: a story and the authority tables. Out: the countries it is about, those it only mentions, its people.
Salience decides what a story is about (salience.py). Nothing is recognised in captions or bylines.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import msgspec

from generator.authority.country_index import Ambiguous, CountryIndex
from generator.ingest.story import Story
from generator.ingest.tag.find_persons import Finder
from generator.ingest.tag.salience import DATELINE, HEADLINE, Trace, salience, told
from generator.model.authority import CountryCode, Kind
from generator.model.value import Value

_AMERICA = CountryCode("US")
# Names that need support in their story.
_UNSURE = frozenset({Kind.WEAK, Kind.TOWN})
_WITHIN = frozenset({Kind.PART, Kind.CAPITAL, Kind.CITY})
_CITIES = frozenset({Kind.CITY, Kind.TOWN, Kind.CAPITAL})
# What stands behind a city and a comma says where it is: in running text its state or province, for countries stand in
# lists; in a dateline its country too.
_PARTS = frozenset({Kind.PART})
_REGIONS = frozenset({Kind.PART, Kind.NAME, Kind.HISTORIC, Kind.WEAK})


def _codes(text: str) -> frozenset[CountryCode]:
    return frozenset(map(CountryCode, text.split()))


# Weak names that lead here are enough where they stand clear of other capitals, and go here where they are shared and
# nothing else tells: Jordan, Chad; "Korea" is the South, "the Congo" Kinshasa's.
_USUAL = _codes("JO TD GN KR CD VI")
# Countries whose neighbours in a story support a weak name.
_NEIGHBOURS = {
    CountryCode(code): _codes(near)
    for code, near in (
        ("GE", "RU AM AZ UA MD BY"),
        ("JO", "IL PS SY IQ SA EG LB"),
        ("TD", "LY SD NE NG CM CF"),
        ("GN", "SL LR ML SN GW CI"),
        ("CG", "GA CM AO"),
        ("CD", "RW UG BI ZM AO TZ"),
    )
}


class Annotation(Value, frozen=True):
    """Names as they go to the front matter: countries by heading, people as printed, foremost first."""

    countries: tuple[str, ...]
    mentions: tuple[str, ...]
    people: tuple[str, ...]


def annotate(story: Story, countries: CountryIndex, persons: Finder) -> Annotation:
    """The countries and people of `story`."""
    people = persons.find(story.paragraphs)
    found = traces(story, countries, people)
    about, mentioned = told(salience(found, length(story)), found)
    return Annotation(
        countries=tuple(countries.countries[code].name for code in about),
        mentions=tuple(countries.countries[code].name for code in mentioned),
        people=people,
    )


def length(story: Story) -> int:
    """How many characters the text of `story` has."""
    return sum(map(len, story.paragraphs))


def traces(story: Story, countries: CountryIndex, people: Collection[str]) -> list[Trace]:
    """Every place in `story` that may name a country; those that lead to one say to which."""
    where = (story.dateline or "").partition("(")[0]  # an agency in brackets is no place
    texts = (story.title, where, *story.paragraphs)
    found = [
        (place, mention)
        for place, text in enumerate(texts, start=HEADLINE)
        for mention in _placed(text, list(countries.find(text)), in_dateline=place == DATELINE)
    ]
    settled = _settled(found, people)
    if story.dateline and countries.is_american(story.dateline):
        # PARIS, Texas, is no place in France
        settled = [one if one.place != DATELINE or one.code == _AMERICA else _to_none(one) for one in settled]
        settled.insert(0, Trace(DATELINE, story.dateline, Kind.NAME, _AMERICA))
    return settled


def _placed(text: str, found: list[Ambiguous], *, in_dateline: bool) -> list[Ambiguous]:
    """The mentions in `text`, a city with its state or province behind it led to where that is: London, Ontario."""
    for n, (city, region) in enumerate(pairwise(found)):
        start, end = city.mention.end, region.mention.start
        kinds = _REGIONS if in_dateline else _PARTS
        if (
            start + 2 == end
            and text[start:end] == ", "
            and city.mention.kind in _CITIES
            and region.mention.kind in kinds
        ):
            code = region.mention.code
            kind = Kind.CITY if city.mention.kind is Kind.TOWN else city.mention.kind
            mention = msgspec.structs.replace(city.mention, code=code, kind=kind)
            found[n] = Ambiguous(mention, (code,), clear=True)
    return found


def _to_none(trace: Trace) -> Trace:
    """A trace that leads to no country."""
    return msgspec.structs.replace(trace, code=None)


def _settled(found: Sequence[tuple[int, Ambiguous]], people: Iterable[str]) -> list[Trace]:
    """The mentions, each with the country it leads to, those in need of support where the story has it.

    A name that several countries share goes to the one that is otherwise named most; one that stands in
    the name of a person of the story ("Michael Jordan") goes to none.
    """
    sure = [item.mention for _, item in found if len(item.codes) == 1 and item.mention.kind not in _UNSURE]
    # Places within a country say more about a shared name than the country's own: "Atlanta" about Georgia.
    certain = Counter(one.code for one in sure) + Counter(one.code for one in sure if one.kind in _WITHIN)
    own = {word for name in people for word in name.split()}
    settled: list[Trace] = []
    unclear: list[int] = []
    for place, item in found:
        mention = item.mention
        code: CountryCode | None = mention.code
        if mention.kind in _UNSURE or len(item.codes) > 1:
            code = _supported(item, certain, own, place)
            if mention.kind is Kind.WEAK and not item.clear and place != DATELINE:
                if code is None:
                    continue
                unclear.append(len(settled))
        elif mention.kind is Kind.CITY and mention.text in own:
            code = None
        settled.append(Trace(place, mention.text, mention.kind, code, mention.sense))
    # The headline's capitals tell nothing: there a weak name counts where the text has it too.
    firm = {one.code for n, one in enumerate(settled) if n not in unclear}
    return [one for n, one in enumerate(settled) if n not in unclear or (one.place == HEADLINE and one.code in firm)]


def _supported(item: Ambiguous, certain: Counter[CountryCode], own: Collection[str], place: int) -> CountryCode | None:
    """The country of a weak or shared name: what else the story names decides, None where it names nothing."""
    mention, codes = item.mention, item.codes
    weak = mention.kind is Kind.WEAK
    support = {
        code: certain[code] + (weak and 2 * sum(certain[near] for near in _NEIGHBOURS.get(code, ()))) for code in codes
    }
    best = max(codes, key=lambda code: (support[code], code in _USUAL, -codes.index(code)))
    if place == DATELINE:
        return best  # what stands in a dateline is a place
    if mention.text in own:
        return None
    return best if support[best] or (weak and best in _USUAL) else None
