"""What the markup of a page says about each unit: a table with a row a unit and a column a feature.

In: units with marks, and weighed words of class names. Out: the table, which stands behind that of features.py. The
names that publishers give their elements are evidence only, weighed as words are: many publishers must have them.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log1p, sqrt

import msgspec
import numpy as np
import numpy.typing as npt

from generator.ingest.reading.units import Unit
from generator.model.marks import Element, Marks

Floats = npt.NDArray[np.float64]

_TAGS = (
    ("p",),
    ("h1",),
    ("h2",),
    ("h3",),
    ("h4", "h5", "h6"),
    ("li",),
    ("td", "th"),
    ("div",),
    ("title",),
    ("button", "label", "legend", "option", "select", "textarea", "summary"),
    ("dt", "dd"),
    ("figcaption", "caption"),
    ("body", "#page"),
)
_TAG_COLUMN = {tag: column for column, tags in enumerate(_TAGS) for tag in tags}
_AROUND = (
    "nav", "header", "footer", "aside", "form", "dialog", "figure", "figcaption", "blockquote", "table", "ul", "ol",
    "article", "main", "section", "button", "noscript", "template", "address", "dl", "pre",
)  # fmt: skip
_AROUND_COLUMN = {tag: column for column, tag in enumerate(_AROUND)}
_HIDDEN = re.compile(rb"\shidden(?=[\s=/]|$)|display\s*:\s*none|aria-hidden\s*=\s*[\"']?true", re.IGNORECASE)
_NAMED = re.compile(
    rb"\b(?:class|id|itemprop|role|data-component|data-testid|data-type)\s*=\s*(?:\"([^\"]{0,400})|'([^']{0,400})|([^\s>\"']{1,100}))",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_PART = re.compile(r"[a-zA-Z]{2,24}")
_NAME = re.compile(r"[^\s]+")
# Names of so many elements around a unit are looked at, and so many levels around it are measured.
LEVELS, _MEASURED = 7, (0, 1, 2, 4)
_MOST_NAMES = 40
# Columns of this module.
FAMILIES = (
    ("its element", len(_TAGS)),
    ("the elements around it", len(_AROUND) + 2),
    ("its links and type", 3),
    ("what the page states", 5),
    ("its neighbours in the markup", 6),
    ("the text in its elements", 3 * len(_MEASURED) + 4),
    ("the heading above it", 3),
    ("the names of its elements", 12),
)
WIDTH = sum(width for _, width in FAMILIES)


class _Tree(msgspec.Struct):
    """Sums over the elements of a page, by number: words of prose, words, linked words."""

    elements: dict[int, Element]
    prose: dict[int, float]
    words: dict[int, float]
    linked: dict[int, float]
    direct: dict[int, float]
    around: dict[int, tuple[int, ...]]
    hidden: dict[int, bool]
    hiding: dict[bytes, bool]
    depth: dict[int, int]


def measure_marks(units: Sequence[Unit], words: Floats, prose: Floats, names: Mapping[str, float]) -> Floats:
    """Return the table of the units of a page; `words` and `prose` are measured as in features.py."""
    marks = [unit.marks for unit in units if unit.marks is not None]
    tree = _build_tree(marks, words.tolist(), prose.tolist())
    weighed = _NameWeights(names)
    columns = [
        _measure_elements(marks, tree),
        _measure_links(marks, words),
        _measure_statements(marks),
        _measure_neighbours(marks, tree),
        _measure_containers(marks, tree),
        _measure_headings(marks),
        np.array([weighed.measure(mark.element) for mark in marks], dtype=np.float64),
    ]
    return np.concatenate(columns, axis=1)


def _build_tree(marks: Sequence[Marks], words: Sequence[float], prose: Sequence[float]) -> _Tree:
    tree = _Tree({}, {}, {}, {}, {}, {}, {}, {}, {})
    for mark, count, is_prose in zip(marks, words, prose, strict=True):
        element: Element | None = mark.element
        number = mark.element.number
        while element is not None and element.number not in tree.elements:
            tree.elements[element.number] = element
            element = element.parent
        tree.prose[number] = tree.prose.get(number, 0.0) + count * is_prose
        tree.words[number] = tree.words.get(number, 0.0) + count
        tree.linked[number] = tree.linked.get(number, 0.0) + count * mark.linked
        above = mark.element.parent
        if above is not None:
            tree.direct[above.number] = tree.direct.get(above.number, 0.0) + count * is_prose
    numbers = sorted(tree.elements)
    for number in numbers:
        _describe_element(tree, tree.elements[number])
    for sums in (tree.prose, tree.words, tree.linked):
        for number in reversed(numbers):
            above = tree.elements[number].parent
            if above is not None:
                sums[above.number] = sums.get(above.number, 0.0) + sums.get(number, 0.0)
    return tree


def _describe_element(tree: _Tree, element: Element) -> None:
    """Note what an element is inside of; what it is in was described before."""
    number, above = element.number, element.parent
    column = _AROUND_COLUMN.get(element.tag)
    around = tree.around[above.number] if above is not None else ()
    tree.around[number] = around if column is None or column in around else (*around, column)
    attributes = element.attributes
    if attributes and attributes not in tree.hiding:
        tree.hiding[attributes] = _HIDDEN.search(attributes) is not None
    tree.hidden[number] = tree.hiding.get(attributes, False) or (above is not None and tree.hidden[above.number])
    tree.depth[number] = tree.depth[above.number] + 1 if above is not None else 0


def _measure_elements(marks: Sequence[Marks], tree: _Tree) -> Floats:
    width = len(_TAGS)
    table = np.zeros((len(marks), width + len(_AROUND) + 2))
    for n, mark in enumerate(marks):
        number = mark.element.number
        column = _TAG_COLUMN.get(mark.element.tag)
        if column is not None:
            table[n, column] = 1
        for around in tree.around[number]:
            table[n, width + around] = 1
        table[n, -2] = tree.hidden[number]
        table[n, -1] = min(tree.depth[number], 40) / 10
    return table


def _measure_links(marks: Sequence[Marks], words: Floats) -> Floats:
    linked = np.array([mark.linked for mark in marks])
    return np.stack([linked, np.array([mark.strong for mark in marks]), np.log1p(linked * words) / 2], axis=1)


def _measure_statements(marks: Sequence[Marks]) -> Floats:
    body = np.array([mark.in_stated_body for mark in marks])
    title = np.array([mark.in_stated_title for mark in marks])
    summary = np.array([mark.in_stated_summary for mark in marks])
    return np.stack([np.maximum(body, 0), body >= 0, title, title > 0.9, summary], axis=1)


def _measure_neighbours(marks: Sequence[Marks], tree: _Tree) -> Floats:
    size = len(marks)
    own = np.array([mark.element.number for mark in marks])
    above = np.array([mark.element.parent.number if mark.element.parent else -1 for mark in marks])
    depth = np.array([tree.depth[mark.element.number] for mark in marks], dtype=np.float64)
    table = np.zeros((size, 6))
    for column, values in ((0, own), (2, above)):
        same = values[1:] == values[:-1]
        table[1:, column], table[:-1, column + 1] = same, same
    step = np.clip(np.diff(depth), -4, 4) / 2
    table[1:, 4], table[:-1, 5] = step, step
    return table


def _measure_containers(marks: Sequence[Marks], tree: _Tree) -> Floats:
    """Return how much running text and how many links the elements around each unit hold."""
    total = max(1.0, tree.prose.get(0, 0.0))
    rows: dict[int, list[float]] = {}
    for mark in marks:
        number = mark.element.number
        if number not in rows:
            rows[number] = _describe_container(mark.element, tree, total)
    return np.array([rows[mark.element.number] for mark in marks], dtype=np.float64)


def _describe_container(own: Element, tree: _Tree, total: float) -> list[float]:
    row: list[float] = []
    element = own
    for level in range(max(_MEASURED) + 1):
        if level in _MEASURED:
            number = element.number
            prose, words = tree.prose[number], tree.words[number]
            row += (log1p(prose) / 3, prose / total * 2, tree.linked[number] / max(1.0, words) * 2)
        element = element.parent or element
    direct = tree.direct.get(own.parent.number, 0.0) if own.parent else 0.0
    article = own.find_around("article")
    main = own.find_around("article", "main", "section")
    row += (
        log1p(direct) / 3,
        direct / total * 2,
        tree.prose[article.number] / total * 2 if article else 0.0,
        tree.prose[main.number] / total * 2 if main else 0.0,
    )
    return row


def _measure_headings(marks: Sequence[Marks]) -> Floats:
    """Return how far above each unit the heading of the page is: the line most like its title, or the first h1."""
    size = len(marks)
    scores = [mark.in_stated_title + (mark.element.tag == "h1") - 2 * (mark.element.tag == "title") for mark in marks]
    best = max(range(size), key=lambda n: (scores[n], -n))
    distance = np.arange(size) - best
    if scores[best] < 0.5:
        return np.zeros((size, 3))
    return np.stack([np.ones(size), np.sign(distance), np.log1p(np.abs(distance)) / 2], axis=1)


class _NameWeights:
    """The weights of the names around units; elements of the same names in one element are looked at once."""

    def __init__(self, names: Mapping[str, float]) -> None:
        self._names = names
        self._rows: dict[tuple[bytes, int], list[float]] = {}
        self._weights: dict[bytes, tuple[float, ...]] = {}

    def measure(self, element: Element) -> list[float]:
        """Return the features of an element: the weights of its names and of those around it."""
        key = (element.attributes, element.parent.number if element.parent else -1)
        if key not in self._rows:
            self._rows[key] = self._describe(element)
        return self._rows[key]

    def _describe(self, element: Element) -> list[float]:
        levels: list[tuple[float, ...]] = []
        above: Element | None = element
        while above is not None and len(levels) < LEVELS:
            levels.append(self._weigh(above))
            above = above.parent
        row: list[float] = []
        for level in range(2):
            weights = levels[level] if level < len(levels) else ()
            row += (sum(weights) / max(1, len(weights)), max(weights, default=0.0), min(weights, default=0.0))
        flat = [weight for weights in levels for weight in weights]
        outer = [weight for weights in levels[2:] for weight in weights]
        positive = sum([weight for weight in flat if weight > 0])
        negative = -sum([weight for weight in flat if weight < 0])
        row += (max(flat, default=0.0), min(flat, default=0.0), sum(outer) / max(1, len(outer)))
        return [*row, sqrt(positive) / 2, sqrt(negative) / 2, len(flat) / 20]

    def _weigh(self, element: Element) -> tuple[float, ...]:
        attributes = element.attributes
        weights = self._weights.get(attributes)
        if weights is None:
            values = [self._names.get(name, 0.0) for name in split_names(attributes)]
            weights = self._weights[attributes] = tuple([weight for weight in values if weight])
        return weights


@lru_cache(maxsize=8192)
def split_names(attributes: bytes) -> tuple[str, ...]:
    """Return the names that an element has as class, id or role: each whole, without figures, and its words."""
    names: list[str] = []
    for groups in _NAMED.findall(attributes):
        value = b"".join(groups).decode("ascii", "replace")
        for name in _NAME.findall(value):
            parts = [part.lower() for part in _NAME_PART.findall(_CAMEL.sub(" ", name))]
            names += parts
            if len(parts) > 1:
                names.append("-".join(parts))
    return tuple(dict.fromkeys(names[:_MOST_NAMES]))
