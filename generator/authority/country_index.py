"""The index of countries: every name that leads to one, for looking up and for finding in a text.

In: country records and cities. Out: `get` for a name that an editor wrote, `find` for the mentions in a
text. Which of the mentioned countries a story is about is decided in ingest/tag/annotate.py.
"""

import difflib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

import msgspec

from generator.model.authority import City, Country, CountryCode, Kind, Mention, Sense
from generator.text.normalise import fold

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
# Where a name may begin, and the last word before a place.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# A token that begins with a capital, and not within another. The capital stands first, for it is seldom.
_CAPITALISED = re.compile(rf"{_CAPITAL}(?<![^\W_].)(?<![^\W_]['’].)(?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:['’][^\W_]+)*)")
# The same where all letters are ASCII, in three quarters of the time.
_CAPITALISED_ASCII = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)(?<![A-Za-z0-9]'.)(?:\.(?:[A-Za-z]\.)+|[A-Za-z0-9]*(?:'[A-Za-z0-9]+)*)", re.ASCII
)
_BEFORE = re.compile(rf"(?:{_TOKEN.pattern}|\b(?:Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Prof|St|[A-Z])\.) $")
_WORD_REACH = 60
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
# A city that shares its name with one abroad stands for its country only when it is this many times larger.
_DOMINANCE = 4
# A capital with fewer people, whose name is also a person's or a common word, needs support in its story.
_SMALL = 200_000
# Movements and the like that small towns share a name with: news means the movement.
_NO_CITIES = frozenset(
    {"union", "hamas", "fatah", "taliban", "houthi", "houthis", "isis", "hezbollah", "likud", "unita"}
)
# "English-language", "French-speaking": a language, not a country.
_LANGUAGE = re.compile(r"[-‑ ](?:language|speaking|speakers?)\b")
# "gave a speech in Spanish", "spoke English, French and Spanish".
_TONGUE_BEFORE = re.compile(
    r"\b(?:in|into|speaks?|spoke|spoken|speaking|fluent)\s(?:[A-Z]\w+(?:,\s(?:and\s)?|\sand\s))*$"
)
_TONGUE_AFTER = re.compile(r"[,.;:)]|\s(?:and|or|at|on|before|but|to|with|that|when|while|during)\b|$")
_TONGUE_REACH = 60
# A country's money: "five mln U.S. dlrs", "the Swiss franc".
_MONEY = re.compile(
    r"(?:dlrs?|dollars?|francs?|pounds?|sterling|stg|yen|pesos?|marks?|kron\w+|crowns?|lir[ea]|riyals?|rials?|dinars?"
    r"|rupees?|rubles?|roubles?|yuan|won|rand|shekels?|currency|treasury|treasuries|eurobonds?|bonds?)\b",
    re.IGNORECASE,
)
# Words that have a capital because a sentence begins.
_BEGINNINGS = frozenset("The In But And A An On For At From When As If To By With While After Before Since".split())


_AMERICA = CountryCode("US")


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    """The tokens of a name after the first, folded; `exact` holds the print of an acronym ("US", not "us").

    `codes` has several countries where the name is shared, none where the phrase means no country.
    """

    rest: tuple[str, ...]
    exact: str
    codes: tuple[CountryCode, ...]
    kind: Kind


class Ambiguous(msgspec.Struct, frozen=True, gc=False):
    """A mention and the countries that it may lead to; one that is weak or shared needs support.

    `clear` is False for a weak name beside another capitalised word, or in a line of capitals: it may be part of a
    longer name ("Michael Jordan").
    """

    mention: Mention
    codes: tuple[CountryCode, ...]
    clear: bool = True


