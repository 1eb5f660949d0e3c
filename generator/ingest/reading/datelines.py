"""Split the dateline from the start of a story: place, day and agency, set off by a dash, a colon or a full stop.

In: a paragraph. Out: the end of its dateline, and its parts. Parts are recognised by shape: a day by text/dates.py, an
agency by its brackets or name, a place by its capitals.
"""

import re
from functools import lru_cache

import msgspec

from generator.ingest.reading.agencies import AGENCY, is_agency
from generator.model.article import PartialDate
from generator.text.dates import DateLine, read_date_line

# The number of characters examined: a dateline, and some text after it.
_HEAD = 160
_LONGEST = 120
_BREAK = re.compile(
    r"\s*\.?\s?[-–—―]{1,2}\s+|:\s+(?=\S)|(?<=[/)])[.,:]?\s+|(?<=[/)])\.?[-–—]+\s*|(?<=[\w.])[-–—](?=[/(])"
)
_BRACKETS = re.compile(
    r"\s*[,.]?\s*(?:\((?P<round>[^()]{2,42})\)|/(?P<slash>[^/]{2,30})/|\[(?P<square>[^][]{2,30})\])\s*\.?$"
)
_NAMED = re.compile(rf"(?:{AGENCY})\s?(?:\.\s+|\s?[-–—:]\s+)", re.VERBOSE)
_AGENCY_FIRST = re.compile(rf"\((?P<agency>{AGENCY})\)\s?[-–—]{{1,2}}\s?", re.VERBOSE)
_ARABIC_AGENCY = re.compile(
    rf"(?P<place>[\u0621-\u064a]{{3,}}(?:[ ][\u0621-\u064a]{{2,}})?)\s?[-–—]\s?(?P<agency>{AGENCY})\s", re.VERBOSE
)
_SITE = re.compile(r"[\w-]+\.(?:com|ru|net|id|co|co\.id|org|ua|info)", re.IGNORECASE)
# Words of a place that are not capitalised.
_PARTICLES = frozenset(
    "de del la le el al do da dos das of and upon on am an der im bei en aan den sur les sous i y e na nad w".split()
)
# Words in capitals or before a colon that open a paragraph and name no place.
_NO_PLACE = frozenset(
    "note update updated correction editor warning live watch breaking analysis opinion exclusive video q a read"
    " factbox explainer advisory urgent newsletter photo photos image caption source sources alert listen comment"
    " von by text foto fotos bild par por por autor author credit quelle source info tipp ps"
    " ملاحظة تحديث تصحيح عاجل المصدر بقلم كتب".split()
)
_PLACE_WORDS, _PLACES = 5, 3
_ARABIC = re.compile(r"[\u0621-\u064a]{3,}(?:[ ][\u0621-\u064a]{2,}){0,2}(?:\s?[(«][^()«»]{2,30}[)»])?")
_NO_LETTER = re.compile(r"[\d_!-&(-,:-@\[-`{-~¿¡“”„«»]")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0fff\u1000-\u109f\u3040-\u9fff\uac00-\ud7a3]")
_CJK_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}(?:日|／|/)?"
_FAR_EAST = re.compile(
    rf"""
      (?P<wire>(?:据)?(?P<a1>新华社|新華社|中新社|中新网|中新網|央视网|人民网|本报|本報|中国网|法新社|美联社|路透社
      |共同社|韩联社)
          [^\s，。,.：:]{{0,14}}?(?:{_CJK_DAY})?[电電讯訊](?:\s?[（(][^（）()]{{2,30}}[）)])?)\s*
    | (?P<taiwan>[（(](?P<a2>中央社)[^（）()]{{2,30}}[电電][）)])\s*
    | (?P<report>[〔\[【（(](?:(?:記者|记者)[^〕\]】）)]{{2,24}}(?:報導|报道|報道|综合报道|綜合報導)
    |[^〕\]】）)]{{2,20}}[讯訊電电])[〕\]】）)])\s*
    | (?P<japan>[【［\[](?:[^】］\]\s]{{1,14}}(?:\s\d{{1,2}}日)?\s?[=＝\s]?\s?)?(?P<a3>共同|時事|ロイター
    |聯合ニュース|AFP=時事|AFP|CNS|CNN|AP|Reuters)[】］\]])\s*[-–—]?\s*
    | (?P<korea>[(\[][^)\]=]{{2,14}}=(?P<a4>[^)\]]{{2,14}})[)\]](?:\s?[\uac00-\ud7a3
    ·,]{{2,24}}(?:기자|특파원)\s?=)?)\s*
    """,
    re.VERBOSE,
)


