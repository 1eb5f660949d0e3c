"""A publication's profile: TOML in, the profile out. One that cannot be used is a problem and does nothing."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from generator import config
from generator.model.problem import Found, Place, Problem, Severity
from generator.model.publication import Lines, Publication
from generator.text.normalise import key

_KEYS = ("name", "recognise", "furniture", "ends")
_LISTS = _KEYS[1:]
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_EXAMPLES = {
    "name": 'name = "The Hill Courier"',
    "recognise": 'recognise = ["The Hill Courier", "hillcourier.example"]',
    "furniture": 'furniture = ["Read the Courier every morning", "Our reporters *"]',
    "ends": 'ends = ["More from the Courier *"]',
}


def read(path: str, data: bytes) -> Found[Publication | None]:
    """The profile in the file `path` (relative to the root) with the bytes `data`; None where it cannot be used."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        return Found(None, (_problem(path, 0, "this is not UTF-8", "", "save the file as UTF-8"),))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1] or 0) if at else 0
        return Found(None, (_problem(path, line, "this is no TOML", _AT.sub("", str(error)), "mend that line"),))
    except RecursionError:
        return Found(None, (_problem(path, 0, "this is nested too deep", "", "write it flat"),))
    unknown = tuple(config.unknown(table, _KEYS, text, path))
    wrong = tuple(_wrong(path, table, text))
    if wrong:
        return Found(None, (*wrong, *unknown))
    publication = Publication(
        path=path,
        name=table["name"].strip(),
        recognise=tuple(key(phrase) for phrase in table["recognise"]),
        furniture=_lines(table.get("furniture", ())),
        ends=_lines(table.get("ends", ())),
    )
    return Found(publication, unknown)


def _wrong(path: str, table: dict[str, Any], text: str) -> Iterator[Problem]:
    """What keeps a profile from being used."""
    name = table.get("name", "")
    if not isinstance(name, str):
        yield _mend(path, table, text, "name", f"`name` must be a text in quotes, not {name!r}")
    elif not name.strip():
        yield _mend(path, table, text, "name", f"`name` is {'empty' if 'name' in table else 'missing'}")
    for one in _LISTS:
        value = table.get(one, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            yield _mend(path, table, text, one, f"`{one}` must be a list of texts in quotes, not {value!r}")
        elif one == "recognise" and not value:
            yield _mend(path, table, text, one, "nothing tells which pages are this publication's")
        elif bare := [line for line in value if not key(line)]:
            yield _mend(path, table, text, one, f"`{one}` has {bare[0]!r}, which holds no letter and no digit")


def _lines(given: Iterable[str]) -> Lines:
    """Lines as an editor writes them; `*` at the end: any line that begins so."""
    folded = [(key(line), line.rstrip().endswith("*")) for line in given]
    return Lines(
        whole=tuple(line for line, is_begun in folded if not is_begun),
        begins=tuple(f"{line} " for line, is_begun in folded if is_begun),
    )


def _mend(path: str, table: dict[str, Any], text: str, name: str, fact: str) -> Problem:
    """The problem that the key `name` is missing or of no use."""
    step = f"{'correct it to' if name in table else 'add'} a line such as `{_EXAMPLES[name]}`"
    return _problem(path, config.line(text, name), fact, "so this profile is not used", step)


def _problem(path: str, line: int, fact: str, cause: str, step: str) -> Problem:
    place = Place(path=path, line=line)
    return Problem(
        severity=Severity.PROBLEM, place=place, kind="publication profile", fact=fact, cause=cause, step=step
    )