class CountryIndex:
    """All names of all countries. Made once a run by `index`."""

    def __init__(
        self,
        countries: dict[CountryCode, Country],
        phrases: dict[str, dict[str, tuple[_Phrase, ...]]],
        states: frozenset[str],
        short: frozenset[str],
    ) -> None:
        self.countries = countries
        self._phrases = phrases
        self._states = states
        self._short = short
        self._places = frozenset(
            (first, *phrase.rest)
            for first, seconds in phrases.items()
            for some in seconds.values()
            for phrase in some
            if phrase.kind is not Kind.ADJECTIVE and phrase.codes
        )
        self._longest = 1 + max(
            len(phrase.rest) for seconds in phrases.values() for some in seconds.values() for phrase in some
        )
        self._beginnings = frozenset(place[0] for place in self._places if len(place) > 1)
        self._names = names_of(countries)

    def get(self, name: str) -> Country | None:
        """The country that `name` (a name, variant or ISO 3166-1 code) leads to, None for none or several."""
        codes = self._names.get(fold(name).strip(), ())
        return self.countries[codes[0]] if len(codes) == 1 else None

    def nearest(self, name: str) -> tuple[str, ...]:
        """The headings that `name` may mean: all countries that share it, else the one most like it, else none."""
        near = difflib.get_close_matches(fold(name).strip(), self._names, n=1, cutoff=0.75)
        return tuple(self.countries[code].name for code in self._names[near[0]]) if near else ()

    def is_place(self, phrase: str) -> bool:
        """Whether the whole of `phrase` is a name of a country, a part of one, or a city."""
        return tuple(map(_key, _TOKEN.findall(phrase))) in self._places

    def begins_place(self, word: str) -> bool:
        """Whether the name of a place in several words begins with `word`."""
        return _key(word) in self._beginnings

    def is_american(self, dateline: str) -> bool:
        """Whether a dateline names an American state behind its city, in full or as the press shortens it.

        "Georgia" in full is also a country's heading, and says nothing.
        """
        parts = (fold(part.partition("(")[0]).strip(" .") for part in dateline.split(",")[1:])
        return any(part in self._states for part in parts)

    def find(  # noqa: C901  (the innermost loop of intake: a call for each step would cost half as much again)
        self, text: str, among: AbstractSet[CountryCode] | None = None
    ) -> Iterator[Ambiguous]:
        """Every mention in `text`, in order, the longest name at each place; `codes` has one when certain.

        With `among` only mentions that may lead to one of these countries.
        """
        end = 0
        for token in (_CAPITALISED_ASCII if text.isascii() else _CAPITALISED).finditer(text):
            key = _key(token[0])
            phrases = self._phrases.get(key)
            if phrases is None and key not in self._short:
                continue
            at = token.start()
            if at < end:
                continue
            end = token.end()
            if key in self._short and text[at - 2 : at] == ", " and (token[0][-1] == "." or text[end : end + 1] == "."):
                if among is None or _AMERICA in among:
                    yield Ambiguous(Mention(at, end, text[at:end], _AMERICA, Kind.PART), (_AMERICA,))
                continue
            if not phrases or not (token[0][0].isupper() or token[0][0] > "\u0370"):
                continue
            second = _TOKEN.search(text, end) if len(phrases) > 1 or "" not in phrases else None
            longer = phrases.get(_key(second[0])) if second else None
            after = list(islice(_TOKEN.finditer(text, end), self._longest)) if longer else []
            keys = [_key(word[0]) for word in after]
            for phrase in longer or phrases.get("", ()):
                rest = len(phrase.rest)
                if phrase.rest == tuple(keys[:rest]) and _is_exact(phrase, token):
                    last = after[rest - 1] if rest else token
                    if not phrase.codes and rest and " " not in text[at : last.end()]:
                        continue  # "Anglo American" is a company, "Anglo-American" is of two countries
                    end = last.end()
                    if among is not None and among.isdisjoint(phrase.codes):
                        break
                    if phrase.codes and not _is_other(phrase, text, at, end):
                        clear = phrase.kind is not Kind.WEAK or _is_clear(text, at, end)
                        yield _mention(phrase, text, at, last, clear=clear)
                    break


def index(countries: Iterable[Country], cities: Iterable[City], states: Iterable[str]) -> CountryIndex:
    """The index of `countries` and `cities`; `states` are the American ones as datelines have them."""
    records = {country.code: country for country in countries}
    cities = list(cities)
    found: dict[tuple[str, ...], dict[CountryCode, tuple[int, str]]] = {}
    # Stanley and Douglas are men's names first: as capitals they are cities like others.
    small = {(city.code, city.name) for city in cities if not city.plain and city.population < _SMALL}
    for country in records.values():
        for rank, name in _ranked(country):
            if rank != _RANKS.index(Kind.CAPITAL) or (country.code, name) not in small:
                _add(found, name, country.code if rank >= 0 else None, rank)
    phrases = _phrases({tokens: _phrase(tokens, codes) for tokens, codes in found.items()} | _cities(found, cities))
    headings = {country.name for country in records.values()}
    states = [state for state in states if state not in headings]
    # "Hartford, Conn.": only with its full stop, and behind a comma.
    short = frozenset(_key(state) for state in states if state.endswith(".") and " " not in state)
    return CountryIndex(records, phrases, frozenset(fold(state).strip(".") for state in states), short)


