"""Make common_words.txt.gz: frequent words of languages in Latin script, frequent names, their endings.

The words are no names, or names only at times; the names are mostly given or mostly family names.

For development only. In: wordfreq's lists, names.tsv.gz, dictionaries of hunspell in a folder. A frequent word that the
table of names does not have is common. One that the table has is common if it is among the most frequent, ambiguous if
a dictionary has it in lower case (German: if it is far more frequent there than elsewhere), and else left out.

Sources of names: Faker's lists of locales in Latin script, and the US census in the package names.

    python generator/reference/data/make_common_words.py /usr/share/hunspell [--words 12000]
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import pkgutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DICTIONARIES = {
    "ca": "ca_ES", "cs": "cs_CZ", "da": "da_DK", "de": "de_DE", "en": "en_US", "es": "es_ES", "fi": "", "fil": "",
    "fr": "fr", "hu": "hu_HU", "id": "id_ID", "is": "", "it": "it_IT", "lt": "", "lv": "", "ms": "", "nb": "nb_NO",
    "nl": "nl_NL", "pl": "pl_PL", "pt": "pt_PT", "ro": "ro_RO", "sh": "hr_HR", "sk": "sk_SK", "sl": "sl_SI",
    "sv": "sv_SE", "tr": "tr_TR", "vi": "vi_VN",
}  # fmt: skip
# Codes as detect_language gives them.
CODES = {"nb": "no", "sh": "hr"}
# Languages that are compared with each other: a name is as frequent in most of them.
COMPARED = ("en", "de", "fr", "es", "it", "nl", "pl", "sv", "tr", "id")
ALWAYS_COMMON_FROM = 5.8  # zipf: more than 600 in a million words
MARGIN = 1.0
# Endings: their length, how many words have them, how many times as often in one group as in the other.
LETTERS, ENDINGS_FROM, ENDING_ODDS = 3, 12, 3.0
# Percent of the US census; how many times as often as the other kind of name; zipf of a written name.
FEWEST_GIVEN, FEWEST_FAMILY, RATIO, WRITTEN_FROM, WIDESPREAD = 0.008, 0.004, 2, 3.0, 0.1


def is_in_lower_case(words: list[str], dictionary: Path) -> set[str]:
    """The words that a dictionary accepts in lower case."""
    command = ["hunspell", "-i", "utf-8", "-d", str(dictionary), "-G"]
    text = "\n".join(words)
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)  # noqa: S603
    return set(result.stdout.split("\n")) & set(words)


def fold(word: str) -> str:
    """A word as in names.tsv: ASCII letters in lower case."""
    special = word.casefold().translate(str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i"}))
    plain = unicodedata.normalize("NFKD", special)
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def read_faker(kind: str) -> set[str]:
    """The given (`first`) or family (`last`) names of Faker's locales in Latin script, folded."""
    package = importlib.import_module("faker.providers.person")
    found: set[str] = set()
    for module in pkgutil.iter_modules(package.__path__):
        provider: Any = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in vars(provider):
            table = getattr(provider, attribute)
            if attribute.startswith(f"{kind}_name") and isinstance(table, (list, tuple, dict)):
                found.update(fold(name) for name in table if isinstance(name, str) and name.isalpha())
    return found - {""}


def read_census(file: str) -> dict[str, float]:
    """The share of each name in a US census list, in percent."""
    lines = (Path(importlib.import_module("names").__file__ or "").parent / file).read_text(encoding="ascii")
    return {line.split()[0].lower(): float(line.split()[1]) for line in lines.splitlines()}


def list_sure_names(wordfreq: Any) -> dict[str, set[str]]:  # noqa: ANN401
    """The names that are mostly given names, and those that are mostly family names."""
    last = read_census("dist.all.last")
    first = Counter(read_census("dist.male.first")) + Counter(read_census("dist.female.first"))
    given = {name for name, share in first.items() if share >= FEWEST_GIVEN and share >= RATIO * last.get(name, 0)}
    family = {name for name, share in last.items() if share >= FEWEST_FAMILY and share >= RATIO * first[name]}
    given_lists, family_lists = read_faker("first"), read_faker("last")
    given |= {
        name
        for name in given_lists - family_lists
        if last.get(name, 0) < FEWEST_FAMILY
        and max(wordfreq.zipf_frequency(name, language) for language in COMPARED) >= WRITTEN_FROM
    }
    family -= {name for name in given_lists if last.get(name, 0) < WIDESPREAD}
    family |= {name for name in family_lists - given_lists if not first[name]}
    return {"frequent given": given - family, "frequent family": family - given}


def list_endings(names: dict[str, str], common: set[str]) -> dict[str, set[str]]:
    """The endings of three letters that family names have far more often than common words, and the reverse."""
    family = Counter(name[-LETTERS:] for name, flags in names.items() if "f" in flags and len(name) > LETTERS)
    other = Counter(word[-LETTERS:] for word in common if len(word) > LETTERS)
    share = sum(family.values()) / sum(other.values())
    odds = {end: (family[end] + 1) / (share * other[end] + 1) for end in {*family, *other}}
    often = {end for end in odds if family[end] + share * other[end] >= ENDINGS_FROM}
    return {
        "family ending": {end for end in often if odds[end] >= ENDING_ODDS},
        "common ending": {end for end in often if odds[end] <= 1 / ENDING_ODDS},
    }


def main() -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionaries", type=Path)
    parser.add_argument("--words", type=int, default=12_000)
    options = parser.parse_args()
    wordfreq: Any = importlib.import_module("wordfreq")
    table = gzip.decompress((HERE / "names.tsv.gz").read_bytes()).decode("ascii").splitlines()
    flags = dict(line.split("\t")[:2] for line in table if line[0] != "#")
    names, all_common = set(flags), set[str]()
    lines = []
    for language, dictionary in DICTIONARIES.items():
        top = [
            word
            for word in wordfreq.top_n_list(language, options.words)
            if word.replace("-", "").isalpha() and len(word) > 1
        ]
        common = {
            word
            for word in top
            if fold(word) not in names or wordfreq.zipf_frequency(word, language) >= ALWAYS_COMMON_FROM
        }
        doubtful = [word for word in top if word not in common]
        ambiguous = is_in_lower_case(doubtful, options.dictionaries / dictionary) if dictionary else set()
        if language == "de" or not dictionary:
            ambiguous |= {
                word
                for word in doubtful
                if wordfreq.zipf_frequency(word, language)
                >= MARGIN + max(wordfreq.zipf_frequency(word, other) for other in COMPARED if other != language)
            }
        all_common.update(map(fold, common))
        for kind, words in (("common", common), ("ambiguous", ambiguous)):
            lines.append(f"{CODES.get(language, language)}\t{kind}\t{' '.join(sorted(words))}\n")
        print(language, len(common), len(ambiguous), len(doubtful))
    for kind, words in {**list_sure_names(wordfreq), **list_endings(flags, all_common)}.items():
        lines.append(f"*\t{kind}\t{' '.join(sorted(words))}\n")
        print(kind, len(words))
    (HERE / "common_words.txt.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
