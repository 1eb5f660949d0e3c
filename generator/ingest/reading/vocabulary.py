"""The words of a page, weighed: words of menus and boxes, of running text, of dates and bylines.

In: the text of all units, joined. Out: for each unit how many words it has, and what their weights come to.
"""

import re
from collections.abc import Mapping
from itertools import repeat

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


# Chinese and Japanese are taken in pairs of characters.
_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|\n")
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
    """Words that say something: the row of each, and by row its weight (above 0: of the page) and its class."""

    rows: Mapping[str, int]
    weights: Floats
    classes: npt.NDArray[np.int64]


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
    return Vocabulary(
        {word: row for row, word in enumerate(words) if row},
        np.array([weights.get(word, 0.0) for word in words]),
        np.array([_CLASS_OF.get(word, 0) for word in words], dtype=np.int64),
    )


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case; Chinese and Japanese in pairs of characters."""
    return _TOKENS.findall(text.lower())


def sum_words(joined: str, vocabulary: Vocabulary, size: int) -> WordSums:
    """Return the sums of the `size` units whose texts are the lines of `joined`."""
    words = split_words(joined)
    numbers = np.fromiter(map(vocabulary.rows.get, words, repeat(0)), dtype=np.int64, count=len(words))
    classes = vocabulary.classes[numbers]
    is_end = classes == _LINE_END
    is_word = ~is_end
    rows = np.cumsum(is_end)[is_word]
    values, classes = vocabulary.weights[numbers][is_word], classes[is_word]
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
