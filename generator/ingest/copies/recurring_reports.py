"""Tell reports that share a template from copies of one story: the weather of two days, the rates of two towns.

In: headlines, days and texts of two stories that are nearly alike. Out: whether only the facts in a template differ. A
copy has the facts of its story, whatever else an editor changed.
"""

import re
from collections.abc import Iterator, Sequence

from generator.ingest.outline import Outline
from generator.text.normalise import fold

# Numbers, characters of Chinese and Japanese, words.
_WORD = re.compile(r"\d[\d.,:]*\d|\d+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+")
# What headlines of daily reports say, folded.
_DAILY = re.compile(
    r"\b(?:weather|forecasts?|today|todays|daily|(?:of|for) the day|tides?|prayer times?|(?:exchange )?rates?"
    r"|court lists?|results|scores|lottery|draw|traffic|roadworks|horoscopes?|pollen|air quality|timetable|agenda"
    r"|calendar|closing prices|markets?|figures|numbers|in brief|wetter|vorhersage|heute|des tages|gezeiten"
    r"|(?:wechsel)?kurse?|lotto|ergebnisse|verkehr|baustellen|termine|horoskop|zahlen|meteo|du jour|marees|cours"
    r"|resultats|tirage|trafic|horaires|horoscope|chiffres|tiempo|del dia|mareas|cambio|resultados|sorteo|trafico"
    r"|horoscopo|cifras|tempo|do dia|cotacao|mares|sorteio|transito|numeros|del giorno|maree|cambi|risultati"
    r"|estrazione|traffico|oroscopo|numeri|het weer|vandaag|van de dag|koersen|uitslagen|vadret|dagens"
    r"|valutakurser|resultat|vejret|vaeret|pogoda|kursy?|dnia|wyniki|losowanie|liczby|pocasi|dne|vysledky|погода"
    r"|курсы?|дня|результаты|итоги|розыгрыша?|прогноз|цифры|намаза?|пробки|hava durumu|gunun|doviz|namaz"
    r"|sonuclari|cuaca|hari ini|kurs|jadwal)\b"
    r"|天气|天氣|今日|每日|汇率|匯率|开奖|潮汐|天気|為替|結果|날씨|오늘|환율|الطقس|اسعار|أسعار|مواقيت|نتائج|اليوم"
    r"|מזג האוויר|היום"
)
# Words for small numbers, folded, in the order of their values.
_NUMBER_WORDS = tuple(
    frozenset(words.split())
    for words in (
        "no none keine aucun zero null",
        "一 one ein eine einen einem einer un une uno una um uma один одна одно jeden jedna",
        "二 两 兩 two zwei deux dos due dois duas два две twee tva to dwa dwie iki",
        "三 three drei trois tres tre три drie tri trzy uc",
        "四 four vier quatre cuatro quattro quatro четыре fyra fire cztery dort",
        "五 five funf cinq cinco cinque пять vijf fem piec bes",
        "六 six sechs seis sei шесть zes sex szesc alti",
        "七 seven sieben sept siete sette sete семь zeven sju siedem yedi",
        "八 eight acht huit ocho otto oito восемь atta otte osiem sekiz",
        "九 nine neun neuf nueve nove девять negen nio ni dziewiec dokuz",
        "十 ten zehn dix diez dieci dez десять tien tio ti dziesiec",
        "eleven elf onze once undici одиннадцать elva elleve jedenascie",
        "twelve zwolf douze doce dodici doze двенадцать twaalf tolv dwanascie",
        "thirteen dreizehn treize trece tredici тринадцать dertien",
        "fourteen vierzehn quatorze catorce quattordici четырнадцать veertien",
        "fifteen funfzehn quinze quince quindici пятнадцать vijftien",
        "sixteen sechzehn seize dieciseis шестнадцать zestien",
        "seventeen siebzehn diecisiete семнадцать zeventien",
        "eighteen achtzehn dieciocho восемнадцать achttien",
        "nineteen neunzehn diecinueve девятнадцать negentien",
        "twenty zwanzig vingt veinte venti vinte двадцать twintig",
        "thirty dreissig trente treinta trenta trinta тридцать dertig",
        "forty vierzig quarante cuarenta сорок",
        "fifty funfzig cinquante cincuenta пятьдесят",
        "sixty sechzig soixante sesenta шестьдесят",
        "hundred hundert cent cien cento cem сто honderd",
    )
)
_VALUES = {word: str(value) for value, words in enumerate(_NUMBER_WORDS) for word in words}
# A longer run of other words is another passage, not a fact; other facts than this are those of another report.
_LONGEST_RUN, _FEWEST_FACTS, _LONG_WORD, _LONGEST_NAME = 8, 2, 6, 5
# Reports of one template have nearly the same length.
_LENGTH_RATIO = 0.85
# Names so alike, in per cent, are spellings of one name.
_SPELLING = 60


