"""Names of countries inside other names, and in other languages: which countries a story names.

Each case is a text in our own words and the codes of exactly those countries that it names, about it or in passing.
"""

import pytest

from generator.ingest.story import Story
from generator.ingest.tag.annotate import annotate
from generator.model.article import PrintedFields
from generator.model.source import Provenance
from generator.reference import tables

PERSONS = {
    "a given name and a country": ("Greta Holland mended the clock on Monday. Greta Holland was paid in apples.", ""),
    "a country and a family name": ("Jamaica Dunning sang at the pier, and Jamaica Dunning will sing again.", ""),
    "the family name alone": ("Edith Ireland sold her boat. Ireland said that it leaked.", ""),
    "a title before it": ("Judge Roland France let the fence stand. Mr France said it was old.", ""),
    "an age behind it": ("Brazil, 71, taught here for forty years and was given a clock.", ""),
    "cities as given names": ("Santiago Reyes met Sofia Marchetti at noon; Sofia had brought bread.", ""),
    "a person beside the country": ("Israel Hartmann won in Israel on Friday. The Israeli crowd wept.", "IL"),
    "no person in a club": ("The Texas Cowboys played at the fair in Wichita, Kansas.", "US"),
}
THINGS = {
    "languages that are taught": ("She teaches Spanish and Portuguese and has learned Russian in the evenings.", ""),
    "lessons": ("French lessons are on Mondays, and German classes follow on Fridays.", ""),
    "animals and plants": ("A German shepherd slept under the Japanese maple; Guinea fowl ran past.", ""),
    "dishes": ("Danish pastries, French fries and Brussels sprouts were gone by noon.", ""),
    "diseases": ("He had German measles as a boy and Spanish flu as a man, his aunt wrote.", ""),
    "poles of wood": ("Poles of ash were put up in the garden on Tuesday, and beans will climb them.", ""),
    "an island": ("Island Ferries has been sold by the Island Council to two farmers.", ""),
    "a politician of long ago": ("Rosa Luxemburg was shot in 1919, the plaque on the bridge says.", ""),
    "hats": ("Panama hats hung on the wall above a box of Havana cigars.", ""),
    "a country's food and the country": ("French fries come from Belgium, the Belgian cook said.", "BE"),
}
PLACES = {
    "towns of one state": ("The fair in Lebanon, New Hampshire, drew people from Peru, Indiana.", "US"),
    "a list of countries": ("Prices rose in Mexico, Texas and Canada, the bank wrote.", "CA MX US"),
    "a town in Georgia": ("The library of Athens, Georgia, bought a press.", "US"),
    "a region of Greece": ("Fires burned in Central Macedonia, and people left Thessaloniki.", "GR"),
    "streets": ("Jamaica Street and Holland Park Avenue were closed by the council.", ""),
    "a school": ("The choir of San Marino High School sang in California.", "US"),
    "parts of towns": ("People swept the steps of Little Italy in Manhattan.", "US"),
    "a palace": ("The Palau de la Música was full when the choir of Westhaven sang.", ""),
}
LANGUAGES = {
    "de": ("Der Streit um die Fähre: Österreich und die Niederlande zahlen nicht, sagte der französische Minister. "
           "Auch aus den Vereinigten Staaten und aus Papua-Neuguinea kam keine Antwort.", "AT NL FR US PG"),
    "fr": ("Les ministres de la Suède et du Brésil ont signé à Londres un accord sur la pêche avec les Norvégiens.",
           "SE BR GB NO"),
    "es": ("El barco turco zarpó de Marruecos con los pescadores peruanos y llegó a los EE. UU. en tres semanas.",
           "TR MA PE US"),
    "it": ("Il governo svizzero e quello della Croazia hanno firmato un accordo sulla pesca a Parigi.", "CH HR FR"),
    "pt": ("O governo da Grécia e os pescadores japoneses assinaram um acordo em Moscovo sobre a pesca.", "GR JP RU"),
    "nl": ("De Poolse minister en die van Frankrijk tekenden in Wenen een akkoord over de visserij.", "PL FR AT"),
    "pl": ("Prezydent Francji spotkał się w Niemczech z polskimi rybakami, a potem poleciał do Egiptu.", "FR DE PL EG"),
    "ru": ("Министры Швеции и Саудовской Аравии встретились с японскими рыбаками в Париже.", "SE SA JP FR"),
    "uk": ("Міністр Франції зустрівся в Києві з польськими рибалками і поїхав до Німеччини.", "FR UA PL DE"),
    "tr": ("Fransız bakan Mısır'da ve Yunanistan'da balıkçılarla görüştü; Suriyeliler için yardım istedi.",
           "FR EG GR SY"),
    "id": ("Menteri Belanda dan Jepang bertemu di Jakarta untuk membahas harga ikan bersama utusan AS, "
           "kata juru bicara yang ditemui wartawan pada hari Senin. Mereka akan bertemu lagi pada bulan depan.",
           "NL JP ID US"),
    "vi": ("Thủ tướng Thụy Điển và Tổng thống Pháp đã ký một thỏa thuận về cá với Hàn Quốc tại Hà Nội.",
           "SE FR KR VN"),
    "ar": ("وقع وزير الصيد في تونس والأردن اتفاقا مع الفرنسيين، وقال إن للمغرب وبالسويد رأيا آخر.", "TN JO FR MA SE"),
    "fa": ("وزیر خارجه فرانسه با همتای ترکیه در تهران دیدار کرد و درباره ماهیگیران ژاپنی گفت.", "FR TR IR JP"),
    "he": ("שר הדיג של צרפת נפגש בירדן עם דייגים יוונים, ואחר כך טס לברזיל.", "FR JO GR BR"),
    "hi": ("फ्रांस के मंत्री ने दिल्ली में जापानी मछुआरों से मुलाकात की और फिर नेपाल गए।", "FR IN JP NP"),
    "el": ("Ο υπουργός της Γαλλίας συναντήθηκε στην Αθήνα με Ιταλούς ψαράδες και πήγε στην Αίγυπτο.", "FR GR IT EG"),
    "zh": ("法国渔业部长在北京会见了日本渔民，随后前往巴西；发展中国家的代表没有参加。", "FR CN JP BR"),
    "ja": ("フランスの漁業大臣は東京で韓国の漁師と会い、その後ブラジルへ向かった。", "FR JP KR BR"),
    "ko": ("프랑스 장관은 서울에서 일본 어부들을 만난 뒤 브라질로 떠났다고 밝혔다.", "FR KR JP BR"),
    "fi": ("Ranskan ministeri tapasi Ruotsissa kalastajia ja matkusti sitten Venäjälle, hän sanoi.", "FR SE RU"),
}  # fmt: skip
ENGLISH = {**PERSONS, **THINGS, **PLACES}


def name_countries(text, language=None, title="News of the day"):
    printed = PrintedFields(title=title, language=language)
    story = Story(provenance=Provenance(path="a.txt", sha256="0", start=0, end=1), printed=printed, paragraphs=(text,))
    index = tables.build_country_index()
    annotation = annotate(story, index, tables.load_person_finder())
    codes = {country.name: country.code for country in index.countries.values()}
    return {codes[name] for name in (*annotation.countries, *annotation.mentions)}


@pytest.mark.parametrize("case", ENGLISH)
def test_a_name_in_another_name_is_no_country(case):
    text, codes = ENGLISH[case]
    assert name_countries(text, "en") == set(codes.split())


@pytest.mark.parametrize("title", ["TELL US MORE, SAYS MAYOR", "GIVE US BACK OUR PARK", "LET US PLAY"])
def test_a_pronoun_in_capitals_is_no_country(title):
    assert name_countries("The neighbours asked the mayor for an answer on Monday.", "en", title) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_are_found_in_the_language_of_the_story(language):
    text, codes = LANGUAGES[language]
    assert name_countries(text, language) == set(codes.split())
    assert name_countries(text) == set(codes.split()), "the language is found by the text"