def _phrases(named: dict[tuple[str, ...], _Phrase]) -> dict[str, dict[str, tuple[_Phrase, ...]]]:
    """The phrases by first and second token ("" for those of one token), the longest first.

    Under a second token stand also the phrases of the first token alone, to fall back on.
    """
    made: dict[str, dict[str, tuple[_Phrase, ...]]] = {}
    longer: dict[str, dict[str, list[_Phrase]]] = {}
    for tokens, phrase in named.items():
        if len(tokens) == 1:
            made[tokens[0]] = {"": (phrase,)}
        else:
            longer.setdefault(tokens[0], {}).setdefault(tokens[1], []).append(phrase)
    for first, seconds in longer.items():
        known = made.setdefault(first, {})
        alone = known.get("", ())
        for second, some in seconds.items():
            known[second] = tuple(sorted((*some, *alone), key=lambda phrase: -len(phrase.rest)))
    return made


_RANKS = (
    Kind.NAME,
    Kind.HISTORIC,
    Kind.PART,
    Kind.METONYM,
    Kind.ADJECTIVE,
    Kind.CAPITAL,
    Kind.WEAK,
    Kind.CITY,
    Kind.TOWN,
)
_NOTHING = CountryCode("")


def _ranked(country: Country) -> Iterator[tuple[int, str]]:
    """Every name of `country` with its place in _RANKS, -1 for phrases that mean something else."""
    for kind, names in (
        (Kind.NAME, (country.name, *country.strong)),
        (Kind.HISTORIC, country.historic),
        (Kind.PART, country.parts),
        (Kind.METONYM, country.metonyms),
        (Kind.ADJECTIVE, (*country.adjectives, *country.demonyms)),
        (Kind.CAPITAL, country.capitals),
        (Kind.WEAK, country.weak),
    ):
        for name in names:
            weak = kind is Kind.NAME and name in country.weak
            yield _RANKS.index(Kind.WEAK if weak else kind), name
    for name in country.not_names:
        yield -1, name


def _add(
    found: dict[tuple[str, ...], dict[CountryCode, tuple[int, str]]], name: str, code: CountryCode | None, rank: int
) -> None:
    """Put one name into the table; a country keeps its best rank."""
    tokens = _tokens(name)
    if not tokens:
        return
    compact = name.replace(".", "")
    exact = compact if compact.isupper() and len(compact) <= 4 and compact.isascii() else ""
    codes = found.setdefault(tokens, {})
    known = codes.get(code or _NOTHING)
    if known is None or rank < known[0]:
        codes[code or _NOTHING] = (rank, exact)


def _cities(known: Container[tuple[str, ...]], cities: Iterable[City]) -> dict[tuple[str, ...], _Phrase]:
    """The cities whose names no country has; namesakes are weighed by population."""
    sizes: dict[tuple[str, ...], list[City]] = {}
    for city in cities:
        tokens = _tokens(city.name)
        if tokens and tokens not in known and tokens[0] not in _NO_CITIES:
            sizes.setdefault(tokens, []).append(city)
    return {tokens: _city(tokens, here) for tokens, here in sizes.items()}


def _city(tokens: tuple[str, ...], here: Sequence[City]) -> _Phrase:
    """The phrase of the cities of one name."""
    if len(here) == 1:  # most
        return _Phrase(tokens[1:], "", (here[0].code,), Kind.CITY if here[0].plain else Kind.TOWN)
    sizes: dict[CountryCode, tuple[int, bool]] = {}
    for city in here:
        sizes[city.code] = max(sizes.get(city.code, (0, True)), (city.population, city.plain))
    largest = max(size for size, _ in sizes.values())
    certain = [code for code, (size, _) in sizes.items() if size * _DOMINANCE >= largest]
    plain = len(certain) == 1 and all(plain for _, plain in sizes.values())
    return _Phrase(tokens[1:], "", tuple(sorted(certain)), Kind.CITY if plain else Kind.TOWN)


