"""The frame of every page: masthead, navigation, footer, style sheet, and the head.

In: the site and the URL of a page. Out: the frame with links for that page. All pages of a folder share one frame.
"""

from collections.abc import Callable

from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.model import Site
from generator.site.structured import Graph
from generator.text.counts import format_count

_NAVIGATION = (
    ("Articles", urls.ARTICLES),
    ("Years", urls.YEARS),
    ("Countries", urls.COUNTRIES),
    ("People", urls.PEOPLE),
    ("Publications", urls.PUBLICATIONS),
)
_SEARCH_LINK = ("Search", urls.SEARCH)


class Link(Value, frozen=True):
    """A link; `current` if it leads to its own page."""

    label: str
    href: str
    current: bool = False


class Alternate(Value, frozen=True):
    """Another form of a page, for programs: a feed, or its text. `type` is its media type."""

    href: str
    type: str
    title: str = ""


class PageFrame(Value, frozen=True):
    """The frame of a page. `lang` and `dir` are the site's, not those of a story on it.

    `atom` and `json_feed` are the feeds of the site. `holdings` is on the home page only: on every page, it would
    change all of them with each new story.
    """

    site_title: str
    lang: str
    dir: str
    home: str
    style: str
    navigation: tuple[Link, ...]
    foot: tuple[Link, ...]
    atom: str
    json_feed: str
    holdings: str


class PageHead(Value, frozen=True):
    """The content of a page's head. `canonical` is its full address; empty on 404.html, which has none.

    The other fields are for programs; meta.py fills them for the home page, stories, countries and people: `name` is
    the title without that of the site, `kind` the Open Graph type; `published` is a day, empty if unknown.
    """

    title: str
    description: str
    canonical: str
    name: str = ""
    kind: str = ""
    published: str = ""
    section: str = ""
    alternates: tuple[Alternate, ...] = ()
    structured: Graph | None = None


class PageFrames:
    """The frames of a site: one for each folder, and those of the indexes, which mark themselves in the navigation."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._frames: dict[str, PageFrame] = {}

    def get_frame(self, url: str) -> PageFrame:
        """Return the frame of the page at `url`."""
        key = url if url in _URLS_WITH_OWN_FRAME else urls.get_folder(url)
        if key not in self._frames:
            self._frames[key] = self._build_frame(key)
        return self._frames[key]

    def _build_frame(self, key: str) -> PageFrame:
        if key == urls.NOT_FOUND:
            base = self._site.config.base_url
            return _build_frame(self._site, lambda target_url: urls.build_root_path(base, target_url))
        holdings = _describe_holdings(self._site) if key == urls.HOME else ""
        return _build_frame(
            self._site, lambda target_url: urls.build_link(key, target_url), current=key, holdings=holdings
        )


def build_head(site: Site, url: str, title: str, description: str) -> PageHead:
    """Build the head of the page at `url`. The home page's title is the site's title alone."""
    site_title = site.config.title
    return PageHead(
        title=site_title if title == site_title else f"{title} · {site_title}",
        description=description,
        canonical="" if url == urls.NOT_FOUND else urls.build_absolute(site.config.base_url, url),
    )


def _build_frame(site: Site, make_link: Callable[[str], str], current: str = "", holdings: str = "") -> PageFrame:
    config = site.config
    navigation = (*_NAVIGATION, _SEARCH_LINK) if config.output.search else _NAVIGATION
    pages = tuple(Link(label=page.title, href=make_link(urls.free_page(page.slug))) for page in site.pages)
    return PageFrame(
        site_title=config.title,
        lang=config.language,
        dir=language_names.get_direction(config.language),
        home=make_link(urls.HOME),
        style=make_link(urls.STYLE),
        navigation=tuple(Link(label=label, href=make_link(url), current=url == current) for label, url in navigation),
        foot=(
            *pages,
            Link(label="Data", href=make_link(urls.DATA)),
            Link(label="Feed", href=make_link(urls.atom(urls.HOME))),
        ),
        atom=make_link(urls.atom(urls.HOME)),
        json_feed=make_link(urls.json_feed(urls.HOME)),
        holdings=holdings,
    )


def _describe_holdings(site: Site) -> str:
    """Describe the size of the archive: "1,284 stories from 14 publications"."""
    publications = {entry.printed.publication for entry in site.entries} - {None}
    story_count = format_count(len(site.entries), "story", "stories")
    if not publications:
        return story_count
    return f"{story_count} from {format_count(len(publications), 'publication', 'publications')}"


_URLS_WITH_OWN_FRAME = frozenset({urls.HOME, urls.NOT_FOUND, urls.SEARCH, *(url for _, url in _NAVIGATION)})
