"""What must hold for a whole site before anything of it is written.

In: the addresses of all pages, the links that fail. Out: a problem for each thing that does not hold. Nothing is
mended here.
"""

import difflib
import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from generator.manuscript.places import link_lines
from generator.model.problem import Place, Problem, Severity
from generator.site import links, urls
from generator.site.links import Dead

# Looking for an address that is like another takes time: for so many links it is done.
_LOOKED_FOR = 30


class Written(msgspec.Struct, frozen=True):
    """The file that an editor wrote for a page: its path and its text."""

    path: str
    text: str


def shared(addresses: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each address that stands there already, without regard to case.

    Two URLs that differ in case alone are one file on many disks.
    """
    owners: dict[str, str] = {}
    problems = []
    for url in addresses:
        folded = url.casefold()
        if folded in owners:
            problems.append(_collision(url, owners[folded]))
        else:
            owners[folded] = url
    return tuple(problems)


def broken(failed: Sequence[Dead], written: Mapping[str, Written], known: Collection[str]) -> tuple[Problem, ...]:
    """A problem for each link that fails.

    One that an editor wrote is told with file and line; `written` are the files of pages by URL. Any other comes from
    a template and is told once, however many pages have it. `known` are the URLs that there are.
    """
    problems: list[Problem] = []
    others: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in failed:
        lines = link_lines(written[one.url].text, one.link) if one.url in written else ()
        if not lines:
            others[one.link, one.why].append(one.url)
        near = _nearest(one, known) if lines and len(problems) < _LOOKED_FOR else ""
        problems += [_in_file(Place(path=written[one.url].path, line=line), one, near) for line in lines]
    problems += [_in_template(link, why, pages) for (link, why), pages in others.items()]
    return tuple(problems)


def _in_file(place: Place, one: Dead, near: str) -> Problem:
    """The problem of a link that an editor wrote."""
    step = "correct it, or take it out"
    if one.why == links.FOLDER:
        step = "name the file in it, such as `index.html`"
    elif one.link.startswith("/"):
        step = "write it from the page that it stands on, such as `../articles/index.html`"
    return Problem(
        severity=Severity.PROBLEM,
        place=place,
        kind="dead link",
        fact=f"the link `{one.link}` {one.why}",
        cause=f"did you mean `{near}`?" if near else "",
        step=step,
    )


def _in_template(link: str, why: str, pages: Sequence[str]) -> Problem:
    """The problem of a link that a template makes."""
    rest = f" and {len(pages) - 1:,} more" if len(pages) > 1 else ""
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=f"output/{pages[0]}"),
        kind="dead link",
        fact=f"the link `{link}` on this page{rest} {why}",
        step="correct the template or the file that it comes from",
    )


def _nearest(one: Dead, known: Collection[str]) -> str:
    """The link that may have been meant: to a page of the same folder whose name is like it, or to no place on it."""
    path, _, fragment = one.link.partition("#")
    if one.why == links.NO_PLACE or not path:
        return path if fragment else ""
    here = urls.folder(one.url)
    target = posixpath.normpath(posixpath.join(here, unquote(path)))
    beside = [url for url in known if urls.folder(url) == urls.folder(target)]
    near = difflib.get_close_matches(target, beside, n=1, cutoff=0.8)
    return urls.relative(one.url, near[0]) if near else ""


def _collision(url: str, other: str) -> Problem:
    return Problem(
        severity=Severity.PROBLEM,
        place=Place(path=f"output/{url}"),
        kind="address",
        fact=f"two pages would be written to this address, the other as {other}",
        step="give one of them another slug",
    )
