"""Sentences of many kinds with persons and things, for fitting the weights of persons: person_kinds.toml, filled in.

For development only; needs Faker. In: how often each sentence is filled in. Out: sentences with the names that are
persons'. The same number gives the same sentences.
"""

from __future__ import annotations

import importlib
import random
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.reference import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES_FILE = Path(__file__).parent / "names.toml"
FILE = Path(__file__).parent / "person_kinds.toml"
SEED = 3
MARK = re.compile(r"\{(\w+)\}")
# The share of family names that no table knows: a letter is another.
STRANGE = 0.3
NUMBERS = ("II", "III", "IV", "VI", "VIII", "X", "XII", "XIV", "XVI")
ARABIC = (
    "Hamad Khalifa Said Qaboos Mohammed Salman Nasser Tamim Faisal Khaled Saud Rashid Zayed Jaber Sabah Thani Yusuf"
)
EASTERN = (
    "Kim Jong-un, Park Geun-hye, Moon Jae-in, Lee Myung-bak, Xi Jinping, Li Keqiang, Wang Yi, Kim Il Sung, Moon Jae In,"
    " Chen Shui-bian, Tsai Ing-wen, Han Duck-soo, Zhang Gaoli, Hu Jintao, Yoon Suk-yeol, Choi Soon-sil, Deng Xiaoping"
)
SYLLABLES = "Ka-chiu Chu-ming Mo-po Cheng-wen Kwok-keung Wing-hang Yuet-ngor Siu-ming"
VIETNAMESE = (
    "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý",
    "Văn Thị Minh Quang Hữu Đức Thanh Ngọc Xuân Công Trọng",
    "Hùng Dũng Hường Lan Mai Chính Phúc Trọng Hải Sơn Lộc Nghĩa Tú Linh Thảo Khoa Bình An",
)
DISTRICTS = (
    "Lai Châu, Hải Phòng, Đồng Tháp, Bến Tre, Quảng Ngãi, Cà Mau, Hà Giang, Lào Cai, Nghệ An, Kiên Giang, Bắc Ninh"
)


NAMES = {"P": "{given} {family}", "X": "{given} {family}", "C": "{upper}", "H": "{family} {given}"}
NAMES |= {"G": "{given}", "F": "{family}"}
CHOICES: dict[str, list[str]] = {
    "D": DISTRICTS.split(", "),
    "A": ARABIC.split(),
    "E": EASTERN.split(", "),
    "S": SYLLABLES.split(),
    "I": list("ABCDEFGHJKLMNPRST"),
    "N": list(NUMBERS),
}
# The share of Vietnamese names of three words.
LONG = 0.8


class Filler:
    """Fills in the marks of a sentence in one language."""

    def __init__(self, language: str, locales: str, chance: random.Random) -> None:
        faker: Any = importlib.import_module("faker").Faker(locales.split())
        faker.seed_instance(SEED)
        self._faker, self._chance = faker, chance
        words = tables.load_word_tables().build_language(language)
        same = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))["same"]
        self._known = [name for pairs in same.values() for pair in pairs for name in pair if " " in name]
        self._houses = sorted(words.get_phrases("house"))
        self._words = sorted(word for word in words.list_common() if len(word) > 3)

    def fill(self, mark: str) -> str:
        """Return what stands for a mark."""
        given, family = self._faker.first_name().split()[0], self._family()
        if mark in NAMES:
            return NAMES[mark].format(given=given, family=family, upper=f"{given} {family}".upper())
        if mark in ("V", "XV"):
            parts = VIETNAMESE if self._chance.random() < LONG else VIETNAMESE[::2]
            return " ".join(self._chance.choice(part.split()) for part in parts)
        choices = {"B": self._houses, "W": self._words, "Q": self._known} | CHOICES
        chosen = self._chance.choice(choices[mark])
        return chosen.title() if mark == "B" else chosen.capitalize() if mark == "W" else chosen

    def _family(self) -> str:
        """Return a family name, at times a strange one."""
        name = self._faker.last_name()
        if len(name) > 3 and self._chance.random() < STRANGE:
            place = self._chance.randrange(1, len(name) - 1)
            name = name[:place] + self._chance.choice("aeioulnrstk") + name[place + 1 :]
        return str(name)


def fill_kinds(copies: int) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the language, the text and the persons of every sentence, `copies` times."""
    chance = random.Random(SEED)
    for language, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        filler = Filler(language, table["locale"], chance)
        for line in table["texts"].strip().splitlines():
            template, *forms = (part.strip() for part in line.split(" = "))
            for _ in range(copies):
                yield language, *fill_sentence(template, forms, filler)


def fill_sentence(template: str, forms: list[str], filler: Filler) -> tuple[str, list[str]]:
    """Return a sentence and its persons: whatever a person's mark stands for, and what has one of the forms."""
    values = [(match.start(), match.end(), match[1], filler.fill(match[1])) for match in MARK.finditer(template)]

    def fill(start: int, end: int) -> str:
        text, place = "", start
        for first, last, _, value in values:
            if start <= first and last <= end:
                text, place = text + template[place:first] + value, last
        return text + template[place:end]

    people = [value for _, _, mark, value in values if mark in ("P", "C", "E", "H", "Q", "V")]
    taken: list[tuple[int, int]] = []
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(re.escape(form), template):
            if not any(first < match.end() and match.start() < last for first, last in taken):
                taken.append(match.span())
                people.append(fill(*match.span()))
    return fill(0, len(template)), people
