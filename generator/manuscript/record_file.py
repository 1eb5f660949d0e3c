"""Authority records, one file each: bytes in, what an editor wrote of a person or a country out.

A value that cannot be used is told and left out, and the rest of the record holds: else a slip in one line would
take a page its name and its variants. So is a key that is like a known one: a misspelt `not` keeps nothing apart.
"""

import posixpath

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import Reader
from generator.manuscript.utf8 import utf8
from generator.model.authority import CountryRecord, PersonId, PersonRecord
from generator.model.problem import Found, Problem, Severity
from generator.text.normalise import key
from generator.text.slugs import is_slug

PERSON_KEYS = ("name", "id", "variants", "weak", "not", "role", "born", "died", "wikidata")
COUNTRY_KEYS = ("country", "name", "in_sentence", "variants", "weak", "not", "wikidata")


def person(path: str, data: bytes) -> Found[PersonRecord | None]:
    """The record of a person in the file `path` (relative to the root) whose bytes are `data`; None without a name."""
    opened = _opened(path, data)
    if not isinstance(opened, Reader):
        return Found(None, opened)
    name = opened.needed("name", "record")
    if name and not key(name):
        opened.wrong("name", f"`{name[:100]}` holds no letter and no digit", "write the person's name")
        name = ""
    identifier = opened.text("id")
    if identifier and not is_slug(identifier):
        opened.wrong("id", f"`{identifier[:100]}` is no id", "take it from the data export, or delete the line")
        identifier = None
    born, died = opened.date("born"), opened.date("died")
    if born and died and died.year < born.year:
        opened.wrong("died", f"`died` ({died.iso}) is before `born` ({born.iso})", "correct one of them")
        born = died = None
    record = PersonRecord(
        path=path,
        name=name,
        id=PersonId(identifier) if identifier else None,
        variants=_names(opened, "variants"),
        weak=_names(opened, "weak"),
        apart=_names(opened, "not"),
        wikidata=opened.wikidata("wikidata"),
        role=opened.text("role") or "",
        born=born,
        died=died,
        note=opened.raw.body.strip(),
        lines=opened.raw.lines,
    )
    opened.unknown(PERSON_KEYS, misspelt=Severity.PROBLEM)
    return Found(record if name else None, tuple(opened.problems))


def country(path: str, data: bytes) -> Found[CountryRecord | None]:
    """The record of a country in the file `path`, which is named after it where no key says which country it is."""
    opened = _opened(path, data)
    if not isinstance(opened, Reader):
        return Found(None, opened)
    name = opened.text("name") or ""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    record = CountryRecord(
        path=path,
        country=opened.text("country") or stem,
        name=name,
        in_sentence=opened.text("in_sentence") or name,
        variants=_names(opened, "variants"),
        weak=_names(opened, "weak"),
        apart=_names(opened, "not"),
        wikidata=opened.wikidata("wikidata"),
        note=opened.raw.body.strip(),
        lines=opened.raw.lines,
    )
    opened.unknown(COUNTRY_KEYS, misspelt=Severity.PROBLEM)
    return Found(record, tuple(opened.problems))


def _opened(path: str, data: bytes) -> Reader | tuple[Problem, ...]:
    """A reader of the record's front matter, or why it cannot be read."""
    text = utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return split.problems if split else text.problems
    return Reader(path, split.value)


def _names(reader: Reader, name: str) -> tuple[str, ...]:
    """A list of names; one without letter or digit is told and left out."""
    found = reader.texts(name)
    for one in found:
        if not key(one):
            reader.wrong(name, f"`{one[:100]}` in `{name}` holds no letter and no digit", "write a name, or delete it")
    return tuple(one for one in found if key(one))
