"""The pictures that stories show: which of them are there, and what is wrong with those that are not.

In: the stories on the site with their files, and the names of all pictures in the archive. Out: the names that are
published, and a problem for each other one. Pictures that no published story names stay in the archive.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping

import msgspec

from generator.model.article import Figure
from generator.model.problem import Found, Place, Problem, Severity

FOLDER = "content/figures"
# What browsers show. SVG is left out: opened by itself it is a page that may run scripts.
KINDS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


class Named(msgspec.Struct, frozen=True):
    """A picture that a story names, and where: the line of its `file`."""

    name: str
    place: Place


def named(path: str, figures: Iterable[Figure], lines: Mapping[str, int]) -> tuple[Named, ...]:
    """The pictures of a story in the file `path`; `lines` tells where each stands."""
    return tuple(
        Named(name=figure.file, place=Place(path=path, line=lines.get(figure.file, 0)))
        for figure in figures
        if figure.file
    )


def held(wanted: Iterable[Named], there: Collection[str]) -> Found[frozenset[str]]:
    """The names among `wanted` that can be published; `there` are those in `content/figures/`."""
    kept, problems = set(), []
    for one in wanted:
        if one.name in there and one.name.lower().endswith(KINDS):
            kept.add(one.name)
        else:
            problems.append(_unusable(one, there))
    return Found(frozenset(kept), tuple(problems))


def _unusable(one: Named, there: Collection[str]) -> Problem:
    """Why a picture cannot be shown."""
    if one.name in there:
        kinds = ", ".join(kind[1:] for kind in KINDS)
        return _problem(one.place, f"`{one.name}` is no picture that pages show", "", f"save it as one of: {kinds}")
    inside = one.name.removeprefix("./").removeprefix("content/").removeprefix("figures/")
    near = [inside] if inside in there else difflib.get_close_matches(one.name, there, n=1)
    return _problem(
        one.place,
        f"there is no picture `{one.name}` in {FOLDER}/",
        f"did you mean `{near[0]}`?" if near else "",
        "put it there, or take the `file` of this figure out",
    )


def _problem(place: Place, fact: str, cause: str, step: str) -> Problem:
    return Problem(severity=Severity.PROBLEM, place=place, kind="picture", fact=fact, cause=cause, step=step)
