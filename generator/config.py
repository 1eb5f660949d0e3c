"""The archive's settings: the text of site.toml in, a frozen value out. Nothing is read from disk here.

Invalid settings are a ConfigError that lists all of them at once; an unknown key is a warning with the nearest known
one.
"""

import difflib
import re
import tomllib
from typing import Any
from urllib.parse import urlsplit

from generator import layout
from generator.model.errors import ConfigError
from generator.model.problem import Place, Problem, Result, Severity
from generator.model.thresholds import Thresholds
from generator.model.value import Value

_TABLES = ("output", "reading", "recognition", "people")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Output(Value, frozen=True):
    """The [output] table: which parts of the site are made. The data export always is."""

    search: bool = True
    map: bool = True
    charts: bool = True
    related: bool = True
    markdown_copies: bool = True
    entity_feeds: bool = True


class Recognition(Value, frozen=True):
    """The [recognition] table.

    `model` is a spaCy pipeline that finds people too, by name or folder. A name is tagged as a person's from the
    probability `people_from` on.
    """

    model: str = ""
    people_from: float = 0.6


class PeopleConfig(Value, frozen=True):
    """The [people] table: the number of stories from which a person has a page of their own."""

    pages_from: int = 1


class SiteConfig(Value, frozen=True):
    """site.toml. `base_url` ends with a slash; `language` is a BCP 47 tag ("en", "pt-BR")."""

    title: str
    base_url: str
    tagline: str = ""
    description: str = ""
    language: str = "en"
    output: Output = Output()
    reading: Thresholds = Thresholds()
    recognition: Recognition = Recognition()
    people: PeopleConfig = PeopleConfig()


_MAX_INTEGER = 2**53


def _refuse_large_numbers(value: object) -> None:
    """Raise ValueError if `value` has an integer anywhere that no setting holds and no JSON."""
    if isinstance(value, int) and abs(value) > _MAX_INTEGER:
        raise ValueError("an integer is too large")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_large_numbers(item)


def parse(text: str) -> Result[SiteConfig]:
    """Parse the settings in `text` (TOML), with a warning for each unknown key.

    Raises ConfigError if it is invalid TOML, lacks `title` or `base_url`, or a value has the wrong type.
    """
    try:
        table = tomllib.loads(text)
        _refuse_large_numbers(table)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError.from_problems(
            _build_problem(text, "", "this is invalid TOML", "fix this line", cause=str(error))
        ) from None
    except ValueError:  # of an integer with too many digits; all else is a TOMLDecodeError
        raise ConfigError.from_problems(
            _build_problem(text, "", "this has a number with too many digits", "shorten it")
        ) from None
    except RecursionError:
        raise ConfigError.from_problems(
            _build_problem(text, "", "this is nested too deeply", "reduce the nesting")
        ) from None
    errors = [
        *_check_top_level(table, text),
        *_check_output(table, text),
        *_check_reading(table, text),
        *_check_recognition(table, text),
        *_check_people(table, text),
    ]
    if errors:
        raise ConfigError.from_problems(*errors)
    settings = {key: table[key] for key in SiteConfig.__struct_fields__ if key in table and key not in _TABLES}
    settings["base_url"] = table["base_url"].rstrip("/") + "/"
    tables = {key: table.get(key, {}) for key in _TABLES}
    config = SiteConfig(
        **settings,
        output=Output(**_pick_keys(tables["output"], Output.__struct_fields__)),
        reading=Thresholds(**_pick_keys(tables["reading"], Thresholds.__struct_fields__)),
        recognition=Recognition(**_pick_keys(tables["recognition"], Recognition.__struct_fields__)),
        people=PeopleConfig(**_pick_keys(tables["people"], PeopleConfig.__struct_fields__)),
    )
    warnings = [
        *find_unknown_keys(table, SiteConfig.__struct_fields__, text),
        *find_unknown_keys(tables["output"], Output.__struct_fields__, text),
        *find_unknown_keys(tables["reading"], Thresholds.__struct_fields__, text),
        *find_unknown_keys(tables["recognition"], Recognition.__struct_fields__, text),
        *find_unknown_keys(tables["people"], PeopleConfig.__struct_fields__, text),
    ]
    return Result(config, tuple(warnings))


