"""Find the people that a story is tagged with in its text: in full, and later by a short form.

In: a text (HTML or plain) and the people's names as printed in the archive. Out: positions. No new people are
recognised here: only known names are searched, and an ambiguous short form is skipped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.authority.titles import is_address
from generator.model.authority import PersonId
from generator.model.value import Value
from generator.text.name_parts import PARTICLES, SUFFIXES

# Scripts from here on put no spaces between words, so a name may touch its neighbours.
_UNSPACED = "\u0e00"
_SHORTEST = 3
# Words that begin a sentence before a name, and are no given name.
_COMMON_WORDS = frozenset(
    """a an and as at after also although because before both but by for from had has he her his how however if in is it
    its later like meanwhile nor not now of on once only or our she since so still that the their then there these
    they this those though to today under until was we were what when where whether which while who why will with
    yesterday yet monday tuesday wednesday thursday friday saturday sunday""".split()
)


class PersonNames(Value, frozen=True):
    """The names of one person to search for: `full` ones, the longest first, `short` ones, and the `first` part."""

    id: PersonId
    full: tuple[str, ...]
    short: tuple[str, ...]
    first: str


def build_names(identifier: PersonId, forms: Iterable[str], weak: Iterable[str] = ()) -> PersonNames:
    """Build the search names of a person; `forms` are the spellings of the name, the story's own first.

    `weak` names may be another person's too: they are searched as short forms once the person was named in full.
    """
    full = tuple(dict.fromkeys(form for form in forms if form))
    short = dict.fromkeys([*(form for name in full for form in list_short_forms(name)), *weak])
    name_parts = full[0].split() if full else []
    return PersonNames(
        id=identifier,
        full=tuple(sorted(full, key=lambda form: -len(form))),
        short=tuple(form for form in short if form not in full),
        first=name_parts[0] if len(name_parts) > 1 and len(name_parts[0]) > 1 and name_parts[0][-1] != "." else "",
    )


def list_short_forms(name: str) -> Iterator[str]:
    """Yield the forms in which a name of several parts recurs: its last part, with and without a particle.

    >>> list(list_short_forms("Khalifa al-Haftar"))
    ['al-Haftar', 'Haftar']
    """
    parts = [part for part in name.split() if part.strip(".,").lower() not in SUFFIXES]
    if len(parts) < 2:
        return
    last = parts[-1].strip(",")
    if len(parts) > 2 and parts[-2].lower() in PARTICLES:
        yield f"{parts[-2]} {last}"
    particle, hyphen, rest = last.partition("-")
    if len(last) >= _SHORTEST:
        yield last
    if hyphen and particle.lower() in PARTICLES and len(rest) >= _SHORTEST:
        yield rest


def find_person_mentions(
    text: str, people: Sequence[PersonNames], mentioned_ids: frozenset[PersonId]
) -> Iterator[tuple[int, int, PersonId]]:
    """Yield the places in `text` that name one of `people`; they may overlap. `mentioned_ids` were named before.

    A short form that two people share names neither.
    """
    claims = Counter(form for person in people for form in person.short)
    for person in people:
        begin = 0 if person.id in mentioned_ids else len(text)
        for form in person.full:
            for start in _find_form(text, form, 0):
                begin = min(begin, start)
                yield start, start + len(form), person.id
        short = [form for form in person.short if claims[form] == 1]
        for form in short:
            for start in _find_form(text, form, begin):
                if _is_whole_name(text, start, start + len(form)):
                    yield start, start + len(form), person.id
        if begin < len(text) and person.first and _is_addressed(text, person.first, begin):
            for start in _find_form(text, person.first, begin):
                if _is_whole_name(text, start, start + len(person.first)):
                    yield start, start + len(person.first), person.id


def _find_form(text: str, form: str, begin: int) -> Iterator[int]:
    """Yield where `form` is in `text` as whole words."""
    start = text.find(form, begin)
    while start >= 0:
        end = start + len(form)
        before = text[start - 1] if start else " "
        after = text[end : end + 1]
        if not (_is_word_part(before) or before in "&#" or _is_word_part(after)):
            yield start
        start = text.find(form, end)


def _is_word_part(letter: str) -> bool:
    return letter.isalnum() and letter < _UNSPACED


def _is_whole_name(text: str, start: int, end: int) -> bool:
    """Return whether a short form is not part of another name: "Hillary Clinton", "Clinton Foundation"."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    if not start or text[start - 1] != " ":
        return True
    before = text[max(0, start - 24) : start - 1].rpartition(" ")[2].rpartition(">")[2]
    if not before[:1].isupper() or not (before[-1].isalnum() or before[-1] == "."):
        return True
    return is_address(before) or before.lower() in _COMMON_WORDS


def _is_addressed(text: str, first: str, begin: int) -> bool:
    """Return whether the text uses the first part of a name as an address: "Mr. Xi", "King Abdullah"."""
    for start in _find_form(text, first, begin):
        before = text[max(0, start - 24) : start].rpartition(">")[2]
        has_title = before[-1:] == " " and is_address(before[:-1].rpartition(" ")[2])
        if has_title and _is_whole_name(text, start, start + len(first)):
            return True
    return False
