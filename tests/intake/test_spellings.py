"""Two spellings of one person reach one page, two persons two: pairs of names from public life, and what they may not
fall below.

Each pair is set into sentences, found there, and unified, as saved pages are.
"""

import json
import os
import tomllib

import pytest
from support.paths import TESTS

from generator.authority.cluster_people import unify_people
from generator.reference import tables
from generator.text.romanised import to_wade_giles

QUALITY = TESTS / "quality"
FLOORS = QUALITY / "names-floors.json"
# A name at the beginning of a sentence, and one in the midst of it, by the way round in which a pair is asked.
SENTENCES = (
    "{} came to the town hall on Tuesday and spoke about the new bridge.",
    "The quay will be mended by May, {} told reporters at the harbour.",
)


def pairs(ruling):
    kinds = tomllib.loads((QUALITY / "names.toml").read_text(encoding="utf-8"))[ruling]
    return [tuple(pair) for some in kinds.values() for pair in some]


def asked(a, b):
    """Whether two names reach one page; None where one of them is not found, or not as one person."""
    finder = tables.load_person_finder()
    names = [finder.find([sentence.format(name)]) for sentence, name in zip(SENTENCES, (a, b), strict=True)]
    if [len(found) for found in names] != [1, 1]:
        return None
    leads = unify_people(names, {}, tables.load_names()).people.by_name
    return leads[names[0][0]] == leads[names[1][0]]


@pytest.fixture(scope="module")
def answers():
    both = [(a, b, ruling) for ruling in ("same", "different") for a, b in pairs(ruling)]
    both += [(b, a, ruling) for a, b, ruling in both]
    return [(f"{a} | {b}", ruling, asked(a, b)) for a, b, ruling in both]


def share(answers, ruling):
    right = [answer is (ruling == "same") for _, own, answer in answers if own == ruling]
    return round(sum(right) / len(right), 3)


def test_no_two_persons_are_merged(answers):
    assert [names for names, ruling, answer in answers if ruling == "different" and answer] == []


