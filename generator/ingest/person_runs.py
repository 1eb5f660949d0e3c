"""Runs of capitalised words in a text, and what stands around them.

In: a paragraph. Out: the runs in it that may hold a person's name, each as its words, with what the words before and
behind it say: a sentence begins, somebody speaks, a title or a role, an age, a ship or a firm.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.ingest.person_words import FORMER, NO_PERSON_AFTER, NO_PERSON_BEFORE, ROLES

_CAP = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’][^\W\d_]+)*"
_BOUND = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]t|[Aa]r|[Aa]z|[Uu]l|[Bb]in|[Bb]en|[Ii]bn)[-‑]"
_WORD = rf"(?:{_BOUND})?{_CAP}(?:[-‑](?:{_BOUND})?[^\W\d_]+)*"
_LINK = r"(?:al|el|bin|ben|ibn|bint|abu|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|zu|af|av|wa|y|e)"
_INITIALS = r"(?:[A-Z]\.[ -]?)"
# A nickname in quotes or brackets between two names: Nathan "leaf" Orf.
_NICK = r"""(?:\s(?:["“‘']\s?[^\s"“”‘’'()](?:[^"“”()\n]{0,20}?[^\s])?\s?["”’']|\(\s?[A-Z][a-z]{1,12}\s?\)))?"""
_REGNAL = r"(?:\s(?:Jr|Sr|I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI?)\b\.?)?"
RUN = re.compile(
    rf"(?:{_INITIALS}+(?:{_LINK}\s){{1,3}}|{_INITIALS}*){_WORD}"
    rf"(?:{_NICK}(?:\s{_LINK}){{0,3}}\s{_INITIALS}*{_WORD})*{_REGNAL}"
)
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_JOINED = re.compile(rf"{_BOUND}$")
_SPACE = re.compile(r"\s")
# The words of a run; a nickname of several words is one.
_PIECE = re.compile(r"""["“][^"“”\n]*["”]|\S+""")

_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’»)]*\s|[“\"‘«(—–]\s?)$")
_REACH_BACK = 28
# What a title, a role, or words of somebody's own saying leave before a name: "broker ", "a nurse, ", "Dr. ", "said ".
_ROLE_BEFORE = re.compile(r"\b([a-z-]{3,}),?\s$")
_TITLE_BEFORE = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Brig|Sen|Rep|Gov|Rev|Hon|Fr)\.\s$")
_SAID_BEFORE = re.compile(r"[,?!]['’\"”]\s*(?:said|says|added|adds|asked|replied|recalled|explained|told)\s$")
_AGED_BEFORE = re.compile(r"\b\d{1,3}-year-old\s$")
_PLACE_BEFORE = re.compile(r"\b(?:town|city|village|port|province|district|region|island|suburb|state|valley)\sof\s$")
_SHIP_BEFORE = re.compile(r"\b(?:USS|HMS|SS|MV)\s$")
_AT_BEFORE = re.compile(r"\b(?:at|in|near|to|from)\s$")

_VERBS = (
    "said|says|told|tells|added|adds|who|whose|was|has|had|is|will|would|did|also|met|hit|took|made|won|came|went|left|spoke"
    "|gave|got|began|became|led|held|wrote|saw|ran|rose|fell|lost|beat|sent|kept|brought|thought|knew|felt|found|sat|stood"
    "|sought|drew|grew|flew|drove|chose|threw|shot|scored|insists|denies|lives|[a-z]{2,12}ed"
)
_NOUNS = "a|an|the|who|whose|his|her|chief|head|director|leader|spokes|minister|president|former"
_SAYS = re.compile(rf"\s*(?:,\s+\d{{1,3}}\s*,|,\s+(?:{_NOUNS})\b|\s(?:{_VERBS}|and\s(?:his|her))\b)")
# Only persons meet others and tell reporters, have an age, an office, a mother.
_PERSONAL = re.compile(
    r"\s(?:met\s|told\s(?:reporters|a\s|the\s|journalists))|\s*,\s+(?:\d{1,3}\s*,|who(?:se)?\b|(?:in|with|and)\s(?:his|her)\b)"
)
_ROLE_AFTER = re.compile(r"\s*,\s+((?:[a-z-]+\s+){0,4}?[a-z-]+)(?=\s+(?:of|for|at|in|and|with|who|to|from)\b|[,.])")
_NO_OFFICE = frozenset("unit group division subsidiary arm maker maker's owner bank company firm".split())
# A firm's name goes on: "Schroder Wertheim & Co", "Samuel Montagu and Co", "John Brown Plc", "Hughes Tool <HT>".
_FIRM_AFTER = re.compile(r"\s?[&<]|,?\s(?:and\s)?(?:Co|Cie|Inc|Ltd|Plc|PLC|SA|AG|NV|Corp|Bros|Sons)\b")
_WORD_AFTER = re.compile(r"\s([a-z]+)\b")
_CLOSED = re.compile(r"['’\"”]")
_OPENED = re.compile(r"[\"“]$")


