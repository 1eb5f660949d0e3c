"""Find the names of countries and cities that are persons' names in their story: Nora Holland, Israel Adesanya.

In: the texts of a story with the mentions in each, and the persons that were recognised. Out: the mentions that stay.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from generator.authority.country_index import AmbiguousMention
from generator.authority.name_tables import NameTable
from generator.model.authority import NameKind
from generator.text.normalise import fold

# The mentions in one text, its place in the story, and the text.
PlacedMentions = tuple[int, str, list[AmbiguousMention]]

_WORD_BEFORE = re.compile(r"([^\W\d_](?:[^\W\d_]|['’-])*\.?)\s$")
_NEXT_NAME = re.compile(r"\s([A-Z][^\W\d_]{2,})(?=['’]s\b|[,.;:)]|\s[a-z]|$)")
# "Brazil, 71,"
_AGE = re.compile(r", (?:1[6-9]|[2-9]\d)(?:,| and\b| was\b)")
_REACH = 30
_NAME_JOINT = re.compile(r"[\s-]+")
_NAME_FLAGS = frozenset("gf")
# Shorter words are too often words.
_SHORT = 2
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lady dame judge justice sgt sergeant capt captain lt col colonel gen sen"
    " rep gov rev father sister inspector detective officer coach councillor councilman councilwoman alderman"
    " constable".split()
)
# Kinds of names that are also persons' names.
_BARE_KINDS = frozenset(
    {NameKind.NAME, NameKind.WEAK, NameKind.HISTORIC, NameKind.PART, NameKind.CAPITAL, NameKind.CITY, NameKind.TOWN}
)
# Within a person's name a country needs no other known name; a state or city does, because runs of capitals around it
# ("Texas Cowboys") are taken for persons more easily.
_COUNTRY_KINDS = frozenset({NameKind.NAME, NameKind.WEAK, NameKind.HISTORIC})
# Before a place, hardly ever before a person.
_PLACE_BEFORE = re.compile(
    r"\b(?:in|into|from|across|throughout|outside|inside|near|around|toward|towards|en|em|nach|aus|na|no|à|au|w|we)\s$",
    re.IGNORECASE,
)


def drop_person_names(
    placed_mentions: Sequence[PlacedMentions], people: Collection[str], names: NameTable, *, is_english: bool
) -> list[tuple[int, AmbiguousMention]]:
    """Return the mentions that are not parts of persons' names, each with its place.

    A name within the full name of one of `people` is never a country. Neither is one behind a known given name or a
    title, before a known family name, or with an age; these rules are for English. Where a part of a person's name
    stands alone it is the person, unless the story names the country in another way.
    """
    full_names = [name for name in people if " " in name]
    words = {word for name in full_names for word in _list_likely_names(name, names)}
    open_mentions: list[tuple[int, str, AmbiguousMention]] = []
    for place, text, mentions in placed_mentions:
        if not mentions:
            continue
        spans = [span for name in full_names for span in _find_spans(name, text)]
        for item in mentions:
            mention = item.mention
            is_name = mention.kind in _COUNTRY_KINDS or mention.text in words
            if (
                is_name
                and " " not in mention.text
                and any(start <= mention.start and mention.end <= end for start, end in spans)
            ):
                words.add(mention.text)
                continue
            if is_english and place >= 0 and mention.kind in _BARE_KINDS and _is_person(item, text, names.get_flags):
                words.add(mention.text)
                continue
            open_mentions.append((place, text, item))
    if not words:
        return [(place, item) for place, _, item in open_mentions]
    support = Counter(
        code
        for _, text, item in open_mentions
        for code in item.codes
        if item.mention.text not in words or _is_after_preposition(text, item)
    )
    return [
        (place, item)
        for place, text, item in open_mentions
        if item.mention.text not in words or any(support[code] for code in item.codes)
    ]


def _list_likely_names(name: str, names: NameTable) -> list[str]:
    """List the words of a person's name beside another that is, or may be, a known name: "Texas Cowboys" has none."""
    words = _NAME_JOINT.split(name)
    known_names = {word for word in words if _may_be_name(fold(word), names)}
    return [word for word in words if known_names - {word}]


def _may_be_name(token: str, names: NameTable) -> bool:
    """Return whether a folded token is a given or family name, or in another script, of which there is no table."""
    return not token.isascii() or not _NAME_FLAGS.isdisjoint(names.get_flags(token))


def _find_spans(name: str, text: str) -> list[tuple[int, int]]:
    """Return the offsets of every occurrence of `name` in `text`."""
    return [match.span() for match in re.finditer(re.escape(name), text)] if name in text else []


def _is_after_preposition(text: str, item: AmbiguousMention) -> bool:
    start = item.mention.start
    return bool(_PLACE_BEFORE.search(text[max(0, start - _REACH) : start]))


def _is_person(item: AmbiguousMention, text: str, get_flags: Callable[[str], str]) -> bool:
    """Return whether the words beside a mention make it a person's name."""
    start, end = item.mention.start, item.mention.end
    if " " in item.mention.text:
        return False
    if item.mention.text.isupper() or _AGE.match(text, end):
        return not item.mention.text.isupper()
    previous = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    word = previous[1] if previous else ""
    if word[:1].isupper():
        token = fold(word.rstrip("."))
        flags = get_flags(token)
        if token in _TITLES:
            return True
        is_given = "g" in flags and not {"p", "w"} & set(flags) and len(token) > _SHORT
        return is_given and item.mention.kind is not NameKind.PART and not word.endswith(".")
    following = _NEXT_NAME.match(text, end)
    if following is None or _is_after_preposition(text, item):
        return False
    flags = get_flags(fold(following[1]))
    return "f" in flags and not {"p", "w"} & set(flags)
