"""A publication's profile: TOML in, the profile out. An invalid profile is a problem and has no effect."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from generator import config
from generator.model.problem import Place, Problem, Result
from generator.model.publication import LinePatterns, Publication
from generator.text.normalise import fold_key

_KIND = "publication profile"

_KEYS = ("name", "recognise", "furniture", "ends", "country")
_LIST_KEYS = ("recognise", "furniture", "ends")
_COUNTRY_CODE = re.compile("[A-Z]{2}")
_ERROR_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_EXAMPLES = {
    "name": 'name = "The Hill Courier"',
    "recognise": 'recognise = ["The Hill Courier", "hillcourier.example"]',
    "furniture": 'furniture = ["Read the Courier every morning", "Our reporters *"]',
    "country": 'country = "CA"',
    "ends": 'ends = ["More from the Courier *"]',
}


def parse_profile(path: str, data: bytes) -> Result[Publication | None]:
    """Parse the profile in the file `path` (relative to the root) with the bytes `data`; None if it is invalid."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        return Result(None, (Problem.must_fix(path, _KIND, "this is not UTF-8", "save the file as UTF-8"),))
    except tomllib.TOMLDecodeError as error:
        match = _ERROR_PLACE.search(str(error))
        line = int(match[1] or 0) if match else 0
        place, cause = Place(path=path, line=line), _ERROR_PLACE.sub("", str(error))
        return Result(None, (Problem.must_fix(place, _KIND, "this is invalid TOML", "fix this line", cause),))
    except ValueError:  # of an integer with thousands of digits
        return Result(None, (Problem.must_fix(path, _KIND, "this has a number with too many digits", "shorten it"),))
    except RecursionError:
        return Result(None, (Problem.must_fix(path, _KIND, "this is nested too deeply", "reduce the nesting"),))
    warnings = tuple(config.find_unknown_keys(table, _KEYS, text, path))
    problems = tuple(_find_problems(path, table, text))
    if problems:
        return Result(None, (*problems, *warnings))
    publication = Publication(
        path=path,
        name=table["name"].strip(),
        recognise=tuple(fold_key(phrase) for phrase in table["recognise"]),
        furniture=_parse_lines(table.get("furniture", ())),
        ends=_parse_lines(table.get("ends", ())),
        country=table.get("country", ""),
    )
    return Result(publication, warnings)


def _find_problems(path: str, table: dict[str, Any], text: str) -> Iterator[Problem]:
    """Yield the faults that make a profile invalid."""
    name = table.get("name", "")
    if not isinstance(name, str):
        yield _build_key_problem(path, table, text, "name", f"`name` must be a text in quotes, not {name!r}")
    elif not name.strip():
        yield _build_key_problem(path, table, text, "name", f"`name` is {'empty' if 'name' in table else 'missing'}")
    country = table.get("country", "")
    if "country" in table and not (isinstance(country, str) and _COUNTRY_CODE.fullmatch(country)):
        fact = f"`country` must be an ISO 3166-1 code of two capitals, not {country!r}"
        yield _build_key_problem(path, table, text, "country", fact)
    for list_key in _LIST_KEYS:
        value = table.get(list_key, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            yield _build_key_problem(
                path, table, text, list_key, f"`{list_key}` must be a list of texts in quotes, not {value!r}"
            )
        elif list_key == "recognise" and not value:
            yield _build_key_problem(path, table, text, list_key, "nothing identifies the pages of this publication")
        elif blank_lines := [line for line in value if not fold_key(line)]:
            yield _build_key_problem(
                path, table, text, list_key, f"`{list_key}` has {blank_lines[0]!r}, which has no letter or digit"
            )


def _parse_lines(lines: Iterable[str]) -> LinePatterns:
    """Parse lines as an editor writes them; `*` at the end matches any continuation."""
    folded = [(fold_key(line), line.rstrip().endswith("*")) for line in lines]
    return LinePatterns(
        whole=tuple(line for line, is_prefix in folded if not is_prefix),
        begins=tuple(f"{line} " for line, is_prefix in folded if is_prefix),
    )


def _build_key_problem(path: str, table: dict[str, Any], text: str, name: str, fact: str) -> Problem:
    """Build the problem that the key `name` is missing or invalid."""
    step = f"{'correct it to' if name in table else 'add'} a line such as `{_EXAMPLES[name]}`"
    return Problem.must_fix(
        Place(path=path, line=config.find_line(text, name)), _KIND, fact, step, "so this profile is not used"
    )
