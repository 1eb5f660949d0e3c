"""Make the tables of names in other scripts than the Latin one: scripts/*.tsv.gz.

For development only. The sources are those of make_data.py (rigour, Faker, wordfreq), whose functions are used. The
same versions of the sources give the same bytes.

A row is `token TAB flags TAB latin`. Flags: `g` given name, `s` a given name in a country of this script, `f` family
name, `p` patronymic, `c` country, `w` also a common word, `t` a character of foreign names. `latin` has the
usual Latin spellings, several if the token writes several names.
"""

from __future__ import annotations

import gzip
import importlib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import make_data
from make_data import HERE, PATRONYMIC, SLAVIC, faker_names, fold, near_members, person_name_groups, version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Script:
    """A script: which letters its names have, the Faker locales and word lists of its languages."""

    pattern: str
    locales: tuple[str, ...]
    languages: tuple[str, ...]
    # From this frequency on (as a power of ten in a billion words) a word is common, except if it is a usual name.
    word: float = 9.0
    least: float = 0.0
    names_in_use: frozenset[str] = field(default_factory=frozenset)


# Given names that are frequent as words because so many people have them.
ARABIC_NAMES = frozenset(
    "محمد احمد علي حسن حسين محمود مصطفي ابراهيم عبدالله عبد عمر خالد يوسف عثمان موسي عيسي داود سليمان مريم"
    " فاطمه عايشه خديجه زينب"
    " اسماعيل اسحاق يعقوب ياسر ياسين طارق سمير وليد بشار صدام معمر نوري حمد سلمان فيصل تركي فهد سعود زايد"
    " راشد حمدان خليفه"
    " تميم هيثم طه انور جورج ميشال سعد رفيق نبيه بيار انطوان الياس بطرس بولس مارون شارل مايكل جون ديفيد"
    " دونالد جو باراك بنيامين"
    " فلاديمير سيرغي ايمانويل انغيلا رجب هيلاري ايران بن ابو ام رضا مهدي اكبر اصغر رضا غلامرضا حسام عماد عمرو"
    " ايمن اشرف مجدي"
    " صالح سالم محسن ناصر محمدرضا مسعود نصر منصور صلاح ربيع سليم خليل عامر سارا وحيد سامي فريد جابر عرفان"
    " ماريا يونس فؤاد عزيز شريف مهران"
    " عمران سعيد جميل كريم مالك نادر ماجد طلال رياض دانيال علاء ابوالفضل توفيق نبيل رائد حيدر مراد حسني نرگس"
    " عدنان رشيد هلال عبدالرحمن داوود"
    " مروان عمار ماهر غالب صبري هاشم غازي لينا وائل مختار كرم زكريا وسام محفوظ فهمي عرفات زيدان طلعت قيس شوقي"
    " جمال جلال كمال عارف حميد شهاب"
    " بهروز فرهاد پروانه حبيب فرزانه فرشته مرسي پرويز شيرين ازاده بهمن فريدون سياوش كيوان بيژن منوچهر"
    " هشام عصام حازم حمدي فتحي زياد رامي بلال جبران انس بكر زيد جعفر عباس كاظم باقر صادق نجيب هاني عادل".split()
)
HEBREW_NAMES = frozenset(
    "דוד משה יוסף אברהם יצחק יעקב שמעון בנימין דניאל מיכאל שלמה אהרן אהרון שמואל אליהו חיים מרדכי ירמיהו"
    " יהושע רחל שרה"
    " מאיר צבי ברוך יהודה עלי לוי נתן יהודית אורי מתן מנחם דני אריה איתן שאול אילן ג'ורג' אלון יובל זאב חנה"
    " אליעזר אנה אסף ניר הלל אפרים ראובן עקיבא"
    " תמר רוני גיא אורן אלכסנדר אייל יואב עמית קים יעל עופר נחמן ישי גלעד טום עומר רפאל ארז יחזקאל דורון"
    " אלעזר לאה הראל אלכס עובדיה חנוך אחמד מריה נעמי"
    " נועם גבריאל אופיר יפתח בצלאל ערן מאיה יואל רועי פנחס מישל ליאור זיו תמיר דבורה יחיאל הדסה שושנה נחמה"
    " חגי איתמר נדב רותם עמנואל יוחנן מוחמד מיכל עידן"
    " גדעון פייר"
    " מרים רבקה אסתר יונתן נתניהו בנט גנץ אהוד אריאל משה נפתלי אביגדור ציפי שולמית".split()
)
HINDI_GIVEN = (
    "नरेंद्र राहुल सोनिया प्रियंका अमित अरविंद योगी ममता मायावती अखिलेश लालू नीतीश शरद उद्धव राजनाथ निर्मला सुषमा"
    " स्मृति अरुण पीयूष नितिन प्रकाश रविशंकर"
    " हेमंत भूपेश अशोक कमलनाथ शिवराज ज्योतिरादित्य सचिन दिग्विजय मनमोहन अटल लालकृष्ण मुरली जवाहरलाल इंदिरा राजीव"
    " संजय वरुण मेनका रमेश सुरेश महेश दिनेश"
    " गणेश राजेश मुकेश नरेश कमलेश सुनील अनिल सुनीता अनीता कविता सविता सरिता रेखा सीमा नीलम पूजा आरती ज्योति"
    " किरण कल्पना मीना मीनाक्षी रीना टीना सुमन शर्मिला"
    " विनोद प्रमोद मनोज पंकज नीरज धीरज सूरज विजय अजय संदीप प्रदीप दीपक अशोक आलोक विवेक अभिषेक विकास आकाश प्रशांत"
    " सौरभ गौरव वैभव रोहित मोहित विराट शिखर जसप्रीत"
    " हार्दिक रविंद्र महेंद्र राजेंद्र सुरेंद्र देवेंद्र वीरेंद्र धर्मेंद्र जितेंद्र उपेंद्र शाहरुख सलमान आमिर अमिताभ"
    " ऐश्वर्या दीपिका करीना आलिया रणवीर रणबीर अक्षय अनुष्का कंगना"
    " मोहम्मद अब्दुल असदुद्दीन फारूक उमर महबूबा गुलाम सलीम इमरान यूसुफ केशव माधव गोविंद गोपाल मोहन सोहन राम श्याम"
    " हरि शिव शंकर भगत चंद्रशेखर सरस्वती लता आशा"
    " डोनाल्ड जो बराक व्लादिमीर शी इमैनुएल एंजेला बोरिस ऋषि कमला जॉर्ज हिलेरी इमरान नवाज शेख जॉन डेविड माइकल पीटर"
).split()
HINDI_FAMILY = (
    "मोदी गांधी शाह सिंह कुमार यादव शर्मा वर्मा गुप्ता मिश्रा मिश्र त्रिवेदी चतुर्वेदी द्विवेदी पांडेय पांडे तिवारी"
    " शुक्ला शुक्ल दुबे चौबे पाठक जोशी पंत नेगी रावत बिष्ट ठाकुर चौहान राठौर"
    " राजपूत सोलंकी पटेल पाटिल देशमुख देशपांडे कुलकर्णी ठाकरे पवार शिंदे फडणवीस गडकरी जाधव गायकवाड़ कांबले"
    " चव्हाण बनर्जी मुखर्जी चटर्जी गांगुली बोस घोष दास सेन रॉय राय सिन्हा"
    " प्रसाद पासवान मांझी सोरेन मुंडा उरांव मरांडी महतो रेड्डी नायडू राव नायर मेनन पिल्लई अय्यर आयंगर शेट्टी हेगड़े"
    " गौड़ा कपूर खन्ना चोपड़ा मल्होत्रा अरोड़ा सेठी भाटिया बत्रा कोहली धवन"
    " सिद्धू बादल कैप्टन ढिल्लों संधू गिल मान बाजवा खान अंसारी सिद्दीकी कुरैशी शेख पठान हुसैन अली अहमद ओवैसी"
    " अब्दुल्ला मुफ्ती आजाद थापा गुरुंग राणा बहादुर शेरपा ओली प्रचंड देउबा चौधरी अग्रवाल"
    " गोयल जैन मित्तल सिंघल बंसल गर्ग महाजन मेहता देसाई पारिख कोठारी अंबानी अडानी टाटा बिरला नाथ सिंधिया गहलोत"
    " पायलट बघेल बुमराह धोनी तेंदुलकर गंभीर पंड्या केजरीवाल सिसोदिया"
    " ट्रंप बाइडेन पुतिन जिनपिंग मैक्रों ओबामा शरीफ भुट्टो हसीना"
).split()
GREEK_GIVEN = (
    "στελιος γρηγορης κυριακος αλεξης γιωργος κωστας νικος γιαννης δημητρης βασιλης θανασης χρηστος"
    " παναγιωτης σπυρος ηλιας αντωνης μιχαλης μανωλης πετρος παυλος"
    " ανδρεας λευτερης σταυρος σταθης τασος τακης βαγγελης φωτης φωφη ντορα αδωνις αποστολος αριστειδης"
    " ευκλειδης γιανης ζωη κατερινα ελενη μαρια σοφια αννα αναστασια βασιλικη γεωργια δεσποινα"
    " ευα ειρηνη θεοδωρα ιωαννα κωνσταντινα ολγα ραχηλ τζουλια χρυσα ντοναλντ τζο μπαρακ βλαντιμιρ ρετζεπ"
    " ταγιπ εμανουελ ανγκελα ολαφ μπορις αλεξει ντμιτρι σεργκει νικολα σιλβιο ματεο μαριο"
).split()
DEVANAGARI_NAMES = (
    frozenset(HINDI_GIVEN)
    | frozenset(HINDI_FAMILY)
    | frozenset(("नरेंद्र मोदी राहुल गांधी सोनिया अमित शाह कुमार सिंह शर्मा यादव खान राम मोहम्मद अली अरविंद केजरीवाल").split())
)

