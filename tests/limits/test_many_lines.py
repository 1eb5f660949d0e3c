"""A page of many lines is read in time that grows with their number, and gives a result."""

import pytest
from support.cost import MOST_GROWTH, measure_growth, within
from support.invented import PROSE, headline, list_names, name, read, read_and_write, sentence

pytestmark = pytest.mark.slow

# Ordinary pages take half a second. What is worse than linear takes minutes.
MOST_SECONDS = 4
LEAD = "A Headline of Some Words\n\nThe first paragraph has words enough to be running text.\n\n"


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
        assert measure_growth(read, PAGES[kind], 2_000 if kind in LENGTHY else 500) < MOST_GROWTH


@pytest.mark.parametrize("kind", ["furniture only", "headlines", "dates", "bylines"])
def test_a_page_without_a_story_gives_none(kind):
    assert read(PAGES[kind](400)) == ()


MANY = {
    "short lines": "".join(f"line {n}\n" for n in range(10_000)),
    "equal paragraphs": f"{PROSE}\n\n" * 10_000,
    "equal lines": f"{PROSE}\n" * 10_000,
    "headlines between two paragraphs": LEAD
    + "".join(f"Headline of {who} in the Morning\n\n" for who in list_names(10_000))
    + PROSE,
    "bullets between two paragraphs": LEAD + "".join(f"* {who}\n" for who in list_names(10_000)) + PROSE,
    "headlines printed twice": "".join(f"The {who} of Today\nTT\nThe {who} of Today\n" for who in list_names(3_000))
    + PROSE,
    "stories": "".join(f"The {who} of Today\nTT\nThe {who} of Today\n\n{PROSE}\n\n" for who in list_names(2_000)),
    "credits": "(AP)\n" * 50_000,
    "captions": "".join(f"The {who} of today. (AP)\n" * 2 for who in list_names(3_000)) + PROSE,
    "blank lines": LEAD + "\n" * 200_000 + PROSE,
    "dates": "5 January 2015\n" * 10_000,
    "persons of a list": LEAD + " ".join(f"John {who} said." for who in list_names(10_000)),
    "persons of a family": LEAD + " ".join(f"John {who} Smith said." for who in list_names(10_000)),
    "countries": LEAD + "Vietnam, Guinea-Bissau and South Korea met the United Arab Emirates. " * 3_000,
}


@pytest.mark.parametrize("kind", MANY)
def test_time_is_linear_in_the_number_of_lines(kind):
    with within(MOST_SECONDS):
        read_and_write(MANY[kind])
