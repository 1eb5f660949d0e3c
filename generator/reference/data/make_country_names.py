"""Make the folder country_names: the names of countries and cities in the languages of the press, a table a language.

For development only, as make_data.py, with the same sources; and the npm package i18n-nationality 1.4.0 (MIT), unpacked
in the folder that is the only argument. What the sources lack is in country_words, written by hand, a file a language:

    CODE | n: names | w: names that need support | a: adjectives and people | p: parts, regions, houses of government
         | c: cities abroad, in languages with Latin letters
    * | drop: names of CLDR that are not wanted | x: phrases that name no country
    * | not cities: names of cities that mean something else

Behind a word in country_words, `~` stands for the endings of a noun and `+` for those of an adjective (ENDINGS).
In the tables, `/1` behind a word stands for the endings that the table's head lists under /1, `1^` before it for the
proclitics listed under 1^.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from country_grammar import (
    ARABIC_NISBA,
    DECLENSIONS,
    ENDINGS,
    HEBREW_NISBA,
    HOMES,
    NATIONALITY,
    NOT_NATIONALITIES,
    NOTHING,
    OFFICIAL,
    PROCLITICS,
    SCRIPTS,
)
from make_data import (
    all_places,
    capital_ids,
    cldr_name,
    data_lines,
    fold,
    iso_codes,
    make_countries,
    plain,
    unique,
    zipf,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
OUT = HERE / "country_names"
# Languages with words written by hand, and those that have the names of CLDR alone.
BY_HAND = tuple(sorted(path.stem for path in (HERE / "country_words").glob("*.txt")))
# The locales of CLDR by language, where it is not the language alone.
LOCALES = {
    "zh": ("zh", "zh_Hant", "zh_Hant_HK"), "pt": ("pt", "pt_PT"), "es": ("es", "es_MX"), "no": ("nb",),
    "sr": ("sr", "sr_Latn"),
}  # fmt: skip
CLDR_ONLY = ("bg", "bn", "ca", "cs", "da", "fi", "hr", "hu", "ms", "no", "ro", "sk", "sl", "sr", "sv", "sw", "th", "ur")
ABROAD, GREAT, MILLION = 300_000, 500_000, 1_000_000


def normal(text: str) -> str:
    """The text in NFC with plain apostrophes."""
    return unicodedata.normalize("NFC", text.replace("’", "'").strip())


class Table:
    """One language's table as it is filled: names by kind and country, endings by key."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.endings: dict[str, str] = {}
        self.names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def ending_key(self, endings: str) -> str:
        """The key of a set of endings."""
        return self.endings.setdefault(" ".join(dict.fromkeys(endings.split())), str(len(self.endings) + 1))

    def add(self, kind: str, code: str, names: Iterable[str]) -> None:
        """Add names of a kind: n name, w weak, a adjective, p part, c city, t town of a common name, x none."""
        for name in names:
            if name:
                self.names[kind, code][name] = None

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        if homes := " ".join(least(self.language)) or OFFICIAL.get(self.language, ""):
            yield f"h\t{homes}"
        for endings, key in self.endings.items():
            yield f"/{key}\t{endings}"
        for key, proclitics in PROCLITICS.get(self.language, {}).items():
            yield f"{key}^\t{proclitics}"
        order = "nwapctx"
        for (kind, code), names in sorted(self.names.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
            yield f"{kind}\t{code}\t{', '.join(names)}"


# --- words and their forms -----------------------------------------------------------------------------------


def spelled(table: Table, name: str, *, decline: bool = True) -> str:
    """A name with the endings and proclitics of its words."""
    words = normal(name).split(" ")
    if table.language == "ar":
        words[0] = arabic_word(words[0])
    elif table.language == "he":  # the article is absorbed by what stands before it
        words[0] = "1^" + (words[0][1:] if words[0][0] == "ה" and len(words[0]) >= 4 else words[0])
    elif decline or any(mark in name for mark in "~+"):
        words = ["-".join(word_form(table, part, decline=decline) for part in word.split("-")) for word in words]
    return " ".join(words)


def arabic_word(word: str) -> str:
    """A word with its proclitics."""
    return "1^" + word[2:] if word.startswith("ال") and len(word) > 4 else "2^" + word


def word_form(table: Table, word: str, *, decline: bool) -> str:
    """A word with its endings."""
    marks = ENDINGS.get(table.language, {})
    if word[-1:] in ("~", "+"):
        stem, endings = word[:-1], marks.get(word[-1], NOTHING)
        if word[-1] == "+":
            stem, endings = adjective(table.language, stem)
        return f"{stem}/{table.ending_key(endings)}"
    if decline and len(word) > 3 and not (word.isupper() and len(word) < 5):
        for pattern, cut, endings in DECLENSIONS.get(table.language, ()):
            if re.search(pattern, word):
                return f"{word[: len(word) - cut]}/{table.ending_key(endings)}"
    return word


def adjective(language: str, word: str) -> tuple[str, str]:
    """The stem and endings of an adjective given by its masculine form (in German and Slavic: by its stem)."""
    marks = ENDINGS[language]
    if language == "fr":
        return french(word)
    if language == "pl":
        return word[:-1], " ".join(["cy", *(word[-1] + ending for ending in marks["+"].split())])
    if language in ("es", "pt", "it") and word.endswith("o"):
        return word[:-1], marks["+o"]
    if language == "it":
        return (word[:-1], marks["+"]) if word.endswith("e") else (word[:-1], marks["+a"])
    if language == "pt" and word.endswith("ês"):
        return word[:-2], "ês esa eses esas"
    if language == "es" and re.search("[éáó][sn]$", word):
        plain = word[:-2] + {"é": "e", "á": "a", "ó": "o"}[word[-2]] + word[-1]
        return word[:-2], " ".join(form[len(word) - 2 :] for form in (word, plain + "a", plain + "es", plain + "as"))
    return word, marks["+"]


def french(word: str) -> tuple[str, str]:
    """The stem and endings of a French adjective."""
    if word.endswith(("ien", "éen")):
        return word, "- s ne nes"
    if word.endswith(("ais", "ois")):
        return word, "- e es"
    if word.endswith("e"):
        return word, "- s"
    if word.endswith("c"):
        return word[:-1], "c cs que ques cque cques"
    return word, "- e s es ne nes"


# --- countries -----------------------------------------------------------------------------------------------


def hand_words(language: str) -> dict[str, dict[str, list[str]]]:
    """What country_words has for a language, by code and key."""
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in data_lines(f"country_words/{language}.txt"):
        code, *fields = line.split(" | ")
        for field in fields:
            key, _, values = field.strip().partition(":")
            words[code.strip()][key.strip()] += [value for value in values.strip().split(", ") if value]
    return words


def cldr_names(language: str, code: str) -> list[str]:
    """The names of CLDR for a country, without what is in brackets and without administrative long forms."""
    names = [normal(cldr_name(code, locale)) for locale in LOCALES.get(language, (language,))]
    return unique(part for name in names for part in cldr_parts(name, code))


def cldr_parts(name: str, code: str) -> list[str]:
    """A name without what is in brackets, and that too for Myanmar; none of an administrative long form."""
    if not name or re.search(r"\d|[–—/]| - |(^| )(SAR|RAS|RAE|R\.A\.S|САР|ОАР|ÖİB|DAK|ΕΔΠ)( |$|\.)|行政區", name):
        return []
    outer, inner = re.sub(r"\s*[(（].*?[)）]", "", name).strip(), re.findall(r"[(（](.*?)[)）]", name)
    return [outer, *(part for part in inner if code == "MM")]


@cache
def nationalities(folder: str, language: str) -> dict[str, str]:
    """The adjectives of i18n-nationality that are one word."""
    path = Path(folder) / "langs" / f"{language}.json"
    words = json.loads(path.read_text("utf-8"))["nationalities"] if path.exists() else {}
    return {
        code: word.strip().lower()
        for code, word in words.items()
        if re.fullmatch(r"[^\W\d_]{4,}(-[^\W\d_]+)?", word.strip())
    }


def add_countries(table: Table, folder: str) -> None:
    """The names, adjectives, people and parts of all countries."""
    language = table.language
    words = hand_words(language) if language in BY_HAND else {}
    drop = set(words.get("*", {}).get("drop", ()))
    for code in sorted(iso_codes()):
        own: dict[str, list[str]] = words.get(code, {})
        names = [name for name in cldr_names(language, code) if name not in drop and name not in own.get("w", ())]
        table.add("n", code, (spelled(table, name) for name in [*own.get("n", ()), *names]))
        table.add("w", code, (spelled(table, name, decline=False) for name in own.get("w", ())))
        table.add("a", code, adjectives(table, own.get("a", ()), [*own.get("n", ()), *names], code, folder))
        table.add("p", code, (spelled(table, name) for name in own.get("p", ())))
        table.add("c", code, (spelled(table, name) for name in own.get("c", ())))
    table.add("x", "--", (spelled(table, name, decline=False) for name in words.get("*", {}).get("x", ())))


def adjectives(table: Table, by_hand: Iterable[str], names: list[str], code: str, folder: str) -> Iterator[str]:
    """The adjectives and people of a country, by hand, by the list of nationalities, or made from its names."""
    language = table.language
    if language == "ar":
        for word in chain(by_hand, arabic_stems(names)):
            first, _, rest = word.partition(" ")
            form = f"3^{first.removesuffix('ي')}/{table.ending_key(ARABIC_NISBA)}"
            yield f"{form} {rest}".strip()
        return
    if language == "he":
        for word in by_hand:
            *before, last = word.split(" ")
            form = f"{last.removesuffix('י')}/{table.ending_key(HEBREW_NISBA)}"
            yield " ".join(["1^" + before[0], form] if before else ["1^" + form])
        return
    if language == "tr":
        yield from turkish_people(table, names)
    if language in NATIONALITY and code not in NOT_NATIONALITIES[language]:
        word = nationalities(folder, language).get(code, "")
        if word and re.search(NATIONALITY[language], word):
            yield spelled(table, word + "+", decline=False)
    for word in by_hand:
        yield spelled(table, word, decline=False)
        if language == "es" and word.endswith("í+"):
            yield word.removesuffix("í+") + "íes"


def arabic_stems(names: Iterable[str]) -> Iterator[str]:
    """The relative adjectives of Arabic names of one word."""
    for name in names:
        stem = name.removeprefix("ال")
        stem = re.sub("(يا|ا|ة)$", "", stem)
        if " " not in name and len(stem) > 3:
            yield stem + "ي"


def turkish_people(table: Table, names: Iterable[str]) -> Iterator[str]:
    """`Suriyeli`: the name with the vowel that fits its last."""
    for name in names:
        vowels = re.findall("[aıoueiöüAIOUEİÖÜ]", name)
        if vowels and " " not in name and not name.isupper():
            vowel = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}.get(
                vowels[-1].lower(), "i"
            )
            yield f"{name}l{vowel}/{table.ending_key(ENDINGS['tr']['~'])}"


