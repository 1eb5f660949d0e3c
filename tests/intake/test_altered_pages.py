"""The real saved pages, altered as the next crawl may bring them: the same articles must come out.

Like the pages themselves, what is altered is read from beside the repository; no sentence of theirs is here.
"""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from support.archive import Archive
from support.paths import SEEDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SEEDS.is_dir(), reason="the real saved pages are not in ../shared/seeds beside this checkout"
    ),
]

PAGES = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
EXPECTED = (
    [json.loads(line) for line in (SEEDS / "expected.jsonl").read_text(encoding="utf-8").splitlines()] if PAGES else []
)
# The pages are two stories with blank lines between, but for the newspaper's, which is one.
SHARED = PAGES["000"].split("\n\n\n\n")[0] if PAGES else ""
SECOND = {name: page.split("\n\n\n\n")[1] for name, page in PAGES.items() if name != "004"}
NEWSPAPER = PAGES.get("004", "")
STORY_AND_PRINT_LINE = NEWSPAPER.split("\n\n\n\n")[0]
FIELDS = ("date", "date_basis", "publication", "section", "dateline")


def built(archive, pages):
    for name, page in pages.items():
        archive.source(f"{name}.txt", page if isinstance(page, bytes) else page.encode())
    return archive.build()


def shown(archive, replace=()):
    """What the tests compare of each article, by title; `replace` are pairs of texts to take back first."""

    def back(value):
        for new, old in replace:
            value = value.replace(new, old) if isinstance(value, str) else value
        return value

    return {
        back(line["title"]): {
            "text": back(line["text"]),
            "figures": [(back(figure["caption"]), back(figure["credit"])) for figure in line["figures"]],
            "pages": sorted(Path(source["path"]).stem for source in line["sources"]),
            **{field: back(line[field]) for field in FIELDS},
        }
        for line in archive.export()
    }


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return shown(built(Archive(tmp_path_factory.mktemp("original")), PAGES))


def altered(change):
    return {name: change(page) for name, page in PAGES.items()}


def test_the_pages_as_they_are_give_the_expected_articles(original):
    assert sorted(original) == sorted(wanted["title"] for wanted in EXPECTED)


FOOTER = """

Terms of use | Privacy policy | Contact us
Most read
Ferry times for the long weekend
© 2025 All rights reserved.
Back to top
"""

HABITS = {
    "CRLF line ends": lambda page: page.replace("\n", "\r\n").encode(),
    "CR line ends": lambda page: page.replace("\n", "\r").encode(),
    "a byte order mark": lambda page: page.encode("utf-8-sig"),
    "UTF-16 with a mark": lambda page: page.encode("utf-16"),
    "UTF-16 of the other kind": lambda page: b"\xfe\xff" + page.encode("utf-16-be"),
    "trailing spaces": lambda page: page.replace("\n", "  \n"),
    "trailing no-break spaces": lambda page: page.replace("\n", "\u00a0\n"),
    "blank lines with spaces in them": lambda page: page.replace("\n\n", "\n \t\n"),
    "tabs before every line": lambda page: re.sub(r"^(?=.)", "\t", page, flags=re.MULTILINE),
    "tabs for spaces behind commas": lambda page: page.replace(", ", ",\t"),
    "one blank line more everywhere": lambda page: re.sub(r"\n\n+", r"\g<0>\n", page),
    "every blank line twice": lambda page: re.sub(r"\n(?=\n)", "\n\n", page),
    "blank lines before the first line": lambda page: "\n\n\n" + page,
    "a new line at the end": lambda page: page + "\n\n",
    "zero-width spaces": lambda page: page.replace("\n\n", "\u200b\n\u200b\n"),
    "soft hyphens": lambda page: page.replace("tion", "\u00adtion"),
    "letters decomposed": lambda page: unicodedata.normalize("NFD", page),
    "lines of a footer": lambda page: page + FOOTER,
    "a skip link above": lambda page: "Skip to content\n\n" + page,
    "a menu above": lambda page: "* Home\n* World\n* Business\n* Sign in\n\n" + page,
}


