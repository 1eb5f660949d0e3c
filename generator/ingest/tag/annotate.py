"""Tag a story with countries and people.

In: a story and the authority tables. Out: the countries it is about, those it only mentions, its people. salience.py
decides what a story is about. Captions and bylines are not searched.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import msgspec

from generator.authority.country_index import AmbiguousMention, CountryIndex
from generator.authority.known_people import KnownPeopleFinder
from generator.authority.name_tables import NameTable
from generator.ingest.story import Story
from generator.ingest.tag.amend_people import amend_people
from generator.ingest.tag.find_persons import PersonFinder
from generator.ingest.tag.person_mentions import PersonCandidate
from generator.ingest.tag.person_places import drop_person_names
from generator.ingest.tag.salience import DATELINE, HEADLINE, Trace, choose_countries, compute_salience
from generator.ingest.tag.script_names import drop_glosses
from generator.model.authority import CountryCode, NameKind
from generator.model.value import Value
from generator.text.detect_language import guess_language

# The probability from which a name that is not tagged may interest an editor.
_DOUBTFUL_FROM = 0.3
_UNITED_STATES, _GEORGIA = CountryCode("US"), CountryCode("GE")
_ENGLISH = "en"
# So much of a story says its language.
_SAMPLE = 2_000
# Names that need support in their story.
_UNSURE_KINDS = frozenset({NameKind.WEAK, NameKind.TOWN})
_INNER_KINDS = frozenset({NameKind.PART, NameKind.CAPITAL, NameKind.CITY})
_CITY_KINDS = frozenset({NameKind.CITY, NameKind.TOWN, NameKind.CAPITAL})
# A name after a city and a comma says where the city is: in running text its state or province, because countries stand
# in lists; in a dateline also its country.
_PART_KINDS = frozenset({NameKind.PART})
_REGION_KINDS = frozenset({NameKind.PART, NameKind.NAME, NameKind.HISTORIC, NameKind.WEAK})
# What stands between a place and its region: "ST. JOHN’S, Newfoundland".
_REGION_GAP = re.compile(r"(?:['’][sS]?)?, ")
# "in Lebanon, New Hampshire, opened" is one place, "in Mexico, California and Texas" are three.
_APPOSITION_END = re.compile(r"[.;:)]|$|, (?!(?:and|or) [A-Z])")
_PLACE_BEFORE = re.compile(r"\b(?:in|near|from|of|to|at|around|outside)\s(?:East |West |North |South |Port |Mount )?$")
_TOWN_NAME_KINDS = frozenset({NameKind.NAME, NameKind.WEAK, NameKind.HISTORIC})
# A state that shares its name with its city.
_CITY_STATES = frozenset({"New York"})
_REACH = 20


def _parse_codes(text: str) -> frozenset[CountryCode]:
    return frozenset(map(CountryCode, text.split()))


# Weak names of these countries count without support if no capitals surround them, and win if a name is shared and
# nothing else decides: Jordan, Chad; "Korea" is the South, "the Congo" is Kinshasa's.
_USUAL_COUNTRIES = _parse_codes("JO TD GN KR CD VI")
# Countries whose neighbours in a story support a weak name.
_NEIGHBOURS = {
    CountryCode(code): _parse_codes(neighbours)
    for code, neighbours in (
        ("GE", "RU AM AZ UA MD BY"),
        ("JO", "IL PS SY IQ SA EG LB"),
        ("TD", "LY SD NE NG CM CF"),
        ("GN", "SL LR ML SN GW CI"),
        ("CG", "GA CM AO"),
        ("CD", "RW UG BI ZM AO TZ"),
    )
}


class Annotation(Value, frozen=True):
    """Names for the front matter: countries by heading, people as printed, the most important first.

    `doubtful_people` are not likely enough to be tagged, and not so unlikely that an editor need not see them.
    """

    countries: tuple[str, ...]
    mentions: tuple[str, ...]
    people: tuple[str, ...]
    doubtful_people: tuple[PersonCandidate, ...] = ()


def annotate(
    story: Story, countries: CountryIndex, finder: PersonFinder, known_people: KnownPeopleFinder | None = None
) -> Annotation:
    """Return the countries and people of `story`; what editors know about people wins over `finder`."""
    people, doubtful = find_people(story, finder, known_people)
    possible_people = (*people, *(person.name for person in doubtful))  # a country's name may be part of theirs
    traces = find_traces(story, countries, possible_people, finder.names)
    about_codes, mentioned_codes = choose_countries(weigh_countries(story, traces, countries), traces, story.home)
    return Annotation(
        countries=tuple(countries.countries[code].name for code in about_codes),
        mentions=tuple(countries.countries[code].name for code in mentioned_codes),
        people=people,
        doubtful_people=doubtful,
    )


def find_people(
    story: Story, finder: PersonFinder, known_people: KnownPeopleFinder | None = None
) -> tuple[tuple[str, ...], tuple[PersonCandidate, ...]]:
    """Return the people of `story` by name, and the doubtful candidates: those likely enough for an editor to see."""
    candidates = finder.assess(story.paragraphs)
    found_names = finder.choose(candidates) + finder.find_other_scripts(story.paragraphs)
    names = drop_glosses(found_names, story.paragraphs)
    people = amend_people(names, story, known_people)
    tagged = frozenset((*names, *people))
    doubtful = (item for item in candidates if item.probability >= _DOUBTFUL_FROM and item.name not in tagged)
    return people, tuple(doubtful)


def weigh_countries(story: Story, traces: Iterable[Trace], countries: CountryIndex) -> dict[CountryCode, float]:
    """Return the likelihood that `story` is about each country of its `traces`, highest first."""
    return compute_salience(traces, count_characters(story), countries.get_homes(find_language(story)))


def find_language(story: Story) -> str:
    """Return the language of `story` as printed, or else the most likely one."""
    return (
        story.printed.language
        or guess_language(" ".join((story.printed.title, *story.paragraphs))[:_SAMPLE])
        or _ENGLISH
    )


def count_characters(story: Story) -> int:
    """Count the characters in the text of `story`."""
    return sum(map(len, story.paragraphs))


def find_traces(story: Story, countries: CountryIndex, people: Collection[str], names: NameTable) -> list[Trace]:
    """Return every place in `story` that may name a country, each with its country if it leads to one.

    `people` are the persons of the story; `names` are the table by which others are recognised.
    """
    dateline_place = (story.printed.dateline or "").partition("(")[0]  # an agency in brackets is no place
    texts = (story.printed.title, dateline_place, *story.paragraphs)
    language = find_language(story)
    text_mentions = [
        (place, text, _resolve_city_regions(text, list(countries.find(text, language)), in_dateline=place == DATELINE))
        for place, text in enumerate(texts, start=HEADLINE)
    ]
    placed_mentions = drop_person_names(text_mentions, people, names, is_english=language.startswith(_ENGLISH))
    traces = _resolve_mentions(placed_mentions, people)
    if story.printed.dateline and countries.is_american(story.printed.dateline):
        # PARIS, Texas, is no place in France
        traces = [
            trace if trace.place != DATELINE or trace.code == _UNITED_STATES else _clear_country(trace)
            for trace in traces
        ]
        traces.insert(0, Trace(DATELINE, story.printed.dateline, NameKind.NAME, _UNITED_STATES))
    return traces


def _resolve_city_regions(text: str, mentions: list[AmbiguousMention], *, in_dateline: bool) -> list[AmbiguousMention]:
    """Resolve places that are followed by their state or province: London, Ontario; Lebanon, New Hampshire."""
    for n, (city, region) in enumerate(pairwise(mentions)):
        if not _REGION_GAP.fullmatch(text, city.mention.end, region.mention.start):
            continue
        kind, code = city.mention.kind, region.mention.code
        if _is_georgia(city, region, text):
            code = _UNITED_STATES
            mentions[n + 1] = _move(region, code)
        elif kind in _CITY_KINDS:
            is_state = region.mention.text in _CITY_STATES and _APPOSITION_END.match(text, region.mention.end)
            if not is_state and region.mention.kind not in (_REGION_KINDS if in_dateline else _PART_KINDS):
                continue
        elif region.mention.kind not in _PART_KINDS or not (in_dateline or _is_apposition(text, city, region)):
            continue
        mentions[n] = _move(city, code)
    return mentions


def _move(item: AmbiguousMention, code: CountryCode) -> AmbiguousMention:
    """Return a mention as that of a city in the country `code`."""
    kind = item.mention.kind if item.mention.kind in _CITY_KINDS - {NameKind.TOWN} else NameKind.CITY
    return AmbiguousMention(msgspec.structs.replace(item.mention, code=code, kind=kind), (code,), is_clear=True)


def _is_georgia(city: AmbiguousMention, region: AmbiguousMention, text: str) -> bool:
    """Return whether `region` is the American state of Georgia behind a city: "Athens, Georgia,"."""
    return (
        _GEORGIA in region.codes
        and region.mention.kind in (NameKind.NAME, NameKind.WEAK)
        and city.mention.kind in _CITY_KINDS
        and _GEORGIA not in city.codes
        and bool(_APPOSITION_END.match(text, region.mention.end))
    )


def _is_apposition(text: str, country: AmbiguousMention, region: AmbiguousMention) -> bool:
    """Return whether a country's name is that of a town in `region`: "in Cuba, Missouri."."""
    return (
        country.mention.kind in _TOWN_NAME_KINDS
        and region.mention.code not in country.codes
        and bool(_PLACE_BEFORE.search(text, max(0, country.mention.start - _REACH), country.mention.start))
        and bool(_APPOSITION_END.match(text, region.mention.end))
    )


