"""Read and write the accession register, `content/register.jsonl`: one line per id, sorted so that git can merge it."""

from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from generator import layout
from generator.model.article import ArticleId, Slug
from generator.model.authority import CountryCode, PersonId
from generator.model.problem import Place, Problem, Result
from generator.model.register import (
    ArticleEntry,
    ArticleState,
    Copy,
    CopyComparison,
    CountryEntry,
    Difference,
    PersonEntry,
    Register,
)
from generator.model.source import Provenance
from generator.store import disk
from generator.text.slugs import is_slug


class _WitnessLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    why: str
    differs: dict[str, str] = {}


class _CopyLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    path: str
    sha256: str
    span: tuple[int, int]
    received: str
    text: str = ""
    record: bool = False
    locator: str = ""
    witness: _WitnessLine | None = None


class _ArticleLine(
    msgspec.Struct, frozen=True, tag_field="kind", tag="article", omit_defaults=True, forbid_unknown_fields=True
):
    id: str
    slugs: list[str]
    path: str
    title: str
    state: ArticleState
    written: str | None = None
    published: bool = False
    sources: list[_CopyLine] = []


class _PersonLine(
    msgspec.Struct, frozen=True, tag_field="kind", tag="person", omit_defaults=True, forbid_unknown_fields=True
):
    id: str
    slugs: list[str]
    name: str
    spellings: list[str]
    record: str = ""
    into: str = ""
    reserved: bool = False


class _CountryLine(msgspec.Struct, frozen=True, tag_field="kind", tag="country", forbid_unknown_fields=True):
    id: str
    slugs: list[str]


_Line: TypeAlias = _ArticleLine | _PersonLine | _CountryLine
_DECODER: msgspec.json.Decoder[_Line] = msgspec.json.Decoder(_Line)


