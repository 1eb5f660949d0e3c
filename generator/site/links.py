"""Every link of the finished site: does it lead to a file, and to a place on it.

In: all files of the site as they will be written, and the address that it will have. Out: the links that fail, each
with its page and the reason. Our own pages are well formed, so tags are found by one regular expression, and what a
tag says is worked out once for each folder: the same navigation stands on thousands of pages.

A link between pages is relative and names a file, so that the site works under `/`, under `/repository/` and from a
disk; only 404.html, which is served at any depth, begins its links at the root of the host. Feeds, the sitemap and
canonical addresses are absolute.
"""

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

import msgspec

from generator.model.value import Value
from generator.site import urls

_IN_TAG = rb"""(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+"""
# What stands in comments, scripts and styles is no tag; the tag of a script itself is one. What is not closed goes on
# to the end of the page, as in browsers: so nothing is read twice.
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|"
    rb"<((?i:script|style)\b" + _IN_TAG + rb")(?:>|\Z).*?(?:</(?i:script|style)|\Z)|"
    rb"<([a-zA-Z][\w:-]{0,60}+\s" + _IN_TAG + rb")(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<=[\s"'/])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINKING = frozenset({"href", "src", "poster", "action", "data", "xlink:href"})
_REFRESH = re.compile(r"\d+\s*;\s*url\s*=\s*(.+)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_LOCATION = re.compile(rb"<loc>\s*([^<]*?)\s*</loc>")
_SITEMAP = re.compile(rb"^Sitemap:\s*(\S+)", re.MULTILINE | re.IGNORECASE)
_CSS_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_URL = re.compile(rb"""url\(\s*["']?([^"')]*)["']?\s*\)""")
_JSON_FEED = b"jsonfeed.org/version/"
_JSON_ADDRESSES = frozenset({"url", "home_page_url", "feed_url", "next_url", "icon", "favicon", "image"})
# Made of the finished pages when they are written, so not among them yet.
_LATER = ("pagefind/",)

NOWHERE = "leads nowhere"
NO_PLACE = "names a place that is not on its page"
OUT = "leads out of the site"
FROM_ROOT = "begins at the root of the host, so it fails on a disk and under another address"
FOLDER = "names a folder, so it fails on a disk"


class Dead(Value, frozen=True, order=True):
    """A link that fails: the file that it stands in, the link as it is written, why it fails."""

    url: str
    link: str
    why: str


class _Says(msgspec.Struct, frozen=True):
    """What one tag says, in any page of one folder: failures, links to places on pages, ids."""

    dead: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str, str], ...] = ()
    ids: tuple[str, ...] = ()


class _LineOfExport(msgspec.Struct):
    """What is read of a line of the data export."""

    url: str


def dead(
    files: Mapping[str, bytes], base_url: str, others: Collection[str] = (), pages: Collection[str] | None = None
) -> tuple[Dead, ...]:
    """The links in `files` (by URL) that fail, in the order of the files; only those of `pages`, where these are given.

    `others` are files that are on the site and not among `files`; what stands on them is not known.
    """
    if pages is not None:
        return _dead({url: files[url] for url in files if url in pages}, files, base_url, others)
    return _dead(files, files, base_url, others)


def _dead(
    followed: Mapping[str, bytes], files: Mapping[str, bytes], base_url: str, others: Collection[str]
) -> tuple[Dead, ...]:
    """The links in the files that are `followed` which fail."""
    atlas = _Atlas(files, base_url, others)
    failed: list[Dead] = []
    ids: dict[str, tuple[str, ...]] = {}
    wanted: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    known: dict[tuple[str, bytes], _Says] = {}
    for url, data in followed.items():
        if not url.endswith(".html"):
            failed += (
                Dead(url=url, link=link, why=why) for link in _beside(url, data) if (why := atlas.fault(url, link))
            )
            continue
        here = url if url == urls.NOT_FOUND else urls.folder(url)
        own: list[str] = []
        for groups in _TAG.findall(data):
            tag = groups[0] or groups[1]
            if not tag:
                continue  # a comment
            says = known.get((here, tag))
            if says is None:
                says = known[here, tag] = _says(tag.decode("utf-8", "replace"), url, atlas)
            own += says.ids
            failed += (Dead(url=url, link=link, why=why) for link, why in says.dead)
            for target, fragment, link in says.places:
                wanted[target or url, fragment].append((url, link))
        ids[url] = tuple(own)
    for target in {target for target, _ in wanted} & files.keys() - ids.keys():
        found = (groups[1].decode("utf-8", "replace") for groups in _TAG.findall(files[target]) if groups[1])
        ids[target] = tuple(one for tag in found for one in _says(tag, target, atlas).ids)
    for (target, fragment), uses in wanted.items():
        if target in ids and fragment not in ids[target]:
            failed += (Dead(url=url, link=link, why=NO_PLACE) for url, link in uses)
    order = {url: n for n, url in enumerate(followed)}
    return tuple(sorted(dict.fromkeys(failed), key=lambda one: order[one.url]))


