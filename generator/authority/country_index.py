"""The index of countries: look up a name, or find every mention in a text.

In: country records and cities. Out: `get` for a name that an editor wrote, `find` for the mentions in a text. Which of
the mentioned countries a story is about is decided in ingest/tag/annotate.py.
"""

import difflib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import islice

import msgspec

from generator.model.authority import City, Country, CountryCode, Mention, NameKind, NameSense
from generator.text.normalise import fold

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
# Where a name may begin, and the last word before a place.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# A token that begins with a capital and is not inside another. The capital is matched first because it is rare.
_CAPITALISED = re.compile(rf"{_CAPITAL}(?<![^\W_].)(?<![^\W_]['’].)(?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:['’][^\W_]+)*)")
# The same for text that is all ASCII, in three quarters of the time.
_CAPITALISED_ASCII = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)(?<![A-Za-z0-9]'.)(?:\.(?:[A-Za-z]\.)+|[A-Za-z0-9]*(?:'[A-Za-z0-9]+)*)", re.ASCII
)
_WORD_BEFORE = re.compile(rf"(?:{_TOKEN.pattern}|\b(?:Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Prof|St|[A-Z])\.) $")
_WORD_REACH = 60
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
# A city whose name is also found abroad counts for its country only if it is this many times larger.
_DOMINANCE = 4
# A smaller capital whose name is also a person's name or a common word needs support in its story.
_SMALL_CAPITAL = 200_000
# Movements and organisations that share a name with small towns; in news, the name means the movement.
_NO_CITIES = frozenset(
    {"union", "hamas", "fatah", "taliban", "houthi", "houthis", "isis", "hezbollah", "likud", "unita"}
)
# "English-language", "French-speaking": a language, not a country.
_LANGUAGE = re.compile(r"[-‑ ](?:language|speaking|speakers?)\b")
# "gave a speech in Spanish", "spoke English, French and Spanish".
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:in|into|speaks?|spoke|spoken|speaking|fluent)\s(?:[A-Z]\w+(?:,\s(?:and\s)?|\sand\s))*$"
)
_LANGUAGE_AFTER = re.compile(r"[,.;:)]|\s(?:and|or|at|on|before|but|to|with|that|when|while|during)\b|$")
_LANGUAGE_REACH = 60
# A country's money: "five mln U.S. dlrs", "the Swiss franc".
_CURRENCY = re.compile(
    r"(?:dlrs?|dollars?|francs?|pounds?|sterling|stg|yen|pesos?|marks?|kron\w+|crowns?|lir[ea]|riyals?|rials?|dinars?"
    r"|rupees?|rubles?|roubles?|yuan|won|rand|shekels?|currency|treasury|treasuries|eurobonds?|bonds?)\b",
    re.IGNORECASE,
)
# Words that are capitalised because they begin a sentence.
_SENTENCE_BEGINNINGS = frozenset(
    "The In But And A An On For At From When As If To By With While After Before Since".split()
)


_AMERICA = CountryCode("US")


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    """The folded tokens of a name after the first; `acronym` holds the print of an acronym ("US", not "us").

    `codes` has several countries if the name is shared, none if the phrase means no country.
    """

    next_tokens: tuple[str, ...]
    acronym: str
    codes: tuple[CountryCode, ...]
    kind: NameKind


class AmbiguousMention(msgspec.Struct, frozen=True, gc=False):
    """A mention and the countries it may lead to; a weak or shared mention needs support.

    `is_clear` is False for a weak name beside another capitalised word or in a line of capitals, because it may be part
    of a longer name ("Michael Jordan").
    """

    mention: Mention
    codes: tuple[CountryCode, ...]
    is_clear: bool = True


