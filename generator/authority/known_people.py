"""Find people whom editors recorded or confirmed, in a text of any script.

In: the names of records and of decisions `keep`, a text. Out: the places that name one of these people. A name matches
whatever its case, accents and hyphens are, with the endings of Slavic languages and Greek, and with the words that
Arabic and Hebrew join to the front. A name inside a longer name is somebody else's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import msgspec

from generator.authority.name_tables import NameTable
from generator.authority.titles import is_address
from generator.model.authority import PersonRecord
from generator.model.value import Value
from generator.text.normalise import fold, fold_key

# A word between spaces and punctuation, with the marks that scripts put on its letters.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~«»“”„‘’‚‛′–—‒―‐‑…،؛؟。、·・！？「」『』（）।]+")
_JOINT = re.compile(r"[ \u00a0'’.·・‐‑-]{1,2}")
_STOP = re.compile(r"(?:^|[.!?…:]['\"”’»)]*\s+|[\"“«(—–]\s?)$")
# Scripts without spaces between words, and Korean, which joins particles to names.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_KOREAN = re.compile(r"[\uac00-\ud7a3]")
_INFLECTED = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_ENDING = re.compile(r"[аеиоуыэюяьіαεηιουως]$")
_FRONT_WORDS = frozenset("وبلفك") | frozenset("ובלהשמכ")
_LONGEST_ENDING, _SHORTEST_STEM, _SHORTEST_BEHIND_FRONT_WORD = 3, 3, 3
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


class KnownPerson(Value, frozen=True):
    """A recorded or confirmed person: names that always mean them, and weak ones that need one of these beside them."""

    names: tuple[str, ...]
    weak: tuple[str, ...] = ()


class KnownPeople(Value, frozen=True):
    """What editors said about names: the people they know, and the keys of names that are no person."""

    people: tuple[KnownPerson, ...] = ()
    ignored: frozenset[str] = frozenset()


NO_KNOWN_PEOPLE = KnownPeople()


class KnownMention(Value, frozen=True):
    """A place that names the known person `n`: offsets, and the name to write there.

    `is_name` is False for weak names and family names, which prove nothing by themselves.
    """

    n: int
    start: int
    end: int
    name: str
    is_name: bool


class _Form(msgspec.Struct, frozen=True):
    """A name to search for: its person, its folded words, and whether each is printed with a capital."""

    n: int
    name: str
    words: tuple[str, ...]
    has_capitals: bool
    is_name: bool


def collect_known_people(
    records: Iterable[PersonRecord], confirmed_names: Iterable[str], ignored_keys: Iterable[str]
) -> KnownPeople:
    """Return what records and decisions say about names, in a fixed order."""
    recorded = [KnownPerson(record.names, record.weak) for record in sorted(records, key=lambda record: record.path)]
    ignored = frozenset(ignored_keys)
    recorded_keys = {fold_key(name) for person in recorded for name in person.names}
    names_by_key = {fold_key(name): name for name in sorted(confirmed_names)}
    confirmed = [KnownPerson((name,)) for key, name in names_by_key.items() if key not in recorded_keys | ignored]
    return KnownPeople((*recorded, *confirmed), ignored)


class KnownPeopleFinder:
    """Finds `known_people` in texts; `is_common` tests folded words for being common."""

    def __init__(self, known_people: KnownPeople, names: NameTable, is_common: Callable[[str], bool]) -> None:
        self.known_people = known_people
        self.keys = tuple(frozenset(map(fold_key, person.names)) for person in known_people.people)
        self._names, self._is_common = names, is_common
        self._forms: defaultdict[str, list[_Form]] = defaultdict(list)
        self._unspaced_forms: list[_Form] = []
        for n, person in enumerate(known_people.people):
            forms = dict.fromkeys(person.names, True) | dict.fromkeys(person.weak, False)
            for name in person.names:
                parts = name.split()
                if len(parts) > 1:
                    forms.setdefault(parts[-1], False)
            for name, is_name in forms.items():
                self._add_form(n, name, is_name=is_name)

    def find(self, text: str, *, in_title_case: bool = False) -> list[KnownMention]:
        """Return the places in `text` that name a known person, in order; in a title all words may have capitals."""
        mentions = [
            mention
            for mention in self._find_words(text)
            if in_title_case or self._is_whole(text, mention.start, mention.end)
        ]
        for form in self._unspaced_forms:
            mentions += [
                KnownMention(form.n, match.start(), match.end(), form.name, form.is_name)
                for match in re.finditer(re.escape(form.name), text)
                if not _KOREAN.match(form.name) or not _KOREAN.match(text[match.start() - 1 : match.start()])
            ]
        return sorted(mentions, key=lambda mention: (mention.start, -mention.end))

    def is_proof(self, text: str, mention: KnownMention) -> bool:
        """Return whether a mention alone names its person: no common word at the beginning of a sentence."""
        words = fold_key(mention.name).split()
        if not mention.is_name or len(words) != 1 or not self._is_common(words[0]):
            return mention.is_name
        return _STOP.search(text[: mention.start]) is None

    def _add_form(self, n: int, name: str, *, is_name: bool) -> None:
        words = tuple(fold(word) for word in _WORD.findall(name))
        form = _Form(n, name, words, name[:1].isupper(), is_name)
        if _UNSPACED.search(name):
            if len(name) > 1:
                self._unspaced_forms.append(form)
        elif words and all(words):
            self._forms[next(iter(_list_keys(words[0])))].append(form)

    def _find_words(self, text: str) -> Iterator[KnownMention]:
        """Yield every place whose words are those of a name."""
        if not self._has_first_word(text):
            return
        words = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]
        for at, (start, _, word) in enumerate(words):
            for key, skipped in _list_keys(word).items():
                for form in self._forms.get(key, ()):
                    span = words[at : at + len(form.words)]
                    end = span[-1][1]
                    if _is_form(form, span, skipped, text):
                        printed = text[start + skipped : end]
                        is_exact = fold_key(printed) == fold_key(form.name)
                        yield KnownMention(form.n, start, end, printed if is_exact else form.name, form.is_name)

    def _has_first_word(self, text: str) -> bool:
        """Return whether a word of `text` may begin a name: a quick test, because few stories name a known person."""
        words = set(_WORD.findall(text.lower()))
        if not words.isdisjoint(self._forms):
            return True
        return any(key in self._forms for word in words if not word.isascii() for key in _list_keys(fold(word)))

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Return whether a name is not part of a longer name: "Pelé Foundation", "Mary Will Power"."""
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            follower = _WORD.match(text, end + 1)
            if follower and fold(follower[0]) not in _DAYS:
                return False
        if not start or text[start - 1] != " ":
            return True
        before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
        if not before[:1].isupper() or is_address(before):
            return True
        is_initial = before[-1] == "." and len(before) == len("J.")
        return fold(before) in _DAYS or not (is_initial or "g" in self._names.get_flags(fold(before)))


