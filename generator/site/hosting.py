"""Check a site against the rules of GitHub Pages, and compare it with the published one.

In: the files of the site and of the published site, the site's address, its repository. Out: a problem, with the next
step, for everything that Pages would refuse or serve wrongly. This module reads and sends nothing.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from generator import layout
from generator.model.problem import Place, Problem, Result
from generator.model.value import Value
from generator.site import urls

CNAME = "CNAME"
# The limits of Pages (a site of a gigabyte) and of git servers (the size of a file).
_SITE_SIZE = 10**9
_FILE_SIZE = 100 * 2**20
_PAGES_DOMAIN = ".github.io"
# Hosts that nobody owns: `base_url` has not been set yet.
_EXAMPLES = ("example.org", "example.com", "example.net")
_REPOSITORY = re.compile(r"(?:^|[@/])github\.com[:/]+(?:\d+/)?([\w.-]+)/([\w.-]+?)(?:\.git)?/*$")


class OutputFile(Value, frozen=True):
    """A file of the finished site: its URL, its size in bytes, whether it is a symbolic link."""

    url: str
    size: int
    is_link: bool = False


class DeployChanges(Value, frozen=True):
    """What publishing would change, as sorted URLs; `pages` is the number of pages published now."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    pages: int

    @property
    def is_empty(self) -> bool:
        """Whether publishing would change nothing."""
        return not (self.added or self.changed or self.removed)


def is_published(url: str) -> bool:
    """Return whether a file in `output/` is published: hidden ones are not, except .nojekyll and .well-known/."""
    return not any(part.startswith(".") for part in url.split("/")) or url == urls.NO_JEKYLL or _is_well_known(url)


def check_limits(files: Sequence[OutputFile]) -> tuple[Problem, ...]:
    """Return a problem for everything Pages would refuse, and a notice for each file that is left out."""
    problems = []
    for file in files:
        if file.is_link:
            fact, step = "this is a symbolic link, and Pages serves none", "put the file itself there"
            problems.append(Problem.must_fix(_format_path(file.url), "symbolic link", fact, step))
        elif not file.url.isprintable():
            fact, step = "the name of this file is invalid in an address", "rename it"
            problems.append(Problem.must_fix(_format_path(file.url), "name of a file", fact, step))
        elif file.size > _FILE_SIZE:
            fact = f"this file has {_format_megabytes(file.size)}; at most {_format_megabytes(_FILE_SIZE)} are accepted"
            step = "make it smaller, or keep it elsewhere and link to it"
            problems.append(Problem.must_fix(_format_path(file.url), "size", fact, step))
        elif not is_published(file.url):
            fact = "the name of this file or of its folder begins with a dot, and it is not published"
            step = "rename it if readers need it; only `.well-known/` is published"
            problems.append(Problem.notice(_format_path(file.url), "dot file", fact, step))
    total_size = sum(file.size for file in files)
    if total_size > _SITE_SIZE:
        fact = f"the site has {_format_megabytes(total_size)}; Pages accepts at most {_format_megabytes(_SITE_SIZE)}"
        largest = max(files, key=lambda file: (file.size, file.url))
        step = f"make pictures smaller; the largest file is {largest.url}"
        problems.append(Problem.must_fix(_format_path(""), "size", fact, step))
    return tuple(problems)


def resolve_domain(
    base_url: str, output_cname: str | None, branch_cname: str | None, setting: Place
) -> Result[str | None]:
    """Return the content of the file CNAME, which tells Pages the domain of the site; None if it needs none.

    `output_cname` is its content in `output/`, `branch_cname` its content on the branch, to which a setting of the
    repository may have added it; `setting` is the place of `base_url`.
    """
    host = (urlsplit(base_url).hostname or "").lower()
    cname, cname_place = (
        (output_cname, f"{layout.OUTPUT}/{CNAME}")
        if output_cname is not None
        else (branch_cname, "the file CNAME on the branch")
    )
    if cname is not None and cname.strip().lower() != host:
        fact = f"`base_url` is at {host or 'no host'}, but {cname_place} says {cname.strip() or 'nothing'}"
        step = "make both name the same domain; you change the branch's in the repository's settings of Pages"
        return Result(None, (Problem.must_fix(setting, "domain", fact, step),))
    if cname is not None:
        return Result(host)
    is_custom = not host.endswith(_PAGES_DOMAIN) and urlsplit(base_url).path.strip("/") == ""
    return Result(host if is_custom and "." in host else None)


def check_address(base_url: str, repository: str, setting: Place) -> tuple[Problem, ...]:
    """Return a problem if Pages would serve `repository` at another address than `base_url`.

    `repository` is the address of a remote. This can be checked only for GitHub repositories without a custom domain.
    """
    parts, match = urlsplit(base_url), _REPOSITORY.search(repository)
    host = (parts.hostname or "").lower()
    if not match or not host.endswith((_PAGES_DOMAIN, *_EXAMPLES)):
        return ()
    owner, name = match[1].lower(), match[2]
    path = "/" if name.lower() == f"{owner}{_PAGES_DOMAIN}" else f"/{name}/"
    if (host, parts.path.lower()) == (f"{owner}{_PAGES_DOMAIN}", path.lower()):
        return ()
    expected_url = f"https://{owner}{_PAGES_DOMAIN}{path}"
    fact = f"`base_url` is {base_url}, but Pages serves {match[1]}/{name} at {expected_url}"
    return (
        Problem.must_fix(setting, "address", fact, f'write `base_url = "{expected_url}"`, build, and deploy again'),
    )


def compare_sites(before: Mapping[str, str], after: Mapping[str, str]) -> DeployChanges:
    """Return the differences between two sites, each given as the digest of every file by URL."""
    return DeployChanges(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(url for url in after.keys() & before.keys() if before[url] != after[url])),
        removed=tuple(sorted(before.keys() - after.keys())),
        pages=sum(map(is_page, before)),
    )


def check_vanishing_pages(changes: DeployChanges, share: int, branch: str) -> tuple[Problem, ...]:
    """Return a problem if more than `share` percent of the published pages would vanish."""
    removed_pages = [url for url in changes.removed if is_page(url)]
    if not removed_pages or len(removed_pages) * 100 <= share * changes.pages:
        return ()
    fact = (
        f"{len(removed_pages):,} of {changes.pages:,} published pages would vanish, {removed_pages[0]} first; "
        f"at most {share} % may"
    )
    cause = "something else is published there, or content is missing here"
    step = "list them with --dry-run; if this is intended, deploy with --yes or a larger --share"
    return (Problem.must_fix(branch, "vanishing pages", fact, step, cause),)


def is_page(url: str) -> bool:
    """Return whether a file is an HTML page."""
    return url.endswith(".html")


def _is_well_known(url: str) -> bool:
    first, *rest = url.split("/")
    return first == ".well-known" and not any(part.startswith(".") for part in rest)


def _format_megabytes(size: int) -> str:
    return f"{size / 10**6:,.0f} MB"


def _format_path(url: str) -> str:
    return f"{layout.OUTPUT}/{url}".rstrip("/")
