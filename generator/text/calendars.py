"""Years and days of other calendars as the press prints them: Thai, Japanese, Taiwanese and Persian.

In: numbers as printed. Out: numbers of the Gregorian calendar.
"""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_NUMERALS = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1, "○": 0}
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2400, 2643)
# Months of the Persian calendar, folded, and the Gregorian day of its first new year in this computation.
PERSIAN_MONTHS = {
    name: n
    for n, name in enumerate(
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".replace("آ", "ا").split(), start=1
    )
}
PERSIAN_YEARS = range(1200, 1500)
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def era_year(era: str, year: int) -> int:
    """Return the Gregorian year of the year `year` of a Japanese or Taiwanese era."""
    return _ERAS[era] + year


def gregorian_year(year: int) -> int:
    """Return `year` without the 543 years of the Buddhist era, if it can only belong to that era."""
    return year - _BUDDHIST if year in _BUDDHIST_YEARS else year


def read_numeral(text: str) -> int:
    """Return the number in digits or Chinese numerals, one by one ("二〇二五") or with tens ("二十一")."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    tens, is_tens, units = text.rpartition("十")
    if is_tens:
        return 10 * (_NUMERALS.get(tens, 0) if tens else 1) + (_NUMERALS.get(units, 0) if units else 0)
    number = 0
    for sign in text:
        number = 10 * number + _NUMERALS.get(sign, 0)
    return number


def gregorian_of_persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return the Gregorian year, month and day of a Persian day (33-year arithmetic rule, exact from 1178 to 1633)."""
    year += 1595
    days = -355_668 + 365 * year + year // 33 * 8 + (year % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    year, days = 400 * (days // 146_097), days % 146_097
    if days > 36_524:
        days -= 1
        year, days = year + 100 * (days // 36_524), days % 36_524
        if days >= 365:
            days += 1
    year, days = year + 4 * (days // 1461), days % 1461
    if days > 365:
        year, days = year + (days - 1) // 365, (days - 1) % 365
    day = days + 1
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    for month_of_year, length in enumerate(_MONTH_LENGTHS, start=1):
        length_here = length + (leap and month_of_year == 2)
        if day <= length_here:
            return year, month_of_year, day
        day -= length_here
    return year, 12, 31
