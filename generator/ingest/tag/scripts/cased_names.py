"""Find people in Cyrillic and Greek script: runs of capitalised words with a given name, initials or a title.

In: the paragraphs of a story, the table of names. Out: mentions with their evidence; the key of a mention is its name
in the nominative.
"""

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from generator.authority.name_tables import ScriptNames
from generator.authority.script_spellings import Cases, choose_given, is_given_reading
from generator.ingest.tag.scripts.script_mention import ScriptMention
from generator.text.name_cases import NOMINATIVE, GivenCase
from generator.text.scripts import normalise_token

_CLAUSE = re.compile(r"[.,;:!?()«»\"–—·]")
_WORD_BEFORE = re.compile(r"([\w'’.-]+),?[\s(«„“\"]*$")
_WORD_AFTER = re.compile(r"[»“\"]?\s*[,—–-]*\s*([\w'’-]+)")
_PLACE_BEFORE = re.compile(r"(?:штат|област|город|сел|район|провинц|край|кра)[аеоиуы]*й?\s$")
_SENTENCE_END = re.compile(r"[.!?:…]\s*[«„“\"—–-]?\s*$")
_AGE = re.compile(r"\s*[,(]\s*\d{1,3}\b|\s*\(\d")
_BYLINE_AFTER = re.compile(r"\)?\s*[—–-]\s*\d{1,2}[./]\d|\)\s*[—–-]")
_BYLINE_BEFORE = re.compile(
    r"(?:^|\s)(?:фото|текст|автор|φωτ\w*|κείμενο|[^\s,:]*(?:новости|регион|тасс|информ|press))[,:]\s*$", re.IGNORECASE
)
_REACH, _REACH_BYLINE = 60, 24
_SURE_LENGTH, _ACRONYM, _TWO = 3, 4, 2
_OPENERS, _CLOSERS = ("«", "„", '"', "“"), ("»", "“", '"', "”")


class CasedScript(msgspec.Struct, frozen=True):
    """What a script with capitals needs: patterns of runs and endings, words around names, its cases."""

    run: re.Pattern[str]
    piece: re.Pattern[str]
    patronymic: re.Pattern[str]
    family: re.Pattern[str]
    title: re.Pattern[str]
    speech: re.Pattern[str]
    thing: re.Pattern[str]
    no_name: frozenset[str]
    particles: frozenset[str]
    cases: Cases


class _Reading(msgspec.Struct, frozen=True, gc=False):
    """A reading of a run as a name: its words in the nominative, its evidence, and whether it is printed so."""

    key: tuple[str, ...]
    evidence: tuple[str, ...]
    is_base: bool
    length: int


