"""Words of a language that tell people from other capitalised things: titles, verbs of speech, institutions.

In: the texts of person_words.tsv and common_words.txt.gz. Out: for a language, what kinds of word a word is, and
whether it is a common word. Languages without rows have only those of any language.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

ANY_LANGUAGE = "*"
# Kinds of person_words.tsv.
TITLE, ROLE, RULER, SPEECH, FOLLOW, RELATIVE = "title", "role", "ruler", "speech", "follow", "relative"
ARTICLE, PLACE_PREPOSITION, THING, FIRM, CLUB = "article", "place preposition", "thing", "firm", "club"
THING_BEFORE, THING_AFTER, EASTERN_FAMILY, HOUSE = "thing before", "thing after", "eastern family", "house"
DAY, CREDIT = "day or month", "credit"
# Kinds of common_words.txt.gz; an ambiguous word is common, and a name too.
COMMON, AMBIGUOUS = "common", "ambiguous"
FAMILY_ENDING, COMMON_ENDING = "family ending", "common ending"
_ENDING_LETTERS = 3
# Names that are mostly given names, mostly family names.
FREQUENT_GIVEN, FREQUENT_FAMILY = "frequent given", "frequent family"
_SHORTEST_STEM = 3
_PLURAL_KINDS = frozenset({TITLE, ROLE})
_CACHE_SIZE = 1 << 14


class LanguageWords:
    """The words of one language by kind; `parse_person_words` and `parse_common_words` give them."""

    def __init__(self, rows: Iterable[tuple[str, str]], common: Mapping[str, frozenset[str]]) -> None:
        """Take rows of kind and word (with a star for any letters), and common and ambiguous words."""
        self._kinds: dict[str, set[str]] = defaultdict(set)
        stems: dict[str, list[str]] = defaultdict(list)
        endings: dict[str, list[str]] = defaultdict(list)
        for kind, word in rows:
            if word.endswith("*"):
                stems[kind].append(word[:-1])
            elif word.startswith("*"):
                endings[kind].append(word[1:])
            else:
                self._kinds[word].add(kind)
        self._stems = [(kind, tuple(words)) for kind, words in stems.items()]
        self._endings = [(kind, tuple(words)) for kind, words in endings.items()]
        self.has_apostrophe_endings = any("apostrophe ending" in kinds for kinds in self._kinds.values())
        self.find_kinds = lru_cache(maxsize=_CACHE_SIZE)(self._find_kinds)
        self.rulers = self.get_phrases(RULER)
        self._common = common.get(COMMON, frozenset())
        self._ambiguous = common.get(AMBIGUOUS, frozenset())
        self._family_endings = common.get(FAMILY_ENDING, frozenset())
        self._common_endings = common.get(COMMON_ENDING, frozenset())
        self._given = common.get(FREQUENT_GIVEN, frozenset())
        self._family = common.get(FREQUENT_FAMILY, frozenset())

    def _find_kinds(self, word: str) -> frozenset[str]:
        """Return the kinds of `word`, which is in lower case."""
        kinds = frozenset(self._kinds.get(word, ()))
        if len(word) < _SHORTEST_STEM:
            return kinds
        by_part = [kind for kind, stems in self._stems if word.startswith(stems)]
        by_part += [kind for kind, endings in self._endings if word.endswith(endings)]
        singular = frozenset(self._kinds.get(word.removesuffix("s"), ()))
        return kinds.union(by_part, _PLURAL_KINDS.intersection(singular))

    def get_commonness(self, word: str) -> str:
        """Return `COMMON` or `AMBIGUOUS` for a common word in lower case, else ""."""
        return COMMON if word in self._common else AMBIGUOUS if word in self._ambiguous else ""

    def list_common(self) -> frozenset[str]:
        """Return the common words."""
        return self._common

    def get_name_kind(self, token: str) -> str:
        """Return `FREQUENT_GIVEN` or `FREQUENT_FAMILY` if a folded token is mostly such a name, else ""."""
        return FREQUENT_GIVEN if token in self._given else FREQUENT_FAMILY if token in self._family else ""

    def get_ending_kind(self, token: str) -> str:
        """Return `FAMILY_ENDING` or `COMMON_ENDING` if a folded token ends as such words do, else ""."""
        ending = token[-_ENDING_LETTERS:] if len(token) > _ENDING_LETTERS else ""
        return (
            FAMILY_ENDING if ending in self._family_endings else COMMON_ENDING if ending in self._common_endings else ""
        )

    def get_phrases(self, kind: str) -> frozenset[str]:
        """Return the words and phrases of a kind."""
        return frozenset(word.replace("_", " ") for word, kinds in self._kinds.items() if kind in kinds)


class WordTables:
    """The words of all languages, as text until a language is asked for."""

    def __init__(self, person_words: str, common_words: str) -> None:
        self._person_words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in person_words.splitlines():
            if line and line[0] != "#":
                language, kind, words = line.split("\t")
                self._person_words[language].append((kind, words))
        self._common_words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in common_words.splitlines():
            language, kind, words = line.split("\t")
            self._common_words[language].append((kind, words))

    def build_language(self, language: str) -> LanguageWords:
        """Return the words of `language`, an ISO 639-1 code, with those of any language."""
        rows = [
            (kind, word)
            for code in (ANY_LANGUAGE, language)
            for kind, words in self._person_words.get(code, ())
            for word in words.split()
        ]
        common = {
            kind: frozenset(words.split())
            for code in (ANY_LANGUAGE, language)
            for kind, words in self._common_words.get(code, ())
        }
        return LanguageWords(rows, common)