class CountryIndex:
    """All names of all countries. `index_countries` builds it once a run."""

    def __init__(
        self,
        countries: dict[CountryCode, Country],
        phrases: dict[str, dict[str, tuple[_Phrase, ...]]],
        state_names: frozenset[str],
        state_abbreviations: frozenset[str],
    ) -> None:
        self.countries = countries
        self._phrases = phrases
        self._state_names = state_names
        self._state_abbreviations = state_abbreviations
        self._places = frozenset(
            (first, *phrase.next_tokens)
            for first, by_second_token in phrases.items()
            for alternatives in by_second_token.values()
            for phrase in alternatives
            if phrase.kind is not NameKind.ADJECTIVE and phrase.codes
        )
        self._max_tokens = 1 + max(
            len(phrase.next_tokens)
            for by_second_token in phrases.values()
            for alternatives in by_second_token.values()
            for phrase in alternatives
        )
        self._place_beginnings = frozenset(place[0] for place in self._places if len(place) > 1)
        self._names = collect_country_names(countries)

    def get(self, name: str) -> Country | None:
        """Return the country of `name` (a name, variant or ISO 3166-1 code); None for none or several."""
        codes = self._names.get(fold(name).strip(), ())
        return self.countries[codes[0]] if len(codes) == 1 else None

    def find_nearest(self, name: str) -> tuple[str, ...]:
        """Return the headings that `name` may mean: every country that shares it, else the most similar one."""
        close_names = difflib.get_close_matches(fold(name).strip(), self._names, n=1, cutoff=0.75)
        return tuple(self.countries[code].name for code in self._names[close_names[0]]) if close_names else ()

    def is_place(self, phrase: str) -> bool:
        """Return whether the whole `phrase` names a country, a part of one, or a city."""
        return tuple(map(_fold_token, _TOKEN.findall(phrase))) in self._places

    def can_begin_place(self, word: str) -> bool:
        """Return whether a place name of several words begins with `word`."""
        return _fold_token(word) in self._place_beginnings

    def is_american(self, dateline: str) -> bool:
        """Return whether a dateline names a US state after its city, in full or abbreviated.

        "Georgia" in full is also a country's heading and proves nothing.
        """
        parts = (fold(part.partition("(")[0]).strip(" .") for part in dateline.split(",")[1:])
        return any(part in self._state_names for part in parts)

    def find(  # noqa: C901  (the innermost loop of intake: a call for each step would cost half as much again)
        self, text: str, allowed_codes: AbstractSet[CountryCode] | None = None
    ) -> Iterator[AmbiguousMention]:
        """Yield every mention in `text` in order, the longest name at each place.

        Its `codes` have one country if it is certain. With `allowed_codes`, only mentions that may lead to one of these
        countries.
        """
        end = 0
        for token in (_CAPITALISED_ASCII if text.isascii() else _CAPITALISED).finditer(text):
            token_key = _fold_token(token[0])
            phrases = self._phrases.get(token_key)
            if phrases is None and token_key not in self._state_abbreviations:
                continue
            start = token.start()
            if start < end:
                continue
            end = token.end()
            if (
                token_key in self._state_abbreviations
                and text[start - 2 : start] == ", "
                and (token[0][-1] == "." or text[end : end + 1] == ".")
            ):
                if allowed_codes is None or _AMERICA in allowed_codes:
                    yield AmbiguousMention(Mention(start, end, text[start:end], _AMERICA, NameKind.PART), (_AMERICA,))
                continue
            if not phrases or not (token[0][0].isupper() or token[0][0] > "\u0370"):
                continue
            second_token = _TOKEN.search(text, end) if len(phrases) > 1 or "" not in phrases else None
            longer_phrases = phrases.get(_fold_token(second_token[0])) if second_token else None
            next_tokens = list(islice(_TOKEN.finditer(text, end), self._max_tokens)) if longer_phrases else []
            keys = [_fold_token(word[0]) for word in next_tokens]
            for phrase in longer_phrases or phrases.get("", ()):
                size = len(phrase.next_tokens)
                if phrase.next_tokens == tuple(keys[:size]) and _is_exact(phrase, token):
                    last_token = next_tokens[size - 1] if size else token
                    if not phrase.codes and size and " " not in text[start : last_token.end()]:
                        continue  # "Anglo American" is a company, "Anglo-American" is about two countries
                    end = last_token.end()
                    if allowed_codes is not None and allowed_codes.isdisjoint(phrase.codes):
                        break
                    if phrase.codes and not _is_false_match(phrase, text, start, end):
                        is_clear = phrase.kind is not NameKind.WEAK or _is_clear(text, start, end)
                        yield _build_mention(phrase, text, start, last_token, is_clear=is_clear)
                    break


def index_countries(countries: Iterable[Country], cities: Iterable[City], states: Iterable[str]) -> CountryIndex:
    """Build the index of `countries` and `cities`; `states` are US states as datelines print them."""
    records = {country.code: country for country in countries}
    cities = list(cities)
    codes_by_name: dict[tuple[str, ...], dict[CountryCode, tuple[int, str]]] = {}
    # Stanley and Douglas are men's names first: as capitals, they count as ordinary cities.
    small_capitals = {(city.code, city.name) for city in cities if not city.plain and city.population < _SMALL_CAPITAL}
    for country in records.values():
        for rank, name in _rank_names(country):
            if rank != _RANKS.index(NameKind.CAPITAL) or (country.code, name) not in small_capitals:
                _add_name(codes_by_name, name, country.code if rank >= 0 else None, rank)
    phrases = _group_phrases(
        {tokens: _build_phrase(tokens, codes) for tokens, codes in codes_by_name.items()}
        | _build_city_phrases(codes_by_name, cities)
    )
    headings = {country.name for country in records.values()}
    states = [state for state in states if state not in headings]
    # "Hartford, Conn.": an abbreviation only with its full stop and after a comma.
    abbreviations = frozenset(_fold_token(state) for state in states if state.endswith(".") and " " not in state)
    return CountryIndex(records, phrases, frozenset(fold(state).strip(".") for state in states), abbreviations)


