"""What the head of a page tells programs: Open Graph, its other forms, structured data.

In: the view of a page and what it shows. Out: the same view, its head filled. So a page's own view need not know of
it, and where it stands is told in the words and links of the trail that readers see.
"""

from typing import Any, Protocol, TypeVar

import msgspec

from generator.site import feeds, urls
from generator.site.model import CountryStories, Entry, PersonStories, Site
from generator.site.structured import Described, Graph, ListItem, Thing, graph, steps
from generator.site.views.frame import Alternate, Head, Link


class _Page(Protocol):
    """A view with a head."""

    @property
    def head(self) -> Head: ...


class _Placed(_Page, Protocol):
    """A view that says where it stands."""

    @property
    def trail(self) -> tuple[Link, ...]: ...


_View = TypeVar("_View", bound=_Page)
_PlacedView = TypeVar("_PlacedView", bound=_Placed)


class Heads:
    """Fills the heads of a site's pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._described = Described(site)
        self._ways: dict[tuple[str, Link], tuple[ListItem, ...]] = {}

    def home(self, view: _View) -> _View:
        """The home page: the archive."""
        about = Graph(graph=(self._described.site(),))
        return _filled(view, name=self._site.config.title, kind="website", structured=about)

    def story(self, view: _PlacedView, entry: Entry) -> _PlacedView:
        """A story's page."""
        article = entry.article
        thing = self._described.story(entry)
        day = thing.date_published
        return _filled(
            view,
            name=article.title,
            kind="article",
            published=day if len(day) == len("2016-11-30") else "",
            section=article.section or "",
            alternates=self._text(entry.url),
            structured=graph(thing, self._way(view, entry.url), article.title),
        )

    def country(self, view: _PlacedView, country: CountryStories) -> _PlacedView:
        """A country's page."""
        record = country.country
        thing = self._described.country(record.code)
        return self._record(view, country.url, record.name, thing, has_feed=bool(country.about))

    def person(self, view: _PlacedView, person: PersonStories) -> _PlacedView:
        """A person's page."""
        record = person.person
        return self._record(view, person.url, record.name, self._described.person(record.id), has_feed=True)

    def _text(self, url: str) -> tuple[Alternate, ...]:
        """The story as Markdown, where that is made."""
        if not self._site.config.output.markdown_copies:
            return ()
        return (Alternate(href=urls.relative(url, urls.markdown(url)), type="text/markdown"),)

    def _record(self, view: _PlacedView, url: str, name: str, thing: Thing, *, has_feed: bool) -> _PlacedView:
        return _filled(
            view,
            name=name,
            kind="website",
            alternates=_feeds(url, name) if has_feed and self._site.config.output.entity_feeds else (),
            structured=graph(thing, self._way(view, url), name),
        )

    def _way(self, view: _Placed, url: str) -> tuple[ListItem, ...]:
        """The trail of a page with full addresses; many pages of a folder share one."""
        key = urls.folder(url), view.trail[-1]
        if key not in self._ways:
            base = self._site.config.base_url
            links = [(link.label, urls.absolute(base, urls.target(url, link.href))) for link in view.trail]
            self._ways[key] = steps(links)
        return self._ways[key]


def _filled(view: _View, **known: Any) -> _View:  # noqa: ANN401 (fields of Head)
    """`view` with what is `known` in its head."""
    head = view.head
    filled = Head(title=head.title, description=head.description, canonical=head.canonical, **known)
    return msgspec.structs.replace(view, head=filled)  # type: ignore[type-var]


def _feeds(url: str, name: str) -> tuple[Alternate, ...]:
    """The feeds of the page at `url`, linked from it."""
    return (
        Alternate(href=urls.relative(url, urls.atom(url)), type=feeds.ATOM, title=name),
        Alternate(href=urls.relative(url, urls.json_feed(url)), type=feeds.JSON, title=name),
    )