def _says(tag: str, url: str, atlas: "_Atlas") -> _Says:
    """What the inside of a tag (`a href="…"`) says on the page at `url`."""
    name = tag.split(None, 1)[0].lower()
    attributes = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(tag)
    }
    ids = [attributes["id"]] if "id" in attributes else []
    ids += [attributes["name"]] if name == "a" and "name" in attributes else []
    failed, places = [], []
    for link in _links(name, attributes, atlas):
        if why := atlas.fault(url, link):
            failed.append((link, why))
        elif place := atlas.place(url, link):
            places.append((*place, link))
    return _Says(dead=tuple(failed), places=tuple(places), ids=tuple(ids))


def _links(name: str, attributes: Mapping[str, str], atlas: "_Atlas") -> Iterator[str]:
    """The links of a tag. Of what only machines read (`og:url`), those that are within the site."""
    for key, value in attributes.items():
        if key in _LINKING:
            yield value.strip()
        elif key == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif key == "content" and name == "meta":
            if "http-equiv" in attributes and (match := _REFRESH.match(value.strip())):
                yield match[1].strip().strip("'\"")
            elif atlas.is_ours(value):
                yield value


def _beside(url: str, data: bytes) -> Iterator[str]:
    """The links of a file that is no page: feed, sitemap, robots.txt, data export, style sheet."""
    found: Iterable[bytes | str] = ()
    if url.endswith(".xml"):
        found = (*_LOCATION.findall(data), *_hrefs(data))
    elif url == urls.ROBOTS:
        found = _SITEMAP.findall(data)
    elif url == urls.EXPORT:
        inside = posixpath.relpath(".", posixpath.dirname(url))
        found = (f"{inside}/{msgspec.json.decode(line, type=_LineOfExport).url}" for line in data.splitlines())
    elif url.endswith(".css"):
        found = _CSS_URL.findall(_CSS_COMMENT.sub(b"", data))
    elif _JSON_FEED in data[:200]:
        found = _addresses(msgspec.json.decode(data))
    for link in found:
        yield html.unescape(link.decode("utf-8", "replace")) if isinstance(link, bytes) else link


def _hrefs(data: bytes) -> Iterator[str]:
    """The `href`s of an XML file."""
    for groups in _TAG.findall(data):
        for match in _ATTRIBUTE.finditer(groups[1].decode("utf-8", "replace")):
            if match[1] == "href":
                yield html.unescape(match[2] or match[3] or "")


def _addresses(value: object) -> Iterator[str]:
    """The addresses in a JSON Feed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _JSON_ADDRESSES and isinstance(inner, str):
                yield inner
            else:
                yield from _addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)


class _Atlas:
    """Where links lead: all files of the site, and its address."""

    def __init__(self, files: Collection[str], base_url: str, others: Collection[str]) -> None:
        self._files, self._others = files, frozenset(others)
        self._base = base_url
        self._root = urlsplit(base_url).path.rstrip("/") + "/"

    def is_ours(self, link: str) -> bool:
        """Whether an absolute address is within the site."""
        return link.startswith(self._base) or link == self._base[:-1]

    def fault(self, url: str, link: str) -> str:
        """Why `link` on the page at `url` fails; empty where it does not, or leads to another host."""
        target = self._target(url, link)
        if target is None:
            return ""
        if target.startswith(".."):
            return OUT
        if link.startswith("/") and url != urls.NOT_FOUND:
            return FROM_ROOT
        is_full = link.startswith("/") or self.is_ours(link)
        if (not target or target.endswith("/")) and not is_full:
            return FOLDER
        if target.startswith(_LATER):
            return ""
        target = _file(target)
        return "" if target in self._files or target in self._others else NOWHERE

    def place(self, url: str, link: str) -> tuple[str, str] | None:
        """The page (empty: this one) and the place on it that `link` names; None where it names none."""
        path, _, fragment = link.partition("#")
        fragment = unquote(fragment.partition(":~:")[0])
        target = self._target(url, link)
        if not fragment or fragment == "top" or target is None:
            return None
        return ("" if not path else _file(target)), fragment

    def _target(self, url: str, link: str) -> str | None:
        """The file that `link` names, from the root of the site; None on another host. `..` leads out of it.

        It ends in `/` or is empty where a folder is named.
        """
        path = link.partition("#")[0].partition("?")[0]
        if not path:
            return url
        if self.is_ours(link):
            return unquote(path[len(self._base) :])
        if _SCHEME.match(path):
            return None
        path = unquote(path)
        if path.startswith("/"):
            return path[len(self._root) :] if f"{path}/".startswith(self._root) else "../" + path
        joined = posixpath.normpath(posixpath.join(urls.folder(url), path))
        is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
        return ("" if joined == "." else joined) + ("/" if is_folder and joined != "." else "")


def _file(target: str) -> str:
    """The file that is served for `target`."""
    return f"{target}index.html" if not target or target.endswith("/") else target