SCRIPTS = {
    "cyrillic": Script(r"[\u0400-\u04ff'-]+", ("ru", "uk", "bg"), ("ru", "uk", "bg", "mk")),
    "greek": Script(r"[\u0370-\u03ff-]+", ("el",), ("el",)),
    "arabic": Script(r"[\u0620-\u064a\u066e-\u06d3]+", ("ar", "fa"), ("ar", "fa"), word=4.2, names_in_use=ARABIC_NAMES),
    "hebrew": Script(r"[\u05d0-\u05ea'\"-]+", ("he",), ("he",), word=4.2, names_in_use=HEBREW_NAMES),
    "devanagari": Script(r"[\u0900-\u097f-]+", ("hi", "mr", "ne"), ("hi",), word=4.4, names_in_use=DEVANAGARI_NAMES),
    "katakana": Script(r"[\u30a1-\u30fc]+", (), ("ja",)),
    "hangul": Script(r"[\uac00-\ud7a3]{2,}", (), ("ko",)),
}  # fmt: skip

_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640\u0591-\u05c7\u200c\u200d]")


@cache
def normalise(token: str) -> str:
    """The form in which tokens are looked up; as in generator/text/scripts.py."""
    token = unicodedata.normalize("NFC", token).lower().replace("ё", "е").replace("’", "'").replace("׳", "'")
    token = _MARKS.sub("", token)
    if re.search(r"[\u0370-\u03ff]", token):
        token = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    for letters, plain in (("أإآٱ", "ا"), ("ىی", "ي"), ("ک", "ك"), ("ةۀ", "ه")):
        for letter in letters:
            token = token.replace(letter, plain)
    return token


