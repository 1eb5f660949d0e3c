"""Find runs of capitalised words in a text: the places that may hold a person's name.

In: a paragraph in Latin script. Out: runs of two or more words with the particles and initials between them ("Ursula
von der Leyen", "John A. Hollis"), and the words of a run.
"""

import re
from collections.abc import Iterator

import msgspec

_LATIN = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x250)]
_LATIN += range(0x1E00, 0x1F00)
_UPPER_LETTERS = "".join(chr(n) for n in _LATIN if chr(n).isupper())
_LETTERS = "".join(map(chr, _LATIN))
_LOWER_LETTERS = "".join(letter for letter in _LETTERS if letter not in _UPPER_LETTERS)
UPPER, LOWER, LETTER = f"[{_UPPER_LETTERS}]", f"[{_LOWER_LETTERS}]", f"[{_LETTERS}]"

_BOUND = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]t|[Aa]r|[Aa]z|[Uu]l|[Bb]in|[Bb]en|[Ii]bn)[-‑]"
# "Trump's", "O'Gorman"; behind a hyphen the letters may be small ("Ka-chiu").
_WORD = rf"(?:{_BOUND})?{UPPER}{LETTER}*(?:['’]{LETTER}+)*(?:[-‑](?:{_BOUND})?{LETTER}+(?:['’]{LETTER}+)*)*(?!\w)"
PARTICLES = frozenset(
    "al el bin ben ibn bint abu de da do dos das del della degli dei di du la le las los van von vom der den ter ten te"
    " zu zum zur af av wa y e i op 't und".split()
)
_LINK = "(?:" + "|".join(sorted(PARTICLES, key=lambda word: (-len(word), word))) + r")\s|d['’]"
_INITIALS = rf"(?:(?:{UPPER}|Ch|Th|Ph|St|Yu|Ju)\.[ -]?)"
# A nickname in quotes or brackets between two names: Nathan "leaf" Orf.
_NICKNAME = (
    rf"""(?:\s(?:["“‘„']\s?[^\s"“”‘’'()](?:[^"“”()\n]{{0,20}}?[^\s])?\s?["”“’']|\(\s?{UPPER}{LOWER}{{1,12}}\s?\)))?"""
)
_NUMBER = r"(?:\s(?:Jr|Sr|I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3}|XIX|XXI{0,3})(?!\w)\.?)?"
RUN = re.compile(
    rf"(?<!\w)(?:{_INITIALS}+(?:{_LINK}){{0,3}})?{_WORD}(?:{_NICKNAME}\s(?:{_LINK}){{0,3}}{_INITIALS}*{_WORD})*{_NUMBER}"
)
# A capital, with the word that begins there and the next word if that is in lower case.
_CAPITAL_ALONE = re.compile(rf"{UPPER}(?:{LETTER}{{0,40}}+ ({LOWER}{{1,40}}+)(?![-‑'’])\b)?")
_JOINED_PARTICLE = re.compile(rf"{_BOUND}$")
_PIECE = re.compile(
    rf"""(?:U\.S\.(?:A\.)?|[UE]\.[KNU]\.|[DB]\.C\.|L\.A\.|N\.[YJHC]\.)|["“„‘][^"“”„\n]*["”“’]|d['’](?={UPPER})|(?:{UPPER}|Ch|Th|Ph|St|Yu|Ju)\.(?=[^\W\d_])|\S+"""
)


class CapitalRun(msgspec.Struct, frozen=True, gc=False):
    """A run of capitalised words: its offsets in the paragraph and its text."""

    start: int
    end: int
    text: str


def find_runs(text: str) -> Iterator[CapitalRun]:
    """Yield the runs of two or more words in `text`, as `RUN.finditer` finds them.

    A run begins with a capital, or with a particle that a hyphen joins to one. If the word after a capitalised word is
    in lower case and no particle, the rest is not examined.
    """
    end = 0
    for capital in _CAPITAL_ALONE.finditer(text):
        start = capital.start()
        if start < end:
            continue
        if capital[1] and capital[1] not in PARTICLES:
            end = capital.start(1)
        elif match := _match(text, start, end):
            end = match.end()
            if " " in match[0]:
                yield CapitalRun(*match.span(), match[0])


def _match(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the run whose first capital is at `start`; the run before it ends at `end`."""
    if start and text[start - 1] in "-‑" and (particle := _JOINED_PARTICLE.search(text, max(end, start - 4), start)):
        start = particle.start()
    return RUN.match(text, start)


def split_words(text: str) -> list[tuple[int, str]]:
    """Split the text of a run into words with their offsets; a nickname of several words counts as one."""
    return [(match.start(), match[0]) for match in _PIECE.finditer(text)]