class Run(msgspec.Struct, frozen=True, gc=False):
    """The words of a run, its offsets, and what stands around it.

    `starts`: a sentence begins with it. `follows`: what is behind it is told of somebody. `told`: a title or a role
    stands before it. `personal`: what is behind it is told of persons only. `barred`: it is no person's name as it
    stands. `at`: it is a place if it can be one. `the`: an article stands before it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    starts: bool
    follows: bool
    told: bool
    personal: bool
    barred: bool
    at: bool
    the: bool


def matches(text: str) -> Iterator[re.Match[str]]:
    """The runs of capitalised words in `text`, as `RUN.finditer` would find them, at a third of its time.

    A run begins with a capital, or with a particle that a hyphen joins to one.
    """
    end = 0
    for capital in _CAPITAL.finditer(text):
        at = capital.start()
        if at < end:
            continue
        if at and text[at - 1] in "-‑" and (joined := _JOINED.search(text, max(end, at - 4), at)):
            at = joined.start()
        if match := RUN.match(text, at):
            end = match.end()
            yield match


def runs(text: str) -> Iterator[Run]:
    """The runs of two words and more in `text`, with what stands around them."""
    for match in matches(text):
        if _SPACE.search(match[0]):
            yield run(text, *match.span())


def run(text: str, start: int, end: int) -> Run:
    """The words between two offsets of `text`, with what stands around them."""
    reach = max(0, start - _REACH_BACK)
    before = text[reach:start]
    role = _ROLE_BEFORE.search(before)
    told = bool(role and is_role(role[1])) or bool(_TITLE_BEFORE.search(before) or _SAID_BEFORE.search(before))
    after = _WORD_AFTER.match(text, end)
    return Run(
        start=start,
        end=end,
        words=tuple(_PIECE.findall(text[start:end])),
        starts=not start or _SENTENCE_START.search(before) is not None,
        follows=_SAYS.match(text, end) is not None,
        told=told or _AGED_BEFORE.search(before) is not None,
        personal=_PERSONAL.match(text, end) is not None or _has_office(text, end),
        barred=bool(
            (role and role[1] in NO_PERSON_BEFORE)
            or (after and after[1] in NO_PERSON_AFTER)
            or _FIRM_AFTER.match(text, end)
            or before.endswith(("& ", "&", "<"))
            or _PLACE_BEFORE.search(before)
            or _SHIP_BEFORE.search(before)
            or (_OPENED.search(before) and _CLOSED.match(text, end))
        ),
        at=_AT_BEFORE.search(before) is not None,
        the=before.endswith(("the ", "The ")),
    )


def _has_office(text: str, end: int) -> bool:
    """Whether a name that ends here is told to have an office: "…, leader of the front"."""
    if text[end : end + 1] != ",":
        return False
    after = _ROLE_AFTER.match(text, end)
    if after is None:
        return False
    words = after[1].split()
    return is_role(words[-1]) and not _NO_OFFICE.intersection(words)


def is_role(plain: str) -> bool:
    """Whether a folded word says what somebody is, alone or joined to another ("major-general", "co-founder")."""
    if plain in ROLES or plain.removesuffix("s") in ROLES:
        return True
    first, hyphen, last = plain.partition("-")
    return bool(hyphen) and (first in FORMER or first in ROLES) and (first in FORMER or last.removesuffix("s") in ROLES)