def load(root: Path) -> Result[Register]:
    """Return the register of the archive at `root`; an empty one if it has none.

    A line that cannot be read is a problem. It may record a withdrawn story, which a run without this line would bring
    back, so nothing is brought in until it is fixed.
    """
    path = root / layout.REGISTER
    register = Register.create_empty()
    if not path.is_file():
        return Result(register)
    problems = []
    for number, line in enumerate(disk.read(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            decoded = _DECODER.decode(line)
            _check_slugs(decoded)
            _add_line(register, decoded)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            problems.append(_build_problem(number, line, error))
    return Result(register, tuple(problems))


def save(root: Path, register: Register) -> bool:
    """Write the register. Return whether its file changed."""
    lines: list[Any] = [_format_article(entry) for _, entry in sorted(register.articles.items())]
    lines += [_CountryLine(code, list(entry.slugs)) for code, entry in sorted(register.countries.items())]
    lines += [_format_person(entry) for _, entry in sorted(register.people.items())]
    data = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if not lines and not (root / layout.REGISTER).exists():
        return False
    return disk.write(root / layout.REGISTER, data)


def find_line(root: Path, identifier: str) -> int:
    """Return the number of the line of an id in the register, counted from 1; 0 if it has none."""
    path = root / layout.REGISTER
    id_field = b'"id":' + msgspec.json.encode(identifier)
    lines = disk.read(path).splitlines() if path.is_file() else []
    return next((number for number, register_line in enumerate(lines, start=1) if id_field in register_line), 0)


def _build_problem(number: int, line: bytes, error: Exception) -> Problem:
    """Return the problem of an invalid line, with its most likely cause."""
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        cause, step = "a merge left its mark here", "delete this line, and keep the lines of both sides"
    elif not line.rstrip().endswith(b"}"):
        cause, step = "it is cut short", "restore the file from version control"
    else:
        cause = f"a newer Backfile may have written it ({error})"
        step = "upgrade Backfile, or restore the file from version control"
    return Problem.must_fix(
        Place(path=layout.REGISTER, line=number),
        "register",
        fact="this line of the register cannot be read, so nothing new is brought in",
        cause=cause,
        step=step,
    )


def _check_slugs(line: _Line) -> None:
    """Raise ValueError if a slug could lead out of the site's folders."""
    for slug in (*line.slugs, line.id):
        if not is_slug(slug):
            raise ValueError(f"`{slug}` is not valid in an address")


def _add_line(register: Register, line: _Line) -> None:
    """Add a line to `register`. After a merge an id may have two lines; they are joined."""
    match line:
        case _PersonLine():
            _add_person(register, line)
        case _CountryLine():
            code = CountryCode(line.id)
            slugs_before = register.countries[code].slugs if code in register.countries else ()
            register.countries[code] = CountryEntry(code=code, slugs=tuple(dict.fromkeys((*slugs_before, *line.slugs))))
        case _ArticleLine():
            _add_article(register, line)


def _add_person(register: Register, line: _PersonLine) -> None:
    """Add a person to `register`; two lines with one id are joined."""
    person = PersonEntry(
        id=PersonId(line.id),
        name=line.name,
        slugs=tuple(line.slugs),
        spellings=tuple(line.spellings),
        record=line.record,
        into=line.into,
        reserved=line.reserved,
    )
    existing_entry = register.people.get(person.id)
    if existing_entry:
        person = msgspec.structs.replace(
            existing_entry,
            spellings=tuple(sorted({*existing_entry.spellings, *person.spellings})),
            slugs=tuple(dict.fromkeys((*existing_entry.slugs, *person.slugs))),
            record=existing_entry.record or person.record,
            into=existing_entry.into or person.into,
            reserved=existing_entry.reserved and person.reserved,
        )
    register.people[person.id] = person


def _add_article(register: Register, line: _ArticleLine) -> None:
    """Add an article to `register`; the copies of two lines with one id are joined."""
    entry = _parse_entry(line)
    existing_entry = register.articles.get(entry.id)
    if existing_entry:
        copies = {copy.provenance: copy for copy in (*entry.copies, *existing_entry.copies)}
        entry = msgspec.structs.replace(
            entry,
            slugs=tuple(dict.fromkeys((*existing_entry.slugs, *entry.slugs))),
            copies=tuple(copies[provenance] for provenance in sorted(copies)),
        )
    register.articles[entry.id] = entry


def _parse_entry(line: _ArticleLine) -> ArticleEntry:
    """Return the entry of an article's line."""
    copies = [
        Copy(
            provenance=Provenance(
                path=source.path,
                sha256=source.sha256,
                start=source.span[0],
                end=source.span[1],
                locator=source.locator,
            ),
            received=source.received,
            text=source.text,
            record=source.record,
            witness=_parse_witness(source.witness),
        )
        for source in line.sources
    ]
    return ArticleEntry(
        id=ArticleId(line.id),
        slugs=tuple(map(Slug, line.slugs)),
        path=line.path,
        title=line.title,
        copies=tuple(copies),
        written=line.written,
        state=line.state,
        published=line.published,
    )


def _format_article(entry: ArticleEntry) -> _ArticleLine:
    """Return the line of an article."""
    return _ArticleLine(
        id=entry.id,
        slugs=list(entry.slugs),
        path=entry.path,
        title=entry.title,
        state=entry.state,
        written=entry.written,
        published=entry.published,
        sources=[
            _CopyLine(
                path=copy.provenance.path,
                sha256=copy.provenance.sha256,
                span=(copy.provenance.start, copy.provenance.end),
                locator=copy.provenance.locator,
                received=copy.received,
                text=copy.text,
                record=copy.record,
                witness=_format_witness(copy.witness),
            )
            for copy in entry.copies
        ],
    )


def _parse_witness(line: _WitnessLine | None) -> CopyComparison | None:
    """Return the comparison that a part of a line describes."""
    if line is None:
        return None
    return CopyComparison(
        why=line.why, differs=tuple(Difference(what=what, text=text) for what, text in line.differs.items())
    )


def _format_witness(witness: CopyComparison | None) -> _WitnessLine | None:
    """Return the part of a line that describes a comparison."""
    if witness is None:
        return None
    return _WitnessLine(why=witness.why, differs={difference.what: difference.text for difference in witness.differs})


def _format_person(entry: PersonEntry) -> _PersonLine:
    """Return the line of a person."""
    return _PersonLine(
        entry.id,
        list(entry.slugs),
        entry.name,
        list(entry.spellings),
        record=entry.record,
        into=entry.into,
        reserved=entry.reserved,
    )
