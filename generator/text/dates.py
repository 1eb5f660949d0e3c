"""Dates as newspapers print them, read without guessing.

In: a line or a sentence in English, Arabic or with ISO digits. Out: a PartialDate, or None where the
print leaves open which day is meant ("03/04/2015"). No clock: a date without a year stays unread.
"""

import re
from collections.abc import Iterator

from generator.model.article import PartialDate
from generator.text.normalise import fold

# English in full and as AP shortens them, large languages of Europe and Asia, Arabic in both of its series.
_MONTHS = (
    "january jan janvier januar enero gennaio janeiro января "
    "يناير كانون_الثاني januari stycznia ocak січня ledna ژانویه",
    "february feb février februar febrero febbraio fevereiro февраля "
    "فبراير شباط februari lutego şubat лютого února فوریه",
    "march mar mars märz marzo março марта مارس آذار maart marca mart maret березня března",
    "april apr avril abril aprile апреля أبريل إبريل نيسان kwietnia nisan квітня dubna آوریل",
    "may mai mayo maggio maio мая مايو أيار mei maja mayıs maj травня května",
    "june jun juin juni junio giugno junho июня يونيو حزيران czerwca haziran червня června ژوئن",
    "july jul juillet juli julio luglio julho июля يوليو تموز lipca temmuz липня července ژوئیه",
    "august aug août agosto августа أغسطس آب augustus sierpnia ağustos agustus augusti серпня srpna اوت",
    "september sept sep septembre septiembre settembre setembro "
    "сентября سبتمبر أيلول września eylül вересня září سپتامبر",
    "october oct octobre oktober octubre ottobre outubro "
    "октября أكتوبر تشرين_الأول października ekim жовтня října اکتبر",
    "november nov novembre noviembre novembro ноября نوفمبر تشرين_الثاني listopada kasım листопада listopadu نوامبر",
    "december dec décembre dezember diciembre dicembre dezembro декабря "
    "ديسمبر كانون_الأول grudnia aralık desember грудня prosince دسامبر",
)
_MONTH_NAMES = [(name.replace("_", " "), n) for n, names in enumerate(_MONTHS, start=1) for name in names.split()]
_MONTH_NUMBERS = {fold(name): n for name, n in _MONTH_NAMES}
# Arabic is printed with its hamzas or without them.
_MONTH = "|".join(
    sorted(
        map(re.escape, {name for name, _ in _MONTH_NAMES} | set(_MONTH_NUMBERS)), key=lambda name: (-len(name), name)
    )
)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

# Arabic is printed with or without them.
_VOWEL_SIGNS = re.compile(r"[\u064b-\u0652]")
_MAX_LINE = 120

_SEPARATORS = ",/|•·–—-:"
_WORDS = re.compile(r"\w+")
_MAX_WORDS = 3

_FORMS = re.compile(
    rf"""
      (?<![\w/.-])(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)(?![\w/-]|T?\d)
    | (?<![\w/.-])(?P<slashed>(?:1[6-9]|20)\d\d/\d\d/\d\d)(?![\w/-])
    | (?<![\w/.-])(?P<stamp>(?:1[6-9]|20)\d\d-\d\d-\d\d)T\d\d
    | (?<!\w)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?
        [ -](?:(?:of|de)[ ])?(?P<m1>{_MONTH})\.?,?[ -](?:de[ ])?(?P<y1>\d{{4}})(?!\d)
    | (?<!\w)(?P<m2>{_MONTH})\.?[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y2>\d{{4}})(?!\d)
    | (?<!\w)(?P<m3>{_MONTH})\.?,?[ ](?:(?:of|de)[ ])?(?P<y3>(?:1[6-9]|20)\d\d)(?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Every form has a year of four digits; day and month stand so many characters before it, or behind.
_YEAR = re.compile(r"\d{4}")
_BEFORE_YEAR, _AFTER_YEAR = 50, 20
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
_ZONE = r"(?:GMT|UTC|[A-Z]{2,4}T|Z)(?:\s?[+-]\d{1,2}:?\d{0,2})?|[+-]\d{2}:?\d{2}"
_DATE_COMPANIONS = re.compile(
    rf"(?:\b(?:{_WEEKDAY})|\b(?:{_CLOCK})(?!\w)|(?<!\w)(?:{_ZONE})(?!\w)|\bat\b|\bon\b|"
    r"\b(?:first |last )?"
    r"(?:published|posted|updated|modified|created|date|dated|issued|uploaded|added)(?: on| at| date)?\b"
    r"|\b(?:publi(?:é|e|cado|cato)(?: (?:le|el|il))?|veröffentlicht(?: am)?|опубликовано)\b"
    r"|نشر(?:ت)?(?: في)?|آخر تحديث|[\W_])++",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[int, int, PartialDate]]:
    """Every full or month date that `text` writes with its year: start, end, date; in order."""
    folded = text if text.isascii() else text.translate(_ARABIC_DIGITS)
    years = [match.start() for match in _YEAR.finditer(folded)]
    if not years:
        return
    for match in _FORMS.finditer(folded, max(0, years[0] - _BEFORE_YEAR), years[-1] + _AFTER_YEAR):
        date = _parse_match(match)
        if date:
            yield match.start(), match.end(), date


def find_first_date(text: str) -> PartialDate | None:
    """The first date that `text` writes with its year, or None."""
    return next((date for _, _, date in find_dates(text)), None)


def parse_date_line(text: str) -> PartialDate | None:
    """The date of a line that says a date and nothing else ("Published 12 June 2018, 14:05"), or None."""
    if len(text) > _MAX_LINE or not _YEAR.search(text):
        return None
    text = _VOWEL_SIGNS.sub("", text)
    matches = list(find_dates(text))
    if not matches:
        return None
    remainders, end_of_last = [], 0
    for start, end, _ in matches:
        remainders.append(text[end_of_last:start])
        end_of_last = end
    remainders.append(text[end_of_last:])
    return matches[0][2] if all(not part or _DATE_COMPANIONS.fullmatch(part) for part in remainders) else None


def find_date_set_off(text: str) -> PartialDate | None:
    """The full date of a line that sets it off from a few words ("ABU DHABI, 8 November 2017"), or None."""
    if len(text) > _MAX_LINE or not _YEAR.search(text):
        return None
    for start, end, date in find_dates(text):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        is_set_off = (not before or before[-1] in _SEPARATORS) and (not after or after[0] in _SEPARATORS)
        if (
            date.day
            and is_set_off
            and len(_WORDS.findall(_DATE_COMPANIONS.sub(" ", f"{before} {after}"))) <= _MAX_WORDS
        ):
            return date
    return None


def _parse_match(match: re.Match[str]) -> PartialDate | None:
    """The date of one match of _FORMS."""
    iso = match["iso"] or match["stamp"] or match["slashed"]
    if iso:
        return PartialDate.parse(iso.replace("/", "-"))
    for n in "123":
        if match[f"m{n}"]:
            month = _MONTH_NUMBERS.get(fold(match[f"m{n}"]), 0)
            day = int(match[f"d{n}"]) if n != "3" else 0
            return PartialDate.from_numbers(int(match[f"y{n}"]), month, day) if month else None
    return None
