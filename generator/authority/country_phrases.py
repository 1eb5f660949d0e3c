"""The phrases that name countries and cities in English: built once a run for the index of countries.

In: country records and cities. Out: phrases of folded words, each with the countries it may lead to; and all names that
an editor may write for a country.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from generator.model.authority import City, Country, CountryCode, NameKind
from generator.text.normalise import fold

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
# A city whose name is also found abroad counts for its country only if it is this many times larger; a great city may
# have a larger namesake.
_DOMINANCE, _GREAT_DOMINANCE, _GREAT_CITY = 4, 3, 500_000
# A smaller capital whose name is also a person's name or a common word needs support in its story.
_SMALL_CAPITAL = 200_000
# Movements and organisations that share a name with small towns; in news, the name means the movement.
_NO_CITIES = frozenset(
    {"union", "hamas", "fatah", "taliban", "houthi", "houthis", "isis", "hezbollah", "likud", "unita"}
)


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """The folded tokens of a name after the first; `acronym` holds the print of an acronym ("US", not "us").

    `codes` has several countries if the name is shared, none if the phrase means no country.
    """

    next_tokens: tuple[str, ...]
    acronym: str
    codes: tuple[CountryCode, ...]
    kind: NameKind


def build_phrases(countries: Iterable[Country], cities: Iterable[City]) -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Build the phrases of `countries` and `cities`, by first and second word, the longest first."""
    cities = list(cities)
    codes_by_name: dict[tuple[str, ...], dict[CountryCode, tuple[int, str]]] = {}
    # Stanley and Douglas are men's names first: as capitals, they count as ordinary cities.
    small_capitals = {(city.code, city.name) for city in cities if not city.plain and city.population < _SMALL_CAPITAL}
    for country in countries:
        for rank, name in _rank_names(country):
            if rank != _RANKS.index(NameKind.CAPITAL) or (country.code, name) not in small_capitals:
                _add_name(codes_by_name, name, country.code if rank >= 0 else None, rank)
    return _group_phrases(
        {tokens: _build_phrase(tokens, codes) for tokens, codes in codes_by_name.items()}
        | _build_city_phrases(codes_by_name, cities)
    )


def _group_phrases(phrases: dict[tuple[str, ...], Phrase]) -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Group the phrases by first and second token ("" for phrases of one token), the longest first.

    Under a second token are also the phrases of the first token alone, as a fallback.
    """
    groups: dict[str, dict[str, tuple[Phrase, ...]]] = {}
    longer_groups: dict[str, dict[str, list[Phrase]]] = {}
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
) -> dict[tuple[str, ...], Phrase]:
    """Build the phrases of cities whose names no country has; namesakes are weighed by population."""
    cities_by_name: dict[tuple[str, ...], list[City]] = {}
    for city in cities:
        tokens = _tokenize(city.name)
        if tokens and tokens not in country_names and tokens[0] not in _NO_CITIES:
            cities_by_name.setdefault(tokens, []).append(city)
    return {tokens: _build_city_phrase(tokens, namesakes) for tokens, namesakes in cities_by_name.items()}


def _build_city_phrase(tokens: tuple[str, ...], cities: Sequence[City]) -> Phrase:
    """Build the phrase of all cities with one name."""
    if len(cities) == 1:  # most cities
        return Phrase(tokens[1:], "", (cities[0].code,), NameKind.CITY if cities[0].plain else NameKind.TOWN)
    sizes: dict[CountryCode, tuple[int, bool]] = {}
    for city in cities:
        sizes[city.code] = max(sizes.get(city.code, (0, True)), (city.population, city.plain))
    largest = max(size for size, _ in sizes.values())
    dominance = _GREAT_DOMINANCE if largest >= _GREAT_CITY else _DOMINANCE
    dominant_codes = [code for code, (size, _) in sizes.items() if size * dominance >= largest]
    is_plain = len(dominant_codes) == 1 and all(is_plain for _, is_plain in sizes.values())
    return Phrase(tokens[1:], "", tuple(sorted(dominant_codes)), NameKind.CITY if is_plain else NameKind.TOWN)


def _tokenize(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple([fold_token(word) for word in TOKEN.findall(name)])


def _build_phrase(tokens: tuple[str, ...], codes: dict[CountryCode, tuple[int, str]]) -> Phrase:
    """Build the phrase of one name: the countries that have it at its best rank.

    A phrase that means no country ("British Columbia") may still be another country's name.
    """
    rank_by_code = {code: rank_and_acronym for code, rank_and_acronym in codes.items() if code != _NO_COUNTRY}
    if not rank_by_code:
        return Phrase(tokens[1:], "", (), NameKind.NAME)
    best_rank = min(rank for rank, _ in rank_by_code.values())
    best_codes = tuple(sorted(code for code, (rank, _) in rank_by_code.items() if rank == best_rank))
    acronym = next(acronym for code, (_, acronym) in codes.items() if code == best_codes[0])
    return Phrase(tokens[1:], acronym, best_codes, _RANKS[best_rank])


@lru_cache(maxsize=1 << 16)
def fold_token(token: str) -> str:
    """Return a token as it is compared: folded, without possessive and full stops."""
    if token.isascii() and token.isalpha():
        return token.lower()
    return fold(POSSESSIVE.sub("", token)).replace(".", "").replace("'", "")


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
