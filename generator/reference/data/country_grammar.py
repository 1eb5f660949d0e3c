"""How words change in the languages of country_names: endings, declensions, proclitics; and where each is at home.

For development only: make_country_names.py reads these tables. Written by hand.
"""

from __future__ import annotations

# The countries whose towns a language knows, and from which size on.
HOMES = {
    "ar": "SY=50 IQ=50 LY=15 PS=15 LB=15 YE=50 SD=50 TN=20 JO=50 MA=100 DZ=100 EG=100 SA=100 AE=50 QA=50 KW=50 OM=50",
    "de": "DE=15 AT=15 CH=15", "el": "GR=15 CY=15", "es": "ES=20 MX=150 AR=100 CO=150 CL=100 PE=100 VE=150 EC=100 BO=100 "
    "UY=50 PY=50 CU=100 DO=100 GT=100 HN=100 NI=100 SV=100 CR=100 PA=100", "fa": "IR=80 AF=100",
    "fr": "FR=15 BE=20 CH=20 CA=100 LU=15", "he": "IL=15 PS=30", "hi": "IN=150", "id": "ID=100", "it": "IT=15",
    "ja": "JP=100", "ko": "KR=100", "nl": "NL=20 BE=20", "pl": "PL=20", "pt": "PT=20 BR=100", "ru": "RU=50 UA=100 BY=80 KZ=100",
    "tr": "TR=50", "uk": "UA=15 RU=300", "vi": "VN=150", "zh": "CN=400 TW=100",
}  # fmt: skip
# Home countries of the languages that have no cities of their own here.
OFFICIAL = {
    "bg": "BG", "bn": "BD IN", "ca": "ES AD", "cs": "CZ", "da": "DK", "fi": "FI", "hr": "HR BA", "hu": "HU", "ms": "MY BN",
    "no": "NO", "ro": "RO MD", "sk": "SK", "sl": "SI", "sr": "RS BA ME", "sv": "SE FI", "sw": "TZ KE", "th": "TH", "ur": "PK IN",
}  # fmt: skip
# Letters of each language that others do not have; names in Latin letters are told by how frequent they are.
SCRIPTS = {
    "ar": r"[ء-غف-ي ]+", "fa": r"[ء-غف-يپچژگکی\u200c ]+", "he": r"[א-ת'׳\" -]+", "hi": r"[\u0900-\u097f ]+",
    "el": r"[\u0370-\u03ff -]+", "ru": r"[а-яёА-ЯЁ -]+", "uk": r"[а-щьюяґєіїА-ЩЮЯҐЄІЇ' -]+", "ko": r"[가-힣]+",
    "zh": r"[\u4e00-\u9fff]{2,}", "ja": r"[\u30a0-\u30ff]{3,}|[\u4e00-\u9fff]{2,4}市",
}  # fmt: skip
NOTHING = "-"
# Endings by language: of nouns given by their stem (~), of adjectives given by theirs (+).
SLAVIC_NOUN = "- а у ом ем е ы и ов ев ей ам ами ах ей я ю"
ENDINGS = {
    "de": {"~": "- s n en e r er es ern in innen em", "+": "- e en er es em"},
    "fr": {"+": "- e s es", "n+": "- s ne nes", "x+": "- s"},
    "es": {"+o": "o a os as", "+s": "- a es as", "+": "- s es"},
    "pt": {"+o": "o a os as", "+s": "s sa ses sas", "+": "- s es"},
    "it": {"+o": "o a i e he hi", "+": "e i", "+a": "a i e"},
    "nl": {"~": "- s n en en", "+": "- e en"},
    "ru": {"~": SLAVIC_NOUN + " ка ки ку кой ке ок ин ина", "+": "ий ого ому им ом ая ой ую ою ое ие их ими и ый ым ые ых ыми"},
    "uk": {"~": "- а у ом ем е і и ів ам ами ах ові цем ей ка ки ку кою ці", "+": "ий ого ому им ім а ої ій у ою е і их ими и"},
    "pl": {"~": "- a u owi em ie i y ów om ami ach ka ki kę ką ek iem", "+": "i iego iemu im a ą iej ie ich imi y ego emu ym ej e ych ymi"},
    "el": {"~": "ός οί οι ού ους ό ών ίδα ίδες ος ων οι ο ας ες α ου έζα", "+": "ός ή ό οί ές ά ού ής ών ούς ος η ο οι ες α ου ης ων ους"},
    "tr": {"~": "- lar ler ların lerin lara lere ları leri da de dan den ın in un ün ı i u ü a e ya ye yı yi la le sı si"},
}  # fmt: skip
# How names are declined, by language: last letters, the letters to cut, endings. The first that fits is taken.
DECLENSIONS: dict[str, list[tuple[str, int, str]]] = {
    "ru": [
        (r"(ая)$", 2, "ая ой ую ою"), (r"(ые|ие)$", 1, "е х м ми"), (r"(ое)$", 2, "ое ого ому ым ом"),
        (r"(ый|ий)$", 2, "ый ий ого ому ым им ом"), (r"ия$", 1, "я и ю ей"), (r"а$", 1, "а ы и е у ой ою"),
        (r"я$", 1, "я и ю е ей"), (r"й$", 1, "й я ю ем е"), (r"ь$", 1, "ь и ью я ю ем е"), (r"ы$", 1, "ы ов ам ами ах"),
        (r"[бвгджзклмнпрстфхцчшщ]$", 0, "- а у ом ем е"),
    ],
    "uk": [
        (r"(ий)$", 2, "ий ого ому им ім"), (r"ів$", 2, "ів ова ову овом ові"), (r"їв$", 2, "їв єва єву євом єві"),
        (r"ці$", 1, "і ів ям ями ях"), (r"ія$", 1, "я ї ю єю"), (r"[кчшнвдрл]а$", 1, "а и і у ою ої ій е о"), (r"а$", 1, "а и і у ою"),
        (r"я$", 1, "я і ю ею"), (r"й$", 1, "й я ю єм ї"), (r"ь$", 1, "ь і ю лю я ем ню"), (r"и$", 1, "и ів ам ами ах"), (r"і$", 1, "і х м ми"),
        (r"[бвгджзклмнпрстфхцчшщ]$", 0, "- а у ом ові і ем"),
    ],
    "pl": [
        (r"ia$", 1, "a i ę ą"), (r"ja$", 1, "a i ę ą"), (r"ka$", 2, "ka ki ce kę ką"), (r"ska$", 1, "a i ę ą iej"), (r"ga$", 2, "ga gi dze gę gą"),
        (r"ra$", 1, "a y ze ę ą"), (r"a$", 1, "a y ie zie ę ą i ej"), (r"y$", 1, "y - ów om ami ach"), (r"[bcdfghjklłmnprstwz]$", 0, "- u a owi em iem ie zie cie"),
        (r"o$", 1, "o a u em ie"),
    ],
    "el": [(r"ία$", 2, "ία ίας"), (r"[αη]$", 0, "- ς"), (r"ος$", 2, "ος ου ο"), (r"ο$", 0, "- υ"), (r"ες$", 2, "ες ων")],
    "fi": [(r"inen$", 4, "inen isen ista issa istä ise"), (r"[aeiouyäö]$", 0, "- n a ä ssa ssä sta stä lla llä lta ltä lle ksi na nä an än en in on un han hon"),
           (r"[a-zäö]$", 0, "- in ia iin issa ista illa ilta ille")],
    "hu": [(r"a$", 1, "a át ába ában ából ához ának ára án ával"), (r"[a-zé]$", 0, "- ot et ban ben ba be ból ből nak nek ra re on en hoz hez val vel i")],
    "cs": [(r"sko$", 1, "o a u em"), (r"[aeoy]$", 1, "a e o y u i ě ou em ům ách ami"), (r"ie$", 1, "e i í"), (r"[a-zž]$", 0, "- u a em e i ě")],
    "sk": [(r"sko$", 1, "o a u om"), (r"[aeoy]$", 1, "a e o y u i ou om ám ách ami"), (r"[a-zž]$", 0, "- u a om e i")],
    "hr": [(r"(ska|čka)$", 1, "a e oj u om"), (r"[aeo]$", 1, "a e i o u om em"), (r"[a-zž]$", 0, "- a u om em")],
    "sl": [(r"(ska)$", 1, "a e i o"), (r"[aeo]$", 1, "a e i o u om em"), (r"[a-zž]$", 0, "- a u om em")],
    "sr": [(r"ска$", 1, "а е ој у ом"), (r"[аео]$", 1, "а е и о у ом ем"), (r"[бвгджзклмнпрстфхцчш]$", 0, "- а у ом ем")],
    "bg": [(r"[а-я]$", 0, "- та")],
    "de": [(r"(ien|land|reich|stan|and|en|an|el|a|o|ei|us)$", 0, "- s")],
    "ro": [(r"ia$", 1, "a ei"), (r"a$", 1, "a ei"), (r"[a-z]$", 0, "- ul ului")],
    "sv": [(r"[a-zåäö]$", 0, "- s")], "da": [(r"[a-zåøæ]$", 0, "- s")], "no": [(r"[a-zåøæ]$", 0, "- s")],
}  # fmt: skip
# Proclitics: before names with the article (without it here), and without.
PROCLITICS = {
    "ar": {
        "1": "ال وال بال فال كال لل ولل وبال",
        "2": "- و ب ل ف ك وب ول",
        "3": "ال وال بال فال كال لل ولل وبال - و ب ل ف ك وب ول",
    },
    "he": {"1": "- ו ב ל מ ש כ וב ול ומ וש שב של מה ה וה בה לה כש"},
}
ARABIC_NISBA = "ي ية يا يين يون يتين يان"
HEBREW_NISBA = "י ית ים יים יות"
NATIONALITY = {
    "de": r"isch$", "fr": r"(ais|ois|ien|éen|ain|and|an|ol|on|que|ard|ège|isse|ine|ec|uc|rc|gue|ate|be|in)$|russe|belge|slovaque|croate|serbe|turc|grec",
    "es": r"(és|no|yo|eño|ino|ano|eco|ego|co|lo|io|ro|so|uso|zo|jo|án|ol|ense|ota|ita|ata|í|tón|avo|nio|ueño|uez)$",
    "it": r"(ese|ano|ino|eno|eco|co|io|olo|oto|ota|ita|one|so|go|ro|gno|aco|acco|edo)$",
}  # fmt: skip
NOT_NATIONALITIES = {
    "fr": {"GU", "PW", "AG", "GD", "DM", "GL", "CC", "JE", "WF", "BL", "MF", "WS", "LS", "TO", "TK", "TV", "GG", "NR"},
    "es": {"GD", "CX", "CK", "NF", "MP", "MU", "EH", "IM", "LC", "PM", "CC", "KY", "JE", "AX", "BQ", "IN", "BV", "GH", "WF", "GS", "TC", "VG", "VI", "VC", "UM", "SB", "KI", "BZ"},
    "it": {"WF", "AE", "MU", "GF", "AG", "CG", "CD", "NE", "LS", "BB", "DM", "DO", "MR", "AZ", "JO", "SM", "SB", "MQ"},
    "de": {"NE", "MR", "BV", "GS", "AQ", "VI", "GF", "PF", "CG", "CD"},
}  # fmt: skip
