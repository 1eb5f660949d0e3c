"""The index of countries: look up a name, or find every mention in a text.

In: country records and cities, and the tables of other languages. Out: `get` for a name that an editor wrote, `find`
for the mentions in a text. Which of the mentioned countries a story is about is decided in ingest/tag/annotate.py.

In a text of another language than English, the names of that language's table count, and of the English names those
that stand for themselves in any language: countries, their parts, and cities.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

import msgspec

from generator.authority.country_names import CountryNames, LocalMention, parse_country_names
from generator.authority.country_phrases import (
    POSSESSIVE,
    TOKEN,
    Phrase,
    build_phrases,
    collect_country_names,
    fold_token,
)
from generator.authority.name_contexts import is_other_thing, is_shouted
from generator.model.authority import City, Country, CountryCode, Mention, NameKind, NameSense
from generator.text.normalise import fold

# Where a name may begin, and the last word before a place.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# A token that begins with a capital and is not inside another. The capital is matched first because it is rare.
_CAPITALISED = re.compile(rf"{_CAPITAL}(?<![^\W_].)(?<![^\W_]['’].)(?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:['’][^\W_]+)*)")
# The same for text that is all ASCII, in three quarters of the time.
_CAPITALISED_ASCII = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)(?<![A-Za-z0-9]'.)(?:\.(?:[A-Za-z]\.)+|[A-Za-z0-9]*(?:'[A-Za-z0-9]+)*)", re.ASCII
)
_WORD_BEFORE = re.compile(rf"(?:{TOKEN.pattern}|\b(?:Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Prof|St|[A-Z])\.) $")
_WORD_REACH = 60
_CACHE_SIZE = 1 << 16
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
# The English names that texts of other languages use too.
_INTERNATIONAL_KINDS = frozenset(
    {NameKind.NAME, NameKind.HISTORIC, NameKind.PART, NameKind.CAPITAL, NameKind.CITY, NameKind.METONYM}
)
_ENGLISH = "en"


class AmbiguousMention(msgspec.Struct, frozen=True, gc=False):
    """A mention and the countries it may lead to; a weak or shared mention needs support.

    `is_clear` is False for a weak name beside another capitalised word or in a line of capitals, because it may be part
    of a longer name ("Michael Jordan").
    """

    mention: Mention
    codes: tuple[CountryCode, ...]
    is_clear: bool = True


class _FirstWords:
    """Says whether a name begins with a word as printed, and remembers the words; worker processes get a copy."""

    def __init__(self, tokens: AbstractSet[str]) -> None:
        self._tokens = frozenset(tokens)
        self._answers: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Return whether a name begins with `word`."""
        answer = self._answers.get(word)
        if answer is None:
            if len(self._answers) >= _CACHE_SIZE:
                self._answers.clear()
            answer = self._answers[word] = fold_token(word) in self._tokens
        return answer


class CountryIndex:
    """All names of all countries. `index_countries` builds it once a run."""

    def __init__(
        self,
        countries: dict[CountryCode, Country],
        phrases: dict[str, dict[str, tuple[Phrase, ...]]],
        state_names: frozenset[str],
        state_abbreviations: frozenset[str],
        read_table: Callable[[str], str | None],
    ) -> None:
        self.countries = countries
        self._read_table = read_table
        self._names_by_language: dict[str, CountryNames | None] = {}
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
        first_tokens = phrases.keys() | state_abbreviations
        self._begins_name = _FirstWords(first_tokens)

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
        return tuple(map(fold_token, TOKEN.findall(phrase))) in self._places

    def can_begin_place(self, word: str) -> bool:
        """Return whether a place name of several words begins with `word`."""
        return fold_token(word) in self._place_beginnings

    def is_american(self, dateline: str) -> bool:
        """Return whether a dateline names a US state after its city, in full or abbreviated.

        "Georgia" in full is also a country's heading and proves nothing.
        """
        parts = (fold(part.partition("(")[0]).strip(" .") for part in dateline.split(",")[1:])
        return any(part in self._state_names for part in parts)

    def find(
        self, text: str, language: str | None = None, allowed_codes: AbstractSet[CountryCode] | None = None
    ) -> Iterator[AmbiguousMention]:
        """Yield every mention in `text`, whose language is `language`, in order, the longest name at each place.

        Its `codes` have one country if it is certain. With `allowed_codes`, only mentions that may lead to one of these
        countries.
        """
        names = self._get_names(language)
        return self._find_english(text, allowed_codes) if names is None else self._find_in(text, names, allowed_codes)

    def get_homes(self, language: str | None) -> frozenset[CountryCode]:
        """Return the countries where `language` is at home; none for English, which is at home everywhere."""
        names = self._get_names(language)
        return names.homes if names else frozenset()

    def _get_names(self, language: str | None) -> CountryNames | None:
        """Return the names of a language, loaded on first use; None for English and for languages without a table."""
        primary = (language or _ENGLISH).partition("-")[0].lower()
        if primary == _ENGLISH:
            return None
        if primary not in self._names_by_language:
            table = self._read_table(primary)
            false_names = [name for country in self.countries.values() for name in country.not_names]
            self._names_by_language[primary] = parse_country_names(primary, table, false_names) if table else None
        return self._names_by_language[primary]

    def _find_in(
        self, text: str, names: CountryNames, allowed_codes: AbstractSet[CountryCode] | None
    ) -> Iterator[AmbiguousMention]:
        """Yield the mentions in a text that is not English: its own language's names first, then international ones."""
        local_mentions = list(names.find(text))
        international = (
            _doubt_city(item)
            for item in self._find_english(text, allowed_codes)
            if item.mention.kind in _INTERNATIONAL_KINDS
        )
        mentions = [mention for item in local_mentions for mention in _build_local_mentions(text, item)]
        mentions += _drop_overlaps(international, local_mentions)
        mentions.sort(key=lambda item: item.mention.start)
        for item in mentions:
            if allowed_codes is None or not allowed_codes.isdisjoint(item.codes):
                yield item

    def _find_english(  # noqa: C901  (the innermost loop of intake: a call for each step would cost half as much again)
        self, text: str, allowed_codes: AbstractSet[CountryCode] | None = None
    ) -> Iterator[AmbiguousMention]:
        """Yield every mention in an English `text`, as `find` does."""
        end, begins_name = 0, self._begins_name.has
        for token in (_CAPITALISED_ASCII if text.isascii() else _CAPITALISED).finditer(text):
            if not begins_name(token[0]):
                continue
            start = token.start()
            if start < end:
                continue
            end = token.end()
            token_key = fold_token(token[0])
            phrases = self._phrases.get(token_key)
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
            second_token = TOKEN.search(text, end) if len(phrases) > 1 or "" not in phrases else None
            longer_phrases = phrases.get(fold_token(second_token[0])) if second_token else None
            next_tokens = list(islice(TOKEN.finditer(text, end), self._max_tokens)) if longer_phrases else []
            keys = [fold_token(word[0]) for word in next_tokens]
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


