"""The shapes of countries, for the map of coverage.

In: the text of world.tsv. Out: a value. What is coloured, and how, is decided in views/coverage_map.py.
"""

from collections.abc import Mapping

from generator.model.value import Value


class Atlas(Value, frozen=True):
    """`box` is the drawing's view box, `shapes` the path of each land by code, `dots` the place of those too small.

    `rest` is the path of lands without a code.
    """

    box: str
    shapes: Mapping[str, str]
    dots: Mapping[str, tuple[str, str]]
    rest: str


def parse_atlas(text: str) -> Atlas:
    """The atlas that `text` holds: a line for each land, code and path or place with a tab between."""
    lines = dict(line.split("\t", 1) for line in text.splitlines() if line[:1] != "#")
    box, rest = lines.pop("box"), lines.pop("", "")
    dots = {code: path.split() for code, path in lines.items() if path[0] != "M"}
    return Atlas(
        box=box,
        shapes={code: path for code, path in lines.items() if path[0] == "M"},
        dots={code: (x, y) for code, (x, y) in dots.items()},
        rest=rest,
    )
