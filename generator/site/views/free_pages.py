"""The pages without a story: free pages, redirects, tombstones, and the page for unknown addresses.

In: the site. Out: views. The links of 404.html begin at the root of the host because it is served at any depth.
"""

from generator.model.article import FreePage
from generator.model.value import Value
from generator.site import urls
from generator.site.model import Redirect, Tombstone
from generator.site.views.frame import PageFrame, PageHead, build_head
from generator.site.views.site_context import SiteContext
from generator.site.views.wording import shorten
from generator.text.plain import to_plain_text


class FreePageView(Value, frozen=True):
    """A free page; `body` is HTML made from Markdown."""

    frame: PageFrame
    head: PageHead
    title: str
    body: str


class NotFoundView(Value, frozen=True):
    """The page for an unknown address. The links of the frame show where to look instead."""

    frame: PageFrame
    head: PageHead
    title: str
    summary: str


class MovedView(Value, frozen=True):
    """The page at a former address: `href` leads to the current one."""

    frame: PageFrame
    head: PageHead
    title: str
    href: str


class GoneView(Value, frozen=True):
    """The tombstone of a story that was withdrawn, or of a person or country that no story names any more."""

    frame: PageFrame
    head: PageHead
    title: str
    summary: str
    number: str


def build_moved_view(context: SiteContext, redirect: Redirect) -> MovedView:
    """Build the view of a redirect. Its canonical address is the new one."""
    title = "This page has moved"
    return MovedView(
        frame=context.frames.get_frame(redirect.url),
        head=build_head(context.site, redirect.to, title, ""),
        title=title,
        href=urls.build_link(redirect.url, redirect.to),
    )


def build_gone_view(context: SiteContext, tombstone: Tombstone) -> GoneView:
    """Build the view of a tombstone. It repeats nothing of what was withdrawn."""
    is_story = urls.get_folder(tombstone.url) == urls.get_folder(urls.ARTICLES)
    kind = "country" if urls.get_folder(tombstone.url) == urls.get_folder(urls.COUNTRIES) else "person"
    title = "This story was withdrawn" if is_story else f"No story names this {kind} now"
    return GoneView(
        frame=context.frames.get_frame(tombstone.url),
        head=build_head(context.site, tombstone.url, title, ""),
        title=title,
        summary="An editor took it out of the archive. Its address is kept so that references to it stay clear."
        if is_story
        else f"There was a page here. Its address is kept, for another story may name the {kind} again.",
        number=tombstone.id,
    )


def build_free_page_view(context: SiteContext, page: FreePage) -> FreePageView:
    """Build the view of a free page."""
    url = urls.free_page(page.slug)
    lede = to_plain_text(page.body).partition("\n\n")[0]
    return FreePageView(
        frame=context.frames.get_frame(url),
        head=build_head(context.site, url, page.title, shorten(lede, 200)),
        title=page.title,
        body=page.body,
    )


def build_not_found_view(context: SiteContext) -> NotFoundView:
    """Build the view of 404.html."""
    return NotFoundView(
        frame=context.frames.get_frame(urls.NOT_FOUND),
        head=build_head(context.site, urls.NOT_FOUND, "Nothing is filed here", "No page has this address."),
        title="Nothing is filed under this address",
        summary="Addresses here are meant to last, so this one was most likely mistyped or cut short.",
    )
