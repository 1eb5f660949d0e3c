"""Check what must hold for a whole site before anything is written.

In: the addresses of all pages, the dead links. Out: a problem for each violation. Nothing is repaired here.
"""

import difflib
import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from generator import layout
from generator.manuscript.places import find_link_lines
from generator.model.problem import Place, Problem
from generator.site import links, urls
from generator.site.links import DeadLink

# Finding a similar address takes time, so only this many links get a suggestion.
_MAX_SUGGESTIONS = 30


class PageSource(msgspec.Struct, frozen=True):
    """The file that an editor wrote for a page: its path and its text."""

    path: str
    text: str


def find_shared_addresses(addresses: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each address that is already taken, ignoring case.

    On many disks, two URLs that differ only in case are one file.
    """
    owners: dict[str, str] = {}
    problems = []
    for url in addresses:
        folded = url.casefold()
        if folded in owners:
            problems.append(_describe_collision(url, owners[folded]))
        else:
            owners[folded] = url
    return tuple(problems)


def describe_dead_links(
    dead_links: Sequence[DeadLink], page_sources: Mapping[str, PageSource], site_urls: Collection[str]
) -> tuple[Problem, ...]:
    """Return a problem for each dead link.

    One that an editor wrote is reported with file and line; `page_sources` maps page URLs to their files. Any other
    comes from a template and is reported once, however many pages have it. `site_urls` are the existing URLs.
    """
    problems: list[Problem] = []
    template_links: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for dead_link in dead_links:
        lines = (
            find_link_lines(page_sources[dead_link.url].text, dead_link.link) if dead_link.url in page_sources else ()
        )
        if not lines:
            template_links[dead_link.link, dead_link.reason].append(dead_link.url)
        suggestion = _suggest_link(dead_link, site_urls) if lines and len(problems) < _MAX_SUGGESTIONS else ""
        problems += [
            _describe_file_link(Place(path=page_sources[dead_link.url].path, line=line), dead_link, suggestion)
            for line in lines
        ]
    problems += [
        _describe_template_link(link, reason, page_urls) for (link, reason), page_urls in template_links.items()
    ]
    return tuple(problems)


def _describe_file_link(place: Place, dead_link: DeadLink, suggestion: str) -> Problem:
    """Build the problem of a dead link that an editor wrote."""
    step = "correct it or remove it"
    if dead_link.reason == links.FOLDER:
        step = "link to the file, such as `index.html`"
    elif dead_link.link.startswith("/"):
        step = "write it relative to its page, such as `../articles/index.html`"
    return Problem.must_fix(
        place,
        "dead link",
        fact=f"the link `{dead_link.link}` {dead_link.reason}",
        cause=f"did you mean `{suggestion}`?" if suggestion else "",
        step=step,
    )


def _describe_template_link(link: str, reason: str, page_urls: Sequence[str]) -> Problem:
    """Build the problem of a dead link that a template makes."""
    rest = f" and {len(page_urls) - 1:,} more" if len(page_urls) > 1 else ""
    return Problem.must_fix(
        f"{layout.OUTPUT}/{page_urls[0]}",
        "dead link",
        fact=f"the link `{link}` on this page{rest} {reason}",
        step="correct the template or the file that it comes from",
    )


def _suggest_link(dead_link: DeadLink, site_urls: Collection[str]) -> str:
    """Return the link that was probably meant: a similar page of the same folder, or the page without the place."""
    path, _, fragment = dead_link.link.partition("#")
    if dead_link.reason == links.NO_PLACE or not path:
        return path if fragment else ""
    page_folder = urls.get_folder(dead_link.url)
    target = posixpath.normpath(posixpath.join(page_folder, unquote(path)))
    neighbours = [url for url in site_urls if urls.get_folder(url) == urls.get_folder(target)]
    matches = difflib.get_close_matches(target, neighbours, n=1, cutoff=0.8)
    return urls.build_link(dead_link.url, matches[0]) if matches else ""


def _describe_collision(url: str, other_url: str) -> Problem:
    return Problem.must_fix(
        f"{layout.OUTPUT}/{url}",
        "address",
        fact=f"two pages would be written to this address, the other as {other_url}",
        step="give one of them another slug",
    )
