"""The lines of a page gathered into units (a paragraph, a headline, a menu entry), each with its marks.

In: a source document. Out: units in order. What a unit is in the story is decided in segment.py,
where its neighbours are known.
"""

import re

import msgspec

from generator.ingest.cut import boilerplate, picture_credits
from generator.model.article import PartialDate
from generator.model.publication import Publication
from generator.model.source import DocumentLine, SourceDocument
from generator.text import dates
from generator.text.normalise import fold_key

_BULLET = re.compile(r"\s*(?:[*+•·▪◦‣»›>|-]|o(?=\s))(?:\s+|$)")
# A first line is set in by so many spaces.
_SET_IN = 2
# Signs that stand between two stories or parts of one.
_SEPARATOR = re.compile(r"(?:[*_=~#•·–—+-]\s*){3,}|-30-")
# "- 3 -" between the lines of a paragraph that was broken over two pages.
_PAGE_NUMBER = re.compile(r"\s*[-–—]\s?\d{1,4}\s?[-–—]\s*")
_TERMINAL = re.compile(r"[.!?…。！？؟।۔](?:[\"'”’»)\]]|\s)*$")
# A line of a long paragraph may well come twice; in a short block it is a caption or an entry of a list.
_OWN_LINES = 0.95
# In a broken paragraph not more of the lines begin with a capital.
_BEGUN = 0.7
# Of a text that is longer the words are told by its spaces, and the beginning stands for the whole.
_LONG = 240
_WORD = re.compile(r"\w[\w'’-]*")
_ASCII_WORDS = {n: None if chr(n) in "'-" else " " for n in range(0x80) if not _WORD.match(chr(n))}
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BYLINE = re.compile(
    r"(?:(?:(?:words|text|story|reported|written|reporting) )?(?:by|from) (?=(?:(?:our|a|an|the) |[A-ZÀ-Þ]))[^.!?:]{2,90}"
    r"|(?:par|von|por|di|door|av|af) [A-ZÀ-Þ][^.!?:]{2,60}"
    r"|(?:كتب|كتبت|بقلم|تقرير)\s?:?\s.{2,60})$",
    re.IGNORECASE,
)
_BYLINE_SMALL = re.compile(r"(?:by|from)\s+[a-z]+\s+(?!reporter|writer|correspondent|staff)[a-z]+\s[a-z]", re.ASCII)