@pytest.mark.parametrize("habit", HABITS)
def test_pages_saved_with_other_habits_give_the_same_articles(archive, original, habit):
    assert shown(built(archive, altered(HABITS[habit]))) == original


@pytest.mark.parametrize("mark", ["AA", "Share", "f t in", "Tweet", "شارك", "A A A", "Print  Email  Share", "+ -", ""])
def test_another_share_mark_gives_the_same_articles(archive, original, mark):
    pages = altered(lambda page: page.replace("\nTT\n", f"\n{mark}\n" if mark else "\n"))
    assert shown(built(archive, pages)) == original


def test_share_marks_on_several_lines_give_the_same_articles(archive, original):
    pages = altered(lambda page: page.replace("\nTT\n", "\nTT\nShare\nTweet\nEmail\n"))
    assert shown(built(archive, pages)) == original


def test_captions_printed_three_times_give_the_same_articles(archive, original):
    pages = altered(lambda page: re.sub(r"^(.{20,})\n\1$", r"\1\n\1\n\1", page, flags=re.MULTILINE))
    assert shown(built(archive, pages)) == original


def test_captions_printed_once_in_each_place_give_the_same_articles(archive, original):
    pages = altered(lambda page: re.sub(r"^(.{20,})\n\1$", r"\1", page, flags=re.MULTILINE))
    assert shown(built(archive, pages)) == original


def test_captions_parted_by_blank_lines_give_the_same_articles(archive, original):
    pages = altered(lambda page: re.sub(r"^(.{20,})\n\1$", r"\1\n\n\1", page, flags=re.MULTILINE))
    assert shown(built(archive, pages)) == original


NAMES = (
    ("Brandvold", "Haftar"),
    ("Okonjo", "Burhan"),
    ("Westerhuis", "Starmer"),
    ("Miro Castelli", "Maxim Shemetov"),
    ("JANE MOSS", "BASHAR TALEB"),
)


def test_other_names_give_articles_of_the_same_shape(archive, original):
    def rename(page):
        for new, old in NAMES:
            page = page.replace(old, new)
        return page

    assert shown(built(archive, altered(rename)), NAMES) == original


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Khalifa Haftar", "Tarek Mansouri"),
        ("Khalifa Haftar", "Ingrid Brandvold"),
        ("Vladimir Putin", "Xi Jinping"),
        ("Saad Dinar", "Omar Sherif"),
        ("Fayez al-Sarraj", "Abdul Hamid Dbeibah"),
    ],
)
def test_another_person_of_the_story_is_found(archive, before, name):
    page = SHARED
    for part, other in ((before, name), (before.split()[-1], name.split()[-1])):
        page = page.replace(part, other)
    people = {one["name"] for one in built(archive, {"000": page}).article("Libya’s")["people"]}
    assert name in people
    assert before not in people


@pytest.mark.parametrize(
    "agency", ["Reuters", "dpa", "Getty Images", "Anadolu Agency", "SPA", "Xinhua", "Meridian Wire", "أ ف ب", "UNHCR"]
)
def test_another_agency_in_brackets_is_the_credit(archive, agency):
    pages = altered(lambda page: re.sub(r"\((?:AP|EPA|AFP)\)$", f"({agency})", page, flags=re.MULTILINE))
    built(archive, pages)
    for title in ("Libya’s Haftar", "Iraq, UK Agree", "Lavrov: Moscow"):
        figures = archive.article(title)["figures"]
        assert [figure["credit"] for figure in figures] == [agency]
        assert agency not in figures[0]["caption"]


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("(Photo by JANE MOSS / AFP)", "JANE MOSS / AFP"),
        ("(Photo: Jane Moss/Getty Images)", "Jane Moss/Getty Images"),
        ("(Jane Moss / Anadolu)", "Jane Moss / Anadolu"),
        ("(Image: Jane Moss)", "Jane Moss"),
        ("Photo: Jane Moss", "Jane Moss"),
        ("Image Credit: AFP", "AFP"),
    ],
)
def test_another_form_of_the_photographers_credit_is_read(archive, printed, credit):
    page = PAGES["003"].replace("(Photo by BASHAR TALEB / AFP)", printed)
    figure = built(archive, {"003": page}).article("Asharq Al-Awsat Reveals")["figures"]
    assert [one["credit"] for one in figure] == [credit]
    assert figure[0]["caption"].endswith("between Israel and Hamas.")


