"""What is measured on each unit of a page before anything is decided: a table with a row a unit and a column a feature.

In: units and a vocabulary. Out: the table, and beside it what later steps read again. Every column is a count, a share
or a logarithm of what any dump has; nothing here names a publisher. Marks that other kinds of pages have (the tags of
HTML) would be a family more. Rows are rounded to steps of 1/64: so the sums of the network are exact, and the same on
every machine.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from generator.ingest.reading import boilerplate
from generator.ingest.reading.characters import DIGIT, KINDS, LETTER, LOWER, MARK, UPPER, WIDE, get_kinds
from generator.ingest.reading.mark_features import measure_marks
from generator.ingest.reading.units import Unit
from generator.ingest.reading.vocabulary import BY, MONTH, PICTURE, Vocabulary, WordSums, sum_words

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


# The families of the columns in order, with how many columns each has.
FAMILIES = (
    ("its length", 3),
    ("its letters and its end", 19),
    ("its signs", 15),
    ("dates, names and addresses in it", 14),
    ("its shape", 4),
    ("blank lines and indents", 4),
    ("repetition", 4),
    ("phrases that pages print", 5),
    ("its words", 8),
    ("the running text around it", 7),
    ("its place", 3),
    ("the page as a whole", 6),
    ("its share of the text", 1),
)
STEP = 64
_LIMIT = 8.0
# Signs that are counted together.
_SIGNS = (",、，", ":：", "|»›>•", "/", "©", "?!？！", '"“”„«「', "[]", "()", "@", "#*", "={}_", "–—-", "…")
_BMP = 0x10000
# The kinds of characters whose share counts, those of first characters and of last ones, and signs at an end.
_SHARED_KINDS = [UPPER, LOWER, DIGIT, MARK, WIDE, LETTER]
_FIRST_KINDS = np.array([[UPPER], [LOWER], [DIGIT], [MARK], [WIDE]])
_LAST_KINDS = np.array([[LOWER], [DIGIT], [MARK]])
_LAST_SIGNS = np.array([[ord(":")], [ord("?")]])
# Figures with the signs that join them in dates and clocks.
_FIGURES = re.compile(r"\d[\d.:/年月-]*")
# Those that may be a date without the signs for years and months.
_LONG_FIGURES = re.compile(r"\d[\d.:/-]{3,}")
# A year, a clock or a date has so many characters.
_FEWEST_FIGURES = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_DATE = re.compile(r"\d{1,4}(?:[./-]\d{1,2}[./-]\d{1,4}|年.*|月.*)")
_CREDIT = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|EPA|EFE|Reuters|REUTERS|Getty|dpa|DPA|ANSA|PA|TASS|Xinhua|Photo|photo|File|file"
    r"|Foto)\b[^()]{0,60}\)\s*$"
    r"|(?:Photo|Photograph|Image|Picture|Foto|Bild|Credit|Quelle|Source|Фото|Zdjęcie|Copyright)s?\s?(?::|by\b|of\b)"
    r"|\b(?:REUTERS|AFP|AP|Getty Images|dpa|Shutterstock|iStock)\s*$|/(?:AP|AFP|Reuters|REUTERS|Getty)\b"
    r"|\b(?:AP|AFP|EPA|EFE|Reuters|REUTERS|Getty|dpa|DPA|ANSA|TASS|Xinhua)\s?/\s?[^\W\d_]"
)
_CREDIT_REACH = 170
# A line with a date in it has no more words, if the date is what it is about.
_DATED_WORDS = 12
# Phrases that pages print, by family; the last are all others.
_RULE_FAMILIES = (
    ("comment box", "newsletter box", "cookie notice", "rights notice"),
    ("related stories",),
    ("print edition", "sign-off"),
    ("advertisement", "biography"),
    (),
)
_FAMILY = {rule: n for n, rules in enumerate(_RULE_FAMILIES) for rule in rules}
# Shorter lines are told by their words alone.
RULED_LENGTH = 25
# A headline that is printed again stands so near.
_REPEAT_REACH = 14
# A line that the first line of a page repeats has so many characters.
_ECHO = 12
_REACHES = (8, 25)


class Measures(msgspec.Struct, frozen=True):
    """A page in figures: `table` is what the network reads; the rest is kept for later steps, a value a unit."""

    table: Floats
    words: Floats
    prose: Floats
    odds: Floats
    date: Floats
    by: Floats
    credit: Floats
    pictures: Floats
    rules: list[str | None]
    repeats: Floats
    near: Floats
    follows: Floats
    with_first: Floats
    blanks: Floats
    capitals: Floats


class _Counts(msgspec.Struct, frozen=True):
    """What was counted on a page at once: the codes of its characters, where units begin and end, and sums a unit.

    `characters` has a row a kind and a column a unit.
    """

    codes: npt.NDArray[np.uint32]
    kinds: Integers
    rows: Integers
    starts: Integers
    stops: Integers
    characters: Floats
    length: Floats
    letters: Floats
    sums: WordSums


class _Repeats(msgspec.Struct, frozen=True):
    """How often each unit is printed, whether again nearby, whether in the first line, and right above or below."""

    times: Floats
    near: Floats
    with_first: Floats
    follows: Floats


def measure_units(units: Sequence[Unit], vocabulary: Vocabulary, names: Mapping[str, float] | None = None) -> Measures:
    """Return the measures of all units of a page; if it is marked up, `names` weigh the names of its elements."""
    joined = "\n".join([unit.text.replace("\n", " ") for unit in units]) or " "
    counts = _count(joined, vocabulary, len(units))
    words = counts.sums.words
    blanks = np.array([unit.blanks for unit in units], dtype=np.float64)
    terminal = np.array([unit.terminal for unit in units], dtype=np.float64)
    figures = _count_figures(joined, counts.starts, len(units))
    month = (counts.sums.classes[MONTH] > 0) & (counts.characters[DIGIT] > 0)
    date = (month | (figures[2] > 0)).astype(np.float64)
    credit = _find_credits(units, counts.sums.classes[PICTURE])
    prose = _find_prose(counts, terminal)
    repeats = _find_repeats(units)
    rules = [boilerplate.find_rule(unit.text) if len(unit.text) >= RULED_LENGTH else None for unit in units]
    usual = float(np.median(blanks[prose > 0])) if prose.any() else 1.0
    mass = prose * words
    capitals = (counts.characters[UPPER] > 0.8 * counts.letters).astype(np.float64)
    columns = [
        *_measure_length(counts),
        *_measure_letters(counts, capitals, terminal),
        *_measure_signs(counts),
        *_measure_mentions(counts, figures, credit, date),
        prose,
        *_measure_shape(units),
        *_measure_space(units, blanks, usual),
        np.log1p(repeats.times - 1),
        repeats.near,
        repeats.with_first,
        repeats.follows,
        *_measure_rules(rules),
        *counts.sums.weights,
        *_measure_surroundings(mass),
        *_measure_place(len(units)),
        *_measure_page(counts, mass, prose, usual),
        mass / max(1.0, mass.max()),
    ]
    if names is not None:
        columns += [*measure_marks(units, words, prose, names).T]
    table = np.maximum(np.minimum(np.array(columns), _LIMIT), -_LIMIT)
    return Measures(
        table=(np.rint(table * STEP) / STEP).T,
        words=words,
        prose=prose,
        odds=counts.sums.weights[0],
        date=date * (words <= _DATED_WORDS),
        by=counts.sums.classes[BY],
        credit=credit,
        pictures=counts.sums.classes[PICTURE],
        rules=rules,
        repeats=repeats.times,
        near=repeats.near,
        follows=repeats.follows,
        with_first=repeats.with_first,
        blanks=np.clip(blanks - usual, -3, 9),
        capitals=capitals,
    )


def _count(joined: str, vocabulary: Vocabulary, size: int) -> _Counts:
    """Return what is counted on a page at once, for units whose texts are the lines of `joined`."""
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = get_kinds(codes)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate(([0], ends + 1))
    stops = np.concatenate((ends, [len(codes)]))
    rows = np.repeat(np.arange(size), np.diff(np.concatenate((starts, [len(codes)]))))
    characters = np.bincount(kinds * size + rows, minlength=KINDS * size).reshape(KINDS, size).astype(np.float64)
    return _Counts(
        codes=codes,
        kinds=kinds,
        rows=rows,
        starts=starts,
        stops=stops,
        characters=characters,
        length=np.maximum(stops - starts, 1).astype(np.float64),
        letters=np.maximum(characters[[UPPER, LOWER, LETTER, WIDE]].sum(axis=0), 1),
        sums=sum_words(joined, vocabulary, size),
    )


def _find_prose(counts: _Counts, terminal: Floats) -> Floats:
    """Return which units read like running text rather than like a label."""
    is_unspaced = counts.characters[WIDE] > 0.3 * counts.letters
    unspaced = (counts.length >= 25) & ((terminal > 0) | (counts.length >= 60))
    spaced = counts.sums.words >= np.where(terminal > 0, 9, 22)
    return np.where(is_unspaced, unspaced, spaced).astype(np.float64)


def _measure_length(counts: _Counts) -> list[Floats]:
    words = counts.sums.words
    return [np.log1p(words), np.log1p(counts.length) / 2, np.minimum(counts.length / np.maximum(words, 1), 16) / 4]


def _measure_letters(counts: _Counts, capitals: Floats, terminal: Floats) -> list[Floats]:
    most = max(len(counts.codes) - 1, 0)
    first = counts.kinds[np.minimum(counts.starts, most)]
    last = counts.kinds[np.clip(counts.stops - 1, 0, most)]
    end = counts.codes[np.clip(counts.stops - 1, 0, most)]
    return [
        *(counts.characters[_SHARED_KINDS] / counts.length * 2),
        counts.characters[UPPER] / np.maximum(counts.sums.words, 1),
        capitals,
        *(first == _FIRST_KINDS),
        *(last == _LAST_KINDS),
        *(end == _LAST_SIGNS),
        terminal,
    ]


def _measure_signs(counts: _Counts) -> list[Floats]:
    size, groups = len(counts.starts), len(_SIGNS) + 1
    group = _sign_table()[np.minimum(counts.codes, _BMP - 1)]
    signs = np.bincount(group * size + counts.rows, minlength=groups * size).reshape(groups, size)
    commas = signs[0] / np.maximum(counts.sums.words, 1) * 4
    return [*np.minimum(np.log1p(signs[:-1]), 3), commas]


@cache
def _sign_table() -> Integers:
    """The group of each sign by its code; the last group are all other characters."""
    groups = np.full(_BMP, len(_SIGNS), dtype=np.int64)
    for group, signs in enumerate(_SIGNS):
        for sign in signs:
            groups[ord(sign)] = group
    return groups


def _measure_mentions(counts: _Counts, figures: Floats, credit: Floats, date: Floats) -> list[Floats]:
    is_short = counts.sums.words <= _DATED_WORDS
    return [
        *np.minimum(np.log1p(figures), 2),
        *np.minimum(np.log1p(counts.sums.classes), 2),
        np.minimum(np.log1p(_count_sentences(counts)), 3),
        credit,
        date,
        date * is_short,
        (figures[1] > 0) * is_short,
        (figures[0] > 0) * is_short,
    ]


def _measure_shape(units: Sequence[Unit]) -> list[Floats]:
    shape = np.array([(unit.bullet, unit.separator, unit.last - unit.first) for unit in units], dtype=np.float64).T
    return [shape[0], shape[1], np.log1p(shape[2]) / 2]


def _measure_space(units: Sequence[Unit], blanks: Floats, usual: float) -> list[Floats]:
    below = np.concatenate((blanks[1:], [5.0]))
    return [
        np.minimum(blanks, 6) / 3,
        np.clip(blanks - usual, -3, 6) / 3,
        np.clip(below - usual, -3, 6) / 3,
        np.array([min(unit.indent, 24) for unit in units], dtype=np.float64) / 12,
    ]


def _measure_surroundings(mass: Floats) -> list[Floats]:
    """Return how much running text stands above each unit and below, in the page and nearby."""
    size = len(mass)
    total = max(1.0, mass.sum())
    above = np.concatenate(([0.0], np.cumsum(mass)))
    at = np.arange(size)
    columns = [above[:-1] / total * 2, np.log1p(above[:-1]) / 4, np.log1p(total - above[1:]) / 4]
    for reach in _REACHES:
        columns.append(np.log1p(above[at] - above[np.maximum(at - reach, 0)]) / 3)
        columns.append(np.log1p(above[np.minimum(at + 1 + reach, size)] - above[at + 1]) / 3)
    return columns


def _measure_place(size: int) -> list[Floats]:
    at = np.arange(size)
    return [at / size * 2, np.log1p(at) / 3, np.log1p(at[::-1]) / 3]


def _measure_page(counts: _Counts, mass: Floats, prose: Floats, usual: float) -> list[Floats]:
    size = len(mass)
    unspaced = counts.characters[[WIDE, LETTER]].sum() / counts.letters.sum()
    values = (
        np.log1p(size) / 3,
        np.log1p(max(1.0, mass.sum())) / 3,
        prose.mean() * 2,
        min(usual, 6) / 3,
        counts.sums.words.mean() / 16,
        unspaced,
    )
    return [np.full(size, float(value)) for value in values]


def _measure_rules(rules: Sequence[str | None]) -> Floats:
    """Return for each family of phrases that pages print which units begin with one; `rules` are those they match."""
    table = np.zeros((len(_RULE_FAMILIES), len(rules)))
    for n, rule in enumerate(rules):
        if rule:
            table[_FAMILY.get(rule, len(_RULE_FAMILIES) - 1), n] = 1
    return table


def _count_figures(joined: str, starts: Integers, size: int) -> Floats:
    """Return how many years, clocks and dates in figures each unit has, a row each."""
    table = np.zeros((3, size))
    places, columns = [], []
    has_signs = "年" in joined or "月" in joined
    for match in (_FIGURES if has_signs else _LONG_FIGURES).finditer(joined):
        text = match[0].rstrip(".:/-")
        if len(text) < _FEWEST_FIGURES and text[-1] not in "年月":
            continue
        for column, pattern in enumerate((_YEAR, _CLOCK, _DATE)):
            if pattern.fullmatch(text):
                places.append(match.start())
                columns.append(column)
    if places:
        np.add.at(table, (np.array(columns), np.searchsorted(starts, places, side="right") - 1), 1)
    return table


def _find_credits(units: Sequence[Unit], hints: Floats) -> Floats:
    """Return for each unit whether it prints whose picture is shown; `hints` are its words about pictures."""
    credit = np.zeros(len(units))
    for n in np.flatnonzero(hints).tolist():
        if _CREDIT.search(units[n].text, max(0, len(units[n].text) - _CREDIT_REACH)):
            credit[n] = 1
    return credit


def _count_sentences(counts: _Counts) -> Floats:
    """Return how many sentences end inside each unit: at a full stop with a space and no small letter behind it."""
    codes = counts.codes
    inside = codes == ord("。")
    if len(codes) > 2:
        stops = (codes[:-2] == ord(".")) | (codes[:-2] == ord("!")) | (codes[:-2] == ord("?"))
        inside[:-2] |= stops & (codes[1:-1] == ord(" ")) & (counts.kinds[2:] != LOWER)
    return np.bincount(counts.rows[inside], minlength=len(counts.starts)).astype(np.float64)


def _find_repeats(units: Sequence[Unit]) -> _Repeats:
    """Return which units are printed more than once, and where."""
    size = len(units)
    places: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        places.setdefault(unit.key, []).append(n)
    times, near, with_first, follows = np.ones(size), np.zeros(size), np.zeros(size), np.zeros(size)
    for rows in places.values():
        if len(rows) == 1:
            continue
        times[rows] = len(rows)
        for before, after in pairwise(rows):
            if after - before <= _REPEAT_REACH:
                near[before], near[after] = 1, -1
            if after - before == 1:
                follows[[before, after]] = 1
    title = units[0].key
    for n, unit in enumerate(units):
        if n and _ECHO <= len(unit.key) <= len(title) and unit.key in title:
            with_first[n] = 1
    return _Repeats(times, near, with_first, follows)
