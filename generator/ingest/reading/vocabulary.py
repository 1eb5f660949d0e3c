"""The words of a page, weighed: words of menus and boxes, of running text, of dates and bylines.

In: the text of all units, joined. Out: for each unit how many words it has, and what their weights come to.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import repeat

import msgspec
import numpy as np
import numpy.typing as npt

from generator.text.shingles import hash_spans

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


# Chinese and Japanese are taken in pairs of characters.
_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\n")
_WIDE_BLOCKS, _WIDE_LETTER = ((0x3040, 0x30FF), (0x3400, 0x9FFF)), 2
# What can be hashed: a word in letters of the basic plane. Longer texts would need too much memory.
_SPELLED = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\U00010000-\U0010ffff]+")
_BMP, _MOST_HASHED = 0x10000, 1 << 20
MONTH, BY, STAMP, ADDRESS, PICTURE = range(5)
CLASSES = 5
_WORDS = {
    MONTH: """january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember jänner mär okt dez enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr ago dic janvier
    février mars avril juin juillet août septembre octobre novembre décembre gennaio febbraio aprile maggio
    giugno luglio settembre ottobre novembre dicembre gen mag giu lug set ott janeiro fevereiro março maio junho
    julho setembro outubro novembro dezembro fev января февраля марта апреля мая июня июля августа сентября
    октября ноября декабря янв фев мар апр июн июл авг сен сент окт ноя дек stycznia lutego marca kwietnia maja
    czerwca lipca sierpnia września października listopada grudnia sty lut kwi maj cze lip sie wrz paź lis gru
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня ιανουαρίου
    φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου ιαν
    φεβ μαρ απρ ιουν ιουλ αυγ σεπ οκτ νοε δεκ ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim
    kasım aralık januari februari maart augustus mei desember januar يناير فبراير مارس أبريل مايو يونيو يوليو
    أغسطس سبتمبر أكتوبر نوفمبر ديسمبر monday tuesday wednesday thursday friday saturday sunday montag dienstag
    mittwoch donnerstag freitag samstag sonntag""",
    BY: "by von por par di door av af from text written autor author auteur reporter tekst автор текст 記者 记者 作者",
    STAMP: """ago hour hours minutes mins days day weeks week vor stunden tagen minuten назад часов минут updated
    published posted aktualisiert veröffentlicht publicado actualizado publié modifié обновлено опубликовано
    godz data""",
    ADDRESS: "http https www com org net html htm pl de ru",
    PICTURE: """ap afp epa efe reuters getty dpa ansa pa tass xinhua photo photograph photos file foto image picture
    bild credit quelle source фото zdjęcie copyright shutterstock istock""",
}
_LINE_END = -1
# A class is kept as its number and one more; 0 are all other words.
_CLASS_OF = {word: number + 1 for number, words in _WORDS.items() for word in words.split()} | {"\n": _LINE_END}
# The highest weight that a word can have, and some more.
_BEYOND = 4.0


class Vocabulary(msgspec.Struct, frozen=True):
    """Words that say something: the row of each, and by row its weight (above 0: of the page) and its class.

    `hashes` are those of words without Chinese or Japanese characters, sorted; `hashed_rows` has their rows.
    """

    rows: Mapping[str, int]
    weights: Floats
    classes: Integers
    hashes: npt.NDArray[np.uint64]
    hashed_rows: Integers


class WordSums(msgspec.Struct, frozen=True):
    """Of each unit: how many words it has, what their weights come to in several ways, how many are of each class.

    The last two have a column a unit.
    """

    words: Floats
    weights: Floats
    classes: Floats


def build_vocabulary(weights: Mapping[str, float]) -> Vocabulary:
    """Return the vocabulary of weighed words, and of those that stand in dates, bylines and addresses."""
    words = ["", *dict.fromkeys([*weights, *_CLASS_OF])]
    spelled = [row for row, word in enumerate(words) if _SPELLED.fullmatch(word)]
    hashed = _hash_words("\n".join(words[row] for row in spelled))
    hashes = hashed[0] if hashed else np.zeros(0, np.uint64)
    order = np.argsort(hashes)
    return Vocabulary(
        {word: row for row, word in enumerate(words) if row},
        np.array([weights.get(word, 0.0) for word in words]),
        np.array([_CLASS_OF.get(word, 0) for word in words], dtype=np.int64),
        hashes[order],
        np.array(spelled, dtype=np.int64)[order],
    )


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case; Chinese and Japanese in pairs of characters."""
    return _TOKENS.findall(text.lower())


