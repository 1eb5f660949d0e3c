"""List the evidence of a whole story about a person: how often and where the name stands, what short forms follow.

In: a person's mentions, the paragraphs. Out: names of evidence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from generator.ingest.tag import name_context
from generator.ingest.tag.capital_runs import UPPER
from generator.ingest.tag.merge_names import SplitName, find_name_ends
from generator.ingest.tag.person_mentions import PersonMention
from generator.ingest.tag.word_kinds import LanguageWords

_CAPITAL = re.compile(UPPER)
_WORD = re.compile(r"[^\W\d_]+")
# "Reporting by …; editing by …", "… contributed to this report".
_CREDIT = re.compile(
    r"\b(?:(?:reporting|editing|writing|edited|written|compiled|additional reporting|photography|graphics?) by"
    r"|(?:contributed (?:to this (?:report|story|article)|reporting)|reported from)\b)",
    re.IGNORECASE,
)
_MOST_CREDIT, _CREDIT_START = 320, 30
_SHORT, _FEW_WORDS = 90, 4
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’»)]*\s*$")
# The share of capitalised words in a list, a table or a line of headings.
_CAPITALS_SHARE = 0.6
_OFTEN, _MANY = 3, 3
# Log-odds from which a name is likely a person's.
_LIKELY = 1.5
# Between the names of a list: "A, B and C".
_BETWEEN = re.compile(
    r"(?:\s\([^()]{1,30}\))?(?:,|;|\s(?:and|und|et|y|e|och|og|i|en|ve|dan|và|ja|a|és|și|&)|,\s(?:and|and also))\s"
)
_MOST_BETWEEN, _SIGNS_BETWEEN = 36, frozenset(",; &")
# Evidence around a mention that counts wherever in the story it is.
_SOMEWHERE = {item: f"{item}, somewhere" for item in (
    "title before", "title and comma before", "title and colon before", "speech before", "speech after", "verb after",
    "age", "relative clause",
    "office after", "party or place in brackets", "possessive", "inside a sentence", "thing before the run",
    "thing after the run", "firm around", "in quotes", "article before the run", "institution after the run",
    "place preposition before the run", "figure after", "figures after",
)}  # fmt: skip


def is_credit(text: str) -> bool:
    """Return whether a paragraph only says who wrote, edited or reported the story."""
    start = text[:_CREDIT_START] if len(text) > _MOST_CREDIT else text
    has_word = " by" in start or "contribut" in start or "reported from" in start
    return has_word and _CREDIT.search(start) is not None


def is_list_joint(text: str, end: int, start: int) -> bool:
    """Return whether only a comma or an "and" is between the names that end and start here."""
    return (
        0 < start - end <= _MOST_BETWEEN
        and text[end] in _SIGNS_BETWEEN
        and _BETWEEN.fullmatch(text, end, start) is not None
    )


class StoryWords:
    """The text of a story, with what is computed once for all its persons."""

    def __init__(self, paragraphs: Sequence[str], language: LanguageWords) -> None:
        self.paragraphs = paragraphs
        self.language = language
        self._text = f" {' '.join(paragraphs)} "
        self._words = frozenset(self._text.split(" "))
        self._counts: dict[str, int] = {}
        self._lists: dict[int, bool] = {}

    def has_small_word(self, word: str) -> bool:
        """Return whether a word is in the story in small letters."""
        small = word.lower()
        return small != word and small in self._words

    def count(self, word: str) -> int:
        """Count a word in the story; thousands of people may share one."""
        if word not in self._counts:
            self._counts[word] = self._count(word)
        return self._counts[word]

    def _count(self, word: str) -> int:
        text, size, number = self._text, len(word), 0
        place = text.find(word)
        while place >= 0:
            before, after = text[place - 1], text[place + size]
            number += not (before.isalnum() or before == "-" or after.isalnum())
            place = text.find(word, place + size)
        return number

    def is_heading(self, number: int) -> bool:
        """Return whether a paragraph looks like a heading: short, without the end of a sentence."""
        text = self.paragraphs[number]
        return len(text) <= _SHORT and not _SENTENCE_END.search(text)

    def is_list(self, number: int) -> bool:
        """Return whether most words of a paragraph have a capital."""
        if number not in self._lists:
            text = self.paragraphs[number]
            spaces = text.count(" ")
            self._lists[number] = spaces > _FEW_WORDS and len(_CAPITAL.findall(text)) > _CAPITALS_SHARE * spaces
        return self._lists[number]


class PeopleCounts(msgspec.Struct, frozen=True):
    """The possible people of a story: how many share a first or a last word, and what else their names end in."""

    number: int
    likely: int
    unlikely: int
    first_words: Counter[str]
    last_words: Counter[str]
    ends: frozenset[tuple[str, ...]]


def count_people(people: Sequence[SplitName], scores: Sequence[float]) -> PeopleCounts:
    """Count the words of the names of `people`, and the likely ones by the log-odds of their likeliest mentions."""
    return PeopleCounts(
        len(people),
        sum(score > _LIKELY for score in scores),
        sum(score < 0 for score in scores),
        Counter(person.core[0] for person in people),
        Counter(person.core[-1] for person in people),
        find_name_ends(people),
    )


def list_story_evidence(
    person: SplitName,
    mentions: Sequence[PersonMention],
    story: StoryWords,
    people: PeopleCounts,
    score: float,
) -> Iterator[str]:
    """Yield the evidence for and against a person in the whole story, among the `people` of the story.

    `score` are the log-odds of the likeliest mention.
    """
    yield "start"
    if len(mentions) > 1:
        yield "named twice" if len(mentions) < _OFTEN else "named often"
    around = dict.fromkeys(item for mention in mentions for item in mention.evidence if item in _SOMEWHERE)
    yield from map(_SOMEWHERE.__getitem__, around)
    numbers = {mention.paragraph for mention in mentions}
    if all(map(story.is_heading, numbers)):
        yield "only in headings"
    elif all(map(story.is_list, numbers)):
        yield "only in lists"
    words = _WORD.findall(person.name)
    first, last = words[0], words[-1]
    yield from _list_short_forms(first, last, mentions, story)
    if story.has_small_word(first):
        yield "first word in small letters elsewhere"
    if story.has_small_word(last):
        yield "last word in small letters elsewhere"
    if person.core in people.ends:
        yield "end of another name"
    if people.last_words[person.core[-1]] > 1:
        yield "same last word as another name"
    if people.first_words[person.core[0]] > 1:
        yield "same first word as another name"
    yield _describe_company(people, score)


def _describe_company(people: PeopleCounts, score: float) -> str:
    """Return whether the other names of the story are likely people: product pages have many that are none."""
    likely, unlikely = people.likely - (score > _LIKELY), people.unlikely - (score < 0)
    if likely >= _MANY and likely > _MANY * unlikely:
        return "many likely people in the story"
    if likely > unlikely:
        return "likely people in the story"
    if unlikely >= _MANY and unlikely > _MANY * likely:
        return "many unlikely names in the story"
    return "unlikely names in the story" if unlikely > likely else "no other names in the story"


def _list_short_forms(first: str, last: str, mentions: Sequence[PersonMention], story: StoryWords) -> Iterator[str]:
    """Yield the evidence of the last or first word of a name by itself."""
    alone = story.count(last) - sum(last in mention.name for mention in mentions) if len(last) > 1 else 0
    if alone > 0:
        yield "last word alone" if alone < _OFTEN else "last word alone often"
        yield from _list_around_short_form(last, mentions[0], story)
    else:
        yield "last word never alone"
    first_alone = story.count(first) - sum(first in mention.name for mention in mentions) if len(first) > 1 else 0
    if first_alone > 0:
        yield "first word alone" if first_alone < _OFTEN else "first word alone often"


def _list_around_short_form(word: str, mention: PersonMention, story: StoryWords) -> Iterator[str]:
    """Yield the evidence around the first short form behind the first mention."""
    number, start = mention.paragraph, mention.end
    while number < len(story.paragraphs):
        text = story.paragraphs[number]
        position = text.find(word, start)
        if position >= 0:
            end = position + len(word)
            before = name_context.list_before(text, position, story.language)
            after = name_context.list_after(text, position, end, story.language)
            yield from (f"short form: {item}" for item in (*before, *after))
            return
        number, start = number + 1, 0
    yield "no short form later"