@pytest.mark.parametrize("agency", ["REUTERS", "AFP", "EPA", "AP"])
def test_another_agency_before_a_slash_is_the_credit(archive, agency):
    page = NEWSPAPER.replace("REUTERS/Maxim Shemetov", f"{agency}/Jane Moss")
    figures = built(archive, {"004": page}).article("Haftar visits Russia")["figures"]
    assert [figure["credit"] for figure in figures] == [f"{agency}/Jane Moss"]


@pytest.mark.parametrize(
    ("line", "date", "publication"),
    [
        ("A version of this article appeared in the print edition of The Hill Courier on May 3, 2018, on page 2.",
         "2018-05-03", "The Hill Courier"),
        ("This article was published in the print edition of The Hill Courier on 3 May 2018.",
         "2018-05-03", "The Hill Courier"),
        ("A version of this story ran in the print edition of the Tern Gazette, May 3, 2018, page A1.",
         "2018-05-03", "the Tern Gazette"),
        ("This story first appeared in The Hill Courier on May 3, 2018, page 7.", "2018-05-03", "The Hill Courier"),
        ("From the print edition of The Hill Courier, May 3, 2018", "2018-05-03", "The Hill Courier"),
        ("A version of this article appeared in print in The Hill Courier on May 3, 2018.",
         "2018-05-03", "The Hill Courier"),
    ],
)  # fmt: skip
def test_another_print_edition_line_gives_day_and_publication(archive, original, line, date, publication):
    page = re.sub(r"^A version of this article.*$", line, NEWSPAPER, flags=re.MULTILINE)
    found = shown(built(archive, {"004": page.replace("The Daily Star accepts", "The Courier accepts")}))
    (title,) = found
    assert found[title] == original[title] | {"date": date, "publication": publication, "pages": ["004"]}


@pytest.mark.parametrize(("month", "date"), [("Nov. 30, 2016", "2016-11-30"), ("30 November 2016", "2016-11-30")])
def test_the_day_of_the_print_edition_in_another_form_is_read(archive, month, date):
    page = NEWSPAPER.replace("on November 30, 2016,", f"on {month},")
    article = built(archive, {"004": page}).article("Haftar visits Russia")
    assert (article["date"], article["date_basis"]) == (date, "print edition")


@pytest.mark.parametrize("section", ["World", "News", "Business & Economy", "Levant", "Politics"])
def test_another_section_above_the_headline_is_read(archive, section):
    page = NEWSPAPER.replace("Middle East\n", f"{section}\n", 1)
    assert built(archive, {"004": page}).article("Haftar visits Russia")["section"] == section


@pytest.mark.parametrize(
    ("printed", "dateline"),
    [
        ("MOSCOW (Reuters) - ", "MOSCOW (Reuters)"),
        ("MOSCOW — ", "MOSCOW"),
        ("MOSCOW, Nov 29 (Reuters) - ", "MOSCOW, Nov 29 (Reuters)"),
        ("BEIRUT: ", "BEIRUT"),
        ("Moscow, Russia — ", "Moscow, Russia"),
    ],
)
def test_another_dateline_is_read_and_is_no_part_of_the_body(archive, original, printed, dateline):
    page = NEWSPAPER.replace("MOSCOW: ", printed)
    found = shown(built(archive, {"004": page}))
    (title,) = found
    assert found[title] == original[title] | {"dateline": dateline, "pages": ["004"]}


def stories(archive):
    """Titles and bodies, whatever page they come from."""
    return {title: (one["text"], one["figures"]) for title, one in shown(archive).items()}


def plain(original, *titles):
    return {
        title: (one["text"], one["figures"])
        for title, one in original.items()
        if not titles or title.startswith(titles)
    }


def test_second_stories_in_other_pages_are_the_same_articles(archive, original):
    order = sorted(SECOND)
    pages = {name: f"{SHARED}\n\n\n\n{SECOND[other]}" for name, other in zip(order, order[1:] + order[:1], strict=True)}
    assert stories(built(archive, pages | {"004": NEWSPAPER})) == plain(original)