# A page that speaks to its reader uses these; a story has them in quotations at most.
_TO_READER = re.compile(
    r"\b(?:you|your|yours|we|our|us|please|click|subscribe|newsletters?|comments?|readers?|e-?mail|inbox|cookies?"
    r"|register|sign up|log in|website|policy|moderators?|terms|account)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


class Unit(msgspec.Struct, gc=False, frozen=True):
    """Some lines that belong together. `first` and `last` are line indexes, both inclusive.

    `blanks` counts the blank lines before it; `fold_key` is its text folded for comparing; `rule` names the
    furniture rule that it matches; `credit` is the offset in `text` at which a picture credit begins
    (-1: none); `prose` says that it reads like a paragraph of running text.
    """

    first: int
    last: int
    text: str
    key: str
    words: int
    blanks: int
    bullet: bool
    terminal: bool
    prose: bool
    rule: str | None
    date: PartialDate | None
    byline: bool
    credit: int


def find_units(document: SourceDocument, publication: Publication | None = None) -> tuple[Unit, ...]:
    """All units of `document`, a page of `publication`, in order; blank lines are in none."""
    units: list[Unit] = []
    blanks, index, lines = 0, 0, document.lines
    width = _wrap_width(lines)
    while index < len(lines):
        if not lines[index].text.strip():
            blanks += 1
            index += 1
            continue
        last = _find_block_end(lines, index)
        if last == index:  # a line by itself, as most are
            units.append(_build_unit(index, index, lines[index].text, blanks))
            blanks, index = 0, index + 1
            continue
        own_lines = [n for n in range(index, last + 1) if not _PAGE_NUMBER.fullmatch(lines[n].text)] or [index]
        if _has_headline_on_top([lines[n].text for n in own_lines]):  # set without a blank line over its story
            own_lines = own_lines[1:]
        units += [_build_unit(n, n, lines[n].text, blanks if n == index else 0) for n in range(index, own_lines[0])]
        blanks = blanks if own_lines[0] == index else 0
        index, texts = own_lines[0], [lines[n].text for n in own_lines]
        if last > index and (_is_wrapped(texts) or _is_broken_once(texts, width)):
            units.append(_build_unit(index, last, " ".join(text.strip() for text in texts), blanks))
        else:
            units += [_build_unit(n, n, lines[n].text, blanks if n == index else 0) for n in range(index, last + 1)]
        blanks, index = 0, last + 1
    return tuple(_apply_profile(unit, publication) for unit in units) if publication else tuple(units)


def _find_block_end(lines: tuple[DocumentLine, ...], index: int) -> int:
    """The last line of the paragraph or block that begins at `index`: before a blank line, a sign-off, a first line set in.

    Wire copy sets the first line of a paragraph in and leaves no blank line.
    """
    while index + 1 < len(lines) and lines[index + 1].text.strip():
        below = lines[index + 1].text
        if _count_indent(below) >= _count_indent(lines[index].text) + _SET_IN or boilerplate.is_sign_off(below):
            break
        index += 1
    return index


def _count_indent(text: str) -> int:
    """How far the line `text` is set in."""
    return len(text) - len(text.lstrip())


def _has_headline_on_top(texts: list[str]) -> bool:
    """Whether the first of `texts` stands over a broken paragraph and is no part of it.

    The first word of the second line would have had room behind it, so it was not broken there.
    """
    if len(texts) < 4 or not _is_wrapped(texts[1:]):
        return False
    width = max(len(text.strip()) for text in texts[1:-1])
    first, word = texts[0].strip(), texts[1].split(maxsplit=1)[0]
    return not _TERMINAL.search(first[-8:]) and len(first) + 1 + len(word) <= width and word[:1].isupper()


def _wrap_width(lines: tuple[DocumentLine, ...]) -> int:
    """The width at which the page's longer paragraphs are broken, 0 where they are not."""
    width, index = 0, 0
    while index < len(lines):
        last = _find_block_end(lines, index) if lines[index].text.strip() else index
        if last - index >= 2:
            texts = [line.text for line in lines[index : last + 1]]
            if _is_wrapped(texts):
                width = max(width, *(len(text.strip()) for text in texts))
        index = last + 1
    return width


def _is_broken_once(texts: list[str], width: int) -> bool:
    """Whether two lines are one paragraph of a page whose paragraphs are broken at `width`."""
    first = texts[0].strip()
    return len(texts) == 2 and width > 0 and len(first) >= 0.75 * width and not _TERMINAL.search(first[-8:])


def _is_wrapped(texts: list[str]) -> bool:
    """Whether `texts` is one paragraph broken at a fixed width, as old terminals and e-mail leave it.

    Then all lines but the last are about as long, few end a sentence, and no line is a bullet.
    """
    body = [len(text.strip()) for text in texts[:-1]]
    if len(texts) < 3 and not (len(texts) == 2 and texts[1].strip()[:1].islower()):
        return False
    if max(body) > 100 or min(body) < 0.6 * max(body) or max(body) < 45 or len(texts[-1].strip()) > 110:
        return False
    if any(_BULLET.match(text) or picture_credits.find_credit_start(text.strip()) == 0 for text in texts[:-1]):
        return False
    if sum(text.lstrip()[:1].isupper() for text in texts) > _BEGUN * len(texts) and not _TERMINAL.search(texts[-1]):
        return False  # a list of headlines
    if len(set(texts)) < _OWN_LINES * len(texts):  # a caption twice, a list
        return False
    endings = sum(bool(_TERMINAL.search(text)) for text in texts[:-1])
    return endings * 2 <= len(body)


def _build_unit(first: int, last: int, text: str, blanks: int) -> Unit:
    """The unit of the lines `first` to `last` whose joined text is `text`."""
    separates = len(text) < _LONG and bool(_SEPARATOR.fullmatch(text.strip()) or _PAGE_NUMBER.fullmatch(text))
    bullet = None if separates else _BULLET.match(text)
    stripped = text[bullet.end() :].strip() if bullet else text.strip()
    words = _count_words(stripped) if len(stripped) < _LONG else stripped.count(" ") + 1
    terminal = bool(_TERMINAL.search(stripped[-8:]))
    rule = "separator" if separates else boilerplate.find_rule(stripped) if stripped else "empty bullet"
    short = words <= 18
    return Unit(
        first=first,
        last=last,
        text=stripped,
        key=fold_key(stripped[:_LONG]),
        words=words,
        blanks=blanks,
        bullet=bool(bullet),
        terminal=terminal,
        prose=rule is None and _is_prose(stripped, words, terminal=terminal, bullet=bool(bullet)),
        rule=rule,
        date=(dates.parse_date_line(stripped) or dates.find_date_set_off(stripped)) if short else None,
        byline=short and is_byline(stripped),
        credit=-1 if rule else picture_credits.find_credit_start(stripped),
    )


def _count_words(text: str) -> int:
    """How many words `text` has; those with a hyphen or apostrophe are one."""
    if text.isascii():  # the same at a third of the time
        return len(text.translate(_ASCII_WORDS).split())
    return len(_WORD.findall(text))


def _apply_profile(unit: Unit, publication: Publication) -> Unit:
    """`unit` with what the profile of its publication says of it, which is an editor's word and goes before all else."""
    folded = fold_key(unit.text)
    ends = publication.ends.has_match(folded)
    if not ends and not publication.furniture.has_match(folded):
        return unit
    rule = boilerplate.PUBLICATION_ENDS if ends else boilerplate.PUBLICATION
    return msgspec.structs.replace(unit, rule=rule, prose=False, bullet=False, date=None, byline=False, credit=-1)


def _is_prose(text: str, words: int, *, terminal: bool, bullet: bool) -> bool:
    """Whether `text` reads like running text rather than like a label."""
    if _UNSPACED.search(text[:20]):
        return len(text) >= 25 and (terminal or len(text) >= 60)
    fewest_words = 9 if terminal else 22
    return words >= fewest_words + (6 if bullet else 0)


def is_byline(text: str) -> bool:
    """Whether the short line `text` says who wrote the story."""
    return bool(_BYLINE.match(text)) and not _BYLINE_SMALL.match(text)


def is_addressed_to_reader(text: str) -> bool:
    """Whether the paragraph `text` is the page talking to its reader rather than a story.

    Three such words, and one in twelve at least, outside quotations.
    """
    end = max(text.rfind("”"), text.rfind('"')) + 1  # behind it no quotation ends, however many begin
    plain = _QUOTED.sub(" ", text[:end]) + text[end:]
    hits = len(_TO_READER.findall(plain))
    return hits >= 3 and hits * 12 >= plain.count(" ")