def words_in_use(languages: Iterable[str]) -> frozenset[str]:
    """The words of wordfreq's large lists."""
    wordfreq: Any = importlib.import_module("wordfreq")
    return frozenset(normalise(word) for language in languages for word in wordfreq.top_n_list(language, 2_000_000))


def frequency(token: str, languages: Iterable[str]) -> float:
    """The highest frequency of a token in these languages."""
    if languages in (("ja",), ("ko",)):
        return 0.0
    wordfreq: Any = importlib.import_module("wordfreq")
    return max((float(wordfreq.zipf_frequency(token, language)) for language in languages), default=0.0)


@dataclass
class Entry:
    """What the sources say about one token."""

    flags: set[str]
    latin: set[str]


def latin_given_and_family() -> tuple[set[str], set[str]]:
    """Latin tokens that Faker and the census have as given and family names."""
    given = {fold(name) for name in faker_names("first")} | set(make_data.census_names("dist.male.first", 2000))
    given |= set(make_data.census_names("dist.female.first", 5000))
    family = {fold(name) for name in faker_names("last")} | set(make_data.census_names("dist.all.last", 90_000))
    return given - {""}, family - {""}


def centre(members: Iterable[str]) -> str:
    """The most usual Latin spelling of a group."""
    tokens = near_members({token for member in members if (token := fold(member))})
    return max(sorted(tokens), key=lambda token: (make_data.zipf(token), -len(token)), default="")


