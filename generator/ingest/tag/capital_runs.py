"""Find runs of capitalised words in a text, and what surrounds them.

In: a paragraph. Out: the runs that may hold a person's name, each as its words, with the evidence of the words before
and after it: a sentence begins, somebody speaks, a title or role, an age, a ship or a firm.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.ingest.tag.person_words import FORMER, NO_PERSON_AFTER, NO_PERSON_BEFORE, ROLES

_CAP = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’][^\W\d_]+)*"
_BOUND = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]t|[Aa]r|[Aa]z|[Uu]l|[Bb]in|[Bb]en|[Ii]bn)[-‑]"
_WORD = rf"(?:{_BOUND})?{_CAP}(?:[-‑](?:{_BOUND})?[^\W\d_]+)*"
_LINK = r"(?:al|el|bin|ben|ibn|bint|abu|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|zu|af|av|wa|y|e)"
_INITIALS = r"(?:[A-Z]\.[ -]?)"
# A nickname in quotes or brackets between two names: Nathan "leaf" Orf.
_NICK = r"""(?:\s(?:["“‘']\s?[^\s"“”‘’'()](?:[^"“”()\n]{0,20}?[^\s])?\s?["”’']|\(\s?[A-Z][a-z]{1,12}\s?\)))?"""
_REGNAL = r"(?:\s(?:Jr|Sr|I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3}|XIX|XXI{0,3})\b\.?)?"
RUN = re.compile(
    rf"(?:{_INITIALS}+(?:{_LINK}\s){{1,3}}|{_INITIALS}*){_WORD}"
    rf"(?:{_NICK}(?:\s{_LINK}){{0,3}}\s{_INITIALS}*{_WORD})*{_REGNAL}"
)
# A capital, with the word that begins there and the next word if that is in lower case.
_CAPITAL_ALONE = re.compile(r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]{0,40}+ ([a-zß-öø-ÿ]{1,40}+)(?![-‑])\b)?")
_JOINED_PARTICLE = re.compile(rf"{_BOUND}$")
_LINKS = frozenset(_LINK.removeprefix("(?:").removesuffix(")").split("|"))
_SPACE = re.compile(r"\s")
_PIECE = re.compile(r"""["“][^"“”\n]*["”]|\S+""")

# The number of characters read before a run; they may hold a sentence end, an opening quote, a title, a role.
_REACH_BACK = 28
_STOPS, _CLOSERS, _OPENERS = ".!?…:", "'\"”’»)", '“"‘«(—–'
_TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Gen. Col. Lt. Sgt. Capt. Maj. Cmdr. Adm. Brig. Sen. Rep. Gov. Rev. Hon. Fr.".split()
)
_SPEECH_VERBS = ("said", "says", "added", "adds", "asked", "replied", "recalled", "explained", "told")
_OWN_WORDS = re.compile(r"[,?!]['’\"”]\s*[a-z]+ $")
_SMALL_WORD = re.compile(r"[a-z-]{3,}")
_YEARS_OLD = "-year-old"
_PLACE_WORDS = frozenset("town city village port province district region island suburb state valley".split())
_SHIP_PREFIXES = frozenset("USS HMS SS MV".split())
_PLACE_PREPOSITIONS = frozenset("at in near to from".split())

_VERBS = (
    "said|says|told|tells|added|adds|who|whose|was|has|had|is|will|would|did|also|met|hit|took|made|won|came|went|left|spoke"
    "|gave|got|began|became|led|held|wrote|saw|ran|rose|fell|lost|beat|sent|kept|brought|thought|knew|felt|found|sat|stood"
    "|sought|drew|grew|flew|drove|chose|threw|shot|scored|insists|denies|lives|[a-z]{2,12}ed"
)
_NOUNS = "a|an|the|who|whose|his|her|chief|head|director|leader|spokes|minister|president|former"
_PREDICATE = re.compile(rf"\s*(?:,\s+\d{{1,3}}\s*,|,\s+(?:{_NOUNS})\b|\s(?:{_VERBS}|and\s(?:his|her))\b)")
# Only people meet others and tell reporters, have an age, an office, a mother.
_PERSONAL = re.compile(
    r"\s(?:met\s|told\s(?:reporters|a\s|the\s|journalists))|\s*,\s+(?:\d{1,3}\s*,|who(?:se)?\b|(?:in|with|and)\s(?:his|her)\b)"
)
_ROLE_AFTER = re.compile(r"\s*,\s+((?:[a-z-]+\s+){0,4}?[a-z-]+)(?=\s+(?:of|for|at|in|and|with|who|to|from)\b|[,.])")
_NO_OFFICE = frozenset("unit group division subsidiary arm maker maker's owner bank company firm".split())
# The name of a firm goes on: "Schroder Wertheim & Co", "Samuel Montagu and Co", "John Brown Plc", "Hughes Tool <HT>".
_FIRM_AFTER = re.compile(r"\s?[&<]|,?\s(?:and\s)?(?:Co|Cie|Inc|Ltd|Plc|PLC|SA|AG|NV|Corp|Bros|Sons)\b")
_FIRM_SIGNS = frozenset(" &<,")
_WORD_AFTER = re.compile(r"\s([a-z]+)\b")
_ENDS_POSSESSIVE = re.compile(r"['’]s?$")  # "Olaf Brandtner's party" is his, "the Olaf Brandtner party" a name
_CLOSING_QUOTE = re.compile(r"['’\"”]")