def _clear_country(trace: Trace) -> Trace:
    """Return the trace without its country."""
    return msgspec.structs.replace(trace, code=None)


def _resolve_mentions(placed_mentions: Sequence[tuple[int, AmbiguousMention]], people: Iterable[str]) -> list[Trace]:
    """Return the mentions, each with its country; weak ones only if the story supports them.

    A name that several countries share goes to the one named most otherwise; one inside the name of a person of the
    story ("Michael Jordan") goes to none.
    """
    sure_mentions = [
        item.mention for _, item in placed_mentions if len(item.codes) == 1 and item.mention.kind not in _UNSURE_KINDS
    ]
    # Places within a country say more about a shared name than the country's own name: "Atlanta" about Georgia.
    certain_counts: Counter[CountryCode] = Counter()
    for hit in sure_mentions:
        certain_counts[hit.code] += 2 if hit.kind in _INNER_KINDS else 1
    person_words = {word for name in people for word in name.split()}
    traces: list[Trace] = []
    unclear_positions: list[int] = []
    for place, item in placed_mentions:
        mention = item.mention
        code: CountryCode | None = mention.code
        if mention.kind in _UNSURE_KINDS or len(item.codes) > 1:
            code = _choose_country(item, certain_counts, person_words, place)
            if mention.kind is NameKind.WEAK and not item.is_clear and place != DATELINE:
                if code is None:
                    continue
                unclear_positions.append(len(traces))
        elif mention.kind is NameKind.CITY and mention.text in person_words:
            code = None
        traces.append(Trace(place, mention.text, mention.kind, code, mention.sense))
    # The headline's capitals prove nothing: there, a weak name counts only if the text has it too.
    firm_codes = {hit.code for n, hit in enumerate(traces) if n not in unclear_positions}
    return [
        hit
        for n, hit in enumerate(traces)
        if n not in unclear_positions or (hit.place == HEADLINE and hit.code in firm_codes)
    ]


def _choose_country(
    item: AmbiguousMention, certain_counts: Counter[CountryCode], person_words: Collection[str], place: int
) -> CountryCode | None:
    """Return the country of a weak or shared name from the story's other names; None if there is no evidence."""
    mention, codes = item.mention, item.codes
    is_weak = mention.kind is NameKind.WEAK
    support = {
        code: certain_counts[code]
        + (is_weak and 2 * sum(certain_counts[neighbour] for neighbour in _NEIGHBOURS.get(code, ())))
        for code in codes
    }
    best = max(codes, key=lambda code: (support[code], code in _USUAL_COUNTRIES, -codes.index(code)))
    if place == DATELINE:
        return best  # a name in a dateline is a place
    if mention.text in person_words:
        return None
    return best if support[best] or (is_weak and best in _USUAL_COUNTRIES) else None