class Dateline(msgspec.Struct, frozen=True, gc=False):
    """A printed dateline. `end` is where the story begins in its paragraph; `text` has no separator."""

    end: int
    text: str
    place: str | None = None
    agency: str | None = None
    date: PartialDate | None = None


def find_dateline_end(text: str) -> int:
    """Return where the story begins after the dateline of the paragraph `text`; 0 if it has none."""
    dateline = split_dateline(text)
    return dateline.end if dateline else 0


def split_dateline(text: str) -> Dateline | None:
    """Split the dateline from the paragraph `text`; None if it has none."""
    return _split(text[:_HEAD], len(text))


@lru_cache(maxsize=256)  # callers ask about a paragraph several times in a row
def _split(head: str, length: int) -> Dateline | None:
    """Split the dateline from `head`, the beginning of a paragraph of `length` characters."""
    if not head:
        return None
    dateline = _split_far_east(head) or _split_agency_first(head) or _split_at_break(head)
    return dateline if dateline and length - dateline.end >= 2 else None


def _split_far_east(head: str) -> Dateline | None:
    """Split a dateline in the form of Chinese, Japanese or Korean agencies."""
    if not (head[0] in "(（[［【〔据" or head[0] > "\u3000"):
        return None
    match = _FAR_EAST.match(head, 0, _LONGEST)
    if not match:
        return None
    agency = match["a1"] or match["a2"] or match["a3"] or match["a4"]
    text = match[match.lastgroup or 0] if match.lastgroup == "report" else match[0]
    line = read_date_line(text)
    return Dateline(match.end(), text.strip(" -–—"), agency=agency, date=line.date if line else None)


def _split_agency_first(head: str) -> Dateline | None:
    """Split a dateline that begins with its agency ("(ANSA) - ROMA, 14 GEN - ") or is set off by it ("دمشق-سانا")."""
    if match := _ARABIC_AGENCY.match(head):
        return Dateline(match.end(), match[0].strip(), match["place"], match["agency"])
    match = _AGENCY_FIRST.match(head)
    if not match:
        return None
    rest = _split_at_break(head[match.end() :])
    if rest is None:
        return Dateline(match.end(), match[0].rstrip(" -–—"), agency=match["agency"])
    end = match.end() + rest.end
    return Dateline(end, head[: match.end()] + rest.text, rest.place, match["agency"], rest.date)


def _split_at_break(head: str) -> Dateline | None:
    """Split a dateline set off by a dash, a colon, or the full stop after an agency."""
    for match in _BREAK.finditer(head, 1, _LONGEST):
        dateline = _read_prefix(head, match)
        if dateline:
            return _with_agency_behind(head, dateline)
        if head[match.start() : match.end()].strip() in (":", ""):
            continue
        if match.start() > _LONGEST // 2:
            break
    return None


def _with_agency_behind(head: str, dateline: Dateline) -> Dateline:
    """Return `dateline` with the agency after its dash ("МОСКВА, 14 янв – РИА Новости.")."""
    match = None if dateline.agency else _NAMED.match(head, dateline.end)
    if not match:
        return dateline
    text = head[: match.end()].rstrip(" .-–—:")
    return Dateline(match.end(), text, dateline.place, match[0].rstrip(" .-–—:"), dateline.date)


