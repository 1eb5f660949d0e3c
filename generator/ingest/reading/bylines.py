"""Find the byline of a story: who wrote it, in the languages of the press.

In: a line of a page, or all lines and the positions of a story's headline and text. Out: the byline as printed, with
its names. A label ("By", "Von", "Автор:", "记者") makes a line a byline; names alone count only beside headline and
date.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import islice

import msgspec

from generator.ingest.reading.agencies import find_agency, is_agency
from generator.ingest.reading.byline_words import (
    ADDRESS,
    BARE,
    BARE_SIGNS,
    BEHIND_NAMES,
    CASED_NAME,
    CASELESS,
    CHINESE_REPORT,
    DOUBLED,
    EDITORS,
    FAMILIES,
    FAR_EASTERN,
    IN_PLACE,
    JOINT,
    KOREAN,
    LABEL,
    LABEL_ALONE,
    LONGEST,
    MOST_NAMES,
    NAME_WORDS,
    NO_BARE,
    NO_FAMILY_END,
    NO_NAME,
    OURS,
    PARTICLES,
    PLACE_WORDS,
    ROLE,
    SIGNS,
    STAFF_ALONE,
    TITLES,
    WEAK,
)
from generator.ingest.reading.given_names import GIVEN_NAMES
from generator.text.dates import read_date_line
from generator.text.normalise import fold


class Byline(msgspec.Struct, frozen=True, gc=False):
    """A byline as printed, without date and addresses. `is_marked`: a label makes it certain."""

    text: str
    names: tuple[str, ...]
    agency: str | None = None
    is_marked: bool = False


@lru_cache(maxsize=1024)  # callers ask about a line several times in a row
def parse_byline(text: str) -> Byline | None:
    """Parse the line `text` as a byline, by its label or because it has only names; None if it is no byline."""
    marked, pieces = _find_marked(text)
    return marked or next(filter(None, map(_parse_bare, pieces)), None)


def is_byline(text: str) -> bool:
    """Return whether the line `text` is a byline by its label."""
    byline, _ = _find_marked(text)
    return byline is not None and byline.is_marked


@lru_cache(maxsize=1024)
def _find_marked(text: str) -> tuple[Byline | None, tuple[str, ...]]:
    """Return the byline that a label announces in `text`; without a label None, and the pieces that may be names."""
    if not 1 < len(text) <= LONGEST:
        return None, ()
    text = " ".join(SIGNS.sub("", text).split())
    line = read_date_line(text) if any(map(str.isdigit, text)) else None
    if line and line.is_whole:
        return None, ()
    pieces = []
    for piece in line.rest.split(" | ") if line and line.mentions else [text]:
        has_address = "@" in piece or "://" in piece or "www." in piece
        plain = (ADDRESS.sub(" ", piece) if has_address else piece).strip(" |,;–—-·•")
        if STAFF_ALONE.fullmatch(plain):
            return Byline(text, (), is_marked=True), ()
        if byline := _parse_marked(plain, is_dated=line is not None):
            return byline, ()
        pieces.append(plain)
    return None, tuple(pieces)


def is_byline_label(text: str) -> bool:
    """Return whether the line `text` is only the label of a byline that follows below."""
    return len(text) <= 24 and bool(LABEL_ALONE.fullmatch(text.strip()))


def _parse_marked(text: str, *, is_dated: bool) -> Byline | None:
    """Parse a byline that a label announces."""
    for shape in (KOREAN, CHINESE_REPORT):
        match = shape.fullmatch(text)
        if match:
            return Byline(text, (match["name"],), find_agency(text), is_marked=True)
    match = LABEL.match(text)
    if not match or match.end() == len(text):
        return None
    label = match[0].strip(" :：|/／").lower()
    rest = _behind_label(text[match.end() :].strip())
    if OURS.match(rest):
        return Byline(text, (), find_agency(text), is_marked=True)
    is_weak = label in WEAK and not re.search(r"[:：|]\s*$", match[0])
    if is_weak and (_SENTENCE_END.search(rest) or _QUOTED.search(rest)):
        return None
    own = BEHIND_NAMES.sub("", rest) if is_weak or is_dated else rest
    names = _split_names(own, is_weak=is_weak)
    if not names and (is_dated or not is_weak) and " " not in own and own.isalnum():
        names = (own,)
    if not names:
        return None
    if label in _PREPOSITIONS and is_weak and names[0][0] < _LATIN_END and not _has_given_name(names[0]):
        return None
    behind = rest[len(own) :]
    if behind and not IN_PLACE.fullmatch(behind):
        text = text[: text.rindex(rest)] + own
    return Byline(text, names, find_agency(text), is_marked=not EDITORS.match(label))


def _behind_label(rest: str) -> str:
    """Return what follows the label of a byline, without a second label and a second print of the name."""
    if doubled := DOUBLED.fullmatch(rest):  # the writer's picture has the same name as alternative text
        rest = doubled[1]
    further = LABEL.match(rest)
    return rest[further.end() :].strip() if further and not _has_name_shape(rest.split(" ")[0]) else rest


def _parse_bare(text: str) -> Byline | None:
    """Parse a byline that has only names, or an agency."""
    if is_agency(text):
        return Byline(text, (), text)
    if doubled := DOUBLED.fullmatch(text):
        text = doubled[1]
    if not BARE.match(text) or LABEL.match(text) or NO_BARE.search(text):
        return None
    if text.endswith((".", "!", "?", ":", "…")) and not text.lower().endswith(("jr.", "sr.")):
        return None
    names = _split_names(text, is_weak=True)
    own = _name_before_office(text) if not names else ""
    names = names or ((own,) if own else ())
    if not names or "/" in text or text.count("(") != text.count(")"):
        return None
    if " " not in text and not _is_name_in_signs(text):
        return None
    if any(word.strip(".,").lower() in NO_NAME for word in names[0].split()):
        return None
    return Byline(text, names, find_agency(text))


def _is_name_in_signs(text: str) -> bool:
    """Return whether `text`, without a space, is a name in Chinese, Japanese or Korean script."""
    if not BARE_SIGNS.fullmatch(text) or text.endswith(NO_FAMILY_END):
        return False
    return text[0] in FAMILIES or (len(text) >= 4 and "\u3400" <= text[0] <= "\u9fff")


def _split_names(text: str, *, is_weak: bool) -> tuple[str, ...]:
    """Return the names in `text`; none if it is anything else. Offices and places may follow them."""
    plain = re.sub(r"\s*[(（][^()（）]{1,40}[)）]\s*", " ", text).strip(" .|-–—:")
    parts = [part for part in JOINT.split(f" {plain} ") if part and part.strip()]
    names: list[str] = []
    for n, part in enumerate(map(str.strip, parts)):
        if is_agency(part) and n:
            continue
        if _has_name_shape(part):
            names.append(part)
        elif n and (ROLE.search(part) or len(part.split()) <= PLACE_WORDS) and not part.endswith(("!", "?")):
            continue  # an office or a place after the names
        elif not n and is_weak and (own := _name_before_office(part)):
            names.append(own)
        elif not n or is_weak:
            return ()
    return tuple(names) if len(names) <= MOST_NAMES else ()


def _name_before_office(text: str) -> str:
    """Return the name before an office or newsroom in `text` ("Sina Zehrfeld Landespolitische Korrespondentin")."""
    office = ROLE.search(text)
    words = text[: office.start()].split() if office else []
    for count in (min(len(words), 3), 2):
        if len(words) >= count >= 2 and _has_name_shape(" ".join(words[:count])):
            return " ".join(words[:count])
    return ""


def _has_name_shape(text: str) -> bool:
    """Return whether `text` has the shape of a person's name in its script."""
    if FAR_EASTERN.fullmatch(text):
        return True
    words = TITLES.sub("", text).replace("\u00ad", "").split()
    if len(words) not in NAME_WORDS or len(text) > 60:
        return False
    if CASELESS.match(text):
        return all(CASED_NAME.fullmatch(word) or CASELESS.match(word) for word in words) and len(words) <= 4
    capitals = [word for word in words if word[:1].isupper()]
    if not capitals or not all(CASED_NAME.fullmatch(word) for word in words):
        return False
    return all(word[:1].isupper() or word.lower().rstrip(".") in PARTICLES or _joins(word) for word in words)