def representatives(spellings: Iterable[str]) -> list[str]:
    """The most usual of Latin spellings, and those that are not much like it or another."""
    chosen: list[str] = []
    for spelling in sorted(spellings, key=lambda token: (-make_data.zipf(token), token)):
        if all(make_data.likeness(spelling, other) < SAME_NAME for other in chosen):
            chosen.append(spelling)
    return chosen


# From this likeness on (Jaro-Winkler) two spellings are of one name; a name has so many spellings at most.
SAME_NAME, MAX_LATIN = 0.9, 4


def collect(script: Script, groups: dict[str, list[str]]) -> dict[str, Entry]:
    """The tokens of a script, with the kinds and Latin spellings of their groups."""
    given, family = latin_given_and_family()
    entries: dict[str, Entry] = defaultdict(lambda: Entry(set(), set()))
    for members in groups.values():
        tokens = {normalise(member) for member in members}
        tokens = {token for token in tokens if re.fullmatch(script.pattern, token)}
        if not tokens:
            continue
        latin = near_members({token for member in members if (token := fold(member))})
        kinds = {"g"} if latin & given else set()
        kinds |= {"f"} if latin & family else set()
        spelling = centre(members)
        for token in tokens:
            entries[token].flags |= kinds
            entries[token].latin |= {spelling} - {""}
    for token, flags in (*local_names(script), *countries(script)):
        if re.fullmatch(script.pattern, token):
            entries[token].flags |= set(flags)
    return entries


def countries(script: Script) -> Iterator[tuple[str, str]]:
    """Names of countries of one word in the languages of a script, from CLDR."""
    babel: Any = importlib.import_module("babel")
    for language in script.languages:
        for code, name in babel.Locale.parse(language).territories.items():
            if len(code) == 2 and " " not in name:
                yield normalise(name), "c"


def local_names(script: Script) -> Iterator[tuple[str, str]]:
    """Names in countries of a script, with their flags: those of Faker, and some by hand."""
    for kind, flags in (("first", "gs"), ("last", "f")):
        for locale in script.locales:
            for name in faker_names(kind, locale):
                yield normalise(name), flags
    for names, flags in ((HINDI_GIVEN, "gs"), (HINDI_FAMILY, "f"), (GREEK_GIVEN, "gs")):
        for name in names:
            yield name, flags


def rows(script: Script, groups: dict[str, list[str]]) -> Iterator[str]:
    """The lines of a table."""
    entries = collect(script, groups)
    used = words_in_use(script.languages)
    faker = {normalise(n) for locale in script.locales for kind in ("first", "last") for n in faker_names(kind, locale)}
    for token, entry in sorted(entries.items()):
        if len(token) < 2 or (
            used and len(used) > 100_000 and token not in used and token not in faker and not entry.flags & {"s", "c"}
        ):
            continue
        flags = set(entry.flags)
        if "cyrillic" in script.pattern or "\\u0400" in script.pattern:
            if PATRONYMIC.search(token):
                flags = {"p"}
            elif SLAVIC.search(token) and len(token) > 4:
                flags.add("f")
        if frequency(token, script.languages) >= script.word and token not in script.names_in_use:
            flags.add("w")
        latin = ",".join(representatives(entry.latin)[:MAX_LATIN])
        yield f"{token}\t{''.join(sorted(flags))}\t{latin}"


