"""Authority records, one file each: bytes in, the record of a person or country out.

An invalid value is reported and left out, and the rest of the record holds: otherwise a slip in one line would cost a
page its name and variants. The same goes for a key that resembles a known one, because a misspelt `not` keeps nothing
apart.
"""

import posixpath

from generator.manuscript import frontmatter
from generator.manuscript.field_readers import FieldReader
from generator.manuscript.utf8 import decode_utf8
from generator.model.authority import CountryRecord, PersonId, PersonRecord
from generator.model.problem import Problem, Result, Severity
from generator.text.normalise import fold_key
from generator.text.slugs import is_slug

PERSON_KEYS = ("name", "id", "variants", "weak", "not", "role", "born", "died", "wikidata")
COUNTRY_KEYS = ("country", "name", "in_sentence", "variants", "weak", "not", "wikidata")


def parse_person(path: str, data: bytes) -> Result[PersonRecord | None]:
    """Parse the person's record in the file `path` (relative to the root); None if it has no name."""
    reader = _open_record(path, data)
    if not isinstance(reader, FieldReader):
        return Result(None, reader)
    reader.collect_unknown(PERSON_KEYS, misspelling_severity=Severity.PROBLEM)
    name = reader.read_required("name", "record")
    if name and not fold_key(name):
        reader.add_problem("name", f"`{name[:100]}` has no letter or digit", "write the person's name")
        name = ""
    identifier = reader.read_text("id")
    if identifier and not is_slug(identifier):
        reader.add_problem(
            "id", f"`{identifier[:100]}` is not a valid id", "take it from the data export, or delete the line"
        )
        identifier = None
    born, died = reader.read_date("born"), reader.read_date("died")
    if born and died and died.year < born.year:
        reader.add_problem("died", f"`died` ({died.iso}) is before `born` ({born.iso})", "correct one of them")
        born = died = None
    record = PersonRecord(
        path=path,
        name=name,
        id=PersonId(identifier) if identifier else None,
        variants=_read_names(reader, "variants"),
        weak=_read_names(reader, "weak"),
        apart=_read_names(reader, "not"),
        wikidata=reader.read_wikidata("wikidata"),
        role=reader.read_text("role") or "",
        born=born,
        died=died,
        note="" if reader.is_hidden else reader.read_body().strip(),
        lines=reader.file.lines,
    )
    return Result(record if name else None, tuple(reader.problems))


def parse_country(path: str, data: bytes) -> Result[CountryRecord | None]:
    """Parse the country's record in the file `path`; without a key for the country, the file name is its name."""
    reader = _open_record(path, data)
    if not isinstance(reader, FieldReader):
        return Result(None, reader)
    reader.collect_unknown(COUNTRY_KEYS, misspelling_severity=Severity.PROBLEM)
    name = reader.read_text("name") or ""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    record = CountryRecord(
        path=path,
        country=reader.read_text("country") or stem,
        name=name,
        in_sentence=reader.read_text("in_sentence") or name,
        variants=_read_names(reader, "variants"),
        weak=_read_names(reader, "weak"),
        apart=_read_names(reader, "not"),
        wikidata=reader.read_wikidata("wikidata"),
        note="" if reader.is_hidden else reader.read_body().strip(),
        lines=reader.file.lines,
    )
    return Result(record, tuple(reader.problems))


def _open_record(path: str, data: bytes) -> FieldReader | tuple[Problem, ...]:
    """Return a reader of the record's front matter, or the problems that make it unreadable."""
    text = decode_utf8(path, data)
    split = frontmatter.split(path, text.value) if text.value is not None else None
    if split is None or split.value is None:
        return split.problems if split else text.problems
    return FieldReader(path, split.value)


def _read_names(reader: FieldReader, field: str) -> tuple[str, ...]:
    """Read a list of names; one without letter or digit is reported and left out."""
    entries = reader.read_texts(field)
    for entry in entries:
        if not fold_key(entry):
            reader.add_problem(
                field, f"`{entry[:100]}` in `{field}` has no letter or digit", "write a name, or delete it"
            )
    return tuple(entry for entry in entries if fold_key(entry))