class CasedFinder:
    """Finds people with the words of a script and its table of names."""

    def __init__(self, script: CasedScript, table: ScriptNames) -> None:
        self._script, self._table = script, table

    def find(self, paragraphs: Sequence[str]) -> list[ScriptMention]:
        """Return the possible names of people in `paragraphs`, each place of a full name once."""
        mentions: list[ScriptMention] = []
        single_words: set[str] = set()
        for number, text in enumerate(paragraphs):
            for match in self._script.run.finditer(text):
                pieces = list(self._script.piece.finditer(match[0]))
                if len(pieces) == 1:
                    single_words.add(_strip_ending(normalise_token(pieces[0][0])))
                else:
                    mentions += self._read_run(text, match.start(), pieces, number)
        base_keys = {mention.key for mention in mentions if mention.is_base}
        return [self._settle(mention, base_keys, single_words) for mention in mentions]

    def _settle(
        self, mention: ScriptMention, base_keys: Collection[tuple[str, ...]], single_words: Collection[str]
    ) -> ScriptMention:
        """Return the mention with what the rest of the story says: whose oblique case it is, a short form.

        "Павла Снегова" may be a woman, or a man whom the story names in the nominative elsewhere.
        """
        key, is_base = mention.key, mention.is_base
        words = mention.name.split()
        family = normalise_token(words[-1])
        for reading in self._script.cases.list_given_cases(normalise_token(words[0]))[1:]:
            oblique_key = (reading.nominative, self._script.cases.restore_family(family, reading) or "")
            if oblique_key in base_keys:
                key, is_base = oblique_key, False
        evidence = (*mention.evidence, "short form") if _strip_ending(key[-1]) in single_words else mention.evidence
        return msgspec.structs.replace(mention, key=key, is_base=is_base, evidence=evidence)

    def _read_run(
        self, text: str, offset: int, pieces: Sequence[re.Match[str]], number: int
    ) -> Iterator[ScriptMention]:
        """Yield the people in a run of capitalised words, from left to right."""
        words = [piece[0] for piece in pieces]
        tokens = [normalise_token(word) for word in words]
        # "губернатор штата Техас Рик Перри": the first word is the place
        n = int(len(words) > _TWO and _PLACE_BEFORE.search(text, max(0, offset - 10), offset) is not None)
        while n < len(words) - 1:
            reading = None if self._is_no_name(words, tokens, n) else self._read_name(words, tokens, n)
            if reading is None:
                n += 1
                continue
            start, end = offset + pieces[n].start(), offset + pieces[n + reading.length - 1].end()
            evidence = (*reading.evidence, *self._list_surroundings(text, start, end, tokens[:n]))
            yield ScriptMention(text[start:end], reading.key, evidence, number, start, reading.is_base)
            n += reading.length

    def _is_no_name(self, words: Sequence[str], tokens: Sequence[str], n: int) -> bool:
        """Return whether a word of a run begins no name: an acronym, a title, a thing, a place before a given name."""
        token, script = tokens[n], self._script
        if token in script.no_name or token in script.particles or _is_acronym(words[n]):
            return True
        flags = self._table.get_flags(token)
        if "s" in flags or _is_initial(words[n]):
            return False
        if "c" in flags or script.title.match(_normalise_word(token)) or script.thing.match(_normalise_word(token)):
            return True
        if self._is_given(token):
            # Άρη Λευτέρης Σαββίδης, Туле Сергея Лаврова: a club or a place, then the man
            return n + 2 < len(words) and self._is_usual(tokens[n + 1], is_oblique="g" not in flags)
        if n + 2 >= len(words) or script.patronymic.search(tokens[n + 2]):
            return False
        return self._is_given(tokens[n + 1]) or (_is_initial(words[n + 1]) and not _is_initial(words[n + 2]))

    def _is_usual(self, token: str, *, is_oblique: bool) -> bool:
        """Return whether a word is a usual given name, in any case; if `is_oblique`, also a rare one."""
        if is_oblique and "g" in self._table.get_flags(token):
            return True
        readings = self._script.cases.list_given_cases(token)
        return any("s" in self._table.get_flags(reading.nominative) for reading in readings)

    def _is_given(self, token: str) -> bool:
        """Return whether a word is a given name in one of its cases."""
        return any(is_given_reading(reading, self._table) for reading in self._script.cases.list_given_cases(token))

    def _read_name(self, words: Sequence[str], tokens: Sequence[str], n: int) -> _Reading | None:
        """Read the name that begins at the n-th word; None if there is none."""
        if _is_initial(words[n]):
            return self._read_initials(words, tokens, n)
        if len(words) - n > _TWO:
            if _is_initial(words[n + 1]) and _is_initial(words[n + 2]):  # Путин В. В.
                evidence = ("initials", *self._rate_family(tokens[n]))
                return _Reading((words[n + 1][0].lower(), tokens[n]), evidence, is_base=True, length=3)
            if self._script.patronymic.search(tokens[n + 2]) and not self._is_given(tokens[n]):  # Иванов Иван Иванович
                reading, family = self._choose_given(tokens[n + 1], tokens[n]) or (None, "")
                if reading:
                    evidence = ("given name", "patronymic")
                    return _Reading((reading.nominative, family), evidence, reading.case == NOMINATIVE, 3)
        return self._read_given(words, tokens, n)

    def _read_given(self, words: Sequence[str], tokens: Sequence[str], n: int) -> _Reading | None:
        """Read a given name, perhaps a patronymic, an initial or particles, and a family name."""
        last, extra = n + 1, list[str]()
        if len(words) - n > _TWO and self._script.patronymic.search(tokens[last]):
            last, extra = last + 1, ["patronymic"]
        elif len(words) - n > _TWO and _is_initial(words[last]):  # Джордж У. Буш
            last += 1
        while last < len(words) - 1 and tokens[last] in self._script.particles:
            last, extra = last + 1, ["particle"]
        if extra == ["particle"] and last + 1 < len(words) and "-" in words[last + 1]:  # Сауд бин Насер аш-Шахри
            last += 1
        is_foreign = "s" not in self._table.get_flags(tokens[n]) and self._is_given(tokens[n])
        while (is_foreign or tokens[last] in self._table) and self._is_surname_behind(words, tokens, last + 1):
            last += 1  # Луис Инасиу Лула
        if tokens[last] in self._script.no_name or _is_acronym(words[last]) or len(tokens[last].strip(".")) == 1:
            return None
        if last == n + 1 and self._script.patronymic.search(tokens[last]):
            extra.append("only patronymic")
        reading, family = self._choose_given(tokens[n], tokens[last]) or (None, "")
        if reading:
            extra.append("given name" if "s" in self._table.get_flags(reading.nominative) else "rare given")
            if reading.case != NOMINATIVE and extra[-1] == "rare given":
                extra.append("rare oblique")
        else:
            reading, family = GivenCase(tokens[n], is_woman=False, case=NOMINATIVE), tokens[last]
            extra.append("unknown given")
        evidence = (*extra, *self._rate_family(family))
        return _Reading((reading.nominative, family), evidence, reading.case == NOMINATIVE, last - n + 1)

    def _is_surname_behind(self, words: Sequence[str], tokens: Sequence[str], n: int) -> bool:
        """Return whether the n-th word can be the family name after two given names."""
        if n >= len(words) or _is_initial(words[n]) or tokens[n] in self._script.no_name:
            return False
        is_given = "g" in self._table.get_flags(tokens[n - 1])
        return n == len(words) - 1 or (is_given and "f" in self._table.get_flags(tokens[n]))

    def _read_initials(self, words: Sequence[str], tokens: Sequence[str], n: int) -> _Reading | None:
        """Read initials before a family name."""
        last = n
        while last < len(words) - 1 and _is_initial(words[last]):
            last += 1
        if tokens[last] in self._script.no_name or _is_initial(words[last]):
            return None
        evidence = ("initials", *self._rate_family(tokens[last]))
        return _Reading((words[n][0].lower(), tokens[last]), evidence, is_base=True, length=last - n + 1)

    def _choose_given(self, token: str, family: str) -> tuple[GivenCase, str] | None:
        """Return the reading of a given name that its family name agrees with best, and that name; None if none does.

        The nominative comes first, except if only another reading gives names that are known.
        """
        return choose_given(token, family, self._table, self._script.cases)

    def _rate_family(self, token: str) -> tuple[str, ...]:
        """Return what the table or the ending says about a family name."""
        if "f" in self._table.get_flags(token):
            return ("family name",)
        if self._script.family.search(token) and len(token) > _SURE_LENGTH:
            return ("family ending",)
        return ("rare family",) if token in self._table else ()

    def _list_surroundings(self, text: str, start: int, end: int, before: Sequence[str]) -> list[str]:
        """Return the evidence of the words around a name; `before` are words of the same run."""
        script = self._script
        match = _WORD_BEFORE.search(text, max(0, start - 40), start)
        word = _normalise_word(before[-1] if before else match[1] if match else "")
        after = _WORD_AFTER.match(text, end)
        word_after = _normalise_word(after[1]) if after else ""
        has_title = script.title.match(word) is not None
        is_first = not before and (not start or _SENTENCE_END.search(text, max(0, start - 3), start) is not None)
        facts = {
            "title before": has_title,
            "title near": not has_title and any(map(script.title.match, _list_clause_words(text, start))),
            "thing before": script.thing.match(word),
            "capital before": before and not has_title,
            "quoted": text[start - 1 : start] in _OPENERS and text[end : end + 1] in _CLOSERS,
            "speech": script.speech.match(word_after) or script.speech.match(word),
            "title after": text[end : end + 2] == ", " and script.title.match(word_after),
            "age": _AGE.match(text, end),
            "sentence start": is_first,
            "byline": _BYLINE_AFTER.match(text, end)
            or _BYLINE_BEFORE.search(text, max(0, start - _REACH_BYLINE), start),
        }
        return [evidence for evidence, is_fact in facts.items() if is_fact]


def _strip_ending(token: str) -> str:
    """Return what the cases of a family name share, roughly."""
    return token[: max(4, len(token) - 2)]


def _normalise_word(word: str) -> str:
    """Return a word in lower case, in Greek without accents, as the words of scripts are written."""
    return normalise_token(word) if word[:1] > "\u036f" and word[:1] < "\u0400" else word.lower()


def _list_clause_words(text: str, start: int) -> list[str]:
    """Return the last words before `start` without a comma or the like between."""
    return [_normalise_word(word) for word in _CLAUSE.split(text[max(0, start - _REACH) : start])[-1].split()[-5:]]


def _is_initial(word: str) -> bool:
    return len(word) == _TWO and word[1] == "."


def _is_acronym(word: str) -> bool:
    return word.isalpha() and word.isupper() and 1 < len(word) <= _ACRONYM
