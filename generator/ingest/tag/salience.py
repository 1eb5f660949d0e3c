"""Decide which countries a story is about, from where and how each is named.

In: the traces of countries in a story. Out: for each country, the likelihood that an editor would file the story under
it.

The features have their names here. Their weights were fitted to stories that human editors had filed, by
tests/quality/fit_salience.py, and are in weights.py.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from math import exp, inf, log, log1p

import msgspec

from generator.ingest.tag.weights import WEIGHTS
from generator.model.authority import CountryCode, NameKind, NameSense

# Where a story names a country: these, and from 0 on its paragraphs.
HEADLINE, DATELINE = -2, -1
LEDE, SECOND = 0, 1


class Trace(msgspec.Struct, frozen=True, gc=False):
    """A place that may name a country: position, words, kind of name, country (None: none), sense."""

    place: int
    words: str
    kind: NameKind
    code: CountryCode | None
    sense: NameSense = NameSense.PLAIN


_HEAD_PLACES = {HEADLINE: "headline", DATELINE: "dateline", LEDE: "lede", SECOND: "second"}
# How a country is named: by its name (or a former one, a part, a palace), an adjective, or a city.
_NAME, _ADJECTIVE, _CITY = "name", "adjective", "city"
_NAMING_FORMS = {NameKind.ADJECTIVE: _ADJECTIVE, NameKind.CAPITAL: _CITY, NameKind.CITY: _CITY, NameKind.TOWN: _CITY}
_SENSES = {NameSense.MONEY: "money", NameSense.LONGER: "longer"}
# The American press names cities and states, not the country.
_UNITED_STATES = CountryCode("US")
# From this likelihood on, a story is about a country. It is below one half because a page that lacks a story is worse
# than one with a story too many.
_ABOUT_LIKELIHOOD = 0.42
# If no country leads (the first is no further ahead, in log odds), the story is about many, and less is enough for
# those named below the lede.
_LEAD, _MANY_LIKELIHOOD = 1.5, 0.24
# Names that towns share with many other things; if they recur, they are no accident.
_TOWN_KINDS = (NameKind.CITY, NameKind.TOWN)
_FIRM_COUNT = 2
# Names of a country itself.
_ITSELF_KINDS = frozenset({NameKind.NAME, NameKind.WEAK, NameKind.ADJECTIVE, NameKind.HISTORIC, NameKind.METONYM})
# The length of a story is counted in units of this many characters.
_PIECE_LENGTH = 300


_FURTHER = {form: f"further {form}" for form in (_NAME, _ADJECTIVE, _CITY)}


class _CountryCount:
    """Counts how often a country is named, by place and kind, and the mentions of any country before its first."""

    def __init__(self, mentions_before: int) -> None:
        self.head_features: dict[str, float] = {}
        self.body_counts = {_NAME: 0, _ADJECTIVE: 0, _CITY: 0}
        self.sense_counts = dict.fromkeys(_SENSES.values(), 0)
        self.places: set[int] = set()
        self.mentions = 0
        self.datelines = 0
        self.mentions_before = mentions_before

    def add(self, trace: Trace) -> None:
        """Count a trace."""
        self.mentions += 1
        self.places.add(trace.place)
        form = _NAMING_FORMS.get(trace.kind, _NAME)
        head_place = _HEAD_PLACES.get(trace.place)
        # In a headline, every word may have a capital.
        sense = "" if trace.place == HEADLINE and trace.sense is NameSense.LONGER else _SENSES.get(trace.sense, "")
        if head_place is None:
            self.body_counts[form] += 1
        else:
            self.datelines += trace.place == DATELINE
            self.head_features[f"{head_place} {form}"] = 1.0
            if sense:
                self.head_features[f"{head_place} {sense}"] = 1.0
        if sense:
            self.sense_counts[sense] += 1

    def compute_features(self) -> dict[str, float]:
        """Return the features of where and how the country is named."""
        values = dict(self.head_features)
        for form, number in self.body_counts.items():
            if number:
                values[_FURTHER[form]] = log1p(number)
        for sense, number in self.sense_counts.items():
            if number:
                values[sense] = log1p(number)
        return values


def compute_features(
    traces: Iterable[Trace], length: int, homes: Collection[CountryCode] = ()
) -> dict[CountryCode, dict[str, float]]:
    """Return the features of each country that a story of `length` characters names, in the order of first mention.

    `homes` are the home countries of the story's language if it is not English: a story that names its own country is
    seldom about the others too. Counts enter as the logarithm of one more, other features as 1 if they hold.
    """
    counts: dict[CountryCode, _CountryCount] = {}
    for n, trace in enumerate(traces):
        if trace.code is not None:
            counts.setdefault(trace.code, _CountryCount(n)).add(trace)
    if not counts:
        return {}
    datelines = {code for code, count in counts.items() if count.datelines}
    most_mentions = max(count.mentions for count in counts.values())
    has_home = not counts.keys().isdisjoint(homes)
    other_value, length_value = log1p(len(counts) - 1), log1p(length / _PIECE_LENGTH)
    most_value = log1p(most_mentions)
    features = {}
    for code, count in counts.items():
        values = count.compute_features()
        values["start"] = 1.0
        values["all"] = log1p(count.mentions)
        values["plain"] = log1p(count.mentions - sum(count.sense_counts.values()))
        values["share of most"] = values["all"] - most_value
        values["places"] = log1p(len(count.places))
        values["late"] = log1p(count.mentions_before)
        values["others"] = other_value
        values["alone"] = float(len(counts) == 1)
        values["dateline only"] = float(count.mentions == count.datelines)
        values["other dateline"] = float(bool(datelines - {code}))
        values["length"] = length_value
        is_low = not any(place <= LEDE for place in count.places)
        if is_low:
            values["low"] = 1.0
            values["low, by length"] = values["length"]
            values["low, by others"] = values["others"]
        if homes:
            values["foreign language"] = 1.0
            values["home" if code in homes else "beside home" if has_home else "without home"] = 1.0
        if code == _UNITED_STATES:
            values["American"] = 1.0
            values["American low"] = float(is_low)
            values["American dateline"] = float(code in datelines)
            values |= {f"American {name}": values[name] for name in ("alone", "others", "other dateline")}
        features[code] = values
    return features


def compute_salience(
    traces: Iterable[Trace], length: int, homes: Collection[CountryCode] = ()
) -> dict[CountryCode, float]:
    """Return the likelihood that a story is about each country it names, highest first, as `compute_features` does."""
    scores = {
        code: sum([WEIGHTS.get(name, 0.0) * value for name, value in values.items()])
        for code, values in compute_features(traces, length, homes).items()
    }
    return {code: 1 / (1 + exp(-scores[code])) for code in sorted(scores, key=lambda code: -scores[code])}


def _compute_log_odds(likelihood: float) -> float:
    """Return the logarithm of the odds."""
    return log(likelihood) - log(1 - likelihood) if likelihood < 1 else inf


def _is_country_itself(trace: Trace, code: str) -> bool:
    """Return whether a trace near the beginning names the country `code` itself, not a place in it."""
    return trace.code == code and trace.place <= SECOND and trace.place != DATELINE and trace.kind in _ITSELF_KINDS


def choose_countries(
    likelihoods: dict[CountryCode, float], traces: Iterable[Trace], home: str = ""
) -> tuple[tuple[CountryCode, ...], tuple[CountryCode, ...]]:
    """Return the countries that a story is about (at least one, if any is named), and those it only mentions.

    The country where the publication is at `home` stands behind all its stories: they are about it only if the headline
    or the first two paragraphs name the country itself, not just a place in it. One city far down in the text is too
    thin a trace of its country, because towns share names with many other things.
    """
    traces = list(traces)
    counts = Counter(trace.code for trace in traces)
    firm_codes = {
        trace.code
        for trace in traces
        if trace.place <= SECOND or trace.kind not in _TOWN_KINDS or counts[trace.code] >= _FIRM_COUNT
    }
    lede_codes = {trace.code for trace in traces if trace.place <= LEDE}
    foremost = max((_compute_log_odds(value) for value in likelihoods.values()), default=0.0)
    about_codes = [
        code
        for code, value in likelihoods.items()
        if value >= _ABOUT_LIKELIHOOD
        or (value >= _MANY_LIKELIHOOD and code not in lede_codes and foremost - _compute_log_odds(value) <= _LEAD)
    ]
    candidates = [code for code in likelihoods if code in firm_codes or code in about_codes]
    about_codes = about_codes or candidates[:1]
    if home and not any(_is_country_itself(trace, home) for trace in traces):
        about_codes = [code for code in about_codes if code != home]
    return tuple(about_codes), tuple(code for code in candidates if code not in about_codes)
