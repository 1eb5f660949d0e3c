"""Dates in the languages of the press: what is read, what stays unread, and what is known as a date all the same."""

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.reading.page_dates import choose_date, find_lede_date
from generator.model.article import PartialDate
from generator.text import date_words
from generator.text.calendars import gregorian_of_persian, read_numeral
from generator.text.date_tokens import months
from generator.text.dates import Role, find_date, find_dates, find_order, read_date_line

quick = settings(derandomize=True, deadline=None, max_examples=200)
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31))


def day_of(text, order="", languages=()):
    """The day that a line prints, in ISO form; None if it is no date line or its day stays unread."""
    line = read_date_line(text, order, languages)
    return line.date.iso if line and line.date else None


WHOLE = {
    "3. März 2021": "2021-03-03",
    "Erschienen am 3. Mrz. 2021 um 7.30 Uhr": "2021-03-03",
    "Stand: 03.03.2021, 07:30 Uhr": "2021-03-03",
    "3/23/2021": "2021-03-23",
    "Mis à jour le 1er mars 2021 à 7h30": "2021-03-01",
    "Mercredi 3 mars 2021": "2021-03-03",
    "3 MAR 2021 - 07:30 CET": "2021-03-03",
    "Publicado: 3 de marzo del 2021": "2021-03-03",
    "3 de março de 2021 às 07h30": "2021-03-03",
    "3 marzo 2021, ore 7:30": "2021-03-03",
    "woensdag 3 maart 2021 om 07:30": "2021-03-03",
    "Onsdag den 3. marts 2021 kl. 07.30": "2021-03-03",
    "keskiviikkona 3. maaliskuuta 2021": "2021-03-03",
    "3 marca 2021, 07:30": "2021-03-03",
    "3. března 2021": "2021-03-03",
    "3. 3. 2021": "2021-03-03",
    "2021. március 3.": "2021-03-03",
    "2021 m. kovo 3 d.": "2021-03-03",
    "2021. gada 3. martā": "2021-03-03",
    "3 martie 2021, 07:30": "2021-03-03",
    "3 Mart 2021 Çarşamba, 07:30": "2021-03-03",
    "Δημοσίευση: 3 Μαρτίου 2021": "2021-03-03",
    "3 марта 2021 года, 07:30": "2021-03-03",
    "3 березня 2021, 07:30": "2021-03-03",
    "3 март 2021 г.": "2021-03-03",
    "الأربعاء، 3 مارس/آذار 2021": "2021-03-03",
    "٣ مارس ٢٠٢١": "2021-03-03",
    "3 فيفري 2021": "2021-02-03",
    "3 غشت 2021": "2021-08-03",
    "۱۳ اسفند ۱۳۹۹": "2021-03-03",
    "1399/12/13": "2021-03-03",
    "3 במרץ 2021": "2021-03-03",
    "3 मार्च 2021": "2021-03-03",
    "३ मार्च २०२१": "2021-03-03",
    "3 มีนาคม 2564": "2021-03-03",
    "วันพุธที่ 3 มีนาคม พ.ศ. 2564 เวลา 07.30 น.": "2021-03-03",
    "3 มี.ค. 2021": "2021-03-03",
    "2021年3月3日 07:30": "2021-03-03",
    "发布时间：2021-03-03 07:30": "2021-03-03",
    "二〇二一年三月三日": "2021-03-03",
    "令和3年3月3日": "2021-03-03",
    "2021年3月3日(水) 7時30分": "2021-03-03",
    "등록 2021.03.03 07:30": "2021-03-03",
    "2021년 3월 3일": "2021-03-03",
    "Rabu, 3 Maret 2021 07:30 WIB": "2021-03-03",
    "Thứ Tư, ngày 3 tháng 3 năm 2021": "2021-03-03",
    "Mar. 3, 2021 7:30 a.m. ET": "2021-03-03",
    "7:30 am GMT, 3 March 2021": "2021-03-03",
    "Wed Mar 3 07:30:11 UTC 2021": "2021-03-03",
    "2021-03-03T07:30:00+01:00": "2021-03-03",
    "3-Mar-21": "2021-03-03",
    "3. März 20213. März 2021": "2021-03-03",
    "March 3, 2021 / 7:30 AM / 3 months ago": "2021-03-03",
    "March 3, 2021 · 4 min read": "2021-03-03",
}
UNREAD = [
    "03/04/2021", "3 March", "14-16 March 2021", "2 hours ago", "vor 3 Stunden", "hace 2 días", "il y a 5 minutes",
    "3小时前",
    "3시간 전", "5 часов назад", "Yesterday", "gestern", "Published 2 hours ago", "Stand 03.04.21",
]  # fmt: skip
NO_DATE_LINE = [
    "Council approves 3 new tram lines",
    "1984",
    "3 Comments",
    "About us",
    "11.1.2.3",
    "",
    "Chapter 3: 1984",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_line_that_is_a_date_is_read(text):
    line = read_date_line(text)
    assert line.is_whole
    assert line.date.iso == WHOLE[text]


@pytest.mark.parametrize("text", UNREAD)
def test_a_date_that_names_no_day_is_a_date_line_all_the_same(text):
    line = read_date_line(text)
    assert line.is_whole
    assert line.date is None


@pytest.mark.parametrize("text", NO_DATE_LINE)
def test_other_lines_are_no_date_lines(text):
    assert read_date_line(text) is None


class TestRoles:
    @pytest.mark.parametrize(
        "text",
        [
            "Updated 5 March 2021, Published 3 March 2021",
            "Published: 3 March 2021 | Updated: 5 March 2021",
            "3 March 2021 (updated 5 March 2021)",
            "Veröffentlicht am 3. März 2021, aktualisiert am 5. März 2021",
            "3 de março de 2021 - Atualizado em 5 de março de 2021",
            "2021年3月3日 公開 2021年3月5日 更新",
            "Опубликовано: 03.03.2021. Обновлено: 05.03.2021",
        ],
    )
    def test_tell_what_was_published_from_what_was_updated(self, text):
        line = read_date_line(text)
        assert (line.published, line.updated) == (PartialDate(2021, 3, 3), PartialDate(2021, 3, 5))

    def test_of_a_line_with_an_update_only_give_that_day(self):
        line = read_date_line("Aggiornato il 5 marzo 2021")
        assert (line.published, line.date) == (None, PartialDate(2021, 3, 5))
        assert [mention.role for mention in line.mentions] == [Role.UPDATED]


class TestAmbiguous:
    def test_order_decides(self):
        assert day_of("03/04/2021", "dmy") == "2021-04-03"
        assert day_of("03/04/2021", "mdy") == "2021-03-04"
        assert read_date_line("03/04/2021").is_ambiguous

    def test_weekday_decides(self):
        assert day_of("Saturday 03/04/2021") == "2021-04-03"
        assert day_of("Thursday 03/04/2021") == "2021-03-04"

    def test_language_decides_between_months_of_a_name(self):
        assert day_of("5 listopada 2021") is None
        assert day_of("5 listopada 2021", languages=("hr",)) == "2021-10-05"
        assert day_of("5 listopada 2021", languages=("pl",)) == "2021-11-05"

    def test_points_are_day_month_year_and_short_years_need_an_order(self):
        assert day_of("03.04.2021") == "2021-04-03"
        assert day_of("03.04.21") is None
        assert day_of("03.04.21", "dmy.") == "2021-04-03"

    def test_order_of_a_page_is_that_of_its_clear_dates_then_its_language(self):
        assert find_order(["03/04/2021", "03/25/2021"]) == "mdy"
        assert find_order(["03/04/2021", "25/03/2021"]) == "dmy"
        assert find_order(["25/03/2021", "03/25/2021"], "fr") == ""
        assert find_order(["03/04/2021"], "fr") == "dmy/"
        assert find_order(["03/04/2021"], "en") == ""
        assert find_order(["03/04/2021", "March 4, 2021"]) == "mdy"

    def test_order_of_a_language_that_prints_points_says_nothing_of_slashes(self):
        assert day_of("03/04/2021", find_order([], "de")) is None


def test_what_a_line_says_beside_its_date_is_left():
    line = read_date_line("7. Mai 2019, 23:39 · von Tobi")
    assert (line.rest, line.date.iso) == ("von Tobi", "2019-05-07")
    assert read_date_line("Ann Lee - May 7, 2019 8:02 pm UTC").rest == "Ann Lee"
    line = read_date_line("ABU DHABI, 8 November 2017")
    assert line.is_apart
    assert not read_date_line("What happened on 11 September 2001").is_apart


def test_the_shortest_month_names_are_no_words_of_sentences():
    assert [mention.date.iso for mention in find_dates("It sold out 2019 of them; in 3 May 2018 it began.")] == [
        "2018-05-03"
    ]


@pytest.mark.parametrize("name", sorted(months())[::7])
def test_every_month_of_the_table_is_read_in_its_language(name):
    for number, languages in months()[name].items():
        for language in sorted(languages)[:2]:
            line = read_date_line(f"3 {name} 2021", languages=(language,))
            assert line is not None
            assert line.date == PartialDate(2021, number, 3), (name, language)


@quick
@given(DAYS, st.sampled_from([entry for entry in sorted(months()) if len(months()[entry]) == 1]))
def test_a_day_is_the_same_in_a_line_and_in_a_text(day, name):
    (number,) = months()[name]
    printed = f"{min(day.day, 28)} {name} {day.year}"
    wanted = PartialDate(day.year, number, min(day.day, 28))
    assert read_date_line(printed).date == wanted
    found = find_date(f"Everybody came to it on {printed}, and nobody left before it was dark.")
    assert found.date == wanted


@quick
@given(DAYS)
def test_numeric_days_are_read_as_their_order_says_or_not_at_all(day):
    printed = f"{day.day:02}/{day.month:02}/{day.year}"
    assert day_of(printed, "dmy") == day.isoformat()
    assert day_of(printed) in (day.isoformat(), None)
    assert day_of(printed) is not None or (day.day <= 12 and day.day != day.month)
    assert day_of(day.isoformat()) == day_of(f"{day:%d.%m.%Y}") == day.isoformat()


@quick
@given(st.text(max_size=120) | st.text(st.sampled_from("0123456789.-/: 年月日Marchmai,"), max_size=60))
def test_nothing_is_raised_and_every_date_is_a_day_of_the_calendar(text):
    line = read_date_line(text)
    for mention in line.mentions if line else ():
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.date is None or PartialDate.parse(mention.date.iso) == mention.date
    for mention in find_dates(text):
        assert text[mention.start : mention.end]
        assert PartialDate.parse(mention.date.iso) == mention.date


@pytest.mark.parametrize("unit", ["1 ", "12.", "3 May ", "2021-", "年", "2021年1", "12:30 ", "th ", "－", "1/"])
def test_time_grows_with_the_length_of_a_text_and_no_more(unit):
    start = time.process_time()
    for _ in range(3):
        read_date_line((unit * 200)[:200])
    list(find_dates(unit * 20_000 + " 3 May 2018"))
    assert time.process_time() - start < 5


def test_calendars():
    assert gregorian_of_persian(1400, 1, 1) == (2021, 3, 21)
    assert gregorian_of_persian(1399, 12, 30) == (2021, 3, 20)
    assert [read_numeral(text) for text in ("十", "十四", "二十一", "廿三", "二〇二一", "7")] == [
        10,
        14,
        21,
        23,
        2021,
        7,
    ]


def test_tables_are_folded_and_say_their_languages():
    assert all(name == name.lower() for name in months())
    assert "Babel" in date_words.__doc__


HEADLINE = "Ferry Runs Again After the Storm"
TEXT = [
    "The ferry between the town and the islands ran again on Tuesday, three weeks after the storm had damaged its pier."
] * 3


class TestDateOfAPage:
    def choose(self, above, below=(), head=(), language="en"):
        lines = [*head, HEADLINE, *above, *TEXT, *below]
        first = len(head) + 1 + len(above)
        chosen = choose_date(lines, len(head), first, first + len(TEXT) - 1, language)
        return (chosen.date and chosen.date.iso, chosen.modified and chosen.modified.iso) if chosen else None

    def test_is_the_one_below_the_headline(self):
        assert self.choose(["5 May 2019"], ["A Bridge Opens", "7 May 2019"], ["Monday, 6 May 2019"]) == (
            "2019-05-05",
            None,
        )

    def test_is_the_published_one(self):
        assert self.choose(["Updated 7 May 2019", "Published 5 May 2019"]) == ("2019-05-05", "2019-05-07")
        assert self.choose(["5 May 2019", "Updated 7 May 2019"]) == ("2019-05-05", "2019-05-07")

    def test_is_none_of_those_in_a_list_of_other_stories(self):
        teasers = ["A Bridge Opens", "7 May 2019", "A Mill Burns", "8 May 2019", "A Boat Sinks", "9 May 2019"]
        assert self.choose([], teasers) is None

    def test_is_the_one_behind_the_text_if_it_is_marked(self):
        assert self.choose([], ["Published on 5 May 2019"]) == ("2019-05-05", None)

    def test_is_read_in_the_order_of_the_language(self):
        assert self.choose(["04/05/2019"], language="fr") == ("2019-05-04", None)
        assert self.choose(["04/05/2019"]) is None

    @pytest.mark.parametrize(
        "text",
        [
            "Registered: 5 May 2009",
            "Fares from 1 June 2019",
            "Die Preise ab 01.06.2019",
            "Förderung (bis 31.12.2019)",
            "5 May 2019, 10:00-11:30",
            "Posted by Harbour Council on Monday, May 6, 2019",
            "© 1996 to 5 May 2019 Harbour Press",
        ],
    )
    def test_is_no_day_of_something_else(self, text):
        assert self.choose([text]) is None

    def test_of_the_last_change_is_none_of_publication(self):
        assert self.choose(["Last updated: 7 May 2019"]) == (None, "2019-05-07")
        assert self.choose(["Updated 7 May 2019, 10:30"]) == ("2019-05-07", None)
        assert self.choose(["Stand: 07.05.2019"], language="de") == ("2019-05-07", None)
        assert self.choose(["Last updated: 7 May 2019"], ["Published 5 May 2019"]) == ("2019-05-05", "2019-05-07")

    def test_is_none_of_the_teasers_between_headline_and_text(self):
        teasers = ["A Bridge Opens", "7 May 2019", "A Mill Burns", "8 May 2019", "A Boat Sinks", "9 May 2019"]
        assert self.choose(["5 May 2019", "", *teasers]) == ("2019-05-05", None)
        assert self.choose(["Menu", "", "", *teasers]) is None

    def test_is_the_one_below_the_second_print_of_the_headline(self):
        teasers = ["Menu", "", "", "A Bridge Opens", "7 May 2019", "A Mill Burns", "8 May 2019"]
        assert self.choose([*teasers, HEADLINE, "5 May 2019 5 May 2019", "Ann Lee"]) == ("2019-05-05", None)

    def test_is_far_from_a_headline_that_is_only_the_title_of_the_page(self):
        assert self.choose([*["Menu"] * 90, "5 May 2019, 10:30"]) == ("2019-05-05", None)

    @pytest.mark.parametrize(
        "text",
        [
            "© Harbour Press | Photo: Ann Lee | 05.05.2019 08:03",
            "Gespeichert von Ann Lee am 5. Mai 2019 - 18:55",
            "This entry was posted in Harbour on 5 May 2019 by Ann Lee.",
            "Date: 5 May 2019",
            "Dieser Beitrag wurde am 5. Mai 2019 um 14:48 Uhr von Ann geschrieben.",
        ],
    )
    def test_is_the_one_that_signs_below_the_text(self, text):
        assert self.choose([], [text]) == ("2019-05-05", None)

    @pytest.mark.parametrize(
        "text",
        [
            "By Ann LeeMay 5, 2019 | 6 comments",
            "Updated on 05-May-2019 10:30",
            "Publié le 5 mai 19 à 9:21",
            "Aktualisiert am 05.05.2019-15:46",
            "May 5, 2019 · Ann Lee on behalf of the harbour and its group",
        ],
    )
    def test_is_printed_in_odd_ways(self, text):
        assert self.choose([text]) == ("2019-05-05", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 May 2019. The ferry ran again.", "2019-05-05"),
        ("05.05.2019 – Die Fähre fährt wieder.", "2019-05-05"),
        ("5. Mai 2019 „Die Fähre fährt“, sagte sie.", "2019-05-05"),
        ("5 May 2019 was the day on which it ran.", None),
        ("On 5 May 2019. it ran again.", None),
        ("May 2019. The ferry ran again.", None),
    ],
)
def test_a_paragraph_may_begin_with_the_day_of_the_story(text, day):
    date = find_lede_date(text)

    assert (date and date.iso) == day
