"""Pages of invented words, the same on every run; and all that is done with a page, from its bytes to its articles."""

import random
import re
import string

from generator.ingest.cut.parse_page import parse_page
from generator.ingest.to_article import build_article
from generator.manuscript import article_file
from generator.model.capture import Capture
from generator.text.plain import to_plain_text
from support.tables import TABLES

PROSE = "The ferry left the harbour at noon on Friday with forty people and a piano on board."
LETTERS = string.ascii_lowercase


def read(page):
    """The stories of a page."""
    data = page if isinstance(page, bytes) else page.encode()
    received = parse_page(Capture.from_text("a.txt", data))
    account = received.page.account
    assert not account.faults
    assert account.rejected == len(data) or account.furniture + sum(told.size for told in account.stories) == len(data)
    assert received.stories or received.page.problems, "neither a story nor a word why"
    return received.stories


def read_and_write(page):
    """Read a page, and write the files of its articles."""
    for story in read(page):
        article = build_article(story, TABLES.countries, TABLES.person_finder)
        article_file.format_article(article)
        to_plain_text(article.body)


def name(n):
    """The n-th of many invented names."""
    return "".join(LETTERS[n // 26**place % 26] for place in range(4)).capitalize() + "ov"


def list_names(count):
    """So many invented names, all different."""
    return [name(n) for n in range(count)]


def headline(n):
    return f"The {name(n)} of Today Comes Home"


def sentence(n):
    return f"The {name(n)} left the harbour at noon on Friday with forty people and a piano on board."


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
