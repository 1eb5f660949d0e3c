"""Choose the byline of a story among the lines of its page.

In: all lines, the positions of a story's headline and text. Out: the line of its byline, with all names. Names without
a label count only beside headline and date.
"""

import re
from collections.abc import Sequence

import msgspec

from generator.ingest.reading.byline_evidence import BEHIND, EDGES, StoryLines, find_neighbour, weigh_byline
from generator.ingest.reading.byline_words import NO_BARE, NO_NAME
from generator.ingest.reading.bylines import Byline, has_given_name, is_byline_label, parse_bare, parse_byline

# This many lines below a byline may hold further names and conjunctions.
_NAMES_BELOW = 16
_JOINTS = frozenset(", ; & and und et y e en og och i и та a και ve 、 with mit avec con by von par".split())
# The minimum weight of a story's byline.
_ENOUGH = 2.7
_CLOSE, _MOST_RIVALS = 0.5, 3
# The most words of a pen name.
_PEN_NAME = 3
# A name in a post of a network ("Ann Lee (@annlee) May 5, 2019").
_HANDLE = re.compile(r"\(@\w+\)")
_ABOVE, _INSIDE = 10, 8


def choose_byline(lines: Sequence[str], headline: int, first_body: int, last_body: int) -> tuple[int, Byline] | None:
    """Return the index of a story's byline, and the byline; `headline` is -1 if the story has none.

    Names without a label count between headline and text, beside a date, and more if the page names them again.
    """
    top = (headline if headline >= 0 else first_body) - _ABOVE
    candidates = [
        *range(max(0, top), min(len(lines), first_body + _INSIDE)),
        *range(min(len(lines), last_body + 1), min(len(lines), last_body + 1 + BEHIND)),
    ]
    story = StoryLines(lines, headline, first_body, last_body)
    best: tuple[float, int, Byline] | None = None
    rivals: list[tuple[float, Byline]] = []
    for n in dict.fromkeys(candidates):
        byline = parse_byline(lines[n].strip(EDGES))
        if byline is None or (_HANDLE.search(lines[n]) and not byline.is_marked):
            continue
        weight = weigh_byline(story, n, byline)
        if weight >= _ENOUGH:
            rivals.append((weight, byline))
            best = (weight, n, byline) if best is None or weight > best[0] else best
    if best is None:
        return _find_pen_name(lines, headline, first_body)
    if _has_many_rivals(best[0], best[2], rivals):
        return None
    n, byline = best[1], best[2]
    if byline.agency and not byline.names and (writer := _find_name_above(lines, n, headline)):
        return writer[0], msgspec.structs.replace(writer[1], agency=byline.agency)
    while not byline.is_marked and (above := _find_twin_above(lines, n, byline, headline)) >= 0:
        n, byline = above, parse_byline(lines[above].strip(EDGES)) or byline
    return n, _with_names_below(lines, n, byline)


def _find_pen_name(lines: Sequence[str], headline: int, first_body: int) -> tuple[int, Byline] | None:
    """Return a name of any form between headline and text, below the label of a byline ("by", "Susan")."""
    for n in range(max(0, headline + 1), first_body):
        text = lines[n].strip(EDGES)
        is_name = text[:1].isalpha() and len(text.split()) <= _PEN_NAME and not NO_BARE.search(text)
        if is_name and text.lower() not in NO_NAME and is_byline_label(find_neighbour(lines, n, -1)):
            return n, Byline(text, (text,), is_marked=True)
    return None


def _has_many_rivals(weight: float, byline: Byline, rivals: Sequence[tuple[float, Byline]]) -> bool:
    """Return whether many other names have about the same weight: a list of writers, or other stories with theirs."""
    close = {
        rival_byline.names for rival, rival_byline in rivals if not rival_byline.is_marked and rival >= weight - _CLOSE
    }
    return not byline.is_marked and len(close) > _MOST_RIVALS


def _find_name_above(lines: Sequence[str], n: int, headline: int) -> tuple[int, Byline] | None:
    """Return the line with a writer's name right above an agency at `n`, below the headline."""
    above = next((m for m in range(n - 1, max(headline, n - 4, -1), -1) if lines[m].strip()), -1)
    byline = parse_byline(lines[above].strip(EDGES)) if above >= 0 else None
    return (above, byline) if byline and byline.names and " " in byline.names[0] else None


def _find_twin_above(lines: Sequence[str], n: int, byline: Byline, headline: int) -> int:
    """Return the line above whose names look like those of `byline`; -1 if there is none below the headline."""
    above = next((m for m in range(n - 1, max(headline, n - 4, -1), -1) if lines[m].strip()), -1)
    further = parse_byline(lines[above].strip(EDGES)) if above >= 0 and byline.names else None
    if not further or further.is_marked or not further.names or not has_given_name(further.names[0]):
        return -1
    return above if _has_twin_shape(byline.names[0], further.names[0]) else -1


def _with_names_below(lines: Sequence[str], n: int, byline: Byline) -> Byline:
    """Return `byline` with the names on lines of their own right below ("Ann Lee", "and", "Jan Moss")."""
    text, names, joint = byline.text, list(byline.names), ""
    for line in lines[n + 1 : n + 1 + _NAMES_BELOW]:
        plain = line.strip(" *#•·|")
        if not plain:
            continue
        if plain.lower() in _JOINTS:
            joint = plain
            continue
        if plain.startswith(("(avec ", "(with ", "(mit ", "(con ")) and plain.endswith(")"):
            text += f" {plain}"
            break
        further = parse_bare(plain.strip(" ,;&"))
        if further and further.agency and not further.names and joint:
            text, byline = f"{text}, {further.text}", msgspec.structs.replace(byline, agency=further.agency)
            break
        if not further or not further.names or further.names[0] in names or not (joint or byline.names):
            break
        if not joint and not _has_twin_shape(names[-1] if names else "", further.names[0]):
            break
        space = "" if joint in {"", ",", ";"} else " "
        text += f"{space}{joint or ','} {further.text}"
        names += further.names
        joint = ""
    return msgspec.structs.replace(byline, text=text, names=tuple(names))


def _has_twin_shape(name: str, further: str) -> bool:
    """Return whether two lines are names of the same shape: as many words, and both begin with a given name."""
    return name.isupper() == further.isupper() and abs(len(name.split()) - len(further.split())) <= 1 and " " in further