def _group_phrases(phrases: dict[tuple[str, ...], _Phrase]) -> dict[str, dict[str, tuple[_Phrase, ...]]]:
    """Group the phrases by first and second token ("" for phrases of one token), the longest first.

    Under a second token are also the phrases of the first token alone, as a fallback.
    """
    groups: dict[str, dict[str, tuple[_Phrase, ...]]] = {}
    longer_groups: dict[str, dict[str, list[_Phrase]]] = {}
    for tokens, phrase in phrases.items():
        if len(tokens) == 1:
            groups[tokens[0]] = {"": (phrase,)}
        else:
            longer_groups.setdefault(tokens[0], {}).setdefault(tokens[1], []).append(phrase)
    for first, by_second_token in longer_groups.items():
        group = groups.setdefault(first, {})
        single_token_phrases = group.get("", ())
        for second, alternatives in by_second_token.items():
            group[second] = tuple(
                sorted((*alternatives, *single_token_phrases), key=lambda phrase: -len(phrase.next_tokens))
            )
    return groups


_RANKS = (
    NameKind.NAME,
    NameKind.HISTORIC,
    NameKind.PART,
    NameKind.METONYM,
    NameKind.ADJECTIVE,
    NameKind.CAPITAL,
    NameKind.WEAK,
    NameKind.CITY,
    NameKind.TOWN,
)
_NO_COUNTRY = CountryCode("")


def _rank_names(country: Country) -> Iterator[tuple[int, str]]:
    """Yield every name of `country` with its rank (index in _RANKS), -1 for phrases that mean something else."""
    for kind, names in (
        (NameKind.NAME, (country.name, *country.strong)),
        (NameKind.HISTORIC, country.historic),
        (NameKind.PART, country.parts),
        (NameKind.METONYM, country.metonyms),
        (NameKind.ADJECTIVE, (*country.adjectives, *country.demonyms)),
        (NameKind.CAPITAL, country.capitals),
        (NameKind.WEAK, country.weak),
    ):
        for name in names:
            is_weak = kind is NameKind.NAME and name in country.weak
            yield _RANKS.index(NameKind.WEAK if is_weak else kind), name
    for name in country.not_names:
        yield -1, name


def _add_name(
    codes_by_name: dict[tuple[str, ...], dict[CountryCode, tuple[int, str]]],
    name: str,
    code: CountryCode | None,
    rank: int,
) -> None:
    """Add one name to the table; a country keeps its best rank."""
    tokens = _tokenize(name)
    if not tokens:
        return
    compact = name.replace(".", "")
    exact = compact if compact.isupper() and len(compact) <= 4 and compact.isascii() else ""
    codes = codes_by_name.setdefault(tokens, {})
    previous = codes.get(code or _NO_COUNTRY)
    if previous is None or rank < previous[0]:
        codes[code or _NO_COUNTRY] = (rank, exact)


def _build_city_phrases(
    country_names: Container[tuple[str, ...]], cities: Iterable[City]
) -> dict[tuple[str, ...], _Phrase]:
    """Build the phrases of cities whose names no country has; namesakes are weighed by population."""
    cities_by_name: dict[tuple[str, ...], list[City]] = {}
    for city in cities:
        tokens = _tokenize(city.name)
        if tokens and tokens not in country_names and tokens[0] not in _NO_CITIES:
            cities_by_name.setdefault(tokens, []).append(city)
    return {tokens: _build_city_phrase(tokens, namesakes) for tokens, namesakes in cities_by_name.items()}


def _build_city_phrase(tokens: tuple[str, ...], cities: Sequence[City]) -> _Phrase:
    """Build the phrase of all cities with one name."""
    if len(cities) == 1:  # most cities
        return _Phrase(tokens[1:], "", (cities[0].code,), NameKind.CITY if cities[0].plain else NameKind.TOWN)
    sizes: dict[CountryCode, tuple[int, bool]] = {}
    for city in cities:
        sizes[city.code] = max(sizes.get(city.code, (0, True)), (city.population, city.plain))
    largest = max(size for size, _ in sizes.values())
    dominant_codes = [code for code, (size, _) in sizes.items() if size * _DOMINANCE >= largest]
    is_plain = len(dominant_codes) == 1 and all(is_plain for _, is_plain in sizes.values())
    return _Phrase(tokens[1:], "", tuple(sorted(dominant_codes)), NameKind.CITY if is_plain else NameKind.TOWN)


