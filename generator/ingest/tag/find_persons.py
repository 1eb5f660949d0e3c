"""Persons named in a story: in running text a full name, later short forms that belong to it.

In: paragraphs, the table of names, what is a place. Out: the fullest form of each person's name, in the
order of first mention. Captions and bylines are not looked at: photographers are not people of the story.

1. Runs of capitalised words are taken from the text, particles between them included (capital_runs.py).
2. Titles, nationalities and the like are cut off at the front; words of organisations and places end a run.
3. What is left is a person when the name table or the words around it say so.
4. Short forms and weaker spellings of a person already found are that person (merge_names.py).

A model of the user's may be asked too: what it holds for a person counts as one that a title stands before. So it can
add to what the rules find, and takes nothing away.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from generator.authority.country_index import CountryIndex
from generator.authority.name_tables import NameTable
from generator.ingest.tag import capital_runs
from generator.ingest.tag.capital_runs import RunContext, find_runs, is_role
from generator.ingest.tag.merge_names import Candidate, build_candidate, merge_candidates
from generator.ingest.tag.person_words import (
    CREEDS,
    EASTERN,
    HEADS,
    HOUSES,
    NO_GIVEN,
    RULERS,
    THING_SURNAMES,
    THINGS,
    TITLE_SURNAMES,
    TRUE_GIVEN,
)
from generator.ingest.tag.script_names import find_other_scripts
from generator.ingest.tag.word_forms import COMPOUND, FIRM_FORMS, POSSESSIVE, is_form, is_title, normalize_word
from generator.text.name_parts import PARTICLES, is_initial, split_name
from generator.text.normalise import fold

# Elizabeth I, Henry VIII.
_REGNALS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split())
# A person has at least a given name and a family name, and rarely more than six words.
_FEWEST_WORDS, _MOST_WORDS = 2, 6
# Words and phrases recur, so this many results are cached.
_CACHE_SIZE = 1 << 16
_FIGURE = re.compile(r"\d")
# Endings of words for people: "Pharmacologist", "Auditor", "Sixty-year-old", "MEP".
_ROLE_LIKE = re.compile(r"(?:[^\W\d_]{3}(?:er|or|ist|man|woman|ian|eer|ant)|-old|-nominated|-winning|^[A-Z]{2,3})$")
# A given name of two syllables as in East Asian names: "Geun-hye", "Jae-in".
_EASTERN_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
_SAINTS = frozenset(("saint", "st", "san", "santa"))
_SYLLABLE = re.compile(r"[A-Z][a-z]{1,4}")
_SYLLABLES = frozenset("in an on so do no".split())
# Words that begin a place name of several words and are no given names there.
_PLACE_BEGINNINGS = frozenset("san santa santo sao saint st los las new hong sri port fort cape el la le rio".split())


# A model: for each of some texts, the offsets of what it takes for people's names.
PersonModel = Callable[[Sequence[str]], Sequence[Sequence[tuple[int, int]]]]


def build_finder(names: NameTable, countries: CountryIndex, model: PersonModel | None = None) -> "PersonFinder":
    """Build the finder of people from these tables, and a model if there is one; places are those of `countries`."""
    words = [
        fold(word)
        for country in countries.countries.values()
        for word in (*country.adjectives, *country.demonyms, *country.historic)
    ]
    return PersonFinder(names, countries, frozenset(words), model)


class PersonFinder:
    """Finds people in stories with the tables of names and places; `adjectives` are those of countries, folded."""

    def __init__(
        self, names: NameTable, places: CountryIndex, adjectives: frozenset[str], model: PersonModel | None = None
    ) -> None:
        self._model = model
        self._is_bare_place = lru_cache(maxsize=_CACHE_SIZE)(self._is_only_place)
        self._find_in_run_cached = lru_cache(maxsize=_CACHE_SIZE)(self._find_in_run)
        self._names = names
        self._begins_place = places.can_begin_place
        self._is_place = lru_cache(maxsize=_CACHE_SIZE)(places.is_place)
        self._states = frozenset(
            fold(word)
            for country in places.countries.values()
            for word in (country.name, *country.strong)
            if word not in country.weak
        )
        self._adjectives = frozenset(word for word in adjectives if " " not in word)
        self._phrases = frozenset(word for word in adjectives if " " in word)

    @property
    def names(self) -> NameTable:
        """The table of personal names."""
        return self._names

    def find(self, paragraphs: Iterable[str]) -> tuple[str, ...]:
        """Return the fullest form of each person's name in `paragraphs`, in the order of first mention."""
        paragraphs = list(paragraphs)
        if self._model is not None:
            names = self._find_with(self._model, paragraphs)
        else:
            runs = (run for paragraph in paragraphs for run in find_runs(paragraph))
            candidates = [person for run in runs for person in self._find_in_run_cached(run.text, run.context)]
            names = merge_candidates(candidates, self._is_family_name, self._is_given_name)
        return names + find_other_scripts(paragraphs, self._names)

    def _find_with(self, model: PersonModel, paragraphs: Sequence[str]) -> tuple[str, ...]:
        """Find people with a model as well, which may add names that the rules miss."""
        candidates: list[Candidate] = []
        for paragraph, spans in zip(paragraphs, model(paragraphs), strict=True):
            persons_by_run = {run: self._find_in_run_cached(run.text, run.context) for run in find_runs(paragraph)}
            matched_runs = [run for run, persons in persons_by_run.items() if persons]
            for start, end in spans:
                if not any(run.start < end and start < run.end for run in matched_runs) and not _FIGURE.search(
                    paragraph, start, end
                ):
                    item = capital_runs.build_run(paragraph, start, end)
                    context = msgspec.structs.replace(item.context, has_title=True, starts_sentence=False)
                    persons_by_run[item] = self._find_in_run_cached(item.text, context)
            candidates += [
                item
                for run in sorted(persons_by_run, key=lambda run: (run.start, run.end))
                for item in persons_by_run[run]
            ]
        return merge_candidates(candidates, self._is_family_name, self._is_given_name)

    def _find_in_run(self, text: str, context: RunContext) -> tuple["Candidate", ...]:
        """Return the people in one run of capitalised words, usually one or none, by its surroundings."""
        return () if context.is_barred else tuple(self._find_candidates(capital_runs.split_words(text), context))

    def _find_candidates(self, words: list[str], context: RunContext) -> Iterator["Candidate"]:
        """Yield the people in the words of a run."""
        if len(words) < _FEWEST_WORDS:
            return
        if len(words) == _FEWEST_WORDS and (pair_name := self._match_pair(words, is_certain=context.is_personal)):
            yield build_candidate(pair_name)
            return
        if eastern_name := self._match_eastern(words):
            yield build_candidate(eastern_name)
            return
        for has_title, part in self._split_parts(words, starts_sentence=context.starts_sentence):
            is_first, is_last = part[0] == words[0], part[-1] == words[-1]
            has_title = has_title or (context.has_title and is_first) or (context.is_personal and is_last)  # noqa: PLW2901
            name = self._strip_role([POSSESSIVE.sub("", word) for word in part])
            if (
                context.has_place_preposition
                and is_first
                and is_last
                and fold(name[-1]) in THING_SURNAMES
                and not context.has_title
            ):
                continue  # at Ellis Park
            if (
                context.has_article
                and is_first
                and is_last
                and "f" not in self._names.get_flags(fold(name[-1]))
                and name[-1].endswith("s")
            ):
                continue  # the Houston Astros
            if self._is_person(
                name,
                has_title=has_title,
                is_followed=context.is_followed and is_last,
                starts_sentence=context.starts_sentence and is_first,
            ):
                name[0] = name[0].strip("()")
                yield build_candidate(" ".join(name))

    def _match_pair(self, words: list[str], *, is_certain: bool) -> str:
        """Return two words that are a person as printed: a ruler with one name, or two names that meet others.

        Empty if there is no such evidence.
        """
        first, last = (normalize_word(word) for word in words)
        if not is_certain and first not in RULERS:
            return ""
        name = POSSESSIVE.sub("", " ".join(words))
        if self._is_place(name) or last in THINGS or is_title(last) or words[1].isupper():
            return ""
        if first in RULERS and (is_certain or self._names.is_name(last)):
            return name
        is_common = first in THINGS or is_title(first) or first in self._adjectives or COMPOUND.search(first)
        is_uncommon = "w" not in self._names.get_flags(first) and "w" not in self._names.get_flags(last)
        is_place_name = self._is_place(words[1]) and not self._names.is_name(first)
        return name if is_certain and is_uncommon and not is_common and not is_place_name and not is_role(first) else ""

    def _match_eastern(self, words: list[str]) -> str:
        """Return the East Asian name at the end of a run, a family name and a given name of two syllables.

        Empty if there is none.
        """
        words = [*words[:-1], POSSESSIVE.sub("", words[-1])]
        compound = COMPOUND.search(words[-1])
        if fold(words[-2]) in EASTERN and _EASTERN_GIVEN.fullmatch(words[-1]) and not compound:
            # John Lee Ka-chiu has a Western given name too.
            size = 3 if len(words) > _FEWEST_WORDS and self._is_western_given_name(words[-3]) else 2
            return " ".join(words[-size:])
        family, *given_names = words[-3:]
        if (
            len(given_names) < _FEWEST_WORDS
            or fold(family) not in EASTERN
            or not all(map(_SYLLABLE.fullmatch, given_names))
        ):
            return ""
        first, last = map(fold, given_names)
        is_common = (
            first in THINGS or "w" in self._names.get_flags(first) or (last in THINGS and last not in _SYLLABLES)
        )
        return (
            ""
            if is_common or self._is_place(given_names[1]) or is_title(first) or is_title(last)
            else " ".join(words[-3:])
        )

    def _is_western_given_name(self, word: str) -> bool:
        """Return whether a word before a Chinese name is a given name, and no title, nationality or place."""
        plain = normalize_word(word)
        return (
            self._is_given_name(plain)
            and plain not in THINGS
            and plain not in EASTERN
            and not (is_title(plain) or plain in self._adjectives or plain in CREEDS)
            and not POSSESSIVE.search(word)
        )

    def _split_parts(self, words: list[str], *, starts_sentence: bool) -> Iterator[tuple[bool, list[str]]]:
        """Split the run at words that no name contains; yields whether a title precedes, and the words.

        The beginning of an organisation's or a place's name is dropped.
        """
        has_title, part = False, list[str]()
        skip = 0
        for n, word in enumerate([*words, ""]):
            if n < skip:
                continue
            if length := self._count_place_words(words, n):  # "the United Arab Emirates"
                if part:
                    yield has_title, part
                has_title, part, skip = False, [], n + length
                continue
            plain = normalize_word(word)
            ends_title = is_title(plain) or (
                n == 0 and len(words) > _FEWEST_WORDS and is_role(plain) and not self._is_given_name(plain)
            )
            ends_name = self._is_name_end(
                word, plain, words, n, part, is_sure=has_title or (n == 0 and not starts_sentence)
            )
            if not part and self._is_before_name(word, plain, words[n + 1 : n + 2], has_title=has_title):
                continue
            if (ends_title and not (part and plain in TITLE_SURNAMES)) or ends_name:
                if part and not (ends_name and plain in HEADS):
                    yield has_title, part
                has_title, part = ends_title, []
            else:
                part.append(word)
                if POSSESSIVE.search(word) and not word.endswith(("s'", "s’")):
                    yield has_title, part
                    has_title, part = False, []

    def _is_name_end(  # noqa: PLR0913  (a word, where it stands, and what is known by then)
        self, word: str, plain: str, words: list[str], n: int, part: list[str], *, is_sure: bool
    ) -> bool:
        """Return whether no name continues past the n-th word of a run; `part` is the name so far."""
        if part and word in _REGNALS:
            return False
        if not plain or (part and COMPOUND.search(plain)):
            return True
        return plain in THINGS and not self._is_name_here(plain, words, n, part, is_sure=is_sure)

    def _is_before_name(self, word: str, plain: str, next_words: list[str], *, has_title: bool) -> bool:
        """Return whether a word before a name says where somebody is from, or what they are, and is no name itself.

        "Christian" is a creed, and a given name before a word that is none ("Christian Blanc").
        """
        if plain in CREEDS and next_words and "g" in self._names.get_flags(plain):
            follower = normalize_word(next_words[0])
            return follower in THINGS or is_title(follower) or "w" in self._names.get_flags(follower)
        if has_title and next_words and plain not in self._adjectives and plain not in self._states:
            return False  # Prime Minister Sabah Al Khalid
        return bool(
            COMPOUND.search(plain) or plain in self._adjectives or plain in CREEDS or self._is_bare_place(word, plain)
        )

    def _is_person(self, name: list[str], *, has_title: bool, is_followed: bool, starts_sentence: bool) -> bool:
        """Return whether the words of `name` are a person's name."""
        while name and fold(name[-1]) in PARTICLES:
            name.pop()
        parts = split_name(" ".join(name))
        if min(len(name), len(parts)) < _FEWEST_WORDS or len(parts) > _MOST_WORDS or all(map(is_initial, parts)):
            return False
        if parts in HOUSES or " ".join(parts) in self._phrases:
            return False
        if all(word.isupper() for word in name):
            return self._is_known(parts, has_title=has_title) and not self._is_place(" ".join(name))
        if name[-1] in _REGNALS and len(name) == _FEWEST_WORDS:
            return self._is_given_name(parts[0]) or has_title
        return not is_form(name, has_title=has_title) and self._is_supported(
            name, parts, has_title=has_title, is_followed=is_followed, starts_sentence=starts_sentence
        )

    def _is_supported(
        self, name: list[str], parts: tuple[str, ...], *, has_title: bool, is_followed: bool, starts_sentence: bool
    ) -> bool:
        """Return whether the name table, a title or the surrounding words support `name` (its tokens: `parts`)."""
        full_name = " ".join(name)
        if self._is_place(full_name) or (
            self._is_place(name[0]) and not self._is_given_name(parts[0]) and not has_title
        ):
            return False
        flags = [self._names.get_flags(part) for part in parts]
        first_flags, last_flags = flags[0], flags[-1]
        if "-" in name[0] and self._is_place(name[0].partition("-")[0]):
            return False  # Texas-San Antonio
        if fold(name[-1]) in self._states and not has_title:
            return False  # Atlas Bangladesh
        if "g" in first_flags and ("w" not in first_flags or not starts_sentence or "f" in last_flags or is_followed):
            return "p" not in last_flags or "f" in last_flags or is_followed or not self._is_place(name[-1])
        if is_initial(parts[0]):
            return "f" in last_flags or "g" in last_flags or has_title or (is_followed and "w" not in last_flags)
        if has_title:
            return True
        begins_with_name, ends_with_name = self._names.is_name(parts[0]), self._names.is_name(parts[-1])
        if begins_with_name:
            return ends_with_name or "f" in last_flags or is_followed
        if not ends_with_name and "f" in last_flags and not flags[0] and is_followed and not starts_sentence:
            return True  # "… and Condoleezza Rice came"
        return ends_with_name and (not starts_sentence or is_followed) and ("w" not in first_flags or is_followed)

    def _strip_role(self, name: list[str]) -> list[str]:
        """Remove the role before a given and a family name: "Pharmacologist Norman Farnsworth"."""
        while (
            len(name) > _FEWEST_WORDS
            and self._is_given_name(fold(name[1]))
            and not set(self._names.get_flags(fold(name[0]))) & set("gf")
        ):
            if name[0] in FIRM_FORMS or not _ROLE_LIKE.search(name[0]):
                break
            name = name[1:]
        return name

    def _is_known(self, parts: tuple[str, ...], *, has_title: bool) -> bool:
        """Return whether a capitalised name is certain: a given name and a family name, neither a common word."""
        first_flags, last_flags = self._names.get_flags(parts[0]), self._names.get_flags(parts[-1])
        return (
            "g" in first_flags and "w" not in first_flags and ("f" in last_flags or has_title) and "w" not in last_flags
        )

    def _count_place_words(self, words: Sequence[str], n: int) -> int:
        """Count the words from the n-th on that form a place name of several words; 0 if none begins there."""
        if not words[n : n + 1] or not self._begins_place(words[n]):
            return 0
        for length in (4, 3, 2):
            place = POSSESSIVE.sub("", " ".join(words[n : n + length]))
            if len(words) >= n + length and (self._is_place(place) or fold(place) in self._phrases):
                first = fold(words[n])
                if first in _SAINTS and self._is_named(words[n + 1 :]):
                    return 0
                if first in _PLACE_BEGINNINGS or not self._is_given_name(first):
                    return length
        return 0

    def _is_named(self, words: Sequence[str]) -> bool:
        """Return whether the words after "Saint" name a person: John Paul II, John Henry Newman, but not Paul Mayor."""
        *given_names, last = (POSSESSIVE.sub("", word) for word in words)
        if not given_names or not all(self._is_given_name(fold(word)) for word in given_names):
            return False
        is_family = "f" in self._names.get_flags(fold(last)) and fold(last) not in THINGS
        return last in _REGNALS or (len(given_names) > 1 and is_family)

    def _is_name_here(self, plain: str, words: list[str], n: int, part: list[str], *, is_sure: bool) -> bool:
        """Return whether a common word is a name in its position: Bill before Clinton, May after Theresa.

        `is_sure`: a title is before it, or it is capitalised in the middle of a sentence.
        """
        flags = self._names.get_flags(plain)
        if part:
            is_last = n == len(words) - 1 and len(part) == 1
            return (
                plain in THING_SURNAMES
                and is_last
                and self._is_given_name(fold(part[0]))
                and not self._is_place(part[0])
            )
        next_word = words[n + 1] if n + 1 < len(words) else ""
        follower = fold(next_word)
        follower_flags = self._names.get_flags(follower)
        if "g" not in flags or plain in NO_GIVEN or follower in THINGS or not next_word:
            return False
        if plain in TRUE_GIVEN:
            return "f" in follower_flags or (is_sure and "w" not in follower_flags)
        return "f" in follower_flags and "w" not in follower_flags

    def _is_only_place(self, word: str, plain: str) -> bool:
        """Return whether a word is only a place: "US" before a title, but not "Virginia" before "Woolf"."""
        return "g" not in self._names.get_flags(plain) and self._is_place(POSSESSIVE.sub("", word))

    def _is_given_name(self, token: str) -> bool:
        return "g" in self._names.get_flags(token)

    def _is_family_name(self, token: str) -> bool:
        """Return whether `token` is no given name, or is also a family name."""
        flags = self._names.get_flags(token)
        return "g" not in flags or "f" in flags
