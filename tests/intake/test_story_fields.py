"""Bylines, datelines, captions, rights and addresses, line by line."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.reading import picture_credits
from generator.ingest.reading.agencies import find_agency, is_agency
from generator.ingest.reading.bylines import is_byline, is_byline_label, parse_byline
from generator.ingest.reading.choose_byline import choose_byline
from generator.ingest.reading.datelines import split_dateline
from generator.ingest.reading.publications import (
    Rights,
    find_print_publication,
    find_rights_holder,
    find_url,
    read_url_date,
)
from generator.model.article import PartialDate
from generator.text.line_breaks import join_pair

quick = settings(derandomize=True, deadline=None, max_examples=200)

MARKED = {
    "By Maria T. Keller": ("Maria T. Keller",),
    "BY MARIA KELLER, STAFF WRITER": ("MARIA KELLER",),
    "By Prof. Maria Keller": ("Prof. Maria Keller",),
    "By Maria Keller | mkeller@gazette.example": ("Maria Keller",),
    "By Maria Keller @mkeller": ("Maria Keller",),
    "By: Maria Keller": ("Maria Keller",),
    "Written by Maria Keller and Tom Reed": ("Maria Keller", "Tom Reed"),
    "By Maria Keller in Paris": ("Maria Keller",),
    "By Maria Keller, 3 March 2021": ("Maria Keller",),
    "Posted by Maria Keller on March 3, 2021": ("Maria Keller",),
    "3 March 2021 · by maria": ("maria",),
    "Author: Maria Keller": ("Maria Keller",),
    "Von Maria Keller und Tom Reuter": ("Maria Keller", "Tom Reuter"),
    "Text: Maria Keller": ("Maria Keller",),
    "Par Maria Keller (avec AFP)": ("Maria Keller",),
    "Por María José Núñez-Gil": ("María José Núñez-Gil",),
    "Di Maria d'Angelo": ("Maria d'Angelo",),
    "Door Maria van den Berg": ("Maria van den Berg",),
    "Tekst: Maria Dahl": ("Maria Dahl",),
    "Autorka: Maria Nowak": ("Maria Nowak",),
    "Автор: Мария Иванова": ("Мария Иванова",),
    "Γράφει η Μαρία Παππά": ("Μαρία Παππά",),
    "Yazan: Ayşe Yılmaz": ("Ayşe Yılmaz",),
    "بقلم سمير حداد": ("سمير حداد",),
    "كتبت: ليلى حداد": ("ليلى حداد",),
    "מאת רות לוי": ("רות לוי",),
    "记者 李明": ("李明",),
    "文/李明": ("李明",),
    "〔記者李明／台北報導〕": ("李明",),
    "김영희 기자": ("김영희",),
    "Oleh Budi Santoso": ("Budi Santoso",),
    "✍ By Maria Keller": ("Maria Keller",),
}


@pytest.mark.parametrize("text", MARKED)
def test_a_label_makes_a_byline(text):
    byline = parse_byline(text)
    assert byline.is_marked
    assert byline.names[: len(MARKED[text])] == MARKED[text]


@pytest.mark.parametrize(
    "text",
    [
        "By our correspondent in Berlin", "By our harbour and rail correspondent", "Door onze verslaggever",
        "By staff and agencies", "From wire services", "Por la redacción", "Redaktion", "Staff Writer",
    ],
)  # fmt: skip
def test_a_byline_may_name_nobody(text):
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "By the numbers", "Von der Leyen fordert mehr Geld", "Von Berlin nach Paris in drei Stunden",
        "Por la mañana llegó el barco",
        "di questo si parla", "By morning the ferry had gone.",
        "Writers strike ends", "Staff shortages hit schools", "From the archive", "3 March 2021", "",
    ],
)  # fmt: skip
def test_a_line_that_begins_so_is_no_byline(text):
    assert not is_byline(text)


def test_a_byline_keeps_its_print_and_loses_its_date_and_addresses():
    assert parse_byline("By Maria Keller | mkeller@gazette.example | 3 March 2021").text == "By Maria Keller"
    assert parse_byline("Par Maria Keller (avec AFP)").text == "Par Maria Keller (avec AFP)"
    assert parse_byline("Par Maria Keller (avec AFP)").agency == "AFP"


def test_names_alone_are_a_byline_that_nothing_marks():
    byline = parse_byline("Maria Keller and Tom Reed")
    assert (byline.names, byline.is_marked) == (("Maria Keller", "Tom Reed"), False)
    assert parse_byline("Middle East") is None
    assert parse_byline("dpa/AFP").agency == "dpa/AFP"


def test_labels_alone_announce_a_byline_below():
    assert is_byline_label("Von")
    assert is_byline_label("Author:")
    assert not is_byline_label("World")


HEADLINE = "Ferry Runs Again After the Storm"
TEXT = [
    "The ferry between the town and the islands ran again on Tuesday, three weeks after the storm had damaged its pier."
] * 2


class TestBylineOfAPage:
    def choose(self, above, below=()):
        lines = [HEADLINE, *above, *TEXT, *below]
        chosen = choose_byline(lines, 0, 1 + len(above), len(above) + len(TEXT))
        return chosen[1].text if chosen else None

    def test_is_the_marked_one(self):
        assert self.choose(["Photo: Tom Reed", "By Maria Keller"]) == "By Maria Keller"

    def test_is_a_name_beside_a_date(self):
        assert self.choose(["Maria Keller", "3 March 2021"]) == "Maria Keller"
        assert self.choose(["Maria Keller, 3 March 2021"]) == "Maria Keller"

    def test_is_a_name_below_its_label(self):
        assert self.choose(["By", "Quellin Zorba"]) == "Quellin Zorba"

    def test_is_a_name_that_the_page_explains(self):
        assert self.choose(["Maria Keller"], ["Maria Keller is a reporter of the Gazette."]) == "Maria Keller"

    def test_has_the_names_below_too(self):
        assert self.choose(["By Maria Keller", "and", "Tom Reed", "3 March 2021"]) == "By Maria Keller and Tom Reed"
        assert self.choose(["Maria Keller", "Tom Reed", "3 March 2021"]) == "Maria Keller, Tom Reed"

    def test_is_no_section(self):
        assert self.choose(["Harbour Development"]) is None

    def test_is_the_one_behind_the_text(self):
        assert self.choose([], ["Von Maria Keller"]) == "Von Maria Keller"

    def test_is_not_one_of_several_behind_the_text(self):
        comments = ["Posted by: Tom at 3 March 2021 10:00", "Well said.", "Posted by: Ida at 4 March 2021 11:00"]
        assert self.choose([], ["", "Comments", "Great!", *comments]) is None

    @pytest.mark.parametrize("office", ["Redaktion", "Editorial staff", "Redacción"])
    def test_is_no_entry_of_a_menu(self, office):
        assert self.choose([], ["", "Contact", "Imprint", office, "Advertising"]) is None

    def test_is_not_the_person_whom_the_story_is_about(self):
        about = ["Keller said that the ferry would run again.", "Keller had left in May.", "The town likes Keller."]
        assert choose_byline([HEADLINE, "Maria Keller", *about, *TEXT, *TEXT], 0, 2, 8) is None

    def test_is_no_name_of_an_embedded_post(self):
        assert self.choose(["Tom Reed (@tomreed) 3 March 2021"]) is None

    def test_is_above_its_agency_or_has_it_behind(self):
        assert self.choose(["Quellin Zorba", "Associated Press", "3 March 2021"]) == "Quellin Zorba"
        assert self.choose(["By", "Maria Keller", ",", "Associated Press"]) == "Maria Keller, Associated Press"

    def test_is_a_pen_name_below_its_label(self):
        assert self.choose(["by", "Susan", "3 March 2021"]) == "Susan"
        assert self.choose(["Von", "Der Hafenbär"]) == "Der Hafenbär"

    def test_is_a_name_below_its_portrait(self):
        assert self.choose(["Headshot of Quellin Zorba", "Quellin Zorba"]) == "Quellin Zorba"

    def test_is_the_marked_one_far_below_the_title_of_the_page(self):
        assert self.choose([*["Menu"] * 40, "Maria Keller", *["Menu"] * 40, "By Tom Reed"]) == "By Tom Reed"


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("By Maria KellerPublished", "By Maria Keller"),
        ("By Maria KellerIn Harbour News", "By Maria Keller"),
        ("By Maria Keller.", "By Maria Keller"),
        ("26. September 2019 Maria Keller Schreibe einen Kommentar", "Maria Keller"),
        ("Maria Keller December 9, 2024 0 Comments", "Maria Keller"),
        ("Wednesday January 18, 2017 10:44 am PST by Maria Keller", "by Maria Keller"),
        ("Von dpa", "Von dpa"),
    ],
)
def test_a_byline_ends_where_the_page_goes_on(text, byline):
    assert parse_byline(text).text == byline


BODY = "the council of the town has decided to raise the old harbour wall."
DATELINES = {
    "OSLO, MARCH 3 - The council": ("OSLO, MARCH 3", "OSLO", None),
    "March 3 (Reuters) - The council": ("March 3 (Reuters)", None, "Reuters"),
    "OSLO (AP) — The council": ("OSLO (AP)", "OSLO", "AP"),
    "OSLO, Norway (AP) -- The council": ("OSLO, Norway (AP)", "OSLO, Norway", "AP"),
    "OSLO March 3 (Reuters) - The council": ("OSLO March 3 (Reuters)", "OSLO", "Reuters"),
    "OSLO, March 3 (Xinhua) -- The council": ("OSLO, March 3 (Xinhua)", "OSLO", "Xinhua"),
    "OSLO, March 3. /TASS/. The council": ("OSLO, March 3. /TASS/", "OSLO", "TASS"),
    "ОСЛО, 3 марта. /ТАСС/. Городской совет": ("ОСЛО, 3 марта. /ТАСС/", "ОСЛО", "ТАСС"),
    "ОСЛО, 3 мар – РИА Новости. Городской совет": ("ОСЛО, 3 мар – РИА Новости", "ОСЛО", "РИА Новости"),
    "Осло. 3 марта. INTERFAX.RU - Городской совет": ("Осло. 3 марта. INTERFAX.RU", "Осло", "INTERFAX.RU"),
    "Oslo, 3 mars 2021 (AFP) - Le conseil": ("Oslo, 3 mars 2021 (AFP)", "Oslo", "AFP"),
    "Oslo, 3. März (dpa) - Der Rat": ("Oslo, 3. März (dpa)", "Oslo", "dpa"),
    "Oslo, 3 mar (EFE).- El ayuntamiento": ("Oslo, 3 mar (EFE)", "Oslo", "EFE"),
    "(ANSA) - OSLO, 3 MAR - Il consiglio": ("(ANSA) - OSLO, 3 MAR", "OSLO", "ANSA"),
    "OSLO, 3 MAR (Lusa) - O conselho": ("OSLO, 3 MAR (Lusa)", "OSLO", "Lusa"),
    "Oslo (PAP) - Rada": ("Oslo (PAP)", "Oslo", "PAP"),
    "OSLO (AA) - Belediye": ("OSLO (AA)", "OSLO", "AA"),
    "أوسلو، 3 مارس (أ ف ب) - قرر المجلس": ("أوسلو، 3 مارس (أ ف ب)", "أوسلو", "أ ف ب"),
    "أوسلو (رويترز) - قرر المجلس": ("أوسلو (رويترز)", "أوسلو", "رويترز"),
    "新华社奥斯陆3月3日电 市议会": ("新华社奥斯陆3月3日电", None, "新华社"),
    "新华社奥斯陆3月3日电（记者李明）市议会": ("新华社奥斯陆3月3日电（记者李明）", None, "新华社"),
    "【ソウル聯合ニュース】市議会": ("【ソウル聯合ニュース】", None, "聯合ニュース"),
    "OSLO: The council": ("OSLO", "OSLO", None),
    "Oslo — The council": ("Oslo", "Oslo", None),
}


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_is_told_by_its_parts(text):
    dateline = split_dateline(f"{text} {BODY}")
    assert (dateline.text, dateline.place, dateline.agency) == DATELINES[text]
    assert f"{text} {BODY}"[dateline.end :].endswith(BODY)


def test_a_dateline_has_the_day_that_it_prints_with_its_year():
    assert split_dateline(f"Oslo, 3 mars 2021 (AFP) - Le conseil {BODY}").date == PartialDate(2021, 3, 3)
    assert split_dateline(f"OSLO, March 3 (Xinhua) -- The council {BODY}").date is None


@pytest.mark.parametrize(
    "text",
    [
        "He said: never again", "The vote - a long one - was over", "Anna Berg (SPD) – die Ministerin – sagte",
        "NOTE: this text",
        "Q&A: The council", "3 March: The council met", "By Maria Keller - The council",
    ],
)  # fmt: skip
def test_other_beginnings_are_no_datelines(text):
    assert split_dateline(f"{text} {BODY}") is None


@pytest.mark.parametrize(
    "text",
    [
        "Image source, Getty Images", "Foto: Maria Keller/dpa", "Photograph: Tom Reed/The Gazette",
        "Tom Reed/The Gazette", "Фото: ТАСС", "摄影：李明", "Crédit photo : AFP",
    ],
)  # fmt: skip
def test_a_line_that_is_a_credit_is_known_as_one(text):
    assert picture_credits.find_credit_start(text) == 0


@pytest.mark.parametrize(
    "text", ["Politics/Economy", "The mayor said: no", "Photo gallery of the storm", "Par Maria Keller (avec AFP)"]
)
def test_other_lines_are_no_credits(text):
    assert picture_credits.find_credit_start(text) == -1


def figures(*lines):
    return [
        (f.caption, f.credit)
        for f in picture_credits.read_figures((line, picture_credits.find_credit_start(line)) for line in lines)
    ]


class TestFigures:
    def test_have_the_caption_that_a_label_announces_and_the_source_above(self):
        assert figures("Image source, Getty Images", "Image caption, The ferry at its pier") == [
            ("The ferry at its pier", "Getty Images")
        ]

    def test_have_the_credit_below(self):
        assert figures("The ferry at its pier.", "Tom Reed/The Gazette") == [
            ("The ferry at its pier.", "Tom Reed/The Gazette")
        ]

    def test_of_a_gallery_have_each_their_own(self):
        assert figures(
            "The ferry.", "Photograph: Tom Reed/The Gazette", "The pier.", "Photograph: Ann Berg/The Gazette"
        ) == [
            ("The ferry.", "Tom Reed/The Gazette"),
            ("The pier.", "Ann Berg/The Gazette"),
        ]

    def test_are_announced_in_other_languages(self):
        assert picture_credits.find_labelled_caption("Bildunterschrift: Die Fähre am Pier") == "Die Fähre am Pier"
        assert picture_credits.find_labelled_caption("Légende :") == ""
        assert picture_credits.find_labelled_caption("The ferry at its pier") is None


RIGHTS = {
    "© 2021 The Hill Gazette. All rights reserved.": Rights("The Hill Gazette", is_house=False),
    "The Hill Gazette © 2021": Rights("The Hill Gazette", is_house=False),
    "Copyright © 2021 Gannett Media Corp. All rights reserved": Rights("Gannett Media", is_house=True),
    "© Guardian News & Media Limited": Rights("Guardian News & Media", is_house=True),
    "© 2021 Verlagsgesellschaft Nord GmbH": Rights("Verlagsgesellschaft Nord", is_house=True),
    "© 2021 Новости холма": Rights("Новости холма", is_house=False),
}


@pytest.mark.parametrize("text", RIGHTS)
def test_a_line_of_rights_names_a_paper_or_a_house(text):
    assert find_rights_holder(text) == RIGHTS[text]


@pytest.mark.parametrize("text", ["Copyright law splits the house", "All rights reserved", "© 2021 Getty Images", "©"])
def test_other_lines_name_nobody(text):
    assert find_rights_holder(text) is None


def test_a_print_edition_names_its_paper():
    assert (
        find_print_publication("A version of this article appears in print in The Hill Gazette on page 3.")
        == "The Hill Gazette"
    )


class TestAddress:
    STORY = "https://gazette.example/2021/03/03/ferry-runs-again"

    def test_is_the_one_behind_its_label(self):
        assert find_url([HEADLINE, f"Source: {self.STORY}.", *TEXT], 0) == self.STORY
        assert find_url([HEADLINE, "Quelle:", self.STORY, *TEXT], 0) == self.STORY

    def test_is_the_one_alone_at_the_head_of_the_page(self):
        assert find_url([self.STORY, HEADLINE, *TEXT], 1) == self.STORY

    def test_is_no_home_page_picture_or_share_mark(self):
        lines = [
            "https://gazette.example/",
            "https://twitter.com/share?u=12345",
            "https://gazette.example/2021/ferry-again.jpg",
        ]
        assert find_url([*lines, HEADLINE, *TEXT], 3) is None

    def test_is_none_of_many(self):
        assert find_url([f"{self.STORY}-{n}" for n in range(4)], 0) is None

    def test_has_a_day(self):
        assert read_url_date(self.STORY) == PartialDate(2021, 3, 3)


def test_agencies_are_known_by_name():
    assert is_agency("dpa/AFP")
    assert not is_agency("The Gazette")
    assert find_agency("By Maria Keller, Associated Press") == "Associated Press"


def test_divided_words_are_joined_and_compounds_keep_their_hyphen():
    lines = ["the ferry be-", "tween the islands ran on Tues-", "day, a self-", "made man said in an Anglo-", "Saxon"]
    text = "the ferry between the islands ran on Tuesday, a self-made man said in an Anglo-Saxon"
    assert functools.reduce(join_pair, lines) == text


@quick
@given(
    st.text(max_size=170)
    | st.lists(
        st.sampled_from(
            ["By ", "Von ", "(", ")", "AP", " - ", ": ", "Maria ", "and ", "3 March 2021", "/", "©", "新华社", "电"]
        )
    ).map("".join)
)
def test_nothing_is_raised_because_of_a_line(text):
    byline, dateline = parse_byline(text), split_dateline(text)
    assert byline is None or byline.text
    assert dateline is None or (0 < dateline.end <= len(text) - 2 and dateline.text)
    at = picture_credits.find_credit_start(text)
    assert -1 <= at < max(1, len(text))
    list(picture_credits.read_figures([(text, at)]))
    find_rights_holder(text)
    find_url([text, text])
