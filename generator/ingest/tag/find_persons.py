"""Find the persons named in a story, each with the probability that it is one.

In: paragraphs, the tables of names, places and words. Out: candidates with their mentions, evidence and probability.
Captions and bylines are not looked at: photographers are not people of the story.

1. Runs of capitalised words are taken from a paragraph, particles and initials between them included (capital_runs.py).
2. A run holds several possible names: all its parts of two to six words (name_spans.py). The evidence of their words
   (name_words.py) and of the text around them (name_context.py) is weighed; of names that overlap the likeliest stays.
3. Spellings of one person are joined (merge_names.py). The evidence of the whole story is added (story_evidence.py),
   and gives the probability.

The words of the story's language decide. The weights were fitted to stories whose persons were marked, by
tests/quality/fit_persons.py. A model of the user's is evidence too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp

import msgspec

from generator.authority.country_index import CountryIndex
from generator.authority.name_tables import NameTable
from generator.ingest.tag import name_context, word_kinds
from generator.ingest.tag.capital_runs import CapitalRun, find_runs, split_words
from generator.ingest.tag.merge_names import group_names
from generator.ingest.tag.name_spans import list_spans
from generator.ingest.tag.name_words import WordReader, strip_ending
from generator.ingest.tag.person_mentions import PersonCandidate, PersonMention
from generator.ingest.tag.person_weights import PersonWeights
from generator.ingest.tag.script_names import find_other_scripts
from generator.ingest.tag.story_evidence import StoryWords, count_people, is_credit, is_list_joint, list_story_evidence
from generator.ingest.tag.word_kinds import LanguageWords, WordTables
from generator.text.detect_language import detect_language, guess_language
from generator.text.normalise import fold

# The probability from which a candidate is tagged.
PEOPLE_FROM = 0.6
# Log-odds below which a name is not considered: of its words alone, and with the text around them.
_WORDS_FLOOR, _MENTION_FLOOR = -5.0, -2.5
# Runs recur, so this many results are cached.
_CACHE_SIZE = 1 << 16
_DEFAULT_LANGUAGE = "en"
# No other language has this word; to count it takes no time.
_ENGLISH_WORD, _ENGLISH_COUNT = " the ", 3
# The language of a shorter text is only believed if it is clear.
_SHORT_TEXT = 160
# Languages without words of their own, and one whose words are nearly the same.
_RELATED = {"ms": "id", "az": "tr", "nn": "no", "nb": "no", "bs": "hr", "sr": "hr", "gl": "pt"}
# The start of a text is enough to tell its language.
_LANGUAGE_SAMPLE = 1000
_BIAS, _MENTION = "start", "mention"
_MODEL_EVIDENCE = "title before"
# What else a model's word weighs, in log-odds; chosen so that a name of two unknown words is tagged.
_MODEL_WEIGHT = 5.5
# How much less likely a longer name of names only may be than the name in it.
_EXTENSION = 2.5
_WHOLE_NAME = frozenset(
    ("title before", "before: title", *(f"all names, {number} words" for number in ("three", "four", "five", "six")))
)
# Log-odds from which a neighbour is a likely name.
_LIKELY = 2.0

# A model: for each of some texts, the offsets of what it takes for people's names.
PersonModel = Callable[[Sequence[str]], Sequence[Sequence[tuple[int, int]]]]


class FinderTables(msgspec.Struct, frozen=True):
    """The tables of a finder: names, places, words by language, and what evidence weighs."""

    names: NameTable
    countries: CountryIndex
    words: WordTables
    weights: PersonWeights


class ScoredSpan(msgspec.Struct, frozen=True, gc=False):
    """A possible name in a run: its offsets there, its text, its evidence, the log-odds of its words."""

    start: int
    end: int
    name: str
    evidence: tuple[str, ...]
    score: float


class _RunPlace(msgspec.Struct, frozen=True, gc=False):
    """A run in its paragraph, the words of its language, and what a model takes for people there."""

    text: str
    number: int
    run: CapitalRun
    language: LanguageWords
    model_spans: Sequence[tuple[int, int]] = ()


class ScoredMention(msgspec.Struct, frozen=True, gc=False):
    """A mention with its log-odds."""

    mention: PersonMention
    score: float


class PersonFinder:
    """Finds people in stories with `tables`, and with a model if there is one.

    A name is a person's from the probability `people_from` on.
    """

    def __init__(
        self, tables: FinderTables, model: PersonModel | None = None, people_from: float = PEOPLE_FROM
    ) -> None:
        self._weights = tables.weights
        self._names = tables.names
        self._places = tables.countries
        self._model = model
        self._people_from = people_from
        self._reader = WordReader(tables.names, tables.countries.is_place, _list_origins(tables.countries))
        self.load_words = lru_cache(maxsize=64)(tables.words.build_language)
        self._list_run_spans = lru_cache(maxsize=_CACHE_SIZE)(self._score_run_spans)
        self._load_houses = lru_cache(maxsize=64)(_list_houses)

    @property
    def names(self) -> NameTable:
        """The table of personal names."""
        return self._names

    def find(self, paragraphs: Iterable[str]) -> tuple[str, ...]:
        """Return the fullest form of each person's name in `paragraphs`, in the order of first mention."""
        paragraphs = list(paragraphs)
        return self.choose(self.assess(paragraphs)) + self.find_other_scripts(paragraphs)

    def find_other_scripts(self, paragraphs: Sequence[str]) -> tuple[str, ...]:
        """Return the names of people in `paragraphs` that are printed in other scripts than the Latin one."""
        return find_other_scripts(paragraphs, self._names)

    def choose(self, candidates: Iterable[PersonCandidate]) -> tuple[str, ...]:
        """Return the names of the candidates that are likely enough."""
        return tuple(person.name for person in candidates if self.is_likely(person))

    def is_likely(self, candidate: PersonCandidate) -> bool:
        """Return whether a candidate is likely enough to be tagged."""
        return candidate.probability >= self._people_from

    def list_weights(self, candidate: PersonCandidate) -> tuple[tuple[str, float], ...]:
        """Return the evidence of a candidate with what it weighs in log-odds, the weightiest first."""
        share = self._weights.person.get(_MENTION, 1.0)
        weights: dict[str, float] = defaultdict(float)
        weights[_BIAS] = self._weights.mention.get(_BIAS, 0.0) * share
        for item in candidate.mention_evidence:
            weights[item] += self._weights.mention.get(item, 0.0) * share
        for item in candidate.story_evidence:
            weights[item] += self._weights.person.get(item, 0.0)
        return tuple(sorted(weights.items(), key=lambda pair: -abs(pair[1])))

    def assess(self, paragraphs: Sequence[str], language_code: str = "") -> tuple[PersonCandidate, ...]:
        """Return everybody who may be a person in `paragraphs`, in the order of first mention, with the probability.

        The language is detected if `language_code` is empty.
        """
        language = self.load_words(language_code) if language_code else self.detect_words(paragraphs)
        mentions = list(self.find_mentions(paragraphs, language))
        return tuple(self.judge(mentions, paragraphs, language)) if mentions else ()

    def detect_words(self, paragraphs: Sequence[str]) -> LanguageWords:
        """Return the words of the language of `paragraphs`."""
        sample = " ".join(paragraphs)[:_LANGUAGE_SAMPLE]
        is_english = sample.count(_ENGLISH_WORD) >= _ENGLISH_COUNT
        detect = guess_language if len(sample) > _SHORT_TEXT else detect_language
        code = _DEFAULT_LANGUAGE if is_english else detect(sample) or _DEFAULT_LANGUAGE
        return self.load_words(_RELATED.get(code, code))

    def find_mentions(self, paragraphs: Sequence[str], language: LanguageWords) -> Iterator[ScoredMention]:
        """Yield the likeliest names of each run of capitalised words, with their log-odds."""
        model_spans = self._model(paragraphs) if self._model else [()] * len(paragraphs)
        for number, (text, spans) in enumerate(zip(paragraphs, model_spans, strict=True)):
            if is_credit(text):
                continue
            for run in find_runs(text):
                is_named = any(run.start < end and start < run.end for start, end in spans)  # by a model
                list_spans = self._build_run_spans if is_named else self._list_run_spans
                if run_spans := tuple(list_spans(run.text, language)):
                    yield from self._choose_spans(_RunPlace(text, number, run, language, spans), run_spans)

    def list_scored_spans(self, text: str, run: CapitalRun, language: LanguageWords) -> Iterator[ScoredMention]:
        """Yield every possible name in a run with the evidence around it, for fitting."""
        yield from self._build_mentions(_RunPlace(text, 0, run, language), self._build_run_spans(run.text, language))

    def _choose_spans(self, place: _RunPlace, run_spans: Sequence[ScoredSpan]) -> Iterator[ScoredMention]:
        """Yield the likeliest names of a run that do not overlap, in their order."""
        mentions = self._build_mentions(place, run_spans)
        if len(mentions) > 1:
            mentions.sort(key=lambda item: -item.score)
        chosen: list[ScoredMention] = []
        for item in mentions:
            if item.score < _MENTION_FLOOR:
                break
            if not any(_overlap(item, other) for other in chosen):
                free = [other for other in mentions if not any(_overlap(other, neighbour) for neighbour in chosen)]
                chosen.append(_extend(item, free) if len(free) > 1 else item)
        if len(chosen) > 1:
            chosen.sort(key=lambda item: item.mention.start)
        yield from chosen

    def _build_mentions(self, place: _RunPlace, run_spans: Iterable[ScoredSpan]) -> list[ScoredMention]:
        """Add the evidence of the text around the possible names of a run to that of their words."""
        text, run, language = place.text, place.run, place.language
        weights = self._weights.mention
        before: tuple[str, ...] | None = None
        after: tuple[str, ...] | None = None
        mentions = []
        for span in run_spans:
            start, end = run.start + span.start, run.start + span.end
            context: tuple[str, ...] = ()
            if span.start == 0:
                before = name_context.list_before(text, start, language) if before is None else before
                context = before
            if end == run.end:
                after = name_context.list_after(text, run.start, end, language) if after is None else after
                context = (*context, *after, *self._list_ends(text, start, end, language))
            score = span.score
            if place.model_spans and any(first < end and start < last for first, last in place.model_spans):
                context = (*context, _MODEL_EVIDENCE)
                score += _MODEL_WEIGHT
            score += weigh(context, weights)
            mention = PersonMention(span.name, place.number, start, start + len(span.name), span.evidence + context)
            mentions.append(ScoredMention(mention, score))
        return mentions

    def _list_ends(self, text: str, start: int, end: int, language: LanguageWords) -> tuple[str, ...]:
        """Return the evidence of a place or an abbreviation after a name at the end of its run."""
        signs = text[end : end + 2]
        if signs == " (" and name_context.is_abbreviated(text, start, end):
            return ("abbreviated in brackets",)
        if signs == ", " and (word := name_context.find_word_after_comma(text, end)):
            return ("comma and place after" if self._reader.read(word, language).is_place else "comma and name after",)
        return ()

    def _score_run_spans(self, text: str, language: LanguageWords) -> tuple[ScoredSpan, ...]:
        """Return the possible names of a run that are not hopeless."""
        return tuple(span for span in self._build_run_spans(text, language) if span.score > _WORDS_FLOOR)

    def _build_run_spans(self, text: str, language: LanguageWords) -> Iterator[ScoredSpan]:
        """Yield all possible names of a run with the log-odds of their words."""
        weights = self._weights.mention
        pieces = split_words(text)
        words = [self._reader.read(piece, language) for _, piece in pieces]
        for span in list_spans(words, self._load_houses(language)):
            start, last = pieces[span.first][0], pieces[span.last]
            end = last[0] + len(last[1])
            name = text[start:end]
            if words[span.last].is_possessive:
                name = strip_ending(name, language)
            evidence = (
                *span.evidence,
                *self._find_places(
                    name, is_first=span.first == 0, is_last=end == len(text) or words[span.last].is_possessive
                ),
            )
            yield ScoredSpan(start, end, name, evidence, weigh(evidence, weights) + weights.get(_BIAS, 0.0))

    def _find_places(self, name: str, *, is_first: bool, is_last: bool) -> list[str]:
        """List the evidence that a name is a place, or that it reaches to an end of its run."""
        evidence = ["begins the run"] * is_first + ["ends the run"] * is_last
        first, _, rest = name.partition(" ")
        if self._places.can_begin_place(first):
            if self._places.is_place(name):
                evidence.append("place as a whole")
            elif " " in rest and self._places.is_place(f"{first} {rest.partition(' ')[0]}"):
                evidence.append("begins with a place of two words")
        if " " in rest:
            ending = " ".join(name.rsplit(" ", 2)[1:])
            if self._places.can_begin_place(ending.partition(" ")[0]) and self._places.is_place(ending):
                evidence.append("ends with a place of two words")
        return evidence

    def judge(
        self, mentions: Sequence[ScoredMention], paragraphs: Sequence[str], language: LanguageWords
    ) -> Iterator[PersonCandidate]:
        """Yield the persons that `mentions` name, with their evidence in the whole story and their probability."""
        names = dict.fromkeys(item.mention.name for item in mentions)
        forms, people = group_names(names, language.rulers)
        by_form: dict[str, list[ScoredMention]] = {}
        for item in mentions:
            if form := forms.get(item.mention.name):
                by_form.setdefault(form, []).append(item)
        story = StoryWords(paragraphs, language)
        best_mentions = [max(by_form[person.name], key=lambda item: item.score) for person in people]
        counts = count_people(people, [item.score for item in best_mentions])
        beside = list_neighbours(mentions, paragraphs)
        for person, best in zip(people, best_mentions, strict=True):
            group = by_form[person.name]
            evidence = (
                *list_story_evidence(person, [item.mention for item in group], story, counts, best.score),
                *sorted({item for mention in group for item in beside.get(id(mention), ())}),
            )
            score = best.score * self._weights.person.get(_MENTION, 1.0) + weigh(evidence, self._weights.person)
            yield PersonCandidate(
                name=person.name,
                mentions=tuple(item.mention for item in group),
                mention_evidence=best.mention.evidence,
                mention_score=best.score,
                story_evidence=evidence,
                probability=1 / (1 + exp(-score)),
            )


