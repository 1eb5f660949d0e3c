"""Fill the head of a page with data for programs: Open Graph, other forms, structured data.

In: the view of a page and its subject. Out: the same view, its head filled, so that a page's own view need not know
about it. The breadcrumbs use the words and links of the trail that readers see.
"""

from typing import Any, Protocol, TypeVar

import msgspec

from generator.site import feeds, urls
from generator.site.model import CountryStories, Entry, PersonStories, Site
from generator.site.structured import Graph, ListItem, StructuredDataBuilder, Thing, build_graph, build_steps
from generator.site.views.frame import Alternate, Link, PageHead


class _HasHead(Protocol):
    """A view with a head."""

    @property
    def head(self) -> PageHead: ...


class _HasTrail(_HasHead, Protocol):
    """A view with a trail."""

    @property
    def trail(self) -> tuple[Link, ...]: ...


_ViewWithHead = TypeVar("_ViewWithHead", bound=_HasHead)
_ViewWithTrail = TypeVar("_ViewWithTrail", bound=_HasTrail)


class HeadFiller:
    """Fills the heads of a site's pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._described = StructuredDataBuilder(site)
        self._breadcrumbs: dict[tuple[str, Link], tuple[ListItem, ...]] = {}

    def fill_home(self, view: _ViewWithHead) -> _ViewWithHead:
        """Fill the head of the home page."""
        site_graph = Graph(graph=(self._described.build_website(),))
        return _fill_head(view, name=self._site.config.title, kind="website", structured=site_graph)

    def fill_story(self, view: _ViewWithTrail, entry: Entry) -> _ViewWithTrail:
        """Fill the head of a story's page."""
        printed = entry.printed
        thing = self._described.build_article(entry)
        day = thing.date_published
        return _fill_head(
            view,
            name=printed.title,
            kind="article",
            published=day if len(day) == len("2016-11-30") else "",
            section=printed.section or "",
            alternates=self._list_alternates(entry.url),
            structured=build_graph(thing, self._build_breadcrumbs(view, entry.url), printed.title),
        )

    def fill_country(self, view: _ViewWithTrail, country: CountryStories) -> _ViewWithTrail:
        """Fill the head of a country's page."""
        record = country.country
        thing = self._described.get_country(record.code)
        return self._fill_record(view, country.url, record.name, thing, has_feed=bool(country.about))

    def fill_person(self, view: _ViewWithTrail, person: PersonStories) -> _ViewWithTrail:
        """Fill the head of a person's page."""
        record = person.person
        return self._fill_record(view, person.url, record.name, self._described.build_person(record.id), has_feed=True)

    def _list_alternates(self, url: str) -> tuple[Alternate, ...]:
        """Return the story's Markdown, if it is made."""
        if not self._site.config.output.markdown_copies:
            return ()
        return (Alternate(href=urls.build_link(url, urls.markdown(url)), type="text/markdown"),)

    def _fill_record(
        self, view: _ViewWithTrail, url: str, name: str, thing: Thing, *, has_feed: bool
    ) -> _ViewWithTrail:
        return _fill_head(
            view,
            name=name,
            kind="website",
            alternates=_list_feeds(url, name) if has_feed and self._site.config.output.entity_feeds else (),
            structured=build_graph(thing, self._build_breadcrumbs(view, url), name),
        )

    def _build_breadcrumbs(self, view: _HasTrail, url: str) -> tuple[ListItem, ...]:
        """Return the trail of a page with full addresses; many pages of a folder share one."""
        key = urls.get_folder(url), view.trail[-1]
        if key not in self._breadcrumbs:
            base = self._site.config.base_url
            links = [(link.label, urls.build_absolute(base, urls.resolve_link(url, link.href))) for link in view.trail]
            self._breadcrumbs[key] = build_steps(links)
        return self._breadcrumbs[key]


def _fill_head(view: _ViewWithHead, **fields: Any) -> _ViewWithHead:  # noqa: ANN401 (fields of Head)
    """Return `view` with `fields` set in its head."""
    head = view.head
    new_head = PageHead(title=head.title, description=head.description, canonical=head.canonical, **fields)
    return msgspec.structs.replace(view, head=new_head)  # type: ignore[type-var]


def _list_feeds(url: str, name: str) -> tuple[Alternate, ...]:
    """Return the feeds of the page at `url`, linked from it."""
    return (
        Alternate(href=urls.build_link(url, urls.atom(url)), type=feeds.ATOM, title=name),
        Alternate(href=urls.build_link(url, urls.json_feed(url)), type=feeds.JSON, title=name),
    )
