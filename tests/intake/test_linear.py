"""Whatever is printed on a page is read in time that grows with its length, and gives a result.

Two ways to measure. A page whose reading takes minutes where it should take a moment is stopped after some
seconds. What grows with the square is seen by reading a page, and one four times as long.
"""

import gc
import random
import re
import signal
import string
import time
from contextlib import contextmanager
from itertools import pairwise

import pytest
from support.tables import TABLES

from generator.ingest.copies import duplicates
from generator.ingest.cut import boilerplate, picture_credits
from generator.ingest.cut.parse_page import parse_page
from generator.ingest.cut.units import is_addressed_to_reader
from generator.ingest.to_article import build_article
from generator.manuscript import article_file
from generator.text.normalise import clean_line, fold
from generator.text.plain import to_plain_text

MOST_SECONDS = 4
# Four times the length takes four times as long, and sixteen times where a loop stands in a loop. What is measured is
# some of both, and a busy machine adds to it.
MOST_GROWTH = 6
MEASURED = 3
MEGABYTE = 1_000_000

PROSE = "The ferry left the harbour at noon on Friday with forty people and a piano on board."
LETTERS = string.ascii_lowercase


@contextmanager
def within(seconds):
    """Stop what takes longer."""

    def stop(*_):
        raise AssertionError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def spent(work, given):
    """The seconds of this process that `work` takes on `given`."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()


def growth(work, make, size):
    """How many times as long `work` takes on four times as much; the least of some: noise only adds."""
    found = []
    for _ in range(MEASURED):
        small, large = (spent(work, make(n)) for n in (size, 4 * size))
        found.append((large + 0.01) / (small + 0.01))  # what takes no time at all does not grow
        if found[-1] < MOST_GROWTH:
            break
    return min(found)


def read(page):
    """The stories of a page."""
    data = page if isinstance(page, bytes) else page.encode()
    received = parse_page("a.txt", data)
    account = received.page.account
    assert not account.faults
    assert account.rejected == len(data) or account.furniture + sum(told.size for told in account.stories) == len(data)
    assert received.stories or received.page.problems, "neither a story nor a word why"
    return received.stories


def read_and_write(page):
    """Read a page, and write the files of its articles."""
    for story in read(page):
        article_file.format_article(build_article(story, TABLES.countries, TABLES.person_finder))


def name(n):
    """The n-th of many invented names."""
    return "".join(LETTERS[n // 26**place % 26] for place in range(4)).capitalize() + "ov"


def headline(n):
    return f"The {name(n)} of Today Comes Home"


def sentence(n):
    return f"The {name(n)} left the harbour at noon on Friday with forty people and a piano on board."


def test_a_loop_in_a_loop_is_told_from_a_loop():
    assert growth(lambda n: sum(range(n)), int, 500_000) < MOST_GROWTH
    assert growth(lambda n: [sum(range(n)) for _ in range(n)], int, 1_000) > MOST_GROWTH


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
    with within(MOST_SECONDS):
        start = time.process_time()
        for _ in range(3):
            read_and_write(page)
        assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "rule", [boilerplate.find_rule, boilerplate.is_trail, picture_credits.has_name_in_brackets, is_addressed_to_reader]
)
@pytest.mark.parametrize("kind", STUCK)
def test_a_rule_reads_a_long_line_in_little_time(rule, kind):
    begin, pump, end = STUCK[kind]
    with within(MOST_SECONDS):
        rule(begin + pump * (MEGABYTE // 4 // len(pump)) + end)


LONG = {
    "words": "word ", "letters": "a", "capitals": "A", "words in capitals": "CAPITALS ", "digits": "1234567890",
    "opening brackets": "(", "opening square brackets": "[", "slashes": "/", "quotes": '"', "opening quotes": "“",
    "quotes that stay open": "“we told you our ", "spaces": " ", "tabs": "\t", "CJK": "中国人", "emoji": "😀👩‍👩‍👧 ",
    "right to left and back": "مرحبا hello \u202eשלום\u202c ", "Georgian": "საქართველოს ", "Amharic": "ኢትዮጵያ ",
    "Tibetan": "བོད་ཡིག་", "marks heaped on a letter": "\u0301\u0327", "joiners": "\u200d",
    "replacement characters": "\ufffd", "numbers with signs": "1,2.", "ampersands": "&a", "dashes": "-",
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_a_megabyte_in_one_line_is_read_in_bounded_time(kind):
    # Marks are sorted by a part of Python that cannot be stopped: a tenth shows as well that they are kept few.
    size = MEGABYTE // (10 if "marks" in kind else 1)
    line = LONG[kind] * (size // len(LONG[kind].encode()))
    with within(MOST_SECONDS):
        read_and_write(f"{headline(1)}\n\n{PROSE}\n\n\n\n{headline(2)}\n\nx{line}x\n\n{PROSE}\n")


def test_marks_heaped_on_a_letter_are_cut_off_and_others_stay():
    heap = "a" + "\u0327\u0301" * 2_000
    assert len(clean_line(heap)) < 40
    assert clean_line(clean_line(heap)) == clean_line(heap)
    assert clean_line("x" * 200 + "a\u0327\u0301" * 99 + "…" * 200).count("\u0327") == 99
    for work in (clean_line, fold):
        assert growth(work, lambda n: "a" + "\u0301\u0327" * n, 8_000) < MOST_GROWTH


def test_spaces_in_an_article_are_read_once():
    assert growth(to_plain_text, lambda n: "Some *words*," + " " * n + "and more.", 10_000) < MOST_GROWTH


def test_words_to_the_reader_are_counted_outside_quotations():
    assert is_addressed_to_reader("You and your friends please click")
    assert not is_addressed_to_reader("“You and your friends please click”, said Ann")
    assert is_addressed_to_reader("“Yes”, she said. You and your friends please click “here")
    assert is_addressed_to_reader("“You and your friends please click, said Ann")


PAGES = {
    "furniture only": lambda n: "Share this story\nAll rights reserved\nSubscribe now\nAdvertisement\n" * (n // 4),
    "headlines": lambda n: "".join(f"{headline(i)}\n" for i in range(n)),
    "headlines far apart": lambda n: "".join(f"{headline(i)}\n\n\n\n" for i in range(n)),
    "headlines between two texts": lambda n: (
        f"{headline(0)}\n\n{PROSE}\n\n" + "".join(f"{headline(i)}\n\n" for i in range(n)) + PROSE
    ),
    "every headline twice": lambda n: "".join(f"{headline(i)}\n{headline(i)}\n" for i in range(n // 2)),
    "a list of headlines twice": lambda n: "".join(f"{headline(i)}\n" for i in range(n // 2)) * 2,
    "near-identical paragraphs": lambda n: f"{headline(0)}\n\n" + "".join(f"{sentence(i)}\n\n" for i in range(n)),
    "lines of one word": lambda n: f"{headline(0)}\n\n{PROSE}\n\n" + "word\n" * (4 * n) + f"\n{PROSE}\n",
    "headline and sentence": lambda n: "".join(f"{headline(i)}\n{sentence(i)}\n" for i in range(n)),
    "headline and sentence apart": lambda n: "".join(f"{headline(i)}\n\n{sentence(i)}\n\n" for i in range(n)),
    "headline and sentence far apart": lambda n: "".join(f"{headline(i)}\n\n{sentence(i)}\n\n\n\n" for i in range(n)),
    "many headlines to a sentence": lambda n: "".join(
        f"{headline(i)}\n" + f"{sentence(i)}\n" * (not i % 20) for i in range(2 * n)
    ),
    "capitals below a menu": lambda n: (
        "* entry here\n" * (4 * n) + "".join(f"{headline(i).upper()}\n\n{sentence(i)}\n\n\n\n" for i in range(n))
    ),
    "related stories": lambda n: f"{headline(0)}\n\n{PROSE}\n\n" + "Related stories\n" * (4 * n) + PROSE,
    "related headlines": lambda n: (
        f"{headline(0)}\n\n{PROSE}\n\n" + "".join(f"Related stories\n{headline(i)}\n{sentence(i)}\n" for i in range(n))
    ),
    "figures": lambda n: f"{headline(0)}\n\n" + "".join(f"Oslo {i} 12.5 {i * 7}\n" for i in range(2 * n)),
    "tables": lambda n: "".join(f"{headline(i)}\n\nOslo 1 {i}\nRome 2 {i}\nBonn 3 {i}\n\n\n\n" for i in range(n // 2)),
    "tables below dates": lambda n: ("5 January 2015\n" * 9 + "Oslo 1 2\nRome 2 3\nBonn 3 4\n") * (n // 6),
    "separators": lambda n: f"{headline(0)}\n\n{PROSE}\n" + "* * *\n" * (4 * n) + f"{headline(1)}\n\n{PROSE}\n",
    "stories between separators": lambda n: "".join(
        f"{headline(i)}\n\n{sentence(i)}\n{sentence(i + 1)}\n* * *\n" for i in range(n // 2)
    ),
    "deep indents": lambda n: "".join(f"{' ' * (i % 1000)}{headline(i)}\n" for i in range(n)),
    "dates": lambda n: "5 January 2015\n" * (2 * n),
    "bylines": lambda n: "".join(f"By Ann {name(i)}\n" for i in range(2 * n)),
    "datelines": lambda n: "".join(f"PARIS, Jan 5 (Reuters) - {sentence(i)}\n\n\n\n" for i in range(n)),
    "rights notices between texts": lambda n: (
        f"{headline(0)}\n\n{PROSE}\n\n" + "".join(f"All rights reserved\n{sentence(i)}\n" for i in range(n))
    ),
    "comments below a long story": lambda n: (
        f"{headline(0)}\n\n"
        + "".join(f"{sentence(i)}\n\n" for i in range(n))
        + "".join(f"Leave a comment\n{sentence(i)}\n" for i in range(n))
    ),
    "comments below many stories": lambda n: (
        "".join(f"{headline(i)}\n\n{sentence(i)}\n\n\n\n" for i in range(n))
        + "".join(f"Leave a comment\n{sentence(i)}\n" for i in range(n))
    ),
    "texts below a far headline": lambda n: (
        f"{headline(0)}\n\n"
        + "5 January 2015\n" * n
        + f"{PROSE}\n{PROSE}\n{PROSE}\n\n"
        + "".join(f"Related stories\n\n\n{sentence(i)}\n\n" for i in range(n))
    ),
    "captions": lambda n: "".join(f"{sentence(i)} (AP)\n{sentence(i)} (AP)\n" for i in range(n // 2)),
    "scripts in turn": lambda n: (
        (
            "საქართველოს პარლამენტი დღეს შეიკრიბა თბილისში და განიხილა ახალი კანონი ბიუჯეტის შესახებ.\n\n"
            "བོད་ཀྱི་སྐད་ཡིག་འདི་ནི་ཡུན་རིང་པོའི་ལོ་རྒྱུས་ལྡན་པའི་སྐད་ཡིག་ཅིག་ཡིན།\n\n"
            "مرحبا hello שלום بكم في العالم world اليوم نحن هنا في القاهرة مع الجميع.\n\n"
        )
        * (n // 4)
    ),
}


# What is done for each line hides a loop in a loop on a short page of these.
LENGTHY = {"headline and sentence", "related headlines", "rights notices between texts"}


@pytest.mark.parametrize("kind", PAGES)
def test_four_times_the_lines_take_four_times_as_long(kind):
    with within(8 * MOST_SECONDS):
        assert growth(read, PAGES[kind], 2_000 if kind in LENGTHY else 500) < MOST_GROWTH


TRUNCATED = (
    f"{headline(0)}\n\n{PROSE}\n\n"
    "Die Brücke über die Förde wurde am Montag für größere Schiffe geöffnet, und viele kamen 在山下开通的隧道 😀"
)


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_page_that_is_cut_in_mid_letter_is_read(cut):
    (story,) = read(TRUNCATED.encode()[:-cut])
    assert story.printed.title == headline(0)
    assert "größere Schiffe" in story.text


@pytest.mark.parametrize("kind", ["furniture only", "headlines", "dates", "bylines"])
def test_a_page_without_a_story_gives_none(kind):
    assert read(PAGES[kind](400)) == ()


# Archives.


class Press:
    """Prints pages of invented words, the same on every run."""

    def __init__(self):
        self.chance = random.Random(5)
        self.words = [self.word() for _ in range(3_000)]

    def word(self):
        return "".join(self.chance.choices(LETTERS, k=self.chance.randint(3, 9)))

    def headline(self):
        return " ".join(word.capitalize() for word in self.chance.sample(self.words, 6))

    def paragraph(self, sentences=3):
        return " ".join(self._sentence() for _ in range(sentences))

    def body(self, paragraphs):
        return "\n\n".join(self.paragraph() for _ in range(paragraphs))

    def noise(self, page):
        """`page` with one letter in fifty another."""
        return re.sub(
            "[a-z]", lambda match: self.chance.choice(LETTERS) if self.chance.random() < 0.02 else match[0], page
        )

    def _sentence(self):
        words = [*self.chance.sample(self.words, 16), str(self.chance.randint(3, 900)), self.word().capitalize()]
        self.chance.shuffle(words)
        return f"{' '.join(words)}."


def articles(pages):
    """The clusters of copies among the stories of some pages, in bounded time."""
    with within(5 * MOST_SECONDS):
        received = [parse_page(f"{n:05}.txt", page.encode()) for n, page in enumerate(pages)]
        stories = [story for one in received for story in one.stories]
        outlines = [outline for one in received for outline in one.page.outlines]
        assert len(stories) == len(pages)
        return duplicates.find_clusters(outlines, lambda n: stories[n].text)


@pytest.fixture(name="press")
def _press():
    return Press()


def test_a_thousand_copies_of_a_story_are_one_article(press):
    page = f"{press.headline()}\n\n{press.body(5)}\n"
    assert len(articles([page] * 1_000)) == 1


def test_a_thousand_noisy_copies_of_a_story_are_one_article(press):
    page = f"{press.headline()}\n\n{press.body(5)}\n"
    assert len(articles([press.noise(page) for _ in range(1_000)])) == 1


def test_a_thousand_stories_with_one_long_paragraph_are_as_many_articles(press):
    shared = press.paragraph(6)
    pages = [f"{press.headline()}\n\n{press.body(2)}\n\n{shared}\n" for _ in range(1_000)]
    assert len(articles(pages)) == 1_000


def test_notices_with_other_numbers_are_as_many_articles():
    pages = [
        f"Weather and Tides for the Harbour\n\nThe wind at noon was {n} knots and the tide stood at {n + 1_000} "
        f"centimetres above the mark at the old pier. Boats of fewer than {n + 2_000} feet should stay inside the wall."
        f"\n\nThe temperature of the water was {n + 3_000} degrees, and {n + 4_000} boats were counted at the quay by "
        "the harbour master of the town.\n"
        for n in range(300)
    ]
    assert len(articles(pages)) == 300


@pytest.mark.parametrize("first", ["its own", "none", "the same"])
def test_pages_that_hold_two_stories_without_a_headline_between_are_no_chain(press, first):
    bodies = [press.body(3) for _ in range(60)]
    titles = {"its own": press.headline, "none": str, "the same": lambda: "The Day in a Few Short Lines"}
    pages = [f"{titles[first]()}\n\n{above}\n\n{below}\n".lstrip("\n") for above, below in pairwise(bodies)]
    assert max(map(len, articles(pages))) == 1


def test_a_page_that_holds_two_stories_joins_the_first_of_them_only(press):
    bodies = [(press.headline(), press.body(3)) for _ in range(40)]
    alone = [f"{title}\n\n{body}\n" for title, body in bodies]
    both = [f"{title}\n\n{above}\n\n{below}\n" for (title, above), (_, below) in pairwise(bodies)]
    assert max(map(len, articles([*alone, *both]))) == 2
