"""List the evidence of the text around a possible name: a title, an age, a verb of speech, a firm, a ship.

In: a paragraph, the offsets of a name that reaches to an end of its run, the words of the language. Out: names of
evidence.
"""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.tag import word_kinds as kinds
from generator.ingest.tag.capital_runs import LETTER, LOWER, UPPER
from generator.ingest.tag.word_kinds import LanguageWords

# The number of characters read before and after a run.
_REACH_BACK, _REACH_ON = 40, 80
_STOPS, _CLOSERS, _OPENERS = ".!?…:", "'\"”’»)", "'\"‘“«„‚(—–-•*"
_QUOTES = frozenset("\"'“”„‘’‚«»")
_LABEL = re.compile(r"([^\W\d_]+)(?: [Bb]y)?\s?[:/]$")
_LABEL_SIGNS, _FIRM_SIGNS = frozenset(":/"), frozenset("&<+@#/")
_HYPHENS = frozenset("-‑")
_COPYRIGHT, _COPYRIGHT_LETTER = "©", "(c)"
_OF_WORDS = frozenset("of in de di do da von der van du des del della af av på".split())
_OWN_WORDS = re.compile(r"[,?!.…–]['’\"”»“]*,?\s*[–—-]?\s*[^\W\d_]+\s$")
_WORDS_ON = re.compile(rf"\s({LOWER}[{LETTER[1:-1]}'’-]*)(?:\s({LOWER}+))?(?:\s({LOWER}+))?")
_AGE = re.compile(
    r",\s(?:[^\W\d_]+\s)?[1-9]\d(?:,|\.|\s(?:ans|años|anos|anni|jaar|lat|let|år|Jahre|yaşındaki|tahun|tuổi|vuotta|éves)\b)"
    r"|\s\([1-9]\d(?:\s[^\W\d_]+)?\)"
)
_SENTENCE_SIGN = re.compile(r"[,.;()\n]")
_BRACKET = re.compile(rf"\s\((?:{UPPER}{{2,}}|{UPPER}[^()]{{0,24}})\)")
_FIRM_AFTER = re.compile(r"\s?[&<®™]|,?\s(?:and\s|und\s|et\s)?(?:Co|Cie|Inc|Ltd|Plc|PLC|LLC|SA|AG|NV|Corp|Bros|Sons)\b")
_INITIALS_AFTER = re.compile(rf"\s\(({UPPER}{LETTER}{{1,6}})\)")
_CAPITAL_AFTER_COMMA = re.compile(rf",\s({UPPER}{LETTER}+)(?=[,.;)]|\s{LOWER}|$)")
_FIGURE_AFTER = re.compile(r"\s?\d")
_FIGURES = re.compile(r"\s\d{1,3}(?:[.:,-]\d|\s\d|\s?[%)])")
_SHAPES_AFTER = (
    ("age", _AGE),
    ("party or place in brackets", _BRACKET),
    ("figures after", _FIGURES),
    ("figure after", _FIGURE_AFTER),
)
_KINDS_BEFORE = (kinds.ARTICLE, kinds.PLACE_PREPOSITION, kinds.THING_BEFORE, kinds.THING)
# "In a hall by the harbour Ada Harm sang": the thing belongs to the phrase that opens the sentence.
_OPENING_PHRASE = re.compile(
    r"(?:^|[.!?]\s)(?:In|At|After|Before|During|On|By|Near|Outside|Inside|Since|Until|Under)\s[^.,;:]*$"
)
_THINGS = frozenset({kinds.THING, kinds.THING_BEFORE})
# How many words behind a comma may come before an office: "leader of", "der neue Chef".
_OFFICE_WORDS = 6


def list_before(text: str, start: int, language: LanguageWords) -> tuple[str, ...]:
    """Return the evidence of the text before a run that begins at `start`."""
    before = text[max(0, start - _REACH_BACK) : start]
    if not before.strip() and start <= _REACH_BACK:
        return ("begins a paragraph",)
    return (*_list_signs_before(before, language), *_list_words_before(before, language))