def _read_prefix(head: str, mark: re.Match[str]) -> Dateline | None:
    """Parse the dateline that ends at `mark`, if every part of the text before it can be in a dateline."""
    stop = "." if mark[0].lstrip().startswith(".") and head[mark.start() - 1].isalpha() else ""  # of "D.C."
    prefix = head[: mark.start()].strip() + stop
    brackets = _BRACKETS.search(prefix)
    agency = (brackets[brackets.lastgroup or 0].strip() if brackets else None) or None
    main = prefix[: brackets.start()].rstrip(" ,.،") if brackets else prefix
    if not agency:
        main, agency = _split_agency_behind(main)
    places, line = _split_parts(main)
    if places is None or len(places) > _PLACES or (places and _get_first_word(places[0]) in _NO_PLACE):
        return None
    sign = mark[0].strip(" .")
    if not _can_be(places, agency, line, sign, head[mark.end() :]):
        return None
    return Dateline(mark.end(), prefix.rstrip("،"), ", ".join(places) or None, agency, line.date if line else None)


def _split_agency_behind(main: str) -> tuple[str, str | None]:
    """Return `main` without its last part if that is an agency or site ("Москва.

    14 января. INTERFAX.RU"), and that part.
    """
    before, mark, last = main.rpartition(", ") if ", " in main else main.rpartition(". ")
    if mark and (is_agency(last) or is_agency(last.split(" ")[0]) or _SITE.fullmatch(last)):
        return before, last
    return main, None


def _split_parts(main: str) -> tuple[list[str] | None, DateLine | None]:
    """Return the places before a dateline's day, and the day; None for places if a part is neither."""
    if not main:
        return [], None
    for pattern in (r"[,،]\s*", r"[.]\s+"):
        parts = [part.strip(" .") for part in re.split(pattern, main) if part.strip(" .")]
        for n in range(len(parts) + 1):
            behind = ", ".join(parts[n:])
            line = read_date_line(behind) if behind else None
            if (line and line.is_whole and line.mentions) or not behind:
                places = parts[:n]
                if all(map(_is_place, places)):
                    return places, line
                break
    line = read_date_line(main)  # no separator ("LONDON Jan 14")
    place = main[: line.mentions[0].start].strip() if line and line.mentions else ""
    return ([place], line) if place and _is_place(place) and line and line.rest == place else (None, None)


def _is_place(part: str) -> bool:
    """Return whether `part` has the shape of a place: some capitalised words, or a script without capitals."""
    words = re.split(r"[\s/]+", part)
    if not 0 < len(words) <= _PLACE_WORDS or _NO_LETTER.search(part):
        return False
    if _CASELESS.match(part):
        return len(words) <= 3
    return words[0][:1].isupper() and all(word[:1].isupper() or word in _PARTICLES for word in words if word)


def _can_be(places: list[str], agency: str | None, line: DateLine | None, sign: str, rest: str) -> bool:
    """Return whether places, agency and day are enough for a dateline set off by `sign`."""
    if not rest.strip():
        return False
    if not places:
        return bool(agency and line and (is_agency(agency) or line.mentions))
    is_capitals = _is_capitals(places[0])
    if sign not in ("", ":") and _ARABIC.fullmatch(", ".join(places)):
        return True
    if line and line.mentions and (agency or sign):
        return True
    if agency:
        return bool(sign or agency != agency.lower()) and (is_agency(agency) or (is_capitals and bool(sign)))
    if not sign:
        return False
    if is_capitals:
        return len(places) <= 2
    if sign == ":":
        return bool(_ARABIC.fullmatch(" ".join(places)))
    return sign in "–—" and len(places) <= 2 and not _CASELESS.match(places[0]) and _is_sentence_start(rest)


def _is_capitals(part: str) -> bool:
    """Return whether the words of `part` are in capitals."""
    letters = [char for char in part if char.isalpha()]
    return len(letters) >= 2 and part.upper() == part and part.lower() != part


def _is_sentence_start(rest: str) -> bool:
    """Return whether a capital or quotation mark follows a dateline in lower case."""
    return rest[:1] in "“\"'‘«„" or rest[:1].isupper()


def _get_first_word(text: str) -> str:
    return re.split(r"[\s,'’.:]", text, maxsplit=1)[0].lower()