def write(name: str, lines: Iterable[str]) -> None:
    """One table, packed without a time."""
    head = f"# Sources: rigour {version('rigour')} (MIT; names of Wikidata, CC0), Faker {version('faker')} (MIT)."
    text = "".join(f"{line}\n" for line in [head, *lines])
    folder = HERE / "scripts"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def japanese_rows(groups: dict[str, list[str]]) -> Iterator[str]:
    """Names in Han characters that have a reading in Hiragana; family names have the lower numbers in Wikidata."""
    flags: dict[str, set[str]] = defaultdict(set)
    for symbol, members in groups.items():
        if any(re.fullmatch(r"[\u3041-\u309f\u30fc]+", member) for member in members):
            for member in members:
                if re.fullmatch(r"[\u4e00-\u9fff\u3005]{1,4}", member):
                    flags[member].add("f" if int(symbol.removeprefix("Q")) < LAST_FAMILY_NAME else "g")
    for kind, flag in (("first", "g"), ("last", "f")):
        for name in faker_names(kind, "ja"):
            if re.fullmatch(r"[\u4e00-\u9fff\u3005]{1,4}", name):
                flags[name].add(flag)
    for token, kinds in sorted(flags.items()):
        yield f"{token}\t{''.join(sorted(kinds))}\t"


CHINESE_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔汤习温葛柴俞章施洪倪翁殷庞安焦柳祝耿聂关鲁岳齐梅庄辛管祁柯阮纪舒屈项詹裴左甘霍翟包费娄宁沙滕穆栾卓景卜蓝仇喻游阎邢骆盛曲岑鲍楼麦苗凌冼朴"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇呂盧鐘鍾譚陸範賈韋鄒龍賀顧龔萬錢嚴湯溫龐聶關魯齊莊紀項歐費婁寧欒藍閻駱麥"
) | frozenset(
    ("欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 司徒 宇文 端木 南宫 南宮").split()
)


def chinese_rows(groups: dict[str, list[str]]) -> Iterator[str]:
    """Family names by hand, words of two characters that begin as one, and characters that write foreign names."""
    wordfreq: Any = importlib.import_module("wordfreq")
    counts: Counter[str] = Counter()
    for members in groups.values():
        if not any(re.search(r"[\u3041-\u309f\uac00-\ud7a3]", member) for member in members):
            for member in members:
                if re.fullmatch(r"[\u4e00-\u9fff]{3,7}", member):
                    counts.update(set(member))
    frequencies = wordfreq.get_frequency_dict("zh")
    words = {w for w, value in frequencies.items() if len(w) == 2 and w[0] in CHINESE_FAMILY and value > LEAST_WORD}
    foreign = {char for char, count in counts.items() if count >= LEAST_FOREIGN and re.match(r"[\u4e00-\u9fff]", char)}
    for token in sorted(CHINESE_FAMILY | words | foreign):
        flags = ("f" if token in CHINESE_FAMILY else "") + ("t" if token in foreign else "") + "w" * (token in words)
        yield f"{token}\t{flags}\t"


# A character in so many of Wikidata's names in Chinese writes foreign names; a word so frequent (of all words) is one.
LEAST_FOREIGN, LEAST_WORD = 25, 3e-6
# Of Wikidata's items below this number, those with Japanese names are family names.
LAST_FAMILY_NAME = 60_000_000


def main() -> None:
    """Make all tables."""
    groups = person_name_groups()
    write("japanese", japanese_rows(groups))
    write("chinese", chinese_rows(groups))
    for name, script in SCRIPTS.items():
        write(name, rows(script, groups))


if __name__ == "__main__":
    main()