def _list_signs_before(before: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of the signs before a run: where in a sentence or a quotation it begins."""
    head = before.rstrip(" ")
    last = head[-1:]
    if last in _OPENERS and len(before) - len(head) <= 1:
        yield "quote before" if last in _QUOTES else "bracket before" if last == "(" else "dash before"
    elif head != before and head.rstrip(_CLOSERS)[-1:] in _STOPS:
        yield "colon before" if last == ":" else "begins a sentence"
    else:
        yield "inside a sentence"
    if before[-1:] in _HYPHENS:
        yield "joined to what precedes"
    if last in _FIRM_SIGNS:
        yield "firm around"
    yield from _list_labels(before, head, language)


def _list_labels(before: str, head: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of a label ("Photo:"), a copyright sign, a figure or a comma at the end of the text before."""
    last = head[-1:]
    if last in _LABEL_SIGNS and (label := _LABEL.search(head)):
        label_kinds = language.find_kinds(label[1].lower())
        if kinds.CREDIT in label_kinds:
            yield "credit before"
        elif kinds.TITLE in label_kinds or kinds.ROLE in label_kinds:
            yield "title and colon before"
    elif _COPYRIGHT in before or _COPYRIGHT_LETTER in before:
        yield "credit before"
    elif last.isdigit():
        yield "figure before"
    elif last == ",":
        yield "comma before"


def _list_words_before(before: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of the words before a run: a title, a verb of speech, a thing."""
    if before[-1:] != " ":
        return
    words = before.split()
    token = words[-1].rstrip(_CLOSERS) if words else ""
    word = token.rstrip(",.").lstrip(_OPENERS)
    if not word or not word.replace("-", "").replace("'", "").replace("’", "").isalnum() or word.isdigit():
        return
    word_kinds = language.find_kinds(word.lower())
    has_title = kinds.TITLE in word_kinds or kinds.ROLE in word_kinds
    if token[-1] == ",":
        if has_title:
            yield "title and comma before"
    elif has_title:
        yield "title before"
    elif token[-1] != ".":
        if kinds.SPEECH in word_kinds and _OWN_WORDS.search(before):
            yield "speech before"
        else:
            matches = [kind for kind in _KINDS_BEFORE if kind in _drop_phrase(word_kinds, before)]
            yield from (f"{kind} before the run" for kind in matches)
            if not matches and word[0].islower():
                yield "word before the run"
        if word in _OF_WORDS and len(words) > 1 and language.find_kinds(words[-2].lower()) & _THINGS:
            yield "thing of"


def _drop_phrase(word_kinds: frozenset[str], before: str) -> frozenset[str]:
    """Return the kinds of the word before a run without `thing` if that ends a phrase that opens the sentence."""
    return word_kinds - {kinds.THING} if kinds.THING in word_kinds and _OPENING_PHRASE.search(before) else word_kinds


def is_abbreviated(text: str, start: int, end: int) -> bool:
    """Return whether the initials of the words from `start` to `end` follow in brackets: an organisation."""
    bracket = _INITIALS_AFTER.match(text, end)
    if bracket is None:
        return False
    initials = "".join(word[0] for word in text[start:end].split())
    return bracket[1].upper().startswith(initials.upper()) or initials.upper().startswith(bracket[1].upper())


def find_word_after_comma(text: str, end: int) -> str:
    """Return the capitalised word after a comma that follows a name that ends here; "" if there is none."""
    word = _CAPITAL_AFTER_COMMA.match(text, end)
    return word[1] if word else ""


def list_after(text: str, start: int, end: int, language: LanguageWords) -> tuple[str, ...]:
    """Return the evidence of the text after a run from `start` to `end`."""
    return tuple(_list_after(text[end : end + _REACH_ON], text[start - 1 : start] if start else "", language))


def _list_after(after: str, sign_before: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of the text after a run; `sign_before` is the character before the run."""
    sign = after[:1]
    if not sign:
        yield "ends a paragraph"
        return
    if sign in _QUOTES and sign_before in _QUOTES and sign_before:
        yield "in quotes"
    if sign in ".!?…":
        yield "ends a sentence"
    if sign in " &<,®™" and _FIRM_AFTER.match(after):
        yield "firm around"
    if sign == ",":
        yield from _list_apposition(after, language)
    elif sign == " ":
        yield from _list_words_on(after, language)
    elif sign in "-–/":
        yield "joined to what follows"
    elif sign == ":":
        yield "colon after"


def _list_apposition(after: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of what follows a comma: an age, a relative clause, an office."""
    yield "comma after"
    if _AGE.match(after):
        yield "age"
        return
    words = _SENTENCE_SIGN.split(after[2:], maxsplit=1)[0].split()[:_OFFICE_WORDS]
    if not words:
        return
    first_kinds = language.find_kinds(words[0].lower())
    if kinds.RELATIVE in first_kinds:
        yield "relative clause"
    if words[0][0].islower() or kinds.TITLE in first_kinds:
        if _has_office(words, language):
            yield "office after"
        elif kinds.ARTICLE in first_kinds:
            yield "article after a comma"
    if kinds.SPEECH in first_kinds:
        yield "speech after"


def _has_office(words: Sequence[str], language: LanguageWords) -> bool:
    """Return whether a title or a role is among `words`."""
    return any(language.find_kinds(word.lower()) & {kinds.TITLE, kinds.ROLE} for word in words)


def _list_words_on(after: str, language: LanguageWords) -> Iterator[str]:
    """Yield the evidence of the words after a space."""
    if shape := next((name for name, pattern in _SHAPES_AFTER if pattern.match(after)), ""):
        yield shape
    words = _WORDS_ON.match(after)
    if words is None:
        return
    first_kinds = language.find_kinds(words[1])
    later_words = [word for word in words.groups()[1:] if word]
    if kinds.SPEECH in first_kinds or any(kinds.SPEECH in language.find_kinds(word) for word in later_words):
        yield "speech after"
    elif kinds.FOLLOW in first_kinds:
        yield "verb after"
    if kinds.TITLE in first_kinds:
        yield "title after"
    if kinds.THING_AFTER in first_kinds:
        yield "thing after the run"
    elif kinds.THING in first_kinds:
        yield "institution after the run"
    if not first_kinds:
        yield "common word after" if language.get_commonness(words[1]) else "word after"