def _tokenize(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple([_fold_token(word) for word in _TOKEN.findall(name)])


def _build_phrase(tokens: tuple[str, ...], codes: dict[CountryCode, tuple[int, str]]) -> _Phrase:
    """Build the phrase of one name: the countries that have it at its best rank.

    A phrase that means no country ("British Columbia") may still be another country's name.
    """
    rank_by_code = {code: rank_and_acronym for code, rank_and_acronym in codes.items() if code != _NO_COUNTRY}
    if not rank_by_code:
        return _Phrase(tokens[1:], "", (), NameKind.NAME)
    best_rank = min(rank for rank, _ in rank_by_code.values())
    best_codes = tuple(sorted(code for code, (rank, _) in rank_by_code.items() if rank == best_rank))
    acronym = next(acronym for code, (_, acronym) in codes.items() if code == best_codes[0])
    return _Phrase(tokens[1:], acronym, best_codes, _RANKS[best_rank])


def _is_exact(phrase: _Phrase, token: re.Match[str]) -> bool:
    """Return whether an acronym is printed as one; other names may be in any case."""
    return not phrase.acronym or _POSSESSIVE.sub("", token[0]).replace(".", "") == phrase.acronym


def _is_false_match(phrase: _Phrase, text: str, start: int, end: int) -> bool:
    """Return whether the match is a language or part of a longer name ("European Union")."""
    if phrase.kind is NameKind.ADJECTIVE:
        return _is_language(text, start, end)
    if phrase.kind is NameKind.CITY and text[max(0, start - 1) : start] in ("-", "‑"):
        return True  # the end of a longer name: Al-Ula
    return phrase.kind is NameKind.TOWN and not _is_clear(text, start, end)


def _is_clear(text: str, start: int, end: int) -> bool:
    """Return whether no capitalised word or initial is directly before or after these offsets."""
    previous_word = _WORD_BEFORE.search(text, max(0, start - _WORD_REACH), start)
    next_word = _TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    return not any(neighbour is not None and neighbour[0][0].isupper() for neighbour in (previous_word, next_word))


def _is_language(text: str, start: int, end: int) -> bool:
    """Return whether the adjective at these offsets means a language."""
    preceding_text = text[max(0, start - _LANGUAGE_REACH) : start]
    return bool(
        _LANGUAGE.match(text, end) or (_LANGUAGE_AFTER.match(text, end) and _LANGUAGE_BEFORE.search(preceding_text))
    )


def _build_mention(
    phrase: _Phrase, text: str, start: int, last_token: re.Match[str], *, is_clear: bool
) -> AmbiguousMention:
    """Build the mention of `phrase` from `start` to the end of `last_token`."""
    end = last_token.end()
    if possessive := _POSSESSIVE.search(last_token[0]):
        end = last_token.start() + possessive.start()
    code = phrase.codes[0]
    sense = _find_sense(text, start, last_token.end())
    return AmbiguousMention(Mention(start, end, text[start:end], code, phrase.kind, sense), phrase.codes, is_clear)


def _find_sense(text: str, start: int, end: int) -> NameSense:
    """Return what the neighbouring words make of a name: a currency, part of a longer name."""
    if text[end : end + 1] in (" ", "-"):
        if _CURRENCY.match(text, end + 1):
            return NameSense.MONEY
        if text[end + 1 : end + 2].isupper():
            return NameSense.LONGER
    if start > 1 and text[start - 1] in " -":
        word_start = text.rfind(" ", 0, start - 1) + 1
        if text[word_start].isupper() and text[word_start : start - 1] not in _SENTENCE_BEGINNINGS:
            return NameSense.LONGER
    return NameSense.PLAIN


@lru_cache(maxsize=1 << 16)
def _fold_token(token: str) -> str:
    """Return a token as it is compared: folded, without possessive and full stops."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return fold(_POSSESSIVE.sub("", token)).replace(".", "").replace("'", "")


def collect_country_names(countries: Mapping[CountryCode, Country]) -> dict[str, tuple[CountryCode, ...]]:
    """Return every name that an editor may write in front matter, folded, with the countries it leads to.

    The best kind of match decides: "Georgia" is the country because that is its heading, and not the US state. A name
    that several countries have in the same way ("Korea") leads to all of them.
    """
    names: dict[str, tuple[CountryCode, ...]] = {}
    for kind in _NAME_GETTERS:
        codes_by_name: dict[str, list[CountryCode]] = {}
        for country in countries.values():
            for name in {fold(name) for name in kind(country)}:
                codes_by_name.setdefault(name, []).append(country.code)
        for name, codes in codes_by_name.items():
            names.setdefault(name, tuple(sorted(codes)))
    return names


_NAME_GETTERS: tuple[Callable[[Country], tuple[str, ...]], ...] = (
    lambda country: (country.name, country.in_sentence),
    lambda country: (country.code,),
    lambda country: country.strong,
    lambda country: country.historic,
    lambda country: country.parts,
    lambda country: country.weak,
    lambda country: country.demonyms,
)
