"""Write generator/text/date_words.py: names of months and weekdays, words for past times, orders of numeric dates.

For development only. Source: Unicode CLDR as the library Babel ships it (Unicode Licence V3), and the names below
that the
press prints and CLDR does not have.

    pip install babel
    python tests/quality/make_date_words.py
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import babel
from babel import Locale

sys.path.insert(0, str(Path(__file__).parents[2]))
from generator.text.normalise import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUT = Path(__file__).parents[2] / "generator/text/date_words.py"
LANGUAGES = (
    "af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fo fr ga gl gu ha he hi hr hu hy id ig is it "
    "ja ka kk km"
    " kn ko ky lb lo lt lv mk ml mn mr ms mt my ne nl no or pa pl ps pt rm ro ru rw si sk sl so sq sr sr_Latn sv sw "
    "ta te tg th"
    " tk tr uk ur uz uz_Cyrl vi xh yo zh zh_Hant zu"
).split()
# CLDR's script of its sources: months in the case in which dates print them, in the press's own short forms.
FURTHER = {
    "ar": "كانون الثاني=1 جانفي=1 شباط=2 فيفري=2 آذار=3 نيسان=4 أفريل=4 أيار=5 حزيران=6 جوان=6 تموز=7 جويلية=7 آب=8 "
    "أوت=8"
    " غشت=8 أيلول=9 شتنبر=9 تشرين الأول=10 تشرين الثاني=11 نونبر=11 كانون الأول=12 دجنبر=12 ماي=5 يوليوز=7 تشرين أول=10"
    " تشرين ثاني=11 كانون ثاني=1 كانون أول=12 يونية=6 يولية=7 ابريل=4",
    "bs": "januara=1 februara=2 aprila=4 maja=5 juna=6 jula=7 augusta=8 septembra=9 oktobra=10 novembra=11 decembra=12",
    "de": "jänner=1 feber=2 sept=9 maerz=3 mrz=3",
    "en": "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12",
    "es": "setiembre=9 set=9 sept=9",
    "et": "jaanuaril=1 veebruaril=2 märtsil=3 aprillil=4 mail=5 juunil=6 juulil=7 augustil=8 septembril=9 oktoobril=10"
    " novembril=11 detsembril=12",
    "eu": "urtarrilaren=1 otsailaren=2 martxoaren=3 apirilaren=4 maiatzaren=5 ekainaren=6 uztailaren=7 abuztuaren=8"
    " irailaren=9 urriaren=10 azaroaren=11 abenduaren=12",
    "fa": "فوریهٔ=2 مهٔ=5",
    "fi": "tammikuun=1 helmikuun=2 maaliskuun=3 huhtikuun=4 toukokuun=5 kesäkuun=6 heinäkuun=7 elokuun=8 syyskuun=9"
    " lokakuun=10 marraskuun=11 joulukuun=12",
    "he": "בינואר=1 בפברואר=2 במרץ=3 במרס=3 באפריל=4 במאי=5 ביוני=6 ביולי=7 באוגוסט=8 בספטמבר=9 באוקטובר=10 בנובמבר=11"
    " בדצמבר=12 מרס=3",
    "hi": "फरवरी=2 मार्च=3 जून=6 जुलाई=7 सितंबर=9 सितम्बर=9 अक्टूबर=10 नवंबर=11 नवम्बर=11 दिसंबर=12 दिसम्बर=12",
    "id": "agt=8 agu=8 agus=8 nop=11 nopember=11 pebruari=2",
    "ka": "იანვარს=1 თებერვალს=2 მარტს=3 აპრილს=4 მაისს=5 ივნისს=6 ივლისს=7 აგვისტოს=8 სექტემბერს=9 ოქტომბერს=10"
    " ნოემბერს=11 დეკემბერს=12",
    "lv": "janvārī=1 februārī=2 martā=3 aprīlī=4 maijā=5 jūnijā=6 jūlijā=7 augustā=8 septembrī=9 oktobrī=10 novembrī=11"
    " decembrī=12",
    "pt": "jan=1 fev=2 abr=4 mai=5 ago=8 set=9 out=10 dez=12",
    "ru": "янв=1 фев=2 мар=3 апр=4 июн=6 июл=7 авг=8 сен=9 окт=10 ноя=11 дек=12",
    "sl": "januarja=1 februarja=2 marca=3 aprila=4 maja=5 junija=6 julija=7 avgusta=8 septembra=9 oktobra=10 "
    "novembra=11"
    " decembra=12",
    "sr": "јануара=1 фебруара=2 априла=4 маја=5 јуна=6 јула=7 августа=8 септембра=9 октобра=10 новембра=11 децембра=12",
    "sr_Latn": "januara=1 februara=2 aprila=4 maja=5 juna=6 jula=7 avgusta=8 septembra=9 oktobra=10 novembra=11 "
    "decembra=12",
    "th": "มค=1 กพ=2 มีค=3 เมย=4 พค=5 มิย=6 กค=7 สค=8 กย=9 ตค=10 พย=11 ธค=12",
    "tr": "oca=1 şub=2 nis=4 haz=6 tem=7 ağu=8 eyl=9 eki=10 kas=11 ara=12",
    "uk": "січ=1 лют=2 бер=3 кві=4 тра=5 чер=6 лип=7 сер=8 вер=9 жов=10 лис=11 гру=12",
    "vi": "tháng giêng=1 tháng một=1 tháng hai=2 tháng ba=3 tháng tư=4 tháng năm=5 tháng sáu=6 tháng bảy=7 tháng tám=8"
    " tháng chín=9 tháng mười=10 tháng mười một=11 tháng mười hai=12 tháng chạp=12",
}
# Words before a month's name that CLDR prints with it.
PARTICLE = re.compile(r"^(?:de |d['’]|del )")
DIGIT = re.compile(r"\d")
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
# Their short forms are words of larger languages ("pay" is Thursday in Uzbek).
ONLY_LONG = frozenset(
    "af am az cy fil fo ga gu ha ig km lb lo mt my ne or pa ps rm rw si so sq sw tg tk ur uz xh yo zu".split()
)
# One letter stands for a month in tables only; a sign of Chinese writing is a word.
SHORTEST = 2
FIRST_SIGN = "\u2e80"


def names(locale: Locale, field: str) -> Iterator[tuple[int, str]]:
    """Every name that `locale` has for the numbers of `field`, folded, without the points of short forms."""
    table: Any = getattr(locale, field)
    for context in ("format", "stand-alone"):
        for width in ("wide",) if locale.language in ONLY_LONG else ("wide", "abbreviated", "short"):
            for number, name in (table[context].get(width) or {}).items():
                plain = PARTICLE.sub("", fold(clean_line(name))).strip(" .")
                if (len(plain) >= SHORTEST or plain >= FIRST_SIGN) and not DIGIT.search(plain):
                    yield int(number), plain


def past_words(locale: Locale) -> Iterator[str]:
    """The words with which `locale` says how long ago something was."""
    fields: Any = locale._data["date_fields"]
    for unit in UNITS:
        for width in ("",) if locale.language in ONLY_LONG else ("", "-short"):
            for pattern in fields.get(unit + width, {}).get("past", {}).values():
                yield from re.findall(r"[^\s\d{}.,-]+", fold(clean_line(pattern)))


def order(locale: Locale) -> str:
    """The order of day, month and year in the short dates of `locale`, and the sign between them."""
    pattern = locale.date_formats["short"].pattern.lower()
    sign = next((sign for sign in pattern if sign in "-/."), "")
    return "".join(sorted("dmy", key=pattern.index)) + sign


def collect() -> tuple[dict[str, dict[int, set[str]]], dict[str, set[int]], set[str], dict[str, set[str]]]:
    """Months by name with the languages of each, weekdays by name, words of the past, languages by order."""
    months: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    weekdays: dict[str, set[int]] = defaultdict(set)
    past: set[str] = set()
    orders: dict[str, set[str]] = defaultdict(set)
    for code in LANGUAGES:
        locale, language = Locale.parse(code), code.partition("_")[0]
        further = [part.rpartition("=") for part in re.findall(r"\S[^=]*=\d+", FURTHER.get(code, ""))]
        for number, name in [*names(locale, "months"), *((int(n), fold(name)) for name, _, n in further)]:
            months[name][number].add(language)
        for number, name in names(locale, "days"):
            weekdays[name].add(number)
            if language == "th":
                weekdays[name + "ที"].add(number)
        past |= set(past_words(locale))
        orders[order(locale)].add(language)
    return months, weekdays, past, orders


def literal(name: str, lines: Iterable[str]) -> str:
    """The assignment of a long text to `name`, a statement in Python."""
    text = "\n".join(line for entry in lines for line in textwrap.wrap(entry, 116, break_long_words=False))
    return f'{name} = """\\\n{text}\n"""\n'


def main() -> None:
    months, weekdays, past, orders = collect()
    by_month: dict[int, list[str]] = defaultdict(list)
    for name, numbers in sorted(months.items()):
        for number, languages in sorted(numbers.items()):
            by_month[number].append(f"{name.replace(' ', '_')}:{','.join(sorted(languages))}")
    by_day: dict[int, list[str]] = defaultdict(list)
    for name, days in sorted(weekdays.items()):
        for day in sorted(days):
            by_day[day].append(name.replace(" ", "_"))
    OUT.write_text(
        '"""Words of dates in the languages of the press, folded. Made by tests/quality/make_date_words.py.\n\n'
        f"Source: Unicode CLDR as Babel {babel.__version__} ships it (Unicode License V3), with names that the press "
        f"adds.\n"
        "A line of MONTHS and WEEKDAYS begins with the number of the month (1 is January) or day (0 is Monday); `_` "
        "stands\n"
        'for a space in a name, and the languages of a month\'s name follow its colon.\n"""\n\n'
        + literal("MONTHS", (f"{n}= {' '.join(by_month[n])}" for n in range(1, 13)))
        + literal("WEEKDAYS", (f"{n}= {' '.join(by_day[n])}" for n in range(7)))
        + '# Words of "two hours ago".\n'
        + literal("PAST", [" ".join(sorted(past))])
        + "# In which order, and with which sign, a language prints a numeric date.\n"
        + literal("ORDERS", (f"{key}= {' '.join(sorted(value))}" for key, value in sorted(orders.items()))),
        encoding="utf-8",
    )  # fmt: skip


if __name__ == "__main__":
    main()
