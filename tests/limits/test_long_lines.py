"""A line of any length, whatever is printed on it, is read in time that grows with its length, and gives a result."""

import pytest
from support.cost import MOST_GROWTH, measure_growth, within
from support.invented import PROSE, headline, read_and_write

from generator.ingest.cut.decode import decode
from generator.ingest.reading import boilerplate, picture_credits
from generator.ingest.reading.units import gather_units
from generator.text.normalise import clean_line, fold
from generator.text.plain import to_plain_text

pytestmark = pytest.mark.slow

MOST_SECONDS = 4
# What is read once for each letter takes a second; what is read again and again for each, minutes.
LENGTH = 125_000
LEAD = "A Headline of Some Words\n\nThe first paragraph has words enough to be running text.\n\n"


def test_a_loop_in_a_loop_is_distinguished_from_a_loop():
    assert measure_growth(lambda n: sum(range(n)), int, 200_000) < MOST_GROWTH
    assert measure_growth(lambda n: [sum(range(n)) for _ in range(n)], int, 1_500) > MOST_GROWTH


# Lines that a rule begins to read, and can go on to read in many ways, before it finds that it does not fit.
# A rule looks at so many letters of a line at most: lines of these widths fill what it looks at.
WIDTHS = (35, 115, 165, 255, 490)
STUCK = {
    "menu with wide bars": ("ab", "     |     ab", "!"),
    "menu with one letter": ("a", "  |  a", "!"),
    "trail of dashes": ("home", " - ", ">>"),
    "trail of joined dashes": ("news", "-a", ">>"),
    "trail of wide arrows": ("home", ">" + " " * 50, ">>"),
    "related stories and spaces": ("see also", " ", "x"),
    "related stories and marks": ("read more", " : ", "x"),
    "brackets that are not closed": ("The end. (", "a", ""),
    "brackets of words": ("The end. (", "a b", "("),
    "brackets of signs": ("The end. (", "ب.", ""),
    "closed brackets": ("The end. ", "(ab) ", "x"),
    "picture by and spaces": ("Picture by :", " ", "!"),
    "pictures by": ("", "Photo by A ", "!"),
    "agencies": ("", "(AP/A ", "!"),
    "agencies with slashes": ("", "AP / a ", "!"),
    "slashes behind sentences": ("", "a. AP/b/c ", "!"),
    "capitals behind a sentence": ("It ended. ", "AAA ", "!"),
    "square brackets": ("", "[a / b ", "!"),
    "rights": ("© ", "2001-2001 ", "!"),
    "rights by": ("copyright ", "by , ", "!"),
    "print edition": ("This article was printed in ", "a page ", "x" * 9),
    "biography": ("", "is a writer ", "at x"),
    "newsletters": ("", "our free ", "x"),
    "subscribe": ("subscribe ", "our ", "x"),
    "not responsible": ("the ", "a ", "is not"),
    "ads": ("sponsored by ", "a ", "x" * 50),
    "markup": ("<p ", "a ", "<"),
    "ages": ("", "1 day ago ", "x" * 50),
    "share bar": ("share ", "12 f t in ", "§"),
    "dateline in capitals": ("PARIS", "/PARIS", "x"),
    "dateline with dashes": ("A", "A-A'A.", ", Jan"),
    "dateline with commas": ("Paris", " ,", "(Reuters"),
    "dateline in words": ("Paris", " de la Paris", ", Jan 5"),
    "dateline in Arabic": ("باريس", " باريس", " («"),
    "date and marks": ("12 June 2018", " at on ", "q"),
    "clocks": ("12 June 2018 ", "10:10:10 ", "q"),
    "days of the week": ("", "monday ", "12 June 2018q"),
    "months": ("", "may ", "2018"),
    "bylines": ("by ", "A ", "!"),
    "bylines in small letters": ("by a", " ", "staff"),
    "separators": ("", "* - ", "x"),
    "page numbers": ("- ", "1234", " - x"),
    "dots and quotes": ("It ended.", "” ) ", "x"),
    "particles": ("Ann", " de la", " x"),
    "joined particles": ("A", "-al", "-"),
    "initials": ("", "A. ", "a"),
    "tongues": ("spoke ", "English, and ", "x"),
    "addresses": ("", "http://a/20", "x"),
    "trailing company": ("© Ann", " inc,", "x"),
    "comments": ("12 comments to ", "a ", "x" * 210),
}  # fmt: skip