@cache
def not_cities(language: str) -> tuple[str, ...]:
    """The names of cities that mean something else in a language."""
    return tuple(hand_words(language)["*"]["not cities"]) if language in BY_HAND else ()


# --- cities --------------------------------------------------------------------------------------------------


@cache
def frequency(word: str, language: str) -> float:
    """How frequent a word is in a language; 0 where the list has no such language."""
    wordfreq: Any = importlib.import_module("wordfreq")
    if language in ("ja", "ko", "zh", "vi", "th"):
        return 0.0
    try:
        return float(wordfreq.zipf_frequency(word, language))
    except LookupError:
        return 0.0


def least(language: str) -> dict[str, int]:
    """The least population of a town by home country."""
    pairs = (pair.partition("=") for pair in HOMES.get(language, "").split())
    return {code: int(size) * 1000 for code, _, size in pairs}


def add_cities(table: Table, capitals: set[int], person_names: frozenset[str]) -> None:
    """The cities of a language: the large of the world by their names there, the smaller of its own countries."""
    homes, largest = least(table.language), {}
    for city in all_places():
        code, size = city["countrycode"], city["population"]
        is_home = code in homes and size >= homes[code]
        if not (is_home or size >= ABROAD or city["geonameid"] in capitals):
            continue
        for name in city_names(table.language, city, is_home=is_home):
            if size > largest.get(name, ("", 0, False))[1]:
                largest[name] = (code, size, is_home)
    taken = {word for names in table.names.values() for word in names}
    for name, (code, size, is_home) in sorted(largest.items()):
        entry = spelled(table, name)
        if entry not in taken:
            is_common = is_home and size < 100_000 and fold(name) in person_names
            is_common |= bool(SURNAME.search(name)) and name not in NO_SURNAMES
            table.add("t" if is_common else "c", code, [entry])


