"""Find markup that would take a Markdown parser too long, or that nests too deeply for it.

In: a body as Markdown. Out: the line of such markup. A pasted or hostile text may have thousands of open brackets, and
the parser reads to the end of the paragraph for each. Such a body is published as plain text instead.
"""

import re

# Steps that a body may cost, in characters read again: about half a second for Python-Markdown.
_MAX_STEPS = 500_000
# Quotations and lists in each other.
_MAX_DEPTH = 30
_BLOCK_BREAK = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\]\(|[\[\])]")
_UNDERLINE = re.compile(r"^[=-]+ *$|^#", re.MULTILINE)
_NESTING = re.compile(r"^([ \t>]*)((?:(?:[-+*>]|\d{1,9}[.)])[ \t]*)*)", re.MULTILINE)
_MARKER = re.compile(r"[-+*>]|\d[.)]")


def find_excessive_markup(body: str) -> int:
    """Return the line, from 1, of the paragraph of `body` whose markup is too much for a parser; 0 if there is none."""
    deep = next((match for match in _NESTING.finditer(body) if _measure_depth(match) > _MAX_DEPTH), None)
    if deep:
        return body.count("\n", 0, deep.start()) + 1
    steps = start = 0
    while start <= len(body):
        end_match = _BLOCK_BREAK.search(body, start)
        end = end_match.start() if end_match else len(body)
        block = body[start:end]
        steps += _count_bracket_steps(block) + len(_UNDERLINE.findall(block)) * len(block) // 10
        if steps > _MAX_STEPS:
            return body.count("\n", 0, start) + 1
        start = end_match.end() if end_match else len(body) + 1
    return 0


def _measure_depth(match: re.Match[str]) -> int:
    """Return how deep the lists and quotations are in which a line is."""
    width = len(match[1].expandtabs(4))
    return match[1].count(">") + width // 4 * bool(match[2]) + len(_MARKER.findall(match[2]))


def _count_bracket_steps(block: str) -> int:
    """Return how many characters lie between brackets and where they close, or the end of the paragraph."""
    if block.count("[") <= 1:
        return 0
    steps = 0
    square_starts: list[int] = []
    round_starts: list[int] = []
    for match in _BRACKET.finditer(block):
        mark, place = match[0], match.start()
        if mark == "[":
            square_starts.append(place)
        elif mark == ")":
            steps += place - round_starts.pop() if round_starts else 0
        else:
            steps += place - square_starts.pop() if square_starts else 0
            if mark == "](":
                round_starts.append(place)
    return steps + sum(len(block) - place for place in (*square_starts, *round_starts))
