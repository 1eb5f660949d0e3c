"""Which countries a story is about: weighed from where and how each is named.

In: the traces of countries in a story. Out: for each country the likelihood that an editor would file the story
under it.

The weights are those of a logistic regression on 10,530 stories of 1987 and of the 2010s that human editors had filed
under countries. Measured in five parts, each with weights from the other four: F1 0.93 in all, 0.88 without the United
States (weights set by hand had 0.87 and 0.80). They belong together; none can be changed alone.
"""

from collections import Counter
from collections.abc import Iterable
from math import exp, inf, log, log1p

import msgspec

from generator.model.authority import CountryCode, Kind

# Where in a story a country is named: these, and from 0 on its paragraphs.
HEADLINE, DATELINE = -2, -1
LEDE, SECOND = 0, 1


class Trace(msgspec.Struct, frozen=True, gc=False):
    """A place that may name a country: where, the words there, in what way, and which one (None: none)."""

    place: int
    words: str
    kind: Kind
    code: CountryCode | None


# How a country is named: by its name (or a former one, a part, a palace), an adjective, or a city.
_NAME, _ADJECTIVE, _CITY = range(3)
_WAY = {Kind.ADJECTIVE: _ADJECTIVE, Kind.CAPITAL: _CITY, Kind.CITY: _CITY, Kind.WEAK: _CITY}
# Named there at all, by name, adjective, city.
_THERE = {
    HEADLINE: (1.17, 0.80, 0.18),
    DATELINE: (0.97, 0.97, 2.00),
    LEDE: (1.24, 0.85, 0.07),
    SECOND: (0.81, 0.44, -0.14),
}
# How often further down, by name, adjective, city; and how often in all. Each by its logarithm.
_BODY = (0.73, 0.19, -0.12)
_ALL = 1.14
# Other countries in the story (by logarithm), none at all, other mentions before the first one (by logarithm).
_OTHERS, _ALONE, _LATE = 1.04, 1.83, -0.45
# It stands in the dateline only; another country stands in the dateline.
_DATELINE_ONLY, _OTHER_DATELINE = 1.15, -1.22
_START = -2.58
# The American press names cities and states, not the country.
_AMERICA = CountryCode("US")
_AMERICAN, _AMERICAN_DATELINE, _AMERICAN_ALONE, _AMERICAN_OTHERS, _AMERICAN_ABROAD = 2.06, 0.46, 0.87, -0.57, -1.90
# At this likelihood a country is what the story is about.
_ABOUT = 0.34
# Less will do where headline or lede print its name.
_ABOUT_NAMED = 0.29
_BY_NAME = (Kind.NAME, Kind.HISTORIC)
# One that is named only below the lede must be sure by itself, or not far behind the foremost (in log odds): a long
# story names many countries in passing.
_SURE, _FAR = 0.85, 3.5
# Names that towns share with much else; named so often they are no accident.
_TOWNS = (Kind.CITY, Kind.WEAK)
_FIRM = 2


class _Count:
    """How often a country is named, by place and way, and how many mentions of any stand before its first."""

    def __init__(self, before: int) -> None:
        self.there: dict[int, list[int]] = {}
        self.body = [0, 0, 0]
        self.all = 0
        self.before = before

    def add(self, trace: Trace) -> None:
        """Count a trace."""
        self.all += 1
        way = _WAY.get(trace.kind, _NAME)
        if trace.place in _THERE:
            self.there.setdefault(trace.place, [0, 0, 0])[way] += 1
        else:
            self.body[way] += 1


def salience(traces: Iterable[Trace]) -> dict[CountryCode, float]:
    """The likelihood that a story is about each country that it names, the likeliest first."""
    counts: dict[CountryCode, _Count] = {}
    for n, trace in enumerate(traces):
        if trace.code is not None:
            counts.setdefault(trace.code, _Count(n)).add(trace)
    datelines = {code for code, count in counts.items() if DATELINE in count.there}
    scores = {
        code: _score(count, len(counts) - 1, abroad=bool(datelines - {code}), american=code == _AMERICA)
        for code, count in counts.items()
    }
    ordered = sorted(scores, key=lambda code: (-scores[code], counts[code].before))
    return {code: 1 / (1 + exp(-scores[code])) for code in ordered}


def _score(count: _Count, others: int, *, abroad: bool, american: bool) -> float:
    """The weights that hold for a country, added up; `abroad`: the dateline names another one."""
    dateline = DATELINE in count.there
    score = _START + _ALL * log1p(count.all) + _OTHERS * log1p(others) + _LATE * log1p(count.before)
    for place, ways in count.there.items():
        score += sum(weight for weight, times in zip(_THERE[place], ways, strict=True) if times)
    score += sum(weight * log1p(times) for weight, times in zip(_BODY, count.body, strict=True))
    score += _ALONE * (not others) + _OTHER_DATELINE * abroad
    score += _DATELINE_ONLY * (dateline and count.all == sum(count.there[DATELINE]))
    if american:
        score += _AMERICAN + _AMERICAN_DATELINE * dateline + _AMERICAN_ALONE * (not others)
        score += _AMERICAN_OTHERS * log1p(others) + _AMERICAN_ABROAD * abroad
    return score


def _odds(likelihood: float) -> float:
    """The logarithm of the odds."""
    return log(likelihood) - log(1 - likelihood) if likelihood < 1 else inf


def told(
    likely: dict[CountryCode, float], traces: Iterable[Trace]
) -> tuple[tuple[CountryCode, ...], tuple[CountryCode, ...]]:
    """The countries that a story is about (one at least, where any is named), and those that it only mentions.

    One city far down in the text is too thin a trace of its country: towns share names with much else.
    """
    traces = list(traces)
    times = Counter(one.code for one in traces)
    firm = {one.code for one in traces if one.place <= SECOND or one.kind not in _TOWNS or times[one.code] >= _FIRM}
    high = {one.code for one in traces if one.place <= LEDE}
    named = {one.code for one in traces if one.place in (HEADLINE, LEDE) and one.kind in _BY_NAME}
    least = max((_odds(value) for value in likely.values()), default=0.0) - _FAR
    about = [
        code
        for code, value in likely.items()
        if value >= (_ABOUT_NAMED if code in named else _ABOUT)
        and (code in high or value >= _SURE or _odds(value) >= least)
    ]
    known = [code for code in likely if code in firm or code in about]
    about = about or known[:1]
    return tuple(about), tuple(code for code in known if code not in about)
