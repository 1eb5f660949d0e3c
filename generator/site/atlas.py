"""The shapes of countries, for the map of coverage.

In: the text of world.tsv. Out: a value. views/coverage_map.py decides what is coloured, and how.
"""

from collections.abc import Mapping

from generator.model.value import Value


class Atlas(Value, frozen=True):
    """`box` is the view box, `shapes` the path of each country by code, `dots` the position of those too small.

    `rest` is the path of land without a country code.
    """

    box: str
    shapes: Mapping[str, str]
    dots: Mapping[str, tuple[str, str]]
    rest: str


def parse_atlas(text: str) -> Atlas:
    """Parse an atlas from `text`: a line for each country, with code and path or position separated by a tab."""
    lines = dict(line.split("\t", 1) for line in text.splitlines() if line[:1] != "#")
    box, rest = lines.pop("box"), lines.pop("", "")
    dots = {code: path.split() for code, path in lines.items() if path[0] != "M"}
    return Atlas(
        box=box,
        shapes={code: path for code, path in lines.items() if path[0] == "M"},
        dots={code: (x, y) for code, (x, y) in dots.items()},
        rest=rest,
    )
