"""List the names that a run of capitalised words may hold, each with the evidence of its words.

In: the words of a run. Out: spans of two or more words with their evidence: what the first, the inner, the last word
are, what stands before and after them in the run, how many there are, what joins them.
"""

from collections.abc import Container, Iterator, Sequence

import msgspec

from generator.ingest.tag.name_words import NameWord

_FEWEST_WORDS, _MOST_WORDS, _MOST_SYLLABLES = 2, 6, 3
_LENGTHS = ("", "", "two words", "three words", "four words", "five words", "six words")
_INITIAL, _DAY = "initial", "day or month"
_THING_GROUPS = frozenset(("thing", "thing, name", "title", "day or month", "number"))
# A nickname in quotes or brackets is inside a name.
_NICKNAME_SIGNS = frozenset("(\"“„‘'")
_NAME_GROUPS = frozenset(
    ("initial", "frequent given", "frequent family", "given", "given or family", "family", "listed", "title, name")
)
_CONJUNCTIONS = frozenset("y e i und".split())
_DESCENT = frozenset("bin ben ibn bint abu".split())
_ARTICLES = frozenset("der den la le las los".split())
_BEFORE_ARTICLES = frozenset("von van de op in aan vom ter".split())


class NameSpan(msgspec.Struct, frozen=True, gc=False):
    """Words `first` to `last` (inclusive) of a run, as a possible name, with their evidence."""

    first: int
    last: int
    evidence: tuple[str, ...]


def list_spans(words: Sequence[NameWord], houses: Container[str]) -> Iterator[NameSpan]:
    """Yield every possible name in a run; `houses` are firms, brands and the like with names like persons'."""
    for first, word in enumerate(words):
        if word.is_particle or word.text[0] in _NICKNAME_SIGNS or word.group == _DAY:
            continue
        count = 0
        for last in range(first, len(words)):
            if words[last].is_particle:
                continue
            if words[last].group == _DAY:
                break
            count += 1
            if count > _MOST_WORDS:
                break
            if count >= _FEWEST_WORDS and words[last].text[0] not in _NICKNAME_SIGNS:
                yield NameSpan(first, last, tuple(_list_evidence(words, range(first, last + 1), count, houses)))
            if words[last].is_possessive:
                break


def _list_evidence(words: Sequence[NameWord], span: range, count: int, houses: Container[str]) -> list[str]:
    """List the evidence of the words in `span`, `count` of them without particles."""
    head, tail = words[span[0]], words[span[-1]]
    names = [words[n] for n in span if not words[n].is_particle]
    is_eastern = head.is_eastern_family and count <= _MOST_SYLLABLES
    if is_eastern and all(word.is_syllable and word.group not in _THING_GROUPS for word in names[1:]):
        evidence = [*head.first, f"eastern name, {_LENGTHS[count]}"]  # its syllables are words of other languages
        evidence += ["eastern name with a hyphen"] * ("-" in tail.text)
    else:
        evidence = [*head.first, *tail.last, f"{head.group} + {tail.group}", _LENGTHS[count]]
        for n in span[1:-1]:
            evidence += words[n].inner if not words[n].is_particle else [_describe_particle(words, n)]
    evidence += _list_neighbours(words, span[0], span[-1])
    evidence += _list_shapes(names, is_behind=span[0] > 0 and words[span[0] - 1].group != "title")
    if " ".join(word.plain for word in names) in houses:
        evidence.append("house")
    return list(dict.fromkeys(evidence))


def _describe_particle(words: Sequence[NameWord], n: int) -> str:
    """Return the evidence of the particle that is the n-th word."""
    if words[n].text in _CONJUNCTIONS:
        return "conjunction inside"
    if words[n].text in _DESCENT:
        return "son of inside"
    is_article = words[n].text in _ARTICLES and words[n - 1].text not in _BEFORE_ARTICLES
    return "article inside" if is_article else "particle inside"


def _list_shapes(names: Sequence[NameWord], *, is_behind: bool) -> Iterator[str]:
    """Yield the evidence of how the words of a name go together; `is_behind` if a word that is no title is before."""
    head, tail, is_long = names[0], names[-1], len(names) > _FEWEST_WORDS
    if tail.is_possessive:
        yield "possessive"
    if head.is_in_capitals and tail.is_in_capitals:
        yield "all in capitals"
    if head.is_ruler and (tail.is_number or len(names) == _FEWEST_WORDS):
        yield "ruler and number" if tail.is_number else "ruler with one name"
    if head.group == _INITIAL:
        yield "initial behind a name" if is_behind else "begins with an initial"
    if all(word.group in _NAME_GROUPS and not (is_long and word.is_place) for word in names):
        yield f"all names, {_LENGTHS[len(names)]}"
    if any(word.is_eastern_family for word in names[1:-1]) and "-" in tail.text and tail.is_syllable:
        yield "eastern name after a given name"
    if head.plain == tail.plain:
        yield "a word twice"


def _list_neighbours(words: Sequence[NameWord], first: int, last: int) -> Iterator[str]:
    """Yield the evidence of the words of the run before and after a span."""
    if first:
        before = words[first - 1]
        if not before.is_particle:
            yield from before.before
        else:
            yield "before: particle" if before.text not in _CONJUNCTIONS else "before: conjunction"
            yield from (f"{item}, particle" for item in words[first - 2].before[:1])
        if before.is_possessive:
            yield "before: possessive"
    if last + 1 < len(words) and not words[last].is_possessive:  # a name ends at its possessive
        after = words[last + 1]
        if after.text[0] == "(":
            yield "party or place in brackets"
            yield "ends the run"
        elif not after.is_particle:
            yield from after.after
        else:
            yield "after: particle" if after.text not in _CONJUNCTIONS else "after: conjunction"
            yield from (f"{item}, particle" for item in words[last + 2].after[:1] if last + 2 < len(words))
