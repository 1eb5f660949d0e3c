"""Which countries a story is about: weighed from where and how each is named.

In: the traces of countries in a story. Out: for each country the likelihood that an editor would file the story
under it.

What is weighed stands here, by name. What it weighs was fitted to stories that human editors had filed, by
tests/quality/fit_salience.py, and stands in weights.py.
"""

from collections import Counter
from collections.abc import Iterable
from math import exp, inf, log, log1p

import msgspec

from generator.ingest.tag.weights import WEIGHTS
from generator.model.authority import CountryCode, Kind, Sense

# Where in a story a country is named: these, and from 0 on its paragraphs.
HEADLINE, DATELINE = -2, -1
LEDE, SECOND = 0, 1


class Trace(msgspec.Struct, frozen=True, gc=False):
    """A place that may name a country: where, the words there, in what way, which one (None: none), in what sense."""

    place: int
    words: str
    kind: Kind
    code: CountryCode | None
    sense: Sense = Sense.PLAIN


_THERE = {HEADLINE: "headline", DATELINE: "dateline", LEDE: "lede", SECOND: "second"}
# How a country is named: by its name (or a former one, a part, a palace), an adjective, or a city.
_NAME, _ADJECTIVE, _CITY = "name", "adjective", "city"
_WAY = {Kind.ADJECTIVE: _ADJECTIVE, Kind.CAPITAL: _CITY, Kind.CITY: _CITY, Kind.TOWN: _CITY}
_SENSES = {Sense.MONEY: "money", Sense.LONGER: "longer"}
# The American press names cities and states, not the country.
_AMERICA = CountryCode("US")
# At this likelihood a country is what the story is about: somewhat below one half, for a page that lacks a story is
# worse than one that has a story too many.
_ABOUT = 0.36
# One that is named only below the lede: where it is far behind the foremost (in log odds) the story is surely about
# that one, and others must be likelier than not; where none stands out, it is a story of many, and less will do.
_FAR, _SURE, _MANY = 3.0, 0.5, 0.24
# Names that towns share with much else; named so often they are no accident.
_TOWNS = (Kind.CITY, Kind.TOWN)
_FIRM = 2
# The length of a story is counted in such pieces.
_PIECE = 300


class _Count:
    """How often a country is named, by place and way, and how many mentions of any stand before its first."""

    def __init__(self, before: int) -> None:
        self.there: dict[str, float] = {}
        self.body = {_NAME: 0, _ADJECTIVE: 0, _CITY: 0}
        self.senses = dict.fromkeys(_SENSES.values(), 0)
        self.places: set[int] = set()
        self.all = 0
        self.datelines = 0
        self.before = before

    def add(self, trace: Trace) -> None:
        """Count a trace."""
        self.all += 1
        self.places.add(trace.place)
        way = _WAY.get(trace.kind, _NAME)
        where = _THERE.get(trace.place)
        # In a headline every word may have a capital.
        sense = "" if trace.place == HEADLINE and trace.sense is Sense.LONGER else _SENSES.get(trace.sense, "")
        if where is None:
            self.body[way] += 1
        else:
            self.datelines += trace.place == DATELINE
            self.there[f"{where} {way}"] = 1.0
            if sense:
                self.there[f"{where} {sense}"] = 1.0
        if sense:
            self.senses[sense] += 1


def features(traces: Iterable[Trace], length: int) -> dict[CountryCode, dict[str, float]]:
    """What is weighed of each country that a story of `length` characters names, in the order of first mention.

    Counts go in by their logarithm (of one more), other things as 1 where they hold.
    """
    counts: dict[CountryCode, _Count] = {}
    for n, trace in enumerate(traces):
        if trace.code is not None:
            counts.setdefault(trace.code, _Count(n)).add(trace)
    datelines = {code for code, count in counts.items() if count.datelines}
    most = max((count.all for count in counts.values()), default=0)
    found = {}
    for code, count in counts.items():
        weighed = dict(count.there)
        weighed |= {f"further {way}": log1p(times) for way, times in count.body.items() if times}
        weighed |= {sense: log1p(times) for sense, times in count.senses.items() if times}
        weighed["start"] = 1.0
        weighed["all"] = log1p(count.all)
        weighed["plain"] = log1p(count.all - sum(count.senses.values()))
        weighed["share of most"] = log1p(count.all) - log1p(most)
        weighed["places"] = log1p(len(count.places))
        weighed["late"] = log1p(count.before)
        weighed["others"] = log1p(len(counts) - 1)
        weighed["alone"] = float(len(counts) == 1)
        weighed["dateline only"] = float(count.all == count.datelines)
        weighed["other dateline"] = float(bool(datelines - {code}))
        weighed["length"] = log1p(length / _PIECE)
        low = not any(place <= LEDE for place in count.places)
        if low:
            weighed["low"] = 1.0
            weighed["low, by length"] = weighed["length"]
            weighed["low, by others"] = weighed["others"]
        if code == _AMERICA:
            weighed["American"] = 1.0
            weighed["American low"] = float(low)
            weighed["American dateline"] = float(code in datelines)
            weighed |= {f"American {name}": weighed[name] for name in ("alone", "others", "other dateline")}
        found[code] = weighed
    return found


def salience(traces: Iterable[Trace], length: int) -> dict[CountryCode, float]:
    """The likelihood that a story of `length` characters is about each country that it names, the likeliest first."""
    scores = {
        code: sum(WEIGHTS.get(name, 0.0) * value for name, value in weighed.items())
        for code, weighed in features(traces, length).items()
    }
    return {code: 1 / (1 + exp(-scores[code])) for code in sorted(scores, key=lambda code: -scores[code])}


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
    foremost = max((_odds(value) for value in likely.values()), default=0.0)
    about = [
        code
        for code, value in likely.items()
        if value >= (_ABOUT if code in high else _SURE if foremost - _odds(value) > _FAR else _MANY)
    ]
    known = [code for code in likely if code in firm or code in about]
    about = about or known[:1]
    return tuple(about), tuple(code for code in known if code not in about)