def _joins(word: str) -> bool:
    """Return whether a capital follows a joint in a name ("al-Masri", "d'Estaing")."""
    return bool(re.match(r"(?:al|el|as|ad|an|ar|d|l|o)[-'’]\w", word, re.IGNORECASE))


# A full stop that does not belong to an initial or to "Jr.".
_SENTENCE_END = re.compile(r"(?<!\b[Jj]r)(?<!\b[Ss]r)(?<=\w\w)\.$")
_QUOTED = re.compile(r"[«»„“”\"]")
# Labels that also begin sentences and names of all kinds: a given name must follow.
_PREPOSITIONS = frozenset(("da", "di", "de", "door", "av", "af", "from", "theo", "text", "tekst"))
# This many lines below a byline may hold further names and conjunctions.
_NAMES_BELOW = 16
_JOINTS = frozenset(", ; & and und et y e en og och i и та a και ve 、 with mit avec con by von par".split())
# Words around a writer's name: "Ann Lee is …", "posts by Ann Lee".
_WRITER_BEHIND = re.compile(r"\s(?:is|was|has|covers|writes|joined|ist|hat|schreibt|est|es|è|é|jest|är|er|—|–|-)\s")
_WRITER_BEFORE = re.compile(r"(?:by|von|par|por|über|about|follow|contact|email|autor|author|автор)\s$", re.IGNORECASE)
# The minimum weight of a story's byline.
_ENOUGH = 3.0
_MARKED, _LABELLED, _DATED = 3.0, 3.0, 2.0
_GIVEN, _NOT_GIVEN = 1.0, 0.6
_CLOSE, _MOST_RIVALS, _IN_SENTENCE = 0.5, 3, 2.0
_PICTURE = re.compile(r"(?:photo|foto|image|bild|picture|credit|crédit|©|fotograf)", re.IGNORECASE)
# A name on more lines than this belongs to a menu; this many other prints of a name are examined.
_MENU, _PRINTS = 6, 8
_LATIN_END = "\u0370"
_SHORT = 60
_ABOVE, _BEHIND, _INSIDE = 10, 16, 8


