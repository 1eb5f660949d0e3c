"""Find names of people that are printed in other scripts than the Latin one, and weigh their evidence.

In: the paragraphs of a story, the table of names. Out: one printed name for each person that is likely enough. A text
in Latin script costs one look at its letters, and the tables of a script are loaded when a text has it.
"""

import re
from collections.abc import Callable, Collection, Sequence
from math import exp

from generator.authority.name_tables import NameTable
from generator.ingest.tag.scripts.cased_names import CasedFinder
from generator.ingest.tag.scripts.chinese import find_chinese
from generator.ingest.tag.scripts.cyrillic_words import CYRILLIC
from generator.ingest.tag.scripts.greek_words import GREEK
from generator.ingest.tag.scripts.japanese import JapaneseFinder
from generator.ingest.tag.scripts.korean import KoreanFinder
from generator.ingest.tag.scripts.script_mention import ScriptMention
from generator.ingest.tag.scripts.thai import find_thai
from generator.ingest.tag.scripts.uncased_names import UncasedFinder
from generator.ingest.tag.scripts.uncased_words import ARABIC, DEVANAGARI, HEBREW, PERSIAN, PERSIAN_LETTERS
from generator.text.scripts import find_scripts

Finder = Callable[[Sequence[str], NameTable], list[ScriptMention]]


def _find_cyrillic(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    return CasedFinder(CYRILLIC, names.get_script("cyrillic")).find(paragraphs)


def _find_greek(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    return CasedFinder(GREEK, names.get_script("greek")).find(paragraphs)


def _find_arabic(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    is_persian = any(map(PERSIAN_LETTERS.search, paragraphs))
    return UncasedFinder(PERSIAN if is_persian else ARABIC, names.get_script("arabic")).find(paragraphs)


def _find_hebrew(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    return UncasedFinder(HEBREW, names.get_script("hebrew")).find(paragraphs)


def _find_devanagari(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    return UncasedFinder(DEVANAGARI, names.get_script("devanagari")).find(paragraphs)


def _find_han(paragraphs: Sequence[str], names: NameTable) -> list[ScriptMention]:
    """Find names in Japanese if there is Kana, in Chinese otherwise; Han characters beside Hangul are glosses."""
    scripts = find_scripts("\n".join(paragraphs))
    if "hangul" in scripts:
        return []
    if "katakana" in scripts:
        return JapaneseFinder(names.get_script("japanese"), names.get_script("katakana")).find(paragraphs)
    return find_chinese(paragraphs, names.get_script("chinese"))


_FINDERS: dict[str, Finder] = {
    "cyrillic": _find_cyrillic,
    "greek": _find_greek,
    "arabic": _find_arabic,
    "hebrew": _find_hebrew,
    "devanagari": _find_devanagari,
    "thai": lambda paragraphs, names: find_thai(paragraphs, names.get_script("thai")),
    "hangul": lambda paragraphs, names: KoreanFinder(names.get_script("hangul")).find(paragraphs),
    "han": _find_han,
}

# How much each piece of evidence says for a person, as logarithms of odds.
_WEIGHTS = {
    "given name": 3.5,
    "rare given": 3.5,
    "unknown given": 0.5,
    "rare oblique": -2.0,
    "usual given": 2.7,
    "usual given, word": 0.8,
    "rare given, word": 0.3,
    "family name": 1.5,
    "given part": 1.0,
    "article": 1.5,
    "common family": 0.0,
    "unknown family": -1.5,
    "joiner": 1.0,
    "name part": 0.5,
    "subject": 0.7,
    "family ending": 1.7,
    "rare family": 0.5,
    "patronymic": 3.0,
    "only patronymic": -3.0,
    "particle": 2.5,
    "initials": 1.5,
    "credit": 2.5,
    "title before": 1.5,
    "title near": 0.7,
    "title after": 1.5,
    "speech": 1.5,
    "age": 1.5,
    "short form": 1.5,
    "repeated": 0.5,
    "separator": 3.5,
    "Katakana given": 4.0,
    "Katakana": 1.0,
    "double family": 2.0,
    "three characters": 0.5,
    "beginning": 0.3,
    "end": 0.3,
    "word before": 0.2,
    "word after": 0.2,
    "family of 2": 1.2,
    "family of 3": 2.0,
    "neighbour's family": 2.0,
    "Han given": 1.5,
    "space": 0.5,
    "Hangul family": 1.0,
    "Hangul given": 1.2,
    "Hangul foreign": 2.0,
    "particle after": 0.3,
    "two syllables": -1.0,
    "Thai title": 5.0,
    "any word": -1.5,
    "thing before": -4.0,
    "capital before": -0.5,
    "quoted": -3.0,
    "byline": -4.0,
}
_BIAS = -3.5
_THRESHOLD = 0.5


def find_other_scripts(paragraphs: Sequence[str], names: NameTable) -> tuple[str, ...]:
    """Return the people in `paragraphs` whose names are in another script than the Latin one, as printed, each once.

    If a language has cases, a name is printed in the nominative if the story has it so.
    """
    if all(map(str.isascii, paragraphs)):
        return ()
    scripts = find_scripts("\n".join(paragraphs))
    mentions: list[ScriptMention] = []
    for script in scripts:
        if finder := _FINDERS.get(script):
            mentions += finder(paragraphs, names)
    groups: dict[tuple[str, ...], list[ScriptMention]] = {}
    for mention in mentions:
        groups.setdefault(mention.key, []).append(mention)
    people = {key: group for key, group in groups.items() if compute_probability(group) >= _THRESHOLD}
    return tuple(_choose_name(group) for key, group in people.items() if not _is_part(key, people))


def drop_glosses(names: Sequence[str], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return `names` without Latin spellings that are in brackets behind another of them: Хун Лэй (Hong Lei)."""
    glosses = {
        gloss
        for name in names
        if not name.isascii() and find_scripts(name)
        for paragraph in paragraphs
        for match in re.finditer(re.escape(name) + r"\s?[(（]([^)）]+)[)）]", paragraph)
        for gloss in names
        if gloss in match[1]
    }
    return tuple(name for name in names if name not in glosses)


def _is_part(key: tuple[str, ...], keys: Collection[tuple[str, ...]]) -> bool:
    """Return whether a name is the beginning or end of a longer name of the story."""
    return any(len(longer) > len(key) and (longer[-len(key) :] == key or longer[: len(key)] == key) for longer in keys)


def compute_probability(mentions: Sequence[ScriptMention]) -> float:
    """Return how likely the mentions of one name are a person's, 0 to 1."""
    evidence = {item for mention in mentions for item in mention.evidence}
    is_first = all("sentence start" in mention.evidence for mention in mentions)
    if is_first and evidence & {"unknown given", "rare oblique"}:
        evidence.add("any word")  # a sentence may begin with any word and a family name
    if len(mentions) > 1:
        evidence.add("repeated")
        evidence -= {
            item
            for item in ("thing before", "capital before", "quoted")
            if not all(item in mention.evidence for mention in mentions)
        }
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS.get(item, 0.0) for item in evidence)))


def _choose_name(mentions: Sequence[ScriptMention]) -> str:
    """Return the first printed form in the nominative, or else the first."""
    return next((mention.name for mention in mentions if mention.is_base), mentions[0].name)