@pytest.mark.parametrize("kind", STUCK)
def test_a_line_that_many_rules_begin_to_read_takes_no_time(kind):
    begin, pump, end = STUCK[kind]
    lines = [
        (first + pump * width)[: width - len(end)] + end for width in WIDTHS for first in (begin, f"{PROSE} {begin}")
    ]
    stories = [f"{headline(n)}\n{line}\n{line}\n\n{PROSE}\n\n{line}\n\n{PROSE}\n" for n, line in enumerate(lines)]
    page = "\n\n\n".join([*stories, *lines])
    with within(1):
        for _ in range(3):
            read_and_write(page)


@pytest.mark.parametrize("rule", [boilerplate.find_rule, boilerplate.is_trail, picture_credits.has_name_in_brackets])
@pytest.mark.parametrize("kind", STUCK)
def test_a_rule_reads_a_long_line_in_little_time(rule, kind):
    begin, pump, end = STUCK[kind]
    with within(MOST_SECONDS):
        rule(begin + pump * (LENGTH // len(pump)) + end)


LONG = {
    "words": "word ", "letters": "a", "capitals": "A", "words in capitals": "CAPITALS ", "digits": "1234567890",
    "opening brackets": "(", "opening square brackets": "[", "slashes": "/", "quotes": '"', "opening quotes": "“",
    "quotes that stay open": "“we told you our ", "spaces": " ", "tabs": "\t", "CJK": "中国人", "emoji": "😀👩‍👩‍👧 ",
    "right to left and back": "مرحبا hello \u202eשלום\u202c ", "Georgian": "საქართველოს ", "Amharic": "ኢትዮጵያ ",
    "Tibetan": "བོད་ཡིག་", "marks heaped on a letter": "\u0301\u0327", "joiners": "\u200d",
    "replacement characters": "\ufffd", "numbers with signs": "1,2.", "ampersands": "&a", "dashes": "-",
    "dots": ".", "one letter words": "a a a ", "one capital words": "A A A ", "photo labels": "Photo: ",
    "spaced slashes": "A / B ", "bars": "a | b | ", "addresses": "http://a.b/", "backslashes": "\\", "stars": "*",
    "saints": "St. ", "sans": "San ", "news": "New ", "agencies": "(AP) ", "credits unfinished": "(Photo by A / ",
    "datelines": "PARIS, Jan 5 (Reuters) - ", "particles": "Ann de la ", "dates": "Jan 5 2015 ", "trails": "Home > ",
    "print lines": "printed in A, page ", "bylines": "By Ann and ", "accents": "á̂", "ideographs": "中国。",
    "initials": "A.B.", "trail of marks": "f t in ", "addresses with days": "http://a/2016/05/",
    "words of newsletters": "free our newsletter ",
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_a_long_line_is_read_in_bounded_time(kind):
    # Marks are sorted by a part of Python that cannot be stopped: a tenth shows as well that they are kept few.
    size = LENGTH // (10 if "marks" in kind else 1)
    line = LONG[kind] * (size // len(LONG[kind].encode()))
    with within(MOST_SECONDS):
        read_and_write(f"{headline(1)}\n\n{PROSE}\n\n\n\n{headline(2)}\n\nx{line}x\n\n{PROSE}\n")


def test_marks_heaped_on_a_letter_are_cut_off_and_others_stay():
    heap = "a" + "\u0327\u0301" * 2_000
    assert len(clean_line(heap)) < 40
    assert clean_line(clean_line(heap)) == clean_line(heap)
    assert clean_line("x" * 200 + "a\u0327\u0301" * 99 + "…" * 200).count("\u0327") == 99
    for work in (clean_line, fold):
        assert measure_growth(work, lambda n: "a" + "\u0301\u0327" * n, 8_000) < MOST_GROWTH


def test_spaces_in_an_article_are_read_once():
    assert measure_growth(to_plain_text, lambda n: "Some *words*," + " " * n + "and more.", 10_000) < MOST_GROWTH


def test_units_of_a_long_line_are_read_once():
    line = "word " * (LENGTH // 5)
    document = decode("a.txt", (LEAD + line).encode()).value
    with within(MOST_SECONDS):
        assert len(gather_units(document)) == 3