def list_neighbours(mentions: Sequence[ScoredMention], paragraphs: Sequence[str]) -> dict[int, list[str]]:
    """Return the evidence of names that stand side by side in a list, by the identity of their mentions."""
    evidence: dict[int, list[str]] = {}
    for a, b in pairwise(mentions):
        if a.mention.paragraph == b.mention.paragraph and is_list_joint(
            paragraphs[a.mention.paragraph], a.mention.end, b.mention.start
        ):
            for item, neighbour in ((a, b), (b, a)):
                kind = "likely" if neighbour.score > _LIKELY else "possible" if neighbour.score > 0 else "unlikely"
                evidence.setdefault(id(item), []).append(f"beside a {kind} name")
    return evidence


def _overlap(a: ScoredMention, b: ScoredMention) -> bool:
    """Return whether two mentions have a word in common."""
    return a.mention.start < b.mention.end and b.mention.start < a.mention.end


def _extend(item: ScoredMention, mentions: Sequence[ScoredMention]) -> ScoredMention:
    """Return the longest name around a likely one that consists of names only, or reaches to a title.

    Josef Strauß is Franz Josef Strauß.
    """
    longest = item
    for other in mentions:
        inner, outer = longest.mention, other.mention
        is_around = outer.start <= inner.start and inner.end <= outer.end and len(outer.name) > len(inner.name)
        if is_around and other.score > item.score - _EXTENSION and _WHOLE_NAME.intersection(outer.evidence):
            longest = other
    return longest if longest is item else msgspec.structs.replace(longest, score=item.score)


def weigh(evidence: Iterable[str], weights: dict[str, float]) -> float:
    """Return the sum of the weights of `evidence`, in log-odds."""
    return sum([weights.get(item, 0.0) for item in evidence])


def _list_origins(countries: CountryIndex) -> frozenset[str]:
    """Return the adjectives of countries and the names of their inhabitants, folded."""
    return frozenset(
        fold(word)
        for country in countries.countries.values()
        for word in (*country.adjectives, *country.demonyms, *country.historic)
    )


def _list_houses(language: LanguageWords) -> frozenset[str]:
    """Return the names of firms and the like that look like persons'."""
    return language.get_phrases(word_kinds.HOUSE)