class _Story(msgspec.Struct, frozen=True, dict=True):
    """The lines of a page, and the position of a story in them."""

    lines: Sequence[str]
    headline: int
    first_body: int
    last_body: int

    @cached_property
    def counts(self) -> Counter[str]:
        """The number of times each line is printed, in lower case."""
        return Counter(" ".join(line.split()).lower() for line in self.lines)


def choose_byline(lines: Sequence[str], headline: int, first_body: int, last_body: int) -> tuple[int, Byline] | None:
    """Return the index of a story's byline, and the byline; `headline` is -1 if the story has none.

    Names without a label count between headline and text, beside a date, and more if the page names them again.
    """
    top = (headline if headline >= 0 else first_body) - _ABOVE
    candidates = [
        *range(max(0, top), min(len(lines), first_body + _INSIDE)),
        *range(min(len(lines), last_body + 1), min(len(lines), last_body + 1 + _BEHIND)),
    ]
    story = _Story(lines, headline, first_body, last_body)
    best: tuple[float, int, Byline] | None = None
    rivals: list[tuple[float, Byline]] = []
    for n in dict.fromkeys(candidates):
        byline = parse_byline(lines[n].strip(" *#•·-|"))
        if byline is None:
            continue
        weight = _weigh(story, n, byline)
        if weight >= _ENOUGH:
            rivals.append((weight, byline))
            best = (weight, n, byline) if best is None or weight > best[0] else best
    if best is None or _has_many_rivals(best[0], best[2], rivals):
        return None
    n, byline = best[1], best[2]
    while not byline.is_marked and (above := _find_twin_above(lines, n, byline, headline)) >= 0:
        n, byline = above, parse_byline(lines[above].strip(" *#•·-|")) or byline
    return n, _with_names_below(lines, n, byline)


def _has_many_rivals(weight: float, byline: Byline, rivals: Sequence[tuple[float, Byline]]) -> bool:
    """Return whether many other names have about the same weight: a list of writers, or other stories with theirs."""
    close = {other.names for rival, other in rivals if not other.is_marked and rival >= weight - _CLOSE}
    return not byline.is_marked and len(close) > _MOST_RIVALS


def _find_twin_above(lines: Sequence[str], n: int, byline: Byline, headline: int) -> int:
    """Return the line above whose names look like those of `byline`; -1 if there is none below the headline."""
    above = next((m for m in range(n - 1, max(headline, n - 4, -1), -1) if lines[m].strip()), -1)
    further = parse_byline(lines[above].strip(" *#•·-|")) if above >= 0 and byline.names else None
    if not further or further.is_marked or not further.names or not _has_given_name(further.names[0]):
        return -1
    return above if _has_twin_shape(byline.names[0], further.names[0]) else -1