def _is_form(form: _Form, span: list[tuple[int, int, str]], skipped: int, text: str) -> bool:
    """Return whether the words of `span` in `text` are those of `form`, beside each other, with its capitals."""
    if len(span) < len(form.words):
        return False
    if form.has_capitals and not text[span[0][0] + skipped].isupper():
        return False
    if not all(_JOINT.fullmatch(text, before[1], after[0]) for before, after in pairwise(span)):
        return False
    if skipped and len(form.words[0]) < _SHORTEST_BEHIND_FRONT_WORD:
        return False
    return all(
        _is_word(word, printed[skipped if n == 0 else 0 :], is_alone=len(form.words) == 1)
        for n, (word, (_, _, printed)) in enumerate(zip(form.words, span, strict=True))
    )


def _is_word(word: str, printed: str, *, is_alone: bool) -> bool:
    """Return whether a folded word is printed, perhaps with another ending."""
    if word == printed:
        return True
    if not _INFLECTED.match(word):
        return False
    stem = _ENDING.sub("", word)
    return (
        len(stem) >= _SHORTEST_STEM + is_alone
        and printed.startswith(stem)
        and len(printed) - len(stem) <= _LONGEST_ENDING
    )


def _list_keys(word: str) -> dict[str, int]:
    """Return the keys of the names that a folded word may begin, each with the letters in front of the name.

    A word without endings and words in front is its own key, any other its first letters.
    """
    if word.isascii():
        return {word: 0}
    keys = {word[:_SHORTEST_STEM]: 0}
    if word[0] in _FRONT_WORDS:
        keys.setdefault(word[1 : _SHORTEST_STEM + 1], 1)
    return keys