def test_the_order_of_the_stories_in_a_page_does_not_matter(archive, original):
    pages = {name: f"{second}\n\n\n\n{SHARED}" for name, second in SECOND.items()}
    assert stories(built(archive, pages | {"004": NEWSPAPER})) == plain(original)


def test_three_stories_in_one_file_are_three_articles(archive, original):
    page = "\n\n\n\n".join([SHARED, SECOND["000"], SECOND["001"]])
    found = stories(built(archive, {"000": page}))
    assert found == plain(original, "Libya’s Haftar", "Iraq, UK", "Sudan’s Burhan")


def test_all_stories_in_one_file_are_six_articles(archive, original):
    page = "\n\n\n\n".join([SHARED, *SECOND.values(), NEWSPAPER])
    assert stories(built(archive, {"000": page})) == plain(original)


def test_the_newspapers_page_may_stand_first_in_a_file(archive, original):
    page = "\n\n\n\n".join([NEWSPAPER, SECOND["000"]])
    found = shown(built(archive, {"004": page}))
    title = "Haftar visits Russia to ask for help fighting Islamists"
    assert found[title] == original[title]
    assert stories(archive) == plain(original, "Haftar visits", "Iraq, UK")


def test_the_newspapers_page_may_stand_second_in_a_file(archive, original):
    page = f"{SHARED}\n\n\n\n{NEWSPAPER}"
    found = shown(built(archive, {"004": page}))
    title = "Haftar visits Russia to ask for help fighting Islamists"
    assert found[title] == original[title]
    assert stories(archive) == plain(original, "Haftar visits", "Libya’s Haftar")


def test_the_newspapers_story_without_its_foot_may_stand_between_two_others(archive, original):
    page = "\n\n\n\n".join([SHARED, STORY_AND_PRINT_LINE, SECOND["002"]])
    found = shown(built(archive, {"004": page}))
    title = "Haftar visits Russia to ask for help fighting Islamists"
    assert found[title] == original[title]
    assert stories(archive) == plain(original, "Haftar visits", "Libya’s Haftar", "Lavrov: Moscow")


def test_two_blank_lines_between_stories_are_enough(archive, original):
    assert shown(built(archive, altered(lambda page: page.replace("\n\n\n\n", "\n\n\n")))) == original


def test_a_story_without_its_second_headline_is_still_cut_off(archive, original):
    def headline_once(page):
        return re.sub(r"\nTT\n\n(.+)\n", "\nTT\n", page)

    assert stories(built(archive, altered(headline_once))) == plain(original)


def test_stories_without_pictures_are_still_cut(archive, original):
    def without(page):
        page = re.sub(r"^(.{20,})\n\1\n(?:TT\n)?\n?", "", page, flags=re.MULTILINE)
        return re.sub(r"^(.{20,})\n\n\1$", r"\1", page, flags=re.MULTILINE)

    found = stories(built(archive, {name: without(page) for name, page in PAGES.items() if name != "004"}))
    wanted = plain(original, *[title for title in original if not title.startswith("Haftar visits")])
    assert {title: text for title, (text, _) in found.items()} == {title: text for title, (text, _) in wanted.items()}


@pytest.mark.parametrize("name", sorted(PAGES) or ["000"])
def test_a_page_alone_gives_its_own_articles(archive, original, name):
    found = stories(built(archive, {name: PAGES[name]}))
    assert found == {title: (one["text"], one["figures"]) for title, one in original.items() if name in one["pages"]}


def test_a_page_cut_off_in_the_middle_gives_the_story_before_the_cut(archive, original):
    page = PAGES["000"].encode()[: len(SHARED.encode()) + 900]
    title = "Libya’s Haftar Meets Putin in Moscow for First Time"
    assert stories(built(archive, {"000": page}))[title] == plain(original)[title]


def test_the_same_page_under_another_name_is_the_same_article(archive, original):
    assert stories(built(archive, PAGES | {"a copy": PAGES["000"]})) == plain(original)