def _tokens(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple([_key(word) for word in _TOKEN.findall(name)])


def _phrase(tokens: tuple[str, ...], codes: dict[CountryCode, tuple[int, str]]) -> _Phrase:
    """The phrase of one name: the countries that have it at the best rank it has anywhere.

    What does not mean one country ("British Columbia") may well be the name of another.
    """
    named = {code: found for code, found in codes.items() if code != _NOTHING}
    if not named:
        return _Phrase(tokens[1:], "", (), Kind.NAME)
    best = min(rank for rank, _ in named.values())
    shared = tuple(sorted(code for code, (rank, _) in named.items() if rank == best))
    exact = next(exact for code, (_, exact) in codes.items() if code == shared[0])
    return _Phrase(tokens[1:], exact, shared, _RANKS[best])


def _is_exact(phrase: _Phrase, token: re.Match[str]) -> bool:
    """Whether an acronym is printed as one; other names may be in any case."""
    return not phrase.exact or _POSSESSIVE.sub("", token[0]).replace(".", "") == phrase.exact


def _is_other(phrase: _Phrase, text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is a language, or part of a longer name ("European Union")."""
    if phrase.kind is Kind.ADJECTIVE:
        return _is_tongue(text, start, end)
    if phrase.kind is Kind.CITY and text[max(0, start - 1) : start] in ("-", "‑"):
        return True  # the end of a longer name: Al-Ula
    return phrase.kind is Kind.TOWN and not _is_clear(text, start, end)


def _is_clear(text: str, start: int, end: int) -> bool:
    """Whether no capitalised word and no initial stands directly before these offsets or behind them."""
    before = _BEFORE.search(text, max(0, start - _WORD_REACH), start)
    after = _TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    return not any(other is not None and other[0][0].isupper() for other in (before, after))


def _is_tongue(text: str, start: int, end: int) -> bool:
    """Whether the adjective at these offsets is a language."""
    before = text[max(0, start - _TONGUE_REACH) : start]
    return bool(_LANGUAGE.match(text, end) or (_TONGUE_AFTER.match(text, end) and _TONGUE_BEFORE.search(before)))


def _mention(phrase: _Phrase, text: str, start: int, last: re.Match[str], *, clear: bool) -> Ambiguous:
    """The mention of `phrase` from `start` to the end of the token `last`."""
    end = last.end()
    if tail := _POSSESSIVE.search(last[0]):
        end = last.start() + tail.start()
    code = phrase.codes[0]
    sense = _sense(text, start, last.end())
    return Ambiguous(Mention(start, end, text[start:end], code, phrase.kind, sense), phrase.codes, clear)


def _sense(text: str, start: int, end: int) -> Sense:
    """What the words beside these offsets make of a name there: a currency, a part of a longer name."""
    if text[end : end + 1] in (" ", "-"):
        if _MONEY.match(text, end + 1):
            return Sense.MONEY
        if text[end + 1 : end + 2].isupper():
            return Sense.LONGER
    if start > 1 and text[start - 1] in " -":
        before = text.rfind(" ", 0, start - 1) + 1
        if text[before].isupper() and text[before : start - 1] not in _BEGINNINGS:
            return Sense.LONGER
    return Sense.PLAIN


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    """A token as it is compared: folded, without possessive and dots."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return fold(_POSSESSIVE.sub("", token)).replace(".", "").replace("'", "")


def names_of(countries: Mapping[CountryCode, Country]) -> dict[str, tuple[CountryCode, ...]]:
    """Every name that an editor may write in front matter, folded, with the countries it leads to.

    The first kind of name that anybody has decides: "Georgia" is the country, for that is its heading, and not
    the American state. A name that several have in the same way ("Korea") leads to all of them.
    """
    names: dict[str, tuple[CountryCode, ...]] = {}
    for kind in _KINDS:
        found: dict[str, list[CountryCode]] = {}
        for country in countries.values():
            for name in {fold(name) for name in kind(country)}:
                found.setdefault(name, []).append(country.code)
        for name, codes in found.items():
            names.setdefault(name, tuple(sorted(codes)))
    return names


_KINDS: tuple[Callable[[Country], tuple[str, ...]], ...] = (
    lambda country: (country.name, country.in_sentence),
    lambda country: (country.code,),
    lambda country: country.strong,
    lambda country: country.historic,
    lambda country: country.parts,
    lambda country: country.weak,
    lambda country: country.demonyms,
)