def _number_words(joined: str, vocabulary: Vocabulary) -> tuple[Integers, Integers]:
    """Return for each word of `joined` its row in the vocabulary, 0 if it has none, and its line."""
    hashed = _hash_words(joined.lower()) if len(joined) <= _MOST_HASHED and len(vocabulary.hashes) else None
    if hashed:
        hashes, lines = hashed
        at = np.minimum(np.searchsorted(vocabulary.hashes, hashes), len(vocabulary.hashes) - 1)
        return np.where(vocabulary.hashes[at] == hashes, vocabulary.hashed_rows[at], 0), lines
    words = split_words(joined)
    numbers = np.fromiter(map(vocabulary.rows.get, words, repeat(0)), dtype=np.int64, count=len(words))
    is_end = vocabulary.classes[numbers] == _LINE_END
    return numbers[~is_end], np.cumsum(is_end)[~is_end]


def _hash_words(text: str) -> tuple[npt.NDArray[np.uint64], Integers] | None:
    """Return the hash of each word of `text`, in lower case, and its line; None if words are not runs of letters.

    Numpy does this for all words at once, in a third of the time in which they are looked up by themselves.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if codes.max(initial=0) >= _BMP:
        return None
    letters = _get_letters()[codes]
    if letters.max(initial=0) == _WIDE_LETTER:
        return None
    edges = np.flatnonzero(np.diff(letters, prepend=np.uint8(0), append=np.uint8(0)))
    starts = edges[::2]
    return hash_spans(codes, starts, edges[1::2]), np.cumsum(codes == ord("\n"))[starts]


@cache
def _get_letters() -> npt.NDArray[np.uint8]:
    """Return for each character of the basic plane whether it is a letter, and of a script taken in pairs."""
    letters = np.array([sign.isalnum() and not sign.isdecimal() for sign in map(chr, range(_BMP))], dtype=np.uint8)
    for first, last in _WIDE_BLOCKS:
        letters[first : last + 1] = _WIDE_LETTER
    return letters


def sum_words(joined: str, vocabulary: Vocabulary, size: int) -> WordSums:
    """Return the sums of the `size` units whose texts are the lines of `joined`."""
    numbers, rows = _number_words(joined, vocabulary)
    values, classes = vocabulary.weights[numbers], vocabulary.classes[numbers]
    special = np.bincount(classes * size + rows, minlength=(CLASSES + 1) * size).reshape(-1, size)[1:]
    count = np.bincount(rows, minlength=size).astype(np.float64)
    many = np.maximum(count, 1)
    total = np.bincount(rows, weights=values, minlength=size)
    page = np.bincount(rows, weights=np.maximum(values, 0), minlength=size)
    text = page - total
    unknown = np.bincount(rows[values == 0], minlength=size)
    highest, lowest = np.full(size, -_BEYOND), np.full(size, _BEYOND)
    np.maximum.at(highest, rows, values)
    np.minimum.at(lowest, rows, values)
    highest[count == 0] = lowest[count == 0] = 0
    columns = [
        total / many,
        page / many,
        text / many,
        np.sqrt(page),
        np.sqrt(text),
        unknown / many * 2,
        highest,
        lowest,
    ]
    return WordSums(count, np.array(columns), special.astype(np.float64))