def is_other_report(a: Outline, b: Outline, text: str, other_text: str) -> bool:
    """Return whether two nearly equal texts are reports with other facts: of two days, or of two places."""
    if min(len(text), len(other_text)) < _LENGTH_RATIO * max(len(text), len(other_text)):
        return False
    places = _find_places(a.title, b.title)
    if places and _is_only_in(*places, text, other_text) and _is_only_in(*places[::-1], other_text, text):
        return True
    is_daily = bool(_DAILY.search(fold(a.title)) or _DAILY.search(a.title.lower()))
    is_of_other_day = a.day and b.day and a.day != b.day and _strip_figures(a.title) == _strip_figures(b.title)
    if not (is_of_other_day or (places and is_daily)):
        return False
    runs = _list_differences(text, other_text)
    facts = {pair for run, other_run in runs for pair in _list_facts(run, other_run, any_word=is_daily)}
    return len(facts) >= (1 if is_daily else _FEWEST_FACTS)


def _find_places(title: str, other_title: str) -> tuple[str, str] | None:
    """Return the names in which two headlines differ, None if they are equal or differ in more."""
    if title.isupper() and other_title.isupper():  # names are not told from words
        return None
    words, other_words = _WORD.findall(title), _WORD.findall(other_title)
    first, last = _count_common(words, other_words), _count_common(words[::-1], other_words[::-1])
    names = words[first : len(words) - last], other_words[first : len(other_words) - last]
    if not (first or last) or not all(1 <= len(name) <= _LONGEST_NAME for name in names):
        return None
    name, other_name = (_join_words(name) for name in names)
    if name[0].islower() or other_name[0].islower() or name[0].isdigit() or _is_spelling(name, other_name):
        return None
    return name, other_name


def _count_common(words: Sequence[str], other_words: Sequence[str]) -> int:
    pairs = zip(words, other_words, strict=False)
    return next(
        (n for n, (word, other_word) in enumerate(pairs) if word != other_word), min(len(words), len(other_words))
    )


def _join_words(words: Sequence[str]) -> str:
    return ("" if words[0] >= "\u3040" else " ").join(words)


def _is_only_in(name: str, other_name: str, text: str, other_text: str) -> bool:
    """Return whether `text` has the name of its own headline, and the other text has not."""
    return name in text and name not in other_text and other_name not in text


def _list_differences(text: str, other_text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the short runs of words that stand in one text where the other has others."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  (only few runs have such pairs)

    words, other_words = _WORD.findall(text), _WORD.findall(other_text)
    for code in Levenshtein.opcodes(words, other_words):
        run, other_run = words[code.src_start : code.src_end], other_words[code.dest_start : code.dest_end]
        if code.tag == "replace" and max(len(run), len(other_run)) <= _LONGEST_RUN:
            yield run, other_run


def _list_facts(run: Sequence[str], other_run: Sequence[str], *, any_word: bool) -> Iterator[tuple[str, str]]:
    """Yield the facts of a run that differ from those of the other: numbers; names and long words if `any_word`."""
    for word, other_word in zip(run, other_run, strict=False):
        value, other_value = _read_number(word), _read_number(other_word)
        if value and other_value:
            if value != other_value:
                yield value, other_value
        elif (
            any_word and not (value or other_value or _is_spelling(word, other_word)) and _are_telling(word, other_word)
        ):
            yield word, other_word


def _are_telling(word: str, other_word: str) -> bool:
    """Return whether two words are names, or long enough for what a report is about."""
    return (word[:1].isupper() and other_word[:1].isupper()) or min(len(word), len(other_word)) >= _LONG_WORD


def _read_number(word: str) -> str:
    """Return the value of a number in digits or words, empty if the word is none."""
    return re.sub(r"[.,:]", "", word) if word[0].isdigit() else _VALUES.get(fold(word), "")


def _is_spelling(name: str, other_name: str) -> bool:
    """Return whether two names may be spellings of one."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(fold(name), fold(other_name)) >= _SPELLING


def _strip_figures(title: str) -> str:
    """Return the words of a headline without its numbers."""
    return " ".join(word for word in map(fold, _WORD.findall(title)) if not word[0].isdigit())
