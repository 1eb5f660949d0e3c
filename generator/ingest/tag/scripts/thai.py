"""Find people in Thai texts: a title, which is written together with the given name, a space, a family name."""

import re
from collections.abc import Sequence

from generator.authority.name_tables import ScriptNames
from generator.ingest.tag.scripts.script_mention import ScriptMention

_NAME = re.compile(
    r"(?:นางสาว|น\.ส\.|นาย|นาง|ดร\.|ผศ\.|รศ\.|ศ\.|พล\.อ\.|พล\.ต\.อ\.|พล\.ต\.|พ\.ต\.อ\.|พ\.ต\.ท\.|ร\.ต\.อ\."
    r"|พลเอก|พลตำรวจเอก|หม่อมหลวง|ม\.ล\.)\s?"
    r"([\u0e01-\u0e4e]{2,18} [\u0e01-\u0e4e]{2,24})(?=[\s,.)\"”]|$)"
)


def find_thai(paragraphs: Sequence[str], table: ScriptNames) -> list[ScriptMention]:
    """Return the names of people in `paragraphs` that a title is before."""
    return [
        ScriptMention(
            match[1],
            tuple(match[1].split()),
            ("Thai title", *(("usual given",) if match[1].split()[0] in table else ())),
            number,
            match.start(1),
        )
        for number, text in enumerate(paragraphs)
        for match in _NAME.finditer(text)
    ]
