"""Names of people in other scripts than the Latin one; figures for many stories are in test_tagged_stories.py."""

import pytest

from generator.ingest.tag.script_names import drop_glosses, find_other_scripts
from generator.reference.tables import load_names
from generator.text.cyrillic_cases import list_given_cases, restore_family
from generator.text.scripts import find_scripts, normalise_token


def find(text):
    return find_other_scripts(text.split("\n"), load_names())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Мэр Анна Кузнецова и директор Игорь Петров встретились в Туле.", ["Анна Кузнецова", "Игорь Петров"]),
        ("Об этом рассказал В. П. Соколов, директор школы.", ["В. П. Соколов"]),
        ("В Туле Сергея Лаврова ждали.", ["Сергея Лаврова"]),
        ("Губернатор штата Техас Рик Перри уехал.", ["Рик Перри"]),
        ("Власти Коми обещали помощь.", []),
        ("Награду вручили Марии Ивановне Орловой.", ["Марии Ивановне Орловой"]),
        ("Лекцию прочтут в музее имени Петра Орлова.", []),
        ("«Адмирал Орлов» вернулся в порт.", []),
        ("Фото: Олег Смирнов", []),
        ("Ο υπουργός Γιώργος Παπαδάκης μίλησε στη Βουλή.", ["Γιώργος Παπαδάκης"]),
        ("Το θέατρο βρίσκεται στην οδό Γιώργου Παπαδάκη.", []),
        ("وقالت الوزيرة ليلى منصور إن القرار نهائي.", ["ليلى منصور"]),
        ("أعلن ذلك المدير، وقال خالد الزهراني إنه سعيد.", ["خالد الزهراني"]),
        ("التقى الوفد في شارع خالد الزهراني.", []),
        ("נשיא החברה דוד פרידמן אמר שהמפעל ייסגר.", ["דוד פרידמן"]),
        ("मंत्री संजय शर्मा ने कहा कि सड़क बनेगी।", ["संजय शर्मा"]),
        ("市长陈志强表示，工程明年开工。", ["陈志强"]),
        ("本报记者陈志强报道，工程明年开工。", []),
        ("李先生说，他已经等了三天。", []),
        ("政府发表了白皮书，全面介绍了情况。", []),
        ("导演安娜·索科洛娃在柏林获奖。", ["安娜·索科洛娃"]),
        ("田中健一市長は辞職を発表した。", ["田中健一"]),
        ("監督のマイケル・ブラウン氏が来日した。", ["マイケル・ブラウン"]),
        ("田中市長は辞職を発表した。", []),
        ("박지훈 장관은 예산을 설명했다.", ["박지훈"]),
        ("박지훈 기자", []),
        ("นายสมชาย ใจดี กล่าวว่าฝนจะตก", ["สมชาย ใจดี"]),
        ("Mayor Anna Kuznetsova spoke.", []),
    ],
)  # fmt: skip
def test_people_by_script(text, people):
    assert list(find(text)) == people


def test_a_person_is_listed_once_in_the_nominative_if_the_story_has_it():
    text = "Суд оправдал Павла Снегова.\nПавел Снегов благодарил врача. Павлу Снегову тридцать лет."
    assert find(text) == ("Павел Снегов",)


def test_the_short_form_of_a_longer_name_is_no_second_person():
    assert find("قالت الطبيبة ليلى عبد الرحمن إن الدواء نفد.\nوأضافت الطبيبة عبد الرحمن أنها حزينة.") == (
        "ليلى عبد الرحمن",
    )


@pytest.mark.parametrize(
    ("given", "family", "nominative"),
    [
        ("анны", "политовской", ("анна", "политовская")),
        ("владимиру", "орлову", ("владимир", "орлов")),
        ("сергеем", "орловым", ("сергей", "орлов")),
        ("юлию", "коваленко", ("юлия", "коваленко")),
        ("тараса", "коваленка", ("тарас", "коваленко")),
        ("андрієві", "левицькому", ("андрій", "левицький")),
    ],
)
def test_cases_lead_back_to_the_nominative(given, family, nominative):
    readings = {(case.nominative, restore_family(family, case)) for case in list_given_cases(given)}
    assert nominative in readings


def test_scripts_and_the_form_of_tokens():
    assert find_scripts("Plain text – with dashes") == []
    assert find_scripts("Москва and Αθήνα") == ["cyrillic", "greek"]
    assert normalise_token("Алёна") == "алена"
    assert normalise_token("أحمد") == "احمد"
    assert normalise_token("Γιώργος") == "γιωργος"


def test_a_spelling_in_brackets_is_no_second_person():
    paragraphs = ["Об этом сказал Олег Смирнов (Oleg Smirnov).", "Anna Smith приехала."]
    names = ("Anna Smith", "Oleg Smirnov", "Олег Смирнов")
    assert drop_glosses(names, paragraphs) == ("Anna Smith", "Олег Смирнов")