class RunContext(msgspec.Struct, frozen=True, gc=False):
    """The surroundings of a run.

    `starts_sentence`: it begins a sentence. `is_followed`: the words after it describe somebody. `has_title`: a title
    or role is before it. `is_personal`: the words after it describe people only. `is_barred`: it is no person's name as
    printed. `has_place_preposition`: it is a place if it can be one. `has_article`: an article is before it.
    """

    starts_sentence: bool
    is_followed: bool
    has_title: bool
    is_personal: bool
    is_barred: bool
    has_place_preposition: bool
    has_article: bool


class CapitalRun(msgspec.Struct, frozen=True, gc=False):
    """A run of capitalised words: its offsets, its text, and its surroundings."""

    start: int
    end: int
    text: str
    context: RunContext


def find_runs(text: str) -> Iterator[CapitalRun]:
    """Yield the runs of two or more words in `text`, as `RUN.finditer` finds them, with their surroundings.

    A run begins with a capital, or with a particle that a hyphen joins to one. If the word after a capitalised word is
    in lower case and no particle, the rest is not examined.
    """
    end = 0
    for capital in _CAPITAL_ALONE.finditer(text):
        start = capital.start()
        if start < end:
            continue
        if capital[1] and capital[1] not in _LINKS:
            end = capital.start(1)
        elif match := _match(text, start, end):
            end = match.end()
            if _SPACE.search(match[0]):
                yield build_run(text, *match.span())


def _match(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the run whose first capital is at `start`; the run before it ends at `end`."""
    if start and text[start - 1] in "-‑" and (particle := _JOINED_PARTICLE.search(text, max(end, start - 4), start)):
        start = particle.start()
    return RUN.match(text, start)


def build_run(text: str, start: int, end: int) -> CapitalRun:
    """Build the run between two offsets of `text`, with its surroundings."""
    text_before = text[max(0, start - _REACH_BACK) : start]
    words_before = text_before.split()
    last_word = words_before[-1] if words_before and text_before[-1] == " " else ""
    role = last_word.removesuffix(",")
    if not _SMALL_WORD.fullmatch(role):
        role = ""
    text_behind = text[end : end + 2]
    has_comma = "," in text_behind
    has_predicate = has_comma or (text_behind[:1] == " " and text_behind[1:].islower())
    word_after = _WORD_AFTER.match(text, end) if has_predicate else None
    has_title = bool(role and is_role(role)) or last_word in _TITLES or last_word.endswith(_YEARS_OLD)
    context = RunContext(
        starts_sentence=not start or _is_sentence_start(text_before),
        is_followed=has_predicate and _PREDICATE.match(text, end) is not None,
        has_title=has_title or (last_word.endswith(_SPEECH_VERBS) and _OWN_WORDS.search(text_before) is not None),
        is_personal=has_predicate
        and (_PERSONAL.match(text, end) is not None or (has_comma and _has_office(text, end))),
        is_barred=bool(
            (role and role in NO_PERSON_BEFORE)
            or (word_after and word_after[1] in NO_PERSON_AFTER and not _ENDS_POSSESSIVE.search(text, start, end))
            or (text_behind[:1] in _FIRM_SIGNS and _FIRM_AFTER.match(text, end))
            or text_before[-1:] in ("&", "<")
            or last_word == "&"
            or (last_word == "of" and len(words_before) > 1 and words_before[-2] in _PLACE_WORDS)
            or last_word in _SHIP_PREFIXES
            or (text_before[-1:] in ('"', "“") and _CLOSING_QUOTE.match(text, end))
        ),
        has_place_preposition=last_word in _PLACE_PREPOSITIONS,
        has_article=last_word in ("the", "The"),
    )
    return CapitalRun(start, end, text[start:end], context)


def _is_sentence_start(text_before: str) -> bool:
    """Return whether a sentence or quotation begins after these words."""
    head = text_before.rstrip(" ")
    if head[-1:] in _OPENERS and len(text_before) - len(head) <= 1:
        return True
    return head != text_before and head.rstrip(_CLOSERS)[-1:] in _STOPS


def split_words(text: str) -> list[str]:
    """Split the text of a run into words; a nickname of several words counts as one."""
    return _PIECE.findall(text)


def _has_office(text: str, end: int) -> bool:
    """Return whether an office follows a name that ends here: "…, leader of the front"."""
    if text[end : end + 1] != ",":
        return False
    office = _ROLE_AFTER.match(text, end)
    if office is None:
        return False
    words = office[1].split()
    return is_role(words[-1]) and not _NO_OFFICE.intersection(words)


def is_role(plain: str) -> bool:
    """Return whether a folded word is a role, alone or joined to another ("major-general", "co-founder")."""
    if plain in ROLES or plain.removesuffix("s") in ROLES:
        return True
    first, hyphen, last = plain.partition("-")
    return bool(hyphen) and (first in FORMER or first in ROLES) and (first in FORMER or last.removesuffix("s") in ROLES)