def _with_names_below(lines: Sequence[str], n: int, byline: Byline) -> Byline:
    """Return `byline` with the names on lines of their own right below ("Ann Lee", "and", "Jan Moss")."""
    text, names, joint = byline.text, list(byline.names), ""
    for line in lines[n + 1 : n + 1 + _NAMES_BELOW]:
        plain = line.strip(" *#•·|")
        if not plain:
            continue
        if plain.lower() in _JOINTS:
            joint = plain
            continue
        if plain.startswith(("(avec ", "(with ", "(mit ", "(con ")) and plain.endswith(")"):
            text += f" {plain}"
            break
        further = _parse_bare(plain.strip(" ,;&"))
        if not further or not further.names or further.names[0] in names or not (joint or byline.names):
            break
        if not joint and not _has_twin_shape(names[-1] if names else "", further.names[0]):
            break
        space = "" if joint in {"", ",", ";"} else " "
        text += f"{space}{joint or ','} {further.text}"
        names += further.names
        joint = ""
    return msgspec.structs.replace(byline, text=text, names=tuple(names))


def _has_twin_shape(name: str, further: str) -> bool:
    """Return whether two lines are names of the same shape: as many words, and both begin with a given name."""
    return name.isupper() == further.isupper() and abs(len(name.split()) - len(further.split())) <= 1 and " " in further


def _weigh(story: _Story, n: int, byline: Byline) -> float:
    """Return the weight of the line at `n`."""
    above = _neighbour(story.lines, n, -1)
    weight = _MARKED if byline.is_marked else 0.0
    if is_byline_label(above):
        weight += _LABELLED - (2.0 if byline.is_marked else 0.0)
    weight += _weigh_place(story, n, is_marked=byline.is_marked)
    if not byline.is_marked:
        weight += _weigh_names(story, n, byline, (above, _neighbour(story.lines, n, 1)))
    if _PICTURE.match(above):
        weight -= 2.0
    return weight


def _weigh_place(story: _Story, n: int, *, is_marked: bool) -> float:
    """Return the weight of a line's position: highest between headline and text."""
    headline, first_body, last_body = story.headline, story.first_body, story.last_body
    if headline < n < first_body:  # the farther below the headline, the less
        return 2.0 - 0.05 * max(0, n - headline - 6) if headline >= 0 else 2.0 - 0.1 * (first_body - n)
    if n < first_body:
        return 0.3 - 0.1 * (headline - n)
    if n <= last_body:
        return 0.8 - 0.1 * (n - first_body)
    return 0.8 - 0.08 * (n - last_body) - (0.0 if is_marked else 0.8)


def _weigh_names(story: _Story, n: int, byline: Byline, neighbours: tuple[str, str]) -> float:
    """Return the weight of names without a label."""
    weight = 0.0
    own = read_date_line(story.lines[n])
    if own and any(mention.date for mention in own.mentions):
        weight += _DATED
    elif any((line := read_date_line(other)) and line.mentions for other in neighbours):
        weight += 1.0
    if any(len(other) <= _SHORT and ROLE.search(other) for other in neighbours[1:]):
        weight += 0.8
    if _goes_on(neighbours[1]):
        weight -= _IN_SENTENCE
    name = byline.names[0] if byline.names else byline.text
    if 2 <= len(name.split()) <= 3 or FAR_EASTERN.fullmatch(name):
        weight += 0.3
    if byline.names and name[0] < _LATIN_END:
        weight += _GIVEN if _has_given_name(name) else -_NOT_GIVEN
    if byline.names:
        weight += _weigh_other_prints(story, n, name)
    weight -= 1.0 if story.counts[byline.text.lower()] > _MENU else 0.0
    return weight


def _goes_on(below: str) -> bool:
    """Return whether the line below a name continues a sentence that contains the name."""
    return below[:1] in {".", ",", ";", ")"} or (below[:1].islower() and " " in below and read_date_line(below) is None)


def _has_given_name(name: str) -> bool:
    """Return whether `name` begins with a given name."""
    return re.split(r"[\s.-]", fold(TITLES.sub("", name)).strip())[0] in GIVEN_NAMES


def _weigh_other_prints(story: _Story, n: int, name: str) -> float:
    """Return the weight of other lines with a name: alone after the text, or in a sentence about the writer."""
    text = range(story.first_body, story.last_body - 1)
    others = (m for m, line in enumerate(story.lines) if name in line and m != n and m not in text)
    for m in islice(others, _PRINTS):
        before, _, behind = story.lines[m][:200].partition(name)
        if not behind.strip() or _WRITER_BEHIND.match(behind) or _WRITER_BEFORE.search(before):
            return 0.9
    return 0.0


def _neighbour(lines: Sequence[str], n: int, step: int) -> str:
    """Return the next line above or below that is not blank, at most three away."""
    for m in range(n + step, n + 4 * step, step):
        if 0 <= m < len(lines) and lines[m].strip():
            return lines[m].strip(" *#•·-|")
    return ""