def _pick_keys(table: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of `keys` in `table`."""
    return {key: table[key] for key in keys if key in table}


def _check_top_level(table: dict[str, Any], text: str) -> list[Problem]:
    """Return the problems of the keys at the top level."""
    errors = [
        _build_problem("", "", f"`{key}` is missing", f'add a line such as `{key} = "{_EXAMPLES[key]}"`')
        for key in ("title", "base_url")
        if key not in table
    ]
    for key in SiteConfig.__struct_fields__:
        value = table.get(key, "")
        if key in _TABLES and key in table and not isinstance(value, dict):
            step = f"write `[{key}]` on a line of its own"
            errors.append(_build_problem(text, key, f"`{key}` must be a table", step))
        elif key not in _TABLES and not isinstance(value, str):
            errors.append(_build_problem(text, key, f"`{key}` must be a text in quotes, not {value!r}"))
        elif key == "title" and key in table and not value.strip():
            errors.append(_build_problem(text, key, "`title` is empty", "write the archive's name"))
        elif key == "language" and key in table and not _LANGUAGE.fullmatch(value):
            fact = f'`language` must be a BCP 47 tag such as "en" or "pt-BR", not {value!r}'
            errors.append(_build_problem(text, key, fact))
    errors += _check_base_url(table.get("base_url"), text)
    return errors


def _check_base_url(url: object, text: str) -> list[Problem]:
    """Return a problem if `url` is a text but no absolute http(s) address."""
    if not isinstance(url, str):
        return []
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc and not (parts.query or parts.fragment):
        return []
    step = f'write it with its scheme, such as "{_EXAMPLES["base_url"]}"'
    return [_build_problem(text, "base_url", f"`base_url` must be the site's full address, not {url!r}", step)]


def _check_output(table: dict[str, Any], text: str) -> list[Problem]:
    """Return the problems in [output]."""
    output = table.get("output", {})
    if not isinstance(output, dict):
        return []
    return [
        _build_problem(text, key, f"`{key}` in [output] must be true or false, not {output[key]!r}")
        for key in Output.__struct_fields__
        if key in output and not isinstance(output[key], bool)
    ]


def _check_reading(table: dict[str, Any], text: str) -> list[Problem]:
    """Return the problems in [reading]."""
    reading = table.get("reading", {})
    if not isinstance(reading, dict):
        return []
    default = Thresholds()
    values = {key: reading.get(key, getattr(default, key)) for key in Thresholds.__struct_fields__}
    errors = [
        _build_problem(text, key, f"`{key}` in [reading] must be a number from 0 to 1, not {value!r}")
        for key, value in values.items()
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1
    ]
    if not errors and values["keep_from"] > values["publish_from"]:
        fact = f"`keep_from` in [reading] is above `publish_from`: {values['keep_from']} and {values['publish_from']}"
        key = "keep_from" if "keep_from" in reading else "publish_from"
        errors.append(_build_problem(text, key, fact, "lower `keep_from` or raise `publish_from`"))
    return errors


def _check_recognition(table: dict[str, Any], text: str) -> list[Problem]:
    """Return the problems in [recognition]."""
    recognition = table.get("recognition", {})
    if not isinstance(recognition, dict):
        return []
    errors = []
    model = recognition.get("model", "")
    if not isinstance(model, str):
        fact = f"`model` in [recognition] must be a text in quotes, not {model!r}"
        errors.append(_build_problem(text, "model", fact))
    value = recognition.get("people_from", 0.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        fact = f"`people_from` in [recognition] must be a number from 0 to 1, not {value!r}"
        errors.append(_build_problem(text, "people_from", fact))
    return errors


def _check_people(table: dict[str, Any], text: str) -> list[Problem]:
    """Return the problems in [people]."""
    people = table.get("people", {})
    value = people.get("pages_from", 1) if isinstance(people, dict) else 1
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return []
    fact = f"`pages_from` in [people] must be a number of stories from 1, not {value!r}"
    return [_build_problem(text, "pages_from", fact)]


def find_unknown_keys(
    table: dict[str, Any], known_keys: tuple[str, ...], text: str, path: str = layout.SETTINGS
) -> list[Problem]:
    """Return a warning for each key of `table`, parsed from `text`, that is not in `known_keys`."""
    warnings = []
    for key in table:
        if key in known_keys:
            continue
        similar_keys = difflib.get_close_matches(key, known_keys, n=1)
        warnings.append(
            Problem(
                severity=Severity.WARNING,
                place=Place(path=path, line=find_line(text, key)),
                kind="unknown setting",
                fact=f"`{key}` is not a setting",
                cause=f"did you mean `{similar_keys[0]}`?" if similar_keys else "",
                step="correct it or delete the line",
            )
        )
    return warnings


def _build_problem(text: str, key: str, fact: str, step: str = "", cause: str = "") -> Problem:
    """Build a problem at the line that sets `key` in `text`; an empty key stands for the whole file."""
    place = Place(path=layout.SETTINGS, line=find_line(text, key) if key else 0)
    return Problem.must_fix(place, "setting", fact, step, cause)


def find_line(text: str, key: str) -> int:
    """Return the line that sets `key`, counted from 1; 0 if no line does."""
    match = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", text, re.MULTILINE) or re.search(
        rf"^\s*\[\s*{re.escape(key)}\s*\]", text, re.MULTILINE
    )
    return text.count("\n", 0, match.start(0) + len(match[0]) - len(match[0].lstrip())) + 1 if match else 0


_EXAMPLES = {"title": "The Concord File", "base_url": "https://example.org/archive/"}
