"""Which columns of a table are the fields of a story: by their names, or by the map that a publisher wrote beside it.

In: the data of a map; the columns of a record. Out: the value of each field; problems with the map.
"""

import tomllib
from collections.abc import Iterable, Mapping

import msgspec

from generator.ingest.inputs.records import MAP_SUFFIX, get_map_path
from generator.model.problem import Place, Problem, Result

TEXT = "text"
# The names under which scrapers, datasets and extractors write each field, in order of trust.
_NAMES = {
    "title": "title headline name",
    TEXT: "text content body maintext article articlebody plain_text",
    "date": """date published published_date publish_date date_publish datepublished publisheddate publishing_date
        publication_date first_published_at published_at pubdate created_at""",
    "modified": "modified date_modify date_modified datemodified modified_date updated updated_at last_modified",
    "url": "url link source_url canonical_url",
    "byline": "byline author authors",
    "standfirst": "standfirst teasertext description summary abstract lead excerpt",
    "section": "section category topic",
    "language": "language lang",
    "publication": "publication newspaper publisher source site sitename domain source_domain hostname",
    "picture": "image top_image image_url thumbnail",
    "captured": "date_download crawl_date fetched retrieved accessed",
}
FIELDS = tuple(_NAMES)
_QUOTED_COLUMNS = 12

Columns = Mapping[str, tuple[str, ...]]


def get_known_columns() -> Columns:
    """Return the names of columns of each field, case-folded."""
    return {field: tuple(names.split()) for field, names in _NAMES.items()}


def read_map(path: str, data: bytes) -> Result[Columns | None]:
    """Return the columns of each field for the table at `path`, given its map; None and a problem if that is invalid.

    A field that the map has is read from the columns it names only.
    """
    columns = get_known_columns()
    if not data:
        return Result(columns)
    place = get_map_path(path) or path
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        step = "fix the map; the table is read when it is valid"
        return Result(None, (Problem.must_fix(place, "map", f"invalid TOML: {error}", step),))
    chosen = {}
    for field, value in table.items():
        names = [value] if isinstance(value, str) else value
        if field not in columns:
            fact, step = f"`{field}` is not a field of a story", f"use one of these: {', '.join(FIELDS)}"
            return Result(None, (Problem.must_fix(place, "map", fact, step),))
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            fact, step = f"`{field}` is neither the name of a column nor a list of names", f'write {field} = "COLUMN"'
            return Result(None, (Problem.must_fix(place, "map", fact, step),))
        chosen[field] = tuple(name.strip().casefold() for name in names)
    return Result({**columns, **chosen})


def choose_fields(record: Mapping[str, object], columns: Columns) -> dict[str, tuple[str, object]]:
    """Return the column and value of each field that `record` has; a name with a dot leads into a column."""
    folded = {name.strip().casefold(): (name, value) for name, value in reversed(list(record.items()))}
    fields = {}
    for field, names in columns.items():
        for name in names:
            column, value = folded.get(name) or _look_inside(folded, name)
            if value not in (None, "", [], {}):
                fields[field] = (column, value)
                break
    return fields


def _look_inside(folded: Mapping[str, tuple[str, object]], name: str) -> tuple[str, object]:
    outer, dot, inner = name.partition(".")
    value = folded[outer][1] if dot and outer in folded else None
    inside = {str(key).casefold(): item for key, item in value.items()} if isinstance(value, dict) else {}
    return name, inside.get(inner)


def report_no_text(path: str, columns: Iterable[str]) -> Problem:
    """Return the problem that no column of a table has text, with the map to write."""
    names = list(dict.fromkeys(columns))
    listed = ", ".join(f"`{name}`" for name in names[:_QUOTED_COLUMNS])
    more = f" and {len(names) - _QUOTED_COLUMNS} more" if len(names) > _QUOTED_COLUMNS else ""
    map_path = get_map_path(path) or f"{path}{MAP_SUFFIX}"
    fact = "no column has the text of stories"
    cause = f"its columns are {listed}{more}" if names else "it has no columns"
    step = f'say which it is in {map_path}, in a line such as text = "COLUMN"'
    return Problem.must_fix(path, "no text column", fact, step, cause)


class TableProblems:
    """The problems of a table, the same for both kinds: broken lines each, records without text as a count."""

    def __init__(self, path: str, unit: str) -> None:
        self._path, self._unit = path, unit
        self.problems: list[Problem] = []
        self.empty = 0

    def add_broken(self, line: int, fact: str) -> None:
        """Add the notice about a line or row that is left out."""
        place = Place(path=self._path, line=line)
        step = f"fix the {self._unit} if you need its story"
        self.problems.append(
            Problem.notice(place, f"broken {self._unit}", f"this {self._unit} is left out: {fact}", step)
        )

    def finish(self) -> tuple[Problem, ...]:
        """Return all problems."""
        if self.empty:
            fact = f"{self.empty:,} {self._unit}{'s have' if self.empty > 1 else ' has'} no text"
            self.problems.append(Problem.notice(self._path, "records without text", fact, "nothing to do"))
        return tuple(self.problems)


class Parts(msgspec.Struct):
    """The bytes of a table by what they are."""

    with_text: int = 0
    without_text: int = 0
    header: int = 0
    blank: int = 0
    damaged: int = 0

    def as_pairs(self) -> tuple[tuple[str, int], ...]:
        """Return the classes that have bytes."""
        pairs = (
            ("records with text", self.with_text),
            ("records without text", self.without_text),
            ("header", self.header),
            ("blank lines", self.blank),
            ("damaged", self.damaged),
        )
        return tuple(pair for pair in pairs if pair[1])
