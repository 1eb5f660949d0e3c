"""What stands around every page: masthead, navigation, foot, style sheet, and what the head says.

In: the site and the URL of a page. Out: the frame, whose links fit that page. It is the same for all pages
of a folder, so it is made once for each.
"""

from collections.abc import Callable

from generator.model.value import Value
from generator.site import language_names, urls
from generator.site.model import Site
from generator.site.structured import Graph
from generator.site.views.wording import counted

_NAVIGATION = (
    ("Articles", urls.ARTICLES),
    ("Years", urls.YEARS),
    ("Countries", urls.COUNTRIES),
    ("People", urls.PEOPLE),
    ("Publications", urls.PUBLICATIONS),
)
_SEARCH = ("Search", urls.SEARCH)


class Link(Value, frozen=True):
    """A link: `current` where it leads to the page that it stands on."""

    label: str
    href: str
    current: bool = False


class Alternate(Value, frozen=True):
    """Another form of a page, for programs: a feed, or its text. `type` is its media type."""

    href: str
    type: str
    title: str = ""


class Frame(Value, frozen=True):
    """The frame of a page. `lang` and `dir` are the site's, not those of a story on it.

    `atom` and `json_feed` are the feeds of the site.
    `holdings` stands on the home page alone: on every page it would make each new story change all of them.
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


class Head(Value, frozen=True):
    """What the head of one page says. `canonical` is its full address; empty on 404.html, which has none.

    What follows is for programs and filled in by meta.py for the home page, stories, countries and people: `name` is
    the title without that of the site, `kind` Open Graph's type; `published` is a day, and empty where none is known.
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


class Frames:
    """The frames of a site: one for each folder, and those of the indexes, which mark themselves in the navigation."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, Frame] = {}

    def of(self, url: str) -> Frame:
        """The frame of the page at `url`."""
        key = url if url in _MARKED else urls.folder(url)
        if key not in self._made:
            self._made[key] = self._frame(key)
        return self._made[key]

    def _frame(self, key: str) -> Frame:
        if key == urls.NOT_FOUND:
            base = self._site.config.base_url
            return _frame(self._site, lambda to: urls.under_base(base, to))
        holdings = _holdings(self._site) if key == urls.HOME else ""
        return _frame(self._site, lambda to: urls.relative(key, to), current=key, holdings=holdings)


def head(site: Site, url: str, title: str, description: str) -> Head:
    """The head of the page at `url`. The home page bears the site's title alone."""
    own = site.config.title
    return Head(
        title=own if title == own else f"{title} · {own}",
        description=description,
        canonical="" if url == urls.NOT_FOUND else urls.absolute(site.config.base_url, url),
    )


def _frame(site: Site, link: Callable[[str], str], current: str = "", holdings: str = "") -> Frame:
    config = site.config
    navigation = (*_NAVIGATION, _SEARCH) if config.output.search else _NAVIGATION
    pages = tuple(Link(label=page.title, href=link(urls.free_page(page.slug))) for page in site.pages)
    return Frame(
        site_title=config.title,
        lang=config.language,
        dir=language_names.direction(config.language),
        home=link(urls.HOME),
        style=link(urls.STYLE),
        navigation=tuple(Link(label=label, href=link(url), current=url == current) for label, url in navigation),
        foot=(*pages, Link(label="Data", href=link(urls.DATA)), Link(label="Feed", href=link(urls.atom(urls.HOME)))),
        atom=link(urls.atom(urls.HOME)),
        json_feed=link(urls.json_feed(urls.HOME)),
        holdings=holdings,
    )


def _holdings(site: Site) -> str:
    """How much there is: "1,284 stories from 14 publications"."""
    publications = {entry.article.publication for entry in site.entries} - {None}
    stories = counted(len(site.entries), "story", "stories")
    if not publications:
        return stories
    return f"{stories} from {counted(len(publications), 'publication', 'publications')}"


_MARKED = frozenset({urls.HOME, urls.NOT_FOUND, urls.SEARCH, *(url for _, url in _NAVIGATION)})
