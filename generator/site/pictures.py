"""The pictures that stories show: which are available, and what is wrong with the others.

In: the stories on the site with their files, and the names of all pictures in the archive. Out: the published names,
and a problem for each other one. Pictures that no published story names stay in the archive.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping

import msgspec

from generator import layout
from generator.model.article import Figure
from generator.model.problem import Place, Problem, Result

# Formats that browsers show. SVG is left out: opened by itself, it is a page that may run scripts.
SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


class PictureReference(msgspec.Struct, frozen=True):
    """A picture that a story names, and the line of its `file` key."""

    name: str
    place: Place


def list_references(path: str, figures: Iterable[Figure], lines: Mapping[str, int]) -> tuple[PictureReference, ...]:
    """Return the pictures of a story in the file `path`; `lines` maps each name to its line."""
    return tuple(
        PictureReference(name=figure.file, place=Place(path=path, line=lines.get(figure.file, 0)))
        for figure in figures
        if figure.file
    )


def select_available(references: Iterable[PictureReference], picture_names: Collection[str]) -> Result[frozenset[str]]:
    """Return the publishable names among `references`; `picture_names` are the files in `content/figures/`."""
    available_names, problems = set(), []
    for reference in references:
        if reference.name in picture_names and reference.name.lower().endswith(SUFFIXES):
            available_names.add(reference.name)
        else:
            problems.append(_describe_unusable(reference, picture_names))
    return Result(frozenset(available_names), tuple(problems))


def _describe_unusable(reference: PictureReference, picture_names: Collection[str]) -> Problem:
    """Build the problem of a picture that cannot be shown."""
    if reference.name in picture_names:
        suffixes = ", ".join(suffix[1:] for suffix in SUFFIXES)
        return Problem.must_fix(
            reference.place,
            "picture",
            f"`{reference.name}` is not a picture format that browsers show",
            f"save it as one of: {suffixes}",
        )
    bare_name = reference.name.removeprefix("./").removeprefix("content/").removeprefix("figures/")
    matches = (
        [bare_name] if bare_name in picture_names else difflib.get_close_matches(reference.name, picture_names, n=1)
    )
    return Problem.must_fix(
        reference.place,
        "picture",
        f"there is no picture `{reference.name}` in {layout.FIGURES}/",
        "put it there, or remove the `file` of this figure",
        f"did you mean `{matches[0]}`?" if matches else "",
    )