def city_names(language: str, city: dict[str, Any], *, is_home: bool) -> list[str]:
    """The names of a city in a language; in Latin letters its own name, at home and if it is great."""
    words = not_cities(language)
    script = SCRIPTS.get(language)
    names = [normal(name) for name in (city["name"], *city["alternatenames"])]
    names = [name for name in dict.fromkeys(names) if name not in words and not re.search(r"\d|[()/,،]", name)]
    if script:
        names = [name for name in names if re.fullmatch(script, name) and is_known(language, name, is_home=is_home)]
        return [name for name in names if city["population"] >= MILLION or not is_arabic_word(language, name)]
    if is_home:
        return [name for name in names[:1] if name == normal(city["name"]) and len(name) > 2]
    is_great = city["population"] >= GREAT and frequency(city["name"], language) >= 1.5
    return unique([city["name"], plain(city["name"])]) if is_great and city["name"] not in words else []


def is_arabic_word(language: str, name: str) -> bool:
    """Return whether an Arabic name with the article is too frequent for a town: "the new one"."""
    return language == "ar" and name.startswith("ال") and frequency(name, language) >= 4.2


def is_known(language: str, name: str, *, is_home: bool) -> bool:
    """Return whether a language uses this spelling of a city, which is in its script, and for nothing else."""
    if language == "ja":
        return True
    if language == "zh":
        return len(name) >= 2
    if language == "ko":
        return name.endswith(("시", "군")) if is_home else len(name) > 2
    if re.search(r"(^| |-)[^\W\d_]( |$)|\b(ош|хот|район)\b", name) or len(name.removeprefix("ال")) < (
        3 if language == "fa" and is_home else 4
    ):
        return False
    return 1.5 <= frequency(name, language) < (6.5 if is_home else 5.4)