def test_spellings_do_not_fall_below_their_floors(answers):
    """`BACKFILE_REPIN=1` raises the floors to what is measured, and lowers none."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    measured = {ruling: share(answers, ruling) for ruling in pinned}
    if os.environ.get("BACKFILE_REPIN"):
        raised = {ruling: max(floor, measured[ruling]) for ruling, floor in pinned.items()}
        FLOORS.write_text(json.dumps(raised, indent=2) + "\n", encoding="utf-8")
        return
    wrong = [names for names, ruling, answer in answers if answer is not (ruling == "same")]
    assert all(measured[ruling] >= floor for ruling, floor in pinned.items()), (measured, wrong)


def test_every_pair_stands_once():
    both = [frozenset(pair) for ruling in ("same", "different") for pair in pairs(ruling)]
    assert len(set(both)) == len(both)
    assert all(len(pair) == len(SENTENCES) for pair in both)


@pytest.mark.parametrize(
    ("pinyin", "wade"),
    [
        ("zhou enlai", "chouenlai"),
        ("deng xiaoping", "tenghsiaoping"),
        ("lin biao", "linpiao"),
        ("peng dehuai", "pengtehuai"),
        ("hua guofeng", "huakuofeng"),
        ("jiang qing", "chiangching"),
        ("zhu de", "chute"),
        ("li xiannian", "lihsiennien"),
        ("michael moore", ""),
        ("zhou", ""),
    ],
)
def test_pinyin_in_the_older_way(pinyin, wade):
    assert to_wade_giles(tuple(pinyin.split())) == wade


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("Shinzo Abe", "Abe Shinzo", True), ("Viktor Orban", "Orbán Viktor", True),
     ("Park Geun-hye", "Geun-hye Park", True),
     ("Sir Keir Starmer", "Keir Starmer", True), ("Foreign Minister Sergey Lavrov", "Sergei Lavrov", True),
     ("Pope John Paul II", "John Paul II", True), ("Pope John Paul II", "Pope John Paul I", False),
     ("Ali Hassan", "Hassan Ali", False), ("Thomas James", "James Thomas", False),
     ("Prince Charles", "Charles", False)],
)  # fmt: skip
def test_names_that_editors_write_with_titles_or_in_another_order(a, b, same):
    """Names from front matter: intake leaves titles out, and editors may not."""
    for names in ((a, b), (b, a)):
        leads = unify_people([names], {}, tables.load_names()).people.by_name
        assert (leads[a] == leads[b]) is same


def unify(*names):
    """The people of an archive with a story for each of these names."""
    return unify_people([[name] for name in names], {}, tables.load_names())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Михаил Горбачёв", "Mikhail Gorbachev"),
        ("Бориса Ельцина", "Boris Yeltsin"),
        ("Никиты Хрущёва", "Nikita Khrushchev"),
        ("Володимир Зеленський", "Volodymyr Zelensky"),
        ("Юлии Тимошенко", "Юлія Тимошенко"),
        ("Анна Политковская", "Anna Politkovskaya"),
        ("Ангела Меркель", "Angela Merkel"),
        ("Эммануэлем Макроном", "Emmanuel Macron"),
        ("Барака Обамы", "Barack Obama"),
        ("بنيامين نتنياهو", "Benjamin Netanyahu"),
        ("محمود عباس", "Mahmoud Abbas"),
        ("حسن روحاني", "Hassan Rouhani"),
        ("בנימין נתניהו", "Биньямин Нетаньяху"),
        ("אריאל שרון", "Ariel Sharon"),
        ("नरेंद्र मोदी", "Narendra Modi"),
        ("エマニュエル・マクロン", "Emmanuel Macron"),
        ("ドナルド・トランプ", "Дональд Трамп"),
        ("دونالد ترامب", "Donald Trump"),
    ],
)
def test_spellings_in_several_scripts_are_one_person(a, b):
    people = unify(a, b).people
    assert people.by_name[a] == people.by_name[b]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Анна Иванова", "Anna Ivanov"),
        ("Сергей Петров", "Sergei Petrovsky"),
        ("Михаил Орлов", "Mikhail Orlova"),
        ("Александр Иванов", "Alexei Ivanov"),
        ("Александр Орлов", "Александра Орлова"),
        ("Виктор Павлов", "Victoria Pavlova"),
        ("Иван Иванович Петров", "Ivan Sergeyevich Petrov"),
        ("Роман Абрамович", "Roman Abramov"),
        ("محمد حسن", "Mohammed Hussein"),
        ("أحمد علي", "Mohammed Ali"),
        ("陈志强", "陈志明"),
        ("クラウス・リヒター", "Klaus Richards"),
        ("박지훈", "박지현"),
    ],
)
def test_names_in_other_scripts_stay_apart_if_a_part_differs(a, b):
    people = unify(a, b).people
    assert people.by_name[a] != people.by_name[b]


@pytest.mark.parametrize(
    ("printed", "page", "slug"),
    [
        ("Анны Политковской", "Анна Политковская", "anna-politkovskaia"),
        ("Артёма Зубарева", "Артём Зубарев", "artiom-zubarev"),
        ("Александра ФЕЛЬДМАНА", "Александр Фельдман", "aleksandr-feldman"),
        ("Γιάννη Παπαδάκη", "Γιάννης Παπαδάκης", "giannes-papadakes"),
        ("Валентина Крапивина", "Валентина Крапивина", "valentina-krapivina"),
        ("محمود عباس", "محمود عباس", "mhmwd-bs"),
        ("陈志强", "陈志强", "chen-zhi-qiang"),
    ],
)
def test_a_page_has_the_nominative_and_a_slug_of_it(printed, page, slug):
    people = unify(printed)
    person = people.people.persons[people.people.by_name[printed]]
    assert (person.name, person.slug) == (page, slug)
    assert unify_people([[printed]], people.entries, tables.load_names()) == people


@pytest.mark.parametrize(
    ("name", "page"),
    [("فلاديمير بوتين", "Vladimir Putin"), ("محمد علي", "Mohammed Ali"), ("بشار الأسد", "Bashar al-Assad")],
)
def test_an_unsure_spelling_in_another_script_is_suggested_and_not_joined(name, page):
    people = unify(name, page)
    assert people.people.by_name[name] != people.people.by_name[page]
    assert [problem.about for problem in people.suggestions] == [(name, page)]


def test_no_suggestion_between_names_that_share_only_a_part():
    assert unify("فلاديمير بوتين", "Vladimir Kramnik", "Viktor Putin").suggestions == ()