def index_countries(
    countries: Iterable[Country],
    cities: Iterable[City],
    states: Iterable[str],
    read_table: Callable[[str], str | None] = lambda _: None,
) -> CountryIndex:
    """Build the index of `countries` and `cities`; `states` are US states as datelines print them.

    `read_table` returns the table of names in a language, None if there is none.
    """
    records = {country.code: country for country in countries}
    phrases = build_phrases(records.values(), cities)
    headings = {country.name for country in records.values()}
    states = [state for state in states if state not in headings]
    # "Hartford, Conn.": an abbreviation only with its full stop and after a comma.
    abbreviations = frozenset(fold_token(state) for state in states if state.endswith(".") and " " not in state)
    state_names = frozenset(fold(state).strip(".") for state in states)
    return CountryIndex(records, phrases, state_names, abbreviations, read_table)


def _doubt_city(item: AmbiguousMention) -> AmbiguousMention:
    """Return an English mention as one in another language: a city that its table lacks may be something else there."""
    if item.mention.kind is not NameKind.CITY:
        return item
    return msgspec.structs.replace(item, mention=msgspec.structs.replace(item.mention, kind=NameKind.TOWN))


def _drop_overlaps(
    mentions: Iterable[AmbiguousMention], local_mentions: Iterable[LocalMention]
) -> Iterator[AmbiguousMention]:
    """Yield the mentions that overlap no local mention; both in order, and no local mention overlaps another."""
    following = iter(local_mentions)
    local = next(following, None)
    for item in mentions:
        while local is not None and local.end <= item.mention.start:
            local = next(following, None)
        if local is None or item.mention.end <= local.start:
            yield item


def _build_local_mentions(text: str, item: LocalMention) -> Iterator[AmbiguousMention]:
    """Yield the mentions that a name stands for: an adjective of two countries ("日韩") names both."""
    names = [(code,) for code in item.codes] if item.kind is NameKind.ADJECTIVE else [item.codes] if item.codes else []
    for codes in names:
        mention = Mention(item.start, item.end, text[item.start : item.end], codes[0], item.kind)
        yield AmbiguousMention(mention, codes)


def _is_exact(phrase: Phrase, token: re.Match[str]) -> bool:
    """Return whether an acronym is printed as one; other names may be in any case."""
    return not phrase.acronym or POSSESSIVE.sub("", token[0]).replace(".", "") == phrase.acronym


def _is_false_match(phrase: Phrase, text: str, start: int, end: int) -> bool:
    """Return whether the match means something else, or is part of a longer name."""
    if phrase.acronym and "." not in text[start:end] and is_shouted(text, start, end):
        return True
    if is_other_thing(text, start, end, phrase.kind):
        return True
    if phrase.kind is NameKind.CITY and text[max(0, start - 1) : start] in ("-", "‑"):
        return True  # the end of a longer name: Al-Ula
    return phrase.kind is NameKind.TOWN and not _is_clear(text, start, end)


def _is_clear(text: str, start: int, end: int) -> bool:
    """Return whether no capitalised word or initial is directly before or after these offsets."""
    previous_word = _WORD_BEFORE.search(text, max(0, start - _WORD_REACH), start)
    next_word = TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    return not any(neighbour is not None and neighbour[0][0].isupper() for neighbour in (previous_word, next_word))


def _build_mention(
    phrase: Phrase, text: str, start: int, last_token: re.Match[str], *, is_clear: bool
) -> AmbiguousMention:
    """Build the mention of `phrase` from `start` to the end of `last_token`."""
    end = last_token.end()
    if possessive := POSSESSIVE.search(last_token[0]):
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