# Surnames of Russian and Ukrainian end so; of the towns that do, these are known better than their namesakes.
SURNAME = re.compile("(ов|ев|ёв|ин|ко)$")
NO_SURNAMES = frozenset(
    "Саратов Ростов Псков Тамбов Киев Львов Могилев Берлин Харьков Краков Чернигов Кишинев Пекин Харків Київ"
    " Нанкин".split()
)


def add_false_friends(table: Table, english: dict[str, str]) -> None:
    """Words of a language that are places in English: they name no country there."""
    if table.language in SCRIPTS:
        return
    homes = least(table.language)
    own = {re.sub(r"/\d+|\d\^", "", word).lower() for names in table.names.values() for word in names}
    for name, code in sorted(english.items()):
        usage = frequency(name, table.language)
        is_word = usage >= 3.2 and usage - zipf(name.lower()) > 0.9
        if is_word and code not in homes and name.lower() not in own:
            table.add("x", "--", [name])
    table.add(
        "x",
        "--",
        (word for word in not_cities(table.language) if word in english and word.lower() not in own),
    )


# --- all -----------------------------------------------------------------------------------------------------


def main() -> None:
    """Write all tables."""
    folder = sys.argv[1]
    countries = make_countries()
    capitals = capital_ids(countries)
    english = {row.split("\t")[0]: row.split("\t")[1] for row in data_lines("cities.tsv")}
    english |= {word: c.code for c in countries for key in ("strong", "parts", "capitals") for word in c.words[key]}
    english = {name: code for name, code in english.items() if name.isalpha()}
    names = importlib.import_module("gzip").decompress((HERE / "names.tsv.gz").read_bytes()).decode().splitlines()
    person_names = frozenset(
        line.split("\t")[0]
        for line in names
        if not line.startswith("#") and line.split("\t")[1:2] and set(line.split("\t")[1]) & set("gf")
    )
    OUT.mkdir(exist_ok=True)
    for language in sorted({*BY_HAND, *CLDR_ONLY}):
        table = Table(language)
        add_countries(table, folder)
        if language in BY_HAND:
            add_cities(table, capitals, person_names)
        add_false_friends(table, english)
        head = "# Countries and cities by name. Made by make_country_names.py; sources and licences: README.md."
        (OUT / f"{language}.tsv").write_text("\n".join([head, *table.lines()]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
