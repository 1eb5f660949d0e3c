"""Check every link of the finished site: does it lead to a file, and to a place on it.

In: all files of the site as they will be written, and the site's address. Out: the dead links, each with its page and
the reason. Our own pages are well formed, so one regular expression finds all tags, and each tag is evaluated once for
each folder: the same navigation is on thousands of pages.

A link between pages is relative and names a file, so that the site works under `/`, under `/repository/` and from a
disk; only the links of 404.html, which is served at any depth, begin at the root of the host. Feeds, the sitemap and
canonical addresses are absolute.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

import msgspec

from generator.model.value import Value
from generator.site import urls
from generator.text import raw_html

_IN_TAG = rb"""(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+"""
# The content of comments, scripts and styles is no tag; the tag of a script itself is one. Something unclosed goes on
# to the end of the page, as in browsers, so that nothing is read twice.
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
# Made from the finished pages after they are written, so not among the files yet.
_WRITTEN_LATER = ("pagefind/",)

NOWHERE = "leads nowhere"
NO_PLACE = "names a place that is not on its page"
OUTSIDE = "leads out of the site"
FROM_ROOT = "begins at the root of the host, so it fails on a disk and under another address"
FOLDER = "names a folder, so it fails on a disk"


class DeadLink(Value, frozen=True, order=True):
    """A dead link: the file it is in, the link as written, the reason."""

    url: str
    link: str
    reason: str


class _TagLinks(msgspec.Struct, frozen=True):
    """What one tag holds, on any page of one folder: faults, links to places on pages, ids."""

    failures: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str, str], ...] = ()
    ids: tuple[str, ...] = ()


class _ExportLine(msgspec.Struct):
    """The fields read from a line of the data export."""

    url: str


def find_dead_links(
    files: Mapping[str, bytes],
    base_url: str,
    other_files: Collection[str] = (),
    page_urls: Collection[str] | None = None,
) -> tuple[DeadLink, ...]:
    """Return the dead links in `files` (by URL), in the order of the files; only those of `page_urls`, if given.

    `other_files` are on the site but not among `files`; the places on them are not known.
    """
    if page_urls is not None:
        return _find_dead_links({url: files[url] for url in files if url in page_urls}, files, base_url, other_files)
    return _find_dead_links(files, files, base_url, other_files)


def _find_dead_links(
    checked_files: Mapping[str, bytes], files: Mapping[str, bytes], base_url: str, other_files: Collection[str]
) -> tuple[DeadLink, ...]:
    """Return the dead links in `checked_files`."""
    link_targets = _LinkTargets(files, base_url, other_files)
    dead_links: list[DeadLink] = []
    ids: dict[str, tuple[str, ...]] = {}
    fragment_uses: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    tag_cache: dict[tuple[str, bytes], _TagLinks] = {}
    for url, data in checked_files.items():
        if not url.endswith(".html"):
            dead_links += (
                DeadLink(url=url, link=link, reason=reason)
                for link in _list_file_links(url, data)
                if (reason := link_targets.find_fault(url, link))
            )
            continue
        base_folder = url if url == urls.NOT_FOUND else urls.get_folder(url)
        page_ids: list[str] = []
        for groups in _TAG.findall(data):
            tag = groups[0] or groups[1]
            if not tag:
                continue  # a comment
            tag_links = tag_cache.get((base_folder, tag))
            if tag_links is None:
                tag_links = tag_cache[base_folder, tag] = _parse_tag(tag.decode("utf-8", "replace"), url, link_targets)
            page_ids += tag_links.ids
            dead_links += (DeadLink(url=url, link=link, reason=reason) for link, reason in tag_links.failures)
            for target, fragment, link in tag_links.places:
                fragment_uses[target or url, fragment].append((url, link))
        ids[url] = tuple(page_ids)
    for target in {target for target, _ in fragment_uses} & files.keys() - ids.keys():
        tags = (groups[1].decode("utf-8", "replace") for groups in _TAG.findall(files[target]) if groups[1])
        ids[target] = tuple(item for tag in tags for item in _parse_tag(tag, target, link_targets).ids)
    for (target, fragment), uses in fragment_uses.items():
        if target in ids and fragment not in ids[target]:
            dead_links += (DeadLink(url=url, link=link, reason=NO_PLACE) for url, link in uses)
    order = {url: position for position, url in enumerate(checked_files)}
    return tuple(sorted(dict.fromkeys(dead_links), key=lambda item: order[item.url]))


def _parse_tag(tag: str, url: str, link_targets: "_LinkTargets") -> _TagLinks:
    """Return what the inside of a tag (`a href="…"`) holds for the page at `url`."""
    name = tag.split(None, 1)[0].lower()
    attributes = {
        match[1].lower(): raw_html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(tag)
    }
    ids = [attributes["id"]] if "id" in attributes else []
    ids += [attributes["name"]] if name == "a" and "name" in attributes else []
    failures, places = [], []
    for link in _list_links(name, attributes, link_targets):
        if reason := link_targets.find_fault(url, link):
            failures.append((link, reason))
        elif place := link_targets.find_place(url, link):
            places.append((*place, link))
    return _TagLinks(failures=tuple(failures), places=tuple(places), ids=tuple(ids))


def _list_links(name: str, attributes: Mapping[str, str], link_targets: "_LinkTargets") -> Iterator[str]:
    """Yield the links of a tag. Of machine-readable ones (`og:url`), only those within the site."""
    for key, value in attributes.items():
        if key in _LINKING:
            yield value.strip()
        elif key == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif key == "content" and name == "meta":
            if "http-equiv" in attributes and (match := _REFRESH.match(value.strip())):
                yield match[1].strip().strip("'\"")
            elif link_targets.is_ours(value):
                yield value


def _list_file_links(url: str, data: bytes) -> Iterator[str]:
    """Yield the links of a file that is no page: feed, sitemap, robots.txt, data export, style sheet."""
    raw_links: Iterable[bytes | str] = ()
    if url.endswith(".xml"):
        raw_links = (*_LOCATION.findall(data), *_find_hrefs(data))
    elif url == urls.ROBOTS:
        raw_links = _SITEMAP.findall(data)
    elif url == urls.EXPORT:
        base_path = posixpath.relpath(".", posixpath.dirname(url))
        raw_links = (f"{base_path}/{msgspec.json.decode(line, type=_ExportLine).url}" for line in data.splitlines())
    elif url.endswith(".css"):
        raw_links = _CSS_URL.findall(_CSS_COMMENT.sub(b"", data))
    elif _JSON_FEED in data[:200]:
        raw_links = _find_json_addresses(msgspec.json.decode(data))
    for link in raw_links:
        yield raw_html.unescape(link.decode("utf-8", "replace")) if isinstance(link, bytes) else link


def _find_hrefs(data: bytes) -> Iterator[str]:
    """Yield the `href`s of an XML file."""
    for groups in _TAG.findall(data):
        for match in _ATTRIBUTE.finditer(groups[1].decode("utf-8", "replace")):
            if match[1] == "href":
                yield raw_html.unescape(match[2] or match[3] or "")


def _find_json_addresses(value: object) -> Iterator[str]:
    """Yield the addresses in a JSON Feed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _JSON_ADDRESSES and isinstance(inner, str):
                yield inner
            else:
                yield from _find_json_addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _find_json_addresses(inner)


class _LinkTargets:
    """All link targets: the files of the site, and its address."""

    def __init__(self, files: Collection[str], base_url: str, other_files: Collection[str]) -> None:
        self._files, self._other_files = files, frozenset(other_files)
        self._base = base_url
        self._root = urlsplit(base_url).path.rstrip("/") + "/"

    def is_ours(self, link: str) -> bool:
        """Return whether an absolute address is within the site."""
        return link.startswith(self._base) or link == self._base[:-1]

    def find_fault(self, url: str, link: str) -> str:
        """Return why `link` on the page at `url` is dead; empty if it works or leads to another host."""
        target = self._resolve_target(url, link)
        if target is None:
            return ""
        if target.startswith(".."):
            return OUTSIDE
        if link.startswith("/") and url != urls.NOT_FOUND:
            return FROM_ROOT
        is_full = link.startswith("/") or self.is_ours(link)
        if (not target or target.endswith("/")) and not is_full:
            return FOLDER
        if target.startswith(_WRITTEN_LATER):
            return ""
        target = _get_served_file(target)
        return "" if target in self._files or target in self._other_files else NOWHERE

    def find_place(self, url: str, link: str) -> tuple[str, str] | None:
        """Return the page (empty: this one) and the place on it that `link` names; None if it names no place."""
        path, _, fragment = link.partition("#")
        fragment = unquote(fragment.partition(":~:")[0])
        target = self._resolve_target(url, link)
        if not fragment or fragment == "top" or target is None:
            return None
        return ("" if not path else _get_served_file(target)), fragment

    def _resolve_target(self, url: str, link: str) -> str | None:
        """Return the file that `link` names, from the root of the site; None on another host. `..` may lead outside.

        It ends in `/` or is empty if a folder is named.
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
        joined = posixpath.normpath(posixpath.join(urls.get_folder(url), path))
        is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
        return ("" if joined == "." else joined) + ("/" if is_folder and joined != "." else "")


def _get_served_file(target: str) -> str:
    """Return the file that is served for `target`."""
    return f"{target}index.html" if not target or target.endswith("/") else target
