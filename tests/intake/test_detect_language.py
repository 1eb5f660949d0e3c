"""The language of a story, from its script, its letters and its short words."""

import pytest

from generator.text.detect_language import detect_language, detect_story_language
from generator.text.language_words import ALPHABETS, CYRILLIC, DEVANAGARI, LATIN
from generator.text.normalise import fold

SENTENCES = {
    "af": "Die raad het Maandag besluit om die brug te sluit, en die werk sal nie voor die winter begin nie.",
    "ar": "قرر المجلس يوم الاثنين إغلاق الجسر القديم، ولن تبدأ الأعمال قبل الشتاء.",
    "be": "Рада ў панядзелак вырашыла закрыць мост, і праца не пачнецца да зімы, як яны кажуць.",
    "bg": "Съветът реши в понеделник да затвори моста и работата няма да започне преди зимата, като това ще е скъпо.",
    "ca": "El consell va decidir dilluns tancar el pont i les obres no començaran fins a l'hivern, segons els veïns.",
    "cs": "Rada v pondělí rozhodla, že se most uzavře, a práce podle ní nezačnou před zimou.",
    "ckb": "ئەنجوومەن ڕۆژی دووشەممە بڕیاری دا پردەکە دابخات و کارەکە پێش زستان دەست پێ ناکات.",
    "da": "Rådet besluttede mandag at lukke broen, og arbejdet begynder ikke før vinteren, siger de.",
    "de": "Der Rat hat am Montag beschlossen, die Brücke zu sperren, und die Arbeiten beginnen nicht vor dem Winter.",
    "el": "Το συμβούλιο αποφάσισε τη Δευτέρα να κλείσει τη γέφυρα πριν από τον χειμώνα.",
    "en": "The council decided on Monday to close the bridge, and the work will not begin before the winter.",
    "es": "El consejo decidió el lunes cerrar el puente y las obras no empezarán antes del invierno.",
    "et": "Nõukogu otsustas esmaspäeval silla sulgeda ja tööd ei alga enne talve, ütles ta, kuid see ei ole kindel.",
    "fa": "شورا روز دوشنبه تصمیم گرفت پل را ببندد و کار پیش از زمستان آغاز نمی‌شود، گفت که چنین است.",
    "fi": "Neuvosto päätti maanantaina sulkea sillan, ja työt eivät ala ennen talvea, mutta se on myös kallista.",
    "fr": "Le conseil a décidé lundi de fermer le pont et les travaux ne commenceront pas avant l'hiver.",
    "gu": "પરિષદે સોમવારે પુલ બંધ કરવાનો નિર્ણય કર્યો.",
    "he": "המועצה החליטה ביום שני לסגור את הגשר לפני החורף.",
    "hi": "परिषद ने सोमवार को पुल बंद करने का फैसला किया है और काम सर्दियों से पहले शुरू नहीं होगा।",
    "hr": "Vijeće je u ponedjeljak odlučilo da se most zatvori, a radovi neće početi prije zime, kao što su rekli.",
    "hu": "A tanács hétfőn úgy döntött, hogy lezárja a hidat, és a munka nem kezdődik meg a tél előtt.",
    "id": "Dewan memutuskan pada hari Senin untuk menutup jembatan dan pekerjaan itu tidak bisa dimulai karena hujan.",
    "is": "Ráðið ákvað á mánudag að loka brúnni og verkið hefst ekki fyrir veturinn, sem er dýrt.",
    "it": "Il consiglio ha deciso lunedì di chiudere il ponte e i lavori non cominceranno prima dell'inverno.",
    "ja": "議会は月曜日に橋を閉鎖することを決め、工事は冬まで始まらない。",
    "kk": "Кеңес дүйсенбіде көпірді жабу туралы шешім қабылдады және жұмыс қысқа дейін басталмайды деп айтылды.",
    "ko": "의회는 월요일에 다리를 닫기로 결정했다.",
    "lt": "Taryba pirmadienį nusprendė uždaryti tiltą ir darbai iki žiemos neprasidės, nes tai yra brangu.",
    "lv": "Padome pirmdien nolēma slēgt tiltu, un darbi nesāksies pirms ziemas, bet tas ir dārgi.",
    "mk": "Советот во понеделник одлучи да го затвори мостот и дека работата нема да почне пред зимата и тоа ќе чини.",
    "ne": "परिषदले सोमबार पुल बन्द गर्ने निर्णय गरेको छ र काम जाडो अघि सुरु हुने छैन भने अर्को वर्ष पनि गर्न सकिन्छ।",
    "nl": "De raad besloot maandag om de brug te sluiten en het werk begint niet voor de winter.",
    "no": "Rådet bestemte mandag å stenge broen, og arbeidet begynner ikke før vinteren, sier de etter møtet.",
    "pl": "Rada w poniedziałek zdecydowała o zamknięciu mostu i prace nie zaczną się przed zimą.",
    "ps": "شورا د دوشنبې په ورځ پرېکړه وکړه چې پل وتړي او کار به د ژمي نه مخکې پیل نه شي، څنګه چې ښاغلي وویل.",
    "pt": "O conselho decidiu na segunda-feira fechar a ponte e as obras não começarão antes do inverno.",
    "ro": "Consiliul a decis luni să închidă podul și lucrările nu vor începe înainte de iarnă, după cum au spus.",
    "ru": "Совет в понедельник решил закрыть мост, и работы не начнутся до зимы, как это было объявлено.",
    "sk": "Rada v pondelok rozhodla, že most bude uzavretý, a práce sa nezačnú pred zimou, ako aj vlani.",
    "sl": "Svet je v ponedeljek sklenil, da se most zapre, in dela se ne bodo začela pred zimo, kot je bil dogovor.",
    "sq": "Këshilli vendosi të hënën të mbyllë urën dhe punimet nuk do të fillojnë para dimrit, tha ai.",
    "sr": "Савет је у понедељак одлучио да се мост затвори, а радови неће почети пре зиме, као што су рекли.",
    "sv": "Rådet beslutade på måndagen att stänga bron, och arbetet börjar inte före vintern.",
    "sw": "Baraza liliamua Jumatatu kufunga daraja na kazi hiyo haitaanza kabla ya baridi, alisema mkuu wa mji.",
    "ta": "சபை திங்கட்கிழமை பாலத்தை மூட முடிவு செய்தது.",
    "th": "สภาตัดสินใจเมื่อวันจันทร์ที่จะปิดสะพาน",
    "tl": "Nagpasya ang konseho noong Lunes na isara ang tulay at hindi magsisimula ang trabaho bago ang taglamig.",
    "tr": "Meclis pazartesi günü köprüyü kapatmaya karar verdi ve bu işler için ancak daha sonra olacak.",
    "uk": "Рада в понеділок вирішила закрити міст, і роботи не почнуться до зими, як це було сказано.",
    "ur": "کونسل نے پیر کو پل بند کرنے کا فیصلہ کیا اور کام سردیوں سے پہلے شروع نہیں ہو گا۔",
    "vi": "Hội đồng hôm thứ Hai quyết định đóng cửa cây cầu và công việc sẽ không bắt đầu trước mùa đông.",
    "zh": "议会周一决定关闭这座桥，工程在冬天之前不会开始。",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough_for_its_language(code):
    assert detect_language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text", ["", "1 2 3", "Smith b Jones 12, Miller b Brown 3", "Lorem ipsum dolor sit amet", "☎ +1 234", "Ан Ли"]
)
def test_too_little_gives_no_language(text):
    assert detect_language(text) is None


def test_a_foreign_name_makes_no_foreign_story():
    assert detect_language(2 * SENTENCES["en"] + " 王小明 said so to Łukasz Żółć.") == "en"
    assert detect_language(2 * SENTENCES["ar"] + " شركة پيجو") == "ar"


def test_more_of_the_story_is_read_if_its_beginning_leaves_it_open():
    names = "Ann Lee, Jan Moss, Vera Holm, Tom Berg, Ida Lund, Olaf Roth, Eva Stein, Max Wolf, Lea Kern, Ben Hahn. " * 5

    assert detect_language(names[:450]) is None
    assert detect_story_language([names, SENTENCES["de"]]) == "de"
    assert detect_story_language(["Ann Lee, Jan Moss."]) is None


def test_tables_are_folded_and_have_an_alphabet_each():
    assert all(word == fold(word) for words in LATIN.values() for word in words.split())
    assert ALPHABETS.keys() == LATIN.keys() | CYRILLIC.keys()
    assert not ALPHABETS.keys() & DEVANAGARI.keys()
    assert not any(sign.isascii() for letters in ALPHABETS.values() for sign in letters)
