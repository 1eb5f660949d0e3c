"""Reports that share a template are stories of their own; copies with edited words are not."""

import pytest

from generator.ingest.copies.duplicates import explain_match
from generator.ingest.cut.decode import decode
from generator.ingest.outline import build_outline
from generator.ingest.reading.read_stories import read_stories

# Each a template, and what stands in it on two days or for two towns.
REPORTS = {
    "rates-en": (
        """\
Crown rates of the day

{d}

The Bank of Westhaven set the rate of the crown at {a} to the dollar and {b} to the euro on {w}, it
said in its daily bulletin. The rate holds for all offices of the bank and its agents.

Buyers of more than ten thousand crowns may ask for a better rate at the head office in Mill Street,
which is open from nine to four on working days. The bank charges no fee for amounts below five
hundred crowns.
""",
        {"d": "14 January 2025", "a": "4.12", "b": "4.47", "w": "Tuesday"},
        {"d": "15 January 2025", "a": "4.15", "b": "4.47", "w": "Wednesday"},
    ),
    "traffic-en": (
        """\
Traffic in the town today

{d}

Drivers have to expect jams on the ring road from seven to nine in the morning, because one lane
towards the {x} is closed for works until the evening. The works department asks drivers to use the
northern bridge.

Buses of the lines to the university and the harbour run every ten minutes, and the ferry leaves at
every full hour as usual. The department reports works in its bulletin every day at six.
""",
        {"d": "14 January 2025", "x": "harbour"},
        {"d": "15 January 2025", "x": "station"},
    ),
    "court-en": (
        """\
Westhaven court list

{d}

Before the magistrate in court room one on {w}: {n}, charged with theft from a shop in Mill Street.
The hearing begins at nine, and the public may attend as long as there are seats.

The list is published every working day by the clerk of the court. Changes at short notice are
possible, and those who want to be sure should call the office of the clerk before they come.
""",
        {"d": "14 January 2025", "w": "Tuesday", "n": "John Miller"},
        {"d": "15 January 2025", "w": "Wednesday", "n": "Peter Strand"},
    ),
    "prayer-en": (
        """\
Prayer times in Westhaven

{d}

Fajr {a}, Dhuhr 12:31, Asr 14:45, Maghrib {b}, Isha 18:50. The times are those of the mosque in
Harbour Street and hold for the whole town; those who pray at work may ask for a room.

The mosque opens an hour before the first prayer. Visitors are asked to leave their shoes at the
door and to switch off their telephones before they enter the hall.
""",
        {"d": "14 January 2025", "a": "05:58", "b": "17:12"},
        {"d": "15 January 2025", "a": "05:57", "b": "17:14"},
    ),
    "tides-de": (
        """\
Gezeiten im Hafen

{d}

Hochwasser ist am {w} um {a} und um {b} Uhr, Niedrigwasser um {c} Uhr. Die Zeiten gelten für den
Pegel an der alten Mole, an den äußeren Kais tritt die Flut etwa zehn Minuten früher ein.

Das Hafenamt bittet Spaziergänger, das Watt spätestens zwei Stunden vor der Flut zu verlassen.
Führungen beginnen am Leuchtturm, eine Anmeldung ist nicht nötig.
""",
        {"d": "14. Januar 2025", "w": "Dienstag", "a": "4.12", "b": "16.40", "c": "10.25"},
        {"d": "15. Januar 2025", "w": "Mittwoch", "a": "4.58", "b": "17.25", "c": "11.10"},
    ),
    "weather-fr": (
        """\
La météo du jour

{d}

Le ciel sera couvert le matin, puis le soleil reviendra par l'ouest dans l'après-midi. Le vent
restera faible, et il fera {a} degrés au plus chaud de la journée, {b} degrés au lever du jour.

Le risque de pluie est de vingt pour cent. Les personnes allergiques au pollen devraient rester chez
elles le matin, écrit le service météorologique dans son bulletin quotidien.
""",
        {"d": "14 janvier 2025", "a": "neuf", "b": "deux"},
        {"d": "15 janvier 2025", "a": "dix", "b": "trois"},
    ),
    "weather-towns-es": (
        """\
El tiempo en {t}

14 de enero de 2025

El día empezará nublado en {t}, con sol a partir del mediodía y un viento flojo del oeste. La máxima
llegará a 9 grados por la tarde y la mínima rondará los {b} grados de noche.

La probabilidad de lluvia es del 20 por ciento. Las personas alérgicas al polen deberían quedarse en
casa por la mañana, dijo la oficina del tiempo en su informe diario.
""",
        {"t": "Puertoalto", "b": "2"},
        {"t": "Villabaja", "b": "2"},
    ),
    "weather-towns-en": (
        """\
Weather in {t}

14 January 2025

The day begins cloudy in {t}, with sun from noon on and a light wind from the west. Highs will reach
9 degrees in the afternoon, and lows at night will be near 2 degrees.

The chance of rain is 20 percent. People who suffer from pollen should stay indoors in the morning,
the weather office said in its daily report on Tuesday. Sailors are warned of gusts.
""",
        {"t": "Millport"},
        {"t": "Westhaven"},
    ),
    "lottery-ru": (
        """\
Результаты розыгрыша

{d}

В розыгрыше лотереи {w} выпали числа {a}. Главный приз никто не выиграл, и он переходит на следующую
неделю, сообщили организаторы.

Билеты продаются во всех киосках города до шести вечера. Выигрыши до тысячи крон выплачивают на
месте, за большими суммами нужно прийти в контору на улице Мира с паспортом.
""",
        {"d": "14 января 2025", "w": "во вторник", "a": "4, 11, 19, 23 и 40"},
        {"d": "15 января 2025", "w": "в среду", "a": "2, 11, 18, 31 и 45"},
    ),
    "rates-zh": (
        """\
今日汇率

{d}

西港银行{w}公布，克朗兑美元汇率为{a}，兑欧元汇率为{b}。该汇率适用于银行的所有网点及其代理机构。

兑换金额超过一万克朗的客户可以到磨坊街总行申请更优惠的汇率，总行工作日九点至四点营业。五百克朗以下的兑换不收手续费。
""",
        {"d": "2025年1月14日", "w": "周二", "a": "4.12", "b": "4.47"},
        {"d": "2025年1月15日", "w": "周三", "a": "4.15", "b": "4.47"},
    ),
    "virus-words-de": (
        """\
Die Zahlen des Tages

{d}

Das Gesundheitsamt hat am {w} {a} neue Fälle und {b} Todesfälle gemeldet. Die Zahlen kommen aus den
Laboren des Kreises und können später noch berichtigt werden, wie das Amt mitteilte.

Wer hustet, soll zu Hause bleiben und seinen Arzt anrufen, bevor er in die Praxis geht. Das Amt ist
werktags von neun bis vier Uhr zu erreichen, an Feiertagen nur in Notfällen.
""",
        {"d": "14. Januar 2025", "w": "Dienstag", "a": "zwölf", "b": "drei"},
        {"d": "15. Januar 2025", "w": "Mittwoch", "a": "neun", "b": "zwei"},
    ),
    "results-en": (
        """\
Westhaven league results

{d}

{x} in front of 4,200 in the Harbour Ground on {w}. The table is led by the Rovers, who have a match
in hand; the next round is played at the weekend in all four grounds.

Tickets for the next round are sold at the gates from noon on, children pay half. The league asks
visitors to come by bus, since the car parks near the ground are closed for works.
""",
        {"d": "14 January 2025", "w": "Tuesday", "x": "The Rovers beat the Albion by two goals to one"},
        {"d": "15 January 2025", "w": "Wednesday", "x": "The Wanderers beat the City by three goals to nil"},
    ),
    "weather of two Chinese towns": (
        """\
{t}天气

2025年1月14日

今天上午有雾，午后转晴，{w}风轻微，下午最高气温{a}度，夜间最低气温{b}度，气象台在每日预报中说。

本周后几天天气多变，海上有阵雨，山区可能有雷雨，请居民出门带伞，并注意道路湿滑。
""",
        {"t": "西港", "w": "西", "a": "八", "b": "一"},
        {"t": "南磨坊镇", "w": "东", "a": "十一", "b": "五"},
    ),
}
COPIES = {
    "headline": (
        """\
Council {h} tram line

{d}

The council of Westhaven approved a tram line between the harbour and the university on Tuesday
after four years of debate. The line will cost 210 million crowns and is to open in 2031, the head
of the works department told the meeting.

Opponents said that buses would have done the same for a tenth of the money and in half of the time.
The mayor said that the town would regret it if it did not build now.
""",
        {"d": "14 January 2025", "h": "approves"},
        {"d": "15 January 2025", "h": "votes for"},
    ),
    "day": (
        """\
Council approves tram line

{d}

The council of Westhaven approved a tram line between the harbour and the university {w} after four
years of debate. The line will cost {a} million crowns and is to open in 2031, the head of the works
department told the meeting.

Opponents said that buses would have done the same for a tenth of the money and in half of the time.
The mayor said that the town would regret it if it did not build now.
""",
        {"d": "14 January 2025", "w": "on Tuesday", "a": "210"},
        {"d": "15 January 2025", "w": "yesterday", "a": "210"},
    ),
}


def outline(text):
    [(_, story)] = read_stories(decode("page.txt", text.encode()).value)
    return build_outline(story), story.text


def compare(template, facts, other_facts):
    return explain_match(outline(template.format(**facts)), outline(template.format(**other_facts)))


@pytest.mark.parametrize("report", REPORTS)
def test_reports_of_two_days_or_towns_are_two_stories(report):
    assert compare(*REPORTS[report]) == ""


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_of_the_next_day_is_a_copy(copy):
    assert compare(*COPIES[copy])


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_saved_twice_is_one_story(report):
    template, facts, _ = REPORTS[report]

    assert compare(template, facts, facts)
