"""Parse the byline of a story: who wrote it, in the languages of the press.

In: a line of a page. Out: the byline as printed, with its names. A label ("By", "Von", "Автор:", "记者") makes a line a
byline; a line of names alone may be one.
"""

import re
from functools import lru_cache

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

# The count of comments behind a name, the time zone of an hour before its label.
_COMMENTS = re.compile(
    r"\s(?:\d+|no|keine|leave a|schreibe einen|aucun|sin|nessun|geen|add a|join the)"
    r"\s(?:comment|kommentar|commentaire|comentario|commento|reactie|reply)\w*.*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:(?:am|pm|AM|PM|Uhr|[A-Z]{1,3}T)\s){1,2}(?=by\s|von\s)")
# Words that a page joins to the name before them ("Ann LeePublished", "Ann LeeIn Travel").
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Follow|In [A-Z]|The [A-Z]))")
# A full stop that does not belong to an initial or to "Jr.".
_SENTENCE_END = re.compile(r"(?<!\b[Jj]r)(?<!\b[Ss]r)(?<=\w\w)\.$")
_SHORT_NAME = (2, 3)
_QUOTED = re.compile(r"[«»„“”\"]")
# Labels that also begin sentences and names of all kinds: a given name must follow.
_PREPOSITIONS = frozenset(("da", "di", "de", "door", "av", "af", "from", "theo", "text", "tekst"))
# The first letter behind those of Latin script.
LATIN_END = "\u0370"


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
    return marked or next(filter(None, map(parse_bare, pieces)), None)


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
        plain = _cut_page_words(ADDRESS.sub(" ", piece) if has_address else piece).strip(" |,;–—-·•")
        if STAFF_ALONE.fullmatch(plain):
            return Byline(text, (), is_marked=True), ()
        if byline := _parse_marked(plain, is_dated=line is not None):
            return byline, ()
        pieces.append(plain)
    return None, tuple(pieces)


def _cut_page_words(text: str) -> str:
    """Return `text` without what a page prints around a name: counts of comments, a time zone, words joined to it."""
    text = _GLUED.split(text, maxsplit=1)[0]
    text = _COMMENTS.sub("", text) if " " in text else text
    return _BEFORE.sub("", text)


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
    is_weak = label in WEAK and not re.search(r"[:：|]\s*$", match[0])
    rest = _skip_label(text[match.end() :].strip())
    if OURS.match(rest):
        return Byline(text, (), find_agency(text), is_marked=True)
    if is_weak and _SENTENCE_END.search(rest) and has_name_shape(rest[:-1]) and len(rest.split()) in _SHORT_NAME:
        rest, text = rest[:-1], text[:-1]  # "By Ann Lee."
    if is_weak and (_SENTENCE_END.search(rest) or _QUOTED.search(rest)):
        return None
    if is_agency(rest):
        return Byline(text, (), rest, is_marked=True)
    return _parse_names(text, rest, label, is_weak=is_weak, is_dated=is_dated)


def _parse_names(text: str, rest: str, label: str, *, is_weak: bool, is_dated: bool) -> Byline | None:
    """Parse the names `rest` behind the label of a byline; offices and places may follow them."""
    own = BEHIND_NAMES.sub("", rest) if is_weak or is_dated else rest
    names = _split_names(own, is_weak=is_weak)
    if not names and (is_dated or not is_weak) and " " not in own and own.isalnum():
        names = (own,)
    if not names:
        return None
    if label in _PREPOSITIONS and is_weak and names[0][0] < LATIN_END and not has_given_name(names[0]):
        return None
    behind = rest[len(own) :]
    if behind and not IN_PLACE.fullmatch(behind):
        text = text[: text.rindex(rest)] + own
    return Byline(text, names, find_agency(text), is_marked=not EDITORS.match(label))


def _skip_label(rest: str) -> str:
    """Return what follows the label of a byline, without a second label and a second print of the name."""
    if doubled := DOUBLED.fullmatch(rest):  # the writer's picture has the same name as alternative text
        rest = doubled[1]
    further = LABEL.match(rest)
    return rest[further.end() :].strip() if further and not has_name_shape(rest.split(" ")[0]) else rest


def parse_bare(text: str) -> Byline | None:
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
        if has_name_shape(part):
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
        if len(words) >= count >= 2 and has_name_shape(" ".join(words[:count])):
            return " ".join(words[:count])
    return ""


def has_name_shape(text: str) -> bool:
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
    return all(word[:1].isupper() or word.lower().rstrip(".") in PARTICLES or _has_joint(word) for word in words)


def _has_joint(word: str) -> bool:
    """Return whether a capital follows a joint in a name ("al-Masri", "d'Estaing")."""
    return bool(re.match(r"(?:al|el|as|ad|an|ar|d|l|o)[-'’]\w", word, re.IGNORECASE))


def has_given_name(name: str) -> bool:
    """Return whether `name` begins with a given name."""
    return re.split(r"[\s.-]", fold(TITLES.sub("", name)).strip())[0] in GIVEN_NAMES
